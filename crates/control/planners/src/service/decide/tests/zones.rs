//! Spreading tasks over the zones again.

use longshore_world::Timestamp;

use super::{NOW, acts, decide, messages, names, service, task};
use crate::service::view::{TaskState, View};

/// A steady service of as many tasks as stand in the zones.
fn spread(counts: &[usize]) -> View {
    let desired = counts.iter().sum();
    service(desired).completed("1").with(|view| {
        view.rebalances = true;
        view.memory.steady_told_at = Some(NOW);
        for (zone, count) in counts.iter().enumerate() {
            view.zones.push(format!("z{zone}"));
            for number in 0..*count {
                let mut task = task(&format!("z{zone}-{number}"), "1", 'R');
                task.zone = Some(format!("z{zone}"));
                view.tasks.push(task);
            }
        }
    })
}

fn done(view: &View, at: Timestamp) -> View {
    view.clone().with(|next| next.memory = decide(view, at).memory)
}

fn added(view: &mut View, zone: &str, state: TaskState, count: usize) {
    for number in 0..count {
        let mut task = task(&format!("new-{number}"), "1", 'R');
        (task.zone, task.state) = (Some(zone.to_owned()), state);
        view.tasks.push(task);
    }
}

#[test]
fn from_the_fullest_to_the_emptiest() {
    let first = spread(&[4, 0]);
    let plan = decide(&first, NOW);
    assert_eq!(acts(&plan), "start 2 of 1 in z1");
    let text =
        "(service web) is not AZ balanced with 4 tasks in z0, 0 tasks in z1. AZ Rebalancing in progress.";
    assert_eq!(messages(&plan), [text]);

    let starting = done(&first, NOW).with(|view| added(view, "z1", TaskState::Starting, 2));
    assert_eq!(acts(&decide(&starting, NOW)), "", "those that start are waited for");

    let running = done(&first, NOW).with(|view| added(view, "z1", TaskState::Running, 2));
    let plan = decide(&running, NOW);
    assert_eq!(acts(&plan), "stop z0-3 z0-2");
    let text =
        "(service web) has stopped 2 running tasks in z0 due to AZ rebalancing: (task z0-3) (task z0-2).";
    assert_eq!(messages(&plan), [text]);
    let super::Action::Stop { reason, .. } = &plan.items[0].action else { panic!("a stop") };
    assert_eq!(reason, "Availability-zone rebalancing initiated by (deployment 1)");

    let stopped = done(&running, NOW).with(|view| {
        view.tasks.retain(|task| task.id != "z0-3" && task.id != "z0-2");
    });
    let plan = decide(&stopped, NOW);
    assert_eq!(acts(&plan), "");
    assert_eq!(messages(&plan)[0], "(service web) is AZ balanced with 2 tasks in z0, 2 tasks in z1.");
    assert_eq!(names(&decide(&done(&stopped, NOW), NOW).events), [""; 0], "and that is all");
}

#[test]
fn when_it_begins() {
    for (subject, view, expected) in [
        ("balanced", spread(&[2, 2]), ""),
        ("as far as can be", spread(&[3, 2]), ""),
        ("three zones", spread(&[5, 1, 0]), "start 2 of 1 in z2, start 1 of 1 in z1"),
        ("one zone", spread(&[5]), ""),
        ("not asked for", spread(&[4, 0]).with(|view| view.rebalances = false), ""),
        ("no room", spread(&[4, 0]).percents(100, 100), ""),
        ("room for one", spread(&[4, 0]).percents(100, 125), "start 1 of 1 in z1"),
        ("a deployment goes on", spread(&[4, 0]).updated("2"), "start 4 of 2"),
        (
            "all are protected",
            spread(&[4, 0]).with(|view| {
                view.tasks.iter_mut().for_each(|task| task.protected = true);
            }),
            "",
        ),
    ] {
        assert_eq!(acts(&decide(&view, NOW)), expected, "{subject}");
    }
}

#[test]
fn what_ends_it() {
    let begun = done(&spread(&[4, 0]), NOW).with(|view| added(view, "z1", TaskState::Starting, 1));
    let refused = begun.clone().with(|view| view.memory.unplaced = Some("CPU".to_owned()));
    let plan = decide(&refused, NOW);
    assert_eq!(acts(&plan), "stop new-0");
    assert!(messages(&plan).contains(&"(service web) stopped AZ Rebalancing."));
    let rests = done(&refused, NOW).with(|view| {
        view.tasks.truncate(4);
    });
    assert_eq!(acts(&decide(&rests, NOW.plus_secs(599))), "", "it rests a while");
    assert_eq!(acts(&decide(&rests, NOW.plus_secs(600))), "start 2 of 1 in z1");
    let updated = begun.updated("2");
    assert_eq!(names(&decide(&updated, NOW).events)[1], "SERVICE_REBALANCING_STOPPED");
}
