//! Whole lives: what is done to a task, and what it does in turn, line by line.

use super::world::World;
use crate::task::Event;

/// Runs lines: containers up to `---`, then doings; answers what came of each doing.
fn play(script: &str) -> String {
    let (containers, doings) = script.split_once("---").unwrap();
    let mut world = World::new(containers);
    let mut told = String::new();
    for doing in doings.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('>')) {
        world.trace.clear();
        perform(&mut world, doing);
        told.push_str(&format!("\n{doing}\n"));
        world.trace.iter().for_each(|line| told.push_str(&format!("> {line}\n")));
    }
    told
}

fn perform(world: &mut World, doing: &str) {
    let words: Vec<&str> = doing.split_whitespace().collect();
    match words[..] {
        ["start"] => world.start(),
        ["exit", name, code] => world.exit(name, code.parse().unwrap()),
        ["wait", seconds] => world.wait(seconds.parse::<i64>().unwrap() * 1000),
        ["stop"] => {
            world.tell(Event::Stop(None));
            world.settle();
        }
        ["forget"] => {
            world.tell(Event::Forget);
            world.settle();
        }
        ["crash"] => {
            let saved = world.saved.clone();
            world.crash(&saved);
            world.settle();
        }
        ["stubborn", name] => drop(world.stubborn.insert(name.to_owned())),
        ["health", name, code] => drop(world.health.insert(name.to_owned(), code.parse().unwrap())),
        ref other => panic!("{other:?}"),
    }
}

fn check(script: &str) {
    let (_, doings) = script.split_once("---").unwrap();
    let wanted: Vec<&str> = doings.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let told = play(script);
    let told: Vec<&str> = told.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    assert_eq!(told.join("\n"), wanted.join("\n"));
}

#[test]
fn one_container_lives_and_leaves_nothing() {
    check(
        "app mounts=data:/data
        ---
        start
        > task PENDING app:PENDING
        > make volume 0
        > pull app
        > create app
        > start app
        > task RUNNING app:RUNNING
        exit app 3
        > task STOPPING app:STOPPED(3)
        > task STOPPED app:STOPPED(3)
        forget
        > remove app
        > remove volume 0",
    );
}

#[test]
fn containers_start_in_order_and_stop_in_reverse() {
    check(
        "web after=app:START
        app after=init:SUCCESS
        init optional
        ---
        start
        > task PENDING web:PENDING app:PENDING init:PENDING
        > pull init
        > create init
        > start init
        > task PENDING web:PENDING app:PENDING init:RUNNING
        exit init 0
        > task PENDING web:PENDING app:PENDING init:STOPPED(0)
        > pull app
        > create app
        > start app
        > task PENDING web:PENDING app:RUNNING init:STOPPED(0)
        > pull web
        > create web
        > start web
        > task RUNNING web:RUNNING app:RUNNING init:STOPPED(0)
        stop
        > task STOPPING web:RUNNING app:RUNNING init:STOPPED(0)
        > signal web 15
        > task STOPPING web:STOPPED(143) app:RUNNING init:STOPPED(0)
        > signal app 15
        > task STOPPING web:STOPPED(143) app:STOPPED(143) init:STOPPED(0)
        > task STOPPED web:STOPPED(143) app:STOPPED(143) init:STOPPED(0)",
    );
}

#[test]
fn one_that_passes_over_its_signal_is_killed_in_time() {
    check(
        "app stop=5
        ---
        stubborn app
        start
        > task PENDING app:PENDING
        > pull app
        > create app
        > start app
        > task RUNNING app:RUNNING
        stop
        > task STOPPING app:RUNNING
        > signal app 15
        wait 4
        wait 2
        > kill app
        > task STOPPING app:STOPPED(137)
        > task STOPPED app:STOPPED(137)",
    );
}

#[test]
fn what_must_succeed_and_does_not_ends_what_waits_for_it() {
    check(
        "app after=init:SUCCESS
        init optional
        ---
        start
        > task PENDING app:PENDING init:PENDING
        > pull init
        > create init
        > start init
        > task PENDING app:PENDING init:RUNNING
        exit init 1
        > task STOPPING app:STOPPED(143) init:STOPPED(1)
        > task STOPPED app:STOPPED(143) init:STOPPED(1)",
    );
}

#[test]
fn a_restart_is_no_end_unless_it_comes_too_soon_or_is_ignored() {
    check(
        "app restart=60 ignore=3
        ---
        start
        > task PENDING app:PENDING
        > pull app
        > create app
        > start app
        > task RUNNING app:RUNNING
        wait 60
        exit app 1
        > start app
        wait 60
        exit app 0
        > start app
        wait 30
        exit app 1
        > task STOPPING app:STOPPED(1)
        > task STOPPED app:STOPPED(1)",
    );
    check(
        "app restart=60 ignore=3
        ---
        start
        > task PENDING app:PENDING
        > pull app
        > create app
        > start app
        > task RUNNING app:RUNNING
        wait 100
        exit app 3
        > task STOPPING app:STOPPED(3)
        > task STOPPED app:STOPPED(3)",
    );
}

#[test]
fn health_is_found_out_in_dockers_rhythm() {
    check(
        "web after=db:HEALTHY
        db check=10,2,0
        ---
        health db 1
        start
        > task PENDING web:PENDING db:PENDING
        > pull db
        > create db
        > start db
        > task PENDING web:PENDING db:RUNNING
        wait 11
        > check db
        health db 0
        wait 10
        > check db
        > task PENDING web:PENDING db:RUNNING[HEALTHY]
        > pull web
        > create web
        > start web
        > task RUNNING web:RUNNING db:RUNNING[HEALTHY]
        health db -1
        wait 10
        > check db
        wait 10
        > check db
        > task RUNNING web:RUNNING db:RUNNING[UNHEALTHY]",
    );
    check(
        "db check=10,1,25
        ---
        health db 1
        start
        > task PENDING db:PENDING
        > pull db
        > create db
        > start db
        > task RUNNING db:RUNNING
        wait 24
        > check db
        > check db
        wait 10
        > check db
        > task RUNNING db:RUNNING[UNHEALTHY]",
    );
}

#[test]
fn an_agent_that_dies_between_checks_makes_them_when_they_are_due() {
    check(
        "db check=10,1,0
        ---
        start
        > task PENDING db:PENDING
        > pull db
        > create db
        > start db
        > task RUNNING db:RUNNING
        wait 6
        crash
        > follow db
        wait 3
        crash
        > follow db
        wait 1
        > check db
        > task RUNNING db:RUNNING[HEALTHY]",
    );
}

#[test]
fn a_start_timeout_is_counted_from_the_start_of_what_is_waited_for() {
    check(
        "app after=job:COMPLETE
        job optional start=10
        ---
        start
        > task PENDING app:PENDING job:PENDING
        > pull job
        > create job
        > start job
        > task PENDING app:PENDING job:RUNNING
        wait 9
        wait 1
        > task STOPPING app:STOPPED(143) job:RUNNING
        > signal job 15
        > task STOPPING app:STOPPED(143) job:STOPPED(143)
        > task STOPPED app:STOPPED(143) job:STOPPED(143)",
    );
}

#[test]
fn a_task_that_is_stopped_while_it_waits_makes_nothing() {
    check(
        "app
        ---
        stop
        > task STOPPED app:STOPPED",
    );
}

#[test]
fn an_optional_container_ends_alone() {
    check(
        "app
        side optional
        ---
        start
        > task PENDING app:PENDING side:PENDING
        > pull app
        > pull side
        > create app
        > create side
        > start app
        > task PENDING app:RUNNING side:PENDING
        > start side
        > task RUNNING app:RUNNING side:RUNNING
        exit side 1
        > task RUNNING app:RUNNING side:STOPPED(1)
        exit app 0
        > task STOPPING app:STOPPED(0) side:STOPPED(1)
        > task STOPPED app:STOPPED(0) side:STOPPED(1)",
    );
}
