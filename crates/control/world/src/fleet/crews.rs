//! The tasks of groups that shall run, counted by who started them: how far a service and each of its rollouts is.
//!
//! Must not know: services, or which of these tasks are where.

use imbl::OrdMap;

use crate::key::{KeyBytes, KeyReader, KeyWriter};
use crate::records::cluster::ClusterKey;
use crate::records::task::Task;
use crate::records::task::status::Health;

/// How many of the tasks that one of them started shall run, and how they stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Crew {
    pub running: u32,
    pub pending: u32,
    pub unhealthy: u32,
    all: u32,
}

/// By cluster, group and starter; those without tasks are not there.
#[derive(Clone, Default, PartialEq)]
pub(super) struct Crews(OrdMap<KeyBytes, Crew>);

impl Crew {
    fn of(task: &Task) -> Self {
        Self {
            running: u32::from(task.is_running()),
            pending: u32::from(task.is_pending()),
            unhealthy: u32::from(task.health == Some(Health::Unhealthy)),
            all: 1,
        }
    }

    fn plus(self, other: Self) -> Self {
        Self {
            running: self.running + other.running,
            pending: self.pending + other.pending,
            unhealthy: self.unhealthy + other.unhealthy,
            all: self.all + other.all,
        }
    }

    fn minus(self, other: Self) -> Self {
        Self {
            running: self.running.saturating_sub(other.running),
            pending: self.pending.saturating_sub(other.pending),
            unhealthy: self.unhealthy.saturating_sub(other.unhealthy),
            all: self.all.saturating_sub(other.all),
        }
    }
}

impl Crews {
    /// Each starter of tasks of a group, with its tasks.
    pub(super) fn of<'a>(
        &'a self,
        cluster: &ClusterKey,
        group: &str,
    ) -> impl Iterator<Item = (String, Crew)> + use<'a> {
        let first = KeyWriter::new().scope(cluster.scope).text(&cluster.name).text(group).finish();
        let of_group = self.0.range(first.clone()..).take_while(move |(name, _)| name.starts_with(&first));
        of_group.filter_map(|(name, crew)| {
            let mut name = KeyReader::new(name.as_slice());
            name.scope()?;
            name.text()?;
            name.text()?;
            Some((name.text()?, *crew))
        })
    }

    pub(super) fn task_changed(&mut self, key: &KeyBytes, before: Option<&Task>, after: Option<&Task>) {
        let counted = |task: Option<&Task>| task.filter(|task| task.shall_run()).map(Crew::of);
        let (old, new) = (counted(before), counted(after));
        let same = |before: &Task, after: &Task| {
            let (before, after) = (&before.launch, &after.launch);
            before.started_by == after.started_by && before.group == after.group
        };
        if old == new && before.zip(after).is_none_or(|(before, after)| same(before, after)) {
            return;
        }
        for (task, crew, comes) in [(after, new, true), (before, old, false)] {
            let Some((name, crew)) = task.and_then(|task| name(key, task)).zip(crew) else { continue };
            let known = self.0.get(&name).copied().unwrap_or_default();
            let next = if comes { known.plus(crew) } else { known.minus(crew) };
            match next.all {
                0 => drop(self.0.remove(&name)),
                _ => drop(self.0.insert(name, next)),
            }
        }
    }
}

/// Of a task that somebody has started.
fn name(key: &KeyBytes, task: &Task) -> Option<KeyBytes> {
    let mut of_task = KeyReader::new(key.as_slice());
    let (scope, cluster) = (of_task.scope()?, of_task.text()?);
    let starter = task.launch.started_by.as_deref()?;
    Some(KeyWriter::new().scope(scope).text(&cluster).text(&task.launch.group).text(starter).finish())
}
