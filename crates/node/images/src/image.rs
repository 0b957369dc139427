//! An image as others see it.

use std::collections::BTreeMap;

/// An image that is whole in this store.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Image {
    /// Of its configuration, `sha256:…`.
    pub id: String,
    /// Of its manifest (of the index, where the registry's reference names one), `sha256:…`, where it came from
    /// a registry: what a pull by digest asks for.
    pub digest: Option<String>,
    /// Every name it is known by here, short as people write them: `busybox:latest`, `host:5000/app:1`.
    pub references: Vec<String>,
    /// Of its layers, unpacked.
    pub size: u64,
    /// Milliseconds since 1970.
    pub created: Option<i64>,
    pub config: ImageConfig,
    /// As Go names it: `amd64`, `arm64`.
    pub architecture: String,
    pub os: String,
    /// Digests of its layers' content (unpacked archives), the lowest first.
    pub diff_ids: Vec<String>,
    /// Milliseconds since 1970: pulled, or last held.
    pub last_used: i64,
}

/// What the image says about how to run it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ImageConfig {
    pub entrypoint: Vec<String>,
    pub cmd: Vec<String>,
    pub env: Vec<String>,
    pub user: String,
    pub working_dir: String,
    pub stop_signal: Option<String>,
    pub volumes: Vec<String>,
    pub exposed_ports: Vec<String>,
    pub labels: BTreeMap<String, String>,
    pub health_check: Option<HealthCheck>,
    pub shell: Vec<String>,
}

/// `HEALTHCHECK`, with Docker's words: `test` begins with `NONE`, `CMD` or `CMD-SHELL`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HealthCheck {
    pub test: Vec<String>,
    pub interval_nanos: Option<u64>,
    pub timeout_nanos: Option<u64>,
    pub start_period_nanos: Option<u64>,
    pub retries: Option<u32>,
}

/// What an image is built for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Platform {
    pub os: String,
    pub architecture: String,
    pub variant: Option<String>,
}
