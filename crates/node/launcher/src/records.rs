//! The small files that tell about a container: `pid.json` while it runs, `exit.json` once it has ended.
//!
//! Both are written under another name and renamed, so a reader sees all of one or none of it.
//!
//! Must not know: who reads them.

use std::fs::File;
use std::io::{self, Write};
use std::path::Path;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::spec::Exit;

pub const PID_FILE: &str = "pid.json";
pub const EXIT_FILE: &str = "exit.json";
pub const LAUNCH_FILE: &str = "launch.json";
pub const OUTPUT_DIRECTORY: &str = "output";

/// The processes of a running container. A number and its start time together name a process for good, until
/// the machine starts again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PidRecord {
    pub launcher_pid: u32,
    /// In clock ticks since the machine started, as in /proc/PID/stat.
    pub launcher_start: u64,
    pub container_pid: u32,
    pub container_start: u64,
    pub boot_id: String,
}

/// What a file of state says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Record<T> {
    Missing,
    /// There, but not to be understood: why.
    Torn(String),
    Is(T),
}

#[must_use]
pub fn read_pid(container_dir: &Path) -> Record<PidRecord> {
    read(&container_dir.join(PID_FILE))
}

#[must_use]
pub fn read_exit(container_dir: &Path) -> Record<Exit> {
    read(&container_dir.join(EXIT_FILE))
}

/// When a process was started, in clock ticks since the machine was; `None` if there is none, or only its shell
/// is left to be reaped.
#[must_use]
pub fn start_time(pid: u32) -> Option<u64> {
    let stat = std::fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    parse_start_time(&stat)
}

/// The name in brackets may hold anything, so the fields are counted from the last bracket.
fn parse_start_time(stat: &str) -> Option<u64> {
    let (_, fields) = stat.rsplit_once(')')?;
    let mut fields = fields.split_ascii_whitespace();
    if matches!(fields.next()?, "Z" | "X") {
        return None;
    }
    fields.nth(18)?.parse().ok()
}

/// Which start of the machine this is.
pub fn boot_id() -> io::Result<String> {
    Ok(std::fs::read_to_string("/proc/sys/kernel/random/boot_id")?.trim_end().to_owned())
}

fn read<T: DeserializeOwned>(path: &Path) -> Record<T> {
    match std::fs::read(path) {
        Ok(bytes) => match serde_json::from_slice(&bytes) {
            Ok(value) => Record::Is(value),
            Err(error) => Record::Torn(error.to_string()),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => Record::Missing,
        Err(error) => Record::Torn(error.to_string()),
    }
}

pub(crate) fn write<T: Serialize>(directory: &Path, name: &str, value: &T) -> io::Result<()> {
    let temporary = directory.join(format!("{name}.new"));
    let bytes = serde_json::to_vec(value)?;
    let mut file = File::create(&temporary)?;
    file.write_all(&bytes)?;
    std::fs::rename(&temporary, directory.join(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_brackets_does_not_confuse_the_start_time() {
        let tail = "1 1 1 0 -1 4194560 100 0 0 0 1 2 0 0 20 0 1 0 4242 1000 10 18446744073709551615";
        assert_eq!(parse_start_time(&format!("7 (a b) S) S {tail}")), Some(4242));
        assert_eq!(parse_start_time(&format!("7 (gone) Z {tail}")), None);
        assert_eq!(parse_start_time("7 (short) S 1 2"), None);
        assert_eq!(parse_start_time(""), None);
    }
}
