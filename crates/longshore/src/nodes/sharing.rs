//! Who has an image, for nodes that give each other its layers: which of them to ask, and what lets in there.
//!
//! Only a node that shares itself is told of others, of its own account and region, for a task of its own. What lets in
//! is made of a key that the other node has told control, and ends.
//!
//! Must not know: how a layer is asked for.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::sync::Arc;

use longshore_images::Digest;
use longshore_link::{ImagePeer, ImageSharing};
use longshore_shapes::Timestamp;
use longshore_world::Snapshot;
use longshore_world::records::container_instance::ContainerInstanceKey;
use longshore_world::records::task::{BY_FAMILY, Task, TaskKey, family_prefix};
use ring::hmac;

/// Tasks of a family that are looked at, and nodes that are named.
const LOOKED_AT_MAX: usize = 1000;
const PEERS_MAX: usize = 4;
/// As long as the password is good that a task's image is pulled with.
const PASS_SECS: i64 = 3 * 60 * 60;
const KEY_BYTES: usize = 32;

/// What a node has said of where it gives layers.
pub(crate) struct Offer {
    address: SocketAddr,
    certificate: Digest,
    key: hmac::Key,
}

impl Offer {
    /// None where it makes no sense.
    pub(super) fn of(said: &ImageSharing) -> Option<Arc<Self>> {
        let address: SocketAddr = said.address.as_deref()?.parse().ok()?;
        let certificate = said.certificate.as_deref()?.parse().ok()?;
        let key = said.key.as_deref().filter(|key| key.len() == KEY_BYTES)?;
        let usable = !address.ip().is_unspecified() && address.port() != 0;
        usable.then(|| Arc::new(Self { address, certificate, key: key_of(key) }))
    }

    pub(super) fn peer(&self, now: Timestamp) -> ImagePeer {
        ImagePeer {
            address: Some(self.address.to_string()),
            certificate: Some(self.certificate.to_string()),
            pass: Some(pass(&self.key, now.plus_secs(PASS_SECS))),
        }
    }
}

pub(crate) fn key_of(bytes: &[u8]) -> hmac::Key {
    hmac::Key::new(hmac::HMAC_SHA256, bytes)
}

/// Lets in until that time where the key is known.
pub(crate) fn pass(key: &hmac::Key, until: Timestamp) -> String {
    let until = until.secs().to_string();
    let tag = hmac::sign(key, until.as_bytes());
    let tag: String = tag.as_ref().iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{until}.{tag}")
}

/// Whether a pass was made with that key, and is good still.
pub(crate) fn lets_in(key: &hmac::Key, shown: &str, now: Timestamp) -> bool {
    let Some((until, tag)) = shown.split_once('.') else { return false };
    let tag: Option<Vec<u8>> = tag
        .as_bytes()
        .chunks(2)
        .map(|digits| u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok())
        .collect();
    let genuine = tag.is_some_and(|tag| hmac::verify(key, until.as_bytes(), &tag).is_ok());
    genuine && until.parse().is_ok_and(|until: i64| now.secs() < until)
}

/// Instances, others than the task's own, that have what it runs: tasks of its family run there with an image that it is
/// to have, or, where it is not said yet which it is to have, of its revision. `seed` decides which of many.
pub(super) fn holders(
    snapshot: &Snapshot,
    key: &TaskKey,
    row: &Task,
    shares: impl Fn(&ContainerInstanceKey) -> bool,
    seed: u64,
) -> Vec<ContainerInstanceKey> {
    let own = row.instance_key(key);
    let wanted: BTreeSet<&str> = row.launch.image_digests.values().map(String::as_str).collect();
    let has = |other: &Task| {
        let mut digests = other.containers.iter().filter_map(|container| container.image_digest.as_deref());
        if wanted.is_empty() {
            return other.launch.revision == row.launch.revision && digests.next().is_some();
        }
        digests.any(|digest| wanted.contains(digest))
    };
    let place = family_prefix(key.scope, &row.launch.family, &key.cluster, true).finish();
    let all = snapshot.by_place::<Task>(BY_FAMILY, &place, None).take(LOOKED_AT_MAX);
    let found = all.filter(|(_, _, other)| has(other)).filter_map(|(_, key, other)| other.instance_key(&key));
    let found: BTreeSet<_> =
        found.filter(|instance| Some(instance) != own.as_ref() && shares(instance)).collect();
    let mut found: Vec<_> = found.into_iter().collect();
    found.sort_by_cached_key(|instance| Digest::of(format!("{seed} {}", instance.id).as_bytes()));
    found.truncate(PEERS_MAX);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pass_is_good_for_its_key_and_its_time() {
        let (key, other) = (key_of(&[1; 32]), key_of(&[2; 32]));
        let at = Timestamp::from_millis(1_000_000);
        let shown = pass(&key, at.plus_secs(10));
        assert!(lets_in(&key, &shown, at) && lets_in(&key, &shown, at.plus_secs(9)));
        assert!(!lets_in(&key, &shown, at.plus_secs(10)) && !lets_in(&other, &shown, at));
        let (until, tag) = shown.split_once('.').unwrap();
        for bad in [
            format!("{}0.{tag}", until),
            format!("{until}."),
            format!("{until}.{}", tag.replace(|digit: char| digit.is_ascii_digit(), "é")),
            until.to_owned(),
            String::new(),
        ] {
            assert!(!lets_in(&key, &bad, at), "{bad}");
        }
    }

    #[test]
    fn an_offer_has_to_make_sense() {
        let digest = Digest::of(b"a certificate").to_string();
        let said = |address: &str, certificate: &str, key: usize| ImageSharing {
            address: Some(address.to_owned()),
            certificate: Some(certificate.to_owned()),
            key: Some(vec![1; key].into()),
        };
        assert!(Offer::of(&said("10.0.0.1:7444", &digest, 32)).is_some());
        for (address, certificate, key) in [
            ("0.0.0.0:7444", digest.as_str(), 32),
            ("10.0.0.1:0", &digest, 32),
            ("host:7444", &digest, 32),
            ("10.0.0.1:7444", "sha256:", 32),
            ("10.0.0.1:7444", &digest, 31),
        ] {
            assert!(Offer::of(&said(address, certificate, key)).is_none(), "{address} {certificate} {key}");
        }
        assert!(Offer::of(&ImageSharing::default()).is_none());
    }
}
