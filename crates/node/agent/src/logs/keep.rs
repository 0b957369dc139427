//! The copy of a container's lines on the machine: numbered files of Docker's JSON lines, bounded in size.
//!
//! The highest number is written to. Numbers only grow, so that a reader needs no lock and no rename.
//!
//! Must not know: who reads, or where else lines go.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use longshore_runtime::Stream;

use super::line::Entry;
use super::options::{LogError, Options};
use super::position::{KeptPlace, in_folder};

const SIZE_MAX: u64 = 20 * 1000 * 1000;
const FILES_MAX: u64 = 5;
const SUFFIX: &str = ".log";
const PACKED_SUFFIX: &str = ".log.gz";

/// How much is kept, and what goes along with each line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct KeepPolicy {
    pub(super) size_max: u64,
    pub(super) files_max: u64,
    pub(super) compress: bool,
    pub(super) attributes: BTreeMap<String, String>,
}

impl Default for KeepPolicy {
    fn default() -> Self {
        Self { size_max: SIZE_MAX, files_max: FILES_MAX, compress: false, attributes: BTreeMap::new() }
    }
}

impl KeepPolicy {
    /// `names` are the options for size, files and compression. Nothing given is the bound above.
    pub(super) fn from_options(options: &Options<'_>, names: [&str; 3]) -> Result<Self, LogError> {
        let [size, files, compress] = names;
        let (size_max, files_max) = (options.size(size)?, options.parsed::<u64>(files)?);
        if files_max == Some(0) {
            return Err(LogError(format!("{files} cannot be less than 1")));
        }
        if options.flag(compress)? == Some(true)
            && (size_max.is_none() || files_max.is_none_or(|files| files < 2))
        {
            let text = format!("{compress} cannot be true when {files} is less than 2 or {size} is not set");
            return Err(LogError(text));
        }
        let single = size_max.is_some() && files_max.is_none();
        Ok(Self {
            size_max: size_max.unwrap_or(SIZE_MAX),
            files_max: files_max.unwrap_or(if single { 1 } else { FILES_MAX }),
            compress: options.flag(compress)? == Some(true),
            attributes: BTreeMap::new(),
        })
    }
}

pub(super) struct Keep {
    directory: PathBuf,
    policy: KeepPolicy,
    /// `,"attrs":{…}`, or nothing.
    attributes: String,
    place: KeptPlace,
    /// None before the first line.
    file: Option<File>,
    packing: Option<tokio::task::JoinHandle<()>>,
}

impl Keep {
    /// Goes on where a checkpoint says; lines behind it will come again and are cut off.
    pub(super) fn open(directory: &Path, policy: KeepPolicy, from: KeptPlace) -> io::Result<Self> {
        let newest = match serials(directory) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => 0,
            other => other?.into_iter().next_back().unwrap_or(0),
        };
        let known = from.serial > 0 && path(directory, from.serial).exists();
        let serial = if known { from.serial } else { newest + 1 };
        let (mut file, mut length) = (None, 0);
        if known {
            let known = open(directory, serial)?;
            length = known.metadata()?.len().min(from.length);
            known.set_len(length)?;
            file = Some(known);
            for later in serial + 1..=newest {
                remove_file(directory, later);
            }
        }
        let attributes = match policy.attributes.is_empty() {
            true => String::new(),
            false => format!(",\"attrs\":{}", serde_json::to_string(&policy.attributes)?),
        };
        let (directory, place) = (directory.to_owned(), KeptPlace { serial, length });
        Ok(Self { directory, policy, attributes, place, file, packing: None })
    }

    pub(super) fn place(&self) -> KeptPlace {
        self.place
    }

    /// Writes all of the entries, or fails with as few of them written as `place` says.
    pub(super) async fn write(&mut self, entries: &[Entry]) -> io::Result<()> {
        let mut buffer = Vec::new();
        for entry in entries {
            let start = buffer.len();
            encode(entry, &self.attributes, &mut buffer)?;
            let filled = self.place.length + u64::try_from(buffer.len()).unwrap_or(u64::MAX);
            if filled > self.policy.size_max && self.place.length + start as u64 > 0 {
                let next = buffer.split_off(start);
                self.append(&buffer)?;
                self.rotate().await?;
                buffer = next;
            }
        }
        self.append(&buffer)
    }

    fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        if bytes.is_empty() {
            return Ok(());
        }
        let file = match &mut self.file {
            Some(file) => file,
            None => {
                let (directory, serial) = (&self.directory, self.place.serial);
                self.file.insert(in_folder(directory, || open(directory, serial))?)
            }
        };
        if let Err(error) = file.write_all(bytes) {
            // A torn line would be read as damage.
            let _ = file.set_len(self.place.length);
            return Err(error);
        }
        self.place.length += u64::try_from(bytes.len()).unwrap_or_default();
        Ok(())
    }

    async fn rotate(&mut self) -> io::Result<()> {
        if let Some(packing) = self.packing.take() {
            // It has told what went wrong.
            let _ = packing.await;
        }
        let full = self.place.serial;
        self.file = Some(open(&self.directory, full + 1)?);
        self.place = KeptPlace { serial: full + 1, length: 0 };
        for serial in serials(&self.directory)? {
            if serial + self.policy.files_max <= self.place.serial {
                remove_file(&self.directory, serial);
            }
        }
        if self.policy.compress {
            let directory = self.directory.clone();
            self.packing = Some(tokio::task::spawn_blocking(move || {
                if let Err(error) = pack(&directory, full) {
                    tracing::warn!(directory = %directory.display(), %error, "a full log file stays uncompressed");
                }
            }));
        }
        Ok(())
    }
}

fn encode(entry: &Entry, attributes: &str, into: &mut Vec<u8>) -> io::Result<()> {
    let mut text = String::from_utf8_lossy(&entry.line).into_owned();
    if !entry.goes_on() {
        text.push('\n');
    }
    into.extend_from_slice(b"{\"log\":");
    serde_json::to_writer(&mut *into, &text)?;
    let time = jiff::Timestamp::from_nanosecond(i128::from(entry.at_nanos)).map_err(io::Error::other)?;
    writeln!(into, ",\"stream\":\"{}\"{attributes},\"time\":\"{time}\"}}", stream_name(entry.stream))
}

pub(super) fn stream_name(stream: Stream) -> &'static str {
    match stream {
        Stream::Stdout => "stdout",
        Stream::Stderr => "stderr",
    }
}

pub(super) fn path(directory: &Path, serial: u64) -> PathBuf {
    directory.join(format!("{serial:08}{SUFFIX}"))
}

pub(super) fn packed_path(directory: &Path, serial: u64) -> PathBuf {
    directory.join(format!("{serial:08}{PACKED_SUFFIX}"))
}

fn open(directory: &Path, serial: u64) -> io::Result<File> {
    OpenOptions::new().create(true).append(true).open(path(directory, serial))
}

fn remove_file(directory: &Path, serial: u64) {
    // One of the two is there.
    let _ = fs::remove_file(path(directory, serial));
    let _ = fs::remove_file(packed_path(directory, serial));
}

/// The numbers of the files there are, in order.
pub(super) fn serials(directory: &Path) -> io::Result<Vec<u64>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(directory)? {
        let name = entry?.file_name();
        let name = name.to_string_lossy();
        let stem = name.strip_suffix(PACKED_SUFFIX).or_else(|| name.strip_suffix(SUFFIX));
        found.extend(stem.and_then(|stem| stem.parse::<u64>().ok()));
    }
    found.sort_unstable();
    found.dedup();
    Ok(found)
}

fn pack(directory: &Path, serial: u64) -> io::Result<()> {
    let (plain, packed) = (path(directory, serial), packed_path(directory, serial));
    let new = packed.with_extension("new");
    let mut writer = flate2::write::GzEncoder::new(File::create(&new)?, flate2::Compression::fast());
    io::copy(&mut File::open(&plain)?, &mut writer)?;
    writer.finish()?;
    fs::rename(&new, &packed)?;
    fs::remove_file(&plain)
}
