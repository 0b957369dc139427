//! What agent, spawner and launcher say to each other. All are the same binary, so there are no versions.
//!
//! The agent rings the spawner's doorbell with a socket for one request; the launcher that is forked for it reads
//! the request from that socket and answers on it.
//!
//! Must not know: how a request is carried out.

use std::ffi::OsStr;
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::capabilities::CapabilitySet;
use crate::spec::{LaunchSpec, Process, Seccomp};

/// What the spawner must know before it forks: the filter of system calls to have ready.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Doorbell {
    pub(crate) kind: Kind,
    /// `None`: no filter.
    pub(crate) filter_for: Option<CapabilitySet>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Launch,
    Exec,
}

impl Doorbell {
    pub(crate) fn launch(process: &Process) -> Self {
        Self { kind: Kind::Launch, filter_for: filter_for(process) }
    }

    pub(crate) fn exec(process: &Process) -> Self {
        Self { kind: Kind::Exec, filter_for: filter_for(process) }
    }

    pub(crate) fn encode(self) -> [u8; 10] {
        let mut bytes = [0; 10];
        let (head, capabilities) = bytes.split_at_mut(2);
        head.copy_from_slice(&[u8::from(self.kind == Kind::Exec), u8::from(self.filter_for.is_some())]);
        capabilities.copy_from_slice(&self.filter_for.unwrap_or_default().bits().to_le_bytes());
        bytes
    }

    pub(crate) fn decode(bytes: &[u8]) -> Option<Self> {
        let (&[kind, filter], capabilities) = bytes.split_first_chunk::<2>()?;
        let set = CapabilitySet::from_bits(u64::from_le_bytes(capabilities.try_into().ok()?));
        let kind = if kind == 0 { Kind::Launch } else { Kind::Exec };
        Some(Self { kind, filter_for: (filter != 0).then_some(set) })
    }
}

fn filter_for(process: &Process) -> Option<CapabilitySet> {
    match process.seccomp {
        Seccomp::Default => Some(CapabilitySet::of_known(&process.capabilities)),
        Seccomp::Unconfined => None,
    }
}

/// A directory, and the bytes of its `launch.json`.
#[derive(Debug)]
pub(crate) struct LaunchRequest {
    pub(crate) container_dir: PathBuf,
    pub(crate) spec: LaunchSpec,
}

impl LaunchRequest {
    pub(crate) fn encode(container_dir: &Path, spec: &[u8]) -> io::Result<Vec<u8>> {
        let directory = container_dir.as_os_str().as_bytes();
        let length = u16::try_from(directory.len()).map_err(|_| io::ErrorKind::InvalidFilename)?;
        Ok([&length.to_le_bytes(), directory, spec].concat())
    }

    pub(crate) fn decode(bytes: &[u8]) -> io::Result<Self> {
        let short = || io::Error::from(io::ErrorKind::UnexpectedEof);
        let (length, rest) = bytes.split_first_chunk::<2>().ok_or_else(short)?;
        let (directory, spec) =
            rest.split_at_checked(usize::from(u16::from_le_bytes(*length))).ok_or_else(short)?;
        Ok(Self {
            container_dir: PathBuf::from(OsStr::from_bytes(directory)),
            spec: serde_json::from_slice(spec)?,
        })
    }
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct ExecRequest {
    pub(crate) container_dir: PathBuf,
    /// The container's place in the hierarchies.
    pub(crate) cgroup: Option<String>,
    pub(crate) user_namespace: bool,
    /// What to enter beside those of users and processes, as flags: only what is not the machine's, which needs no
    /// entering, and may not be entered without root.
    pub(crate) namespaces: i32,
    pub(crate) process: Process,
}

impl ExecRequest {
    pub(crate) fn encode(container_dir: &Path, spec: &LaunchSpec, process: &Process) -> io::Result<Vec<u8>> {
        let request = Self {
            container_dir: container_dir.to_owned(),
            cgroup: spec.cgroup.as_ref().map(|cgroup| cgroup.path.clone()),
            user_namespace: spec.namespaces.user.is_some(),
            namespaces: crate::namespaces::not_the_machines(&spec.namespaces),
            process: process.clone(),
        };
        Ok(serde_json::to_vec(&request)?)
    }
}

#[derive(Debug, Serialize, Deserialize)]
pub(crate) enum Reply {
    /// The program has been executed. Comes with a pidfd, of the launcher or of the executed process.
    Started {
        launcher_pid: u32,
        pid: u32,
        at: i64,
    },
    Failed(Failure),
    /// An executed process has ended.
    Ended {
        code: i32,
    },
}

/// Why a program could not be started, with the code a shell would give.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Failure {
    pub(crate) code: i32,
    pub(crate) message: String,
}

/// Not found.
pub(crate) const CODE_NOT_FOUND: i32 = 127;
/// Found, but it cannot be executed.
pub(crate) const CODE_NOT_EXECUTABLE: i32 = 126;
/// Everything around it.
pub(crate) const CODE_NOT_MADE: i32 = 128;

impl Failure {
    /// What was tried, and why it failed.
    pub(crate) fn new(what: impl std::fmt::Display, why: impl std::fmt::Display) -> Self {
        Self { code: CODE_NOT_MADE, message: format!("{what}: {why}") }
    }
}

/// Says what was tried when something fails.
pub(crate) trait Doing<T> {
    fn doing<D: std::fmt::Display>(self, what: impl FnOnce() -> D) -> Result<T, Failure>;
}

impl<T, E: Into<io::Error>> Doing<T> for Result<T, E> {
    fn doing<D: std::fmt::Display>(self, what: impl FnOnce() -> D) -> Result<T, Failure> {
        self.map_err(|error| Failure::new(what(), plain(&error.into())))
    }
}

/// The system's words, without the number that std appends.
pub(crate) fn plain(error: &io::Error) -> String {
    let text = error.to_string();
    match (error.raw_os_error(), text.rsplit_once(" (os error")) {
        (Some(_), Some((words, _))) => words.to_lowercase(),
        _ => text,
    }
}

pub(crate) fn decode<T: DeserializeOwned>(bytes: &[u8]) -> io::Result<T> {
    Ok(serde_json::from_slice(bytes)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_doorbell_says_the_same_at_both_ends() {
        for kind in [Kind::Launch, Kind::Exec] {
            for filter_for in [None, Some(CapabilitySet::from_bits(0xa804_25fb))] {
                let doorbell = Doorbell { kind, filter_for };
                assert_eq!(Doorbell::decode(&doorbell.encode()), Some(doorbell));
            }
        }
        assert_eq!(Doorbell::decode(&[0, 1, 2]), None);
    }
}
