//! Repositories: making, describing and deleting them, and what is set on one.
//!
//! Must not know: what an image is made of.

use longshore_planners::images::change::{forget_copies, prefix};
use longshore_planners::images::lifecycle::matches_wildcard;
use longshore_shapes::ApiError;
use longshore_shapes::ecr::{self, error, op};
use longshore_world::records::ecr::{
    Image, ImageKey, ImageTag, ImageTagKey, Layer, Manifest, Repository, RepositoryKey, ScanReport,
};
use longshore_world::{KeyBytes, RowKey as _, Scope, Snapshot, Tx, World};

use super::{page_limit, policy, problems, registry_of, tag};
use crate::arn;
use crate::caller::Caller;
use crate::ecs::scope_prefix;
use crate::page::Pages;
use crate::registry::Registry;

const PAGE_DEFAULT: i32 = 100;
const PAGE_MAX: i32 = 1000;
const NAMED_MAX: usize = 100;
const PER_REGISTRY_MAX: usize = 100_000;
const FILTERS_MAX: usize = 5;
/// A filter may hold this many wildcards.
const WILDCARDS_MAX: usize = 2;

pub(crate) fn register(registry: &mut Registry) {
    registry.write::<op::CreateRepository, _>(create_repository);
    registry.read::<op::DescribeRepositories>(describe_repositories);
    registry.write::<op::DeleteRepository, _>(delete_repository);
    registry.write::<op::PutImageTagMutability, _>(put_image_tag_mutability);
    registry.write::<op::PutImageScanningConfiguration, _>(put_image_scanning_configuration);
}

pub(crate) fn arn_of(key: &RepositoryKey) -> String {
    arn::arn(super::SERVICE, key.scope, format_args!("repository/{}", key.name))
}

/// The repository of that name, which is there.
pub fn find<'a>(
    world: &'a World,
    scope: Scope,
    name: &str,
) -> Result<(RepositoryKey, &'a Repository), ApiError> {
    let key = RepositoryKey { scope, name: name.to_owned() };
    match world.get::<Repository>(&key) {
        Some(row) => Ok((key, row)),
        None => Err(problems::no_repository(&key)),
    }
}

/// The same, for a caller that may do that with it.
pub(crate) fn for_use<'a>(
    world: &'a World,
    caller: &Caller,
    scope: Scope,
    name: &str,
    action: &'static str,
) -> Result<(RepositoryKey, &'a Repository), ApiError> {
    let (key, row) = find(world, scope, name)?;
    policy::check(caller, &key, row, action)?;
    Ok((key, row))
}

/// As it is shown: where a client finds it follows from the address that the client used.
fn shown(row: &Repository, key: &RepositoryKey, endpoint: &str) -> ecr::Repository {
    let host = endpoint.split_once("://").map_or(endpoint, |(_, host)| host);
    ecr::Repository { repository_uri: Some(format!("{host}/{}", key.name)), ..row.repository.clone() }
}

fn create_repository(
    caller: &Caller,
    input: ecr::CreateRepositoryRequest,
) -> Result<impl FnOnce(&mut Tx<'_>) -> Result<ecr::CreateRepositoryResponse, ApiError> + use<>, ApiError> {
    let scope = registry_of(caller, input.registry_id.as_deref())?;
    let endpoint = caller.endpoint.clone();
    let tags = tag::checked(input.tags)?;
    let filters =
        checked_filters(input.image_tag_mutability.as_ref(), input.image_tag_mutability_exclusion_filters)?;
    let repository = ecr::Repository {
        image_tag_mutability: input.image_tag_mutability.or(Some(ecr::ImageTagMutability::Mutable)),
        image_tag_mutability_exclusion_filters: filters,
        image_scanning_configuration: Some(scanning(input.image_scanning_configuration)),
        encryption_configuration: Some(encryption(input.encryption_configuration)),
        ..Default::default()
    };
    let key = RepositoryKey { scope, name: input.repository_name };
    Ok(move |tx: &mut Tx<'_>| {
        let row = make(tx, &key, repository, tags)?;
        Ok(ecr::CreateRepositoryResponse { repository: Some(shown(&row, &key, &endpoint)) })
    })
}

/// Writes a new repository.
pub(crate) fn make(
    tx: &mut Tx<'_>,
    key: &RepositoryKey,
    repository: ecr::Repository,
    tags: Vec<ecr::Tag>,
) -> Result<Repository, ApiError> {
    if tx.get::<Repository>(key).is_some() {
        return Err(problems::repository_exists(key));
    }
    if tx.scan::<Repository>(&scope_prefix(key.scope)).nth(PER_REGISTRY_MAX - 1).is_some() {
        return Err(ApiError::new(
            &error::LIMIT_EXCEEDED_EXCEPTION,
            format!("The {} has {PER_REGISTRY_MAX} repositories; delete some.", problems::registry(key)),
        ));
    }
    let now = tx.now();
    let repository = ecr::Repository {
        repository_arn: Some(arn_of(key)),
        registry_id: Some(key.scope.account.to_string()),
        repository_name: Some(key.name.clone()),
        created_at: Some(now),
        ..repository
    };
    let row = Repository { repository, created_at: now, tags, ..Default::default() };
    tx.put(key, row.clone());
    Ok(row)
}

/// An empty configuration means off, as clients send it.
pub(crate) fn scanning(given: Option<ecr::ImageScanningConfiguration>) -> ecr::ImageScanningConfiguration {
    let on = given.and_then(|given| given.scan_on_push).unwrap_or(false);
    ecr::ImageScanningConfiguration { scan_on_push: Some(on) }
}

pub(crate) fn encryption(given: Option<ecr::EncryptionConfiguration>) -> ecr::EncryptionConfiguration {
    given.unwrap_or(ecr::EncryptionConfiguration {
        encryption_type: ecr::EncryptionType::Aes256,
        kms_key: None,
    })
}

/// Filters go with the two kinds of mutability that have exceptions, and with no other.
pub(crate) fn checked_filters(
    mutability: Option<&ecr::ImageTagMutability>,
    filters: Option<Vec<ecr::ImageTagMutabilityExclusionFilter>>,
) -> Result<Option<Vec<ecr::ImageTagMutabilityExclusionFilter>>, ApiError> {
    let excepts = matches!(
        mutability,
        Some(ecr::ImageTagMutability::ImmutableWithExclusion | ecr::ImageTagMutability::MutableWithExclusion)
    );
    let filters = filters.unwrap_or_default();
    if excepts == filters.is_empty() {
        return Err(problems::invalid(if excepts {
            "imageTagMutabilityExclusionFilters must be given with a mutability that has exclusions."
        } else {
            "imageTagMutabilityExclusionFilters may be given only with IMMUTABLE_WITH_EXCLUSION or \
             MUTABLE_WITH_EXCLUSION."
        }));
    }
    if filters.len() > FILTERS_MAX {
        return Err(problems::invalid(format!(
            "imageTagMutabilityExclusionFilters may hold at most {FILTERS_MAX} filters."
        )));
    }
    let too_many =
        |filter: &&ecr::ImageTagMutabilityExclusionFilter| filter.filter.matches('*').count() > WILDCARDS_MAX;
    if let Some(filter) = filters.iter().find(too_many) {
        return Err(problems::invalid(format!(
            "The filter '{}' of imageTagMutabilityExclusionFilters has more than {WILDCARDS_MAX} wildcards.",
            filter.filter
        )));
    }
    Ok(excepts.then_some(filters))
}

fn describe_repositories(
    snapshot: &Snapshot,
    caller: &Caller,
    input: ecr::DescribeRepositoriesRequest,
) -> Result<ecr::DescribeRepositoriesResponse, ApiError> {
    let scope = registry_of(caller, input.registry_id.as_deref())?;
    if let Some(names) = input.repository_names.filter(|names| !names.is_empty()) {
        if names.len() > NAMED_MAX {
            return Err(problems::invalid(format!("repositoryNames may hold at most {NAMED_MAX} names.")));
        }
        if input.next_token.is_some() || input.max_results.is_some() {
            return Err(problems::invalid("repositoryNames cannot be given with nextToken or maxResults."));
        }
        let named = names.iter().map(|name| find(snapshot, scope, name));
        let repositories = named.map(|found| found.map(|(key, row)| shown(row, &key, &caller.endpoint)));
        let repositories = Some(repositories.collect::<Result<_, _>>()?);
        return Ok(ecr::DescribeRepositoriesResponse { repositories, next_token: None });
    }
    let limit = page_limit(input.max_results, PAGE_DEFAULT, PAGE_MAX)?;
    let list = ["DescribeRepositories", &scope.account.to_string(), scope.region.as_str()];
    let pages = Pages::of(snapshot, &list);
    let start = pages.start(input.next_token.as_deref()).map_err(|_| problems::bad_token())?;
    let rows = snapshot.scan_from::<Repository>(&scope_prefix(scope), behind(start.as_ref()));
    let page = pages.take(rows.map(|(key, row)| (key.bytes(), shown(row, &key, &caller.endpoint))), limit);
    Ok(ecr::DescribeRepositoriesResponse { repositories: Some(page.items), next_token: page.next_token })
}

/// Where a list goes on.
pub(crate) fn behind(start: Option<&KeyBytes>) -> std::ops::Bound<&KeyBytes> {
    start.map_or(std::ops::Bound::Unbounded, std::ops::Bound::Excluded)
}

fn delete_repository(
    caller: &Caller,
    input: ecr::DeleteRepositoryRequest,
) -> Result<impl FnOnce(&mut Tx<'_>) -> Result<ecr::DeleteRepositoryResponse, ApiError> + use<>, ApiError> {
    let scope = registry_of(caller, input.registry_id.as_deref())?;
    let endpoint = caller.endpoint.clone();
    let caller = caller.clone();
    Ok(move |tx: &mut Tx<'_>| {
        let (key, row) = for_use(tx, &caller, scope, &input.repository_name, "ecr:DeleteRepository")?;
        let repository = shown(row, &key, &endpoint);
        let inside = prefix(&key);
        if tx.scan::<Image>(&inside).next().is_some() && input.force != Some(true) {
            return Err(ApiError::new(
                &error::REPOSITORY_NOT_EMPTY_EXCEPTION,
                format!(
                    "The repository with name '{}' in {} cannot be deleted because it still contains images",
                    key.name,
                    problems::registry(&key)
                ),
            ));
        }
        empty(tx, &inside);
        tx.delete::<Repository>(&key);
        Ok(ecr::DeleteRepositoryResponse { repository: Some(repository) })
    })
}

/// Takes away all that a repository holds.
fn empty(tx: &mut Tx<'_>, prefix: &KeyBytes) {
    forget_copies(tx, prefix);
    let images: Vec<ImageKey> = tx.scan::<Image>(prefix).map(|(key, _)| key).collect();
    for image in &images {
        tx.delete::<Image>(image);
        tx.delete_cold::<Manifest>(image);
        tx.delete_cold::<ScanReport>(image);
    }
    let tags: Vec<ImageTagKey> = tx.scan::<ImageTag>(prefix).map(|(key, _)| key).collect();
    for tag in &tags {
        tx.delete::<ImageTag>(tag);
    }
    let layers: Vec<ImageKey> = tx.scan::<Layer>(prefix).map(|(key, _)| key).collect();
    for layer in &layers {
        tx.delete::<Layer>(layer);
    }
}

fn put_image_tag_mutability(
    caller: &Caller,
    input: ecr::PutImageTagMutabilityRequest,
) -> Result<impl FnOnce(&mut Tx<'_>) -> Result<ecr::PutImageTagMutabilityResponse, ApiError> + use<>, ApiError>
{
    let scope = registry_of(caller, input.registry_id.as_deref())?;
    let mutability = input.image_tag_mutability;
    let filters = checked_filters(Some(&mutability), input.image_tag_mutability_exclusion_filters)?;
    let caller = caller.clone();
    Ok(move |tx: &mut Tx<'_>| {
        let (key, _) = for_use(tx, &caller, scope, &input.repository_name, "ecr:PutImageTagMutability")?;
        tx.update(&key, |row: &mut Repository| {
            row.repository.image_tag_mutability = Some(mutability.clone());
            row.repository.image_tag_mutability_exclusion_filters.clone_from(&filters);
        });
        Ok(ecr::PutImageTagMutabilityResponse {
            registry_id: Some(scope.account.to_string()),
            repository_name: Some(key.name),
            image_tag_mutability: Some(mutability),
            image_tag_mutability_exclusion_filters: filters,
        })
    })
}

fn put_image_scanning_configuration(
    caller: &Caller,
    input: ecr::PutImageScanningConfigurationRequest,
) -> Result<
    impl FnOnce(&mut Tx<'_>) -> Result<ecr::PutImageScanningConfigurationResponse, ApiError> + use<>,
    ApiError,
> {
    let scope = registry_of(caller, input.registry_id.as_deref())?;
    let configuration = scanning(Some(input.image_scanning_configuration));
    let caller = caller.clone();
    Ok(move |tx: &mut Tx<'_>| {
        let (key, _) =
            for_use(tx, &caller, scope, &input.repository_name, "ecr:PutImageScanningConfiguration")?;
        tx.update(&key, |row: &mut Repository| {
            row.repository.image_scanning_configuration = Some(configuration.clone());
        });
        Ok(ecr::PutImageScanningConfigurationResponse {
            registry_id: Some(scope.account.to_string()),
            repository_name: Some(key.name),
            image_scanning_configuration: Some(configuration),
        })
    })
}

/// Whether a tag that exists may be moved to another image.
pub(crate) fn may_move(repository: &ecr::Repository, tag: &str) -> bool {
    let filters = repository.image_tag_mutability_exclusion_filters.as_deref().unwrap_or_default();
    let excluded = || filters.iter().any(|filter| matches_wildcard(&filter.filter, tag));
    match repository.image_tag_mutability {
        Some(ecr::ImageTagMutability::Immutable) => false,
        Some(ecr::ImageTagMutability::ImmutableWithExclusion) => excluded(),
        Some(ecr::ImageTagMutability::MutableWithExclusion) => !excluded(),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn which_tags_may_move() {
        use ecr::ImageTagMutability as M;
        let repository = |mutability| ecr::Repository {
            image_tag_mutability: Some(mutability),
            image_tag_mutability_exclusion_filters: Some(vec![ecr::ImageTagMutabilityExclusionFilter {
                filter_type: ecr::ImageTagMutabilityExclusionFilterType::Wildcard,
                filter: "dev*".to_owned(),
            }]),
            ..Default::default()
        };
        for (mutability, dev, prod) in [
            (M::Mutable, true, true),
            (M::Immutable, false, false),
            (M::ImmutableWithExclusion, true, false),
            (M::MutableWithExclusion, false, true),
        ] {
            let repository = repository(mutability.clone());
            assert_eq!(
                (may_move(&repository, "dev1"), may_move(&repository, "prod")),
                (dev, prod),
                "{mutability:?}"
            );
        }
    }
}
