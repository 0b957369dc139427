//! Which image a container gets, by pull behaviour, by what is here and by what the registry says.

use std::time::Duration;

use longshore_link::NamedText;
use longshore_runtime::{DriverError, ImageFacts};

use super::world::World;
use crate::settings::{PullBehavior, Settings};
use crate::task::images::{Decision, decide};
use crate::task::state::{ContainerState, LocalImage};
use crate::task::{Event, Task};

fn here(digest: Option<&str>) -> Option<ImageFacts> {
    Some(ImageFacts { digest: digest.map(str::to_owned), ..ImageFacts::default() })
}

#[test]
fn each_behaviour_decides() {
    use Decision::{Fail, Pull, Resolve, Use};
    use PullBehavior::{Always, Default as Usual, Once, PreferCached};
    let plan = World::new("app").task.plan.containers[0].clone();
    let known = |digest: Option<&str>, failed: bool| ContainerState {
        digest: digest.map(str::to_owned),
        image_error: failed.then(|| "why".to_owned()),
        ..ContainerState::default()
    };
    let (fresh, resolved, failed) = (known(None, false), known(Some("d"), false), known(None, true));
    for (behavior, now, facts, pulled_before, expected) in [
        (Usual, &fresh, None, false, Resolve),
        (Usual, &fresh, here(Some("d")), true, Resolve),
        (Usual, &fresh, here(None), false, Use),
        (Usual, &resolved, here(Some("d")), false, Use),
        (Usual, &resolved, here(Some("old")), true, Pull),
        (Usual, &failed, here(Some("old")), false, Use),
        (Usual, &failed, None, false, Fail),
        (Always, &fresh, here(None), true, Resolve),
        (Always, &resolved, here(Some("d")), true, Use),
        (Always, &failed, here(Some("d")), true, Fail),
        (Once, &fresh, here(Some("d")), false, Resolve),
        (Once, &fresh, here(Some("d")), true, Use),
        (Once, &failed, here(Some("d")), false, Fail),
        (PreferCached, &fresh, here(Some("d")), false, Use),
        (PreferCached, &fresh, None, true, Resolve),
        (PreferCached, &failed, None, false, Fail),
    ] {
        let local = LocalImage { facts, pulled_before };
        assert_eq!(decide(behavior, &plan, now, &local), expected, "{behavior:?} {local:?} {:?}", now.digest);
    }
    let mut pinned = plan.clone();
    pinned.pinned_digest = Some("p".to_owned());
    for (facts, now, expected) in
        [(here(Some("anything")), &fresh, Use), (None, &fresh, Pull), (None, &failed, Fail)]
    {
        let local = LocalImage { facts, pulled_before: false };
        assert_eq!(decide(Usual, &pinned, now, &local), expected);
    }
    let mut loose = plan;
    loose.resolves = false;
    let local = LocalImage { facts: here(Some("d")), pulled_before: false };
    assert_eq!(decide(Usual, &loose, &fresh, &local), Pull, "its digest is of no interest");
}

fn failing(behavior: PullBehavior, word: &str) -> Task {
    let settings = Settings { pull_behavior: behavior, cleanup_wait: Duration::ZERO, ..Settings::default() };
    let mut world = World::with("app optional\nother", settings);
    world.broken.insert(word.to_owned(), DriverError::ImageNotFound("no such image".to_owned()));
    world.start();
    world.task
}

#[test]
fn failures_are_told_by_where_they_came_and_stop_the_task_where_the_behaviour_says_so() {
    for (behavior, word, reason, stops) in [
        (PullBehavior::Default, "resolve app", "CannotPullImageManifestError: no such image", false),
        (PullBehavior::Default, "pull app", "CannotPullContainerError: no such image", false),
        (PullBehavior::Always, "pull app", "CannotPullContainerError: no such image", true),
        (PullBehavior::Once, "resolve app", "CannotPullImageManifestError: no such image", true),
    ] {
        let task = failing(behavior, word);
        assert_eq!(task.state.containers[0].reason.as_deref(), Some(reason));
        assert_eq!(task.state.desired_stopped, stops, "{behavior:?}");
    }
}

#[test]
fn a_pinned_digest_is_what_is_looked_up_pulled_and_made() {
    let mut world = World::new("app");
    let mut assignment = (*world.task.plan.assignment).clone();
    let (name, value) = (Some("app".to_owned()), Some("sha256:pinned".to_owned()));
    assignment.image_digests = Some(vec![NamedText { name, value }]);
    let plan = crate::plan::plan(assignment.into(), &Settings::default()).unwrap();
    let state = crate::task::state::new_state(&plan, &mut fastrand::Rng::with_seed(1));
    world.task = Task::new(plan.into(), state, Settings::default().into());
    world.tell(Event::Admitted { gpus: Vec::new() });
    let mut seen = Vec::new();
    while let Some(action) = world.waiting.pop_front() {
        match &action {
            crate::task::Action::LookUpImage { reference, .. } => seen.push(reference.clone()),
            crate::task::Action::Pull { digest, .. } => seen.extend(digest.clone()),
            crate::task::Action::Create { spec, .. } => seen.push(spec.image.clone()),
            crate::task::Action::ResolveImage { .. } => panic!("it is known"),
            _ => {}
        }
        for event in world.perform(action) {
            world.tell(event);
        }
    }
    assert_eq!(seen, ["app@sha256:pinned", "sha256:pinned", "app@sha256:pinned"]);
}
