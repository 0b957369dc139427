//! Any body that says it is gzip: inflated within its limit, or refused.

#![no_main]

use http::HeaderMap;
use http::header::{CONTENT_ENCODING, HeaderValue};
use libfuzzer_sys::fuzz_target;
use longshore_wire::limits::INFLATED_BYTES_MAX;

fuzz_target!(|bytes: &[u8]| {
    let mut headers = HeaderMap::new();
    headers.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    if let Ok(body) = longshore_wire::body::decode(&headers, bytes.to_vec().into()) {
        assert!(body.len() <= INFLATED_BYTES_MAX);
    }
});
