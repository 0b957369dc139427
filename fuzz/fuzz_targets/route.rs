//! Any head of a request and any body: an operation, or an error that can be answered.

#![no_main]

use http::header::{CONTENT_TYPE, HeaderName, HeaderValue};
use http::{Method, Request, Uri};
use libfuzzer_sys::fuzz_target;
use longshore_shapes::SERVICES;
use longshore_wire::{route, write_error};

const TYPES: [&str; 3] =
    ["application/x-www-form-urlencoded", "application/x-amz-json-1.0", "application/json"];
const METHODS: [Method; 4] = [Method::GET, Method::POST, Method::PUT, Method::DELETE];
const SIGNED: [Option<&str>; 4] = [None, Some("ecs"), Some("route53"), Some("scheduler")];

fuzz_target!(|input: (u8, &str, &[u8], &[u8])| {
    let (choice, uri, target, body) = input;
    let Ok(uri) = uri.parse::<Uri>() else { return };
    let chosen = |shift: u8| usize::from(choice >> shift & 3);
    let (mut parts, ()) = Request::new(()).into_parts();
    parts.uri = uri;
    parts.method = METHODS[chosen(0)].clone();
    if let Some(kind) = TYPES.get(chosen(2)) {
        parts.headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    }
    if let (6.., Ok(target)) = (chosen(4) * 3, HeaderValue::from_bytes(target)) {
        parts.headers.insert(HeaderName::from_static("x-amz-target"), target);
    }
    if let Err(error) = route(SERVICES, &parts, SIGNED[chosen(6)], body) {
        let answer = write_error(error.protocol, error.service, &error.to_api_error(), "id");
        assert!(answer.status().is_client_error());
    }
});
