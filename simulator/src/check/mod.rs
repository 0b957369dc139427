//! Checkers: what must hold whatever happens, each in a file of its own.
//!
//! Most look at a commit alone: the rows it changed, before and after, so that a check costs what the change costs.
//! What needs the whole state is looked at now and then.
//!
//! Must not know: how the code under test comes to what it does.

mod acknowledged;
mod busy;
mod doubled;
mod explained;
mod forward;
mod history;
mod idempotent;
mod percent;
mod reopened;
mod room;
pub(crate) mod settled;

use longshore_engine::Committed;
use longshore_world::records::container_instance::ContainerInstance;
use longshore_world::records::service::Service;
use longshore_world::records::service::deployment::ServiceDeployment;
use longshore_world::records::task::Task;
use longshore_world::{Plan, Record, RowKey, Snapshot, Timestamp};
use serde_json::Value;

use self::acknowledged::Acknowledged;
use self::busy::Busy;
use self::doubled::Doubled;
use crate::control::Control;
use crate::node::NodeId;
use crate::sabotage::Sabotage;

/// How many commits lie between two looks at everything.
const COMMITS_BETWEEN: u64 = 400;

/// A commit, and the world on both sides of it.
pub(crate) struct Moment<'a> {
    pub(crate) committed: &'a Committed,
    pub(crate) before: &'a Snapshot,
    pub(crate) after: &'a Snapshot,
}

/// One changed row of a table.
pub(crate) struct Changed<'a, R: Record> {
    pub(crate) key: R::Key,
    pub(crate) before: Option<&'a R>,
    pub(crate) after: Option<&'a R>,
}

/// The rows of one table that a commit changed.
fn changed<R: Record>(committed: &Committed) -> Vec<Changed<'_, R>> {
    let of_table = committed.changes.iter().filter(|change| change.id.table == R::TABLE);
    let rows = of_table.filter_map(|change| {
        Some(Changed {
            key: R::Key::parse(change.id.key.as_slice())?,
            before: change.before.as_ref().and_then(|row| row.as_any().downcast_ref::<R>()),
            after: change.after.as_ref().and_then(|row| row.as_any().downcast_ref::<R>()),
        })
    });
    rows.collect()
}

/// What the checkers of a commit look at.
pub(crate) struct Seen<'a> {
    pub(crate) moment: &'a Moment<'a>,
    pub(crate) tasks: Vec<Changed<'a, Task>>,
    pub(crate) services: Vec<Changed<'a, Service>>,
    pub(crate) deployments: Vec<Changed<'a, ServiceDeployment>>,
    pub(crate) instances: Vec<Changed<'a, ContainerInstance>>,
}

type CommitCheck = fn(&Seen<'_>, &mut Vec<String>);

/// Those that look at one commit and remember nothing.
const COMMIT_CHECKS: &[(&str, CommitCheck)] = &[
    ("over-placed", room::check),
    ("forward", forward::check),
    ("explained", explained::check),
    ("percent", percent::check),
    ("history", history::check),
];

pub(crate) struct Checks {
    on: bool,
    sabotage: Sabotage,
    commits: u64,
    acknowledged: Acknowledged,
    doubled: Doubled,
    busy: Busy,
}

impl Checks {
    pub(crate) fn new(on: bool, sabotage: Sabotage) -> Self {
        let (acknowledged, doubled) = (Acknowledged::default(), Doubled::default());
        Self { on, sabotage, commits: 0, acknowledged, doubled, busy: Busy::default() }
    }

    pub(crate) fn committed(&mut self, moment: &Moment<'_>, problems: &mut Vec<String>) {
        if !self.on {
            return;
        }
        let seen = Seen {
            moment,
            tasks: changed(moment.committed),
            services: changed(moment.committed),
            deployments: changed(moment.committed),
            instances: changed(moment.committed),
        };
        for (name, check) in COMMIT_CHECKS {
            let before = problems.len();
            check(&seen, problems);
            name_new(name, before, problems);
        }
        self.commits += 1;
        if self.commits.is_multiple_of(COMMITS_BETWEEN) {
            let before = problems.len();
            problems.extend(moment.after.problems());
            name_new("whole", before, problems);
            self.acknowledged.check(moment.after, problems);
        }
    }

    /// What an answer says is there.
    pub(crate) fn acknowledged(&mut self, output: &Value) {
        if self.on {
            self.acknowledged.note(output);
        }
    }

    /// A disk has lost what it had acknowledged, and is known to have.
    pub(crate) fn forget_acknowledged(&mut self) {
        self.acknowledged = Acknowledged::default();
    }

    /// A planner has decided something.
    pub(crate) fn decided(&mut self, now: i64, plan: &Plan, problems: &mut Vec<String>) {
        if self.on {
            self.busy.decided(now, plan, problems);
        }
    }

    pub(crate) fn began(&mut self, arn: &std::sync::Arc<str>, node: NodeId, problems: &mut Vec<String>) {
        if self.on {
            self.doubled.began(arn, node, problems);
        }
    }

    pub(crate) fn ended(&mut self, arn: &std::sync::Arc<str>, node: NodeId) {
        self.doubled.ended(arn, node);
    }

    pub(crate) fn reopened(&mut self, before: &Snapshot, after: &Snapshot, problems: &mut Vec<String>) {
        if self.on {
            let known = problems.len();
            reopened::check(before, after, problems);
            problems.extend(after.problems());
            name_new("reopened", known, problems);
            self.acknowledged.check(after, problems);
        }
    }

    /// Whatever needs the whole state.
    pub(crate) fn everything(&mut self, control: &Control, now: Timestamp, problems: &mut Vec<String>) {
        if !self.on {
            return;
        }
        let before = problems.len();
        problems.extend(control.snapshot.problems());
        name_new("whole", before, problems);
        self.acknowledged.check(&control.snapshot, problems);
        if let Some(rows) = control.disk.rows() {
            idempotent::check(&control.snapshot, rows, now, self.sabotage, problems);
        }
    }
}

fn name_new(name: &str, from: usize, problems: &mut [String]) {
    for problem in problems.iter_mut().skip(from) {
        *problem = format!("{name}: {problem}");
    }
}
