//! What placement lacked, as a failure in an answer.
//!
//! Must not know: how it was found out.

use longshore_planners::placement::Lack;
use longshore_shapes::ecs::Failure;
use longshore_world::records::container_instance::ContainerInstanceKey;

use crate::ecs::container_instance;

pub(super) fn failure(instance: Option<&ContainerInstanceKey>, lack: &Lack) -> Failure {
    let reason = lack.code();
    let detail = match lack {
        Lack::Missing => None,
        lack => Some(lack.to_string()).filter(|detail| detail != reason),
    };
    Failure { arn: instance.map(container_instance::arn_of), reason: Some(reason.to_owned()), detail }
}
