//! What a container has in its environment, and in which order one thing hides another.
//!
//! Must not know: where secrets and files come from.

use std::collections::BTreeMap;
use std::path::PathBuf;

use longshore_link::Assignment;
use longshore_shapes::ecs::ContainerDefinition;

use super::TaskPlan;
use crate::settings::Settings;

/// What had to be asked for before a container could be made. It is held in memory alone.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Fetched {
    /// Out of environment files, in their order.
    pub files: Vec<(String, String)>,
    pub secrets: Vec<(String, String)>,
    /// For its log driver.
    pub log_options: BTreeMap<String, String>,
}

impl std::fmt::Debug for Fetched {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let names: Vec<_> = self.secrets.iter().map(|(name, _)| name).collect();
        f.debug_struct("Fetched").field("secrets", &names).finish_non_exhaustive()
    }
}

/// In the folder that a container with a metadata file sees.
pub(crate) const METADATA_FILE: &str = "ecs-container-metadata.json";

const FARGATE: &str = "FARGATE";

/// On the machine, the folder of a container's metadata file, if it gets one: as on AWS, not on FARGATE.
pub(crate) fn metadata_folder(
    assignment: &Assignment,
    endpoint_id: &str,
    settings: &Settings,
) -> Option<PathBuf> {
    let files = settings.metadata_files.as_ref().filter(|files| files.given)?;
    (assignment.launch_type.as_deref() != Some(FARGATE)).then(|| files.folder.join(endpoint_id))
}

/// Where a container sees the folder of its metadata file.
pub(crate) fn metadata_target(endpoint_id: &str) -> String {
    format!("/opt/ecs/metadata/{endpoint_id}")
}

pub(crate) fn needs_fetching(definition: &ContainerDefinition) -> bool {
    let log = definition.log_configuration.as_ref().and_then(|log| log.secret_options.as_ref());
    let any = |list: Option<usize>| list.is_some_and(|length| length > 0);
    any(definition.environment_files.as_ref().map(Vec::len))
        || any(definition.secrets.as_ref().map(Vec::len))
        || any(log.map(Vec::len))
}

/// Names and values, each name once.
#[derive(Default)]
struct Environment(Vec<(String, String)>);

impl Environment {
    fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(known, _)| known == name)
    }

    /// Over what is there.
    fn set(&mut self, name: &str, value: &str) {
        match self.0.iter_mut().find(|(known, _)| known == name) {
            Some((_, old)) => value.clone_into(old),
            None => self.0.push((name.to_owned(), value.to_owned())),
        }
    }

    /// Unless it is there.
    fn add(&mut self, name: &str, value: &str) {
        if !self.has(name) {
            self.0.push((name.to_owned(), value.to_owned()));
        }
    }
}

/// What the environment of a container is made of, beside its plan.
pub(crate) struct Surroundings<'a> {
    pub(crate) endpoint_id: &'a str,
    pub(crate) image: &'a [String],
    pub(crate) fetched: Option<&'a Fetched>,
    pub(crate) gpus: &'a [String],
    /// Where its log router listens.
    pub(crate) log_router: Option<String>,
}

pub(crate) fn environment(
    plan: &TaskPlan,
    container: usize,
    around: &Surroundings<'_>,
    settings: &Settings,
) -> Vec<(String, String)> {
    let mut environment = Environment::default();
    let given = plan.definition(container).and_then(|definition| definition.environment.as_deref());
    for pair in given.unwrap_or_default() {
        if let Some(name) = &pair.name {
            environment.set(name, pair.value.as_deref().unwrap_or_default());
        }
    }
    let nothing = Fetched::default();
    let fetched = around.fetched.unwrap_or(&nothing);
    fetched.files.iter().for_each(|(name, value)| environment.add(name, value));
    fetched.secrets.iter().for_each(|(name, value)| environment.set(name, value));
    endpoints(&mut environment, &plan.assignment, around, settings);
    region(&mut environment, around.image, settings);
    if !around.gpus.is_empty() {
        environment.set("NVIDIA_VISIBLE_DEVICES", &around.gpus.join(","));
    }
    if let Some(host) = &around.log_router {
        environment.set("FLUENT_HOST", host);
        environment.set("FLUENT_PORT", "24224");
    }
    environment.0
}

fn endpoints(
    environment: &mut Environment,
    assignment: &Assignment,
    around: &Surroundings<'_>,
    settings: &Settings,
) {
    let (base, id) = (&settings.endpoint, around.endpoint_id);
    environment.set("ECS_CONTAINER_METADATA_URI_V4", &format!("{base}/v4/{id}"));
    environment.set("ECS_CONTAINER_METADATA_URI", &format!("{base}/v3/{id}"));
    environment.set("ECS_AGENT_URI", &format!("{base}/api/{id}"));
    if metadata_folder(assignment, id, settings).is_some() {
        environment.set("ECS_CONTAINER_METADATA_FILE", &format!("{}/{METADATA_FILE}", metadata_target(id)));
    }
    if let Some(credentials) = &assignment.credentials_id {
        let path = format!("/v2/credentials/{credentials}");
        environment.set("AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", &path);
    }
    if let Some(launch_type) = &assignment.launch_type {
        environment.add("AWS_EXECUTION_ENV", &format!("AWS_ECS_{launch_type}"));
    }
}

/// The region, unless anyone has set one: then none of the two is touched.
fn region(environment: &mut Environment, image: &[String], settings: &Settings) {
    const NAMES: [&str; 2] = ["AWS_REGION", "AWS_DEFAULT_REGION"];
    let in_image = |name: &str| image.iter().any(|pair| pair.split_once('=').is_some_and(|(n, _)| n == name));
    if NAMES.iter().any(|name| environment.has(name) || in_image(name)) {
        return;
    }
    for name in NAMES {
        environment.set(name, &settings.region);
    }
}

/// The variables of an environment file: a `NAME=value` a line, comments behind `#`, nothing unquoted.
pub(crate) fn environment_file(text: &str) -> Vec<(String, String)> {
    let pair = |line: &str| {
        let line = line.trim_end_matches('\r');
        let (name, value) = line.split_once('=')?;
        let named = !name.trim().is_empty() && !name.trim_start().starts_with('#');
        named.then(|| (name.trim().to_owned(), value.to_owned()))
    };
    text.lines().filter_map(pair).collect()
}
