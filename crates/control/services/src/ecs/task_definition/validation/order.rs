//! What containers need of each other: dependencies, links and shared volumes; all must exist, and none
//! may go round in a circle.
//!
//! Must not know: when containers start.

use longshore_shapes::ecs::{ContainerCondition, ContainerDefinition, NetworkMode};

use super::Checked;
use crate::ecs::problems::client;
use crate::ecs::task_definition::definition::{Definition, is_essential, items, name_of, setting, text};

const COMMAND_NONE: &str = "NONE";

pub(super) fn check(definition: &Definition<'_>) -> Checked {
    for container in definition.containers {
        dependencies(definition, container)?;
        links(definition, container)?;
        shared_volumes(definition, container)?;
    }
    let depends = |container: &ContainerDefinition| {
        items(&container.depends_on).iter().map(|it| it.container_name.clone()).collect()
    };
    let links = |container: &ContainerDefinition| {
        items(&container.links).iter().map(|link| linked(link).to_owned()).collect()
    };
    let volumes = |container: &ContainerDefinition| {
        items(&container.volumes_from).iter().map(|it| text(&it.source_container).to_owned()).collect()
    };
    no_cycle(definition, &depends, "Container dependencies should not have a cycle")?;
    no_cycle(definition, &links, "Container links should not have a cycle")?;
    no_cycle(definition, &volumes, "Container volumesFrom should not have a cycle")
}

fn dependencies(definition: &Definition<'_>, container: &ContainerDefinition) -> Checked {
    for dependency in items(&container.depends_on) {
        let name = &dependency.container_name;
        let Some(other) = definition.container(name) else {
            return Err(client(format!("Cannot depend on container + '{name}' because it does not exist")));
        };
        match dependency.condition {
            ContainerCondition::Complete | ContainerCondition::Success if is_essential(other) => {
                return Err(client(
                    "A dependency container with SUCCESS or COMPLETE condition \
                     cannot be an essential container",
                ));
            }
            ContainerCondition::Healthy if !has_health_check(other) => {
                return Err(client(format!(
                    "A dependency container with HEALTHY condition must have a health check: '{name}'"
                )));
            }
            _ => {}
        }
    }
    Ok(())
}

fn has_health_check(container: &ContainerDefinition) -> bool {
    let command = container.health_check.as_ref().and_then(|check| check.command.first());
    command.is_some_and(|word| word != COMMAND_NONE)
}

/// The container of a link: `name` or `name:alias`.
fn linked(link: &str) -> &str {
    link.split_once(':').map_or(link, |(name, _)| name)
}

fn links(definition: &Definition<'_>, container: &ContainerDefinition) -> Checked {
    let links = items(&container.links);
    if !links.is_empty() && definition.network != NetworkMode::Bridge {
        return Err(client(format!("Links are not supported when networkMode={}.", definition.network)));
    }
    match links.iter().find(|link| definition.container(linked(link)).is_none()) {
        Some(link) => Err(setting(
            container,
            format_args!("Cannot link to container '{}' because it does not exist.", linked(link)),
        )),
        None => Ok(()),
    }
}

fn shared_volumes(definition: &Definition<'_>, container: &ContainerDefinition) -> Checked {
    let sources = items(&container.volumes_from).iter().map(|it| text(&it.source_container));
    match sources.into_iter().find(|name| definition.container(name).is_none()) {
        Some(name) => Err(setting(
            container,
            format_args!("volumesFrom names the container '{name}', which does not exist."),
        )),
        None => Ok(()),
    }
}

/// There are at most ten containers: strike out those that need nothing that is left, until none is.
fn no_cycle(
    definition: &Definition<'_>,
    needs: &dyn Fn(&ContainerDefinition) -> Vec<String>,
    message: &str,
) -> Checked {
    let mut left: Vec<(&str, Vec<String>)> =
        definition.containers.iter().map(|it| (name_of(it), needs(it))).collect();
    while !left.is_empty() {
        let names: Vec<&str> = left.iter().map(|(name, _)| *name).collect();
        let waits = |needs: &[String]| needs.iter().any(|need| names.contains(&need.as_str()));
        let before = left.len();
        left.retain(|(_, needs)| waits(needs));
        if left.len() == before {
            return Err(client(message));
        }
    }
    Ok(())
}
