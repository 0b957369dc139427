//! Requests that another implementation serialised: read, and written again as they were.
//!
//! The vectors are written by `tests/oracle/protocol_vectors.py`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use common::dynamic::DynamicStructure;
use http::Request;
use http::request::Parts;
use longshore_shapes::{Protocol, SERVICES};
use longshore_wire::{RequestParts, read_request, route, write_request};
use serde_json::Value as Json;

struct Vector {
    name: String,
    service: String,
    operation: String,
    protocol: Protocol,
    parts: Parts,
    body: Vec<u8>,
}

fn vectors() -> Vec<Vector> {
    let text = include_str!("oracle/protocol_vectors.json");
    let all: Vec<Json> = serde_json::from_str(text).unwrap();
    all.iter().map(vector).collect()
}

fn vector(json: &Json) -> Vector {
    let text = |key: &str| json[key].as_str().unwrap().to_owned();
    let mut request = Request::builder().method(text("method").as_str()).uri(text("target"));
    for (name, value) in json["headers"].as_object().unwrap() {
        request = request.header(name, value.as_str().unwrap());
    }
    let (parts, ()) = request.body(()).unwrap().into_parts();
    Vector {
        name: format!("{}:{} {}", text("service"), text("operation"), text("protocol")),
        protocol: protocol(&text("protocol"), &text("service")),
        service: text("service"),
        operation: text("operation"),
        parts,
        body: STANDARD.decode(text("body")).unwrap(),
    }
}

fn protocol(name: &str, service: &str) -> Protocol {
    match name {
        "json" if service == "cloudwatch" => Protocol::AwsJson10,
        "json" => Protocol::AwsJson11,
        "query" => Protocol::AwsQuery,
        "ec2" => Protocol::Ec2Query,
        "rest-json" => Protocol::RestJson,
        "rest-xml" => Protocol::RestXml,
        "smithy-rpc-v2-cbor" => Protocol::RpcV2Cbor,
        other => panic!("a protocol of its own: {other}"),
    }
}

/// A body in a form that does not depend on order or spelling.
fn normal(protocol: Protocol, body: &[u8]) -> String {
    let text = || std::str::from_utf8(body).unwrap();
    match protocol {
        Protocol::AwsQuery | Protocol::Ec2Query => {
            let decoded = |text: &str| text.replace('+', "%20").replace("e%2B", "e");
            let pairs: BTreeMap<String, String> = text()
                .split('&')
                .map(|pair| pair.split_once('=').unwrap())
                .map(|(name, value)| (decoded(name), number(&decoded(value))))
                .collect();
            format!("{pairs:#?}")
        }
        Protocol::RestXml => {
            let body = text().split("?>\n").last().unwrap();
            body.replace(" />", "></>").replace("</>", "")
        }
        Protocol::RpcV2Cbor => format!("{} bytes", body.is_empty()),
        _ if body.is_empty() => "{}".to_owned(),
        _ => json_text(&serde_json::from_slice(body).unwrap()),
    }
}

/// `1` and `1.0` are one number.
fn number(text: &str) -> String {
    let fraction =
        text.contains(['.', 'e']) && text.starts_with(|first: char| first.is_ascii_digit() || first == '-');
    match text.parse::<f64>() {
        Ok(value) if fraction => value.to_string(),
        _ => text.replace(".125000Z", ".125Z"),
    }
}

fn json_text(json: &Json) -> String {
    match json {
        Json::Number(number) => number.as_f64().unwrap().to_string(),
        Json::Array(items) => format!("[{}]", items.iter().map(json_text).collect::<Vec<_>>().join(",")),
        Json::Object(entries) => {
            let entries: BTreeMap<&str, String> =
                entries.iter().map(|(key, value)| (key.as_str(), json_text(value))).collect();
            format!("{entries:#?}")
        }
        other => other.to_string(),
    }
}

fn written(request: &RequestParts, protocol: Protocol) -> (String, Vec<String>, String) {
    let (path, query) = request.target.split_once('?').unwrap_or((&request.target, ""));
    (path.to_owned(), parameters(query), normal(protocol, &request.body))
}

fn parameters(query: &str) -> Vec<String> {
    let mut parameters: Vec<String> =
        query.split('&').filter(|pair| !pair.is_empty()).map(|pair| pair.replace('+', "%20")).collect();
    parameters.sort();
    parameters
}

#[test]
fn requests_are_read_and_written_again() {
    let mut inputs: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let all = vectors();
    assert!(all.len() > 50, "{} vectors", all.len());
    for vector in &all {
        let name = &vector.name;
        let service = SERVICES.iter().find(|service| service.name == vector.service).unwrap();
        let Some(operation) =
            service.operations.iter().find(|named| named.name == vector.operation).unwrap().schema
        else {
            continue;
        };
        let route = route(SERVICES, &vector.parts, Some(service.signing_name), &vector.body).unwrap();
        assert_eq!((route.service.name, route.operation.name), (service.name, operation.name), "{name}");
        assert_eq!(route.protocol, vector.protocol, "{name}");

        let mut input = DynamicStructure::new(operation.input);
        read_request(&route, &vector.parts, &vector.body, &mut input)
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        let again = write_request(service, operation, vector.protocol, &input);

        let (path, query, body) = written(&again, vector.protocol);
        assert_eq!(
            (again.method.clone(), path.as_str()),
            (vector.parts.method.clone(), vector.parts.uri.path()),
            "{name}"
        );
        assert_eq!(query, parameters(vector.parts.uri.query().unwrap_or_default()), "{name}");
        assert_eq!(body, normal(vector.protocol, &vector.body), "{name}");
        for (header, value) in &vector.parts.headers {
            let ours = again.headers.get(header);
            let needed = ours.is_some() || header == "x-amz-target" || header == "smithy-protocol";
            assert!(!needed || ours == Some(value), "{name}: {header}: {value:?} {ours:?}");
        }
        inputs
            .entry(format!("{}:{}", vector.service, vector.operation))
            .or_default()
            .push(format!("{input:?}"));
    }
    // What came in several protocols is the same input in each; so CBOR is checked against JSON.
    let cloudwatch = inputs.get("cloudwatch:PutMetricData").unwrap();
    assert_eq!(cloudwatch.len(), 3);
    assert!(cloudwatch.iter().all(|input| input == &cloudwatch[0]), "{cloudwatch:#?}");
}
