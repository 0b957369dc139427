//! What a task needs, worked out of its assignment once: which container waits for which, what each is made
//! with, which volumes and sandboxes there are, how much of the machine it takes.
//!
//! Everything here is a function of the assignment and the settings; what happens to the task is `task`'s.
//!
//! Must not know: drivers, time, or the state of a task.

mod arguments;
mod dependencies;
mod environment;
mod health;
mod images;
mod limits;
mod links;
mod network;
mod signals;
mod spec;
#[cfg(test)]
mod tests;
mod volumes;

use std::sync::Arc;

use longshore_link::Assignment;
use longshore_runtime::{PortBinding, PortRequest};
use longshore_shapes::ecs::{ContainerDefinition, TaskDefinition, VersionConsistency};

pub(crate) use dependencies::{Condition, Dependency};
pub use environment::Fetched;
pub(crate) use environment::{
    METADATA_FILE, environment, environment_file, metadata_folder, metadata_target, needs_fetching,
};
pub(crate) use health::{Check, HealthPlan};
pub(crate) use images::{at_digest, digest_of};
pub(crate) use limits::Needs;
pub(crate) use network::{NetworkMode, SandboxPlan};
pub(crate) use signals::signal_number;
pub(crate) use spec::container_spec;
pub(crate) use volumes::{MountPlan, VolumePlan, image_volumes};

use crate::settings::Settings;

/// More containers than a task definition can have are not looked at.
const CONTAINERS_MAX: usize = 64;
/// Without one in the restart policy.
const RESTART_PERIOD_SECONDS: i32 = 300;

/// Why a task cannot be run whatever happens; the text is the task's reason.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum PlanError {
    #[error("UnrecogniedTaskError: Error loading task - {0}")]
    Unreadable(String),
    #[error("Task dependencies cannot be resolved, taskArn: {0}")]
    Dependencies(String),
    #[error("resource cannot be initialized for task {arn}: {detail}")]
    Resource { arn: String, detail: String },
}

#[derive(Debug, Clone)]
pub(crate) struct TaskPlan {
    pub(crate) assignment: Arc<Assignment>,
    pub(crate) arn: String,
    pub(crate) family: String,
    pub(crate) revision: String,
    pub(crate) network: NetworkMode,
    pub(crate) containers: Vec<ContainerPlan>,
    pub(crate) volumes: Vec<VolumePlan>,
    pub(crate) sandboxes: Vec<SandboxPlan>,
    pub(crate) needs: Needs,
}

#[derive(Debug, Clone)]
pub(crate) struct ContainerPlan {
    pub(crate) name: String,
    pub(crate) image: String,
    pub(crate) credentials_parameter: Option<String>,
    pub(crate) essential: bool,
    pub(crate) dependencies: Vec<Dependency>,
    /// Places of the containers that depend on this one: they are stopped before it.
    pub(crate) dependents: Vec<usize>,
    pub(crate) start_timeout_millis: Option<i64>,
    pub(crate) stop_timeout_millis: i64,
    pub(crate) restart: Option<RestartPlan>,
    /// What the definition says of health; the image's own where it says nothing.
    pub(crate) health: HealthPlan,
    /// The digest that control, or the reference itself, says.
    pub(crate) pinned_digest: Option<String>,
    /// Whether its digest is looked up and held on to.
    pub(crate) resolves: bool,
    pub(crate) sandbox: usize,
    /// Of the machine, that lead to it.
    pub(crate) ports: Vec<PortRequest>,
    pub(crate) mounts: Vec<MountPlan>,
    /// Containers whose mounts it has too.
    pub(crate) volumes_from: Vec<(usize, bool)>,
    /// (container, alias)
    pub(crate) links: Vec<(usize, String)>,
    pub(crate) fetches: bool,
    pub(crate) gpus: usize,
    /// Shared with those who look at the task.
    pub(crate) labels: Arc<[(String, String)]>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RestartPlan {
    pub(crate) ignored_exit_codes: Vec<i32>,
    pub(crate) period_millis: i64,
}

impl ContainerPlan {
    /// Tells its ports from those of others in the same sandbox.
    pub(crate) fn asked_for(&self, port: &PortBinding) -> bool {
        let same =
            |own: &PortRequest| own.container_port == port.container_port && own.protocol == port.protocol;
        self.ports.iter().any(same)
    }
}

impl TaskPlan {
    /// A task that cannot be run: it has an end and nothing else.
    pub(crate) fn unusable(assignment: Arc<Assignment>) -> Self {
        Self {
            arn: assignment.task_arn.clone().unwrap_or_default(),
            assignment,
            family: String::new(),
            revision: String::new(),
            network: NetworkMode::None,
            containers: Vec::new(),
            volumes: Vec::new(),
            sandboxes: Vec::new(),
            needs: Needs::default(),
        }
    }

    /// The task's definition of a container, by its place.
    pub(crate) fn definition(&self, container: usize) -> Option<&ContainerDefinition> {
        definitions(&self.assignment).get(container)
    }

    /// The containers that share a sandbox.
    pub(crate) fn sharing(&self, sandbox: usize) -> impl Iterator<Item = usize> + '_ {
        let shares = move |(_, container): &(usize, &ContainerPlan)| container.sandbox == sandbox;
        self.containers.iter().enumerate().filter(shares).map(|(place, _)| place)
    }
}

pub(crate) fn definitions(assignment: &Assignment) -> &[ContainerDefinition] {
    let definition = assignment.definition.as_ref();
    definition.and_then(|definition| definition.container_definitions.as_deref()).unwrap_or_default()
}

/// Works a task out.
pub(crate) fn plan(assignment: Arc<Assignment>, settings: &Settings) -> Result<TaskPlan, PlanError> {
    let arn = assignment.task_arn.clone().unwrap_or_default();
    let unreadable = |problem: &str| PlanError::Unreadable(problem.to_owned());
    let definition = assignment.definition.as_ref().ok_or_else(|| unreadable("it has no task definition"))?;
    let containers = definitions(&assignment);
    if containers.is_empty() {
        return Err(unreadable("its definition has no containers"));
    }
    if containers.len() > CONTAINERS_MAX {
        return Err(unreadable("its definition has too many containers"));
    }
    let graph = dependencies::graph(containers).ok_or_else(|| PlanError::Dependencies(arn.clone()))?;
    let network = NetworkMode::of(definition).map_err(|problem| unreadable(&problem))?;
    let resource = |detail| PlanError::Resource { arn: arn.clone(), detail };
    let volumes = volumes::plans(definition).map_err(resource)?;
    let sandboxes = network::sandboxes(&assignment, definition, network).map_err(resource)?;
    limits::parent(definition, &arn, settings).map_err(resource)?;
    limits::check(definition).map_err(resource)?;
    let around = Around { assignment: &assignment, task: definition, network, settings };
    let mut plans = Vec::with_capacity(containers.len());
    for (place, dependencies) in graph.into_iter().enumerate() {
        let built = container(&around, place, dependencies);
        plans.push(built.map_err(resource)?);
    }
    dependencies::note_dependents(&mut plans);
    for (place, plan) in plans.iter_mut().enumerate() {
        plan.sandbox = network::sandbox_of(place, sandboxes.len());
    }
    Ok(TaskPlan {
        family: definition.family.clone().unwrap_or_default(),
        revision: definition.revision.unwrap_or_default().to_string(),
        network,
        needs: limits::needs(definition, network),
        containers: plans,
        volumes,
        sandboxes,
        arn,
        assignment: Arc::clone(&assignment),
    })
}

/// What all containers of a task are made with.
struct Around<'a> {
    assignment: &'a Assignment,
    task: &'a TaskDefinition,
    network: NetworkMode,
    settings: &'a Settings,
}

fn container(
    around: &Around<'_>,
    place: usize,
    dependencies: Vec<Dependency>,
) -> Result<ContainerPlan, String> {
    let Around { assignment, task, network, settings } = *around;
    let containers = definitions(assignment);
    let definition = containers.get(place).ok_or("a container is missing")?;
    let name = definition.name.clone().unwrap_or_default();
    let image = definition.image.clone().unwrap_or_default();
    if name.is_empty() || image.is_empty() {
        return Err("a container has no name or no image".to_owned());
    }
    let resolves = definition.version_consistency != Some(VersionConsistency::Disabled);
    let pinned = assignment.image_digests.iter().flatten();
    let pinned = pinned.filter(|digest| digest.name.as_deref() == Some(&name));
    let pinned = pinned.filter_map(|digest| digest.value.clone()).next_back();
    Ok(ContainerPlan {
        credentials_parameter: definition
            .repository_credentials
            .as_ref()
            .map(|credentials| credentials.credentials_parameter.clone()),
        essential: definition.essential.unwrap_or(true),
        dependents: Vec::new(),
        start_timeout_millis: definition.start_timeout.map(seconds),
        stop_timeout_millis: definition.stop_timeout.map_or(settings.stop_timeout_millis(), seconds),
        restart: restart(definition),
        health: health::plan(definition),
        pinned_digest: pinned.or_else(|| digest_of(&image).map(str::to_owned)),
        resolves,
        sandbox: 0,
        ports: network::ports(definition, network)?,
        mounts: volumes::mounts(definition, task)?,
        volumes_from: volumes::sources(definition, containers)?,
        links: network::links(definition, containers),
        fetches: needs_fetching(definition),
        gpus: limits::gpus(definition),
        labels: arguments::labels(assignment, task, definition, settings),
        dependencies,
        name,
        image,
    })
}

fn restart(definition: &ContainerDefinition) -> Option<RestartPlan> {
    let policy = definition.restart_policy.as_ref().filter(|policy| policy.enabled)?;
    Some(RestartPlan {
        ignored_exit_codes: policy.ignored_exit_codes.clone().unwrap_or_default(),
        period_millis: seconds(policy.restart_attempt_period.unwrap_or(RESTART_PERIOD_SECONDS)),
    })
}

fn seconds(count: i32) -> i64 {
    i64::from(count.max(0)) * 1000
}
