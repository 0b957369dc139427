//! What planners have to look at, and when.
//!
//! For each planner: the rows that changed since it last looked, the time it asked to be woken at, and when
//! its next full pass is due. All of it can be lost without harm: a planner's first pass is a full one.
//!
//! [`Controllers`] is a plain structure driven by whoever owns time, so that the simulator and the process
//! run the same code; [`run`] is the process's loop.
//!
//! Pacing: a change after a quiet while is planned for at once. A pass that took long is followed by a rest twice
//! as long, less what carrying its decisions out took, so that planning takes a third of one processor at most, and a
//! burst of reports is looked at together; the rest has an end, so that nothing waits for long behind a costly planner.
//!
//! Must not know: what any planner decides.

use std::sync::Arc;
use std::time::Duration;

use longshore_world::{Decision, Outcome, Plan, Planner, RowId, Snapshot, Timestamp, Trigger};

use crate::engine::{Clock, Engine};
use crate::watch::{Committed, Lagged, WATCH_BACKLOG, Watch};
use crate::writer::EngineError;

/// Planners that miss more changes than this look at everything instead.
const DIRTY_MAX: usize = 100_000;
/// How often a planner looks at everything, whatever happened.
const FULL_PASS_MILLIS: i64 = 5 * 60 * 1000;
/// How long the loop rests at least when only time makes a planner due.
const PAUSE_MILLIS: i64 = 2;
/// How many times as long as planning took the loop rests, and how long at most.
const REST_PER_PLANNING: i64 = 2;
const REST_MILLIS_MAX: i64 = 20;
/// How many decisions of one plan share a transaction, and how much they may weigh together.
const DECISIONS_PER_TRANSACTION: usize = 500;
const WEIGHT_PER_TRANSACTION: usize = 1000;

pub struct Controllers {
    list: Vec<Controller>,
    /// The rows that were heard of since planners were asked last, of the tables that any of them has; one that
    /// changed often stands here often. Whoever has some of them is due, so that none is left when they were asked.
    heard: Vec<RowId>,
    /// The time of the newest commit. Planners are never asked at an earlier one, whatever the clock says: else what
    /// they decide would be older than what it is decided from.
    latest: Timestamp,
}

struct Controller {
    planner: Box<dyn Planner>,
    /// Some of what was heard of is its business.
    is_dirty: bool,
    wake_at: Option<Timestamp>,
    /// `None`: at once.
    full_at: Option<Timestamp>,
}

impl Controllers {
    pub fn new(planners: Vec<Box<dyn Planner>>) -> Self {
        let new = |planner| Controller { planner, is_dirty: false, wake_at: None, full_at: None };
        let list = planners.into_iter().map(new).collect();
        Self { list, heard: Vec::new(), latest: Timestamp::default() }
    }

    /// Notes what a commit changed.
    pub fn note(&mut self, committed: &Committed) {
        self.latest = self.latest.max(committed.at);
        for id in committed.changes.iter().map(|change| &change.id) {
            let mut concerns = false;
            for controller in &mut self.list {
                let is_its = controller.planner.tables().contains(&id.table);
                controller.is_dirty |= is_its;
                concerns |= is_its;
            }
            if concerns {
                self.heard.push(id.clone());
            }
        }
        self.limit();
    }

    /// Before it is given up to follow the rows, each that changed often is made to stand once, which has to make
    /// room for as many again.
    fn limit(&mut self) {
        if self.heard.len() > DIRTY_MAX {
            self.heard = each_once(std::mem::take(&mut self.heard));
            if self.heard.len() > DIRTY_MAX / 2 {
                self.heard.clear();
                self.list.iter_mut().filter(|controller| controller.is_dirty).for_each(Controller::forget);
            }
        }
    }

    /// Changes were missed: every planner looks at everything.
    pub fn lost_track(&mut self) {
        self.heard.clear();
        self.list.iter_mut().for_each(Controller::forget);
    }

    /// When the next planner is due; `None` where only a change can make one so.
    pub fn next_due(&self, now: Timestamp) -> Option<Timestamp> {
        let now = now.max(self.latest);
        self.list.iter().map(|controller| controller.due_at(now)).min()
    }

    /// The same without full passes: for whoever knows that nothing has changed since the last of them.
    pub fn next_wake(&self, now: Timestamp) -> Option<Timestamp> {
        let now = now.max(self.latest);
        self.list.iter().filter_map(|controller| controller.wakes_at(now)).min()
    }

    /// Asks every planner that is due.
    pub fn plan(&mut self, snapshot: &Snapshot, now: Timestamp) -> Vec<(&'static str, Plan)> {
        let now = now.max(self.latest);
        let heard = each_once(std::mem::take(&mut self.heard));
        let due = self.list.iter_mut().filter(|controller| controller.due_at(now) <= now);
        due.map(|controller| (controller.planner.name(), controller.ask(snapshot, &heard, now))).collect()
    }
}

fn each_once(mut rows: Vec<RowId>) -> Vec<RowId> {
    rows.sort_unstable();
    rows.dedup();
    rows
}

impl Controller {
    fn forget(&mut self) {
        self.is_dirty = false;
        self.full_at = None;
    }

    fn due_at(&self, now: Timestamp) -> Timestamp {
        let full_at = self.full_at.unwrap_or(now);
        let wake_at = self.wake_at.unwrap_or(full_at);
        if self.is_dirty { now } else { full_at.min(wake_at) }
    }

    fn wakes_at(&self, now: Timestamp) -> Option<Timestamp> {
        let rested = !self.is_dirty && self.full_at.is_some();
        if rested { self.wake_at } else { Some(now) }
    }

    fn ask(&mut self, snapshot: &Snapshot, heard: &[RowId], now: Timestamp) -> Plan {
        self.is_dirty = false;
        let trigger = match self.full_at {
            Some(full_at) if full_at > now => {
                let tables = self.planner.tables();
                Trigger::Changed(heard.iter().filter(|id| tables.contains(&id.table)).cloned().collect())
            }
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
        let planned = clock();
        for (planner, plan) in plans {
            if carry_out(&engine, planner, plan).await.is_err() {
                return;
            }
        }
        let goes_on = controllers.next_wake(now).is_some_and(|at| at <= now);
        let rest = match goes_on {
            // A planner that stopped for the size of its plan has more to do, and the world is told between.
            true => Duration::ZERO,
            false => rest_after(planned.millis() - now.millis(), clock().millis() - planned.millis()),
        };
        let waited = tokio::select! {
            waited = async {
                tokio::time::sleep(rest).await;
                wait(&mut watch, &mut controllers, &clock).await
            } => waited,
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

/// How long to rest after planning that took so long, and whose decisions took so long to carry out: planning rested
/// meanwhile. Commits that are heard late are not lost: whoever falls too far behind looks at everything.
fn rest_after(planning_millis: i64, carrying_millis: i64) -> Duration {
    let millis = planning_millis.saturating_mul(REST_PER_PLANNING).saturating_sub(carrying_millis.max(0));
    Duration::from_millis(millis.clamp(0, REST_MILLIS_MAX).unsigned_abs())
}

async fn carry_out(engine: &Engine, planner: &'static str, plan: Plan) -> Result<(), EngineError> {
    for part in parts(plan.decisions) {
        match carry_out_part(engine, planner, part.clone()).await {
            Ok(()) => {}
            Err(error) if !is_of_one(&error) => return Err(error),
            // One that cannot be carried out does not hold up those that it shares a transaction with.
            Err(_) if part.len() > 1 => {
                for decision in part.iter() {
                    let alone = carry_out_part(engine, planner, Arc::new(vec![decision.clone()])).await;
                    complain(planner, alone)?;
                }
            }
            error => complain(planner, error)?,
        }
    }
    Ok(())
}

type Part = Arc<Vec<Arc<dyn Decision>>>;

/// Decisions in their order, as many to a part as fit a transaction.
fn parts(decisions: Vec<Box<dyn Decision>>) -> Vec<Part> {
    let mut parts: Vec<Vec<Arc<dyn Decision>>> = Vec::new();
    let mut left = 0;
    for decision in decisions {
        let weight = decision.weight();
        let room = parts.last_mut().filter(|part| weight <= left && part.len() < DECISIONS_PER_TRANSACTION);
        match room {
            Some(part) => {
                left -= weight;
                part.push(decision.into());
            }
            None => {
                left = WEIGHT_PER_TRANSACTION.saturating_sub(weight);
                parts.push(vec![decision.into()]);
            }
        }
    }
    parts.into_iter().map(Arc::new).collect()
}

async fn carry_out_part(engine: &Engine, planner: &'static str, part: Part) -> Result<(), EngineError> {
    let done = engine.transact(move |tx| {
        for decision in part.iter() {
            let outcome = decision.apply(tx);
            tracing::info!(planner, %decision, stale = outcome == Outcome::Stale, "decided");
        }
        Ok::<(), std::convert::Infallible>(())
    });
    done.await.map(|_| ())
}

/// The engine goes on after it; it was the transaction's own fault.
fn is_of_one(error: &EngineError) -> bool {
    matches!(error, EngineError::Panicked(_) | EngineError::TooLarge { .. })
}

fn complain(planner: &'static str, done: Result<(), EngineError>) -> Result<(), EngineError> {
    match done {
        Err(error) if is_of_one(&error) => {
            tracing::error!(planner, %error, "a plan could not be carried out; it will be made again");
            Ok(())
        }
        done => done,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use longshore_world::Tx;
    use std::fmt;

    struct Heavy(usize);

    impl fmt::Display for Heavy {
        fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "{}", self.0)
        }
    }

    impl Decision for Heavy {
        fn apply(&self, _: &mut Tx<'_>) -> Outcome {
            Outcome::Stale
        }

        fn weight(&self) -> usize {
            self.0
        }
    }

    #[test]
    fn a_transaction_takes_as_many_decisions_as_it_can_bear_in_their_order() {
        let cut = |weights: &[usize]| {
            let decisions =
                weights.iter().map(|weight| Box::new(Heavy(*weight)) as Box<dyn Decision>).collect();
            parts(decisions).iter().map(|part| part.len()).collect::<Vec<_>>()
        };
        assert_eq!(cut(&[]), [0; 0]);
        assert_eq!(cut(&[1; 1200]), [500, 500, 200]);
        assert_eq!(cut(&[500, 500, 1, 5000, 1]), [2, 1, 1, 1]);
        assert_eq!(cut(&[900, 200, 300, 400]), [1, 3]);
    }

    #[test]
    fn the_rest_follows_the_cost_and_has_an_end() {
        let rests = [(-5, 0), (0, 0), (1, 2), (10, 20), (1000, 20)];
        for (cost, rest) in rests {
            assert_eq!(rest_after(cost, 0).as_millis(), rest, "after {cost}");
        }
        assert_eq!(rest_after(10, 15).as_millis(), 5, "what was carried out meanwhile counts");
        assert_eq!((rest_after(10, 40).as_millis(), rest_after(10, -40).as_millis()), (0, 20));
    }
}
