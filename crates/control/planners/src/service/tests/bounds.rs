//! However plans and the world fall out of step, a service keeps within its bounds by its scheduler's doing.

use longshore_shapes::ecs;
use longshore_world::records::service::ServiceKey;
use longshore_world::records::task::TaskKey;
use longshore_world::records::task::status::Who;
use longshore_world::{Plan, Timestamp};

use super::lab::Lab;
use crate::launch;

const SEEDS: u64 = 8;
const STEPS: usize = 80;
const DESIRED_MAX: i32 = 6;
const MAXIMUM_PERCENT: usize = 200;
const CPU_OF_A_TASK: i32 = 100;

/// The most tasks that any plan made so far was allowed to come to.
fn ceiling(lab: &Lab, key: &ServiceKey, before: usize) -> usize {
    let desired = lab.row(key).desired();
    before.max(desired * MAXIMUM_PERCENT / 100)
}

fn user_stops_one(lab: &mut Lab, random: &mut fastrand::Rng) {
    let tasks = lab.tasks();
    if tasks.is_empty() {
        return;
    }
    let (key, _) = &tasks[random.usize(..tasks.len())];
    lab.change(|tx| launch::stop(tx, key, &ecs::TaskStopCode::UserInitiated, "asked"));
}

/// One thing that happens beside the scheduler.
fn something_happens(lab: &mut Lab, key: &ServiceKey, random: &mut fastrand::Rng) {
    match random.u8(..10) {
        0 => user_stops_one(lab, random),
        1 => {
            let desired = random.i32(0..=DESIRED_MAX);
            lab.edit(key, |row| row.service.desired_count = Some(desired));
        }
        2 => drop(lab.deploy(key)),
        3 => lab.nodes_do(|task| task.launch.revision % 2 == 1),
        4 => lab.restart(),
        5 => lab.now = lab.now.plus_secs(random.i64(1..60)),
        _ => lab.nodes_work(),
    }
}

#[test]
fn stale_plans_never_start_more_than_the_maximum() {
    for seed in 0..SEEDS {
        let mut random = fastrand::Rng::with_seed(seed);
        let mut lab = Lab::new();
        lab.instance("i-1", 100_000);
        let key = lab.service("web", 3, |_| {});
        let mut held: Vec<Plan> = Vec::new();
        for step in 0..STEPS {
            something_happens(&mut lab, &key, &mut random);
            held.push(lab.plan());
            // Plans are carried out late, in any order, and some of them never.
            while !held.is_empty() && random.bool() {
                let plan = held.swap_remove(random.usize(..held.len()));
                let before = lab.tasks().len();
                lab.carry_out(&plan);
                let after = lab.tasks().len();
                assert!(
                    after <= ceiling(&lab, &key, before),
                    "seed {seed}, step {step}: {before} -> {after}"
                );
            }
        }
        lab.edit(&key, |row| row.service.desired_count = Some(3));
        let last = lab.deploy(&key);
        lab.pass(1700);
        lab.go_on(60);
        assert_eq!(lab.kept(), [(last, 3)].into(), "seed {seed}: {:#?}", lab.messages(&key));
        assert_eq!(lab.row(&key).rollouts.len(), 1, "seed {seed}");
    }
}

#[test]
fn a_stale_plan_does_not_stop_what_replaced_a_task_that_is_gone() {
    let mut lab = Lab::new();
    lab.instance("i-1", 100_000);
    let key = lab.service("web", 4, |_| {});
    lab.go_on(60);
    lab.edit(&key, |row| row.service.desired_count = Some(3));
    let plan = lab.plan();
    // Before it is carried out, a user stops another task than the one it chose.
    let chosen = plan.decisions[0].to_string();
    let other = lab.tasks().into_iter().find(|(key, _)| !chosen.contains(&key.id)).unwrap().0;
    lab.change(|tx| launch::stop(tx, &other, &ecs::TaskStopCode::UserInitiated, "asked"));
    lab.carry_out(&plan);
    assert_eq!(lab.kept().values().sum::<usize>(), 3);
    assert_eq!(lab.told(&key, "has stopped 1 running tasks"), 0);
}

#[test]
fn every_task_that_ends_is_judged_once_whatever_clocks_say() {
    let mut lab = Lab::new();
    lab.instance("i-1", 100_000);
    let key = lab.service("web", 2, |_| {});
    lab.settle();
    let fails = |lab: &mut Lab, task: &TaskKey| {
        lab.change(|tx| launch::end(tx, task, &ecs::TaskStopCode::TaskFailedToStart, "no"));
    };
    let tasks = lab.tasks();
    fails(&mut lab, &tasks[0].0);
    // Another ends between the plan and its being carried out, in the same millisecond.
    let plan = lab.plan();
    fails(&mut lab, &tasks[1].0);
    lab.carry_out(&plan);
    assert_eq!(lab.row(&key).rollouts[0].failed_tasks, 1);
    lab.settle();
    assert_eq!(lab.row(&key).rollouts[0].failed_tasks, 2);
    lab.restart();
    lab.settle();
    assert_eq!(lab.row(&key).rollouts[0].failed_tasks, 2);
}

#[test]
fn failures_on_a_node_whose_clock_is_behind_are_judged_and_throttle() {
    let mut lab = Lab::new();
    lab.instance("i-1", 100_000);
    let key = lab.service("web", 2, |_| {});
    lab.settle();
    let fails_at = |lab: &mut Lab, task: &TaskKey, at: Timestamp| {
        lab.change(|tx| {
            launch::change(tx, task, |row| {
                row.desire_stop(at, &ecs::TaskStopCode::TaskFailedToStart, "no");
                row.finish(at, Who::Node);
            });
        });
    };
    let (tasks, now) = (lab.tasks(), lab.now);
    // The clock of the first one's node is an hour ahead, that of the other an hour behind.
    fails_at(&mut lab, &tasks[0].0, now.plus_secs(3600));
    lab.settle();
    assert_eq!(lab.row(&key).rollouts[0].failed_tasks, 1);
    fails_at(&mut lab, &tasks[1].0, now.plus_secs(-3600));
    lab.settle();
    assert_eq!(lab.row(&key).rollouts[0].failed_tasks, 2);
    assert!(lab.row(&key).next_start_at.is_some_and(|at| at > lab.now), "starts are held back");
}

#[test]
fn many_starts_that_find_no_place_do_not_keep_a_roll_from_stopping_what_it_may() {
    const DESIRED: i32 = 520;
    let mut lab = Lab::new();
    // Room for a few beside those that are there, which is far less than what the maximum allows.
    lab.instance("i-1", (DESIRED + 60) * CPU_OF_A_TASK);
    let key = lab.service("web", DESIRED, |_| {});
    lab.settle();
    lab.nodes_work();
    lab.settle();
    let (newest, wanted) = (lab.deploy(&key), lab.row(&key).desired());
    lab.settle();
    lab.nodes_work();
    lab.settle();
    assert!(lab.kept().values().sum::<usize>() <= wanted, "{:?}", lab.kept());
    lab.go_on(30);
    assert_eq!(lab.kept(), [(newest, wanted)].into(), "{:#?}", lab.messages(&key));
}

#[test]
fn a_task_that_came_to_run_meanwhile_is_not_stopped_for_not_running() {
    let mut lab = Lab::new();
    lab.instance("i-1", 100_000);
    let key = lab.service("web", 2, |_| {});
    // Its first tasks are there and do not run yet when another revision comes.
    let plan = lab.plan();
    lab.carry_out(&plan);
    lab.deploy(&key);
    let plan = lab.plan();
    assert!(plan.to_string().contains("it does not run yet"), "{plan}");
    lab.nodes_work();
    let old: Vec<TaskKey> = lab.tasks().into_iter().map(|(key, _)| key).collect();
    lab.carry_out(&plan);
    let rows = lab.tasks();
    assert!(old.iter().all(|old| rows.iter().any(|(key, row)| key == old && row.shall_run())), "both run on");
}
