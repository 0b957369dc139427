//! The agenda: what happens when, on a clock that only it moves.
//!
//! Things due at the same moment happen in the order in which they were put down.
//!
//! Must not know: what happens.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// 2027-01-15, for no reason but that it looks like a date.
pub(crate) const BEGINNING: i64 = 1_800_000_000_000;

pub(crate) struct Agenda<T> {
    now: i64,
    count: u64,
    due: BinaryHeap<Reverse<Entry<T>>>,
}

struct Entry<T> {
    at: i64,
    number: u64,
    what: T,
}

impl<T> PartialEq for Entry<T> {
    fn eq(&self, other: &Self) -> bool {
        (self.at, self.number) == (other.at, other.number)
    }
}

impl<T> Eq for Entry<T> {}

impl<T> PartialOrd for Entry<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Ord for Entry<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        (self.at, self.number).cmp(&(other.at, other.number))
    }
}

impl<T> Agenda<T> {
    pub(crate) fn new(now: i64) -> Self {
        Self { now, count: 0, due: BinaryHeap::new() }
    }

    pub(crate) fn now(&self) -> i64 {
        self.now
    }

    /// How many things were put down.
    pub(crate) fn count(&self) -> u64 {
        self.count
    }

    pub(crate) fn after(&mut self, millis: i64, what: T) {
        self.at(self.now.saturating_add(millis), what);
    }

    /// Not before now.
    pub(crate) fn at(&mut self, at: i64, what: T) {
        self.count += 1;
        self.due.push(Reverse(Entry { at: at.max(self.now), number: self.count, what }));
    }

    /// The next thing that is due until then, and the clock moved to it; else the clock moved to then.
    pub(crate) fn next(&mut self, until: i64) -> Option<T> {
        if self.due.peek().is_some_and(|Reverse(entry)| entry.at <= until) {
            let Reverse(entry) = self.due.pop()?;
            self.now = entry.at;
            return Some(entry.what);
        }
        self.now = self.now.max(until);
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn things_happen_by_time_and_then_by_order() {
        let mut agenda = Agenda::new(100);
        agenda.after(5, 'c');
        agenda.after(1, 'a');
        agenda.at(50, 'z');
        agenda.after(5, 'd');
        let mut told = Vec::new();
        while let Some(what) = agenda.next(105) {
            told.push((agenda.now(), what));
        }
        assert_eq!(told, [(100, 'z'), (101, 'a'), (105, 'c'), (105, 'd')]);
        assert_eq!(agenda.next(200), None);
        assert_eq!(agenda.now(), 200);
    }
}
