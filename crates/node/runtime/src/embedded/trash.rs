//! What is to be deleted is moved aside at once and deleted in its own time, one thing after another. What a
//! crash left is found at the next start.
//!
//! Must not know: what a container is.

use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::sync::Notify;

/// Deeper, opening up is left to the next attempt.
const DEPTH_MAX: usize = 1024;
/// A container's own directories are not deeper.
const SHALLOW: usize = 4;

#[derive(Debug)]
pub(crate) struct Trash {
    directory: PathBuf,
    count: AtomicU64,
    news: Arc<Notify>,
    worker: tokio::task::AbortHandle,
}

impl Trash {
    /// `seed` keeps names apart from those of an earlier life.
    pub(crate) fn start(directory: PathBuf, seed: u64) -> Self {
        let news = Arc::new(Notify::new());
        let worker = tokio::spawn(empty(directory.clone(), Arc::clone(&news))).abort_handle();
        news.notify_one();
        Self { directory, count: AtomicU64::new(seed), news, worker }
    }

    /// On the same file system. No error if it is not there.
    pub(crate) fn throw(&self, path: &Path) -> io::Result<()> {
        let number = self.count.fetch_add(1, Ordering::Relaxed);
        match std::fs::rename(path, self.directory.join(format!("{number:x}"))) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => {
                self.news.notify_one();
                Ok(())
            }
        }
    }
}

impl Drop for Trash {
    fn drop(&mut self) {
        self.worker.abort();
    }
}

async fn empty(directory: PathBuf, news: Arc<Notify>) {
    loop {
        news.notified().await;
        let directory = directory.clone();
        let emptied = tokio::task::spawn_blocking(move || delete_all(&directory)).await;
        if let Ok(Err(error)) = emptied {
            tracing::warn!(%error, "what containers have left cannot all be deleted; the next removal tries again");
        }
    }
}

fn delete_all(directory: &Path) -> io::Result<()> {
    let mut worst = Ok(());
    for entry in std::fs::read_dir(directory)? {
        let path = entry?.path();
        if let Err(error) = delete_tree(&path) {
            worst = Err(io::Error::new(error.kind(), format!("{}: {error}", path.display())));
        }
    }
    worst
}

/// Most directories of a container are empty or nearly so: each is first tried as if it were empty, which is one
/// call where opening and reading it are many. What is deep is left to the usual way.
fn delete_shallow(directory: &Path, depth: usize) -> io::Result<()> {
    for entry in std::fs::read_dir(directory)? {
        let entry = entry?;
        let path = entry.path();
        if !entry.file_type()?.is_dir() {
            std::fs::remove_file(path)?;
        } else if std::fs::remove_dir(&path).is_err() {
            if depth == 0 { std::fs::remove_dir_all(path)? } else { delete_shallow(&path, depth - 1)? }
        }
    }
    std::fs::remove_dir(directory)
}

/// The usual way first; where a directory may not be entered (overlayfs's work directory, without root), it is
/// opened before.
pub(crate) fn delete_tree(path: &Path) -> io::Result<()> {
    let gone = |result: io::Result<()>| match result {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other,
    };
    if !std::fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_dir()) {
        return gone(std::fs::remove_file(path));
    }
    match gone(delete_shallow(path, SHALLOW)) {
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
            open_up(path, 0)?;
            gone(std::fs::remove_dir_all(path))
        }
        other => other,
    }
}

fn open_up(path: &Path, depth: usize) -> io::Result<()> {
    if depth > DEPTH_MAX {
        return Ok(());
    }
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o700))?;
    for entry in std::fs::read_dir(path)? {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            open_up(&entry.path(), depth + 1)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tree_goes_however_deep_and_what_its_links_point_at_stays() {
        let root = std::env::temp_dir().join(format!("longshore-trash-{}", std::process::id()));
        let (tree, outside) = (root.join("tree"), root.join("outside"));
        let deep = tree.join("a/b/c/d/e/f/g/h");
        for path in [&deep, &outside, &tree.join("empty")] {
            std::fs::create_dir_all(path).unwrap();
        }
        std::fs::write(deep.join("file"), "x").unwrap();
        std::fs::write(outside.join("file"), "x").unwrap();
        for link in [tree.join("link"), deep.join("link")] {
            std::os::unix::fs::symlink(&outside, link).unwrap();
        }
        delete_tree(&tree).unwrap();
        delete_tree(&tree).unwrap();
        assert!(!tree.exists() && outside.join("file").exists());
        std::fs::remove_dir_all(&root).unwrap();
    }
}
