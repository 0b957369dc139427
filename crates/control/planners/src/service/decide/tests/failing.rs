//! Tasks that fail, what throttles, and deployments that are ended or undone.

use super::{NOW, acts, breaker, check, decide, messages, names, service};
use crate::service::view::{Alarms, EarlySuccess, Ended, RolloutState, StopRequested, View};

fn unhealthy(ended: &mut Ended) {
    (ended.had_run, ended.asked) = (true, true);
    ended.reason = "Task failed container health checks".to_owned();
}

fn ran(ended: &mut Ended) {
    ended.had_run = true;
}

fn asked(ended: &mut Ended) {
    ended.asked = true;
}

/// An update of a service of four, with a breaker that rolls back.
fn update() -> View {
    service(4).completed("1").updated("2").tasks("1", "RRRR").with(|view| view.breaker = Some(breaker(true)))
}

#[test]
fn what_counts_as_a_failure() {
    let runs = || update().tasks("2", "RRRR").with(|view| view.rollouts[0].has_run = true);
    check(vec![
        ("never ran", update().ended("2", 2, |_| {}), "2 failed 2"),
        ("was asked to stop", update().ended("2", 2, asked), "start 4 of 2"),
        ("ran, and the first did", update().ended("2", 1, ran), "2 ran, start 4 of 2"),
        ("never ran, after others did", runs().ended("2", 1, |_| {}), "stop 1d 1c 1b 1a"),
        ("was unhealthy, after others ran", runs().ended("2", 1, unhealthy), "2 failed 1, stop 1d 1c 1b 1a"),
        (
            "a running task ends the first stage",
            update().tasks("2", "rSSS").with(|view| {
                view.rollouts[0].failed_tasks = 2;
            }),
            "2 ran, 2 failed 0, stop 1d",
        ),
    ]);
}

#[test]
fn a_healthy_task_made_after_the_last_failure_clears_the_count() {
    let failed = |age: i64| {
        update().tasks("2", "RRRR").with(|view| {
            (view.rollouts[0].has_run, view.rollouts[0].failed_tasks) = (true, 2);
            view.tasks[4].created_at = NOW.plus_secs(-100);
            view.memory.told.insert("failed at: 2".to_owned(), NOW.plus_secs(-age));
        })
    };
    let stops = "stop 1d 1c 1b 1a";
    let cumulative = failed(101).with(|view| view.breaker.as_mut().unwrap().reset_on_healthy_task = false);
    check(vec![
        ("made before", failed(99), stops),
        ("made after", failed(101), &format!("2 failed 0, {stops}")),
        ("counts are kept", cumulative, stops),
    ]);
}

#[test]
fn the_breaker_trips() {
    let failed = || update().ended("2", 3, |_| {});
    check(vec![
        ("to the completed one", failed(), "2 failed 3, 2 Failed, 2 halted, undo 2 to rev-1"),
        (
            "that is no longer listed",
            failed().with(|view| {
                view.rollouts.truncate(1);
                view.fallback = Some("rev-0".to_owned());
            }),
            "2 failed 3, 2 Failed, 2 halted, undo 2 to rev-0",
        ),
        (
            "there is none",
            failed().with(|view| view.rollouts[1].completed = false),
            "2 failed 3, 2 Failed, 2 halted",
        ),
        (
            "it does not roll back",
            failed().with(|view| view.breaker = Some(breaker(false))),
            "2 failed 3, 2 Failed, 2 halted",
        ),
        (
            "of a rollback",
            failed().with(|view| view.rollouts[0].rolls_back = Some("3".to_owned())),
            "2 failed 3, 2 Failed, 2 halted",
        ),
        ("it is off", failed().with(|view| view.breaker = None), "2 failed 3"),
        (
            "all is over",
            failed().with(|view| {
                (view.rollouts[0].state, view.rollouts[0].halted) = (super::RolloutState::Failed, true);
            }),
            "",
        ),
    ]);
    let plan = decide(&failed(), NOW);
    assert_eq!(messages(&plan), ["(service web) (deployment 2) deployment failed: tasks failed to start."]);
    assert_eq!(names(&plan.events), ["SERVICE_DEPLOYMENT_FAILED"]);
    let reason = plan.events[0].on_bus.as_ref().unwrap().reason.as_deref();
    assert_eq!(reason, Some("ECS deployment circuit breaker: task failed to start."));
}

#[test]
fn a_rollback_is_told_and_keeps_the_tasks_that_are_left() {
    let view = update().tasks("2", "RRS").with(|view| {
        view.rollouts[0].failed_tasks = 3;
        (view.rollouts[0].state, view.rollouts[0].halted) = (super::RolloutState::Failed, true);
        view.rollouts.swap(0, 1);
        view.rollouts[0].state = super::RolloutState::InProgress;
        view.rollouts[0].completed = false;
        view.rollouts[0].rolls_back = Some("2".to_owned());
    });
    let plan = decide(&view, NOW);
    assert_eq!(acts(&plan), "1 InProgress, stop 2c 2b 2a");
}

#[test]
fn alarms() {
    let alarmed = |rollback| {
        update().tasks("2", "S").with(|view| {
            let alarming = vec!["errors".to_owned()];
            view.alarms = Some(Alarms { rollback, alarming, bake_secs: 60 });
        })
    };
    check(vec![
        ("undone", alarmed(true), "2 alarmed by errors, 2 Failed, 2 halted, undo 2 to rev-1"),
        ("halted", alarmed(false), "2 alarmed by errors, 2 Failed, 2 halted"),
        (
            "heard of while it undoes another",
            alarmed(true).with(|view| {
                view.rollouts[0].rolls_back = Some("0".to_owned());
            }),
            "start 3 of 2",
        ),
        ("silent", alarmed(true).with(|view| view.alarms.as_mut().unwrap().alarming.clear()), "start 3 of 2"),
    ]);
}

#[test]
fn a_rollback_after_an_alarm_says_so() {
    let view = service(1).completed("1").updated("2").with(|view| {
        view.memory.told.clear();
        view.rollouts[1].alarms = vec!["errors".to_owned()];
        view.rollouts[0].rolls_back = Some("1".to_owned());
    });
    let plan = decide(&view, NOW);
    let reason = plan.events[0].on_bus.as_ref().unwrap().reason.as_deref();
    assert_eq!(reason, Some("ECS deployment alarm detected: rolling back to deploymentId 2."));
}

#[test]
fn a_deployment_that_may_succeed_early() {
    let early = |percent, blocking, old: &str, new: &str| {
        let view = service(4).percents(50, 200).completed("1").updated("2").tasks("1", old).tasks("2", new);
        view.with(|view| {
            view.rollouts[0].has_run = true;
            view.early_success = Some(EarlySuccess { healthy_percent: percent, blocking });
        })
    };
    check(vec![
        ("enough are healthy", early(50, false, "RR", "RRSS"), "2 Completed"),
        ("one is too few", early(50, false, "RRR", "RSSS"), ""),
        ("rounded up", early(51, false, "R", "RRSS"), ""),
        ("none is never enough", early(0, false, "RRRR", "SSSS"), ""),
        ("one is", early(0, false, "RRR", "RSSS"), "2 Completed"),
        ("just started", early(50, false, "RR", "rrSS"), ""),
        ("older ones are there", early(50, true, "RR", "RRSS"), ""),
        ("older ones are leaving", early(50, true, "X", "RRSS"), ""),
        ("older ones are gone", early(50, true, "", "RRSS"), "2 Completed, 1 gone"),
        ("the last ones go later", early(100, false, "RR", "RRRR"), "2 Completed, stop 1b 1a"),
    ]);
    let alarmed = early(50, false, "RR", "RRSS").with(|view| {
        let alarming = vec!["errors".to_owned()];
        view.alarms = Some(Alarms { alarming, ..Alarms::default() });
        view.rollouts[0].state = RolloutState::Completed;
        view.rollouts[0].completed = true;
    });
    assert_eq!(acts(&decide(&alarmed, NOW)), "", "after it has succeeded nothing is undone");
}

#[test]
fn a_deployment_bakes_before_it_is_complete() {
    let view = service(2).updated("1").tasks("1", "RR").with(|view| {
        view.alarms = Some(Alarms { bake_secs: 60, ..Alarms::default() });
        view.rollouts[0].has_run = true;
    });
    let plan = decide(&view, NOW);
    assert_eq!((acts(&plan).as_str(), plan.wake_at), ("", Some(NOW.plus_secs(60))));
    let later = view.with(|view| view.memory = plan.memory);
    assert_eq!(acts(&decide(&later, NOW.plus_secs(59))), "");
    assert_eq!(acts(&decide(&later, NOW.plus_secs(60))), "1 Completed");
}

#[test]
fn deployments_that_somebody_ends() {
    let ended = |how| update().with(|view| view.rollouts[0].stop_requested = Some(how));
    check(vec![
        ("undone", ended(StopRequested::Rollback), "2 Failed, 2 halted, undo 2 to rev-1"),
        ("left as it is", ended(StopRequested::Abort), "2 Failed, 2 halted"),
        (
            "already",
            ended(StopRequested::Abort).with(|view| {
                (view.rollouts[0].state, view.rollouts[0].halted) = (super::RolloutState::Failed, true);
            }),
            "",
        ),
    ]);
}

#[test]
fn starts_that_fail_are_throttled() {
    let mut view = service(2).updated("1");
    let mut now = NOW;
    let mut delays = Vec::new();
    for _ in 0..9 {
        view = view.ended("1", 2, |_| {});
        let plan = decide(&view, now);
        assert!(!acts(&plan).contains("start"), "not before its time");
        let next = plan.memory.next_start_at.unwrap();
        delays.push((next.secs() - now.secs(), messages(&plan).len()));
        view.ended.clear();
        view.memory = plan.memory;
        // The rest of the same attempt: the delay is the same.
        let late = view.clone().ended("1", 1, |_| {});
        assert_eq!(decide(&late, now).memory.next_start_at, Some(next));
        now = next;
        assert!(acts(&decide(&view, now)).contains("start 2 of 1"), "once its time has come");
    }
    let told: Vec<usize> = delays.iter().map(|(_, told)| *told).collect();
    assert_eq!(told, [0, 0, 1, 0, 0, 0, 0, 0, 0], "told at the third attempt, and not again");
    let delays: Vec<i64> = delays.into_iter().map(|(delay, _)| delay).collect();
    assert_eq!(delays, [10, 20, 40, 80, 160, 320, 640, 1280, 1620]);
    let other = view.clone().updated("2");
    assert_eq!(acts(&decide(&other, NOW)), "start 2 of 2, 1 gone", "a new deployment starts afresh");
    let ran = |made: longshore_world::Timestamp| {
        let came_up = view.clone().tasks("1", "R").with(|view| view.tasks[0].created_at = made);
        decide(&came_up, now).memory.start_failures
    };
    assert_eq!(ran(now.plus_secs(1)), 0, "one made since has come to run");
    assert_ne!(ran(super::LONG_AGO), 0, "whatever the clock of a node says of an older one");
}

#[test]
fn a_task_that_ends_right_after_it_ran_is_not_replaced_in_the_same_instant() {
    let ended = |secs: i64| {
        service(1).completed("1").ended("1", 1, |ended| {
            (ended.had_run, ended.started_at) = (true, Some(NOW.plus_secs(-secs)));
        })
    };
    check(vec![("after a while", ended(10), "start 1 of 1"), ("at once", ended(9), "")]);
    assert_eq!(decide(&ended(9), NOW).wake_at, Some(NOW.plus_secs(1)));
}

#[test]
fn older_tasks_hold_the_minimum_while_newer_ones_do_not_start() {
    let failing = |letters: &str| {
        update().tasks("2", letters).with(|view| {
            view.tasks.truncate(3);
            view.memory.start_failures = 1;
            view.memory.told.insert("throttled: 2".to_owned(), NOW.plus_secs(-10));
        })
    };
    check(vec![
        ("one was lost", failing(""), "start 1 of 1, start 4 of 2"),
        ("the newer run", failing("").with(|view| view.rollouts[0].has_run = true), "start 4 of 2"),
        ("the minimum is lower", failing("").percents(75, 200), "start 4 of 2"),
    ]);
}
