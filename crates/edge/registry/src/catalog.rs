//! What the protocol asks of whoever knows repositories, and the words of it.
//!
//! Must not know: who answers.

use bytes::Bytes;

/// A repository, and on whose behalf it is used: opaque to the protocol but for its name.
pub trait Place: Clone + Send + Sync + 'static {
    fn repository(&self) -> &str;
}

/// What a request is about to do with a repository.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Action {
    Pull,
    Push,
    Delete,
    /// The catalog of repositories, or the base endpoint.
    List,
}

/// How a request presents itself.
#[derive(Debug, Clone, Copy)]
pub struct Presented<'a> {
    /// The `Authorization` header, as it came.
    pub authorization: Option<&'a str>,
    /// The `Host` that was asked: it may name an account and a region.
    pub host: Option<&'a str>,
}

/// A manifest, byte for byte as it was pushed.
#[derive(Debug, Clone)]
pub struct Manifest {
    pub digest: String,
    pub media_type: String,
    pub body: Bytes,
}

/// What became of a pushed manifest.
#[derive(Debug, Clone)]
pub struct Pushed {
    pub digest: String,
    /// The manifest that it refers to, for the `OCI-Subject` header.
    pub subject: Option<String>,
}

/// One entry of a referrers list.
#[derive(Debug, Clone)]
pub struct Referrer {
    pub digest: String,
    pub media_type: String,
    pub size: u64,
    pub artifact_type: Option<String>,
    pub annotations: std::collections::BTreeMap<String, String>,
}

/// Why something is refused: a code of the distribution specification, and words.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct Refusal {
    pub code: Code,
    pub message: String,
}

impl Refusal {
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }

    /// What was begun for a request did not come to an end, as when the process stops.
    pub fn interrupted(error: impl std::fmt::Display) -> Self {
        Self::new(Code::Unavailable, format!("The registry was interrupted: {error}."))
    }
}

/// The codes of the distribution specification.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Code {
    BlobUnknown,
    BlobUploadInvalid,
    BlobUploadUnknown,
    DigestInvalid,
    ManifestBlobUnknown,
    ManifestInvalid,
    ManifestUnknown,
    NameInvalid,
    NameUnknown,
    /// A chunk that does not follow the one before.
    RangeInvalid,
    SizeInvalid,
    TagInvalid,
    Unauthorized,
    Denied,
    Unsupported,
    TooManyRequests,
    /// Ours or the disk's fault: 500 or 503.
    Unavailable,
}

pub type Result<T, E = Refusal> = std::result::Result<T, E>;

/// Who knows what repositories hold. Futures end when what they change is durable.
pub trait Catalog: Send + Sync + 'static {
    type Place: Place;

    /// Whether the request may do this with that repository; where it may, the place to do it.
    fn admit(
        &self,
        presented: Presented<'_>,
        repository: &str,
        action: Action,
    ) -> impl Future<Output = Result<Self::Place>> + Send;

    /// The same for one that shows a ticket, which lets its holder pull that blob alone.
    fn admit_ticket(
        &self,
        ticket: &str,
        repository: &str,
        digest: &str,
    ) -> impl Future<Output = Result<Self::Place>> + Send;

    /// The manifest behind a tag or a digest; perhaps fetched from where it is cached from.
    fn manifest(&self, at: &Self::Place, reference: &str) -> impl Future<Output = Result<Manifest>> + Send;

    fn put_manifest(
        &self,
        at: &Self::Place,
        reference: &str,
        media_type: Option<&str>,
        body: Bytes,
    ) -> impl Future<Output = Result<Pushed>> + Send;

    fn delete_manifest(&self, at: &Self::Place, reference: &str) -> impl Future<Output = Result<()>> + Send;

    /// Tags in order, behind `after`, at most `limit`; and whether there are more.
    fn tags(&self, at: &Self::Place, after: Option<&str>, limit: usize) -> Result<(Vec<String>, bool)>;

    /// Names of the repositories that the request may list, in order.
    fn repositories(
        &self,
        presented: Presented<'_>,
        after: Option<&str>,
        limit: usize,
    ) -> Result<(Vec<String>, bool)>;

    fn referrers(&self, at: &Self::Place, digest: &str) -> Result<Vec<Referrer>>;

    /// The size of a blob that the repository may use; none where it has none such. May have to be fetched from where
    /// it is cached from.
    fn layer(&self, at: &Self::Place, digest: &str) -> impl Future<Output = Result<Option<u64>>> + Send;

    /// That the repository may use a blob from now on; its bytes are on disk.
    fn add_layer(&self, at: &Self::Place, digest: &str, size: u64)
    -> impl Future<Output = Result<()>> + Send;

    /// The same for one that the caller may pull from another repository; its size, or none where that has no such.
    fn mount_layer(
        &self,
        at: &Self::Place,
        presented: Presented<'_>,
        from: &str,
        digest: &str,
    ) -> impl Future<Output = Result<Option<u64>>> + Send;

    fn remove_layer(&self, at: &Self::Place, digest: &str) -> impl Future<Output = Result<()>> + Send;

    /// Whether any repository may use the blob: what collection asks before it removes one.
    fn is_used(&self, digest: &str) -> bool;
}
