//! Planners are idempotent: what a plan decides, done, soon leaves nothing to decide.
//!
//! Plans are made and carried out on a copy of the world, so that looking changes nothing.
//!
//! Must not know: any planner.

use std::sync::Arc;

use longshore_engine::ColdRows;
use longshore_store::Rows;
use longshore_world::{Cold, Plan, Snapshot, StagedCold, Stamp, Timestamp, Trigger, Tx, World};

use crate::control;
use crate::sabotage::Sabotage;

const TOLD_CHARS_MAX: usize = 400;
/// A rollback is a step of its own, and what is stopped makes room for what was not placed.
const ROUNDS_MAX: usize = 8;

pub(crate) fn check(
    snapshot: &Snapshot,
    rows: Arc<dyn Rows>,
    now: Timestamp,
    sabotage: Sabotage,
    problems: &mut Vec<String>,
) {
    let cold: Arc<dyn Cold> = Arc::new(ColdRows(rows));
    for planner in control::planners(sabotage) {
        let (mut world, mut told, mut staged) = (snapshot.clone(), Vec::new(), StagedCold::new());
        for round in 1..=ROUNDS_MAX {
            let plan = planner.plan(&world, &Trigger::Full, now);
            let (after, changed) = carried_out(&world, &plan, &*cold, &mut staged, now);
            // What finds no place is tried again, which changes nothing.
            if !changed {
                break;
            }
            told.push(shortened(&plan));
            if round == ROUNDS_MAX {
                let name = planner.name();
                problems
                    .push(format!("idempotent: {name} does not come to rest: {}", told.join("], then [")));
            }
            world = Snapshot::new(after, cold.clone(), world.position() + 1);
        }
    }
}

/// The world after a plan, and whether anything is different in it.
fn carried_out(
    snapshot: &Snapshot,
    plan: &Plan,
    cold: &dyn Cold,
    staged: &mut StagedCold,
    now: Timestamp,
) -> (World, bool) {
    let (mut world, mut random) = (World::clone(snapshot), fastrand::Rng::with_seed(1));
    let stamp = Stamp { commit: snapshot.position() + 1, place: 0 };
    let mut tx = Tx::begin(&mut world, cold, staged, &mut random, now).stamped(stamp);
    for decision in &plan.decisions {
        decision.apply(&mut tx);
    }
    let changed = !tx.stored().is_empty();
    tx.commit();
    (world, changed)
}

fn shortened(plan: &Plan) -> String {
    plan.to_string().replace('\n', "; ").chars().take(TOLD_CHARS_MAX).collect()
}
