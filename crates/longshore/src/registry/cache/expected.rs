//! Blobs that clients may ask for before their image is entered: those of manifests that were handed on.
//!
//! Nothing else is fetched by its digest: neither for somebody who guesses, nor for a push that asks what is here.
//!
//! Must not know: how a blob is fetched.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use longshore_services::ecr::plane::Source;
use longshore_world::records::ecr::RepositoryKey;

/// By repository and digest.
type Key = (RepositoryKey, String);

#[derive(Clone, Default)]
pub(super) struct Expected(Arc<Mutex<HashMap<Key, Blob>>>);

struct Blob {
    source: Source,
    size: u64,
    /// How many images that are on their way have it.
    images: usize,
}

/// While it is held, the blobs are expected.
pub(super) struct Announced {
    expected: Expected,
    keys: Vec<Key>,
}

impl Expected {
    fn lock(&self) -> MutexGuard<'_, HashMap<Key, Blob>> {
        // Nothing that panics is done under the lock.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn announce(
        &self,
        repository: &RepositoryKey,
        source: &Source,
        blobs: &[(String, i64)],
    ) -> Announced {
        let mut expected = self.lock();
        let mut keys = Vec::with_capacity(blobs.len());
        for (digest, size) in blobs {
            let key = (repository.clone(), digest.clone());
            let size = u64::try_from(*size).unwrap_or_default();
            let blob = Blob { source: source.clone(), size, images: 0 };
            expected.entry(key.clone()).or_insert(blob).images += 1;
            keys.push(key);
        }
        Announced { expected: self.clone(), keys }
    }

    /// Where an expected blob comes from, and how large it is.
    pub(super) fn find(&self, repository: &RepositoryKey, digest: &str) -> Option<(Source, u64)> {
        let expected = self.lock();
        let blob = expected.get(&(repository.clone(), digest.to_owned()))?;
        Some((blob.source.clone(), blob.size))
    }
}

impl Drop for Announced {
    fn drop(&mut self) {
        let mut expected = self.expected.lock();
        for key in &self.keys {
            if let Some(blob) = expected.get_mut(key) {
                blob.images = blob.images.saturating_sub(1);
                if blob.images == 0 {
                    expected.remove(key);
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use longshore_world::{Account, Region, Scope};

    use super::*;

    #[test]
    fn a_blob_is_expected_while_an_image_that_has_it_is_on_its_way() {
        let scope = Scope { account: Account::from_number(7), region: Region::parse("eu-west-1").unwrap() };
        let repository = |name: &str| RepositoryKey { scope, name: name.to_owned() };
        let source = Source { address: "quay.io".to_owned(), repository: "app".to_owned() };
        let expected = Expected::default();
        let blobs = |names: &[&str]| names.iter().map(|name| ((*name).to_owned(), 5)).collect::<Vec<_>>();
        let found = |name: &str, digest: &str| expected.find(&repository(name), digest).map(|(_, size)| size);
        let first = expected.announce(&repository("app"), &source, &blobs(&["one", "shared"]));
        let second = expected.announce(&repository("app"), &source, &blobs(&["shared"]));
        assert_eq!((found("app", "one"), found("app", "shared")), (Some(5), Some(5)));
        assert_eq!((found("app", "other"), found("other", "one")), (None, None));
        drop(first);
        assert_eq!((found("app", "one"), found("app", "shared")), (None, Some(5)));
        drop(second);
        assert!(expected.lock().is_empty());
    }
}
