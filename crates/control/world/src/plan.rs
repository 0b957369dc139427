//! Plans: what a controller decides, as data with reasons.
//!
//! A planner looks at a snapshot and a time, and answers with decisions; it changes nothing. The engine
//! carries the decisions out in a transaction of their own, where each looks again at the rows that it
//! was made from and does nothing if they have moved on: the planner will be asked again.
//!
//! A planner is *triggered* by changes and timers but must *decide* from full state, and be idempotent:
//! a full pass repairs whatever was missed.
//!
//! Must not know: threads, timers, or any particular controller.

use std::collections::BTreeSet;
use std::fmt;

use longshore_shapes::Timestamp;

use crate::record::TableId;
use crate::snapshot::Snapshot;
use crate::tables::RowId;
use crate::transaction::Tx;

/// A controller, as a pure function.
pub trait Planner: Send {
    fn name(&self) -> &'static str;

    /// The tables whose changes should wake this planner.
    fn tables(&self) -> &'static [TableId];

    fn plan(&self, snapshot: &Snapshot, trigger: &Trigger, now: Timestamp) -> Plan;
}

/// Why a planner is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trigger {
    /// Look at everything: at start, after a missed change, and now and then.
    Full,
    /// These rows changed, or a time that the planner named has come.
    Changed(BTreeSet<RowId>),
}

/// What should be done, and when to look again.
#[derive(Default)]
pub struct Plan {
    pub decisions: Vec<Box<dyn Decision>>,
    pub wake_at: Option<Timestamp>,
}

impl Plan {
    /// Asks to be woken at `at`, if that is before any other wish.
    pub fn wake(&mut self, at: Timestamp) {
        self.wake_at = Some(self.wake_at.map_or(at, |earlier| earlier.min(at)));
    }
}

/// One item of a plan. Its `Display` form says what is done and why.
pub trait Decision: fmt::Display + Send + Sync {
    /// Does it, unless the rows it was decided on have changed since.
    fn apply(&self, tx: &mut Tx<'_>) -> Outcome;

    /// How many rows of the fleet it changes, roughly: what a transaction of several decisions is filled by.
    fn weight(&self) -> usize {
        1
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    Done,
    Stale,
}

impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.decisions.is_empty() {
            return f.write_str("nothing to do");
        }
        for (number, decision) in self.decisions.iter().enumerate() {
            if number > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{decision}")?;
        }
        Ok(())
    }
}
