//! Rows in plain ordered maps: what the memory backend and the simulated disk keep.
//!
//! Must not know about commits, fences or files.

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::ops::{Bound, Deref};
use std::sync::Arc;

use crate::api::{Row, TableId, Write};

pub(crate) type Table = BTreeMap<Key, Arc<[u8]>>;

/// How much of a key stands in the map itself: enough to tell most keys apart without a look at their bytes.
const HEAD_BYTES: usize = 40;

/// A key in the order of its bytes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Key {
    head: [u8; HEAD_BYTES],
    whole: Arc<[u8]>,
}

impl Key {
    fn of(whole: &Arc<[u8]>) -> Self {
        let mut head = [0; HEAD_BYTES];
        head.iter_mut().zip(whole.iter()).for_each(|(to, from)| *to = *from);
        Self { head, whole: Arc::clone(whole) }
    }
}

impl Borrow<[u8]> for Key {
    fn borrow(&self) -> &[u8] {
        &self.whole
    }
}

impl Deref for Key {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.whole
    }
}

#[derive(Clone, Debug, Default)]
pub(crate) struct RowMap {
    tables: BTreeMap<TableId, Table>,
}

impl RowMap {
    pub(crate) fn apply(&mut self, writes: &[Write]) {
        for write in writes {
            match write {
                Write::Put { table, key, value } => {
                    self.tables.entry(*table).or_default().insert(Key::of(key), Arc::clone(value));
                }
                Write::Delete { table, key } => {
                    if let Some(rows) = self.tables.get_mut(table) {
                        rows.remove(&**key);
                    }
                }
            }
        }
    }

    pub(crate) fn get(&self, table: TableId, key: &[u8]) -> Option<Vec<u8>> {
        self.tables.get(&table)?.get(key).map(|value| value.to_vec())
    }

    pub(crate) fn range(
        &self,
        table: TableId,
        from: Bound<&[u8]>,
        to: Bound<&[u8]>,
        limit: usize,
    ) -> Vec<Row> {
        if is_empty_range(from, to) {
            return Vec::new();
        }
        let Some(rows) = self.tables.get(&table) else { return Vec::new() };
        let rows = rows.range::<[u8], _>((from, to));
        rows.take(limit).map(|(key, value)| (Box::from(&**key), value.to_vec())).collect()
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (TableId, &[u8], &[u8])> {
        self.tables
            .iter()
            .flat_map(|(table, rows)| rows.iter().map(|(key, value)| (*table, &**key, &**value)))
    }

    /// A copy of one table that shares the bytes.
    pub(crate) fn table(&self, table: TableId) -> Table {
        self.tables.get(&table).cloned().unwrap_or_default()
    }
}

/// Bounds that can hold no key; the standard maps panic on some of them.
pub(crate) fn is_empty_range(from: Bound<&[u8]>, to: Bound<&[u8]>) -> bool {
    match (from, to) {
        (Bound::Unbounded, _) | (_, Bound::Unbounded) => false,
        (Bound::Included(a), Bound::Included(b)) => a > b,
        (Bound::Included(a) | Bound::Excluded(a), Bound::Included(b) | Bound::Excluded(b)) => a >= b,
    }
}
