//! Which records are about a package: held as places in files, so that a directory of any size costs little memory.
//!
//! An entry is some bytes for each package of each record; a record itself is read when a package of an image asks for it.
//! The directory is looked over at each refresh, by names, sizes and times, and read again when these changed.
//!
//! Invariants: links are not followed, so the directory is finite; a file that cannot be read is left out and noted.
//!
//! Must not know: images.

use std::fs::{self, File};
use std::hash::Hasher as _;
use std::io::{BufReader, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use super::record::{Outline, Record};
use super::split::{RECORD_BYTES_MAX, Splitter};
use super::{normal_name, parted};
use crate::error::DataError;

const FILES_MAX: usize = 1_000_000;
const PLACES_MAX: usize = 20_000_000;
const DEPTH_MAX: usize = 8;
/// How many records a package may have.
const RECORDS_MAX: usize = 20_000;

/// The records of a directory, by what they are about.
#[derive(Debug, Default)]
pub struct Vulnerabilities {
    directory: PathBuf,
    files: Vec<PathBuf>,
    /// In the order of their keys.
    places: Vec<Place>,
    seen: Option<Seen>,
    updated_at: Option<SystemTime>,
    /// How many files were left out, and why the first was.
    left_out: Option<(usize, String)>,
}

/// Where a record is. A key may stand for several packages; the record tells them apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Place {
    key: u64,
    file: u32,
    length: u32,
    offset: u64,
}

/// What a directory looked like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Seen(u64);

impl Vulnerabilities {
    /// The records of that directory. They are read at the first [`refresh`](Self::refresh).
    pub fn of(directory: impl Into<PathBuf>) -> Self {
        Self { directory: directory.into(), ..Self::default() }
    }

    /// When the youngest of its files was written.
    pub fn updated_at(&self) -> Option<SystemTime> {
        self.updated_at
    }

    /// Reads the directory, where it changed since the last time.
    pub fn refresh(&mut self) -> Result<(), DataError> {
        let listing = Listing::of(&self.directory)?;
        let seen = listing.seen();
        if self.seen == Some(seen) {
            return self.require_records();
        }
        *self = Self { updated_at: listing.youngest, ..Self::of(std::mem::take(&mut self.directory)) };
        for (path, _, _) in listing.files {
            self.add_file(path)?;
        }
        self.places.sort_unstable();
        self.places.dedup();
        self.places.shrink_to_fit();
        self.seen = Some(seen);
        self.require_records()
    }

    /// What is to be said of the data in a report.
    pub(crate) fn note(&self) -> Option<String> {
        let (count, first) = self.left_out.as_ref()?;
        Some(format!("{count} files of the vulnerability data were left out, the first because {first}"))
    }

    /// The records that may be about a package of an ecosystem, of any release.
    pub(crate) fn about(
        &self,
        ecosystem: &str,
        name: &str,
    ) -> impl Iterator<Item = Result<Record, DataError>> + use<'_> {
        let key = key_of(ecosystem, name);
        let from = self.places.partition_point(|place| place.key < key);
        let places = self.places.iter().skip(from).take_while(move |place| place.key == key);
        places.take(RECORDS_MAX).map(|place| self.read(place))
    }

    fn require_records(&self) -> Result<(), DataError> {
        match (self.places.is_empty(), &self.left_out) {
            (false, _) => Ok(()),
            (true, None) => Err(DataError::Empty(self.directory.display().to_string())),
            (true, Some((_, reason))) => Err(DataError::unreadable(&self.directory, reason)),
        }
    }

    fn add_file(&mut self, path: PathBuf) -> Result<(), DataError> {
        let Ok(number) = u32::try_from(self.files.len()) else { return Ok(()) };
        let before = self.places.len();
        if let Err(reason) = self.add_records(&path, number) {
            self.places.truncate(before);
            let reason = format!("{}: {reason}", path.display());
            let (count, _) = self.left_out.get_or_insert((0, reason));
            *count += 1;
        }
        if self.places.len() > PLACES_MAX {
            return Err(DataError::TooMuch { what: "packages in records", limit: PLACES_MAX });
        }
        self.files.push(path);
        Ok(())
    }

    fn add_records(&mut self, path: &Path, file: u32) -> Result<(), String> {
        let opened = File::open(path).map_err(|error| error.to_string())?;
        let mut objects = Splitter::new(BufReader::new(opened));
        while let Some((offset, object)) = objects.next_object().map_err(|error| error.to_string())? {
            let outline: Outline = serde_json::from_slice(&object).map_err(|error| error.to_string())?;
            if outline.withdrawn.is_some() {
                continue;
            }
            let length = u32::try_from(object.len()).unwrap_or(u32::MAX);
            let first = self.places.len();
            for affected in outline.affected {
                let (ecosystem, _) = parted(&affected.package.ecosystem);
                let place = Place { key: key_of(ecosystem, &affected.package.name), file, length, offset };
                // A record names a package once for each release.
                if !self.places.iter().skip(first).rev().take(8).any(|known| *known == place) {
                    self.places.push(place);
                }
            }
        }
        Ok(())
    }

    fn read(&self, place: &Place) -> Result<Record, DataError> {
        let path = usize::try_from(place.file).ok().and_then(|number| self.files.get(number));
        let path = path.ok_or_else(|| DataError::Empty(self.directory.display().to_string()))?;
        let read = || -> std::io::Result<Record> {
            let mut file = File::open(path)?;
            file.seek(SeekFrom::Start(place.offset))?;
            let mut bytes = Vec::new();
            file.take(u64::from(place.length).min(RECORD_BYTES_MAX as u64)).read_to_end(&mut bytes)?;
            Ok(serde_json::from_slice(&bytes)?)
        };
        // It was read a moment ago: whoever writes it may be about to finish.
        read().map_err(|error| {
            DataError::unreadable(path, format!("{error}; it changed while it was read, scan again"))
        })
    }
}

fn key_of(ecosystem: &str, name: &str) -> u64 {
    xxh3_64(format!("{ecosystem}\n{}", normal_name(ecosystem, name)).as_bytes())
}

/// The JSON files of a directory, with their sizes and times.
#[derive(Default)]
struct Listing {
    files: Vec<(PathBuf, u64, Option<SystemTime>)>,
    youngest: Option<SystemTime>,
}

impl Listing {
    fn of(directory: &Path) -> Result<Self, DataError> {
        let mut listing = Self::default();
        listing.add(directory, 0)?;
        listing.files.sort_unstable();
        Ok(listing)
    }

    fn add(&mut self, directory: &Path, depth: usize) -> Result<(), DataError> {
        let failed = |error: std::io::Error| DataError::unreadable(directory, error);
        for entry in fs::read_dir(directory).map_err(failed)? {
            let entry = entry.map_err(failed)?;
            let (path, kind) = (entry.path(), entry.file_type().map_err(failed)?);
            if kind.is_dir() && depth < DEPTH_MAX {
                self.add(&path, depth + 1)?;
            }
            if !kind.is_file() || path.extension().is_none_or(|extension| extension != "json") {
                continue;
            }
            let about = entry.metadata().map_err(failed)?;
            let modified = about.modified().ok();
            self.youngest = self.youngest.max(modified);
            self.files.push((path, about.len(), modified));
            if self.files.len() > FILES_MAX {
                return Err(DataError::TooMuch { what: "files", limit: FILES_MAX });
            }
        }
        Ok(())
    }

    fn seen(&self) -> Seen {
        let mut hash = Xxh3::new();
        for (path, size, modified) in &self.files {
            hash.update(path.as_os_str().as_encoded_bytes());
            hash.update(&size.to_le_bytes());
            let since = modified.and_then(|at| at.duration_since(SystemTime::UNIX_EPOCH).ok());
            hash.update(&since.unwrap_or_default().as_nanos().to_le_bytes());
        }
        Seen(hash.finish())
    }
}
