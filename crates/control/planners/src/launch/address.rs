//! The address of a new task of network mode awsvpc: one of its subnets' that nobody else has.
//!
//! Must not know: bridges, namespaces, or how an address reaches a machine.

use std::net::Ipv4Addr;

use longshore_shapes::ecs::{Attachment, KeyValuePair};
use longshore_world::records::launch::LaunchNetwork;
use longshore_world::records::network::{Subnet, SubnetKey};
use longshore_world::records::task::{ADDRESSES, Task, TaskAddress, TaskKey, address_place};
use longshore_world::{KeyBytes, Scope, Tx, Word};

use crate::placement::Lack;

/// The first addresses of a subnet and its last are not given out: network, router, resolver, spare, broadcast.
const ADDRESSES_KEPT_FIRST: u32 = 4;
const ADDRESSES_KEPT_LAST: u32 = 1;

pub const ATTACHMENT_TYPE: &str = "ElasticNetworkInterface";
pub const SUBNET: &str = "subnetId";
pub const INTERFACE: &str = "networkInterfaceId";
pub const MAC: &str = "macAddress";
pub const DNS_NAME: &str = "privateDnsName";
pub const ADDRESS: &str = "privateIPv4Address";

/// A free address, of a subnet in the instance's zone where the instance is in one.
pub(super) fn take(
    tx: &mut Tx<'_>,
    scope: Scope,
    network: &LaunchNetwork,
    zone: Option<&str>,
) -> Result<TaskAddress, Lack> {
    let mut near = false;
    for id in &network.subnets {
        let Some(subnet) = tx.get::<Subnet>(&SubnetKey { scope, id: id.clone() }).cloned() else { continue };
        if zone.is_some() && subnet.subnet.availability_zone.as_deref() != zone {
            continue;
        }
        near = true;
        if let Some(address) = free_address(tx, scope, id, &subnet) {
            return Ok(TaskAddress {
                subnet_id: Word::of(id),
                address: i64::from(u32::from(address)),
                status: "PRECREATED".into(),
            });
        }
    }
    Err(if near { Lack::Address } else { Lack::Location })
}

/// The first and the last address of a range that are given out.
fn range(subnet: &Subnet) -> Option<(u32, u32)> {
    let (base, length) = subnet.subnet.cidr_block.as_deref()?.split_once('/')?;
    let (base, length) = (u32::from(base.parse::<Ipv4Addr>().ok()?), length.parse::<u32>().ok()?);
    let size = 1_u32.checked_shl(32_u32.checked_sub(length)?)?;
    let first = base.checked_add(ADDRESSES_KEPT_FIRST)?;
    let last = base.checked_add(size - 1)?.checked_sub(ADDRESSES_KEPT_LAST)?;
    (first <= last).then_some((first, last))
}

/// The address of a subnet that its router has.
pub fn router(subnet: &Subnet) -> Option<Ipv4Addr> {
    range(subnet).map(|(first, _)| Ipv4Addr::from(first - ADDRESSES_KEPT_FIRST + 1))
}

/// Looks on from a random address, so that one that was just given back is not given out again at once.
fn free_address(tx: &mut Tx<'_>, scope: Scope, subnet_id: &str, subnet: &Subnet) -> Option<Ipv4Addr> {
    let (first, last) = range(subnet)?;
    let count = last - first + 1;
    let random = u32::try_from(tx.random_u64() >> 32).ok()?;
    let free = |address: &u32| {
        let place: KeyBytes = address_place(scope, subnet_id, i64::from(*address));
        tx.keys_by_index::<Task>(ADDRESSES, &place, None).next().is_none()
    };
    let start = first + random % count;
    (start..=last).chain(first..start).find(free).map(Ipv4Addr::from)
}

/// The interface that stands for a task's address, as DescribeTasks shows it.
pub fn attachment(key: &TaskKey, place: &TaskAddress) -> Attachment {
    let address = Ipv4Addr::from(u32::try_from(place.address).unwrap_or_default());
    let [a, b, c, d] = address.octets();
    let detail = |name: &str, value: String| KeyValuePair { name: Some(name.to_owned()), value: Some(value) };
    let details = vec![
        detail(SUBNET, place.subnet_id.to_string()),
        detail(INTERFACE, key.interface_id()),
        detail(MAC, format!("0a:{:02x}:{a:02x}:{b:02x}:{c:02x}:{d:02x}", mac_byte(&place.subnet_id))),
        detail(DNS_NAME, format!("ip-{a}-{b}-{c}-{d}.{}", domain(key.scope))),
        detail(ADDRESS, address.to_string()),
    ];
    Attachment {
        id: Some(key.attachment_id()),
        r#type: Some(ATTACHMENT_TYPE.to_owned()),
        status: Some(place.status.to_string()),
        details: Some(details),
    }
}

/// What private names end in; the oldest region has a name of its own.
fn domain(scope: Scope) -> String {
    match scope.region.as_str() {
        "us-east-1" => "ec2.internal".to_owned(),
        region => format!("{region}.compute.internal"),
    }
}

/// Tells equal addresses of different subnets apart.
fn mac_byte(subnet_id: &str) -> u8 {
    subnet_id.bytes().fold(0, |sum: u8, byte| sum.wrapping_mul(31).wrapping_add(byte))
}

/// A detail of an attachment, by its name.
pub fn detail<'a>(attachment: &'a Attachment, name: &str) -> Option<&'a str> {
    let mut details = attachment.details.iter().flatten();
    details.find(|detail| detail.name.as_deref() == Some(name))?.value.as_deref()
}
