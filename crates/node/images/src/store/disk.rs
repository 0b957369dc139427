//! The store's directory: where things are, and how they are written so that a crash leaves them whole or absent.
//!
//! Invariants: what has its final name was written whole under a temporary one first. All below `temp/` is garbage
//! when a store is opened.
//! Must not know: what an image is.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use crate::digest::Digest;
use crate::error::{ImageError, Result};

const LAYERS: &str = "layers";
const MARKS: &str = "marks";
const BLOBS: &str = "blobs/sha256";
const HOLDS: &str = "holds";
const TEMP: &str = "temp";
const LOCK_ATTEMPTS: u32 = 100;
const LOCK_WAIT: Duration = Duration::from_millis(5);

#[derive(Debug)]
pub(crate) struct Disk {
    root: PathBuf,
    next_temp: AtomicU64,
    /// Changes with every start of the machine: what was not flushed before is not believed after.
    pub(super) boot: String,
    /// Locked for as long as the store is open.
    _lock: File,
}

/// A directory that is not finished yet; removed unless it is kept.
#[derive(Debug)]
pub(crate) struct Temp {
    pub(crate) path: PathBuf,
}

impl Drop for Temp {
    fn drop(&mut self) {
        match remove_tree(&self.path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                tracing::warn!(path = %self.path.display(), %error, "a temporary directory stays until the next start");
            }
            _ => {}
        }
    }
}

impl Disk {
    pub(super) fn open(root: &Path) -> Result<Self> {
        for part in [LAYERS, MARKS, BLOBS, HOLDS, TEMP] {
            let path = root.join(part);
            fs::create_dir_all(&path).map_err(|error| ImageError::io("making", &path, &error))?;
        }
        let root = root.canonicalize().map_err(|error| ImageError::io("finding", root, &error))?;
        let lock = lock(&root)?;
        let boot =
            fs::read_to_string("/proc/sys/kernel/random/boot_id").unwrap_or_default().trim().to_owned();
        let disk = Self { root, next_temp: AtomicU64::new(0), boot, _lock: lock };
        disk.clear_temp()?;
        Ok(disk)
    }

    fn clear_temp(&self) -> Result<()> {
        let temp = self.root.join(TEMP);
        let failed = |error: io::Error| ImageError::io("clearing", &temp, &error);
        for entry in fs::read_dir(&temp).map_err(failed)? {
            let path = entry.map_err(failed)?.path();
            if path.is_dir() && !path.is_symlink() { remove_tree(&path) } else { fs::remove_file(&path) }
                .map_err(|error| ImageError::io("removing", &path, &error))?;
        }
        Ok(())
    }

    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    pub(crate) fn layers(&self) -> PathBuf {
        self.root.join(LAYERS)
    }

    pub(super) fn layer(&self, digest: &Digest) -> PathBuf {
        self.layers().join(digest.short_name())
    }

    pub(super) fn marks(&self) -> PathBuf {
        self.root.join(MARKS)
    }

    pub(super) fn mark(&self, digest: &Digest) -> PathBuf {
        self.marks().join(digest.short_name())
    }

    pub(super) fn blobs(&self) -> PathBuf {
        self.root.join(BLOBS)
    }

    pub(crate) fn blob(&self, digest: &Digest) -> PathBuf {
        self.blobs().join(digest.hex())
    }

    pub(super) fn holds(&self) -> PathBuf {
        self.root.join(HOLDS)
    }

    pub(super) fn catalog(&self) -> PathBuf {
        self.root.join("catalog.json")
    }

    pub(crate) fn temp_name(&self) -> PathBuf {
        self.root.join(TEMP).join(self.next_temp.fetch_add(1, Ordering::Relaxed).to_string())
    }

    pub(crate) fn temp(&self) -> Result<Temp> {
        let path = self.temp_name();
        fs::create_dir(&path).map_err(|error| ImageError::io("making", &path, &error))?;
        Ok(Temp { path })
    }

    /// Writes a file under a temporary name and gives it its own. `flush` before that, if it must outlive a loss of
    /// power as written.
    pub(crate) fn write(&self, path: &Path, bytes: &[u8], flush: bool) -> Result<()> {
        let temp = self.temp_name();
        let write = || {
            let mut file = File::create_new(&temp)?;
            file.write_all(bytes)?;
            if flush {
                file.sync_data()?;
            }
            fs::rename(&temp, path)
        };
        write().map_err(|error: io::Error| {
            let _ = fs::remove_file(&temp);
            ImageError::io("writing", path, &error)
        })
    }

    /// Takes a directory out of the way at once; it is removed when what is returned goes.
    pub(super) fn take_away(&self, path: &Path) -> Result<Option<Temp>> {
        let temp = self.temp_name();
        match fs::rename(path, &temp) {
            Ok(()) => Ok(Some(Temp { path: temp })),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(ImageError::io("removing", path, &error)),
        }
    }

    pub(super) fn remove_file(&self, path: &Path) -> Result<()> {
        match fs::remove_file(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(ImageError::io("removing", path, &error))
            }
            _ => Ok(()),
        }
    }

    pub(super) fn flusher(&self) -> Result<Flusher> {
        let root = File::open(&self.root).map_err(|error| ImageError::io("flushing", &self.root, &error))?;
        Ok(Flusher { root, path: self.root.clone() })
    }

    pub(super) fn bytes_free(&self) -> Result<u64> {
        let disk = rustix::fs::statvfs(&self.root)
            .map_err(|error| ImageError::io("looking at", &self.root, &error.into()))?;
        Ok(disk.f_bavail.saturating_mul(disk.f_frsize))
    }
}

/// Flushes without keeping the store open.
pub(super) struct Flusher {
    root: File,
    path: PathBuf,
}

impl Flusher {
    /// Waits until everything written to this disk so far is on it.
    pub(super) fn flush(&self) -> Result<()> {
        flush_file_system(&self.root).map_err(|error| ImageError::io("flushing", &self.path, &error))
    }
}

#[cfg(target_os = "linux")]
fn flush_file_system(root: &File) -> io::Result<()> {
    Ok(rustix::fs::syncfs(root)?)
}

#[cfg(not(target_os = "linux"))]
fn flush_file_system(_: &File) -> io::Result<()> {
    rustix::fs::sync();
    Ok(())
}

fn lock(root: &Path) -> Result<File> {
    let path = root.join("lock");
    let file = File::options().create(true).truncate(false).write(true).open(&path);
    let file = file.map_err(|error| ImageError::io("opening", &path, &error))?;
    let mut locked = file.try_lock();
    // A thread of a store that was just closed may have it for a moment more, or a child that was forked from its
    // process and is about to become another program.
    for _ in 0..LOCK_ATTEMPTS {
        if locked.is_ok() {
            break;
        }
        #[allow(clippy::disallowed_methods, reason = "a store is an edge, and opening it blocks")]
        std::thread::sleep(LOCK_WAIT);
        locked = file.try_lock();
    }
    match locked {
        Ok(()) => Ok(file),
        Err(fs::TryLockError::WouldBlock) => Err(ImageError::Locked { path: root.display().to_string() }),
        Err(fs::TryLockError::Error(error)) => Err(ImageError::io("locking", &path, &error)),
    }
}

/// Without root, directories a layer made unwritable are opened up first.
fn remove_tree(path: &Path) -> io::Result<()> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => {
            make_removable(path, 0);
            fs::remove_dir_all(path)
        }
        other => other,
    }
}

const DEPTH_MAX: usize = 300;

fn make_removable(path: &Path, depth: usize) {
    use std::os::unix::fs::PermissionsExt;
    let _ = fs::set_permissions(path, fs::Permissions::from_mode(0o700));
    let Ok(entries) = fs::read_dir(path) else { return };
    for entry in entries.flatten() {
        if depth < DEPTH_MAX && entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            make_removable(&entry.path(), depth + 1);
        }
    }
}
