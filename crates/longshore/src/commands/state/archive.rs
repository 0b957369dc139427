//! A backup file that holds the registry's blobs too.
//!
//! Layout, numbers little-endian: a header (magic, version); for each blob a 1, the 32 bytes of its digest, its length
//! and its bytes; then a 2, how many blobs there were, and the backup of the rows, which proves itself to its end. A
//! blob is proven by its digest when it is restored. A file without blobs is the backup of the rows alone, as it was
//! before there was a registry.
//!
//! Invariants: which blobs are in it follows from the rows in it, so no row names a layer that is lacking; memory is
//! bounded on both sides; on restoring, rows come last.
//!
//! Must not know: who uses a blob, or what a row means but for a layer's key.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result, bail};
use bytes::Bytes;
use longshore_images::Digest;
use longshore_registry::{Limits, Store};
use longshore_store::backup::{self, BackupSummary};
use longshore_world::records::ecr::{ImageKey, Layer};
use longshore_world::{RowKey, StoredRecord};

const MAGIC: &[u8; 8] = b"LSHOREBI";
const VERSION: u32 = 1;
const BLOB: u8 = 1;
const ROWS: u8 = 2;
const DIGEST_BYTES: usize = 32;
const PART_BYTES: usize = 256 * 1024;

/// What of the registry a backup holds.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) struct Blobs {
    pub(super) count: u64,
    pub(super) bytes: u64,
}

/// The digests of the blobs that the rows of a backup name, and what the backup holds.
pub(super) fn named(rows: &Path) -> Result<(BTreeSet<Digest>, BackupSummary)> {
    let mut digests = BTreeSet::new();
    let summary = backup::read_file(rows, &mut |table, key, _| {
        let key = (table == Layer::TABLE).then(|| ImageKey::parse(key)).flatten();
        digests.extend(key.and_then(|key| key.digest.parse::<Digest>().ok()));
        Ok(())
    })?;
    Ok((digests, summary))
}

/// Writes blobs of a registry's directory, and behind them the rows, to a file that only its owner may read.
pub(super) fn write(registry: &Path, digests: &BTreeSet<Digest>, rows: &Path, file: &Path) -> Result<Blobs> {
    let cannot = || format!("cannot write {}", file.display());
    let mut private = File::options();
    private.write(true).create(true).truncate(true).mode(0o600);
    let mut to = BufWriter::with_capacity(PART_BYTES, private.open(file).with_context(cannot)?);
    to.write_all(MAGIC).and_then(|()| to.write_all(&VERSION.to_le_bytes())).with_context(cannot)?;
    let mut blobs = Blobs::default();
    for digest in digests {
        let path = digest.path_below(registry);
        let blob = File::open(&path).with_context(|| {
            format!("the registry lacks {digest}, which a repository names; --without-images leaves out all layers")
        })?;
        let length = blob.metadata().with_context(|| format!("cannot read {}", path.display()))?.len();
        to.write_all(&[BLOB]).with_context(cannot)?;
        to.write_all(&bytes_of(digest)).with_context(cannot)?;
        to.write_all(&length.to_le_bytes()).with_context(cannot)?;
        if io::copy(&mut blob.take(length), &mut to).with_context(cannot)? != length {
            bail!("{} became shorter while it was read", path.display());
        }
        blobs.count += 1;
        blobs.bytes += length;
    }
    to.write_all(&[ROWS]).and_then(|()| to.write_all(&blobs.count.to_le_bytes())).with_context(cannot)?;
    let mut from = File::open(rows).with_context(|| format!("cannot read {}", rows.display()))?;
    io::copy(&mut from, &mut to).with_context(cannot)?;
    to.into_inner()
        .map_err(io::IntoInnerError::into_error)
        .and_then(|file| file.sync_all())
        .with_context(cannot)?;
    Ok(blobs)
}

/// Whether a file holds blobs beside rows.
pub(super) fn is_archive(file: &Path) -> Result<bool> {
    let cannot = || format!("cannot read {}", file.display());
    let mut magic = Vec::new();
    let from = File::open(file).with_context(cannot)?;
    from.take(MAGIC.len() as u64).read_to_end(&mut magic).with_context(cannot)?;
    Ok(magic == MAGIC)
}

/// Puts the blobs of a file into a registry's directory, and its rows into a file of their own.
pub(super) fn unpack(file: &Path, registry: &Path, rows: &Path) -> Result<Blobs> {
    let cannot = || format!("cannot read {}", file.display());
    let mut from = BufReader::with_capacity(PART_BYTES, File::open(file).with_context(cannot)?);
    let mut read = |bytes: &mut [u8]| {
        from.read_exact(bytes).with_context(|| format!("{} ends too early: it was truncated", file.display()))
    };
    let (mut magic, mut version) = ([0; MAGIC.len()], [0; 4]);
    read(&mut magic)?;
    read(&mut version)?;
    if &magic != MAGIC || version != VERSION.to_le_bytes() {
        bail!("{} is not a backup that this Longshore can read", file.display());
    }
    let store = Store::open(registry, Limits { blob_bytes: u64::MAX, ..Limits::default() });
    let store = store.with_context(|| format!("cannot write to {}", registry.display()))?;
    let mut blobs = Blobs::default();
    loop {
        let mut kind = [0];
        from.read_exact(&mut kind).with_context(cannot)?;
        let mut length = [0; 8];
        match kind {
            [BLOB] => {
                let mut digest = [0; DIGEST_BYTES];
                from.read_exact(&mut digest)
                    .and_then(|()| from.read_exact(&mut length))
                    .with_context(cannot)?;
                let (digest, length) = (Digest::from_bytes(&digest), u64::from_le_bytes(length));
                put(&store, &digest, &mut (&mut from).take(length), length)
                    .with_context(|| format!("{} is damaged or truncated in {digest}", file.display()))?;
                blobs.count += 1;
                blobs.bytes += length;
            }
            [ROWS] => {
                from.read_exact(&mut length).with_context(cannot)?;
                if u64::from_le_bytes(length) != blobs.count {
                    bail!("{} lacks some of its blobs: it is damaged", file.display());
                }
                break;
            }
            _ => bail!("{} is damaged behind {} blobs", file.display(), blobs.count),
        }
    }
    let mut private = File::options();
    private.write(true).create(true).truncate(true).mode(0o600);
    let cannot = || format!("cannot write {}", rows.display());
    io::copy(&mut from, &mut private.open(rows).with_context(cannot)?).with_context(cannot)?;
    Ok(blobs)
}

/// Makes bytes a blob, if they have that digest.
fn put(store: &Arc<Store>, digest: &Digest, from: &mut dyn Read, length: u64) -> Result<()> {
    let mut upload = store.begin()?.at_once();
    let (mut part, mut left) = (vec![0; PART_BYTES], length);
    while left > 0 {
        let wanted = usize::try_from(left).unwrap_or(usize::MAX).min(PART_BYTES);
        let Some(room) = part.get_mut(..wanted) else { break };
        from.read_exact(room)?;
        upload.append(&[Bytes::copy_from_slice(room)])?;
        left -= wanted as u64;
    }
    upload.finish(digest)?;
    Ok(())
}

fn bytes_of(digest: &Digest) -> Vec<u8> {
    let digit = |byte: u8| char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
    let digits: Vec<u8> = digest.hex().bytes().filter_map(digit).collect();
    digits.chunks(2).map(|pair| pair.iter().fold(0, |byte, digit| byte << 4 | digit)).collect()
}

/// Removes a file that only helped on the way.
pub(super) fn remove(file: &Path) {
    // What cannot be removed is named as what it is.
    let _ = fs::remove_file(file);
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;

    struct Folder(PathBuf);

    impl Folder {
        fn new(name: &str) -> Self {
            let path = std::env::temp_dir().join(format!("longshore-archive-{name}-{}", std::process::id()));
            let _ = fs::remove_dir_all(&path);
            fs::create_dir_all(&path).unwrap();
            Self(path)
        }

        /// An archive of two blobs and the word `rows`, and what it holds.
        fn archive(&self) -> (PathBuf, BTreeSet<Digest>) {
            let (registry, rows, file) = (self.0.join("old"), self.0.join("rows"), self.0.join("archive"));
            let store = Store::open(&registry, Limits::default()).unwrap();
            let large = vec![7; PART_BYTES + 1];
            let digests: BTreeSet<Digest> = [&b""[..], b"small", &large]
                .map(|bytes| {
                    put(&store, &Digest::of(bytes), &mut &*bytes, bytes.len() as u64).unwrap();
                    Digest::of(bytes)
                })
                .into();
            fs::write(&rows, "rows").unwrap();
            let written = write(&registry, &digests, &rows, &file).unwrap();
            assert_eq!(written, Blobs { count: 3, bytes: 5 + large.len() as u64 });
            (file, digests)
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn blobs_and_rows_come_back() {
        let folder = Folder::new("back");
        let (file, digests) = folder.archive();
        assert!(is_archive(&file).unwrap() && !is_archive(&folder.0.join("rows")).unwrap());
        let (registry, rows) = (folder.0.join("new"), folder.0.join("rows-again"));
        assert_eq!(unpack(&file, &registry, &rows).unwrap().count, 3);
        assert_eq!(fs::read(&rows).unwrap(), b"rows");
        for digest in &digests {
            assert_eq!(Digest::of(&fs::read(digest.path_below(&registry)).unwrap()), *digest);
        }
    }

    #[test]
    fn a_blob_that_is_lacking_is_told() {
        let folder = Folder::new("lacking");
        let (_, mut digests) = folder.archive();
        digests.insert(Digest::of(b"never pushed"));
        let told =
            write(&folder.0.join("old"), &digests, &folder.0.join("rows"), &folder.0.join("x")).unwrap_err();
        assert!(told.to_string().contains("--without-images"), "{told:#}");
    }

    #[test]
    fn every_damage_is_seen() {
        let folder = Folder::new("damage");
        let (file, _) = folder.archive();
        let whole = fs::read(&file).unwrap();
        let rows_at = whole.len() - b"rows".len();
        let damaged = folder.0.join("damaged");
        // Cut anywhere before the rows, or with any byte of a header or a blob changed.
        let places = (0..60).chain(rows_at - 40..rows_at);
        for place in places {
            let mut flipped = whole.clone();
            flipped[place] ^= 1;
            for bytes in [&flipped[..], &whole[..place]] {
                fs::write(&damaged, bytes).unwrap();
                let unpacked = unpack(&damaged, &folder.0.join("other"), &folder.0.join("other-rows"));
                assert!(unpacked.is_err(), "{place}");
            }
        }
    }
}
