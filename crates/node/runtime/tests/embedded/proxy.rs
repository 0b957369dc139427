//! A driver that can be replaced by another one under those who use it, as after a crash of its process.

use std::sync::{Arc, Mutex};

use longshore_runtime::embedded::EmbeddedDriver;
use longshore_runtime::{
    ContainerFacts, ContainerSpec, ContainerStats, Driver, DriverFacts, ExecOutcome, ExecSpec, Exited,
    ImageFacts, OutputPosition, OutputSource, Pending, PullProgress, RegistryAccess, Sandbox, SandboxSpec,
    Started, Volume, VolumeSpec,
};

pub(crate) struct Proxy {
    facts: DriverFacts,
    current: Mutex<Option<Arc<EmbeddedDriver>>>,
}

impl Proxy {
    pub(crate) fn new(driver: Arc<EmbeddedDriver>) -> Self {
        Self { facts: driver.facts().clone(), current: Mutex::new(Some(driver)) }
    }

    pub(crate) fn current(&self) -> Arc<EmbeddedDriver> {
        Arc::clone(self.current.lock().unwrap().as_ref().expect("the driver is between two lives"))
    }

    /// Ends the driver, as far as it is in one process.
    pub(crate) fn drop_current(&self) {
        *self.current.lock().unwrap() = None;
    }

    pub(crate) fn set(&self, driver: Arc<EmbeddedDriver>) {
        *self.current.lock().unwrap() = Some(driver);
    }
}

/// The same call on the driver of now.
macro_rules! passed_on {
    ($($name:ident($($argument:ident: $type:ty),*) -> $result:ty;)+) => {
        $(fn $name<'a>(&'a self, $($argument: $type),*) -> Pending<'a, $result> {
            Box::pin(async move {
                let driver = self.current();
                driver.$name($($argument),*).await
            })
        })+
    };
}

impl Driver for Proxy {
    fn facts(&self) -> &DriverFacts {
        &self.facts
    }

    passed_on! {
        resolve(reference: &'a str, access: &'a RegistryAccess) -> String;
        image(reference: &'a str) -> Option<ImageFacts>;
        remove_image(reference: &'a str) -> ();
        create_volume(spec: &'a VolumeSpec) -> Volume;
        remove_volume(name: &'a str) -> ();
        open_sandbox(spec: &'a SandboxSpec) -> Sandbox;
        close_sandbox(id: &'a str) -> ();
        create(spec: &'a ContainerSpec) -> ();
        start(id: &'a str) -> Started;
        signal(id: &'a str, signal: i32) -> ();
        kill(id: &'a str) -> ();
        remove(id: &'a str) -> ();
        inspect(id: &'a str) -> Option<ContainerFacts>;
        exec(id: &'a str, spec: &'a ExecSpec) -> ExecOutcome;
        stats(id: &'a str) -> ContainerStats;
        output(id: &'a str, from: OutputPosition) -> Box<dyn OutputSource>;
        images() -> Vec<ImageFacts>;
        volumes() -> Vec<Volume>;
        sandboxes() -> Vec<String>;
        containers() -> Vec<ContainerFacts>;
        next_exit() -> Exited;
    }

    fn pull<'a>(
        &'a self,
        reference: &'a str,
        digest: Option<&'a str>,
        access: &'a RegistryAccess,
        progress: &'a dyn PullProgress,
    ) -> Pending<'a, ImageFacts> {
        Box::pin(async move {
            let driver = self.current();
            driver.pull(reference, digest, access, progress).await
        })
    }
}
