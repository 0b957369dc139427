//! DeleteService: the service is DRAINING until its last task is gone.
//!
//! Must not know: how tasks are stopped.

use longshore_shapes::ApiError;
use longshore_shapes::ecs;
use longshore_world::Tx;
use longshore_world::records::service::task_set::{TaskSet, TaskSetKey, service_prefix};
use longshore_world::records::service::{STATUS_DRAINING, STATUS_INACTIVE, Service, ServiceKey};

use super::reference::{self, arn_of};
use super::{deploy, shown};
use crate::caller::Caller;
use crate::ecs::problems::invalid;

pub(super) const SET_DRAINING: &str = "DRAINING";

pub(super) fn delete_service(
    caller: &Caller,
    input: ecs::DeleteServiceRequest,
) -> Result<impl FnOnce(&mut Tx<'_>) -> Result<ecs::DeleteServiceResponse, ApiError> + use<>, ApiError> {
    let scope = caller.scope;
    Ok(move |tx: &mut Tx<'_>| {
        let (key, row) = reference::find(tx, scope, input.cluster.as_deref(), &input.service)?;
        if row.status() == STATUS_INACTIVE {
            return Err(reference::service_not_found());
        }
        if row.is_active() {
            if row.desired() > 0 && !row.is_daemon() && input.force != Some(true) {
                return Err(invalid("The service cannot be stopped while it is scaled above 0."));
            }
            drain(tx, &key);
        }
        Ok(ecs::DeleteServiceResponse { service: shown::answer(tx, &key) })
    })
}

fn drain(tx: &mut Tx<'_>, key: &ServiceKey) {
    let now = tx.now();
    deploy::end_older(tx, key, "The service was deleted.");
    let sets: Vec<TaskSetKey> = tx.scan::<TaskSet>(&service_prefix(key)).map(|(key, _)| key).collect();
    for set in sets {
        tx.update(&set, |row: &mut TaskSet| {
            row.task_set.status = Some(SET_DRAINING.to_owned());
            row.task_set.updated_at = Some(now);
        });
    }
    tx.update(key, |row: &mut Service| {
        row.service.status = Some(STATUS_DRAINING.to_owned());
        row.service.desired_count = Some(0);
        row.next_start_at = None;
        row.unplaced = None;
        row.unplaced_since = None;
    });
    let what = "the service was deleted: its tasks are to stop".to_owned();
    tx.chronicle(key.scope, &arn_of(key), deploy::USER, what, Some("DeleteService".to_owned()));
}
