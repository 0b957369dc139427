//! What single steps of a request cost: reading, writing, verifying, and the stored form of a row.
//!
//! Must not know: sockets or disks.

use std::hint::black_box;

use anyhow::{Context, Result, anyhow};
use longshore_shapes::ecs;
use longshore_store::memory::MemoryStore;
use longshore_wire::sigv4::{PayloadHash, Signer, Verifier, parse};
use longshore_world::StoredRecord;
use longshore_world::records::task_definition::{Family, TaskDefinitionBody};
use serde_json::{Map, Value};

use crate::clock::{self, nanos_each};
use crate::figures::figure;
use crate::in_process::{Arrived, Rooms};
use crate::request::{Call, REGION, task_definition_with};

const TIMES: u32 = 10_000;
/// So many environment variables make a request of 4 KB.
const VARIABLES: usize = 58;
const SECRET: &str = "0123456789012345678901234567890123456789";

pub(crate) fn run() -> Result<Value> {
    let call = Call::new("RegisterTaskDefinition", task_definition_with("family", VARIABLES));
    let arrived = Arrived::new(&call)?;
    let mut rooms = Rooms::new(Box::new(MemoryStore::default()))?;
    let answers = rooms.write([Call::new(call.operation, call.input.clone())])?;
    let output = answers.first().context("no answer")?;
    let mut line = Map::new();
    line.insert("benchmark".to_owned(), "wire".into());
    line.insert("request_bytes".to_owned(), arrived.body.len().into());
    let mut put = |name: &str, nanos: f64| line.insert(format!("{name}_ns"), figure(nanos));

    let input = read(&arrived)?;
    put("json_read_and_check", nanos_each(TIMES, || drop(black_box(read(&arrived)))));
    let write = || drop(black_box(longshore_wire::write_response(&arrived.route, &**output, "id")));
    put("json_write", nanos_each(TIMES, write));
    let nothing = || drop(black_box(Arrived::new(&Call::new("ListClusters", Value::Null))));
    put("build_and_route_small", nanos_each(TIMES, nothing));
    put("signature_of_4_kb", signature(&call)?);
    put("signature_of_2_bytes", signature(&Call::new("ListClusters", Value::Object(Map::new())))?);

    let body = TaskDefinitionBody { task_definition: definition(input) };
    let (stored_body, family) = (body.encode(), Family { latest: 7, active: 7, ..Family::default() });
    let stored_family = family.encode();
    put("body_row_encode", nanos_each(TIMES, || drop(black_box(body.encode()))));
    put("body_row_decode", nanos_each(TIMES, || drop(black_box(TaskDefinitionBody::decode(&stored_body)))));
    put("small_row_encode", nanos_each(TIMES, || drop(black_box(family.encode()))));
    put("small_row_decode", nanos_each(TIMES, || drop(black_box(Family::decode(&stored_family)))));
    line.insert("body_row_bytes".to_owned(), stored_body.len().into());
    Ok(Value::Object(line))
}

fn read(arrived: &Arrived) -> Result<ecs::RegisterTaskDefinitionRequest> {
    let mut input = ecs::RegisterTaskDefinitionRequest::default();
    longshore_wire::read_request(&arrived.route, &arrived.parts, &arrived.body, &mut input)
        .map_err(|error| anyhow!("{error}"))?;
    Ok(input)
}

fn definition(input: ecs::RegisterTaskDefinitionRequest) -> ecs::TaskDefinition {
    ecs::TaskDefinition {
        family: Some(input.family),
        container_definitions: Some(input.container_definitions),
        cpu: input.cpu,
        memory: input.memory,
        network_mode: input.network_mode,
        requires_compatibilities: input.requires_compatibilities,
        ..Default::default()
    }
}

/// Parsing and verifying a signature whose key is known, in nanoseconds.
fn signature(call: &Call) -> Result<f64> {
    let mut request = call.unsigned(([127, 0, 0, 1], 1).into())?;
    let now = clock::now().secs();
    Signer::new("AKIAEXAMPLE", SECRET, REGION, "ecs").sign(&mut request, PayloadHash::Implied, now)?;
    let (parts, body) = request.into_parts();
    let verifier = Verifier::new();
    let verify = || {
        let claim = parse(&parts)?.context("the request is not signed")?;
        verifier.verify(&claim, &parts, &body, SECRET, now)?;
        Ok::<(), anyhow::Error>(())
    };
    verify()?;
    Ok(nanos_each(TIMES, || drop(black_box(verify()))))
}
