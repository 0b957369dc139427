//! Signals of this process.
//!
//! Must not know: who sends them.

use std::io;
use std::mem::MaybeUninit;
use std::ptr;

const SIGNAL_MAX: i32 = 64;

/// Default handling of every signal, none blocked: what a program expects to find.
pub(crate) fn reset_signals() {
    for signal in 1..=SIGNAL_MAX {
        // SAFETY: sets a default disposition; those that cannot be set fail, and have it anyway.
        unsafe { libc::signal(signal, libc::SIG_DFL) };
    }
    let mut none = MaybeUninit::uninit();
    // SAFETY: sigemptyset fills the set before it is used.
    unsafe {
        libc::sigemptyset(none.as_mut_ptr());
        libc::sigprocmask(libc::SIG_SETMASK, none.as_ptr(), ptr::null_mut());
    }
}

pub(crate) fn ignore_signal(signal: i32) {
    // SAFETY: sets a disposition, no handler.
    unsafe { libc::signal(signal, libc::SIG_IGN) };
}

pub(crate) fn block_all_signals() {
    let mut all = MaybeUninit::uninit();
    // SAFETY: sigfillset fills the set before it is used.
    unsafe {
        libc::sigfillset(all.as_mut_ptr());
        libc::sigprocmask(libc::SIG_SETMASK, all.as_ptr(), ptr::null_mut());
    }
}

/// The next of the signals that are blocked.
pub(crate) fn wait_for_signal() -> Option<i32> {
    let mut all = MaybeUninit::uninit();
    // SAFETY: sigfillset fills the set before it is used; no information is asked for.
    let signal = unsafe {
        libc::sigfillset(all.as_mut_ptr());
        libc::sigwaitinfo(all.as_ptr(), ptr::null_mut())
    };
    (signal > 0).then_some(signal)
}

/// Any signal, those of real time too, to a child that is not reaped yet.
pub(crate) fn signal_child(pid: u32, signal: i32) -> io::Result<()> {
    // SAFETY: touches no memory.
    super::check(unsafe { libc::kill(pid.cast_signed(), signal) }.into()).map(drop)
}
