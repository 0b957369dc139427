//! Whatever happens to a service, its bounds hold, and once nothing goes wrong any more it comes to rest.

use proptest::prelude::*;

use super::simulated::{Fate, Life, MACHINES};
use super::{bounds, breaker, service};
use crate::service::view::{Controller, Scheduling, View};

fn fates() -> impl Strategy<Value = Vec<Fate>> {
    let fate = prop_oneof![
        4 => (1_u16..2000).prop_map(Fate::Wait),
        8 => (1_u8..10).prop_map(Fate::ComeUp),
        6 => (1_u8..10).prop_map(Fate::Go),
        3 => any::<u8>().prop_map(Fate::End),
        2 => any::<(u8, bool)>().prop_map(|(which, healthy)| Fate::Health(which, healthy)),
        2 => any::<(u8, bool)>().prop_map(|(which, protected)| Fate::Protect(which, protected)),
        2 => (0..MACHINES, any::<bool>()).prop_map(|(which, drains)| Fate::Drain(which, drains)),
        2 => (0_u8..12).prop_map(Fate::Desired),
        1 => percents().prop_map(|(minimum, maximum)| Fate::Percents(minimum, maximum)),
        3 => prop::bool::weighted(0.3).prop_map(|broken| Fate::Update { broken }),
        1 => any::<u8>().prop_map(Fate::StopTask),
        1 => prop_oneof![0_u8..20, Just(255)].prop_map(Fate::Room),
    ];
    prop::collection::vec(fate, 1..60)
}

fn percents() -> impl Strategy<Value = (u8, u8)> {
    (
        prop_oneof![Just(0_u8), Just(50), Just(100), 0..=100_u8],
        prop_oneof![Just(100_u8), Just(200), 100..=220_u8],
    )
}

fn views() -> impl Strategy<Value = View> {
    let flags = any::<(bool, bool, bool)>();
    (0_usize..10, percents(), flags, 0_i64..100).prop_map(|(desired, percents, flags, grace)| {
        service(desired).percents(percents.0.into(), percents.1.into()).with(|view| {
            let (rebalances, breaks, rolls_back) = flags;
            view.grace_secs = grace;
            view.rebalances = rebalances;
            view.zones = ["z0", "z1", "z2"].map(str::to_owned).to_vec();
            view.breaker = breaks.then(|| breaker(rolls_back));
        })
    })
}

/// Lives through it all, and then as long as it takes until there is nothing left to do.
fn lives(view: View, fates: &[Fate]) -> Life {
    let mut life = Life::new(view);
    life.conduct();
    for fate in fates {
        life.suffer(fate);
        life.conduct();
    }
    life.heal();
    for _ in 0..STEPS {
        life.live_on();
        if life.is_settled() {
            return life;
        }
    }
    life
}

/// The longest delay of starts, and what a roll of the greatest service takes one by one.
const STEPS: usize = 1620 / 30 + 60;

/// The bounds leave no room at all.
fn cannot_move(view: &View) -> bool {
    let (desired, maximum) = match &view.scheduling {
        Scheduling::Replica { desired } => (*desired, view.maximum_percent),
        Scheduling::Daemon { hosts } => (hosts.len(), 100),
    };
    let (lower, upper) = bounds(desired, view.minimum_healthy_percent, maximum);
    lower >= desired && upper <= desired
}

fn comes_to_rest(life: &Life, desired: usize) {
    let view = &life.view;
    let primary = &view.rollouts[0];
    if cannot_move(view) || primary.halted {
        return;
    }
    assert!(life.is_settled(), "it is steady: {:#?} {:#?}", view, super::decide(view, life.now));
    assert!(view.tasks.iter().all(|task| task.rollout == primary.id), "and all of the newest revision");
    assert_eq!(view.tasks.len(), desired);
    assert_eq!(view.rollouts.len(), 1, "older rollouts are gone");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn replicas(view in views(), fates in fates()) {
        let life = lives(view, &fates);
        let Scheduling::Replica { desired } = life.view.scheduling else { unreachable!() };
        comes_to_rest(&life, desired);
    }

    #[test]
    fn daemons(view in views(), fates in fates()) {
        let view = view.with(|view| {
            view.rebalances = false;
            view.scheduling = Scheduling::Daemon { hosts: Vec::new() };
        });
        let life = lives(view, &fates);
        let Scheduling::Daemon { hosts } = &life.view.scheduling else { unreachable!() };
        let open = hosts.len();
        comes_to_rest(&life, open);
    }

    #[test]
    fn task_sets(view in views(), fates in fates()) {
        let view = view.with(|view| {
            view.rebalances = false;
            view.controller = Controller::External;
        });
        let life = lives(view, &fates);
        for set in life.view.rollouts.iter().filter(|_| !cannot_move(&life.view)) {
            let tasks = life.view.tasks.iter().filter(|task| task.rollout == set.id).count();
            prop_assert_eq!(tasks, set.wanted.unwrap_or_default());
        }
    }
}

/// What chance found once, and seldom again.
#[test]
fn tasks_started_to_hold_the_minimum_count_among_those_left() {
    use Fate::{ComeUp, Desired, Health, Update, Wait};
    let fates =
        [ComeUp(2), Wait(40), Update { broken: true }, Desired(10), Health(0, false), ComeUp(1), Wait(10)];
    let view = service(2).percents(100, 210);
    comes_to_rest(&lives(view, &fates), 10);
}

#[test]
fn rebalancing_that_a_lowered_maximum_leaves_no_room_for_is_given_up() {
    let spread_badly = |maximum: i64| {
        service(6).completed("1").percents(0, maximum).tasks("1", "RRRRRR").with(|view| {
            view.rebalances = true;
            view.zones = ["z0", "z1"].map(str::to_owned).to_vec();
            for (number, task) in view.tasks.iter_mut().enumerate() {
                task.zone = Some(if number < 5 { "z0" } else { "z1" }.to_owned());
            }
            view.memory.told.insert("AZ rebalancing".to_owned(), super::NOW.plus_secs(-1));
        })
    };
    let goes_on = |view: &View| super::decide(view, super::NOW).memory.told.contains_key("AZ rebalancing");
    assert!(goes_on(&spread_badly(200)));
    assert!(!goes_on(&spread_badly(100)));
}
