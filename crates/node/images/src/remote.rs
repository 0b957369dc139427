//! A registry elsewhere, for whoever keeps what it has in a store of another kind.
//!
//! Must not know: what becomes of what comes.

use crate::digest::Digest;
use crate::error::{ImageError, Result};
use crate::options::Options;
use crate::registry::{Registry, Repository, Sink};

/// Asks registries, and keeps connections to them.
pub struct Remote(Registry);

/// A repository of one of them.
pub struct RemoteRepository<'a> {
    repository: Repository<'a>,
    name: &'a str,
}

impl Remote {
    /// Of the options, those about asking registries.
    pub fn new(options: &Options) -> Self {
        Self(Registry::new(options))
    }

    /// A repository at an address: `host[:port]`, perhaps with a scheme before it.
    pub fn repository<'a>(&'a self, address: &str, name: &'a str) -> Result<RemoteRepository<'a>> {
        let repository = self.0.repository_at(address, name).map_err(|error| error.about(address))?;
        Ok(RemoteRepository { repository, name })
    }

    /// That whoever is at the address speaks the registries' protocol and lets anybody in.
    pub async fn greet(&self, address: &str) -> Result<()> {
        let asked = async { self.0.repository_at(address, "")?.greet().await };
        asked.await.map_err(|error: ImageError| error.about(address))
    }
}

impl RemoteRepository<'_> {
    /// The manifest of a tag or digest; a digest's is checked against it.
    pub async fn manifest(&self, wanted: &str) -> Result<Vec<u8>> {
        let found = self.repository.manifest(wanted).await;
        found.map(|(bytes, _)| bytes).map_err(|error| error.about(self.name))
    }

    /// The digest that a tag has now.
    pub async fn resolve(&self, tag: &str) -> Result<Digest> {
        self.repository.resolve(tag).await.map_err(|error| error.about(self.name))
    }

    /// Streams a blob of that size into a sink, which checks the digest.
    pub async fn stream(&self, digest: &Digest, size: u64, sink: &mut impl Sink) -> Result<()> {
        self.repository.stream(digest, size, sink).await.map_err(|error| error.about(self.name))
    }
}
