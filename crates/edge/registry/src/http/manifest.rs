//! Manifests: pulled by tag or digest, pushed, deleted.
//!
//! Must not know: what a manifest says.

use ::http::{HeaderName, Response, StatusCode, header};
use bytes::Bytes;
use http_body_util::{BodyExt as _, Limited};
use longshore_images::Digest;

use super::answer::{empty, set};
use super::{Asked, Body, Incoming, Registry};
use crate::catalog::{Action, Catalog, Code, Refusal, Result};

const MANIFEST_BYTES_MAX: usize = 4 * 1024 * 1024;
pub(super) const CONTENT_DIGEST: HeaderName = HeaderName::from_static("docker-content-digest");
const SUBJECT: HeaderName = HeaderName::from_static("oci-subject");

pub(super) fn digest_of(text: &str) -> Result<Digest> {
    let refused = || {
        let message = format!("'{text}' is not a digest: sha256: and 64 hexadecimal digits in lower case.");
        Refusal::new(Code::DigestInvalid, message)
    };
    text.parse().map_err(|()| refused())
}

/// Whether the client says that it has what is behind that digest already.
pub(super) fn has_already(asked: &Asked<'_>, digest: &str) -> bool {
    let tags = asked.header(header::IF_NONE_MATCH).unwrap_or_default();
    tags.split(',').map(|tag| tag.trim().trim_start_matches("W/").trim_matches('"')).any(|tag| tag == digest)
}

impl<C: Catalog> Registry<C> {
    pub(super) async fn pull_manifest(
        &self,
        asked: &Asked<'_>,
        name: &str,
        reference: &str,
    ) -> Result<Response<Body>> {
        let place = self.admit(asked, name, Action::Pull).await?;
        let manifest = self.catalog.manifest(&place, reference).await?;
        let mut answer = if has_already(asked, &manifest.digest) {
            empty(StatusCode::NOT_MODIFIED)
        } else {
            Response::new(Body::whole(manifest.body))
        };
        let headers = answer.headers_mut();
        set(headers, header::CONTENT_TYPE, &manifest.media_type);
        set(headers, CONTENT_DIGEST, &manifest.digest);
        set(headers, header::ETAG, format!("\"{}\"", manifest.digest));
        Ok(answer)
    }

    pub(super) async fn push_manifest<B: Incoming>(
        &self,
        asked: &Asked<'_>,
        name: &str,
        reference: &str,
        body: B,
    ) -> Result<Response<Body>> {
        let place = self.admit(asked, name, Action::Push).await?;
        let body = whole(body).await?;
        if reference.contains(':') && digest_of(reference)? != Digest::of(&body) {
            let message = format!("The manifest's bytes have the digest {}.", Digest::of(&body));
            return Err(Refusal::new(Code::DigestInvalid, message));
        }
        let media_type = asked.header(header::CONTENT_TYPE);
        let pushed = self.catalog.put_manifest(&place, reference, media_type, body).await?;
        let mut answer = empty(StatusCode::CREATED);
        let headers = answer.headers_mut();
        set(headers, header::LOCATION, format!("/v2/{name}/manifests/{}", pushed.digest));
        set(headers, CONTENT_DIGEST, &pushed.digest);
        if let Some(subject) = pushed.subject {
            set(headers, SUBJECT, subject);
        }
        Ok(answer)
    }

    pub(super) async fn delete_manifest(
        &self,
        asked: &Asked<'_>,
        name: &str,
        reference: &str,
    ) -> Result<Response<Body>> {
        let place = self.admit(asked, name, Action::Delete).await?;
        self.catalog.delete_manifest(&place, reference).await?;
        Ok(empty(StatusCode::ACCEPTED))
    }
}

async fn whole<B: Incoming>(body: B) -> Result<Bytes> {
    // The limit's own error hides the body's, whose type is not ours: both are told as they are.
    let body = body.map_err(|error| std::io::Error::other(error.to_string()));
    let collected = Limited::new(body, MANIFEST_BYTES_MAX).collect();
    let collected = tokio::time::timeout(super::receive::IDLE_MAX, collected)
        .await
        .map_err(|_| Refusal::new(Code::ManifestInvalid, "The manifest did not arrive in time."))?;
    collected.map(http_body_util::Collected::to_bytes).map_err(|error| {
        let (code, words) = if error.is::<http_body_util::LengthLimitError>() {
            (Code::SizeInvalid, format!("A manifest may have at most {MANIFEST_BYTES_MAX} bytes."))
        } else {
            (Code::ManifestInvalid, format!("The manifest could not be read: {error}."))
        };
        Refusal::new(code, words)
    })
}
