//! A cluster's machines, the last seconds of control's store and control itself are lost, in every order and at several
//! distances, and what was desired comes about.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use longshore_simulator::cluster::Before;
use longshore_simulator::{Cluster, Machine, Settings};
use serde_json::{Value, json};

const NODES: usize = 3;

#[derive(Debug, Clone, Copy, PartialEq)]
enum Loss {
    Nodes,
    /// What was written in the last seconds, acknowledged or not.
    LastSeconds,
    Control,
}
use Loss::{Control, LastSeconds, Nodes};

const ORDERS: [[Loss; 3]; 6] = [
    [Nodes, LastSeconds, Control],
    [Nodes, Control, LastSeconds],
    [LastSeconds, Nodes, Control],
    [LastSeconds, Control, Nodes],
    [Control, Nodes, LastSeconds],
    [Control, LastSeconds, Nodes],
];
/// Between two losses: at once, while the first is still under way, and when all has been seen.
const PAUSES: [i64; 4] = [0, 300, 5_000, 90_000];

fn call(cluster: &mut Cluster, operation: &str, input: Value) -> Value {
    // Control may be down: whoever asks asks again.
    for _ in 0..100 {
        if let Ok(answer) = cluster.call(operation, &input) {
            return answer;
        }
        cluster.run_for(500);
    }
    panic!("{operation} is never answered: {:?}", cluster.problems());
}

/// A service of six tasks and a daemon, running; then the service is on its way to eight of a newer revision.
fn on_its_way(seed: u64) -> (Cluster, Before) {
    let mut cluster = Cluster::new(Settings::calm(seed)).unwrap();
    call(&mut cluster, "CreateCluster", json!({"clusterName": "default"}));
    for _ in 0..NODES {
        cluster.add_node("default", Machine::default());
    }
    cluster.run_for(2_000);
    for family in ["web", "log"] {
        let container = json!({"name": "app", "image": "sim/steady", "memory": 128});
        let definition = json!({"family": family, "containerDefinitions": [container]});
        call(&mut cluster, "RegisterTaskDefinition", definition.clone());
        call(&mut cluster, "RegisterTaskDefinition", definition);
    }
    let web = json!({"serviceName": "web", "taskDefinition": "web:1", "desiredCount": 6});
    call(&mut cluster, "CreateService", web);
    let log = json!({"serviceName": "log", "taskDefinition": "log:1", "schedulingStrategy": "DAEMON"});
    call(&mut cluster, "CreateService", log);
    assert!(cluster.run_until_settled(600_000), "{:?}", cluster.unsettled());
    let update = json!({"service": "web", "taskDefinition": "web:2", "desiredCount": 8});
    call(&mut cluster, "UpdateService", update);
    let before = cluster.backup().unwrap();
    cluster.run_for(3_000);
    (cluster, before)
}

fn lose(cluster: &mut Cluster, loss: Loss, before: &mut Option<Before>) {
    match loss {
        Nodes => cluster.kill_nodes("default"),
        LastSeconds => cluster.lose_writes_since(before.take().unwrap()),
        Control => cluster.kill_control(),
    }
}

#[test]
fn whatever_is_lost_in_whatever_order_what_was_desired_comes_about() {
    for (number, order) in ORDERS.into_iter().enumerate() {
        for pause in PAUSES {
            let (mut cluster, before) = on_its_way(number as u64 + 1);
            let mut before = Some(before);
            for loss in order {
                lose(&mut cluster, loss, &mut before);
                cluster.run_for(pause);
            }
            let what = format!("{order:?}, {pause} ms apart");
            let settled = cluster.settle();
            assert!(settled.is_some(), "{what}: {:?}", cluster.problems());
            let services = call(&mut cluster, "DescribeServices", json!({"services": ["web", "log"]}));
            let running = |name: &str| {
                let all = services["services"].as_array().unwrap();
                let service = all.iter().find(|service| service["serviceName"] == name).unwrap();
                assert_eq!(service["deployments"].as_array().unwrap().len(), 1, "{what}: {service}");
                service["runningCount"].as_i64().unwrap()
            };
            assert_eq!((running("web"), running("log")), (8, NODES as i64), "{what}");
        }
    }
}
