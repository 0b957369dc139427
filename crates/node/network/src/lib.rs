//! The networks of one machine: namespaces, addresses, port maps and rules, over netlink.
//!
//! Must not know: containers, images, ECS; what an attachment is for.

pub mod request;

#[cfg(target_os = "linux")]
mod addresses;
#[cfg(target_os = "linux")]
mod conntrack;
#[cfg(target_os = "linux")]
pub mod dns;
#[cfg(target_os = "linux")]
mod error;
#[cfg(target_os = "linux")]
mod holder;
#[cfg(target_os = "linux")]
mod host;
#[cfg(target_os = "linux")]
mod links;
#[cfg(target_os = "linux")]
mod namespaces;
#[cfg(target_os = "linux")]
mod netlink;
#[cfg(target_os = "linux")]
mod network;
#[cfg(target_os = "linux")]
mod nft;
#[cfg(target_os = "linux")]
mod plan;
#[cfg(target_os = "linux")]
mod ports;
#[cfg(target_os = "linux")]
mod reaper;
#[cfg(target_os = "linux")]
mod records;
#[cfg(target_os = "linux")]
mod returned;
#[cfg(target_os = "linux")]
mod rules;
#[cfg(target_os = "linux")]
mod settings;
#[cfg(target_os = "linux")]
mod worker;

#[cfg(target_os = "linux")]
pub use error::NetworkError;
#[cfg(target_os = "linux")]
pub use holder::{Holder, holder};
#[cfg(target_os = "linux")]
pub use network::Network;
