//! What else a verifier decides: clocks, headers that must be signed, payload hashes, unknown keys, error codes.

use http::{HeaderValue, Request};
use longshore_wire::sigv4::{
    Dialect, Kind, MAX_SIGNED_HEADER_BYTES, PayloadHash, SignatureError, Signer, Verifier,
};

use super::{KEY_ID, SECRET, check, check_with, claim, request};

const NOW: i64 = 1_440_938_160;
const HOST: (&str, &str) = ("Host", "localhost");

fn signer() -> Signer {
    Signer::new(KEY_ID, SECRET, "us-east-1", "ecs")
}

fn signed_with(headers: &[(&str, &str)], payload: PayloadHash) -> Request<Vec<u8>> {
    let mut request = request("POST", "/", &[&[HOST], headers].concat(), b"{}");
    signer().sign(&mut request, payload, NOW).unwrap();
    request
}

fn presigned(expires: u32) -> Request<Vec<u8>> {
    let mut request = request("GET", "/", &[HOST], b"");
    signer().presign(&mut request, expires, NOW).unwrap();
    request
}

#[test]
fn clocks_may_differ_by_five_minutes() {
    let (header, query) = (signed_with(&[], PayloadHash::Implied), presigned(60));
    for (request, seconds, want) in [
        (&header, -300, None),
        (&header, -301, Some(Kind::SignatureDoesNotMatch)),
        (&header, 300, None),
        (&header, 301, Some(Kind::RequestExpired)),
        (&query, -300, None),
        (&query, -301, Some(Kind::SignatureDoesNotMatch)),
        (&query, 60, None),
        (&query, 61, Some(Kind::RequestExpired)),
    ] {
        let got = check(request, NOW + seconds).err().map(|error| error.kind());
        assert_eq!(got, want, "{} after {seconds} s", request.uri());
    }
    for extreme in [i64::MIN, i64::MAX] {
        check(&header, extreme).unwrap_err();
    }
}

#[test]
fn the_host_must_be_there_and_signed() {
    let unsigned = r#"AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/ecs/aws4_request, SignedHeaders=x-amz-date, Signature=5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"#;
    let date = ("X-Amz-Date", "20150830T123600Z");
    let without = request("POST", "/", &[HOST, date, ("Authorization", unsigned)], b"");
    assert_eq!(check(&without, NOW), Err(SignatureError::HostNotSigned));

    let mut absent = signed_with(&[], PayloadHash::Implied);
    absent.headers_mut().remove("host");
    assert_eq!(check(&absent, NOW), Err(SignatureError::HostMissing));
    let mut twice = signed_with(&[], PayloadHash::Implied);
    twice.headers_mut().append("host", HeaderValue::from_static("other"));
    assert_eq!(check(&twice, NOW), Err(SignatureError::Repeated("host")));
}

#[test]
fn the_authority_stands_for_the_host() {
    let mut request = signed_with(&[], PayloadHash::Implied);
    request.headers_mut().remove("host");
    *request.uri_mut() = "https://user@localhost/".parse().unwrap();
    check(&request, NOW).unwrap();
    *request.uri_mut() = "https://elsewhere/".parse().unwrap();
    check(&request, NOW).unwrap_err();
}

#[test]
fn the_authority_may_be_signed_by_its_own_name() {
    let mut request = signed_with(&[], PayloadHash::Implied);
    let value = request.headers()["authorization"].to_str().unwrap().replace("=host;", "=:authority;");
    request.headers_mut().insert("authorization", HeaderValue::from_str(&value).unwrap());
    let error = check(&request, NOW).unwrap_err();
    let SignatureError::Mismatch(mismatch) = error else { panic!("{error:?}") };
    let canonical = mismatch.canonical_request;
    assert!(
        canonical.contains("\n:authority:localhost\nx-amz-date:")
            && canonical.contains("\n:authority;x-amz-date\n")
    );
}

#[test]
fn amz_headers_must_be_signed() {
    let base = signed_with(&[("X-Amz-Target", "T.Op")], PayloadHash::Implied);
    for (name, accepted) in [
        ("x-amz-acl", false),
        ("x-amz-meta-a", false),
        ("x-amz-user-agent", true),
        ("x-amz-checksum-mode", true),
        ("x-amz-security-token", true),
        ("x-amzn-trace-id", true),
        ("x-forwarded-for", true),
    ] {
        let mut request = base.clone();
        request.headers_mut().insert(name, HeaderValue::from_static("later"));
        let want =
            if accepted { Ok(()) } else { Err(SignatureError::HeadersNotSigned(vec![name.to_owned()])) };
        assert_eq!(check(&request, NOW).map(|_| ()), want, "{name}");
    }
}

#[test]
fn the_stated_hash_is_the_body() {
    let mut stated = signed_with(&[], PayloadHash::Stated);
    check(&stated, NOW).unwrap();
    *stated.body_mut() = b"{ }".to_vec();
    assert!(matches!(check(&stated, NOW), Err(SignatureError::ContentSha256 { .. })));

    let mut unsigned = signed_with(&[], PayloadHash::Unsigned);
    *unsigned.body_mut() = b"any".to_vec();
    assert_eq!(check(&unsigned, NOW).unwrap().body, b"any".as_slice());

    for bad in ["", "unsigned-payload", "E3B0", "STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD"] {
        let mut request = signed_with(&[], PayloadHash::Stated);
        request.headers_mut().insert("x-amz-content-sha256", HeaderValue::from_str(bad).unwrap());
        assert_eq!(check(&request, NOW), Err(SignatureError::MalformedContentSha256), "{bad}");
    }
}

/// Only the owner of a key learns whether the body fits its hash.
#[test]
fn the_signature_is_compared_before_the_body() {
    let mut request = signed_with(&[], PayloadHash::Stated);
    *request.body_mut() = b"other".to_vec();
    let error = check_with(&Verifier::new(), &request, "another", NOW).unwrap_err();
    assert!(matches!(error, SignatureError::Mismatch(_)), "{error:?}");
}

#[test]
fn a_presigned_query_may_say_that_the_payload_is_unsigned() {
    let mut request = request("PUT", "/key?X-Amz-Content-Sha256=UNSIGNED-PAYLOAD", &[HOST], b"");
    Signer::new(KEY_ID, SECRET, "us-east-1", "s3").presign(&mut request, 60, NOW).unwrap();
    *request.body_mut() = b"any".to_vec();
    assert_eq!(check(&request, NOW).unwrap().body, b"any".as_slice());
}

/// Only a presigned address of S3 leaves the payload out without saying so.
#[test]
fn a_body_without_a_stated_hash_is_hashed() {
    let request = signed_with(&[], PayloadHash::Implied);
    let (parts, ()) = request.clone().map(|_| ()).into_parts();
    for service in ["ecs", "s3"] {
        let mut claim = claim(&parts);
        claim.scope.service = service.to_owned();
        claim.signature = [0; 32];
        let error = Verifier::new().verify(&claim, &parts, request.body(), SECRET, NOW).unwrap_err();
        let SignatureError::Mismatch(mismatch) = error else { panic!("{service}: {error:?}") };
        let hash = "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a";
        assert!(mismatch.canonical_request.ends_with(hash), "{service}: {}", mismatch.canonical_request);
    }
}

#[test]
fn the_list_of_signed_headers_may_be_in_any_order() {
    let mut request = signed_with(&[], PayloadHash::Implied);
    let value = request.headers()["authorization"].to_str().unwrap();
    assert!(value.contains("SignedHeaders=host;x-amz-date,"));
    let value = HeaderValue::from_str(&value.replace("host;x-amz-date", "X-Amz-Date;host")).unwrap();
    request.headers_mut().insert("authorization", value);
    check(&request, NOW).unwrap();
}

#[test]
fn presigning_drops_what_an_earlier_signing_left() {
    for service in ["ecs", "s3"] {
        let mut request = request("GET", "/", &[HOST], b"");
        let signer = Signer::new(KEY_ID, SECRET, "us-east-1", service).with_token("token");
        signer.sign(&mut request, PayloadHash::Stated, NOW - 3600).unwrap();
        signer.presign(&mut request, 60, NOW).unwrap();
        let names: Vec<&str> = request.headers().keys().map(http::HeaderName::as_str).collect();
        assert_eq!(names, ["host"]);
        check(&request, NOW).unwrap();
    }
}

#[test]
fn signed_headers_are_limited_in_size() {
    let long = "a".repeat(MAX_SIGNED_HEADER_BYTES / 2);
    let request = signed_with(&[("x-one", &long)], PayloadHash::Implied);
    check(&request, NOW).unwrap();
    let mut longer = request.clone();
    longer.headers_mut().append("x-one", HeaderValue::from_str(&long).unwrap());
    let want =
        SignatureError::TooLarge { what: "the size of the signed headers", limit: MAX_SIGNED_HEADER_BYTES };
    assert_eq!(check(&longer, NOW), Err(want));
}

#[test]
fn an_unknown_key_gets_its_own_error_and_no_other_hint() {
    let verifier = Verifier::new();
    let request = signed_with(&[], PayloadHash::Implied);
    let (parts, ()) = request.clone().map(|_| ()).into_parts();
    let claim = claim(&parts);
    let unknown = |now| verifier.verify_unknown(&claim, &parts, request.body(), now);
    assert_eq!(unknown(NOW), SignatureError::UnknownAccessKey);
    assert_eq!(Err(unknown(NOW + 301)), check(&request, NOW + 301));
    assert_eq!(unknown(NOW).kind().code(Dialect::Json), "UnrecognizedClientException");
    assert_eq!(unknown(NOW).kind().code(Dialect::Query), "InvalidClientTokenId");
}

#[test]
fn a_mismatch_explains_itself_to_the_client_only() {
    let mut request = signed_with(&[], PayloadHash::Implied);
    request.headers_mut().insert("host", HeaderValue::from_static("elsewhere"));
    let error = check(&request, NOW).unwrap_err();
    let message = error.client_message();
    assert!(message.contains("host:elsewhere\n") && message.contains("AWS4-HMAC-SHA256\n20150830T123600Z\n"));
    assert!(!message.contains(SECRET));
    assert!(!error.to_string().contains("elsewhere") && !format!("{error:?}").contains("elsewhere"));
}

#[test]
fn debug_output_holds_no_secret() {
    let signer = signer().with_token("the-token");
    let mut request = request("POST", "/", &[HOST], b"");
    signer.sign(&mut request, PayloadHash::Implied, NOW).unwrap();
    let (parts, _) = request.into_parts();
    let text = format!("{signer:?} {:?} {parts:?}", claim(&parts));
    assert!(!text.contains(SECRET) && !text.contains("the-token"), "{text}");
}

#[test]
fn scopes_are_compared_with_the_service() {
    let (parts, _) = signed_with(&[], PayloadHash::Implied).into_parts();
    let scope = claim(&parts).scope;
    assert_eq!(scope.to_string(), "20150830/us-east-1/ecs/aws4_request");
    scope.require_service("ecs").unwrap();
    assert_eq!(scope.require_service("iam").unwrap_err().kind(), Kind::SignatureDoesNotMatch);
}

#[test]
fn every_kind_has_the_codes_of_aws() {
    let table: Vec<(&str, u16, &str, u16)> = Kind::ALL
        .iter()
        .map(|kind| {
            let (json, query) = (Dialect::Json, Dialect::Query);
            (kind.code(json), kind.status(json).as_u16(), kind.code(query), kind.status(query).as_u16())
        })
        .collect();
    assert_eq!(
        table,
        [
            ("MissingAuthenticationTokenException", 400, "MissingAuthenticationToken", 403),
            ("IncompleteSignatureException", 400, "IncompleteSignature", 400),
            ("InvalidSignatureException", 400, "SignatureDoesNotMatch", 403),
            ("InvalidSignatureException", 400, "RequestExpired", 400),
            ("AccessDeniedException", 400, "AccessDenied", 403),
            ("UnrecognizedClientException", 400, "InvalidClientTokenId", 403),
            ("ValidationException", 400, "ValidationError", 400),
        ]
    );
}

#[test]
fn ec2_has_its_own_word_for_bad_credentials() {
    for kind in Kind::ALL {
        let wanted = match kind {
            Kind::UnknownAccessKey | Kind::SignatureDoesNotMatch => ("AuthFailure", 401),
            other => (other.code(Dialect::Query), other.status(Dialect::Query).as_u16()),
        };
        assert_eq!((kind.code(Dialect::Ec2), kind.status(Dialect::Ec2).as_u16()), wanted);
    }
}

#[test]
fn signing_refuses_what_cannot_be_signed() {
    let mut hostless = request("POST", "/", &[], b"");
    assert!(signer().sign(&mut hostless, PayloadHash::Implied, NOW).is_err());
    let mut request = request("POST", "https://localhost/", &[], b"");
    for now in [i64::MIN, i64::MAX] {
        assert!(signer().sign(&mut request, PayloadHash::Implied, now).is_err());
    }
    for expires in [0, 604_801] {
        assert!(signer().presign(&mut request, expires, NOW).is_err());
    }
    assert!(signer().with_token("line\nend").sign(&mut request, PayloadHash::Implied, NOW).is_err());
    assert!(request.headers().get("authorization").is_none());
    signer().sign(&mut request, PayloadHash::Implied, NOW).unwrap();
    assert_eq!(request.headers()["host"], "localhost");
    check(&request, NOW).unwrap();
}
