//! Connect, start, report, disconnect, come back; and everything that may go wrong on the way.

use longshore_link::frame::PREAMBLE;
use longshore_link::{Answer, Heartbeat, Hello, Leaving, LogsQuestion, ToControl};
use longshore_services::ecs::task::key_of_arn;
use longshore_shapes::ecs::TaskOverride;
use longshore_world::records::container_instance::ContainerInstanceKey;

use super::fake::{hello, report};
use super::*;
use crate::nodes::AskError;

async fn connected(control: &Control) -> (FakeNode, String) {
    let mut node = control.connect();
    let welcome = node.hello(hello()).await.unwrap();
    (node, welcome.container_instance_arn.unwrap())
}

fn instance_key(arn: &str) -> ContainerInstanceKey {
    let id = arn.rsplit('/').next().unwrap().to_owned();
    ContainerInstanceKey { scope: scope(), cluster: "default".to_owned(), id }
}

#[tokio::test]
async fn a_node_is_registered_and_runs_what_it_is_told() {
    let control = Control::new().await;
    let mut node = control.connect();
    let welcome = node.hello(hello()).await.unwrap();
    assert_eq!((welcome.version, welcome.cluster.as_deref()), (Some(1), Some("default")));
    assert_eq!(
        (welcome.region.as_deref(), welcome.account.as_deref()),
        (Some("us-east-1"), Some("000000000007"))
    );
    let instance = welcome.container_instance_arn.unwrap();
    let shown = control.instance(&instance).await;
    assert_eq!(shown.agent_connected, Some(true));
    let versions = shown.version_info.unwrap();
    assert_eq!(
        (versions.agent_version.as_deref(), versions.docker_version.as_deref()),
        (Some("0.1.0"), Some("embedded 1"))
    );
    let arn = control.start(&instance).await;
    node.assignments().await;
    assert_eq!(node.desired(), ["RUNNING"]);
    assert!(node.assigned[&arn].definition.is_some());
    node.report(1, vec![report(&arn, 1, "RUNNING")]).await;
    assert_eq!(control.task(&arn).await.last_status.as_deref(), Some("RUNNING"));
    control.stop(&arn).await;
    node.assignments().await;
    assert_eq!(node.desired(), ["STOPPED"]);
    node.report(2, vec![report(&arn, 2, "STOPPED")]).await;
    while !node.assigned.is_empty() {
        node.assignments().await;
    }
    assert_eq!(control.task(&arn).await.last_status.as_deref(), Some("STOPPED"));
}

#[tokio::test]
async fn a_node_that_goes_is_shown_as_gone_and_comes_back_as_it_was() {
    let control = Control::new().await;
    let (mut node, instance) = connected(&control).await;
    let arn = control.start(&instance).await;
    node.assignments().await;
    node.report(1, vec![report(&arn, 1, "RUNNING")]).await;
    let generation = node.generation;
    drop(node);
    control.until_connected(&instance, false).await;
    assert_eq!(control.task(&arn).await.last_status.as_deref(), Some("RUNNING"), "its tasks are left alone");
    control.stop(&arn).await;
    let mut node = control.connect();
    node.generation = generation;
    let back = Hello {
        container_instance_arn: Some(instance.clone()),
        generation: Some(generation),
        tasks: Some(vec![report(&arn, 1, "RUNNING"), report("arn:unknown", 1, "RUNNING")]),
        ..hello()
    };
    let welcome = node.hello(back).await.unwrap();
    assert_eq!(welcome.container_instance_arn.as_ref(), Some(&instance));
    assert_eq!(control.instance(&instance).await.agent_connected, Some(true));
    assert_eq!(node.desired(), ["STOPPED"]);
}

#[tokio::test]
async fn what_happened_while_a_node_was_away_is_in_its_hello() {
    let control = Control::new().await;
    let (mut node, instance) = connected(&control).await;
    let arn = control.start(&instance).await;
    node.assignments().await;
    drop(node);
    control.until_connected(&instance, false).await;
    let mut node = control.connect();
    let ended = longshore_link::TaskReport {
        has_run: Some(true),
        essential_exited: Some(true),
        ..report(&arn, 9, "STOPPED")
    };
    let back = Hello { container_instance_arn: Some(instance), tasks: Some(vec![ended]), ..hello() };
    node.hello(back).await.unwrap();
    let task = control.task(&arn).await;
    assert_eq!(task.stop_code.unwrap().as_str(), "EssentialContainerExited");
    assert_eq!(node.assigned.len(), 0);
}

#[tokio::test]
async fn generations_grow_over_connections_also_where_control_has_gone_back() {
    let control = Control::new().await;
    let mut node = control.connect();
    node.generation = 1_000_000;
    node.hello(Hello { generation: Some(1_000_000), ..hello() }).await.unwrap();
    // The fake node checks every generation against the last.
    assert!(node.generation > 1_000_000);
}

#[tokio::test]
async fn the_newest_connection_of_an_instance_is_the_one() {
    let control = Control::new().await;
    let (mut old, instance) = connected(&control).await;
    let arn = control.start(&instance).await;
    let mut new = control.connect();
    new.hello(Hello { container_instance_arn: Some(instance.clone()), ..hello() }).await.unwrap();
    let refused = old.end().await.expect("it is told");
    assert_eq!(refused.message.as_deref(), Some("This node has connected anew."));
    assert_eq!(new.desired(), ["RUNNING"]);
    assert_eq!(
        control.instance(&instance).await.agent_connected,
        Some(true),
        "the old one's end says nothing"
    );
    new.report(1, vec![report(&arn, 1, "RUNNING")]).await;
}

#[tokio::test]
async fn many_reports_are_written_and_accepted() {
    let control = Control::new().await;
    let (mut node, instance) = connected(&control).await;
    let mut arns = Vec::new();
    for _ in 0..20 {
        arns.push(control.start(&instance).await);
    }
    while node.assigned.len() < arns.len() {
        node.assignments().await;
    }
    for (number, arn) in (1..).zip(&arns) {
        node.say_report(number, vec![report(arn, 1, "RUNNING")]).await;
    }
    node.accepted(20).await;
    for arn in &arns {
        assert_eq!(control.task(arn).await.last_status.as_deref(), Some("RUNNING"));
    }
}

#[tokio::test]
async fn a_session_that_misses_commits_says_everything_anew() {
    let control = Control::new().await;
    let (mut node, instance) = connected(&control).await;
    let writing = control.clone();
    let of = instance.clone();
    // Sessions share this thread: while it waits here none of them hears anything.
    let started = std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(async {
            let first = writing.start(&of).await;
            for number in 0..=longshore_engine::watch::WATCH_BACKLOG {
                let key = ClusterKey { scope: scope(), name: format!("c{number}") };
                let put = writing.engine.transact(move |tx: &mut Tx<'_>| {
                    tx.put(&key, Cluster::default());
                    Ok::<(), ()>(())
                });
                put.await.unwrap().unwrap();
            }
            writing.stop(&first).await;
            first
        })
    });
    let first = started.join().unwrap();
    let full = node.until(|message| message.assignments.take()).await;
    assert_eq!(full.full, Some(true));
    let tasks = full.tasks.unwrap();
    assert_eq!((tasks.len(), tasks[0].task_arn.as_ref()), (1, Some(&first)));
    assert_eq!(tasks[0].desired_status.as_deref(), Some("STOPPED"));
}

#[tokio::test]
async fn an_instance_that_is_deregistered_has_no_session() {
    let control = Control::new().await;
    let (mut node, instance) = connected(&control).await;
    control.start(&instance).await;
    node.assignments().await;
    let input = ecs::DeregisterContainerInstanceRequest {
        container_instance: instance.clone(),
        force: Some(true),
        ..Default::default()
    };
    control.call::<op::DeregisterContainerInstance>(input).await.unwrap();
    assert_eq!(node.end().await.unwrap().code.as_deref(), Some("InactiveInstance"));
    assert!(node.assigned.is_empty(), "nothing shall run there any more");
    let mut node = control.connect();
    let refused = node.hello(Hello { container_instance_arn: Some(instance), ..hello() }).await.unwrap_err();
    assert_eq!(refused.code.as_deref(), Some("InactiveInstance"));
}

#[tokio::test]
async fn a_node_of_our_own_finds_a_cluster_on_the_first_start() {
    let control = Control::new().await;
    control
        .call::<op::DeleteCluster>(ecs::DeleteClusterRequest { cluster: "default".to_owned() })
        .await
        .unwrap();
    let mut node = control.connect();
    let welcome = node.hello(Hello { cluster: Some("default".to_owned()), ..hello() }).await.unwrap();
    let instance = welcome.container_instance_arn.unwrap();
    assert_eq!(control.instance(&instance).await.status.as_deref(), Some("ACTIVE"));
}

#[tokio::test]
async fn hellos_that_are_refused() {
    let control = Control::new().await;
    let wrong_cluster = Hello { cluster: Some("nope".to_owned()), ..hello() };
    let wrong_version = Hello { newest_version: Some(99), oldest_version: Some(98), ..hello() };
    let nothing_registered = Hello { registration: None, ..hello() };
    for (hello, code) in [(wrong_cluster, "Other"), (wrong_version, "Version"), (nothing_registered, "Other")]
    {
        let mut node = control.connect();
        let refused = node.hello(hello).await.unwrap_err();
        assert_eq!(refused.code.as_deref(), Some(code), "{refused:?}");
        assert!(node.end().await.is_none(), "and the connection ends");
    }
}

#[tokio::test]
async fn whatever_else_comes_first_ends_the_connection() {
    let control = Control::new().await;
    let mut node = control.connect();
    node.say(ToControl { heartbeat: Some(Heartbeat { number: Some(1) }), ..Default::default() }).await;
    assert_eq!(node.end().await.unwrap().code.as_deref(), Some("Other"));
    for garbage in [&b"GET / HTTP/1.1\r\n\r\n"[..], b"", &[PREAMBLE.as_slice(), &[0xff; 8]].concat()] {
        let mut node = control.connect();
        node.raw(garbage).await;
        if garbage.is_empty() {
            drop(node);
        } else {
            assert!(node.end().await.is_none());
        }
    }
    // A session that gets garbage ends, and shows it.
    let (mut node, instance) = connected(&control).await;
    node.raw(&[0, 0, 0, 2, 0xff, 0xff]).await;
    control.until_connected(&instance, false).await;
}

#[tokio::test]
async fn a_report_of_too_many_tasks_ends_the_session() {
    let control = Control::new().await;
    let (mut node, instance) = connected(&control).await;
    let many = (0..=longshore_link::limits::TASKS_PER_REPORT_MAX).map(|_| report("x", 1, "RUNNING"));
    node.say_report(1, many.collect()).await;
    control.until_connected(&instance, false).await;
}

#[tokio::test]
async fn roles_get_their_credentials_before_the_task_is_assigned() {
    let control = Control::new().await;
    let (mut node, instance) = connected(&control).await;
    let role = "arn:aws:iam::000000000007:role/app".to_owned();
    let overrides = TaskOverride { task_role_arn: Some(role.clone()), ..Default::default() };
    let arn = control.start_with(&instance, Some(overrides)).await;
    node.assignments().await;
    let given = node.credentials.remove(0);
    assert_eq!(
        (given.role_arn, given.credentials_id),
        (Some(role), node.assigned[&arn].credentials_id.clone())
    );
    assert!(given.secret_access_key.is_some() && given.session_token.is_some());
    drop(node);
    control.until_connected(&instance, false).await;
    let mut node = control.connect();
    node.hello(Hello { container_instance_arn: Some(instance), ..hello() }).await.unwrap();
    assert_eq!(node.credentials[0].access_key_id, given.access_key_id, "the same while they are good");
}

#[tokio::test]
async fn logs_are_asked_for_and_answered_in_parts() {
    let control = Control::new().await;
    let (mut node, instance) = connected(&control).await;
    let key = instance_key(&instance);
    let question = LogsQuestion { task_arn: Some("t".to_owned()), follow: Some(true), ..Default::default() };
    let mut answers = control.nodes.ask_logs(&key, question.clone()).unwrap();
    let asked = node.until(|message| message.question.take()).await;
    assert_eq!(asked.logs, Some(question.clone()));
    let part = |text: &str, last| Answer {
        question: asked.number,
        part: Some(text.to_owned()),
        last: Some(last),
        error: None,
    };
    node.say(ToControl { answer: Some(part("one", false)), ..Default::default() }).await;
    node.say(ToControl { answer: Some(part("two", true)), ..Default::default() }).await;
    assert_eq!(answers.next().await.unwrap().part.as_deref(), Some("one"));
    assert_eq!(answers.next().await.unwrap().part.as_deref(), Some("two"));
    assert!(answers.next().await.is_none());
    let asking = control.nodes.ask_logs(&key, question.clone()).unwrap();
    let number = node.until(|message| message.question.take()).await.number;
    drop(asking);
    let cancelled = node.until(|message| message.question.take()).await;
    assert_eq!((cancelled.number, cancelled.cancel), (number, Some(true)));
    drop(node);
    control.until_connected(&instance, false).await;
    assert_eq!(control.nodes.ask_logs(&key, question).err(), Some(AskError::NotConnected));
}

#[tokio::test]
async fn a_node_leaves_when_its_tasks_have_stopped() {
    let control = Control::new().await;
    let (mut node, instance) = connected(&control).await;
    let arn = control.start(&instance).await;
    node.assignments().await;
    let leaving = Leaving { reason: Some("new disk".to_owned()), force: None };
    node.say(ToControl { leaving: Some(leaving), ..Default::default() }).await;
    node.assignments().await;
    assert_eq!(node.desired(), ["STOPPED"]);
    assert_eq!(control.instance(&instance).await.status.as_deref(), Some("DRAINING"));
    node.say_report(1, vec![report(&arn, 1, "STOPPED")]).await;
    assert_eq!(node.end().await.unwrap().code.as_deref(), Some("InactiveInstance"));
    assert_eq!(control.instance(&instance).await.status.as_deref(), Some("INACTIVE"));
    assert_eq!(control.task(&arn).await.stopped_reason.as_deref(), Some("new disk"));
}

#[tokio::test]
async fn sessions_end_with_the_engine() {
    let control = Control::new().await;
    let (mut node, _) = connected(&control).await;
    control.engine.close().await;
    assert!(node.end().await.is_none());
}

#[tokio::test]
async fn a_start_of_control_finds_nobody_connected() {
    let control = Control::new().await;
    let (_node, instance) = connected(&control).await;
    let again = Nodes::start(control.engine.clone(), None).await.unwrap();
    assert_eq!(control.instance(&instance).await.agent_connected, Some(false));
    let arn = key_of_arn("arn:aws:ecs:us-east-1:000000000007:task/default/x").unwrap();
    assert_eq!(arn.cluster, "default");
    drop(again);
}
