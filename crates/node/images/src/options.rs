//! What a store is opened with.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

use crate::image::Platform;

#[derive(Debug, Clone)]
pub struct Options {
    /// Layers downloaded and unpacked at once, per store.
    pub parallel_layers: usize,
    /// Keep the compressed layers beside the unpacked ones.
    pub keep_blobs: bool,
    /// Directories of this machine with blobs (`blobs/sha256/<2 digits>/<64 digits>`) of the registry that credentials
    /// with an endpoint are for: a layer that it says it has is read there, and not sent.
    pub shared_blobs: Vec<PathBuf>,
    /// Per registry (`docker.io`, `host:5000`), others to try first: `host[:port]`, or with `http://` or `https://`.
    pub mirrors: BTreeMap<String, Vec<String>>,
    /// Registries spoken to without TLS. Those on a loopback address are too.
    pub insecure: Vec<String>,
    /// Certificates to trust; without it the system's.
    pub ca_bundle: Option<PathBuf>,
    /// Unpack as a user who is not root: no owners, no devices. Without it, as the process is.
    pub rootless: Option<bool>,
    /// Without it, this machine's.
    pub platform: Option<Platform>,
    pub limits: Limits,
    pub timeouts: Timeouts,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            parallel_layers: 3,
            keep_blobs: false,
            shared_blobs: Vec::new(),
            mirrors: BTreeMap::new(),
            insecure: Vec::new(),
            ca_bundle: None,
            rootless: None,
            platform: None,
            limits: Limits::default(),
            timeouts: Timeouts::default(),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Of one layer, compressed.
    pub layer_bytes: u64,
    /// Of one layer, unpacked.
    pub unpacked_bytes: u64,
    /// Files, directories, links and whiteouts of one layer.
    pub entries: u64,
    pub layers: usize,
    /// Left free on the disk by pulls.
    pub reserve_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        const GIB: u64 = 1 << 30;
        Self {
            layer_bytes: 32 * GIB,
            unpacked_bytes: 64 * GIB,
            entries: 2_000_000,
            layers: 127,
            reserve_bytes: 64 << 20,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Timeouts {
    pub connect: Duration,
    /// For the head of an answer.
    pub answer: Duration,
    /// Between two pieces of a body.
    pub stall: Duration,
    /// Times a request is tried again; each wait is twice the one before.
    pub retries: u32,
    pub first_wait: Duration,
}

impl Default for Timeouts {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            answer: Duration::from_secs(30),
            stall: Duration::from_secs(30),
            retries: 4,
            first_wait: Duration::from_millis(250),
        }
    }
}

/// What a registry is shown.
#[derive(Clone, PartialEq, Eq)]
pub struct Credentials {
    pub user: String,
    pub password: String,
    /// The one registry that they are for: it is asked instead of the image's own, and no mirror is.
    pub endpoint: Option<String>,
    /// The certificate that it shows, as PEM: then that one is trusted, and no other.
    pub certificate: Option<String>,
}

impl std::fmt::Debug for Credentials {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Credentials").field("user", &self.user).finish_non_exhaustive()
    }
}
