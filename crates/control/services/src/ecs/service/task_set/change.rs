//! UpdateTaskSet, DeleteTaskSet and UpdateServicePrimaryTaskSet.
//!
//! Must not know: how tasks follow.

use longshore_shapes::ApiError;
use longshore_shapes::ecs;
use longshore_world::Tx;
use longshore_world::records::service::task_set::{TaskSet, TaskSetKey, service_prefix};
use longshore_world::records::service::{Runs, Service, ServiceKey};

use super::super::deploy;
use super::super::reference::arn_of;
use super::{DRAINING, answer, checked_scale, find, find_service};
use crate::caller::Caller;
use crate::ecs::problems::invalid;

pub(in crate::ecs::service) fn update_task_set(
    caller: &Caller,
    input: ecs::UpdateTaskSetRequest,
) -> Result<impl FnOnce(&mut Tx<'_>) -> Result<ecs::UpdateTaskSetResponse, ApiError> + use<>, ApiError> {
    let scope = caller.scope;
    let scale = checked_scale(Some(input.scale))?;
    Ok(move |tx: &mut Tx<'_>| {
        let (service, _) = find_service(tx, scope, &input.cluster, &input.service)?;
        let (key, row) = find(tx, &service, &input.task_set)?;
        if row.task_set.status.as_deref() == Some(DRAINING) {
            return Err(invalid("The task set is DRAINING: it takes no other scale."));
        }
        let now = tx.now();
        let what = format!("task set {} is to have {} %", key.id, scale.value.unwrap_or_default());
        tx.update(&key, |row: &mut TaskSet| {
            row.task_set.scale = Some(scale);
            row.task_set.updated_at = Some(now);
        });
        tell(tx, &service, what, "UpdateTaskSet");
        Ok(ecs::UpdateTaskSetResponse { task_set: answer(tx, &key) })
    })
}

fn tell(tx: &mut Tx<'_>, service: &ServiceKey, what: String, operation: &str) {
    tx.chronicle(service.scope, &arn_of(service), deploy::USER, what, Some(operation.to_owned()));
}

pub(in crate::ecs::service) fn delete_task_set(
    caller: &Caller,
    input: ecs::DeleteTaskSetRequest,
) -> Result<impl FnOnce(&mut Tx<'_>) -> Result<ecs::DeleteTaskSetResponse, ApiError> + use<>, ApiError> {
    let scope = caller.scope;
    Ok(move |tx: &mut Tx<'_>| {
        let (service, _) = find_service(tx, scope, &input.cluster, &input.service)?;
        let (key, row) = find(tx, &service, &input.task_set)?;
        let draining = row.task_set.status.as_deref() == Some(DRAINING);
        let scale = row.task_set.scale.as_ref().and_then(|scale| scale.value).unwrap_or_default();
        if !draining && scale > 0.0 && input.force != Some(true) {
            return Err(invalid(
                "The task set cannot be deleted while its scale is above 0; scale it to 0 or set force.",
            ));
        }
        if !draining {
            let now = tx.now();
            tx.update(&key, |row: &mut TaskSet| {
                row.task_set.status = Some(DRAINING.to_owned());
                row.task_set.updated_at = Some(now);
            });
            tell(
                tx,
                &service,
                format!("task set {} was deleted: its tasks are to stop", key.id),
                "DeleteTaskSet",
            );
        }
        Ok(ecs::DeleteTaskSetResponse { task_set: answer(tx, &key) })
    })
}

pub(in crate::ecs::service) fn update_service_primary_task_set(
    caller: &Caller,
    input: ecs::UpdateServicePrimaryTaskSetRequest,
) -> Result<
    impl FnOnce(&mut Tx<'_>) -> Result<ecs::UpdateServicePrimaryTaskSetResponse, ApiError> + use<>,
    ApiError,
> {
    let scope = caller.scope;
    Ok(move |tx: &mut Tx<'_>| {
        let (service, _) = find_service(tx, scope, &input.cluster, &input.service)?;
        let (key, row) = find(tx, &service, &input.primary_task_set)?;
        if row.task_set.status.as_deref() == Some(DRAINING) {
            return Err(invalid("A task set that is DRAINING cannot be the primary one."));
        }
        promote(tx, &service, &key);
        copy_to_service(tx, &service, &row.task_set);
        tell(tx, &service, format!("task set {} is the primary one", key.id), "UpdateServicePrimaryTaskSet");
        Ok(ecs::UpdateServicePrimaryTaskSetResponse { task_set: answer(tx, &key) })
    })
}

fn promote(tx: &mut Tx<'_>, service: &ServiceKey, primary: &TaskSetKey) {
    let now = tx.now();
    let sets: Vec<TaskSetKey> = tx.scan::<TaskSet>(&service_prefix(service)).map(|(key, _)| key).collect();
    for key in sets {
        tx.update(&key, |row: &mut TaskSet| {
            let status = match row.task_set.status.as_deref() {
                _ if key == *primary => deploy::PRIMARY,
                Some(deploy::PRIMARY) => deploy::ACTIVE,
                _ => return,
            };
            if row.task_set.status.as_deref() != Some(status) {
                row.task_set.status = Some(status.to_owned());
                row.task_set.updated_at = Some(now);
            }
        });
    }
}

/// The service shows what its primary task set runs.
fn copy_to_service(tx: &mut Tx<'_>, service: &ServiceKey, set: &ecs::TaskSet) {
    tx.update(service, |row: &mut Service| Runs::from(set).show_on(&mut row.service));
}
