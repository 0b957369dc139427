//! How many machines and tasks a cluster has, wherever its tasks are.
//!
//! Must not know: where a task is.

use longshore_shapes::ecs::LaunchType;

use crate::records::task::Task;

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ByLaunchType {
    pub ec2: u32,
    pub fargate: u32,
    pub external: u32,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Totals {
    /// Registered ones.
    pub instances: u32,
    /// Tasks that run and shall.
    pub running: ByLaunchType,
    /// Tasks that are on their way to it.
    pub pending: ByLaunchType,
}

impl ByLaunchType {
    pub fn all(&self) -> u32 {
        self.ec2 + self.fargate + self.external
    }

    fn of(&mut self, task: &Task) -> &mut u32 {
        match &task.launch.launch_type {
            _ if task.launch.is_fargate() => &mut self.fargate,
            Some(LaunchType::External) => &mut self.external,
            _ => &mut self.ec2,
        }
    }
}

impl Totals {
    pub(super) fn count_instance(&mut self, was: bool, is: bool) {
        self.instances = (self.instances + u32::from(is)).saturating_sub(u32::from(was));
    }

    pub(super) fn count_task(&mut self, before: Option<&Task>, after: Option<&Task>) {
        for (task, comes) in [(after, true), (before, false)] {
            let Some(task) = task else { continue };
            let change = |count: &mut u32| {
                *count = if comes { *count + 1 } else { count.saturating_sub(1) };
            };
            if task.is_running() {
                change(self.running.of(task));
            }
            if task.is_pending() {
                change(self.pending.of(task));
            }
        }
    }
}
