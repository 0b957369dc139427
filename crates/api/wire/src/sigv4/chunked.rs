//! `aws-chunked` bodies: `SIZE[;chunk-signature=HEX]` CRLF, data CRLF, an empty chunk at last, then trailers.
//!
//! Invariants: every size is checked against the body before use, so decoding never grows beyond its input;
//! each signature covers the one before it, beginning with the request's own; nothing may follow the end.
//!
//! Must not know: requests, or what trailers mean (checksums are the reader's).

use ring::hmac;

use super::{
    Claim, MAX_CHUNK_BYTES, MAX_CHUNK_LINE_BYTES, MAX_CHUNKS, MAX_TRAILER_BYTES, MAX_TRAILERS,
    SignatureError, X_AMZ_TRAILER_SIGNATURE, encode,
};

const CHUNK_ALGORITHM: &str = "AWS4-HMAC-SHA256-PAYLOAD";
const TRAILER_ALGORITHM: &str = "AWS4-HMAC-SHA256-TRAILER";
const SIGNATURE_EXTENSION: &[u8] = b"chunk-signature=";

type Trailers = Vec<(String, String)>;

/// How a [`super::Signer`] cuts a body into chunks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chunking {
    /// Bytes of data in each chunk but the last; 0 counts as 1.
    pub chunk_bytes: usize,
    /// Whether chunks and trailers carry signatures.
    pub signed: bool,
    /// Trailing headers, names in lowercase.
    pub trailers: Trailers,
}

/// The chain of signatures through the chunks of one body.
pub(super) struct ChunkSignatures<'a> {
    key: &'a hmac::Key,
    /// Time and scope, the lines each string to sign has in common.
    context: String,
    previous: String,
    empty_hash: String,
}

impl<'a> ChunkSignatures<'a> {
    pub(super) fn new(key: &'a hmac::Key, claim: &Claim) -> Self {
        ChunkSignatures::after(
            key,
            format!("{}\n{}", claim.timestamp, claim.scope),
            encode::hex(&claim.signature),
        )
    }

    /// The chain that starts after the request's own signature.
    pub(super) fn after(key: &'a hmac::Key, context: String, seed: String) -> Self {
        ChunkSignatures { key, context, previous: seed, empty_hash: encode::sha256_hex(b"") }
    }

    fn chunk_text(&self, data: &[u8]) -> String {
        let ChunkSignatures { context, previous, empty_hash, .. } = self;
        format!("{CHUNK_ALGORITHM}\n{context}\n{previous}\n{empty_hash}\n{}", encode::sha256_hex(data))
    }

    fn trailer_text(&self, trailers: &Trailers) -> String {
        let canonical: String = trailers.iter().map(|(name, value)| format!("{name}:{value}\n")).collect();
        let ChunkSignatures { context, previous, .. } = self;
        format!("{TRAILER_ALGORITHM}\n{context}\n{previous}\n{}", encode::sha256_hex(canonical.as_bytes()))
    }

    /// Moves the chain on if `signature` is the one that `text` has.
    fn accept(&mut self, text: &str, signature: &[u8; 32]) -> bool {
        self.previous = encode::hex(signature);
        hmac::verify(self.key, text.as_bytes(), signature).is_ok()
    }

    /// Moves the chain on with the signature of `text`.
    fn sign(&mut self, text: &str) -> String {
        self.previous = encode::hex(hmac::sign(self.key, text.as_bytes()).as_ref());
        self.previous.clone()
    }
}

/// The data and the trailers of `body`; with `signatures` each chunk and the trailers are verified.
pub(super) fn decode(
    body: &[u8],
    mut signatures: Option<ChunkSignatures<'_>>,
    trailer: bool,
) -> Result<(Vec<u8>, Trailers), SignatureError> {
    let mut out = Vec::with_capacity(body.len());
    let mut rest = body;
    for index in 0..MAX_CHUNKS {
        let (size, signature, after_line) = chunk_line(rest)?;
        let (data, tail) =
            after_line.split_at_checked(size).ok_or(SignatureError::MalformedChunk("it ends early"))?;
        if let Some(chain) = &mut signatures {
            let signature =
                signature.ok_or(SignatureError::MalformedChunk("a chunk has no chunk-signature"))?;
            let text = chain.chunk_text(data);
            if !chain.accept(&text, &signature) {
                return Err(SignatureError::ChunkSignature { index });
            }
        }
        if size == 0 {
            return Ok((out, end(tail, signatures, trailer)?));
        }
        out.extend(data);
        rest = tail
            .strip_prefix(b"\r\n")
            .ok_or(SignatureError::MalformedChunk("a chunk does not end in CRLF"))?;
    }
    Err(SignatureError::TooLarge { what: "the number of chunks", limit: MAX_CHUNKS })
}

type ChunkLine<'a> = (usize, Option<[u8; 32]>, &'a [u8]);

/// Size and signature of a chunk, and what follows the line.
fn chunk_line(input: &[u8]) -> Result<ChunkLine<'_>, SignatureError> {
    let window = input.get(..MAX_CHUNK_LINE_BYTES.min(input.len())).unwrap_or(input);
    let length = window
        .windows(2)
        .position(|pair| pair == b"\r\n")
        .ok_or(SignatureError::MalformedChunk("a chunk does not start with its size and CRLF"))?;
    let (line, rest) = input.split_at_checked(length).unwrap_or((input, b""));
    let rest = rest.strip_prefix(b"\r\n").unwrap_or(rest);
    let mut fields = line.splitn(2, |byte| *byte == b';');
    let size = chunk_size(fields.next().unwrap_or_default())?;
    let signature = fields.next().map(|field| {
        field
            .strip_prefix(SIGNATURE_EXTENSION)
            .and_then(encode::parse_hex32)
            .ok_or(SignatureError::MalformedChunk("a chunk-signature is not 64 lowercase hex digits"))
    });
    Ok((size, signature.transpose()?, rest))
}

fn chunk_size(text: &[u8]) -> Result<usize, SignatureError> {
    let malformed = SignatureError::MalformedChunk("the size of a chunk is not a hexadecimal number");
    if !(1..=16).contains(&text.len()) || !text.iter().all(u8::is_ascii_hexdigit) {
        return Err(malformed);
    }
    let text = std::str::from_utf8(text).map_err(|_| malformed.clone())?;
    let size = usize::from_str_radix(text, 16).map_err(|_| malformed)?;
    if size > MAX_CHUNK_BYTES {
        return Err(SignatureError::TooLarge { what: "the size of a chunk", limit: MAX_CHUNK_BYTES });
    }
    Ok(size)
}

/// What follows the empty chunk: nothing, or the trailers with their signature.
fn end(
    tail: &[u8],
    signatures: Option<ChunkSignatures<'_>>,
    trailer: bool,
) -> Result<Trailers, SignatureError> {
    if !trailer {
        let clean = matches!(tail, b"" | b"\r\n");
        return if clean {
            Ok(Vec::new())
        } else {
            Err(SignatureError::MalformedChunk("bytes follow its end"))
        };
    }
    let (trailers, signature) = trailer_lines(tail)?;
    if let Some(mut chain) = signatures {
        let signature =
            signature.ok_or(SignatureError::MalformedChunk("it has no x-amz-trailer-signature"))?;
        let text = chain.trailer_text(&trailers);
        if !chain.accept(&text, &signature) {
            return Err(SignatureError::TrailerSignature);
        }
    }
    Ok(trailers)
}

/// Lines end in LF with or without CR, and empty lines are skipped: clients differ in how they separate the
/// trailers from their signature.
fn trailer_lines(tail: &[u8]) -> Result<(Trailers, Option<[u8; 32]>), SignatureError> {
    if tail.len() > MAX_TRAILER_BYTES {
        let what = "the size of the trailing headers";
        return Err(SignatureError::TooLarge { what, limit: MAX_TRAILER_BYTES });
    }
    let malformed = SignatureError::MalformedChunk("a trailing header is not 'name:value'");
    let text = std::str::from_utf8(tail).map_err(|_| malformed.clone())?;
    let (mut trailers, mut signature) = (Vec::new(), None);
    for line in text.split('\n').map(str::trim).filter(|line| !line.is_empty()) {
        let (name, value) = line.split_once(':').ok_or(malformed.clone())?;
        let (name, value) = (name.trim().to_ascii_lowercase(), value.trim().to_owned());
        if signature.is_some() {
            return Err(malformed);
        }
        if name == X_AMZ_TRAILER_SIGNATURE {
            signature = Some(encode::parse_hex32(value.as_bytes()).ok_or(malformed.clone())?);
        } else if trailers.len() < MAX_TRAILERS {
            trailers.push((name, value));
        } else {
            let what = "the number of trailing headers";
            return Err(SignatureError::TooLarge { what, limit: MAX_TRAILERS });
        }
    }
    Ok((trailers, signature))
}

/// `body` cut into chunks, signed by the chain when there is one.
pub(super) fn encode_body(
    body: &[u8],
    chunking: &Chunking,
    mut chain: Option<ChunkSignatures<'_>>,
) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len() + 256);
    let last: &[u8] = b"";
    for data in body.chunks(chunking.chunk_bytes.max(1)).chain([last]) {
        out.extend(format!("{:x}", data.len()).into_bytes());
        if let Some(chain) = &mut chain {
            let text = chain.chunk_text(data);
            out.extend(format!(";chunk-signature={}", chain.sign(&text)).into_bytes());
        }
        out.extend(b"\r\n");
        if !data.is_empty() {
            out.extend(data);
            out.extend(b"\r\n");
        }
    }
    for (name, value) in &chunking.trailers {
        out.extend(format!("{name}:{value}\r\n").into_bytes());
    }
    if let (Some(chain), false) = (&mut chain, chunking.trailers.is_empty()) {
        let text = chain.trailer_text(&chunking.trailers);
        out.extend(format!("{X_AMZ_TRAILER_SIGNATURE}:{}\r\n", chain.sign(&text)).into_bytes());
    }
    out.extend(b"\r\n");
    out
}
