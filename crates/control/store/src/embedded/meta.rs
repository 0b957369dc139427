//! The row that every commit writes beside the user's rows, and how a user's row is named in the engine.
//!
//! One keyspace holds all tables: an engine key is the table number, big-endian, and the user's key, so
//! tables lie one after another and keys keep their order. The meta row has a key of one byte, which no
//! user's row can have.
//!
//! Invariants: `serial` grows by exactly one with every batch handed to the engine (a commit, an
//! acquisition of the writer role, a step of a restore), so a hole shows. Must not know files.

use std::ops::Bound;

use crate::api::{Fence, Position, TableId};
use crate::codec::Fields;

pub(super) const META_KEY: [u8; 1] = [0];
pub(super) const META_BYTES: usize = 32;
const TABLE_BYTES: usize = 2;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Meta {
    pub(super) identity: u64,
    pub(super) serial: u64,
    pub(super) position: Position,
    pub(super) epoch: Fence,
}

impl Meta {
    pub(super) fn encode(&self) -> [u8; META_BYTES] {
        let mut bytes = [0; META_BYTES];
        let fields = [self.identity, self.serial, self.position.0, self.epoch.0];
        for (slot, field) in bytes.chunks_exact_mut(8).zip(fields) {
            slot.copy_from_slice(&field.to_le_bytes());
        }
        bytes
    }

    pub(super) fn decode(bytes: &[u8]) -> Option<Meta> {
        let mut fields = Fields(bytes);
        let meta = Meta {
            identity: fields.u64()?,
            serial: fields.u64()?,
            position: Position(fields.u64()?),
            epoch: Fence(fields.u64()?),
        };
        fields.0.is_empty().then_some(meta)
    }
}

pub(super) fn engine_key(table: TableId, key: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(TABLE_BYTES + key.len());
    bytes.extend_from_slice(&table.to_be_bytes());
    bytes.extend_from_slice(key);
    bytes
}

/// The table and the user's key; none for the meta row.
pub(super) fn user_key(engine_key: &[u8]) -> Option<(TableId, &[u8])> {
    let (table, key) = engine_key.split_first_chunk::<TABLE_BYTES>()?;
    Some((TableId::from_be_bytes(*table), key))
}

/// The engine keys of a table between two bounds on the user's keys.
pub(super) fn engine_range(
    table: TableId,
    from: Bound<&[u8]>,
    to: Bound<&[u8]>,
) -> (Bound<Vec<u8>>, Bound<Vec<u8>>) {
    let lower = match from {
        Bound::Included(key) => Bound::Included(engine_key(table, key)),
        Bound::Excluded(key) => Bound::Excluded(engine_key(table, key)),
        Bound::Unbounded => Bound::Included(engine_key(table, &[])),
    };
    let upper = match to {
        Bound::Included(key) => Bound::Included(engine_key(table, key)),
        Bound::Excluded(key) => Bound::Excluded(engine_key(table, key)),
        Bound::Unbounded => {
            table.checked_add(1).map_or(Bound::Unbounded, |next| Bound::Excluded(engine_key(next, &[])))
        }
    };
    (lower, upper)
}
