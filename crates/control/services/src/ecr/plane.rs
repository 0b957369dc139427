//! What the registry's protocol asks of repositories and images: the same rules as ECR's API, by reference.
//!
//! Must not know: HTTP, the codes of the protocol.

use longshore_planners::images::change::{self, prefix};
use longshore_shapes::{ApiError, Timestamp, ecr};
use longshore_world::records::ecr::{Image, ImageKey, ImageTag, Repository, RepositoryKey};
use longshore_world::records::task::{Task, TaskKey};
use longshore_world::{Account, Region, Scope, Snapshot, Tx, World};

pub use super::download::open_ticket;
pub use super::exclusion::notes_pulls_of;
pub use super::image::{Found, Put, body, found, put, put_cached};
pub use super::layer::{
    add as add_layer, asked_for as layer_asked_for, remove as remove_layer, size as layer_size,
};
use super::manifest::is_digest;
pub use super::manifest::{Contents, contents};
pub use super::pull_through::{Source, is_cached_from, source};
pub use super::repository::find as repository;
pub use super::template::{creates_on_push, ensure};
pub use super::token::{USER, open as open_token, seal as seal_token};
use super::{image, problems};
use crate::caller::Caller;
use crate::ecs::scope_prefix;

/// Whether the caller may do that with a repository.
pub fn may(
    caller: &Caller,
    key: &RepositoryKey,
    row: &Repository,
    action: &'static str,
) -> Result<(), ApiError> {
    super::policy::check(caller, key, row, action)
}

/// The digest that a tag points to; and when the registry that it is cached from was last asked, if it is cached.
pub fn tag(world: &World, repository: &RepositoryKey, tag: &str) -> Option<(String, Option<Timestamp>)> {
    let row = world.get::<ImageTag>(&change::tag_key(repository, tag))?;
    Some((row.digest.clone(), row.checked_at))
}

/// Whether a repository is there for what another registry has: it was made so, or is not there yet.
pub fn is_cache(world: &World, repository: &RepositoryKey) -> bool {
    world.get::<Repository>(repository).is_none_or(|row| row.is_cache)
}

/// Whether a cached tag has to be compared with its registry's: it may move, and was not compared since `since`.
pub fn is_stale(world: &World, repository: &RepositoryKey, tag: &str, since: Timestamp) -> bool {
    let checked_at = self::tag(world, repository, tag).and_then(|(_, checked_at)| checked_at);
    let row = world.get::<Repository>(repository);
    checked_at.is_some_and(|at| at < since)
        && row.is_some_and(|row| super::repository::may_move(&row.repository, tag))
}

/// Remembers that a cached tag is still what its registry has.
pub fn note_checked(tx: &mut Tx<'_>, repository: &RepositoryKey, tag: &str) {
    let now = tx.now();
    tx.update(&change::tag_key(repository, tag), |row: &mut ImageTag| row.checked_at = Some(now));
}

/// What a tag or a digest in a pushed path means: the tag, where it is one.
pub fn tag_in(reference: &str) -> Option<&str> {
    (!is_digest(reference)).then_some(reference)
}

/// Takes a tag away, or an image with all its tags.
pub fn delete(tx: &mut Tx<'_>, repository: &RepositoryKey, reference: &str) -> Result<(), ApiError> {
    super::repository::find(tx, repository.scope, &repository.name)?;
    let Some(tag) = tag_in(reference) else {
        let key = change::key_of(repository, reference);
        let listed = change::naming(tx, &key).next();
        if let Some(index) = listed {
            let message = format!("The image is listed by the index {}; delete that first.", index.digest);
            return Err(problems::invalid(message));
        }
        tx.get::<Image>(&key).ok_or_else(|| problems::no_image(repository, Some(reference), None))?;
        let tags = change::tags_of(tx, &key);
        change::take_away(tx, &key, &tags);
        return Ok(());
    };
    if change::untag(tx, repository, tag) {
        return Ok(());
    }
    Err(problems::no_image(repository, None, Some(tag)))
}

/// Tags in order, behind `after`; and whether there are more.
pub fn tags(
    world: &World,
    repository: &RepositoryKey,
    after: Option<&str>,
    limit: usize,
) -> (Vec<String>, bool) {
    let after = after.map(|tag| longshore_world::RowKey::bytes(&change::tag_key(repository, tag)));
    let prefix = prefix(repository);
    let rows = world.scan_from::<ImageTag>(&prefix, super::repository::behind(after.as_ref()));
    page(rows.map(|(key, _)| key.tag), limit)
}

/// Names of repositories in order, behind `after`; and whether there are more.
pub fn repositories(world: &World, scope: Scope, after: Option<&str>, limit: usize) -> (Vec<String>, bool) {
    let after =
        after.map(|name| longshore_world::RowKey::bytes(&RepositoryKey { scope, name: name.to_owned() }));
    let rows = world.scan_from::<Repository>(&scope_prefix(scope), super::repository::behind(after.as_ref()));
    page(rows.map(|(key, _)| key.name), limit)
}

fn page(items: impl Iterator<Item = String>, limit: usize) -> (Vec<String>, bool) {
    let mut items: Vec<String> = items.take(limit.saturating_add(1)).collect();
    let more = items.len() > limit;
    items.truncate(limit);
    (items, more)
}

/// What says that it is about that digest.
pub fn referrers(world: &World, repository: &RepositoryKey, digest: &str) -> Vec<ecr::ImageReferrer> {
    const MAX: usize = 4096;
    image::referrers(world, repository, digest, None).take(MAX).map(|(_, referrer)| referrer).collect()
}

/// The repository of an image's name, if it is one of ours: of an account and region that its host names as ECR does,
/// or of `scope` where its host has one of our ports.
pub fn repository_of(world: &World, scope: Scope, image: &str, ports: &[u16]) -> Option<RepositoryKey> {
    let (host, rest) = image.split_once('/')?;
    let name = rest.split('@').next().unwrap_or(rest);
    let tag = name.rfind(':').filter(|colon| name.rfind('/').is_none_or(|slash| slash < *colon));
    let name = tag.and_then(|colon| name.get(..colon)).unwrap_or(name).to_owned();
    if let Some(scope) = scope_of_host(host) {
        return Some(RepositoryKey { scope, name });
    }
    let port: u16 = host.rsplit_once(':')?.1.parse().ok()?;
    let key = RepositoryKey { scope, name };
    let is_ours = || world.get::<Repository>(&key).is_some() || source(world, &key).is_some();
    (ports.contains(&port) && is_ours()).then_some(key)
}

/// The account and region in a host as ECR names them.
pub fn scope_of_host(host: &str) -> Option<Scope> {
    let (account, rest) = host.split_once(".dkr.ecr.")?;
    let region = rest.split(['.', ':']).next()?;
    Some(Scope { account: Account::parse(account).ok()?, region: Region::parse(region).ok()? })
}

/// The password with which a task's image is pulled, with its execution role's rights; its account's where it has none.
pub fn pull_password(
    world: &World,
    task: &TaskKey,
    row: &Task,
    repository: &RepositoryKey,
    now: Timestamp,
) -> String {
    pull_password_of(world, task.scope, row.launch.execution_role_arn.as_deref(), repository, now)
}

/// The same for whoever has that role, or none, in an account.
pub fn pull_password_of(
    world: &World,
    scope: Scope,
    execution_role_arn: Option<&str>,
    repository: &RepositoryKey,
    now: Timestamp,
) -> String {
    const SECS: i64 = 3 * 60 * 60;
    let caller = Caller::root(Scope { region: repository.scope.region, ..scope });
    let caller = match execution_role_arn {
        Some(role) => Caller { principal_arn: role.to_owned(), ..caller },
        None => caller,
    };
    seal_token(world, &caller, now.plus_secs(SECS))
}

/// Whether any repository may use the blob.
pub fn is_used(snapshot: &Snapshot, digest: &str) -> bool {
    super::layer::is_used(snapshot, digest)
}

/// Remembers a pull, coarsely: a tenth of an hour is all that anybody asks.
pub fn note_pull(tx: &mut Tx<'_>, key: &ImageKey) {
    let now = tx.now();
    tx.update(key, |row: &mut Image| row.pulled_at = Some(now));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_of_ecr_names_an_account_and_a_region() {
        let scope = scope_of_host("000000000007.dkr.ecr.eu-west-1.example.com:4460").unwrap();
        assert_eq!(
            (scope.account.to_string().as_str(), scope.region.as_str()),
            ("000000000007", "eu-west-1")
        );
        for none in ["localhost:4460", "7.dkr.ecr.eu-west-1.x", "000000000007.dkr.ecr..x"] {
            assert_eq!(scope_of_host(none), None, "{none}");
        }
    }

    #[test]
    fn a_cached_tag_that_may_move_is_compared_when_it_is_old() {
        let mut control = crate::bench::Control::new();
        let named = |name: &str| RepositoryKey { scope: crate::bench::scope(), name: name.to_owned() };
        let row = |mutability| {
            let repository = ecr::Repository { image_tag_mutability: Some(mutability), ..Default::default() };
            Repository { repository, ..Default::default() }
        };
        let checked_at = Some(Timestamp::from_secs(100));
        control.transact(|tx| {
            tx.put(&named("app"), row(ecr::ImageTagMutability::Mutable));
            tx.put(&named("fixed"), row(ecr::ImageTagMutability::Immutable));
            for (name, tag, checked_at) in
                [("app", "cached", checked_at), ("app", "own", None), ("fixed", "cached", checked_at)]
            {
                tx.put(&change::tag_key(&named(name), tag), ImageTag { checked_at, ..Default::default() });
            }
        });
        for (name, tag, since, stale) in [
            ("app", "cached", 101, true),
            ("app", "cached", 100, false),
            ("app", "own", 101, false),
            ("app", "none", 101, false),
            ("fixed", "cached", 101, false),
        ] {
            let found = is_stale(&control.world, &named(name), tag, Timestamp::from_secs(since));
            assert_eq!(found, stale, "{name}:{tag} since {since}");
        }
        control.transact(|tx| note_checked(tx, &named("app"), "cached"));
        assert!(!is_stale(&control.world, &named("app"), "cached", Timestamp::from_secs(101)));
    }

    #[test]
    fn whose_an_image_is() {
        let (mut world, mut staged, mut random) =
            (World::default(), longshore_world::StagedCold::new(), fastrand::Rng::with_seed(1));
        let scope = scope_of_host("000000000000.dkr.ecr.us-east-1.x").unwrap();
        let key = RepositoryKey { scope, name: "team/app".to_owned() };
        let mut tx = Tx::begin(
            &mut world,
            &longshore_world::NoCold,
            &mut staged,
            &mut random,
            Timestamp::from_secs(1),
        );
        tx.put(&key, Repository::default());
        let rule = ecr::PullThroughCacheRule {
            upstream_registry_url: Some("quay.io".to_owned()),
            ..Default::default()
        };
        let prefix = longshore_world::records::ecr::PrefixKey { scope, prefix: "hub".to_owned() };
        tx.put(&prefix, longshore_world::records::ecr::PullThroughRule { rule });
        tx.commit();
        let of = |image: &str| repository_of(&world, scope, image, &[4460]);
        for ours in [
            "localhost:4460/team/app",
            "10.0.0.1:4460/team/app:1.0",
            "x:4460/team/app@sha256:00",
            "000000000000.dkr.ecr.us-east-1.amazonaws.com/team/app:1",
        ] {
            assert_eq!(of(ours).as_ref(), Some(&key), "{ours}");
        }
        let cached = of("localhost:4460/hub/app:1").unwrap();
        assert_eq!(cached.name, "hub/app", "it is made when it is pulled");
        for others in
            ["busybox", "team/app:1", "localhost:5000/team/app", "localhost:4460/other", "localhost/team/app"]
        {
            assert_eq!(of(others), None, "{others}");
        }
    }
}
