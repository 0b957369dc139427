//! What happens to a task, and what is to be done about it.
//!
//! Containers, sandboxes and volumes are named by their places in the plan.
//!
//! Must not know: who carries it out.

use std::collections::BTreeMap;

use longshore_link::TaskReport;
use longshore_runtime::{
    ContainerFacts, ContainerSpec, DriverError, Ending, ExecOutcome, ExecSpec, ImageFacts, Sandbox,
    SandboxSpec, Started, Volume, VolumeSpec,
};

use crate::plan::Fetched;

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Action {
    CreateVolume {
        volume: usize,
        spec: VolumeSpec,
        must_exist: bool,
    },
    RemoveVolume {
        volume: usize,
        name: String,
    },
    OpenSandbox {
        sandbox: usize,
        spec: Box<SandboxSpec>,
    },
    CloseSandbox {
        sandbox: usize,
        id: String,
    },
    LookUpImage {
        container: usize,
        reference: String,
    },
    ResolveImage {
        container: usize,
        reference: String,
        patient: bool,
    },
    Pull {
        container: usize,
        reference: String,
        digest: Option<String>,
    },
    Fetch {
        container: usize,
    },
    Create {
        container: usize,
        spec: Box<ContainerSpec>,
    },
    /// First what it prints is given somewhere to go, with the options that were fetched.
    Start {
        container: usize,
        id: String,
        log_options: BTreeMap<String, String>,
    },
    /// The same, for one that runs already.
    FollowLogs {
        container: usize,
        id: String,
        log_options: BTreeMap<String, String>,
    },
    Signal {
        container: usize,
        id: String,
        signal: i32,
    },
    Kill {
        container: usize,
        id: String,
    },
    Inspect {
        container: usize,
        id: String,
    },
    CheckHealth {
        container: usize,
        id: String,
        round: u64,
        spec: Box<ExecSpec>,
    },
    Remove {
        container: usize,
        id: String,
    },
    Report(Box<TaskReport>),
    /// Its room on the machine is free.
    Release,
    /// Nothing is left of it.
    Forget,
}

/// Why an image did not come.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum PullFailure {
    Driver(DriverError),
    /// There is nothing to show to the registry.
    Credentials(String),
}

/// What the driver has of a task when the agent starts.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Found {
    /// By place.
    pub(crate) containers: Vec<Option<ContainerFacts>>,
    pub(crate) sandboxes: Vec<bool>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Event {
    /// There is room for it.
    Admitted {
        gpus: Vec<String>,
    },
    /// There is not, and what is missing.
    Waiting(String),
    /// It shall end. A reason that is given is the task's.
    Stop(Option<String>),
    /// Control knows of its end, or knows nothing of it.
    Forget,
    VolumeCreated {
        volume: usize,
        result: Result<Volume, DriverError>,
    },
    VolumeRemoved {
        volume: usize,
        result: Result<(), DriverError>,
    },
    SandboxOpened {
        sandbox: usize,
        result: Result<Sandbox, DriverError>,
    },
    SandboxClosed {
        sandbox: usize,
        result: Result<(), DriverError>,
    },
    ImageLookedUp {
        container: usize,
        facts: Option<ImageFacts>,
        pulled_before: bool,
    },
    ImageResolved {
        container: usize,
        result: Result<String, PullFailure>,
    },
    Pulled {
        container: usize,
        result: Result<ImageFacts, PullFailure>,
    },
    Fetched {
        container: usize,
        result: Result<Fetched, String>,
    },
    Created {
        container: usize,
        /// The engine's own id, where it has one.
        result: Result<Option<String>, DriverError>,
    },
    Started {
        container: usize,
        result: Result<Started, DriverError>,
    },
    Signalled {
        container: usize,
        result: Result<(), DriverError>,
    },
    Killed {
        container: usize,
        result: Result<(), DriverError>,
    },
    Exited {
        container: usize,
        ending: Ending,
    },
    /// The driver does not have it any more.
    Vanished {
        container: usize,
    },
    Inspected {
        container: usize,
        result: Result<Option<ContainerFacts>, DriverError>,
    },
    HealthChecked {
        container: usize,
        round: u64,
        result: Result<ExecOutcome, DriverError>,
    },
    Removed {
        container: usize,
        result: Result<(), DriverError>,
    },
    Adopt(Found),
    /// Time has passed.
    Tick,
}
