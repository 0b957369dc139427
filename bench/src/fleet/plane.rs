//! Control in this process: the engine on its thread, the planners on theirs, calls through the handlers.
//!
//! Must not know: nodes.

use std::thread::JoinHandle;

use anyhow::{Context, Result, anyhow};
use longshore_engine::{Controllers, Engine, Writer, controllers};
use longshore_planners::Settings;
use longshore_services::{Caller, Registry, accounts, registry};
use longshore_shapes::Structure;
use longshore_world::records::cluster::ClusterKey;
use longshore_world::records::service::{Service, ServiceKey};
use longshore_world::records::task::{self, Task};
use longshore_world::{Scope, Snapshot, Tx};
use tokio::runtime::{Builder, Runtime};

use super::nodes::Nodes;
use super::store::{Counted, Forgetful};
use super::{CLUSTER, service};
use crate::clock;
use crate::in_process::transaction;
use crate::placement::scope;
use crate::request::Call;

const SEED: u64 = 1;

pub(super) struct Plane {
    pub(super) engine: Engine,
    /// Of whoever calls, and of the nodes.
    pub(super) runtime: Runtime,
    pub(super) scope: Scope,
    registry: Registry,
    caller: Caller,
    counted: Counted,
    planning: Option<JoinHandle<()>>,
}

impl Plane {
    pub(super) fn open() -> Result<Self> {
        let (scope, counted) = (scope()?, Counted::default());
        let writer = Writer::open(Box::new(Forgetful::new(counted.clone())), SEED)?;
        let engine = Engine::start(writer, Box::new(clock::now))?;
        let runtime = Builder::new_current_thread().enable_time().build()?;
        let plane = Self {
            engine,
            runtime,
            scope,
            registry: registry(),
            caller: Caller::root(scope),
            counted,
            planning: None,
        };
        plane.transact(move |tx| accounts::open(tx, scope))?;
        Ok(plane)
    }

    /// From now on the planners are asked, as `longshore up` asks them.
    pub(super) fn begin_planning(&mut self) {
        let engine = self.engine.clone();
        self.planning = Some(std::thread::spawn(move || {
            let controllers = Controllers::new(longshore_planners::planners(&Settings::default()));
            match Builder::new_current_thread().enable_time().build() {
                Ok(runtime) => runtime.block_on(controllers::run(engine, controllers, Box::new(clock::now))),
                Err(error) => eprintln!("fleet: nothing is planned: {error}"),
            }
        }));
    }

    pub(super) fn transact<T: Send + 'static>(
        &self,
        run: impl FnOnce(&mut Tx<'_>) -> T + Send + 'static,
    ) -> Result<T> {
        let run = self.engine.transact(move |tx| Ok::<_, std::convert::Infallible>(run(tx)));
        Ok(self.runtime.block_on(run)?.unwrap_or_else(|never| match never {}))
    }

    pub(super) fn ask(&self, call: &Call) -> Result<Box<dyn Structure>> {
        let transaction = transaction(&self.registry, &self.caller, call)?;
        let answer = self.runtime.block_on(self.engine.transact(transaction))?;
        answer.map_err(|error| anyhow!("{error}")).with_context(|| format!("asking {}", call.operation))
    }

    pub(super) fn snapshot(&self) -> std::sync::Arc<Snapshot> {
        self.engine.snapshot()
    }

    pub(super) fn running(&self) -> usize {
        let cluster = ClusterKey { scope: self.scope, name: CLUSTER.to_owned() };
        self.snapshot().fleet().totals(&cluster).running.all() as usize
    }

    /// Whether that many tasks run of the first service's newest rollout, and nothing is left of others.
    pub(super) fn has_replaced(&self, tasks: usize) -> bool {
        if self.running() != tasks {
            return false;
        }
        let key = ServiceKey { scope: self.scope, cluster: CLUSTER.to_owned(), name: service(0) };
        let snapshot = self.snapshot();
        let newest = |world: &Snapshot| {
            world.get::<Service>(&key).and_then(|row| row.primary().map(|rollout| rollout.id.clone()))
        };
        let Some(rollout) = newest(&snapshot) else { return false };
        let place = task::cluster_prefix(self.scope, CLUSTER, true).text(&rollout).finish();
        let leaving = task::leaving_prefix(self.scope, CLUSTER, &Service::group(&key.name), true).finish();
        snapshot.count_by_index::<Task>(task::BY_STARTER, &place) == tasks
            && snapshot.count_by_index::<Task>(task::LEAVING, &leaving) == 0
    }

    pub(super) fn stored_bytes(&self) -> u64 {
        self.counted.bytes()
    }

    pub(super) fn commits(&self) -> u64 {
        self.counted.commits()
    }

    /// Ends everything that was begun.
    pub(super) fn close(mut self, nodes: Nodes) {
        drop(nodes);
        self.runtime.block_on(self.engine.close());
        if let Some(planning) = self.planning.take()
            && planning.join().is_err()
        {
            eprintln!("fleet: the planners' thread failed");
        }
    }
}
