//! What planners have to look at, and when.
//!
//! For each planner: the rows that changed since it last looked, the time it asked to be woken at, and when
//! its next full pass is due. All of it can be lost without harm: a planner's first pass is a full one.
//!
//! [`Controllers`] is a plain structure driven by whoever owns time, so that the simulator and the process
//! run the same code; [`run`] is the process's loop.
//!
//! Must not know: what any planner decides.

use std::collections::BTreeSet;
use std::time::Duration;

use longshore_world::{Outcome, Plan, Planner, RowId, Snapshot, Timestamp, Trigger};

use crate::engine::{Clock, Engine};
use crate::watch::{Committed, Lagged, WATCH_BACKLOG, Watch};
use crate::writer::EngineError;

/// A planner that misses more changes than this looks at everything instead.
const DIRTY_MAX: usize = 100_000;
/// How often a planner looks at everything, whatever happened.
const FULL_PASS_MILLIS: i64 = 5 * 60 * 1000;
/// How long the loop rests at least when only time makes a planner due.
const PAUSE_MILLIS: i64 = 20;
/// How many decisions of one plan share a transaction.
const DECISIONS_PER_TRANSACTION: usize = 500;

pub struct Controllers {
    list: Vec<Controller>,
}

struct Controller {
    planner: Box<dyn Planner>,
    dirty: BTreeSet<RowId>,
    wake_at: Option<Timestamp>,
    /// `None`: at once.
    full_at: Option<Timestamp>,
}

impl Controllers {
    pub fn new(planners: Vec<Box<dyn Planner>>) -> Self {
        let new = |planner| Controller { planner, dirty: BTreeSet::new(), wake_at: None, full_at: None };
        Self { list: planners.into_iter().map(new).collect() }
    }

    /// Notes what a commit changed.
    pub fn note(&mut self, committed: &Committed) {
        for controller in &mut self.list {
            let tables = controller.planner.tables();
            let rows = committed.changes.iter().map(|change| &change.id);
            controller.dirty.extend(rows.filter(|id| tables.contains(&id.table)).cloned());
            if controller.dirty.len() > DIRTY_MAX {
                controller.forget();
            }
        }
    }

    /// Changes were missed: every planner looks at everything.
    pub fn lost_track(&mut self) {
        self.list.iter_mut().for_each(Controller::forget);
    }

    /// When the next planner is due; `None` where only a change can make one so.
    pub fn next_due(&self, now: Timestamp) -> Option<Timestamp> {
        self.list.iter().map(|controller| controller.due_at(now)).min()
    }

    /// Asks every planner that is due.
    pub fn plan(&mut self, snapshot: &Snapshot, now: Timestamp) -> Vec<(&'static str, Plan)> {
        let due = self.list.iter_mut().filter(|controller| controller.due_at(now) <= now);
        due.map(|controller| (controller.planner.name(), controller.ask(snapshot, now))).collect()
    }
}

impl Controller {
    fn forget(&mut self) {
        self.dirty.clear();
        self.full_at = None;
    }

    fn due_at(&self, now: Timestamp) -> Timestamp {
        let full_at = self.full_at.unwrap_or(now);
        let wake_at = self.wake_at.unwrap_or(full_at);
        if self.dirty.is_empty() { full_at.min(wake_at) } else { now }
    }

    fn ask(&mut self, snapshot: &Snapshot, now: Timestamp) -> Plan {
        let dirty = std::mem::take(&mut self.dirty);
        let trigger = match self.full_at {
            Some(full_at) if full_at > now => Trigger::Changed(dirty),
            _ => {
                self.full_at = Some(now.plus_millis(FULL_PASS_MILLIS));
                Trigger::Full
            }
        };
        let plan = self.planner.plan(snapshot, &trigger, now);
        // A planner that is asked about a few rows knows nothing of the others' times.
        self.wake_at = match (trigger, self.wake_at.filter(|at| *at > now)) {
            (Trigger::Changed(_), Some(kept)) => Some(plan.wake_at.map_or(kept, |at| at.min(kept))),
            _ => plan.wake_at,
        };
        plan
    }
}

/// Runs planners until the engine ends: waits for a change or a time, plans on a snapshot, and carries the
/// decisions out.
pub async fn run(engine: Engine, mut controllers: Controllers, clock: Clock) {
    let (_, mut watch) = engine.watch();
    loop {
        let now = clock();
        let plans = controllers.plan(&engine.snapshot(), now);
        for (planner, plan) in plans {
            if carry_out(&engine, planner, plan).await.is_err() {
                return;
            }
        }
        let waited = tokio::select! {
            waited = wait(&mut watch, &mut controllers, &clock) => waited,
            _ = engine.ended() => false,
        };
        if !waited {
            return;
        }
    }
}

/// Waits until something is due; false when the engine has ended.
async fn wait(watch: &mut Watch, controllers: &mut Controllers, clock: &Clock) -> bool {
    let now = clock();
    let due_in = controllers.next_due(now).map_or(FULL_PASS_MILLIS, |due| due.millis() - now.millis());
    let due_in = Duration::from_millis(due_in.clamp(PAUSE_MILLIS, FULL_PASS_MILLIS).unsigned_abs());
    let mut heard = match tokio::time::timeout(due_in, watch.next()).await {
        Err(_due) => return true,
        Ok(Ok(None)) => return false,
        Ok(heard) => heard,
    };
    // Whatever else was committed meanwhile is looked at together.
    for _ in 0..WATCH_BACKLOG {
        match heard {
            Ok(Some(committed)) => controllers.note(&committed),
            Ok(None) => return true,
            Err(Lagged { .. }) => controllers.lost_track(),
        }
        heard = watch.ready();
    }
    true
}

async fn carry_out(engine: &Engine, planner: &'static str, plan: Plan) -> Result<(), EngineError> {
    let mut decisions = plan.decisions.into_iter().peekable();
    while decisions.peek().is_some() {
        let part: Vec<_> = decisions.by_ref().take(DECISIONS_PER_TRANSACTION).collect();
        let done = engine
            .transact(move |tx| {
                for decision in part {
                    let outcome = decision.apply(tx);
                    tracing::info!(planner, %decision, stale = outcome == Outcome::Stale, "decided");
                }
                Ok::<(), std::convert::Infallible>(())
            })
            .await;
        match done {
            Ok(_) => {}
            Err(error @ (EngineError::Panicked(_) | EngineError::TooLarge { .. })) => {
                tracing::error!(planner, %error, "a plan could not be carried out; it will be made again");
            }
            Err(ended) => return Err(ended),
        }
    }
    Ok(())
}
