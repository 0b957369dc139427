//! Reads bytes as whatever an operation may be sent or answered.

#[allow(dead_code, unreachable_pub, reason = "a tool of the tests of the wire, of which a part is used")]
#[path = "../../../crates/api/wire/tests/common/dynamic.rs"]
mod dynamic;

use dynamic::DynamicStructure;
use http::{Request, Response, Uri};
use longshore_shapes::{Protocol, SERVICES};
use longshore_wire::{Route, read_error, read_request, read_response, write_error};

/// The first line of the bytes is the query string, the rest the body; `choice` chooses the operation.
pub(crate) fn everything(protocol: Protocol, choice: u16, bytes: &[u8]) {
    let speaking = SERVICES.iter().filter(|service| service.protocols.contains(&protocol));
    let operations =
        speaking.flat_map(|service| service.operations.iter().map(move |named| (service, named)));
    let built: Vec<_> =
        operations.filter_map(|(service, named)| Some((service, named, named.schema?))).collect();
    let Some((service, named, operation)) = built.get(usize::from(choice) % built.len().max(1)) else {
        return;
    };
    let mut lines = bytes.splitn(2, |byte| *byte == b'\n');
    let (first, rest) = (lines.next().unwrap_or_default(), lines.next());
    let (query, body) = rest.map_or((&b""[..], bytes), |body| (first, body));

    let uri = format!("/?{}", String::from_utf8_lossy(query)).parse::<Uri>().unwrap_or_default();
    let (mut parts, ()) = Request::new(()).into_parts();
    parts.uri = uri;
    let label = String::from_utf8_lossy(query).into_owned();
    let labels = ["Id", "Name"].map(|name| (name, label.clone())).to_vec();
    let route = Route { service, operation: named, protocol, labels };
    let mut input = DynamicStructure::new(operation.input);
    if let Err(error) = read_request(&route, &parts, body, &mut input) {
        let answer = write_error(protocol, Some(service), &error, "id");
        assert!(answer.status().is_client_error(), "{error}");
    }
    let (parts, ()) = Response::new(()).into_parts();
    let mut output = DynamicStructure::new(operation.output);
    let _ = read_response(operation, protocol, &parts, body, &mut output);
    let _ = read_error(operation, protocol, &parts, body);
}
