//! Which cluster a request means, and whether it can work there.
//!
//! Must not know: what the request wants of it.

use std::sync::Arc;

use longshore_shapes::ApiError;
use longshore_world::records::cluster::{Cluster, ClusterKey};
use longshore_world::{Scope, World};

use crate::arn;
use crate::ecs::problems::{cluster_not_found, invalid};
use crate::ecs::{SERVICE, identifier};

pub const DEFAULT_NAME: &str = "default";
const RESOURCE_TYPE: &str = "cluster";

/// The cluster that a request names: by name, by ARN, or `default` where it names none.
pub(crate) fn key_of(scope: Scope, given: Option<&str>) -> Result<ClusterKey, ApiError> {
    let given = given.filter(|given| !given.is_empty()).unwrap_or(DEFAULT_NAME);
    let name = identifier::given(scope, RESOURCE_TYPE, given)?.name().to_owned();
    Ok(ClusterKey { scope, name })
}

/// The cluster a request works in: it must be there and active.
pub fn find_active(
    world: &World,
    scope: Scope,
    given: Option<&str>,
) -> Result<(ClusterKey, Arc<Cluster>), ApiError> {
    let key = key_of(scope, given)?;
    let row = world.get::<Cluster>(&key).ok_or_else(cluster_not_found)?;
    if !row.is_active() {
        return Err(invalid("The referenced cluster was inactive."));
    }
    Ok((key, row.clone()))
}

pub fn arn_of(key: &ClusterKey) -> String {
    arn::arn(SERVICE, key.scope, format_args!("{RESOURCE_TYPE}/{}", key.name))
}
