//! Which container waits for which, and for what; what follows from links, volumesFrom and FireLens too.
//!
//! Invariant: a graph that is answered has no cycle and no unknown name.
//!
//! Must not know: how far any container is.

use longshore_shapes::ecs::{ContainerCondition, ContainerDefinition, LogDriver};

use super::ContainerPlan;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Condition {
    /// It is made.
    Create,
    Start,
    Complete,
    Success,
    Healthy,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Dependency {
    /// The place of the container that is waited for.
    pub(crate) on: usize,
    pub(crate) condition: Condition,
}

/// What each container waits for; none if that cannot be: a cycle, a name that is not there.
pub(super) fn graph(containers: &[ContainerDefinition]) -> Option<Vec<Vec<Dependency>>> {
    let router = containers.iter().position(|container| container.firelens_configuration.is_some());
    let mut graph = Vec::with_capacity(containers.len());
    for container in containers {
        graph.push(edges(container, containers, router)?);
    }
    ordered(&graph).then_some(graph)
}

fn edges(
    container: &ContainerDefinition,
    all: &[ContainerDefinition],
    router: Option<usize>,
) -> Option<Vec<Dependency>> {
    let mut edges = Vec::new();
    for dependency in container.depends_on.iter().flatten() {
        let condition = condition(&dependency.condition)?;
        edges.push(Dependency { on: place(all, &dependency.container_name)?, condition });
    }
    for link in container.links.iter().flatten() {
        let (name, _) = split_link(link);
        edges.push(Dependency { on: place(all, name)?, condition: Condition::Start });
    }
    for source in container.volumes_from.iter().flatten() {
        let name = source.source_container.as_deref().unwrap_or_default();
        edges.push(Dependency { on: place(all, name)?, condition: Condition::Create });
    }
    let log = container.log_configuration.as_ref().map(|log| &log.log_driver);
    if let (Some(router), Some(LogDriver::Awsfirelens)) = (router, log) {
        // A router that waits for others cannot be waited for by them.
        let waits = all.get(router).and_then(|router| router.depends_on.as_ref());
        if waits.is_none_or(Vec::is_empty) {
            edges.push(Dependency { on: router, condition: Condition::Start });
        }
    }
    Some(edges)
}

fn condition(condition: &ContainerCondition) -> Option<Condition> {
    Some(match condition {
        ContainerCondition::Start => Condition::Start,
        ContainerCondition::Complete => Condition::Complete,
        ContainerCondition::Success => Condition::Success,
        ContainerCondition::Healthy => Condition::Healthy,
        ContainerCondition::Unknown(_) => return None,
    })
}

pub(super) fn place(all: &[ContainerDefinition], name: &str) -> Option<usize> {
    all.iter().position(|container| container.name.as_deref() == Some(name))
}

/// `name` or `name:alias`.
pub(super) fn split_link(link: &str) -> (&str, &str) {
    link.split_once(':').unwrap_or((link, link))
}

/// Whether the containers can be put in an order in which each stands behind what it waits for.
fn ordered(graph: &[Vec<Dependency>]) -> bool {
    let mut placed = vec![false; graph.len()];
    for _ in 0..graph.len() {
        for (place, edges) in graph.iter().enumerate() {
            let ready = edges.iter().all(|edge| placed.get(edge.on).copied().unwrap_or(false));
            if let (true, Some(slot)) = (ready, placed.get_mut(place)) {
                *slot = true;
            }
        }
    }
    placed.into_iter().all(|done| done)
}

pub(super) fn note_dependents(plans: &mut [ContainerPlan]) {
    let edges: Vec<(usize, usize)> = plans
        .iter()
        .enumerate()
        .flat_map(|(place, plan)| plan.dependencies.iter().map(move |edge| (edge.on, place)))
        .collect();
    for (on, place) in edges {
        if let Some(plan) = plans.get_mut(on)
            && !plan.dependents.contains(&place)
        {
            plan.dependents.push(place);
        }
    }
}
