//! The tasks of this machine, for endpoints, logs and statistics: a view of each, replaced as it changes.
//!
//! Must not know: who looks.

use std::collections::HashMap;
use std::net::Ipv4Addr;
use std::sync::{Arc, PoisonError, RwLock};

use longshore_runtime::ContainerStats;

use crate::view::{TaskView, Tasks};

/// Where samples of what containers use are found.
pub trait SampleSource: Send + Sync + 'static {
    /// The last of a container, and the one before it.
    fn samples(&self, runtime_id: &str) -> Option<(ContainerStats, Option<ContainerStats>)>;
}

pub struct Views {
    maps: RwLock<Maps>,
    samples: Option<Arc<dyn SampleSource>>,
}

#[derive(Default)]
struct Maps {
    tasks: HashMap<Arc<str>, Arc<TaskView>>,
    endpoints: HashMap<String, (Arc<str>, usize)>,
    addresses: HashMap<Ipv4Addr, Arc<str>>,
}

impl Views {
    pub(super) fn new(samples: Option<Arc<dyn SampleSource>>) -> Self {
        Self { maps: RwLock::default(), samples }
    }

    pub(super) fn put(&self, task: &Arc<str>, view: Arc<TaskView>) {
        let mut maps = self.maps.write().unwrap_or_else(PoisonError::into_inner);
        let fresh = !maps.tasks.contains_key(task);
        for (place, container) in view.containers.iter().enumerate() {
            if fresh {
                maps.endpoints.insert(container.endpoint_id.clone(), (Arc::clone(task), place));
            }
        }
        if let Some(address) = address(&view) {
            maps.addresses.insert(address, Arc::clone(task));
        }
        maps.tasks.insert(Arc::clone(task), view);
    }

    pub(super) fn remove(&self, task: &str) {
        let mut maps = self.maps.write().unwrap_or_else(PoisonError::into_inner);
        let Some(view) = maps.tasks.remove(task) else { return };
        for container in &view.containers {
            maps.endpoints.remove(&container.endpoint_id);
        }
        // It may belong to another task by now.
        if let Some(address) = address(&view)
            && maps.addresses.get(&address).is_some_and(|owner| **owner == *task)
        {
            maps.addresses.remove(&address);
        }
    }
}

/// Of its own network.
fn address(view: &TaskView) -> Option<Ipv4Addr> {
    view.assignment.network.as_ref()?.address.as_deref()?.parse().ok()
}

impl Tasks for Views {
    fn by_endpoint(&self, endpoint_id: &str) -> Option<(Arc<TaskView>, usize)> {
        let maps = self.maps.read().unwrap_or_else(PoisonError::into_inner);
        let (task, place) = maps.endpoints.get(endpoint_id)?;
        Some((Arc::clone(maps.tasks.get(task)?), *place))
    }

    fn by_address(&self, address: Ipv4Addr) -> Option<Arc<TaskView>> {
        let maps = self.maps.read().unwrap_or_else(PoisonError::into_inner);
        maps.tasks.get(maps.addresses.get(&address)?).cloned()
    }

    fn by_arn(&self, task_arn: &str) -> Option<Arc<TaskView>> {
        self.maps.read().unwrap_or_else(PoisonError::into_inner).tasks.get(task_arn).cloned()
    }

    fn all(&self) -> Vec<Arc<TaskView>> {
        self.maps.read().unwrap_or_else(PoisonError::into_inner).tasks.values().cloned().collect()
    }

    fn samples(&self, runtime_id: &str) -> Option<(ContainerStats, Option<ContainerStats>)> {
        self.samples.as_ref()?.samples(runtime_id)
    }
}
