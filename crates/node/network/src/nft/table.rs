//! The table of our own: what stands in it, built anew in one transaction, and its elements that come and go.
//!
//! Chains: `guard` (addresses nobody may use from outside), `inbound` (who may reach the link-local addresses),
//! `published` and `published_here` (host ports to containers, for packets from elsewhere and from this machine),
//! `leaving` (whose address is hidden behind the machine's), `passing` with `to_attachments` and
//! `from_attachments`, which are empty: the place where security groups will stand.

use std::net::Ipv4Addr;

use rustix::io::Errno;

use super::batch::{commit, message};
use super::expression::{DATA_VALUE, LIST_ELEMENT, Rule, Verdict};
use crate::error::NetworkError;
use crate::netlink::{Attributes, FLAG_CREATE, Message, Socket};
use crate::request::Protocol;

const NEW_TABLE: u16 = 0;
const GET_TABLE: u16 = 1;
const DELETE_TABLE: u16 = 2;
const NEW_CHAIN: u16 = 3;
pub(super) const NEW_RULE: u16 = 6;
const NEW_SET: u16 = 9;
const NEW_ELEMENTS: u16 = 12;
const DELETE_ELEMENTS: u16 = 14;
/// Behind the rules that are there, when a rule is added.
const FLAG_APPEND: u16 = 0x800;

const PORTS: &str = "ports";
const HAIRPINS: &str = "hairpins";
const SUBNET_ADDRESSES: &str = "subnet_addresses";
const SET_MAP: u32 = 8;
/// Numbers by which the rules' users are shown types; a type of two parts shifts the first one.
const TYPE_ADDRESS: u32 = 7;
const TYPE_PROTOCOL: u32 = 12;
const TYPE_PORT: u32 = 13;
const TYPE_SHIFT: u32 = 6;

const PREROUTING: u32 = 0;
const INPUT: u32 = 1;
const FORWARD: u32 = 2;
const OUTPUT: u32 = 3;
const POSTROUTING: u32 = 4;
const BEFORE_CONNECTIONS: i32 = -300;
const AT_DESTINATION: i32 = -100;
const AT_FILTER: i32 = 0;
const AT_SOURCE: i32 = 100;
const POLICY_ACCEPT: u32 = 1;
/// A list of elements is one attribute, of at most 64 KiB.
const ELEMENT_BYTES: usize = 48 << 10;
/// How the interfaces of every node begin. Nodes of one machine hold the same link-local addresses, so none drops
/// what comes to them from another's containers.
const ANY_NODE_PREFIX: &str = "ls";

/// What the table is built from, besides its elements.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Ruleset {
    pub(crate) table: String,
    /// Names of all interfaces of attachments begin so.
    pub(crate) prefix: String,
    pub(crate) network: Ipv4Addr,
    pub(crate) prefix_length: u8,
    pub(crate) gateway: Ipv4Addr,
    pub(crate) link_local: [Ipv4Addr; 2],
}

/// What attachments put into the table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Elements {
    /// Protocol, host port, and where it leads.
    pub(crate) ports: Vec<(Protocol, u16, Ipv4Addr, u16)>,
    /// Those that may come back to themselves over a host port.
    pub(crate) hairpins: Vec<Ipv4Addr>,
    /// Addresses outside the bridge's range.
    pub(crate) subnet_addresses: Vec<Ipv4Addr>,
}

impl Elements {
    pub(crate) fn is_empty(&self) -> bool {
        self.ports.is_empty() && self.hairpins.is_empty() && self.subnet_addresses.is_empty()
    }

    pub(crate) fn extend(&mut self, more: Self) {
        self.ports.extend(more.ports);
        self.hairpins.extend(more.hairpins);
        self.subnet_addresses.extend(more.subnet_addresses);
    }
}

/// The whole table from nothing, in one transaction: whatever stood in it is gone.
pub(crate) fn rebuild(socket: &mut Socket, rules: &Ruleset, elements: &Elements) -> Result<(), NetworkError> {
    let mut changes = vec![new_table(rules), delete_table(rules), new_table(rules)];
    changes.extend(sets(rules));
    changes.extend(chains(rules));
    changes.extend(all_rules(rules));
    changes.extend(element_messages(rules, elements, NEW_ELEMENTS));
    commit(socket, changes)
}

pub(crate) fn add_elements(
    socket: &mut Socket,
    rules: &Ruleset,
    more: &Elements,
) -> Result<(), NetworkError> {
    commit(socket, element_messages(rules, more, NEW_ELEMENTS))
}

pub(crate) fn remove_elements(
    socket: &mut Socket,
    rules: &Ruleset,
    gone: &Elements,
) -> Result<(), NetworkError> {
    commit(socket, element_messages(rules, gone, DELETE_ELEMENTS))
}

pub(crate) fn remove_table(socket: &mut Socket, rules: &Ruleset) -> Result<(), NetworkError> {
    commit(socket, vec![new_table(rules), delete_table(rules)])
}

pub(crate) fn table_exists(socket: &mut Socket, rules: &Ruleset) -> Result<bool, NetworkError> {
    let request = message("look at the rules", GET_TABLE, 0, Attributes::new().text(1, &rules.table))
        .tolerating(&[Errno::NOENT]);
    Ok(socket.get(&request)?.is_some())
}

fn new_table(rules: &Ruleset) -> Message {
    message("add the table of rules", NEW_TABLE, FLAG_CREATE, Attributes::new().text(1, &rules.table))
}

fn delete_table(rules: &Ruleset) -> Message {
    message("remove the table of rules", DELETE_TABLE, 0, Attributes::new().text(1, &rules.table))
}

fn sets(rules: &Ruleset) -> Vec<Message> {
    let pair = |first: u32, second: u32| (first << TYPE_SHIFT) | second;
    let set = |name: &str, id: u32, flags: u32, key: u32, key_length: u32, data: Option<(u32, u32)>| {
        let mut attributes = Attributes::new().text(1, &rules.table).text(2, name).u32_be(3, flags);
        attributes = attributes.u32_be(4, key).u32_be(5, key_length);
        if let Some((data_type, data_length)) = data {
            attributes = attributes.u32_be(6, data_type).u32_be(7, data_length);
        }
        message("add a set of rules", NEW_SET, FLAG_CREATE, attributes.u32_be(10, id))
    };
    let to = Some((pair(TYPE_ADDRESS, TYPE_PORT), 8));
    vec![
        set(PORTS, 1, SET_MAP, pair(TYPE_PROTOCOL, TYPE_PORT), 8, to),
        set(HAIRPINS, 2, 0, pair(TYPE_ADDRESS, TYPE_ADDRESS), 8, None),
        set(SUBNET_ADDRESSES, 3, 0, TYPE_ADDRESS, 4, None),
    ]
}

fn chains(rules: &Ruleset) -> Vec<Message> {
    let plain = |name: &str| Attributes::new().text(1, &rules.table).text(3, name);
    let chain = |attributes| message("add a chain of rules", NEW_CHAIN, FLAG_CREATE, attributes);
    let hooked = |name: &str, kind: &str, hook: u32, priority: i32| {
        let place = Attributes::new().u32_be(1, hook).bytes(2, &priority.to_be_bytes());
        chain(plain(name).nested(4, place).u32_be(5, POLICY_ACCEPT).text(7, kind))
    };
    vec![
        chain(plain("to_attachments")),
        chain(plain("from_attachments")),
        hooked("guard", "filter", PREROUTING, BEFORE_CONNECTIONS),
        hooked("inbound", "filter", INPUT, AT_FILTER),
        hooked("passing", "filter", FORWARD, AT_FILTER),
        hooked("published", "nat", PREROUTING, AT_DESTINATION),
        hooked("published_here", "nat", OUTPUT, AT_DESTINATION),
        hooked("leaving", "nat", POSTROUTING, AT_SOURCE),
    ]
}

fn all_rules(rules: &Ruleset) -> Vec<Message> {
    let loopback = Ipv4Addr::new(127, 0, 0, 0);
    let ours = rules.prefix.as_str();
    let mut row = vec![
        ("guard", Rule::new().input_begins(ours).destination_within(loopback, 8).verdict(Verdict::Drop)),
        ("guard", Rule::new().input_begins(ours).source_within(loopback, 8).verdict(Verdict::Drop)),
    ];
    for address in rules.link_local {
        let outside = Rule::new()
            .destination_within(address, 32)
            .input_begins_not(ANY_NODE_PREFIX)
            .input_not_loopback();
        row.push(("inbound", outside.verdict(Verdict::Drop)));
    }
    row.extend(passing(rules));
    for chain in ["published", "published_here"] {
        for address in rules.link_local {
            row.push((chain, Rule::new().destination_within(address, 32).verdict(Verdict::Return)));
        }
        row.push((chain, Rule::new().destination_is_here().change_destination_by(PORTS)));
    }
    row.extend(leaving(rules));
    row.into_iter().map(|(chain, rule)| new_rule(&rules.table, chain, rule, FLAG_APPEND)).collect()
}

/// What is not published cannot be reached from other machines, even by those that route to it.
fn passing(rules: &Ruleset) -> Vec<(&'static str, Rule)> {
    let ours = rules.prefix.as_str();
    let unpublished = Rule::new()
        .output_begins(ours)
        .input_begins_not(ours)
        .destination_within(rules.network, rules.prefix_length)
        .destination_not_changed();
    vec![
        ("passing", Rule::new().known_connection().verdict(Verdict::Accept)),
        ("passing", unpublished.verdict(Verdict::Drop)),
        ("passing", Rule::new().output_begins(ours).verdict(Verdict::Jump("to_attachments"))),
        ("passing", Rule::new().input_begins(ours).verdict(Verdict::Jump("from_attachments"))),
    ]
}

fn leaving(rules: &Ruleset) -> Vec<(&'static str, Rule)> {
    let loopback = Ipv4Addr::new(127, 0, 0, 0);
    let ours = rules.prefix.as_str();
    let to_others = |rule: Rule| rule.output_begins_not(ours).masquerade();
    vec![
        ("leaving", Rule::new().output_begins(ours).source_within(loopback, 8).change_source(rules.gateway)),
        ("leaving", Rule::new().source_and_destination_in_set(HAIRPINS).change_source(rules.gateway)),
        ("leaving", to_others(Rule::new().source_within(rules.network, rules.prefix_length))),
        ("leaving", to_others(Rule::new().source_in_set(SUBNET_ADDRESSES))),
    ]
}

pub(super) fn new_rule(table: &str, chain: &str, rule: Rule, place: u16) -> Message {
    let attributes = Attributes::new().text(1, table).text(2, chain).nested(4, rule.into_attributes());
    message("add a rule", NEW_RULE, FLAG_CREATE | place, attributes)
}

fn element_messages(rules: &Ruleset, elements: &Elements, kind: u16) -> Vec<Message> {
    let with_data = kind == NEW_ELEMENTS;
    let ports = elements.ports.iter().map(|port| port_element(*port, with_data));
    let hairpins = elements.hairpins.iter().map(|address| {
        let [a, b, c, d] = address.octets();
        key(&[a, b, c, d, a, b, c, d])
    });
    let addresses = elements.subnet_addresses.iter().map(|address| key(&address.octets()));
    let mut messages = set_messages(rules, PORTS, kind, ports);
    messages.extend(set_messages(rules, HAIRPINS, kind, hairpins));
    messages.extend(set_messages(rules, SUBNET_ADDRESSES, kind, addresses));
    messages
}

fn set_messages(
    rules: &Ruleset,
    set: &str,
    kind: u16,
    elements: impl Iterator<Item = Attributes>,
) -> Vec<Message> {
    let close = |list: Attributes| {
        let attributes = Attributes::new().text(1, &rules.table).text(2, set).nested(3, list);
        message("change a set of rules", kind, if kind == NEW_ELEMENTS { FLAG_CREATE } else { 0 }, attributes)
    };
    let mut messages = Vec::new();
    let mut list = Attributes::new();
    for element in elements {
        list = list.nested(LIST_ELEMENT, element);
        if list.len() > ELEMENT_BYTES {
            messages.push(close(std::mem::take(&mut list)));
        }
    }
    if list.len() > 0 {
        messages.push(close(list));
    }
    messages
}

fn key(value: &[u8]) -> Attributes {
    Attributes::new().nested(1, Attributes::new().bytes(DATA_VALUE, value))
}

/// Each part of a key or value of several parts fills whole four-byte registers.
pub(super) fn port_element(
    (protocol, host_port, address, port): (Protocol, u16, Ipv4Addr, u16),
    with_data: bool,
) -> Attributes {
    let [high, low] = host_port.to_be_bytes();
    let element = key(&[protocol.number(), 0, 0, 0, high, low, 0, 0]);
    if !with_data {
        return element;
    }
    let ([a, b, c, d], [high, low]) = (address.octets(), port.to_be_bytes());
    element.nested(2, Attributes::new().bytes(DATA_VALUE, &[a, b, c, d, high, low, 0, 0]))
}
