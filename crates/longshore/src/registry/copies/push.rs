//! Pushing to another Longshore: its API for a token and a repository, then the distribution protocol.
//!
//! The destination's account and region are said by the `Host` header, as ECR's own hosts do.
//!
//! Must not know: which images, or when.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use bytes::Bytes;
use http::{Method, Request, StatusCode, header};
use http_body_util::{BodyExt as _, Limited};
use longshore_images::Digest;
use longshore_registry::{Body, Store};
use longshore_services::ecr::replication::{Obstacle, Outgoing, REFERENCED_ABSENT, TAG_EXISTS};
use longshore_shapes::ecr::{self, op};
use longshore_world::Scope;
use longshore_world::records::ecr::ReplicationKey;

use crate::profile::Connection;
use crate::{client, edge, login};

/// A token is good for twelve hours; it is fetched anew well before.
const TOKEN_LIFE: Duration = Duration::from_secs(60 * 60);
/// For everything but the bytes of a blob.
const ANSWER_MAX: Duration = Duration::from_secs(30);
const REASON_BYTES_MAX: usize = 4096;

const UNREACHABLE: Obstacle = Obstacle::Passing("DestinationUnavailable");
const DENIED: Obstacle = Obstacle::Passing("AccessDenied");
const REFUSED: Obstacle = Obstacle::Passing("DestinationRefused");
const BLOB_ABSENT: Obstacle = Obstacle::Final("LayersNotFound");

/// Why an image did not arrive, for its status and for the log.
pub(super) struct Failure {
    pub(super) obstacle: Obstacle,
    pub(super) reason: String,
}

impl Failure {
    pub(super) fn of(obstacle: Obstacle, reason: impl ToString) -> Self {
        Self { obstacle, reason: reason.to_string() }
    }
}

type Result<T> = std::result::Result<T, Failure>;

/// Another Longshore.
pub(super) struct Peer {
    connection: Connection,
    token: Mutex<Option<(String, Instant)>>,
}

/// An answer that was read as far as it matters.
struct Answer {
    status: StatusCode,
    text: String,
}

/// One push, to one repository.
struct Push<'a> {
    peer: &'a Peer,
    to: Scope,
    repository: &'a str,
    authorization: String,
}

impl Peer {
    pub(super) fn new(connection: Connection) -> Self {
        Self { connection, token: Mutex::default() }
    }

    /// Pushes an image with its tags; what is there already is not sent again.
    pub(super) async fn push(
        &self,
        store: &Arc<Store>,
        key: &ReplicationKey,
        outgoing: &Outgoing,
    ) -> Result<()> {
        let authorization = self.authorization().await?;
        let push = Push { peer: self, to: key.to, repository: &key.repository, authorization };
        let pushed = push.carry_out(store, &key.digest, outgoing).await;
        if pushed.as_ref().is_err_and(|failure| failure.obstacle == DENIED) {
            *self.token.lock().unwrap_or_else(PoisonError::into_inner) = None;
        }
        pushed
    }

    async fn authorization(&self) -> Result<String> {
        let known = self.token.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some((token, _)) = known.filter(|(_, since)| since.elapsed() < TOKEN_LIFE) {
            return Ok(token);
        }
        let token = answered(login::authorization(&self.connection)).await?;
        *self.token.lock().unwrap_or_else(PoisonError::into_inner) = Some((token.clone(), edge::instant()));
        Ok(token)
    }

    async fn call<O: longshore_shapes::Operation>(&self, input: &O::Input) -> Result<O::Output> {
        answered(client::call::<O>(&self.connection, input)).await
    }
}

/// What was asked of the other Longshore, if it answers in time.
async fn answered<T>(asked: impl Future<Output = anyhow::Result<T>>) -> Result<T> {
    let answer = tokio::time::timeout(ANSWER_MAX, asked).await;
    let answer = answer.map_err(|_| Failure::of(UNREACHABLE, "it did not answer in time"))?;
    answer.map_err(|error| Failure::of(UNREACHABLE, format!("{error:#}")))
}

impl Push<'_> {
    async fn carry_out(&self, store: &Arc<Store>, digest: &str, outgoing: &Outgoing) -> Result<()> {
        self.require_repository().await?;
        for blob in &outgoing.blobs {
            self.blob(store, blob).await?;
        }
        let digests = [digest.to_owned()];
        let references = if outgoing.tags.is_empty() { &digests[..] } else { &outgoing.tags };
        // A tag that may not be moved there does not keep the others from being set.
        let mut refused = Ok(());
        for reference in references {
            match self.manifest(reference, outgoing).await {
                Err(failure) if failure.obstacle == TAG_EXISTS => refused = Err(failure),
                done => done?,
            }
        }
        refused
    }

    async fn require_repository(&self) -> Result<()> {
        let path = format!("/v2/{}/tags/list?n=1", self.repository);
        let answer =
            self.ask(self.request(Method::GET, &path)?, Body::whole(Bytes::new()), ANSWER_MAX).await?;
        if answer.status == StatusCode::OK {
            return Ok(());
        }
        if answer.status != StatusCode::NOT_FOUND {
            return Err(answer.failure());
        }
        let input = ecr::CreateRepositoryRequest {
            registry_id: Some(self.to.account.to_string()),
            repository_name: self.repository.to_owned(),
            ..Default::default()
        };
        self.peer.call::<op::CreateRepository>(&input).await.map(|_| ())
    }

    async fn blob(&self, store: &Arc<Store>, digest: &str) -> Result<()> {
        let path = format!("/v2/{}/blobs/{digest}", self.repository);
        let asked =
            self.ask(self.request(Method::HEAD, &path)?, Body::whole(Bytes::new()), ANSWER_MAX).await?;
        match asked.status {
            StatusCode::OK => return Ok(()),
            StatusCode::NOT_FOUND => {}
            _ => return Err(asked.failure()),
        }
        let absent = || Failure::of(BLOB_ABSENT, format!("the blob {digest} is not here"));
        let parsed: Digest = digest.parse().map_err(|()| absent())?;
        let store = store.clone();
        let read = tokio::task::spawn_blocking(move || store.read(&parsed)).await;
        let read = read.map_err(|error| Failure::of(REFUSED, error))?;
        let blob = read.map_err(|error| Failure::of(REFUSED, error))?.ok_or_else(absent)?;
        let path = format!("/v2/{}/blobs/uploads/?digest={digest}", self.repository);
        let mut request = self.request(Method::POST, &path)?;
        request.headers_mut().insert(header::CONTENT_LENGTH, blob.size.into());
        // How long the bytes may take is bounded with the whole image's time.
        let sent = self.ask(request, Body::file(blob.file, 0, blob.size), super::SENDING_MAX).await?;
        if sent.status == StatusCode::CREATED { Ok(()) } else { Err(sent.failure()) }
    }

    async fn manifest(&self, reference: &str, outgoing: &Outgoing) -> Result<()> {
        let path = format!("/v2/{}/manifests/{reference}", self.repository);
        let mut request = self.request(Method::PUT, &path)?;
        let media_type =
            outgoing.media_type.parse().map_err(|_| Failure::of(REFUSED, "a strange media type"))?;
        request.headers_mut().insert(header::CONTENT_TYPE, media_type);
        request.headers_mut().insert(header::CONTENT_LENGTH, outgoing.body.len().into());
        let body = Body::whole(Bytes::from(outgoing.body.clone()));
        let put = self.ask(request, body, ANSWER_MAX).await?;
        if put.status == StatusCode::CREATED { Ok(()) } else { Err(put.failure()) }
    }

    fn request(&self, method: Method, path: &str) -> Result<Request<()>> {
        let host = format!("{}.dkr.ecr.{}.amazonaws.com", self.to.account, self.to.region);
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, host)
            .header(header::AUTHORIZATION, &self.authorization)
            .body(());
        request.map_err(|error| Failure::of(REFUSED, error))
    }

    async fn ask(&self, request: Request<()>, body: Body, limit: Duration) -> Result<Answer> {
        let asked = async {
            let answer = client::forward(&self.peer.connection, request.map(|()| body)).await;
            let answer = answer.map_err(|error| Failure::of(UNREACHABLE, format!("{error:#}")))?;
            let status = answer.status();
            let text = Limited::new(answer.into_body(), REASON_BYTES_MAX).collect().await;
            let text = text.map(http_body_util::Collected::to_bytes).unwrap_or_default();
            Ok(Answer { status, text: String::from_utf8_lossy(&text).into_owned() })
        };
        let answered = tokio::time::timeout(limit, asked).await;
        answered.map_err(|_| Failure::of(UNREACHABLE, "it did not answer in time"))?
    }
}

impl Answer {
    /// What a refusal means for the image.
    fn failure(&self) -> Failure {
        let says = |code: &str| self.text.contains(code);
        let obstacle = match self.status.as_u16() {
            401 | 403 => DENIED,
            400 if says("TAG_INVALID") => TAG_EXISTS,
            404 if says("MANIFEST_BLOB_UNKNOWN") => REFERENCED_ABSENT,
            500.. => UNREACHABLE,
            _ => REFUSED,
        };
        Failure::of(obstacle, format!("it answered {}: {}", self.status, self.text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_refusal_means() {
        for (status, text, obstacle) in [
            (401, "", DENIED),
            (400, r#"{"errors": [{"code": "TAG_INVALID"}]}"#, TAG_EXISTS),
            (400, r#"{"errors": [{"code": "MANIFEST_INVALID"}]}"#, REFUSED),
            (404, r#"{"errors": [{"code": "MANIFEST_BLOB_UNKNOWN"}]}"#, REFERENCED_ABSENT),
            (503, "", UNREACHABLE),
        ] {
            let answer = Answer { status: StatusCode::from_u16(status).unwrap(), text: text.to_owned() };
            assert_eq!(answer.failure().obstacle, obstacle, "{status} {text}");
        }
    }
}
