//! Weather: what goes wrong, how often, and for how long.
//!
//! Each seed has a weather of its own, with some kinds of fault and not others, so that faults are met alone as well
//! as together.
//!
//! Must not know: what should come of it.

use longshore_world::records::container_instance::ContainerInstance;
use serde_json::json;

use super::{Cluster, Due};
use crate::chance::Chance;
use crate::control::Then;
use crate::node::machine::Machine;

/// How often what goes wrong. Weights are relative to one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Weather {
    /// Between two faults, typically; none where that is 0.
    pub typical_millis: i64,
    /// Of a million commits, how many fail in each way.
    pub commits_fail: u32,
    /// Of a hundred reports, how many come twice.
    pub repeats: u32,
    weights: [u32; KINDS.len()],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    AgentRestart,
    Cut,
    ZoneCut,
    PowerLoss,
    Death,
    DiskFull,
    TaskKilled,
    ControlKilled,
    ClockJump,
}

const KINDS: [Kind; 9] = [
    Kind::AgentRestart,
    Kind::Cut,
    Kind::ZoneCut,
    Kind::PowerLoss,
    Kind::Death,
    Kind::DiskFull,
    Kind::TaskKilled,
    Kind::ControlKilled,
    Kind::ClockJump,
];

const CLOCK_AHEAD_MAX: i64 = 10 * 60 * 1000;

impl Weather {
    pub const CALM: Self = Self { typical_millis: 0, commits_fail: 0, repeats: 0, weights: [0; KINDS.len()] };

    /// All kinds of fault, as often as each other.
    pub const STORM: Self =
        Self { typical_millis: 20_000, commits_fail: 300, repeats: 5, weights: [1; KINDS.len()] };

    /// The weather of a seed.
    pub(crate) fn of(chance: &mut Chance) -> Self {
        let mut weights = [0; KINDS.len()];
        for weight in &mut weights {
            *weight = if chance.percent(50) { u32::try_from(chance.within(1..=4)).unwrap_or(1) } else { 0 };
        }
        let typical = [5_000, 20_000, 60_000, 300_000];
        Self {
            typical_millis: chance.pick(&typical).copied().unwrap_or(60_000),
            commits_fail: if chance.percent(50) { 500 } else { 0 },
            repeats: if chance.percent(50) { 10 } else { 0 },
            weights,
        }
    }

    pub(crate) fn is_any(self) -> bool {
        self.typical_millis > 0 && self.weights.iter().any(|weight| *weight > 0)
    }

    fn pick(self, chance: &mut Chance) -> Option<Kind> {
        let total: u32 = self.weights.iter().sum();
        let mut place = u32::try_from(chance.below(total as usize)).unwrap_or_default();
        for (kind, weight) in KINDS.into_iter().zip(self.weights) {
            if place < weight {
                return Some(kind);
            }
            place -= weight;
        }
        None
    }
}

impl Cluster {
    pub(super) fn let_weather_act(&mut self) {
        if self.healed {
            return;
        }
        let weather = self.settings.weather;
        if let Some(kind) = weather.pick(&mut self.chance) {
            self.figures.faults += 1;
            self.strike(kind);
        }
        let wait = self.chance.wait(weather.typical_millis);
        self.agenda.after(wait, Due::Weather);
    }

    fn strike(&mut self, kind: Kind) {
        let node = self.chance.below(self.nodes.len());
        self.log(|_| format!("fault: {kind:?} (node {node})"));
        match kind {
            Kind::AgentRestart => self.restart_agent(node),
            Kind::Cut => {
                let millis = self.chance.wait(25_000);
                self.cut(node, millis);
            }
            Kind::ZoneCut => self.cut_zone(node),
            Kind::PowerLoss => {
                let millis = self.chance.wait(60_000);
                self.power_loss(node, Some(millis));
            }
            Kind::Death => self.die(node),
            Kind::DiskFull => {
                self.with_node(node, |node, _, _| node.disk_full = true);
                let wait = self.chance.wait(60_000);
                self.agenda.after(wait, Due::RoomOnDisk { node });
            }
            Kind::TaskKilled => self.kill_a_task(node),
            Kind::ControlKilled if self.control.is_up() => self.crash(),
            Kind::ControlKilled => {}
            Kind::ClockJump => {
                let jump = self.chance.within(-CLOCK_AHEAD_MAX..=CLOCK_AHEAD_MAX);
                let small = self.chance.percent(50);
                self.jump_clock(if small { jump / 100 } else { jump });
            }
        }
    }

    pub(crate) fn power_on_after(&mut self, node: usize, millis: i64) {
        self.agenda.after(millis, Due::PowerOn { node });
    }

    pub(crate) fn fill_disk(&mut self, node: usize) {
        self.with_node(node, |node, _, _| node.disk_full = true);
    }

    fn kill_a_task(&mut self, node: usize) {
        let tasks: Vec<_> =
            self.nodes.get(node).map_or_else(Vec::new, |it| it.tasks.keys().cloned().collect());
        if let Some(arn) = self.chance.pick(&tasks).cloned() {
            self.with_node(node, |node, now, actions| node.kill(&arn, now, actions));
        }
    }

    /// The agent ends and comes back; what it runs goes on.
    pub(crate) fn restart_agent(&mut self, node: usize) {
        if let Some(connection) = self.nodes.get(node).and_then(|node| node.connection) {
            self.hang_up(node, connection);
        }
    }

    pub(crate) fn cut_zone(&mut self, node: usize) {
        let Some(zone) = self.nodes.get(node).map(|node| node.machine.zone.clone()) else { return };
        let millis = self.chance.wait(40_000);
        let all = self.nodes.iter().enumerate().filter(|(_, node)| node.machine.zone == zone);
        let all: Vec<usize> = all.map(|(id, _)| id).collect();
        all.into_iter().for_each(|id| self.cut(id, millis));
    }

    /// For so long; for good where that is not said.
    pub(crate) fn power_loss(&mut self, id: usize, millis: Option<i64>) {
        let Some(node) = self.nodes.get(id).filter(|node| node.powered) else { return };
        let connection = node.connection;
        self.with_node(id, |node, now, actions| node.power_off(now, actions));
        if let Some(connection) = connection {
            if let Some(open) = self.connections.get_mut(&connection) {
                open.dead = true;
            }
            self.agenda.after(super::links::SILENCE_MILLIS, Due::Silence { connection });
        }
        if let Some(millis) = millis {
            self.agenda.after(millis, Due::PowerOn { node: id });
        }
    }

    /// A machine is gone for good. Somebody notices and ends its instance; another machine comes.
    pub(crate) fn die(&mut self, id: usize) {
        self.power_loss(id, None);
        let Some(node) = self.nodes.get_mut(id).filter(|node| !node.dead) else { return };
        node.dead = true;
        let (machine, cluster, arn) = (node.machine.clone(), node.cluster.clone(), node.instance.clone());
        let id = arn.as_deref().and_then(|arn| arn.rsplit('/').next()).map(str::to_owned);
        if let Some(instance) = id {
            let wait = self.chance.wait(120_000);
            self.agenda.after(wait, Due::WriteOff { instance, cluster: cluster.clone() });
        }
        self.add_node(&cluster, Machine { gpus: machine.gpus.clone(), ..machine });
    }

    pub(super) fn write_off(&mut self, instance: String, cluster: String) {
        if !self.control.is_up() {
            return self.agenda.after(1_000, Due::WriteOff { instance, cluster });
        }
        let scope = self.scope;
        let key = longshore_world::records::container_instance::ContainerInstanceKey {
            scope,
            cluster: cluster.clone(),
            id: instance.clone(),
        };
        let there =
            self.control.snapshot.get::<ContainerInstance>(&key).is_some_and(|row| row.is_registered());
        if there {
            let input = json!({"cluster": cluster, "containerInstance": instance, "force": true});
            let number = self.begin_call("DeregisterContainerInstance", &input);
            self.answers.remove(&number);
            // Whether it has worked is seen when it is tried again.
            self.agenda.after(30_000, Due::WriteOff { instance, cluster });
        }
    }

    /// The clock of control is set, forward or back.
    pub(crate) fn jump_clock(&mut self, millis: i64) {
        self.clock_ahead = (self.clock_ahead + millis).clamp(-CLOCK_AHEAD_MAX, CLOCK_AHEAD_MAX);
        self.submit(Then::Nothing, |_| {});
        self.arrange();
    }
}
