//! Tasks from StartTask to their end, by the operations, on a world in memory with a disk beside it.

mod addresses;
mod assignments;
mod life;
mod lists;
mod merges;
mod occupancy;
mod protections;
mod retired;
mod runs;
mod starts;
mod stories;
mod submits;
mod walk;

use std::ops::{Deref, DerefMut};

use longshore_link::{ContainerReport, TaskReport};
use longshore_shapes::ecs::{self, Attribute, ContainerDefinition, Resource, op};
use longshore_shapes::{ApiError, Timestamp};
use longshore_world::records::cluster::{Cluster, ClusterKey};
use longshore_world::records::container_instance::ContainerInstanceKey;
use longshore_world::records::task::{Task, TaskKey};

use super::report::{Origin, Taken, apply_report};
use crate::bench::{Control, scope};

pub(super) struct Bench(Control);

impl Deref for Bench {
    type Target = Control;

    fn deref(&self) -> &Control {
        &self.0
    }
}

impl DerefMut for Bench {
    fn deref_mut(&mut self) -> &mut Control {
        &mut self.0
    }
}

impl Bench {
    /// The clusters `default` and `other`, an opened account, and the definition `web:1`.
    fn new() -> Self {
        let mut bench = Self(Control::new());
        bench.transact(|tx| {
            for name in ["default", "other"] {
                let key = ClusterKey { scope: scope(), name: name.to_owned() };
                tx.put(&key, Cluster::default());
            }
        });
        bench.register(definition());
        bench
    }

    fn register(&mut self, input: ecs::RegisterTaskDefinitionRequest) {
        self.call::<op::RegisterTaskDefinition>(input).unwrap();
    }

    /// An instance with 2 processors and 4 GiB, and its ARN.
    fn instance(&mut self) -> String {
        let answer = self.call::<op::RegisterContainerInstance>(machine()).unwrap();
        answer.container_instance.unwrap().container_instance_arn.unwrap()
    }

    fn described_instance(&mut self, arn: &str) -> ecs::ContainerInstance {
        let input = ecs::DescribeContainerInstancesRequest {
            container_instances: vec![arn.to_owned()],
            ..Default::default()
        };
        self.call::<op::DescribeContainerInstances>(input).unwrap().container_instances.unwrap().remove(0)
    }

    fn start(&mut self, input: ecs::StartTaskRequest) -> Result<ecs::StartTaskResponse, ApiError> {
        self.call::<op::StartTask>(input)
    }

    fn run_task(&mut self, input: ecs::RunTaskRequest) -> Result<ecs::RunTaskResponse, ApiError> {
        self.call::<op::RunTask>(input)
    }

    /// Starts one task of `web` and answers its ARN.
    fn started(&mut self, instance: &str) -> String {
        let answer = self.start(request(instance)).unwrap();
        assert_eq!(answer.failures.unwrap(), []);
        answer.tasks.unwrap().remove(0).task_arn.unwrap()
    }

    fn described(&mut self, arn: &str) -> ecs::Task {
        let include = Some(vec![ecs::TaskField::Tags]);
        let input = ecs::DescribeTasksRequest { tasks: vec![arn.to_owned()], include, ..Default::default() };
        self.call::<op::DescribeTasks>(input).unwrap().tasks.unwrap().remove(0)
    }

    fn stop(&mut self, arn: &str, reason: Option<&str>) -> ecs::Task {
        let reason = reason.map(str::to_owned);
        let input = ecs::StopTaskRequest { task: arn.to_owned(), reason, ..Default::default() };
        self.call::<op::StopTask>(input).unwrap().task.unwrap()
    }

    fn report(&mut self, instance: &str, report: &TaskReport) -> Taken {
        let key = instance_key(instance);
        self.transact(|tx| apply_report(tx, &key, report, Origin::Change))
    }

    fn row(&self, arn: &str) -> Task {
        Task::clone(self.world.get::<Task>(&key(arn)).unwrap())
    }
}

fn key(arn: &str) -> TaskKey {
    super::key_of_arn(arn).unwrap()
}

fn instance_key(arn: &str) -> ContainerInstanceKey {
    let mut parts = arn.rsplit('/').map(str::to_owned);
    let id = parts.next().unwrap();
    ContainerInstanceKey { scope: scope(), cluster: parts.next().unwrap(), id }
}

fn texts(given: &[&str]) -> Vec<String> {
    given.iter().map(|text| (*text).to_owned()).collect()
}

fn request(instance: &str) -> ecs::StartTaskRequest {
    ecs::StartTaskRequest {
        container_instances: texts(&[instance]),
        task_definition: "web".to_owned(),
        ..Default::default()
    }
}

/// `app`, essential, with a fixed port and a dynamic one; `side`, not essential.
fn definition() -> ecs::RegisterTaskDefinitionRequest {
    let port = |container_port, host_port| ecs::PortMapping {
        container_port: Some(container_port),
        host_port,
        ..Default::default()
    };
    let app = ContainerDefinition {
        port_mappings: Some(vec![port(80, Some(8080)), port(81, None)]),
        ..container("app")
    };
    let side = ContainerDefinition { essential: Some(false), ..container("side") };
    ecs::RegisterTaskDefinitionRequest {
        family: "web".to_owned(),
        container_definitions: vec![app, side],
        ..Default::default()
    }
}

fn container(name: &str) -> ContainerDefinition {
    ContainerDefinition {
        name: Some(name.to_owned()),
        image: Some("busybox".to_owned()),
        cpu: Some(256),
        memory: Some(512),
        memory_reservation: Some(256),
        ..Default::default()
    }
}

fn machine() -> ecs::RegisterContainerInstanceRequest {
    let integer = |name: &str, value| Resource {
        name: Some(name.to_owned()),
        r#type: Some("INTEGER".to_owned()),
        integer_value: Some(value),
        ..Default::default()
    };
    let ports = Resource {
        name: Some("PORTS".to_owned()),
        r#type: Some("STRINGSET".to_owned()),
        string_set_value: Some(texts(&["22"])),
        ..Default::default()
    };
    let attribute = |name: &str, value: Option<&str>| Attribute {
        name: name.to_owned(),
        value: value.map(str::to_owned),
        ..Default::default()
    };
    ecs::RegisterContainerInstanceRequest {
        total_resources: Some(vec![integer("CPU", 2048), integer("MEMORY", 4096), ports]),
        attributes: Some(vec![
            attribute("ecs.cpu-architecture", Some("x86_64")),
            attribute("com.amazonaws.ecs.capability.docker-remote-api.1.18", None),
            attribute("com.amazonaws.ecs.capability.docker-remote-api.1.21", None),
            attribute("ecs.capability.task-eni", None),
            attribute("com.amazonaws.ecs.capability.task-iam-role", None),
            attribute("com.amazonaws.ecs.capability.logging-driver.json-file", None),
        ]),
        ..Default::default()
    }
}

/// A report of a task in that status, of a revision of its own.
fn report(arn: &str, revision: i64, status: &str) -> TaskReport {
    TaskReport {
        task_arn: Some(arn.to_owned()),
        revision: Some(revision),
        status: Some(status.to_owned()),
        ..Default::default()
    }
}

fn container_report(name: &str, status: &str) -> ContainerReport {
    ContainerReport { name: Some(name.to_owned()), status: Some(status.to_owned()), ..Default::default() }
}

fn resource<'r>(instance: &'r ecs::ContainerInstance, name: &str) -> &'r Resource {
    let remaining = instance.remaining_resources.as_ref().unwrap();
    remaining.iter().find(|resource| resource.name.as_deref() == Some(name)).unwrap()
}
