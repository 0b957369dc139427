//! A driver that is made up: containers run until they are told to end, everything is counted.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard};

use longshore_runtime::{
    Abilities, ContainerFacts, ContainerSpec, ContainerState, ContainerStats, Driver, DriverError,
    DriverFacts, Ending, ExecOutcome, ExecSpec, Exited, ImageFacts, OutputPosition, OutputSource, Pending,
    PullProgress, RegistryAccess, Sandbox, SandboxSpec, Started, Volume, VolumeSpec,
};
use tokio::sync::Notify;

#[derive(Default)]
pub(crate) struct Machine {
    pub(crate) containers: BTreeMap<String, (ContainerSpec, ContainerState)>,
    pub(crate) sandboxes: BTreeSet<String>,
    pub(crate) volumes: BTreeMap<String, Volume>,
    pub(crate) starts: BTreeMap<String, u32>,
    /// The most sandboxes that stood open before their first start.
    pub(crate) begun_most: usize,
    /// So many turns of the runtime pass before a step is done.
    pub(crate) slowness: usize,
    /// What was pulled, in its order.
    pub(crate) pulls: Vec<String>,
    /// Pulls that begin now do not end.
    pub(crate) hold_pulls: bool,
    exits: VecDeque<Exited>,
}

pub(crate) struct FakeDriver {
    machine: Mutex<Machine>,
    exited: Notify,
    pulls_go: Notify,
    facts: DriverFacts,
}

fn done<'a, T: Send + 'a>(result: Result<T, DriverError>) -> Pending<'a, T> {
    Box::pin(std::future::ready(result))
}

impl FakeDriver {
    pub(crate) fn new() -> Arc<Self> {
        let can = Abilities {
            bridge_network: true,
            task_network: true,
            limits: true,
            privileged: true,
            devices: true,
            shared_namespaces: true,
        };
        let facts = DriverFacts { name: "fake", version: "1".to_owned(), can, cannot: Vec::new() };
        Arc::new(Self { machine: Mutex::default(), exited: Notify::new(), pulls_go: Notify::new(), facts })
    }

    pub(crate) fn machine(&self) -> MutexGuard<'_, Machine> {
        self.machine.lock().unwrap()
    }

    pub(crate) fn let_pulls_go(&self) {
        self.pulls_go.notify_waiters();
    }

    /// The ids of the containers of a name.
    pub(crate) fn named(&self, name: &str) -> Option<String> {
        let machine = self.machine();
        let label = "com.amazonaws.ecs.container-name";
        let found = machine
            .containers
            .iter()
            .find(|(_, (spec, _))| spec.labels.get(label).is_some_and(|n| n == name));
        found.map(|(id, _)| id.clone())
    }

    pub(crate) fn end(&self, id: &str, code: i32) {
        let mut machine = self.machine();
        let Some((_, state)) = machine.containers.get_mut(id) else { return };
        let ContainerState::Running(started) = state else { return };
        let ending = Ending {
            exit_code: Some(code),
            out_of_memory: false,
            started_at: Some(started.at),
            finished_at: started.at + 1,
            error: None,
        };
        *state = ContainerState::Ended(ending.clone());
        machine.exits.push_back(Exited { id: id.to_owned(), ending });
        drop(machine);
        self.exited.notify_one();
    }
}

impl Driver for FakeDriver {
    fn facts(&self) -> &DriverFacts {
        &self.facts
    }
    fn resolve<'a>(&'a self, reference: &'a str, _: &'a RegistryAccess) -> Pending<'a, String> {
        done(match reference {
            "missing" => Err(DriverError::ImageNotFound("no image 'missing'".to_owned())),
            _ => Ok("sha256:d".to_owned()),
        })
    }
    fn pull<'a>(
        &'a self,
        reference: &'a str,
        digest: Option<&'a str>,
        _: &'a RegistryAccess,
        progress: &'a dyn PullProgress,
    ) -> Pending<'a, ImageFacts> {
        progress.progress(1, Some(1));
        let gone = self.pulls_go.notified();
        let held = {
            let mut machine = self.machine();
            machine.pulls.push(reference.to_owned());
            machine.hold_pulls
        };
        Box::pin(async move {
            if held {
                gone.await;
            }
            match reference {
                "broken" => Err(DriverError::ImageInvalid("it is broken".to_owned())),
                _ => Ok(ImageFacts { digest: digest.map(str::to_owned), ..ImageFacts::default() }),
            }
        })
    }
    fn image<'a>(&'a self, _: &'a str) -> Pending<'a, Option<ImageFacts>> {
        done(Ok(None))
    }
    fn images(&self) -> Pending<'_, Vec<ImageFacts>> {
        done(Ok(Vec::new()))
    }
    fn remove_image<'a>(&'a self, _: &'a str) -> Pending<'a, ()> {
        done(Ok(()))
    }
    fn create_volume<'a>(&'a self, spec: &'a VolumeSpec) -> Pending<'a, Volume> {
        let volume = Volume { name: spec.name.clone(), labels: spec.labels.clone(), path: None };
        self.machine().volumes.insert(spec.name.clone(), volume.clone());
        done(Ok(volume))
    }
    fn remove_volume<'a>(&'a self, name: &'a str) -> Pending<'a, ()> {
        self.machine().volumes.remove(name);
        done(Ok(()))
    }
    fn volumes(&self) -> Pending<'_, Vec<Volume>> {
        done(Ok(self.machine().volumes.values().cloned().collect()))
    }
    fn open_sandbox<'a>(&'a self, spec: &'a SandboxSpec) -> Pending<'a, Sandbox> {
        let mut machine = self.machine();
        machine.sandboxes.insert(spec.id.clone());
        let begun = machine.sandboxes.len().saturating_sub(machine.starts.len());
        machine.begun_most = machine.begun_most.max(begun);
        self.slowly(Ok(Sandbox { id: spec.id.clone(), ..Sandbox::default() }), machine.slowness)
    }
    fn close_sandbox<'a>(&'a self, id: &'a str) -> Pending<'a, ()> {
        self.machine().sandboxes.remove(id);
        done(Ok(()))
    }
    fn sandboxes(&self) -> Pending<'_, Vec<String>> {
        done(Ok(self.machine().sandboxes.iter().cloned().collect()))
    }
    fn create<'a>(&'a self, spec: &'a ContainerSpec) -> Pending<'a, ()> {
        let fresh = || (spec.clone(), ContainerState::Created);
        let mut machine = self.machine();
        machine.containers.entry(spec.id.clone()).or_insert_with(fresh);
        self.slowly(Ok(()), machine.slowness)
    }
    fn start<'a>(&'a self, id: &'a str) -> Pending<'a, Started> {
        let mut machine = self.machine();
        *machine.starts.entry(id.to_owned()).or_default() += 1;
        let Some((_, state)) = machine.containers.get_mut(id) else {
            return done(Err(DriverError::NoSuchContainer(id.to_owned())));
        };
        let started = Started { pid: Some(1), at: 1_000 };
        *state = ContainerState::Running(started.clone());
        done(Ok(started))
    }
    fn signal<'a>(&'a self, id: &'a str, signal: i32) -> Pending<'a, ()> {
        self.end(id, 128 + signal);
        done(Ok(()))
    }
    fn kill<'a>(&'a self, id: &'a str) -> Pending<'a, ()> {
        self.end(id, 137);
        done(Ok(()))
    }
    fn remove<'a>(&'a self, id: &'a str) -> Pending<'a, ()> {
        self.machine().containers.remove(id);
        done(Ok(()))
    }
    fn inspect<'a>(&'a self, id: &'a str) -> Pending<'a, Option<ContainerFacts>> {
        let all = self.all();
        done(Ok(all.into_iter().find(|facts| facts.id == id)))
    }
    fn containers(&self) -> Pending<'_, Vec<ContainerFacts>> {
        done(Ok(self.all()))
    }
    fn exec<'a>(&'a self, _: &'a str, _: &'a ExecSpec) -> Pending<'a, ExecOutcome> {
        done(Ok(ExecOutcome { exit_code: Some(0), output: Vec::new() }))
    }
    fn stats<'a>(&'a self, _: &'a str) -> Pending<'a, ContainerStats> {
        done(Ok(ContainerStats::default()))
    }
    fn output<'a>(&'a self, _: &'a str, _: OutputPosition) -> Pending<'a, Box<dyn OutputSource>> {
        done(Err(DriverError::Unsupported("it prints nothing".to_owned())))
    }
    fn next_exit(&self) -> Pending<'_, Exited> {
        Box::pin(async {
            loop {
                let exited = self.exited.notified();
                if let Some(next) = self.machine().exits.pop_front() {
                    return Ok(next);
                }
                exited.await;
            }
        })
    }
}

impl FakeDriver {
    fn slowly<'a, T: Send + 'a>(&self, result: Result<T, DriverError>, turns: usize) -> Pending<'a, T> {
        Box::pin(async move {
            for _ in 0..turns {
                tokio::task::yield_now().await;
            }
            result
        })
    }

    fn all(&self) -> Vec<ContainerFacts> {
        let one = |(id, (spec, state)): (&String, &(ContainerSpec, ContainerState))| ContainerFacts {
            id: id.clone(),
            name: spec.name.clone(),
            labels: spec.labels.clone(),
            image_id: None,
            created_at: Some(1),
            state: state.clone(),
        };
        self.machine().containers.iter().map(one).collect()
    }
}
