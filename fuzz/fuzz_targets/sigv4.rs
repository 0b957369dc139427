//! Any request: reading its claim, verifying it and decoding its body must give an answer, never a panic.
//!
//! The input is a request as text: target, then headers `name:value`, one to a line, an empty line, the body. Three
//! in four are signed first, so that the fuzzer gets past the signature and into `aws-chunked` bodies.

#![no_main]

use http::{HeaderName, HeaderValue, Request, Uri};
use libfuzzer_sys::fuzz_target;
use longshore_wire::sigv4::{
    Chunking, PayloadHash, SignatureError, Signed, Signer, SigningError, Verifier, parse,
};

const SECRET: &str = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
const NOW: i64 = 1_440_938_160;

fuzz_target!(|input: (u8, &[u8])| {
    let (mode, text) = input;
    let Some(mut request) = read(text) else { return };
    let service = if mode & 1 == 0 { "ecs" } else { "s3" };
    let signer = Signer::new("AKIDEXAMPLE", SECRET, "us-east-1", service);
    let signed = match mode >> 1 & 3 {
        0 => None,
        1 => Some(signer.sign(&mut request, PayloadHash::Implied, NOW)),
        2 => Some(signer.presign(&mut request, 60, NOW)),
        _ => Some(sign_any_chunks(&signer, &mut request, mode)),
    };
    let ours = matches!((signed, mode >> 1 & 3), (Some(Ok(_)), 1));
    let (parts, body) = request.into_parts();
    let Ok(Some(claim)) = parse(&parts) else { return };
    let verifier = Verifier::new();
    let verified = verifier.verify(&claim, &parts, &body, SECRET, NOW);
    if let Err(error) = &verified {
        assert!(!error.client_message().is_empty());
        assert!(!ours || !matches!(error, SignatureError::Mismatch(_)), "{}", error.client_message());
    }
    let unknown = verifier.verify_unknown(&claim, &parts, &body, NOW);
    assert!(verified.is_err() || unknown == SignatureError::UnknownAccessKey, "{unknown}");
});

/// Signs the head for a chunked body, and sends the body as it is.
fn sign_any_chunks(
    signer: &Signer,
    request: &mut Request<Vec<u8>>,
    mode: u8,
) -> Result<Signed, SigningError> {
    let body = request.body().clone();
    let chunking = Chunking { chunk_bytes: 16, signed: mode & 8 != 0, trailers: vec![] };
    let signed = signer.sign_chunked(request, &chunking, NOW);
    if mode & 16 != 0 {
        *request.body_mut() = body;
    }
    signed
}

fn read(text: &[u8]) -> Option<Request<Vec<u8>>> {
    let mut rest = text;
    let target = line(&mut rest);
    let mut request = Request::new(Vec::new());
    *request.uri_mut() = Uri::try_from(target).ok()?;
    loop {
        let header = line(&mut rest);
        if header.is_empty() {
            break;
        }
        let (name, value) = header.split_at(header.iter().position(|byte| *byte == b':')?);
        let name = HeaderName::from_bytes(name).ok()?;
        request.headers_mut().try_append(name, HeaderValue::from_bytes(value.get(1..)?).ok()?).ok()?;
    }
    *request.body_mut() = rest.to_vec();
    Some(request)
}

/// Takes the next line off `rest`.
fn line<'a>(rest: &mut &'a [u8]) -> &'a [u8] {
    let end = rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len());
    let (line, tail) = rest.split_at(end);
    *rest = tail.get(1..).unwrap_or_default();
    line
}
