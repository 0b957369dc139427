//! The distribution protocol over HTTP: routes, headers, bodies and errors of the OCI specification.
//!
//! Must not know: accounts, policies, where blobs are.

mod answer;
mod blob;
mod body;
mod following;
mod list;
mod manifest;
mod receive;
mod route;
mod spare;
mod upload;

use std::sync::Arc;

use ::http::request::Parts;
use ::http::{Method, Request, Response, header};
use bytes::Bytes;

pub use self::body::Body;
use self::route::{Query, Route};
use crate::catalog::{Action, Catalog, Code, Presented, Refusal, Result};
use crate::store::Store;

/// A registry: a catalog, and the store of what it speaks of.
pub struct Registry<C> {
    catalog: C,
    store: Arc<Store>,
    writers: Arc<receive::Writers>,
}

/// A request's body, as it comes.
pub trait Incoming: hyper::body::Body<Data = Bytes, Error: std::fmt::Display> + Unpin + Send {}

impl<B: hyper::body::Body<Data = Bytes, Error: std::fmt::Display> + Unpin + Send> Incoming for B {}

/// A request that was understood.
struct Asked<'a> {
    parts: &'a Parts,
    query: Query,
}

impl<C: Catalog> Registry<C> {
    pub fn new(catalog: C, store: Arc<Store>) -> Self {
        Self { catalog, store, writers: receive::Writers::new() }
    }

    pub fn catalog(&self) -> &C {
        &self.catalog
    }

    pub fn store(&self) -> &Arc<Store> {
        &self.store
    }

    /// Whether a path is the registry's.
    pub fn serves(path: &str) -> bool {
        path == "/v2" || path.starts_with("/v2/")
    }

    /// Answers a request under `/v2/`; errors are answers too.
    pub async fn answer<B: Incoming>(&self, request: Request<B>) -> Response<Body> {
        let (parts, body) = request.into_parts();
        let is_head = parts.method == Method::HEAD;
        let answered = self.carry_out(&parts, body).await;
        let answer = answered.unwrap_or_else(|refusal| answer::refusal(&refusal));
        answer::finished(answer, is_head)
    }

    async fn carry_out<B: Incoming>(&self, parts: &Parts, body: B) -> Result<Response<Body>> {
        let route = route::read(parts.uri.path())?;
        let asked = Asked { parts, query: Query::read(parts.uri.query()) };
        match (&parts.method, route) {
            (&Method::GET | &Method::HEAD, Route::Base) => self.base(&asked).await,
            (&Method::GET, Route::Catalog) => self.repositories(&asked),
            (&Method::GET, Route::Tags { name }) => self.tags(&asked, name).await,
            (&Method::GET, Route::Referrers { name, digest }) => self.referrers(&asked, name, digest).await,
            (&Method::GET | &Method::HEAD, Route::Manifest { name, reference }) => {
                self.pull_manifest(&asked, name, reference).await
            }
            (&Method::PUT, Route::Manifest { name, reference }) => {
                self.push_manifest(&asked, name, reference, body).await
            }
            (&Method::DELETE, Route::Manifest { name, reference }) => {
                self.delete_manifest(&asked, name, reference).await
            }
            (&Method::GET | &Method::HEAD, Route::Blob { name, digest }) => {
                self.pull_blob(&asked, name, digest).await
            }
            (&Method::DELETE, Route::Blob { name, digest }) => self.delete_blob(&asked, name, digest).await,
            (&Method::POST, Route::Uploads { name }) => self.begin_upload(&asked, name, body).await,
            (&Method::GET, Route::Upload { name, id }) => self.upload_status(&asked, name, id).await,
            (&Method::PATCH, Route::Upload { name, id }) => self.upload_chunk(&asked, name, id, body).await,
            (&Method::PUT, Route::Upload { name, id }) => self.finish_upload(&asked, name, id, body).await,
            (&Method::DELETE, Route::Upload { name, id }) => self.cancel_upload(&asked, name, id).await,
            (method, _) => Err(Refusal::new(
                Code::Unsupported,
                format!("{method} is not something that can be done here."),
            )),
        }
    }

    async fn admit(&self, asked: &Asked<'_>, name: &str, action: Action) -> Result<C::Place> {
        self.catalog.admit(asked.presented(), name, action).await
    }

    async fn base(&self, asked: &Asked<'_>) -> Result<Response<Body>> {
        self.admit(asked, "", Action::List).await?;
        Ok(answer::json(&serde_json::json!({})))
    }
}

impl Asked<'_> {
    fn presented(&self) -> Presented<'_> {
        Presented { authorization: self.header(header::AUTHORIZATION), host: self.host() }
    }

    fn host(&self) -> Option<&str> {
        let authority = self.parts.uri.authority().map(::http::uri::Authority::as_str);
        self.header(header::HOST).or(authority)
    }

    fn header(&self, name: header::HeaderName) -> Option<&str> {
        self.parts.headers.get(name).and_then(|value| value.to_str().ok())
    }
}
