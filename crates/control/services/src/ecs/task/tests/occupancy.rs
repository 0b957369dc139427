//! What is told of an instance after tasks have come and gone there.

use longshore_planners::occupancy::Teller;
use longshore_world::records::history::{Happening, HappeningKey};
use longshore_world::records::occupancy::Occupancy;
use longshore_world::{Outcome, Planner, RowKey, StoredRecord, Trigger};

use super::*;
use crate::events;

/// Lets the planner tell what there is to tell; the events of it.
fn told(bench: &mut Bench, teller: &Teller, trigger: &Trigger) -> Vec<serde_json::Value> {
    let now = bench.now;
    assert!(
        teller.plan(&bench.snapshot(), trigger, now).decisions.is_empty(),
        "not before a moment has passed"
    );
    let plan = teller.plan(&bench.snapshot(), &Trigger::Changed(Default::default()), now.plus_millis(1000));
    for decision in &plan.decisions {
        assert_eq!(bench.transact(|tx| decision.apply(tx)), Outcome::Done);
        assert_eq!(bench.transact(|tx| decision.apply(tx)), Outcome::Stale, "and not twice");
    }
    let rows = bench.world.scan::<Occupancy>(&longshore_world::KeyBytes::from_slice(&[]));
    let event = |(key, row): (ContainerInstanceKey, &std::sync::Arc<Occupancy>)| {
        let happening = Happening {
            table: Some(i32::from(Occupancy::TABLE)),
            key: Some(key.bytes().as_slice().to_vec().into()),
            row: Some(row.encode().into()),
            ..Happening::default()
        };
        let place = HappeningKey { commit: 1, place: 0 };
        events::event(&bench.world, &place, &happening).unwrap().body["detail"].clone()
    };
    if plan.decisions.is_empty() { Vec::new() } else { rows.map(event).collect() }
}

#[test]
fn an_instance_that_tasks_come_to_and_leave_is_told_of() {
    let mut bench = Bench::new();
    let (teller, instance) = (Teller::default(), bench.instance());
    assert_eq!(told(&mut bench, &teller, &Trigger::Full), Vec::<serde_json::Value>::new(), "it is empty");
    let task = bench.started(&instance);
    let changed = |bench: &Bench| Trigger::Changed(bench.changes.iter().map(|it| it.id.clone()).collect());
    let trigger = changed(&bench);
    let detail = told(&mut bench, &teller, &trigger).remove(0);
    let left = |detail: &serde_json::Value, name: &str| {
        let all = detail["remainingResources"].as_array().unwrap();
        all.iter().find(|it| it["name"] == name).unwrap()["integerValue"].clone()
    };
    assert_eq!(detail["containerInstanceArn"], instance);
    assert_eq!((left(&detail, "CPU"), left(&detail, "MEMORY")), (1536.into(), 3584.into()));
    assert_eq!((detail["pendingTasksCount"].clone(), detail["version"].clone()), (1.into(), 2.into()));
    assert_eq!(bench.described_instance(&instance).version, Some(2));
    assert_eq!(told(&mut bench, &teller, &Trigger::Full).len(), 0, "all is told");

    // It runs, which takes nothing more; then it is gone.
    bench.report(&instance, &report(&task, 1, "RUNNING"));
    let trigger = changed(&bench);
    assert_eq!(told(&mut bench, &teller, &trigger).len(), 0);
    bench.stop(&task, None);
    bench.report(&instance, &report(&task, 2, "STOPPED"));
    let detail = told(&mut bench, &Teller::default(), &Trigger::Full).remove(0);
    assert_eq!((left(&detail, "CPU"), detail["version"].clone()), (2048.into(), 3.into()));

    // Its versions and the row's are one count.
    let key = instance_key(&instance);
    bench.transact(|tx| crate::ecs::container_instance::set_agent_connected(tx, &key, false));
    assert_eq!(bench.described_instance(&instance).version, Some(4));
}
