//! Requests that botocore signed (`oracle/sigv4_vectors.json`, made by the script beside it).

use http::{HeaderName, Request};
use longshore_wire::sigv4::{Form, PayloadHash, Signer, Verifier};
use serde_json::Value;

use super::{check_with, claim, request};

const VECTORS: &str = include_str!("../oracle/sigv4_vectors.json");

fn text<'a>(value: &'a Value, name: &str) -> &'a str {
    value[name].as_str().unwrap_or_else(|| panic!("{name} in {value}"))
}

fn bytes(value: &Value, name: &str) -> Vec<u8> {
    let digits = text(value, name);
    (0..digits.len()).step_by(2).map(|at| u8::from_str_radix(&digits[at..at + 2], 16).unwrap()).collect()
}

fn sent(vector: &Value) -> Request<Vec<u8>> {
    let headers: Vec<(&str, &str)> = vector["headers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|pair| (pair[0].as_str().unwrap(), pair[1].as_str().unwrap()))
        .collect();
    request(text(vector, "method"), text(vector, "target"), &headers, &bytes(vector, "body_hex"))
}

fn each(mut check: impl FnMut(&str, &Value, Request<Vec<u8>>, &str, i64)) {
    let document: Value = serde_json::from_str(VECTORS).unwrap();
    let vectors = document["vectors"].as_array().unwrap();
    assert!(vectors.len() >= 60, "only {} vectors", vectors.len());
    for vector in vectors {
        let secret = text(&document, "secret_access_key");
        check(text(vector, "name"), vector, sent(vector), secret, document["now"].as_i64().unwrap());
    }
}

#[test]
fn verifies_what_botocore_sends() {
    let verifier = Verifier::new();
    each(|name, vector, request, secret, now| {
        let (parts, ()) = request.clone().map(|_| ()).into_parts();
        let claim = claim(&parts);
        assert_eq!(claim.access_key_id, "AKIDEXAMPLE", "{name}");
        assert_eq!(claim.scope.service, text(vector, "service"), "{name}");
        assert_eq!(claim.scope.region, text(vector, "region"), "{name}");
        assert_eq!(claim.token.as_deref(), vector["token"].as_str(), "{name}");
        assert_eq!(claim.form != Form::Header, vector["presigned"].as_bool().unwrap(), "{name}");
        match check_with(&verifier, &request, secret, now) {
            Ok(verified) => assert_eq!(verified.body, bytes(vector, "payload_hex"), "{name}"),
            Err(error) => panic!("{name}: {}", error.client_message()),
        }
        check_with(&verifier, &request, "another", now).expect_err(name);
    });
}

/// Takes the signature off, signs again, and finds the same.
#[test]
fn signs_as_botocore_does() {
    each(|name, vector, mut request, secret, now| {
        let (parts, ()) = request.clone().map(|_| ()).into_parts();
        let claim = claim(&parts);
        if request.headers().contains_key("date") || text(vector, "body_hex") != text(vector, "payload_hex") {
            return;
        }
        let mut signer = Signer::new(&claim.access_key_id, secret, &claim.scope.region, &claim.scope.service);
        if let Some(token) = &claim.token {
            signer = signer.with_token(token);
        }
        let stated =
            request.headers().get("x-amz-content-sha256").map(|value| value.to_str().unwrap().to_owned());
        // Headers botocore left out of its signature came after it; those it adds we add.
        let names: Vec<HeaderName> = request.headers().keys().cloned().collect();
        for name in names {
            let ours =
                matches!(name.as_str(), "x-amz-date" | "x-amz-security-token" | "x-amz-content-sha256");
            if ours || !claim.signed_headers.iter().any(|signed| signed == name.as_str()) {
                request.headers_mut().remove(name);
            }
        }
        let signed = match claim.form {
            Form::Header => {
                let payload = match stated.as_deref() {
                    None => PayloadHash::Implied,
                    Some("UNSIGNED-PAYLOAD") => PayloadHash::Unsigned,
                    Some(_) => PayloadHash::Stated,
                };
                signer.sign(&mut request, payload, now).unwrap()
            }
            Form::Presigned { expires_seconds, .. } => {
                *request.uri_mut() = without_signature(&request).parse().unwrap();
                signer.presign(&mut request, expires_seconds, now).unwrap()
            }
        };
        let ours = String::from_utf8_lossy(&signed.canonical_request);
        let theirs: String = claim.signature.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(signed.signature, theirs, "{name}:\n{ours}");
    });
}

fn without_signature(request: &Request<Vec<u8>>) -> String {
    let kept: Vec<&str> = request
        .uri()
        .query()
        .unwrap_or_default()
        .split('&')
        .filter(|piece| !piece.starts_with("X-Amz-"))
        .collect();
    format!("{}?{}", request.uri().path(), kept.join("&"))
}
