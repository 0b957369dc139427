//! Signing keys: their derivation, and a bounded cache of those that proved right.
//!
//! Invariants: the cache never holds more than [`MAX_CACHED_KEYS`] keys and keeps no secret as text: an entry is
//! found by a digest of the secret and the scope.
//!
//! Must not know: whose secret it is.

use std::{
    collections::HashMap,
    mem,
    sync::{Mutex, MutexGuard, PoisonError},
};

use ring::{digest, hmac};

use super::{MAX_CACHED_KEYS, TERMINATOR, claim::Scope};

/// Half of the capacity: the cache is two generations, and the older one is dropped when the younger is full.
const GENERATION: usize = MAX_CACHED_KEYS / 2;

pub(super) fn derive(secret: &str, scope: &Scope) -> hmac::Key {
    let mut key = Vec::with_capacity(secret.len() + 4);
    key.extend(b"AWS4");
    key.extend(secret.as_bytes());
    let mut key = hmac::Key::new(hmac::HMAC_SHA256, &key);
    for part in [scope.date.as_str(), &scope.region, &scope.service, TERMINATOR] {
        let tag = hmac::sign(&key, part.as_bytes());
        key = hmac::Key::new(hmac::HMAC_SHA256, tag.as_ref());
    }
    key
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct KeyId([u8; 32]);

impl KeyId {
    pub(super) fn of(secret: &str, scope: &Scope) -> KeyId {
        let mut context = digest::Context::new(&digest::SHA256);
        for part in [secret, &scope.date, &scope.region, &scope.service] {
            // The length goes first, so that no two lists of parts run together to the same bytes.
            context.update(&part.len().to_be_bytes());
            context.update(part.as_bytes());
        }
        let mut id = [0; 32];
        for (slot, byte) in id.iter_mut().zip(context.finish().as_ref()) {
            *slot = *byte;
        }
        KeyId(id)
    }
}

#[derive(Default)]
struct Generations {
    young: HashMap<KeyId, hmac::Key>,
    old: HashMap<KeyId, hmac::Key>,
}

#[derive(Default)]
pub(super) struct KeyCache(Mutex<Generations>);

impl KeyCache {
    pub(super) fn get(&self, id: KeyId) -> Option<hmac::Key> {
        let mut generations = self.lock();
        if let Some(key) = generations.young.get(&id) {
            return Some(key.clone());
        }
        let key = generations.old.remove(&id)?;
        generations.insert(id, key.clone());
        Some(key)
    }

    pub(super) fn insert(&self, id: KeyId, key: hmac::Key) {
        self.lock().insert(id, key);
    }

    /// A map is whole after every operation, so a poisoned lock is still good.
    fn lock(&self) -> MutexGuard<'_, Generations> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Generations {
    fn insert(&mut self, id: KeyId, key: hmac::Key) {
        if self.young.len() >= GENERATION && !self.young.contains_key(&id) {
            self.old = mem::take(&mut self.young);
        }
        self.young.insert(id, key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sigv4::encode::hex;

    fn scope(region: &str) -> Scope {
        Scope { date: "20150830".into(), region: region.into(), service: "iam".into() }
    }

    /// A signature made with the published key of the same secret and scope.
    #[test]
    fn derives_the_published_key() {
        let key = derive("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY", &scope("us-east-1"));
        let published = [
            0xc4, 0xaf, 0xb1, 0xcc, 0x57, 0x71, 0xd8, 0x71, 0x76, 0x3a, 0x39, 0x3e, 0x44, 0xb7, 0x03, 0x57,
            0x1b, 0x55, 0xcc, 0x28, 0x42, 0x4d, 0x1a, 0x5e, 0x86, 0xda, 0x6e, 0xd3, 0xc1, 0x54, 0xa4, 0xb9,
        ];
        let published = hmac::Key::new(hmac::HMAC_SHA256, &published);
        assert_eq!(hex(hmac::sign(&key, b"text").as_ref()), hex(hmac::sign(&published, b"text").as_ref()));
    }

    #[test]
    fn the_cache_is_bounded_and_keeps_what_is_used() {
        let cache = KeyCache::default();
        let key = derive("secret", &scope("r"));
        let used = KeyId::of("secret", &scope("used"));
        cache.insert(used, key.clone());
        for number in 0..MAX_CACHED_KEYS * 3 {
            cache.insert(KeyId::of("secret", &scope(&number.to_string())), key.clone());
            assert!(cache.get(used).is_some(), "lost after {number}");
            let generations = cache.lock();
            assert!(generations.young.len() + generations.old.len() <= MAX_CACHED_KEYS);
        }
        assert!(cache.get(KeyId::of("secret", &scope("0"))).is_none(), "the unused one is gone");
    }

    #[test]
    fn ids_do_not_run_together() {
        let of = |secret: &str, region: &str| KeyId::of(secret, &scope(region)).0;
        assert_ne!(of("ab", "c"), of("a", "bc"));
        assert_eq!(of("ab", "c"), of("ab", "c"));
    }
}
