//! Signatures that are none: each is named, and no bytes make the parser panic.

use http::{HeaderValue, Request};
use longshore_wire::sigv4::{
    Kind, MAX_QUERY_PARAMETERS, MAX_SIGNED_HEADERS, MAX_TOKEN_BYTES, SignatureError, Verifier, parse,
};
use proptest::prelude::*;

use super::{SECRET, request};

const CREDENTIAL: &str = "AKIDEXAMPLE/20150830/us-east-1/ecs/aws4_request";
const SIGNATURE: &str = "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b";
const DATE: &str = "20150830T123600Z";

fn parsed(request: Request<Vec<u8>>) -> Result<bool, SignatureError> {
    let (parts, _) = request.into_parts();
    parse(&parts).map(|claim| claim.is_some())
}

fn with_authorization(value: &str) -> Request<Vec<u8>> {
    request("POST", "/", &[("Host", "h"), ("X-Amz-Date", DATE), ("Authorization", value)], b"")
}

fn authorization(credential: &str, signed_headers: &str, signature: &str) -> String {
    format!("AWS4-HMAC-SHA256 Credential={credential}, SignedHeaders={signed_headers}, Signature={signature}")
}

#[test]
fn spellings_of_the_header_that_are_accepted() {
    for value in [
        authorization(CREDENTIAL, "host;x-amz-date", SIGNATURE),
        format!("AWS4-HMAC-SHA256 Credential={CREDENTIAL},SignedHeaders=host,Signature={SIGNATURE}"),
        format!("AWS4-HMAC-SHA256  Credential={CREDENTIAL} ,  SignedHeaders=host ,Signature={SIGNATURE} "),
        format!("AWS4-HMAC-SHA256 Signature={SIGNATURE}, SignedHeaders=host, Credential={CREDENTIAL},"),
        format!(
            "AWS4-HMAC-SHA256\tCredential={CREDENTIAL},\tSignedHeaders=Host;X-Amz-Date, Signature={SIGNATURE}"
        ),
    ] {
        assert_eq!(parsed(with_authorization(&value)), Ok(true), "{value}");
    }
}

#[test]
fn what_is_not_our_signature_is_none() {
    for value in ["", "Bearer abc", "Basic QTpC", "aws4-hmac-sha256 x"] {
        assert_eq!(parsed(with_authorization(value)), Ok(false), "{value}");
    }
    assert_eq!(parsed(request("GET", "/?a=b&X-Amz-Date=x", &[], b"")), Ok(false));
}

#[test]
fn broken_headers_are_named() {
    use SignatureError as E;
    let long = format!("host;{}", "a".repeat(9000));
    let many = (0..=MAX_SIGNED_HEADERS).map(|n| format!("h{n}")).collect::<Vec<_>>().join(";");
    let credential = |text: &str| authorization(text, "host", SIGNATURE);
    let signed_headers = |text: &str| authorization(CREDENTIAL, text, SIGNATURE);
    let signature = |text: &str| authorization(CREDENTIAL, "host", text);
    for (value, want) in [
        ("AWS4-HMAC-SHA256".to_owned(), E::Missing("'Credential'")),
        ("AWS4-HMAC-SHA256 ".to_owned(), E::Missing("'Credential'")),
        (format!("AWS4-HMAC-SHA256 Credential={CREDENTIAL}"), E::Missing("'SignedHeaders'")),
        (format!("AWS4-HMAC-SHA256 Credential={CREDENTIAL}, SignedHeaders=host"), E::Missing("'Signature'")),
        ("AWS4-HMAC-SHA256 Credential".to_owned(), E::MalformedAuthorization),
        ("AWS4-HMAC-SHA256 credential=x".to_owned(), E::MalformedAuthorization),
        ("AWS4-HMAC-SHA256 Credential=a, Credential=b".to_owned(), E::Repeated("Credential")),
        ("AWS4-HMAC-SHA512 Credential=a".to_owned(), E::UnsupportedAlgorithm),
        ("AWS4-ECDSA-P256-SHA256 Credential=a".to_owned(), E::UnsupportedAlgorithm),
        ("AWS AKIDEXAMPLE:c2lnbmF0dXJl".to_owned(), E::UnsupportedAlgorithm),
        (credential(""), E::MalformedCredential),
        (credential("AKID/20150830/us-east-1/ecs"), E::MalformedCredential),
        (credential("AKID/20150830/us-east-1/ecs/aws4_reply"), E::MalformedCredential),
        (credential("AKID/20150830/us-east-1/ecs/aws4_request/x"), E::MalformedCredential),
        (credential("/20150830/us-east-1/ecs/aws4_request"), E::MalformedCredential),
        (credential("AKID/20150830//ecs/aws4_request"), E::MalformedCredential),
        (credential("AKID/2015083/us-east-1/ecs/aws4_request"), E::MalformedCredential),
        (credential("AKID/2015083x/us-east-1/ecs/aws4_request"), E::MalformedCredential),
        (credential("A KID/20150830/us-east-1/ecs/aws4_request"), E::MalformedCredential),
        (credential(&format!("{}/20150830/r/ecs/aws4_request", "A".repeat(129))), E::MalformedCredential),
        (
            credential("AKID/20150831/us-east-1/ecs/aws4_request"),
            E::ScopeDate { scope: "20150831".into(), date: DATE.into() },
        ),
        (signed_headers(""), E::MalformedSignedHeaders),
        (signed_headers("host;;date"), E::MalformedSignedHeaders),
        (signed_headers("host;Host"), E::MalformedSignedHeaders),
        (signed_headers("host;x y"), E::MalformedSignedHeaders),
        (
            signed_headers(&many),
            E::TooLarge { what: "the number of signed headers", limit: MAX_SIGNED_HEADERS },
        ),
        (signed_headers(&long), E::TooLarge { what: "the Authorization header", limit: 8192 }),
        (signature(""), E::MalformedSignature),
        (signature(&SIGNATURE[1..]), E::MalformedSignature),
        (signature(&SIGNATURE.to_uppercase()), E::MalformedSignature),
        (signature(&SIGNATURE.replace('f', "g")), E::MalformedSignature),
    ] {
        assert_eq!(parsed(with_authorization(&value)), Err(want), "{value}");
    }
}

#[test]
fn dates_and_repeated_headers() {
    use SignatureError as E;
    let signature = authorization(CREDENTIAL, "host", SIGNATURE);
    let signed = ("Authorization", signature.as_str());
    let long_token = "t".repeat(MAX_TOKEN_BYTES + 1);
    for (headers, want) in [
        (vec![signed], Err(E::Missing("an 'X-Amz-Date' or a 'Date' header"))),
        (vec![signed, ("Date", "Sun, 30 Aug 2015 12:36:00 GMT")], Ok(true)),
        (vec![signed, ("Date", DATE)], Ok(true)),
        (vec![signed, ("Date", "nonsense")], Err(E::MalformedDate)),
        (vec![signed, ("Date", "nonsense"), ("X-Amz-Date", DATE)], Ok(true)),
        (vec![signed, ("X-Amz-Date", "2015-08-30T12:36:00Z")], Err(E::MalformedDate)),
        (vec![signed, ("X-Amz-Date", DATE), ("X-Amz-Date", DATE)], Err(E::Repeated("x-amz-date"))),
        (vec![signed, signed, ("X-Amz-Date", DATE)], Err(E::Repeated("authorization"))),
        (
            vec![signed, ("X-Amz-Date", DATE), ("X-Amz-Security-Token", &long_token)],
            Err(E::TooLarge { what: "the security token", limit: MAX_TOKEN_BYTES }),
        ),
        (vec![signed, ("X-Amz-Date", "é")], Err(E::NotText("x-amz-date"))),
    ] {
        assert_eq!(parsed(request("POST", "/", &headers, b"")), want, "{headers:?}");
    }
}

#[test]
fn broken_queries_are_named() {
    use SignatureError as E;
    let credential = format!("X-Amz-Credential={}", CREDENTIAL.replace('/', "%2F"));
    let right = [
        "X-Amz-Algorithm=AWS4-HMAC-SHA256",
        &credential,
        "X-Amz-Date=20150830T123600Z",
        "X-Amz-Expires=60",
        "X-Amz-SignedHeaders=host",
        &format!("X-Amz-Signature={SIGNATURE}"),
    ];
    let query =
        |pieces: &[&str]| parsed(request("GET", &format!("/?{}", pieces.join("&")), &[("Host", "h")], b""));
    assert_eq!(query(&right), Ok(true));
    for (index, want) in [
        "X-Amz-Algorithm",
        "X-Amz-Credential",
        "X-Amz-Date",
        "X-Amz-Expires",
        "X-Amz-SignedHeaders",
        "X-Amz-Signature",
    ]
    .into_iter()
    .enumerate()
    {
        let mut pieces = right.to_vec();
        let removed = pieces.remove(index);
        assert_eq!(query(&pieces), Err(E::Missing(want)));
        pieces.extend([removed, removed]);
        assert_eq!(query(&pieces), Err(E::Repeated(want)));
    }
    for (index, piece, want) in [
        (0, "X-Amz-Algorithm=AWS4-HMAC-SHA1", E::UnsupportedAlgorithm),
        (1, "X-Amz-Credential=AKID", E::MalformedCredential),
        (2, "X-Amz-Date=today", E::MalformedDate),
        (3, "X-Amz-Expires=0", E::MalformedExpires),
        (3, "X-Amz-Expires=604801", E::MalformedExpires),
        (3, "X-Amz-Expires=-1", E::MalformedExpires),
        (3, "X-Amz-Expires=%2B60", E::MalformedExpires),
        (3, "X-Amz-Expires=99999999999999999999", E::MalformedExpires),
        (4, "X-Amz-SignedHeaders=", E::MalformedSignedHeaders),
        (4, "X-Amz-SignedHeaders=%ff", E::NotText("X-Amz-SignedHeaders")),
        (5, "X-Amz-Signature=00", E::MalformedSignature),
    ] {
        let mut pieces = right.to_vec();
        pieces[index] = piece;
        assert_eq!(query(&pieces), Err(want), "{piece}");
    }
    let many = "a&".repeat(MAX_QUERY_PARAMETERS + 1);
    let want = E::TooLarge { what: "the number of query parameters", limit: MAX_QUERY_PARAMETERS };
    assert_eq!(query(&[&many]), Err(want));
    let signature = authorization(CREDENTIAL, "host", SIGNATURE);
    let twice = request("GET", &format!("/?{}", right.join("&")), &[("Authorization", &signature)], b"");
    assert_eq!(parsed(twice), Err(E::SignedTwice));
}

/// Text that looks like a signature here and there.
fn almost() -> impl Strategy<Value = Vec<u8>> {
    let word = prop_oneof![
        prop::sample::select(vec![
            "AWS4-HMAC-SHA256 ",
            "Credential=",
            CREDENTIAL,
            "SignedHeaders=",
            "host",
            ";",
            ", ",
            "=",
            "/",
            "Signature=",
            SIGNATURE,
            "x-amz-date",
        ])
        .prop_map(|word| word.as_bytes().to_vec()),
        prop::collection::vec(0x20_u8..=0xff, 0..6),
    ];
    prop::collection::vec(word, 0..12).prop_map(|words| words.concat())
}

proptest! {
    #[test]
    fn no_header_panics(
        value in almost(), date in "\\PC{0,20}|[0-9]{8}T[0-9]{6}Z", hash in almost(), target in "/[!-~]{0,40}",
    ) {
        let mut request = request("POST", "/", &[("Host", "h")], b"body");
        if let Ok(target) = target.parse() {
            *request.uri_mut() = target;
        }
        for (name, bytes) in [("authorization", value), ("x-amz-date", date.into_bytes()), ("x-amz-content-sha256", hash)] {
            if let Ok(value) = HeaderValue::from_bytes(&bytes) {
                request.headers_mut().insert(name, value);
            }
        }
        let (parts, body) = request.into_parts();
        if let Ok(Some(claim)) = parse(&parts) {
            let error = Verifier::new().verify(&claim, &parts, &body, SECRET, claim.signed_at).unwrap_err();
            prop_assert!(error.kind() != Kind::UnknownAccessKey && !error.client_message().is_empty());
        }
    }

    #[test]
    fn no_query_panics(
        pieces in prop::collection::vec(
            ("X-Amz-(Algorithm|Credential|Date|Expires|SignedHeaders|Signature|Security-Token)|[!-~]{0,6}",
             "AWS4-HMAC-SHA256|[0-9]{8}T[0-9]{6}Z|[0-9]{1,6}|host|(%[0-9a-f]{2}){0,6}|[!-~]{0,8}"),
            0..10,
        ),
    ) {
        let query: Vec<String> = pieces.iter().map(|(name, value)| format!("{name}={value}")).collect();
        if let Ok(uri) = format!("/?{}", query.join("&")).parse::<http::Uri>() {
            let mut request = request("GET", "/", &[("Host", "h")], b"");
            *request.uri_mut() = uri;
            let _ = parsed(request);
        }
    }
}
