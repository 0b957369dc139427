//! Signatures from outside: the published suite, the published S3 examples, requests signed by botocore, and
//! whatever bytes a stranger may send.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

#[path = "sigv4/botocore.rs"]
mod botocore;
#[path = "sigv4/chunked.rs"]
mod chunked;
#[path = "sigv4/malformed.rs"]
mod malformed;
#[path = "sigv4/rules.rs"]
mod rules;
#[path = "sigv4/suite.rs"]
mod suite;
#[path = "sigv4/suite_cases.rs"]
mod suite_cases;
#[path = "sigv4/tampering.rs"]
mod tampering;

use http::{Request, request::Parts};
use longshore_wire::sigv4::{Claim, SignatureError, Verified, Verifier, parse};

const KEY_ID: &str = "AKIDEXAMPLE";
const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

fn request(method: &str, target: &str, headers: &[(&str, &str)], body: &[u8]) -> Request<Vec<u8>> {
    let mut builder = Request::builder().method(method).uri(target);
    for (name, value) in headers {
        builder = builder.header(*name, *value);
    }
    builder.body(body.to_vec()).unwrap()
}

fn claim(parts: &Parts) -> Claim {
    parse(parts).unwrap().expect("the request is signed")
}

/// Parses and verifies with the secret of the examples.
fn check(request: &Request<Vec<u8>>, now: i64) -> Result<Verified<'_>, SignatureError> {
    check_with(&Verifier::new(), request, SECRET, now)
}

fn check_with<'r>(
    verifier: &Verifier,
    request: &'r Request<Vec<u8>>,
    secret: &str,
    now: i64,
) -> Result<Verified<'r>, SignatureError> {
    let (parts, ()) = request.clone().map(|_| ()).into_parts();
    let claim = parse(&parts)?.ok_or(SignatureError::NotSigned)?;
    verifier.verify(&claim, &parts, request.body(), secret, now)
}
