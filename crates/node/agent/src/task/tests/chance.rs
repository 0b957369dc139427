//! Tasks, orders of events, faults and crashes by chance: what always holds, holds.

use longshore_runtime::{ContainerState as DriverState, DriverError};

use super::world::World;
use crate::task::state::Known;
use crate::task::{Action, Event};

const SEEDS: u64 = 400;
const STEPS: usize = 120;

fn definition(random: &mut fastrand::Rng) -> String {
    let count = random.usize(1..=5);
    let mut lines = String::new();
    for place in 0..count {
        lines.push_str(&format!("c{place}"));
        if random.bool() {
            lines.push_str(" optional");
        }
        if random.u32(..4) == 0 {
            lines.push_str(" restart=60 ignore=3");
        }
        if random.u32(..4) == 0 {
            lines.push_str(" check=10,2,5");
        }
        if random.bool() {
            lines.push_str(&format!(" start={} stop={}", random.u32(1..100), random.u32(0..40)));
        }
        if random.u32(..4) == 0 {
            lines.push_str(&format!(" mounts=v{}:/v", random.u32(..2)));
        }
        if random.u32(..5) == 0 {
            lines.push_str(" secret=s");
        }
        for other in 0..place {
            let condition = ["START", "COMPLETE", "SUCCESS", "HEALTHY"][random.usize(..4)];
            match random.u32(..6) {
                0 | 1 => lines.push_str(&format!(" after=c{other}:{condition}")),
                2 => lines.push_str(&format!(" from=c{other}")),
                _ => {}
            }
        }
        lines.push('\n');
    }
    lines
}

/// What holds from one step to the next.
struct Watch {
    known: Vec<Known>,
    task: Known,
    creates: Vec<u32>,
}

impl Watch {
    fn new(world: &World) -> Self {
        let count = world.task.state.containers.len();
        Self { known: vec![Known::None; count], task: Known::None, creates: vec![0; count] }
    }

    /// A restart of the agent may forget what had not been told.
    fn forget(&mut self) {
        self.known.fill(Known::None);
        self.task = Known::None;
        self.creates.fill(0);
    }

    fn tell(&mut self, world: &mut World, event: Event) {
        let waiting = world.waiting.len();
        world.tell(event);
        let state = &world.task.state;
        assert!(state.known >= self.task, "a task's status falls");
        self.task = state.known;
        for (place, container) in state.containers.iter().enumerate() {
            assert!(container.known >= self.known[place], "a container's status falls");
            self.known[place] = container.known;
        }
        for action in world.waiting.iter().skip(waiting) {
            self.check(world, action);
        }
    }

    fn check(&mut self, world: &World, action: &Action) {
        let state = &world.task.state;
        match action {
            Action::Create { container, .. } => {
                assert!(!state.desired_stopped, "made while the task stops");
                self.creates[*container] += 1;
                assert_eq!(self.creates[*container], 1, "made twice");
            }
            Action::Start { .. } | Action::Pull { .. } | Action::Fetch { .. } => {
                assert!(!state.desired_stopped, "begun while the task stops");
            }
            Action::Signal { container, .. } => {
                for dependent in &world.task.plan.containers[*container].dependents {
                    assert_eq!(
                        state.containers[*dependent].known,
                        Known::Stopped,
                        "stopped before what needs it"
                    );
                }
            }
            Action::Remove { .. } | Action::RemoveVolume { .. } => {
                assert_eq!(state.known, Known::Stopped);
            }
            _ => {}
        }
    }
}

fn fault(world: &mut World, word: &str, random: &mut fastrand::Rng) {
    let may_fail = ["pull", "resolve", "create", "start", "open", "make", "fetch", "kill"];
    if random.u32(..12) == 0 && may_fail.iter().any(|verb| word.starts_with(verb)) {
        world.broken.insert(word.to_owned(), DriverError::Failed("by chance".to_owned()));
    }
}

fn running(world: &World) -> Vec<String> {
    let runs = world.containers.values().filter(|fake| matches!(fake.state, DriverState::Running(_)));
    runs.map(|fake| fake.name.clone()).collect()
}

fn step(world: &mut World, watch: &mut Watch, random: &mut fastrand::Rng, crashes: bool) {
    match random.u32(..100) {
        0..=69 if !world.waiting.is_empty() => {
            let place = random.usize(..world.waiting.len());
            let action = world.waiting.remove(place).unwrap();
            let (word, _) = world.word(&action);
            fault(world, &word, random);
            for event in world.perform(action) {
                let again = matches!(event, Event::Exited { .. }) && random.bool();
                watch.tell(world, event.clone());
                if again {
                    watch.tell(world, event);
                }
            }
            world.broken.clear();
        }
        70..=79 => {
            let names = running(world);
            if let Some(name) = random.choice(&names) {
                let code = random.i32(0..5);
                let event = world.end(name, Some(code).filter(|code| *code < 4)).unwrap();
                watch.tell(world, event);
            }
        }
        80..=92 => {
            world.now += random.i64(0..70_000);
            watch.tell(world, Event::Tick);
        }
        93 => watch.tell(world, Event::Stop(Some("asked to".to_owned()))),
        94..=96 if crashes => {
            while let Some(action) = world.waiting.pop_front() {
                if random.bool() {
                    world.perform(action);
                }
            }
            let saved = if random.bool() { world.saved.clone() } else { world.saved_at_least.clone() };
            watch.forget();
            world.crash(&saved);
        }
        _ => {}
    }
}

fn live(seed: u64, crashes: bool) {
    let mut random = fastrand::Rng::with_seed(seed);
    let lines = definition(&mut random);
    let mut world = World::new(&lines);
    if random.bool() {
        world.stubborn.insert("c0".to_owned());
    }
    let mut watch = Watch::new(&world);
    watch.tell(&mut world, Event::Admitted { gpus: Vec::new() });
    for _ in 0..STEPS {
        step(&mut world, &mut watch, &mut random, crashes);
    }
    watch.tell(&mut world, Event::Stop(None));
    world.settle();
    world.wait(600_000);
    let state = &world.task.state;
    assert!(world.stopped(), "it never ends:\n{lines}{state:#?}");
    for container in &state.containers {
        assert_eq!(container.known, Known::Stopped);
        let starts = world.starts.get(&container_name(&world, container)).copied().unwrap_or(0);
        let allowed = 1 + u32::try_from(container.restarts).unwrap();
        assert!(starts <= allowed, "started {starts} times, with {} restarts:\n{lines}", container.restarts);
    }
    let told = state.reason.is_some()
        || state
            .containers
            .iter()
            .any(|container| container.reason.is_some() || container.exit_code.is_some())
        || state.containers.iter().all(|container| container.first_started_at.is_none())
        || state.containers.iter().any(|container| container.last_ending.is_some());
    assert!(told, "it ends for no reason:\n{lines}");
    assert!(world.sandboxes.is_empty(), "its ports and addresses are not free");
    world.tell(Event::Forget);
    world.settle();
    world.wait(60_000);
    assert!(world.forgotten && world.nothing_left(), "something is left of it:\n{lines}");
    assert!(crashes || world.released == 1, "its room was given back {} times", world.released);
}

fn container_name(world: &World, container: &crate::task::state::ContainerState) -> String {
    let place = world.task.state.containers.iter().position(|c| c.runtime_id == container.runtime_id);
    world.name(place.unwrap())
}

#[test]
fn whatever_comes_in_whatever_order() {
    (0..SEEDS).for_each(|seed| live(seed, false));
}

#[test]
fn whatever_comes_and_the_agent_dies_on_the_way() {
    (0..SEEDS).for_each(|seed| live(seed, true));
}
