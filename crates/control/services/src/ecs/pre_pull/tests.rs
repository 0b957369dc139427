//! From registered definitions and services to what nodes are asked for, and back.

use longshore_link::PrePulled;
use longshore_planners::pre_pull::{Causes, IMAGES_PER_INSTANCE_MAX, PrePuller};
use longshore_shapes::ecs::{self, op};
use longshore_world::records::history::{Chapter, story_prefix};
use longshore_world::{Outcome, Planner, Trigger};

use super::*;
use crate::bench::{Control, scope};

struct Bench {
    control: Control,
    planner: PrePuller,
}

const ALL: Causes = Causes { definitions: true, services: true };

impl Bench {
    fn new(causes: Causes) -> Self {
        let mut bench = Self { control: Control::new(), planner: PrePuller::new(causes) };
        bench.control.call::<op::CreateCluster>(ecs::CreateClusterRequest::default()).unwrap();
        assert_eq!(bench.full(), 0);
        bench
    }

    /// A connected instance with these attributes, and its key.
    fn instance(&mut self, attributes: &[(&str, &str)]) -> ContainerInstanceKey {
        let integer = |name: &str, value| ecs::Resource {
            name: Some(name.to_owned()),
            r#type: Some("INTEGER".to_owned()),
            integer_value: Some(value),
            ..Default::default()
        };
        let attribute = |(name, value): &(&str, &str)| ecs::Attribute {
            name: (*name).to_owned(),
            value: Some((*value).to_owned()).filter(|value| !value.is_empty()),
            ..Default::default()
        };
        let needed = [("com.amazonaws.ecs.capability.docker-remote-api.1.18", "")];
        let input = ecs::RegisterContainerInstanceRequest {
            total_resources: Some(vec![integer("CPU", 2048), integer("MEMORY", 4096)]),
            attributes: Some(needed.iter().chain(attributes).map(attribute).collect()),
            ..Default::default()
        };
        let answer = self.control.call::<op::RegisterContainerInstance>(input).unwrap();
        let arn = answer.container_instance.unwrap().container_instance_arn.unwrap();
        let id = arn.rsplit('/').next().unwrap().to_owned();
        let key = ContainerInstanceKey { scope: scope(), cluster: "default".to_owned(), id };
        self.control.transact(|tx| crate::ecs::container_instance::set_agent_connected(tx, &key, true));
        key
    }

    fn register(&mut self, change: impl FnOnce(&mut ecs::RegisterTaskDefinitionRequest)) -> usize {
        let mut input = ecs::RegisterTaskDefinitionRequest {
            family: "web".to_owned(),
            container_definitions: vec![container("app", "app:1")],
            ..Default::default()
        };
        change(&mut input);
        self.control.call::<op::RegisterTaskDefinition>(input).unwrap();
        self.changed()
    }

    fn changed(&mut self) -> usize {
        let rows = self.control.changes.iter().map(|change| change.id.clone()).collect();
        self.carry(&Trigger::Changed(rows))
    }

    fn full(&mut self) -> usize {
        self.carry(&Trigger::Full)
    }

    /// Carries out what is decided, and finds that nothing is left to decide; how much that was.
    fn carry(&mut self, trigger: &Trigger) -> usize {
        let plan = self.planner.plan(&self.control.snapshot(), trigger, self.control.now);
        for decision in &plan.decisions {
            assert_eq!(self.control.transact(|tx| decision.apply(tx)), Outcome::Done, "{decision}");
            assert_eq!(self.control.transact(|tx| decision.apply(tx)), Outcome::Stale, "{decision}");
        }
        let again = self.planner.plan(&self.control.snapshot(), trigger, self.control.now);
        assert!(again.decisions.is_empty(), "{again}");
        plan.decisions.len()
    }

    fn wanted(&self, instance: &ContainerInstanceKey) -> Vec<String> {
        wanted(&self.control.snapshot(), instance).into_iter().filter_map(|one| one.image).collect()
    }

    fn told(&mut self, instance: &ContainerInstanceKey, image: &str, error: Option<&str>) {
        let (image, error) = (Some(image.to_owned()), error.map(str::to_owned));
        let answer = PrePulled { image, pulled: Some(error.is_none()), error };
        self.control.transact(|tx| answered(tx, instance, &answer));
    }

    fn story(&self, instance: &ContainerInstanceKey) -> Vec<(String, Option<String>)> {
        let arn = crate::ecs::container_instance::arn_of(instance);
        let chapters = self.control.snapshot().cold_range::<Chapter>(&story_prefix(scope(), &arn), None, 100);
        let ours = chapters.unwrap().into_iter().filter(|(_, row)| row.what.contains("app:"));
        ours.map(|(_, row)| (row.what, row.why)).collect()
    }
}

fn container(name: &str, image: &str) -> ecs::ContainerDefinition {
    ecs::ContainerDefinition {
        name: Some(name.to_owned()),
        image: Some(image.to_owned()),
        memory: Some(64),
        ..Default::default()
    }
}

fn service(desired_count: i32) -> ecs::CreateServiceRequest {
    ecs::CreateServiceRequest {
        service_name: "web".to_owned(),
        task_definition: Some("web".to_owned()),
        desired_count: Some(desired_count),
        ..Default::default()
    }
}

fn update(change: impl FnOnce(&mut ecs::UpdateServiceRequest)) -> ecs::UpdateServiceRequest {
    let mut input = ecs::UpdateServiceRequest { service: "web".to_owned(), ..Default::default() };
    change(&mut input);
    input
}

#[test]
fn a_registered_definition_is_wanted_where_its_tasks_could_be() {
    type Change = fn(&mut ecs::RegisterTaskDefinitionRequest);
    let arm: Change = |input| {
        let cpu_architecture = Some(ecs::CPUArchitecture::Arm64);
        input.runtime_platform = Some(ecs::RuntimePlatform { cpu_architecture, ..Default::default() });
    };
    let external: Change = |input| input.requires_compatibilities = Some(vec![ecs::Compatibility::External]);
    let rack: Change = |input| {
        let r#type = Some(ecs::TaskDefinitionPlacementConstraintType::MemberOf);
        let expression = Some("attribute:rack == r1".to_owned());
        input.placement_constraints =
            Some(vec![ecs::TaskDefinitionPlacementConstraint { r#type, expression }]);
    };
    let secret: Change = |input| {
        let credentials_parameter = "arn:aws:secretsmanager:us-east-1:0:secret:a".to_owned();
        input.container_definitions[0].repository_credentials =
            Some(ecs::RepositoryCredentials { credentials_parameter });
    };
    let both: Change = |input| input.container_definitions.push(container("side", "side:1"));
    let twice: Change = |input| input.container_definitions.push(container("side", "app:1"));
    // How many decisions with a machine of each kind: x86, arm in rack r1, one that drains, one whose agent is gone.
    let table: [(&str, Change, usize); 7] = [
        ("any", |_| {}, 2),
        ("arm", arm, 1),
        ("rack", rack, 1),
        ("external", external, 0),
        ("secret", secret, 0),
        ("two images", both, 4),
        ("one image twice", twice, 2),
    ];
    for (name, change, expected) in table {
        let mut bench = Bench::new(ALL);
        bench.instance(&[("ecs.cpu-architecture", "x86_64")]);
        bench.instance(&[("ecs.cpu-architecture", "arm64"), ("rack", "r1")]);
        let drains = bench.instance(&[("ecs.cpu-architecture", "arm64"), ("rack", "r1")]);
        let input = ecs::UpdateContainerInstancesStateRequest {
            container_instances: vec![drains.id.clone()],
            status: ecs::ContainerInstanceStatus::Draining,
            ..Default::default()
        };
        bench.control.call::<op::UpdateContainerInstancesState>(input).unwrap();
        let gone = bench.instance(&[("ecs.cpu-architecture", "arm64"), ("rack", "r1")]);
        bench.control.transact(|tx| crate::ecs::container_instance::set_agent_connected(tx, &gone, false));
        assert_eq!(bench.register(change), expected, "{name}");
    }
}

#[test]
fn only_what_was_asked_for_brings_a_pull_up() {
    for (causes, by_definition, by_service) in [
        (Causes { definitions: true, services: false }, 1, 0),
        (Causes { definitions: false, services: true }, 0, 1),
    ] {
        let mut bench = Bench::new(causes);
        bench.instance(&[]);
        assert_eq!(bench.register(|_| {}), by_definition);
        bench.control.call::<op::CreateService>(service(1)).unwrap();
        assert_eq!(bench.changed(), by_service);
    }
}

#[test]
fn a_service_is_looked_at_when_it_is_created_changed_or_grows() {
    let mut bench = Bench::new(Causes { definitions: false, services: true });
    let instance = bench.instance(&[]);
    assert_eq!(bench.register(|_| {}), 0);
    assert_eq!(bench.register(|input| input.container_definitions[0].image = Some("app:2".to_owned())), 0);
    let first = Some("web:1".to_owned());
    let created = ecs::CreateServiceRequest { task_definition: first, ..service(1) };
    bench.control.call::<op::CreateService>(created).unwrap();
    assert_eq!((bench.changed(), bench.wanted(&instance)), (1, vec!["app:1".to_owned()]));
    bench.told(&instance, "app:1", None);
    assert_eq!((bench.full(), bench.wanted(&instance).len()), (0, 0), "it is known");
    let grown = update(|input| input.desired_count = Some(3));
    bench.control.call::<op::UpdateService>(grown).unwrap();
    assert_eq!(bench.changed(), 1);
    bench.told(&instance, "app:1", Some("no such image"));
    bench.control.call::<op::UpdateService>(update(|input| input.desired_count = Some(2))).unwrap();
    assert_eq!(bench.changed(), 0, "it shrinks");
    let other = update(|input| input.task_definition = Some("web:2".to_owned()));
    bench.control.call::<op::UpdateService>(other).unwrap();
    assert_eq!((bench.changed(), bench.wanted(&instance)), (1, vec!["app:2".to_owned()]));
    let story = bench.story(&instance);
    let said = |what: &str, why: Option<&str>| (what.to_owned(), why.map(str::to_owned));
    assert_eq!(
        story,
        [
            said("is to have app:1 before a task needs it", Some("service web was created")),
            said("has pulled app:1", None),
            said("is to have app:1 before a task needs it", Some("service web grows from 1 to 3 tasks")),
            said("has not pulled app:1: tasks will", Some("no such image")),
            said("is to have app:2 before a task needs it", Some("service web has a new revision")),
        ]
    );
}

#[test]
fn an_instance_is_asked_for_so_much_and_nobody_waits_for_ever() {
    let mut bench = Bench::new(ALL);
    let instance = bench.instance(&[]);
    for number in 0..IMAGES_PER_INSTANCE_MAX + 3 {
        bench.register(|input| input.container_definitions[0].image = Some(format!("app:{number}")));
    }
    assert_eq!(bench.wanted(&instance).len(), IMAGES_PER_INSTANCE_MAX);
    assert_eq!(bench.full(), 0);
    bench.control.now = bench.control.now.plus_secs(2 * 60 * 60);
    assert_eq!(bench.full(), IMAGES_PER_INSTANCE_MAX);
    assert_eq!(bench.wanted(&instance), Vec::<String>::new());
}

#[test]
fn a_planner_that_starts_takes_everything_for_known() {
    let mut bench = Bench::new(ALL);
    bench.instance(&[]);
    bench.register(|input| input.container_definitions[0].image = Some("app:9".to_owned()));
    bench.control.call::<op::CreateService>(service(1)).unwrap();
    let rows: std::collections::BTreeSet<_> =
        bench.control.changes.iter().map(|change| change.id.clone()).collect();
    bench.planner = PrePuller::new(ALL);
    bench.control.now = bench.control.now.plus_secs(61);
    assert_eq!(bench.full(), 0);
    assert_eq!(bench.carry(&Trigger::Changed(rows)), 0, "and a definition of a while ago is no news");
}

#[test]
fn the_password_is_for_what_was_asked_for_and_for_nobody_else() {
    let mut bench = Bench::new(ALL);
    let ecr = [("com.amazonaws.ecs.capability.ecr-auth", "")];
    let (instance, other) = (
        bench.instance(&ecr),
        ContainerInstanceKey { scope: scope(), cluster: "default".to_owned(), id: "other".to_owned() },
    );
    let image = format!("{}.dkr.ecr.us-east-1.amazonaws.com/app:1", scope().account);
    bench.register(|input| input.container_definitions[0].image = Some(image.clone()));
    let arn = wanted(&bench.control.snapshot(), &instance)[0].task_definition_arn.clone().unwrap();
    let snapshot = bench.control.snapshot();
    let asked = |instance: &ContainerInstanceKey, arn: &str, image: &str| {
        password(&snapshot, instance, arn, image, &[], bench.control.now).is_some()
    };
    assert!(asked(&instance, &arn, &image));
    assert!(!asked(&other, &arn, &image));
    assert!(!asked(&instance, &arn.replace("web:1", "web:2"), &image));
    assert!(!asked(&instance, &arn, &image.replace("app:1", "app:2")));
}
