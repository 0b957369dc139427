//! The backup file: every row of one consistent state, in one stream that proves itself.
//!
//! Layout, all numbers little-endian: a header (magic, version, position, epoch, checksum), chunks (kind 1,
//! number, length, rows, checksum) and one trailer (kind 2, count of chunks, count of rows, their bytes,
//! checksum), then the end of the file. Every byte is under a checksum and the trailer closes the count, so
//! a flipped bit, a lost chunk and a truncated file are all seen.
//!
//! Invariants: bounded memory on both sides; a file appears under its final name only when it is whole.
//! Must not know any backend.

use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Read};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use crate::api::{Fence, MAX_BATCH_BYTES, MAX_KEY_BYTES, Position, Rows, TableId};
use crate::codec::{Fields, checksum};
use crate::error::StoreError;

const MAGIC: &[u8; 8] = b"LSHOREBK";
const VERSION: u32 = 1;
const HEADER_BYTES: usize = 28;
const TRAILER_BYTES: usize = 20;
const CHUNK: u8 = 1;
const TRAILER: u8 = 2;
/// A chunk is closed once it holds this much.
const CHUNK_BYTES: usize = 256 * 1024;
const ROW_HEADER_BYTES: usize = 8;
/// A chunk holds less than `CHUNK_BYTES` before its last row.
const MAX_CHUNK_BYTES: usize = CHUNK_BYTES + ROW_HEADER_BYTES + MAX_KEY_BYTES + MAX_BATCH_BYTES;

/// What a backup holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BackupSummary {
    pub position: Position,
    pub epoch: Fence,
    pub rows: u64,
    /// Keys and values.
    pub bytes: u64,
}

/// The state a backup was taken of.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Origin {
    pub(crate) position: Position,
    pub(crate) epoch: Fence,
}

/// Writes a backup of a store, live or not, to a new file. The file must not exist yet.
pub fn to_file(rows: &dyn Rows, path: &Path) -> Result<BackupSummary, StoreError> {
    if path.exists() {
        let taken = io::Error::from(io::ErrorKind::AlreadyExists);
        return Err(StoreError::io("create the backup file", path, taken));
    }
    let partial = with_suffix(path, ".partial");
    let outcome = write_partial(rows, &partial).and_then(|summary| {
        fs::rename(&partial, path).map_err(|e| StoreError::io("rename the backup file", &partial, e))?;
        sync_parent(path)?;
        Ok(summary)
    });
    if outcome.is_err() {
        // The first error is the one to tell; a partial file that stays is named so.
        let _ = fs::remove_file(&partial);
    }
    outcome
}

fn write_partial(rows: &dyn Rows, partial: &Path) -> Result<BackupSummary, StoreError> {
    let failed = |e| StoreError::io("write the backup file", partial, e);
    // The rows hold secrets: only the owner may read them.
    let mut private = File::options();
    private.write(true).create(true).truncate(true).mode(0o600);
    let mut out = BufWriter::new(private.open(partial).map_err(failed)?);
    let summary = rows.backup(&mut out).map_err(|error| match error {
        StoreError::Io { source, .. } => failed(source),
        StoreError::DiskFull { .. } => StoreError::DiskFull { path: partial.to_owned() },
        other => other,
    })?;
    let file = out.into_inner().map_err(|e| failed(e.into_error()))?;
    file.sync_all().map_err(failed)?;
    Ok(summary)
}

/// Reads a whole backup file and says what it holds.
pub fn verify(path: &Path) -> Result<BackupSummary, StoreError> {
    read_file(path, &mut |_, _, _| Ok(()))
}

/// Reads a whole backup file, row by row. Only the answer says that it was whole.
pub fn read_file(path: &Path, on_row: &mut OnRow<'_>) -> Result<BackupSummary, StoreError> {
    let file = File::open(path).map_err(|e| StoreError::io("open the backup file", path, e))?;
    let mut from = BufReader::new(file);
    read(&mut from, on_row).map_err(|error| match error {
        StoreError::BadBackup { detail } => {
            StoreError::BadBackup { detail: format!("{} {detail}", path.display()) }
        }
        other => other,
    })
}

pub(crate) fn sync_parent(path: &Path) -> Result<(), StoreError> {
    let parent = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let sync = || File::open(parent)?.sync_all();
    sync().map_err(|e| StoreError::io("sync the directory", parent, e))
}

pub(crate) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// Writes the stream; rows may come in any order.
pub(crate) struct Writer<'a> {
    to: &'a mut dyn io::Write,
    chunk: Vec<u8>,
    chunks: u32,
    summary: BackupSummary,
}

impl<'a> Writer<'a> {
    pub(crate) fn start(to: &'a mut dyn io::Write, origin: Origin) -> Result<Writer<'a>, StoreError> {
        let mut header = Vec::with_capacity(HEADER_BYTES + 8);
        header.extend_from_slice(MAGIC);
        header.extend_from_slice(&VERSION.to_le_bytes());
        header.extend_from_slice(&origin.position.0.to_le_bytes());
        header.extend_from_slice(&origin.epoch.0.to_le_bytes());
        let summary = BackupSummary { position: origin.position, epoch: origin.epoch, rows: 0, bytes: 0 };
        let mut writer = Writer { to, chunk: Vec::new(), chunks: 0, summary };
        writer.sealed(&header)?;
        Ok(writer)
    }

    pub(crate) fn row(&mut self, table: TableId, key: &[u8], value: &[u8]) -> Result<(), StoreError> {
        let (Ok(key_len), Ok(value_len)) = (u16::try_from(key.len()), u32::try_from(value.len())) else {
            return Err(bad(format!("cannot hold a row of {} bytes", key.len() + value.len())));
        };
        self.chunk.extend_from_slice(&table.to_le_bytes());
        self.chunk.extend_from_slice(&key_len.to_le_bytes());
        self.chunk.extend_from_slice(&value_len.to_le_bytes());
        self.chunk.extend_from_slice(key);
        self.chunk.extend_from_slice(value);
        self.summary.rows += 1;
        self.summary.bytes += u64::from(key_len) + u64::from(value_len);
        if self.chunk.len() >= CHUNK_BYTES { self.close_chunk() } else { Ok(()) }
    }

    pub(crate) fn finish(mut self) -> Result<BackupSummary, StoreError> {
        if !self.chunk.is_empty() {
            self.close_chunk()?;
        }
        let mut trailer = vec![TRAILER];
        trailer.extend_from_slice(&self.chunks.to_le_bytes());
        trailer.extend_from_slice(&self.summary.rows.to_le_bytes());
        trailer.extend_from_slice(&self.summary.bytes.to_le_bytes());
        self.sealed(&trailer)?;
        self.to.flush().map_err(write_failed)?;
        Ok(self.summary)
    }

    fn close_chunk(&mut self) -> Result<(), StoreError> {
        let Ok(len) = u32::try_from(self.chunk.len()) else {
            return Err(bad("cannot hold a chunk of 4 GiB".to_owned()));
        };
        let mut record = vec![CHUNK];
        record.extend_from_slice(&self.chunks.to_le_bytes());
        record.extend_from_slice(&len.to_le_bytes());
        record.append(&mut self.chunk);
        self.chunks += 1;
        self.sealed(&record)
    }

    /// Writes the bytes and their checksum.
    fn sealed(&mut self, bytes: &[u8]) -> Result<(), StoreError> {
        self.to.write_all(bytes).map_err(write_failed)?;
        self.to.write_all(&checksum(bytes).to_le_bytes()).map_err(write_failed)
    }
}

/// Is handed the rows of a backup.
pub type OnRow<'a> = dyn FnMut(TableId, &[u8], &[u8]) -> Result<(), StoreError> + 'a;

/// Reads a stream to its end. Rows arrive chunk by chunk, each chunk after its checksum; only the returned
/// summary says that the stream was whole.
fn read(from: &mut dyn Read, on_row: &mut OnRow<'_>) -> Result<BackupSummary, StoreError> {
    let origin = read_header(from)?;
    let mut seen = BackupSummary { position: origin.position, epoch: origin.epoch, rows: 0, bytes: 0 };
    for number in 0u32.. {
        let mut kind = [0];
        fill(from, &mut kind)?;
        match kind {
            [CHUNK] => read_rows(&read_chunk(from, number)?, &mut seen, on_row)?,
            [TRAILER] => {
                check_trailer(from, number, &seen)?;
                return Ok(seen);
            }
            _ => return Err(bad(format!("is damaged before chunk {number}"))),
        }
    }
    Err(bad("has too many chunks".to_owned()))
}

fn read_header(from: &mut dyn Read) -> Result<Origin, StoreError> {
    let header = read_sealed(from, Vec::new(), HEADER_BYTES, "header")?;
    let mut fields = Fields(&header);
    if fields.take(MAGIC.len()) != Some(MAGIC) {
        return Err(bad("is not a backup of Longshore".to_owned()));
    }
    match (fields.u32(), fields.u64(), fields.u64()) {
        (Some(VERSION), Some(position), Some(epoch)) => {
            Ok(Origin { position: Position(position), epoch: Fence(epoch) })
        }
        (version, ..) => Err(bad(format!("has format {}, not {VERSION}", version.unwrap_or(0)))),
    }
}

fn read_chunk(from: &mut dyn Read, number: u32) -> Result<Vec<u8>, StoreError> {
    let mut head = vec![CHUNK; 9];
    if let Some(rest) = head.get_mut(1..) {
        fill(from, rest)?;
    }
    let mut fields = Fields(head.get(1..).unwrap_or_default());
    let (found, len) = (fields.u32(), fields.u32().unwrap_or(0) as usize);
    if found != Some(number) || len > MAX_CHUNK_BYTES {
        return Err(bad(format!("is damaged or lacks chunk {number}")));
    }
    let mut record = read_sealed(from, head, len, "chunk")?;
    record.drain(..9);
    Ok(record)
}

fn read_rows(chunk: &[u8], seen: &mut BackupSummary, on_row: &mut OnRow<'_>) -> Result<(), StoreError> {
    let mut fields = Fields(chunk);
    while !fields.0.is_empty() {
        let (table, key, value) = read_row(&mut fields).ok_or_else(|| bad("holds half a row".to_owned()))?;
        on_row(table, key, value)?;
        seen.rows += 1;
        seen.bytes += (key.len() + value.len()) as u64;
    }
    Ok(())
}

fn read_row<'a>(fields: &mut Fields<'a>) -> Option<(TableId, &'a [u8], &'a [u8])> {
    let (table, key_len, value_len) = (fields.u16()?, fields.u16()?, fields.u32()?);
    Some((table, fields.take(usize::from(key_len))?, fields.take(value_len as usize)?))
}

fn check_trailer(from: &mut dyn Read, chunks: u32, seen: &BackupSummary) -> Result<(), StoreError> {
    let trailer = read_sealed(from, vec![TRAILER], TRAILER_BYTES, "trailer")?;
    let mut fields = Fields(trailer.get(1..).unwrap_or_default());
    if (fields.u32(), fields.u64(), fields.u64()) != (Some(chunks), Some(seen.rows), Some(seen.bytes)) {
        return Err(bad("does not hold the rows that its trailer counts".to_owned()));
    }
    match from.read(&mut [0]) {
        Ok(0) => Ok(()),
        Ok(_) => Err(bad("goes on after its trailer".to_owned())),
        Err(e) => Err(read_failed(e)),
    }
}

/// Reads `len` bytes after those in `record`, and the checksum of it all.
fn read_sealed(
    from: &mut dyn Read,
    mut record: Vec<u8>,
    len: usize,
    what: &str,
) -> Result<Vec<u8>, StoreError> {
    let start = record.len();
    record.resize(start + len, 0);
    fill(from, record.get_mut(start..).unwrap_or_default())?;
    let mut sum = [0; 8];
    fill(from, &mut sum)?;
    if checksum(&record) != u64::from_le_bytes(sum) {
        return Err(bad(format!("is damaged in a {what}")));
    }
    Ok(record)
}

fn fill(from: &mut dyn Read, bytes: &mut [u8]) -> Result<(), StoreError> {
    from.read_exact(bytes).map_err(|e| match e.kind() {
        io::ErrorKind::UnexpectedEof => bad("ends too early: it was truncated".to_owned()),
        _ => read_failed(e),
    })
}

fn bad(detail: String) -> StoreError {
    StoreError::BadBackup { detail }
}

fn write_failed(error: io::Error) -> StoreError {
    StoreError::io("write", Path::new("the backup"), error)
}

fn read_failed(error: io::Error) -> StoreError {
    StoreError::io("read", Path::new("the backup"), error)
}
