//! The expressions of which rules are made, each as the attributes the kernel reads.
//!
//! Numbers travel in network byte order as attributes; what registers hold is in the order the kernel keeps it.

use std::net::Ipv4Addr;

use crate::netlink::Attributes;

/// The first register, 16 bytes wide; as four-byte registers it is 8, 9, 10 and 11.
pub(super) const REGISTER: u32 = 1;
pub(super) const SECOND_WORD: u32 = 9;
const VERDICT_REGISTER: u32 = 0;

pub(super) const LIST_ELEMENT: u16 = 1;
const NAME: u16 = 1;
const DATA: u16 = 2;
pub(super) const DATA_VALUE: u16 = 1;
const DATA_VERDICT: u16 = 2;

pub(super) const META_INPUT_NAME: u32 = 6;
pub(super) const META_OUTPUT_NAME: u32 = 7;
const META_TRANSPORT: u32 = 16;

const EQUAL: u32 = 0;
const UNEQUAL: u32 = 1;

const NETWORK_HEADER: u32 = 1;
const TRANSPORT_HEADER: u32 = 2;
const SOURCE_OFFSET: u32 = 12;
const DESTINATION_OFFSET: u32 = 16;
const PORT_OFFSET: u32 = 2;

const CONNECTION_STATE: u32 = 0;
const CONNECTION_STATUS: u32 = 2;
/// Established or related.
const KNOWN_CONNECTION: u32 = 2 | 4;
const DESTINATION_CHANGED: u32 = 1 << 5;

const ADDRESS_TYPE: u32 = 3;
const OF_DESTINATION: u32 = 2;
const LOCAL: u32 = 2;

const CHANGE_SOURCE: u32 = 0;
const CHANGE_DESTINATION: u32 = 1;
pub(super) const FAMILY_IP: u8 = 2;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    Drop,
    Accept,
    Return,
    Jump(&'static str),
}

/// A rule's expressions, one after the other; all must hold for the last one to be reached.
#[derive(Debug, Clone, Default)]
pub(super) struct Rule(Attributes);

impl Rule {
    pub(super) fn new() -> Self {
        Self::default()
    }

    pub(super) fn into_attributes(self) -> Attributes {
        self.0
    }

    fn with(self, name: &str, data: Attributes) -> Self {
        let expression = Attributes::new().text(NAME, name).nested(DATA, data);
        Self(self.0.nested(LIST_ELEMENT, expression))
    }

    fn compare(self, operator: u32, value: &[u8]) -> Self {
        let data = Attributes::new()
            .u32_be(1, REGISTER)
            .u32_be(2, operator)
            .nested(3, Attributes::new().bytes(DATA_VALUE, value));
        self.with("cmp", data)
    }

    fn meta(self, key: u32, register: u32) -> Self {
        self.with("meta", Attributes::new().u32_be(1, register).u32_be(2, key))
    }

    fn header(self, register: u32, base: u32, offset: u32, length: u32) -> Self {
        let place = Attributes::new().u32_be(1, register).u32_be(2, base).u32_be(3, offset).u32_be(4, length);
        self.with("payload", place)
    }

    fn masked(self, mask: &[u8]) -> Self {
        let length = u32::try_from(mask.len()).unwrap_or_default();
        let data = Attributes::new()
            .u32_be(1, REGISTER)
            .u32_be(2, REGISTER)
            .u32_be(3, length)
            .nested(4, Attributes::new().bytes(DATA_VALUE, mask))
            .nested(5, Attributes::new().bytes(DATA_VALUE, &vec![0; mask.len()]));
        self.with("bitwise", data)
    }

    /// The name of the interface begins so.
    pub(super) fn input_begins(self, prefix: &str) -> Self {
        self.meta(META_INPUT_NAME, REGISTER).compare(EQUAL, prefix.as_bytes())
    }

    pub(super) fn input_begins_not(self, prefix: &str) -> Self {
        self.meta(META_INPUT_NAME, REGISTER).compare(UNEQUAL, prefix.as_bytes())
    }

    pub(super) fn output_begins(self, prefix: &str) -> Self {
        self.meta(META_OUTPUT_NAME, REGISTER).compare(EQUAL, prefix.as_bytes())
    }

    pub(super) fn output_begins_not(self, prefix: &str) -> Self {
        self.meta(META_OUTPUT_NAME, REGISTER).compare(UNEQUAL, prefix.as_bytes())
    }

    pub(super) fn input_not_loopback(self) -> Self {
        self.meta(META_INPUT_NAME, REGISTER).compare(UNEQUAL, &interface_name("lo"))
    }

    pub(super) fn source_within(self, network: Ipv4Addr, prefix_length: u8) -> Self {
        self.header(REGISTER, NETWORK_HEADER, SOURCE_OFFSET, 4).in_range(network, prefix_length)
    }

    pub(super) fn destination_within(self, network: Ipv4Addr, prefix_length: u8) -> Self {
        self.header(REGISTER, NETWORK_HEADER, DESTINATION_OFFSET, 4).in_range(network, prefix_length)
    }

    fn in_range(self, network: Ipv4Addr, prefix_length: u8) -> Self {
        let mask = mask_of(prefix_length).to_be_bytes();
        let rule = if prefix_length < 32 { self.masked(&mask) } else { self };
        rule.compare(EQUAL, &network.octets())
    }

    pub(super) fn source_in_set(self, set: &str) -> Self {
        self.header(REGISTER, NETWORK_HEADER, SOURCE_OFFSET, 4).in_set(set)
    }

    /// Source and destination, one behind the other as they stand in the header.
    pub(super) fn source_and_destination_in_set(self, set: &str) -> Self {
        self.header(REGISTER, NETWORK_HEADER, SOURCE_OFFSET, 8).in_set(set)
    }

    fn in_set(self, set: &str) -> Self {
        self.with("lookup", Attributes::new().text(1, set).u32_be(2, REGISTER))
    }

    pub(super) fn destination_is_here(self) -> Self {
        self.with(
            "fib",
            Attributes::new().u32_be(1, REGISTER).u32_be(2, ADDRESS_TYPE).u32_be(3, OF_DESTINATION),
        )
        .compare(EQUAL, &LOCAL.to_ne_bytes())
    }

    pub(super) fn known_connection(self) -> Self {
        self.connection(CONNECTION_STATE).masked(&KNOWN_CONNECTION.to_ne_bytes()).compare(UNEQUAL, &[0; 4])
    }

    pub(super) fn destination_not_changed(self) -> Self {
        self.connection(CONNECTION_STATUS).masked(&DESTINATION_CHANGED.to_ne_bytes()).compare(EQUAL, &[0; 4])
    }

    fn connection(self, key: u32) -> Self {
        self.with("ct", Attributes::new().u32_be(1, REGISTER).u32_be(2, key))
    }

    /// Looks protocol and port up; ends the rule when they are not there.
    pub(super) fn change_destination_by(self, map: &str) -> Self {
        let lookup = Attributes::new().text(1, map).u32_be(2, REGISTER).u32_be(3, REGISTER);
        let change = Attributes::new()
            .u32_be(1, CHANGE_DESTINATION)
            .u32_be(2, u32::from(FAMILY_IP))
            .u32_be(3, REGISTER)
            .u32_be(5, SECOND_WORD);
        self.meta(META_TRANSPORT, REGISTER)
            .header(SECOND_WORD, TRANSPORT_HEADER, PORT_OFFSET, 2)
            .with("lookup", lookup)
            .with("nat", change)
    }

    pub(super) fn change_source(self, to: Ipv4Addr) -> Self {
        let value = Attributes::new()
            .u32_be(1, REGISTER)
            .nested(2, Attributes::new().bytes(DATA_VALUE, &to.octets()));
        let change =
            Attributes::new().u32_be(1, CHANGE_SOURCE).u32_be(2, u32::from(FAMILY_IP)).u32_be(3, REGISTER);
        self.with("immediate", value).with("nat", change)
    }

    pub(super) fn masquerade(self) -> Self {
        self.with("masq", Attributes::new())
    }

    pub(super) fn counted(self) -> Self {
        self.with("counter", Attributes::new())
    }

    pub(super) fn verdict(self, verdict: Verdict) -> Self {
        let (code, chain) = match verdict {
            Verdict::Drop => (0, None),
            Verdict::Accept => (1, None),
            Verdict::Return => (-5i32, None),
            Verdict::Jump(chain) => (-3, Some(chain)),
        };
        let mut inner = Attributes::new().bytes(1, &code.to_be_bytes());
        if let Some(chain) = chain {
            inner = inner.text(2, chain);
        }
        let data = Attributes::new()
            .u32_be(1, VERDICT_REGISTER)
            .nested(2, Attributes::new().nested(DATA_VERDICT, inner));
        self.with("immediate", data)
    }
}

pub(crate) fn mask_of(prefix_length: u8) -> u32 {
    u32::MAX.checked_shl(32u32.saturating_sub(u32::from(prefix_length))).unwrap_or(0)
}

/// Names are compared over all 16 bytes the kernel keeps for them.
fn interface_name(name: &str) -> Vec<u8> {
    let mut bytes = name.as_bytes().to_vec();
    bytes.resize(16, 0);
    bytes
}
