//! A random walk through everything that changes instances, beside a model of what it does.

use std::collections::BTreeMap;

use longshore_shapes::ecs::TargetType;
use proptest::prelude::*;

use super::*;
use crate::ecs::attribute;

/// What the walk expects of an instance.
#[derive(Debug, Clone, Default, PartialEq)]
struct Expected {
    cluster: String,
    status: &'static str,
    customs: BTreeMap<String, String>,
    version: i64,
}

#[derive(Debug, Clone)]
enum Step {
    Register { other: bool },
    RegisterAgain { instance: usize },
    Deregister { instance: usize },
    Update { instance: usize, drain: bool },
    Put { instance: usize, name: u8, value: u8 },
    Delete { instance: usize, name: u8 },
}

fn steps() -> impl Strategy<Value = Step> {
    let instance = 0_usize..6;
    prop_oneof![
        2 => any::<bool>().prop_map(|other| Step::Register { other }),
        1 => instance.clone().prop_map(|instance| Step::RegisterAgain { instance }),
        1 => instance.clone().prop_map(|instance| Step::Deregister { instance }),
        2 => (instance.clone(), any::<bool>()).prop_map(|(instance, drain)| Step::Update { instance, drain }),
        6 => (instance.clone(), 0_u8..13, 0_u8..3)
            .prop_map(|(instance, name, value)| Step::Put { instance, name, value }),
        2 => (instance, 0_u8..13).prop_map(|(instance, name)| Step::Delete { instance, name }),
    ]
}

/// A control plane, and what its instances must look like.
struct Walk {
    control: Control,
    expected: BTreeMap<String, Expected>,
    arns: Vec<String>,
}

impl Walk {
    fn step(&mut self, step: Step) {
        let (instance, worked, act): (_, _, fn(&mut Expected, &Step)) = match &step {
            Step::Register { other } => {
                let cluster = if *other { "other" } else { "default" };
                let arn = self.control.registered(cluster);
                let customs = BTreeMap::from([("rack".to_owned(), "r1".to_owned())]);
                let new = Expected { cluster: cluster.to_owned(), status: "ACTIVE", customs, version: 1 };
                self.expected.insert(arn.clone(), new);
                self.arns.push(arn);
                return;
            }
            Step::RegisterAgain { instance } => (*instance, self.register_again(*instance), |row, _| {
                row.customs.insert("rack".to_owned(), "r1".to_owned());
            }),
            Step::Deregister { instance } => {
                (*instance, self.deregister(*instance), |row, _| row.status = "INACTIVE")
            }
            Step::Update { instance, drain } => (*instance, self.update(*instance, *drain), |row, step| {
                row.status =
                    if matches!(step, Step::Update { drain: true, .. }) { "DRAINING" } else { "ACTIVE" };
            }),
            Step::Put { instance, name, value } => {
                (*instance, self.put(*instance, *name, *value), |row, step| {
                    if let Step::Put { name, value, .. } = step {
                        row.customs.insert(format!("custom-{name}"), value.to_string());
                    }
                })
            }
            Step::Delete { instance, name } => (*instance, self.delete(*instance, *name), |row, step| {
                if let Step::Delete { name, .. } = step {
                    row.customs.remove(&format!("custom-{name}"));
                }
            }),
        };
        let Some(arn) = self.arns.get(instance) else { return };
        let row = self.expected.get_mut(arn).unwrap();
        let mut after = row.clone();
        act(&mut after, &step);
        let allowed = row.status != "INACTIVE" && after.customs.len().max(10) == 10;
        assert_eq!(worked, allowed, "{step:?}");
        if allowed && after != *row {
            *row = Expected { version: row.version + 1, ..after };
        }
    }

    fn target(&self, instance: usize) -> Option<(String, String)> {
        let arn = self.arns.get(instance)?;
        Some((arn.clone(), id_and_cluster(arn).1))
    }

    fn register_again(&mut self, instance: usize) -> bool {
        let Some((arn, cluster)) = self.target(instance) else { return false };
        let (cluster, container_instance_arn) = (Some(cluster), Some(arn));
        let input = ecs::RegisterContainerInstanceRequest { cluster, container_instance_arn, ..request() };
        self.control.register(input).is_ok()
    }

    fn deregister(&mut self, instance: usize) -> bool {
        self.target(instance).is_some_and(|(arn, _)| self.control.deregister(&arn).is_ok())
    }

    fn update(&mut self, instance: usize, drain: bool) -> bool {
        let Some((arn, cluster)) = self.target(instance) else { return false };
        let status = if drain { "DRAINING" } else { "ACTIVE" };
        let answer = self.control.update_state(&cluster, &[&arn], status).unwrap();
        answer.failures.unwrap().is_empty()
    }

    fn put(&mut self, instance: usize, name: u8, value: u8) -> bool {
        let Some((arn, cluster)) = self.target(instance) else { return false };
        let attribute = attribute(&format!("custom-{name}"), Some(&value.to_string()));
        let attributes = vec![Attribute { target_id: Some(arn), ..attribute }];
        let input = ecs::PutAttributesRequest { cluster: Some(cluster), attributes };
        let transaction = attribute::put_attributes(&self.control.caller, input);
        self.control.write(transaction).is_ok()
    }

    fn delete(&mut self, instance: usize, name: u8) -> bool {
        let Some((arn, cluster)) = self.target(instance) else { return false };
        let (id, _) = id_and_cluster(&arn);
        let target_type = Some(TargetType::ContainerInstance);
        let attribute = attribute(&format!("custom-{name}"), None);
        let attributes = vec![Attribute { target_id: Some(id), target_type, ..attribute }];
        let input = ecs::DeleteAttributesRequest { cluster: Some(cluster), attributes };
        let transaction = attribute::delete_attributes(&self.control.caller, input);
        self.control.write(transaction).is_ok()
    }

    fn found(&self) -> BTreeMap<String, Expected> {
        let instances = self.arns.iter().map(|arn| (arn, self.control.described(arn)));
        let found = instances.map(|(arn, instance)| {
            let customs = values(&instance).into_iter().filter(|(name, _)| !name.contains("ecs."));
            let status = ["ACTIVE", "DRAINING", "INACTIVE"]
                .into_iter()
                .find(|status| instance.status.as_deref() == Some(status));
            let found = Expected {
                cluster: id_and_cluster(arn).1,
                status: status.unwrap_or_default(),
                customs: customs.map(|(name, value)| (name.to_owned(), value.to_owned())).collect(),
                version: instance.version.unwrap(),
            };
            (arn.clone(), found)
        });
        found.collect()
    }

    fn check(&self) {
        assert_eq!(self.found(), self.expected);
        for cluster in ["default", "other"] {
            let input = ecs::ListContainerInstancesRequest {
                cluster: Some(cluster.to_owned()),
                ..Default::default()
            };
            let listed = self.control.list(input).unwrap().container_instance_arns.unwrap();
            let registered = |row: &Expected| row.cluster == cluster && row.status != "INACTIVE";
            let expected = self.expected.iter().filter(|(_, row)| registered(row));
            assert_eq!(listed, expected.map(|(arn, _)| arn.clone()).collect::<Vec<_>>());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn any_walk_leaves_what_a_model_of_it_says(steps in proptest::collection::vec(steps(), 0..60)) {
        let mut walk = Walk { control: Control::new(), expected: BTreeMap::new(), arns: Vec::new() };
        for step in steps {
            walk.step(step);
        }
        walk.check();
    }
}
