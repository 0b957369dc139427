//! A table: rows in key order, and for each declared index the entries of every row.
//!
//! Both are persistent maps: copying a table is a few reference counts, and a change copies only the path
//! to the row. Invariant: after every operation the entries of an index are exactly those that
//! [`Record::indexes`] names for the rows.
//!
//! Must not know: transactions, or what rows mean.

use std::ops::Bound;
use std::sync::Arc;

use imbl::{OrdMap, OrdSet};

use crate::key::{KeyBytes, RowKey};
use crate::record::Record;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct IndexEntry {
    index: KeyBytes,
    row: KeyBytes,
}

#[derive(Clone)]
pub struct Table<R: Record> {
    rows: OrdMap<KeyBytes, Arc<R>>,
    indexes: Vec<OrdSet<IndexEntry>>,
}

impl<R: Record> Default for Table<R> {
    fn default() -> Self {
        Self { rows: OrdMap::new(), indexes: vec![OrdSet::new(); R::INDEXES] }
    }
}

impl<R: Record> Table<R> {
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub fn index_len(&self, index: usize) -> usize {
        self.indexes.get(index).map_or(0, OrdSet::len)
    }

    pub fn get(&self, key: &KeyBytes) -> Option<&Arc<R>> {
        self.rows.get(key)
    }

    /// Rows whose key starts with `prefix`, from `from` on where it is given.
    pub fn range<'a>(
        &'a self,
        prefix: &KeyBytes,
        from: Bound<&KeyBytes>,
    ) -> impl DoubleEndedIterator<Item = (&'a KeyBytes, &'a Arc<R>)> + use<'a, R> {
        let start = later(Bound::Included(prefix), from);
        self.rows.range((start.cloned(), end_of(prefix)))
    }

    /// The keys of rows whose entry in an index starts with `prefix`, in the index's order, from
    /// behind `after` where it is given.
    pub fn index_range<'a>(
        &'a self,
        index: usize,
        prefix: &KeyBytes,
        after: Option<&KeyBytes>,
    ) -> impl DoubleEndedIterator<Item = (&'a KeyBytes, &'a KeyBytes)> + use<'a, R> {
        // An entry stands behind `after` if its index part is greater: no row's key is above this one.
        let start = match after {
            Some(after) if after >= prefix => {
                Bound::Excluded(IndexEntry { index: after.clone(), row: highest() })
            }
            _ => Bound::Included(first_entry(prefix.clone())),
        };
        let end = prefix.after_prefix().map_or(Bound::Unbounded, |end| Bound::Excluded(first_entry(end)));
        self.index_entries(index, start, end)
    }

    /// The keys of rows whose entry in an index is exactly `place`, in their own order, from behind that of
    /// `after` where it is given: what is left of a list that many rows stand at one place of.
    pub fn index_place<'a>(
        &'a self,
        index: usize,
        place: &KeyBytes,
        after: Option<&KeyBytes>,
    ) -> impl DoubleEndedIterator<Item = &'a KeyBytes> + use<'a, R> {
        let at = |row: KeyBytes| IndexEntry { index: place.clone(), row };
        // The next key behind `after` is the same with a zero; behind all keys nothing is left.
        let next = after.map(|after| KeyBytes::from_slice(&[after.as_slice(), &[0]].concat()));
        let start = next.map_or_else(|| first_entry(place.clone()), |next| at(next.min(highest())));
        let (start, end) = (Bound::Included(start), Bound::Excluded(at(highest())));
        self.index_entries(index, start, end).map(|(_, row)| row)
    }

    /// The same up to, and without, `before` where it is given: what is left of a list read backwards.
    pub fn index_range_before<'a>(
        &'a self,
        index: usize,
        prefix: &KeyBytes,
        before: Option<&KeyBytes>,
    ) -> impl DoubleEndedIterator<Item = (&'a KeyBytes, &'a KeyBytes)> + use<'a, R> {
        // A place before the prefix leaves nothing, which is a range that ends where it starts.
        let before = before.map(|before| before.max(prefix).clone());
        let before = before.filter(|before| before.starts_with(prefix)).or_else(|| prefix.after_prefix());
        let end = before.map_or(Bound::Unbounded, |end| Bound::Excluded(first_entry(end)));
        self.index_entries(index, Bound::Included(first_entry(prefix.clone())), end)
    }

    fn index_entries(
        &self,
        index: usize,
        start: Bound<IndexEntry>,
        end: Bound<IndexEntry>,
    ) -> impl DoubleEndedIterator<Item = (&KeyBytes, &KeyBytes)> {
        let entries = self.indexes.get(index).map(|entries| entries.range((start, end)));
        entries.into_iter().flatten().map(|entry| (&entry.index, &entry.row))
    }

    /// Puts, replaces or removes a row; answers what was there.
    pub(crate) fn set(&mut self, key: &KeyBytes, row: Option<Arc<R>>) -> Option<Arc<R>> {
        let before = match &row {
            Some(row) => self.rows.insert(key.clone(), row.clone()),
            None => self.rows.remove(key),
        };
        if R::INDEXES > 0
            && let Some(typed) = R::Key::parse(key.as_slice())
        {
            self.reindex(key, &typed, before.as_deref(), row.as_deref());
        }
        before
    }

    fn reindex(&mut self, key: &KeyBytes, typed: &R::Key, before: Option<&R>, after: Option<&R>) {
        let (old, new) = (entries_of(typed, before), entries_of(typed, after));
        for (index, entry) in old.iter().filter(|entry| !new.contains(entry)) {
            if let Some(entries) = self.indexes.get_mut(*index) {
                entries.remove(&IndexEntry { index: entry.clone(), row: key.clone() });
            }
        }
        for (index, entry) in new.into_iter().filter(|entry| !old.contains(entry)) {
            if let Some(entries) = self.indexes.get_mut(index) {
                let entry = IndexEntry { index: entry, row: key.clone() };
                entries.insert(joined(entries, entry));
            }
        }
    }

    /// What is wrong with this table: indexes that disagree with the rows, keys that are none.
    pub(crate) fn check(&self, problem: &mut dyn FnMut(String)) {
        let mut expected = Self::default();
        for (key, row) in &self.rows {
            if R::Key::parse(key.as_slice()).is_none() {
                problem(format!("{}: {key:?} is not a key of this table", R::NAME));
            }
            expected.set(key, Some(row.clone()));
        }
        for (number, (entries, expected)) in self.indexes.iter().zip(&expected.indexes).enumerate() {
            for entry in entries.iter().filter(|entry| !expected.contains(*entry)) {
                problem(format!(
                    "{}: index {number} names {:?}, which has no such entry",
                    R::NAME,
                    entry.row
                ));
            }
            for entry in expected.iter().filter(|entry| !entries.contains(*entry)) {
                problem(format!("{}: index {number} lacks the entry of {:?}", R::NAME, entry.row));
            }
        }
    }
}

/// The entry with the place of a neighbour, where it is the same: many rows stand at one place, and it is held
/// once.
fn joined(entries: &OrdSet<IndexEntry>, entry: IndexEntry) -> IndexEntry {
    let same = |neighbour: &&IndexEntry| neighbour.index == entry.index;
    let neighbour = entries.get_prev(&entry).filter(same).or_else(|| entries.get_next(&entry).filter(same));
    let place = neighbour.map(|neighbour| neighbour.index.clone());
    IndexEntry { index: place.unwrap_or(entry.index), row: entry.row }
}

fn entries_of<R: Record>(key: &R::Key, row: Option<&R>) -> Vec<(usize, KeyBytes)> {
    let mut entries = Vec::new();
    if let Some(row) = row {
        row.indexes(key, &mut |index, entry| entries.push((index, entry)));
    }
    entries
}

/// Where the entries of that index part begin.
fn first_entry(index: KeyBytes) -> IndexEntry {
    IndexEntry { index, row: KeyBytes::from_slice(&[]) }
}

/// Above every key of a row: a row's key starts with an account or a small tag, never with this.
fn highest() -> KeyBytes {
    KeyBytes::from_slice(&[u8::MAX; 8])
}

fn end_of(prefix: &KeyBytes) -> Bound<KeyBytes> {
    prefix.after_prefix().map_or(Bound::Unbounded, Bound::Excluded)
}

fn later<'a>(left: Bound<&'a KeyBytes>, right: Bound<&'a KeyBytes>) -> Bound<&'a KeyBytes> {
    match (left, right) {
        (bound, Bound::Unbounded) => bound,
        (Bound::Included(left), Bound::Included(right)) => Bound::Included(left.max(right)),
        (Bound::Included(left), Bound::Excluded(right)) if left > right => Bound::Included(left),
        (_, bound) => bound,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::StoredRecord;
    use crate::{row_key, structure};
    use longshore_shapes::schema;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    row_key!(NumberKey { number: u32 = small_number });
    structure!(Colored { color: Option<String> => schema::TEXT, size: Option<i32> => schema::INTEGER });

    impl StoredRecord for Colored {
        type Key = NumberKey;
        const TABLE: u16 = 900;
        const NAME: &'static str = "colored";
    }
    impl Record for Colored {
        const INDEXES: usize = 1;
        fn indexes(&self, _: &NumberKey, entry: &mut dyn FnMut(usize, KeyBytes)) {
            if let Some(color) = &self.color {
                entry(0, crate::key::KeyWriter::new().text(color).finish());
            }
        }
    }

    fn color(name: &str) -> KeyBytes {
        crate::key::KeyWriter::new().text(name).finish()
    }

    proptest! {
        #[test]
        fn an_index_agrees_with_a_model_of_it(changes in proptest::collection::vec(
            (0_u32..40, proptest::option::of("[abc]{0,2}")), 0..200)) {
            let (mut table, mut model) = (Table::<Colored>::default(), BTreeMap::new());
            for (number, change) in changes {
                let row = change.clone().map(|color| Arc::new(Colored { color: Some(color), size: None }));
                table.set(&NumberKey { number }.bytes(), row);
                match change {
                    Some(color) => model.insert(number, color),
                    None => model.remove(&number),
                };
            }
            let mut problems = Vec::new();
            table.check(&mut |problem| problems.push(problem));
            prop_assert!(problems.is_empty(), "{problems:?}");
            for name in ["", "a", "b", "ab", "cc"] {
                let found: Vec<u32> = table.index_range(0, &color(name), None)
                    .map(|(_, key)| NumberKey::parse(key.as_slice()).unwrap().number).collect();
                let wanted: Vec<u32> =
                    model.iter().filter(|(_, color)| *color == name).map(|(number, _)| *number).collect();
                prop_assert_eq!(&found, &wanted);
                let (mut read_on, mut last) = (Vec::new(), None);
                while let Some(key) = table.index_place(0, &color(name), last.as_ref()).next() {
                    read_on.push(NumberKey::parse(key.as_slice()).unwrap().number);
                    last = Some(key.clone());
                }
                prop_assert_eq!(read_on, wanted);
            }
        }
    }

    #[test]
    fn an_index_is_read_on_from_behind_an_entry() {
        let mut table = Table::<Colored>::default();
        for (number, name) in [(1, "a"), (2, "b"), (3, "c"), (4, "c")] {
            let row = Colored { color: Some(name.to_owned()), size: None };
            table.set(&NumberKey { number }.bytes(), Some(Arc::new(row)));
        }
        let all = KeyBytes::from_slice(&[]);
        let found = table.index_range(0, &all, Some(&color("a"))).count();
        assert_eq!(found, 3);
        assert_eq!(table.index_range(0, &all, Some(&color("c"))).count(), 0);
        let (a, b, c) = (color("a"), color("b"), color("c"));
        for (prefix, place, left) in
            [(&all, None, 4), (&all, Some(&c), 2), (&all, Some(&a), 0), (&b, Some(&a), 0), (&b, Some(&c), 1)]
        {
            assert_eq!(table.index_range_before(0, prefix, place).count(), left, "{prefix:?} {place:?}");
        }
    }

    #[test]
    fn a_row_reads_back_and_an_unknown_member_is_skipped() {
        structure!(Wider { color: Option<String> => schema::TEXT, added: Option<i32> => schema::INTEGER });
        let wider = Wider { color: Some("red".into()), added: Some(4) };
        let mut bytes = vec![1];
        bytes.extend(longshore_shapes::cbor::to_vec(&wider));
        let row = Colored::decode(&bytes).unwrap();
        assert_eq!(row, Colored { color: Some("red".into()), size: None });
        assert_eq!(Colored::decode(&row.encode()).unwrap(), row);
    }

    #[test]
    fn a_row_from_the_future_is_refused() {
        let error = Colored::decode(&[9, 0xa0]).unwrap_err();
        assert_eq!(error, crate::RowError::Version { found: 9, newest: 1 });
    }
}
