//! What the registry's protocol asks of repositories and images: the same rules as ECR's API, by reference.
//!
//! Must not know: HTTP, the codes of the protocol.

use longshore_planners::images::change::{self, prefix};
use longshore_shapes::{ApiError, Timestamp, ecr};
use longshore_world::records::ecr::{Image, ImageKey, ImageTag, Repository, RepositoryKey};
use longshore_world::records::task::{Task, TaskKey};
use longshore_world::{Account, Region, Scope, Snapshot, Tx, World};

pub use super::image::{Found, Put, body, found, put};
pub use super::layer::{
    add as add_layer, asked_for as layer_asked_for, remove as remove_layer, size as layer_size,
};
use super::manifest::is_digest;
pub use super::repository::find as repository;
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
    (ports.contains(&port) && world.get::<Repository>(&key).is_some()).then_some(key)
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
    const SECS: i64 = 3 * 60 * 60;
    let caller = Caller::root(Scope { region: repository.scope.region, ..task.scope });
    let caller = match &row.launch.execution_role_arn {
        Some(role) => Caller { principal_arn: role.clone(), ..caller },
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
        for others in
            ["busybox", "team/app:1", "localhost:5000/team/app", "localhost:4460/other", "localhost/team/app"]
        {
            assert_eq!(of(others), None, "{others}");
        }
    }
}
