//! Services by their operations, on a world in memory with a disk beside it; tasks are rows that stand in for
//! what the scheduler would start.

mod counts;
mod creates;
mod deletes;
mod deployments;
mod lists;
mod tags;
mod task_sets;
mod updates;

use std::ops::{Deref, DerefMut};

use longshore_shapes::ecs::{self, op};
use longshore_shapes::{ApiError, Shared, Timestamp};
use longshore_world::records::launch::Launch;
use longshore_world::records::service::deployment::ServiceDeployment;
use longshore_world::records::service::revision::ServiceRevision;
use longshore_world::records::service::{Service, ServiceKey};
use longshore_world::records::task::status::Status;
use longshore_world::records::task::{Task, TaskKey};

use super::reference::{deployment_key, revision_key};
use crate::bench::{Control, scope};

struct Bench(Control);

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
    /// The clusters `default` and `other`, an opened account, and the definitions `web:1`, `web:2`, `net:1`,
    /// `fargate:1`.
    fn new() -> Self {
        let mut bench = Self(Control::new());
        for name in ["default", "other"] {
            let providers = Some(vec!["FARGATE".to_owned(), "FARGATE_SPOT".to_owned()]);
            let input = ecs::CreateClusterRequest {
                cluster_name: Some(name.to_owned()),
                capacity_providers: providers,
                ..Default::default()
            };
            bench.call::<op::CreateCluster>(input).unwrap();
        }
        for definition in [definition("web"), definition("web"), awsvpc("net"), fargate("fargate")] {
            bench.call::<op::RegisterTaskDefinition>(definition).unwrap();
        }
        bench
    }

    fn create(&mut self, input: ecs::CreateServiceRequest) -> Result<ecs::Service, ApiError> {
        Ok(self.call::<op::CreateService>(input)?.service.unwrap())
    }

    fn created(&mut self, input: ecs::CreateServiceRequest) -> ecs::Service {
        self.create(input).unwrap()
    }

    fn update(&mut self, input: ecs::UpdateServiceRequest) -> Result<ecs::Service, ApiError> {
        Ok(self.call::<op::UpdateService>(input)?.service.unwrap())
    }

    fn describe(&mut self, name: &str) -> ecs::Service {
        let include = Some(vec![ecs::ServiceField::Tags]);
        let input =
            ecs::DescribeServicesRequest { services: vec![name.to_owned()], include, ..Default::default() };
        self.call::<op::DescribeServices>(input).unwrap().services.unwrap().remove(0)
    }

    fn delete(&mut self, name: &str, force: bool) -> Result<ecs::Service, ApiError> {
        let input =
            ecs::DeleteServiceRequest { service: name.to_owned(), force: Some(force), ..Default::default() };
        Ok(self.call::<op::DeleteService>(input)?.service.unwrap())
    }

    fn row(&self, name: &str) -> &Service {
        self.world.get::<Service>(&key(name)).unwrap()
    }

    /// The revision of the rollout at that place, the newest being 0.
    fn revision(&self, name: &str, place: usize) -> &ServiceRevision {
        let rollout = &self.row(name).rollouts[place];
        self.world.get::<ServiceRevision>(&revision_key(&key(name), &rollout.revision)).unwrap()
    }

    fn deployment(&self, name: &str, place: usize) -> &ServiceDeployment {
        let rollout = &self.row(name).rollouts[place];
        self.world.get::<ServiceDeployment>(&deployment_key(&key(name), &rollout.service_deployment)).unwrap()
    }

    fn change(&mut self, name: &str, change: impl FnOnce(&mut Service)) {
        let key = key(name);
        self.run(|tx| Ok::<_, ApiError>(tx.update(&key, change))).unwrap();
    }

    /// Tasks of a service, as if its scheduler had started them.
    fn tasks(&mut self, name: &str, starter: &str, status: Status, count: usize) {
        let launch = Launch {
            group: Service::group(name),
            started_by: Some(starter.to_owned()),
            ..Default::default()
        };
        let launch = Shared::joined(launch);
        self.run(|tx| {
            for _ in 0..count {
                let key = TaskKey { scope: scope(), cluster: "default".to_owned(), id: tx.new_id() };
                tx.put(&key, Task { launch: launch.clone(), status, ..Default::default() });
            }
            Ok::<_, ApiError>(())
        })
        .unwrap();
    }
}

fn key(name: &str) -> ServiceKey {
    ServiceKey { scope: scope(), cluster: "default".to_owned(), name: name.to_owned() }
}

fn arn(resource: &str) -> String {
    format!("arn:aws:ecs:us-east-1:000000000007:{resource}")
}

fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn tag(key: &str, value: &str) -> ecs::Tag {
    ecs::Tag { key: text(key), value: text(value) }
}

fn definition(family: &str) -> ecs::RegisterTaskDefinitionRequest {
    let container = ecs::ContainerDefinition {
        name: text("app"),
        image: text("busybox:1.36"),
        memory: Some(64),
        ..Default::default()
    };
    ecs::RegisterTaskDefinitionRequest {
        family: family.to_owned(),
        container_definitions: vec![container],
        tags: Some(vec![tag("of", "definition")]),
        ..Default::default()
    }
}

fn awsvpc(family: &str) -> ecs::RegisterTaskDefinitionRequest {
    ecs::RegisterTaskDefinitionRequest { network_mode: Some(ecs::NetworkMode::Awsvpc), ..definition(family) }
}

fn fargate(family: &str) -> ecs::RegisterTaskDefinitionRequest {
    ecs::RegisterTaskDefinitionRequest {
        cpu: text("256"),
        memory: text("512"),
        requires_compatibilities: Some(vec![ecs::Compatibility::Fargate]),
        task_role_arn: text("arn:aws:iam::000000000007:role/app"),
        ..awsvpc(family)
    }
}

/// Three tasks of `web:1` on EC2.
fn request() -> ecs::CreateServiceRequest {
    ecs::CreateServiceRequest {
        service_name: "api".to_owned(),
        task_definition: text("web:1"),
        desired_count: Some(3),
        ..Default::default()
    }
}

fn daemon() -> ecs::CreateServiceRequest {
    ecs::CreateServiceRequest {
        desired_count: None,
        scheduling_strategy: Some(ecs::SchedulingStrategy::Daemon),
        ..request()
    }
}

fn external() -> ecs::CreateServiceRequest {
    let controller = ecs::DeploymentController { r#type: ecs::DeploymentControllerType::External };
    ecs::CreateServiceRequest { task_definition: None, deployment_controller: Some(controller), ..request() }
}

fn network(subnet: &str) -> Option<ecs::NetworkConfiguration> {
    let awsvpc = ecs::AwsVpcConfiguration { subnets: vec![subnet.to_owned()], ..Default::default() };
    Some(ecs::NetworkConfiguration { awsvpc_configuration: Some(awsvpc) })
}

impl Bench {
    /// The subnets that every account has.
    fn subnets(&mut self) -> Vec<String> {
        use longshore_shapes::ec2;
        let answer = self.call::<ec2::op::DescribeSubnets>(ec2::DescribeSubnetsRequest::default()).unwrap();
        answer.subnets.unwrap().into_iter().map(|subnet| subnet.subnet_id.unwrap()).collect()
    }

    /// One task of `fargate:1` by launch type.
    fn on_fargate(&mut self) -> ecs::CreateServiceRequest {
        let subnet = self.subnets().remove(0);
        ecs::CreateServiceRequest {
            task_definition: text("fargate"),
            launch_type: Some(ecs::LaunchType::Fargate),
            network_configuration: network(&subnet),
            ..request()
        }
    }
}

fn item(provider: &str, base: i32, weight: i32) -> ecs::CapacityProviderStrategyItem {
    ecs::CapacityProviderStrategyItem {
        capacity_provider: provider.to_owned(),
        base: Some(base),
        weight: Some(weight),
    }
}

fn constraint(expression: &str) -> ecs::PlacementConstraint {
    ecs::PlacementConstraint {
        r#type: Some(ecs::PlacementConstraintType::MemberOf),
        expression: text(expression),
    }
}

fn spread(field: &str) -> ecs::PlacementStrategy {
    ecs::PlacementStrategy { r#type: Some(ecs::PlacementStrategyType::Spread), field: text(field) }
}

fn percents(minimum: i32, maximum: i32) -> Option<ecs::DeploymentConfiguration> {
    Some(ecs::DeploymentConfiguration {
        minimum_healthy_percent: Some(minimum),
        maximum_percent: Some(maximum),
        ..Default::default()
    })
}
