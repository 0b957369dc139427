//! Instances from registration to their end, by the handlers, and the small control plane that runs them.

mod story;
mod walk;

use std::sync::Arc;

use longshore_shapes::ecs::{Attribute, ContainerInstanceStatus, Resource, VersionInfo};
use longshore_shapes::{Structure, Timestamp};
use longshore_world::records::cluster::{Cluster, ClusterKey};
use longshore_world::{Account, Region, Scope, Snapshot, StagedCold, Stamp};

use super::*;
use crate::caller::Caller;
use crate::disk::Disk;

/// A control plane that runs handlers, with the clusters `default` and `other`, and `gone`, deleted.
pub(in crate::ecs) struct Control {
    pub(in crate::ecs) world: World,
    pub(in crate::ecs) caller: Caller,
    disk: Arc<Disk>,
    random: fastrand::Rng,
    now: Timestamp,
}

impl Control {
    pub(in crate::ecs) fn new() -> Self {
        let region = Region::parse("us-east-1").unwrap();
        let caller = Caller::root(Scope { account: Account::from_number(7), region });
        let now = Timestamp::from_secs(1_800_000_000);
        let random = fastrand::Rng::with_seed(7);
        let mut control = Self { world: World::default(), caller, disk: Arc::default(), random, now };
        for (name, inactive_at) in [("default", None), ("other", None), ("gone", Some(now))] {
            let key = ClusterKey { scope: control.caller.scope, name: name.to_owned() };
            let row = Cluster { created_at: now, inactive_at, ..Default::default() };
            control
                .write(Ok(move |tx: &mut Tx<'_>| -> Result<(), ApiError> {
                    tx.put(&key, row);
                    Ok(())
                }))
                .unwrap();
        }
        control
    }

    /// Runs a transaction, a second after the last one; whatever comes of it leaves a sound world.
    pub(in crate::ecs) fn write<O>(
        &mut self,
        transaction: Result<impl FnOnce(&mut Tx<'_>) -> Result<O, ApiError>, ApiError>,
    ) -> Result<O, ApiError> {
        self.now = self.now.plus_secs(1);
        let mut staged = StagedCold::default();
        let mut tx = Tx::begin(&mut self.world, &*self.disk, &mut staged, &mut self.random, self.now)
            .stamped(Stamp { commit: self.now.millis().unsigned_abs(), place: 0 });
        let answer = transaction?(&mut tx);
        if answer.is_ok() {
            tx.commit();
        } else {
            drop(tx);
        }
        self.disk.keep(staged);
        assert_eq!(self.world.problems(), Vec::<String>::new());
        answer
    }

    pub(in crate::ecs) fn snapshot(&self) -> Snapshot {
        Snapshot::new(self.world.clone(), self.disk.clone(), 1)
    }

    fn register(
        &mut self,
        input: ecs::RegisterContainerInstanceRequest,
    ) -> Result<ecs::ContainerInstance, ApiError> {
        let transaction = registration::register_container_instance(&self.caller, input);
        Ok(self.write(transaction)?.container_instance.unwrap())
    }

    /// Registers an ordinary instance and answers its ARN.
    pub(in crate::ecs) fn registered(&mut self, cluster: &str) -> String {
        let input = ecs::RegisterContainerInstanceRequest { cluster: Some(cluster.to_owned()), ..request() };
        self.register(input).unwrap().container_instance_arn.unwrap()
    }

    pub(in crate::ecs) fn deregister(&mut self, arn: &str) -> Result<ecs::ContainerInstance, ApiError> {
        let (_, cluster) = id_and_cluster(arn);
        let input = ecs::DeregisterContainerInstanceRequest {
            cluster: Some(cluster),
            container_instance: arn.to_owned(),
            force: None,
        };
        let transaction = state::deregister_container_instance(&self.caller, input);
        Ok(self.write(transaction)?.container_instance.unwrap())
    }

    fn update_state(
        &mut self,
        cluster: &str,
        given: &[&str],
        status: &str,
    ) -> Result<ecs::UpdateContainerInstancesStateResponse, ApiError> {
        let input = ecs::UpdateContainerInstancesStateRequest {
            cluster: Some(cluster.to_owned()),
            container_instances: texts(given),
            status: status.into(),
        };
        let transaction = state::update_container_instances_state(&self.caller, input);
        self.write(transaction)
    }

    fn describe(
        &self,
        cluster: &str,
        given: &[&str],
        include: &[ContainerInstanceField],
    ) -> Result<ecs::DescribeContainerInstancesResponse, ApiError> {
        let input = ecs::DescribeContainerInstancesRequest {
            cluster: Some(cluster.to_owned()),
            container_instances: texts(given),
            include: Some(include.to_vec()),
        };
        listing::describe_container_instances(&self.snapshot(), &self.caller, input)
    }

    fn described(&self, arn: &str) -> ecs::ContainerInstance {
        let (_, cluster) = id_and_cluster(arn);
        self.describe(&cluster, &[arn], &[]).unwrap().container_instances.unwrap().remove(0)
    }

    fn list(
        &self,
        input: ecs::ListContainerInstancesRequest,
    ) -> Result<ecs::ListContainerInstancesResponse, ApiError> {
        listing::list_container_instances(&self.snapshot(), &self.caller, input)
    }

    fn filtered(&self, filter: &str) -> Vec<String> {
        let input =
            ecs::ListContainerInstancesRequest { filter: Some(filter.to_owned()), ..Default::default() };
        self.list(input).unwrap().container_instance_arns.unwrap()
    }

    fn update_agent(&self, given: &str) -> ApiError {
        let input = ecs::UpdateContainerAgentRequest { cluster: None, container_instance: given.to_owned() };
        state::update_container_agent(&self.snapshot(), &self.caller, input).unwrap_err()
    }
}

fn texts(given: &[&str]) -> Vec<String> {
    given.iter().map(|text| (*text).to_owned()).collect()
}

fn id_and_cluster(arn: &str) -> (String, String) {
    let mut parts = arn.rsplit('/').map(str::to_owned);
    (parts.next().unwrap(), parts.next().unwrap())
}

pub(in crate::ecs) fn attribute(name: &str, value: Option<&str>) -> Attribute {
    Attribute { name: name.to_owned(), value: value.map(str::to_owned), ..Default::default() }
}

/// As an agent outside EC2 registers.
fn request() -> ecs::RegisterContainerInstanceRequest {
    let integer = |name: &str, value| Resource {
        name: Some(name.to_owned()),
        r#type: Some("INTEGER".to_owned()),
        integer_value: Some(value),
        ..Default::default()
    };
    let ports = Resource {
        name: Some("PORTS".to_owned()),
        r#type: Some("STRINGSET".to_owned()),
        string_set_value: Some(texts(&["22", "51678"])),
        ..Default::default()
    };
    ecs::RegisterContainerInstanceRequest {
        instance_identity_document: Some(String::new()),
        instance_identity_document_signature: Some(String::new()),
        total_resources: Some(vec![integer("CPU", 4096), integer("MEMORY", 7800), ports]),
        attributes: Some(vec![
            attribute("ecs.os-type", Some("linux")),
            attribute("com.amazonaws.ecs.capability.ecr-auth", None),
            attribute("rack", Some("r1")),
            attribute("ecs.capability.external", Some("")),
        ]),
        ..Default::default()
    }
}

fn tag(key: &str, value: &str) -> ecs::Tag {
    ecs::Tag { key: Some(key.to_owned()), value: Some(value.to_owned()) }
}

fn values(instance: &ecs::ContainerInstance) -> Vec<(&str, &str)> {
    let attributes = instance.attributes.iter().flatten();
    attributes.map(|a| (a.name.as_str(), a.value.as_deref().unwrap_or_default())).collect()
}

#[test]
fn a_registration_is_answered_with_what_it_said() {
    let mut control = Control::new();
    let tags = Some(vec![tag("team", "a")]);
    let instance = control.register(ecs::RegisterContainerInstanceRequest { tags, ..request() }).unwrap();
    let arn = instance.container_instance_arn.as_deref().unwrap();
    let (id, cluster) = id_and_cluster(arn);
    assert_eq!(arn, format!("arn:aws:ecs:us-east-1:000000000007:container-instance/default/{id}"));
    assert_eq!((id.len(), cluster.as_str()), (32, "default"));
    assert_eq!(
        values(&instance),
        [
            ("com.amazonaws.ecs.capability.ecr-auth", ""),
            ("ecs.capability.external", ""),
            ("ecs.os-type", "linux"),
            ("rack", "r1")
        ]
    );
    assert_eq!(instance.status.as_deref(), Some("ACTIVE"));
    assert_eq!((instance.agent_connected, instance.version), (Some(true), Some(1)));
    assert_eq!(instance.registered_at, Some(control.now));
    assert_eq!((instance.running_tasks_count, instance.pending_tasks_count), (Some(0), Some(0)));
    assert_eq!(instance.tags, Some(vec![tag("team", "a")]));
    assert_eq!((&instance.ec2_instance_id, &instance.agent_update_status), (&None, &None));
    let registered = instance.registered_resources.unwrap();
    let names: Vec<_> = registered.iter().map(|resource| resource.name.as_deref().unwrap()).collect();
    assert_eq!(names, ["CPU", "MEMORY", "PORTS", "PORTS_UDP"]);
    assert_eq!(instance.remaining_resources.unwrap(), registered);
}

#[test]
fn an_identity_document_gives_an_id_and_attributes() {
    let mut control = Control::new();
    let document =
        r#"{"instanceId":"i-1","availabilityZone":"us-east-1b","instanceType":"m5.large","imageId":"ami-1"}"#;
    let input = ecs::RegisterContainerInstanceRequest {
        instance_identity_document: Some(document.to_owned()),
        ..request()
    };
    let instance = control.register(input).unwrap();
    assert_eq!(instance.ec2_instance_id.as_deref(), Some("i-1"));
    for expected in
        [("ecs.ami-id", "ami-1"), ("ecs.availability-zone", "us-east-1b"), ("ecs.instance-type", "m5.large")]
    {
        assert!(values(&instance).contains(&expected), "{expected:?}");
    }
}

#[test]
fn an_instance_registers_again() {
    let mut control = Control::new();
    let tags = Some(vec![tag("team", "a")]);
    let first = control.register(ecs::RegisterContainerInstanceRequest { tags, ..request() }).unwrap();
    let arn = first.container_instance_arn.clone().unwrap();
    control.update_state("default", &[&arn], "DRAINING").unwrap();
    let again = ecs::RegisterContainerInstanceRequest {
        container_instance_arn: Some(arn.clone()),
        attributes: Some(vec![attribute("ecs.os-type", Some("windows")), attribute("ecs.cpu", None)]),
        version_info: Some(VersionInfo { agent_version: Some("2.0".to_owned()), ..Default::default() }),
        tags: Some(vec![tag("team", "b")]),
        ..request()
    };
    let instance = control.register(again.clone()).unwrap();
    assert_eq!(instance.container_instance_arn.as_ref(), Some(&arn));
    assert_eq!(values(&instance), [("ecs.cpu", ""), ("ecs.os-type", "windows"), ("rack", "r1")]);
    assert_eq!((instance.status.as_deref(), instance.version), (Some("DRAINING"), Some(3)));
    assert_eq!((instance.registered_at, instance.tags.clone()), (first.registered_at, first.tags));
    // The same once more changes nothing.
    assert_eq!(control.register(again).unwrap(), instance);
    assert_eq!(control.list(Default::default()).unwrap().container_instance_arns, Some(vec![arn]));
}

#[test]
fn registrations_that_are_refused() {
    let mut control = Control::new();
    let document = |kind: &str| Some(format!(r#"{{"instanceId":"i-1","instanceType":"{kind}"}}"#));
    let typed = ecs::RegisterContainerInstanceRequest {
        instance_identity_document: document("m5.large"),
        ..request()
    };
    let typed = control.register(typed).unwrap().container_instance_arn;
    let gone = control.registered("default");
    control.deregister(&gone).unwrap();
    let other = control.registered("other");
    let in_cluster =
        |name: &str| ecs::RegisterContainerInstanceRequest { cluster: Some(name.to_owned()), ..request() };
    let as_known = |arn: &str| ecs::RegisterContainerInstanceRequest {
        container_instance_arn: Some(arn.to_owned()),
        ..request()
    };
    let with_attribute = |name: &str, value: &str| ecs::RegisterContainerInstanceRequest {
        attributes: Some(vec![attribute(name, Some(value))]),
        ..request()
    };
    let retyped = ecs::RegisterContainerInstanceRequest {
        instance_identity_document: document("m5.xlarge"),
        container_instance_arn: typed,
        ..request()
    };
    for (input, code, message) in [
        (in_cluster("none"), "ClusterNotFoundException", "Cluster not found."),
        (in_cluster("gone"), "InvalidParameterException", "The referenced cluster was inactive."),
        (as_known("nope"), "ClientException", "Referenced container instance nope not registered."),
        (as_known(&gone), "ClientException", "not registered."),
        (as_known(&other), "ClientException", "not registered."),
        (
            as_known("arn:aws:ecs:us-east-1:000000000007:task/x"),
            "InvalidParameterException",
            "is not the ARN",
        ),
        (as_known(&other.replace("000007", "000008")), "InvalidParameterException", "Identifier is for"),
        (retyped, "ClientException", "Container instance type changes are not supported."),
        (with_attribute("a b", "c"), "InvalidParameterException", "attribute name 'a b'"),
        (with_attribute("a", " c"), "InvalidParameterException", "value ' c'"),
    ] {
        let before = control.world.sizes();
        let error = control.register(input).unwrap_err();
        assert_eq!(error.code(), code, "{error}");
        assert!(error.message.contains(message), "{error}");
        assert_eq!(control.world.sizes(), before);
    }
}

#[test]
fn instances_are_described_by_id_and_arn() {
    let mut control = Control::new();
    let tags = Some(vec![tag("team", "a")]);
    let instance = control.register(ecs::RegisterContainerInstanceRequest { tags, ..request() }).unwrap();
    let arn = instance.container_instance_arn.unwrap();
    let (id, _) = id_and_cluster(&arn);
    let short = arn.replace("default/", "");
    let other = control.registered("other");
    let answer = control.describe("default", &[&id, &arn, "nope", &id, &short, &other], &[]).unwrap();
    let described = answer.container_instances.unwrap();
    assert_eq!(described.len(), 4);
    assert!(described.iter().all(|instance| instance.container_instance_arn.as_ref() == Some(&arn)));
    assert_eq!((&described[0].tags, &described[0].health_status), (&Some(Vec::new()), &None));
    let failures = answer.failures.unwrap();
    assert!(failures.iter().all(|failure| failure.reason.as_deref() == Some("MISSING")));
    let missing: Vec<_> = failures.into_iter().filter_map(|failure| failure.arn).collect();
    assert_eq!(missing, [arn.replace(&id, "nope"), other]);
    let everything = [ContainerInstanceField::Tags, ContainerInstanceField::ContainerInstanceHealth];
    let full =
        control.describe("default", &[&id], &everything).unwrap().container_instances.unwrap().remove(0);
    assert_eq!(full.tags, Some(vec![tag("team", "a")]));
    let health = full.health_status.unwrap();
    assert_eq!(health.overall_status, Some(InstanceHealthCheckState::InsufficientData));
    assert_eq!(health.details.unwrap()[1].status, Some(InstanceHealthCheckState::Ok));
}

#[test]
fn descriptions_that_are_refused() {
    let control = Control::new();
    let many = vec!["a"; 101];
    for (cluster, given, code, message) in [
        ("none", [].as_slice(), "ClusterNotFoundException", "Cluster not found."),
        ("default", &[], "InvalidParameterException", "Container Instances cannot be empty."),
        ("default", &many, "InvalidParameterException", "instanceIds can have at most 100 items."),
        ("default", &["arn:aws:ecs"], "InvalidParameterException", "is not the ARN of a container instance"),
        (
            "default",
            &["arn:aws:ecs:us-east-1:000000000007:container-instance/a/b/c"],
            "InvalidParameterException",
            "is not the ARN of a container instance",
        ),
        (
            "default",
            &["arn:aws:ecs:eu-west-1:000000000007:container-instance/default/b"],
            "InvalidParameterException",
            "Identifier is for",
        ),
    ] {
        let error = control.describe(cluster, given, &[]).unwrap_err();
        assert_eq!((error.code(), error.message.contains(message)), (code, true), "{error}");
    }
}

#[test]
fn instances_are_listed_page_by_page() {
    let mut control = Control::new();
    let mut arns: Vec<_> = (0..7).map(|_| control.registered("default")).collect();
    control.registered("other");
    arns.sort();
    let mut found = Vec::new();
    let mut input = ecs::ListContainerInstancesRequest { max_results: Some(3), ..Default::default() };
    for _ in 0..arns.len() {
        let page = control.list(input.clone()).unwrap();
        found.push(page.container_instance_arns.unwrap());
        input.next_token = page.next_token;
        if input.next_token.is_none() {
            break;
        }
        let moved = ecs::ListContainerInstancesRequest { cluster: Some("other".to_owned()), ..input.clone() };
        assert!(control.list(moved).unwrap_err().message.contains("Invalid token"));
    }
    assert_eq!(found.iter().map(Vec::len).collect::<Vec<_>>(), [3, 3, 1]);
    assert_eq!(found.concat(), arns);
    for bad in [0, 101, -1] {
        let input = ecs::ListContainerInstancesRequest { max_results: Some(bad), ..Default::default() };
        assert!(control.list(input).unwrap_err().message.contains("maxResults"));
    }
}

#[test]
fn instances_are_listed_by_state_and_filter() {
    let mut control = Control::new();
    let version_info = Some(VersionInfo { agent_version: Some("1.9.0".to_owned()), ..Default::default() });
    let first =
        control.register(ecs::RegisterContainerInstanceRequest { version_info, ..request() }).unwrap();
    let first = first.container_instance_arn.unwrap();
    let second = control.registered("default");
    let gone = control.registered("default");
    control.deregister(&gone).unwrap();
    control.update_state("default", &[&second], "DRAINING").unwrap();
    let by_state = |status: ContainerInstanceStatus| {
        let input = ecs::ListContainerInstancesRequest { status: Some(status), ..Default::default() };
        control.list(input).unwrap().container_instance_arns.unwrap()
    };
    assert_eq!(by_state(ContainerInstanceStatus::Active), [first.as_str()]);
    assert_eq!(by_state(ContainerInstanceStatus::Draining), [second.as_str()]);
    assert_eq!(by_state(ContainerInstanceStatus::Registering), [""; 0]);
    assert_eq!(control.filtered("").len(), 2);
    assert_eq!(control.filtered("agentVersion < 1.10"), [first.as_str()]);
    assert_eq!(control.filtered("agentVersion >= 1.10"), [""; 0]);
    assert_eq!(control.filtered("attribute:rack == r1 and runningTasksCount == 0").len(), 2);
    assert_eq!(control.filtered("attribute:ecs.capability.external exists").len(), 2);
    assert_eq!(control.filtered("registeredAt > 2027-01-15T08:00:04Z"), [second.as_str()]);
    assert_eq!(control.filtered("task:group exists or ec2InstanceId =~ i-.*"), [""; 0]);
    let filter = Some("attribute:rack = r1".to_owned());
    let error =
        control.list(ecs::ListContainerInstancesRequest { filter, ..Default::default() }).unwrap_err();
    assert!(error.message.starts_with("Invalid filter: column 16: expected one of ==,"), "{error}");
    let status = Some(ContainerInstanceStatus::from("INACTIVE"));
    let error =
        control.list(ecs::ListContainerInstancesRequest { status, ..Default::default() }).unwrap_err();
    assert!(error.message.contains("status must be one of ACTIVE, DRAINING"), "{error}");
}

#[test]
fn an_instance_is_deregistered_for_good() {
    let mut control = Control::new();
    let arn = control.registered("default");
    let (id, _) = id_and_cluster(&arn);
    let instance = control.deregister(&arn).unwrap();
    assert_eq!((instance.status.as_deref(), instance.version), (Some("INACTIVE"), Some(2)));
    assert_eq!(control.described(&arn), instance);
    assert_eq!(control.list(Default::default()).unwrap().container_instance_arns, Some(Vec::new()));
    let again = control.deregister(&arn).unwrap_err();
    assert_eq!(
        again.to_string(),
        format!("ClientException: Referenced container instance {id} not registered.")
    );
    let unknown = control.deregister(&arn.replace(&id, "nope")).unwrap_err();
    assert_eq!(unknown.to_string(), "ClientException: Referenced container instance nope not found.");
}

#[test]
fn instances_are_drained_and_put_back() {
    let mut control = Control::new();
    let arn = control.registered("default");
    let gone = control.registered("default");
    control.deregister(&gone).unwrap();
    for (status, version) in [("ACTIVE", 1), ("DRAINING", 2), ("DRAINING", 2), ("ACTIVE", 3)] {
        let answer = control.update_state("default", &[&arn, &gone, "nope"], status).unwrap();
        let instances = answer.container_instances.unwrap();
        assert_eq!(instances.len(), 1);
        assert_eq!((instances[0].status.as_deref(), instances[0].version), (Some(status), Some(version)));
        let failures = answer.failures.unwrap();
        let reasons: Vec<_> = failures.iter().filter_map(|failure| failure.reason.as_deref()).collect();
        assert_eq!(reasons, ["INACTIVE", "MISSING"]);
        assert_eq!(failures[0].arn.as_ref(), Some(&gone));
    }
    let many = vec![arn.as_str(); 11];
    for (cluster, given, status, message) in [
        ("default", [].as_slice(), "ACTIVE", "Container Instances cannot be empty."),
        ("default", &many, "ACTIVE", "instanceIds can have at most 10 items."),
        ("default", &["a"], "REGISTERING", "should be one of [ACTIVE,DRAINING]"),
        ("default", &["a"], "INACTIVE", "should be one of [ACTIVE,DRAINING]"),
        ("gone", &["a"], "ACTIVE", "The referenced cluster was inactive."),
    ] {
        let error = control.update_state(cluster, given, status).unwrap_err();
        assert!(error.message.contains(message), "{error}");
    }
}

#[test]
fn there_is_never_a_newer_agent() {
    let mut control = Control::new();
    let silent = control.registered("default");
    let version_info = Some(VersionInfo { agent_version: Some("1.9.0".to_owned()), ..Default::default() });
    let known =
        control.register(ecs::RegisterContainerInstanceRequest { version_info, ..request() }).unwrap();
    let known = known.container_instance_arn.unwrap();
    assert_eq!(control.update_agent(&silent).code(), "MissingVersionException");
    assert_eq!(control.update_agent(&known).code(), "NoUpdateAvailableException");
    assert_eq!(control.update_agent("nope").code(), "ClientException");
    let (id, cluster) = id_and_cluster(&known);
    let key = ContainerInstanceKey { scope: control.caller.scope, cluster, id };
    control
        .write(Ok(|tx: &mut Tx<'_>| -> Result<(), ApiError> {
            change(tx, &key, |row| row.instance.agent_update_status = Some(ecs::AgentUpdateStatus::Staging));
            Ok(())
        }))
        .unwrap();
    assert_eq!(control.update_agent(&known).code(), "UpdateInProgressException");
}

/// Rows as this program writes them are rows it can read.
#[test]
fn a_registered_instance_survives_its_stored_form() {
    use longshore_world::StoredRecord;
    let mut control = Control::new();
    let (id, cluster) = id_and_cluster(&control.registered("default"));
    let key = ContainerInstanceKey { scope: control.caller.scope, cluster, id };
    let row = control.world.get::<ContainerInstance>(&key).unwrap();
    assert_eq!(&ContainerInstance::decode(&row.encode()).unwrap(), row.as_ref());
    assert!(row.schema().member("registered_attributes").is_some());
}
