//! Faults: how each thing that goes wrong does.
//!
//! Must not know: when, or what should come of it.

use longshore_services::longshore::node;
use longshore_world::Scope;
use longshore_world::records::container_instance::{ContainerInstance, ContainerInstanceKey};
use serde_json::json;

use super::links::fingerprint;
use super::weather::CLOCK_AHEAD_MAX;
use super::{Cluster, Due};
use crate::control::Then;
use crate::disk::Backup;
use crate::node::NodeId;
use crate::node::machine::Machine;

impl Cluster {
    pub(crate) fn power_on_after(&mut self, node: usize, millis: i64) {
        self.agenda.after(millis, Due::PowerOn { node });
    }

    pub(crate) fn fill_disk(&mut self, node: usize) {
        self.with_node(node, |node, _, _| node.disk_full = true);
    }

    pub(super) fn kill_a_task(&mut self, node: usize) {
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
        let (machine, cluster) = (node.machine.clone(), node.cluster.clone());
        self.have_written_off(id);
        self.add_node(&cluster, Machine { gpus: machine.gpus.clone(), ..machine });
    }

    /// Somebody notices that a machine is gone for good.
    fn have_written_off(&mut self, node: NodeId) {
        let wait = self.chance.within(60_000..=180_000);
        self.agenda.after(wait, Due::WriteOff { node });
    }

    pub(super) fn write_off(&mut self, node: NodeId) {
        if !self.control.is_up() {
            return self.agenda.after(1_000, Due::WriteOff { node });
        }
        let world = &self.control.snapshot;
        // It may have registered and never been told.
        let joined = node::place_of(world, &fingerprint(node)).and_then(|(_, instance)| instance);
        let told = || named_instance(self.nodes.get(node)?.instance.as_deref()?, self.scope);
        let Some(instance) = joined.or_else(told) else { return };
        let there = world.get::<ContainerInstance>(&instance).is_some_and(|row| row.is_registered());
        if there {
            let (cluster, id) = (&instance.cluster, &instance.id);
            let input = json!({"cluster": cluster, "containerInstance": id, "force": true});
            let number = self.begin_call("DeregisterContainerInstance", &input);
            self.answers.remove(&number);
            // Whether it has worked is seen when it is tried again.
            self.agenda.after(30_000, Due::WriteOff { node });
        }
    }

    /// The clock of control is set, forward or back.
    pub(crate) fn jump_clock(&mut self, millis: i64) {
        self.clock_ahead = (self.clock_ahead + millis).clamp(-CLOCK_AHEAD_MAX, CLOCK_AHEAD_MAX);
        self.submit(Then::Nothing, |_| {});
        self.arrange();
    }

    /// What control's disk holds now.
    pub fn backup(&self) -> Option<Before> {
        Some(Before(self.control.disk.backup()?))
    }

    /// Control ends, and its disk is as it was then: what it wrote since is gone, acknowledged or not. Machines that
    /// were written off meanwhile are back in its books, and whoever wrote them off sees that.
    pub fn lose_writes_since(&mut self, before: Before) {
        self.checks.forget_acknowledged();
        self.crash();
        self.control.disk.go_back(before.0);
        let dead: Vec<usize> =
            self.nodes.iter().enumerate().filter(|(_, node)| node.dead).map(|(id, _)| id).collect();
        dead.into_iter().for_each(|id| self.have_written_off(id));
    }

    /// Control ends at once, and comes back after a while.
    pub fn kill_control(&mut self) {
        if self.control.is_up() {
            self.crash();
        }
    }

    /// Every machine of a cluster is gone for good, and as many others come.
    pub fn kill_nodes(&mut self, cluster: &str) {
        let alive = self.nodes.iter().enumerate().filter(|(_, node)| node.cluster == cluster && !node.dead);
        let alive: Vec<usize> = alive.map(|(id, _)| id).collect();
        alive.into_iter().for_each(|id| self.die(id));
    }
}

/// The instance of an ARN that ends with a cluster and an id.
fn named_instance(arn: &str, scope: Scope) -> Option<ContainerInstanceKey> {
    let (rest, id) = arn.rsplit_once('/')?;
    let (_, cluster) = rest.rsplit_once('/')?;
    Some(ContainerInstanceKey { scope, cluster: cluster.to_owned(), id: id.to_owned() })
}

/// A disk as it was at some time.
pub struct Before(Backup);
