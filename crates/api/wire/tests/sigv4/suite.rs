//! The published suite, both ways: our signer makes the signatures it lists, our verifier accepts them.

use http::{HeaderValue, Request};
use longshore_wire::sigv4::{Kind, PathRules, PayloadHash, SignatureError, Signed, Signer, Verifier};
use ring::digest::{SHA256, digest};

use super::{
    KEY_ID, SECRET, check_with, request,
    suite_cases::{CASES, Case, Token},
};

/// 2015-08-30T12:36:00Z
const NOW: i64 = 1_440_938_160;
const TOKEN_HEADER: &str = "x-amz-security-token";

impl Case {
    /// The suite gives paths that are escaped already, so they are not escaped a second time.
    fn rules(&self) -> PathRules {
        PathRules { encode_twice: false, normalize: self.normalize }
    }

    fn request(&self) -> Request<Vec<u8>> {
        request(self.method, self.target, self.headers, self.body.as_bytes())
    }

    fn signer(&self) -> Signer {
        let signer = Signer::new(KEY_ID, SECRET, "us-east-1", "service").with_path_rules(self.rules());
        match self.token {
            Token::Signed(token) => signer.with_token(token),
            Token::None | Token::After(_) => signer,
        }
    }

    fn signed(&self) -> (Request<Vec<u8>>, Signed) {
        let mut request = self.request();
        let hash = if self.hash_header { PayloadHash::Stated } else { PayloadHash::Implied };
        let signed = self.signer().sign(&mut request, hash, NOW).unwrap();
        if let Token::After(token) = self.token {
            request.headers_mut().insert(TOKEN_HEADER, HeaderValue::from_str(token).unwrap());
        }
        (request, signed)
    }

    fn presigned(&self) -> (Request<Vec<u8>>, Signed) {
        let mut request = self.request();
        let signed = self.signer().presign(&mut request, 3600, NOW).unwrap();
        (request, signed)
    }

    fn verifier(&self) -> Verifier {
        Verifier::with_path_rules(self.rules())
    }
}

fn sha256_hex(bytes: &[u8]) -> String {
    digest(&SHA256, bytes).as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn the_suite_is_whole() {
    assert_eq!(CASES.len(), 38);
}

#[test]
fn signs_the_header_form_as_published() {
    for case in CASES {
        let (_, signed) = case.signed();
        let text = String::from_utf8_lossy(&signed.canonical_request);
        assert_eq!(sha256_hex(&signed.canonical_request), case.canonical_sha256, "{}\n{text}", case.name);
        assert_eq!(signed.signature, case.header_signature, "{}", case.name);
    }
}

#[test]
fn signs_the_query_form_as_published() {
    for case in CASES {
        let (_, signed) = case.presigned();
        let text = String::from_utf8_lossy(&signed.canonical_request);
        assert_eq!(signed.signature, case.query_signature, "{}\n{text}", case.name);
    }
}

#[test]
fn verifies_the_header_form() {
    for case in CASES {
        let (request, _) = case.signed();
        let verifier = case.verifier();
        for round in ["cold", "warm"] {
            let verified = check_with(&verifier, &request, SECRET, NOW);
            assert_eq!(verified.unwrap().body, case.body.as_bytes(), "{} {round}", case.name);
        }
    }
}

#[test]
fn verifies_the_query_form() {
    for case in CASES {
        let (request, _) = case.presigned();
        let verified = check_with(&case.verifier(), &request, SECRET, NOW + 3600);
        assert_eq!(verified.unwrap().body, case.body.as_bytes(), "{}", case.name);
    }
}

#[test]
fn another_secret_is_refused() {
    for case in CASES {
        for request in [case.signed().0, case.presigned().0] {
            let error = check_with(&case.verifier(), &request, "another", NOW).unwrap_err();
            assert_eq!(error.kind(), Kind::SignatureDoesNotMatch, "{}: {error}", case.name);
        }
    }
}

/// A token may follow the signature as a header, but not as a query parameter: the query is signed as a whole.
#[test]
fn a_token_cannot_be_added_to_a_presigned_query() {
    let case = CASES.iter().find(|case| case.name == "post-sts-header-after").unwrap();
    let (mut request, _) = case.presigned();
    *request.uri_mut() = format!("{}&X-Amz-Security-Token=later", request.uri()).parse().unwrap();
    let error = check_with(&case.verifier(), &request, SECRET, NOW).unwrap_err();
    assert!(matches!(error, SignatureError::Mismatch(_)), "{error:?}");
}

/// The two cases of the suite whose paths are escaped a second time.
#[test]
fn paths_are_escaped_twice_by_default() {
    let lambda = "/2015-03-31/functions/arn%3Aaws%3Alambda%3Aus-west-2%3A892717189312%3Afunction%3Amy-rusty-fun/invocations";
    let mut twice = request("POST", lambda, &[("Host", "lambda.us-east-2.amazonaws.com")], b"");
    let signer = Signer::new(KEY_ID, SECRET, "us-east-2", "lambda");
    // 2021-05-11T15:40:45Z
    let signed = signer.sign(&mut twice, PayloadHash::Implied, 1_620_747_645).unwrap();
    assert_eq!(
        sha256_hex(&signed.canonical_request),
        "684dbb3c92a8b6b1e452e23e523c1ea941c713a4c13500bb9f3bdad1e19afaf7"
    );
    check_with(&Verifier::new(), &twice, SECRET, 1_620_747_645).unwrap();

    let host = ("Host", "tj9n5r0m12.execute-api.us-east-1.amazonaws.com");
    let mut twice = request("POST", "/test/@connections/JBDvjfGEIAMCERw%3D", &[host], b"");
    let signer = Signer::new("ANOTREAL", "notrealrnrELgWzOk3IfjzDKtFBhDby", "us-east-1", "service");
    let signed = signer.sign(&mut twice, PayloadHash::Implied, NOW).unwrap();
    assert_eq!(signed.signature, "57d157672191bac40bae387e48bbe14b15303c001fdbb01f4abf295dccb09705");
}
