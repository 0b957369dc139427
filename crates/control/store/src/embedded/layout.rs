//! The state directory: which files it has, which of them say that it is ours, and the lock on it.
//!
//! `lock` holds the process id of the owner under an exclusive lock; `format` is written last when a store
//! is made, so a directory without it was never a store, unless other files say that it got lost;
//! `creating` says that a creation was interrupted and may start over; `restoring` holds a restore under way;
//! `witness` and `rows` belong to their own modules.
//!
//! Invariants: a foreign directory is left as it was; a store is never taken for an empty directory.
//! Must not know rows.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Write};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

use crate::backup::sync_parent;
use crate::codec::checksum;
use crate::error::StoreError;

const FORMAT_LINE: &str = "longshore-state 1";
/// Longest `format` and `lock` file that is read.
const MAX_SMALL_FILE: u64 = 4096;

pub(super) const LOCK: &str = "lock";
pub(super) const FORMAT: &str = "format";
pub(super) const CREATING: &str = "creating";
pub(super) const RESTORING: &str = "restoring";
pub(super) const WITNESS: &str = "witness";
pub(super) const ROWS: &str = "rows";
/// What a mount point may hold without being in use.
const IGNORED: &str = "lost+found";

/// Makes a directory that only its owner may look into: the rows hold secrets.
pub(super) fn make_private(dir: &Path) -> Result<(), StoreError> {
    fs::create_dir_all(dir).map_err(|e| StoreError::io("create the directory", dir, e))?;
    let owner_only = fs::Permissions::from_mode(0o700);
    fs::set_permissions(dir, owner_only).map_err(|e| StoreError::io("protect the directory", dir, e))
}

/// What a directory is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Found {
    Empty,
    /// A creation that never finished: nothing in it was ever acknowledged.
    Interrupted,
    Store,
}

#[derive(Clone, Debug)]
pub(super) struct Layout {
    pub(super) dir: PathBuf,
}

/// What the `format` file says about the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Format {
    /// Tells this store's files from those of another one.
    pub(super) identity: u64,
    /// Checksum of the engine's catalogue, which never changes after creation.
    pub(super) catalogue: u64,
}

impl Layout {
    pub(super) fn new(dir: &Path) -> Layout {
        Layout { dir: dir.to_owned() }
    }

    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.dir.join(name)
    }

    /// Says what the directory is; reads only.
    pub(super) fn inspect(&self) -> Result<Found, StoreError> {
        let names = self.names()?;
        let has = |name: &str| names.contains(name);
        if has(FORMAT) {
            return Ok(Found::Store);
        }
        if has(RESTORING) {
            return Err(StoreError::HalfRestored { dir: self.dir.clone() });
        }
        if has(CREATING) {
            return Ok(Found::Interrupted);
        }
        if has(ROWS) || has(WITNESS) {
            return Err(StoreError::Missing { path: self.path(FORMAT) });
        }
        match names.iter().all(|name| name == LOCK) {
            true => Ok(Found::Empty),
            false => Err(StoreError::NotAStore { dir: self.dir.clone() }),
        }
    }

    fn names(&self) -> Result<BTreeSet<String>, StoreError> {
        let failed = |e| StoreError::io("list the directory", &self.dir, e);
        let entries = match fs::read_dir(&self.dir) {
            Ok(entries) => entries,
            Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(BTreeSet::new()),
            Err(e) => return Err(failed(e)),
        };
        let mut names = BTreeSet::new();
        for entry in entries {
            names.insert(entry.map_err(failed)?.file_name().to_string_lossy().into_owned());
        }
        names.remove(IGNORED);
        Ok(names)
    }

    /// Takes the exclusive lock; it lasts as long as the file is open.
    pub(super) fn lock(&self) -> Result<File, StoreError> {
        let path = self.path(LOCK);
        let failed = |e| StoreError::io("lock", &path, e);
        let open = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&path);
        let mut file = open.map_err(failed)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let holder = read_small(&path).ok().and_then(|text| text.trim().parse().ok());
                return Err(StoreError::Locked { dir: self.dir.clone(), holder });
            }
            Err(TryLockError::Error(e)) => return Err(failed(e)),
        }
        // The process id is a courtesy to whoever meets the lock: a full disk must not stop a start here.
        let _ = file.set_len(0).and_then(|()| writeln!(file, "{}", std::process::id()));
        Ok(file)
    }

    pub(super) fn read_format(&self) -> Result<Format, StoreError> {
        let path = self.path(FORMAT);
        let text = read_small(&path).map_err(|e| StoreError::io("read", &path, e))?;
        let first = text.lines().next().unwrap_or_default();
        if first != FORMAT_LINE && first.starts_with("longshore-state ") {
            let (found, wanted) = (first.to_owned(), FORMAT_LINE.to_owned());
            return Err(StoreError::Format { path, found, wanted });
        }
        parse_format(&text).ok_or_else(|| StoreError::corrupt(&path, "it does not read as a format file"))
    }

    /// Makes the directory a store; the last step of a creation.
    pub(super) fn write_format(&self, format: Format) -> Result<(), StoreError> {
        let path = self.path(FORMAT);
        let partial = self.path("format.partial");
        write_synced(&partial, &format_text(format))?;
        fs::rename(&partial, &path).map_err(|e| StoreError::io("rename", &partial, e))?;
        self.forget_creating()?;
        sync_parent(&path)
    }

    /// Marks the directory as one whose contents mean nothing yet.
    pub(super) fn start_creating(&self) -> Result<(), StoreError> {
        let path = self.path(CREATING);
        File::create(&path).map_err(|e| StoreError::io("create", &path, e))?;
        sync_parent(&path)?;
        let rows = self.path(ROWS);
        match fs::remove_dir_all(&rows) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => {
                Err(StoreError::io("remove the unfinished", &rows, e))
            }
            _ => Ok(()),
        }
    }

    pub(super) fn forget_creating(&self) -> Result<(), StoreError> {
        let path = self.path(CREATING);
        match fs::remove_file(&path) {
            Err(e) if e.kind() != io::ErrorKind::NotFound => Err(StoreError::io("remove", &path, e)),
            _ => Ok(()),
        }
    }

    /// A number that another store will not have: the file system's own name and time for the lock file.
    pub(super) fn new_identity(&self, lock: &File) -> Result<u64, StoreError> {
        let meta = lock.metadata().map_err(|e| StoreError::io("inspect", &self.path(LOCK), e))?;
        Ok(checksum(
            format!("{} {} {} {}", meta.dev(), meta.ino(), meta.mtime(), meta.mtime_nsec()).as_bytes(),
        ))
    }
}

fn write_synced(path: &Path, text: &str) -> Result<(), StoreError> {
    let write = || {
        let mut file = File::create(path)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()
    };
    write().map_err(|e| StoreError::io("write", path, e))
}

fn read_small(path: &Path) -> io::Result<String> {
    let mut bytes = Vec::new();
    File::open(path)?.take(MAX_SMALL_FILE).read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn format_text(format: Format) -> String {
    let body =
        format!("{FORMAT_LINE}\nidentity {:016x}\ncatalogue {:016x}\n", format.identity, format.catalogue);
    format!("{body}checksum {:016x}\n", checksum(body.as_bytes()))
}

fn parse_format(text: &str) -> Option<Format> {
    let mut lines = text.lines().skip(1);
    let mut number = |name| u64::from_str_radix(lines.next()?.strip_prefix(name)?, 16).ok();
    let format = Format { identity: number("identity ")?, catalogue: number("catalogue ")? };
    (format_text(format) == text).then_some(format)
}
