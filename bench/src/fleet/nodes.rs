//! Machines without containers: what is assigned runs at once, what is to stop is gone at once.
//!
//! Each answers an assignment as an agent does: a report that the task is on its way, and when that is written down
//! another that it runs. A node's reports of one moment are one transaction.
//!
//! Must not know: what an assignment says beside which task it is and whether it shall run.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Result, anyhow, bail};
use longshore_engine::{Committed, Engine, Watch};
use longshore_link::{Assignments, ContainerReport, TaskReport, limits};
use longshore_services::ecs::container_instance::{self, Connected};
use longshore_services::ecs::task::report::{Origin, apply_report};
use longshore_services::ecs::task::{self, assignment};
use longshore_shapes::ecs::{Attribute, RegisterContainerInstanceRequest, Resource};
use longshore_world::record::AnyRecord;
use longshore_world::records::task::{Task, TaskKey};
use longshore_world::{Change, KeyBytes, RowKey, StoredRecord, Tx};
use tokio::task::JoinSet;

use super::plane::Plane;
use crate::clock;

/// As `longshore node` says it, as far as the definition of this benchmark needs any.
const CAPABILITIES: &[&str] = &[
    "com.amazonaws.ecs.capability.docker-remote-api.1.18",
    "com.amazonaws.ecs.capability.docker-remote-api.1.21",
    "com.amazonaws.ecs.capability.logging-driver.json-file",
    "ecs.capability.task-eni",
];
const ZONES: &[&str] = &["us-east-1a", "us-east-1b", "us-east-1c"];
const RESERVED_PORTS: &[&str] = &["22", "2375", "2376", "51678", "51679"];
/// How many reports are on their way at most; more wait at their nodes.
const UNDER_WAY: usize = 4096;
/// How many commits are heard together at most.
const COMMITS_AT_ONCE: usize = 64;

/// How far a task is, as its node sees it; its number is the report's revision.
#[derive(Clone, Copy)]
enum Stage {
    Activating = 1,
    Running = 2,
    Stopped = 3,
}

pub(super) struct Nodes {
    watch: Watch,
    engine: Engine,
    /// By the key of the instance.
    connected: HashMap<KeyBytes, Connected>,
    under_way: JoinSet<Result<()>>,
    pub(super) reports: usize,
    /// How often they had fallen so far behind that everything was said anew.
    pub(super) started_over: usize,
    spent: Duration,
}

impl Nodes {
    pub(super) fn new(plane: &Plane) -> Self {
        let (_, watch) = plane.engine.watch();
        Self {
            watch,
            engine: plane.engine.clone(),
            connected: HashMap::new(),
            under_way: JoinSet::new(),
            reports: 0,
            started_over: 0,
            spent: Duration::ZERO,
        }
    }

    /// What this side has cost: the models, and the assignments that control makes for them.
    pub(super) fn spent(&self) -> Duration {
        self.spent
    }

    pub(super) fn take_spent(&mut self) -> Duration {
        std::mem::take(&mut self.spent)
    }

    pub(super) fn register(
        &mut self,
        plane: &Plane,
        count: usize,
        cluster: &str,
        cpu: i32,
        memory: i32,
    ) -> Result<()> {
        for number in 0..count {
            let zone = ZONES.get(number % ZONES.len()).copied().unwrap_or_default();
            let registration = RegisterContainerInstanceRequest {
                cluster: Some(cluster.to_owned()),
                ..registration(zone, cpu, memory)
            };
            let connect = container_instance::connect(plane.scope, registration);
            let connect = connect.map_err(|error| anyhow!("{error}"))?;
            let connected = plane.transact(connect)?.map_err(|error| anyhow!("{error}"))?;
            self.connected.insert(connected.instance.bytes(), connected);
        }
        Ok(())
    }

    /// Hears what was committed, for that long at most where nothing is.
    pub(super) fn attend(&mut self, plane: &Plane, patience: Duration) -> Result<()> {
        plane.runtime.block_on(async {
            while let Some(done) = self.under_way.try_join_next() {
                done??;
            }
            let committed = tokio::select! {
                committed = self.watch.next() => committed,
                Some(done) = self.under_way.join_next() => { done??; return Ok(()) }
                () = tokio::time::sleep(patience) => return Ok(()),
            };
            let began = clock::thread_time();
            match committed {
                Ok(Some(first)) => self.hear(first)?,
                Ok(None) => bail!("the engine has ended"),
                Err(_) => self.start_over()?,
            }
            self.spent += clock::thread_time() - began;
            while self.under_way.len() > UNDER_WAY
                && let Some(done) = self.under_way.join_next().await
            {
                done??;
            }
            Ok(())
        })
    }

    /// A commit, and whatever else has been committed by now.
    fn hear(&mut self, first: Arc<Committed>) -> Result<()> {
        let mut of: HashMap<KeyBytes, Vec<Change>> = HashMap::new();
        let mut next = Some(first);
        for heard in 1..=COMMITS_AT_ONCE {
            let Some(committed) = next.take() else { break };
            for change in committed.changes.iter().filter(|change| change.id.table == Task::TABLE) {
                if let Some(instance) = concerned(change) {
                    of.entry(instance).or_default().push(change.clone());
                }
            }
            if heard == COMMITS_AT_ONCE {
                break;
            }
            match self.watch.ready() {
                Ok(ready) => next = ready,
                Err(_) => return self.start_over(),
            }
        }
        let snapshot = self.engine.snapshot();
        for (instance, changes) in of {
            let Some(connected) = self.connected.get(&instance).cloned() else { continue };
            if let Some(delta) = assignment::changed(&snapshot, &connected.instance, &changes)? {
                self.take(connected, delta);
            }
        }
        Ok(())
    }

    /// Commits were missed: every node is told everything, as sessions do, and goes on with what it has not begun.
    fn start_over(&mut self) -> Result<()> {
        self.started_over += 1;
        let (snapshot, watch) = self.engine.watch();
        self.watch = watch;
        let is_new = |arn: &String| {
            let row = task::key_of_arn(arn).and_then(|key| snapshot.get::<Task>(&key));
            row.is_some_and(|row| row.reported.is_none() || row.shall_stop)
        };
        for connected in self.connected.values().cloned().collect::<Vec<_>>() {
            let mut all = assignment::assignments(&snapshot, &connected.instance)?;
            if let Some(tasks) = &mut all.tasks {
                tasks.retain(|task| task.task_arn.as_ref().is_some_and(is_new));
            }
            self.take(connected, all);
        }
        Ok(())
    }

    /// What a node does with what it is told.
    fn take(&mut self, connected: Connected, delta: Assignments) {
        let (mut starts, mut stops) = (Vec::new(), Vec::new());
        for assignment in delta.tasks.into_iter().flatten() {
            let runs = assignment.desired_status.as_deref() == Some("RUNNING");
            let list = if runs { &mut starts } else { &mut stops };
            list.extend(assignment.task_arn);
        }
        if starts.is_empty() && stops.is_empty() {
            return;
        }
        self.reports += 2 * starts.len() + stops.len();
        let engine = self.engine.clone();
        self.under_way.spawn(async move {
            if !stops.is_empty() {
                write(&engine, &connected, reports(&stops, Stage::Stopped)).await?;
            }
            if !starts.is_empty() {
                write(&engine, &connected, reports(&starts, Stage::Activating)).await?;
                write(&engine, &connected, reports(&starts, Stage::Running)).await?;
            }
            Ok(())
        });
    }
}

/// The instance whose node has to hear of a change; what it has told of itself is no news to it.
fn concerned(change: &Change) -> Option<KeyBytes> {
    let row = |row: &Option<Arc<dyn AnyRecord>>| {
        row.as_ref()?.as_any().downcast_ref::<Task>().map(|row| (row.assigned, row.is_live()))
    };
    if row(&change.before) == row(&change.after) {
        return None;
    }
    let key = TaskKey::parse(change.id.key.as_slice())?;
    let row = change.after.as_ref().or(change.before.as_ref())?;
    Some(row.as_any().downcast_ref::<Task>()?.instance_key(&key)?.bytes())
}

async fn write(engine: &Engine, connected: &Connected, tasks: Vec<TaskReport>) -> Result<()> {
    let mut tasks = tasks.into_iter().peekable();
    while tasks.peek().is_some() {
        let part: Vec<_> = tasks.by_ref().take(limits::TASKS_PER_REPORT_MAX).collect();
        let instance = connected.instance.clone();
        let written = engine.transact(move |tx: &mut Tx<'_>| {
            for report in &part {
                apply_report(tx, &instance, report, Origin::Change);
            }
            Ok::<_, std::convert::Infallible>(())
        });
        written.await?.unwrap_or_else(|never| match never {});
    }
    Ok(())
}

fn reports(tasks: &[String], stage: Stage) -> Vec<TaskReport> {
    let now = clock::now();
    let (status, container) = match stage {
        Stage::Activating => ("ACTIVATING", "PENDING"),
        Stage::Running => ("RUNNING", "RUNNING"),
        Stage::Stopped => ("STOPPED", "STOPPED"),
    };
    let of = |arn: &String| {
        let started = matches!(stage, Stage::Running).then_some(now);
        let ended = matches!(stage, Stage::Stopped).then_some(now);
        let id = arn.rsplit('/').next().unwrap_or_default();
        TaskReport {
            task_arn: Some(arn.clone()),
            revision: Some(stage as i64),
            status: Some(status.to_owned()),
            pull_started_at: Some(now),
            pull_stopped_at: started.or(ended),
            started_at: started,
            execution_stopped_at: ended,
            stopped_at: ended,
            has_run: Some(!matches!(stage, Stage::Activating)),
            essential_exited: Some(false),
            containers: Some(vec![ContainerReport {
                name: Some("web".to_owned()),
                status: Some(container.to_owned()),
                runtime_id: started.map(|_| format!("{id}-web")),
                exit_code: ended.map(|_| 143),
                ..Default::default()
            }]),
            ..Default::default()
        }
    };
    tasks.iter().map(of).collect()
}

fn registration(zone: &str, cpu: i32, memory: i32) -> RegisterContainerInstanceRequest {
    let plain = |name: &str| Attribute { name: name.to_owned(), ..Default::default() };
    let valued = |name: &str, value: &str| Attribute { value: Some(value.to_owned()), ..plain(name) };
    let mut attributes: Vec<Attribute> = CAPABILITIES.iter().map(|name| plain(name)).collect();
    attributes.push(valued("ecs.availability-zone", zone));
    attributes.push(valued("ecs.os-type", "linux"));
    attributes.push(valued("ecs.instance-type", "simulated"));
    let named = |name: &str, kind: &str| Resource {
        name: Some(name.to_owned()),
        r#type: Some(kind.to_owned()),
        ..Default::default()
    };
    let number = |name: &str, value| Resource { integer_value: Some(value), ..named(name, "INTEGER") };
    let ports = |name: &str, ports: &[&str]| Resource {
        string_set_value: Some(ports.iter().map(|port| (*port).to_owned()).collect()),
        ..named(name, "STRINGSET")
    };
    RegisterContainerInstanceRequest {
        total_resources: Some(vec![
            number("CPU", cpu),
            number("MEMORY", memory),
            ports("PORTS", RESERVED_PORTS),
            ports("PORTS_UDP", &[]),
        ]),
        attributes: Some(attributes),
        ..Default::default()
    }
}
