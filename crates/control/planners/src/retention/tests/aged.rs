//! Tasks, events and stories by their age and number, with a disk beside the world.

use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::{Arc, Mutex};

use longshore_shapes::ecs;
use longshore_world::records::history::{Happening, story_prefix};
use longshore_world::records::task::TaskKey;
use longshore_world::records::task::status::Status;
use longshore_world::records::task::stopped::{StoppedTask, TaskEnd, find};
use longshore_world::snapshot::ColdRow;
use longshore_world::{Cold, ColdError, ColdRecord, Stamp};

use super::super::history::{HAPPENINGS_COMMITS_MAX, HAPPENINGS_KEPT_SECS, STORIES_PER_PASS};
use super::super::stopped::{HOT_MAX, HOT_SECS, retire_beyond};
use super::*;

const DAY: i64 = 24 * 60 * 60;

type Rows = BTreeMap<(TableId, Vec<u8>), Vec<u8>>;

#[derive(Default)]
struct Disk(Mutex<Rows>);

impl Cold for Disk {
    fn get(&self, table: TableId, key: &[u8]) -> Result<Option<Vec<u8>>, ColdError> {
        Ok(self.0.lock().unwrap().get(&(table, key.to_vec())).cloned())
    }

    fn range(
        &self,
        table: TableId,
        from: Bound<&[u8]>,
        to: Bound<&[u8]>,
        limit: usize,
    ) -> Result<Vec<ColdRow>, ColdError> {
        let rows = self.0.lock().unwrap();
        let of_table = rows.iter().filter(|((of, _), _)| *of == table);
        let within = of_table
            .filter(|((_, key), _)| std::ops::RangeBounds::<[u8]>::contains(&(from, to), key.as_slice()));
        Ok(within.take(limit).map(|((_, key), row)| (key.clone(), row.clone())).collect())
    }
}

struct Lab {
    world: World,
    disk: Arc<Disk>,
    commit: u64,
    retention: Retention,
}

impl Lab {
    fn new() -> Self {
        let retention = Retention::new(STOPPED_TASKS_KEPT_DAYS);
        Self { world: World::default(), disk: Arc::default(), commit: 0, retention }
    }

    fn snapshot(&self) -> Snapshot {
        Snapshot::new(self.world.clone(), self.disk.clone(), self.commit)
    }

    fn change<T>(&mut self, at: Timestamp, run: impl FnOnce(&mut Tx<'_>) -> T) -> T {
        self.commit += 1;
        let (mut staged, mut random) = (StagedCold::new(), fastrand::Rng::with_seed(1));
        let stamp = Stamp { commit: self.commit, place: 0 };
        let mut tx = Tx::begin(&mut self.world, &*self.disk, &mut staged, &mut random, at).stamped(stamp);
        let result = run(&mut tx);
        tx.commit();
        let mut rows = self.disk.0.lock().unwrap();
        for (id, row) in staged {
            let key = (id.table, id.key.as_slice().to_vec());
            match row {
                Some(row) => drop(rows.insert(key, row.to_vec())),
                None => drop(rows.remove(&key)),
            }
        }
        drop(rows);
        assert_eq!(self.world.problems(), Vec::<String>::new());
        result
    }

    fn plan(&self, trigger: &Trigger, now: Timestamp) -> Plan {
        self.retention.plan(&self.snapshot(), trigger, now)
    }

    /// Does everything that is due, every decision twice; answers when to look again.
    fn settle(&mut self, now: Timestamp) -> Option<Timestamp> {
        let mut trigger = Trigger::Full;
        for _ in 0..100 {
            let plan = self.plan(&trigger, now);
            for decision in &plan.decisions {
                assert_eq!(self.change(now, |tx| decision.apply(tx)), Outcome::Done, "{decision}");
                assert_eq!(self.change(now, |tx| decision.apply(tx)), Outcome::Stale, "{decision}");
            }
            if plan.wake_at.is_none_or(|at| at > now) {
                return plan.wake_at;
            }
            trigger = Trigger::Changed(Default::default());
        }
        panic!("it does not come to rest");
    }

    fn stopped(&mut self, id: usize, at: Timestamp) -> TaskKey {
        self.change(at, |tx| stop(tx, id))
    }

    fn hot(&self) -> Vec<String> {
        self.world.scan::<Task>(&KeyBytes::from_slice(&[])).map(|(key, _)| key.id).collect()
    }

    fn cold<R: ColdRecord>(&self) -> usize {
        self.snapshot().cold_range::<R>(&KeyBytes::from_slice(&[]), None, 100_000).unwrap().len()
    }

    fn chapters_of(&self, subject: &str) -> usize {
        self.snapshot().cold_range::<Chapter>(&story_prefix(scope(), subject), None, 10_000).unwrap().len()
    }
}

/// A task that has just stopped, with a story.
fn stop(tx: &mut Tx<'_>, id: usize) -> TaskKey {
    let key = TaskKey { scope: scope(), cluster: "c".to_owned(), id: format!("t{id:05}") };
    let stop_code = Some(ecs::TaskStopCode::UserInitiated);
    let (status, stopped_at) = (Status::Stopped, Some(tx.now()));
    tx.put(&key, Task { status, shall_stop: true, stopped_at, stop_code, ..Default::default() });
    tx.chronicle(key.scope, &key.arn(), "user", "placed".to_owned(), None);
    key
}

fn scope() -> Scope {
    Scope { account: Account::from_number(1), region: Region::parse("us-east-1").unwrap() }
}

#[test]
fn a_stopped_task_is_in_memory_for_an_hour_and_on_disk_for_its_days() {
    let mut lab = Lab::new();
    let key = lab.stopped(0, DELETED);
    let row = find(&lab.snapshot(), &key).unwrap().unwrap();
    let (hour, days) = (DELETED.plus_secs(HOT_SECS), DELETED.plus_secs(30 * DAY));
    // When, how many are in memory and on disk, and when to look again.
    let steps = [
        (hour.plus_millis(-1), 1, 0, Some(hour)),
        (hour, 0, 1, Some(days)),
        (days.plus_millis(-1), 0, 1, Some(days)),
        (days, 0, 0, Some(days.plus_secs(HAPPENINGS_KEPT_SECS))),
    ];
    for (now, hot, cold, wake_at) in steps {
        let again = lab.settle(now);
        assert_eq!((lab.hot().len(), lab.cold::<StoppedTask>(), lab.cold::<TaskEnd>()), (hot, cold, cold));
        let found = find(&lab.snapshot(), &key).unwrap();
        assert_eq!(found.is_some_and(|found| found == row), hot + cold > 0, "{now:?}");
        assert_eq!(lab.chapters_of(&key.arn()), hot + cold);
        // An empty table of events is looked at after a day; that may come first.
        assert_eq!(again, wake_at.map(|at| at.min(now.plus_secs(HAPPENINGS_KEPT_SECS))), "{now:?}");
    }
}

#[test]
fn how_long_it_is_kept_is_the_installations_choice() {
    for days in [1, 7, 400] {
        let mut lab = Lab { retention: Retention::new(days), ..Lab::new() };
        lab.stopped(0, DELETED);
        let due = DELETED.plus_secs(i64::from(days) * DAY);
        lab.settle(due.plus_millis(-1));
        assert_eq!(lab.cold::<StoppedTask>(), 1, "{days} days");
        lab.settle(due);
        assert_eq!(lab.cold::<StoppedTask>(), 0, "{days} days");
    }
}

#[test]
fn too_many_stopped_tasks_leave_memory_oldest_first() {
    let mut lab = Lab::new();
    for id in 0..5 {
        // The later its name, the earlier it stopped.
        lab.stopped(id, DELETED.plus_secs(5 - i64::try_from(id).unwrap()));
    }
    let now = DELETED.plus_secs(10);
    for (hot_max, left) in [(5, 5), (3, 3), (3, 3), (0, 0)] {
        let mut plan = Plan::default();
        retire_beyond(hot_max, &lab.snapshot(), now, &mut plan);
        assert_eq!(plan.decisions.len(), usize::from(lab.hot().len() > left));
        for decision in plan.decisions {
            lab.change(now, |tx| decision.apply(tx));
        }
        let expected: Vec<_> = (0..left).map(|id| format!("t{id:05}")).collect();
        assert_eq!(lab.hot(), expected);
    }
    assert_eq!(lab.cold::<StoppedTask>(), 5);
}

#[test]
fn no_more_stay_in_memory_than_the_bound_says() {
    let mut lab = Lab::new();
    lab.change(DELETED, |tx| (0..HOT_MAX + 2).for_each(|id| drop(stop(tx, id))));
    lab.settle(DELETED);
    assert_eq!((lab.world.index_len::<Task>(task::STOPPED), lab.cold::<TaskEnd>()), (HOT_MAX, 2));
}

#[test]
fn what_runs_or_changed_since_is_left_alone() {
    let mut lab = Lab::new();
    let key = lab.stopped(0, DELETED);
    let now = DELETED.plus_secs(HOT_SECS);
    let plan = lab.plan(&Trigger::Full, now);
    assert_eq!(
        plan.to_string(),
        "move 1 stopped tasks from t00000 on to disk: they stopped a while ago, or are too many"
    );
    lab.change(now, |tx| tx.put(&key, Task { status: Status::Running, ..Default::default() }));
    assert_eq!(lab.change(now, |tx| plan.decisions[0].apply(tx)), Outcome::Stale);
    assert_eq!((lab.hot().len(), lab.cold::<StoppedTask>()), (1, 0));
}

#[test]
fn more_than_a_portion_goes_in_several_looks() {
    let mut lab = Lab::new();
    let count = REMOVED_MAX + 3;
    let keys: Vec<_> = lab.change(DELETED, |tx| (0..count).map(|id| stop(tx, id)).collect());
    lab.settle(DELETED.plus_secs(HOT_SECS));
    assert_eq!((lab.hot().len(), lab.cold::<TaskEnd>(), lab.cold::<Chapter>()), (0, count, count));
    assert!(find(&lab.snapshot(), &keys[count - 1]).unwrap().is_some());
    lab.settle(DELETED.plus_secs(30 * DAY));
    assert_eq!((lab.cold::<StoppedTask>(), lab.cold::<TaskEnd>(), lab.cold::<Chapter>()), (0, 0, 0));
}

#[test]
fn events_go_after_a_day_and_when_too_many_commits_came_after_them() {
    let mut lab = Lab::new();
    for hour in 0..3 {
        lab.change(DELETED.plus_secs(hour * 3600), |tx| tx.announce(Happening::default()));
    }
    let due = DELETED.plus_secs(HAPPENINGS_KEPT_SECS);
    for (now, left) in [(due.plus_millis(-1), 3), (due, 2), (due.plus_secs(3600), 1)] {
        lab.settle(now);
        assert_eq!(lab.cold::<Happening>(), left, "{now:?}");
    }
    // The last is of the third commit.
    let now = due.plus_secs(3601);
    for (commit, left) in [(HAPPENINGS_COMMITS_MAX + 2, 1), (HAPPENINGS_COMMITS_MAX + 3, 0)] {
        lab.commit = commit;
        lab.settle(now);
        assert_eq!(lab.cold::<Happening>(), left, "{commit}");
        lab.commit = commit;
    }
}

#[test]
fn between_full_passes_only_what_is_due_is_read() {
    let mut lab = Lab::new();
    lab.stopped(0, DELETED);
    let hour = DELETED.plus_secs(HOT_SECS);
    lab.settle(hour);
    let due = DELETED.plus_secs(30 * DAY);
    assert_eq!(lab.plan(&Trigger::Full, hour).decisions.len(), 0);
    let changed = Trigger::Changed(Default::default());
    assert_eq!(lab.plan(&changed, due.plus_millis(-1)).decisions.len(), 0);
    assert_eq!(lab.plan(&changed, due).decisions.len(), 1);
    // It was handed over; only a full pass hands it over again.
    assert_eq!(lab.plan(&changed, due).decisions.len(), 0);
    assert_eq!(lab.plan(&Trigger::Full, due).decisions.len(), 1);
}

#[test]
fn a_story_goes_with_its_service_or_instance_however_long_it_is() {
    for chapters in [0, 1, CHAPTERS_AT_ONCE - 1, CHAPTERS_AT_ONCE, 2 * CHAPTERS_AT_ONCE + 1] {
        let mut lab = Lab::new();
        let service = ServiceKey { scope: scope(), cluster: "c".to_owned(), name: "api".to_owned() };
        let instance = ContainerInstanceKey { scope: scope(), cluster: "c".to_owned(), id: "i".to_owned() };
        lab.change(DELETED, |tx| {
            let shape = ecs::Service {
                status: Some(STATUS_INACTIVE.to_owned()),
                service_arn: Some("s".to_owned()),
                ..Default::default()
            };
            let inactive_at = Some(DELETED);
            tx.put(&service, Service { service: shape, inactive_at, ..Default::default() });
            let container_instance_arn = Some("i".to_owned());
            let shape = ecs::ContainerInstance { container_instance_arn, ..Default::default() };
            tx.put(&instance, ContainerInstance { instance: shape, inactive_at, ..Default::default() });
            for _ in 0..chapters {
                tx.chronicle(scope(), "s", "user", "what".to_owned(), None);
                tx.chronicle(scope(), "i", "user", "what".to_owned(), None);
            }
            tx.chronicle(scope(), "other", "user", "what".to_owned(), None);
        });
        lab.settle(DELETED.plus_secs(INACTIVE_KEPT_SECS));
        assert!(lab.world.get::<Service>(&service).is_none(), "{chapters}");
        assert!(lab.world.get::<ContainerInstance>(&instance).is_none(), "{chapters}");
        assert_eq!((lab.cold::<Chapter>(), lab.chapters_of("other")), (1, 1), "{chapters}");
    }
}

#[test]
fn what_stays_loses_the_old_part_of_its_story_in_turn() {
    let mut lab = Lab::new();
    let count = STORIES_PER_PASS + 5;
    let cluster = ClusterKey { scope: scope(), name: "c".to_owned() };
    lab.change(DELETED, |tx| tx.put(&cluster, Cluster::default()));
    for at in [DELETED, DELETED.plus_secs(DAY)] {
        lab.change(at, |tx| {
            for id in 0..count {
                let arn = format!("i{id:04}");
                let key = ContainerInstanceKey { scope: scope(), cluster: "c".to_owned(), id: arn.clone() };
                tx.chronicle(scope(), &arn, "node", "connected".to_owned(), None);
                let container_instance_arn = Some(arn);
                let instance = ecs::ContainerInstance { container_instance_arn, ..Default::default() };
                tx.put(&key, ContainerInstance { instance, ..Default::default() });
            }
        });
    }
    let due = DELETED.plus_secs(30 * DAY);
    // Each full pass comes to some, and after the last begins again.
    let steps = [
        (due.plus_millis(-1), 0),
        (due, 5),
        (due, count),
        (due, count),
        (due.plus_secs(DAY), count + STORIES_PER_PASS),
        (due.plus_secs(DAY), 2 * count),
    ];
    for (step, (now, gone)) in steps.into_iter().enumerate() {
        lab.settle(now);
        assert_eq!(lab.cold::<Chapter>(), 2 * count - gone, "step {step}");
    }
}
