//! Tasks with an address of their own.

use std::collections::BTreeSet;

use longshore_shapes::ec2;
use longshore_world::KeyBytes;
use longshore_world::records::network::{Subnet, SubnetKey};

use super::*;

fn definition() -> ecs::RegisterTaskDefinitionRequest {
    let container =
        ContainerDefinition { cpu: Some(1), memory: Some(6), memory_reservation: None, ..container("app") };
    ecs::RegisterTaskDefinitionRequest {
        family: "vpc".to_owned(),
        network_mode: Some(ecs::NetworkMode::Awsvpc),
        container_definitions: vec![container],
        ..Default::default()
    }
}

fn start(instance: &str, subnets: &[&str], groups: Option<Vec<String>>) -> ecs::StartTaskRequest {
    let configuration =
        ecs::AwsVpcConfiguration { subnets: texts(subnets), security_groups: groups, assign_public_ip: None };
    ecs::StartTaskRequest {
        task_definition: "vpc".to_owned(),
        network_configuration: Some(ecs::NetworkConfiguration { awsvpc_configuration: Some(configuration) }),
        ..request(instance)
    }
}

/// Subnets of the account by zone.
fn subnets(bench: &Bench) -> Vec<String> {
    let all = bench.world.scan::<Subnet>(&KeyBytes::from_slice(&[]));
    let mut all: Vec<_> = all.map(|(key, row)| (row.subnet.availability_zone.clone(), key.id)).collect();
    all.sort();
    all.into_iter().map(|(_, id)| id).collect()
}

fn detail(task: &ecs::Task, name: &str) -> String {
    let attachment = &task.attachments.as_ref().unwrap()[0];
    longshore_planners::launch::address::detail(attachment, name).unwrap().to_owned()
}

#[test]
fn a_task_gets_an_address_of_its_subnet_and_gives_it_back() {
    let mut bench = Bench::new();
    bench.register(definition());
    let (instance, subnet) = (bench.instance(), subnets(&bench)[1].clone());
    let task = bench.start(start(&instance, &[&subnet], None)).unwrap().tasks.unwrap().remove(0);
    assert_eq!(task.last_status.as_deref(), Some("PROVISIONING"));
    let address = detail(&task, "privateIPv4Address");
    assert!(
        address.starts_with("172.31.16.")
            || address.starts_with("172.31.2")
            || address.starts_with("172.31.3")
    );
    assert_eq!(detail(&task, "subnetId"), subnet);
    assert!(detail(&task, "networkInterfaceId").starts_with("eni-"));
    assert_eq!(detail(&task, "privateDnsName"), format!("ip-{}.ec2.internal", address.replace('.', "-")));
    let attachment = &task.attachments.as_ref().unwrap()[0];
    let interface = &task.containers.as_ref().unwrap()[0].network_interfaces.as_ref().unwrap()[0];
    assert_eq!(
        (interface.private_ipv4_address.as_ref(), &interface.attachment_id),
        (Some(&address), &attachment.id)
    );
    let arn = task.task_arn.unwrap();
    let sent = super::super::assignment::assignments(&bench.snapshot(), &instance_key(&instance)).unwrap();
    let network = sent.tasks.unwrap().remove(0).network.unwrap();
    assert_eq!((network.address, network.gateway.as_deref()), (Some(address), Some("172.31.16.1")));
    assert_eq!(network.subnet_range.as_deref(), Some("172.31.16.0/20"));
    assert_eq!(network.security_groups.unwrap().len(), 1, "the default group");
    bench.report(&instance, &report(&arn, 1, "RUNNING"));
    assert_eq!(bench.described(&arn).attachments.unwrap()[0].status.as_deref(), Some("ATTACHED"));
    bench.report(&instance, &report(&arn, 2, "STOPPED"));
    assert_eq!(bench.described(&arn).attachments.unwrap()[0].status.as_deref(), Some("DELETED"));
}

#[test]
fn a_small_subnet_is_used_up_and_no_address_given_twice() {
    let mut bench = Bench::new();
    bench.register(definition());
    let instance = bench.instance();
    let key = SubnetKey { scope: scope(), id: subnets(&bench)[0].clone() };
    let small = |row: &mut Subnet| row.subnet.cidr_block = Some("10.0.0.0/28".to_owned());
    bench.transact(|tx| tx.update(&key, small));
    let (mut seen, mut tasks) = (BTreeSet::new(), Vec::new());
    for _ in 0..11 {
        let task = bench.start(start(&instance, &[&key.id], None)).unwrap().tasks.unwrap().remove(0);
        assert!(seen.insert(detail(&task, "privateIPv4Address")));
        tasks.push(task.task_arn.unwrap());
    }
    for kept in ["10.0.0.0", "10.0.0.1", "10.0.0.3", "10.0.0.15"] {
        assert!(!seen.contains(kept), "{kept}");
    }
    let full = bench.start(start(&instance, &[&key.id], None)).unwrap();
    assert_eq!(full.failures.unwrap()[0].reason.as_deref(), Some("RESOURCE:ENI"));
    bench.report(&instance, &report(&tasks[4], 1, "STOPPED"));
    assert_eq!(bench.start(start(&instance, &[&key.id], None)).unwrap().failures.unwrap(), []);
}

#[test]
fn a_subnet_of_another_zone_is_no_place_for_a_task() {
    let mut bench = Bench::new();
    bench.register(definition());
    let zone = Attribute {
        name: "ecs.availability-zone".to_owned(),
        value: Some("us-east-1a".to_owned()),
        ..Default::default()
    };
    let mut input = machine();
    input.attributes.as_mut().unwrap().push(zone);
    let instance = bench.call::<op::RegisterContainerInstance>(input).unwrap().container_instance.unwrap();
    let instance = instance.container_instance_arn.unwrap();
    let all = subnets(&bench);
    let failed = bench.start(start(&instance, &[&all[1]], None)).unwrap();
    assert_eq!(failed.failures.unwrap()[0].reason.as_deref(), Some("LOCATION"));
    let task = bench.start(start(&instance, &[&all[1], &all[0]], None)).unwrap().tasks.unwrap().remove(0);
    assert_eq!(detail(&task, "subnetId"), all[0]);
    assert_eq!(task.availability_zone.as_deref(), Some("us-east-1a"));
}

#[test]
fn network_configurations_that_are_refused() {
    let mut bench = Bench::new();
    bench.register(definition());
    let instance = bench.instance();
    let subnet = subnets(&bench)[0].clone();
    let foreign = SubnetKey { scope: scope(), id: "subnet-foreign".to_owned() };
    let row = Subnet { subnet: ec2::Subnet { vpc_id: Some("vpc-2".to_owned()), ..Default::default() } };
    bench.transact(|tx| tx.put(&foreign, row));
    for (input, message) in [
        (
            ecs::StartTaskRequest { task_definition: "vpc".to_owned(), ..request(&instance) },
            "Network Configuration must be provided",
        ),
        (start(&instance, &[], None), "subnets can not be empty"),
        (start(&instance, &["subnet-no"], None), "The subnet ID 'subnet-no' does not exist"),
        (start(&instance, &[&subnet, &foreign.id], None), "same VPC"),
        (start(&instance, &[&subnet], Some(texts(&["sg-no"]))), "security group 'sg-no' does not exist"),
        (start(&instance, &vec![subnet.as_str(); 17], None), "at most 16"),
    ] {
        let error = bench.start(input).unwrap_err();
        assert!(error.message.contains(message), "{error}");
    }
}
