//! Where things are on disk, and the files of state: each is written under another name and renamed, so a reader
//! sees all of one or none. Nothing is synced: after a crash of the machine no container runs anyway.
//!
//! Must not know: what follows from what the files say.

use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use longshore_launcher::records::Record;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::bundle::mounts::ETC_FILES;
use super::spread::spread;
use crate::container::{ContainerSpec, Ending};
use crate::error::DriverError;

/// How it ended, where its launcher could not say.
pub(crate) const ENDING_FILE: &str = "ending.json";
/// How the start before this one ended.
pub(crate) const LAST_ENDING_FILE: &str = "last-ending.json";
/// Directories in which containers are made before they get their name: as many as the file system shall keep apart.
const NURSERIES: u64 = 256;

#[derive(Debug, Clone)]
pub(crate) struct Paths {
    pub(crate) containers: PathBuf,
    /// A file.
    pub(crate) sandboxes: PathBuf,
    pub(crate) pauses: PathBuf,
    pub(crate) volumes: PathBuf,
    pub(crate) trash: PathBuf,
    pub(crate) nursery: PathBuf,
    /// The lowest layer of every root: the places that something is mounted at in each.
    pub(crate) scaffold: PathBuf,
    pub(crate) shared_memory: PathBuf,
}

impl Paths {
    pub(crate) fn new(data_dir: &Path, run_dir: &Path) -> Self {
        Self {
            containers: data_dir.join("containers"),
            sandboxes: data_dir.join("sandboxes.jsonl"),
            pauses: data_dir.join("pauses"),
            volumes: data_dir.join("volumes"),
            trash: data_dir.join("trash"),
            nursery: data_dir.join("nursery"),
            scaffold: data_dir.join("scaffold"),
            shared_memory: run_dir.join("shm"),
        }
    }

    pub(crate) fn make(&self) -> Result<(), DriverError> {
        let all =
            [&self.containers, &self.pauses, &self.volumes, &self.trash, &self.nursery, &self.shared_memory];
        for path in all {
            std::fs::create_dir_all(path).map_err(|error| failed("make the directory", path, &error))?;
        }
        spread(&self.nursery);
        self.make_scaffold().map_err(|error| failed("make the directory", &self.scaffold, &error))
    }

    fn make_scaffold(&self) -> io::Result<()> {
        let open_to_all =
            |path: &Path, mode| std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode));
        for name in ["", "etc", "dev", "proc", "sys"] {
            let path = self.scaffold.join(name);
            std::fs::create_dir_all(&path)?;
            open_to_all(&path, 0o755)?;
        }
        for name in ETC_FILES {
            let path = self.scaffold.join("etc").join(name);
            std::fs::write(&path, "")?;
            open_to_all(&path, 0o644)?;
        }
        Ok(())
    }

    /// Where a container that is being made is until it is whole. Its place on the disk is what it is here.
    pub(crate) fn unfinished(&self, number: u64) -> PathBuf {
        self.nursery.join(format!("{:02x}", number % NURSERIES)).join(format!("{number:x}"))
    }

    pub(crate) fn container(&self, id: &str) -> PathBuf {
        self.containers.join(id)
    }
}

/// `launch.json` of a container: what its launcher is told, and beside it what it passes over, which is what the
/// driver was asked for. One file, for each costs a short container a part of its life.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Laid<Launch, Container> {
    #[serde(flatten)]
    pub(crate) launch: Launch,
    pub(crate) container: Container,
}

/// Of such a file, what the driver was asked for.
#[derive(Debug, Deserialize)]
pub(crate) struct Asked {
    pub(crate) container: Stored,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Stored {
    pub(crate) spec: ContainerSpec,
    pub(crate) image_id: String,
    /// Milliseconds since 1970.
    pub(crate) created_at: i64,
}

pub(crate) fn read<T: DeserializeOwned>(path: &Path) -> Record<T> {
    match std::fs::read(path) {
        Ok(bytes) => match serde_json::from_slice(&bytes) {
            Ok(value) => Record::Is(value),
            Err(error) => Record::Torn(error.to_string()),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => Record::Missing,
        Err(error) => Record::Torn(error.to_string()),
    }
}

pub(crate) fn write<T: Serialize>(path: &Path, value: &T) -> io::Result<()> {
    let mut temporary = path.as_os_str().to_owned();
    temporary.push(".new");
    write_new(Path::new(&temporary), value)?;
    std::fs::rename(&temporary, path)
}

/// In a directory that nobody sees yet.
pub(crate) fn write_new<T: Serialize>(path: &Path, value: &T) -> io::Result<()> {
    std::fs::write(path, serde_json::to_vec(value)?)
}

/// The ending of the start before, if there was one.
pub(crate) fn last_ending(directory: &Path) -> Option<Ending> {
    match read(&directory.join(LAST_ENDING_FILE)) {
        Record::Is(ending) => Some(ending),
        _ => None,
    }
}

/// No error if it is not there.
pub(crate) fn delete(path: &Path) -> io::Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// What a failed call on a path is to the task engine.
pub(crate) fn failed(what: &str, path: &Path, error: &io::Error) -> DriverError {
    let message = format!("cannot {what} {}: {error}", path.display());
    if matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded) {
        DriverError::NoSpace(message)
    } else {
        DriverError::Failed(message)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_all_there_torn_or_missing() {
        let directory = std::env::temp_dir().join(format!("longshore-state-{}", std::process::id()));
        std::fs::create_dir_all(&directory).unwrap();
        let path = directory.join("x.json");
        assert_eq!(read::<u32>(&path), Record::Missing);
        write(&path, &7_u32).unwrap();
        assert_eq!(read::<u32>(&path), Record::Is(7));
        std::fs::write(&path, "{").unwrap();
        assert!(matches!(read::<u32>(&path), Record::Torn(_)));
        delete(&path).unwrap();
        delete(&path).unwrap();
        std::fs::remove_dir_all(&directory).unwrap();
    }
}
