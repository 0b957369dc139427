//! Directories that a benchmark works in, and leaves none of.
//!
//! They lie beside the build, on a real disk: what is measured there is measured with its `fsync`.
//! Must not know: what is kept in them.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The build directory, two levels above this program.
pub(crate) fn build_dir() -> Result<PathBuf> {
    let program = std::env::current_exe().context("finding this program")?;
    let dir = program.parent().and_then(Path::parent).context("this program lies in no build directory")?;
    Ok(dir.to_owned())
}

/// A directory that goes away with its owner.
pub(crate) struct Scratch(PathBuf);

impl Scratch {
    pub(crate) fn new(name: &str) -> Result<Self> {
        let dir = build_dir()?.join("bench-scratch").join(format!("{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&dir);
        fs::create_dir_all(&dir).with_context(|| format!("making {}", dir.display()))?;
        Ok(Self(dir))
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if let Err(error) = fs::remove_dir_all(&self.0) {
            eprintln!("{} is left behind: {error}", self.0.display());
        }
    }
}

/// Bytes in all files below a directory.
pub(crate) fn size_of(dir: &Path) -> u64 {
    let Ok(entries) = fs::read_dir(dir) else { return 0 };
    let size = |entry: fs::DirEntry| match entry.metadata() {
        Ok(metadata) if metadata.is_dir() => size_of(&entry.path()),
        Ok(metadata) => metadata.len(),
        Err(_) => 0,
    };
    entries.filter_map(Result::ok).map(size).sum()
}
