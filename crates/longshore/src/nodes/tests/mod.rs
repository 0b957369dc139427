//! Sessions against nodes that follow a script, over streams in memory.

mod fake;
mod joining;
mod sessions;
mod sharing;

use std::any::Any;
use std::time::Duration;

use longshore_engine::{Engine, Writer};
use longshore_services::{Caller, Handler, accounts, registry};
use longshore_shapes::ecs::{self, op};
use longshore_shapes::{ApiError, Operation, Structure};
use longshore_store::memory::MemoryStore;
use longshore_world::records::cluster::{Cluster, ClusterKey};
use longshore_world::{Account, Region, Scope, Tx};

use self::fake::FakeNode;
use super::{Authority, Nodes, Peer};
use crate::edge;

/// No test waits for this long unless something is wrong.
const PATIENCE: Duration = Duration::from_secs(20);

fn scope() -> Scope {
    Scope { account: Account::from_number(7), region: Region::parse("us-east-1").unwrap() }
}

/// A control plane on a store in memory, with the cluster `default` and the definition `web:1`.
#[derive(Clone)]
struct Control {
    engine: Engine,
    nodes: Nodes,
    authority: Authority,
}

impl Control {
    async fn new() -> Self {
        let writer = Writer::open(Box::<MemoryStore>::default(), 7).unwrap();
        let engine = Engine::start(writer, Box::new(edge::now)).unwrap();
        let opened = engine.transact(|tx: &mut Tx<'_>| {
            accounts::open(tx, scope());
            let key = ClusterKey { scope: scope(), name: "default".to_owned() };
            tx.put(&key, Cluster::default());
            Ok::<(), ()>(())
        });
        opened.await.unwrap().unwrap();
        let authority = Authority::prepare(&engine).await.unwrap();
        let nodes = Nodes::start(engine.clone(), Some(authority.clone())).await.unwrap();
        let control = Self { engine, nodes, authority };
        control.call::<op::RegisterTaskDefinition>(definition()).await.unwrap();
        control
    }

    async fn call<O: Operation>(&self, input: O::Input) -> Result<O::Output, ApiError>
    where
        O::Input: Clone,
    {
        let mut fill = |target: &mut dyn Structure| {
            *(target as &mut dyn Any).downcast_mut::<O::Input>().unwrap() = input.clone();
            Ok(())
        };
        let (registry, caller) = (registry(), Caller::root(scope()));
        let answer = match registry.get(O::SERVICE, O::SCHEMA.name).unwrap() {
            Handler::Read(read) => read(&self.engine.snapshot(), &caller, &mut fill)?,
            Handler::Write(write) => {
                let transaction = write(&caller, &mut fill)?;
                self.engine.transact(transaction).await.unwrap()?
            }
            Handler::Slow(_) | Handler::Edge(_) => panic!("no slow operation is called here"),
        };
        Ok(*(answer as Box<dyn Any>).downcast::<O::Output>().unwrap())
    }

    /// A node of this machine that connects.
    fn connect(&self) -> FakeNode {
        self.connect_as(Peer::Local(scope()))
    }

    fn connect_as(&self, peer: Peer) -> FakeNode {
        let (ours, theirs) = tokio::io::duplex(64 * 1024);
        let nodes = self.nodes.clone();
        tokio::spawn(async move { nodes.serve(ours, peer).await });
        FakeNode::new(theirs)
    }

    async fn start(&self, instance: &str) -> String {
        self.start_with(instance, None).await
    }

    async fn start_with(&self, instance: &str, overrides: Option<ecs::TaskOverride>) -> String {
        let input = ecs::StartTaskRequest {
            container_instances: vec![instance.to_owned()],
            task_definition: "web".to_owned(),
            overrides,
            ..Default::default()
        };
        let answer = self.call::<op::StartTask>(input).await.unwrap();
        assert_eq!(answer.failures.unwrap(), []);
        answer.tasks.unwrap().remove(0).task_arn.unwrap()
    }

    async fn stop(&self, arn: &str) {
        let input = ecs::StopTaskRequest { task: arn.to_owned(), ..Default::default() };
        self.call::<op::StopTask>(input).await.unwrap();
    }

    async fn task(&self, arn: &str) -> ecs::Task {
        let input = ecs::DescribeTasksRequest { tasks: vec![arn.to_owned()], ..Default::default() };
        self.call::<op::DescribeTasks>(input).await.unwrap().tasks.unwrap().remove(0)
    }

    async fn instance(&self, arn: &str) -> ecs::ContainerInstance {
        let input = ecs::DescribeContainerInstancesRequest {
            container_instances: vec![arn.to_owned()],
            ..Default::default()
        };
        let answer = self.call::<op::DescribeContainerInstances>(input).await.unwrap();
        answer.container_instances.unwrap().remove(0)
    }

    /// Waits until an instance is shown as connected, or as not.
    async fn until_connected(&self, arn: &str, connected: bool) {
        let (_, mut watch) = self.engine.watch();
        while self.instance(arn).await.agent_connected != Some(connected) {
            tokio::time::timeout(PATIENCE, watch.next()).await.expect("it is shown").unwrap();
        }
    }
}

fn definition() -> ecs::RegisterTaskDefinitionRequest {
    let container = ecs::ContainerDefinition {
        name: Some("app".to_owned()),
        image: Some("busybox".to_owned()),
        memory: Some(6),
        ..Default::default()
    };
    ecs::RegisterTaskDefinitionRequest {
        family: "web".to_owned(),
        container_definitions: vec![container],
        ..Default::default()
    }
}
