//! A disk in memory, for tests.

use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::Mutex;

use longshore_world::{Cold, ColdError, StagedCold, TableId};

type Rows = BTreeMap<Vec<u8>, Vec<u8>>;

#[derive(Default)]
pub(crate) struct Disk(Mutex<BTreeMap<TableId, Rows>>);

impl Disk {
    /// What a batch has written.
    pub(crate) fn keep(&self, staged: StagedCold) {
        let mut tables = self.0.lock().unwrap();
        for (id, row) in staged {
            let (rows, key) = (tables.entry(id.table).or_default(), id.key.as_slice().to_vec());
            match row {
                Some(row) => drop(rows.insert(key, row.to_vec())),
                None => drop(rows.remove(&key)),
            }
        }
    }
}

impl Cold for Disk {
    fn get(&self, table: TableId, key: &[u8]) -> Result<Option<Vec<u8>>, ColdError> {
        Ok(self.0.lock().unwrap().get(&table).and_then(|rows| rows.get(key)).cloned())
    }

    fn range(
        &self,
        table: TableId,
        from: Bound<&[u8]>,
        to: Bound<&[u8]>,
        limit: usize,
    ) -> Result<Vec<(Vec<u8>, Vec<u8>)>, ColdError> {
        let tables = self.0.lock().unwrap();
        let rows = tables.get(&table).into_iter().flat_map(|rows| rows.range::<[u8], _>((from, to)));
        Ok(rows.take(limit).map(|(key, row)| (key.clone(), row.clone())).collect())
    }
}
