//! The system calls that neither std nor rustix offer safely, each behind a safe function.
//!
//! The process is single-threaded by contract (the spawner and what it forks), which is what makes forking sound:
//! no lock can be held by a thread that the child does not have.
//!
//! Must not know: containers.

#![allow(
    unsafe_code,
    reason = "clone3, exec, signals and bpf have no safe wrapper; this folder is the only one"
)]

mod bpf;
mod signals;

use std::ffi::{CStr, CString, c_char, c_int};
use std::io;
use std::mem::size_of;
use std::os::fd::{AsRawFd, BorrowedFd, FromRawFd, OwnedFd, RawFd};
use std::ptr;

pub(crate) use bpf::{attach_device_program, load_device_program};
pub(crate) use signals::{block_all_signals, ignore_signal, reset_signals, signal_child, wait_for_signal};

/// A flag of clone3 alone, beyond the 32 bits that clone had.
const CLONE_INTO_CGROUP: u64 = 0x2_0000_0000;

/// Which of the two a fork returned to.
pub(crate) enum Forked {
    Child,
    Parent { pid: u32, pidfd: OwnedFd },
}

fn check(result: libc::c_long) -> io::Result<libc::c_long> {
    if result < 0 { Err(io::Error::last_os_error()) } else { Ok(result) }
}

/// A new process with some new namespaces (`CLONE_NEW…`), made inside a cgroup of version 2 if one is given.
pub(crate) fn fork_into(namespaces: i32, cgroup: Option<BorrowedFd<'_>>) -> io::Result<Forked> {
    let mut pidfd: c_int = -1;
    // SAFETY: an all-zero clone_args is valid: no stack, no thread storage, nothing to be set.
    let mut arguments: libc::clone_args = unsafe { std::mem::zeroed() };
    arguments.flags = (libc::CLONE_PIDFD | namespaces).cast_unsigned().into();
    arguments.pidfd = ptr::from_mut(&mut pidfd).addr() as u64;
    arguments.exit_signal = libc::SIGCHLD.cast_unsigned().into();
    if let Some(cgroup) = cgroup {
        arguments.flags |= CLONE_INTO_CGROUP;
        arguments.cgroup = cgroup.as_raw_fd().cast_unsigned().into();
    }
    // SAFETY: without CLONE_VM the child gets a copy of the single-threaded process, as with fork; `pidfd` outlives
    // the call, and the size is that of the structure.
    let pid = unsafe { libc::syscall(libc::SYS_clone3, &raw const arguments, size_of::<libc::clone_args>()) };
    if pid < 0 && cgroup.is_none() && io::Error::last_os_error().raw_os_error() == Some(libc::ENOSYS) {
        return fork_old(namespaces);
    }
    forked(check(pid)?, pidfd)
}

/// By clone, where a filter or an old kernel has no clone3.
fn fork_old(namespaces: i32) -> io::Result<Forked> {
    let mut pidfd: c_int = -1;
    let flags = libc::c_long::from(libc::CLONE_PIDFD | namespaces | libc::SIGCHLD);
    // SAFETY: as above; the third argument takes the pidfd, the others are unused without their flags.
    let pid = unsafe { libc::syscall(libc::SYS_clone, flags, 0_usize, &raw mut pidfd, 0_usize, 0_usize) };
    forked(check(pid)?, pidfd)
}

fn forked(pid: libc::c_long, pidfd: RawFd) -> io::Result<Forked> {
    match u32::try_from(pid) {
        Ok(0) => Ok(Forked::Child),
        // SAFETY: the kernel has just made this descriptor for us.
        Ok(pid) => Ok(Forked::Parent { pid, pidfd: unsafe { OwnedFd::from_raw_fd(pidfd) } }),
        Err(_) => Err(io::ErrorKind::InvalidData.into()),
    }
}

pub(crate) fn exit_now(code: i32) -> ! {
    // SAFETY: ends the process without running what its parent registered for its own exit.
    unsafe { libc::_exit(code) }
}

/// Arguments or an environment, as exec wants them.
pub(crate) struct Strings {
    pointers: Vec<*const c_char>,
    _owned: Vec<CString>,
}

impl Strings {
    pub(crate) fn new(owned: Vec<CString>) -> Self {
        let pointers = owned.iter().map(|word| word.as_ptr()).chain([ptr::null()]).collect();
        Self { pointers, _owned: owned }
    }
}

/// Returns only if it fails.
pub(crate) fn execute(path: &CStr, arguments: &Strings, environment: &Strings) -> io::Error {
    // SAFETY: both arrays end with a null pointer, and the strings they point to are alive.
    unsafe { libc::execve(path.as_ptr(), arguments.pointers.as_ptr(), environment.pointers.as_ptr()) };
    io::Error::last_os_error()
}

/// Executes the file behind a descriptor; returns only if it fails.
pub(crate) fn execute_fd(file: BorrowedFd<'_>, arguments: &Strings, environment: &Strings) -> io::Error {
    // SAFETY: as above; the path is empty and the descriptor valid.
    unsafe {
        libc::syscall(
            libc::SYS_execveat,
            file.as_raw_fd(),
            c"".as_ptr(),
            arguments.pointers.as_ptr(),
            environment.pointers.as_ptr(),
            libc::AT_EMPTY_PATH,
        )
    };
    io::Error::last_os_error()
}

/// Changes a mount, or with `recursive` all below it too: `set` and `clear` are `MOUNT_ATTR_…`.
pub(crate) fn mount_setattr(mount: BorrowedFd<'_>, set: u64, recursive: bool) -> io::Result<()> {
    let attributes = libc::mount_attr { attr_set: set, attr_clr: 0, propagation: 0, userns_fd: 0 };
    let flags = libc::AT_EMPTY_PATH | if recursive { libc::AT_RECURSIVE } else { 0 };
    // SAFETY: the structure outlives the call, and the size is its own.
    let result = unsafe {
        libc::syscall(
            libc::SYS_mount_setattr,
            mount.as_raw_fd(),
            c"".as_ptr(),
            flags,
            &raw const attributes,
            size_of::<libc::mount_attr>(),
        )
    };
    check(result).map(drop)
}

pub(crate) fn unshare(namespaces: i32) -> io::Result<()> {
    // SAFETY: only namespace flags are given; the descriptor table and memory stay as they are.
    check(unsafe { libc::unshare(namespaces) }.into()).map(drop)
}

/// Enters the namespaces of a process (a pidfd), or the one that a descriptor stands for.
pub(crate) fn enter_namespaces(of: BorrowedFd<'_>, namespaces: i32) -> io::Result<()> {
    // SAFETY: takes a valid descriptor and flags, touches no memory.
    check(unsafe { libc::setns(of.as_raw_fd(), namespaces) }.into()).map(drop)
}

pub(crate) fn pivot_root_here() -> io::Result<()> {
    // SAFETY: both paths are valid strings.
    check(unsafe { libc::syscall(libc::SYS_pivot_root, c".".as_ptr(), c".".as_ptr()) }).map(drop)
}

/// Closes every descriptor from `first` on. Owned ones must not be used, nor dropped, after that: what calls it
/// is about to execute a program, or has just begun.
pub(crate) fn close_from(first: u32) -> io::Result<()> {
    // SAFETY: closing touches no memory; the contract above keeps owners from using what is gone.
    check(unsafe { libc::syscall(libc::SYS_close_range, first, u32::MAX, 0) }).map(drop)
}

/// Closes all but these from descriptor 3 on.
pub(crate) fn close_all_but(keep: &[BorrowedFd<'_>]) -> io::Result<()> {
    let mut numbers: Vec<u32> = keep.iter().filter_map(|fd| u32::try_from(fd.as_raw_fd()).ok()).collect();
    numbers.sort_unstable();
    let mut first = 3;
    for number in numbers {
        if number > first {
            // SAFETY: as in `close_from`.
            check(unsafe { libc::syscall(libc::SYS_close_range, first, number - 1, 0) })?;
        }
        first = first.max(number + 1);
    }
    close_from(first)
}

/// Takes over a descriptor that was inherited.
pub(crate) fn inherited(number: RawFd) -> io::Result<OwnedFd> {
    // SAFETY: asks whether the descriptor is open, no more.
    check(unsafe { libc::fcntl(number, libc::F_DUPFD_CLOEXEC, 3) }.into()).and_then(|copy| {
        let copy = RawFd::try_from(copy).map_err(|_| io::ErrorKind::InvalidData)?;
        // SAFETY: the kernel has just made this copy for us.
        Ok(unsafe { OwnedFd::from_raw_fd(copy) })
    })
}

/// Makes a descriptor standard input (0), output (1) or error (2).
pub(crate) fn make_standard(fd: BorrowedFd<'_>, number: RawFd) -> io::Result<()> {
    // SAFETY: nobody owns the three standard descriptors.
    check(unsafe { libc::dup2(fd.as_raw_fd(), number) }.into()).map(drop)
}

/// Opens this descriptor's terminal for the process's session.
pub(crate) fn take_terminal(terminal: BorrowedFd<'_>) -> io::Result<()> {
    // SAFETY: an ioctl without a pointer.
    check(unsafe { libc::ioctl(terminal.as_raw_fd(), libc::TIOCSCTTY, 0) }.into()).map(drop)
}

/// Hands the kernel a filter of system calls for this process and all that come of it.
pub(crate) fn install_filter(program: &[libc::sock_filter]) -> io::Result<()> {
    let length = u16::try_from(program.len()).map_err(|_| io::ErrorKind::InvalidInput)?;
    let program = libc::sock_fprog { len: length, filter: program.as_ptr().cast_mut() };
    // SAFETY: the kernel only reads `len` instructions, during the call.
    let result =
        unsafe { libc::syscall(libc::SYS_seccomp, libc::SECCOMP_SET_MODE_FILTER, 0, &raw const program) };
    check(result).map(drop)
}

/// Milliseconds to wait in a process that has nothing else to do.
pub(crate) fn pause(milliseconds: u64) {
    #[allow(clippy::disallowed_methods, reason = "a launcher has no timer but the kernel's")]
    std::thread::sleep(std::time::Duration::from_millis(milliseconds));
}

/// Nanoseconds since 1970.
pub(crate) fn now_nanos() -> i64 {
    let now = rustix::time::clock_gettime(rustix::time::ClockId::Realtime);
    now.tv_sec.saturating_mul(1_000_000_000).saturating_add(now.tv_nsec)
}

/// Milliseconds since 1970.
pub(crate) fn now_millis() -> i64 {
    now_nanos() / 1_000_000
}
