//! Lists: repositories, tags, referrers; a page with a link to the next.
//!
//! Must not know: how a list is kept.

use ::http::{HeaderName, Response, header};
use longshore_wire::percent_encoded;

use super::answer::{json, set};
use super::manifest::digest_of;
use super::route::Query;
use super::{Asked, Body, Registry};
use crate::catalog::{Action, Catalog, Code, Referrer, Refusal, Result};

const PAGE_DEFAULT: usize = 100;
const PAGE_MAX: usize = 1000;
const INDEX: &str = "application/vnd.oci.image.index.v1+json";
const FILTERS: HeaderName = HeaderName::from_static("oci-filters-applied");

/// How many items are asked for, and behind which.
fn page(query: &Query) -> Result<(usize, Option<&str>)> {
    let limit = match query.get("n") {
        None => PAGE_DEFAULT,
        Some(text) => {
            let number: usize = text.parse().map_err(|_| {
                Refusal::new(Code::Unsupported, format!("n must be a number of items: '{text}'."))
            })?;
            number.min(PAGE_MAX)
        }
    };
    Ok((limit, query.get("last").filter(|last| !last.is_empty())))
}

/// Where there is more, the link to it.
fn link(answer: &mut Response<Body>, path: &str, limit: usize, more: bool, last: Option<&String>) {
    if let (true, Some(last)) = (more, last) {
        let value = format!("<{path}?n={limit}&last={}>; rel=\"next\"", percent_encoded(last, "/"));
        set(answer.headers_mut(), header::LINK, value);
    }
}

impl<C: Catalog> Registry<C> {
    pub(super) fn repositories(&self, asked: &Asked<'_>) -> Result<Response<Body>> {
        let (limit, after) = page(&asked.query)?;
        let (names, more) = self.catalog.repositories(asked.presented(), after, limit)?;
        let mut answer = json(&serde_json::json!({"repositories": names}));
        link(&mut answer, "/v2/_catalog", limit, more, names.last());
        Ok(answer)
    }

    pub(super) async fn tags(&self, asked: &Asked<'_>, name: &str) -> Result<Response<Body>> {
        let (limit, after) = page(&asked.query)?;
        let place = self.admit(asked, name, Action::Pull).await?;
        let (tags, more) = self.catalog.tags(&place, after, limit)?;
        let mut answer = json(&serde_json::json!({"name": name, "tags": tags}));
        link(&mut answer, &format!("/v2/{name}/tags/list"), limit, more, tags.last());
        Ok(answer)
    }

    pub(super) async fn referrers(
        &self,
        asked: &Asked<'_>,
        name: &str,
        digest: &str,
    ) -> Result<Response<Body>> {
        let digest = digest_of(digest)?;
        let place = self.admit(asked, name, Action::Pull).await?;
        let mut referrers = self.catalog.referrers(&place, digest.as_str())?;
        let wanted = asked.query.get("artifactType");
        if let Some(wanted) = wanted {
            referrers.retain(|referrer| referrer.artifact_type.as_deref() == Some(wanted));
        }
        let manifests: Vec<_> = referrers.iter().map(descriptor).collect();
        let index = serde_json::json!({"schemaVersion": 2, "mediaType": INDEX, "manifests": manifests});
        let mut answer = json(&index);
        set(answer.headers_mut(), header::CONTENT_TYPE, INDEX);
        if wanted.is_some() {
            set(answer.headers_mut(), FILTERS, "artifactType");
        }
        Ok(answer)
    }
}

fn descriptor(referrer: &Referrer) -> serde_json::Value {
    let mut value = serde_json::json!({
        "mediaType": referrer.media_type,
        "digest": referrer.digest,
        "size": referrer.size,
    });
    if let (Some(artifact_type), Some(object)) = (&referrer.artifact_type, value.as_object_mut()) {
        object.insert("artifactType".to_owned(), artifact_type.as_str().into());
    }
    if let (false, Some(object)) = (referrer.annotations.is_empty(), value.as_object_mut()) {
        object.insert("annotations".to_owned(), serde_json::json!(referrer.annotations));
    }
    value
}
