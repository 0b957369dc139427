//! What can go wrong, in words for the person who runs the store.
//!
//! Invariant: a message names the file or limit at fault and the next step. Must not know any backend.

use std::error::Error;
use std::io;
use std::path::{Path, PathBuf};

use crate::api::{Fence, Position};

#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StoreError {
    #[error(
        "another writer has taken over: this one commits with epoch {offered}, the store is at epoch {current}; stop this process"
    )]
    Fenced { offered: Fence, current: Fence },

    #[error("too many {what}: {size}, the limit is {limit}; split the change")]
    TooLarge { what: &'static str, size: usize, limit: usize },

    #[error(
        "commits that old are no longer kept (the oldest position to follow from is {oldest}); load the tables again"
    )]
    TooOld { oldest: Position },

    #[error(
        "position {asked} lies after the store's own position {position}: the follower knows another history; load the tables again"
    )]
    Ahead { asked: Position, position: Position },

    #[error("the store takes no more commits, because an earlier one failed ({reason}); restart the process")]
    Stopped { reason: String },

    #[error("the disk that holds {} is full; free some space, then restart: every acknowledged change is kept", path.display())]
    DiskFull { path: PathBuf },

    #[error("could not {action} {}: {source}", path.display())]
    Io { action: &'static str, path: PathBuf, source: io::Error },

    #[error("the state directory {} is in use{}; stop that process first, or use another directory", dir.display(), holder_note(*holder))]
    Locked { dir: PathBuf, holder: Option<u32> },

    #[error("{} is not a state directory of Longshore: it holds other files; name the right directory, or an empty one to start anew", dir.display())]
    NotAStore { dir: PathBuf },

    #[error("{} is missing, and acknowledged changes may be missing with it; see `longshore state check`, then put the file back or use `longshore state restore` with a backup", path.display())]
    Missing { path: PathBuf },

    #[error("{} has format {found}, this program reads format {wanted}; use the version of Longshore that wrote it, or `longshore state restore` with a backup", path.display())]
    Format { path: PathBuf, found: String, wanted: String },

    #[error("{} is damaged: {detail}; nothing was changed; see `longshore state check`, then use `longshore state restore` with a backup", path.display())]
    Corrupt { path: PathBuf, detail: String },

    #[error(
        "{} went backwards: change {acknowledged} was acknowledged, but the files end at change {recovered} (a file was truncated, damaged or replaced by an old copy); see `longshore state check`, then use `longshore state restore` with a backup",
        dir.display()
    )]
    WentBackwards { dir: PathBuf, acknowledged: u64, recovered: u64 },

    #[error("{} is not empty; restore into a new or empty directory", dir.display())]
    NotEmpty { dir: PathBuf },

    #[error("a restore into {} did not finish; empty the directory and run `longshore state restore` again", dir.display())]
    HalfRestored { dir: PathBuf },

    #[error("the backup cannot be used: {detail}")]
    BadBackup { detail: String },

    #[error("a visitor stopped the scan: {0}")]
    Visitor(#[source] Box<dyn Error + Send + Sync>),
}

fn holder_note(holder: Option<u32>) -> String {
    holder.map_or_else(|| " by another process".to_owned(), |pid| format!(" by process {pid}"))
}

impl StoreError {
    /// An I/O error with the file it happened to; a full disk gets its own name.
    pub(crate) fn io(action: &'static str, path: &Path, source: io::Error) -> StoreError {
        match source.kind() {
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                StoreError::DiskFull { path: path.to_owned() }
            }
            _ => StoreError::Io { action, path: path.to_owned(), source },
        }
    }

    pub(crate) fn corrupt(path: &Path, detail: impl Into<String>) -> StoreError {
        StoreError::Corrupt { path: path.to_owned(), detail: detail.into() }
    }
}
