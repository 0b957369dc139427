//! When rows go, and what stays for whoever needs it.

mod aged;

use super::*;
use longshore_world::{Account, NoCold, Region, Scope, StagedCold};
use std::sync::Arc;

const DELETED: Timestamp = Timestamp::from_secs(1_000_000);

fn change<T>(world: &mut World, at: Timestamp, run: impl FnOnce(&mut Tx<'_>) -> T) -> T {
    let (mut staged, mut random) = (StagedCold::new(), fastrand::Rng::with_seed(1));
    let mut tx = Tx::begin(world, &NoCold, &mut staged, &mut random, at);
    let result = run(&mut tx);
    tx.commit();
    result
}

fn plan(world: &World, now: Timestamp) -> Plan {
    Retention::new(STOPPED_TASKS_KEPT_DAYS).plan(
        &Snapshot::new(world.clone(), Arc::new(NoCold), 1),
        &Trigger::Full,
        now,
    )
}

fn world() -> (World, TaskDefinitionKey, ClusterKey) {
    let scope = Scope { account: Account::from_number(1), region: Region::parse("us-east-1").unwrap() };
    let task = TaskDefinitionKey { scope, family: "web".to_owned(), revision: 1 };
    let cluster = ClusterKey { scope, name: "old".to_owned() };
    let mut world = World::default();
    change(&mut world, DELETED, |tx| {
        let family = FamilyKey { scope, family: "web".to_owned() };
        tx.put(&family, Family { latest: 1, deleting: 1, ..Default::default() });
        let row = TaskDefinition {
            status: TaskDefinitionStatus::DeleteInProgress,
            delete_requested_at: Some(DELETED),
            ..Default::default()
        };
        tx.put(&task, row);
        tx.put(&cluster, Cluster { inactive_at: Some(DELETED), ..Default::default() });
    });
    (world, task, cluster)
}

#[test]
fn nothing_goes_before_its_time_and_the_planner_asks_to_be_woken_then() {
    let (world, ..) = world();
    let plan = plan(&world, DELETED.plus_secs(INACTIVE_KEPT_SECS - 1));
    assert_eq!(plan.to_string(), "nothing to do");
    assert_eq!(plan.wake_at, Some(DELETED.plus_secs(INACTIVE_KEPT_SECS)));
}

#[test]
fn what_is_due_goes_and_the_family_keeps_its_counter() {
    let (mut world, task, cluster) = world();
    let now = DELETED.plus_secs(INACTIVE_KEPT_SECS);
    let plan = plan(&world, now);
    assert_eq!(
        plan.to_string(),
        "forget cluster old: deleted long enough ago\ndelete task definition web:1: asked for long enough ago"
    );
    for decision in &plan.decisions {
        let first = change(&mut world, now, |tx| decision.apply(tx));
        let second = change(&mut world, now, |tx| decision.apply(tx));
        assert_eq!((first, second), (Outcome::Done, Outcome::Stale), "{decision}");
    }
    assert!(world.get::<TaskDefinition>(&task).is_none() && world.get::<Cluster>(&cluster).is_none());
    let family = FamilyKey { scope: task.scope, family: task.family };
    assert_eq!(world.get::<Family>(&family).unwrap().latest, 1);
    assert_eq!(world.problems(), Vec::<String>::new());
}

#[test]
fn a_definition_stays_while_a_task_runs_it() {
    use longshore_shapes::Shared;
    use longshore_world::records::launch::Launch;
    use longshore_world::records::task::TaskKey;
    use longshore_world::records::task::status::Status;
    let (mut world, definition, _) = world();
    let key = TaskKey { scope: definition.scope, cluster: "c".to_owned(), id: "t".to_owned() };
    let launch = Launch { family: "web".to_owned(), revision: 1, ..Default::default() };
    let launch = Shared::new(launch);
    let row = |status, stopped_at| Task { launch: launch.clone(), status, stopped_at, ..Default::default() };
    let forgets = |world: &World, now: Timestamp, what: &str| plan(world, now).to_string().contains(what);
    let now = DELETED.plus_secs(INACTIVE_KEPT_SECS);
    change(&mut world, now, |tx| tx.put(&key, row(Status::Running, None)));
    assert!(!forgets(&world, now, "web:1"));
    change(&mut world, now, |tx| tx.put(&key, row(Status::Stopped, Some(now))));
    assert!(forgets(&world, now, "web:1"));
}

#[test]
fn a_name_that_was_taken_again_meanwhile_is_left_alone() {
    let (mut world, _, cluster) = world();
    let now = DELETED.plus_secs(INACTIVE_KEPT_SECS);
    let plan = plan(&world, now);
    change(&mut world, now, |tx| tx.put(&cluster, Cluster::default()));
    let outcome = change(&mut world, now, |tx| plan.decisions[0].apply(tx));
    assert_eq!(outcome, Outcome::Stale);
    assert!(world.get::<Cluster>(&cluster).is_some());
}

fn service_key(scope: Scope) -> ServiceKey {
    ServiceKey { scope, cluster: "c".to_owned(), name: "api".to_owned() }
}

/// A service of one rollout, with a deployment of long ago beside its own, each with a revision of `web:1`.
fn with_service(world: &mut World, scope: Scope, status: &str) -> [ServiceDeploymentKey; 2] {
    use longshore_shapes::ecs;
    use longshore_world::records::launch::{Launch, Order};
    use longshore_world::records::service::Rollout;
    let key = service_key(scope);
    let of = |id: &str| ServiceDeploymentKey {
        scope,
        cluster: key.cluster.clone(),
        service: key.name.clone(),
        id: id.to_owned(),
    };
    change(world, DELETED, |tx| {
        for id in ["old", "now"] {
            let launch = Launch { family: "web".to_owned(), revision: 1, ..Default::default() };
            let order = Order { launch: longshore_shapes::Shared::new(launch), ..Default::default() };
            tx.put(&revision_key(&key, id), ServiceRevision { order, ..Default::default() });
            let deployment = ecs::ServiceDeployment { finished_at: Some(DELETED), ..Default::default() };
            tx.put(&of(id), ServiceDeployment { deployment, target: id.to_owned(), ..Default::default() });
        }
        let rollout = Rollout {
            id: "ecs-svc/1".to_owned(),
            revision: "now".to_owned(),
            service_deployment: "now".to_owned(),
            ..Default::default()
        };
        let shape = ecs::Service { status: Some(status.to_owned()), ..Default::default() };
        let inactive_at = (status == STATUS_INACTIVE).then_some(DELETED);
        tx.put(&key, Service { service: shape, rollouts: vec![rollout], inactive_at, ..Default::default() });
    });
    [of("old"), of("now")]
}

fn carry_out(world: &mut World, now: Timestamp) {
    for decision in plan(world, now).decisions {
        assert_eq!(change(world, now, |tx| decision.apply(tx)), Outcome::Done, "{decision}");
        assert_eq!(change(world, now, |tx| decision.apply(tx)), Outcome::Stale, "{decision}");
    }
    assert_eq!(world.problems(), Vec::<String>::new());
}

#[test]
fn a_deployment_goes_with_its_revision_and_what_the_service_runs_stays() {
    let (mut world, definition, _) = world();
    let [old, now] = with_service(&mut world, definition.scope, "ACTIVE");
    carry_out(&mut world, DELETED.plus_secs(DEPLOYMENTS_KEPT_SECS - 1));
    assert!(world.get::<ServiceDeployment>(&old).is_some());
    assert!(world.get::<TaskDefinition>(&definition).is_some(), "the service runs it");
    carry_out(&mut world, DELETED.plus_secs(DEPLOYMENTS_KEPT_SECS));
    assert!(world.get::<ServiceDeployment>(&old).is_none() && world.get::<ServiceDeployment>(&now).is_some());
    let service = service_key(definition.scope);
    let there = |id: &str| world.get::<ServiceRevision>(&revision_key(&service, id)).is_some();
    assert_eq!((there("old"), there("now")), (false, true));
}

#[test]
fn an_inactive_service_goes_with_all_that_belonged_to_it() {
    let (mut world, definition, _) = world();
    with_service(&mut world, definition.scope, STATUS_INACTIVE);
    carry_out(&mut world, DELETED.plus_secs(INACTIVE_KEPT_SECS));
    let all = KeyBytes::from_slice(&[]);
    assert_eq!(world.scan::<Service>(&all).count(), 0);
    assert_eq!(world.scan::<ServiceDeployment>(&all).count(), 0);
    assert_eq!(world.scan::<ServiceRevision>(&all).count(), 0);
    assert!(world.get::<TaskDefinition>(&definition).is_none());
}
