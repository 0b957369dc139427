//! The logs of a machine: containers that run, end, and are started again.

use longshore_link::Assignment;
use longshore_runtime::*;

use longshore_shapes::ecs;

use super::targets::{bodies, tcp_lines};
use super::*;
use crate::company::{ContainerLogs, LogJob};
use crate::unasked::{unasked, unasked_methods};
use crate::view::{ContainerView, TaskView};

/// One container whose state and output the test says.
struct One {
    facts: DriverFacts,
    state: Mutex<ContainerState>,
    text: Mutex<Vec<u8>>,
}

impl Driver for One {
    fn facts(&self) -> &DriverFacts {
        &self.facts
    }
    fn inspect<'a>(&'a self, id: &'a str) -> Pending<'a, Option<ContainerFacts>> {
        let (id, state) = (id.to_owned(), self.state.lock().unwrap().clone());
        let (name, labels) = (String::new(), BTreeMap::new());
        let facts = ContainerFacts { id, name, labels, image_id: None, created_at: None, state };
        Box::pin(async { Ok(Some(facts)) })
    }
    fn output<'a>(&'a self, _: &'a str, from: OutputPosition) -> Pending<'a, Box<dyn OutputSource>> {
        let ends = matches!(*self.state.lock().unwrap(), ContainerState::Ended(_));
        let source = printed(&self.text.lock().unwrap(), 7, from, ends);
        Box::pin(async move { Ok(Box::new(source) as Box<dyn OutputSource>) })
    }
    fn stats<'a>(&'a self, _: &'a str) -> Pending<'a, ContainerStats> {
        unasked()
    }
    unasked_methods!();
}

fn ended(finished_at: i64) -> ContainerState {
    let (exit_code, out_of_memory, started_at, error) = (Some(0), false, None, None);
    ContainerState::Ended(Ending { exit_code, out_of_memory, started_at, finished_at, error })
}

fn job(driver: &Arc<One>, secret_options: BTreeMap<String, String>) -> LogJob {
    let assignment =
        Assignment { task_arn: Some("arn:aws:ecs:r:1:task/c/t1".to_owned()), ..Assignment::default() };
    let task = TaskView {
        assignment: Arc::new(assignment),
        desired_status: "RUNNING",
        known_status: "RUNNING",
        pull_started_at: None,
        pull_stopped_at: None,
        execution_stopped_at: None,
        containers: vec![ContainerView { name: "app".to_owned(), ..ContainerView::default() }],
    };
    LogJob {
        task: Arc::new(task),
        container: 0,
        runtime_id: "c1".to_owned(),
        runtime_name: "ecs-app".to_owned(),
        secret_options,
        driver: Arc::<One>::clone(driver),
    }
}

#[tokio::test]
async fn a_container_that_is_started_again_goes_on_in_one_log() {
    let folder = Folder::new();
    let logs = NodeLogs::new(folder.0.clone(), "box".to_owned(), no_groups());
    let (state, text) = (Mutex::new(ContainerState::Created), Mutex::new(lines(10)));
    let driver = Arc::new(One { facts: crate::unasked::facts(), state, text });
    logs.follow(job(&driver, BTreeMap::new())).await.unwrap();
    logs.pause().await;
    *driver.state.lock().unwrap() = ended(1);
    // The engine is about to start it again: what it prints comes behind the rest of the run before.
    logs.follow(job(&driver, BTreeMap::new())).await.unwrap();
    eventually(|| {
        ContainerLog::open(&folder.0, "t1", "app").unwrap().position().offset == lines(10).len() as u64
    })
    .await;
    *driver.text.lock().unwrap() = lines(20);
    *driver.state.lock().unwrap() = ended(2);
    timeout(Duration::from_secs(20), logs.finish("c1")).await.unwrap();
    assert_eq!(kept(&folder.0, LogsAsked::default()).await, numbered(0..20));
    logs.follow(job(&driver, BTreeMap::new())).await.unwrap();
    timeout(Duration::from_secs(20), logs.finish("c1")).await.unwrap();
    logs.finish("unknown").await;
}

#[tokio::test]
async fn a_wait_for_the_target_that_is_given_up_loses_nothing() {
    let folder = Folder::new();
    let logs = NodeLogs::new(folder.0.clone(), "box".to_owned(), no_groups());
    // More than waits for a target: the rest is still to be read when the wait is given up.
    let count = 20_000;
    let (state, text) = (Mutex::new(ended(1)), Mutex::new(lines(count)));
    let driver = Arc::new(One { facts: crate::unasked::facts(), state, text });
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let address = format!("tcp://{}", socket.local_addr().unwrap());
    let mut job = job(&driver, options(&[("syslog-address", &address)]));
    let definition: ecs::ContainerDefinition = ecs::ContainerDefinition {
        name: Some("app".to_owned()),
        log_configuration: Some(ecs::LogConfiguration {
            log_driver: ecs::LogDriver::Syslog,
            ..Default::default()
        }),
        ..Default::default()
    };
    let definition =
        ecs::TaskDefinition { container_definitions: Some(vec![definition]), ..Default::default() };
    let mut task = TaskView::clone(&job.task);
    task.assignment =
        Arc::new(Assignment { definition: Some(definition.into()), ..(*task.assignment).clone() });
    job.task = Arc::new(task);
    logs.follow(job).await.unwrap();
    for _ in 0..3 {
        assert!(timeout(Duration::from_millis(100), logs.finish("c1")).await.is_err(), "nobody listens");
    }
    let listener = socket.listen(8).unwrap();
    assert_eq!(bodies(&tcp_lines(&listener, count).await), numbered(0..count));
    timeout(Duration::from_secs(20), logs.finish("c1")).await.unwrap();
}

#[tokio::test]
async fn a_wrong_option_is_told_before_the_start() {
    let folder = Folder::new();
    let logs = NodeLogs::new(folder.0.clone(), "box".to_owned(), no_groups());
    let (state, text) = (Mutex::new(ContainerState::Created), Mutex::default());
    let driver = Arc::new(One { facts: crate::unasked::facts(), state, text });
    let refused = logs.follow(job(&driver, options(&[("foo", "x")]))).await;
    assert_eq!(refused, Err("unknown log opt 'foo' for json-file log driver".to_owned()));
}
