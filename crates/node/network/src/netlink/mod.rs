//! Netlink: messages as bytes, a socket, and the reading of answers.
//!
//! Must not know: what the messages are for; that is `links`, `conntrack` and `nft`.

mod message;
mod read;
mod socket;

pub(crate) use message::{Attributes, FLAG_CREATE, FLAG_EXCLUSIVE, FLAG_REPLACE, Message};
pub(crate) use read::{Attribute, attributes, find, u32_be, u64_be, u64_native};
pub(crate) use socket::{NETFILTER, ROUTE, Reply, Socket};
