//! What the tests share: definitions that register, and a world to register them in.

mod answers;
mod container_rules;
mod fargate_rules;
mod life;
mod lists;
mod network_rules;
mod task_rules;

use std::sync::Arc;

use longshore_shapes::ecs::{
    self, Compatibility, ContainerDefinition, NetworkMode, RegisterTaskDefinitionRequest,
};
use longshore_shapes::{ApiError, Timestamp};
use longshore_world::{Account, Region, Scope, Snapshot, StagedCold, Tx, World};

use super::checked_definition;
use crate::caller::Caller;
use crate::disk::Disk;

type Request = RegisterTaskDefinitionRequest;
/// A change to a definition that registers, and the message it is then refused with; without one it
/// still registers.
type Case = (fn(&mut Request), &'static str);

fn container(name: &str) -> ContainerDefinition {
    ContainerDefinition {
        name: Some(name.to_owned()),
        image: Some("nginx".to_owned()),
        memory: Some(128),
        ..ContainerDefinition::default()
    }
}

/// Bridge networking on EC2, one container.
fn bridge() -> Request {
    Request { family: "web".to_owned(), container_definitions: vec![container("app")], ..Request::default() }
}

fn awsvpc() -> Request {
    Request { network_mode: Some(NetworkMode::Awsvpc), ..bridge() }
}

fn fargate() -> Request {
    Request {
        cpu: Some("256".to_owned()),
        memory: Some("512".to_owned()),
        requires_compatibilities: Some(vec![Compatibility::Fargate]),
        ..awsvpc()
    }
}

/// The first container.
fn app(request: &mut Request) -> &mut ContainerDefinition {
    &mut request.container_definitions[0]
}

/// A second container, `side`.
fn side(request: &mut Request) -> &mut ContainerDefinition {
    if request.container_definitions.len() < 2 {
        request.container_definitions.push(container("side"));
    }
    &mut request.container_definitions[1]
}

fn texts(list: &[&str]) -> Option<Vec<String>> {
    Some(list.iter().map(|text| (*text).to_owned()).collect())
}

fn options(list: &[(&str, &str)]) -> Option<std::collections::BTreeMap<String, String>> {
    Some(list.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect())
}

fn registered(request: Request) -> ecs::TaskDefinition {
    checked_definition(request).unwrap()
}

/// A table of changes to a definition that registers, and what each is refused with.
macro_rules! cases {
    ($base:expr; $($change:expr => $message:expr),+ $(,)?) => {
        assert_cases($base, &[$(($change, $message)),+])
    };
}
use cases;

/// Makes each change to the definition and compares what is said to it. A message that starts with `app:`,
/// `side:` or `data:` is about a setting of that container or volume.
fn assert_cases(base: fn() -> Request, cases: &[Case]) {
    checked_definition(base()).unwrap();
    for (number, (change, message)) in cases.iter().enumerate() {
        let message = match message.split_once(": ") {
            Some((name @ ("app" | "side"), what)) => {
                format!("Invalid setting for container '{name}'. {what}")
            }
            Some((name @ "data", what)) => format!("Invalid setting for volume '{name}'. {what}"),
            _ => (*message).to_owned(),
        };
        let mut request = base();
        change(&mut request);
        let said = checked_definition(request).err().map(|error| error.message).unwrap_or_default();
        assert_eq!(said, message, "case {number}");
    }
}

fn scope(account: u64) -> Scope {
    Scope { account: Account::from_number(account), region: Region::parse("eu-west-1").unwrap() }
}

/// A world, its disk and its clock, one transaction at a time.
struct Bench {
    world: World,
    disk: Arc<Disk>,
    random: fastrand::Rng,
    seconds: i64,
    caller: Caller,
}

impl Bench {
    fn new() -> Self {
        let (world, disk, random) = (World::default(), Arc::default(), fastrand::Rng::with_seed(7));
        Self { world, disk, random, seconds: 1000, caller: Caller::root(scope(7)) }
    }

    fn snapshot(&self) -> Snapshot {
        Snapshot::new(self.world.clone(), self.disk.clone(), 0)
    }

    fn write<T>(
        &mut self,
        transaction: Result<impl FnOnce(&mut Tx<'_>) -> Result<T, ApiError>, ApiError>,
    ) -> Result<T, ApiError> {
        let transaction = transaction?;
        self.seconds += 1;
        let mut staged = StagedCold::new();
        let now = Timestamp::from_secs(self.seconds);
        let mut tx = Tx::begin(&mut self.world, &*self.disk, &mut staged, &mut self.random, now);
        let answer = transaction(&mut tx)?;
        tx.commit();
        self.disk.keep(staged);
        Ok(answer)
    }

    fn register(&mut self, request: Request) -> Result<ecs::RegisterTaskDefinitionResponse, ApiError> {
        let transaction = super::register_task_definition(&self.caller.clone(), request);
        self.write(transaction)
    }

    fn deregister(&mut self, name: &str) -> Result<ecs::TaskDefinition, ApiError> {
        let input = ecs::DeregisterTaskDefinitionRequest { task_definition: name.to_owned() };
        let transaction = super::deregister_task_definition(&self.caller.clone(), input);
        Ok(self.write(transaction)?.task_definition.unwrap())
    }

    fn delete(&mut self, names: &[&str]) -> Result<ecs::DeleteTaskDefinitionsResponse, ApiError> {
        let task_definitions = names.iter().map(|name| (*name).to_owned()).collect();
        let input = ecs::DeleteTaskDefinitionsRequest { task_definitions };
        let transaction = super::delete_task_definitions(&self.caller.clone(), input);
        self.write(transaction)
    }

    fn describe(&self, name: &str) -> Result<ecs::TaskDefinition, ApiError> {
        let input = ecs::DescribeTaskDefinitionRequest { task_definition: name.to_owned(), include: None };
        let answer = super::describe_task_definition(&self.snapshot(), &self.caller, input)?;
        assert_eq!(answer.tags, None);
        Ok(answer.task_definition.unwrap())
    }
}
