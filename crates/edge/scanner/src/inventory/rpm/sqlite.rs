//! Reads one column of one table of a SQLite database, as its file format lays tables out. Nothing of SQL.
//!
//! Invariants: no more pages and bytes are gone through than the file has, so one that leads in circles ends in an error.
//!
//! Must not know: what the rows mean.

const MAGIC: &[u8] = b"SQLite format 3\0";
const HEADER_BYTES: usize = 100;
const LEAF: u8 = 0x0d;
const INTERIOR: u8 = 0x05;
const DEPTH_MAX: usize = 20;

pub(super) struct Database<'a> {
    bytes: &'a [u8],
    page_size: usize,
    /// Of a page, without what is set aside at its end.
    usable: usize,
}

type Result<T> = std::result::Result<T, String>;

/// What a walk may still do: an honest file is gone through once.
struct Left {
    pages: usize,
    bytes: usize,
}

/// Called with each row's record.
type EachRecord<'f> = &'f mut dyn FnMut(&[u8]) -> Result<()>;

impl<'a> Database<'a> {
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self> {
        if !bytes.starts_with(MAGIC) {
            return Err("it is not a SQLite database".to_owned());
        }
        let page_size = match big_endian(bytes, 16, 2).unwrap_or(0) {
            1 => 65536,
            size if size >= 512 && size.is_power_of_two() => size,
            size => return Err(format!("it has pages of {size} bytes, which SQLite does not make")),
        };
        let reserved = big_endian(bytes, 20, 1).unwrap_or(0);
        let usable = page_size.saturating_sub(reserved);
        if usable < 480 {
            return Err("its pages have no room".to_owned());
        }
        Ok(Self { bytes, page_size, usable })
    }

    /// Calls with the text or blob in that column of each row.
    pub(super) fn each_row(
        &self,
        table: &str,
        column: usize,
        mut each: impl FnMut(&[u8]) -> Result<()>,
    ) -> Result<()> {
        let root = self.root_of(table)?.ok_or_else(|| format!("it has no table {table}"))?;
        self.walk(root, &mut |record| each(value(record, column).ok_or_else(damaged)?))
    }

    /// The page at which a table begins: the schema is itself a table, at the first page.
    fn root_of(&self, table: &str) -> Result<Option<usize>> {
        let mut root = None;
        self.walk(1, &mut |record| {
            let is = |column, text: &str| value(record, column) == Some(text.as_bytes());
            if is(0, "table") && is(1, table) {
                root = value(record, 3).and_then(|number| big_endian(number, 0, number.len()));
            }
            Ok(())
        })?;
        Ok(root)
    }

    fn walk(&self, root: usize, each: EachRecord<'_>) -> Result<()> {
        let mut left = Left { pages: self.bytes.len() / self.page_size + 1, bytes: self.bytes.len() };
        self.visit(root, 0, &mut left, each)
    }

    fn visit(&self, number: usize, depth: usize, left: &mut Left, each: EachRecord<'_>) -> Result<()> {
        left.pages = left.pages.checked_sub(1).ok_or_else(damaged)?;
        if depth > DEPTH_MAX {
            return Err(damaged());
        }
        let page = self.page(number)?;
        let at = if number == 1 { HEADER_BYTES } else { 0 };
        let kind = *page.get(at).ok_or_else(damaged)?;
        let cells = big_endian(page, at + 3, 2).ok_or_else(damaged)?;
        let pointers = if kind == INTERIOR { at + 12 } else { at + 8 };
        for cell in 0..cells {
            let offset = big_endian(page, pointers + cell * 2, 2).ok_or_else(damaged)?;
            match kind {
                INTERIOR => {
                    let child = big_endian(page, offset, 4).ok_or_else(damaged)?;
                    self.visit(child, depth + 1, left, each)?;
                }
                LEAF => {
                    let record = self.record(page, offset, left)?;
                    each(&record)?;
                }
                _ => return Err(damaged()),
            }
        }
        if kind == INTERIOR {
            let last = big_endian(page, at + 8, 4).ok_or_else(damaged)?;
            self.visit(last, depth + 1, left, each)?;
        }
        Ok(())
    }

    fn page(&self, number: usize) -> Result<&'a [u8]> {
        let start = number.checked_sub(1).and_then(|before| before.checked_mul(self.page_size));
        let start = start.ok_or_else(damaged)?;
        self.bytes.get(start..start.saturating_add(self.usable)).ok_or_else(damaged)
    }

    /// A row's bytes: its beginning in the page, and the rest in a chain of others.
    fn record(&self, page: &[u8], offset: usize, left: &mut Left) -> Result<Vec<u8>> {
        let cell = page.get(offset..).ok_or_else(damaged)?;
        let (length, after_length) = varint(cell, 0).ok_or_else(damaged)?;
        let (_, start) = varint(cell, after_length).ok_or_else(damaged)?;
        let length = usize::try_from(length).map_err(|_| damaged())?;
        left.bytes = left.bytes.checked_sub(length).ok_or_else(damaged)?;
        let local = self.local(length);
        let mut record = cell.get(start..start + local).ok_or_else(damaged)?.to_vec();
        let mut next =
            if local < length { big_endian(cell, start + local, 4).ok_or_else(damaged)? } else { 0 };
        while record.len() < length {
            let page = self.page(next)?;
            let piece = (length - record.len()).min(self.usable - 4);
            record.extend_from_slice(page.get(4..4 + piece).ok_or_else(damaged)?);
            next = big_endian(page, 0, 4).ok_or_else(damaged)?;
        }
        Ok(record)
    }

    /// How much of a row of that length is in the page itself.
    fn local(&self, length: usize) -> usize {
        let most = self.usable - 35;
        if length <= most {
            return length;
        }
        let least = (self.usable - 12) * 32 / 255 - 23;
        let kept = least + (length - least) % (self.usable - 4);
        if kept <= most { kept } else { least }
    }
}

/// The bytes of one column of a record. Numbers that the type itself says have none.
fn value(record: &[u8], column: usize) -> Option<&[u8]> {
    let (header_length, mut at) = varint(record, 0)?;
    let header_length = usize::try_from(header_length).ok()?;
    let mut start = header_length;
    for number in 0.. {
        if at >= header_length {
            return None;
        }
        let (kind, next) = varint(record, at)?;
        let length = length_of(kind)?;
        if number == column {
            return record.get(start..start.checked_add(length)?);
        }
        start = start.checked_add(length)?;
        at = next;
    }
    None
}

fn length_of(kind: u64) -> Option<usize> {
    match kind {
        0 | 8 | 9 => Some(0),
        1..=4 => usize::try_from(kind).ok(),
        5 => Some(6),
        6 | 7 => Some(8),
        10 | 11 => None,
        other => usize::try_from((other - 12) / 2).ok(),
    }
}

fn varint(bytes: &[u8], at: usize) -> Option<(u64, usize)> {
    let mut number = 0_u64;
    for place in 0..9 {
        let byte = *bytes.get(at.checked_add(place)?)?;
        if place == 8 {
            return Some((number << 8 | u64::from(byte), at + 9));
        }
        number = number << 7 | u64::from(byte & 0x7f);
        if byte & 0x80 == 0 {
            return Some((number, at + place + 1));
        }
    }
    None
}

fn big_endian(bytes: &[u8], at: usize, length: usize) -> Option<usize> {
    if length > 4 {
        return None;
    }
    let bytes = bytes.get(at..at.checked_add(length)?)?;
    Some(bytes.iter().fold(0, |number, byte| number << 8 | usize::from(*byte)))
}

fn damaged() -> String {
    "the database is damaged".to_owned()
}
