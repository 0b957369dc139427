//! The images of one machine: pulled, verified, unpacked once, shared by digest, collected.
//!
//! Invariants: a layer is believed only when its digest was checked and it is whole; nothing that came from
//! a registry or an archive is written outside its own layer's directory; every size, count, wait and retry
//! has a limit.
//!
//! Must not know: containers, ECS.

mod clock;
mod digest;
mod entries;
mod error;
mod image;
mod import;
mod layer;
mod load;
mod manifest;
mod options;
mod pack;
mod peers;
mod pull;
mod reference;
mod registry;
mod remote;
#[cfg(test)]
mod scratch;
mod shared;
mod store;
mod tar;
mod unpack;

pub use digest::Digest;
pub use entries::{EntryKind, LayerEntries, LayerEntry};
pub use error::{ImageError, Result};
pub use image::{HealthCheck, Image, ImageConfig, Platform};
pub use import::ImportConfig;
pub use options::{Credentials, Limits, Options, Timeouts};
pub use peers::Peer;
pub use pull::Progress;
pub use registry::{Sink, client_config};
pub use remote::{Remote, RemoteRepository};
pub use store::{CollectPolicy, Collected, ImageStore};
