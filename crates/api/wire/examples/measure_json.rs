//! Measures reading and writing a task definition of 4 KB and a DescribeClusters pair, in one JSON line.
//!
//!     cargo run --release -p longshore-wire --example measure_json
#![allow(clippy::unwrap_used, clippy::disallowed_methods, reason = "a measurement needs a clock")]

use std::hint::black_box;
use std::time::Instant;

use http::Request;
use http::request::Parts;
use longshore_shapes::{Operation, Protocol, SERVICES, Structure, ecs};
use longshore_wire::client::request;
use longshore_wire::protocol::write_output;
use longshore_wire::{read_request, route};

const ROUNDS: u32 = 50_000;

fn main() {
    let text = task_definition();
    let register = parts("RegisterTaskDefinition");
    let describe = parts("DescribeClusters");
    let clusters = ecs::DescribeClustersResponse { clusters: Some(vec![cluster()]), failures: Some(vec![]) };

    let mut input = ecs::RegisterTaskDefinitionRequest::default();
    let read = nanoseconds(|| {
        input = ecs::RegisterTaskDefinitionRequest::default();
        receive(&register, text.as_bytes(), &mut input);
    });
    let write = nanoseconds(|| {
        black_box(
            request::<ecs::op::RegisterTaskDefinition>(Protocol::AwsJson11, "http://h", &input).unwrap(),
        );
    });
    let pair = nanoseconds(|| {
        let mut input = ecs::DescribeClustersRequest::default();
        receive(&describe, br#"{"clusters":["default"],"include":["TAGS"]}"#, &mut input);
        let schema = ecs::op::DescribeClusters::SCHEMA;
        black_box(write_output(&ecs::SERVICE, schema, Protocol::AwsJson11, &clusters, "id"));
    });
    println!(
        "{{\"bytes\":{},\"read_ns\":{read},\"write_ns\":{write},\"describe_clusters_ns\":{pair}}}",
        text.len()
    );
}

fn nanoseconds(mut work: impl FnMut()) -> u128 {
    for _ in 0..ROUNDS / 10 {
        work();
    }
    let start = Instant::now();
    for _ in 0..ROUNDS {
        work();
    }
    start.elapsed().as_nanos() / u128::from(ROUNDS)
}

fn parts(operation: &str) -> Parts {
    let target = format!("AmazonEC2ContainerServiceV20141113.{operation}");
    let request = Request::post("/")
        .header("x-amz-target", target)
        .header("content-type", "application/x-amz-json-1.1");
    request.body(()).unwrap().into_parts().0
}

fn receive(parts: &Parts, body: &[u8], input: &mut dyn Structure) {
    let route = route(SERVICES, parts, Some("ecs"), body).unwrap();
    read_request(&route, parts, body, input).unwrap();
    black_box(&*input);
}

fn cluster() -> ecs::Cluster {
    ecs::Cluster {
        cluster_arn: Some("arn:aws:ecs:us-east-1:123456789012:cluster/default".to_owned()),
        cluster_name: Some("default".to_owned()),
        status: Some("ACTIVE".to_owned()),
        registered_container_instances_count: Some(3),
        running_tasks_count: Some(17),
        pending_tasks_count: Some(0),
        active_services_count: Some(4),
        statistics: Some(vec![]),
        tags: Some(vec![ecs::Tag { key: Some("team".to_owned()), value: Some("shop".to_owned()) }]),
        settings: Some(vec![]),
        capacity_providers: Some(vec!["FARGATE".to_owned(), "FARGATE_SPOT".to_owned()]),
        default_capacity_provider_strategy: Some(vec![]),
        ..ecs::Cluster::default()
    }
}

fn task_definition() -> String {
    let environment: Vec<String> = (0..12)
        .map(|number| {
            format!(r#"{{"name":"SETTING_{number}","value":"some value that is number {number}"}}"#)
        })
        .collect();
    let container = |name: &str| {
        format!(
            r#"{{"name":"{name}","image":"registry.test/shop/{name}:1.2.3","cpu":128,"memory":256,"essential":true,
            "portMappings":[{{"containerPort":8080,"hostPort":0,"protocol":"tcp"}}],"command":["serve","--port","8080"],
            "environment":[{}],"ulimits":[{{"name":"nofile","softLimit":1024,"hardLimit":65536}}],
            "logConfiguration":{{"logDriver":"awslogs","options":{{"awslogs-group":"/ecs/shop","awslogs-region":"us-east-1"}}}},
            "healthCheck":{{"command":["CMD-SHELL","curl -f http://localhost:8080/health || exit 1"],"interval":10}},
            "dockerLabels":{{"team":"shop","tier":"front"}}}}"#,
            environment.join(",")
        )
    };
    format!(
        r#"{{"family":"shop","networkMode":"awsvpc","cpu":"512","memory":"1024",
        "requiresCompatibilities":["FARGATE"],"volumes":[{{"name":"data","host":{{}}}}],
        "containerDefinitions":[{},{},{}],"tags":[{{"key":"team","value":"shop"}}]}}"#,
        container("web"),
        container("worker"),
        container("proxy")
    )
}
