//! What an agent that speaks the ECS API says of its tasks.

use longshore_shapes::ecs::{ContainerStateChange, SubmitTaskStateChangeRequest, TaskStopCode};

use super::*;

fn submit(arn: &str, status: &str) -> SubmitTaskStateChangeRequest {
    SubmitTaskStateChangeRequest {
        task: Some(arn.to_owned()),
        status: Some(status.to_owned()),
        ..Default::default()
    }
}

fn of_container(status: &str, exit_code: Option<i32>) -> ContainerStateChange {
    ContainerStateChange {
        container_name: Some("app".to_owned()),
        status: Some(status.to_owned()),
        exit_code,
        ..Default::default()
    }
}

#[test]
fn a_task_is_moved_along_and_never_back() {
    let mut bench = Bench::new();
    let instance = bench.instance();
    let arn = bench.started(&instance);
    let mut send = |input| bench.call::<op::SubmitTaskStateChange>(input).unwrap().acknowledgment.unwrap();
    assert_eq!(send(submit(&arn, "RUNNING")), "ACK");
    // The same container twice in one call: applied in order.
    let changes = vec![of_container("RUNNING", None), of_container("STOPPED", Some(1))];
    send(SubmitTaskStateChangeRequest {
        execution_stopped_at: Some(Timestamp::from_secs(1_800_000_100)),
        containers: Some(changes),
        ..submit(&arn, "RUNNING")
    });
    send(submit(&arn, "STOPPED"));
    send(submit(&arn, "RUNNING"));
    let task = bench.described(&arn);
    assert_eq!(task.last_status.as_deref(), Some("STOPPED"));
    assert_eq!(task.stop_code, Some(TaskStopCode::EssentialContainerExited));
    assert_eq!(task.containers.unwrap()[0].exit_code, Some(1));
}

#[test]
fn the_node_hears_of_an_end_that_somebody_else_told_of() {
    let mut bench = Bench::new();
    let instance = bench.instance();
    let arn = bench.started(&instance);
    bench.call::<op::SubmitTaskStateChange>(submit(&arn, "RUNNING")).unwrap();
    let key = crate::ecs::task::key_of_arn(&arn).unwrap();
    let assigned = |bench: &Bench| bench.world.get::<Task>(&key).unwrap().assigned;
    let before = assigned(&bench);
    let stopped_at = Some(Timestamp::from_secs(1_800_000_100));
    let ends = SubmitTaskStateChangeRequest { execution_stopped_at: stopped_at, ..submit(&arn, "RUNNING") };
    bench.call::<op::SubmitTaskStateChange>(ends.clone()).unwrap();
    assert_eq!(assigned(&bench), before + 1);
    bench.call::<op::SubmitTaskStateChange>(ends).unwrap();
    assert_eq!(assigned(&bench), before + 1, "it is told once");
}

#[test]
fn a_resource_that_failed_gets_its_errors_name() {
    for (said, shown) in [
        ("Fetching secret data from SSM", "ResourceInitializationError: Fetching secret data from SSM"),
        ("CannotPullContainerError: no", "CannotPullContainerError: no"),
        ("Task dependencies cannot be resolved", "Task dependencies cannot be resolved"),
        ("ResourceNotFoundException: x", "ResourceNotFoundException: x"),
    ] {
        let mut bench = Bench::new();
        let instance = bench.instance();
        let arn = bench.started(&instance);
        let input = SubmitTaskStateChangeRequest { reason: Some(said.to_owned()), ..submit(&arn, "STOPPED") };
        bench.call::<op::SubmitTaskStateChange>(input).unwrap();
        let task = bench.described(&arn);
        assert_eq!(
            (task.stop_code, task.stopped_reason.as_deref()),
            (Some(TaskStopCode::TaskFailedToStart), Some(shown))
        );
    }
}

#[test]
fn a_container_alone_may_be_told_of() {
    let mut bench = Bench::new();
    let instance = bench.instance();
    let arn = bench.started(&instance);
    let input = ecs::SubmitContainerStateChangeRequest {
        task: Some(arn.clone()),
        container_name: Some("side".to_owned()),
        status: Some("RUNNING".to_owned()),
        runtime_id: Some("c2".to_owned()),
        ..Default::default()
    };
    bench.call::<op::SubmitContainerStateChange>(input).unwrap();
    let task = bench.described(&arn);
    assert_eq!(task.last_status.as_deref(), Some("PENDING"));
    assert_eq!(task.containers.unwrap()[1].runtime_id.as_deref(), Some("c2"));
}

#[test]
fn submissions_that_are_refused() {
    let mut bench = Bench::new();
    let instance = bench.instance();
    let arn = bench.started(&instance);
    for (input, message) in [
        (submit("nope", "RUNNING"), "The referenced task was not found."),
        (submit(&arn, "ACTIVATING"), "status must be"),
        (
            SubmitTaskStateChangeRequest { status: Some("RUNNING".into()), ..Default::default() },
            "task must be given",
        ),
    ] {
        let error = bench.call::<op::SubmitTaskStateChange>(input).unwrap_err();
        assert_eq!(error.code(), "InvalidParameterException");
        assert!(error.message.contains(message), "{error}");
    }
    let change =
        ecs::AttachmentStateChange { attachment_arn: "nope".to_owned(), status: "ATTACHED".to_owned() };
    let input = ecs::SubmitAttachmentStateChangesRequest { attachments: vec![change], ..Default::default() };
    let error = bench.call::<op::SubmitAttachmentStateChanges>(input).unwrap_err();
    assert!(error.message.contains("was not found"), "{error}");
}
