//! A typed call, from the client's side: the address, the output, and the two ways to fail.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use http::Response;
use longshore_shapes::{ApiError, ErrorSchema, Operation, Protocol, ecs};
use longshore_wire::client::{request, response};
use longshore_wire::protocol::write_output;
use longshore_wire::{CallError, write_error};

type Describe = ecs::op::DescribeClusters;

#[test]
fn a_request_has_the_address_of_the_endpoint() {
    let input = ecs::DescribeClustersRequest { clusters: Some(vec!["a".to_owned()]), ..Default::default() };
    for endpoint in ["http://127.0.0.1:4566", "http://127.0.0.1:4566/"] {
        let request = request::<Describe>(Protocol::AwsJson11, endpoint, &input).unwrap();
        assert_eq!(
            (request.method().as_str(), request.uri().to_string().as_str()),
            ("POST", "http://127.0.0.1:4566/")
        );
        assert_eq!(request.headers()["x-amz-target"], "AmazonEC2ContainerServiceV20141113.DescribeClusters");
        assert_eq!(request.headers()["content-type"], "application/x-amz-json-1.1");
        assert_eq!(&request.body()[..], br#"{"clusters":["a"]}"#);
    }
    let error = request::<Describe>(Protocol::AwsJson11, "not an endpoint", &input).unwrap_err();
    assert_eq!(error.endpoint, "not an endpoint");
}

#[test]
fn a_response_is_an_output() {
    let output = ecs::DescribeClustersResponse { failures: Some(vec![]), ..Default::default() };
    let answer = write_output(&ecs::SERVICE, Describe::SCHEMA, Protocol::AwsJson11, &output, "id");
    let (parts, body) = answer.into_parts();
    assert_eq!(response::<Describe>(Protocol::AwsJson11, &parts, &body).unwrap(), output);
}

#[test]
fn an_error_is_told_from_nonsense() {
    static MISSING: ErrorSchema = ErrorSchema::common("ClusterNotFoundException", 400);
    let error = ApiError::new(&MISSING, "no such cluster");
    let (parts, body) = write_error(Protocol::AwsJson11, Some(&ecs::SERVICE), &error, "id-7").into_parts();
    match response::<ecs::op::UpdateService>(Protocol::AwsJson11, &parts, &body).unwrap_err() {
        CallError::Service { error, status, request_id } => {
            assert_eq!(
                (error.code.as_str(), error.message.as_str()),
                ("ClusterNotFoundException", "no such cluster")
            );
            assert_eq!(
                (error.schema.unwrap().name, status, request_id.as_str()),
                ("ClusterNotFoundException", 400, "id-7")
            );
        }
        other => panic!("{other}"),
    }
    for status in [200, 502] {
        let (parts, ()) = Response::builder().status(status).body(()).unwrap().into_parts();
        let error = response::<Describe>(Protocol::AwsJson11, &parts, b"<html>").unwrap_err();
        assert!(matches!(error, CallError::Response { status: found, .. } if found == status), "{error}");
    }
}
