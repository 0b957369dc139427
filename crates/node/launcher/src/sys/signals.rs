//! Signals of this process.
//!
//! Must not know: who sends them.

use std::io;
use std::mem::MaybeUninit;
use std::os::fd::{AsRawFd, BorrowedFd};
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

/// Any signal, those of real time too, to a process.
pub(crate) fn signal_process(process: BorrowedFd<'_>, signal: i32) -> io::Result<()> {
    // SAFETY: no information is passed, so no memory is touched.
    let result = unsafe {
        libc::syscall(
            libc::SYS_pidfd_send_signal,
            process.as_raw_fd(),
            signal,
            ptr::null::<libc::siginfo_t>(),
            0,
        )
    };
    super::check(result).map(drop)
}
