//! Uploads: begun, mounted from another repository, sent in one piece, in a stream or in chunks, finished, cancelled.
//!
//! Must not know: how a body is received, where bytes are kept.

use ::http::{HeaderName, Response, StatusCode, header};

use super::answer::{empty, set};
use super::blob::blocking;
use super::manifest::{CONTENT_DIGEST, digest_of};
use super::receive::received;
use super::{Asked, Body, Incoming, Registry};
use crate::catalog::{Action, Catalog, Code, Refusal, Result};
use crate::store::Upload;

const UPLOAD_UUID: HeaderName = HeaderName::from_static("docker-upload-uuid");

impl<C: Catalog> Registry<C> {
    pub(super) async fn begin_upload<B: Incoming>(
        &self,
        asked: &Asked<'_>,
        name: &str,
        body: B,
    ) -> Result<Response<Body>> {
        let place = self.admit(asked, name, Action::Push).await?;
        if let (Some(digest), Some(from)) = (asked.query.get("mount"), asked.query.get("from")) {
            let digest = digest_of(digest)?;
            let mounted = self.catalog.mount_layer(&place, asked.presented(), from, digest.as_str()).await;
            // A blob that cannot be mounted is pushed instead, as the specification has it.
            if matches!(mounted, Ok(Some(_))) {
                return Ok(created(name, digest.as_str()));
            }
        }
        let digest = asked.query.get("digest").map(digest_of).transpose()?;
        let store = self.store.clone();
        let upload = blocking(move || store.begin()).await?;
        match digest {
            None => Ok(accepted(name, &upload)),
            Some(digest) => {
                let upload = received(&self.writers, upload.at_once(), body).await?;
                self.finish(&place, name, upload, digest).await
            }
        }
    }

    pub(super) async fn upload_status(
        &self,
        asked: &Asked<'_>,
        name: &str,
        id: &str,
    ) -> Result<Response<Body>> {
        let upload = self.resumed(asked, name, id).await?.1;
        let mut answer = accepted(name, &upload);
        *answer.status_mut() = StatusCode::NO_CONTENT;
        Ok(answer)
    }

    pub(super) async fn upload_chunk<B: Incoming>(
        &self,
        asked: &Asked<'_>,
        name: &str,
        id: &str,
        body: B,
    ) -> Result<Response<Body>> {
        let (_, upload) = self.resumed(asked, name, id).await?;
        if let Some(refused) = out_of_order(asked, name, &upload)? {
            return Ok(refused);
        }
        let upload = received(&self.writers, upload, body).await?;
        Ok(accepted(name, &upload))
    }

    pub(super) async fn finish_upload<B: Incoming>(
        &self,
        asked: &Asked<'_>,
        name: &str,
        id: &str,
        body: B,
    ) -> Result<Response<Body>> {
        let digest = asked.query.get("digest").ok_or_else(|| {
            Refusal::new(
                Code::DigestInvalid,
                "The request that finishes an upload names its digest: ?digest=sha256:….",
            )
        })?;
        let digest = digest_of(digest)?;
        let (place, upload) = self.resumed(asked, name, id).await?;
        if let Some(refused) = out_of_order(asked, name, &upload)? {
            return Ok(refused);
        }
        let upload = received(&self.writers, upload, body).await?;
        self.finish(&place, name, upload, digest).await
    }

    pub(super) async fn cancel_upload(
        &self,
        asked: &Asked<'_>,
        name: &str,
        id: &str,
    ) -> Result<Response<Body>> {
        let (_, upload) = self.resumed(asked, name, id).await?;
        blocking(move || upload.cancel()).await?;
        Ok(empty(StatusCode::NO_CONTENT))
    }

    async fn resumed(&self, asked: &Asked<'_>, name: &str, id: &str) -> Result<(C::Place, Upload)> {
        let place = self.admit(asked, name, Action::Push).await?;
        let (store, id) = (self.store.clone(), id.to_owned());
        Ok((place, blocking(move || store.resume(&id)).await?))
    }

    async fn finish(
        &self,
        place: &C::Place,
        name: &str,
        upload: Upload,
        digest: longshore_images::Digest,
    ) -> Result<Response<Body>> {
        let (pin, size) = blocking(move || upload.finish(&digest)).await?;
        // Held until the catalog's change is durable: until then nobody else keeps the blob.
        self.catalog.add_layer(place, pin.digest().as_str(), size).await?;
        Ok(created(name, pin.digest().as_str()))
    }
}

fn location(name: &str, upload: &Upload) -> String {
    format!("/v2/{name}/blobs/uploads/{}", upload.id())
}

fn accepted(name: &str, upload: &Upload) -> Response<Body> {
    let mut answer = empty(StatusCode::ACCEPTED);
    let headers = answer.headers_mut();
    set(headers, header::LOCATION, location(name, upload));
    set(headers, header::RANGE, format!("0-{}", upload.length().saturating_sub(1)));
    set(headers, UPLOAD_UUID, upload.id());
    answer
}

fn created(name: &str, digest: &str) -> Response<Body> {
    let mut answer = empty(StatusCode::CREATED);
    let headers = answer.headers_mut();
    set(headers, header::LOCATION, format!("/v2/{name}/blobs/{digest}"));
    set(headers, CONTENT_DIGEST, digest);
    answer
}

/// A chunk that does not begin where the upload stands is refused, and told where that is.
fn out_of_order(asked: &Asked<'_>, name: &str, upload: &Upload) -> Result<Option<Response<Body>>> {
    let Some(range) = asked.header(header::CONTENT_RANGE) else { return Ok(None) };
    let range = range.trim_start_matches("bytes ").split('/').next().unwrap_or_default();
    let read = range.split_once('-').and_then(|(first, last)| {
        Some((first.trim().parse::<u64>().ok()?, last.trim().parse::<u64>().ok()?))
    });
    let Some((first, last)) = read.filter(|(first, last)| first <= last) else {
        let message = format!("Content-Range '{range}' is not the first and last byte of a chunk.");
        return Err(Refusal::new(Code::BlobUploadInvalid, message));
    };
    let length = asked.header(header::CONTENT_LENGTH).and_then(|length| length.parse::<u64>().ok());
    if first == upload.length() && length.is_none_or(|length| length == last - first + 1) {
        return Ok(None);
    }
    let mut answer = accepted(name, upload);
    *answer.status_mut() = StatusCode::RANGE_NOT_SATISFIABLE;
    Ok(Some(answer))
}
