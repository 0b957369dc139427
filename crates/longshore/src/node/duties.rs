//! What a node does with what control says beside assignments, and what it says of itself.
//!
//! Must not know: how the connection is kept up.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use longshore_agent::company::Working;
use longshore_agent::endpoint::NodeFacts;
use longshore_agent::logs::{LogLine, LogReadError, LogReader, LogsAsked, read};
use longshore_agent::pre_pull::PrePuller;
use longshore_agent::session::{self, Parts};
use longshore_agent::view::Tasks;
use longshore_link::limits::ANSWER_PART_BYTES_MAX;
use longshore_link::{
    Certificate, Hello, ImageSharing, LogsQuestion, NEWEST_VERSION, OLDEST_VERSION, PrePull,
    ProtectionAnswer, Refused, RegistryAnswer, RoleCredentials, Welcome,
};
use longshore_runtime::DriverFacts;
use longshore_shapes::ecs::RegisterContainerInstanceRequest;
use serde_json::json;

use super::identity::NodeIdentity;
use super::{machine, usage};
use crate::files;

const INACTIVE_INSTANCE: &str = "InactiveInstance";
/// A part that is longer is sent. A line, which is kept in pieces of 16 KiB, fits behind it in any case.
const PART_BYTES: usize = ANSWER_PART_BYTES_MAX / 2;
/// How often it is looked for a log that is not there yet, and how many times for one of a task not heard of.
const BEGIN_PAUSE: Duration = Duration::from_millis(100);
const UNKNOWN_MAX: u32 = 50;
const STOPPED: &str = "STOPPED";

/// Told of the certificates that control gives a node that has joined.
pub(crate) trait Renewal: Send + Sync + 'static {
    fn renewed(&self, certificate: &Certificate);
    /// The machine has been taken out of its cluster, on purpose.
    fn has_left(&self) -> bool;
}

/// Where the node belongs: written down, so that a node that starts again is the same instance.
pub(crate) struct Place {
    file: PathBuf,
    state: Mutex<Where>,
}

#[derive(Clone, Default)]
struct Where {
    cluster: String,
    instance: Option<String>,
}

impl Place {
    /// What was written down, unless it is about another cluster.
    pub(crate) fn read(node_dir: &Path, cluster: &str) -> Self {
        let file = node_dir.join("instance.json");
        let text = fs::read(&file).unwrap_or_default();
        let written: serde_json::Value = serde_json::from_slice(&text).unwrap_or_default();
        let member = |name: &str| written.get(name).and_then(serde_json::Value::as_str);
        let same = member("cluster") == Some(cluster);
        let instance = member("containerInstanceArn").filter(|_| same).map(str::to_owned);
        let state = Where { cluster: cluster.to_owned(), instance };
        Self { file, state: Mutex::new(state) }
    }

    fn state(&self) -> MutexGuard<'_, Where> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set(&self, instance: Option<String>) {
        let mut state = self.state();
        if state.instance == instance {
            return;
        }
        state.instance = instance;
        let text = json!({ "cluster": state.cluster, "containerInstanceArn": state.instance });
        if let Err(error) = files::write_private(&self.file, format!("{text:#}\n").as_bytes()) {
            tracing::error!("after the next start this node will be a new instance: {error:#}");
        }
    }

    /// What the endpoints tell of the node.
    pub(crate) fn facts(&self, tags: &[(String, String)]) -> NodeFacts {
        let state = self.state();
        NodeFacts {
            cluster: state.cluster.clone(),
            container_instance_arn: state.instance.clone(),
            address: machine::address(),
            version: env!("CARGO_PKG_VERSION").to_owned(),
            tags: tags.to_vec(),
        }
    }
}

pub(crate) struct Duties {
    pub(crate) place: Arc<Place>,
    pub(crate) registration: RegisterContainerInstanceRequest,
    pub(crate) runtime: DriverFacts,
    pub(crate) identity: Arc<NodeIdentity>,
    pub(crate) logs_dir: PathBuf,
    pub(crate) tasks: Arc<dyn Tasks>,
    pub(crate) renewal: Option<Arc<dyn Renewal>>,
    pub(crate) pre_puller: PrePuller,
    /// Where layers are given to other nodes.
    pub(crate) sharing: Option<ImageSharing>,
}

impl session::Duties for Duties {
    fn hello(&self) -> Hello {
        let state = self.place.state().clone();
        Hello {
            newest_version: Some(NEWEST_VERSION),
            oldest_version: Some(OLDEST_VERSION),
            program_version: Some(env!("CARGO_PKG_VERSION").to_owned()),
            container_instance_arn: state.instance,
            cluster: Some(state.cluster),
            registration: Some(self.registration.clone()),
            runtime: Some(self.runtime.name.to_owned()),
            runtime_version: Some(self.runtime.version.clone()),
            image_sharing: self.sharing.clone(),
            ..Hello::default()
        }
    }

    fn protection(&self, answer: ProtectionAnswer) {
        self.identity.answered(answer);
    }

    fn registry(&self, answer: RegistryAnswer) {
        self.identity.registry_answered(answer);
    }

    fn pre_pull(&self, images: Vec<PrePull>) {
        self.pre_puller.want(images);
    }

    fn welcomed(&self, welcome: &Welcome) {
        let instance = welcome.container_instance_arn.clone();
        tracing::info!(instance, "this machine is part of its cluster");
        self.place.set(instance);
    }

    fn credentials(&self, roles: Vec<RoleCredentials>) {
        self.identity.take(roles);
    }

    fn certificate(&self, certificate: Certificate) {
        if let Some(renewal) = &self.renewal {
            renewal.renewed(&certificate);
        }
    }

    /// An instance that was deregistered comes back as a new one, unless its machine has left; everything else is
    /// tried again later.
    fn refused(&self, refused: &Refused) -> bool {
        if refused.code.as_deref() == Some(INACTIVE_INSTANCE) {
            self.place.set(None);
        }
        !self.renewal.as_ref().is_some_and(|renewal| renewal.has_left())
    }

    fn usage(&self, parts: Parts) -> Working<'static, ()> {
        let lines = usage::lines(&*self.tasks, self.place.state().instance.as_deref());
        Box::pin(tell_usage(lines, parts))
    }

    fn answer(&self, question: LogsQuestion, parts: Parts) -> Working<'static, ()> {
        let (logs_dir, tasks) = (self.logs_dir.clone(), Arc::clone(&self.tasks));
        Box::pin(async move {
            let asked = LogsAsked {
                tail: question.tail.and_then(|tail| u64::try_from(tail).ok()),
                since_nanos: question.since.map(|since| since.millis().saturating_mul(1_000_000)),
                follow: question.follow == Some(true),
            };
            let arn = question.task_arn.unwrap_or_default();
            let id = arn.rsplit('/').next().unwrap_or_default();
            let (mut unknown, mut has_run) = (0, question.has_run == Some(true));
            loop {
                has_run |= tasks.by_arn(&arn).is_some_and(|task| task.has_run());
                match read(&logs_dir, id, question.container.as_deref(), asked).await {
                    Ok(reader) => {
                        let single = || tasks.by_arn(&arn).is_none_or(|task| task.containers.len() == 1);
                        let one = question.container.is_some() || single();
                        let live =
                            move || tasks.by_arn(&arn).is_some_and(|task| task.known_status != STOPPED);
                        return tell(reader.while_live(live), one, parts).await;
                    }
                    Err(LogReadError::NotKept(_))
                        if asked.follow && may_begin(&*tasks, &arn, &mut unknown) => {}
                    // What it printed would be here.
                    Err(LogReadError::NotKept(_)) if has_run => return parts.end(None).await,
                    Err(error) => return parts.end(Some(error.to_string())).await,
                }
                tokio::time::sleep(BEGIN_PAUSE).await;
                // Nothing is sent to whoever is there no more.
                if !parts.send(String::new()).await {
                    return;
                }
            }
        })
    }
}

/// Sends lines, as many in a part as fit.
async fn tell_usage(lines: Vec<String>, parts: Parts) {
    let mut part = String::new();
    for line in lines {
        if part.len() + line.len() > PART_BYTES && !parts.send(std::mem::take(&mut part)).await {
            return;
        }
        part.push_str(&line);
    }
    if part.is_empty() || parts.send(part).await {
        parts.end(None).await;
    }
}

/// Whether a log that is to be followed can still come to be: its task has not ended, or is about to be known.
fn may_begin(tasks: &dyn Tasks, arn: &str, unknown: &mut u32) -> bool {
    if let Some(task) = tasks.by_arn(arn) {
        return task.known_status != STOPPED;
    }
    *unknown += 1;
    *unknown <= UNKNOWN_MAX
}

/// Sends all lines, as many in a part as are there at once. `one`: of one container, and no other is expected.
async fn tell(mut reader: LogReader, one: bool, parts: Parts) {
    let mut part = String::new();
    while let Some(line) = reader.next().await {
        let alone = one && reader.is_of_one();
        add(&mut part, &line, alone);
        while part.len() < PART_BYTES
            && let Some(line) = reader.ready()
        {
            add(&mut part, &line, alone);
        }
        if !parts.send(std::mem::take(&mut part)).await {
            return;
        }
    }
    parts.end(None).await;
}

fn add(part: &mut String, line: &LogLine, alone: bool) {
    part.push_str(&line.to_json(alone));
    part.push('\n');
}
