//! A sandbox's part of the network, in the network's words.
//!
//! Must not know: namespaces that are not the network's.

use std::collections::HashSet;
use std::net::{SocketAddr, TcpListener};

use longshore_launcher::spec::Namespace;
use longshore_network::NetworkError;
use longshore_network::request::{self, AttachKind, AttachRequest, Attachment};

use super::super::engine::Engine;
use super::has_attachment;
use crate::error::DriverError;
use crate::sandbox::{
    PortBinding, PortProtocol, PortRequest, Sandbox, SandboxNetwork, SandboxSpec, TaskNetwork,
};

impl Engine {
    /// The namespace to join, and what the sandbox is in the network.
    pub(super) async fn attach(&self, spec: &SandboxSpec) -> Result<(Namespace, Sandbox), DriverError> {
        let plain = Sandbox { id: spec.id.clone(), ..Sandbox::default() };
        let Some(kind) = kind(&spec.network)? else { return Ok((Namespace::Host, plain)) };
        let Some(network) = &self.network else {
            return match spec.network {
                // Each container has loopback of its own.
                SandboxNetwork::None => Ok((Namespace::New, plain)),
                _ => Err(DriverError::Unsupported(format!(
                    "sandbox {}: this node was started without a network of its own, so there are only 'host' and 'none'",
                    spec.id
                ))),
            };
        };
        let request = AttachRequest { id: spec.id.clone(), kind };
        let attached = match &spec.kin {
            Some(kin) => network.attach_of_kin(&request, kin).await,
            None => network.attach(&request).await,
        };
        let attachment = attached.map_err(|error| refused(&spec.id, &error))?;
        Ok((Namespace::Join(attachment.namespace.clone()), facts(attachment)))
    }

    /// With a kin, others of it may have the network.
    pub(super) async fn detach(&self, id: &str, kin: Option<&str>) -> Result<(), DriverError> {
        let Some(network) = &self.network else { return Ok(()) };
        let detached = match kin {
            Some(kin) => network.give_back(id, kin).await,
            None => network.detach(id).await,
        };
        match detached {
            Ok(()) | Err(NetworkError::NotAttached(_)) => Ok(()),
            Err(error) => Err(refused(id, &error)),
        }
    }

    /// A listener inside a sandbox without a way out; none in others, which have one.
    pub(crate) async fn listen_inside(
        &self,
        id: &str,
        address: SocketAddr,
    ) -> Result<Option<TcpListener>, DriverError> {
        let isolated = self.sandboxes.open_one(id)?.spec.network == SandboxNetwork::None;
        let Some(network) = self.network.as_ref().filter(|_| isolated) else { return Ok(None) };
        let listener = network.listen_inside(id, address).await;
        listener.map(Some).map_err(|error| refused(id, &error))
    }

    pub(super) async fn attached(&self) -> Result<HashSet<String>, DriverError> {
        let Some(network) = &self.network else { return Ok(HashSet::new()) };
        let all = network.attachments().await.map_err(|error| DriverError::Network(error.to_string()))?;
        Ok(all.into_iter().map(|attachment| attachment.id).collect())
    }

    pub(super) async fn keep_attached(&self, ids: &HashSet<String>) -> Result<(), DriverError> {
        let Some(network) = &self.network else { return Ok(()) };
        let ids: Vec<String> = ids.iter().cloned().collect();
        network.keep_only(&ids).await.map_err(|error| DriverError::Network(error.to_string()))
    }
}

fn kind(network: &SandboxNetwork) -> Result<Option<AttachKind>, DriverError> {
    debug_assert!(has_attachment(network) || *network == SandboxNetwork::Host);
    Ok(match network {
        SandboxNetwork::Host => None,
        SandboxNetwork::None => Some(AttachKind::Isolated),
        SandboxNetwork::Bridge { ports } => {
            Some(AttachKind::Bridge { ports: ports.iter().map(port_request).collect() })
        }
        SandboxNetwork::Task(task) => Some(subnet(task)?),
    })
}

fn subnet(task: &TaskNetwork) -> Result<AttachKind, DriverError> {
    let mac_address = task.mac_address.as_deref().map(parse_mac).transpose()?;
    Ok(AttachKind::Subnet {
        subnet: task.subnet_id.clone(),
        address: task.address,
        prefix_length: task.prefix_length,
        gateway: task.gateway,
        mac_address,
        security_groups: task.security_groups.clone(),
    })
}

fn parse_mac(text: &str) -> Result<[u8; 6], DriverError> {
    let bytes: Option<Vec<u8>> = text.split(':').map(|pair| u8::from_str_radix(pair, 16).ok()).collect();
    let bytes = bytes.and_then(|bytes| <[u8; 6]>::try_from(bytes).ok());
    bytes.ok_or_else(|| {
        DriverError::InvalidSpec(format!("{text:?} is not a MAC address: six pairs of digits with ':'"))
    })
}

fn mac_text(bytes: [u8; 6]) -> String {
    bytes.map(|byte| format!("{byte:02x}")).join(":")
}

fn port_request(port: &PortRequest) -> request::PortRequest {
    request::PortRequest {
        container_port: port.container_port,
        count: port.count,
        host_port: port.host_port,
        protocol: match port.protocol {
            PortProtocol::Tcp => request::Protocol::Tcp,
            PortProtocol::Udp => request::Protocol::Udp,
        },
    }
}

fn facts(attachment: Attachment) -> Sandbox {
    let ports = attachment.ports.iter().map(|port| PortBinding {
        container_port: port.container_port,
        host_port: port.host_port,
        count: port.count,
        protocol: match port.protocol {
            request::Protocol::Tcp => PortProtocol::Tcp,
            request::Protocol::Udp => PortProtocol::Udp,
        },
    });
    Sandbox {
        ports: ports.collect(),
        id: attachment.id,
        address: attachment.address,
        gateway: attachment.gateway,
        mac_address: attachment.mac_address.map(mac_text),
    }
}

fn refused(id: &str, error: &NetworkError) -> DriverError {
    let text = format!("sandbox {id}: {error}");
    match error {
        NetworkError::InvalidRequest(_) => DriverError::InvalidSpec(text),
        NetworkError::NotPermitted { .. } => DriverError::Unsupported(text),
        NetworkError::Netlink { .. } | NetworkError::Io { .. } | NetworkError::Closed => {
            DriverError::Failed(text)
        }
        _ => DriverError::Network(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mac_addresses_are_read_as_they_are_written() {
        let bytes = [0x02, 0x0a, 0xff, 0x00, 0x10, 0x99];
        assert_eq!(parse_mac(&mac_text(bytes)), Ok(bytes));
        for odd in ["", "02:00", "02:00:00:00:00:00:00", "02:00:00:00:00:zz"] {
            assert!(parse_mac(odd).is_err(), "{odd}");
        }
    }
}
