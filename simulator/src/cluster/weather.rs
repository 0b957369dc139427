//! Weather: what goes wrong, how often, and for how long.
//!
//! Each seed has a weather of its own, with some kinds of fault and not others, so that faults are met alone as well
//! as together.
//!
//! Must not know: what should come of it.

use longshore_store::faulty::Fault;

use super::{Cluster, Due};
use crate::chance::Chance;

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

/// A kind of fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    AgentRestart,
    /// Nothing gets through to a node.
    Cut,
    ZoneCut,
    PowerLoss,
    /// A machine is gone for good.
    Death,
    /// Of a node.
    DiskFull,
    TaskKilled,
    ControlKilled,
    /// The clock of control is set.
    ClockJump,
    /// The clock of a node is set.
    NodeClockJump,
    /// Decisions are old when they are carried out.
    StaleViews,
    /// Transactions come in another order than that in which they were sent.
    Reordering,
    /// The next commit fails, in one of three ways.
    CommitFull,
    CommitTorn,
    SyncLost,
}

pub const KINDS: [Kind; 15] = [
    Kind::AgentRestart,
    Kind::Cut,
    Kind::ZoneCut,
    Kind::PowerLoss,
    Kind::Death,
    Kind::DiskFull,
    Kind::TaskKilled,
    Kind::ControlKilled,
    Kind::ClockJump,
    Kind::NodeClockJump,
    Kind::StaleViews,
    Kind::Reordering,
    Kind::CommitFull,
    Kind::CommitTorn,
    Kind::SyncLost,
];

pub(super) const CLOCK_AHEAD_MAX: i64 = 10 * 60 * 1000;
/// For how long, typically, planners are slow, or what comes is taken in any order.
const SPELL_MILLIS: i64 = 60_000;

impl Weather {
    pub const CALM: Self = Self { typical_millis: 0, commits_fail: 0, repeats: 0, weights: [0; KINDS.len()] };

    /// All kinds of fault, as often as each other.
    pub const STORM: Self =
        Self { typical_millis: 20_000, commits_fail: 300, repeats: 5, weights: [1; KINDS.len()] };

    /// The weather of a seed whose faults lie that far apart.
    pub(crate) fn of(chance: &mut Chance, typical: &[i64]) -> Self {
        let mut weights = [0; KINDS.len()];
        for weight in &mut weights {
            *weight = if chance.percent(50) { u32::try_from(chance.within(1..=4)).unwrap_or(1) } else { 0 };
        }
        Self {
            typical_millis: chance.pick(typical).copied().unwrap_or(60_000),
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
            let place = KINDS.iter().position(|known| *known == kind).unwrap_or_default();
            self.figures.by_kind.get_mut(place).into_iter().for_each(|count| *count += 1);
            self.strike(kind);
        }
        let wait = self.weather.pause(&mut self.chance);
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
                let jump = self.jump();
                self.jump_clock(jump);
            }
            Kind::NodeClockJump => {
                let jump = self.jump();
                self.with_node(node, |node, _, _| node.jump_clock(jump));
            }
            Kind::StaleViews => self.slow_until = self.agenda.now() + self.chance.wait(SPELL_MILLIS),
            Kind::Reordering => self.shuffled_until = self.agenda.now() + self.chance.wait(SPELL_MILLIS),
            Kind::CommitFull => self.control.disk.fail_next(Fault::Full),
            Kind::CommitTorn => self.control.disk.fail_next(Fault::Torn),
            Kind::SyncLost => self.control.disk.fail_next(Fault::Sync),
        }
    }

    /// How far a clock is set, forward or back.
    fn jump(&mut self) -> i64 {
        let jump = self.chance.within(-CLOCK_AHEAD_MAX..=CLOCK_AHEAD_MAX);
        if self.chance.percent(50) { jump / 100 } else { jump }
    }
}
