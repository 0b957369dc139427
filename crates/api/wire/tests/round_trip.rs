//! Every operation of every service in every protocol: what one side writes, the other side reads.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use bytes::Bytes;
use common::dynamic::DynamicStructure;
use common::fill::{self, Fullness};
use http::Request;
use http::request::Parts;
use longshore_shapes::{Protocol, SERVICES, ServiceSchema};
use longshore_wire::{
    RequestParts, Route, read_request, read_response, route, write_request, write_response,
};

fn received(request: RequestParts) -> (Parts, Bytes) {
    let mut http = Request::builder().method(request.method).uri(request.target);
    *http.headers_mut().unwrap() = request.headers;
    http.body(Bytes::from(request.body)).unwrap().into_parts()
}

fn find(service: &'static ServiceSchema, parts: &Parts, body: &[u8]) -> Route {
    route(SERVICES, parts, Some(service.signing_name), body).unwrap()
}

/// What a Query protocol can not tell from an absent value, and so leaves out.
fn tellable(protocol: Protocol, fullness: Fullness) -> bool {
    !(protocol == Protocol::Ec2Query && fullness == Fullness::EmptyLists)
}

#[test]
fn every_operation_is_found_and_read() {
    for (service, operation, protocol) in common::operations() {
        for fullness in fill::ALL {
            let input = fill::structure(operation.input, fullness);
            let (parts, body) = received(write_request(service, operation, protocol, &input));
            let route = find(service, &parts, &body);
            let name = format!("{}:{} {protocol:?} {fullness:?}", service.name, operation.name);
            assert_eq!((route.service.name, route.operation.name), (service.name, operation.name), "{name}");
            assert_eq!(route.protocol, protocol, "{name}");
            let mut read = DynamicStructure::new(operation.input);
            // Made-up values break the modelled constraints, so that reading may end in that error, but
            // only in that one, and with everything read.
            if let Err(error) = read_request(&route, &parts, &body, &mut read) {
                let codes = [
                    "ValidationException",
                    "InvalidParameterException",
                    "InvalidInput",
                    "InvalidParameterValue",
                    "MissingParameter",
                ];
                assert!(codes.contains(&error.code()), "{name}: {error}");
            }
            if tellable(protocol, fullness) {
                assert_eq!(format!("{read:?}"), format!("{input:?}"), "{name}");
            }
        }
    }
}

#[test]
fn every_answer_is_read() {
    for (service, operation, protocol) in common::operations() {
        for fullness in fill::ALL {
            let output = fill::structure(operation.output, fullness);
            let named = service.operations.iter().find(|named| named.name == operation.name).unwrap();
            let route = Route { service, operation: named, protocol, labels: Vec::new() };
            let (parts, body) = write_response(&route, &output, "id").into_parts();
            let mut read = DynamicStructure::new(operation.output);
            read_response(operation, protocol, &parts, &body, &mut read).unwrap();
            let name = format!("{}:{} {protocol:?} {fullness:?}", service.name, operation.name);
            assert_eq!(format!("{read:?}"), format!("{output:?}"), "{name}");
        }
    }
}

/// Operations are looked up by halves.
#[test]
fn operations_are_in_order() {
    for service in SERVICES {
        assert!(service.operations.is_sorted_by_key(|operation| operation.name), "{}", service.name);
    }
}
