//! Interfaces, addresses, routes and neighbours of the kernel, as netlink messages, and the reading of links.
//!
//! Must not know: attachments, rules, files.

use std::net::Ipv4Addr;
use std::os::fd::{AsRawFd, BorrowedFd};

use rustix::io::Errno;

use crate::error::NetworkError;
use crate::netlink::{
    Attribute, Attributes, FLAG_CREATE, FLAG_EXCLUSIVE, FLAG_REPLACE, Message, Reply, Socket, attributes,
    find, u64_native,
};
use crate::request::InterfaceCounters;

pub(crate) const LOOPBACK_INDEX: u32 = 1;

const NEW_LINK: u16 = 16;
const DELETE_LINK: u16 = 17;
const GET_LINK: u16 = 18;
const SET_LINK: u16 = 19;
const NEW_ADDRESS: u16 = 20;
const DELETE_ADDRESS: u16 = 21;
const GET_ADDRESS: u16 = 22;
const NEW_ROUTE: u16 = 24;
const DELETE_ROUTE: u16 = 25;
const NEW_NEIGHBOUR: u16 = 28;
const DELETE_NEIGHBOUR: u16 = 29;

const INET: u8 = 2;
const INET6_SPEC: u16 = 10;
const UP: u32 = 1;

const LINK_ADDRESS: u16 = 1;
const LINK_NAME: u16 = 3;
const LINK_INFO: u16 = 18;
const LINK_INFO_KIND: u16 = 1;
const LINK_INFO_DATA: u16 = 2;
const LINK_STATISTICS: u16 = 23;
const LINK_FAMILIES: u16 = 26;
const LINK_GROUP: u16 = 27;
const LINK_NAMESPACE_FD: u16 = 28;
const LINK_SENDING_QUEUES: u16 = 31;
const LINK_RECEIVING_QUEUES: u16 = 32;
const VETH_PEER: u16 = 1;
const INET_CONFIGURATION: u16 = 1;
const INET6_ADDRESS_GENERATION: u16 = 8;
const NO_GENERATED_ADDRESS: u8 = 1;
const RP_FILTER: u16 = 8;
const ROUTE_LOCALNET: u16 = 26;

const ADDRESS_PEER: u16 = 1;
const ADDRESS_LOCAL: u16 = 2;
const ADDRESS_FLAGS: u16 = 8;
const NO_PREFIX_ROUTE: u32 = 0x200;

const ROUTE_DESTINATION: u16 = 1;
const ROUTE_INTERFACE: u16 = 4;
const ROUTE_GATEWAY: u16 = 5;
const ROUTE_SOURCE: u16 = 7;
const MAIN_TABLE: u8 = 254;
const SET_BY_US: u8 = 4;
const SCOPE_GLOBAL: u8 = 0;
const SCOPE_LINK: u8 = 253;
const UNICAST: u8 = 1;

const NEIGHBOUR_ADDRESS: u16 = 1;
const NEIGHBOUR_MAC: u16 = 2;
const PERMANENT: u16 = 0x80;

/// Size of the fixed part in front of a link's attributes.
const LINK_FIXED: usize = 16;
const ADDRESS_FIXED: usize = 8;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Link {
    pub(crate) index: u32,
    pub(crate) name: String,
    pub(crate) mac_address: Option<[u8; 6]>,
    pub(crate) counters: InterfaceCounters,
}

fn link_fixed(index: u32, flags: u32) -> Vec<u8> {
    let mut fixed = vec![0; 4];
    fixed.extend(index.to_ne_bytes());
    fixed.extend(flags.to_ne_bytes());
    fixed.extend(flags.to_ne_bytes());
    fixed
}

pub(crate) fn create_bridge(name: &str) -> Message {
    let info = Attributes::new().text(LINK_INFO_KIND, "bridge");
    let attributes = Attributes::new().text(LINK_NAME, name).nested(LINK_INFO, info);
    Message::new("create a bridge", NEW_LINK, FLAG_CREATE | FLAG_EXCLUSIVE, &link_fixed(0, 0), attributes)
        .tolerating(&[Errno::EXIST])
}

/// Both ends at once, the second one as `inner` inside the namespace. A queue each: the kernel hands a packet from
/// one end to the other on the processor it is on, and would make a queue (and a folder of files in /sys) for every
/// processor.
pub(crate) fn create_veth(name: &str, inner: &str, namespace: BorrowedFd<'_>) -> Message {
    let fd = u32::try_from(namespace.as_raw_fd()).unwrap_or(u32::MAX);
    let peer = one_queue(Attributes::new().text(LINK_NAME, inner).u32(LINK_NAMESPACE_FD, fd));
    let data = Attributes::new().nested_behind(VETH_PEER, &link_fixed(0, 0), peer);
    let info = Attributes::new().text(LINK_INFO_KIND, "veth").nested(LINK_INFO_DATA, data);
    let attributes = one_queue(Attributes::new().text(LINK_NAME, name)).nested(LINK_INFO, info);
    Message::new("create a veth", NEW_LINK, FLAG_CREATE | FLAG_EXCLUSIVE, &link_fixed(0, 0), attributes)
}

fn one_queue(attributes: Attributes) -> Attributes {
    attributes.u32(LINK_SENDING_QUEUES, 1).u32(LINK_RECEIVING_QUEUES, 1)
}

/// The machine's end: packets from 127.0.0.1 may pass (the rules see to it that only ours do), senders' addresses
/// are checked against the routes, and no IPv6 address is made up.
pub(crate) fn set_up_host_end(name: &str) -> [Message; 2] {
    let inet = Attributes::new().u32(RP_FILTER, 1).u32(ROUTE_LOCALNET, 1);
    let families = Attributes::new()
        .nested(u16::from(INET), Attributes::new().nested(INET_CONFIGURATION, inet))
        .append(no_generated_address());
    [with_families(name, families), bring_up(name)]
}

pub(crate) fn set_up_inner_end(name: &str) -> [Message; 2] {
    [with_families(name, no_generated_address()), bring_up(name)]
}

fn no_generated_address() -> Attributes {
    Attributes::new().nested(INET6_SPEC, Attributes::new().u8(INET6_ADDRESS_GENERATION, NO_GENERATED_ADDRESS))
}

fn with_families(name: &str, families: Attributes) -> Message {
    let attributes = Attributes::new().text(LINK_NAME, name).nested(LINK_FAMILIES, families);
    Message::new("set up an interface", SET_LINK, 0, &link_fixed(0, 0), attributes)
        .tolerating(&[Errno::AFNOSUPPORT])
}

pub(crate) fn bring_up(name: &str) -> Message {
    let attributes = Attributes::new().text(LINK_NAME, name);
    Message::new("bring up an interface", SET_LINK, 0, &link_fixed(0, UP), attributes)
}

pub(crate) fn set_mac(index: u32, mac_address: [u8; 6]) -> Message {
    let attributes = Attributes::new().bytes(LINK_ADDRESS, &mac_address);
    Message::new("set a MAC address", SET_LINK, 0, &link_fixed(index, 0), attributes)
}

pub(crate) fn put_into_group(index: u32, group: u32) -> Message {
    let attributes = Attributes::new().u32(LINK_GROUP, group);
    Message::new("mark an interface for removal", SET_LINK, 0, &link_fixed(index, 0), attributes)
        .tolerating(&[Errno::NODEV])
}

/// All interfaces of a group at once, with one wait of the kernel for all of them.
pub(crate) fn delete_group(group: u32) -> Message {
    let attributes = Attributes::new().u32(LINK_GROUP, group);
    Message::new("remove interfaces", DELETE_LINK, 0, &link_fixed(0, 0), attributes)
        .tolerating(&[Errno::NODEV])
}

pub(crate) fn delete_link(name: &str) -> Message {
    let attributes = Attributes::new().text(LINK_NAME, name);
    Message::new("remove an interface", DELETE_LINK, 0, &link_fixed(0, 0), attributes)
        .tolerating(&[Errno::NODEV])
}

fn address_fixed(index: u32, prefix_length: u8, scope: u8) -> Vec<u8> {
    let mut fixed = vec![INET, prefix_length, 0, scope];
    fixed.extend(index.to_ne_bytes());
    fixed
}

fn address_attributes(address: Ipv4Addr) -> Attributes {
    Attributes::new().bytes(ADDRESS_PEER, &address.octets()).bytes(ADDRESS_LOCAL, &address.octets())
}

/// With the route to its range that the kernel adds.
pub(crate) fn add_address(index: u32, address: Ipv4Addr, prefix_length: u8) -> Message {
    add_address_with(index, address, prefix_length, 0)
}

/// Without the route to its range: neighbours are reached through the gateway as well.
pub(crate) fn add_routed_address(index: u32, address: Ipv4Addr, prefix_length: u8) -> Message {
    add_address_with(index, address, prefix_length, NO_PREFIX_ROUTE)
}

fn add_address_with(index: u32, address: Ipv4Addr, prefix_length: u8, flags: u32) -> Message {
    let fixed = address_fixed(index, prefix_length, SCOPE_GLOBAL);
    let attributes = address_attributes(address).u32(ADDRESS_FLAGS, flags);
    Message::new("add an address", NEW_ADDRESS, FLAG_CREATE | FLAG_EXCLUSIVE, &fixed, attributes)
        .tolerating(&[Errno::EXIST])
}

pub(crate) fn delete_address(index: u32, address: Ipv4Addr, prefix_length: u8) -> Message {
    let fixed = address_fixed(index, prefix_length, SCOPE_GLOBAL);
    Message::new("remove an address", DELETE_ADDRESS, 0, &fixed, address_attributes(address))
        .tolerating(&[Errno::ADDRNOTAVAIL, Errno::NODEV])
}

fn route(
    what: &'static str,
    kind: u16,
    flags: u16,
    scope: u8,
    attributes: Attributes,
    length: u8,
) -> Message {
    let fixed = [INET, length, 0, 0, MAIN_TABLE, SET_BY_US, scope, UNICAST, 0, 0, 0, 0];
    Message::new(what, kind, flags, &fixed, attributes)
}

/// One address behind an interface; `source` is what the machine itself sends from.
pub(crate) fn add_route(index: u32, to: Ipv4Addr, source: Option<Ipv4Addr>) -> Message {
    let mut attributes = Attributes::new().bytes(ROUTE_DESTINATION, &to.octets()).u32(ROUTE_INTERFACE, index);
    if let Some(source) = source {
        attributes = attributes.bytes(ROUTE_SOURCE, &source.octets());
    }
    route("add a route", NEW_ROUTE, FLAG_CREATE | FLAG_REPLACE, SCOPE_LINK, attributes, 32)
}

pub(crate) fn add_default_route(index: u32, gateway: Ipv4Addr) -> Message {
    let attributes = Attributes::new().bytes(ROUTE_GATEWAY, &gateway.octets()).u32(ROUTE_INTERFACE, index);
    route("add a default route", NEW_ROUTE, FLAG_CREATE | FLAG_REPLACE, SCOPE_GLOBAL, attributes, 0)
}

pub(crate) fn delete_route(index: u32, to: Ipv4Addr) -> Message {
    let attributes = Attributes::new().bytes(ROUTE_DESTINATION, &to.octets()).u32(ROUTE_INTERFACE, index);
    route("remove a route", DELETE_ROUTE, 0, SCOPE_LINK, attributes, 32)
        .tolerating(&[Errno::SRCH, Errno::NODEV])
}

/// Known from the start, so that no first packet waits for an answer and no table of neighbours overflows.
pub(crate) fn add_neighbour(index: u32, address: Ipv4Addr, mac_address: [u8; 6]) -> Message {
    let fixed = neighbour_fixed(index);
    let attributes =
        Attributes::new().bytes(NEIGHBOUR_ADDRESS, &address.octets()).bytes(NEIGHBOUR_MAC, &mac_address);
    Message::new("add a neighbour", NEW_NEIGHBOUR, FLAG_CREATE | FLAG_REPLACE, &fixed, attributes)
}

pub(crate) fn delete_neighbour(index: u32, address: Ipv4Addr) -> Message {
    let attributes = Attributes::new().bytes(NEIGHBOUR_ADDRESS, &address.octets());
    Message::new("remove a neighbour", DELETE_NEIGHBOUR, 0, &neighbour_fixed(index), attributes)
        .tolerating(&[Errno::NOENT, Errno::NODEV, Errno::NXIO])
}

fn neighbour_fixed(index: u32) -> Vec<u8> {
    let mut fixed = vec![INET, 0, 0, 0];
    fixed.extend(index.to_ne_bytes());
    fixed.extend(PERMANENT.to_ne_bytes());
    fixed.extend([0, UNICAST]);
    fixed
}

pub(crate) fn all_links(socket: &mut Socket) -> Result<Vec<Link>, NetworkError> {
    let request = Message::new("list interfaces", GET_LINK, 0, &link_fixed(0, 0), Attributes::new());
    Ok(socket.dump(&request)?.iter().filter_map(read_link).collect())
}

pub(crate) fn link_by_name(socket: &mut Socket, name: &str) -> Result<Option<Link>, NetworkError> {
    let attributes = Attributes::new().text(LINK_NAME, name);
    let request = Message::new("look at an interface", GET_LINK, 0, &link_fixed(0, 0), attributes)
        .tolerating(&[Errno::NODEV]);
    Ok(socket.get(&request)?.as_ref().and_then(read_link))
}

/// The IPv4 addresses of one interface with their prefix lengths.
pub(crate) fn addresses_of(socket: &mut Socket, index: u32) -> Result<Vec<(Ipv4Addr, u8)>, NetworkError> {
    let request =
        Message::new("list addresses", GET_ADDRESS, 0, &address_fixed(0, 0, SCOPE_GLOBAL), Attributes::new());
    Ok(socket.dump(&request)?.iter().filter_map(|reply| read_address(reply, index)).collect())
}

fn read_address(reply: &Reply, of: u32) -> Option<(Ipv4Addr, u8)> {
    let [_, prefix_length, _, _, i0, i1, i2, i3] = *reply.body.first_chunk::<ADDRESS_FIXED>()?;
    let local = find(&reply.body, ADDRESS_FIXED, ADDRESS_LOCAL)?.first_chunk::<4>()?;
    (u32::from_ne_bytes([i0, i1, i2, i3]) == of).then(|| (Ipv4Addr::from(*local), prefix_length))
}

fn read_link(reply: &Reply) -> Option<Link> {
    let [.., i0, i1, i2, i3] = *reply.body.first_chunk::<8>()?;
    let mut link = Link {
        index: u32::from_ne_bytes([i0, i1, i2, i3]),
        name: String::new(),
        mac_address: None,
        counters: InterfaceCounters::default(),
    };
    for attribute in attributes(&reply.body, LINK_FIXED) {
        match attribute.kind {
            LINK_NAME => attribute.text().clone_into(&mut link.name),
            LINK_ADDRESS => link.mac_address = attribute.value.first_chunk::<6>().copied(),
            LINK_STATISTICS => link.counters = read_counters(&attribute),
            _ => {}
        }
    }
    Some(link)
}

fn read_counters(attribute: &Attribute<'_>) -> InterfaceCounters {
    let at = |offset| u64_native(attribute.value, offset).unwrap_or_default();
    InterfaceCounters {
        name: String::new(),
        rx_packets: at(0),
        tx_packets: at(8),
        rx_bytes: at(16),
        tx_bytes: at(24),
        rx_errors: at(32),
        tx_errors: at(40),
        rx_dropped: at(48),
        tx_dropped: at(56),
    }
}

/// The machine's end sends what the namespace receives.
pub(crate) fn seen_from_the_other_end(name: &str, counters: &InterfaceCounters) -> InterfaceCounters {
    InterfaceCounters {
        name: name.to_owned(),
        rx_packets: counters.tx_packets,
        rx_bytes: counters.tx_bytes,
        rx_errors: counters.tx_errors,
        rx_dropped: counters.tx_dropped,
        tx_packets: counters.rx_packets,
        tx_bytes: counters.rx_bytes,
        tx_errors: counters.rx_errors,
        tx_dropped: counters.rx_dropped,
    }
}
