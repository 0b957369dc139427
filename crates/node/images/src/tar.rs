//! Reads tar archives as a stream: ustar, PAX, and GNU's long names.
//!
//! Invariants: what an archive says about itself never makes this hold more than `EXTENSION_MAX` per entry.
//! Must not know: where entries go.

use std::io::{self, Read};

pub(crate) const BLOCK: usize = 512;
/// Of one extended header: an extended attribute has at most 64 KiB, a path 4 KiB.
const EXTENSION_MAX: u64 = 1 << 20;
/// Extended headers before one entry.
const EXTENSIONS_MAX: usize = 8;
const PATH_MAX: usize = 4096;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    File,
    HardLink,
    Symlink,
    Character,
    Block,
    Directory,
    Fifo,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) path: Vec<u8>,
    pub(crate) kind: Kind,
    pub(crate) size: u64,
    pub(crate) mode: u32,
    pub(crate) uid: u32,
    pub(crate) gid: u32,
    /// Seconds since 1970, and nanoseconds.
    pub(crate) modified: (i64, u32),
    pub(crate) link: Vec<u8>,
    pub(crate) device: (u32, u32),
    pub(crate) attributes: Vec<(Vec<u8>, Vec<u8>)>,
}

/// An archive that is not one, or has what is not supported. Carried by an `io::Error` of the kind `InvalidData`.
fn wrong(reason: impl Into<String>) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, reason.into())
}

#[derive(Debug, Default, Clone)]
struct Extensions {
    path: Option<Vec<u8>>,
    link: Option<Vec<u8>>,
    size: Option<u64>,
    uid: Option<u32>,
    gid: Option<u32>,
    modified: Option<(i64, u32)>,
    attributes: Vec<(Vec<u8>, Vec<u8>)>,
}

pub(crate) struct Archive<R> {
    source: R,
    /// Of the entry under way: bytes still to be read, and those after them up to a whole block.
    left: u64,
    padding: u64,
    global: Extensions,
}

impl<R: Read> Archive<R> {
    pub(crate) fn new(source: R) -> Self {
        Self { source, left: 0, padding: 0, global: Extensions::default() }
    }

    pub(crate) fn source(&self) -> &R {
        &self.source
    }

    pub(crate) fn into_inner(self) -> R {
        self.source
    }

    /// The next entry; what was not read of the one before is passed over.
    pub(crate) fn next(&mut self) -> io::Result<Option<Entry>> {
        let mut extensions = self.global.clone();
        for _ in 0..=EXTENSIONS_MAX {
            self.skip_rest()?;
            let Some(header) = self.header()? else { return Ok(None) };
            let size = number(field(&header, 124, 12))?;
            match header[156] {
                b'x' => extensions.read_pax(&self.extension(size)?)?,
                b'g' => {
                    let text = self.extension(size)?;
                    self.global.read_pax(&text)?;
                    extensions.read_pax(&text)?;
                }
                b'L' => extensions.path = Some(until_nul(&self.extension(size)?).to_vec()),
                b'K' => extensions.link = Some(until_nul(&self.extension(size)?).to_vec()),
                _ => return self.entry(&header, size, extensions).map(Some),
            }
        }
        Err(wrong(format!("more than {EXTENSIONS_MAX} extended headers for one entry")))
    }

    fn entry(&mut self, header: &[u8; BLOCK], size: u64, extensions: Extensions) -> io::Result<Entry> {
        let path = match extensions.path {
            Some(path) => path,
            None => plain_path(header),
        };
        let kind = kind(header[156], &path)?;
        // Other kinds have no data, whatever their header says.
        let size = if kind == Kind::File { extensions.size.unwrap_or(size) } else { 0 };
        self.expect(size)?;
        let link = extensions.link.unwrap_or_else(|| until_nul(field(header, 157, 100)).to_vec());
        if path.len() > PATH_MAX || link.len() > PATH_MAX || path.contains(&0) || link.contains(&0) {
            return Err(wrong("a path that is too long or has a zero byte"));
        }
        let small = |at, length| {
            number(field(header, at, length)).map(|number| u32::try_from(number).unwrap_or(u32::MAX))
        };
        let modified = match extensions.modified {
            Some(time) => time,
            None => (i64::try_from(number(field(header, 136, 12)).unwrap_or(0)).unwrap_or(0), 0),
        };
        Ok(Entry {
            path,
            kind,
            size,
            mode: small(100, 8)? & 0o7777,
            uid: extensions.uid.map_or_else(|| small(108, 8), Ok)?,
            gid: extensions.gid.map_or_else(|| small(116, 8), Ok)?,
            modified,
            link,
            device: (small(329, 8).unwrap_or(0), small(337, 8).unwrap_or(0)),
            attributes: extensions.attributes,
        })
    }

    /// Reads of the entry's data.
    pub(crate) fn read_data(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let most = usize::try_from(self.left).unwrap_or(usize::MAX).min(buffer.len());
        if most == 0 {
            return Ok(0);
        }
        let count = self.source.read(buffer.get_mut(..most).unwrap_or_default())?;
        if count == 0 {
            return Err(wrong("it ends within a file"));
        }
        self.left -= count as u64;
        Ok(count)
    }

    fn expect(&mut self, size: u64) -> io::Result<()> {
        if size > i64::MAX as u64 {
            return Err(wrong("a size beyond all measure"));
        }
        self.left = size;
        self.padding = size.next_multiple_of(BLOCK as u64) - size;
        Ok(())
    }

    fn skip_rest(&mut self) -> io::Result<()> {
        let (left, padding) = (self.left, self.padding);
        (self.left, self.padding) = (0, 0);
        let skipped = io::copy(&mut (&mut self.source).take(left + padding), &mut io::sink())?;
        // Some write neither the padding of their last file nor an end.
        if skipped >= left { Ok(()) } else { Err(wrong("it ends within a file")) }
    }

    fn extension(&mut self, size: u64) -> io::Result<Vec<u8>> {
        if size > EXTENSION_MAX {
            return Err(wrong(format!("an extended header of {size} bytes")));
        }
        self.expect(size)?;
        let mut text = Vec::new();
        (&mut self.source).take(size).read_to_end(&mut text)?;
        self.left -= text.len() as u64;
        if self.left > 0 { Err(wrong("it ends within an extended header")) } else { Ok(text) }
    }

    /// The next header; `None` at a block of zeros, or where the archive ends between entries.
    fn header(&mut self) -> io::Result<Option<[u8; BLOCK]>> {
        let mut header = [0; BLOCK];
        let mut filled = 0;
        while let Some(rest) = header.get_mut(filled..).filter(|rest| !rest.is_empty()) {
            match self.source.read(rest) {
                Ok(0) if filled == 0 => return Ok(None),
                Ok(0) => return Err(wrong("it ends within a header")),
                Ok(count) => filled += count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        if header.iter().all(|byte| *byte == 0) {
            return Ok(None);
        }
        let said = number(field(&header, 148, 8))?;
        let sum = |value: fn(u8) -> i64| -> i64 {
            header
                .iter()
                .enumerate()
                .map(|(at, byte)| if (148..156).contains(&at) { 32 } else { value(*byte) })
                .sum()
        };
        let said = i64::try_from(said).unwrap_or(-1);
        if said != sum(i64::from) && said != sum(|byte| i64::from(byte.cast_signed())) {
            return Err(wrong("a header with a wrong sum: it is not a tar archive, or damaged"));
        }
        Ok(Some(header))
    }
}

fn kind(flag: u8, path: &[u8]) -> io::Result<Kind> {
    Ok(match flag {
        // Before there was a kind for them, directories were files whose name ended so.
        0 | b'0' | b'7' if path.last() == Some(&b'/') => Kind::Directory,
        0 | b'0' | b'7' => Kind::File,
        b'1' => Kind::HardLink,
        b'2' => Kind::Symlink,
        b'3' => Kind::Character,
        b'4' => Kind::Block,
        b'5' => Kind::Directory,
        b'6' => Kind::Fifo,
        b'S' => return Err(sparse()),
        other => return Err(wrong(format!("an entry of the unknown kind {:?}", char::from(other)))),
    })
}

fn sparse() -> io::Error {
    wrong("a sparse file, which is not supported: make the archive without --sparse")
}

fn field(header: &[u8; BLOCK], at: usize, length: usize) -> &[u8] {
    header.get(at..at + length).unwrap_or_default()
}

fn until_nul(bytes: &[u8]) -> &[u8] {
    bytes.split(|byte| *byte == 0).next().unwrap_or_default()
}

fn plain_path(header: &[u8; BLOCK]) -> Vec<u8> {
    let name = until_nul(field(header, 0, 100));
    let prefix = if field(header, 257, 6) == b"ustar\0" { until_nul(field(header, 345, 155)) } else { b"" };
    if prefix.is_empty() { name.to_vec() } else { [prefix, b"/", name].concat() }
}

/// Octal text, or big-endian where the first bit is set.
fn number(bytes: &[u8]) -> io::Result<u64> {
    let too_large = || wrong("a number in a header is too large");
    match bytes {
        [first, ..] if first & 0x80 != 0 => bytes.iter().enumerate().try_fold(0_u64, |sum, (at, byte)| {
            let byte = if at == 0 { byte & 0x7f } else { *byte };
            Ok(sum.checked_mul(256).ok_or_else(too_large)? + u64::from(byte))
        }),
        _ => {
            let text = until_nul(bytes).trim_ascii();
            text.iter().try_fold(0_u64, |sum, byte| match byte {
                b'0'..=b'7' => Ok(sum.checked_mul(8).ok_or_else(too_large)? + u64::from(byte - b'0')),
                _ => Err(wrong("a number in a header is not octal: it is not a tar archive, or damaged")),
            })
        }
    }
}

impl Extensions {
    /// Records of the form `LENGTH KEY=VALUE\n`.
    fn read_pax(&mut self, mut text: &[u8]) -> io::Result<()> {
        let malformed = || wrong("an extended header that is malformed");
        while !text.is_empty() {
            let space = text.iter().position(|byte| *byte == b' ').ok_or_else(malformed)?;
            let length = decimal::<usize>(text.get(..space).unwrap_or_default()).ok_or_else(malformed)?;
            let record = text
                .get(space + 1..length)
                .and_then(|record| record.strip_suffix(b"\n"))
                .ok_or_else(malformed)?;
            let equals = record.iter().position(|byte| *byte == b'=').ok_or_else(malformed)?;
            let (key, value) =
                (record.get(..equals).unwrap_or_default(), record.get(equals + 1..).unwrap_or_default());
            self.set(key, value)?;
            text = text.get(length..).unwrap_or_default();
        }
        Ok(())
    }

    fn set(&mut self, key: &[u8], value: &[u8]) -> io::Result<()> {
        let malformed =
            || wrong(format!("an extended header whose {} is malformed", String::from_utf8_lossy(key)));
        match key {
            b"path" => self.path = Some(value.to_vec()),
            b"linkpath" => self.link = Some(value.to_vec()),
            b"size" => self.size = Some(decimal(value).ok_or_else(malformed)?),
            b"uid" => self.uid = Some(decimal(value).ok_or_else(malformed)?),
            b"gid" => self.gid = Some(decimal(value).ok_or_else(malformed)?),
            b"mtime" => self.modified = Some(time(value).ok_or_else(malformed)?),
            _ if key.starts_with(b"GNU.sparse.") => return Err(sparse()),
            _ => {
                if let Some(name) = key.strip_prefix(b"SCHILY.xattr.") {
                    self.attributes.retain(|(known, _)| known != name);
                    self.attributes.push((name.to_vec(), value.to_vec()));
                }
            }
        }
        Ok(())
    }
}

fn decimal<N: std::str::FromStr>(text: &[u8]) -> Option<N> {
    std::str::from_utf8(text).ok()?.parse().ok()
}

/// `SECONDS[.FRACTION]`, perhaps before 1970.
fn time(text: &[u8]) -> Option<(i64, u32)> {
    let text = std::str::from_utf8(text).ok()?;
    let (seconds, fraction) = text.split_once('.').unwrap_or((text, ""));
    let whole: i64 = seconds.parse().ok()?;
    let mut digits: String = fraction.chars().take(9).collect();
    while digits.len() < 9 {
        digits.push('0');
    }
    let nanos: u32 = digits.parse().ok()?;
    if seconds.starts_with('-') && nanos > 0 {
        return Some((whole.checked_sub(1)?, 1_000_000_000 - nanos));
    }
    Some((whole, nanos))
}

#[cfg(test)]
mod tests;
