//! A container as a driver is asked for it: its plan, and what has come of the task so far.
//!
//! Must not know: when it is made.

use std::net::Ipv4Addr;

use longshore_runtime::{ContainerSpec, MountSource, MountSpec};
use longshore_shapes::ecs::LogDriver;

use super::arguments::template;
use super::environment::Surroundings;
use super::links::{self, Linked};
use super::{NetworkMode, TaskPlan, VolumePlan, at_digest, environment, metadata_folder, metadata_target};
use crate::settings::Settings;
use crate::task::state::{ContainerState, TaskState};

/// How deep volumesFrom is followed: the graph of containers has no cycles, this bounds it even so.
const SOURCES_DEEP_MAX: usize = 16;

pub(crate) fn container_spec(
    plan: &TaskPlan,
    state: &TaskState,
    container: usize,
    settings: &Settings,
) -> Option<ContainerSpec> {
    let (planned, now) = (plan.containers.get(container)?, state.containers.get(container)?);
    let image = now.image.as_ref()?;
    let around = Surroundings {
        endpoint_id: &now.endpoint_id,
        image: &image.environment,
        fetched: now.fetched.as_ref(),
        gpus: &now.gpus,
        log_router: log_router(plan, state, container),
    };
    let mut spec = ContainerSpec {
        id: now.runtime_id.clone(),
        name: now.runtime_name.clone(),
        image: image_reference(&planned.image, now),
        environment: environment(plan, container, &around, settings),
        sandbox: state.sandboxes.get(planned.sandbox)?.id.clone(),
        mounts: mounts(plan, state, container, 0),
        ..template(plan, container, settings)?
    };
    // Last, and no business of those who take its volumes.
    spec.mounts.extend(metadata_mount(plan, &now.endpoint_id, settings));
    for (linked, alias) in &planned.links {
        let (Some(other), Some(address)) = (plan.containers.get(*linked), address(plan, state, *linked))
        else {
            continue;
        };
        spec.extra_hosts.push((alias.clone(), address.to_string()));
        if *alias != other.name {
            spec.extra_hosts.push((other.name.clone(), address.to_string()));
        }
        let Some(definition) = plan.definition(*linked) else { continue };
        let image_of_other = state.containers.get(*linked).and_then(|other| other.image.as_ref());
        let linked = Linked {
            alias,
            asker: &now.runtime_name,
            address,
            definition,
            image: image_of_other.map_or(&[], |image| &image.environment),
        };
        add_unless_set(&mut spec.environment, &image.environment, links::variables(&linked));
    }
    Some(spec)
}

fn metadata_mount(plan: &TaskPlan, endpoint_id: &str, settings: &Settings) -> Option<MountSpec> {
    let folder = metadata_folder(&plan.assignment, endpoint_id, settings)?;
    let source = MountSource::Host(folder.to_string_lossy().into_owned());
    Some(MountSpec { source, target: metadata_target(endpoint_id), read_only: true })
}

/// What the definition or the image says goes before.
fn add_unless_set(given: &mut Vec<(String, String)>, image: &[String], more: Vec<(String, String)>) {
    let in_image =
        |name: &str| image.iter().any(|pair| pair.split_once('=').is_some_and(|(known, _)| known == name));
    for (name, value) in more {
        if !in_image(&name) && !given.iter().any(|(known, _)| *known == name) {
            given.push((name, value));
        }
    }
}

/// The very image that was looked at, where it has a digest: a tag may have moved since.
fn image_reference(reference: &str, container: &ContainerState) -> String {
    match container.digest.as_deref() {
        Some(digest) => at_digest(reference, digest),
        None => reference.to_owned(),
    }
}

fn address(plan: &TaskPlan, state: &TaskState, container: usize) -> Option<Ipv4Addr> {
    let sandbox = plan.containers.get(container)?.sandbox;
    state.sandboxes.get(sandbox)?.facts.as_ref()?.address
}

fn log_router(plan: &TaskPlan, state: &TaskState, container: usize) -> Option<String> {
    let log = plan.definition(container)?.log_configuration.as_ref()?;
    if log.log_driver != LogDriver::Awsfirelens {
        return None;
    }
    match plan.network {
        NetworkMode::Task => Some(Ipv4Addr::LOCALHOST.to_string()),
        NetworkMode::Bridge => {
            let is_router = |place: &usize| {
                plan.definition(*place).is_some_and(|definition| definition.firelens_configuration.is_some())
            };
            let router = (0..plan.containers.len()).find(is_router)?;
            address(plan, state, router).map(|address| address.to_string())
        }
        NetworkMode::Host | NetworkMode::None => None,
    }
}

/// Its own mounts, and behind them those of the containers whose volumes it takes; a target is taken once.
fn mounts(plan: &TaskPlan, state: &TaskState, container: usize, depth: usize) -> Vec<MountSpec> {
    let (Some(planned), Some(now)) = (plan.containers.get(container), state.containers.get(container)) else {
        return Vec::new();
    };
    let mut mounts: Vec<MountSpec> = Vec::new();
    for mount in &planned.mounts {
        if let Some(source) = source(plan, state, mount.volume) {
            mounts.push(MountSpec { source, target: mount.target.clone(), read_only: mount.read_only });
        }
    }
    for (target, volume) in &now.image_volumes {
        if let Some(volume) = state.volumes.get(*volume) {
            let source = MountSource::Volume(volume.name.clone());
            mounts.push(MountSpec { source, target: target.clone(), read_only: false });
        }
    }
    if depth >= SOURCES_DEEP_MAX {
        return mounts;
    }
    for (from, read_only) in &planned.volumes_from {
        for mut mount in self::mounts(plan, state, *from, depth + 1) {
            if !mounts.iter().any(|known| known.target == mount.target) {
                mount.read_only |= *read_only;
                mounts.push(mount);
            }
        }
    }
    mounts
}

fn source(plan: &TaskPlan, state: &TaskState, volume: usize) -> Option<MountSource> {
    match plan.volumes.get(volume)? {
        VolumePlan::Host(path) => Some(MountSource::Host(path.clone())),
        VolumePlan::Task { .. } | VolumePlan::Shared { .. } => {
            Some(MountSource::Volume(state.volumes.get(volume)?.name.clone()))
        }
    }
}
