//! The texts that ECS shows for what went wrong.
//!
//! Must not know: what is done about it.

use longshore_runtime::DriverError;

use super::words::PullFailure;

/// Longer ones are cut.
const REASON_CHARACTERS_MAX: usize = 1024;

pub(crate) const OUT_OF_MEMORY: &str = "OutOfMemoryError: Container killed due to memory usage";
pub(crate) const VANISHED: &str = "ContainerVanishedError: No container matching saved ID found";
pub(crate) const STUCK: &str = "TaskStateError: Agent could not progress task's state to stopped";
pub(crate) const EXIT_OF_DEPENDENCY: i32 = 143;
pub(crate) const EXIT_OUT_OF_MEMORY: i32 = 137;

pub(crate) fn named(name: &str, message: impl std::fmt::Display) -> String {
    cut(&format!("{name}: {message}"))
}

pub(crate) fn cut(text: &str) -> String {
    text.chars().take(REASON_CHARACTERS_MAX).collect()
}

pub(crate) fn manifest(failure: &PullFailure) -> String {
    match failure {
        PullFailure::Driver(error) => named("CannotPullImageManifestError", error),
        PullFailure::Credentials(problem) => named("CannotPullContainerAuthError", problem),
    }
}

pub(crate) fn pull(failure: &PullFailure) -> String {
    match failure {
        PullFailure::Driver(error) => named("CannotPullContainerError", error),
        PullFailure::Credentials(problem) => named("CannotPullContainerAuthError", problem),
    }
}

pub(crate) fn create(error: &DriverError) -> String {
    match error {
        DriverError::TimedOut(message) => named("DockerTimeoutError", message),
        DriverError::Network(message) => named("ContainerNetworkingError", message),
        other => named("CannotCreateContainerError", other),
    }
}

pub(crate) fn start(error: &DriverError) -> String {
    match error {
        DriverError::TimedOut(message) => named("DockerTimeoutError", message),
        other => named("CannotStartContainerError", other),
    }
}

pub(crate) fn stop(error: &DriverError) -> String {
    match error {
        DriverError::TimedOut(message) => named("DockerTimeoutError", message),
        other => named("CannotStopContainerError", other),
    }
}

pub(crate) fn volume(error: &DriverError) -> String {
    named("CannotCreateVolumeError", error)
}

/// Why a task could not be given what it needs: the task's reason.
pub(crate) fn resource(message: &str) -> String {
    let mut letters = message.chars();
    let first = letters.next().map(|letter| letter.to_uppercase().collect::<String>()).unwrap_or_default();
    named("ResourceInitializationError", format_args!("{first}{}", letters.as_str()))
}

pub(crate) fn dependency(problem: &str) -> String {
    named("CannotStartContainerError", format_args!("dependency graph: {problem}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_are_told_apart_and_bounded() {
        let timed_out = DriverError::TimedOut("Could not transition to created".to_owned());
        let failed = DriverError::Failed("disk".to_owned());
        let pull_failed = PullFailure::Driver(failed.clone());
        for (reason, expected) in [
            (create(&timed_out), "DockerTimeoutError: Could not transition to created"),
            (create(&failed), "CannotCreateContainerError: disk"),
            (start(&failed), "CannotStartContainerError: disk"),
            (stop(&failed), "CannotStopContainerError: disk"),
            (create(&DriverError::Network("port".to_owned())), "ContainerNetworkingError: port"),
            (manifest(&pull_failed), "CannotPullImageManifestError: disk"),
            (pull(&pull_failed), "CannotPullContainerError: disk"),
            (pull(&PullFailure::Credentials("none".to_owned())), "CannotPullContainerAuthError: none"),
            (volume(&failed), "CannotCreateVolumeError: disk"),
            (resource("unable to"), "ResourceInitializationError: Unable to"),
        ] {
            assert_eq!(reason, expected);
        }
        assert_eq!(named("E", "é".repeat(5000)).chars().count(), REASON_CHARACTERS_MAX);
    }
}
