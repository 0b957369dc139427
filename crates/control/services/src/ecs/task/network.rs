//! The address of a task of network mode awsvpc: one of its subnet's that nobody else has.
//!
//! Must not know: bridges, namespaces, or how an address reaches a machine.

use std::net::Ipv4Addr;

use longshore_link::NetworkInterface;
use longshore_shapes::ApiError;
use longshore_shapes::ecs::{
    AssignPublicIp, Attachment, AwsVpcConfiguration, KeyValuePair, NetworkConfiguration, NetworkMode,
    TaskDefinition,
};
use longshore_world::records::network::{SecurityGroup, SecurityGroupKey, Subnet, SubnetKey};
use longshore_world::records::task::{ADDRESSES, Task, TaskAddress, address_place};
use longshore_world::{KeyBytes, Scope, Tx, World};

use crate::ecs::problems::invalid;

const SUBNETS_MAX: usize = 16;
const SECURITY_GROUPS_MAX: usize = 5;
/// The first addresses of a subnet and its last are not given out: network, router, resolver, spare, broadcast.
const ADDRESSES_KEPT_FIRST: u32 = 4;
const ADDRESSES_KEPT_LAST: u32 = 1;
pub(super) const ATTACHMENT_TYPE: &str = "ElasticNetworkInterface";
const DEFAULT_GROUP: &str = "default";

/// The network that a request asks for, checked against the world.
pub(super) struct Network {
    subnets: Vec<Subnet>,
    security_groups: Vec<String>,
}

/// What a task's definition asks of the request's network configuration, and nothing else.
pub(super) fn checked(
    world: &World,
    scope: Scope,
    definition: &TaskDefinition,
    given: Option<&NetworkConfiguration>,
) -> Result<Option<Network>, ApiError> {
    let given = given.and_then(|given| given.awsvpc_configuration.as_ref());
    let awsvpc = definition.network_mode == Some(NetworkMode::Awsvpc);
    match given {
        None if awsvpc => {
            Err(invalid("Network Configuration must be provided when networkMode 'awsvpc' is specified."))
        }
        Some(_) if !awsvpc => Err(invalid(
            "Network Configuration is not valid for the given networkMode of this task definition.",
        )),
        given => given.map(|given| network(world, scope, given)).transpose(),
    }
}

fn network(world: &World, scope: Scope, given: &AwsVpcConfiguration) -> Result<Network, ApiError> {
    if given.subnets.is_empty() {
        return Err(invalid("subnets can not be empty."));
    }
    if given.subnets.len() > SUBNETS_MAX {
        return Err(invalid(format!("subnets can have at most {SUBNETS_MAX} items.")));
    }
    if given.assign_public_ip == Some(AssignPublicIp::Enabled) {
        return Err(invalid("Assign public IP is not supported for this launch type."));
    }
    let subnet = |id: &String| {
        let found = world.get::<Subnet>(&SubnetKey { scope, id: id.clone() });
        let missing = || {
            invalid(format!(
                "Error retrieving subnet information for [{id}]: The subnet ID '{id}' does not exist"
            ))
        };
        found.map(|row| Subnet::clone(row)).ok_or_else(missing)
    };
    let subnets: Vec<Subnet> = given.subnets.iter().map(subnet).collect::<Result<_, _>>()?;
    let vpc = subnets.first().and_then(|row| row.subnet.vpc_id.clone()).unwrap_or_default();
    if subnets.iter().any(|row| row.subnet.vpc_id.as_ref() != Some(&vpc)) {
        return Err(invalid("subnets must all be of the same VPC."));
    }
    let security_groups = groups(world, scope, &vpc, given.security_groups.as_deref().unwrap_or_default())?;
    Ok(Network { subnets, security_groups })
}

fn groups(world: &World, scope: Scope, vpc: &str, given: &[String]) -> Result<Vec<String>, ApiError> {
    if given.len() > SECURITY_GROUPS_MAX {
        return Err(invalid(format!("securityGroups can have at most {SECURITY_GROUPS_MAX} items.")));
    }
    for id in given {
        let key = SecurityGroupKey { scope, id: id.clone() };
        let found = world.get::<SecurityGroup>(&key);
        if found.is_none_or(|row| row.group.vpc_id.as_deref() != Some(vpc)) {
            let problem = format!("The security group '{id}' does not exist in VPC {vpc}");
            return Err(invalid(format!(
                "Error retrieving security group information for [{id}]: {problem}"
            )));
        }
    }
    if !given.is_empty() {
        return Ok(given.to_vec());
    }
    let prefix = crate::ecs::scope_prefix(scope);
    let mut all = world.scan::<SecurityGroup>(&prefix);
    let default = all.find(|(_, row)| {
        row.group.vpc_id.as_deref() == Some(vpc) && row.group.group_name.as_deref() == Some(DEFAULT_GROUP)
    });
    Ok(default.map(|(key, _)| key.id).into_iter().collect())
}

/// Why a task cannot have a place on an instance's network.
pub(super) const LOCATION: &str = "LOCATION";
pub(super) const FULL: &str = "RESOURCE:ENI";

impl Network {
    /// A free address, of a subnet in the instance's zone where the instance is in one.
    pub(super) fn address(
        &self,
        tx: &mut Tx<'_>,
        scope: Scope,
        zone: Option<&str>,
    ) -> Result<Place, &'static str> {
        let near = |row: &&Subnet| zone.is_none() || row.subnet.availability_zone.as_deref() == zone;
        let mut near = self.subnets.iter().filter(near).peekable();
        if near.peek().is_none() {
            return Err(LOCATION);
        }
        for row in near {
            let subnet_id = row.subnet.subnet_id.clone().unwrap_or_default();
            if let Some(address) = free_address(tx, scope, &subnet_id, row) {
                let security_groups = self.security_groups.clone();
                let place =
                    TaskAddress { subnet_id, address: i64::from(u32::from(address)), security_groups };
                return Ok(Place::new(tx, scope, place, address));
            }
        }
        Err(FULL)
    }
}

/// The first and the last address of a range that are given out.
fn range(row: &Subnet) -> Option<(u32, u32)> {
    let (base, length) = row.subnet.cidr_block.as_deref()?.split_once('/')?;
    let (base, length) = (u32::from(base.parse::<Ipv4Addr>().ok()?), length.parse::<u32>().ok()?);
    let size = 1_u32.checked_shl(32_u32.checked_sub(length)?)?;
    let first = base.checked_add(ADDRESSES_KEPT_FIRST)?;
    let last = base.checked_add(size - 1)?.checked_sub(ADDRESSES_KEPT_LAST)?;
    (first <= last).then_some((first, last))
}

/// Looks on from a random address, so that one that was just given back is not given out again at once.
fn free_address(tx: &mut Tx<'_>, scope: Scope, subnet_id: &str, row: &Subnet) -> Option<Ipv4Addr> {
    let (first, last) = range(row)?;
    let count = last - first + 1;
    let random = u32::from_str_radix(tx.new_id().get(..8)?, 16).ok()?;
    let free = |address: &u32| {
        let place: KeyBytes = address_place(scope, subnet_id, i64::from(*address));
        tx.keys_by_index::<Task>(ADDRESSES, &place, None).next().is_none()
    };
    let start = first + random % count;
    (start..=last).chain(first..start).find(free).map(Ipv4Addr::from)
}

/// An address with the interface that stands for it.
pub(super) struct Place {
    pub(super) address: TaskAddress,
    pub(super) attachment: Attachment,
}

impl Place {
    fn new(tx: &mut Tx<'_>, scope: Scope, place: TaskAddress, address: Ipv4Addr) -> Self {
        let [a, b, c, d] = address.octets();
        let id = tx.new_id();
        let interface = format!("eni-{}", id.get(..17).unwrap_or(&id));
        let detail =
            |name: &str, value: String| KeyValuePair { name: Some(name.to_owned()), value: Some(value) };
        let details = vec![
            detail(SUBNET, place.subnet_id.clone()),
            detail(INTERFACE, interface),
            detail(MAC, format!("0a:{:02x}:{a:02x}:{b:02x}:{c:02x}:{d:02x}", mac_byte(&place.subnet_id))),
            detail(DNS_NAME, format!("ip-{a}-{b}-{c}-{d}.{}", domain(scope))),
            detail(ADDRESS, address.to_string()),
        ];
        let attachment = Attachment {
            id: Some(tx.new_uuid()),
            r#type: Some(ATTACHMENT_TYPE.to_owned()),
            status: Some("PRECREATED".to_owned()),
            details: Some(details),
        };
        Self { address: place, attachment }
    }
}

const SUBNET: &str = "subnetId";
const INTERFACE: &str = "networkInterfaceId";
const MAC: &str = "macAddress";
const DNS_NAME: &str = "privateDnsName";
const ADDRESS: &str = "privateIPv4Address";

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

pub(super) fn detail<'a>(attachment: &'a Attachment, name: &str) -> Option<&'a str> {
    let mut details = attachment.details.iter().flatten();
    details.find(|detail| detail.name.as_deref() == Some(name))?.value.as_deref()
}

pub(super) fn address_of(attachment: &Attachment) -> Option<&str> {
    detail(attachment, ADDRESS)
}

/// What a node needs to give a task its address.
pub(super) fn interface(world: &World, scope: Scope, row: &Task) -> Option<NetworkInterface> {
    let place = row.address.as_ref()?;
    let attachments = row.task.attachments.iter().flatten();
    let attachment = attachments.into_iter().find(|it| it.r#type.as_deref() == Some(ATTACHMENT_TYPE))?;
    let subnet = world.get::<Subnet>(&SubnetKey { scope, id: place.subnet_id.clone() });
    let subnet_range = subnet.and_then(|row| row.subnet.cidr_block.clone());
    let router =
        subnet.and_then(|row| range(row)).map(|(first, _)| Ipv4Addr::from(first - ADDRESSES_KEPT_FIRST + 1));
    let text = |name| detail(attachment, name).map(str::to_owned);
    Some(NetworkInterface {
        attachment_id: attachment.id.clone(),
        network_interface_id: text(INTERFACE),
        subnet_id: Some(place.subnet_id.clone()),
        address: text(ADDRESS),
        subnet_range,
        gateway: router.map(|router| router.to_string()),
        mac_address: text(MAC),
        private_dns_name: text(DNS_NAME),
        security_groups: Some(place.security_groups.clone()),
        dns_servers: None,
        dns_search: None,
    })
}

/// The VPC that a task's subnet is of.
pub(super) fn vpc_of(world: &World, scope: Scope, row: &Task) -> Option<String> {
    let id = row.address.as_ref()?.subnet_id.clone();
    world.get::<Subnet>(&SubnetKey { scope, id })?.subnet.vpc_id.clone()
}
