//! A catalog in memory, with the rules that the protocol relies on and no others.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Mutex;

use bytes::Bytes;
use longshore_images::Digest;
use longshore_registry::catalog::{
    Action, Catalog, Code, Manifest, Place, Presented, Pushed, Referrer, Refusal, Result,
};
use serde_json::Value;

/// What a request must show.
pub(crate) const PASSWORD: &str = "Basic QVdTOnNlY3JldA==";

#[derive(Default)]
struct Repository {
    blobs: BTreeMap<String, u64>,
    manifests: BTreeMap<String, (String, Bytes)>,
    tags: BTreeMap<String, String>,
}

pub(crate) struct Memory(Mutex<BTreeMap<String, Repository>>);

#[derive(Clone)]
pub(crate) struct Name(String);

impl Place for Name {
    fn repository(&self) -> &str {
        &self.0
    }
}

impl Memory {
    pub(crate) fn with_repositories(names: &[&str]) -> Self {
        Self(Mutex::new(names.iter().map(|name| ((*name).to_owned(), Repository::default())).collect()))
    }

    fn within<T>(&self, at: &Name, work: impl FnOnce(&mut Repository) -> T) -> T {
        work(self.0.lock().unwrap().get_mut(&at.0).unwrap())
    }
}

fn refuse<T>(code: Code) -> Result<T> {
    Err(Refusal::new(code, format!("{code:?}")))
}

fn page(names: impl Iterator<Item = String>, after: Option<&str>, limit: usize) -> (Vec<String>, bool) {
    let rest: Vec<_> = names.filter(|name| after.is_none_or(|after| name.as_str() > after)).collect();
    (rest.iter().take(limit).cloned().collect(), rest.len() > limit)
}

impl Catalog for Memory {
    type Place = Name;

    async fn admit(&self, presented: Presented<'_>, repository: &str, action: Action) -> Result<Name> {
        if presented.authorization != Some(PASSWORD) {
            return refuse(Code::Unauthorized);
        }
        if action != Action::List && !self.0.lock().unwrap().contains_key(repository) {
            return refuse(Code::NameUnknown);
        }
        Ok(Name(repository.to_owned()))
    }

    async fn admit_ticket(&self, ticket: &str, repository: &str, digest: &str) -> Result<Name> {
        if ticket != format!("ticket-for-{digest}") || !self.0.lock().unwrap().contains_key(repository) {
            return refuse(Code::Denied);
        }
        Ok(Name(repository.to_owned()))
    }

    async fn manifest(&self, at: &Name, reference: &str) -> Result<Manifest> {
        let found = self.within(at, |repository| {
            let digest = repository.tags.get(reference).map_or(reference, String::as_str).to_owned();
            repository.manifests.get(&digest).map(|(media_type, body)| Manifest {
                digest: digest.clone(),
                media_type: media_type.clone(),
                body: body.clone(),
            })
        });
        found.ok_or_else(|| Refusal::new(Code::ManifestUnknown, "no such manifest"))
    }

    async fn put_manifest(
        &self,
        at: &Name,
        reference: &str,
        media_type: Option<&str>,
        body: Bytes,
    ) -> Result<Pushed> {
        let Ok(value) = serde_json::from_slice::<Value>(&body) else { return refuse(Code::ManifestInvalid) };
        let digest = Digest::of(&body).to_string();
        let blobs = value["layers"].as_array().into_iter().flatten().chain([&value["config"]]);
        let blobs: Vec<String> = blobs.filter_map(|blob| Some(blob["digest"].as_str()?.to_owned())).collect();
        self.within(at, |repository| {
            if blobs.iter().any(|blob| !repository.blobs.contains_key(blob)) {
                return refuse(Code::ManifestBlobUnknown);
            }
            if !reference.contains(':') {
                repository.tags.insert(reference.to_owned(), digest.clone());
            }
            let media_type = media_type.unwrap_or_default().to_owned();
            repository.manifests.insert(digest.clone(), (media_type, body.clone()));
            Ok(Pushed { digest, subject: value["subject"]["digest"].as_str().map(str::to_owned) })
        })
    }

    async fn delete_manifest(&self, at: &Name, reference: &str) -> Result<()> {
        let gone = self.within(at, |repository| {
            repository.tags.remove(reference).is_some() || {
                repository.tags.retain(|_, digest| digest != reference);
                repository.manifests.remove(reference).is_some()
            }
        });
        if gone { Ok(()) } else { refuse(Code::ManifestUnknown) }
    }

    fn tags(&self, at: &Name, after: Option<&str>, limit: usize) -> Result<(Vec<String>, bool)> {
        Ok(self.within(at, |repository| page(repository.tags.keys().cloned(), after, limit)))
    }

    fn repositories(
        &self,
        _presented: Presented<'_>,
        after: Option<&str>,
        limit: usize,
    ) -> Result<(Vec<String>, bool)> {
        Ok(page(self.0.lock().unwrap().keys().cloned(), after, limit))
    }

    fn referrers(&self, at: &Name, digest: &str) -> Result<Vec<Referrer>> {
        let referrer = |(own, (media_type, body)): (&String, &(String, Bytes))| {
            let value: Value = serde_json::from_slice(body).ok()?;
            (value["subject"]["digest"].as_str() == Some(digest)).then(|| Referrer {
                digest: own.clone(),
                media_type: media_type.clone(),
                size: body.len() as u64,
                artifact_type: value["artifactType"].as_str().map(str::to_owned),
                annotations: serde_json::from_value(value["annotations"].clone()).unwrap_or_default(),
            })
        };
        Ok(self.within(at, |repository| repository.manifests.iter().filter_map(referrer).collect()))
    }

    async fn layer(&self, at: &Name, digest: &str) -> Result<Option<u64>> {
        Ok(self.within(at, |repository| repository.blobs.get(digest).copied()))
    }

    async fn add_layer(&self, at: &Name, digest: &str, size: u64) -> Result<()> {
        self.within(at, |repository| repository.blobs.insert(digest.to_owned(), size));
        Ok(())
    }

    async fn mount_layer(
        &self,
        at: &Name,
        presented: Presented<'_>,
        from: &str,
        digest: &str,
    ) -> Result<Option<u64>> {
        let from = self.admit(presented, from, Action::Pull).await?;
        let Some(size) = self.layer(&from, digest).await? else { return Ok(None) };
        self.add_layer(at, digest, size).await?;
        Ok(Some(size))
    }

    async fn remove_layer(&self, at: &Name, digest: &str) -> Result<()> {
        let gone = self.within(at, |repository| repository.blobs.remove(digest));
        if gone.is_some() { Ok(()) } else { refuse(Code::BlobUnknown) }
    }

    fn is_used(&self, digest: &str) -> bool {
        let used: BTreeSet<String> =
            self.0.lock().unwrap().values().flat_map(|repository| repository.blobs.keys().cloned()).collect();
        used.contains(digest)
    }
}
