//! For fake drivers in tests: the methods that nobody asks for.
//!
//! Must not know: any test.

use longshore_runtime::{DriverError, Pending};

pub(crate) fn unasked<'a, T>() -> Pending<'a, T> {
    Box::pin(async { Err(DriverError::Unsupported("a fake".to_owned())) })
}

/// Everything of a driver but `facts`, `inspect`, `output` and `stats`.
macro_rules! unasked_methods {
    () => {
        fn resolve<'a>(&'a self, _: &'a str, _: &'a RegistryAccess) -> Pending<'a, String> {
            unasked()
        }
        fn pull<'a>(
            &'a self,
            _: &'a str,
            _: Option<&'a str>,
            _: &'a RegistryAccess,
            _: &'a dyn PullProgress,
        ) -> Pending<'a, ImageFacts> {
            unasked()
        }
        fn image<'a>(&'a self, _: &'a str) -> Pending<'a, Option<ImageFacts>> {
            unasked()
        }
        fn images(&self) -> Pending<'_, Vec<ImageFacts>> {
            unasked()
        }
        fn remove_image<'a>(&'a self, _: &'a str) -> Pending<'a, ()> {
            unasked()
        }
        fn create_volume<'a>(&'a self, _: &'a VolumeSpec) -> Pending<'a, Volume> {
            unasked()
        }
        fn remove_volume<'a>(&'a self, _: &'a str) -> Pending<'a, ()> {
            unasked()
        }
        fn volumes(&self) -> Pending<'_, Vec<Volume>> {
            unasked()
        }
        fn open_sandbox<'a>(&'a self, _: &'a SandboxSpec) -> Pending<'a, Sandbox> {
            unasked()
        }
        fn close_sandbox<'a>(&'a self, _: &'a str) -> Pending<'a, ()> {
            unasked()
        }
        fn sandboxes(&self) -> Pending<'_, Vec<String>> {
            unasked()
        }
        fn create<'a>(&'a self, _: &'a ContainerSpec) -> Pending<'a, ()> {
            unasked()
        }
        fn start<'a>(&'a self, _: &'a str) -> Pending<'a, Started> {
            unasked()
        }
        fn signal<'a>(&'a self, _: &'a str, _: i32) -> Pending<'a, ()> {
            unasked()
        }
        fn kill<'a>(&'a self, _: &'a str) -> Pending<'a, ()> {
            unasked()
        }
        fn remove<'a>(&'a self, _: &'a str) -> Pending<'a, ()> {
            unasked()
        }
        fn containers(&self) -> Pending<'_, Vec<ContainerFacts>> {
            unasked()
        }
        fn exec<'a>(&'a self, _: &'a str, _: &'a ExecSpec) -> Pending<'a, ExecOutcome> {
            unasked()
        }
        fn next_exit(&self) -> Pending<'_, Exited> {
            Box::pin(std::future::pending())
        }
    };
}
pub(crate) use unasked_methods;

/// What a fake is.
pub(crate) fn facts() -> longshore_runtime::DriverFacts {
    let can = longshore_runtime::Abilities {
        bridge_network: false,
        task_network: false,
        limits: false,
        privileged: false,
        devices: false,
        shared_namespaces: false,
    };
    longshore_runtime::DriverFacts { name: "fake", version: String::new(), can, cannot: Vec::new() }
}
