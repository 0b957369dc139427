//! Rules for caching: repositories whose names begin with a prefix hold what another registry has.
//!
//! A rule names its upstream as ECR does, or by the address of any registry. Credentials would be a secret's, and there
//! are no secrets yet: a rule with one is refused rather than kept without effect.
//!
//! Must not know: how an upstream is asked.

use longshore_shapes::ecr::{self, UpstreamRegistry, error, op};
use longshore_shapes::{ApiError, ErrorSchema};
use longshore_world::key::KeyWriter;
use longshore_world::records::ecr::image::ANYWHERE;
use longshore_world::records::ecr::registry::ROOT;
use longshore_world::records::ecr::{Layer, PrefixKey, PullThroughRule, RepositoryKey};
use longshore_world::{RowKey as _, Scope, Snapshot, Tx, World};

use super::{page_limit, problems, registry_of, repository};
use crate::caller::Caller;
use crate::ecs::scope_prefix;
use crate::page::Pages;
use crate::registry::Registry;

const PAGE_DEFAULT: i32 = 100;
const PAGE_MAX: i32 = 1000;
const NAMED_MAX: usize = 100;
const PER_REGISTRY_MAX: usize = 50;
const ADDRESS_LENGTH_MAX: usize = 255;
/// Of repositories that have a blob.
const LOOKED_AT_MAX: usize = 1000;

/// Upstreams that have a name, by the end of their host.
static UPSTREAMS: [(&str, UpstreamRegistry); 9] = [
    ("public.ecr.aws", UpstreamRegistry::EcrPublic),
    ("registry-1.docker.io", UpstreamRegistry::DockerHub),
    ("quay.io", UpstreamRegistry::Quay),
    ("registry.k8s.io", UpstreamRegistry::K8s),
    ("ghcr.io", UpstreamRegistry::GithubContainerRegistry),
    ("registry.gitlab.com", UpstreamRegistry::GitlabContainerRegistry),
    ("cgr.dev", UpstreamRegistry::Chainguard),
    (".azurecr.io", UpstreamRegistry::AzureContainerRegistry),
    (".amazonaws.com", UpstreamRegistry::Ecr),
];

pub(crate) fn register(registry: &mut Registry) {
    registry.write::<op::CreatePullThroughCacheRule, _>(create_pull_through_cache_rule);
    registry.read::<op::DescribePullThroughCacheRules>(describe_pull_through_cache_rules);
    registry.write::<op::UpdatePullThroughCacheRule, _>(update_pull_through_cache_rule);
    registry.write::<op::DeletePullThroughCacheRule, _>(delete_pull_through_cache_rule);
}

/// Where a repository's images come from when they are not here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// `host[:port]`, perhaps with a scheme before it.
    pub address: String,
    pub repository: String,
}

/// The key of a prefix; a slash at its end says nothing.
pub(super) fn key_of(scope: Scope, prefix: &str) -> PrefixKey {
    PrefixKey { scope, prefix: prefix.trim_end_matches('/').to_owned() }
}

/// The prefixes of a name, the longest first, and the one of every name last.
pub(super) fn prefixes(name: &str) -> impl Iterator<Item = &str> {
    let slashes = name.rmatch_indices('/');
    slashes.filter_map(|(at, _)| name.get(..at)).chain([ROOT])
}

/// Where that repository is cached from, if it is.
pub fn source(world: &World, repository: &RepositoryKey) -> Option<Source> {
    let (scope, name) = (repository.scope, repository.name.as_str());
    let rule = |prefix: &str| world.get::<PullThroughRule>(&key_of(scope, prefix)).map(|row| &row.rule);
    let (prefix, rule) = prefixes(name).find_map(|prefix| Some((prefix, rule(prefix)?)))?;
    let rest = if prefix == ROOT { name } else { name.strip_prefix(prefix)?.trim_start_matches('/') };
    let at = rule.upstream_repository_prefix.as_deref().unwrap_or(ROOT).trim_end_matches('/');
    Some(Source {
        address: rule.upstream_registry_url.clone()?,
        repository: if at == ROOT { rest.to_owned() } else { format!("{at}/{rest}") },
    })
}

/// Whether a repository of the same registry, cached from the same address, has that blob: so it was fetched there once,
/// and may be used again. That another repository has it says nothing, because a digest alone is no right to a blob.
pub fn is_cached_from(world: &World, scope: Scope, address: &str, digest: &str) -> bool {
    let place = KeyWriter::new().text(digest).finish();
    let having = world.by_place::<Layer>(ANYWHERE, &place, None).take(LOOKED_AT_MAX);
    let mut names = having.filter(|(_, key, _)| key.scope == scope).map(|(_, key, _)| key.repository);
    names.any(|name| {
        source(world, &RepositoryKey { scope, name }).is_some_and(|found| found.address == address)
    })
}

/// The rule of a prefix, which is there.
pub fn find(world: &World, scope: Scope, prefix: &str) -> Result<ecr::PullThroughCacheRule, ApiError> {
    let row = world.get::<PullThroughRule>(&key_of(scope, prefix));
    row.map(|row| row.rule.clone()).ok_or_else(|| {
        let message = format!(
            "The pull through cache rule with prefix '{prefix}' does not exist in the registry with id '{}'",
            scope.account
        );
        ApiError::new(&error::PULL_THROUGH_CACHE_RULE_NOT_FOUND_EXCEPTION, message)
    })
}

/// The registry that a request names, whose rules the caller may see and change: its own.
pub fn own_registry(caller: &Caller, registry_id: Option<&str>) -> Result<Scope, ApiError> {
    let scope = registry_of(caller, registry_id)?;
    if scope != caller.scope {
        return Err(problems::invalid("registryId must be your own registry's, or not given."));
    }
    Ok(scope)
}

fn refuse_secret(credential_arn: Option<&str>) -> Result<(), ApiError> {
    let Some(arn) = credential_arn else { return Ok(()) };
    let message = format!(
        "The secret '{arn}' cannot be read: Secrets Manager is not served yet. Leave credentialArn out where the \
         upstream lets anybody pull."
    );
    Err(ApiError::new(&error::UNABLE_TO_ACCESS_SECRET_EXCEPTION, message))
}

fn refuse_role(custom_role_arn: Option<&str>) -> Result<(), ApiError> {
    match custom_role_arn {
        None => Ok(()),
        Some(_) => {
            Err(problems::invalid("customRoleArn goes with an upstream that is ECR, which is not served."))
        }
    }
}

fn unsupported(message: String) -> ApiError {
    let schema: &'static ErrorSchema = &error::UNSUPPORTED_UPSTREAM_REGISTRY_EXCEPTION;
    ApiError::new(schema, message)
}

/// The name of an upstream, where it has one; other addresses are of registries that people run themselves.
fn upstream_of(url: &str) -> Result<Option<UpstreamRegistry>, ApiError> {
    let (scheme, authority) = url.split_once("://").unwrap_or(("https", url));
    let good = |byte: u8| byte.is_ascii_alphanumeric() || b".-:[]".contains(&byte);
    let is_address = matches!(scheme, "http" | "https")
        && !authority.is_empty()
        && url.len() <= ADDRESS_LENGTH_MAX
        && authority.bytes().all(good);
    if !is_address {
        return Err(unsupported(format!(
            "upstreamRegistryUrl '{url}' is not the address of a registry: HOST or HOST:PORT, with http:// before it \
             where it is not spoken to with TLS."
        )));
    }
    let host = authority.to_ascii_lowercase();
    let known = UPSTREAMS.iter().find(
        |(end, _)| {
            if end.starts_with('.') { host.ends_with(end) } else { host == *end }
        },
    );
    match known {
        Some((_, UpstreamRegistry::Ecr)) => Err(unsupported(format!(
            "upstreamRegistryUrl '{url}' is a private registry of AWS's, which needs credentials of AWS that cannot be \
             given here."
        ))),
        known => Ok(known.map(|(_, name)| name.clone())),
    }
}

fn create_pull_through_cache_rule(
    caller: &Caller,
    input: ecr::CreatePullThroughCacheRuleRequest,
) -> Result<
    impl FnOnce(&mut Tx<'_>) -> Result<ecr::CreatePullThroughCacheRuleResponse, ApiError> + use<>,
    ApiError,
> {
    let scope = own_registry(caller, input.registry_id.as_deref())?;
    refuse_secret(input.credential_arn.as_deref())?;
    refuse_role(input.custom_role_arn.as_deref())?;
    let upstream = upstream_of(&input.upstream_registry_url)?;
    if input.upstream_registry.is_some() && input.upstream_registry != upstream {
        return Err(problems::invalid(format!(
            "upstreamRegistry is not the one that upstreamRegistryUrl '{}' belongs to.",
            input.upstream_registry_url
        )));
    }
    let key = key_of(scope, &input.ecr_repository_prefix);
    Ok(move |tx: &mut Tx<'_>| {
        require_room(tx, &key)?;
        let now = tx.now();
        let rule = ecr::PullThroughCacheRule {
            ecr_repository_prefix: Some(input.ecr_repository_prefix),
            upstream_registry_url: Some(input.upstream_registry_url),
            created_at: Some(now),
            registry_id: Some(scope.account.to_string()),
            upstream_repository_prefix: input.upstream_repository_prefix.or_else(|| Some(ROOT.to_owned())),
            upstream_registry: upstream,
            updated_at: Some(now),
            ..Default::default()
        };
        tx.put(&key, PullThroughRule { rule: rule.clone() });
        Ok(ecr::CreatePullThroughCacheRuleResponse {
            ecr_repository_prefix: rule.ecr_repository_prefix,
            upstream_registry_url: rule.upstream_registry_url,
            created_at: rule.created_at,
            registry_id: rule.registry_id,
            upstream_registry: rule.upstream_registry,
            upstream_repository_prefix: rule.upstream_repository_prefix,
            ..Default::default()
        })
    })
}

/// That the prefix is free, and that one more rule may be kept.
fn require_room(world: &World, key: &PrefixKey) -> Result<(), ApiError> {
    if world.get::<PullThroughRule>(key).is_some() {
        let message = format!(
            "The pull through cache rule with prefix '{}' already exists in the registry with id '{}'",
            key.prefix, key.scope.account
        );
        return Err(ApiError::new(&error::PULL_THROUGH_CACHE_RULE_ALREADY_EXISTS_EXCEPTION, message));
    }
    if world.scan::<PullThroughRule>(&scope_prefix(key.scope)).nth(PER_REGISTRY_MAX - 1).is_some() {
        let message = format!("The registry has {PER_REGISTRY_MAX} pull through cache rules; delete some.");
        return Err(ApiError::new(&error::LIMIT_EXCEEDED_EXCEPTION, message));
    }
    Ok(())
}

fn describe_pull_through_cache_rules(
    snapshot: &Snapshot,
    caller: &Caller,
    input: ecr::DescribePullThroughCacheRulesRequest,
) -> Result<ecr::DescribePullThroughCacheRulesResponse, ApiError> {
    let scope = own_registry(caller, input.registry_id.as_deref())?;
    if let Some(named) = input.ecr_repository_prefixes.filter(|named| !named.is_empty()) {
        if named.len() > NAMED_MAX {
            return Err(problems::invalid(format!("ecrRepositoryPrefixes may hold at most {NAMED_MAX}.")));
        }
        if input.next_token.is_some() || input.max_results.is_some() {
            return Err(problems::invalid(
                "ecrRepositoryPrefixes cannot be given with nextToken or maxResults.",
            ));
        }
        let rules = named.iter().map(|prefix| find(snapshot, scope, prefix)).collect::<Result<_, _>>()?;
        return Ok(ecr::DescribePullThroughCacheRulesResponse {
            pull_through_cache_rules: Some(rules),
            next_token: None,
        });
    }
    let limit = page_limit(input.max_results, PAGE_DEFAULT, PAGE_MAX)?;
    let account = scope.account.to_string();
    let pages = Pages::of(snapshot, &["DescribePullThroughCacheRules", &account, scope.region.as_str()]);
    let start = pages.start(input.next_token.as_deref()).map_err(|_| problems::bad_token())?;
    let rows =
        snapshot.scan_from::<PullThroughRule>(&scope_prefix(scope), repository::behind(start.as_ref()));
    let page = pages.take(rows.map(|(key, row)| (key.bytes(), row.rule.clone())), limit);
    Ok(ecr::DescribePullThroughCacheRulesResponse {
        pull_through_cache_rules: Some(page.items),
        next_token: page.next_token,
    })
}

/// All that may be changed of a rule are its credentials; so none is changed until there are secrets.
fn update_pull_through_cache_rule(
    caller: &Caller,
    input: ecr::UpdatePullThroughCacheRuleRequest,
) -> Result<
    impl FnOnce(&mut Tx<'_>) -> Result<ecr::UpdatePullThroughCacheRuleResponse, ApiError> + use<>,
    ApiError,
> {
    let scope = own_registry(caller, input.registry_id.as_deref())?;
    Ok(move |tx: &mut Tx<'_>| {
        find(tx, scope, &input.ecr_repository_prefix)?;
        refuse_secret(input.credential_arn.as_deref())?;
        refuse_role(input.custom_role_arn.as_deref())?;
        Err(problems::invalid(
            "There is nothing to update: neither credentialArn nor customRoleArn is given.",
        ))
    })
}

fn delete_pull_through_cache_rule(
    caller: &Caller,
    input: ecr::DeletePullThroughCacheRuleRequest,
) -> Result<
    impl FnOnce(&mut Tx<'_>) -> Result<ecr::DeletePullThroughCacheRuleResponse, ApiError> + use<>,
    ApiError,
> {
    let scope = own_registry(caller, input.registry_id.as_deref())?;
    Ok(move |tx: &mut Tx<'_>| {
        let rule = find(tx, scope, &input.ecr_repository_prefix)?;
        tx.delete::<PullThroughRule>(&key_of(scope, &input.ecr_repository_prefix));
        Ok(ecr::DeletePullThroughCacheRuleResponse {
            ecr_repository_prefix: rule.ecr_repository_prefix,
            upstream_registry_url: rule.upstream_registry_url,
            created_at: rule.created_at,
            registry_id: rule.registry_id,
            upstream_repository_prefix: rule.upstream_repository_prefix,
            ..Default::default()
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::{self, Control};

    fn create(control: &mut Control, prefix: &str, url: &str, at: Option<&str>) -> Result<(), ApiError> {
        let input = ecr::CreatePullThroughCacheRuleRequest {
            ecr_repository_prefix: prefix.to_owned(),
            upstream_registry_url: url.to_owned(),
            upstream_repository_prefix: at.map(str::to_owned),
            ..Default::default()
        };
        control.call::<op::CreatePullThroughCacheRule>(input).map(|_| ())
    }

    #[test]
    fn the_longest_prefix_says_where_from() {
        let mut control = Control::new();
        for (prefix, url, at) in [
            ("hub/", "registry-1.docker.io", None),
            ("hub/library", "quay.io", Some("official")),
            ("own", "http://10.0.0.1:5000", Some("ROOT")),
        ] {
            create(&mut control, prefix, url, at).unwrap();
        }
        let from = |control: &Control, name: &str| {
            let key = RepositoryKey { scope: bench::scope(), name: name.to_owned() };
            source(&control.world, &key).map(|source| format!("{} {}", source.address, source.repository))
        };
        for (name, expected) in [
            ("hub/team/app", Some("registry-1.docker.io team/app")),
            ("hub/library/app", Some("quay.io official/app")),
            ("hub/library", Some("registry-1.docker.io library")),
            ("own/app", Some("http://10.0.0.1:5000 app")),
            ("own", None),
            ("hubs/app", None),
            ("app", None),
        ] {
            assert_eq!(from(&control, name).as_deref(), expected, "{name}");
        }
        create(&mut control, "ROOT", "registry.k8s.io", None).unwrap();
        assert_eq!(from(&control, "app").as_deref(), Some("registry.k8s.io app"));
        assert_eq!(from(&control, "own/app").as_deref(), Some("http://10.0.0.1:5000 app"));
    }

    #[test]
    fn a_blob_is_used_again_within_what_is_cached_from_one_address() {
        let mut control = Control::new();
        create(&mut control, "hub", "registry-1.docker.io", None).unwrap();
        create(&mut control, "quay", "quay.io", None).unwrap();
        let layer = |control: &mut Control, scope, name: &str, digest: &str| {
            let key = RepositoryKey { scope, name: name.to_owned() };
            let key = longshore_planners::images::change::key_of(&key, digest);
            control.transact(|tx| tx.put(&key, Layer::default()));
        };
        let other = Scope { account: longshore_world::Account::from_number(8), ..bench::scope() };
        for (scope, name, digest) in [
            (bench::scope(), "hub/team/app", "sha256:shared"),
            (bench::scope(), "quay/app", "sha256:quays"),
            (bench::scope(), "own", "sha256:own"),
            (other, "hub/app", "sha256:others"),
        ] {
            layer(&mut control, scope, name, digest);
        }
        for (digest, expected) in [
            ("sha256:shared", true),
            ("sha256:quays", false),
            ("sha256:own", false),
            ("sha256:others", false),
            ("sha256:none", false),
        ] {
            let found = is_cached_from(&control.world, bench::scope(), "registry-1.docker.io", digest);
            assert_eq!(found, expected, "{digest}");
        }
    }

    #[test]
    fn upstreams_by_their_address() {
        for (url, name) in [
            ("public.ecr.aws", Some(UpstreamRegistry::EcrPublic)),
            ("https://registry-1.docker.io", Some(UpstreamRegistry::DockerHub)),
            ("team.azurecr.io", Some(UpstreamRegistry::AzureContainerRegistry)),
            ("localhost:5000", None),
            ("http://[::1]:5000", None),
            ("registry.example.com", None),
        ] {
            assert_eq!(upstream_of(url).unwrap(), name, "{url}");
        }
        for url in [
            "",
            "ftp://quay.io",
            "https://",
            "quay.io/team",
            "a b",
            "user:secret@quay.io",
            "000000000007.dkr.ecr.eu-west-1.amazonaws.com",
        ] {
            let code = upstream_of(url).unwrap_err().code();
            assert_eq!(code, "UnsupportedUpstreamRegistryException", "{url}");
        }
    }

    #[test]
    fn rules_that_are_refused() {
        let mut control = Control::new();
        create(&mut control, "hub", "registry-1.docker.io", None).unwrap();
        let taken = create(&mut control, "hub/", "quay.io", None).unwrap_err();
        assert_eq!(taken.code(), "PullThroughCacheRuleAlreadyExistsException");
        let valid = || ecr::CreatePullThroughCacheRuleRequest {
            ecr_repository_prefix: "x".to_owned(),
            upstream_registry_url: "quay.io".to_owned(),
            ..Default::default()
        };
        let text = |text: &str| Some(text.to_owned());
        for (input, code) in [
            (
                ecr::CreatePullThroughCacheRuleRequest { credential_arn: text("arn"), ..valid() },
                "UnableToAccessSecretException",
            ),
            (
                ecr::CreatePullThroughCacheRuleRequest { custom_role_arn: text("arn"), ..valid() },
                "InvalidParameterException",
            ),
            (
                ecr::CreatePullThroughCacheRuleRequest { registry_id: text("000000000008"), ..valid() },
                "InvalidParameterException",
            ),
            (
                ecr::CreatePullThroughCacheRuleRequest {
                    upstream_registry: Some(UpstreamRegistry::DockerHub),
                    ..valid()
                },
                "InvalidParameterException",
            ),
        ] {
            assert_eq!(control.call::<op::CreatePullThroughCacheRule>(input).unwrap_err().code(), code);
        }
        for number in 1..PER_REGISTRY_MAX {
            create(&mut control, &format!("p{number}"), "quay.io", None).unwrap();
        }
        let full = create(&mut control, "more", "quay.io", None).unwrap_err();
        assert_eq!(full.code(), "LimitExceededException");
    }
}
