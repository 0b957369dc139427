//! Messages of nftables and their transactions.

use super::expression::FAMILY_IP;
use crate::error::NetworkError;
use crate::netlink::{Attributes, Message, Socket, find, u32_be};

const SUBSYSTEM: u16 = 10;
const BATCH_BEGIN: u16 = 16;
const BATCH_END: u16 = 17;
const GET_GENERATION: u16 = 16;
/// Size of the fixed part in front of the attributes.
pub(super) const FIXED: usize = 4;

pub(super) fn message(what: &'static str, kind: u16, flags: u16, attributes: Attributes) -> Message {
    Message::new(what, (SUBSYSTEM << 8) | kind, flags, &[FAMILY_IP, 0, 0, 0], attributes)
}

/// All or nothing.
pub(super) fn commit(socket: &mut Socket, changes: Vec<Message>) -> Result<(), NetworkError> {
    if changes.is_empty() {
        return Ok(());
    }
    let [high, low] = SUBSYSTEM.to_be_bytes();
    let edge = |kind| Message::new("change rules", kind, 0, &[0, 0, high, low], Attributes::new());
    let mut batch = vec![edge(BATCH_BEGIN)];
    batch.extend(changes);
    batch.push(edge(BATCH_END));
    socket.commit(&batch)
}

/// Grows by one with every transaction of anyone on this machine: tells whether others changed rules.
pub(crate) fn generation(socket: &mut Socket) -> Result<u32, NetworkError> {
    let request = message("read the rules' generation", GET_GENERATION, 0, Attributes::new());
    let reply = socket.get(&request)?;
    Ok(reply.and_then(|reply| find(&reply.body, FIXED, 1).and_then(u32_be)).unwrap_or_default())
}
