//! What a service's scheduler asks of the world around its tasks: what leads to them, and what watches them.
//!
//! Load balancers, discovery and metrics answer here once they are there. Until then nothing leads to a task
//! and nothing watches it: a task is out of reach at once, and no alarm is ever heard of.
//!
//! Must not know: deployments, or what is decided on these grounds.

use longshore_world::records::service::{Service, ServiceKey};
use longshore_world::records::task::TaskKey;
use longshore_world::{Timestamp, Tx, World};

use super::view::{Alarms, TaskHealth};

/// Every answer follows from the world alone.
pub trait Surroundings: Send + Sync {
    /// Whether something outside says of its tasks whether they are healthy.
    fn watches(&self, _world: &World, _key: &ServiceKey, _service: &Service) -> bool {
        false
    }

    /// What is said of one task of a service that is watched; none where nothing is.
    fn health(&self, _world: &World, _task: &TaskKey) -> Option<Said> {
        None
    }

    /// The alarms that watch the newest deployment of the service; none where there are none.
    fn alarms(&self, _world: &World, _key: &ServiceKey, _service: &Service) -> Option<Alarms> {
        None
    }

    /// Takes a task out of everything that leads to it, before it is stopped. Asked again until it is done.
    fn withdraw(&self, _tx: &mut Tx<'_>, _task: &TaskKey) -> Withdrawal {
        Withdrawal::Done
    }
}

/// What is said of a task by those that lead to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    pub health: TaskHealth,
    /// The target group that finds it unhealthy.
    pub target_group: Option<String>,
}

/// How far a task is out of reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Withdrawal {
    /// Nobody is sent to it any more.
    Done,
    /// Connections to it are let end until then.
    Until(Timestamp),
}

/// Nothing is there.
pub struct Nothing;

impl Surroundings for Nothing {}
