//! A world that is forked plays forward, and the one it came from hears nothing of it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use longshore_simulator::{Cluster, Machine, Settings};
use serde_json::{Value, json};

fn running(cluster: &mut Cluster) -> i64 {
    let answer = cluster.call("DescribeServices", &json!({"services": ["web"]})).unwrap();
    answer["services"][0]["runningCount"].as_i64().unwrap()
}

fn call(cluster: &mut Cluster, operation: &str, input: Value) {
    cluster.call(operation, &input).unwrap_or_else(|error| panic!("{operation}: {error}"));
}

#[test]
fn a_fork_plays_a_change_forward_and_leaves_the_original_as_it_was() {
    let mut original = Cluster::new(Settings::calm(3)).unwrap();
    call(&mut original, "CreateCluster", json!({"clusterName": "default"}));
    original.add_node("default", Machine::default());
    original.run_for(2_000);
    let container = json!({"name": "app", "image": "sim/steady", "memory": 128});
    call(
        &mut original,
        "RegisterTaskDefinition",
        json!({"family": "web", "containerDefinitions": [container]}),
    );
    call(
        &mut original,
        "CreateService",
        json!({"serviceName": "web", "taskDefinition": "web", "desiredCount": 2}),
    );
    assert!(original.run_until_settled(600_000), "{:?}", original.unsettled());
    assert_eq!(running(&mut original), 2);

    let now = longshore_world::Timestamp::from_millis(original.now());
    let mut fork =
        Cluster::from_world(original.snapshot(), original.scope(), now, Settings::calm(4)).unwrap();
    fork.run_for(5_000);
    assert_eq!(running(&mut fork), 2, "what ran goes on");
    call(&mut fork, "UpdateService", json!({"service": "web", "desiredCount": 6}));
    assert!(fork.run_until_settled(600_000), "{:?} {:?}", fork.unsettled(), fork.problems());
    assert_eq!(running(&mut fork), 6);
    assert_eq!(running(&mut original), 2);
}
