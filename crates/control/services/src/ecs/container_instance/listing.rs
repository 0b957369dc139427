//! DescribeContainerInstances and ListContainerInstances.
//!
//! Must not know: how instances change.

use longshore_shapes::ecs::{self, ContainerInstanceStatus};
use longshore_shapes::{ApiError, Timestamp};
use longshore_world::query_language::{self, Expression, Subjects};
use longshore_world::records::container_instance::{ContainerInstance, ContainerInstanceKey, REGISTERED};
use longshore_world::{RowKey, Snapshot, World};

use super::tasks;
use crate::caller::Caller;
use crate::ecs::problems::{bad_token, invalid, missing};
use crate::ecs::{cluster, page_limit};
use crate::page::Pages;

const DESCRIBE_MAX: usize = 100;
const PAGE_MAX: i32 = 100;

pub(super) fn describe_container_instances(
    snapshot: &Snapshot,
    caller: &Caller,
    input: ecs::DescribeContainerInstancesRequest,
) -> Result<ecs::DescribeContainerInstancesResponse, ApiError> {
    let (cluster, _) = cluster::find_active(snapshot, caller.scope, input.cluster.as_deref())?;
    check_count(&input.container_instances, DESCRIBE_MAX)?;
    let include = input.include.unwrap_or_default();
    let (mut instances, mut failures) = (Vec::new(), Vec::new());
    for given in &input.container_instances {
        let key = super::key_of(&cluster, given)?;
        match super::find(snapshot, &cluster, &key) {
            Some(row) => instances.push(super::shown(snapshot, &key, row, &include)),
            None => failures.push(missing(super::arn_of(&key))),
        }
    }
    Ok(ecs::DescribeContainerInstancesResponse {
        container_instances: Some(instances),
        failures: Some(failures),
    })
}

/// That a request names instances, and no more than it may.
pub(in crate::ecs) fn check_count(given: &[String], max: usize) -> Result<(), ApiError> {
    if given.is_empty() {
        return Err(invalid("Container Instances cannot be empty."));
    }
    if given.len() > max {
        return Err(invalid(format!("instanceIds can have at most {max} items.")));
    }
    Ok(())
}

pub(super) fn list_container_instances(
    snapshot: &Snapshot,
    caller: &Caller,
    input: ecs::ListContainerInstancesRequest,
) -> Result<ecs::ListContainerInstancesResponse, ApiError> {
    let limit = page_limit(input.max_results, PAGE_MAX, PAGE_MAX)?;
    let status = checked_status(input.status)?;
    let filter = input.filter.filter(|filter| !filter.is_empty());
    let expression = filter.as_deref().map(parsed_filter).transpose()?;
    let scope = caller.scope;
    let (cluster, _) = cluster::find_active(snapshot, scope, input.cluster.as_deref())?;
    let (account, filter) = (scope.account.to_string(), filter.unwrap_or_default());
    let list = ["ListContainerInstances", &account, scope.region.as_str(), &cluster.name];
    let filters = [filter.as_str(), status.as_deref().unwrap_or_default()];
    let pages = Pages::of(snapshot, &[list.as_slice(), &filters].concat());
    let start = pages.start(input.next_token.as_deref()).map_err(|_| bad_token())?;
    let rows = snapshot.by_index::<ContainerInstance>(REGISTERED, &cluster.bytes(), start.as_ref());
    let wanted = rows.filter(|(_, key, row)| {
        let asked = Asked { world: snapshot, key, row };
        status.as_ref().is_none_or(|status| row.instance.status.as_ref() == Some(status))
            && expression.as_ref().is_none_or(|expression| expression.matches(&asked))
    });
    let page = pages.take(wanted.map(|(place, key, _)| (place.clone(), super::arn_of(&key))), limit);
    Ok(ecs::ListContainerInstancesResponse {
        container_instance_arns: Some(page.items),
        next_token: page.next_token,
    })
}

fn parsed_filter(filter: &str) -> Result<Expression, ApiError> {
    query_language::parse(filter).map_err(|error| invalid(format!("Invalid filter: {error}.")))
}

fn checked_status(given: Option<ContainerInstanceStatus>) -> Result<Option<String>, ApiError> {
    if let Some(ContainerInstanceStatus::Unknown(status)) = &given {
        let known = ContainerInstanceStatus::VALUES.join(", ");
        return Err(invalid(format!("status must be one of {known}, not '{status}'.")));
    }
    Ok(given.map(|status| status.as_str().to_owned()))
}

/// An instance that a filter is asked of.
struct Asked<'a> {
    world: &'a World,
    key: &'a ContainerInstanceKey,
    row: &'a ContainerInstance,
}

impl Subjects for Asked<'_> {
    fn agent_connected(&self) -> bool {
        self.row.instance.agent_connected == Some(true)
    }

    fn agent_version(&self) -> Option<&str> {
        self.row.instance.version_info.as_ref()?.agent_version.as_deref()
    }

    fn attribute(&self, name: &str) -> Option<&str> {
        let attributes = self.row.instance.attributes.as_deref().unwrap_or_default();
        let found = attributes.iter().find(|attribute| attribute.name == name)?;
        Some(found.value.as_deref().unwrap_or_default())
    }

    fn ec2_instance_id(&self) -> Option<&str> {
        self.row.instance.ec2_instance_id.as_deref()
    }

    fn registered_at(&self) -> Option<Timestamp> {
        self.row.instance.registered_at
    }

    fn running_tasks_count(&self) -> u64 {
        self.world.fleet().instance(self.key).map_or(0, |machine| u64::from(machine.running))
    }

    fn any_task_group(&self, test: &dyn Fn(&str) -> bool) -> bool {
        tasks::groups(self.world, self.key).any(|group| test(&group))
    }
}
