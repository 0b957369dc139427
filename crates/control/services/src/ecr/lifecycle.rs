//! Lifecycle policies: setting one, showing it, and trying one out.
//!
//! A preview is complete when it is asked for: judging a repository's images takes a moment.
//!
//! Must not know: how a policy is judged.

use longshore_planners::images::candidates;
use longshore_planners::images::lifecycle::{Action, Policy, Verdict};
use longshore_shapes::ApiError;
use longshore_shapes::ecr::{self, error, op};
use longshore_world::records::ecr::{Repository, RepositoryKey};
use longshore_world::{KeyBytes, Snapshot, Tx};

use super::{page_limit, problems, registry_of, repository};
use crate::caller::Caller;
use crate::page::Pages;
use crate::registry::Registry;

const PAGE_DEFAULT: i32 = 100;
const PAGE_MAX: i32 = 100;
/// How many results a preview keeps; its summary counts them all.
const RESULTS_MAX: usize = 1000;

pub(crate) fn register(registry: &mut Registry) {
    registry.write::<op::PutLifecyclePolicy, _>(put_lifecycle_policy);
    registry.read::<op::GetLifecyclePolicy>(get_lifecycle_policy);
    registry.write::<op::DeleteLifecyclePolicy, _>(delete_lifecycle_policy);
    registry.write::<op::StartLifecyclePolicyPreview, _>(start_lifecycle_policy_preview);
    registry.read::<op::GetLifecyclePolicyPreview>(get_lifecycle_policy_preview);
}

pub(crate) fn checked(text: &str) -> Result<Policy, ApiError> {
    Policy::read(text).map_err(|wrong| {
        problems::invalid(format!(
            "Invalid parameter at 'LifecyclePolicyText' failed to satisfy constraint: 'Lifecycle policy validation \
             failure: {wrong}'"
        ))
    })
}

fn none(key: &RepositoryKey) -> ApiError {
    let message = format!(
        "Lifecycle policy does not exist for the repository with name '{}' in the {}",
        key.name,
        problems::registry(key)
    );
    ApiError::new(&error::LIFECYCLE_POLICY_NOT_FOUND_EXCEPTION, message)
}

fn put_lifecycle_policy(
    caller: &Caller,
    input: ecr::PutLifecyclePolicyRequest,
) -> Result<impl FnOnce(&mut Tx<'_>) -> Result<ecr::PutLifecyclePolicyResponse, ApiError> + use<>, ApiError> {
    let scope = registry_of(caller, input.registry_id.as_deref())?;
    checked(&input.lifecycle_policy_text)?;
    let caller = caller.clone();
    Ok(move |tx: &mut Tx<'_>| {
        let name = &input.repository_name;
        let (key, _) = repository::for_use(tx, &caller, scope, name, "ecr:PutLifecyclePolicy")?;
        let now = tx.now();
        tx.update(&key, |row: &mut Repository| {
            row.lifecycle_policy = Some(input.lifecycle_policy_text.clone());
            row.lifecycle_evaluated_at = None;
            row.lifecycle_next_at = Some(now);
        });
        Ok(ecr::PutLifecyclePolicyResponse {
            registry_id: Some(scope.account.to_string()),
            repository_name: Some(key.name),
            lifecycle_policy_text: Some(input.lifecycle_policy_text),
        })
    })
}

fn get_lifecycle_policy(
    snapshot: &Snapshot,
    caller: &Caller,
    input: ecr::GetLifecyclePolicyRequest,
) -> Result<ecr::GetLifecyclePolicyResponse, ApiError> {
    let scope = registry_of(caller, input.registry_id.as_deref())?;
    let name = &input.repository_name;
    let (key, row) = repository::for_use(snapshot, caller, scope, name, "ecr:GetLifecyclePolicy")?;
    let text = row.lifecycle_policy.clone().ok_or_else(|| none(&key))?;
    Ok(ecr::GetLifecyclePolicyResponse {
        registry_id: Some(scope.account.to_string()),
        repository_name: Some(key.name),
        lifecycle_policy_text: Some(text),
        last_evaluated_at: row.lifecycle_evaluated_at,
    })
}

fn delete_lifecycle_policy(
    caller: &Caller,
    input: ecr::DeleteLifecyclePolicyRequest,
) -> Result<impl FnOnce(&mut Tx<'_>) -> Result<ecr::DeleteLifecyclePolicyResponse, ApiError> + use<>, ApiError>
{
    let scope = registry_of(caller, input.registry_id.as_deref())?;
    let caller = caller.clone();
    Ok(move |tx: &mut Tx<'_>| {
        let name = &input.repository_name;
        let (key, row) = repository::for_use(tx, &caller, scope, name, "ecr:DeleteLifecyclePolicy")?;
        let text = row.lifecycle_policy.clone().ok_or_else(|| none(&key))?;
        let last_evaluated_at = row.lifecycle_evaluated_at;
        tx.update(&key, |row: &mut Repository| {
            row.lifecycle_policy = None;
            row.lifecycle_evaluated_at = None;
            row.lifecycle_next_at = None;
        });
        Ok(ecr::DeleteLifecyclePolicyResponse {
            registry_id: Some(scope.account.to_string()),
            repository_name: Some(key.name),
            lifecycle_policy_text: Some(text),
            last_evaluated_at,
        })
    })
}

fn start_lifecycle_policy_preview(
    caller: &Caller,
    input: ecr::StartLifecyclePolicyPreviewRequest,
) -> Result<
    impl FnOnce(&mut Tx<'_>) -> Result<ecr::StartLifecyclePolicyPreviewResponse, ApiError> + use<>,
    ApiError,
> {
    let scope = registry_of(caller, input.registry_id.as_deref())?;
    let caller = caller.clone();
    Ok(move |tx: &mut Tx<'_>| {
        let name = &input.repository_name;
        let (key, row) = repository::for_use(tx, &caller, scope, name, "ecr:StartLifecyclePolicyPreview")?;
        let text = input.lifecycle_policy_text.or_else(|| row.lifecycle_policy.clone());
        let text = text.ok_or_else(|| none(&key))?;
        let verdicts = checked(&text)?.judge(&candidates(tx, &key), tx.now());
        let preview = preview(&key, &text, &verdicts);
        tx.update(&key, |row: &mut Repository| row.preview = Some(preview));
        Ok(ecr::StartLifecyclePolicyPreviewResponse {
            registry_id: Some(scope.account.to_string()),
            repository_name: Some(key.name),
            lifecycle_policy_text: Some(text),
            status: Some(ecr::LifecyclePolicyPreviewStatus::InProgress),
        })
    })
}

fn preview(key: &RepositoryKey, text: &str, verdicts: &[Verdict]) -> ecr::GetLifecyclePolicyPreviewResponse {
    let count = |action: Action| {
        let count = verdicts.iter().filter(|verdict| verdict.action == action).count();
        i32::try_from(count).unwrap_or(i32::MAX)
    };
    let archived = ecr::TransitioningImageTotalCount {
        target_storage_class: Some(ecr::LifecyclePolicyTargetStorageClass::Archive),
        image_total_count: Some(count(Action::Archive)),
    };
    ecr::GetLifecyclePolicyPreviewResponse {
        registry_id: Some(key.scope.account.to_string()),
        repository_name: Some(key.name.clone()),
        lifecycle_policy_text: Some(text.to_owned()),
        status: Some(ecr::LifecyclePolicyPreviewStatus::Complete),
        next_token: None,
        preview_results: Some(verdicts.iter().take(RESULTS_MAX).map(result).collect()),
        summary: Some(ecr::LifecyclePolicyPreviewSummary {
            expiring_image_total_count: Some(count(Action::Expire)),
            transitioning_image_total_counts: Some(vec![archived]),
        }),
    }
}

fn result(verdict: &Verdict) -> ecr::LifecyclePolicyPreviewResult {
    let action = match verdict.action {
        Action::Expire => ecr::LifecyclePolicyRuleAction {
            r#type: Some(ecr::ImageActionType::Expire),
            target_storage_class: None,
        },
        Action::Archive => ecr::LifecyclePolicyRuleAction {
            r#type: Some(ecr::ImageActionType::Transition),
            target_storage_class: Some(ecr::LifecyclePolicyTargetStorageClass::Archive),
        },
    };
    ecr::LifecyclePolicyPreviewResult {
        image_tags: (!verdict.tags.is_empty()).then(|| verdict.tags.clone()),
        image_digest: Some(verdict.digest.clone()),
        image_pushed_at: Some(verdict.pushed_at),
        action: Some(action),
        applied_rule_priority: i32::try_from(verdict.priority).ok(),
        storage_class: Some(ecr::LifecyclePolicyStorageClass::Standard),
    }
}

fn get_lifecycle_policy_preview(
    snapshot: &Snapshot,
    caller: &Caller,
    input: ecr::GetLifecyclePolicyPreviewRequest,
) -> Result<ecr::GetLifecyclePolicyPreviewResponse, ApiError> {
    let scope = registry_of(caller, input.registry_id.as_deref())?;
    let name = &input.repository_name;
    let (key, row) = repository::for_use(snapshot, caller, scope, name, "ecr:GetLifecyclePolicyPreview")?;
    let limit = page_limit(input.max_results, PAGE_DEFAULT, PAGE_MAX)?;
    let preview = row.preview.clone().ok_or_else(|| {
        let message =
            format!("There is no lifecycle policy preview for the repository with name '{}'.", key.name);
        ApiError::new(&error::LIFECYCLE_POLICY_PREVIEW_NOT_FOUND_EXCEPTION, message)
    })?;
    let (ids, status) =
        (input.image_ids.unwrap_or_default(), input.filter.and_then(|filter| filter.tag_status));
    let wanted = |result: &ecr::LifecyclePolicyPreviewResult| {
        let tags = result.image_tags.as_deref().unwrap_or_default();
        let is = |id: &ecr::ImageIdentifier| {
            id.image_digest.as_ref().is_none_or(|digest| result.image_digest.as_ref() == Some(digest))
                && id.image_tag.as_ref().is_none_or(|tag| tags.contains(tag))
        };
        (ids.is_empty() || ids.iter().any(is))
            && super::image::tag_status_matches(!tags.is_empty(), status.as_ref())
    };
    let filters = format!("{ids:?}{status:?}");
    let account = scope.account.to_string();
    let pages = Pages::of(
        snapshot,
        &["GetLifecyclePolicyPreview", &account, scope.region.as_str(), &key.name, &filters],
    );
    let start = pages.start(input.next_token.as_deref()).map_err(|_| problems::bad_token())?;
    let results = preview.preview_results.unwrap_or_default().into_iter().filter(wanted);
    let placed = results.map(|result| {
        let digest = result.image_digest.clone().unwrap_or_default();
        (KeyBytes::from_slice(digest.as_bytes()), result)
    });
    let page =
        pages.take(placed.filter(|(place, _)| start.as_ref().is_none_or(|start| place > start)), limit);
    Ok(ecr::GetLifecyclePolicyPreviewResponse {
        preview_results: Some(page.items),
        next_token: page.next_token,
        ..preview
    })
}
