//! Task protection: who may have it, for how long, and how much of it there is.

use longshore_link::ProtectionQuestion;
use longshore_world::records::launch::Launch;
use longshore_world::records::service::{STATUS_ACTIVE, Service, ServiceKey};
use serde_json::json;

use super::*;
use crate::ecs::task::protection::answer;

/// Two tasks of the service `s`, which shall have `desired`.
fn of_service(bench: &mut Bench, desired: i32) -> Vec<String> {
    let service = ecs::Service {
        status: Some(STATUS_ACTIVE.to_owned()),
        desired_count: Some(desired),
        ..Default::default()
    };
    let key = ServiceKey { scope: scope(), cluster: "default".to_owned(), name: "s".to_owned() };
    bench.transact(|tx| tx.put(&key, Service { service, ..Default::default() }));
    let (one, two) = (bench.instance(), bench.instance());
    let arns = vec![bench.started(&one), bench.started(&two)];
    for arn in &arns {
        let launch = Launch { group: "service:s".to_owned(), ..Launch::clone(&bench.row(arn).launch) };
        bench.transact(|tx| tx.update(&key_of(arn), |row: &mut Task| row.launch = launch.into()));
    }
    arns
}

fn key_of(arn: &str) -> TaskKey {
    super::key(arn)
}

fn update(
    bench: &mut Bench,
    tasks: &[&str],
    enabled: bool,
    minutes: Option<i32>,
) -> Result<ecs::UpdateTaskProtectionResponse, ApiError> {
    bench.call::<op::UpdateTaskProtection>(ecs::UpdateTaskProtectionRequest {
        cluster: "default".to_owned(),
        tasks: texts(tasks),
        protection_enabled: enabled,
        expires_in_minutes: minutes,
    })
}

fn get(bench: &mut Bench, task: &str) -> ecs::ProtectedTask {
    let input = ecs::GetTaskProtectionRequest { cluster: "default".to_owned(), tasks: Some(texts(&[task])) };
    bench.call::<op::GetTaskProtection>(input).unwrap().protected_tasks.unwrap().remove(0)
}

#[test]
fn protection_lasts_for_its_minutes_and_can_be_taken_away() {
    let mut bench = Bench::new();
    let arns = of_service(&mut bench, 2);
    let (one, two) = (arns[0].as_str(), arns[1].as_str());
    assert_eq!(get(&mut bench, one).protection_enabled, Some(false));
    let version = bench.row(one).version;
    let answer = update(&mut bench, &[one, two], true, None).unwrap();
    assert_eq!(answer.failures.unwrap(), []);
    let until = bench.now.plus_secs(120 * 60);
    assert_eq!(answer.protected_tasks.unwrap()[0].expiration_date, Some(until));
    assert_eq!(bench.row(one).version, version, "no event tells of it");
    update(&mut bench, &[two], true, Some(1)).unwrap();
    bench.now = bench.now.plus_secs(60);
    assert_eq!(
        get(&mut bench, two),
        ecs::ProtectedTask {
            task_arn: Some(two.to_owned()),
            protection_enabled: Some(false),
            expiration_date: None,
        }
    );
    assert_eq!(get(&mut bench, one).expiration_date, Some(until));
    update(&mut bench, &[one], false, None).unwrap();
    assert_eq!(get(&mut bench, one).protection_enabled, Some(false));
}

#[test]
fn a_task_asks_for_itself_by_its_node() {
    let mut bench = Bench::new();
    let arns = of_service(&mut bench, 2);
    let here = instance_key(bench.described(&arns[0]).container_instance_arn.as_ref().unwrap());
    let mut ask = |arn: &str, enabled, expires_in_minutes| {
        let (number, task_arn) = (Some(7), Some(arn.to_owned()));
        let question = ProtectionQuestion { number, task_arn, enabled, expires_in_minutes };
        let answer = bench.transact(|tx| answer(tx, &here, &question));
        assert_eq!(answer.number, Some(7));
        let body: serde_json::Value = serde_json::from_str(&answer.body.unwrap()).unwrap();
        (answer.status.unwrap(), body)
    };
    let (own, other) = (arns[0].as_str(), arns[1].as_str());
    let off = json!({ "protection": { "TaskArn": own, "ProtectionEnabled": false } });
    assert_eq!(ask(own, None, None), (200, off.clone()));
    let (status, on) = ask(own, Some(true), Some(60));
    assert_eq!((status, &on["protection"]["ProtectionEnabled"]), (200, &json!(true)));
    assert!(on["protection"]["ExpirationDate"].as_str().unwrap().ends_with('Z'), "{on}");
    assert_eq!(ask(own, None, None), (200, on));
    assert_eq!(ask(own, Some(false), None), (200, off));
    let (status, refused) = ask(own, Some(true), Some(0));
    assert_eq!((status, &refused["error"]["Code"]), (400, &json!("InvalidParameterException")));
    let (status, refused) = ask(other, Some(true), None);
    assert_eq!((status, &refused["error"]["Code"]), (400, &json!("ResourceNotFoundException")));
}

#[test]
fn tasks_that_cannot_be_protected() {
    let mut bench = Bench::new();
    let arns = of_service(&mut bench, 1);
    let (one, two) = (arns[0].as_str(), arns[1].as_str());
    let reasons = |bench: &mut Bench, tasks: &[&str]| {
        let failures = update(bench, tasks, true, None).unwrap().failures.unwrap();
        failures.into_iter().filter_map(|failure| failure.reason).collect::<Vec<_>>()
    };
    assert_eq!(reasons(&mut bench, &[one, two]), ["DEPLOYMENT_BLOCKED"], "one is all the service shall have");
    assert_eq!(reasons(&mut bench, &[one]), [""; 0], "again, for longer");
    let own = bench.instance();
    let alone = bench.started(&own);
    assert_eq!(reasons(&mut bench, &[&alone, "nope"]), ["TASK_NOT_VALID", "MISSING"]);
    bench.stop(one, None);
    assert_eq!(reasons(&mut bench, &[one]), ["TASK_NOT_VALID"]);
    for (tasks, minutes) in
        [(vec![], None), (vec!["x"; 11], None), (vec!["x"], Some(0)), (vec!["x"], Some(2881))]
    {
        assert_eq!(
            update(&mut bench, &tasks, true, minutes).unwrap_err().code(),
            "InvalidParameterException"
        );
    }
}
