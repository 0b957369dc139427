//! Why a driver did not do what it was asked, in kinds that the task engine tells apart.
//!
//! Must not know: ECS's names for them.

/// The message says what was tried, on what, and why it failed, in one line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DriverError {
    /// No such image here or in the registry, or no right to it.
    #[error("{0}")]
    ImageNotFound(String),
    /// The registry wants other credentials.
    #[error("{0}")]
    RegistryDenied(String),
    /// The registry could not be reached, or broke off; trying again may help.
    #[error("{0}")]
    RegistryUnavailable(String),
    /// What came is not what it says it is, or not an image that can be used.
    #[error("{0}")]
    ImageInvalid(String),
    #[error("{0}")]
    NoSuchContainer(String),
    #[error("{0}")]
    NoSuchSandbox(String),
    /// The container cannot be made as it is asked for.
    #[error("{0}")]
    InvalidSpec(String),
    /// Its program could not be started: not found, not executable.
    #[error("{0}")]
    CannotStart(String),
    /// A host port is taken, or no port or address is free.
    #[error("{0}")]
    Network(String),
    #[error("{0}")]
    Volume(String),
    /// This driver cannot do this on this machine.
    #[error("{0}")]
    Unsupported(String),
    /// It took longer than it may.
    #[error("{0}")]
    TimedOut(String),
    /// The disk is full.
    #[error("{0}")]
    NoSpace(String),
    /// The machine or the engine failed.
    #[error("{0}")]
    Failed(String),
}
