//! What the registry's protocol asks of repositories and images: the same rules as ECR's API, by reference.
//!
//! Must not know: HTTP, the codes of the protocol.

pub use super::image::{Found, Put, body, found, put, untag};
pub use super::layer::{add as add_layer, remove as remove_layer, size as layer_size, wants_touch};
pub use super::token::{USER, open as open_token, seal as seal_token};
