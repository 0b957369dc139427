//! Images, as the task engine sees them.
//!
//! Must not know: how they are stored.

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImageFacts {
    /// Every name it is known by here.
    pub references: Vec<String>,
    /// Of its configuration, `sha256:…`: Docker's image id.
    pub id: String,
    /// Of its manifest, where it came from a registry.
    pub digest: Option<String>,
    pub size_bytes: u64,
    /// Milliseconds since 1970.
    pub created_at: Option<i64>,
    pub entry_point: Vec<String>,
    pub command: Vec<String>,
    pub environment: Vec<String>,
    pub user: String,
    pub working_directory: String,
    /// As the image names it: `SIGTERM`, `15`.
    pub stop_signal: Option<String>,
    pub volumes: Vec<String>,
    pub health_check: Option<ImageHealthCheck>,
}

#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImageHealthCheck {
    pub test: Vec<String>,
    pub interval_nanos: Option<u64>,
    pub timeout_nanos: Option<u64>,
    pub start_period_nanos: Option<u64>,
    pub retries: Option<u32>,
}

/// How a registry is to be spoken to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct RegistryAccess {
    pub credentials: Option<Credentials>,
    /// Other machines that have the image: a driver that can asks them for its layers before the registry.
    pub peers: Vec<ImagePeer>,
}

/// Another machine that gives layers of an image to whoever shows a pass.
#[derive(Clone, PartialEq, Eq)]
pub struct ImagePeer {
    /// `host:port`.
    pub address: String,
    /// The digest of the certificate that it shows there.
    pub certificate: String,
    pub pass: String,
}

impl std::fmt::Debug for ImagePeer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ImagePeer").field("address", &self.address).finish_non_exhaustive()
    }
}

#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    pub user: String,
    pub password: String,
    /// The one registry that they are for, as `http://host:port`, where that is not the image's own.
    pub endpoint: Option<String>,
    /// The certificate that it shows, as PEM, where nothing else says that it is to be trusted.
    pub certificate: Option<String>,
}

impl std::fmt::Debug for Credentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Credentials").field("user", &self.user).finish_non_exhaustive()
    }
}

/// Told how a pull goes, from any thread.
pub trait PullProgress: Send + Sync {
    /// The bytes of layers that have come so far, and all there are if that is known.
    fn progress(&self, _received: u64, _total: Option<u64>) {}
}

/// For those who do not watch.
pub struct Unwatched;

impl PullProgress for Unwatched {}
