//! Requests of every operation, broken in every protocol: an error that can be answered, and nothing worse.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use common::dynamic::DynamicStructure;
use common::fill::{self, Fullness};
use http::Request;
use longshore_shapes::{OperationSchema, Protocol, ServiceSchema};
use longshore_wire::{Route, read_error, read_request, read_response, write_error, write_request};
use proptest::prelude::*;
use proptest::sample::Index;

type Target = (&'static ServiceSchema, &'static OperationSchema, Protocol);

fn targets() -> impl Strategy<Value = Target> {
    prop::sample::select(common::operations())
}

/// Reads the bytes as a request, and, if that fails, writes the error; then as a response and as an error.
fn read_as_everything((service, operation, protocol): Target, bytes: &[u8]) {
    let named = service.operations.iter().find(|named| named.name == operation.name).unwrap();
    let route = Route { service, operation: named, protocol, labels: Vec::new() };
    let (parts, ()) = Request::new(()).into_parts();
    let mut input = DynamicStructure::new(operation.input);
    if let Err(error) = read_request(&route, &parts, bytes, &mut input) {
        let answer = write_error(protocol, Some(service), &error, "id");
        assert!((400..500).contains(&answer.status().as_u16()), "{error}");
        assert!(!answer.body().is_empty() && error.message.len() < 20_000, "{error}");
    }
    let (parts, ()) = http::Response::new(()).into_parts();
    let mut output = DynamicStructure::new(operation.output);
    let _ = read_response(operation, protocol, &parts, bytes, &mut output);
    let _ = read_error(operation, protocol, &parts, bytes);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2048, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes(target in targets(), bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        read_as_everything(target, &bytes);
    }

    #[test]
    fn changed_bytes(
        target in targets(),
        changes in prop::collection::vec((any::<Index>(), any::<u8>()), 1..4),
        cut in any::<Index>(),
    ) {
        let (service, operation, protocol) = target;
        let input = fill::structure(operation.input, Fullness::Full);
        let mut bytes = write_request(service, operation, protocol, &input).body;
        if bytes.is_empty() {
            return Ok(());
        }
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        read_as_everything(target, &bytes);
        read_as_everything(target, &bytes[..cut.index(bytes.len())]);
    }

    /// A body of one protocol in the hands of another.
    #[test]
    fn the_wrong_protocol(target in targets(), other in targets()) {
        let input = fill::structure(other.1.input, Fullness::Full);
        let bytes = write_request(other.0, other.1, other.2, &input).body;
        read_as_everything(target, &bytes);
    }
}
