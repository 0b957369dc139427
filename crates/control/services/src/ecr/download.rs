//! Addresses at which a layer can be fetched with nothing else: by whoever holds one, for an hour.
//!
//! An address carries a ticket, a sealed claim of the repository, the layer and the time.
//!
//! Must not know: how the address is answered.

use longshore_planners::images::change::key_of;
use longshore_shapes::ecr::{self, error, op};
use longshore_shapes::{ApiError, Timestamp};
use longshore_world::records::ecr::{Layer, RepositoryKey};
use longshore_world::{Account, Region, Scope, Tx, World};

use super::manifest::is_digest;
use super::{problems, registry_of, repository, seal};
use crate::caller::Caller;
use crate::registry::Registry;

const SECS: i64 = 60 * 60;
const LABEL: &str = "ecr layer download";

pub(crate) fn register(registry: &mut Registry) {
    registry.write::<op::GetDownloadUrlForLayer, _>(get_download_url_for_layer);
}

fn get_download_url_for_layer(
    caller: &Caller,
    input: ecr::GetDownloadUrlForLayerRequest,
) -> Result<impl FnOnce(&mut Tx<'_>) -> Result<ecr::GetDownloadUrlForLayerResponse, ApiError> + use<>, ApiError>
{
    let scope = registry_of(caller, input.registry_id.as_deref())?;
    let digest = input.layer_digest;
    if !is_digest(&digest) {
        return Err(problems::invalid(format!(
            "layerDigest '{digest}' is not sha256: and 64 hexadecimal digits in lower case."
        )));
    }
    let caller = caller.clone();
    Ok(move |tx: &mut Tx<'_>| {
        let name = &input.repository_name;
        let (key, _) = repository::for_use(tx, &caller, scope, name, "ecr:GetDownloadUrlForLayer")?;
        if tx.get::<Layer>(&key_of(&key, &digest)).is_none() {
            return Err(no_layer(&key, &digest));
        }
        let ticket = ticket(tx, &key, &digest, tx.now().plus_secs(SECS));
        let url = format!("{}/v2/{}/blobs/{digest}?ticket={ticket}", caller.endpoint, key.name);
        Ok(ecr::GetDownloadUrlForLayerResponse { download_url: Some(url), layer_digest: Some(digest) })
    })
}

fn no_layer(key: &RepositoryKey, digest: &str) -> ApiError {
    let message = format!(
        "Layers with digests '[{digest}]' do not exist within the repository with name '{}' in the {}",
        key.name,
        problems::registry(key)
    );
    ApiError::new(&error::LAYERS_NOT_FOUND_EXCEPTION, message)
}

fn ticket(world: &World, key: &RepositoryKey, digest: &str, until: Timestamp) -> String {
    let (account, until) = (key.scope.account.to_string(), until.secs().to_string());
    seal::seal(world, LABEL, &[&account, key.scope.region.as_str(), &key.name, digest, &until])
}

/// The repository that a ticket lets its holder fetch that layer from, if it is one of ours and still good.
pub fn open_ticket(
    world: &World,
    ticket: &str,
    name: &str,
    digest: &str,
    now: Timestamp,
) -> Option<RepositoryKey> {
    let parts = seal::open(world, LABEL, ticket)?;
    let [account, region, ticket_name, ticket_digest, until] = <[String; 5]>::try_from(parts).ok()?;
    let good = ticket_name == name && ticket_digest == digest && now.secs() < until.parse::<i64>().ok()?;
    let scope = Scope { account: Account::parse(&account).ok()?, region: Region::parse(&region).ok()? };
    good.then_some(RepositoryKey { scope, name: ticket_name })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench;

    #[test]
    fn a_ticket_is_good_for_its_layer_in_its_repository_for_its_time() {
        let world = World::default();
        let key = RepositoryKey { scope: bench::scope(), name: "team/app".to_owned() };
        let until = Timestamp::from_secs(100);
        let given = ticket(&world, &key, "sha256:1", until);
        let open = |ticket: &str, name, digest, now| {
            open_ticket(&world, ticket, name, digest, Timestamp::from_secs(now))
        };
        assert_eq!(open(&given, "team/app", "sha256:1", 99), Some(key));
        for (name, digest, now) in
            [("team/app", "sha256:1", 100), ("team/other", "sha256:1", 1), ("team/app", "sha256:2", 1)]
        {
            assert_eq!(open(&given, name, digest, now), None, "{name} {digest} {now}");
        }
        let password = super::super::token::seal(&world, &Caller::root(bench::scope()), until);
        for other in ["", "x.y", &format!("{given}0"), &password] {
            assert_eq!(open(other, "team/app", "sha256:1", 1), None, "{other}");
        }
    }
}
