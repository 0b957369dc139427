//! What of a bucket is kept on the local disk: up to a limit, and what was used last stays.
//!
//! Invariants: the one that was added last is never taken away for being too large; a file is taken away under the lock
//! that notes it, so what is noted is there.
//!
//! Must not know: where the files are. A file that somebody has open is read to its end though its name is gone.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Mutex, MutexGuard, PoisonError};

use longshore_images::Digest;

pub(super) struct Shelf {
    limit: u64,
    held: Mutex<Held>,
}

#[derive(Default)]
struct Held {
    /// With its size and when it was used, in uses.
    blobs: HashMap<Digest, (u64, u64)>,
    by_use: BTreeMap<u64, Digest>,
    bytes: u64,
    uses: u64,
}

impl Shelf {
    pub(super) fn new(limit: u64) -> Self {
        Self { limit, held: Mutex::default() }
    }

    fn lock(&self) -> MutexGuard<'_, Held> {
        // Nothing that panics is done under the lock.
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes a blob that is there now. `take_away` removes the files of those that have to go for it.
    pub(super) fn add(&self, digest: &Digest, size: u64, take_away: &dyn Fn(&Digest)) {
        let mut held = self.lock();
        held.forget(digest);
        held.note(digest, size);
        held.shrink(self.limit, 1, take_away);
    }

    /// Makes place for so many bytes, as far as there are others to go.
    pub(super) fn make_room(&self, bytes: u64, take_away: &dyn Fn(&Digest)) {
        self.lock().shrink(self.limit.saturating_sub(bytes), 0, take_away);
    }

    pub(super) fn note_use(&self, digest: &Digest) {
        let mut held = self.lock();
        if let Some(size) = held.forget(digest) {
            held.note(digest, size);
        }
    }

    pub(super) fn remove(&self, digest: &Digest, take_away: &dyn Fn(&Digest)) {
        let mut held = self.lock();
        held.forget(digest);
        take_away(digest);
    }
}

impl Held {
    fn note(&mut self, digest: &Digest, size: u64) {
        self.uses += 1;
        self.blobs.insert(digest.clone(), (size, self.uses));
        self.by_use.insert(self.uses, digest.clone());
        self.bytes += size;
    }

    fn forget(&mut self, digest: &Digest) -> Option<u64> {
        let (size, used) = self.blobs.remove(digest)?;
        self.by_use.remove(&used);
        self.bytes = self.bytes.saturating_sub(size);
        Some(size)
    }

    fn shrink(&mut self, limit: u64, least: usize, take_away: &dyn Fn(&Digest)) {
        while self.bytes > limit && self.blobs.len() > least {
            let Some((_, oldest)) = self.by_use.pop_first() else { return };
            self.forget(&oldest);
            take_away(&oldest);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;

    #[test]
    fn what_was_used_longest_ago_goes() {
        let gone = RefCell::new(Vec::new());
        let take_away = |digest: &Digest| gone.borrow_mut().push(digest.clone());
        let digest = |name: &str| Digest::of(name.as_bytes());
        let shelf = Shelf::new(10);
        for name in ["a", "b", "c"] {
            shelf.add(&digest(name), 3, &take_away);
        }
        shelf.note_use(&digest("a"));
        shelf.note_use(&digest("unknown"));
        shelf.add(&digest("d"), 3, &take_away);
        assert_eq!(gone.take(), [digest("b")]);
        shelf.add(&digest("d"), 4, &take_away);
        assert_eq!((gone.take(), shelf.lock().bytes), (vec![], 10), "the same once more");
        shelf.add(&digest("e"), 50, &take_away);
        assert_eq!(gone.take(), [digest("c"), digest("a"), digest("d")], "one that is too large stays alone");
        shelf.make_room(8, &take_away);
        assert_eq!((gone.take(), shelf.lock().bytes), (vec![digest("e")], 0));
        shelf.add(&digest("f"), 3, &take_away);
        shelf.remove(&digest("f"), &take_away);
        let held = shelf.lock();
        assert_eq!(
            (gone.take(), held.bytes, held.blobs.len(), held.by_use.len()),
            (vec![digest("f")], 0, 0, 0)
        );
    }
}
