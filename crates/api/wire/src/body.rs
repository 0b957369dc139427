//! A request's body before any protocol sees it: its limit, and its content encoding.

use std::io::Read;

use bytes::Bytes;
use flate2::read::MultiGzDecoder;
use http::HeaderMap;
use http::header::CONTENT_ENCODING;
use longshore_shapes::ApiError;

use crate::error::{REQUEST_TOO_LARGE, SERIALIZATION_EXCEPTION, UNSUPPORTED_ENCODING};
use crate::limits::INFLATED_BYTES_MAX;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BodyError {
    #[error("the body of the request is larger than {limit} bytes")]
    TooLarge { limit: usize },
    #[error("the content encoding {0} is not supported; send the body as it is, or with gzip")]
    Encoding(String),
    #[error("the body of the request is not well formed gzip")]
    Gzip,
}

impl BodyError {
    pub fn to_api_error(&self) -> ApiError {
        let schema = match self {
            BodyError::TooLarge { .. } => &REQUEST_TOO_LARGE,
            BodyError::Encoding(_) => &UNSUPPORTED_ENCODING,
            BodyError::Gzip => &SERIALIZATION_EXCEPTION,
        };
        ApiError::new(schema, self.to_string())
    }
}

/// Refuses a body over its limit.
pub fn check_size(size: usize, limit: usize) -> Result<(), BodyError> {
    if size > limit { Err(BodyError::TooLarge { limit }) } else { Ok(()) }
}

/// Undoes the content encoding, up to [`INFLATED_BYTES_MAX`].
pub fn decode(headers: &HeaderMap, body: Bytes) -> Result<Bytes, BodyError> {
    let mut encodings = headers.get_all(CONTENT_ENCODING).iter();
    let encoding = encodings.next().map(|value| value.to_str().unwrap_or("?").trim().to_ascii_lowercase());
    match encoding.as_deref() {
        // What `aws-chunked` adds is undone with the signature of its chunks.
        None | Some("" | "identity" | "aws-chunked") if encodings.next().is_none() => Ok(body),
        Some("gzip") if encodings.next().is_none() => inflate(&body, INFLATED_BYTES_MAX),
        other => Err(BodyError::Encoding(other.unwrap_or_default().to_owned())),
    }
}

fn inflate(body: &[u8], limit: usize) -> Result<Bytes, BodyError> {
    let mut inflated = Vec::new();
    let one_more = u64::try_from(limit).unwrap_or(u64::MAX).saturating_add(1);
    let read = MultiGzDecoder::new(body).take(one_more).read_to_end(&mut inflated);
    // What is beyond the limit is told of as such, whether or not the rest is sound.
    check_size(inflated.len(), limit)?;
    read.map_err(|_| BodyError::Gzip)?;
    Ok(Bytes::from(inflated))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;
    use proptest::prelude::*;

    fn gzip(body: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(body).unwrap();
        encoder.finish().unwrap()
    }

    fn encoded(encoding: &str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_ENCODING, encoding.parse().unwrap());
        headers
    }

    #[test]
    fn encodings() {
        let plain = Bytes::from_static(b"{}");
        assert_eq!(decode(&HeaderMap::new(), plain.clone()), Ok(plain.clone()));
        assert_eq!(decode(&encoded("identity"), plain.clone()), Ok(plain.clone()));
        assert_eq!(decode(&encoded("GZIP"), gzip(b"{}").into()), Ok(plain.clone()));
        assert_eq!(decode(&encoded("br"), plain.clone()), Err(BodyError::Encoding("br".to_owned())));
        assert_eq!(decode(&encoded("gzip"), plain), Err(BodyError::Gzip));
        let mut short = gzip(b"some text that is long enough");
        short.truncate(short.len() - 9);
        assert_eq!(decode(&encoded("gzip"), short.into()), Err(BodyError::Gzip));
    }

    #[test]
    fn a_bomb_is_refused_at_the_limit() {
        let bomb = gzip(&vec![0; INFLATED_BYTES_MAX + 1]);
        assert!(bomb.len() < 8192);
        assert_eq!(
            decode(&encoded("gzip"), bomb.into()),
            Err(BodyError::TooLarge { limit: INFLATED_BYTES_MAX })
        );
        assert!(decode(&encoded("gzip"), gzip(&vec![0; INFLATED_BYTES_MAX]).into()).is_ok());
    }

    proptest! {
        #[test]
        fn broken_gzip_never_panics(mut bytes in proptest::collection::vec(any::<u8>(), 0..200), keep in any::<bool>()) {
            if keep {
                bytes.splice(0..0, gzip(b"hello hello hello"));
            }
            let _ = decode(&encoded("gzip"), bytes.into());
        }
    }
}
