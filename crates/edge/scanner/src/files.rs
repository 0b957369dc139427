//! The few files of an image that say which packages it has: kept from its layers, as they lie above each other.
//!
//! Invariants: a file that an upper layer removed, hid or replaced is not there; what is kept has a bound, and a file
//! that is too large is known by its size alone.
//!
//! Must not know: what is in the files.

use std::collections::BTreeMap;
use std::io::Read;

use longshore_images::{EntryKind, LayerEntries, LayerEntry};

use crate::error::ScanError;

const LAYER_BYTES_MAX: u64 = 32 << 30;
const LAYER_ENTRIES_MAX: u64 = 4_000_000;
const KEPT_BYTES_MAX: u64 = 384 << 20;
const KEPT_FILES_MAX: usize = 100_000;
const DATABASE_BYTES_MAX: u64 = 192 << 20;
const LOCK_BYTES_MAX: u64 = 32 << 20;
/// Of a Python package's description only the beginning matters.
const METADATA_BYTES: u64 = 16 << 10;

const WHITEOUT: &str = ".wh.";
const OPAQUE: &str = ".wh..wh..opq";
/// Folders whose lock files are those that a dependency's authors worked with.
const OTHERS_FOLDERS: [&str; 6] =
    ["node_modules", "site-packages", "dist-packages", "gems", "registry", "testdata"];

/// Debian mends what it packages without another version of Python's: its own records tell of that.
const DEBIANS_PYTHON: &str = "usr/lib/python3/dist-packages/";

/// What a file is to an inventory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    OsRelease,
    Dpkg,
    /// One stanza of dpkg's database in a file of its own.
    DpkgPart,
    Apk,
    RpmSqlite,
    /// A database of rpm's in a form that is not read.
    RpmOther,
    /// What was written to the database and not moved into it yet.
    RpmJournal,
    PackageLock,
    YarnLock,
    Requirements,
    PipfileLock,
    PoetryLock,
    PythonMetadata,
    GemfileLock,
    CargoLock,
    ComposerLock,
}

/// What is kept of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Content {
    Bytes(Vec<u8>),
    /// It is larger than what is looked at.
    TooLarge(u64),
}

/// Files by path, with how many bytes of them are held.
#[derive(Default)]
pub(crate) struct Files {
    by_path: BTreeMap<String, (Kind, Content)>,
    bytes: u64,
}

/// Layers upon each other.
#[derive(Default)]
pub(crate) struct Overlay {
    files: Files,
}

impl Content {
    fn held(&self) -> u64 {
        if let Self::Bytes(bytes) = self { bytes.len() as u64 } else { 0 }
    }
}

impl Files {
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, Kind, &Content)> {
        self.by_path.iter().map(|(path, (kind, content))| (path.as_str(), *kind, content))
    }

    pub(crate) fn get(&self, path: &str) -> Option<&Content> {
        self.by_path.get(path).map(|(_, content)| content)
    }

    fn insert(&mut self, path: String, kind: Kind, content: Content) {
        self.remove(&path);
        self.bytes += content.held();
        self.by_path.insert(path, (kind, content));
    }

    fn remove(&mut self, path: &str) {
        if let Some((_, content)) = self.by_path.remove(path) {
            self.bytes -= content.held();
        }
    }

    /// Removes what is in a folder; all there is for the root.
    fn empty(&mut self, folder: &str) {
        let prefix = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let beneath = self.by_path.range(prefix.clone()..).map(|(path, _)| path);
        let beneath: Vec<String> = beneath.take_while(|path| path.starts_with(&prefix)).cloned().collect();
        for path in beneath {
            self.remove(&path);
        }
    }

    fn remove_with_all_beneath(&mut self, path: &str) {
        self.remove(path);
        self.empty(path);
    }

    fn append(&mut self, above: Self) {
        for (path, (kind, content)) in above.by_path {
            self.insert(path, kind, content);
        }
    }
}

impl Overlay {
    pub(crate) fn into_files(self) -> Files {
        self.files
    }

    /// Lays a layer above those that are there.
    pub(crate) fn add(&mut self, layer: impl Read) -> Result<(), ScanError> {
        let failed = |error: std::io::Error| ScanError::layer("", &error);
        let mut entries = LayerEntries::open(layer, LAYER_BYTES_MAX, LAYER_ENTRIES_MAX).map_err(failed)?;
        let mut fresh = Files::default();
        while let Some(entry) = entries.next_entry().map_err(failed)? {
            let Some(path) = normal(&entry.path) else { continue };
            if self.hides(&path) {
                continue;
            }
            if entry.kind == EntryKind::Directory {
                // It replaces a file of that name, and leaves what is beneath.
                self.files.remove(&path);
                fresh.remove(&path);
                continue;
            }
            self.files.remove_with_all_beneath(&path);
            fresh.remove_with_all_beneath(&path);
            let Some(kind) = kind_of(&path) else { continue };
            if let Some(content) = self.content(kind, &entry, &mut entries, &fresh).map_err(failed)? {
                fresh.insert(path, kind, content);
                self.require_room(&fresh)?;
            }
        }
        self.files.append(fresh);
        Ok(())
    }

    /// Whether the path is a mark that hides something of the layers below; that is then gone.
    fn hides(&mut self, path: &str) -> bool {
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        if name == OPAQUE {
            self.files.empty(folder);
            return true;
        }
        let Some(hidden) = name.strip_prefix(WHITEOUT) else { return false };
        let hidden = if folder.is_empty() { hidden.to_owned() } else { format!("{folder}/{hidden}") };
        self.files.remove_with_all_beneath(&hidden);
        true
    }

    fn content<R: Read>(
        &self,
        kind: Kind,
        entry: &LayerEntry,
        data: &mut LayerEntries<R>,
        fresh: &Files,
    ) -> std::io::Result<Option<Content>> {
        match entry.kind {
            EntryKind::File => {}
            EntryKind::HardLink => {
                let target = normal(&entry.link);
                let known = target.and_then(|path| fresh.get(&path).or_else(|| self.files.get(&path)));
                return Ok(known.cloned());
            }
            EntryKind::Directory | EntryKind::Other => return Ok(None),
        }
        let limit = limit_of(kind);
        if entry.size > limit && kind != Kind::PythonMetadata {
            return Ok(Some(Content::TooLarge(entry.size)));
        }
        let mut bytes = Vec::new();
        data.take(limit).read_to_end(&mut bytes)?;
        Ok(Some(Content::Bytes(bytes)))
    }

    fn require_room(&self, fresh: &Files) -> Result<(), ScanError> {
        if self.files.by_path.len() + fresh.by_path.len() > KEPT_FILES_MAX {
            return Err(ScanError::TooMuch {
                what: "files that name packages",
                limit: KEPT_FILES_MAX as u64,
            });
        }
        if self.files.bytes + fresh.bytes > KEPT_BYTES_MAX {
            let what = "bytes in files that name packages";
            return Err(ScanError::TooMuch { what, limit: KEPT_BYTES_MAX });
        }
        Ok(())
    }
}

/// The path without `.` and slashes that say nothing; `None` where it leads out, or is the root.
fn normal(path: &[u8]) -> Option<String> {
    let path = String::from_utf8_lossy(path);
    let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty() && *part != ".").collect();
    let inside = !parts.is_empty() && !parts.contains(&"..");
    inside.then(|| parts.join("/"))
}

fn limit_of(kind: Kind) -> u64 {
    match kind {
        Kind::Dpkg | Kind::Apk | Kind::RpmSqlite => DATABASE_BYTES_MAX,
        Kind::PythonMetadata => METADATA_BYTES,
        // That they are there, and not empty, is all that matters.
        Kind::RpmOther | Kind::RpmJournal => 1,
        _ => LOCK_BYTES_MAX,
    }
}

fn kind_of(path: &str) -> Option<Kind> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let is_rpm = matches!(folder, "var/lib/rpm" | "usr/lib/sysimage/rpm" | "usr/share/rpm");
    match (folder, name) {
        ("etc" | "usr/lib", "os-release") => Some(Kind::OsRelease),
        ("var/lib/dpkg", "status") => Some(Kind::Dpkg),
        ("var/lib/dpkg/status.d", _) => (!name.ends_with(".md5sums")).then_some(Kind::DpkgPart),
        ("lib/apk/db" | "usr/lib/apk/db", "installed") => Some(Kind::Apk),
        (_, "rpmdb.sqlite") if is_rpm => Some(Kind::RpmSqlite),
        (_, "rpmdb.sqlite-wal") if is_rpm => Some(Kind::RpmJournal),
        (_, "Packages" | "Packages.db") if is_rpm => Some(Kind::RpmOther),
        (_, "METADATA") if folder.ends_with(".dist-info") && !folder.starts_with(DEBIANS_PYTHON) => {
            Some(Kind::PythonMetadata)
        }
        _ => lock_file(folder, name),
    }
}

fn lock_file(folder: &str, name: &str) -> Option<Kind> {
    // What npm wrote of what it installed, rather than what its author wished.
    if name == ".package-lock.json" && (folder == "node_modules" || folder.ends_with("/node_modules")) {
        return Some(Kind::PackageLock);
    }
    let kind = match name {
        "package-lock.json" | "npm-shrinkwrap.json" => Kind::PackageLock,
        "yarn.lock" => Kind::YarnLock,
        "requirements.txt" => Kind::Requirements,
        "Pipfile.lock" => Kind::PipfileLock,
        "poetry.lock" => Kind::PoetryLock,
        "Gemfile.lock" | "gems.locked" => Kind::GemfileLock,
        "Cargo.lock" => Kind::CargoLock,
        "composer.lock" => Kind::ComposerLock,
        _ => return None,
    };
    (!folder.split('/').any(|part| OTHERS_FOLDERS.contains(&part))).then_some(kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_looked_at() {
        let table = [
            ("etc/os-release", Some(Kind::OsRelease)),
            ("var/lib/dpkg/status", Some(Kind::Dpkg)),
            ("var/lib/dpkg/status.d/base-files", Some(Kind::DpkgPart)),
            ("var/lib/dpkg/status.d/base-files.md5sums", None),
            ("usr/lib/sysimage/rpm/rpmdb.sqlite", Some(Kind::RpmSqlite)),
            ("var/lib/rpm/Packages", Some(Kind::RpmOther)),
            ("home/rpmdb.sqlite", None),
            ("app/package-lock.json", Some(Kind::PackageLock)),
            ("app/node_modules/.package-lock.json", Some(Kind::PackageLock)),
            ("app/node_modules/x/package-lock.json", None),
            ("usr/local/lib/python3.12/site-packages/a-1.dist-info/METADATA", Some(Kind::PythonMetadata)),
            ("usr/lib/python3/dist-packages/a-1.dist-info/METADATA", None),
            ("usr/lib/python3/dist-packages/a/requirements.txt", None),
            ("Cargo.lock", Some(Kind::CargoLock)),
            ("app/main.py", None),
        ];
        for (path, kind) in table {
            assert_eq!(kind_of(path), kind, "{path}");
        }
    }

    #[test]
    fn paths_are_brought_into_one_form() {
        assert_eq!(normal(b"./etc//os-release").as_deref(), Some("etc/os-release"));
        assert_eq!(normal(b"/etc/./os-release/").as_deref(), Some("etc/os-release"));
        for none in [&b"./"[..], b"", b"a/../etc/os-release"] {
            assert_eq!(normal(none), None);
        }
    }
}
