//! When planners are asked, and about what.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use std::collections::BTreeSet;
use std::fmt;
use std::sync::{Arc, Mutex};

use common::{Hands, engine, key, names, put, text, write};
use longshore_engine::{Committed, Controllers, controllers};
use longshore_store::memory::MemoryStore;
use longshore_world::record::StoredRecord;
use longshore_world::records::cluster::Cluster;
use longshore_world::records::idempotency::IdempotencyToken;
use longshore_world::snapshot::NoCold;
use longshore_world::{
    Change, Decision, KeyBytes, Outcome, Plan, Planner, RowId, RowKey, Snapshot, TableId, Timestamp, Trigger,
    Tx, World,
};

const FULL_PASS_MILLIS: i64 = 5 * 60 * 1000;

/// Writes down what it is asked, and wishes to be woken when it is told to.
struct Recorder {
    asked: Arc<Mutex<Vec<(Trigger, i64)>>>,
    wake_at: Arc<Mutex<Option<Timestamp>>>,
}

struct Notes {
    asked: Arc<Mutex<Vec<(Trigger, i64)>>>,
    wake_at: Arc<Mutex<Option<Timestamp>>>,
    controllers: Controllers,
}

impl Planner for Recorder {
    fn name(&self) -> &'static str {
        "recorder"
    }

    fn tables(&self) -> &'static [TableId] {
        &[IdempotencyToken::TABLE]
    }

    fn plan(&self, _: &Snapshot, trigger: &Trigger, now: Timestamp) -> Plan {
        self.asked.lock().unwrap().push((trigger.clone(), now.millis()));
        Plan { wake_at: *self.wake_at.lock().unwrap(), ..Plan::default() }
    }
}

impl Notes {
    fn new() -> Self {
        let recorder = Recorder { asked: Arc::default(), wake_at: Arc::default() };
        let (asked, wake_at) = (recorder.asked.clone(), recorder.wake_at.clone());
        Self { asked, wake_at, controllers: Controllers::new(vec![Box::new(recorder)]) }
    }

    /// Asks at that time; answers what the planner was asked, if it was.
    fn plan(&mut self, at: i64) -> Option<Trigger> {
        let snapshot = Snapshot::new(World::default(), Arc::new(NoCold), 0);
        self.controllers.plan(&snapshot, Timestamp::from_millis(at));
        self.asked.lock().unwrap().pop().map(|(trigger, asked_at)| {
            assert_eq!(asked_at, at);
            trigger
        })
    }

    fn wish(&self, at: Option<i64>) {
        *self.wake_at.lock().unwrap() = at.map(Timestamp::from_millis);
    }

    fn due(&self, now: i64) -> i64 {
        self.controllers.next_due(Timestamp::from_millis(now)).unwrap().millis()
    }
}

fn token(name: &str) -> RowId {
    RowId { table: IdempotencyToken::TABLE, key: key(name).bytes() }
}

fn changed(ids: &[RowId]) -> Committed {
    let change = |id: &RowId| Change { id: id.clone(), before: None, after: None };
    Committed { position: 1, at: Timestamp::default(), changes: ids.iter().map(change).collect() }
}

fn about(ids: &[RowId]) -> Option<Trigger> {
    Some(Trigger::Changed(ids.iter().cloned().collect::<BTreeSet<_>>()))
}

#[test]
fn the_first_pass_is_a_full_one_and_another_comes_now_and_then() {
    let mut notes = Notes::new();
    assert_eq!(notes.due(1000), 1000);
    assert_eq!(notes.plan(1000), Some(Trigger::Full));
    assert_eq!(notes.due(1000), 1000 + FULL_PASS_MILLIS);
    assert_eq!(notes.plan(1001), None);
    assert_eq!(notes.plan(999 + FULL_PASS_MILLIS), None);
    assert_eq!(notes.plan(1000 + FULL_PASS_MILLIS), Some(Trigger::Full));
}

#[test]
fn changes_of_its_tables_make_a_planner_due_once() {
    let mut notes = Notes::new();
    notes.plan(0);
    let foreign = RowId { table: Cluster::TABLE, key: KeyBytes::from_slice(b"c") };
    notes.controllers.note(&changed(std::slice::from_ref(&foreign)));
    assert_eq!(notes.plan(10), None);
    notes.controllers.note(&changed(&[token("a"), foreign]));
    notes.controllers.note(&changed(&[token("b"), token("a")]));
    assert_eq!(notes.due(20), 20);
    assert_eq!(notes.plan(20), about(&[token("a"), token("b")]));
    assert_eq!(notes.plan(20), None);
}

#[test]
fn a_planner_is_woken_when_it_wished_and_changes_do_not_make_it_forget() {
    let mut notes = Notes::new();
    notes.wish(Some(500));
    notes.plan(0);
    assert_eq!(notes.due(0), 500);
    // Asked about one row it has no wish, or a later or an earlier one: the earliest stands.
    for (wish, due) in [(None, 500), (Some(800), 500), (Some(300), 300)] {
        notes.wish(wish);
        notes.controllers.note(&changed(&[token("a")]));
        assert_eq!(notes.plan(100), about(&[token("a")]));
        assert_eq!(notes.due(100), due);
    }
    notes.wish(None);
    assert_eq!(notes.plan(299), None);
    assert_eq!(notes.plan(300), about(&[]));
    assert_eq!(notes.due(300), FULL_PASS_MILLIS);
}

#[test]
fn losing_track_means_looking_at_everything() {
    let mut notes = Notes::new();
    notes.plan(0);
    notes.controllers.note(&changed(&[token("a")]));
    notes.controllers.lost_track();
    assert_eq!(notes.due(1), 1);
    assert_eq!(notes.plan(1), Some(Trigger::Full));
    assert_eq!(notes.plan(2), None);
}

#[test]
fn more_changes_than_a_planner_can_be_told_of_mean_everything() {
    let mut notes = Notes::new();
    notes.plan(0);
    let many: Vec<RowId> = (0..100_001).map(|number| token(&number.to_string())).collect();
    notes.controllers.note(&changed(&many));
    assert_eq!(notes.plan(1), Some(Trigger::Full));
}

#[test]
fn a_few_rows_that_change_all_the_time_can_be_told_of() {
    let mut notes = Notes::new();
    notes.plan(0);
    let few: Vec<RowId> = (0..10).map(|number| token(&number.to_string())).collect();
    for _ in 0..20_000 {
        notes.controllers.note(&changed(&few));
    }
    assert_eq!(notes.plan(1), Some(Trigger::Changed(few.into_iter().collect())));
}

/// Wants every row to say "settled", and says why.
struct Settler {
    passes: Arc<Mutex<Vec<usize>>>,
}

struct Settle(String);

/// The name of a row whose decision panics.
const POISON: &str = "poison";

impl Planner for Settler {
    fn name(&self) -> &'static str {
        "settler"
    }

    fn tables(&self) -> &'static [TableId] {
        &[IdempotencyToken::TABLE]
    }

    fn plan(&self, snapshot: &Snapshot, _: &Trigger, _: Timestamp) -> Plan {
        let unsettled = names(snapshot).into_iter().filter(|name| text(snapshot, name).unwrap() != "settled");
        let decisions: Vec<Box<dyn Decision>> =
            unsettled.map(|name| Box::new(Settle(name)) as Box<dyn Decision>).collect();
        self.passes.lock().unwrap().push(decisions.len());
        Plan { decisions, wake_at: None }
    }
}

impl fmt::Display for Settle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "settle {}", self.0)
    }
}

impl Decision for Settle {
    fn apply(&self, tx: &mut Tx<'_>) -> Outcome {
        assert!(self.0 != POISON, "this one cannot be carried out");
        if text(tx, &self.0).is_none_or(|text| text == "settled") {
            return Outcome::Stale;
        }
        put(tx, &self.0, "settled");
        Outcome::Done
    }
}

#[tokio::test]
async fn an_idempotent_planner_repairs_everything_and_ends_quiet() {
    let engine = engine(MemoryStore::default());
    // More than one transaction carries out, so that a plan is cut into parts.
    for number in 0..600 {
        write(&engine, &number.to_string(), "unsettled").await;
    }
    let passes = Arc::new(Mutex::new(Vec::new()));
    let list = Controllers::new(vec![Box::new(Settler { passes: passes.clone() })]);
    let (_, mut watch) = engine.watch();
    let running = tokio::spawn(controllers::run(engine.clone(), list, Hands::default().clock()));
    let first = watch.next().await.unwrap().unwrap();
    let second = watch.next().await.unwrap().unwrap();
    assert_eq!((first.changes.len(), second.changes.len()), (500, 100));
    write(&engine, "new", "unsettled").await;
    watch.next().await.unwrap().unwrap();
    let repaired = watch.next().await.unwrap().unwrap();
    assert_eq!(repaired.changes[0].id, token("new"));
    // The planner hears of its own work once, finds nothing to do, and is quiet.
    while passes.lock().unwrap().last() != Some(&0) {
        tokio::task::yield_now().await;
    }
    let position = engine.snapshot().position();
    assert_eq!(passes.lock().unwrap().first(), Some(&600));
    engine.close().await;
    running.await.unwrap();
    assert_eq!(engine.snapshot().position(), position);
    assert!(
        names(&engine.snapshot()).iter().all(|name| text(&engine.snapshot(), name).unwrap() == "settled")
    );
}

#[tokio::test]
async fn a_decision_that_panics_does_not_hold_up_those_that_it_was_made_with() {
    let engine = engine(MemoryStore::default());
    for name in ["one", POISON, "two"] {
        write(&engine, name, "unsettled").await;
    }
    let list = Controllers::new(vec![Box::new(Settler { passes: Arc::default() })]);
    let (_, mut watch) = engine.watch();
    let running = tokio::spawn(controllers::run(engine.clone(), list, Hands::default().clock()));
    let mut settled = BTreeSet::new();
    while settled.len() < 2 {
        settled.extend(watch.next().await.unwrap().unwrap().changes.iter().map(|change| change.id.clone()));
    }
    assert_eq!(settled, [token("one"), token("two")].into());
    assert_eq!(text(&engine.snapshot(), POISON).unwrap(), "unsettled");
    engine.close().await;
    running.await.unwrap();
}
