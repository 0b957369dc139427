//! What a request comes to: addresses and ports taken from the pools, and the elements of the rules that follow.

use std::collections::BTreeMap;
use std::net::Ipv4Addr;

use crate::addresses::AddressPool;
use crate::error::NetworkError;
use crate::nft::Elements;
use crate::ports::{BoundSockets, PortTable, binding_ports};
use crate::records::Record;
use crate::request::{AttachKind, Attachment, PortBinding, Protocol};
use crate::settings::Settings;

/// How a namespace is wired.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Plan {
    pub(crate) address: Ipv4Addr,
    pub(crate) prefix_length: u8,
    pub(crate) gateway: Ipv4Addr,
    pub(crate) mac_address: Option<[u8; 6]>,
    pub(crate) ports: Vec<PortBinding>,
}

#[derive(Debug)]
pub(crate) struct Pools {
    pub(crate) addresses: AddressPool,
    pub(crate) ports: PortTable<BoundSockets>,
}

impl Pools {
    /// None for what stays unwired.
    pub(crate) fn plan(
        &mut self,
        kind: &AttachKind,
        settings: &Settings,
        records: &BTreeMap<String, Record>,
    ) -> Result<Option<Plan>, NetworkError> {
        match kind {
            AttachKind::Isolated => Ok(None),
            AttachKind::Bridge { ports } => {
                let ports = self.ports.take(ports)?;
                let address = self.addresses.take().inspect_err(|_| self.ports.release(&ports))?;
                let rules = &settings.rules;
                let (prefix_length, gateway) = (rules.prefix_length, rules.gateway);
                Ok(Some(Plan { address, prefix_length, gateway, mac_address: None, ports }))
            }
            AttachKind::Subnet { address, prefix_length, gateway, mac_address, .. } => {
                let plan = Plan {
                    address: *address,
                    prefix_length: *prefix_length,
                    gateway: *gateway,
                    mac_address: *mac_address,
                    ports: Vec::new(),
                };
                validate(&plan, settings)?;
                refuse_taken(&plan, records)?;
                Ok(Some(plan))
            }
        }
    }

    pub(crate) fn release(&mut self, address: Option<Ipv4Addr>, ports: &[PortBinding]) {
        self.ports.release(ports);
        if let Some(address) = address {
            self.addresses.release(address);
        }
    }
}

fn validate(plan: &Plan, settings: &Settings) -> Result<(), NetworkError> {
    let refuse = |text: String| Err(NetworkError::InvalidRequest(text));
    for address in [plan.address, plan.gateway] {
        let special = address.is_loopback() || address.is_multicast() || address.is_unspecified();
        if special || settings.rules.link_local.contains(&address) || settings.in_range(address) {
            return refuse(format!("{address} cannot be used in a subnet on this machine"));
        }
    }
    if plan.address == plan.gateway || plan.prefix_length == 0 || plan.prefix_length > 32 {
        return refuse(format!(
            "{}/{} behind {} is no place in a subnet",
            plan.address, plan.prefix_length, plan.gateway
        ));
    }
    match plan.mac_address {
        Some([first, ..]) if first & 1 == 1 => {
            refuse("a MAC address of one interface begins with an even byte".to_owned())
        }
        _ => Ok(()),
    }
}

fn refuse_taken(plan: &Plan, records: &BTreeMap<String, Record>) -> Result<(), NetworkError> {
    for record in records.values() {
        let Attachment { id, address, gateway, .. } = &record.attachment;
        let clash = [
            (*address == Some(plan.address)).then_some(plan.address),
            (*gateway == Some(plan.address)).then_some(plan.address),
            (*address == Some(plan.gateway)).then_some(plan.gateway),
        ];
        if let Some(address) = clash.into_iter().flatten().next() {
            return Err(NetworkError::AddressTaken { address, holder: id.clone() });
        }
    }
    Ok(())
}

/// What an attachment puts into the rules.
pub(crate) fn elements_of(attachment: &Attachment, settings: &Settings) -> Elements {
    let mut elements = Elements::default();
    let Some(address) = attachment.address else { return elements };
    for binding in &attachment.ports {
        let inner = binding.container_port..=u16::MAX;
        elements.ports.extend(
            binding_ports(binding).zip(inner).map(|(outer, inner)| (binding.protocol, outer, address, inner)),
        );
    }
    if !attachment.ports.is_empty() {
        elements.hairpins.push(address);
    }
    if !settings.in_range(address) {
        elements.subnet_addresses.push(address);
    }
    elements
}

/// Host ports to which flows of UDP may have been sent before.
pub(crate) fn udp_ports(attachment: &Attachment) -> Vec<u16> {
    let bindings = attachment.ports.iter().filter(|binding| binding.protocol == Protocol::Udp);
    bindings.flat_map(binding_ports).collect()
}
