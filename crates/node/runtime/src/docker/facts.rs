//! The engine's answers in the driver's words. Pure.
//!
//! Must not know: how an answer was got.

use bollard::models::{
    ContainerInspectResponse, ContainerStateStatusEnum as Status, HealthConfig, ImageInspect,
};

use super::elsewhere::marked;
use super::engine::outer_labels;
use super::reference::Reference;
use crate::container::{ContainerFacts, ContainerState, Ending, Started};
use crate::image::{ImageFacts, ImageHealthCheck};

/// Nanoseconds since 1970 of the engine's way to write a time; "never" is none.
pub(crate) fn nanos(time: &str) -> Option<i64> {
    let time: jiff::Timestamp = time.parse().ok()?;
    i64::try_from(time.as_nanosecond()).ok().filter(|nanos| *nanos > 0)
}

pub(crate) fn millis(time: Option<&str>) -> Option<i64> {
    Some(nanos(time?)?.div_euclid(1_000_000))
}

/// `memory_gone`: the kernel was heard to take memory away. `with_pid`: process ids are this machine's.
pub(crate) fn state(answer: &ContainerInspectResponse, memory_gone: bool, with_pid: bool) -> ContainerState {
    let Some(state) = &answer.state else { return ContainerState::Created };
    let started_at = millis(state.started_at.as_deref());
    match state.status {
        Some(Status::RUNNING | Status::PAUSED | Status::RESTARTING | Status::STOPPING) => {
            let pid = state.pid.and_then(|pid| u32::try_from(pid).ok()).filter(|pid| with_pid && *pid > 0);
            ContainerState::Running(Started { pid, at: started_at.unwrap_or(0) })
        }
        Some(Status::EXITED | Status::DEAD | Status::REMOVING) if started_at.is_some() => {
            let exit_code = state.exit_code.and_then(|code| i32::try_from(code).ok());
            let killed = exit_code == Some(137);
            ContainerState::Ended(Ending {
                exit_code,
                out_of_memory: state.oom_killed == Some(true) || (memory_gone && killed),
                started_at,
                // A short run's end is noted earlier than its start: the engine takes the start last.
                finished_at: millis(state.finished_at.as_deref()).max(started_at).unwrap_or(0),
                error: state.error.clone().filter(|error| !error.is_empty()),
            })
        }
        _ => ContainerState::Created,
    }
}

pub(crate) fn container(
    id: &str,
    answer: &ContainerInspectResponse,
    memory_gone: bool,
    with_pid: bool,
) -> ContainerFacts {
    let labels = answer.config.as_ref().and_then(|config| config.labels.as_ref());
    ContainerFacts {
        id: id.to_owned(),
        name: answer.name.as_deref().unwrap_or_default().trim_start_matches('/').to_owned(),
        labels: outer_labels(labels.into_iter().flatten()).collect(),
        image_id: answer.image.clone(),
        created_at: millis(answer.created.as_deref()),
        state: state(answer, memory_gone, with_pid),
    }
}

/// `asked`: the reference that it was asked for by, to choose among several digests.
pub(crate) fn image(answer: ImageInspect, asked: Option<&str>) -> ImageFacts {
    let config = answer.config.unwrap_or_default();
    let tags = answer.repo_tags.unwrap_or_default();
    let (spelled, tags): (Vec<String>, Vec<String>) =
        tags.into_iter().partition(|tag| spelled(tag).is_some());
    let own = spelled.iter().filter_map(|tag| self::spelled(tag));
    let digests: Vec<String> = own.chain(answer.repo_digests.unwrap_or_default()).collect();
    let digest = digest(&digests, asked);
    ImageFacts {
        references: tags.into_iter().chain(digests).filter(|name| !name.contains("<none>")).collect(),
        id: answer.id.unwrap_or_default(),
        digest,
        size_bytes: answer.size.and_then(|size| u64::try_from(size).ok()).unwrap_or(0),
        created_at: millis(answer.created.as_deref()),
        entry_point: config.entrypoint.unwrap_or_default(),
        command: config.cmd.unwrap_or_default(),
        environment: config.env.unwrap_or_default(),
        user: config.user.unwrap_or_default(),
        working_directory: config.working_dir.unwrap_or_default(),
        stop_signal: config.stop_signal.filter(|signal| !signal.is_empty()),
        volumes: config.volumes.unwrap_or_default(),
        health_check: config.healthcheck.and_then(health_check),
    }
}

/// `repository@digest`, of a tag that spells the digest out.
fn spelled(tag: &str) -> Option<String> {
    let parsed = Reference::parse(tag).ok()?;
    Some(format!("{}@{}", parsed.repository, marked(parsed.tag?)?))
}

/// The digest under the repository that was asked for, else any.
fn digest(digests: &[String], asked: Option<&str>) -> Option<String> {
    let asked = asked.and_then(|asked| Reference::parse(asked).ok());
    let wanted = asked.as_ref().and_then(|asked| asked.digest);
    let repository = asked.as_ref().map(|asked| asked.repository);
    let mut pairs: Vec<(&str, &str)> = digests.iter().filter_map(|name| name.split_once('@')).collect();
    pairs.sort_by_key(|(name, digest)| (Some(*name) != repository, Some(*digest) != wanted));
    pairs.first().map(|(_, digest)| (*digest).to_owned())
}

fn health_check(config: HealthConfig) -> Option<ImageHealthCheck> {
    let nanos =
        |value: Option<i64>| value.and_then(|nanos| u64::try_from(nanos).ok()).filter(|nanos| *nanos > 0);
    let test = config.test.filter(|test| !test.is_empty())?;
    Some(ImageHealthCheck {
        test,
        interval_nanos: nanos(config.interval),
        timeout_nanos: nanos(config.timeout),
        start_period_nanos: nanos(config.start_period),
        retries: config.retries.and_then(|count| u32::try_from(count).ok()).filter(|count| *count > 0),
    })
}

#[cfg(test)]
mod tests {
    use bollard::models::ContainerState as Engines;

    use super::*;

    fn answer(status: Status, started: &str, code: i64) -> ContainerInspectResponse {
        let state = Engines {
            status: Some(status),
            started_at: Some(started.to_owned()),
            finished_at: Some("2026-01-02T03:04:05.678901234Z".to_owned()),
            exit_code: Some(code),
            pid: Some(7),
            ..Engines::default()
        };
        ContainerInspectResponse { state: Some(state), ..ContainerInspectResponse::default() }
    }

    #[test]
    fn states_in_the_drivers_words() {
        let began = "2026-01-02T03:04:04Z";
        let never = "0001-01-01T00:00:00Z";
        assert_eq!(state(&answer(Status::CREATED, never, 0), false, true), ContainerState::Created);
        assert_eq!(state(&answer(Status::EXITED, never, 127), false, true), ContainerState::Created);
        let running = state(&answer(Status::RUNNING, began, 0), false, true);
        assert_eq!(running, ContainerState::Running(Started { pid: Some(7), at: 1_767_323_044_000 }));
        let ContainerState::Ended(ending) = state(&answer(Status::EXITED, began, 137), true, true) else {
            panic!("it has ended")
        };
        assert_eq!((ending.exit_code, ending.out_of_memory), (Some(137), true));
        assert_eq!(ending.finished_at, 1_767_323_045_678);
    }

    #[test]
    fn the_digest_of_the_repository_asked_for() {
        let digests = ["a@sha256:1".to_owned(), "h:5/b@sha256:2".to_owned()];
        assert_eq!(digest(&digests, Some("h:5/b:x")).as_deref(), Some("sha256:2"));
        assert_eq!(digest(&digests, Some("c")).as_deref(), Some("sha256:1"));
        assert_eq!(digest(&[], None), None);
        let two = ["a@sha256:1".to_owned(), "a@sha256:2".to_owned()];
        assert_eq!(digest(&two, Some("a@sha256:2")).as_deref(), Some("sha256:2"));
        let tag = format!("h/app:sha256-{}", "0".repeat(64));
        assert_eq!(spelled(&tag), Some(format!("h/app@sha256:{}", "0".repeat(64))));
        assert_eq!(spelled("h/app:1"), None);
    }
}
