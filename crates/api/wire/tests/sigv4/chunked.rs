//! `aws-chunked` bodies: the two published S3 examples, round trips, and broken ones.

use http::Request;
use longshore_wire::sigv4::{Chunking, MAX_CHUNKS, SignatureError, Signed, Signer};
use proptest::prelude::*;

use super::{check, request};

const KEY_ID: &str = "AKIAIOSFODNN7EXAMPLE";
const SECRET: &str = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
/// 2013-05-24T00:00:00Z
const NOW: i64 = 1_369_353_600;

fn published_put() -> Request<Vec<u8>> {
    let headers = [("Host", "s3.amazonaws.com"), ("x-amz-storage-class", "REDUCED_REDUNDANCY")];
    request("PUT", "/examplebucket/chunkObject.txt", &headers, &[b'a'; 66_560])
}

fn sign_chunked(request: &mut Request<Vec<u8>>, chunking: &Chunking) -> Signed {
    Signer::new(KEY_ID, SECRET, "us-east-1", "s3").sign_chunked(request, chunking, NOW).unwrap()
}

fn chunk_signatures(body: &[u8]) -> Vec<String> {
    String::from_utf8_lossy(body)
        .split("signature")
        .skip(1)
        .map(|text| text.trim_start_matches(['=', ':']).chars().take(64).collect())
        .collect()
}

#[test]
fn the_published_chunked_upload() {
    let mut put = published_put();
    put.headers_mut().insert("content-length", 66_824.into());
    let chunking = Chunking { chunk_bytes: 65_536, signed: true, trailers: vec![] };
    let signed = sign_chunked(&mut put, &chunking);
    assert_eq!(signed.signature, "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9");
    assert_eq!(
        chunk_signatures(put.body()),
        [
            "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648",
            "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497",
            "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9",
        ]
    );
    assert_eq!(put.body().len(), 66_824);
    assert_eq!(super::check_with(&Default::default(), &put, SECRET, NOW).unwrap().body, vec![b'a'; 66_560]);
}

#[test]
fn the_published_upload_with_a_trailer() {
    let mut put = published_put();
    let trailers = vec![("x-amz-checksum-crc32c".to_owned(), "sOO8/Q==".to_owned())];
    let signed =
        sign_chunked(&mut put, &Chunking { chunk_bytes: 65_536, signed: true, trailers: trailers.clone() });
    assert_eq!(signed.signature, "106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e");
    assert_eq!(
        chunk_signatures(put.body()),
        [
            "b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2",
            "1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7",
            "2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992",
            "d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435",
        ]
    );
    let verified = super::check_with(&Default::default(), &put, SECRET, NOW).unwrap();
    assert_eq!((verified.body.len(), verified.trailers), (66_560, trailers));
}

fn small(signed: bool, trailer: bool) -> Request<Vec<u8>> {
    let mut put = request("PUT", "/b/k", &[("Host", "localhost")], b"hello, world");
    let trailers =
        if trailer { vec![("x-amz-checksum-crc32".to_owned(), "AAAAAA==".to_owned())] } else { vec![] };
    let signer = Signer::new(super::KEY_ID, super::SECRET, "us-east-1", "s3");
    signer.sign_chunked(&mut put, &Chunking { chunk_bytes: 5, signed, trailers }, NOW).unwrap();
    put
}

/// The body with one part of it replaced, not signed again.
fn replaced(put: &Request<Vec<u8>>, from: &str, to: &str) -> Request<Vec<u8>> {
    let body = String::from_utf8(put.body().clone()).unwrap();
    assert!(body.contains(from), "{body:?} has no {from:?}");
    put.clone().map(|_| body.replacen(from, to, 1).into_bytes())
}

#[test]
fn broken_bodies_are_named() {
    use SignatureError as E;
    let (signed, trailer, unsigned) = (small(true, false), small(true, true), small(false, true));
    let malformed = |error: &E| matches!(error, E::MalformedChunk(_));
    type Want = fn(&E) -> bool;
    let cases: Vec<(&str, Request<Vec<u8>>, Want)> = vec![
        ("data", replaced(&signed, "hello", "jello"), |e| *e == E::ChunkSignature { index: 0 }),
        ("a later chunk", replaced(&signed, ", wor", ", wur"), |e| {
            matches!(e, E::ChunkSignature { index: 1 })
        }),
        ("no signature", replaced(&signed, ";chunk-signature=", ";x="), malformed),
        ("unsigned chunk", unsigned_chunk(&signed), malformed),
        ("size", replaced(&signed, "5;", "6;"), |e| matches!(e, E::ChunkSignature { .. })),
        ("size beyond the end", replaced(&signed, "5;", "fff;"), malformed),
        ("size beyond the limit", replaced(&signed, "5;", "ffffffffffffffff;"), |e| {
            matches!(e, E::TooLarge { .. })
        }),
        ("no size", replaced(&signed, "5;", ";"), malformed),
        ("a sign", replaced(&signed, "5;", "+5;"), malformed),
        ("bytes after the end", signed.clone().map(|body| [body, b"x".to_vec()].concat()), malformed),
        ("cut", signed.clone().map(|body| body[..40].to_vec()), malformed),
        ("empty", signed.clone().map(|_| vec![]), malformed),
        ("trailer", replaced(&trailer, "AAAAAA==", "BAAAAA=="), |e| *e == E::TrailerSignature),
        ("no trailer signature", replaced(&trailer, "x-amz-trailer-signature", "x-amz-other"), malformed),
        (
            "after the trailer signature",
            trailer.clone().map(|body| [body, b"x-a:b\r\n".to_vec()].concat()),
            malformed,
        ),
        ("no trailer name", replaced(&unsigned, "x-amz-checksum-crc32:", ":"), malformed),
        ("missing trailer", replaced(&unsigned, "x-amz-checksum-crc32:AAAAAA==\r\n", ""), malformed),
        ("another trailer", replaced(&unsigned, "crc32", "sha1"), malformed),
        ("no colon", replaced(&unsigned, "crc32:", "crc32 "), malformed),
        ("length", replaced(&unsigned, "5\r\nhello\r\n", ""), |e| {
            matches!(e, E::DecodedLength { found: 7, .. })
        }),
    ];
    for request in [&signed, &trailer, &unsigned] {
        assert_eq!(check(request, NOW).unwrap().body, b"hello, world".as_slice());
    }
    for (name, request, want) in cases {
        let error = check(&request, NOW).unwrap_err();
        assert!(want(&error), "{name}: {error:?}");
    }
}

fn unsigned_chunk(put: &Request<Vec<u8>>) -> Request<Vec<u8>> {
    let signatures = chunk_signatures(put.body());
    replaced(put, &format!(";chunk-signature={}", signatures[0]), "")
}

#[test]
fn the_number_of_chunks_is_limited() {
    let mut put = request("PUT", "/b/k", &[("Host", "localhost")], &vec![b'a'; MAX_CHUNKS]);
    let chunking = Chunking { chunk_bytes: 1, signed: false, trailers: vec![] };
    Signer::new(super::KEY_ID, super::SECRET, "us-east-1", "s3")
        .sign_chunked(&mut put, &chunking, NOW)
        .unwrap();
    let error = check(&put, NOW).unwrap_err();
    assert_eq!(error, SignatureError::TooLarge { what: "the number of chunks", limit: MAX_CHUNKS });
}

proptest! {
    #[test]
    fn chunked_bodies_come_back(
        body in prop::collection::vec(any::<u8>(), 0..600),
        chunk_bytes in 0_usize..200,
        signed: bool,
        trailers in prop::collection::btree_map("x-[a-z]{1,8}", "[a-zA-Z0-9=/]{0,20}", 0..4),
    ) {
        let trailers: Vec<(String, String)> = trailers.into_iter().collect();
        let mut put = request("PUT", "/b/k", &[("Host", "localhost")], &body);
        let chunking = Chunking { chunk_bytes, signed, trailers: trailers.clone() };
        Signer::new(super::KEY_ID, super::SECRET, "us-east-1", "s3")
            .sign_chunked(&mut put, &chunking, NOW)
            .unwrap();
        let verified = check(&put, NOW).unwrap();
        prop_assert_eq!(verified.body.as_ref(), body.as_slice());
        prop_assert_eq!(verified.trailers, trailers);
    }

    #[test]
    fn no_chunked_body_panics(body in prop::collection::vec(any::<u8>(), 0..200), signed: bool, trailer: bool) {
        let put = small(signed, trailer || !signed).map(|_| body);
        check(&put, NOW).unwrap_err();
    }

    #[test]
    fn no_changed_byte_passes(at in any::<prop::sample::Index>(), change in 1_u8..=255) {
        let mut put = small(true, false);
        let at = at.index(put.body().len());
        put.body_mut()[at] ^= change;
        check(&put, NOW).unwrap_err();
    }
}
