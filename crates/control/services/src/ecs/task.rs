//! Tasks, as far as they can be asked about while none can be started: every task named is one that is
//! not there. RunTask and what follows from it come with the scheduler.
//!
//! Must not know: planners.

use longshore_shapes::ApiError;
use longshore_shapes::ecs::{self, op};
use longshore_world::records::cluster::ClusterKey;
use longshore_world::{Scope, Snapshot};

use super::cluster;
use super::identifier::{self, Given};
use super::problems::{invalid, missing};
use crate::arn;
use crate::caller::Caller;
use crate::registry::Registry;

const RESOURCE_TYPE: &str = "task";
const DESCRIBE_MAX: usize = 100;
const PAGE_MAX: i32 = 100;

pub(crate) fn register(registry: &mut Registry) {
    registry.read::<op::DescribeTasks>(describe_tasks);
    registry.read::<op::ListTasks>(list_tasks);
}

fn describe_tasks(
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
    let named = input.tasks.iter().map(|task| failure_arn(caller.scope, &cluster, task));
    let failures = named.map(|arn| Ok(missing(arn?))).collect::<Result<_, ApiError>>()?;
    Ok(ecs::DescribeTasksResponse { tasks: Some(Vec::new()), failures: Some(failures) })
}

fn failure_arn(scope: Scope, cluster: &ClusterKey, task: &str) -> Result<String, ApiError> {
    Ok(match identifier::given(scope, RESOURCE_TYPE, task)? {
        Given::Name(id) => {
            arn::arn(super::SERVICE, scope, format_args!("{RESOURCE_TYPE}/{}/{id}", cluster.name))
        }
        Given::Arn(_) => task.to_owned(),
    })
}

fn list_tasks(
    snapshot: &Snapshot,
    caller: &Caller,
    input: ecs::ListTasksRequest,
) -> Result<ecs::ListTasksResponse, ApiError> {
    cluster::find_active(snapshot, caller.scope, input.cluster.as_deref())?;
    super::page_limit(input.max_results, PAGE_MAX, PAGE_MAX)?;
    if input.next_token.is_some() {
        return Err(super::problems::bad_token());
    }
    if let Some(service) = &input.service_name {
        return Err(ApiError::new(
            &ecs::error::SERVICE_NOT_FOUND_EXCEPTION,
            format!("Service not found: serviceName '{service}'."),
        ));
    }
    Ok(ecs::ListTasksResponse { task_arns: Some(Vec::new()), next_token: None })
}
