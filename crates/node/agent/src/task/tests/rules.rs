//! Rules of which each is a table or a moment.

use longshore_runtime::{ContainerState as DriverState, DriverError, Ending, MountSource, Started};

use super::build::planned;
use super::world::{BEGIN, World};
use crate::plan::PlanError;
use crate::settings::Settings;
use crate::task::state::Known;
use crate::task::{Action, Event};

#[test]
fn what_goes_wrong_has_its_reason() {
    let failed = || DriverError::Failed("no".to_owned());
    for (word, error, container, task) in [
        ("create app", failed(), "CannotCreateContainerError: no", ""),
        ("start app", DriverError::CannotStart("no".to_owned()), "CannotStartContainerError: no", ""),
        (
            "open 0",
            DriverError::Network("port 80 is taken".to_owned()),
            "CannotStartContainerError: port 80 is taken",
            "",
        ),
        ("fetch app", failed(), "", "ResourceInitializationError: No"),
        ("make volume 0", failed(), "", "ResourceInitializationError: CannotCreateVolumeError: no"),
    ] {
        let mut world = World::new("app secret=s mounts=v:/v");
        world.broken.insert(word.to_owned(), error);
        world.start();
        assert!(world.stopped(), "{word}");
        assert_eq!(world.reason(0), container, "{word}");
        assert_eq!(world.task.state.reason.clone().unwrap_or_default(), task, "{word}");
        assert!(!world.task.state.has_run && !world.task.state.essential_exited, "{word}");
        world.tell(Event::Forget);
        world.settle();
        assert!(world.nothing_left(), "{word}");
    }
}

#[test]
fn a_container_that_ended_before_it_was_seen_to_run_has_not_stopped_before_it_started() {
    let mut world = World::new("app");
    world.start();
    let started = world.task.state.started_at.unwrap();
    let ending = Ending {
        exit_code: Some(3),
        out_of_memory: false,
        started_at: Some(started - 2),
        finished_at: started - 1,
        error: None,
    };
    world.tell(Event::Exited { container: 0, ending });
    let state = &world.task.state;
    assert_eq!((state.started_at, state.execution_stopped_at), (Some(started), Some(started)));
}

#[test]
fn how_a_container_ended_is_told() {
    let ending = |code, out_of_memory, error: Option<&str>| Ending {
        exit_code: code,
        out_of_memory,
        started_at: Some(BEGIN),
        finished_at: BEGIN + 5,
        error: error.map(str::to_owned),
    };
    for (ending, code, reason) in [
        (ending(Some(0), false, None), Some(0), ""),
        (ending(None, true, None), Some(137), "OutOfMemoryError: Container killed due to memory usage"),
        (ending(None, false, Some("the machine went down")), None, "DockerStateError: the machine went down"),
    ] {
        let mut world = World::new("app");
        world.start();
        world.tell(Event::Exited { container: 0, ending: ending.clone() });
        world.tell(Event::Exited { container: 0, ending });
        assert_eq!((world.task.state.containers[0].exit_code, world.reason(0).as_str()), (code, reason));
        assert!(world.task.state.essential_exited && world.task.state.has_run);
        assert_eq!(world.task.state.execution_stopped_at, Some(BEGIN + 5));
    }
}

#[test]
fn tasks_that_cannot_be_are_refused_by_name() {
    let settings = Settings::default();
    let graph = |lines: &str| planned(lines, &settings).map(|_| ()).unwrap_err();
    for lines in
        ["a after=b:START\nb after=a:START", "a after=a:HEALTHY", "a after=none:START", "a links=none"]
    {
        assert!(matches!(graph(lines), PlanError::Dependencies(_)), "{lines}");
    }
    let text = graph("a after=a:START").to_string();
    assert_eq!(text, format!("Task dependencies cannot be resolved, taskArn: {}", super::build::ARN));
    assert!(matches!(graph(""), PlanError::Unreadable(_)));
}

#[test]
fn a_kill_that_fails_is_tried_again_and_in_the_end_given_up() {
    let mut world = World::new("app stop=1");
    world.stubborn.insert("app".to_owned());
    world.start();
    world.broken.insert("kill app".to_owned(), DriverError::Failed("busy".to_owned()));
    world.tell(Event::Stop(None));
    world.settle();
    world.wait(120_000);
    assert_eq!(world.trace.iter().filter(|line| *line == "kill app").count(), 5);
    assert!(
        world.stopped() && world.reason(0).starts_with("CannotStopContainerError: "),
        "{}",
        world.reason(0)
    );
    world.broken.clear();
    world.tell(Event::Forget);
    world.settle();
    assert!(world.nothing_left(), "what runs on is removed by force");
}

#[test]
fn a_stop_during_a_pull_makes_nothing_and_a_late_image_changes_nothing() {
    let mut world = World::new("app");
    world.tell(Event::Admitted { gpus: Vec::new() });
    while !matches!(world.waiting.front(), Some(Action::Pull { .. })) {
        let action = world.waiting.pop_front().unwrap();
        for event in world.perform(action) {
            world.tell(event);
        }
    }
    world.tell(Event::Stop(None));
    world.settle();
    assert!(world.stopped() && world.containers.is_empty());
    assert_eq!(world.task.state.containers[0].known, Known::Stopped);
}

#[test]
fn what_the_driver_has_decides_when_the_agent_comes_back() {
    type Change = fn(&mut World, &str);
    let changes: [(Change, Known, &str); 3] = [
        (
            |world, id| drop(world.containers.remove(id)),
            Known::Stopped,
            "ContainerVanishedError: No container matching saved ID found",
        ),
        (|_, _| {}, Known::Running, ""),
        (|world, _| drop(world.end("app", Some(4))), Known::Stopped, ""),
    ];
    for (change, known, reason) in changes {
        let mut world = World::new("app");
        world.start();
        let id = world.task.state.containers[0].runtime_id.clone();
        change(&mut world, &id);
        let saved = world.saved.clone();
        world.crash(&saved);
        world.settle();
        assert_eq!((world.task.state.containers[0].known, world.reason(0).as_str()), (known, reason));
    }
}

#[test]
fn one_that_was_known_to_have_ended_and_runs_is_ended_once() {
    let mut world = World::new("app");
    world.start();
    world.exit("app", 0);
    let id = world.task.state.containers[0].runtime_id.clone();
    world.containers.get_mut(&id).unwrap().state = DriverState::Running(Started { pid: None, at: BEGIN });
    for kills in [1, 1] {
        let saved = world.saved.clone();
        world.crash(&saved);
        world.waiting.retain(|action| matches!(action, Action::Kill { .. }));
        let told = world.waiting.len();
        world.waiting.clear();
        assert!(told <= kills);
    }
    assert!(world.task.state.containers[0].ended_again && world.stopped());
}

#[test]
fn volumes_are_taken_with_their_mounts_and_what_images_want() {
    let mut world = World::new("app from=data\ndata optional mounts=v:/v");
    let wants =
        longshore_runtime::ImageFacts { volumes: vec!["/v".into(), "/w".into()], ..Default::default() };
    world.images.insert("data:1".to_owned(), wants);
    world.tell(Event::Admitted { gpus: Vec::new() });
    let mut targets = Vec::new();
    while let Some(action) = world.waiting.pop_front() {
        if let Action::Create { spec, .. } = &action {
            let volume = |source: &MountSource| matches!(source, MountSource::Volume(_));
            assert!(spec.mounts.iter().all(|mount| volume(&mount.source)));
            targets.push(spec.mounts.iter().map(|m| (m.target.clone(), m.read_only)).collect::<Vec<_>>());
        }
        for event in world.perform(action) {
            world.tell(event);
        }
    }
    let of = |read_only| vec![("/v".to_owned(), read_only), ("/w".to_owned(), read_only)];
    assert_eq!(targets, [of(false), of(true)]);
    world.tell(Event::Stop(None));
    world.settle();
    world.tell(Event::Forget);
    world.settle();
    assert!(world.nothing_left());
}

#[test]
fn ids_are_random_and_well_formed() {
    let world = World::new("app");
    let container = &world.task.state.containers[0];
    assert_eq!(container.runtime_id.len(), 64);
    assert!(container.runtime_name.starts_with("ecs-web-3-app-"));
    let parts: Vec<usize> = container.endpoint_id.split('-').map(str::len).collect();
    assert_eq!(parts, [8, 4, 4, 4, 12]);
    let mut letters = container.endpoint_id.chars();
    assert_eq!(letters.nth(14), Some('4'), "a random UUID says so");
    assert!(letters.nth(4).is_some_and(|letter| "89ab".contains(letter)));
}
