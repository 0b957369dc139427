//! Reads the engine's journals before the engine does, and changes nothing.
//!
//! The engine cuts a journal at the first entry it cannot read and forgets what follows. Acknowledged
//! commits must not go that way, so this module walks the journals first: every batch must be whole, carry
//! the meta row, and follow its predecessor without a hole. What cannot be read at the end of the last
//! journal is a commit that was under way (there is at most one, because each commit is synced before the
//! next starts): it was never acknowledged and may be cut off. A whole batch after unreadable bytes shows
//! that the damage lies in acknowledged commits.
//!
//! Must know: the layout of the engine's journal, format 3 (checked by `catalogue`). Must not know tables.

use std::fs::{self, File, OpenOptions};
use std::io::{BufReader, ErrorKind, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use xxhash_rust::xxh3::Xxh3;

use super::meta::{META_BYTES, META_KEY, Meta};
use crate::api::{MAX_BATCH_BYTES, MAX_BATCH_ROWS, MAX_KEY_BYTES};
use crate::codec::Fields;
use crate::error::StoreError;

const TAG_START: u8 = 1;
const TAG_ITEM: u8 = 2;
const TAG_END: u8 = 3;
const END_MAGIC: &[u8; 4] = b"FJL\x03";
const ITEM_HEADER_BYTES: usize = 21;
const READ_BUFFER: usize = 64 * 1024;
/// Longest unreadable end that is searched for whole batches; journals stay well below it.
const MAX_TAIL: u64 = 512 * 1024 * 1024;

/// One batch, as far as it matters here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) seqno: u64,
    pub(super) meta: Meta,
}

/// What all journals hold together.
#[derive(Debug, Default)]
pub(super) struct Journals {
    /// Journals before the active one.
    pub(super) sealed: usize,
    pub(super) first: Option<Mark>,
    pub(super) last: Option<Mark>,
    /// The unreadable end of the active journal: the file and where its whole batches end.
    pub(super) torn: Option<(PathBuf, u64)>,
}

impl Journals {
    /// Cuts off a commit that was under way when the process or the machine died.
    pub(super) fn cut_torn_end(&self) -> Result<(), StoreError> {
        let Some((path, end)) = &self.torn else { return Ok(()) };
        let cut = || {
            let file = OpenOptions::new().write(true).open(path)?;
            file.set_len(*end)?;
            file.sync_all()
        };
        cut().map_err(|e| StoreError::io("cut the unfinished commit off", path, e))
    }
}

/// Walks all journals in `rows`. `witness` is the last serial known to be acknowledged.
pub(super) fn walk(rows: &Path, identity: u64, witness: u64) -> Result<Journals, StoreError> {
    let files = list(rows)?;
    let mut journals = Journals { sealed: files.len() - 1, ..Journals::default() };
    for (index, path) in files.iter().enumerate() {
        walk_file(path, identity, index == journals.sealed, &mut journals)?;
    }
    match (&journals.torn, journals.last) {
        (Some((path, end)), Some(last)) if last.meta.serial < witness => Err(StoreError::corrupt(
            path,
            format!(
                "change {witness} was acknowledged, but nothing is readable after byte {end} (change {})",
                last.meta.serial
            ),
        )),
        _ => Ok(journals),
    }
}

/// The journals, oldest first; their numbers have no hole, because the oldest ones go first.
fn list(rows: &Path) -> Result<Vec<PathBuf>, StoreError> {
    let failed = |e| StoreError::io("list the journals in", rows, e);
    let mut numbers = Vec::new();
    for entry in fs::read_dir(rows).map_err(failed)? {
        let name = entry.map_err(failed)?.file_name();
        let Some(stem) = name.to_str().and_then(|name| name.strip_suffix(".jnl")) else { continue };
        let number: u64 = stem
            .parse()
            .map_err(|_| StoreError::corrupt(&rows.join(&name), "a journal is named by a number"))?;
        numbers.push(number);
    }
    numbers.sort_unstable();
    let path = |number: u64| rows.join(format!("{number}.jnl"));
    let Some(first) = numbers.first().copied() else { return Err(StoreError::Missing { path: path(0) }) };
    for (number, expected) in numbers.iter().zip(first..) {
        if *number != expected {
            return Err(StoreError::Missing { path: path(expected) });
        }
    }
    Ok(numbers.into_iter().map(path).collect())
}

fn walk_file(path: &Path, identity: u64, active: bool, all: &mut Journals) -> Result<(), StoreError> {
    let failed = |e| StoreError::io("read", path, e);
    let mut file = File::open(path).map_err(failed)?;
    let mut source = Source::new(BufReader::with_capacity(READ_BUFFER, &file));
    let mut end = 0;
    loop {
        match source.batch() {
            Ok(Some(mark)) => {
                check_follows(path, identity, all.last, mark)?;
                all.first.get_or_insert(mark);
                all.last = Some(mark);
                end = source.read;
            }
            Ok(None) => break,
            Err(e) => return Err(failed(e)),
        }
    }
    drop(source);
    match tail(&mut file, end).map_err(failed)? {
        Tail::Nothing => Ok(()),
        Tail::Torn if active => {
            all.torn = Some((path.to_owned(), end));
            Ok(())
        }
        Tail::Torn => Err(StoreError::corrupt(path, format!("nothing is readable after byte {end}"))),
        Tail::Damaged => Err(StoreError::corrupt(
            path,
            format!("bytes after {end} are damaged, with whole changes after them"),
        )),
    }
}

fn check_follows(path: &Path, identity: u64, previous: Option<Mark>, mark: Mark) -> Result<(), StoreError> {
    if mark.meta.identity != identity {
        return Err(StoreError::corrupt(path, "it belongs to another state directory"));
    }
    let Some(previous) = previous else { return Ok(()) };
    let (before, after) = (previous.meta, mark.meta);
    let follows = after.serial == before.serial + 1
        && mark.seqno > previous.seqno
        && after.position >= before.position
        && after.epoch >= before.epoch;
    match follows {
        true => Ok(()),
        false => Err(StoreError::corrupt(
            path,
            format!("change {} comes right after change {}", after.serial, before.serial),
        )),
    }
}

/// What follows the last whole batch of a file.
enum Tail {
    /// The end of the file, or space set aside.
    Nothing,
    Torn,
    Damaged,
}

fn tail(file: &mut File, from: u64) -> std::io::Result<Tail> {
    let mut buffer = vec![0; READ_BUFFER];
    let mut at = from;
    loop {
        // Space that was set aside is a hole; skipping it saves reading tens of megabytes of zeros.
        at = match rustix::fs::seek(&*file, rustix::fs::SeekFrom::Data(at)) {
            Ok(data) => data,
            Err(rustix::io::Errno::NXIO) => return Ok(Tail::Nothing),
            Err(rustix::io::Errno::INVAL) => file.seek(SeekFrom::Start(at))?,
            Err(e) => return Err(e.into()),
        };
        let count = file.read(&mut buffer)?;
        match buffer.get(..count) {
            None | Some([]) => return Ok(Tail::Nothing),
            Some(bytes) if bytes.iter().all(|byte| *byte == 0) => at += count as u64,
            Some(_) => break,
        }
    }
    file.seek(SeekFrom::Start(from))?;
    let mut rest = Vec::new();
    file.take(MAX_TAIL).read_to_end(&mut rest)?;
    Ok(if holds_whole_batch(&rest) { Tail::Damaged } else { Tail::Torn })
}

/// Looks for a whole batch at every place where one could start.
fn holds_whole_batch(bytes: &[u8]) -> bool {
    let starts = bytes.iter().enumerate().filter(|(_, byte)| **byte == TAG_START);
    starts.filter_map(|(at, _)| bytes.get(at..)).any(|rest| matches!(Source::new(rest).batch(), Ok(Some(_))))
}

/// Bytes with a count of those read.
struct Source<R> {
    from: R,
    read: u64,
    /// Key and value of the item at hand; kept to save allocations.
    body: Vec<u8>,
}

impl<R: Read> Source<R> {
    fn new(from: R) -> Source<R> {
        Source { from, read: 0, body: Vec::new() }
    }

    /// The next batch; none when the bytes here are not a whole one.
    fn batch(&mut self) -> std::io::Result<Option<Mark>> {
        match self.try_batch() {
            Ok(mark) => Ok(Some(mark)),
            Err(Stop::NoBatch) => Ok(None),
            Err(Stop::Io(e)) => Err(e),
        }
    }

    fn try_batch(&mut self) -> Result<Mark, Stop> {
        let start: [u8; 13] = self.array()?;
        let mut fields = Fields(&start);
        let (Some(TAG_START), Some(count), Some(seqno)) = (fields.u8(), fields.u32(), fields.u64()) else {
            return Err(Stop::NoBatch);
        };
        if count == 0 || count as usize > MAX_BATCH_ROWS + 1 {
            return Err(Stop::NoBatch);
        }
        let mut hash = Xxh3::new();
        let meta = self.meta_item(&mut hash)?;
        for _ in 1..count {
            self.item(&mut hash)?;
        }
        let end: [u8; 13] = self.array()?;
        let mut fields = Fields(&end);
        let whole = fields.u8() == Some(TAG_END)
            && fields.u64() == Some(hash.digest())
            && fields.array::<4>().as_ref() == Some(END_MAGIC);
        if whole { Ok(Mark { seqno, meta }) } else { Err(Stop::NoBatch) }
    }

    /// The first item of a batch is the meta row.
    fn meta_item(&mut self, hash: &mut Xxh3) -> Result<Meta, Stop> {
        let key_bytes = self.item(hash)?;
        let (key, value) = self.body.split_at_checked(key_bytes).ok_or(Stop::NoBatch)?;
        if key != META_KEY || value.len() != META_BYTES {
            return Err(Stop::NoBatch);
        }
        Meta::decode(value).ok_or(Stop::NoBatch)
    }

    /// Reads one item into `body` and gives the length of its key.
    fn item(&mut self, hash: &mut Xxh3) -> Result<usize, Stop> {
        let header: [u8; ITEM_HEADER_BYTES] = self.array()?;
        let mut fields = Fields(&header);
        let (Some(TAG_ITEM), Some(_kind), Some(0), Some(_keyspace)) =
            (fields.u8(), fields.u8(), fields.u8(), fields.u64())
        else {
            return Err(Stop::NoBatch);
        };
        let (Some(key), Some(value), Some(stored)) = (fields.u16(), fields.u32(), fields.u32()) else {
            return Err(Stop::NoBatch);
        };
        let (key, value) = (usize::from(key), value as usize);
        if stored as usize != value || key > MAX_KEY_BYTES + 2 || value > MAX_BATCH_BYTES {
            return Err(Stop::NoBatch);
        }
        self.body.clear();
        let wanted = (key + value) as u64;
        let got = self.from.by_ref().take(wanted).read_to_end(&mut self.body).map_err(Stop::Io)? as u64;
        self.read += got;
        if got != wanted {
            return Err(Stop::NoBatch);
        }
        hash.update(&header);
        hash.update(&self.body);
        Ok(key)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], Stop> {
        let mut bytes = [0; N];
        match self.from.read_exact(&mut bytes) {
            Ok(()) => {
                self.read += N as u64;
                Ok(bytes)
            }
            Err(e) if e.kind() == ErrorKind::UnexpectedEof => Err(Stop::NoBatch),
            Err(e) => Err(Stop::Io(e)),
        }
    }
}

enum Stop {
    NoBatch,
    Io(std::io::Error),
}
