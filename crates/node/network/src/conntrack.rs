//! The kernel's memory of UDP flows, cut when what they lead to comes or goes: a sender that goes on from the same
//! port would else be led by what was true when it began.
//!
//! Only kernels that can pick entries by part of their addresses do this (5.8 and later); others keep them until
//! they time out.

use std::net::Ipv4Addr;

use crate::error::NetworkError;
use crate::netlink::{Attributes, Message, Socket};
use crate::request::Protocol;

/// Subsystem 1, deletion.
const DELETE: u16 = 0x102;
const INET: u8 = 2;
const ORIGINAL: u16 = 1;
const REPLY: u16 = 2;
const FILTER: u16 = 25;
const ADDRESSES: u16 = 1;
const SOURCE: u16 = 1;
const PROTOCOL: u16 = 2;
const PROTOCOL_NUMBER: u16 = 1;
const DESTINATION_PORT: u16 = 3;
/// Which parts of the given tuples count.
const BY_SOURCE: u32 = 1;
const BY_PROTOCOL: u32 = 1 << 3;
const BY_DESTINATION_PORT: u32 = 1 << 5;

fn delete(tuple: u16, parts: Attributes, flags: u32) -> Message {
    let filter = match tuple {
        ORIGINAL => Attributes::new().u32(1, flags).u32(2, 0),
        _ => Attributes::new().u32(1, 0).u32(2, flags),
    };
    let attributes = Attributes::new().nested(tuple, parts).nested(FILTER, filter);
    Message::new("forget flows", DELETE, 0, &[INET, 0, 0, 0], attributes)
}

/// Flows of UDP answered by this address.
pub(crate) fn forget_answered_by(socket: &mut Socket, address: Ipv4Addr) -> Result<(), NetworkError> {
    let addresses = Attributes::new().bytes(SOURCE, &address.octets());
    let protocol = Attributes::new().u8(PROTOCOL_NUMBER, Protocol::Udp.number());
    let parts = Attributes::new().nested(ADDRESSES, addresses).nested(PROTOCOL, protocol);
    socket.carry_out(&[delete(REPLY, parts, BY_SOURCE | BY_PROTOCOL)])
}

/// Flows of UDP begun towards this port.
pub(crate) fn forget_sent_to(socket: &mut Socket, port: u16) -> Result<(), NetworkError> {
    let protocol = Attributes::new()
        .u8(PROTOCOL_NUMBER, Protocol::Udp.number())
        .bytes(DESTINATION_PORT, &port.to_be_bytes());
    let parts = Attributes::new().nested(PROTOCOL, protocol);
    socket.carry_out(&[delete(ORIGINAL, parts, BY_PROTOCOL | BY_DESTINATION_PORT)])
}
