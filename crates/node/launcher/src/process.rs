//! The last steps of a process before its program: limits, user, capabilities, filter, exec.
//!
//! The same for a container's first process and for one that is executed into it. Works inside the container:
//! every path is the container's.
//!
//! Must not know: namespaces, mounts, cgroups.

use std::ffi::CString;
use std::io;
use std::os::fd::OwnedFd;

use rustix::fs::{Gid, Mode, Uid};
use rustix::process::Signal;
use rustix::thread::{CapabilitySet as Kernels, CapabilitySets};

use crate::capabilities::CapabilitySet;
use crate::protocol::{CODE_NOT_EXECUTABLE, CODE_NOT_FOUND, Doing, Failure, plain};
use crate::rlimits;
use crate::seccomp::Filter;
use crate::spec::Process;
use crate::sys::{self, Strings};

const PATH_OF_NONE: &str = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
/// Capabilities that there can ever be.
const CAPABILITIES_MAX: u32 = 64;

/// A program with all that exec wants, made while there is still a right to everything.
pub(crate) struct Program {
    name: String,
    candidates: Vec<CString>,
    arguments: Strings,
    environment: Strings,
}

impl Program {
    pub(crate) fn of(process: &Process) -> Result<Self, Failure> {
        let name = process.arguments.first().cloned().unwrap_or_default();
        if name.is_empty() {
            return Err(Failure::new("cannot start the container", "it has no command"));
        }
        let path = process.environment.iter().rev().find_map(|pair| pair.strip_prefix("PATH="));
        let candidates = candidates(&name, path.unwrap_or(PATH_OF_NONE));
        let strings = |words: &[String]| -> Result<Vec<CString>, Failure> {
            let made: Result<_, _> = words.iter().map(|word| CString::new(word.as_str())).collect();
            made.map_err(|_| {
                Failure::new("cannot start the container", "an argument or variable holds a NUL")
            })
        };
        Ok(Self {
            candidates: strings(&candidates)?,
            arguments: Strings::new(strings(&process.arguments)?),
            environment: Strings::new(strings(&process.environment)?),
            name,
        })
    }

    /// Executes it; returns only if it cannot.
    pub(crate) fn execute(&self) -> Failure {
        let mut denied = false;
        for candidate in &self.candidates {
            let error = sys::execute(candidate, &self.arguments, &self.environment);
            match error.raw_os_error() {
                Some(libc::ENOENT | libc::ENOTDIR) => {}
                Some(libc::EACCES) => denied = true,
                _ => return self.failure(CODE_NOT_EXECUTABLE, &plain(&error)),
            }
        }
        match (denied, self.name.contains('/')) {
            (true, _) => self.failure(CODE_NOT_EXECUTABLE, "permission denied"),
            (false, true) => {
                let text = format!("stat {}: no such file or directory", self.name);
                self.failure(CODE_NOT_FOUND, &text)
            }
            (false, false) => self.failure(CODE_NOT_FOUND, "executable file not found in $PATH"),
        }
    }

    fn failure(&self, code: i32, why: &str) -> Failure {
        Failure { code, message: format!("exec: {:?}: {why}", self.name) }
    }
}

/// Where a program may be: itself, if it is a path, or in one of the directories of PATH.
fn candidates(name: &str, path: &str) -> Vec<String> {
    if name.contains('/') {
        return vec![name.to_owned()];
    }
    let directories = path.split(':').map(|directory| if directory.is_empty() { "." } else { directory });
    directories.map(|directory| format!("{}/{name}", directory.trim_end_matches('/'))).collect()
}

/// Enters the working directory, making it if need be. To be called when nothing of the machine is open any more:
/// a path through a leaked descriptor would lead out.
pub(crate) fn enter_working_directory(path: &str) -> Result<(), Failure> {
    let path = if path.is_empty() { "/" } else { path };
    let enter = || -> io::Result<()> {
        match rustix::process::chdir(path) {
            Err(rustix::io::Errno::NOENT) => {
                std::fs::create_dir_all(path)?;
                Ok(rustix::process::chdir(path)?)
            }
            other => Ok(other?),
        }
    };
    enter().doing(|| format!("cannot enter the working directory {path}"))?;
    let here = rustix::process::getcwd(Vec::new()).doing(|| "cannot tell the working directory")?;
    if here.as_bytes().starts_with(b"/") {
        return Ok(());
    }
    Err(Failure::new(format!("cannot enter the working directory {path}"), "it is outside of the container"))
}

/// Gives up everything that the process shall not have. Nothing that needs a privilege can be done behind this.
pub(crate) fn become_user(
    process: &Process,
    filter: Option<&Filter>,
    may_set_groups: bool,
) -> Result<(), Failure> {
    rlimits::set(&process.rlimits)?;
    let wanted = CapabilitySet::of(&process.capabilities)
        .map_err(|name| Failure::new("cannot set capabilities", format!("{name} is none")))?;
    let set = drop_bounding(wanted)?;
    if process.no_new_privileges {
        rustix::thread::set_no_new_privs(true).doing(|| "cannot forbid new privileges")?;
    } else {
        // Later it would need a privilege that is given up.
        install(filter)?;
    }
    set_user(process, may_set_groups)?;
    let sets = CapabilitySets {
        effective: Kernels::from_bits_retain(set.bits()),
        permitted: Kernels::from_bits_retain(set.bits()),
        inheritable: Kernels::empty(),
    };
    rustix::thread::set_capabilities(None, sets).doing(|| "cannot set capabilities")?;
    die_with_parent()?;
    rustix::process::umask(Mode::from_raw_mode(0o022));
    if process.no_new_privileges {
        install(filter)?;
    }
    Ok(())
}

fn install(filter: Option<&Filter>) -> Result<(), Failure> {
    filter.map_or(Ok(()), |filter| filter.install().doing(|| "cannot install the filter of system calls"))
}

/// A change of the user forgets it, so it is asked for again.
pub(crate) fn die_with_parent() -> Result<(), Failure> {
    rustix::process::set_parent_process_death_signal(Some(Signal::KILL))
        .doing(|| "cannot ask to end with the launcher")
}

/// Drops the others from the bounding set. What the launcher itself may not do it cannot give.
fn drop_bounding(wanted: CapabilitySet) -> Result<CapabilitySet, Failure> {
    let own = rustix::thread::capabilities(None).doing(|| "cannot tell the capabilities")?;
    for number in 0..CAPABILITIES_MAX {
        let one = Kernels::from_bits_retain(1 << number);
        if wanted.bits() & one.bits() != 0 {
            continue;
        }
        match rustix::thread::remove_capability_from_bounding_set(one) {
            // Behind the last one that this kernel knows.
            Err(rustix::io::Errno::INVAL) => break,
            other => other.doing(|| "cannot drop a capability")?,
        }
    }
    Ok(CapabilitySet::from_bits(wanted.bits() & own.permitted.bits()))
}

fn set_user(process: &Process, may_set_groups: bool) -> Result<(), Failure> {
    let (uid, gid) = (Uid::from_raw(process.uid), Gid::from_raw(process.gid));
    rustix::thread::set_keep_capabilities(true).doing(|| "cannot keep capabilities")?;
    if may_set_groups {
        let groups: Vec<Gid> = process.additional_gids.iter().copied().map(Gid::from_raw).collect();
        rustix::thread::set_thread_groups(&groups).doing(|| "cannot set the groups")?;
    }
    rustix::thread::set_thread_res_gid(gid, gid, gid)
        .doing(|| format!("cannot become the group {}", process.gid))?;
    rustix::thread::set_thread_res_uid(uid, uid, uid)
        .doing(|| format!("cannot become the user {}", process.uid))?;
    rustix::thread::set_keep_capabilities(false).doing(|| "cannot stop keeping capabilities")
}

/// Standard input, output and error.
pub(crate) fn use_standard(stdin: &OwnedFd, stdout: &OwnedFd, stderr: &OwnedFd) -> Result<(), Failure> {
    use std::os::fd::AsFd;
    for (fd, number) in [(stdin, 0), (stdout, 1), (stderr, 2)] {
        sys::make_standard(fd.as_fd(), number).doing(|| "cannot set standard input and output")?;
    }
    Ok(())
}

/// How likely the kernel is to kill it. Asking for less likely than it is now needs a privilege; without it, it
/// stays as it is.
pub(crate) fn adjust_oom_score(adjust: Option<i32>) -> Result<(), Failure> {
    let Some(adjust) = adjust else { return Ok(()) };
    match std::fs::write("/proc/self/oom_score_adj", adjust.to_string()) {
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => Ok(()),
        other => other.doing(|| format!("cannot set oom_score_adj to {adjust}")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_searched_for_and_a_path_is_not() {
        assert_eq!(candidates("sh", "/bin:/usr/bin/"), ["/bin/sh", "/usr/bin/sh"]);
        assert_eq!(candidates("sh", "/bin::"), ["/bin/sh", "./sh", "./sh"]);
        assert_eq!(candidates("./sh", "/bin"), ["./sh"]);
        assert_eq!(candidates("/x/sh", "/bin"), ["/x/sh"]);
    }
}
