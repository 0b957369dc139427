//! Machines that are registered over the API and have no node: somewhere for tasks to be placed.
//!
//! Must not know: what is placed there.

use anyhow::{Result, bail};
use longshore_wire::sigv4::Signer;
use serde_json::{Value, json};

use crate::http::Connection;
use crate::load;
use crate::request::{Call, REGION, ec2};
use crate::server::Server;

pub(crate) const CLUSTER: &str = "machines";
pub(crate) const FAMILY: &str = "small";
const CPU: i32 = 10;
const MEMORY: i32 = 16;
/// An image that the peer knows from its start.
const IMAGE: &str = "ami-12c6146b";

/// Names for that many machines which nobody else knows.
pub(crate) fn made_up(machines: usize) -> Vec<String> {
    (0..machines).map(|number| format!("i-{number:017x}")).collect()
}

/// The peer takes only machines that its EC2 knows: it is asked to start them.
pub(crate) fn of_moto(server: &Server, machines: usize) -> Result<Vec<String>> {
    let signer = Signer::new("AKIAEXAMPLE", "secret", REGION, "ec2");
    let operation = format!("RunInstances&ImageId={IMAGE}&MinCount={machines}&MaxCount={machines}");
    let request = ec2(&signer, server.address, &operation)?;
    let mut connection = Connection::new(server.address);
    let answer = String::from_utf8_lossy(connection.send(&request)?.body).into_owned();
    let ids = answer.split("<instanceId>").skip(1).filter_map(|rest| rest.split('<').next());
    let ids: Vec<String> = ids.map(str::to_owned).collect();
    if ids.len() != machines {
        bail!("the peer started {} of {machines} machines: {answer}", ids.len());
    }
    Ok(ids)
}

/// Makes a cluster of machines with room for so many tasks each, and a definition for them.
pub(crate) fn set_up(server: &Server, machines: &[String], tasks_each: i32) -> Result<()> {
    let mut calls = vec![
        Call::new("CreateCluster", json!({ "clusterName": CLUSTER })),
        Call::new("RegisterTaskDefinition", definition()),
    ];
    let machines = machines.iter().enumerate();
    calls.extend(machines.map(|(number, id)| registration(id, number, tasks_each)));
    let calls = server.signed(&calls)?;
    let count = calls.len();
    load::run(server.address, &[calls], count)?;
    Ok(())
}

fn definition() -> Value {
    json!({
        "family": FAMILY,
        "containerDefinitions": [{
            "name": "web", "image": "registry.example.com/shop/web:2024-06-01", "essential": true,
            "cpu": CPU, "memory": MEMORY,
        }],
    })
}

/// The peer gives each machine resources of its own choice.
fn registration(id: &str, number: usize, tasks_each: i32) -> Call {
    let identity = json!({ "instanceId": id, "availabilityZone": zone(number) });
    let integer = |name: &str, value: i32| json!({ "name": name, "type": "INTEGER", "integerValue": value });
    let input = json!({
        "cluster": CLUSTER,
        "instanceIdentityDocument": identity.to_string(),
        "totalResources": [
            integer("CPU", tasks_each * CPU),
            integer("MEMORY", tasks_each * MEMORY),
            { "name": "PORTS", "type": "STRINGSET", "stringSetValue": ["22", "2375", "2376", "51678", "51679"] },
            { "name": "PORTS_UDP", "type": "STRINGSET", "stringSetValue": [] },
        ],
        "attributes": [
            { "name": "com.amazonaws.ecs.capability.docker-remote-api.1.18" },
            { "name": "com.amazonaws.ecs.capability.docker-remote-api.1.21" },
            { "name": "ecs.os-type", "value": "linux" },
        ],
    });
    Call::new("RegisterContainerInstance", input)
}

fn zone(number: usize) -> &'static str {
    match number % 3 {
        0 => "us-east-1a",
        1 => "us-east-1b",
        _ => "us-east-1c",
    }
}
