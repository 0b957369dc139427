//! Who dies with whom, and what is left.

use std::sync::atomic::Ordering;

use longshore_launcher::client::LaunchError;
use longshore_launcher::records::{Record, read_exit, read_pid};
use rustix::process::Signal;

use crate::Test;
use crate::world::{World, is_alive, printed, seen, signal, until, wait};

pub(crate) const TESTS: &[Test] = &[
    ("ignores_sigterm_then_is_killed", ignores_sigterm_then_is_killed),
    ("container_ends_with_its_launcher", container_ends_with_its_launcher),
    ("one_killed_at_its_start_is_not_replaced", one_killed_at_its_start_is_not_replaced),
    ("launchers_outlive_the_spawner", launchers_outlive_the_spawner),
    ("launchers_outlive_the_agent", launchers_outlive_the_agent),
    ("many_at_once", many_at_once),
    ("processes_of_the_machines_namespace_end_too", processes_of_the_machines_namespace_end_too),
];

/// Goes on until it is told to end.
const WAITS: &str = "trap 'echo still here; exit' TERM; echo ready; while :; do sleep 0.05; done";

fn ignores_sigterm_then_is_killed() {
    let Some(world) = World::new("term") else { return };
    let (directory, launched) =
        world.launch(&world.spec("c", "trap '' TERM; echo ready; while :; do sleep 0.05; done"));
    until("ready", || printed(&directory).0.contains("ready"));
    signal(launched.container_pid, Signal::TERM);
    std::thread::sleep(std::time::Duration::from_millis(100));
    assert!(is_alive(launched.container_pid));
    signal(launched.container_pid, Signal::KILL);
    assert_eq!(seen(&directory, &launched).exit.code, 137);
    world.finish();
}

fn container_ends_with_its_launcher() {
    let Some(world) = World::new("launcher") else { return };
    for uid in [0, 1000] {
        let mut spec = world.spec(&format!("c{uid}"), "sleep 1000 & sleep 1000");
        spec.process.uid = uid;
        let (directory, launched) = world.launch(&spec);
        let path = world.cgroup_of(&spec.id);
        signal(launched.launcher_pid, Signal::KILL);
        wait(&launched.launcher_pidfd);
        // One that is about to end is not listed any more.
        until("gone", || world.hierarchies.processes(&path).is_empty() && !is_alive(launched.container_pid));
        assert_eq!(read_exit(&directory), Record::Missing);
        world.hierarchies.remove(&path).unwrap();
    }
    world.finish();
}

/// Its program may have run, and a program runs once.
fn one_killed_at_its_start_is_not_replaced() {
    let Some(world) = World::new("early") else { return };
    let done = std::sync::atomic::AtomicBool::new(false);
    let mut died = 0;
    for turn in 0..40 {
        let spec = world.spec(&format!("c{turn}"), WAITS);
        let directory = world.write(&spec);
        done.store(false, Ordering::Relaxed);
        let (launched, first) = std::thread::scope(|scope| {
            let killer = scope.spawn(|| {
                while !done.load(Ordering::Relaxed) {
                    if let Record::Is(record) = read_pid(&directory) {
                        signal(record.launcher_pid, Signal::KILL);
                        return Some(record.launcher_pid);
                    }
                }
                None
            });
            let launched = world.spawner.launch(&directory);
            done.store(true, Ordering::Relaxed);
            (launched, killer.join().unwrap())
        });
        match (launched, first) {
            (Err(LaunchError::LauncherDied), Some(_)) => died += 1,
            (Ok(launched), None) => signal(launched.launcher_pid, Signal::KILL),
            (Ok(launched), Some(first)) => assert_eq!(launched.launcher_pid, first, "another was started"),
            other => panic!("{other:?}"),
        }
        let path = world.cgroup_of(&spec.id);
        until("gone", || world.hierarchies.processes(&path).is_empty());
        world.hierarchies.remove(&path).unwrap();
    }
    assert!(died > 0, "none was killed before it told that it runs");
    world.finish();
}

fn launchers_outlive_the_spawner() {
    let Some(world) = World::new("spawner") else { return };
    let first = world.spawner.start().unwrap();
    let (directory, launched) = world.launch(&world.spec("c", WAITS));
    until("ready", || printed(&directory).0.contains("ready"));
    signal(first, Signal::KILL);
    until("dead", || !is_alive(first));
    assert!(is_alive(launched.launcher_pid));
    assert_eq!(world.output_of(&world.spec("d", "echo new")), "new\n");
    assert_ne!(world.spawner.start().unwrap(), first);
    signal(launched.container_pid, Signal::TERM);
    assert_eq!(seen(&directory, &launched).out, "ready\nstill here\n");
    world.finish();
}

fn launchers_outlive_the_agent() {
    let Some(mut world) = World::new("agent") else { return };
    let (directory, launched) = world.launch(&world.spec("c", WAITS));
    until("ready", || printed(&directory).0.contains("ready"));
    let pid = world.spawner.start().unwrap();
    // What closing the doorbell does is what the agent's death does.
    world.spawner = longshore_launcher::client::Spawner::of_this_program();
    assert!(!is_alive(pid));
    let Record::Is(record) = read_pid(&directory) else { panic!() };
    assert_eq!((record.launcher_pid, record.container_pid), (launched.launcher_pid, launched.container_pid));
    signal(launched.container_pid, Signal::TERM);
    assert_eq!(seen(&directory, &launched).out, "ready\nstill here\n");
    world.finish();
}

fn many_at_once() {
    let Some(world) = World::new("many") else { return };
    std::thread::scope(|scope| {
        let runs: Vec<_> = (0..50)
            .map(|number| {
                let world = &world;
                scope.spawn(move || {
                    world.output_of(&world.spec(&format!("c{number}"), &format!("echo {number}")))
                })
            })
            .collect();
        for (number, run) in runs.into_iter().enumerate() {
            assert_eq!(run.join().unwrap(), format!("{number}\n"));
        }
    });
    world.finish();
}

fn processes_of_the_machines_namespace_end_too() {
    let Some(world) = World::new("hostpid") else { return };
    let mut spec = world.spec("c", "setsid sleep 1000 & setsid sleep 1000 & sleep 0.1; exit 4");
    spec.namespaces.pid = longshore_launcher::spec::Namespace::Host;
    let seen = world.run(&spec);
    assert_eq!(seen.exit.code, 4);
    world.finish();
}
