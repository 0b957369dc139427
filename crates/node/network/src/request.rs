//! What the network is asked for, and what it gives.
//!
//! Must not know: how it is done.

use std::net::Ipv4Addr;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// Where things are on this machine, and what may be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NetworkConfig {
    /// Namespaces are bound here; gone with the next boot: `/run/longshore/NODE/netns`. Attachments, which go with
    /// them, are remembered beside it, in `attachments`.
    pub run_dir: PathBuf,
    /// What outlives a boot is remembered here.
    pub state_dir: PathBuf,
    /// Put into the names of bridges, veths and the rules' table, so that several nodes can live on one machine:
    /// at most 4 letters and digits.
    pub tag: String,
    pub bridge_range: (Ipv4Addr, u8),
    /// First and last host port to give out.
    pub dynamic_ports: (u16, u16),
    /// Host ports that are never given out.
    pub reserved_ports: Vec<u16>,
    /// How many namespaces wait ready.
    pub ready_namespaces: usize,
    /// Answered on this machine for every attachment: the metadata endpoint's.
    pub link_local: Ipv4Addr,
    /// The second address answered on this machine for every attachment: the names' resolver's.
    pub dns_address: Ipv4Addr,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AttachRequest {
    /// Of the asker's choice, at most 128 letters, digits, `-` and `_`.
    pub id: String,
    pub kind: AttachKind,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum AttachKind {
    /// A namespace with nothing but loopback.
    Isolated,
    /// On the machine's own bridge, with an address of its pool.
    Bridge { ports: Vec<PortRequest> },
    /// With an address of its own in a subnet that may span machines.
    Subnet {
        subnet: String,
        address: Ipv4Addr,
        prefix_length: u8,
        gateway: Ipv4Addr,
        mac_address: Option<[u8; 6]>,
        security_groups: Vec<String>,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Protocol {
    Tcp,
    Udp,
}

impl Protocol {
    /// As packets carry it.
    #[must_use]
    pub fn number(self) -> u8 {
        match self {
            Self::Tcp => 6,
            Self::Udp => 17,
        }
    }
}

/// A host port, or `count` neighbouring ones; `host_port` none means any free ones of the dynamic range.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortRequest {
    pub container_port: u16,
    pub count: u16,
    pub host_port: Option<u16>,
    pub protocol: Protocol,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortBinding {
    pub container_port: u16,
    pub count: u16,
    pub host_port: u16,
    pub protocol: Protocol,
}

/// A namespace as it came to be, ready to be joined.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attachment {
    pub id: String,
    /// A file to enter the namespace by; good until the attachment is detached.
    pub namespace: PathBuf,
    pub address: Option<Ipv4Addr>,
    pub prefix_length: u8,
    pub gateway: Option<Ipv4Addr>,
    pub mac_address: Option<[u8; 6]>,
    pub ports: Vec<PortBinding>,
}

/// What passed an interface of an attachment, seen from inside the namespace.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct InterfaceCounters {
    /// As it is called inside the namespace.
    pub name: String,
    pub rx_bytes: u64,
    pub rx_packets: u64,
    pub rx_errors: u64,
    pub rx_dropped: u64,
    pub tx_bytes: u64,
    pub tx_packets: u64,
    pub tx_errors: u64,
    pub tx_dropped: u64,
}
