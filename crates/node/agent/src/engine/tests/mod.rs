//! The agent whole, on a driver that is made up: assignments in, reports out, over its own end and return.

pub(crate) mod fake;
mod metadata;
mod pre_pull;

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU32, Ordering};
use std::time::Duration;

use longshore_link::{Assignment, Assignments, TaskReport};
use longshore_runtime::{Driver, RegistryAccess, VolumeSpec};
use longshore_shapes::ecs::{ContainerDefinition, TaskDefinition};

use self::fake::FakeDriver;
use super::{Agent, AgentHandle, AgentOptions};
use crate::company::NoLogs;
use crate::endpoint::NodeFacts;
use crate::identity::{Asked, Identity, IdentityError, RoleCredentials};
use crate::settings::{Capacity, MetadataFiles, Settings};
use crate::view::Tasks;

struct Nobody;

impl Identity for Nobody {
    fn credentials(&self, _: &str) -> Option<Result<RoleCredentials, IdentityError>> {
        None
    }
    fn forget(&self, _: &str) {}
    fn secret<'a>(&'a self, _: &'a str, name: &'a str) -> Asked<'a, String> {
        Box::pin(async move { Err(IdentityError::Refused(format!("there is no secret {name}"))) })
    }
    fn object<'a>(&'a self, _: &'a str, _: &'a str) -> Asked<'a, Vec<u8>> {
        Box::pin(async { Ok(Vec::new()) })
    }
    fn registry<'a>(&'a self, _: &'a str, _: &'a str, _: Option<&'a str>) -> Asked<'a, RegistryAccess> {
        Box::pin(async { Ok(RegistryAccess::default()) })
    }
    fn task_protection<'a>(&'a self, _: &'a str, _: Option<(bool, Option<i32>)>) -> Asked<'a, (u16, String)> {
        Box::pin(async { Ok((200, String::new())) })
    }
}

/// A machine with its disk: an agent on it can be started again.
pub(crate) struct Place {
    data: PathBuf,
    pub(crate) driver: Arc<FakeDriver>,
    capacity: Capacity,
    steps_max: usize,
    metadata_files: Option<MetadataFiles>,
}

impl Drop for Place {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.data);
    }
}

impl Place {
    pub(crate) fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let count = COUNT.fetch_add(1, Ordering::Relaxed);
        let data = std::env::temp_dir().join(format!("longshore-agent-{}-{count}", std::process::id()));
        let _ = std::fs::remove_dir_all(&data);
        let (driver, capacity) = (FakeDriver::new(), Capacity::boundless());
        Self { data, driver, capacity, steps_max: 64, metadata_files: None }
    }

    pub(crate) async fn agent(&self) -> AgentHandle {
        let ticks = AtomicI64::new(1_000_000);
        Agent::start(AgentOptions {
            data: self.data.clone(),
            driver: Arc::clone(&self.driver) as Arc<dyn Driver>,
            identity: Arc::new(Nobody),
            logs: Arc::new(NoLogs),
            samples: None,
            isolated: None,
            clock: Arc::new(move || ticks.fetch_add(1, Ordering::Relaxed)),
            seed: 7,
            node: Arc::new(NodeFacts::default),
            settings: Settings {
                cleanup_wait: Duration::ZERO,
                capacity: self.capacity.clone(),
                steps_max: self.steps_max,
                metadata_files: self.metadata_files.clone(),
                ..Settings::default()
            },
        })
        .await
        .unwrap()
    }

    fn is_bare(&self) -> bool {
        let machine = self.driver.machine();
        machine.containers.is_empty() && machine.sandboxes.is_empty() && machine.volumes.is_empty()
    }
}

pub(crate) fn task(arn: &str, image: &str, cpu: i32) -> Assignment {
    let container = ContainerDefinition {
        name: Some("app".to_owned()),
        image: Some(image.to_owned()),
        cpu: Some(cpu),
        ..Default::default()
    };
    Assignment {
        task_arn: Some(arn.to_owned()),
        desired_status: Some("RUNNING".to_owned()),
        definition: Some(Arc::new(TaskDefinition {
            container_definitions: Some(vec![container]),
            ..Default::default()
        })),
        ..Default::default()
    }
}

pub(crate) fn set(generation: i64, full: bool, tasks: Vec<Assignment>) -> Assignments {
    Assignments { generation: Some(generation), full: Some(full), tasks: Some(tasks), ..Default::default() }
}

fn forget(generation: i64, arn: &str) -> Assignments {
    Assignments { generation: Some(generation), forget: Some(vec![arn.to_owned()]), ..Default::default() }
}

/// Waits for what must come; a test that waits for what does not come never ends, and is ended by its runner.
pub(crate) async fn until<T>(mut look: impl FnMut() -> Option<T>) -> T {
    loop {
        if let Some(found) = look() {
            return found;
        }
        tokio::task::yield_now().await;
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
}

pub(crate) async fn status(agent: &AgentHandle, arn: &str, wanted: &str) -> TaskReport {
    until(|| agent.report_of(arn).filter(|report| report.status.as_deref() == Some(wanted))).await
}

#[tokio::test]
async fn a_task_comes_runs_ends_and_is_forgotten() {
    let place = Place::new();
    let agent = place.agent().await;
    agent.assign(set(5, true, vec![task("t/1", "app", 0)]));
    let running = status(&agent, "t/1", "RUNNING").await;
    assert_eq!(running.containers.unwrap()[0].image_digest.as_deref(), Some("sha256:d"));
    agent.accepted().wait_for(|generation| *generation == 5).await.unwrap();
    let view = agent.views().by_arn("t/1").unwrap();
    let endpoint = &view.containers[0].endpoint_id;
    assert_eq!(agent.views().by_endpoint(endpoint).unwrap().1, 0);
    let id = place.driver.named("app").unwrap();
    place.driver.end(&id, 3);
    let stopped = status(&agent, "t/1", "STOPPED").await;
    assert_eq!(stopped.containers.unwrap()[0].exit_code, Some(3));
    assert_eq!((stopped.has_run, stopped.essential_exited), (Some(true), Some(true)));
    agent.assign(forget(6, "t/1"));
    until(|| agent.report_of("t/1").is_none().then_some(())).await;
    assert!(place.is_bare() && agent.views().all().is_empty());
    agent.assign(set(7, false, vec![task("t/1", "app", 0)]));
    let again = status(&agent, "t/1", "STOPPED").await;
    assert!(again.reason.is_some(), "what has run to its end is not run again");
}

#[tokio::test]
async fn a_container_outlives_the_agent_and_its_end_is_told_by_the_next() {
    let place = Place::new();
    let agent = place.agent().await;
    agent.assign(set(1, true, vec![task("t/1", "app", 0), task("t/2", "app", 0)]));
    let before = status(&agent, "t/1", "RUNNING").await;
    status(&agent, "t/2", "RUNNING").await;
    agent.accepted().wait_for(|generation| *generation == 1).await.unwrap();
    let endpoint = agent.views().by_arn("t/1").unwrap().containers[0].endpoint_id.clone();
    let ended = agent.views().by_arn("t/2").unwrap().containers[0].runtime_id.clone();
    agent.shutdown().await;
    place.driver.end(&ended, 4);
    // What nobody knows of.
    let stray = VolumeSpec {
        name: "stray".to_owned(),
        labels: [("longshore.task-arn".into(), "t/9".into())].into(),
        ..VolumeSpec::default()
    };
    place.driver.create_volume(&stray).await.unwrap();
    let other = VolumeSpec { name: "other".to_owned(), ..VolumeSpec::default() };
    place.driver.create_volume(&other).await.unwrap();

    let agent = place.agent().await;
    let after = status(&agent, "t/1", "RUNNING").await;
    assert!(after.revision > before.revision);
    assert_eq!(after.containers.unwrap()[0].runtime_id, before.containers.unwrap()[0].runtime_id);
    assert_eq!(agent.views().by_arn("t/1").unwrap().containers[0].endpoint_id, endpoint);
    let stopped = status(&agent, "t/2", "STOPPED").await;
    assert_eq!(stopped.containers.unwrap()[0].exit_code, Some(4));
    assert!(place.driver.machine().starts.values().all(|starts| *starts == 1));
    until(|| (!place.driver.machine().volumes.contains_key("stray")).then_some(())).await;
    assert!(place.driver.machine().volumes.contains_key("other"), "what is not ours stays");
    agent.stop_all("the node leaves").await;
    assert_eq!(status(&agent, "t/1", "STOPPED").await.reason.as_deref(), Some("the node leaves"));
}

#[tokio::test]
async fn sets_of_assignments_are_taken_by_their_generation() {
    let place = Place::new();
    let agent = place.agent().await;
    agent.assign(set(10, true, vec![task("t/1", "app", 0), task("t/2", "app", 0)]));
    status(&agent, "t/2", "RUNNING").await;
    agent.assign(set(9, true, Vec::new()));
    agent.assign(set(11, true, vec![task("t/2", "app", 0)]));
    status(&agent, "t/1", "STOPPED").await;
    assert_eq!(agent.report_of("t/2").unwrap().status.as_deref(), Some("RUNNING"));
    let stop = Assignment { desired_status: Some("STOPPED".into()), ..task("t/3", "app", 0) };
    agent.assign(set(12, false, vec![stop]));
    let unknown = status(&agent, "t/3", "STOPPED").await;
    assert_eq!(unknown.has_run, Some(false));
}

#[tokio::test]
async fn what_cannot_run_says_why() {
    let place = Place::new();
    let agent = place.agent().await;
    let mut broken = task("t/2", "app", 0);
    broken.definition = None;
    agent.assign(set(1, true, vec![task("t/1", "missing", 0), broken]));
    let stopped = status(&agent, "t/1", "STOPPED").await;
    let reason = stopped.containers.unwrap()[0].reason.clone().unwrap();
    assert_eq!(reason, "CannotPullImageManifestError: no image 'missing'");
    let refused = status(&agent, "t/2", "STOPPED").await;
    assert_eq!(
        refused.reason.as_deref(),
        Some("UnrecogniedTaskError: Error loading task - it has no task definition")
    );
}

#[tokio::test]
async fn a_task_for_which_there_is_no_room_waits_and_says_so() {
    let mut place = Place::new();
    place.capacity.cpu = 1000;
    let agent = place.agent().await;
    agent.assign(set(1, true, vec![task("t/1", "app", 600), task("t/2", "app", 600)]));
    status(&agent, "t/1", "RUNNING").await;
    let waiting = until(|| agent.report_of("t/2").filter(|report| report.waiting.is_some())).await;
    assert_eq!(waiting.waiting.as_deref(), Some("waits for 600 CPU units: 400 of 1000 are free"));
    let id = place.driver.named("app").unwrap();
    place.driver.end(&id, 0);
    let running = status(&agent, "t/2", "RUNNING").await;
    assert_eq!(running.waiting, None);
}

/// Two hundred short tasks a second on `bridge` came to a stop at some 7,700: of 4,000 that were under way, 1,700 had
/// a network and 500 a container, and twelve had started.
#[tokio::test]
async fn a_machine_asked_for_too_much_starts_what_it_has_begun_before_it_begins_more() {
    const TASKS: usize = 100;
    let mut place = Place::new();
    place.steps_max = 4;
    place.driver.machine().slowness = 50;
    let agent = place.agent().await;
    let tasks = (0..TASKS).map(|number| task(&format!("t/{number}"), "app", 0)).collect();
    agent.assign(set(1, true, tasks));
    until(|| (place.driver.machine().starts.len() == TASKS).then_some(())).await;
    let most = place.driver.machine().begun_most;
    assert!((1..=3 * place.steps_max).contains(&most), "{most} of {TASKS} were begun and not started");
}

#[tokio::test]
async fn what_was_remembered_and_cannot_be_read_is_told_and_taken_away() {
    let place = Place::new();
    let agent = place.agent().await;
    agent.assign(set(1, true, vec![task("t/1", "app", 0)]));
    status(&agent, "t/1", "RUNNING").await;
    agent.shutdown().await;
    let folders = std::fs::read_dir(place.data.join("tasks")).unwrap();
    let file = folders.map(|folder| folder.unwrap().path().join("1")).find(|path| path.exists()).unwrap();
    let mut file = std::fs::OpenOptions::new().append(true).open(file).unwrap();
    std::io::Write::write_all(&mut file, b"{\n").unwrap();
    let agent = place.agent().await;
    let stopped = status(&agent, "t/1", "STOPPED").await;
    assert!(stopped.reason.unwrap().contains("damaged"));
    until(|| place.is_bare().then_some(())).await;
}
