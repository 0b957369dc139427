//! What is told, in which words, and how often.

use super::super::events;
use super::{NOW, acts, decide, messages, names, service};
use crate::service::view::View;

/// What is told when the plan was done and nothing else has changed.
fn told_again(view: &View, secs: i64) -> usize {
    let again = view.clone().with(|view| view.memory = decide(view, NOW).memory);
    decide(&again, NOW.plus_secs(secs)).events.len()
}

#[test]
fn a_new_deployment() {
    let view = service(1).updated("1").with(|view| view.memory.told.clear());
    let plan = decide(&view, NOW);
    assert!(messages(&plan).is_empty());
    assert_eq!(names(&plan.events), ["SERVICE_DEPLOYMENT_IN_PROGRESS"]);
    let reason = plan.events[0].on_bus.as_ref().unwrap().reason.as_deref();
    assert_eq!(reason, Some("ECS deployment 1 in progress."));
    assert_eq!(told_again(&view, 100_000), 0);
}

#[test]
fn a_rollback() {
    let view = service(1).completed("1").updated("2").with(|view| {
        view.memory.told.clear();
        view.rollouts[0].rolls_back = Some("1".to_owned());
    });
    let plan = decide(&view, NOW);
    assert_eq!(messages(&plan), ["(service web) rolling back to deployment 2."]);
    let reason = plan.events[0].on_bus.as_ref().unwrap().reason.as_deref();
    assert_eq!(reason, Some("ECS deployment circuit breaker: rolling back to deploymentId 2."));
}

#[test]
fn the_end_of_a_deployment_and_the_steady_state() {
    let view = service(2).completed("1").updated("2").tasks("2", "RR");
    let plan = decide(&view, NOW);
    assert_eq!(acts(&plan), "2 ran, 2 Completed, 1 gone");
    assert_eq!(
        messages(&plan),
        ["(service web) (deployment 2) deployment completed.", "(service web) has reached a steady state."]
    );
    assert_eq!(names(&plan.events), ["SERVICE_DEPLOYMENT_COMPLETED", "SERVICE_STEADY_STATE"]);
    let fresh = service(2).completed("1").updated("2").tasks("2", "Rr");
    assert_eq!(acts(&decide(&fresh, NOW)), "2 ran", "not before it has run a while");
    assert_eq!(acts(&decide(&fresh, NOW.plus_secs(40))), "2 ran, 2 Completed, 1 gone");
}

#[test]
fn the_steady_state_is_told_every_six_hours() {
    let view = service(2).completed("1").tasks("1", "RR");
    assert_eq!(messages(&decide(&view, NOW)), ["(service web) has reached a steady state."]);
    assert_eq!((told_again(&view, 6 * 3600 - 1), told_again(&view, 6 * 3600)), (0, 1));
    let lost = view.with(|view| {
        view.memory.steady_told_at = Some(NOW);
        view.tasks.truncate(1);
    });
    assert_eq!(decide(&lost, NOW).memory.steady_told_at, None, "and when it is reached again");
}

#[test]
fn stops() {
    let plan = decide(&service(1).completed("1").tasks("1", "RRR"), NOW);
    assert_eq!(messages(&plan), ["(service web) has stopped 2 running tasks: (task 1c) (task 1b)."]);
    assert_eq!(names(&plan.events), ["TASKS_STOPPED"]);
    let super::Action::Stop { reason, .. } = &plan.items[0].action else { panic!("a stop") };
    assert_eq!(reason, "Scaling activity initiated by (deployment 1)");
}

#[test]
fn a_configuration_that_can_do_nothing() {
    let stuck = |desired, minimum, maximum, letters| {
        service(desired).percents(minimum, maximum).completed("1").updated("2").tasks("1", letters)
    };
    let text = "(service web) was unable to stop or start tasks during a deployment because of the service \
                deployment configuration. Update the minimumHealthyPercent or maximumPercent value and try again.";
    assert_eq!(messages(&decide(&stuck(2, 75, 100, "RR"), NOW)), [text]);
    assert_eq!(messages(&decide(&stuck(3, 100, 125, "RRR"), NOW)), [text]);
    assert_eq!(
        (told_again(&stuck(2, 75, 100, "RR"), 60), told_again(&stuck(2, 75, 100, "RR"), 21_600)),
        (0, 1)
    );
    for (subject, view) in [
        ("one is on its way out", stuck(2, 100, 100, "RX")),
        ("one starts", stuck(2, 100, 100, "R").tasks("2", "S")),
        ("all are protected", stuck(2, 100, 100, "PP")),
    ] {
        assert!(messages(&decide(&view, NOW)).is_empty(), "{subject}");
    }
}

#[test]
fn what_allows_no_start_lacks_no_place() {
    // The places were looked for when more tasks were wanted.
    let unplaced = |view: View| {
        let view = view.with(|view| view.memory.unplaced = Some("RESOURCE:CPU".to_owned()));
        decide(&view, NOW).memory.unplaced.is_some()
    };
    let rolled = |maximum| service(1).percents(100, maximum).completed("1").updated("2").tasks("1", "R");
    assert_eq!((unplaced(rolled(150)), unplaced(rolled(200))), (false, true));
}

#[test]
fn more_protected_tasks_than_wanted() {
    let view = service(1).completed("1").tasks("1", "PPR");
    let text = "(service web) was unable to reach steady state because task set (1) was unable to scale in. \
                Reason: The number of protected tasks are more than the desired count of tasks";
    assert_eq!(messages(&decide(&view, NOW))[1], text);
    assert_eq!(decide(&service(2).completed("1").tasks("1", "PPR"), NOW).events.len(), 1, "only the stop");
    let waits = service(1).completed("1").tasks("1", "PP");
    assert_eq!((told_again(&waits, 60), told_again(&waits, 21_600)), (0, 1));
}

#[test]
fn a_message_names_only_so_many_tasks() {
    let letters = "R".repeat(25);
    let plan = decide(&service(0).completed("1").tasks("1", &letters), NOW);
    assert!(messages(&plan)[0].starts_with("(service web) has stopped 25 running tasks: (task 1y) "));
    assert_eq!(messages(&plan)[0].matches("(task ").count(), 20);
}

fn said(event: crate::service::view::Event) -> String {
    event.message.unwrap_or_default()
}

/// Each message as ECS words it.
#[test]
fn the_words_of_what_is_done_and_what_hinders() {
    let (ids, set) = (["a", "b"], Some("ecs-svc/7"));
    let troubles = "For more information, see the Troubleshooting section.";
    for (told, expected) in [
        (said(events::started("web", None, &ids)), "(service web) has started 2 tasks: (task a) (task b)."),
        (
            said(events::started("web", set, &["a"])),
            "(service web, taskSet ecs-svc/7) has started 1 tasks: (task a).",
        ),
        (said(events::stopped("web", None, &["a"])), "(service web) has stopped 1 running tasks: (task a)."),
        (
            said(events::stopped("web", set, &ids)),
            "(service web, taskSet ecs-svc/7) has stopped 2 running tasks: (task a) (task b).",
        ),
        (
            said(events::draining_connections("web", None, 3)),
            "(service web) has begun draining connections on 3 tasks.",
        ),
        (
            said(events::draining_connections("web", set, 1)),
            "(service web, taskSet ecs-svc/7) has begun draining connections on 1 tasks.",
        ),
        (said(events::steady("web")), "(service web) has reached a steady state."),
        (
            said(events::impaired("web")),
            &format!("(service web) is unable to consistently start tasks successfully. {troubles}"),
        ),
        (said(events::unhealthy("web", "a")), "(service web) (task a) failed container health checks."),
        (
            said(events::stuck("web")),
            "(service web) was unable to stop or start tasks during a deployment because of the service deployment \
             configuration. Update the minimumHealthyPercent or maximumPercent value and try again.",
        ),
        (
            said(events::too_many_protected("web", "ecs-svc/7")),
            "(service web) was unable to reach steady state because task set (ecs-svc/7) was unable to scale in. \
             Reason: The number of protected tasks are more than the desired count of tasks",
        ),
        (
            events::no_instances_in_provider("web"),
            "(service web) was unable to reach steady state. Reason: No Container Instances were found in your \
             capacity provider.",
        ),
    ] {
        assert_eq!(told, expected);
    }
}

#[test]
fn the_words_of_deployments_and_of_balance() {
    let cause = events::Cause::TasksFailed;
    let zones = [("z1", 3), ("z2", 1)];
    for (told, expected) in [
        (
            said(events::completed("web", "ecs-svc/1")),
            "(service web) (deployment ecs-svc/1) deployment completed.",
        ),
        (
            said(events::failed("web", "ecs-svc/1", cause)),
            "(service web) (deployment ecs-svc/1) deployment failed: tasks failed to start.",
        ),
        (
            said(events::failed("web", "ecs-svc/1", events::Cause::Alarm)),
            "(service web) (deployment ecs-svc/1) deployment failed: alarm detected.",
        ),
        (
            said(events::rolling_back("web", "ecs-svc/1", String::new())),
            "(service web) rolling back to deployment ecs-svc/1.",
        ),
        (
            said(events::rebalancing_started("web", &zones)),
            "(service web) is not AZ balanced with 3 tasks in z1, 1 tasks in z2. AZ Rebalancing in progress.",
        ),
        (
            said(events::rebalancing_completed("web", &zones)),
            "(service web) is AZ balanced with 3 tasks in z1, 1 tasks in z2.",
        ),
        (said(events::rebalancing_stopped("web")), "(service web) stopped AZ Rebalancing."),
        (
            said(events::started_in("web", "z1", &["a"])),
            "(service web) has started 1 tasks in z1 to AZ Rebalance: (task a).",
        ),
        (cause.state_reason().to_owned(), "ECS deployment circuit breaker: tasks failed to start."),
        (
            cause.rollback_reason("ecs-svc/1"),
            "ECS deployment circuit breaker: rolling back to deploymentId ecs-svc/1.",
        ),
        (events::completed_reason("ecs-svc/1"), "ECS deployment ecs-svc/1 completed."),
        (events::scaling_reason("ecs-svc/1"), "Scaling activity initiated by (deployment ecs-svc/1)"),
        (
            events::rebalancing_reason("ecs-svc/1"),
            "Availability-zone rebalancing initiated by (deployment ecs-svc/1)",
        ),
        (events::unhealthy_target_reason(Some("arn")), "Task failed ELB health checks in (target-group arn)"),
    ] {
        assert_eq!(told, expected);
    }
}
