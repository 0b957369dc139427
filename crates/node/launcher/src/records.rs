//! The small files that tell about a container: `pid.json` while it runs, `exit.json` once it has ended.
//!
//! Both are written under another name and renamed, so a reader sees all of one or none of it.
//!
//! Must not know: who reads them.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::spec::Exit;

pub const PID_FILE: &str = "pid.json";
pub const EXIT_FILE: &str = "exit.json";
pub const LAUNCH_FILE: &str = "launch.json";

/// More than an end takes to be told of.
const RESERVED_BYTES: usize = 1024;

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
    /// Milliseconds since 1970; what the answer to the start and `exit.json` say too.
    pub started_at: i64,
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

/// Takes over the room of `reserve`, which was not given back meanwhile.
pub(crate) fn write<T: Serialize>(directory: &Path, name: &str, value: &T) -> io::Result<()> {
    let temporary = temporary(directory, name);
    let bytes = serde_json::to_vec(value)?;
    let mut file = OpenOptions::new().write(true).create(true).truncate(false).open(&temporary)?;
    file.write_all(&bytes)?;
    file.set_len(u64::try_from(bytes.len()).unwrap_or(u64::MAX))?;
    std::fs::rename(&temporary, directory.join(name))
}

/// Takes room for a file that is to be written later, when the disk may be full.
pub(crate) fn reserve(directory: &Path, name: &str) -> io::Result<()> {
    File::create(temporary(directory, name))?.write_all(&[b' '; RESERVED_BYTES])
}

fn temporary(directory: &Path, name: &str) -> PathBuf {
    directory.join(format!("{name}.new"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_whole_whatever_room_was_reserved() {
        let directory = std::env::temp_dir().join(format!("longshore-records-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&directory);
        std::fs::create_dir(&directory).unwrap();
        reserve(&directory, EXIT_FILE).unwrap();
        assert_eq!(read_exit(&directory), Record::Missing);
        for code in [7, 137] {
            let exit =
                Exit { code, out_of_memory: false, started_at: None, finished_at: 1, start_error: None };
            write(&directory, EXIT_FILE, &exit).unwrap();
            assert_eq!(read_exit(&directory), Record::Is(exit));
        }
        std::fs::remove_dir_all(&directory).unwrap();
    }

    #[test]
    fn a_name_with_brackets_does_not_confuse_the_start_time() {
        let tail = "1 1 1 0 -1 4194560 100 0 0 0 1 2 0 0 20 0 1 0 4242 1000 10 18446744073709551615";
        assert_eq!(parse_start_time(&format!("7 (a b) S) S {tail}")), Some(4242));
        assert_eq!(parse_start_time(&format!("7 (gone) Z {tail}")), None);
        assert_eq!(parse_start_time("7 (short) S 1 2"), None);
        assert_eq!(parse_start_time(""), None);
    }
}
