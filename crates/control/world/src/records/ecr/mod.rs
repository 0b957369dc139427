//! ECR: what a registry of one account in one region holds. Bytes of layers are elsewhere; here is what is said of them.
//!
//! Invariants: an image's row, its manifest's body, its tags and what it refers to change in one transaction; a blob
//! belongs to a repository only while a [`Layer`] row says so; a repository's URI is not stored, because it follows
//! from the address that the asker used.
//!
//! Must not know: HTTP, where bytes are kept, how a vulnerability is found.

pub mod image;
pub mod registry;
pub mod replication;
pub mod repository;
pub mod scan;

pub use image::{Image, ImageKey, ImageTag, ImageTagKey, Layer, Manifest};
pub use registry::{CreationTemplate, PrefixKey, PullThroughRule, RegistrySettings};
pub use replication::{Replication, ReplicationKey};
pub use repository::{Repository, RepositoryKey};
pub use scan::ScanReport;
