//! The registry's data plane: the OCI distribution protocol over a content-addressed store.
//!
//! Invariants: a blob is visible under a digest only when all its bytes are on disk and were digested; a request holds
//! a bounded buffer, whatever it carries; what a repository holds is said by the [`Catalog`] alone.
//!
//! Must not know: ECS, ECR's API, IAM, the control plane; it asks its catalog.

pub mod catalog;
mod http;
mod store;

pub use catalog::Catalog;
pub use http::{Body, Registry};
pub use store::{
    Address, Blob, BucketError, BucketOptions, BucketStore, Collected, Credentials, Limits, Pace, Pin, Renew,
    Store, StoreError, Upload,
};
