//! The image of the benchmarks: busybox alone, as an archive of its root filesystem.
//!
//! Must not know: who takes it in.

use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::docker::quiet;

const APPLETS: &[&str] = &["cat", "echo", "false", "ls", "sh", "sleep", "true"];

/// Writes the archive into a directory; the statically linked busybox of this machine is what it holds.
pub(crate) fn archive(dir: &Path) -> Result<PathBuf> {
    let root = dir.join("rootfs");
    let programs = root.join("bin");
    std::fs::create_dir_all(&programs)?;
    std::fs::copy(busybox()?, programs.join("busybox")).context("copying busybox")?;
    for applet in APPLETS {
        symlink("busybox", programs.join(applet))?;
    }
    let archive = dir.join("rootfs.tar");
    quiet(
        Command::new("tar")
            .arg("--create")
            .arg("--file")
            .arg(&archive)
            .arg("--directory")
            .arg(&root)
            .arg("."),
    )?;
    Ok(archive)
}

fn busybox() -> Result<PathBuf> {
    let places = ["/bin/busybox", "/usr/bin/busybox"].map(PathBuf::from);
    places
        .into_iter()
        .find(|place| place.exists())
        .context("there is no busybox here: install busybox-static")
}
