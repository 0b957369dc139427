//! A signed request with one thing changed is refused.

use http::{HeaderValue, Method, Request};
use longshore_wire::sigv4::{PayloadHash, SignatureError, Signer, Verifier};
use proptest::prelude::*;

use super::{KEY_ID, SECRET, check, check_with, claim, request};

const NOW: i64 = 1_440_938_160;

#[derive(Debug, Clone)]
struct Sample {
    path: String,
    query: String,
    header: String,
    body: Vec<u8>,
    presigned: bool,
    token: bool,
}

/// Letters and digits only where a change could mean the same in canonical form.
fn sample() -> impl Strategy<Value = Sample> {
    let query = prop::collection::vec(("[a-z0-9]{1,5}", "[a-z0-9]{0,5}"), 1..5).prop_map(|pairs| {
        pairs.iter().map(|(name, value)| format!("{name}={value}")).collect::<Vec<_>>().join("&")
    });
    let body = prop::collection::vec(any::<u8>(), 1..50);
    ("/[a-zA-Z0-9]{1,20}", query, "[a-zA-Z0-9]{1,20}", body, any::<bool>(), any::<bool>()).prop_map(
        |(path, query, header, body, presigned, token)| Sample {
            path,
            query,
            header,
            body,
            presigned,
            token,
        },
    )
}

impl Sample {
    fn signed(&self) -> Request<Vec<u8>> {
        let target = format!("{}?{}", self.path, self.query);
        let headers = [("Host", "localhost:8080"), ("X-Amz-Target", self.header.as_str())];
        let mut request = request("POST", &target, &headers, &self.body);
        let mut signer = Signer::new(KEY_ID, SECRET, "us-east-1", "ecs");
        if self.token {
            signer = signer.with_token("token/with+odd=characters");
        }
        if self.presigned {
            signer.presign(&mut request, 60, NOW).unwrap();
        } else {
            signer.sign(&mut request, PayloadHash::Implied, NOW).unwrap();
        }
        request
    }
}

/// `text` with the character at `at` replaced by another letter or digit.
fn altered(text: &str, at: prop::sample::Index) -> String {
    let at = at.index(text.len());
    let other = if &text[at..=at] == "7" { "8" } else { "7" };
    format!("{}{other}{}", &text[..at], &text[at + 1..])
}

fn retarget(request: &mut Request<Vec<u8>>, change: impl Fn(&str, &str) -> (String, String)) {
    let (path, query) = change(request.uri().path(), request.uri().query().unwrap());
    *request.uri_mut() = format!("{path}?{query}").parse().unwrap();
}

fn refused(request: &Request<Vec<u8>>, what: &str) -> Result<(), TestCaseError> {
    prop_assert!(check(request, NOW).is_err(), "accepted another {}", what);
    Ok(())
}

proptest! {
    #[test]
    fn what_is_signed_passes_and_what_is_changed_does_not(sample in sample(), at in any::<prop::sample::Index>()) {
        let signed = sample.signed();
        let verified = check(&signed, NOW).unwrap();
        prop_assert_eq!(verified.body.as_ref(), sample.body.as_slice());

        let mut other = signed.clone();
        *other.method_mut() = Method::PUT;
        refused(&other, "method")?;

        let mut other = signed.clone();
        retarget(&mut other, |path, query| (format!("/{}", altered(&path[1..], at)), query.to_owned()));
        refused(&other, "path")?;

        let mut other = signed.clone();
        let (length, end) = (sample.query.len(), signed.uri().query().unwrap().len());
        retarget(&mut other, |path, query| {
            let changed = altered(&query[..length], at);
            (path.to_owned(), format!("{changed}{}", &query[length..end]))
        });
        refused(&other, "query")?;

        let mut other = signed.clone();
        let value = altered(&sample.header, at);
        other.headers_mut().insert("x-amz-target", HeaderValue::from_str(&value).unwrap());
        refused(&other, "header")?;

        let mut other = signed.clone();
        other.headers_mut().insert("host", HeaderValue::from_static("localhost:8081"));
        refused(&other, "host")?;

        let mut other = signed.clone();
        let at = at.index(other.body().len());
        other.body_mut()[at] ^= 1;
        refused(&other, "body")?;
    }

    /// The verifier takes date, region, service and time from the claim: each is part of what is signed.
    #[test]
    fn a_changed_claim_or_key_does_not_pass(sample in sample(), at in any::<prop::sample::Index>()) {
        let request = sample.signed();
        let (parts, ()) = request.clone().map(|_| ()).into_parts();
        let verifier = Verifier::new();
        let right = claim(&parts);
        verifier.verify(&right, &parts, request.body(), SECRET, NOW).unwrap();
        let mut wrong = vec![right.clone(); 5];
        wrong[0].scope.date = altered(&right.scope.date, at);
        wrong[1].scope.region = altered(&right.scope.region, at);
        wrong[2].scope.service = altered(&right.scope.service, at);
        wrong[3].timestamp = altered(&right.timestamp, at);
        wrong[4].signature[at.index(32)] ^= 1;
        for claim in &wrong {
            let error = verifier.verify(claim, &parts, request.body(), SECRET, NOW).unwrap_err();
            prop_assert!(matches!(error, SignatureError::Mismatch(_)), "{:?} for {:?}", error, claim);
        }
        let error = check_with(&verifier, &request, &altered(SECRET, at), NOW).unwrap_err();
        prop_assert!(matches!(error, SignatureError::Mismatch(_)), "{:?}", error);
    }

    /// The text of the signature itself: every change of a byte is an error.
    #[test]
    fn a_changed_authorization_does_not_pass(at in any::<prop::sample::Index>(), to in 0x21_u8..0x7f) {
        let mut request = request("POST", "/", &[("Host", "localhost"), ("X-Amz-Target", "a")], b"{}");
        Signer::new(KEY_ID, SECRET, "us-east-1", "ecs").sign(&mut request, PayloadHash::Implied, NOW).unwrap();
        let mut value = request.headers()["authorization"].as_bytes().to_vec();
        let at = at.index(value.len());
        let key_id = value.windows(KEY_ID.len()).position(|part| part == KEY_ID.as_bytes()).unwrap();
        // The key id is the caller's to look up, a name means the same in capitals, and a comma in the place of
        // a space is a last or doubled comma, which is forgiven.
        let same = value[at].eq_ignore_ascii_case(&to) || (value[at], to) == (b' ', b',');
        if (key_id..key_id + KEY_ID.len()).contains(&at) || same {
            return Ok(());
        }
        value[at] = to;
        request.headers_mut().insert("authorization", HeaderValue::from_bytes(&value).unwrap());
        prop_assert!(check(&request, NOW).is_err(), "accepted {}", String::from_utf8_lossy(&value));
    }
}
