//! A random walk of starts, stops and reports, beside what must hold whatever happens.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::*;
use longshore_world::records::task::status::Status;

#[derive(Debug, Clone)]
enum Step {
    Start { instance: usize, family: usize },
    Stop { task: usize },
    Report { task: usize, status: usize, revision: i64, exited: bool, from: usize },
    Deregister { instance: usize },
}

const FAMILIES: [&str; 3] = ["ports", "vpc", "plain"];
const STATUSES: [&str; 8] =
    ["PENDING", "ACTIVATING", "RUNNING", "DEACTIVATING", "STOPPING", "DEPROVISIONING", "STOPPED", "nonsense"];

fn steps() -> impl Strategy<Value = Step> {
    let task = 0_usize..12;
    prop_oneof![
        6 => (0_usize..3, 0..FAMILIES.len()).prop_map(|(instance, family)| Step::Start { instance, family }),
        2 => task.clone().prop_map(|task| Step::Stop { task }),
        10 => (task, 0..STATUSES.len(), 1_i64..6, any::<bool>(), 0_usize..3).prop_map(
            |(task, status, revision, exited, from)| Step::Report { task, status, revision, exited, from }),
        1 => (0_usize..3).prop_map(|instance| Step::Deregister { instance }),
    ]
}

fn family(name: &str) -> ecs::RegisterTaskDefinitionRequest {
    let mut definition = definition();
    definition.family = name.to_owned();
    let app = &mut definition.container_definitions[0];
    if name != "ports" {
        app.port_mappings = None;
    }
    definition.network_mode = (name == "vpc").then_some(ecs::NetworkMode::Awsvpc);
    definition
}

struct Walk {
    bench: Bench,
    instances: Vec<String>,
    tasks: Vec<String>,
    subnet: String,
    /// What each task was last seen as: rank of its status, its version.
    seen: BTreeMap<String, (Status, i64)>,
}

impl Walk {
    fn new() -> Self {
        let mut bench = Bench::new();
        FAMILIES.iter().for_each(|name| bench.register(family(name)));
        let instances = (0..3).map(|_| bench.instance()).collect();
        let prefix = longshore_world::KeyBytes::from_slice(&[]);
        let subnet =
            bench.world.scan::<longshore_world::records::network::Subnet>(&prefix).next().unwrap().0.id;
        Self { bench, instances, tasks: Vec::new(), subnet, seen: BTreeMap::new() }
    }

    fn step(&mut self, step: &Step) {
        match step {
            Step::Start { instance, family } => self.start(*instance, FAMILIES[*family]),
            Step::Stop { task } => {
                if let Some(arn) = self.tasks.get(*task).cloned() {
                    self.bench.stop(&arn, None);
                }
            }
            Step::Report { task, status, revision, exited, from } => {
                let Some(arn) = self.tasks.get(*task).cloned() else { return };
                let said = TaskReport {
                    essential_exited: exited.then_some(true),
                    ..report(&arn, *revision, STATUSES[*status])
                };
                let instance = self.instances[*from].clone();
                self.bench.report(&instance, &said);
                let once = self.bench.row(&arn);
                self.bench.report(&instance, &said);
                assert_eq!(self.bench.row(&arn), once, "a report twice is a report once");
            }
            Step::Deregister { instance } => {
                let input = ecs::DeregisterContainerInstanceRequest {
                    container_instance: self.instances[*instance].clone(),
                    force: Some(true),
                    ..Default::default()
                };
                // One that is gone already is refused.
                let _ = self.bench.call::<op::DeregisterContainerInstance>(input);
            }
        }
    }

    fn start(&mut self, instance: usize, family: &str) {
        let vpc = ecs::AwsVpcConfiguration { subnets: vec![self.subnet.clone()], ..Default::default() };
        let network = ecs::NetworkConfiguration { awsvpc_configuration: Some(vpc) };
        let input = ecs::StartTaskRequest {
            task_definition: family.to_owned(),
            network_configuration: (family == "vpc").then_some(network),
            ..request(&self.instances[instance])
        };
        let answer = self.bench.start(input).unwrap();
        assert_eq!(answer.tasks.as_ref().unwrap().len() + answer.failures.unwrap().len(), 1);
        self.tasks.extend(answer.tasks.unwrap().into_iter().filter_map(|task| task.task_arn));
    }

    fn check(&mut self) {
        for arn in self.tasks.clone() {
            let row = self.bench.row(&arn);
            let now = (row.status, row.version);
            let before = self.seen.insert(arn.clone(), now).unwrap_or(now);
            assert!(now.0 >= before.0 && now.1 >= before.1, "{arn} went back: {before:?} {now:?}");
            let ended = row.shall_stop;
            assert_eq!(ended, row.stop_code.is_some() && row.stopped_reason.is_some(), "{arn}");
            assert_eq!(now.0 == Status::Stopped, row.stopped_at.is_some());
        }
        for instance in self.instances.clone() {
            self.check_resources(&instance);
        }
    }

    /// What is left and what the tasks take are what is registered, and nothing is given out twice.
    fn check_resources(&mut self, instance: &str) {
        let shown = self.bench.described_instance(instance);
        let live: Vec<_> = self.tasks.iter().map(|arn| self.bench.row(arn)).collect();
        let id = instance_key(instance).id;
        let live: Vec<_> =
            live.into_iter().filter(|row| row.is_live() && row.instance.as_ref() == Some(&id)).collect();
        let cpu: i32 = live.iter().map(|row| row.launch.reserved.cpu).sum();
        let memory: i32 = live.iter().map(|row| row.launch.reserved.memory).sum();
        assert_eq!(resource(&shown, "CPU").integer_value, Some(2048 - cpu));
        assert_eq!(resource(&shown, "MEMORY").integer_value, Some(4096 - memory));
        assert!(cpu <= 2048 && memory <= 4096, "more than there is: {cpu} {memory}");
        let ports: Vec<_> = live.iter().flat_map(|row| row.launch.reserved.tcp_ports.clone()).collect();
        let taken = resource(&shown, "PORTS").string_set_value.as_ref().unwrap();
        assert_eq!(taken.len(), 1 + ports.len(), "{taken:?} {ports:?}");
        let counted = shown.running_tasks_count.unwrap() + shown.pending_tasks_count.unwrap();
        assert!(usize::try_from(counted).unwrap() <= live.len());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn whatever_happens_the_books_agree(steps in proptest::collection::vec(steps(), 1..60)) {
        let mut walk = Walk::new();
        for step in &steps {
            walk.step(step);
            walk.check();
        }
    }
}
