//! Task sets: services whose deployments somebody else conducts.

use super::{NOW, check, decide, messages, names, rollout, service};
use crate::service::view::{Controller, RolloutState, View};

fn external(sets: &[(&str, usize)]) -> View {
    service(10).with(|view| {
        view.controller = Controller::External;
        for (id, wanted) in sets {
            let mut set = rollout(id, RolloutState::InProgress);
            set.wanted = Some(*wanted);
            view.rollouts.push(set);
        }
    })
}

#[test]
fn each_set_has_a_count() {
    let going = |letters| {
        external(&[("2", 1), ("1", 1)]).tasks("1", letters).tasks("2", "R").with(|view| {
            view.rollouts[1].draining = true;
        })
    };
    check(vec![
        ("both start", external(&[("2", 3), ("1", 2)]), "start 3 of 2, start 2 of 1"),
        ("one shrinks", external(&[("2", 1), ("1", 0)]).tasks("1", "RR").tasks("2", "S"), "stop 1b 1a"),
        ("one is deleted", going("RP"), "2 Completed, stop 1a 1b"),
        ("its last task is on its way", going("X"), "2 Completed"),
        ("it is empty", going(""), "2 Completed, 1 gone"),
        (
            "no longer steady",
            external(&[("2", 2)]).tasks("2", "RS").with(|view| {
                view.rollouts[0].state = RolloutState::Completed;
            }),
            "2 InProgress",
        ),
        ("of none", external(&[("2", 1)]).tasks("0", "R").tasks("2", "S"), "stop 0a"),
    ]);
}

#[test]
fn steady_sets_are_told_of() {
    let view = external(&[("2", 1), ("1", 1)]).tasks("1", "R").tasks("2", "R");
    let plan = decide(&view, NOW);
    assert_eq!(names(&plan.events), ["TASKSET_STEADY_STATE", "TASKSET_STEADY_STATE", "SERVICE_STEADY_STATE"]);
    assert_eq!(messages(&plan), ["(service web) has reached a steady state."]);
    let one = external(&[("2", 1), ("1", 1)]).tasks("1", "R").tasks("2", "r");
    assert_eq!(names(&decide(&one, NOW).events), ["TASKSET_STEADY_STATE"]);
}
