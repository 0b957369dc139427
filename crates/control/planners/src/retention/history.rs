//! What is on disk and goes by its age: tasks that stopped long ago, events, and stories.
//!
//! Each is read from its oldest row on, a portion at a time; one look at the first row says when the next is due.
//! What is gone is not looked through again: [`Memory`] holds the place to read on from. Losing it costs one look
//! from the start, which every full pass takes anyway.
//!
//! Must not know: what is in memory.

use std::fmt;
use std::ops::Bound;

use longshore_shapes::Timestamp;
use longshore_world::key::KeyBytes;
use longshore_world::records::history::{Chapter, ChapterKey, Happening, HappeningKey, story_prefix};
use longshore_world::records::task::stopped::{StoppedTask, TaskEnd, TaskEndKey};
use longshore_world::tables::Holds;
use longshore_world::{
    ColdError, ColdRecord, Decision, Outcome, Plan, Record, RowKey, Scope, Snapshot, Tx, World,
};

use super::REMOVED_MAX;

const DAY_SECS: i64 = 24 * 60 * 60;
/// How long the events of the bus can be read.
pub(super) const HAPPENINGS_KEPT_SECS: i64 = DAY_SECS;
/// Of how many commits at most, the newest. A commit has a few events, or some hundreds under load.
pub(super) const HAPPENINGS_COMMITS_MAX: u64 = 1_000_000;
/// How many stopped tasks one decision forgets, each with its story.
const FORGOTTEN_AT_ONCE: usize = 250;
/// How many chapters of one subject one decision deletes.
pub(super) const CHAPTERS_AT_ONCE: usize = 500;
/// Of how many services, and of how many instances, one full pass looks at the stories.
pub(super) const STORIES_PER_PASS: usize = 100;
/// When to look again after the disk could not be read.
const UNREADABLE_SECS: i64 = 60;

/// Whose story it is: the scope and the ARN.
pub(super) type Subject = (Scope, String);

/// How far a table in the order of time has been dealt with.
pub(super) struct Memory<K> {
    /// What was last found due.
    after: Option<K>,
    /// The first row that was not: when it will be, and in which commit it is.
    next: Option<(Timestamp, u64)>,
}

impl<K> Default for Memory<K> {
    fn default() -> Self {
        Self { after: None, next: None }
    }
}

/// The oldest rows of a table, as many as are due and make a portion; asks to be woken for the next.
fn due<R: ColdRecord>(
    snapshot: &Snapshot,
    now: Timestamp,
    memory: &mut Memory<R::Key>,
    plan: &mut Plan,
    kept_secs: i64,
    when: impl Fn(&R::Key, &R) -> (Timestamp, u64),
) -> Vec<R::Key> {
    let is_due = |(at, commit): (Timestamp, u64)| {
        at <= now || commit.saturating_add(HAPPENINGS_COMMITS_MAX) <= snapshot.position()
    };
    if let Some(next) = memory.next.filter(|next| !is_due(*next)) {
        plan.wake(next.0);
        return Vec::new();
    }
    let mut keys = Vec::new();
    // The first alone says whether there is anything to do at all.
    for limit in [1, REMOVED_MAX] {
        let all = KeyBytes::from_slice(&[]);
        let Ok(rows) = snapshot.cold_range::<R>(&all, memory.after.as_ref(), limit) else {
            plan.wake(now.plus_secs(UNREADABLE_SECS));
            break;
        };
        // What comes into an empty table is not due before this.
        memory.next = Some((now.plus_secs(kept_secs), snapshot.position()));
        let is_whole = rows.len() < limit;
        for (key, row) in rows {
            let (at, commit) = when(&key, &row);
            memory.next = Some((at.plus_secs(kept_secs), commit));
            if !memory.next.is_some_and(is_due) {
                break;
            }
            memory.after = Some(key.clone());
            keys.push(key);
            memory.next = None;
        }
        if is_whole || memory.next.is_some() {
            break;
        }
    }
    plan.wake(memory.next.map_or(now, |(at, _)| at));
    keys
}

/// Deletes tasks that stopped so many days ago.
pub(super) fn forget_tasks(
    snapshot: &Snapshot,
    days: u32,
    now: Timestamp,
    memory: &mut Memory<TaskEndKey>,
    plan: &mut Plan,
) {
    let kept_secs = i64::from(days).saturating_mul(DAY_SECS);
    let when = |key: &TaskEndKey, _: &TaskEnd| (key.stopped_at(), u64::MAX);
    let ends = due::<TaskEnd>(snapshot, now, memory, plan, kept_secs, when);
    let tasks = ends.into_iter().filter_map(|end| {
        let task = end.task_key();
        // One whose story cannot be read stays until the next full pass.
        let chapters = chapters(snapshot, task.scope, &task.arn()).ok()?;
        Some((end, chapters))
    });
    let tasks: Vec<_> = tasks.collect();
    for portion in tasks.chunks(FORGOTTEN_AT_ONCE) {
        plan.decisions.push(Box::new(ForgetTasks { tasks: portion.to_vec() }));
    }
}

/// Deletes the oldest events.
pub(super) fn forget_happenings(
    snapshot: &Snapshot,
    now: Timestamp,
    memory: &mut Memory<HappeningKey>,
    plan: &mut Plan,
) {
    let when = |key: &HappeningKey, row: &Happening| (row.at, key.commit);
    let keys = due::<Happening>(snapshot, now, memory, plan, HAPPENINGS_KEPT_SECS, when);
    if !keys.is_empty() {
        plan.decisions.push(Box::new(ForgetHappenings { keys }));
    }
}

/// The chapters of one subject, oldest first, as many as go at once.
pub(super) fn chapters(
    snapshot: &Snapshot,
    scope: Scope,
    subject: &str,
) -> Result<Vec<ChapterKey>, ColdError> {
    let rows = snapshot.cold_range::<Chapter>(&story_prefix(scope, subject), None, CHAPTERS_AT_ONCE)?;
    Ok(rows.into_iter().map(|(key, _)| key).collect())
}

/// Deletes what is old of the stories of what is still there: of some rows of a table, and of the next ones in the
/// next full pass.
pub(super) fn shorten_stories<R: Record>(
    snapshot: &Snapshot,
    days: u32,
    now: Timestamp,
    after: &mut Option<KeyBytes>,
    plan: &mut Plan,
    subject: fn(&R::Key, &R) -> Option<Subject>,
) where
    World: Holds<R>,
{
    let (all, kept_secs) = (KeyBytes::from_slice(&[]), i64::from(days).saturating_mul(DAY_SECS));
    let from = after.take();
    let from = from.as_ref().map_or(Bound::Unbounded, Bound::Excluded);
    for (nth, (key, row)) in snapshot.scan_from::<R>(&all, from).enumerate() {
        if nth == STORIES_PER_PASS {
            break;
        }
        *after = (nth + 1 == STORIES_PER_PASS).then(|| key.bytes());
        let Some((scope, arn)) = subject(&key, row) else { continue };
        let prefix = story_prefix(scope, &arn);
        let mut old = Vec::new();
        for limit in [1, CHAPTERS_AT_ONCE] {
            let rows = snapshot.cold_range::<Chapter>(&prefix, None, limit).unwrap_or_default();
            old = rows.into_iter().take_while(|(_, row)| row.at.plus_secs(kept_secs) <= now).collect();
            if old.is_empty() {
                break;
            }
        }
        if !old.is_empty() {
            let keys = old.into_iter().map(|(key, _)| key).collect();
            plan.decisions.push(Box::new(ForgetChapters(keys)));
        }
    }
}

struct ForgetTasks {
    tasks: Vec<(TaskEndKey, Vec<ChapterKey>)>,
}

impl fmt::Display for ForgetTasks {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let first = self.tasks.first().map(|(end, _)| end.id.as_str()).unwrap_or_default();
        write!(f, "forget {} stopped tasks from {first} on: they stopped long enough ago", self.tasks.len())
    }
}

impl Decision for ForgetTasks {
    fn apply(&self, tx: &mut Tx<'_>) -> Outcome {
        let there = |end: &TaskEndKey| matches!(tx.cold::<TaskEnd>(end), Ok(Some(_)));
        let tasks: Vec<_> = self.tasks.iter().filter(|(end, _)| there(end)).collect();
        for (end, chapters) in &tasks {
            tx.delete_cold::<TaskEnd>(end);
            tx.delete_cold::<StoppedTask>(&end.task_key());
            chapters.iter().for_each(|chapter| tx.delete_cold::<Chapter>(chapter));
        }
        if tasks.is_empty() { Outcome::Stale } else { Outcome::Done }
    }

    fn weight(&self) -> usize {
        self.tasks.iter().map(|(_, chapters)| 2 + chapters.len()).sum()
    }
}

struct ForgetHappenings {
    keys: Vec<HappeningKey>,
}

impl fmt::Display for ForgetHappenings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "forget the {} oldest events: they are old enough, or too many", self.keys.len())
    }
}

impl Decision for ForgetHappenings {
    fn apply(&self, tx: &mut Tx<'_>) -> Outcome {
        delete_there::<Happening>(tx, &self.keys)
    }

    fn weight(&self) -> usize {
        self.keys.len()
    }
}

/// Deletes the start of a story: it is old, or too long to go with its subject at once.
pub(super) struct ForgetChapters(pub(super) Vec<ChapterKey>);

impl fmt::Display for ForgetChapters {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let subject = self.0.first().map(|key| key.subject.as_str()).unwrap_or_default();
        write!(f, "forget the first {} chapters of {subject}: they are old, or it goes", self.0.len())
    }
}

impl Decision for ForgetChapters {
    fn apply(&self, tx: &mut Tx<'_>) -> Outcome {
        delete_there::<Chapter>(tx, &self.0)
    }

    fn weight(&self) -> usize {
        self.0.len()
    }
}

fn delete_there<R: ColdRecord>(tx: &mut Tx<'_>, keys: &[R::Key]) -> Outcome {
    let there: Vec<_> = keys.iter().filter(|key| matches!(tx.cold::<R>(key), Ok(Some(_)))).collect();
    there.iter().for_each(|key| tx.delete_cold::<R>(key));
    if there.is_empty() { Outcome::Stale } else { Outcome::Done }
}
