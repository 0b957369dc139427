//! Transactions: the only way to change the world.
//!
//! A transaction is a plain function over a [`Tx`]. It reads the working world, rows of earlier
//! transactions of the same batch included, and changes it in place; if it fails, what it changed is put
//! back. What it changed becomes visible outside only when the batch is durable, which is the engine's
//! business.
//!
//! Time and randomness are handed in, so that the same transactions give the same world.
//!
//! Must not know: when or where its changes are stored.

use std::collections::HashMap;
use std::ops::Deref;
use std::sync::Arc;

use longshore_shapes::Timestamp;

use crate::key::RowKey;
use crate::record::{AnyRecord, ColdRecord, Record, StoredRecord};
use crate::records::history::{Chapter, ChapterKey, Happening, HappeningKey};
use crate::scope::Scope;
use crate::snapshot::{Cold, ColdError};
use crate::tables::{Holds, RowId, World};

/// A row before and after.
#[derive(Clone)]
pub struct Change {
    pub id: RowId,
    pub before: Option<Arc<dyn AnyRecord>>,
    pub after: Option<Arc<dyn AnyRecord>>,
}

impl Change {
    /// Whether an event tells of it.
    fn is_told(&self) -> bool {
        self.after.as_ref().is_some_and(|after| after.tells_of(self.before.as_deref()))
    }
}

/// A place in history: which commit, and how far into it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stamp {
    pub commit: u64,
    pub place: u32,
}

/// A row in its stored form; `None` where it is to be deleted.
pub type StoredRow = (RowId, Option<Arc<[u8]>>);

/// Most rows fit in so much, so that none is moved while it is written.
const ROW_BYTES: usize = 960;

/// What of an identifier is the same in those that are made together: four digits of 32. As many again stand in the
/// maps of rows without a look at the key.
const ALIKE: u64 = 0xffff << 48;

/// Cold rows written by transactions that are not durable yet; `None` is a deleted one.
pub type StagedCold = HashMap<RowId, Option<Arc<[u8]>>>;

pub struct Tx<'a> {
    world: &'a mut World,
    cold: &'a dyn Cold,
    staged: &'a mut StagedCold,
    random: &'a mut fastrand::Rng,
    now: Timestamp,
    stamp: Stamp,
    changes: Vec<Change>,
    cold_changes: Vec<StoredRow>,
    /// Where rows are written.
    buffer: Vec<u8>,
}

impl<'a> Tx<'a> {
    pub fn begin(
        world: &'a mut World,
        cold: &'a dyn Cold,
        staged: &'a mut StagedCold,
        random: &'a mut fastrand::Rng,
        now: Timestamp,
    ) -> Self {
        Self {
            world,
            cold,
            staged,
            random,
            now,
            stamp: Stamp::default(),
            changes: Vec::new(),
            cold_changes: Vec::new(),
            buffer: Vec::new(),
        }
    }

    /// The same, with its place in history, for transactions whose changes are kept there.
    pub fn stamped(mut self, stamp: Stamp) -> Self {
        self.stamp = stamp;
        self
    }

    /// Where in history the next transaction of the batch begins.
    pub fn next_stamp(&self) -> Stamp {
        let told = self.changes.iter().filter(|change| change.is_told()).count();
        let told = u32::try_from(told).unwrap_or(u32::MAX);
        Stamp { place: self.stamp.place.saturating_add(told), ..self.stamp }
    }

    /// The number of the commit that this transaction will be part of. It grows whatever clocks do.
    pub fn commit_number(&self) -> i64 {
        i64::try_from(self.stamp.commit).unwrap_or(i64::MAX)
    }

    /// The time of this transaction; later ones never have an earlier one.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// A random number: a seed for whoever chooses among many.
    pub fn random_u64(&mut self) -> u64 {
        self.random.u64(..)
    }

    /// 32 hexadecimal digits, the form of AWS's long identifiers.
    pub fn new_id(&mut self) -> String {
        format!("{:016x}{:016x}", self.random.u64(..), self.random.u64(..))
    }

    /// The same for one of several that are made together, whose ids begin alike: so their rows stand together, and
    /// what is written at one time, and again a moment later, is few places of few maps.
    pub fn new_id_among(&mut self, together: u64) -> String {
        let (high, low) = (self.random.u64(..), self.random.u64(..));
        format!("{:016x}{low:016x}", (together & ALIKE) | (high & !ALIKE))
    }

    /// A random identifier in the form of a UUID, version 4.
    pub fn new_uuid(&mut self) -> String {
        let (high, low) = (self.random.u64(..), self.random.u64(..));
        format!(
            "{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}",
            high >> 32,
            (high >> 16) & 0xffff,
            high & 0xfff,
            0x8000 | ((low >> 48) & 0x3fff),
            low & 0xffff_ffff_ffff
        )
    }

    /// Puts a row, new or over an old one.
    pub fn put<R: Record>(&mut self, key: &R::Key, row: R)
    where
        World: Holds<R>,
    {
        self.set(key.bytes(), row);
    }

    /// Changes a row that is there; answers whether it was.
    pub fn update<R: Record>(&mut self, key: &R::Key, change: impl FnOnce(&mut R)) -> bool
    where
        World: Holds<R>,
    {
        self.revise(key, |_, row| change(row))
    }

    /// The same for a change that rests on how the row was before.
    pub fn revise<R: Record>(&mut self, key: &R::Key, change: impl FnOnce(&R, &mut R)) -> bool
    where
        World: Holds<R>,
    {
        let bytes = key.bytes();
        let Some(before) = <World as Holds<R>>::table(self.world).get(&bytes) else { return false };
        let mut row = R::clone(before);
        change(before, &mut row);
        if row != **before {
            self.set(bytes, row);
        }
        true
    }

    fn set<R: Record>(&mut self, key: crate::KeyBytes, row: R)
    where
        World: Holds<R>,
    {
        let row = Arc::new(row);
        // It is not looked up first: most rows that are put are new, and finding their place is most of the work.
        let before = <World as Holds<R>>::set_row(self.world, &key, Some(row.clone()));
        if before.as_ref().is_none_or(|before| *before != row) {
            self.note::<R>(key, before, Some(row));
        }
    }

    pub fn delete<R: Record>(&mut self, key: &R::Key) -> Option<Arc<R>>
    where
        World: Holds<R>,
    {
        let bytes = key.bytes();
        let before = <World as Holds<R>>::set_row(self.world, &bytes, None)?;
        self.note::<R>(bytes, Some(before.clone()), None);
        Some(before)
    }

    fn note<R: Record>(&mut self, key: crate::KeyBytes, before: Option<Arc<R>>, after: Option<Arc<R>>) {
        let any = |row: Arc<R>| row as Arc<dyn AnyRecord>;
        let id = RowId { table: R::TABLE, key };
        self.changes.push(Change { id, before: before.map(any), after: after.map(any) });
    }

    pub fn put_cold<R: ColdRecord>(&mut self, key: &R::Key, row: &R) {
        self.buffer = row.encode_into(std::mem::take(&mut self.buffer));
        let row = self.buffer.as_slice().into();
        self.stage(RowId { table: R::TABLE, key: key.bytes() }, Some(row));
    }

    pub fn delete_cold<R: ColdRecord>(&mut self, key: &R::Key) {
        self.stage(RowId { table: R::TABLE, key: key.bytes() }, None);
    }

    fn stage(&mut self, id: RowId, row: Option<Arc<[u8]>>) {
        self.cold_changes.push((id, row));
    }

    /// A cold row as this transaction sees it: its own writes, those of its batch, then the disk's.
    pub fn cold<R: ColdRecord>(&self, key: &R::Key) -> Result<Option<R>, ColdError> {
        let id = RowId { table: R::TABLE, key: key.bytes() };
        let own = self.cold_changes.iter().rev().find(|(changed, _)| *changed == id).map(|(_, row)| row);
        match own.or_else(|| self.staged.get(&id)) {
            Some(Some(bytes)) => Ok(Some(R::decode(bytes)?)),
            Some(None) => Ok(None),
            None => {
                self.cold.get(R::TABLE, id.key.as_slice())?.map(|bytes| Ok(R::decode(&bytes)?)).transpose()
            }
        }
    }

    /// Puts an event of a kind of its own on the bus.
    pub fn announce(&mut self, event: Happening) {
        let event = Happening { at: self.now, ..event };
        let key = self.next_place();
        self.put_cold(&key, &event);
    }

    /// Adds to the story of what has that ARN.
    pub fn chronicle(&mut self, scope: Scope, subject: &str, who: &str, what: String, why: Option<String>) {
        let HappeningKey { commit, place } = self.next_place();
        let key = ChapterKey { scope, subject: subject.to_owned(), commit, place };
        self.put_cold(&key, &Chapter { at: self.now, who: who.to_owned(), what, why });
    }

    fn next_place(&mut self) -> HappeningKey {
        let key = HappeningKey { commit: self.stamp.commit, place: self.stamp.place };
        self.stamp.place = self.stamp.place.saturating_add(1);
        key
    }

    /// The rows that keeping the changes would write, in their stored form; `None` is a deleted one. Changes
    /// that events tell of are written a second time, as history.
    pub fn stored(&self) -> Vec<StoredRow> {
        let mut rows = Vec::with_capacity(self.changes.len() * 2 + self.cold_changes.len());
        let mut place = self.stamp.place;
        let mut buffer = Vec::with_capacity(ROW_BYTES);
        for change in &self.changes {
            let row = change.after.as_ref().map(|row| {
                buffer = row.encode_row(std::mem::take(&mut buffer));
                Arc::<[u8]>::from(buffer.as_slice())
            });
            if let Some(row) = row.as_deref().filter(|_| change.is_told()) {
                let key = HappeningKey { commit: self.stamp.commit, place }.bytes();
                let RowId { table, key: of } = &change.id;
                buffer = Happening::of_row(std::mem::take(&mut buffer), self.now, *table, of, row);
                rows.push((RowId { table: Happening::TABLE, key }, Some(buffer.as_slice().into())));
                place = place.saturating_add(1);
            }
            rows.push((change.id.clone(), row));
        }
        rows.extend(self.cold_changes.iter().cloned());
        rows
    }

    /// Keeps the changes, for the batch that makes them durable.
    pub fn commit(mut self) -> Vec<Change> {
        self.staged.extend(std::mem::take(&mut self.cold_changes));
        std::mem::take(&mut self.changes)
    }
}

/// What is not committed is put back as it was, also when the transaction panics.
impl Drop for Tx<'_> {
    fn drop(&mut self) {
        for change in std::mem::take(&mut self.changes).into_iter().rev() {
            self.world.restore(&change.id, change.before);
        }
    }
}

/// A transaction reads the world as it stands within it.
impl Deref for Tx<'_> {
    type Target = World;

    fn deref(&self) -> &World {
        self.world
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::records::idempotency::{IdempotencyKey, IdempotencyToken, Seen, TOKEN_LIFETIME_SECS};
    use crate::records::task_definition::{TaskDefinitionBody, TaskDefinitionKey};
    use crate::{Account, NoCold, Region, Scope};

    const NOW: Timestamp = Timestamp::from_secs(1_000);

    fn scope() -> Scope {
        Scope { account: Account::from_number(1), region: Region::parse("us-east-1").unwrap() }
    }

    fn with<T>(
        world: &mut World,
        staged: &mut StagedCold,
        now: Timestamp,
        run: impl FnOnce(Tx<'_>) -> T,
    ) -> T {
        let mut random = fastrand::Rng::with_seed(7);
        run(Tx::begin(world, &NoCold, staged, &mut random, now))
    }

    fn token() -> IdempotencyKey {
        IdempotencyKey { scope: scope(), operation: "RunTask".to_owned(), token: "t".to_owned() }
    }

    #[test]
    fn what_is_not_committed_is_undone_indexes_included() {
        let (mut world, mut staged) = (World::default(), StagedCold::new());
        with(&mut world, &mut staged, NOW, |mut tx| {
            IdempotencyToken::remember(&mut tx, &token(), "a", vec![]);
            tx.commit();
        });
        let rows = |world: &World| {
            world.by_index::<IdempotencyToken>(0, &crate::KeyBytes::from_slice(&[]), None).count()
        };
        with(&mut world, &mut staged, NOW.plus_secs(5), |mut tx| {
            IdempotencyToken::remember(&mut tx, &token(), "b", vec![]);
            tx.delete::<IdempotencyToken>(&token());
            let other = IdempotencyKey { token: "u".to_owned(), ..token() };
            IdempotencyToken::remember(&mut tx, &other, "c", vec![]);
        });
        assert_eq!(world.get::<IdempotencyToken>(&token()).unwrap().fingerprint, "a");
        assert_eq!(rows(&world), 1);
        assert_eq!(world.problems(), Vec::<String>::new());
    }

    #[test]
    fn a_token_stands_for_one_request_until_it_expires() {
        let (mut world, mut staged) = (World::default(), StagedCold::new());
        with(&mut world, &mut staged, NOW, |mut tx| {
            assert_eq!(IdempotencyToken::look_up(&tx, &token(), "a"), Seen::New);
            IdempotencyToken::remember(&mut tx, &token(), "a", vec!["arn".to_owned()]);
            tx.commit();
        });
        let seen = |world: &mut World, staged: &mut StagedCold, after: i64, fingerprint: &str| {
            with(world, staged, NOW.plus_secs(after), |tx| {
                IdempotencyToken::look_up(&tx, &token(), fingerprint)
            })
        };
        assert_eq!(seen(&mut world, &mut staged, 1, "a"), Seen::Same(vec!["arn".to_owned()]));
        assert_eq!(seen(&mut world, &mut staged, 1, "b"), Seen::Different(vec!["arn".to_owned()]));
        assert_eq!(seen(&mut world, &mut staged, TOKEN_LIFETIME_SECS, "b"), Seen::New);
    }

    #[test]
    fn a_transaction_sees_the_cold_rows_of_its_batch_and_not_those_undone() {
        let (mut world, mut staged) = (World::default(), StagedCold::new());
        let key = TaskDefinitionKey { scope: scope(), family: "web".to_owned(), revision: 1 };
        let body = TaskDefinitionBody::default();
        with(&mut world, &mut staged, NOW, |mut tx| tx.put_cold(&key, &body));
        with(&mut world, &mut staged, NOW, |mut tx| {
            assert!(
                tx.cold::<TaskDefinitionBody>(&key).unwrap().is_none(),
                "written by an undone transaction"
            );
            tx.put_cold(&key, &body);
            assert!(tx.cold::<TaskDefinitionBody>(&key).unwrap().is_some(), "its own");
            tx.commit();
        });
        with(&mut world, &mut staged, NOW, |mut tx| {
            assert!(tx.cold::<TaskDefinitionBody>(&key).unwrap().is_some(), "of an earlier one in the batch");
            tx.delete_cold::<TaskDefinitionBody>(&key);
            assert!(tx.cold::<TaskDefinitionBody>(&key).unwrap().is_none(), "deleted");
        });
    }

    #[test]
    fn ids_that_are_made_together_begin_alike_and_are_as_many() {
        let (mut world, mut staged) = (World::default(), StagedCold::new());
        let made = with(&mut world, &mut staged, NOW, |mut tx| {
            [7, u64::MAX].map(|of| (0..500).map(|_| tx.new_id_among(of)).collect::<BTreeSet<_>>())
        });
        for (ids, start) in made.iter().zip(["0000", "ffff"]) {
            assert_eq!(ids.len(), 500);
            assert!(ids.iter().all(|id| id.len() == 32 && id.starts_with(start)), "{ids:?}");
        }
    }

    #[test]
    fn ids_have_their_forms_and_follow_from_the_seed() {
        let (mut world, mut staged) = (World::default(), StagedCold::new());
        let made = |world: &mut World, staged: &mut StagedCold| {
            with(world, staged, NOW, |mut tx| {
                let id = tx.new_id();
                (id, tx.new_uuid())
            })
        };
        let (id, uuid) = made(&mut world, &mut staged);
        assert!(id.len() == 32 && id.bytes().all(|byte| byte.is_ascii_hexdigit()), "{id}");
        assert!(
            uuid.len() == 36 && uuid.as_bytes()[14] == b'4' && b"89ab".contains(&uuid.as_bytes()[19]),
            "{uuid}"
        );
        assert_eq!(made(&mut world, &mut staged), (id, uuid));
    }
}
