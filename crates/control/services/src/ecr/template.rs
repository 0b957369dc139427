//! Repository creation templates: how repositories are made that nobody asks for by name, by the prefix of their names.
//!
//! Must not know: who makes one.

use longshore_shapes::ApiError;
use longshore_shapes::ecr::{self, RCTAppliedFor, error, op};
use longshore_world::records::ecr::{CreationTemplate, PrefixKey, Repository, RepositoryKey};
use longshore_world::{RowKey as _, Scope, Snapshot, Tx, World};

use super::pull_through::{key_of, prefixes};
use super::{lifecycle, page_limit, policy, problems, repository, tag};
use crate::caller::Caller;
use crate::ecs::scope_prefix;
use crate::page::Pages;
use crate::registry::Registry;

const PAGE_DEFAULT: i32 = 100;
const PAGE_MAX: i32 = 1000;
const NAMED_MAX: usize = 100;
const PER_REGISTRY_MAX: usize = 50;

pub(crate) fn register(registry: &mut Registry) {
    registry.write::<op::CreateRepositoryCreationTemplate, _>(create_repository_creation_template);
    registry.read::<op::DescribeRepositoryCreationTemplates>(describe_repository_creation_templates);
    registry.write::<op::UpdateRepositoryCreationTemplate, _>(update_repository_creation_template);
    registry.write::<op::DeleteRepositoryCreationTemplate, _>(delete_repository_creation_template);
}

/// The template that goes with a name and a reason: that of the longest prefix which is for this reason.
fn template_for(
    world: &World,
    repository: &RepositoryKey,
    reason: &RCTAppliedFor,
) -> Option<ecr::RepositoryCreationTemplate> {
    let applies = |row: &CreationTemplate| {
        row.template.applied_for.as_ref().is_some_and(|reasons| reasons.contains(reason))
    };
    prefixes(&repository.name).find_map(|prefix| {
        let row = world.get::<CreationTemplate>(&key_of(repository.scope, prefix))?;
        applies(row).then(|| row.template.clone())
    })
}

/// Whether a push makes a repository of that name.
pub fn creates_on_push(world: &World, repository: &RepositoryKey) -> bool {
    template_for(world, repository, &RCTAppliedFor::CreateOnPush).is_some()
}

/// Makes a repository that is needed and not there, by the template for that reason, or with defaults.
pub fn ensure(tx: &mut Tx<'_>, key: &RepositoryKey, reason: &RCTAppliedFor) -> Result<(), ApiError> {
    if tx.get::<Repository>(key).is_some() {
        return Ok(());
    }
    let template = template_for(tx, key, reason).unwrap_or_default();
    let encryption = template.encryption_configuration.map(|given| ecr::EncryptionConfiguration {
        encryption_type: given.encryption_type,
        kms_key: given.kms_key.filter(|key| !key.is_empty()),
    });
    let described = ecr::Repository {
        image_tag_mutability: template.image_tag_mutability.or(Some(ecr::ImageTagMutability::Mutable)),
        image_tag_mutability_exclusion_filters: template.image_tag_mutability_exclusion_filters,
        image_scanning_configuration: Some(repository::scanning(None)),
        encryption_configuration: Some(repository::encryption(encryption)),
        ..Default::default()
    };
    repository::make(tx, key, described, template.resource_tags.unwrap_or_default())?;
    let now = tx.now();
    let text = |text: Option<String>| text.filter(|text| !text.is_empty());
    let (policy, lifecycle_policy) = (text(template.repository_policy), text(template.lifecycle_policy));
    tx.update(key, |row: &mut Repository| {
        row.is_cache = *reason == RCTAppliedFor::PullThroughCache;
        row.policy = policy;
        row.lifecycle_next_at = lifecycle_policy.is_some().then_some(now);
        row.lifecycle_policy = lifecycle_policy;
    });
    Ok(())
}

/// Checks a template as a whole, so that a repository can be made by it.
fn check(template: &ecr::RepositoryCreationTemplate) -> Result<(), ApiError> {
    if template.applied_for.as_ref().is_none_or(Vec::is_empty) {
        return Err(problems::invalid(
            "appliedFor must name REPLICATION, PULL_THROUGH_CACHE or CREATE_ON_PUSH, or several of them.",
        ));
    }
    repository::checked_filters(
        template.image_tag_mutability.as_ref(),
        template.image_tag_mutability_exclusion_filters.clone(),
    )?;
    tag::checked(template.resource_tags.clone())?;
    let given = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
    if let Some(text) = given(&template.repository_policy) {
        policy::checked(&text)?;
    }
    if let Some(text) = given(&template.lifecycle_policy) {
        lifecycle::checked(&text)?;
    }
    Ok(())
}

fn find(world: &World, key: &PrefixKey) -> Result<ecr::RepositoryCreationTemplate, ApiError> {
    world.get::<CreationTemplate>(key).map(|row| row.template.clone()).ok_or_else(|| {
        let message = format!(
            "The repository creation template with prefix '{}' does not exist in the registry with id '{}'",
            key.prefix, key.scope.account
        );
        ApiError::new(&error::TEMPLATE_NOT_FOUND_EXCEPTION, message)
    })
}

fn require_room(world: &World, key: &PrefixKey) -> Result<(), ApiError> {
    if world.get::<CreationTemplate>(key).is_some() {
        let message = format!(
            "The repository creation template with prefix '{}' already exists in the registry with id '{}'",
            key.prefix, key.scope.account
        );
        return Err(ApiError::new(&error::TEMPLATE_ALREADY_EXISTS_EXCEPTION, message));
    }
    if world.scan::<CreationTemplate>(&scope_prefix(key.scope)).nth(PER_REGISTRY_MAX - 1).is_some() {
        let message =
            format!("The registry has {PER_REGISTRY_MAX} repository creation templates; delete some.");
        return Err(ApiError::new(&error::LIMIT_EXCEEDED_EXCEPTION, message));
    }
    Ok(())
}

fn create_repository_creation_template(
    caller: &Caller,
    input: ecr::CreateRepositoryCreationTemplateRequest,
) -> Result<
    impl FnOnce(&mut Tx<'_>) -> Result<ecr::CreateRepositoryCreationTemplateResponse, ApiError> + use<>,
    ApiError,
> {
    let scope = caller.scope;
    let key = key_of(scope, &input.prefix);
    let template = ecr::RepositoryCreationTemplate {
        prefix: Some(input.prefix),
        description: input.description,
        encryption_configuration: Some(input.encryption_configuration.unwrap_or(
            ecr::EncryptionConfigurationForRepositoryCreationTemplate {
                encryption_type: ecr::EncryptionType::Aes256,
                kms_key: None,
            },
        )),
        resource_tags: Some(input.resource_tags.unwrap_or_default()),
        image_tag_mutability: input.image_tag_mutability.or(Some(ecr::ImageTagMutability::Mutable)),
        image_tag_mutability_exclusion_filters: input.image_tag_mutability_exclusion_filters,
        repository_policy: input.repository_policy,
        lifecycle_policy: input.lifecycle_policy,
        applied_for: Some(input.applied_for),
        custom_role_arn: input.custom_role_arn,
        ..Default::default()
    };
    check(&template)?;
    Ok(move |tx: &mut Tx<'_>| {
        require_room(tx, &key)?;
        let now = tx.now();
        let template =
            ecr::RepositoryCreationTemplate { created_at: Some(now), updated_at: Some(now), ..template };
        tx.put(&key, CreationTemplate { template: template.clone() });
        Ok(ecr::CreateRepositoryCreationTemplateResponse {
            registry_id: Some(scope.account.to_string()),
            repository_creation_template: Some(template),
        })
    })
}

fn describe_repository_creation_templates(
    snapshot: &Snapshot,
    caller: &Caller,
    input: ecr::DescribeRepositoryCreationTemplatesRequest,
) -> Result<ecr::DescribeRepositoryCreationTemplatesResponse, ApiError> {
    let scope: Scope = caller.scope;
    let answer = |items, next_token| ecr::DescribeRepositoryCreationTemplatesResponse {
        registry_id: Some(scope.account.to_string()),
        repository_creation_templates: Some(items),
        next_token,
    };
    if let Some(named) = input.prefixes.filter(|named| !named.is_empty()) {
        if named.len() > NAMED_MAX {
            return Err(problems::invalid(format!("prefixes may hold at most {NAMED_MAX}.")));
        }
        // Those that are not there are left out.
        let found = named.iter().filter_map(|prefix| find(snapshot, &key_of(scope, prefix)).ok());
        return Ok(answer(found.collect(), None));
    }
    let limit = page_limit(input.max_results, PAGE_DEFAULT, PAGE_MAX)?;
    let account = scope.account.to_string();
    let pages =
        Pages::of(snapshot, &["DescribeRepositoryCreationTemplates", &account, scope.region.as_str()]);
    let start = pages.start(input.next_token.as_deref()).map_err(|_| problems::bad_token())?;
    let rows =
        snapshot.scan_from::<CreationTemplate>(&scope_prefix(scope), repository::behind(start.as_ref()));
    let page = pages.take(rows.map(|(key, row)| (key.bytes(), row.template.clone())), limit);
    Ok(answer(page.items, page.next_token))
}

/// Changes what is given; the rest stays.
fn update_repository_creation_template(
    caller: &Caller,
    input: ecr::UpdateRepositoryCreationTemplateRequest,
) -> Result<
    impl FnOnce(&mut Tx<'_>) -> Result<ecr::UpdateRepositoryCreationTemplateResponse, ApiError> + use<>,
    ApiError,
> {
    let scope = caller.scope;
    let key = key_of(scope, &input.prefix);
    Ok(move |tx: &mut Tx<'_>| {
        let old = find(tx, &key)?;
        let filters = match &input.image_tag_mutability {
            // Filters belong to the mutability they came with.
            Some(_) => input.image_tag_mutability_exclusion_filters,
            None => {
                input.image_tag_mutability_exclusion_filters.or(old.image_tag_mutability_exclusion_filters)
            }
        };
        let template = ecr::RepositoryCreationTemplate {
            prefix: old.prefix,
            description: input.description.or(old.description),
            encryption_configuration: input.encryption_configuration.or(old.encryption_configuration),
            resource_tags: input.resource_tags.or(old.resource_tags),
            image_tag_mutability: input.image_tag_mutability.or(old.image_tag_mutability),
            image_tag_mutability_exclusion_filters: filters,
            repository_policy: input.repository_policy.or(old.repository_policy),
            lifecycle_policy: input.lifecycle_policy.or(old.lifecycle_policy),
            applied_for: input.applied_for.or(old.applied_for),
            custom_role_arn: input.custom_role_arn.or(old.custom_role_arn),
            created_at: old.created_at,
            updated_at: Some(tx.now()),
        };
        check(&template)?;
        tx.put(&key, CreationTemplate { template: template.clone() });
        Ok(ecr::UpdateRepositoryCreationTemplateResponse {
            registry_id: Some(scope.account.to_string()),
            repository_creation_template: Some(template),
        })
    })
}

fn delete_repository_creation_template(
    caller: &Caller,
    input: ecr::DeleteRepositoryCreationTemplateRequest,
) -> Result<
    impl FnOnce(&mut Tx<'_>) -> Result<ecr::DeleteRepositoryCreationTemplateResponse, ApiError> + use<>,
    ApiError,
> {
    let scope = caller.scope;
    let key = key_of(scope, &input.prefix);
    Ok(move |tx: &mut Tx<'_>| {
        let template = find(tx, &key)?;
        tx.delete::<CreationTemplate>(&key);
        Ok(ecr::DeleteRepositoryCreationTemplateResponse {
            registry_id: Some(scope.account.to_string()),
            repository_creation_template: Some(template),
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::{self, Control};

    const LIFECYCLE: &str = r#"{"rules": [{"rulePriority": 1, "action": {"type": "expire"}, "selection":
        {"tagStatus": "untagged", "countType": "imageCountMoreThan", "countNumber": 1}}]}"#;

    fn create(control: &mut Control, prefix: &str, reasons: &[RCTAppliedFor]) -> Result<(), ApiError> {
        let input = ecr::CreateRepositoryCreationTemplateRequest {
            prefix: prefix.to_owned(),
            applied_for: reasons.to_vec(),
            image_tag_mutability: Some(ecr::ImageTagMutability::Immutable),
            lifecycle_policy: Some(LIFECYCLE.to_owned()),
            resource_tags: Some(vec![ecr::Tag { key: "by".to_owned(), value: prefix.to_owned() }]),
            ..Default::default()
        };
        control.call::<op::CreateRepositoryCreationTemplate>(input).map(|_| ())
    }

    fn key(name: &str) -> RepositoryKey {
        RepositoryKey { scope: bench::scope(), name: name.to_owned() }
    }

    #[test]
    fn a_repository_is_made_by_the_template_for_its_prefix_and_reason() {
        use RCTAppliedFor::{CreateOnPush, PullThroughCache, Replication};
        let mut control = Control::new();
        create(&mut control, "hub", &[PullThroughCache, Replication]).unwrap();
        create(&mut control, "hub/team/", &[CreateOnPush]).unwrap();
        for (name, reason, by) in [
            ("hub/app", PullThroughCache, Some("hub")),
            ("hub/team/app", Replication, Some("hub")),
            ("hub/team/other", CreateOnPush, Some("hub/team/")),
            ("app", PullThroughCache, None),
        ] {
            control.run(|tx| ensure(tx, &key(name), &reason)).unwrap();
            let row = control.world.get::<Repository>(&key(name)).unwrap();
            let tag = row.tags.first().map(|tag| tag.value.as_str());
            assert_eq!((tag, row.lifecycle_next_at.is_some()), (by, by.is_some()), "{name}");
            let immutable = row.repository.image_tag_mutability == Some(ecr::ImageTagMutability::Immutable);
            assert_eq!(immutable, by.is_some(), "{name}");
            control.run(|tx| ensure(tx, &key(name), &reason)).unwrap();
        }
        for (name, creates) in [("hub/app", false), ("hub/team/app", true), ("app", false)] {
            assert_eq!(creates_on_push(&control.world, &key(name)), creates, "{name}");
        }
        create(&mut control, "ROOT", &[CreateOnPush]).unwrap();
        assert!(creates_on_push(&control.world, &key("app")));
    }

    #[test]
    fn an_update_changes_what_is_given() {
        let mut control = Control::new();
        create(&mut control, "hub", &[RCTAppliedFor::Replication]).unwrap();
        let update = ecr::UpdateRepositoryCreationTemplateRequest {
            prefix: "hub".to_owned(),
            description: Some("cached".to_owned()),
            ..Default::default()
        };
        let updated = control.call::<op::UpdateRepositoryCreationTemplate>(update.clone()).unwrap();
        let template = updated.repository_creation_template.unwrap();
        assert_eq!(template.description.as_deref(), Some("cached"));
        assert_eq!(template.applied_for, Some(vec![RCTAppliedFor::Replication]));
        assert!(template.updated_at > template.created_at);
        let none = ecr::UpdateRepositoryCreationTemplateRequest { applied_for: Some(Vec::new()), ..update };
        let refused = control.call::<op::UpdateRepositoryCreationTemplate>(none).unwrap_err();
        assert_eq!(refused.code(), "InvalidParameterException");
    }

    #[test]
    fn templates_that_are_refused() {
        let mut control = Control::new();
        create(&mut control, "hub", &[RCTAppliedFor::Replication]).unwrap();
        let taken = create(&mut control, "hub/", &[RCTAppliedFor::Replication]).unwrap_err();
        assert_eq!(taken.code(), "TemplateAlreadyExistsException");
        assert_eq!(create(&mut control, "x", &[]).unwrap_err().code(), "InvalidParameterException");
        let valid = || ecr::CreateRepositoryCreationTemplateRequest {
            prefix: "x".to_owned(),
            applied_for: vec![RCTAppliedFor::Replication],
            ..Default::default()
        };
        let bad = Some("{".to_owned());
        for input in [
            ecr::CreateRepositoryCreationTemplateRequest { repository_policy: bad.clone(), ..valid() },
            ecr::CreateRepositoryCreationTemplateRequest { lifecycle_policy: bad, ..valid() },
            ecr::CreateRepositoryCreationTemplateRequest {
                image_tag_mutability: Some(ecr::ImageTagMutability::ImmutableWithExclusion),
                ..valid()
            },
        ] {
            let refused = control.call::<op::CreateRepositoryCreationTemplate>(input).unwrap_err();
            assert_eq!(refused.code(), "InvalidParameterException");
        }
        let gone = ecr::DeleteRepositoryCreationTemplateRequest { prefix: "gone".to_owned() };
        let gone = control.call::<op::DeleteRepositoryCreationTemplate>(gone).unwrap_err();
        assert_eq!(gone.code(), "TemplateNotFoundException");
    }
}
