//! Blobs: pulled whole or in part, deleted.
//!
//! Must not know: how a blob came to be.

use ::http::{HeaderValue, Method, Response, StatusCode, header};

use super::answer::{empty, set};
use super::manifest::{CONTENT_DIGEST, digest_of, has_already};
use super::{Asked, Body, Registry};
use crate::catalog::{Action, Catalog, Code, Refusal, Result};
use crate::store::{Blob, Elsewhere, StoreError};

/// A blob never changes.
const CACHE: HeaderValue = HeaderValue::from_static("max-age=31536000");
const BYTES: HeaderValue = HeaderValue::from_static("bytes");
const OCTETS: HeaderValue = HeaderValue::from_static("application/octet-stream");

/// What of a blob is wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    All,
    /// From the first byte to the last, both included.
    Part(u64, u64),
    Nothing,
}

impl<C: Catalog> Registry<C> {
    pub(super) async fn pull_blob(
        &self,
        asked: &Asked<'_>,
        name: &str,
        digest: &str,
    ) -> Result<Response<Body>> {
        let digest = digest_of(digest)?;
        let place = match asked.query.get("ticket") {
            Some(ticket) => self.catalog.admit_ticket(ticket, name, digest.as_str()).await?,
            None => self.admit(asked, name, Action::Pull).await?,
        };
        let unknown =
            || Refusal::new(Code::BlobUnknown, format!("The repository '{name}' has no blob {digest}."));
        let known = self.catalog.layer(&place, digest.as_str()).await?.ok_or_else(unknown)?;
        if has_already(asked, digest.as_str()) {
            return Ok(empty(StatusCode::NOT_MODIFIED));
        }
        let (store, wanted) = (self.store.clone(), digest.clone());
        let source = match blocking(move || store.read_local(&wanted)).await? {
            Some(blob) => Some(Source::Here(blob)),
            None => {
                let wants_bytes = asked.parts.method == Method::GET;
                self.store.find_elsewhere(&digest, known, wants_bytes).await?.map(Source::Elsewhere)
            }
        };
        let source = source.ok_or_else(|| {
            tracing::error!(%digest, "a blob that a repository holds is not there; push an image that has it again");
            unknown()
        })?;
        let size = source.size();
        let range = asked.header(header::RANGE).map_or(Wanted::All, |range| wanted_of(range, size));
        let mut answer = match range {
            Wanted::All => source.answer(0, size),
            Wanted::Part(first, last) => {
                let mut answer = source.answer(first, last - first + 1);
                *answer.status_mut() = StatusCode::PARTIAL_CONTENT;
                set(answer.headers_mut(), header::CONTENT_RANGE, format!("bytes {first}-{last}/{size}"));
                answer
            }
            Wanted::Nothing => {
                let mut answer = empty(StatusCode::RANGE_NOT_SATISFIABLE);
                set(answer.headers_mut(), header::CONTENT_RANGE, format!("bytes */{size}"));
                return Ok(answer);
            }
        };
        let headers = answer.headers_mut();
        headers.insert(header::CONTENT_TYPE, OCTETS);
        headers.insert(header::ACCEPT_RANGES, BYTES);
        headers.insert(header::CACHE_CONTROL, CACHE);
        set(headers, CONTENT_DIGEST, digest.as_str());
        set(headers, header::ETAG, format!("\"{digest}\""));
        Ok(answer)
    }

    pub(super) async fn delete_blob(
        &self,
        asked: &Asked<'_>,
        name: &str,
        digest: &str,
    ) -> Result<Response<Body>> {
        let digest = digest_of(digest)?;
        let place = self.admit(asked, name, Action::Delete).await?;
        self.catalog.remove_layer(&place, digest.as_str()).await?;
        Ok(empty(StatusCode::ACCEPTED))
    }
}

/// A blob, as it can be had.
enum Source {
    Here(Blob),
    Elsewhere(Elsewhere),
}

impl Source {
    fn size(&self) -> u64 {
        match self {
            Self::Here(blob) => blob.size,
            Self::Elsewhere(elsewhere) => elsewhere.size(),
        }
    }

    fn answer(self, at: u64, length: u64) -> Response<Body> {
        match self {
            Self::Here(blob) => Response::new(Body::file(blob.file, at, length)),
            Self::Elsewhere(Elsewhere::Coming(follow)) => Response::new(Body::following(follow, at, length)),
            Self::Elsewhere(Elsewhere::Known(_)) => {
                let mut answer = empty(StatusCode::OK);
                set(answer.headers_mut(), header::CONTENT_LENGTH, length.to_string());
                answer
            }
        }
    }
}

/// Reads a `Range` header. One that cannot be read, or asks for several parts, is answered with everything, as HTTP
/// allows.
fn wanted_of(range: &str, size: u64) -> Wanted {
    let Some((first, last)) = range.strip_prefix("bytes=").and_then(|range| range.split_once('-')) else {
        return Wanted::All;
    };
    let (first, last) = (first.trim(), last.trim());
    if first.is_empty() {
        return match last.parse::<u64>() {
            Ok(0) => Wanted::Nothing,
            Ok(_) if size == 0 => Wanted::Nothing,
            Ok(suffix) => Wanted::Part(size.saturating_sub(suffix), size - 1),
            Err(_) => Wanted::All,
        };
    }
    let Ok(first) = first.parse::<u64>() else { return Wanted::All };
    if first >= size {
        return Wanted::Nothing;
    }
    match last.parse::<u64>() {
        Ok(last) if last < first => Wanted::All,
        Ok(last) => Wanted::Part(first, last.min(size - 1)),
        Err(_) if last.is_empty() => Wanted::Part(first, size - 1),
        Err(_) => Wanted::All,
    }
}

/// Does what waits for the disk where waiting is allowed.
pub(super) async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, StoreError> + Send + 'static,
) -> Result<T> {
    match tokio::task::spawn_blocking(work).await {
        Ok(done) => {
            if let Err(StoreError::Io(error)) = &done {
                tracing::error!(%error, "the registry's files cannot be used");
            }
            Ok(done?)
        }
        Err(error) => Err(Refusal::interrupted(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges() {
        for (range, wanted) in [
            ("bytes=0-3", Wanted::Part(0, 3)),
            ("bytes=4-", Wanted::Part(4, 9)),
            ("bytes=-3", Wanted::Part(7, 9)),
            ("bytes=-30", Wanted::Part(0, 9)),
            ("bytes=9-100", Wanted::Part(9, 9)),
            ("bytes=10-", Wanted::Nothing),
            ("bytes=-0", Wanted::Nothing),
            ("bytes=5-4", Wanted::All),
            ("bytes=0-1,3-4", Wanted::All),
            ("lines=1-2", Wanted::All),
            ("bytes=x-y", Wanted::All),
        ] {
            assert_eq!(wanted_of(range, 10), wanted, "{range}");
        }
        assert_eq!(wanted_of("bytes=-1", 0), Wanted::Nothing);
    }
}
