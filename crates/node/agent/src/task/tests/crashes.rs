//! The agent dies at each step of a task's life: what comes of the task is what would have come of it.

use super::world::World;
use crate::task::Event;

struct Crash {
    /// Behind so many actions.
    after: usize,
    /// The next one is done, and nobody is told.
    done: bool,
    /// What need not have been written down was not.
    stale: bool,
}

type Life = (&'static str, &'static [Doing]);

#[derive(Clone, Copy)]
enum Doing {
    Exit(&'static str, i32),
    Wait(i64),
    Stop,
}

const LIVES: [Life; 6] = [
    ("app", &[Doing::Exit("app", 3)]),
    ("app mounts=data:/data secret=s", &[Doing::Wait(5), Doing::Stop]),
    ("web after=app:START\napp after=init:SUCCESS\ninit optional", &[Doing::Exit("init", 0), Doing::Stop]),
    ("app after=init:SUCCESS\ninit optional", &[Doing::Exit("init", 1)]),
    (
        "app restart=60\nside optional",
        &[Doing::Wait(61), Doing::Exit("app", 1), Doing::Wait(1), Doing::Exit("app", 2)],
    ),
    ("app stop=5\nside stop=0 from=app", &[Doing::Wait(100), Doing::Exit("side", 0), Doing::Wait(20)]),
];

struct Run {
    world: World,
    crash: Option<Crash>,
    performed: usize,
    /// Control says what it wants to an agent that comes back.
    stopped: bool,
}

impl Run {
    fn settle(&mut self) {
        while let Some(action) = self.world.waiting.pop_front() {
            if self.crash.as_ref().is_some_and(|crash| crash.after == self.performed) {
                let crash = self.crash.take().unwrap();
                if crash.done {
                    self.world.perform(action);
                }
                let saved = if crash.stale { &self.world.saved_at_least } else { &self.world.saved };
                let saved = saved.clone();
                self.world.crash(&saved);
                if self.stopped {
                    self.world.tell(stop());
                }
                continue;
            }
            self.performed += 1;
            for event in self.world.perform(action) {
                self.world.tell(event);
            }
        }
    }

    fn tell(&mut self, event: Event) {
        self.world.tell(event);
        self.settle();
    }

    fn wait(&mut self, seconds: i64) {
        let until = self.world.now + seconds * 1000;
        while let Some(at) = self.world.wake_at.filter(|at| *at <= until) {
            self.world.now = at.max(self.world.now);
            self.tell(Event::Tick);
        }
        self.world.now = until;
        self.tell(Event::Tick);
    }
}

fn stop() -> Event {
    Event::Stop(Some("asked to".to_owned()))
}

/// What came of it, in words that do not depend on when it came.
fn live((containers, doings): Life, crash: Option<Crash>) -> (String, usize) {
    let mut world = World::new(containers);
    world.stubborn.insert("app".to_owned());
    let mut run = Run { world, crash, performed: 0, stopped: false };
    run.tell(Event::Admitted { gpus: Vec::new() });
    for doing in doings {
        match *doing {
            Doing::Exit(name, code) => {
                let event = run.world.end(name, Some(code)).expect("it runs");
                run.tell(event);
            }
            Doing::Wait(seconds) => run.wait(seconds),
            Doing::Stop => {
                run.stopped = true;
                run.tell(stop());
            }
        }
    }
    run.wait(120);
    let mut told = String::new();
    for (place, container) in run.world.task.state.containers.iter().enumerate() {
        let name = run.world.name(place);
        let starts = run.world.starts.get(&name).copied().unwrap_or(0);
        let (known, code, reason) = (container.known.word(), container.exit_code, &container.reason);
        told.push_str(&format!("{name} {known} {code:?} {reason:?} started {starts} times\n"));
    }
    let state = &run.world.task.state;
    told.push_str(&format!(
        "{} {:?} {} {}",
        state.known.word(),
        state.reason,
        state.has_run,
        state.essential_exited
    ));
    // Control says it again to an agent that came back.
    for _ in 0..2 {
        run.tell(Event::Forget);
        run.wait(60);
    }
    assert!(run.world.nothing_left() && run.world.forgotten, "something is left:\n{told}");
    (told, run.performed)
}

#[test]
fn every_step_can_be_the_last_of_an_agent() {
    for life in LIVES {
        let (undisturbed, steps) = live(life, None);
        assert!(
            undisturbed.contains("STOPPED Some") || undisturbed.contains("STOPPED None"),
            "{undisturbed}"
        );
        for after in 0..steps {
            for (done, stale) in [(false, false), (false, true), (true, false), (true, true)] {
                let (told, _) = live(life, Some(Crash { after, done, stale }));
                assert_eq!(
                    told, undisturbed,
                    "{} dies after {after} steps, done {done}, stale {stale}",
                    life.0
                );
            }
        }
    }
}
