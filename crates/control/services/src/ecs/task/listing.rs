//! DescribeTasks and ListTasks.
//!
//! A task that stopped a while ago is described from disk, and listed no more.
//!
//! Must not know: how tasks change.

use longshore_shapes::ApiError;
use longshore_shapes::ecs::{self, DesiredStatus, LaunchType};
use longshore_world::records::cluster::ClusterKey;
use longshore_world::records::container_instance::ContainerInstanceKey;
use longshore_world::records::service::{Service, ServiceKey};
use longshore_world::records::task::{
    BY_CLUSTER, BY_FAMILY, BY_GROUP, BY_INSTANCE, BY_STARTER, Task, TaskKey, cluster_prefix, family_prefix,
    instance_prefix, stopped,
};
use longshore_world::{KeyBytes, Snapshot, World};

use super::shape;
use crate::caller::Caller;
use crate::ecs::problems::{bad_token, invalid, missing};
use crate::ecs::{cluster, container_instance, identifier, page_limit};
use crate::errors::cold_row;
use crate::page::Pages;

const DESCRIBE_MAX: usize = 100;
const PAGE_MAX: i32 = 100;

pub(super) fn describe_tasks(
    snapshot: &Snapshot,
    caller: &Caller,
    input: ecs::DescribeTasksRequest,
) -> Result<ecs::DescribeTasksResponse, ApiError> {
    let (cluster, _) = cluster::find_active(snapshot, caller.scope, input.cluster.as_deref())?;
    if input.tasks.is_empty() {
        return Err(invalid("Tasks cannot be empty."));
    }
    if input.tasks.len() > DESCRIBE_MAX {
        return Err(invalid(format!("tasks may name at most {DESCRIBE_MAX} tasks.")));
    }
    let include = input.include.unwrap_or_default();
    let (mut tasks, mut failures) = (Vec::new(), Vec::new());
    for given in &input.tasks {
        let key = super::key_of(&cluster, given)?;
        let of_cluster = key.cluster == cluster.name;
        let row = if of_cluster { stopped::find(snapshot, &key).map_err(cold_row)? } else { None };
        match row {
            Some(row) => tasks.push(super::shown(snapshot, &key, &row, &include)),
            None => failures.push(missing(super::arn_of(&key))),
        }
    }
    Ok(ecs::DescribeTasksResponse { tasks: Some(tasks), failures: Some(failures) })
}

/// What a list is narrowed by.
struct Filters {
    shall_run: bool,
    family: Option<String>,
    started_by: Option<String>,
    group: Option<String>,
    launch_type: Option<LaunchType>,
    instance: Option<ContainerInstanceKey>,
}

pub(super) fn list_tasks(
    snapshot: &Snapshot,
    caller: &Caller,
    input: ecs::ListTasksRequest,
) -> Result<ecs::ListTasksResponse, ApiError> {
    let limit = page_limit(input.max_results, PAGE_MAX, PAGE_MAX)?;
    let scope = caller.scope;
    let (cluster, _) = cluster::find_active(snapshot, scope, input.cluster.as_deref())?;
    let nothing = |token: Option<&String>| match token {
        Some(_) => Err(bad_token()),
        None => Ok(ecs::ListTasksResponse { task_arns: Some(Vec::new()), next_token: None }),
    };
    // No task has been desired to be PENDING, ever; the filter is allowed all the same.
    if input.desired_status == Some(DesiredStatus::Pending) || input.daemon_name.is_some() {
        return nothing(input.next_token.as_ref());
    }
    let filters = Filters::of(snapshot, &cluster, &input)?;
    let list = filters.list(&cluster);
    let pages = Pages::of(snapshot, &list.iter().map(String::as_str).collect::<Vec<_>>());
    let start = pages.start(input.next_token.as_deref()).map_err(|_| bad_token())?;
    let (index, place) = filters.place(&cluster);
    let rows = snapshot.by_place::<Task>(index, &place, start.as_ref());
    let wanted = rows.filter(|(_, _, row)| filters.matches(row));
    let page = pages
        .take(wanted.map(|(bytes, key, _): (_, TaskKey, _)| (bytes.clone(), super::arn_of(&key))), limit);
    Ok(ecs::ListTasksResponse { task_arns: Some(page.items), next_token: page.next_token })
}

/// The group of the tasks of a service that is there.
fn group_of(world: &World, cluster: &ClusterKey, given: &str) -> Result<String, ApiError> {
    let name = identifier::given(cluster.scope, "service", given)?.name();
    let name = name.rsplit('/').next().unwrap_or(name).to_owned();
    let key = ServiceKey { scope: cluster.scope, cluster: cluster.name.clone(), name };
    let not_found = || {
        let message = format!("Service not found: serviceName '{given}'.");
        ApiError::new(&ecs::error::SERVICE_NOT_FOUND_EXCEPTION, message)
    };
    world.get::<Service>(&key).map(|_| Service::group(&key.name)).ok_or_else(not_found)
}

impl Filters {
    fn of(world: &World, cluster: &ClusterKey, input: &ecs::ListTasksRequest) -> Result<Self, ApiError> {
        let shall_run = match &input.desired_status {
            None | Some(DesiredStatus::Running) => true,
            Some(DesiredStatus::Unknown(status)) => {
                return Err(invalid(format!(
                    "desiredStatus must be RUNNING, PENDING or STOPPED, not '{status}'."
                )));
            }
            Some(_) => false,
        };
        if let Some(LaunchType::Unknown(other)) = &input.launch_type {
            let known = LaunchType::VALUES.join(",");
            return Err(invalid(format!("launch type should be one of [{known}], not '{other}'")));
        }
        let others = [&input.family, &input.container_instance, &input.service_name];
        if input.started_by.is_some()
            && (others.into_iter().any(Option::is_some) || input.launch_type.is_some())
        {
            return Err(invalid("startedBy must be the only filter of tasks, but for desiredStatus."));
        }
        let service = input.service_name.as_deref();
        let group = service.map(|given| group_of(world, cluster, given)).transpose()?;
        let instance = input.container_instance.as_deref();
        let instance = instance.map(|given| container_instance::key_of(cluster, given)).transpose()?;
        Ok(Self {
            shall_run,
            family: input.family.clone(),
            started_by: input.started_by.clone(),
            group,
            launch_type: input.launch_type.clone(),
            instance,
        })
    }

    /// What a page's token belongs to.
    fn list(&self, cluster: &ClusterKey) -> Vec<String> {
        let scope = cluster.scope;
        let text =
            |filter: &Option<String>| filter.as_ref().map_or_else(String::new, |filter| format!("={filter}"));
        let head = ["ListTasks".to_owned(), scope.account.to_string(), scope.region.to_string()];
        let launch_type = self.launch_type.as_ref().map(ToString::to_string);
        let instance = self.instance.as_ref().map(|key| key.id.clone());
        let filters = [&self.family, &self.started_by, &self.group, &launch_type, &instance].map(text);
        let rest = [cluster.name.clone(), self.shall_run.to_string()];
        head.into_iter().chain(rest).chain(filters).collect()
    }

    /// The index that leaves the least to look at.
    fn place(&self, cluster: &ClusterKey) -> (usize, KeyBytes) {
        let mut of_cluster = cluster_prefix(cluster.scope, &cluster.name, self.shall_run);
        if let Some(starter) = &self.started_by {
            return (BY_STARTER, of_cluster.text(starter).finish());
        }
        if let Some(group) = &self.group {
            return (BY_GROUP, of_cluster.text(group).finish());
        }
        // What shall run on an instance has its place there.
        if let Some(instance) = self.instance.as_ref().filter(|_| self.shall_run) {
            return (BY_INSTANCE, instance_prefix(instance, true).finish());
        }
        match &self.family {
            Some(family) => {
                (BY_FAMILY, family_prefix(cluster.scope, family, &cluster.name, self.shall_run).finish())
            }
            None => (BY_CLUSTER, of_cluster.finish()),
        }
    }

    fn matches(&self, row: &Task) -> bool {
        // On which machine a task of FARGATE is, nobody is told.
        let of_instance =
            |key: &ContainerInstanceKey| row.instance.as_ref() == Some(&key.id) && !row.launch.is_fargate();
        row.shall_run() == self.shall_run
            && self.family.as_ref().is_none_or(|family| *family == row.launch.family)
            && self.group.as_ref().is_none_or(|group| *group == row.launch.group)
            && self.instance.as_ref().is_none_or(of_instance)
            && (self.launch_type.is_none() || self.launch_type == Some(shape::launch_type(&row.launch)))
    }
}
