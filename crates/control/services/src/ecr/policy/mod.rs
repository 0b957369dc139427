//! Policies of repositories and of the registry: kept as they were given, and enforced.
//!
//! Must not know: what an operation does.

mod evaluate;

use longshore_shapes::ApiError;
use longshore_shapes::ecr::{self, error, op};
use longshore_world::records::ecr::registry::RegistryKey;
use longshore_world::records::ecr::{RegistrySettings, Repository, RepositoryKey};
use longshore_world::{Account, Scope, Snapshot, Tx, World};

use self::evaluate::{Asked, Document, Says};
use super::{problems, registry_of, repository, settings};
use crate::caller::{Caller, root_arn};
use crate::errors;
use crate::registry::Registry;

pub(crate) fn register(registry: &mut Registry) {
    registry.write::<op::SetRepositoryPolicy, _>(set_repository_policy);
    registry.read::<op::GetRepositoryPolicy>(get_repository_policy);
    registry.write::<op::DeleteRepositoryPolicy, _>(delete_repository_policy);
    registry.write::<op::PutRegistryPolicy, _>(put_registry_policy);
    registry.read::<op::GetRegistryPolicy>(get_registry_policy);
    registry.write::<op::DeleteRegistryPolicy, _>(delete_registry_policy);
}

/// Whether the caller may do that with the repository. Its own account may, unless the repository's policy denies it;
/// another may what the policy allows.
pub(crate) fn check(
    caller: &Caller,
    key: &RepositoryKey,
    row: &Repository,
    action: &'static str,
) -> Result<(), ApiError> {
    let own = caller.account() == key.scope.account;
    let Some(text) = row.policy.as_deref() else {
        return if own {
            Ok(())
        } else {
            Err(denied(caller, key, action, "no resource-based policy allows it"))
        };
    };
    let account = caller.account().to_string();
    let asked = Asked { principal: &caller.principal_arn, account: &account, action };
    let says = Document::read(text).map_or(Says::Nothing, |document| document.says(&asked));
    match says {
        Says::Deny => Err(denied(caller, key, action, "the repository's policy denies it")),
        Says::Nothing if !own => Err(denied(caller, key, action, "no resource-based policy allows it")),
        Says::Allow | Says::Nothing => Ok(()),
    }
}

/// Whether a registry's policy lets another account do that with it.
pub(crate) fn registry_allows(world: &World, registry: Scope, other: Account, action: &'static str) -> bool {
    let Some(text) = settings::of(world, registry).policy else { return false };
    let (principal, account) = (root_arn(other), other.to_string());
    let asked = Asked { principal: &principal, account: &account, action };
    Document::read(&text).is_ok_and(|document| document.says(&asked) == Says::Allow)
}

fn denied(caller: &Caller, key: &RepositoryKey, action: &str, why: &str) -> ApiError {
    let message = format!(
        "User: {} is not authorized to perform: {action} on resource: {} because {why}",
        caller.principal_arn,
        repository::arn_of(key)
    );
    ApiError::new(&errors::ACCESS_DENIED, message)
}

pub(crate) fn checked(text: &str) -> Result<(), ApiError> {
    Document::read(text)
        .map(|_| ())
        .map_err(|wrong| problems::invalid(format!("policyText is not valid: {wrong}.")))
}

/// An owner who could not take a policy back has to say that it is meant.
fn refuse_lockout(caller: &Caller, text: &str, force: bool) -> Result<(), ApiError> {
    let account = caller.account().to_string();
    let asked =
        Asked { principal: &caller.principal_arn, account: &account, action: "ecr:SetRepositoryPolicy" };
    let locks = Document::read(text).is_ok_and(|document| document.says(&asked) == Says::Deny);
    if locks && !force {
        return Err(problems::invalid(
            "policyText would keep you from setting another policy; give force if that is meant.",
        ));
    }
    Ok(())
}

fn set_repository_policy(
    caller: &Caller,
    input: ecr::SetRepositoryPolicyRequest,
) -> Result<impl FnOnce(&mut Tx<'_>) -> Result<ecr::SetRepositoryPolicyResponse, ApiError> + use<>, ApiError>
{
    let scope = registry_of(caller, input.registry_id.as_deref())?;
    checked(&input.policy_text)?;
    refuse_lockout(caller, &input.policy_text, input.force == Some(true))?;
    let caller = caller.clone();
    Ok(move |tx: &mut Tx<'_>| {
        let (key, _) =
            repository::for_use(tx, &caller, scope, &input.repository_name, "ecr:SetRepositoryPolicy")?;
        tx.update(&key, |row: &mut Repository| row.policy = Some(input.policy_text.clone()));
        Ok(ecr::SetRepositoryPolicyResponse {
            registry_id: Some(scope.account.to_string()),
            repository_name: Some(key.name),
            policy_text: Some(input.policy_text),
        })
    })
}

fn no_policy(key: &RepositoryKey) -> ApiError {
    let message = format!(
        "Repository policy does not exist for the repository with name '{}' in the {}",
        key.name,
        problems::registry(key)
    );
    ApiError::new(&error::REPOSITORY_POLICY_NOT_FOUND_EXCEPTION, message)
}

fn get_repository_policy(
    snapshot: &Snapshot,
    caller: &Caller,
    input: ecr::GetRepositoryPolicyRequest,
) -> Result<ecr::GetRepositoryPolicyResponse, ApiError> {
    let scope = registry_of(caller, input.registry_id.as_deref())?;
    let (key, row) =
        repository::for_use(snapshot, caller, scope, &input.repository_name, "ecr:GetRepositoryPolicy")?;
    let policy_text = Some(row.policy.clone().ok_or_else(|| no_policy(&key))?);
    Ok(ecr::GetRepositoryPolicyResponse {
        registry_id: Some(scope.account.to_string()),
        repository_name: Some(key.name),
        policy_text,
    })
}

fn delete_repository_policy(
    caller: &Caller,
    input: ecr::DeleteRepositoryPolicyRequest,
) -> Result<impl FnOnce(&mut Tx<'_>) -> Result<ecr::DeleteRepositoryPolicyResponse, ApiError> + use<>, ApiError>
{
    let scope = registry_of(caller, input.registry_id.as_deref())?;
    let caller = caller.clone();
    Ok(move |tx: &mut Tx<'_>| {
        let name = &input.repository_name;
        let (key, row) = repository::for_use(tx, &caller, scope, name, "ecr:DeleteRepositoryPolicy")?;
        let policy_text = Some(row.policy.clone().ok_or_else(|| no_policy(&key))?);
        tx.update(&key, |row: &mut Repository| row.policy = None);
        Ok(ecr::DeleteRepositoryPolicyResponse {
            registry_id: Some(scope.account.to_string()),
            repository_name: Some(key.name),
            policy_text,
        })
    })
}

fn registry_policy(world: &World, scope: Scope) -> Result<String, ApiError> {
    settings::of(world, scope).policy.ok_or_else(|| {
        let message = format!("Registry policy does not exist in the registry with id '{}'", scope.account);
        ApiError::new(&error::REGISTRY_POLICY_NOT_FOUND_EXCEPTION, message)
    })
}

fn put_registry_policy(
    caller: &Caller,
    input: ecr::PutRegistryPolicyRequest,
) -> Result<impl FnOnce(&mut Tx<'_>) -> Result<ecr::PutRegistryPolicyResponse, ApiError> + use<>, ApiError> {
    checked(&input.policy_text)?;
    let scope = caller.scope;
    Ok(move |tx: &mut Tx<'_>| {
        let row = RegistrySettings { policy: Some(input.policy_text.clone()), ..settings::of(tx, scope) };
        tx.put(&RegistryKey { scope }, row);
        Ok(ecr::PutRegistryPolicyResponse {
            registry_id: Some(scope.account.to_string()),
            policy_text: Some(input.policy_text),
        })
    })
}

fn get_registry_policy(
    snapshot: &Snapshot,
    caller: &Caller,
    _input: ecr::GetRegistryPolicyRequest,
) -> Result<ecr::GetRegistryPolicyResponse, ApiError> {
    let policy_text = Some(registry_policy(snapshot, caller.scope)?);
    Ok(ecr::GetRegistryPolicyResponse { registry_id: Some(caller.account().to_string()), policy_text })
}

fn delete_registry_policy(
    caller: &Caller,
    _input: ecr::DeleteRegistryPolicyRequest,
) -> Result<impl FnOnce(&mut Tx<'_>) -> Result<ecr::DeleteRegistryPolicyResponse, ApiError> + use<>, ApiError>
{
    let scope = caller.scope;
    Ok(move |tx: &mut Tx<'_>| {
        let policy_text = Some(registry_policy(tx, scope)?);
        let row = RegistrySettings { policy: None, ..settings::of(tx, scope) };
        tx.put(&RegistryKey { scope }, row);
        Ok(ecr::DeleteRegistryPolicyResponse { registry_id: Some(scope.account.to_string()), policy_text })
    })
}
