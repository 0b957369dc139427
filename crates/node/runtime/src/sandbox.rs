//! Sandboxes: the network, and the namespaces to share, of one container or of all containers of a task.
//!
//! Must not know: what runs in them.

use std::net::Ipv4Addr;

use serde::{Deserialize, Serialize};

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SandboxSpec {
    pub id: String,
    pub hostname: Option<String>,
    pub network: SandboxNetwork,
    /// Containers may share one process namespace, and one message namespace with /dev/shm.
    pub share_pid: bool,
    pub share_ipc: bool,
    pub dns_servers: Vec<String>,
    pub dns_search: Vec<String>,
    pub extra_hosts: Vec<(String, String)>,
    /// Sandboxes with the same word run the same for the same owner: one may have the network of another that has
    /// ended, where it is as new. None: always one of its own.
    #[serde(default)]
    pub kin: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum SandboxNetwork {
    Host,
    /// Loopback alone.
    None,
    /// The machine's own bridge, with ports of the machine mapped.
    Bridge {
        ports: Vec<PortRequest>,
    },
    /// An address of its own in a subnet.
    Task(TaskNetwork),
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskNetwork {
    pub subnet_id: String,
    pub address: Ipv4Addr,
    pub prefix_length: u8,
    pub gateway: Ipv4Addr,
    /// `02:…`; worked out from the address where it is not given.
    pub mac_address: Option<String>,
    pub security_groups: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum PortProtocol {
    Tcp,
    Udp,
}

/// A port, or a range of neighbouring ones, that the machine shall answer for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortRequest {
    pub container_port: u16,
    /// 1, or more for a range.
    pub count: u16,
    /// None: any free one of the dynamic range.
    pub host_port: Option<u16>,
    pub protocol: PortProtocol,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortBinding {
    pub container_port: u16,
    pub host_port: u16,
    pub count: u16,
    pub protocol: PortProtocol,
}

/// A sandbox as it came to be.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sandbox {
    pub id: String,
    /// A driver may learn it, and the gateway, only as the first container starts: opening again then tells it.
    pub address: Option<Ipv4Addr>,
    pub gateway: Option<Ipv4Addr>,
    pub mac_address: Option<String>,
    pub ports: Vec<PortBinding>,
}
