//! Task protection: what keeps a service's scheduler from stopping a task when it scales in or rolls out.
//!
//! Whether a task is protected depends on the time, so that asking is a transaction as well: one that changes
//! nothing.
//!
//! Must not know: how a scheduler goes around protected tasks.

use std::sync::Arc;

use longshore_link::{ProtectionAnswer, ProtectionQuestion};
use longshore_planners::launch;
use longshore_shapes::ApiError;
use longshore_shapes::Timestamp;
use longshore_shapes::ecs::{self, Failure, ProtectedTask};
use longshore_world::records::cluster::ClusterKey;
use longshore_world::records::container_instance::ContainerInstanceKey;
use longshore_world::records::service::{Service, ServiceKey};
use longshore_world::records::task::{BY_GROUP, Task, TaskKey, cluster_prefix};
use longshore_world::{Tx, World};
use serde_json::{Value, json};

use crate::caller::Caller;
use crate::ecs::cluster;
use crate::ecs::problems::{invalid, missing, resource_not_found};
use crate::events;

const OK: u16 = 200;
const GET_MAX: usize = 100;
const UPDATE_MAX: usize = 10;
const MINUTES_MAX: i32 = 2880;
const MINUTES_DEFAULT: i32 = 120;
const NOT_VALID: &str = "TASK_NOT_VALID";
const BLOCKED: &str = "DEPLOYMENT_BLOCKED";

pub(super) fn get_task_protection(
    caller: &Caller,
    input: ecs::GetTaskProtectionRequest,
) -> Result<impl FnOnce(&mut Tx<'_>) -> Result<ecs::GetTaskProtectionResponse, ApiError> + use<>, ApiError> {
    let scope = caller.scope;
    let tasks = input.tasks.unwrap_or_default();
    check_count(&tasks, GET_MAX)?;
    Ok(move |tx: &mut Tx<'_>| {
        let (cluster, _) = cluster::find_active(tx, scope, Some(&input.cluster))?;
        let (mut protected_tasks, mut failures) = (Vec::new(), Vec::new());
        for given in &tasks {
            match of_service(tx, &cluster, given)? {
                Ok((key, row)) => protected_tasks.push(shown(&key, &row, tx.now())),
                Err(failure) => failures.push(failure),
            }
        }
        Ok(ecs::GetTaskProtectionResponse {
            protected_tasks: Some(protected_tasks),
            failures: Some(failures),
        })
    })
}

pub(super) fn update_task_protection(
    caller: &Caller,
    input: ecs::UpdateTaskProtectionRequest,
) -> Result<impl FnOnce(&mut Tx<'_>) -> Result<ecs::UpdateTaskProtectionResponse, ApiError> + use<>, ApiError>
{
    let scope = caller.scope;
    check_count(&input.tasks, UPDATE_MAX)?;
    let wish = Wish::checked(input.protection_enabled, input.expires_in_minutes)?;
    Ok(move |tx: &mut Tx<'_>| {
        let (cluster, _) = cluster::find_active(tx, scope, Some(&input.cluster))?;
        let (mut protected_tasks, mut failures) = (Vec::new(), Vec::new());
        for given in &input.tasks {
            match wish.carry_out(tx, &cluster, given)? {
                Ok(task) => protected_tasks.push(task),
                Err(failure) => failures.push(failure),
            }
        }
        Ok(ecs::UpdateTaskProtectionResponse {
            protected_tasks: Some(protected_tasks),
            failures: Some(failures),
        })
    })
}

fn check_count(tasks: &[String], max: usize) -> Result<(), ApiError> {
    match tasks.len() {
        0 => Err(invalid("Tasks cannot be empty.")),
        count if count > max => Err(invalid(format!("tasks may name at most {max} tasks."))),
        _ => Ok(()),
    }
}

/// What is wanted of a task's protection: for how many minutes; none takes it away.
#[derive(Debug, Clone, Copy)]
struct Wish(Option<i32>);

impl Wish {
    fn checked(enabled: bool, minutes: Option<i32>) -> Result<Self, ApiError> {
        let given = minutes.unwrap_or(MINUTES_DEFAULT);
        if !(1..=MINUTES_MAX).contains(&given) {
            return Err(invalid(format!("expiresInMinutes must be between 1 and {MINUTES_MAX}: {given}.")));
        }
        Ok(Self(enabled.then_some(given)))
    }

    fn carry_out(
        self,
        tx: &mut Tx<'_>,
        cluster: &ClusterKey,
        given: &str,
    ) -> Result<Result<ProtectedTask, Failure>, ApiError> {
        let (key, row) = match of_service(tx, cluster, given)? {
            Ok(found) => found,
            Err(failure) => return Ok(Err(failure)),
        };
        let now = tx.now();
        if !row.is_live() || row.shall_stop {
            let detail = "The task is stopping or has stopped.";
            return Ok(Err(failure(&key, NOT_VALID, detail)));
        }
        if self.0.is_some() && !row.is_protected(now) && !may_protect_more(tx, &key, &row) {
            let detail = "As many tasks of the service are protected as it shall have.";
            return Ok(Err(failure(&key, BLOCKED, detail)));
        }
        let until = self.0.map(|minutes| now.plus_secs(i64::from(minutes) * 60));
        launch::change(tx, &key, |row| row.protected_until = until);
        Ok(Ok(shown(&key, &Task { protected_until: until, ..Task::clone(&row) }, now)))
    }
}

/// What a task asks by its node of its own protection; tasks of other nodes are none that it may ask for.
pub fn answer(
    tx: &mut Tx<'_>,
    instance: &ContainerInstanceKey,
    question: &ProtectionQuestion,
) -> ProtectionAnswer {
    let arn = question.task_arn.as_deref().unwrap_or_default();
    let (status, body) = match asked(tx, instance, question) {
        Ok(Ok(task)) => (OK, json!({ "protection": told(&task) })),
        Ok(Err(Failure { arn, reason, detail })) => {
            (OK, json!({ "failure": { "Arn": arn, "Reason": reason, "Detail": detail } }))
        }
        Err(error) => {
            let told = json!({ "Arn": arn, "Code": error.code(), "Message": error.message });
            (error.schema.status, json!({ "error": told }))
        }
    };
    ProtectionAnswer {
        number: question.number,
        status: Some(i32::from(status)),
        body: Some(body.to_string()),
    }
}

fn asked(
    tx: &mut Tx<'_>,
    instance: &ContainerInstanceKey,
    question: &ProtectionQuestion,
) -> Result<Result<ProtectedTask, Failure>, ApiError> {
    let arn = question.task_arn.as_deref().unwrap_or_default();
    let of_node = |key: &TaskKey| {
        tx.get::<Task>(key).is_some_and(|row| row.instance_key(key).as_ref() == Some(instance))
    };
    let key = super::key_of_arn(arn).filter(of_node);
    let key = key.ok_or_else(|| resource_not_found("The task is none of this node's."))?;
    let cluster = key.cluster_key();
    match question.enabled {
        None => Ok(of_service(tx, &cluster, arn)?.map(|(key, row)| shown(&key, &row, tx.now()))),
        Some(enabled) => Wish::checked(enabled, question.expires_in_minutes)?.carry_out(tx, &cluster, arn),
    }
}

fn told(task: &ProtectedTask) -> Value {
    let mut told = json!({ "TaskArn": task.task_arn, "ProtectionEnabled": task.protection_enabled });
    if let (Some(at), Some(members)) = (task.expiration_date, told.as_object_mut()) {
        members.insert("ExpirationDate".to_owned(), events::second(at).into());
    }
    told
}

/// The task of that name, if a service has it.
fn of_service(
    world: &World,
    cluster: &ClusterKey,
    given: &str,
) -> Result<Result<(TaskKey, Arc<Task>), Failure>, ApiError> {
    let key = super::key_of(cluster, given)?;
    let Some(row) = world.get::<Task>(&key).filter(|_| key.cluster == cluster.name) else {
        return Ok(Err(missing(key.arn())));
    };
    if row.launch.service().is_none() {
        return Ok(Err(failure(&key, NOT_VALID, "The specified task is not part of an Amazon ECS Service.")));
    }
    Ok(Ok((key, row.clone())))
}

/// A service of replicas protects no more tasks than it shall have: it could never become what it should be.
fn may_protect_more(tx: &Tx<'_>, key: &TaskKey, row: &Task) -> bool {
    let name = row.launch.service().unwrap_or_default().to_owned();
    let service = ServiceKey { scope: key.scope, cluster: key.cluster.clone(), name };
    let Some(service) = tx.get::<Service>(&service) else { return true };
    if service.is_daemon() {
        return true;
    }
    let prefix = cluster_prefix(key.scope, &key.cluster, true).text(&row.launch.group).finish();
    let others = tx.by_index::<Task>(BY_GROUP, &prefix, None);
    others.filter(|(_, _, row)| row.is_protected(tx.now())).count() < service.desired()
}

fn shown(key: &TaskKey, row: &Task, now: Timestamp) -> ProtectedTask {
    let protected = row.is_protected(now);
    ProtectedTask {
        task_arn: Some(key.arn()),
        protection_enabled: Some(protected),
        expiration_date: row.protected_until.filter(|_| protected),
    }
}

fn failure(key: &TaskKey, reason: &str, detail: &str) -> Failure {
    Failure { arn: Some(key.arn()), reason: Some(reason.to_owned()), detail: Some(detail.to_owned()) }
}
