//! The connection to one Docker Engine: what it is, its limits of time, and how what is ours is found in it.
//!
//! Invariants: everything of ours carries the node's label, and is found by labels alone; every call ends.
//!
//! Must not know: what a single step does.

use std::collections::HashMap;
use std::future::Future;
use std::path::PathBuf;
use std::sync::atomic::AtomicU16;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bollard::errors::Error;
use bollard::models::{
    ContainerInspectResponse, ContainerSummary, SystemInfo, SystemInfoCgroupDriverEnum,
    SystemInfoCgroupVersionEnum, SystemVersion,
};
use bollard::query_parameters::{InspectContainerOptions, ListContainersOptions};
use bollard::{API_DEFAULT_VERSION, Docker};
use bytes::Bytes;

use super::DockerOptions;
use super::cgroup::ParentCgroups;
use super::exits::ExitBook;
use super::pause::Processor;
use super::refusal::Refusal;
use crate::driver::{Abilities, DriverFacts};
use crate::error::DriverError;

/// For a question that the engine answers from what it knows.
pub(crate) const ASK_LIMIT: Duration = Duration::from_secs(30);
/// For a step that makes, starts or removes something; a busy machine takes its time.
pub(crate) const ACT_LIMIT: Duration = Duration::from_secs(180);
/// Engines older than 20.10 are not supported.
const OLDEST_API: (usize, usize) = (1, 41);

pub(crate) const LABEL_NODE: &str = "longshore.node";
pub(crate) const LABEL_ID: &str = "longshore.id";
pub(crate) const LABEL_SANDBOX: &str = "longshore.sandbox";
pub(crate) const LABEL_SUBNET: &str = "longshore.subnet";
pub(crate) const LABEL_PARENT: &str = "longshore.parent-cgroup";
pub(crate) const LABEL_PAUSE: &str = "longshore.pause";
/// Every label of ours begins so; nobody sees them.
const LABEL_PREFIX: &str = "longshore.";

/// Requests to make a container that the client has no words for: it knows the newest API alone.
pub(crate) type Bodies = Arc<Mutex<HashMap<String, Bytes>>>;

/// What was learned about the engine when it was connected to.
#[derive(Debug)]
pub(crate) struct Place {
    /// Its processes are this machine's.
    pub(crate) local: bool,
    pub(crate) processor: Option<Processor>,
    pub(crate) memory_bytes: u64,
    pub(crate) parents: ParentCgroups,
}

pub(crate) struct Engine {
    pub(crate) docker: Docker,
    pub(crate) tag: String,
    pub(crate) state: PathBuf,
    pub(crate) place: Place,
    pub(crate) facts: DriverFacts,
    pub(crate) exits: ExitBook,
    /// One sandbox is opened or closed at a time: ports and networks are shared by all.
    pub(crate) sandbox_turn: tokio::sync::Mutex<()>,
    /// Where to look for the next dynamic host port: one that was just given back rests a while.
    pub(crate) next_port: AtomicU16,
    /// Bodies to send in place of those that the client writes, by container name.
    pub(crate) bodies: Bodies,
    /// From our ids to the engine's; only a shortcut, the labels are the truth.
    known: Mutex<HashMap<String, String>>,
}

/// The engine, and the time by its own clock, from which on its events are ours to hear.
pub(crate) async fn connect(options: DockerOptions) -> Result<(Engine, Option<String>), DriverError> {
    let endpoint = options.endpoint.as_deref().unwrap_or(DEFAULT_ENDPOINT);
    let bodies = Bodies::default();
    let docker = dial(endpoint, Arc::clone(&bodies))?;
    let what = format!("connect to Docker Engine at {endpoint}");
    let docker = limited(ASK_LIMIT, docker.negotiate_version()).await.map_err(|r| r.failed(&what))?;
    let api = docker.client_version();
    if (api.major_version, api.minor_version) < OLDEST_API {
        let version = format!("{}.{}", api.major_version, api.minor_version);
        return Err(DriverError::Unsupported(format!(
            "{what}: its API {version} is older than 1.41 (20.10)"
        )));
    }
    let version = limited(ASK_LIMIT, docker.version()).await.map_err(|r| r.failed(&what))?;
    let info = limited(ASK_LIMIT, docker.info()).await.map_err(|r| r.failed(&what))?;
    if info.os_type.as_deref().is_some_and(|os| os != "linux") {
        return Err(DriverError::Unsupported(format!("{what}: it does not run Linux containers")));
    }
    let place = place(endpoint, &info);
    let facts = facts(&place, &info, &version);
    let engine = Engine {
        docker,
        tag: super::reference::plain_name(&options.node_tag)?.to_owned(),
        state: options.state_dir,
        place,
        facts,
        exits: ExitBook::default(),
        sandbox_turn: tokio::sync::Mutex::new(()),
        next_port: AtomicU16::new(super::ports::beginning(&options.node_tag)),
        bodies,
        known: Mutex::new(HashMap::new()),
    };
    Ok((engine, info.system_time))
}

#[cfg(unix)]
const DEFAULT_ENDPOINT: &str = "unix:///var/run/docker.sock";
#[cfg(windows)]
const DEFAULT_ENDPOINT: &str = "npipe:////./pipe/docker_engine";

fn dial(endpoint: &str, bodies: Bodies) -> Result<Docker, DriverError> {
    let seconds = ACT_LIMIT.as_secs();
    let dialled = match endpoint.split_once("://") {
        Some(("tcp" | "http", _)) => Docker::connect_with_http(endpoint, seconds, API_DEFAULT_VERSION),
        Some(("unix" | "npipe", _)) | None => {
            Docker::connect_with_local(endpoint, seconds, API_DEFAULT_VERSION)
        }
        Some((scheme, _)) => {
            let words =
                format!("`{endpoint}`: a Docker Engine is reached by unix:// or tcp://, not {scheme}://");
            return Err(DriverError::Unsupported(words));
        }
    };
    let docker = dialled.map_err(|error| {
        Refusal::from(error).failed(&format!("connect to Docker Engine at {endpoint}; is it running?"))
    })?;
    // Engines read credentials in the URL's alphabet and take others for none at all; the client writes the
    // ordinary one.
    Ok(docker.with_request_modifier(move |mut request| {
        let name = request.uri().query().and_then(|query| query.strip_prefix("name=")).unwrap_or_default();
        let name = name.split('&').next().unwrap_or_default();
        let body = bodies.lock().unwrap_or_else(PoisonError::into_inner).remove(name);
        if let Some(body) = body {
            *request.body_mut() = bollard::body_full(body);
        }
        if let Some(value) = request.headers_mut().get_mut("x-registry-auth")
            && let Ok(text) = value.to_str()
            && let Ok(changed) = text.replace('+', "-").replace('/', "_").parse()
        {
            *value = changed;
        }
        request
    }))
}

fn place(endpoint: &str, info: &SystemInfo) -> Place {
    let desktop = info.operating_system.as_deref().is_some_and(|name| name.contains("Docker Desktop"));
    let local = cfg!(target_os = "linux") && !endpoint.starts_with("tcp") && !endpoint.starts_with("http");
    let local = local && !desktop;
    let cgroupfs = info.cgroup_driver == Some(SystemInfoCgroupDriverEnum::CGROUPFS);
    let unified = info.cgroup_version == Some(SystemInfoCgroupVersionEnum::_2);
    Place {
        local,
        processor: info.architecture.as_deref().and_then(Processor::named),
        memory_bytes: info.mem_total.and_then(|bytes| u64::try_from(bytes).ok()).unwrap_or(u64::MAX),
        parents: ParentCgroups::find(local, cgroupfs, unified),
    }
}

fn facts(place: &Place, info: &SystemInfo, version: &SystemVersion) -> DriverFacts {
    let rootless = info.security_options.iter().flatten().any(|option| option.contains("name=rootless"));
    let limits = info.memory_limit == Some(true) && info.pids_limit != Some(false);
    let holds = place.processor.is_some();
    let mut cannot = vec![
        "security groups: Docker's networks do not filter".to_owned(),
        "output that waits for its reader: Docker keeps all of it on disk instead".to_owned(),
    ];
    if let Some(why) = place.parents.missing() {
        cannot.push(format!("limits for all containers of a task together: {why}"));
    }
    if !limits {
        cannot.push("memory and process limits: this Docker Engine's kernel or cgroups lack them".to_owned());
    }
    if !holds {
        let name = info.architecture.as_deref().unwrap_or("unknown");
        cannot.push(format!("a network or namespaces for a whole task: no pause program for {name}"));
    }
    if rootless {
        cannot.push("privileged containers and devices: this Docker Engine is rootless".to_owned());
    }
    DriverFacts {
        name: "docker",
        version: version.version.clone().unwrap_or_default(),
        can: Abilities {
            bridge_network: true,
            task_network: holds,
            limits,
            privileged: !rootless,
            devices: !rootless,
            shared_namespaces: holds,
        },
        cannot,
    }
}

/// Waits for a call, but not for ever.
pub(crate) async fn limited<T>(
    limit: Duration,
    call: impl Future<Output = Result<T, Error>>,
) -> Result<T, Refusal> {
    match tokio::time::timeout(limit, call).await {
        Ok(answer) => answer.map_err(Refusal::from),
        Err(_) => Err(Refusal::timed_out(limit.as_secs())),
    }
}

/// The labels that others gave, without ours.
pub(crate) fn outer_labels<'a>(
    labels: impl IntoIterator<Item = (&'a String, &'a String)>,
) -> impl Iterator<Item = (String, String)> {
    labels
        .into_iter()
        .filter(|(key, _)| !key.starts_with(LABEL_PREFIX))
        .map(|(key, value)| (key.clone(), value.clone()))
}

impl Engine {
    pub(crate) fn node_label(&self) -> String {
        format!("{LABEL_NODE}={}", self.tag)
    }

    /// Containers with the node's label and, if given, one more.
    pub(crate) async fn list(&self, label: Option<String>) -> Result<Vec<ContainerSummary>, Refusal> {
        let labels = std::iter::once(self.node_label()).chain(label).collect();
        let filters = HashMap::from([("label".to_owned(), labels)]);
        let options = ListContainersOptions { all: true, filters: Some(filters), ..Default::default() };
        limited(ASK_LIMIT, self.docker.list_containers(Some(options))).await
    }

    /// The engine's id for one of our containers.
    pub(crate) async fn find(&self, id: &str) -> Result<Option<String>, Refusal> {
        if let Some(known) = self.known(id) {
            return Ok(Some(known));
        }
        let found = self.list(Some(format!("{LABEL_ID}={id}"))).await?.into_iter().find_map(|found| found.id);
        if let Some(found) = &found {
            self.learn(id, found);
        }
        Ok(found)
    }

    /// The same, where it has to be there.
    pub(crate) async fn have(&self, id: &str) -> Result<String, Refusal> {
        let found = self.find(id).await?;
        found.ok_or_else(|| Refusal::gone("no container of this node has this id"))
    }

    /// The same, without asking the engine.
    pub(crate) fn known(&self, id: &str) -> Option<String> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).get(id).cloned()
    }

    pub(crate) fn learn(&self, id: &str, engines: &str) {
        let mut known = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        known.insert(id.to_owned(), engines.to_owned());
    }

    pub(crate) fn forget(&self, id: &str) {
        self.known.lock().unwrap_or_else(PoisonError::into_inner).remove(id);
    }

    /// What the engine knows of one of our containers; nothing if it is not there (any more).
    pub(crate) async fn look(&self, id: &str) -> Result<Option<ContainerInspectResponse>, Refusal> {
        let Some(found) = self.find(id).await? else { return Ok(None) };
        let answer = self.look_at(&found).await?;
        if answer.is_none() {
            self.forget(id);
        }
        Ok(answer)
    }

    /// The same, by the engine's id.
    pub(crate) async fn look_at(&self, engines: &str) -> Result<Option<ContainerInspectResponse>, Refusal> {
        let question = self.docker.inspect_container(engines, None::<InspectContainerOptions>);
        match limited(ASK_LIMIT, question).await {
            Ok(answer) => Ok(Some(answer)),
            Err(refusal) if refusal.status == 404 => Ok(None),
            Err(refusal) => Err(refusal),
        }
    }
}
