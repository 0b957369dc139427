//! Counts, updates, drained instances and failing checks: what is started and stopped.

use longshore_world::Timestamp;

use super::{NOW, check, decide, messages, service};
use crate::service::view::TaskHealth;

#[test]
fn counts() {
    check(vec![
        ("a new service", service(3).updated("1"), "start 3 of 1"),
        ("on its way", service(3).updated("1").tasks("1", "SSS"), ""),
        ("one was lost", service(3).completed("1").tasks("1", "RR"), "start 1 of 1"),
        (
            "one on its way out is replaced at once",
            service(3).completed("1").tasks("1", "RRX"),
            "start 1 of 1",
        ),
        ("unless that were too many", service(3).percents(0, 100).completed("1").tasks("1", "RRX"), ""),
        ("more are wanted", service(5).completed("1").tasks("1", "RRR"), "start 2 of 1"),
        ("fewer are wanted", service(1).completed("1").tasks("1", "RRR"), "stop 1c 1b"),
        ("those that start go first", service(2).completed("1").tasks("1", "RSRS"), "stop 1d 1b"),
        (
            "healthy ones wait for others",
            service(2).completed("1").tasks("1", "RSrr").watched(),
            "stop 1b 1d",
        ),
        ("protected ones stay", service(1).completed("1").tasks("1", "PRP"), "stop 1b"),
        ("none are wanted", service(0).completed("1").tasks("1", "RS"), "stop 1b 1a"),
        ("no deployment", service(2).tasks("1", "R"), "stop 1a"),
        ("a huge one starts in parts", service(4000).updated("1"), "start 1000 of 1"),
    ]);
}

#[test]
fn updates() {
    let update = |minimum, maximum| service(4).percents(minimum, maximum).completed("1").updated("2");
    check(vec![
        ("100/200: beside the old", update(100, 200).tasks("1", "RRRR"), "start 4 of 2"),
        ("as they come to run", update(100, 200).tasks("1", "RRRR").tasks("2", "rrSS"), "2 ran, stop 1d 1c"),
        ("the last", update(100, 200).tasks("1", "R").tasks("2", "rrrr"), "2 ran, stop 1a"),
        ("100/125: one at a time", update(100, 125).tasks("1", "RRRR"), "start 1 of 2"),
        ("one has come", update(100, 125).tasks("1", "RRRR").tasks("2", "r"), "2 ran, stop 1d"),
        ("its slot is held", update(100, 125).tasks("1", "RRRX").tasks("2", "r"), "2 ran"),
        ("its slot is free", update(100, 125).tasks("1", "RRR").tasks("2", "r"), "2 ran, start 1 of 2"),
        ("0/100: all at once", update(0, 100).tasks("1", "RRRR"), "stop 1d 1c 1b 1a"),
        ("all are gone", update(0, 100), "start 4 of 2"),
        ("50/100: half", update(50, 100).tasks("1", "RRRR"), "stop 1d 1c"),
        ("the other half", update(50, 100).tasks("1", "RR").tasks("2", "rr"), "2 ran, stop 1b 1a"),
        ("50/200: no need to stop", update(50, 200).tasks("1", "RRRR"), "start 4 of 2"),
        (
            "but where there is no place",
            update(50, 200).tasks("1", "RRRR").with(|view| view.memory.unplaced = Some("CPU".to_owned())),
            "start 4 of 2, stop 1d 1c",
        ),
        ("75/125: both", update(75, 125).tasks("1", "RRRR"), "start 1 of 2, stop 1d"),
        ("100/100 cannot", update(100, 100).tasks("1", "RRRR"), ""),
        ("old ones that do not run yet", update(100, 200).tasks("1", "RSRS"), "start 4 of 2, stop 1b 1d"),
        ("old protected ones", update(100, 200).tasks("1", "PR").tasks("2", "rrrr"), "2 ran, stop 1b"),
        (
            "of a rollout that is no more",
            update(100, 200).tasks("0", "R").tasks("2", "RRRR"),
            "2 ran, stop 0a",
        ),
        (
            "with checks, running is not enough",
            update(100, 200).tasks("1", "R").tasks("2", "RRRR").watched().with(|view| {
                view.tasks[0].health = TaskHealth::Healthy;
            }),
            "2 ran",
        ),
    ]);
}

#[test]
fn instances_that_drain() {
    check(vec![
        ("those that start", service(2).completed("1").tasks("1", "Rl"), "start 1 of 1, stop 1b"),
        ("those that run are replaced first", service(2).completed("1").tasks("1", "RL"), "start 1 of 1"),
        ("and go then", service(2).completed("1").tasks("1", "RLr"), "stop 1b"),
        ("50/100", service(2).percents(50, 100).completed("1").tasks("1", "LL"), "stop 1b"),
        (
            "protected",
            service(2).percents(0, 100).completed("1").tasks("1", "RL").with(|view| {
                view.tasks[1].protected = true;
            }),
            "",
        ),
    ]);
}

#[test]
fn checks_that_fail() {
    let watched = |letters: &str| {
        service(3).completed("1").tasks("1", letters).watched().with(|view| {
            for task in view.tasks.iter_mut().filter(|task| task.health == TaskHealth::Unknown) {
                task.health = TaskHealth::Healthy;
            }
        })
    };
    check(vec![
        ("a replacement first", watched("RRU"), "start 1 of 1"),
        ("until it is healthy", watched("RRUS"), ""),
        ("then it goes", watched("RRUR"), "stop 1c"),
        ("where there is no room", watched("RRU").percents(100, 100), "stop 1c"),
        ("one at a time", watched("RUU").percents(50, 100), "stop 1c"),
        ("one is on its way", watched("RUX").percents(50, 100), ""),
        ("in its grace", watched("RRu").with(|view| view.grace_secs = 60), ""),
        ("in its grace, and too many", watched("RRRu").with(|view| view.grace_secs = 60), "stop 1d"),
        ("after its grace", watched("RRU").with(|view| view.grace_secs = 60), "start 1 of 1"),
        ("protection is no help", watched("RRUR").with(|view| view.tasks[2].protected = true), "stop 1c"),
        ("the minimum", watched("RRR").updated("2").tasks("2", "UUU"), "2 ran, stop 2c 2b 2a"),
    ]);
    let plan = decide(&watched("RRUR"), NOW);
    assert_eq!(messages(&plan)[1], "(service web) (task 1c) failed container health checks.");
}

#[test]
fn what_time_alone_changes() {
    let wakes = |view| decide(&view, NOW).wake_at;
    let after = |secs: i64| Some(NOW.plus_secs(secs));
    let steady = service(2).completed("1").tasks("1", "RR");
    assert_eq!(wakes(steady.clone()), after(6 * 3600), "steady state is told again");
    assert_eq!(wakes(service(2).updated("1").tasks("1", "Rr")), after(40), "it is healthy then");
    let grace = service(2).watched().completed("1").tasks("1", "Ru").with(|view| view.grace_secs = 60);
    assert_eq!(wakes(grace), after(60), "its grace ends");
    let throttled = service(2).updated("1").ended("1", 1, |_| {});
    assert_eq!(wakes(throttled), after(10), "starts go on");
    let protected = service(1).completed("1").tasks("1", "PR").with(|view| {
        view.tasks[0].protected_until = Some(NOW.plus_secs(30));
        view.tasks[1].protected = true;
    });
    assert_eq!(wakes(protected.clone()), after(30), "its protection ends");
    let later: Timestamp = NOW.plus_secs(30);
    assert_eq!(super::acts(&decide(&protected, later)), "stop 1a");
    assert_eq!(wakes(service(2).completed("1").tasks("1", "RS")), None, "nothing but an event");
}

#[test]
fn the_order_in_which_tasks_are_stopped() {
    // Zone, instance, age in seconds: the zone that has most, then the instance, then the youngest.
    let place = [("a", "i1", 50), ("a", "i2", 40), ("a", "i2", 30), ("b", "i3", 20), ("b", "i3", 10)];
    let view = service(0).completed("1").tasks("1", "RRRRR").with(|view| {
        for (task, (zone, instance, age)) in view.tasks.iter_mut().zip(place) {
            (task.zone, task.instance) = (Some(zone.to_owned()), Some(instance.to_owned()));
            task.created_at = NOW.plus_secs(-age);
        }
    });
    check(vec![("all of them", view, "stop 1c 1e 1b 1d 1a")]);
}

#[test]
fn figures_are_given() {
    let plan = decide(&service(10).completed("1").tasks("1", "RRRRRRRR"), NOW);
    assert_eq!(plan.items[0].why, "8 of 10 tasks are there, 2 more fit under the maximum of 20");
    let plan = decide(&service(2).percents(50, 100).completed("1").updated("2").tasks("1", "RR"), NOW);
    assert_eq!(plan.items[0].why, "it is of an older deployment; 2 tasks are healthy, the minimum is 1");
}

#[test]
fn deleted_services() {
    let deleted = |view: crate::service::view::View| view.with(|view| view.active = false);
    check(vec![
        ("its tasks go", deleted(service(2).completed("1").tasks("1", "RPSX")), "stop 1a 1b 1c"),
        ("the last is on its way", deleted(service(2).completed("1").tasks("1", "X")), ""),
        ("it is empty", deleted(service(2).completed("1")), "finish"),
    ]);
}
