//! Every protocol both ways: what one side writes, the other side reads.

use bytes::Bytes;
use http::Request;
use http::request::Parts;
use longshore_shapes::value::Structure;
use longshore_shapes::{ApiError, ErrorSchema, OperationSchema, Protocol, ServiceSchema};
use proptest::prelude::*;

use crate::fixture::{
    self, BIND, BIND_BLOB, BIND_STRUCTURE, BoundBlob, BoundStructure, COOK, Checked, Kitchen,
};
use crate::route::route;
use crate::{
    RequestParts, Route, read_error, read_request, read_response, write_error, write_request, write_response,
};

fn received(request: RequestParts) -> (Parts, Bytes) {
    let mut http = Request::builder().method(request.method).uri(request.target);
    *http.headers_mut().unwrap() = request.headers;
    let (parts, body) = http.body(Bytes::from(request.body)).unwrap().into_parts();
    (parts, body)
}

fn routed(service: &'static ServiceSchema, parts: &Parts, body: &[u8]) -> Route {
    route(&fixture::SERVICES, parts, Some(service.signing_name), body).unwrap()
}

/// Debug text, because a NaN is not equal to itself.
fn shown(value: &impl std::fmt::Debug) -> String {
    format!("{value:?}")
}

fn round_trip<T: Structure + Default + std::fmt::Debug>(
    service: &'static ServiceSchema,
    operation: &'static OperationSchema,
    protocol: Protocol,
    value: &T,
) -> (T, T) {
    let (parts, body) = received(write_request(service, operation, protocol, value));
    let route = routed(service, &parts, &body);
    assert_eq!((route.operation.name, route.protocol), (operation.name, protocol));
    let mut input = T::default();
    read_request(&route, &parts, &body, &mut input).unwrap();

    let (parts, body) = write_response(&route, value, "id-1").into_parts();
    assert_eq!(parts.headers.get("x-amzn-requestid").unwrap(), "id-1");
    let mut output = T::default();
    read_response(operation, protocol, &parts, &body, &mut output).unwrap();
    (input, output)
}

fn check_kitchen(
    service: &'static ServiceSchema,
    protocol: Protocol,
    kitchen: &Kitchen,
) -> Result<(), TestCaseError> {
    let (input, output) = round_trip(service, &COOK, protocol, kitchen);
    prop_assert_eq!(shown(&input), shown(kitchen));
    prop_assert_eq!(shown(&output), shown(kitchen));
    Ok(())
}

fn without_document(kitchen: Kitchen) -> Kitchen {
    Kitchen { document: None, ..kitchen }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, ..ProptestConfig::default() })]

    #[test]
    fn aws_json(kitchen in fixture::kitchens(0)) {
        check_kitchen(&fixture::JSON, Protocol::AwsJson11, &kitchen)?;
        check_kitchen(&fixture::JSON, Protocol::AwsJson10, &kitchen)?;
    }

    #[test]
    fn rpc_v2_cbor(kitchen in fixture::kitchens(0)) {
        check_kitchen(&fixture::JSON, Protocol::RpcV2Cbor, &kitchen)?;
    }

    #[test]
    fn aws_query(kitchen in fixture::kitchens(0)) {
        check_kitchen(&fixture::JSON, Protocol::AwsQuery, &without_document(kitchen))?;
    }

    #[test]
    fn ec2_query(kitchen in fixture::kitchens(1)) {
        check_kitchen(&fixture::EC2, Protocol::Ec2Query, &without_document(kitchen))?;
    }

    #[test]
    fn rest(bound in fixture::bounds(), data in prop::collection::vec(any::<u8>(), 1..20)) {
        for (service, protocol) in [(&fixture::REST_JSON, Protocol::RestJson), (&fixture::REST_XML, Protocol::RestXml)] {
            let (input, output) = round_trip(service, &BIND, protocol, &bound);
            prop_assert_eq!(shown(&input), shown(&bound));
            prop_assert_eq!(shown(&output.inner), shown(&bound.inner));
            prop_assert_eq!(&output.meta, &bound.meta);
            prop_assert_eq!((output.status, &output.list, &output.dates), (Some(200), &bound.list, &bound.dates));

            let structure = BoundStructure { label: bound.label.clone(), rest: bound.rest.clone(), inner: bound.inner.clone(), ..BoundStructure::default() };
            let (input, output) = round_trip(service, &BIND_STRUCTURE, protocol, &structure);
            prop_assert_eq!(shown(&input.inner), shown(&bound.inner));
            prop_assert_eq!(shown(&output.inner), shown(&bound.inner));

            let blob = BoundBlob { label: bound.label.clone(), rest: bound.rest.clone(), data: Some(data.clone().into()), ..BoundBlob::default() };
            let (input, output) = round_trip(service, &BIND_BLOB, protocol, &blob);
            prop_assert_eq!((&input.data, &output.data), (&blob.data, &blob.data));
        }
    }
}

static BURNT: ErrorSchema = ErrorSchema {
    name: "BurntException",
    query_code: Some("Burnt"),
    status: 409,
    fault: longshore_shapes::error::Fault::Client,
    shape: None,
};

#[test]
fn errors_reach_the_client_of_every_protocol() {
    static FAILING: OperationSchema = OperationSchema { errors: &[&BURNT], ..fixture::cook() };
    for (service, protocol) in [
        (&fixture::JSON, Protocol::AwsJson10),
        (&fixture::JSON, Protocol::AwsJson11),
        (&fixture::JSON, Protocol::RpcV2Cbor),
        (&fixture::JSON, Protocol::AwsQuery),
        (&fixture::EC2, Protocol::Ec2Query),
        (&fixture::REST_JSON, Protocol::RestJson),
        (&fixture::REST_XML, Protocol::RestXml),
    ] {
        let details = fixture::Inner { name: Some("pan".to_owned()), ..fixture::Inner::default() };
        let error = ApiError::new(&BURNT, "it is <black> & \"hot\"").with_details(details);
        let (parts, body) = write_error(protocol, Some(service), &error, "id-2").into_parts();
        assert_eq!(parts.status, 409, "{protocol:?}");
        assert_eq!(parts.headers.get("x-amzn-requestid").unwrap(), "id-2");
        let read = read_error(&FAILING, protocol, &parts, &body).unwrap();
        assert!(["BurntException", "Burnt"].contains(&read.code.as_str()), "{protocol:?} {read}");
        assert_eq!(read.message, error.message);
        assert_eq!(read.schema.unwrap().name, "BurntException");
        assert!(body.windows(3).any(|window| window == b"pan"), "{protocol:?} leaves details out");
    }
}

#[test]
fn broken_constraints_are_one_error() {
    let json = |body: &str| {
        let mut input = Checked::default();
        let route = Route {
            service: &fixture::JSON,
            operation: &fixture::JSON.operations[3],
            protocol: Protocol::AwsJson11,
            labels: Vec::new(),
        };
        let (parts, ()) = Request::new(()).into_parts();
        read_request(&route, &parts, body.as_bytes(), &mut input).unwrap_err()
    };
    let one = json("{}");
    assert_eq!(one.code(), "ValidationException");
    assert_eq!(
        one.message,
        "1 validation error detected: Value null at 'name' failed to satisfy constraint: Member must not be null"
    );
    let many = json(r#"{"Name":"ABCDE","Colour":"green","Size":11}"#);
    assert!(
        many.message.starts_with("4 validation errors detected: Value 'ABCDE' at 'name' failed"),
        "{many}"
    );
    assert!(many.message.contains("; Value 'green' at 'colour' failed to satisfy constraint: Member must satisfy enum value set: [red, blue]; "), "{many}");
}

#[test]
fn ec2_names_one_parameter() {
    let ec2 = |body: &str| {
        let mut input = Checked::default();
        let route = Route {
            service: &fixture::EC2,
            operation: &fixture::EC2.operations[3],
            protocol: Protocol::Ec2Query,
            labels: Vec::new(),
        };
        let (parts, ()) = Request::new(()).into_parts();
        read_request(&route, &parts, body.as_bytes(), &mut input).unwrap_err()
    };
    let missing = ec2("Colour=red");
    assert_eq!(
        (missing.code(), missing.message.as_str()),
        ("MissingParameter", "The request must contain the parameter Name")
    );
    assert_eq!(ec2("Name=abc&Size=11").code(), "InvalidParameterValue");
    assert_eq!(ec2("Name=abc&Size=x").code(), "InvalidParameterValue");
    assert_eq!(ec2("Name=%zz").code(), "MalformedQueryString");
}

#[test]
fn unbuilt_operations_say_so() {
    let unbuilt = Route {
        service: &fixture::JSON,
        operation: &fixture::JSON.operations[4],
        protocol: Protocol::AwsJson11,
        labels: Vec::new(),
    };
    let error = crate::protocol::shapes(&unbuilt).unwrap_err();
    assert_eq!((error.code(), error.schema.status), ("NotImplemented", 501));
    assert!(error.message.contains("kitchen:Unbuilt"), "{error}");
}
