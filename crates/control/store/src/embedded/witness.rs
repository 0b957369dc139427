//! The witness: a small file beside the engine that remembers how far commits were acknowledged.
//!
//! The engine drops the end of a damaged journal without a word. The witness is written after every durable
//! commit and before its acknowledgement, so a store that ends before the witness has lost something.
//! Writing is one `pwrite`; the file is synced when it is opened and closed and every
//! [`SYNC_EVERY`] commits. After a killed process it is exact. After a power loss it may lag, never lead, by
//! what was not synced: what it cannot see then is damage to the very last commits, because the journal's
//! own check (`journal`) sees everything that lies before a whole batch.
//!
//! Two slots in different pages take turns, so a torn write leaves the other one.
//! Must not know the engine.

use std::fs::{File, OpenOptions};
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

use super::meta::{META_BYTES, Meta};
use crate::codec::{Fields, checksum};
use crate::error::StoreError;

/// Commits between two syncs.
const SYNC_EVERY: u64 = 256;
const MAGIC: &[u8; 8] = b"LSHOREWT";
const SLOT_BYTES: usize = 8 + META_BYTES + 8;
/// Slots lie in different pages and different disk sectors.
const SLOT_STRIDE: u64 = 4096;
const SLOTS: u64 = 2;

#[derive(Debug)]
pub(super) struct Witness {
    file: File,
    path: PathBuf,
    unsynced: u64,
}

impl Witness {
    pub(super) fn create(path: &Path, meta: Meta) -> Result<Witness, StoreError> {
        let file = OpenOptions::new().read(true).write(true).create(true).truncate(true).open(path);
        let file = file.map_err(|e| StoreError::io("create", path, e))?;
        let mut witness = Witness { file, path: path.to_owned(), unsynced: 0 };
        for slot in 0..SLOTS {
            // Both slots exist on disk from the start, so later writes need no new space.
            witness.write_slot(slot, meta)?;
        }
        witness.sync()?;
        Ok(witness)
    }

    /// Opens the witness and gives what it remembers.
    pub(super) fn open(path: &Path, identity: u64) -> Result<(Witness, Meta), StoreError> {
        let file = match OpenOptions::new().read(true).write(true).open(path) {
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => {
                return Err(StoreError::Missing { path: path.to_owned() });
            }
            other => other.map_err(|e| StoreError::io("open", path, e))?,
        };
        let witness = Witness { file, path: path.to_owned(), unsynced: 0 };
        let known = (0..SLOTS).filter_map(|slot| witness.read_slot(slot)).max_by_key(|meta| meta.serial);
        match known {
            None => Err(StoreError::corrupt(path, "neither of its two entries is whole")),
            Some(meta) if meta.identity != identity => {
                Err(StoreError::corrupt(path, "it belongs to another state directory"))
            }
            Some(meta) => Ok((witness, meta)),
        }
    }

    /// Remembers a commit that is durable and about to be acknowledged.
    pub(super) fn record(&mut self, meta: Meta) -> Result<(), StoreError> {
        self.write_slot(meta.serial % SLOTS, meta)?;
        self.unsynced += 1;
        if self.unsynced >= SYNC_EVERY { self.sync() } else { Ok(()) }
    }

    pub(super) fn sync(&mut self) -> Result<(), StoreError> {
        self.unsynced = 0;
        self.file.sync_data().map_err(|e| StoreError::io("sync", &self.path, e))
    }

    fn write_slot(&self, slot: u64, meta: Meta) -> Result<(), StoreError> {
        let mut bytes = Vec::with_capacity(SLOT_BYTES);
        bytes.extend_from_slice(MAGIC);
        bytes.extend_from_slice(&meta.encode());
        bytes.extend_from_slice(&checksum(&bytes).to_le_bytes());
        let written = self.file.write_all_at(&bytes, slot * SLOT_STRIDE);
        written.map_err(|e| StoreError::io("write", &self.path, e))
    }

    fn read_slot(&self, slot: u64) -> Option<Meta> {
        let mut bytes = [0; SLOT_BYTES];
        self.file.read_exact_at(&mut bytes, slot * SLOT_STRIDE).ok()?;
        let (body, sum) = bytes.split_at_checked(SLOT_BYTES - 8)?;
        let whole = Fields(sum).u64() == Some(checksum(body)) && body.starts_with(MAGIC);
        whole.then(|| Meta::decode(body.get(MAGIC.len()..)?)).flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::api::Position;

    #[test]
    fn a_torn_slot_leaves_the_one_before() {
        let path = std::env::temp_dir().join(format!("longshore-witness-{}", std::process::id()));
        let mut meta = Meta { identity: 7, ..Meta::default() };
        let mut witness = Witness::create(&path, meta).unwrap();
        for serial in 1..=3 {
            meta = Meta { serial, position: Position(serial), ..meta };
            witness.record(meta).unwrap();
        }
        assert_eq!(Witness::open(&path, 7).unwrap().1, meta);
        witness.file.write_all_at(&[0xFF; 9], SLOT_STRIDE + 20).unwrap();
        assert_eq!(Witness::open(&path, 7).unwrap().1.serial, 2);
        assert!(matches!(Witness::open(&path, 8), Err(StoreError::Corrupt { .. })));
        witness.file.write_all_at(&[0xFF; 9], 20).unwrap();
        assert!(matches!(Witness::open(&path, 7), Err(StoreError::Corrupt { .. })));
        std::fs::remove_file(&path).unwrap();
        assert!(matches!(Witness::open(&path, 7), Err(StoreError::Missing { .. })));
    }
}
