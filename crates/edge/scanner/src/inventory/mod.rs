//! The packages of an image, from the files that its layers left.
//!
//! Invariants: the database of an operating system is read whole or the scan ends; a lock file that cannot be read is
//! left out and noted.
//!
//! Must not know: vulnerabilities.

mod apk;
mod dpkg;
mod locks;
mod node;
mod os;
mod python;
mod rpm;

use std::sync::Arc;

pub(crate) use self::os::Distribution;
use crate::error::ScanError;
use crate::files::{Content, Files, Kind};

const PACKAGES_MAX: usize = 200_000;
const NOTES_MAX: usize = 20;
const NAME_LENGTH_MAX: usize = 512;

/// Where a package is from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Origin {
    System,
    Npm,
    Python,
    Ruby,
    Rust,
    Php,
}

/// A name with a version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Named {
    pub(crate) name: String,
    pub(crate) version: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Package {
    pub(crate) origin: Origin,
    pub(crate) own: Named,
    /// What it was built from, where that has another name or version: records of distributions are about this.
    pub(crate) source: Option<Named>,
    pub(crate) path: Arc<str>,
}

#[derive(Debug, Default)]
pub(crate) struct Inventory {
    pub(crate) distribution: Option<Distribution>,
    pub(crate) packages: Vec<Package>,
    pub(crate) notes: Vec<String>,
}

pub(crate) fn read(files: Files) -> Result<Inventory, ScanError> {
    let mut inventory = Inventory { distribution: os::distribution(&files)?, ..Inventory::default() };
    for (path, kind, content) in files.iter() {
        match kind {
            Kind::OsRelease => {}
            Kind::Dpkg | Kind::DpkgPart | Kind::Apk | Kind::RpmSqlite | Kind::RpmOther | Kind::RpmJournal => {
                inventory.add_system(path, kind, content)?;
            }
            _ => inventory.add_lock(path, kind, content),
        }
        if inventory.packages.len() > PACKAGES_MAX {
            return Err(ScanError::TooMuch { what: "packages", limit: PACKAGES_MAX as u64 });
        }
    }
    let has_system = inventory.packages.iter().any(|package| package.origin == Origin::System);
    if has_system && inventory.distribution.is_none() {
        let message = "there are packages of an operating system, but /etc/os-release does not say of which";
        return Err(ScanError::Unsupported(message.to_owned()));
    }
    if inventory.packages.is_empty() {
        let mut message =
            "no package was found: there is no package database and no lock file that is understood, \
                           and neither Go binaries nor jars are looked into"
                .to_owned();
        if let Some(note) = inventory.notes.first() {
            message = format!("{message}; {note}");
        }
        return Err(ScanError::Unsupported(message));
    }
    Ok(inventory)
}

impl Inventory {
    fn add_system(&mut self, path: &str, kind: Kind, content: &Content) -> Result<(), ScanError> {
        let failed = |reason: String| ScanError::Database { path: format!("/{path}"), reason };
        let not_read = |what: &str| failed(format!("{what} are not read yet; rpm's SQLite form is"));
        let bytes = match (kind, content) {
            (Kind::RpmOther | Kind::RpmJournal, Content::Bytes(bytes)) if bytes.is_empty() => return Ok(()),
            (Kind::RpmOther, _) => return Err(not_read("rpm databases of this kind (Berkeley DB, NDB)")),
            (Kind::RpmJournal, _) => {
                return Err(failed(
                    "rpm was not closed before the layer was made, so its database is not whole".into(),
                ));
            }
            (_, Content::TooLarge(size)) => {
                return Err(failed(format!("it has {size} bytes, which is too many")));
            }
            (_, Content::Bytes(bytes)) => bytes,
        };
        let found = match kind {
            Kind::Apk => apk::packages(bytes),
            Kind::RpmSqlite => rpm::packages(bytes).map_err(failed)?,
            _ => dpkg::packages(bytes),
        };
        self.add(path, Origin::System, found);
        Ok(())
    }

    fn add_lock(&mut self, path: &str, kind: Kind, content: &Content) {
        let read = match content {
            Content::TooLarge(size) => Err(format!("it has {size} bytes, which is too many")),
            Content::Bytes(bytes) => lock(kind, bytes),
        };
        match read {
            Ok((origin, found)) => {
                self.add(path, origin, found.into_iter().map(|named| (named, None)));
            }
            Err(reason) if self.notes.len() < NOTES_MAX => {
                self.notes.push(format!("/{path} was left out: {reason}"));
            }
            Err(_) => {}
        }
    }

    fn add(&mut self, path: &str, origin: Origin, found: impl IntoIterator<Item = (Named, Option<Named>)>) {
        let path: Arc<str> = format!("/{path}").into();
        let room = (PACKAGES_MAX + 1).saturating_sub(self.packages.len());
        let sane = found.into_iter().filter(|(own, _)| own.is_sane());
        let packages =
            sane.map(|(own, source)| Package { origin, own, source, path: path.clone() }).take(room);
        self.packages.extend(packages);
    }
}

impl Named {
    fn new(name: impl Into<String>, version: impl Into<String>) -> Self {
        Self { name: name.into(), version: version.into() }
    }

    fn is_sane(&self) -> bool {
        let is_sane = |text: &str| !text.is_empty() && text.len() <= NAME_LENGTH_MAX;
        is_sane(&self.name) && is_sane(&self.version)
    }
}

fn lock(kind: Kind, bytes: &[u8]) -> Result<(Origin, Vec<Named>), String> {
    Ok(match kind {
        Kind::PackageLock => (Origin::Npm, node::package_lock(bytes)?),
        Kind::YarnLock => (Origin::Npm, node::yarn_lock(bytes)),
        Kind::Requirements => (Origin::Python, python::requirements(bytes)),
        Kind::PipfileLock => (Origin::Python, python::pipfile_lock(bytes)?),
        Kind::PoetryLock => (Origin::Python, locks::toml_packages(bytes, false)?),
        Kind::PythonMetadata => (Origin::Python, python::metadata(bytes)),
        Kind::GemfileLock => (Origin::Ruby, locks::gemfile(bytes)),
        Kind::CargoLock => (Origin::Rust, locks::toml_packages(bytes, true)?),
        _ => (Origin::Php, locks::composer(bytes)?),
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_content_is_too_odd(bytes in prop::collection::vec(any::<u8>(), 0..200), text in "[ \\PC\n\"':@=(){}\\[\\],-]{0,80}") {
            for bytes in [bytes.as_slice(), text.as_bytes()] {
                for kind in [
                    Kind::PackageLock, Kind::YarnLock, Kind::Requirements, Kind::PipfileLock, Kind::PoetryLock,
                    Kind::PythonMetadata, Kind::GemfileLock, Kind::CargoLock, Kind::ComposerLock,
                ] {
                    let _ = lock(kind, bytes);
                }
                let (_, _) = (dpkg::packages(bytes), apk::packages(bytes));
                let _ = rpm::packages(bytes);
            }
        }
    }
}
