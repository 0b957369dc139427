//! Machines in an order, each with what is left of its processor and memory.
//!
//! Entries stand on shelves of a few dozen, and each shelf knows the most that any of its entries has left of
//! either: a search passes over whole shelves of machines that have the one and lack the other. Shelves and
//! their list are shared between copies until they change.
//!
//! Must not know: what the order means, or what machines are.

use std::sync::Arc;

/// A shelf that grows beyond this is halved.
const SHELF_MAX: usize = 64;
/// Neighbours that together hold no more than this are joined.
const JOINED_MAX: usize = 32;

/// A machine by its number, with what it has left. The order is by `first`, `second` and the number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    pub first: i32,
    pub second: i32,
    pub number: u64,
    pub cpu: i32,
    pub memory: i32,
}

#[derive(Debug, Clone)]
struct Shelf {
    lowest: Entry,
    highest: Entry,
    most_cpu: i32,
    most_memory: i32,
    entries: Arc<Vec<Entry>>,
}

#[derive(Debug, Clone, Default)]
pub struct Shelves {
    shelves: Arc<Vec<Shelf>>,
    len: usize,
}

impl Shelf {
    /// `None` of no entries at all.
    fn of(entries: Arc<Vec<Entry>>) -> Option<Self> {
        let (lowest, highest) = (*entries.first()?, *entries.last()?);
        let (most_cpu, most_memory) = most(&entries);
        Some(Self { lowest, highest, most_cpu, most_memory, entries })
    }
}

/// The most that any has left of processor, and of memory.
fn most(entries: &[Entry]) -> (i32, i32) {
    let most = |most: (i32, i32), entry: &Entry| (most.0.max(entry.cpu), most.1.max(entry.memory));
    entries.iter().fold((i32::MIN, i32::MIN), most)
}

impl Shelves {
    pub fn len(&self) -> usize {
        self.len
    }

    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    pub fn iter(&self) -> impl Iterator<Item = &Entry> {
        self.shelves.iter().flat_map(|shelf| shelf.entries.iter())
    }

    /// The entry at that place in the order.
    pub fn at(&self, mut place: usize) -> Option<&Entry> {
        for shelf in self.shelves.iter() {
            match place.checked_sub(shelf.entries.len()) {
                None => return shelf.entries.get(place),
                Some(rest) => place = rest,
            }
        }
        None
    }

    /// Entries from that place in the order on, with at least so much of both left.
    pub fn search(&self, first: i32, cpu: i32, memory: i32) -> Search<'_> {
        let shelf = self.shelves.partition_point(|shelf| shelf.highest.first < first);
        let place = self
            .shelves
            .get(shelf)
            .map_or(0, |shelf| shelf.entries.partition_point(|entry| entry.first < first));
        Search { shelves: &self.shelves, shelf, place, cpu, memory }
    }

    pub(super) fn insert(&mut self, entry: Entry) {
        let shelves = Arc::make_mut(&mut self.shelves);
        // The last shelf that begins at or before the entry, or the very first.
        let at = shelves.partition_point(|shelf| shelf.lowest <= entry).saturating_sub(1);
        let Some(shelf) = shelves.get_mut(at) else {
            shelves.extend(Shelf::of(Arc::new(vec![entry])));
            self.len += 1;
            return;
        };
        let entries = Arc::make_mut(&mut shelf.entries);
        let Err(place) = entries.binary_search(&entry) else { return };
        entries.insert(place, entry);
        self.len += 1;
        shelf.lowest = shelf.lowest.min(entry);
        shelf.highest = shelf.highest.max(entry);
        shelf.most_cpu = shelf.most_cpu.max(entry.cpu);
        shelf.most_memory = shelf.most_memory.max(entry.memory);
        if entries.len() > SHELF_MAX {
            let upper = entries.split_off(entries.len() / 2);
            let lower = std::mem::take(entries);
            let halves = [lower, upper].into_iter().filter_map(|half| Shelf::of(Arc::new(half)));
            shelves.splice(at..=at, halves);
        }
    }

    pub(super) fn remove(&mut self, entry: Entry) {
        let shelves = Arc::make_mut(&mut self.shelves);
        let at = shelves.partition_point(|shelf| shelf.lowest <= entry).saturating_sub(1);
        let Some(shelf) = shelves.get_mut(at) else { return };
        let Ok(place) = shelf.entries.binary_search(&entry) else { return };
        let entries = Arc::make_mut(&mut shelf.entries);
        entries.remove(place);
        self.len -= 1;
        match (entries.first(), entries.last()) {
            (Some(lowest), Some(highest)) => (shelf.lowest, shelf.highest) = (*lowest, *highest),
            _ => {
                shelves.remove(at);
                return;
            }
        }
        if shelf.most_cpu == entry.cpu || shelf.most_memory == entry.memory {
            (shelf.most_cpu, shelf.most_memory) = most(entries);
        }
        if entries.len() < JOINED_MAX / 2 {
            join(shelves, at);
        }
    }

    pub(super) fn replace(&mut self, old: Entry, new: Entry) {
        if old != new && !self.shift(old, new) {
            self.remove(old);
            self.insert(new);
        }
    }

    /// Moves an entry on its shelf, as most are moved; answers whether it could stay there.
    fn shift(&mut self, old: Entry, new: Entry) -> bool {
        let at = self.shelves.partition_point(|shelf| shelf.lowest <= old).saturating_sub(1);
        let behind_previous =
            at.checked_sub(1).and_then(|at| self.shelves.get(at)).is_none_or(|shelf| shelf.highest < new);
        if !behind_previous || self.shelves.get(at + 1).is_some_and(|next| next.lowest <= new) {
            return false;
        }
        let Some(shelf) = Arc::make_mut(&mut self.shelves).get_mut(at) else { return false };
        let (Ok(from), Err(to)) = (shelf.entries.binary_search(&old), shelf.entries.binary_search(&new))
        else {
            return false;
        };
        let entries = Arc::make_mut(&mut shelf.entries);
        if let Some(between) = entries.get_mut(from..to).filter(|between| !between.is_empty()) {
            between.rotate_left(1);
            between.last_mut().into_iter().for_each(|last| *last = new);
        } else if let Some(between) = entries.get_mut(to..=from) {
            between.rotate_right(1);
            between.first_mut().into_iter().for_each(|first| *first = new);
        }
        if let (Some(lowest), Some(highest)) = (entries.first(), entries.last()) {
            (shelf.lowest, shelf.highest) = (*lowest, *highest);
        }
        if shelf.most_cpu == old.cpu || shelf.most_memory == old.memory {
            (shelf.most_cpu, shelf.most_memory) = most(entries);
        } else {
            shelf.most_cpu = shelf.most_cpu.max(new.cpu);
            shelf.most_memory = shelf.most_memory.max(new.memory);
        }
        true
    }

    /// What is wrong with the order or with what shelves know of their entries.
    #[cfg(test)]
    pub(super) fn is_sound(&self) -> bool {
        let ordered = self.iter().zip(self.iter().skip(1)).all(|(one, next)| one < next);
        let known = self.shelves.iter().all(|shelf| {
            Shelf::of(shelf.entries.clone()).is_some_and(|right| {
                (right.lowest, right.highest, right.most_cpu, right.most_memory)
                    == (shelf.lowest, shelf.highest, shelf.most_cpu, shelf.most_memory)
            })
        });
        ordered && known && self.iter().count() == self.len
    }
}

/// Joins a small shelf with the one behind it, where both fit on one.
fn join(shelves: &mut Vec<Shelf>, at: usize) {
    let (Some(one), Some(next)) = (shelves.get(at), shelves.get(at + 1)) else { return };
    if one.entries.len() + next.entries.len() > JOINED_MAX {
        return;
    }
    let both = one.entries.iter().chain(next.entries.iter()).copied().collect();
    let joined = Shelf::of(Arc::new(both));
    shelves.splice(at..=at + 1, joined);
}

impl PartialEq for Shelves {
    /// How entries are spread over shelves depends on their history and means nothing.
    fn eq(&self, other: &Self) -> bool {
        self.len == other.len && self.iter().eq(other.iter())
    }
}

/// See [`Shelves::search`].
#[derive(Debug, Clone)]
pub struct Search<'a> {
    shelves: &'a [Shelf],
    shelf: usize,
    place: usize,
    cpu: i32,
    memory: i32,
}

impl Iterator for Search<'_> {
    type Item = Entry;

    fn next(&mut self) -> Option<Entry> {
        loop {
            let shelf = self.shelves.get(self.shelf)?;
            if shelf.most_cpu >= self.cpu && shelf.most_memory >= self.memory {
                let rest = shelf.entries.get(self.place..).unwrap_or_default();
                let enough = |entry: &Entry| entry.cpu >= self.cpu && entry.memory >= self.memory;
                if let Some(skipped) = rest.iter().position(enough) {
                    self.place += skipped + 1;
                    return rest.get(skipped).copied();
                }
            }
            self.shelf += 1;
            self.place = 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    type Made = (i32, i32, i32, u64);

    fn entry((first, cpu, memory, number): Made) -> Entry {
        Entry { first, second: cpu, number, cpu, memory }
    }

    proptest! {
        #[test]
        fn shelves_agree_with_a_sorted_set(
            changes in proptest::collection::vec(
                ((0_i32..9, 0_i32..5, 0_i32..5, 0_u64..9), any::<bool>()), 0..900),
            first in 0_i32..9, cpu in 0_i32..5, memory in 0_i32..5,
        ) {
            let (mut shelves, mut model) = (Shelves::default(), BTreeSet::new());
            for (made, add) in changes {
                let (entry, copy) = (entry(made), shelves.clone());
                if add {
                    shelves.insert(entry);
                    model.insert(entry);
                } else {
                    shelves.remove(entry);
                    model.remove(&entry);
                }
                drop(copy);
            }
            prop_assert!(shelves.is_sound());
            prop_assert!(shelves.iter().eq(&model));
            let found: Vec<_> = shelves.search(first, cpu, memory).collect();
            let enough = |it: &&Entry| it.first >= first && it.cpu >= cpu && it.memory >= memory;
            let wanted: Vec<_> = model.iter().filter(enough).copied().collect();
            prop_assert_eq!(found, wanted);
            for (place, entry) in model.iter().enumerate() {
                prop_assert_eq!(shelves.at(place), Some(entry));
            }
            prop_assert_eq!(shelves.at(model.len()), None);
        }
    }

    proptest! {
        #[test]
        fn an_entry_that_has_more_or_less_left_stands_where_it_belongs(
            changes in proptest::collection::vec((0_u64..200, 0_i32..40, 0_i32..9, 0_i32..9), 0..600),
        ) {
            let mut all: Vec<Entry> = (0..200).map(|number| entry((1, 1, 1, number))).collect();
            let mut shelves = Shelves::default();
            all.iter().for_each(|entry| shelves.insert(*entry));
            for (number, first, cpu, memory) in changes {
                let place = usize::try_from(number).unwrap();
                let (old, new) = (all[place], entry((first, cpu, memory, number)));
                let copy = shelves.clone();
                shelves.replace(old, new);
                all[place] = new;
                drop(copy);
            }
            prop_assert!(shelves.is_sound());
            let model: BTreeSet<Entry> = all.into_iter().collect();
            prop_assert!(shelves.iter().eq(&model));
        }
    }

    #[test]
    fn what_is_not_there_is_put_there_and_nothing_is_there_twice() {
        let mut shelves = Shelves::default();
        let (one, two) = (entry((1, 1, 1, 1)), entry((2, 2, 2, 2)));
        shelves.replace(one, two);
        assert_eq!(shelves.iter().collect::<Vec<_>>(), [&two]);
        shelves.insert(one);
        shelves.replace(one, two);
        assert_eq!((shelves.iter().collect::<Vec<_>>(), shelves.len()), (vec![&two], 1));
    }

    #[test]
    fn a_copy_does_not_change() {
        let mut shelves = Shelves::default();
        (0..200).for_each(|number| shelves.insert(entry((1, 1, 1, number))));
        let copy = shelves.clone();
        (0..150).for_each(|number| shelves.remove(entry((1, 1, 1, number))));
        assert_eq!((copy.len(), shelves.len()), (200, 50));
        assert!(copy.is_sound() && shelves.is_sound());
        assert!(copy != shelves);
    }
}
