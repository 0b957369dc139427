//! Small files that must be whole and nobody else's: written beside their place and moved there.
//!
//! Must not know: what is in them.

use std::fs::{self, OpenOptions};
use std::io::Write;
use std::os::unix::fs::OpenOptionsExt;
use std::path::Path;

use anyhow::{Context, Result};

/// Writes a file that only its owner may read, wholly or not at all.
pub(crate) fn write_private(path: &Path, contents: &[u8]) -> Result<()> {
    let cannot = || format!("cannot write {}", path.display());
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent).with_context(cannot)?;
    }
    // Written through to the file that a symbolic link names, as dotfile managers have it.
    let place = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let beside = place.with_extension(format!("longshore-{}", std::process::id()));
    let written = write_new(&beside, contents).and_then(|()| fs::rename(&beside, &place));
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written.with_context(cannot)
}

fn write_new(path: &Path, contents: &[u8]) -> std::io::Result<()> {
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(path)?;
    file.write_all(contents)?;
    file.sync_all()
}
