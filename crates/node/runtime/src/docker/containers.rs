//! A container's life, through the engine.
//!
//! Must not know: ports, networks, images.

use std::collections::VecDeque;
use std::time::Duration;

use bollard::query_parameters::{
    CreateContainerOptions, KillContainerOptions, RemoveContainerOptions, StartContainerOptions,
};
use futures_util::StreamExt;

use super::create::{self, Joined};
use super::elsewhere::marked_name;
use super::engine::{ACT_LIMIT, Engine, LABEL_PARENT, limited};
use super::facts;
use super::reference::{Reference, container_name, plain_name, short};
use super::refusal::Refusal;
use super::sandboxes::is_of_task;
use crate::container::{ContainerFacts, ContainerSpec, ContainerState, MountSource, Started};
use crate::error::DriverError;

const KILL: i32 = 9;
/// Containers that are asked about at once.
const ASKED_AT_ONCE: usize = 8;
/// A removal that finds another one under way, or a mount still busy, is tried again.
const REMOVE_TRIES: u32 = 20;
const REMOVE_REST: Duration = Duration::from_millis(250);

impl Engine {
    pub(crate) async fn create(&self, spec: &ContainerSpec) -> Result<(), DriverError> {
        let what = format!("create container {}", short(plain_name(&spec.id)?));
        if self.find(&spec.id).await.map_err(|r| r.failed(&what))?.is_some()
            && self.look(&spec.id).await.map_err(|r| r.failed(&what))?.is_some()
        {
            return Ok(());
        }
        let image = Reference::parse(&spec.image)?;
        let (record, pause) = self.joined(&spec.sandbox).await?;
        for mount in &spec.mounts {
            if let MountSource::Volume(name) = &mount.source
                && !self.has_volume(name).await?
            {
                return Err(DriverError::Volume(format!(
                    "{what}: there is no volume {name}; create it first"
                )));
            }
        }
        let parent = match &spec.parent_cgroup {
            Some(parent) => self.place.parents.prepare(parent)?,
            None => None,
        };
        let joined = Joined { spec: &record.spec, ports: &record.ports, pause: pause.as_deref() };
        let mut body = create::body(spec, joined, &self.tag, parent)?;
        let wanted = container_name(&spec.name, &spec.id);
        let other = format!("{}-{}", wanted.chars().take(200).collect::<String>(), short(&spec.id));
        let mut taken = None;
        // One from elsewhere is not known by its digest.
        let mut marked = marked_name(&image);
        let mut names = VecDeque::from([wanted, other]);
        while let Some(name) = names.front().cloned() {
            let options = CreateContainerOptions { name: Some(name), ..CreateContainerOptions::default() };
            match limited(ACT_LIMIT, self.docker.create_container(Some(options), body.clone())).await {
                Ok(made) => {
                    self.learn(&spec.id, &made.id);
                    return Ok(());
                }
                Err(refusal) if refusal.status == 409 => {
                    taken = Some(refusal);
                    names.pop_front();
                }
                Err(refusal) if refusal.status == 404 && marked.is_some() => body.image = marked.take(),
                Err(refusal) => return Err(self.without_parent(spec, refusal.of_create(&what))),
            }
        }
        let refusal = taken.unwrap_or_else(|| Refusal::gone("its name is taken"));
        Err(self.without_parent(spec, refusal.failed(&what)))
    }

    /// Takes away the parent cgroup that was made for a container that was not.
    fn without_parent(&self, spec: &ContainerSpec, error: DriverError) -> DriverError {
        if let Some(parent) = &spec.parent_cgroup {
            self.place.parents.remove(&parent.name);
        }
        error
    }

    pub(crate) async fn start(&self, id: &str) -> Result<Started, DriverError> {
        let what = format!("start container {}", short(id));
        let engines = self.have(id).await.map_err(|r| r.of_container(&what))?;
        let before = self.look_at(&engines).await.map_err(|r| r.of_start(&what))?;
        let runs = before.as_ref().map(|answer| facts::state(answer, false, self.place.local));
        if let Some(ContainerState::Running(started)) = runs {
            return Ok(started);
        }
        self.exits.started(id);
        let start = self.docker.start_container(&engines, None::<StartContainerOptions>);
        if let Err(refusal) = limited(ACT_LIMIT, start).await {
            if refusal.status == 404 {
                self.forget(id);
            }
            return Err(refusal.of_start(&what));
        }
        let after = self.look_at(&engines).await.map_err(|r| r.of_start(&what))?;
        match after.as_ref().map(|answer| facts::state(answer, false, self.place.local)) {
            Some(ContainerState::Running(started)) => Ok(started),
            Some(ContainerState::Ended(ending)) => {
                Ok(Started { pid: None, at: ending.started_at.unwrap_or(ending.finished_at) })
            }
            _ => Err(DriverError::NoSuchContainer(format!("{what}: it vanished as it started"))),
        }
    }

    pub(crate) async fn signal(&self, id: &str, signal: i32) -> Result<(), DriverError> {
        let what = format!("send signal {signal} to container {}", short(id));
        let engines = self.have(id).await.map_err(|r| r.of_container(&what))?;
        let options = KillContainerOptions { signal: signal.to_string() };
        match limited(ACT_LIMIT, self.docker.kill_container(&engines, Some(options))).await {
            Ok(()) => Ok(()),
            // 409: it does not run. Older engines say so with 500 where it has just ended.
            Err(refusal) if refusal.status == 409 || refusal.message.contains("is not running") => Ok(()),
            Err(refusal) => Err(refusal.of_container(&what)),
        }
    }

    pub(crate) async fn kill(&self, id: &str) -> Result<(), DriverError> {
        self.signal(id, KILL).await
    }

    pub(crate) async fn remove(&self, id: &str) -> Result<(), DriverError> {
        let what = format!("remove container {}", short(id));
        let Some(engines) = self.find(id).await.map_err(|r| r.failed(&what))? else { return Ok(()) };
        let parent = self.parent_of(&engines).await.map_err(|r| r.failed(&what))?;
        let mut tries = 0;
        loop {
            tries += 1;
            let options =
                RemoveContainerOptions { force: true, v: true, ..RemoveContainerOptions::default() };
            match limited(ACT_LIMIT, self.docker.remove_container(&engines, Some(options))).await {
                Ok(()) => break,
                Err(refusal) if refusal.status == 404 => break,
                Err(refusal) if tries >= REMOVE_TRIES || !may_pass(&refusal) => {
                    return Err(refusal.failed(&what));
                }
                Err(_) => tokio::time::sleep(REMOVE_REST).await,
            }
        }
        self.forget(id);
        self.exits.removed(id);
        if let Some(parent) = parent {
            self.place.parents.remove(&parent);
        }
        Ok(())
    }

    async fn parent_of(&self, engines: &str) -> Result<Option<String>, Refusal> {
        let answer = self.look_at(engines).await?;
        Ok(answer.and_then(|answer| answer.config?.labels?.remove(LABEL_PARENT)))
    }

    pub(crate) async fn inspect(&self, id: &str) -> Result<Option<ContainerFacts>, DriverError> {
        let answer = self.look(id).await;
        let answer = answer.map_err(|r| r.failed(&format!("inspect container {}", short(id))))?;
        Ok(answer
            .map(|answer| facts::container(id, &answer, self.exits.ran_out_of_memory(id), self.place.local)))
    }

    pub(crate) async fn containers(&self) -> Result<Vec<ContainerFacts>, DriverError> {
        let listed = self.list(None).await.map_err(|r| r.failed("list containers"))?;
        let pairs = listed.into_iter().filter_map(|container| {
            let id = is_of_task(container.labels.as_ref())?.clone();
            Some((id, container.id?))
        });
        let asked = pairs.map(|(id, engines)| async move {
            self.learn(&id, &engines);
            let answer = self.look_at(&engines).await?;
            let gone = self.exits.ran_out_of_memory(&id);
            Ok(answer.map(|answer| facts::container(&id, &answer, gone, self.place.local)))
        });
        let mut answers = futures_util::stream::iter(asked).buffered(ASKED_AT_ONCE);
        let mut containers = Vec::new();
        while let Some(answer) = answers.next().await {
            containers.extend(answer.map_err(|r: Refusal| r.failed("list containers"))?);
        }
        Ok(containers)
    }
}

fn may_pass(refusal: &Refusal) -> bool {
    refusal.status == 409 || refusal.message.contains("busy") || refusal.message.contains("in progress")
}
