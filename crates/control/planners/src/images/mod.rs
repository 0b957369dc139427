//! Images of a registry: those that a lifecycle policy ends, and blobs that no image names any more.
//!
//! A policy is looked at when it is set and then every hour. A blob without an image goes after a day: until then a push
//! may be about to name it.
//!
//! Must not know: who pushed, or where bytes are.

pub mod change;
pub mod lifecycle;

use std::fmt;

use longshore_shapes::Timestamp;
use longshore_world::records::ecr::image::UNUSED;
use longshore_world::records::ecr::repository::LIFECYCLE;
use longshore_world::records::ecr::{Image, ImageKey, Layer, Repository, RepositoryKey};
use longshore_world::{
    Decision, KeyBytes, Outcome, Plan, Planner, Snapshot, StoredRecord as _, TableId, Trigger, Tx, World,
};

use self::lifecycle::{Action, Candidate, Policy, Verdict};

/// How often a policy is looked at.
pub const LIFECYCLE_EVERY_SECS: i64 = 60 * 60;
/// How long a blob may be without an image.
pub const UNUSED_KEPT_SECS: i64 = 24 * 60 * 60;
/// How many rows one plan changes; the next one follows at once.
const CHANGED_MAX: usize = 1000;

pub struct Images;

impl Planner for Images {
    fn name(&self) -> &'static str {
        "images"
    }

    fn tables(&self) -> &'static [TableId] {
        &[Repository::TABLE, Layer::TABLE]
    }

    fn plan(&self, snapshot: &Snapshot, _trigger: &Trigger, now: Timestamp) -> Plan {
        let mut plan = Plan::default();
        let due = snapshot.by_index::<Repository>(LIFECYCLE, &KeyBytes::from_slice(&[]), None);
        for (_, key, row) in due {
            let Some(at) = row.lifecycle_next_at else { continue };
            if at > now {
                plan.wake(at);
                break;
            }
            look_at(snapshot, &key, row, now, &mut plan);
        }
        forget_layers(snapshot, now, &mut plan);
        plan
    }
}

/// The images of a repository, as a policy sees them.
pub fn candidates(world: &World, repository: &RepositoryKey) -> Vec<Candidate> {
    let prefix = change::prefix(repository);
    let images = world.scan::<Image>(&prefix);
    images
        .map(|(key, row)| Candidate {
            tags: change::tags_of(world, &key),
            listed: change::naming(world, &key).next().is_some(),
            digest: key.digest,
            pushed_at: row.pushed_at,
            pulled_at: row.pulled_at,
            archived_at: row.archived_at,
        })
        .collect()
}

fn look_at(snapshot: &Snapshot, key: &RepositoryKey, row: &Repository, now: Timestamp, plan: &mut Plan) {
    let policy = row.lifecycle_policy.as_deref().and_then(|text| Policy::read(text).ok());
    let verdicts = policy.map(|policy| policy.judge(&candidates(snapshot, key), now)).unwrap_or_default();
    let rest = verdicts.len() > CHANGED_MAX;
    for verdict in verdicts.into_iter().take(CHANGED_MAX) {
        plan.decisions.push(Box::new(End { repository: key.clone(), verdict }));
    }
    // Where there is more to do, the next look follows at once.
    let next_at = if rest { now.plus_secs(1) } else { now.plus_secs(LIFECYCLE_EVERY_SECS) };
    plan.decisions.push(Box::new(Looked { repository: key.clone(), due: row.lifecycle_next_at, next_at }));
    plan.wake(next_at);
}

fn forget_layers(snapshot: &Snapshot, now: Timestamp, plan: &mut Plan) {
    let unused = snapshot.by_index::<Layer>(UNUSED, &KeyBytes::from_slice(&[]), None);
    for (_, key, row) in unused.take(CHANGED_MAX) {
        let Some(since) = row.unused_since else { continue };
        let due = since.plus_secs(UNUSED_KEPT_SECS);
        if due > now {
            plan.wake(due);
            return;
        }
        plan.decisions.push(Box::new(Forget { key, since }));
    }
}

/// Ends an image, by its repository's policy.
struct End {
    repository: RepositoryKey,
    verdict: Verdict,
}

impl fmt::Display for End {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { repository, verdict } = self;
        let done = match verdict.action {
            Action::Expire => "expire",
            Action::Archive => "archive",
        };
        write!(
            f,
            "{done} {} of {}: rule {} of its lifecycle policy",
            verdict.digest, repository.name, verdict.priority
        )
    }
}

impl Decision for End {
    fn apply(&self, tx: &mut Tx<'_>) -> Outcome {
        let key = change::key_of(&self.repository, &self.verdict.digest);
        // A tag that was moved here since makes it another image to the policy.
        if tx.get::<Image>(&key).is_none() || change::tags_of(tx, &key) != self.verdict.tags {
            return Outcome::Stale;
        }
        match self.verdict.action {
            Action::Expire => change::take_away(tx, &key, &self.verdict.tags),
            Action::Archive => {
                let now = tx.now();
                tx.update(&key, |row: &mut Image| row.archived_at = Some(now));
            }
        }
        Outcome::Done
    }
}

/// Remembers that a policy was looked at.
struct Looked {
    repository: RepositoryKey,
    due: Option<Timestamp>,
    next_at: Timestamp,
}

impl fmt::Display for Looked {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "look at the lifecycle policy of {} again in a while", self.repository.name)
    }
}

impl Decision for Looked {
    fn apply(&self, tx: &mut Tx<'_>) -> Outcome {
        let same =
            tx.get::<Repository>(&self.repository).is_some_and(|row| row.lifecycle_next_at == self.due);
        if !same {
            return Outcome::Stale;
        }
        let now = tx.now();
        tx.update(&self.repository, |row: &mut Repository| {
            row.lifecycle_evaluated_at = Some(now);
            row.lifecycle_next_at = Some(self.next_at);
        });
        Outcome::Done
    }
}

/// Takes a blob away from a repository in which no image names it.
struct Forget {
    key: ImageKey,
    since: Timestamp,
}

impl fmt::Display for Forget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "forget the blob {} of {}: no image has named it for a day",
            self.key.digest, self.key.repository
        )
    }
}

impl Decision for Forget {
    fn apply(&self, tx: &mut Tx<'_>) -> Outcome {
        let same = tx.get::<Layer>(&self.key).is_some_and(|row| row.unused_since == Some(self.since));
        if !same {
            return Outcome::Stale;
        }
        tx.delete::<Layer>(&self.key);
        Outcome::Done
    }
}

#[cfg(test)]
mod tests;
