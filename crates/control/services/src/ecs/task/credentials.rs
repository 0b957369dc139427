//! Credentials of a task's roles, as its node is told them.
//!
//! Must not know: how they are made, or how they reach a container.

use longshore_link::RoleCredentials;
use longshore_planners::launch::credentials::{self, RoleKeys};
use longshore_world::records::task::{Task, TaskKey};
use longshore_world::{Tx, World};

pub use longshore_planners::launch::credentials::renewal_due;

/// The newest credentials of a task's roles as they stand; empty where some are not there, or it has no roles.
pub fn current_credentials(world: &World, key: &TaskKey, row: &Task) -> Vec<RoleCredentials> {
    credentials::current(world, row).into_iter().map(|keys| told(key, keys)).collect()
}

/// Issues credentials of the roles of a live task; what the node is to be told.
pub fn issue_credentials(tx: &mut Tx<'_>, key: &TaskKey) -> Vec<RoleCredentials> {
    credentials::issue(tx, key).into_iter().map(|keys| told(key, keys)).collect()
}

fn told(key: &TaskKey, keys: RoleKeys) -> RoleCredentials {
    RoleCredentials {
        credentials_id: Some(keys.credentials_id),
        task_arn: Some(key.arn()),
        role_arn: Some(keys.role_arn),
        access_key_id: Some(keys.access_key_id),
        secret_access_key: Some(keys.access_key.secret),
        session_token: keys.access_key.session_token,
        expires_at: keys.access_key.expires_at,
    }
}
