//! What can go wrong, told so that callers can match it and people can act on it.

use std::net::Ipv4Addr;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NetworkError {
    #[error("host port {port} is already in use; choose another one or stop what uses it")]
    PortTaken { port: u16 },
    #[error("no {count} neighbouring free host ports are left between {first} and {last}")]
    NoFreePort { count: u16, first: u16, last: u16 },
    #[error("no free address is left in the bridge's range; stop tasks or configure a larger range")]
    NoFreeAddress,
    #[error("address {address} already belongs to attachment {holder}")]
    AddressTaken { address: Ipv4Addr, holder: String },
    #[error("the network is not permitted to {what}: {missing} is missing (run as root)")]
    NotPermitted { what: String, missing: &'static str },
    #[error("the kernel refused to {what}: {reason}")]
    Netlink { what: String, errno: i32, reason: String },
    #[error("cannot {what}: {reason}")]
    Io { what: String, reason: String },
    #[error("{0}")]
    InvalidRequest(String),
    #[error("attachment {0} is not known here")]
    NotAttached(String),
    #[error("attachment {id} exists already and was asked for differently; detach it first")]
    AlreadyAttached { id: String },
    #[error("the network has been shut down")]
    Closed,
}
