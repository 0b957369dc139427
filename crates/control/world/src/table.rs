//! A table: rows in key order, and for each declared index the entries of every row.
//!
//! All are persistent maps: copying a table is a few reference counts, and a change copies only the path
//! to the row. Invariant: after every operation the entries of an index are exactly those that
//! [`Record::indexes`] names for the rows.
//!
//! Keys are long, and begin alike. So rows are kept in groups by what their keys begin with, and each index by
//! its places; among those that stand together the first bytes that differ stand in the map itself, and are
//! compared without a look at the key. Rows of one place are in the order of their names, then of their keys.
//!
//! Must not know: transactions, or what rows mean.

use std::ops::Bound;
use std::sync::Arc;

use imbl::{OrdMap, OrdSet};

use crate::key::{KeyBytes, RowKey};
use crate::record::Record;

/// A row's key, by what tells it from its neighbours.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Name {
    /// The first bytes of the name, which is the key from [`Record::name_at`] on.
    first: u64,
    key: KeyBytes,
}

type Group<R> = OrdMap<Name, Arc<R>>;

#[derive(Clone)]
pub struct Table<R: Record> {
    /// By what keys begin with.
    groups: OrdMap<KeyBytes, Group<R>>,
    len: usize,
    indexes: Vec<Index>,
}

#[derive(Clone, Default)]
struct Index {
    places: OrdMap<KeyBytes, Place>,
    len: usize,
}

/// The rows that stand at one place of an index.
#[derive(Clone)]
enum Place {
    One(KeyBytes),
    Many(OrdSet<Name>),
}

impl<R: Record> Default for Table<R> {
    fn default() -> Self {
        Self { groups: OrdMap::new(), len: 0, indexes: vec![Index::default(); R::INDEXES] }
    }
}

impl Name {
    fn of<R: Record>(key: &KeyBytes) -> Self {
        let name = key.as_slice().get(R::name_at(key.as_slice())..).unwrap_or_default();
        let mut first = [0; 8];
        first.iter_mut().zip(name).for_each(|(to, from)| *to = *from);
        Self { first: u64::from_be_bytes(first), key: key.clone() }
    }
}

/// What a key begins with, before its name.
fn group_of<R: Record>(key: &KeyBytes) -> &[u8] {
    let key = key.as_slice();
    key.get(..R::name_at(key)).unwrap_or(key)
}

impl<R: Record> Table<R> {
    pub fn len(&self) -> usize {
        self.len
    }

    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    pub fn index_len(&self, index: usize) -> usize {
        self.indexes.get(index).map_or(0, |index| index.len)
    }

    pub fn get(&self, key: &KeyBytes) -> Option<&Arc<R>> {
        self.groups.get(group_of::<R>(key))?.get(&Name::of::<R>(key))
    }

    /// Rows whose key starts with `prefix`, from `from` on where it is given.
    pub fn range<'a>(
        &'a self,
        prefix: &KeyBytes,
        from: Bound<&KeyBytes>,
    ) -> impl DoubleEndedIterator<Item = (&'a KeyBytes, &'a Arc<R>)> + use<'a, R> {
        let start = later(Bound::Included(prefix), from).cloned();
        let end = end_of(prefix);
        // The group of the first key begins before it, and every other one behind it.
        let first = match &start {
            Bound::Included(key) | Bound::Excluded(key) => {
                Bound::Included(KeyBytes::from_slice(group_of::<R>(key)))
            }
            Bound::Unbounded => Bound::Unbounded,
        };
        let groups = self.groups.range((first, end.clone()));
        groups
            .flat_map(move |(group, rows)| {
                let within = |bound: &Bound<KeyBytes>| match bound {
                    Bound::Included(key) if group_of::<R>(key) == group.as_slice() => {
                        Bound::Included(Name::of::<R>(key))
                    }
                    Bound::Excluded(key) if group_of::<R>(key) == group.as_slice() => {
                        Bound::Excluded(Name::of::<R>(key))
                    }
                    _ => Bound::Unbounded,
                };
                rows.range((within(&start), within(&end)))
            })
            .map(|(name, row)| (&name.key, row))
    }

    /// The keys of rows whose entry in an index starts with `prefix`, in the index's order, from
    /// behind `after` where it is given.
    pub fn index_range<'a>(
        &'a self,
        index: usize,
        prefix: &KeyBytes,
        after: Option<&KeyBytes>,
    ) -> impl DoubleEndedIterator<Item = (&'a KeyBytes, &'a KeyBytes)> + use<'a, R> {
        let start = match after {
            Some(after) if after >= prefix => Bound::Excluded(after.clone()),
            _ => Bound::Included(prefix.clone()),
        };
        self.index_entries(index, start, end_of(prefix))
    }

    /// How many entries [`Table::index_range`] would give.
    pub fn index_count(&self, index: usize, prefix: &KeyBytes) -> usize {
        let bounds = (Bound::Included(prefix.clone()), end_of(prefix));
        let places = self.indexes.get(index).map(|index| index.places.range(bounds));
        places.into_iter().flatten().map(|(_, place)| place.len()).sum()
    }

    /// The keys of rows whose entry in an index is exactly `place`, in their own order, from behind that of
    /// `after` where it is given: what is left of a list that many rows stand at one place of.
    pub fn index_place<'a>(
        &'a self,
        index: usize,
        place: &KeyBytes,
        after: Option<&KeyBytes>,
    ) -> impl DoubleEndedIterator<Item = &'a KeyBytes> + use<'a, R> {
        let rows = self.indexes.get(index).and_then(|index| index.places.get(place));
        let after = after.map(Name::of::<R>);
        let (one, many) = match rows {
            Some(Place::One(key)) => {
                (Some(key).filter(|key| after.is_none_or(|after| Name::of::<R>(key) > after)), None)
            }
            Some(Place::Many(names)) => {
                let start = after.map_or(Bound::Unbounded, Bound::Excluded);
                (None, Some(names.range::<_, Name>((start, Bound::Unbounded))))
            }
            None => (None, None),
        };
        one.into_iter().chain(many.into_iter().flatten().map(|name| &name.key))
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
        let end = before.map_or(Bound::Unbounded, Bound::Excluded);
        self.index_entries(index, Bound::Included(prefix.clone()), end)
    }

    fn index_entries(
        &self,
        index: usize,
        start: Bound<KeyBytes>,
        end: Bound<KeyBytes>,
    ) -> impl DoubleEndedIterator<Item = (&KeyBytes, &KeyBytes)> {
        let places = self.indexes.get(index).map(|index| index.places.range((start, end)));
        let places = places.into_iter().flatten();
        places.flat_map(|(place, rows)| rows.keys().map(move |key| (place, key)))
    }

    /// Puts, replaces or removes a row; answers what was there.
    pub(crate) fn set(&mut self, key: &KeyBytes, row: Option<Arc<R>>) -> Option<Arc<R>> {
        let name = Name::of::<R>(key);
        let before = match &row {
            Some(row) => self.put(&name, row.clone()),
            None => self.take(&name),
        };
        self.len = (self.len + usize::from(row.is_some())).saturating_sub(usize::from(before.is_some()));
        let moves =
            || !before.as_ref().zip(row.as_ref()).is_some_and(|(before, row)| row.stands_where(before));
        if R::INDEXES > 0
            && moves()
            && let Some(typed) = R::Key::parse(key.as_slice())
        {
            self.reindex(&name, &typed, before.as_deref(), row.as_deref());
        }
        before
    }

    fn put(&mut self, name: &Name, row: Arc<R>) -> Option<Arc<R>> {
        let group = group_of::<R>(&name.key);
        if let Some(rows) = self.groups.get_mut(group) {
            return rows.insert(name.clone(), row);
        }
        self.groups.insert(KeyBytes::from_slice(group), Group::unit(name.clone(), row));
        None
    }

    fn take(&mut self, name: &Name) -> Option<Arc<R>> {
        let group = group_of::<R>(&name.key);
        let rows = self.groups.get_mut(group)?;
        let before = rows.remove(name);
        if rows.is_empty() {
            self.groups.remove(group);
        }
        before
    }

    fn reindex(&mut self, name: &Name, typed: &R::Key, before: Option<&R>, after: Option<&R>) {
        let (old, new) = (entries_of(typed, before), entries_of(typed, after));
        for (index, entry) in old.iter().filter(|entry| !new.contains(entry)) {
            if let Some(index) = self.indexes.get_mut(*index) {
                index.remove(entry, name);
            }
        }
        for (index, entry) in new.into_iter().filter(|entry| !old.contains(entry)) {
            if let Some(index) = self.indexes.get_mut(index) {
                index.insert::<R>(entry, name);
            }
        }
    }

    /// What is wrong with this table: indexes that disagree with the rows, keys that are none.
    pub(crate) fn check(&self, problem: &mut dyn FnMut(String)) {
        let mut expected = Self::default();
        for (key, row) in self.range(&KeyBytes::from_slice(&[]), Bound::Unbounded) {
            if R::Key::parse(key.as_slice()).is_none() {
                problem(format!("{}: {key:?} is not a key of this table", R::NAME));
            }
            expected.set(key, Some(row.clone()));
        }
        if expected.len != self.len {
            problem(format!("{}: it counts {} rows and has {}", R::NAME, self.len, expected.len));
        }
        for (number, (index, expected)) in self.indexes.iter().zip(&expected.indexes).enumerate() {
            for (_, key) in index.entries().filter(|(place, key)| !expected.has::<R>(place, key)) {
                problem(format!("{}: index {number} names {key:?}, which has no such entry", R::NAME));
            }
            for (_, key) in expected.entries().filter(|(place, key)| !index.has::<R>(place, key)) {
                problem(format!("{}: index {number} lacks the entry of {key:?}", R::NAME));
            }
            if index.len != expected.len {
                problem(format!("{}: index {number} counts its entries wrong", R::NAME));
            }
        }
    }
}

impl Index {
    fn insert<R: Record>(&mut self, place: KeyBytes, name: &Name) {
        let added = match self.places.get_mut(&place) {
            None => {
                self.places.insert(place, Place::One(name.key.clone()));
                true
            }
            Some(rows) => rows.insert::<R>(name),
        };
        self.len += usize::from(added);
    }

    fn remove(&mut self, place: &KeyBytes, name: &Name) {
        let Some(rows) = self.places.get_mut(place) else { return };
        self.len = self.len.saturating_sub(usize::from(rows.remove(name)));
        if rows.len() == 0 {
            self.places.remove(place);
        }
    }

    fn entries(&self) -> impl Iterator<Item = (&KeyBytes, &KeyBytes)> {
        self.places.iter().flat_map(|(place, rows)| rows.keys().map(move |key| (place, key)))
    }

    fn has<R: Record>(&self, place: &KeyBytes, key: &KeyBytes) -> bool {
        self.places.get(place).is_some_and(|rows| match rows {
            Place::One(known) => known == key,
            Place::Many(names) => names.contains(&Name::of::<R>(key)),
        })
    }
}

impl Place {
    fn len(&self) -> usize {
        match self {
            Self::One(_) => 1,
            Self::Many(names) => names.len(),
        }
    }

    fn keys(&self) -> impl DoubleEndedIterator<Item = &KeyBytes> {
        let (one, many) = match self {
            Self::One(key) => (Some(key), None),
            Self::Many(names) => (None, Some(names.iter())),
        };
        one.into_iter().chain(many.into_iter().flatten().map(|name| &name.key))
    }

    /// Answers whether the row did not stand there yet.
    fn insert<R: Record>(&mut self, name: &Name) -> bool {
        match self {
            Self::One(key) if *key == name.key => false,
            Self::One(key) => {
                *self = Self::Many(OrdSet::from_iter([Name::of::<R>(key), name.clone()]));
                true
            }
            Self::Many(names) => names.insert(name.clone()).is_none(),
        }
    }

    /// Answers whether the row stood there. A place without rows is left to be removed.
    fn remove(&mut self, name: &Name) -> bool {
        match self {
            Self::One(key) if *key == name.key => {
                *self = Self::Many(OrdSet::new());
                true
            }
            Self::One(_) => false,
            Self::Many(names) => names.remove(name).is_some(),
        }
    }
}

fn entries_of<R: Record>(key: &R::Key, row: Option<&R>) -> Vec<(usize, KeyBytes)> {
    let Some(row) = row else { return Vec::new() };
    let mut entries = Vec::with_capacity(R::INDEXES);
    row.indexes(key, &mut |index, entry| entries.push((index, entry)));
    entries
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

    row_key!(HouseKey { street: String = text, house: String = text });
    structure!(House { floors: Option<i32> => schema::INTEGER });

    impl StoredRecord for House {
        type Key = HouseKey;
        const TABLE: u16 = 902;
        const NAME: &'static str = "house";
    }
    impl Record for House {
        const INDEXES: usize = 1;
        fn name_at(key: &[u8]) -> usize {
            crate::key::behind_texts(key, 0, 1)
        }
        fn indexes(&self, _: &HouseKey, entry: &mut dyn FnMut(usize, KeyBytes)) {
            entry(
                0,
                crate::key::moment(crate::Timestamp::from_secs(self.floors.unwrap_or(0).into())).finish(),
            );
        }
    }

    proptest! {
        /// Rows of several groups are one list, from any key on, forwards and backwards.
        #[test]
        fn groups_are_read_as_one_list(
            changes in proptest::collection::vec((("[ab]{0,2}", "[ab\u{0}]{0,10}"), any::<bool>()), 0..60),
            prefix in (proptest::option::of("[ab]{0,2}"), "[ab\u{0}]{0,3}"),
            from in proptest::option::of(("[ab]{0,2}", "[ab\u{0}]{0,10}")), behind: bool,
        ) {
            let key = |(street, house): (String, String)| HouseKey { street, house }.bytes();
            let (mut table, mut model) = (Table::<House>::default(), BTreeMap::new());
            for (number, (names, stays)) in changes.into_iter().enumerate() {
                let floors = i32::try_from(number % 3).ok();
                let row = stays.then(|| Arc::new(House { floors }));
                let before = table.set(&key(names.clone()), row.clone());
                let expected = match row {
                    Some(row) => model.insert(key(names), row),
                    None => model.remove(&key(names)),
                };
                prop_assert_eq!(before, expected);
            }
            prop_assert_eq!(table.len(), model.len());
            prop_assert!(model.iter().all(|(key, row)| table.get(key) == Some(row)));
            let mut writer = crate::key::KeyWriter::new();
            let prefix = match prefix {
                (Some(street), start) => writer.text(&street).text_start(&start).finish(),
                (None, start) => writer.text_start(&start).finish(),
            };
            let from = from.map(key);
            let from = match (&from, behind) {
                (Some(from), true) => Bound::Excluded(from),
                (Some(from), false) => Bound::Included(from),
                (None, _) => Bound::Unbounded,
            };
            let within = |key: &&KeyBytes| match from {
                Bound::Excluded(from) => *key > from,
                Bound::Included(from) => *key >= from,
                Bound::Unbounded => true,
            };
            let wanted: Vec<_> = model.keys().filter(|key| key.starts_with(&prefix)).filter(within).collect();
            let found: Vec<_> = table.range(&prefix, from).map(|(key, _)| key).collect();
            prop_assert_eq!(&found, &wanted);
            let mut backwards: Vec<_> = table.range(&prefix, from).rev().map(|(key, _)| key).collect();
            backwards.reverse();
            prop_assert_eq!(&backwards, &wanted);
            let all = KeyBytes::from_slice(&[]);
            prop_assert_eq!(table.index_range(0, &all, None).count(), model.len());
            prop_assert_eq!((table.index_count(0, &all), table.index_len(0)), (model.len(), model.len()));
            let mut problems = Vec::new();
            table.check(&mut |problem| problems.push(problem));
            prop_assert!(problems.is_empty(), "{problems:?}");
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
