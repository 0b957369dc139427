//! The header of one package: an index of tags, and behind it their values.
//!
//! Must not know: where it was kept.

use super::Named;

const NAME: u32 = 1000;
const VERSION: u32 = 1001;
const RELEASE: u32 = 1002;
const EPOCH: u32 = 1003;
const SOURCE: u32 = 1044;

const INT32: u32 = 4;
const STRING: u32 = 6;
const ENTRY_BYTES: usize = 16;
const HEAD_BYTES: usize = 8;

struct Header<'a> {
    index: &'a [u8],
    data: &'a [u8],
}

pub(super) fn package(bytes: &[u8]) -> Option<(Named, Option<Named>)> {
    let header = Header::read(bytes)?;
    let name = header.text(NAME)?;
    let (version, release) = (header.text(VERSION)?, header.text(RELEASE)?);
    let epoch = header.number(EPOCH).filter(|epoch| *epoch > 0);
    let with_epoch = |rest: String| match epoch {
        Some(epoch) => format!("{epoch}:{rest}"),
        None => rest,
    };
    let own = Named::new(name, with_epoch(format!("{version}-{release}")));
    let source = header.text(SOURCE).and_then(source_of);
    // A source has the epoch of what is built from it, as a rule that has few exceptions.
    let source = source.map(|source| Named::new(source.name, with_epoch(source.version)));
    Some((own, source))
}

/// `NAME-VERSION-RELEASE.src.rpm`
fn source_of(file: String) -> Option<Named> {
    let (rest, release) = file.strip_suffix(".src.rpm")?.rsplit_once('-')?;
    let (name, version) = rest.rsplit_once('-')?;
    Some(Named::new(name, format!("{version}-{release}")))
}

impl<'a> Header<'a> {
    fn read(bytes: &'a [u8]) -> Option<Self> {
        let count = usize::try_from(number_at(bytes, 0)?).ok()?;
        let index_end = HEAD_BYTES.checked_add(count.checked_mul(ENTRY_BYTES)?)?;
        Some(Self { index: bytes.get(HEAD_BYTES..index_end)?, data: bytes.get(index_end..)? })
    }

    /// The values of a tag, from where they begin.
    fn find(&self, tag: u32, kind: u32) -> Option<&'a [u8]> {
        let entry = self.index.chunks_exact(ENTRY_BYTES).find(|entry| number_at(entry, 0) == Some(tag))?;
        if number_at(entry, 4) != Some(kind) {
            return None;
        }
        self.data.get(usize::try_from(number_at(entry, 8)?).ok()?..)
    }

    fn text(&self, tag: u32) -> Option<String> {
        let value = self.find(tag, STRING)?;
        let end = value.iter().position(|byte| *byte == 0)?;
        Some(String::from_utf8_lossy(value.get(..end)?).into_owned())
    }

    fn number(&self, tag: u32) -> Option<u32> {
        number_at(self.find(tag, INT32)?, 0)
    }
}

fn number_at(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at..at.checked_add(4)?)?;
    bytes.try_into().ok().map(u32::from_be_bytes)
}
