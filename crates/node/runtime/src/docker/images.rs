//! Images, through the engine.
//!
//! Must not know: containers.

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use bollard::auth::DockerCredentials;
use bollard::models::CreateImageInfo;
use bollard::query_parameters::{CreateImageOptions, ListImagesOptions, RemoveImageOptions, TagImageOptions};
use bytes::Bytes;
use futures_util::StreamExt;

use super::elsewhere::{Elsewhere, elsewhere, mark, marked_name};
use super::engine::{ACT_LIMIT, ASK_LIMIT, Engine, LABEL_PAUSE, limited};
use super::facts;
use super::pause::{self, Processor};
use super::reference::Reference;
use super::refusal::Refusal;
use crate::error::DriverError;
use crate::image::{ImageFacts, PullProgress, RegistryAccess};

/// A pull that says nothing for so long is given up.
const SILENCE_LIMIT: Duration = Duration::from_secs(300);
/// Images that are asked about at once.
const ASKED_AT_ONCE: usize = 8;
/// Layers whose progress is added up; an image has 127 at most.
const LAYERS_MAX: usize = 1024;
const LATEST: &str = "latest";
const PAUSE_REPOSITORY: &str = "longshore-pause";

impl Engine {
    pub(crate) async fn resolve(
        &self,
        reference: &str,
        access: &RegistryAccess,
    ) -> Result<String, DriverError> {
        let parsed = Reference::parse(reference)?;
        let what = format!("resolve {reference}");
        let Some(from) = elsewhere(&parsed, access)? else {
            return self.resolve_at(reference, credentials(access, parsed.registry()), &what).await;
        };
        let there = match (parsed.digest, parsed.tag) {
            (Some(digest), _) => format!("{}@{digest}", from.repository),
            (None, tag) => format!("{}:{}", from.repository, tag.unwrap_or(LATEST)),
        };
        let resolved = self.resolve_at(&there, credentials(access, Some(from.host)), &what).await;
        resolved.map_err(|error| from.advice(&error).unwrap_or(error))
    }

    async fn resolve_at(
        &self,
        reference: &str,
        credentials: Option<DockerCredentials>,
        what: &str,
    ) -> Result<String, DriverError> {
        let question = self.docker.inspect_registry_image(reference, credentials);
        let answer = limited(ASK_LIMIT * 2, question).await.map_err(|r| r.of_image(what))?;
        let digest = answer.descriptor.digest;
        digest.ok_or_else(|| DriverError::ImageInvalid(format!("{what}: no digest in the answer")))
    }

    pub(crate) async fn pull(
        &self,
        reference: &str,
        digest: Option<&str>,
        access: &RegistryAccess,
        progress: &dyn PullProgress,
    ) -> Result<ImageFacts, DriverError> {
        let parsed = Reference::parse(reference)?;
        let what = format!("pull {reference}");
        let digest = digest.or(parsed.digest);
        if let Some(from) = elsewhere(&parsed, access)? {
            let pulled = self.pull_elsewhere(reference, digest, access, progress, &from).await;
            return pulled.map_err(|error| from.advice(&error).unwrap_or(error));
        }
        let version = digest.or(parsed.tag).unwrap_or(LATEST);
        let credentials = credentials(access, parsed.registry());
        self.pull_from(parsed.repository, version, credentials, progress, &what).await?;
        let pulled = match digest {
            Some(digest) => format!("{}@{digest}", parsed.repository),
            None => format!("{}:{version}", parsed.repository),
        };
        if digest.is_some() && parsed.digest.is_none() {
            self.tag(&pulled, parsed.repository, parsed.tag.unwrap_or(LATEST), &what).await?;
        }
        self.after_pull(&pulled, &what).await
    }

    async fn after_pull(&self, pulled: &str, what: &str) -> Result<ImageFacts, DriverError> {
        let found = self.image(pulled).await?;
        found.ok_or_else(|| DriverError::ImageNotFound(format!("{what}: it is not there after the pull")))
    }

    /// `version`: a tag or a digest. Never without one: the engine would fetch every tag that there is.
    async fn pull_from(
        &self,
        repository: &str,
        version: &str,
        credentials: Option<DockerCredentials>,
        progress: &dyn PullProgress,
        what: &str,
    ) -> Result<(), DriverError> {
        let options = CreateImageOptions {
            from_image: Some(repository.to_owned()),
            tag: Some(version.to_owned()),
            ..CreateImageOptions::default()
        };
        let mut steps = self.docker.create_image(Some(options), None, credentials);
        let mut layers = Layers::default();
        loop {
            match tokio::time::timeout(SILENCE_LIMIT, steps.next()).await {
                Err(_) => return Err(Refusal::timed_out(SILENCE_LIMIT.as_secs()).of_image(what)),
                Ok(Some(Err(error))) => return Err(Refusal::from(error).of_image(what)),
                Ok(Some(Ok(step))) => layers.take(&step, progress),
                Ok(None) => return Ok(()),
            }
        }
    }

    /// By its digest, whatever was asked for: there, the same tag of another account may be another image.
    async fn pull_elsewhere(
        &self,
        reference: &str,
        digest: Option<&str>,
        access: &RegistryAccess,
        progress: &dyn PullProgress,
        from: &Elsewhere<'_>,
    ) -> Result<ImageFacts, DriverError> {
        let parsed = Reference::parse(reference)?;
        let what = format!("pull {reference}");
        let digest = match digest {
            Some(digest) => digest.to_owned(),
            None => self.resolve(reference, access).await?,
        };
        let credentials = credentials(access, Some(from.host));
        self.pull_from(&from.repository, &digest, credentials, progress, &what).await?;
        let pulled = format!("{}@{digest}", from.repository);
        self.tag(&pulled, parsed.repository, &mark(&digest), &what).await?;
        if parsed.digest.is_none() {
            self.tag(&pulled, parsed.repository, parsed.tag.unwrap_or(LATEST), &what).await?;
        }
        self.after_pull(&format!("{}@{digest}", parsed.repository), &what).await
    }

    async fn tag(&self, image: &str, repository: &str, tag: &str, what: &str) -> Result<(), DriverError> {
        let options = TagImageOptions { repo: Some(repository.to_owned()), tag: Some(tag.to_owned()) };
        limited(ASK_LIMIT, self.docker.tag_image(image, Some(options))).await.map_err(|r| r.of_image(what))
    }

    pub(crate) async fn image(&self, reference: &str) -> Result<Option<ImageFacts>, DriverError> {
        let parsed = Reference::parse(reference)?;
        for name in [Some(reference.to_owned()), marked_name(&parsed)].into_iter().flatten() {
            match limited(ASK_LIMIT, self.docker.inspect_image(&name)).await {
                Ok(answer) => return Ok(Some(facts::image(answer, Some(reference)))),
                Err(refusal) if refusal.status == 404 => {}
                Err(refusal) => return Err(refusal.of_image(&format!("look at image {reference}"))),
            }
        }
        Ok(None)
    }

    pub(crate) async fn images(&self) -> Result<Vec<ImageFacts>, DriverError> {
        let options = ListImagesOptions::default();
        let listed = limited(ASK_LIMIT, self.docker.list_images(Some(options)));
        let listed = listed.await.map_err(|r| r.failed("list images"))?;
        let ids =
            listed.into_iter().filter(|image| !image.labels.contains_key(LABEL_PAUSE)).map(|image| image.id);
        let asked = ids.map(|id| async move { self.image(&id).await });
        let mut answers = futures_util::stream::iter(asked).buffered(ASKED_AT_ONCE);
        let mut images = Vec::new();
        while let Some(answer) = answers.next().await {
            images.extend(answer?);
        }
        Ok(images)
    }

    pub(crate) async fn remove_image(&self, reference: &str) -> Result<(), DriverError> {
        let parsed = Reference::parse(reference)?;
        for name in [Some(reference.to_owned()), marked_name(&parsed)].into_iter().flatten() {
            let removal = self.docker.remove_image(&name, None::<RemoveImageOptions>, None);
            match limited(ACT_LIMIT, removal).await {
                Ok(_) => {}
                Err(refusal) if refusal.status == 404 => {}
                Err(refusal) => return Err(refusal.failed(&format!("remove image {reference}"))),
            }
        }
        Ok(())
    }

    /// The image of the pause program, made here if the engine does not have it.
    pub(crate) async fn pause_image(&self) -> Result<String, DriverError> {
        let Some(processor) = self.place.processor else {
            let words = "no pause program for this machine's processor, so no namespaces can be shared";
            return Err(DriverError::Unsupported(words.to_owned()));
        };
        let label = format!("{LABEL_PAUSE}={}", processor.tag());
        let filters = HashMap::from([("label".to_owned(), vec![label.clone()])]);
        let options = ListImagesOptions { filters: Some(filters), ..ListImagesOptions::default() };
        let found = limited(ASK_LIMIT, self.docker.list_images(Some(options)));
        let found = found.await.map_err(|r| r.failed("look for the pause image"))?;
        match found.into_iter().next() {
            Some(image) => Ok(image.id),
            None => self.import_pause(processor, label).await,
        }
    }

    async fn import_pause(&self, processor: Processor, label: String) -> Result<String, DriverError> {
        let name = format!("{PAUSE_REPOSITORY}:{}", processor.tag());
        let root = pause::root_file_system(processor);
        let changes = format!("ENTRYPOINT [\"{}\"]", pause::PROGRAM);
        self.import(root, &name, vec![changes, format!("LABEL {label}")], processor.platform()).await?;
        Ok(name)
    }

    /// Makes an image of a root file system, with Dockerfile instructions for its configuration.
    pub(crate) async fn import(
        &self,
        root: Bytes,
        name: &str,
        changes: Vec<String>,
        platform: &str,
    ) -> Result<(), DriverError> {
        let what = format!("import image {name}");
        let parsed = Reference::parse(name)?;
        let options = CreateImageOptions {
            from_src: Some("-".to_owned()),
            repo: Some(parsed.repository.to_owned()),
            tag: parsed.tag.map(str::to_owned),
            changes,
            platform: platform.to_owned(),
            ..CreateImageOptions::default()
        };
        let mut steps = self.docker.create_image(Some(options), Some(bollard::body_full(root)), None);
        while let Some(step) = steps.next().await {
            step.map_err(|error| Refusal::from(error).of_image(&what))?;
        }
        Ok(())
    }
}

fn credentials(access: &RegistryAccess, registry: Option<&str>) -> Option<DockerCredentials> {
    let credentials = access.credentials.as_ref()?;
    Some(DockerCredentials {
        username: Some(credentials.user.clone()),
        password: Some(credentials.password.clone()),
        serveraddress: registry.map(str::to_owned),
        ..DockerCredentials::default()
    })
}

/// Bytes that came and are to come, added up over the layers as the engine tells of each.
#[derive(Debug, Default)]
struct Layers {
    by_layer: BTreeMap<String, (u64, u64)>,
}

impl Layers {
    fn take(&mut self, step: &CreateImageInfo, progress: &dyn PullProgress) {
        let (Some(layer), Some(status)) = (&step.id, step.status.as_deref()) else { return };
        let room = self.by_layer.len() < LAYERS_MAX || self.by_layer.contains_key(layer);
        if !room {
            return;
        }
        let detail = step.progress_detail.as_ref();
        let number = |value: Option<i64>| value.and_then(|value| u64::try_from(value).ok()).unwrap_or(0);
        let current = number(detail.and_then(|detail| detail.current));
        let total = number(detail.and_then(|detail| detail.total));
        match status {
            "Pulling fs layer" => {
                self.by_layer.entry(layer.clone()).or_default();
            }
            "Downloading" => {
                self.by_layer.insert(layer.clone(), (current, total.max(current)));
            }
            "Download complete" | "Pull complete" => {
                let entry = self.by_layer.entry(layer.clone()).or_default();
                entry.0 = entry.1;
            }
            _ => return,
        }
        let received = self.by_layer.values().map(|(current, _)| current).sum();
        // A layer that has not said how large it is makes the whole unknown.
        let known = self.by_layer.values().all(|(_, total)| *total > 0);
        let total = known.then(|| self.by_layer.values().map(|(_, total)| total).sum());
        progress.progress(received, total);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    use bollard::models::ProgressDetail;

    use super::*;

    #[derive(Default)]
    struct Seen(Mutex<Vec<(u64, Option<u64>)>>);

    impl PullProgress for Seen {
        fn progress(&self, received: u64, total: Option<u64>) {
            self.0.lock().unwrap().push((received, total));
        }
    }

    #[test]
    fn progress_adds_up_over_the_layers() {
        let seen = Seen::default();
        let mut layers = Layers::default();
        let steps: [(&str, &str, i64, i64); 6] = [
            ("a", "Pulling fs layer", 0, 0),
            ("b", "Pulling fs layer", 0, 0),
            ("a", "Downloading", 5, 10),
            ("b", "Downloading", 1, 4),
            ("a", "Download complete", 0, 0),
            ("b", "Extracting", 4, 4),
        ];
        for (id, status, current, total) in steps {
            let step = CreateImageInfo {
                id: Some(id.to_owned()),
                status: Some(status.to_owned()),
                progress_detail: Some(ProgressDetail { current: Some(current), total: Some(total) }),
                error_detail: None,
            };
            layers.take(&step, &seen);
        }
        let seen = seen.0.into_inner().unwrap();
        assert_eq!(seen, [(0, None), (0, None), (5, None), (6, Some(14)), (11, Some(14))]);
    }
}
