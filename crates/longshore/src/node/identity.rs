//! What control has given this node for its tasks: the credentials of their roles.
//!
//! Secrets, files and registry passwords are fetched with them from services that are not built yet; asking
//! for one is refused in words.
//! Must not know: how credentials are made.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use longshore_agent::identity::{Asked, Identity, IdentityError, RoleCredentials};
use longshore_link as link;
use longshore_runtime::RegistryAccess;

/// More tasks than a node can have, with both of their roles.
const CREDENTIALS_MAX: usize = 20_000;
const NOT_IMPLEMENTED: u16 = 501;

#[derive(Default)]
pub(crate) struct NodeIdentity {
    kept: RwLock<Kept>,
}

#[derive(Default)]
struct Kept {
    by_id: HashMap<String, RoleCredentials>,
    ids_by_task: HashMap<String, Vec<String>>,
}

impl NodeIdentity {
    /// Takes new and renewed credentials.
    pub(crate) fn take(&self, roles: Vec<link::RoleCredentials>) {
        let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        for role in roles {
            let (Some(id), Some(task)) = (role.credentials_id.clone(), role.task_arn.clone()) else {
                continue;
            };
            if !kept.by_id.contains_key(&id) {
                if kept.by_id.len() >= CREDENTIALS_MAX {
                    tracing::error!(
                        "credentials of a role were not taken: there are {CREDENTIALS_MAX} already"
                    );
                    continue;
                }
                kept.ids_by_task.entry(task).or_default().push(id.clone());
            }
            kept.by_id.insert(id, of(role));
        }
    }
}

fn of(role: link::RoleCredentials) -> RoleCredentials {
    RoleCredentials {
        role_arn: role.role_arn.unwrap_or_default(),
        access_key_id: role.access_key_id.unwrap_or_default(),
        secret_access_key: role.secret_access_key.unwrap_or_default(),
        token: role.session_token.unwrap_or_default(),
        expires_at: role.expires_at.unwrap_or_default(),
    }
}

fn refused<T>(what: &str, name: &str) -> Result<T, IdentityError> {
    Err(IdentityError::Refused(format!("{what} {name} cannot be fetched: Longshore does not serve it yet")))
}

impl Identity for NodeIdentity {
    fn credentials(&self, credentials_id: &str) -> Option<Result<RoleCredentials, IdentityError>> {
        let kept = self.kept.read().unwrap_or_else(PoisonError::into_inner);
        kept.by_id.get(credentials_id).cloned().map(Ok)
    }

    fn forget(&self, task_arn: &str) {
        let mut kept = self.kept.write().unwrap_or_else(PoisonError::into_inner);
        for id in kept.ids_by_task.remove(task_arn).unwrap_or_default() {
            kept.by_id.remove(&id);
        }
    }

    fn secret<'a>(&'a self, _: &'a str, value_from: &'a str) -> Asked<'a, String> {
        Box::pin(async move { refused("the secret", value_from) })
    }

    fn object<'a>(&'a self, _: &'a str, object_arn: &'a str) -> Asked<'a, Vec<u8>> {
        Box::pin(async move { refused("the environment file", object_arn) })
    }

    fn registry<'a>(
        &'a self,
        _: &'a str,
        _: &'a str,
        credentials_parameter: Option<&'a str>,
    ) -> Asked<'a, RegistryAccess> {
        Box::pin(async move {
            match credentials_parameter {
                Some(parameter) => refused("the registry's password in", parameter),
                None => Ok(RegistryAccess::default()),
            }
        })
    }

    fn task_protection<'a>(
        &'a self,
        task_arn: &'a str,
        _: Option<(bool, Option<i32>)>,
    ) -> Asked<'a, (u16, String)> {
        Box::pin(async move {
            let error = serde_json::json!({ "error": {
                "Arn": task_arn,
                "Code": "NotImplemented",
                "Message": "Task protection is not built yet; `longshore api coverage ecs` lists what is.",
            }});
            Ok((NOT_IMPLEMENTED, error.to_string()))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn renewed_credentials_take_the_place_of_the_old_and_go_with_their_task() {
        let identity = NodeIdentity::default();
        let role = |key: &str| link::RoleCredentials {
            credentials_id: Some("id".to_owned()),
            task_arn: Some("task".to_owned()),
            access_key_id: Some(key.to_owned()),
            ..link::RoleCredentials::default()
        };
        assert!(identity.credentials("id").is_none());
        identity.take(vec![role("one"), link::RoleCredentials::default()]);
        identity.take(vec![role("two")]);
        assert_eq!(identity.credentials("id").unwrap().unwrap().access_key_id, "two");
        assert!(identity.credentials("").is_none());
        identity.forget("another");
        assert!(identity.credentials("id").is_some());
        identity.forget("task");
        assert!(identity.credentials("id").is_none());
    }
}
