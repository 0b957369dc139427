//! How far a container's lines have come, on disk.
//!
//! A log begins with the first thing that is printed: a container that prints nothing leaves no folder and no file.
//!
//! Must not know: what is done with the lines.

use std::io;
use std::path::{Path, PathBuf};

use longshore_runtime::OutputPosition;
use serde::{Deserialize, Serialize};

use super::line::Splitter;

const FILE: &str = "position.json";

/// A place behind which nothing is owed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Checkpoint {
    pub(super) position: OutputPosition,
    pub(super) splitter: Splitter,
    pub(super) kept: KeptPlace,
    /// The container has ended, and all it printed is passed.
    pub(super) ended: bool,
}

/// How far the copy has come: which file, and how much of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct KeptPlace {
    pub(super) serial: u64,
    pub(super) length: u64,
}

impl Checkpoint {
    /// Begins anew where there is none, or a torn one: what is printed twice is better than lost.
    pub(super) fn load(directory: &Path) -> Self {
        let path = directory.join(FILE);
        let text = match std::fs::read(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Self::default(),
            Err(error) => {
                tracing::warn!(path = %path.display(), %error, "a log position cannot be read: logs begin anew");
                return Self::default();
            }
        };
        serde_json::from_slice(&text).unwrap_or_else(|error| {
            tracing::warn!(path = %path.display(), %error, "a log position is damaged: logs begin anew");
            Self::default()
        })
    }

    pub(super) fn save(&self, directory: &Path) -> io::Result<()> {
        // No file says the same, but for those who follow a log that is there.
        if self.position == OutputPosition::default() && !directory.exists() {
            return Ok(());
        }
        let (path, new) = (directory.join(FILE), temporary(directory));
        let text = serde_json::to_vec(self).map_err(io::Error::other)?;
        in_folder(directory, || std::fs::write(&new, &text))?;
        std::fs::rename(new, path)
    }
}

/// Makes something in a folder, and the folder where it is the first.
pub(super) fn in_folder<T>(directory: &Path, make: impl Fn() -> io::Result<T>) -> io::Result<T> {
    match make() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            std::fs::create_dir_all(directory)?;
            make()
        }
        other => other,
    }
}

fn temporary(directory: &Path) -> PathBuf {
    directory.join("position.json.new")
}
