//! Control fails at every write of a run in turn, in every way that a disk knows, and nothing is lost.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use longshore_simulator::cluster::Fault;
use longshore_simulator::run::{Plan, play};
use longshore_simulator::{Cluster, Machine, Settings, Weather};
use serde_json::{Value, json};

const WRITES_MAX: u64 = 400;
const FAULTS: [Fault; 3] = [Fault::Full, Fault::Torn, Fault::Sync];

#[allow(clippy::disallowed_methods, reason = "how thorough is asked of whoever runs the test")]
fn stride() -> usize {
    // Every write in the long run; a sample of them at every other time.
    if std::env::var_os("LONGSHORE_EVERY_WRITE").is_some() { 1 } else { 5 }
}

#[test]
fn a_crash_at_any_write_loses_nothing() {
    let calm = Plan {
        hours: 0.05,
        nodes: Some(3),
        user_millis: Some(2_000),
        weather: Some(Weather::CALM),
        ..Plan::of_seed(5)
    };
    let writes = play(&calm).unwrap_or_else(|failed| panic!("{failed}")).figures.commits;
    for commit in (1..=writes.min(WRITES_MAX)).step_by(stride()) {
        for how in FAULTS {
            let plan = Plan { failing_commit: Some((commit, how)), ..calm.clone() };
            if let Err(failed) = play(&plan) {
                panic!("write {commit}, {how:?}: {failed}");
            }
        }
    }
}

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

/// One task, from its definition to its end, with control failing at one write; answers how many writes it took.
fn life_of_a_task(failing_commit: Option<(u64, Fault)>) -> u64 {
    let what = format!("{failing_commit:?}");
    let mut cluster = Cluster::new(Settings { failing_commit, ..Settings::calm(7) }).unwrap();
    call(&mut cluster, "CreateCluster", json!({"clusterName": "default"}));
    cluster.add_node("default", Machine::default());
    // Where control failed as the node came, it comes again.
    cluster.run_for(60_000);
    let container = json!({"name": "app", "image": "sim/steady", "memory": 128});
    call(
        &mut cluster,
        "RegisterTaskDefinition",
        json!({"family": "app", "containerDefinitions": [container]}),
    );
    let run = json!({"taskDefinition": "app", "clientToken": "once"});
    let mut answer = call(&mut cluster, "RunTask", run.clone());
    // A machine whose control has just come back is not connected yet, and RunTask says so.
    while answer["failures"][0]["reason"] == "AGENT" && cluster.elapsed_millis() < 300_000 {
        cluster.run_for(1_000);
        answer = call(&mut cluster, "RunTask", run.clone());
    }
    let arn = answer["tasks"][0]["taskArn"].as_str().unwrap_or_else(|| panic!("{what}: {answer}")).to_owned();
    let task =
        |cluster: &mut Cluster| call(cluster, "DescribeTasks", json!({"tasks": [arn]}))["tasks"][0].clone();
    cluster.run_for(60_000);
    assert_eq!(task(&mut cluster)["lastStatus"], "RUNNING", "{what}");
    call(&mut cluster, "StopTask", json!({"task": arn, "reason": "seen enough"}));
    assert!(cluster.settle().is_some(), "{what}: {:?}", cluster.problems());
    let ended = task(&mut cluster);
    assert_eq!(
        (&ended["lastStatus"], &ended["stopCode"], &ended["stoppedReason"]),
        (&json!("STOPPED"), &json!("UserInitiated"), &json!("seen enough")),
        "{what}"
    );
    let all = call(&mut cluster, "ListTasks", json!({"desiredStatus": "STOPPED"}));
    assert_eq!(all["taskArns"], json!([arn]), "{what}");
    cluster.figures().commits
}

#[test]
fn a_crash_at_each_write_of_a_tasks_life_changes_nothing_of_it() {
    let writes = life_of_a_task(None);
    for commit in 1..=writes {
        for how in FAULTS {
            life_of_a_task(Some((commit, how)));
        }
    }
}
