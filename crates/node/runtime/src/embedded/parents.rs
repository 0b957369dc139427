//! The cgroups that the containers of one task share: made before the first, removed after the last.
//!
//! Must not know: what a task is.

use std::collections::HashMap;
use std::io;
use std::sync::{Mutex, MutexGuard, PoisonError};

use longshore_launcher::cgroup::Hierarchies;
use longshore_launcher::spec::Cgroup;

#[derive(Debug)]
struct Parent {
    members: usize,
    made: bool,
}

/// By path.
#[derive(Debug, Default)]
pub(crate) struct Parents {
    all: Mutex<HashMap<String, Parent>>,
}

impl Parents {
    fn all(&self) -> MutexGuard<'_, HashMap<String, Parent>> {
        self.all.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn join(&self, path: &str) {
        self.all().entry(path.to_owned()).or_insert(Parent { members: 0, made: false }).members += 1;
    }

    /// Makes it with its limits, once.
    pub(crate) fn make(&self, hierarchies: &Hierarchies, cgroup: &Cgroup) -> io::Result<()> {
        let mut all = self.all();
        let parent = all.entry(cgroup.path.clone()).or_insert(Parent { members: 0, made: false });
        if !parent.made {
            hierarchies.create(cgroup)?;
            parent.made = true;
        }
        Ok(())
    }

    /// The last to leave removes it.
    pub(crate) fn leave(&self, hierarchies: &Hierarchies, path: &str) -> io::Result<()> {
        let mut all = self.all();
        let Some(parent) = all.get_mut(path) else { return Ok(()) };
        parent.members = parent.members.saturating_sub(1);
        if parent.members > 0 {
            return Ok(());
        }
        all.remove(path);
        hierarchies.remove(path)
    }
}
