//! AWS STS: who the caller is. Roles come with IAM.
//!
//! Must not know: signatures; whoever verified them says who the caller is.

use longshore_shapes::ApiError;
use longshore_shapes::sts::{GetCallerIdentityRequest, GetCallerIdentityResponse, op};
use longshore_world::Snapshot;

use crate::caller::Caller;
use crate::registry::Registry;

pub(crate) fn register(registry: &mut Registry) {
    registry.read::<op::GetCallerIdentity>(get_caller_identity);
}

fn get_caller_identity(
    _: &Snapshot,
    caller: &Caller,
    _: GetCallerIdentityRequest,
) -> Result<GetCallerIdentityResponse, ApiError> {
    Ok(GetCallerIdentityResponse {
        user_id: Some(caller.user_id.clone()),
        account: Some(caller.account().to_string()),
        arn: Some(caller.principal_arn.clone()),
    })
}
