//! The building of netlink messages: a header, a fixed part, attributes; everything padded to four bytes.
//!
//! Attributes hold at most 65,531 bytes (their length is 16 bits wide): those who put lists into them keep them
//! shorter.

use rustix::io::Errno;

pub(crate) const FLAG_ACK: u16 = 0x4;
pub(crate) const FLAG_REPLACE: u16 = 0x100;
pub(crate) const FLAG_EXCLUSIVE: u16 = 0x200;
pub(crate) const FLAG_CREATE: u16 = 0x400;
pub(crate) const FLAG_DUMP: u16 = 0x300;
const FLAG_REQUEST: u16 = 0x1;
const NESTED: u16 = 0x8000;
const HEADER_LENGTH: usize = 16;

/// One message without its sequence number, which the socket gives.
#[derive(Debug, Clone)]
pub(crate) struct Message {
    kind: u16,
    flags: u16,
    body: Vec<u8>,
    /// For error texts: what the kernel is asked to do.
    pub(crate) what: &'static str,
    tolerated: &'static [Errno],
}

impl Message {
    pub(crate) fn new(
        what: &'static str,
        kind: u16,
        flags: u16,
        fixed: &[u8],
        attributes: Attributes,
    ) -> Self {
        let mut body = fixed.to_vec();
        pad(&mut body);
        body.extend(attributes.0);
        Self { kind, flags, body, what, tolerated: &[] }
    }

    /// Refusals for these reasons count as success: it already is as asked.
    pub(crate) fn tolerating(mut self, reasons: &'static [Errno]) -> Self {
        self.tolerated = reasons;
        self
    }

    pub(crate) fn tolerates(&self, reason: Errno) -> bool {
        self.tolerated.contains(&reason)
    }

    pub(crate) fn write(&self, into: &mut Vec<u8>, sequence: u32, more_flags: u16) {
        let length = u32::try_from(HEADER_LENGTH + self.body.len()).unwrap_or(u32::MAX);
        into.extend(length.to_ne_bytes());
        into.extend(self.kind.to_ne_bytes());
        into.extend((self.flags | FLAG_REQUEST | more_flags).to_ne_bytes());
        into.extend(sequence.to_ne_bytes());
        into.extend(0u32.to_ne_bytes());
        into.extend(&self.body);
        pad(into);
    }
}

/// A row of attributes: length, kind, value, padding.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Attributes(Vec<u8>);

impl Attributes {
    pub(crate) fn new() -> Self {
        Self::default()
    }

    pub(crate) fn bytes(mut self, kind: u16, value: &[u8]) -> Self {
        let length = u16::try_from(value.len() + 4).unwrap_or(u16::MAX);
        self.0.extend(length.to_ne_bytes());
        self.0.extend(kind.to_ne_bytes());
        self.0.extend(value);
        pad(&mut self.0);
        self
    }

    pub(crate) fn text(self, kind: u16, value: &str) -> Self {
        let mut terminated = value.as_bytes().to_vec();
        terminated.push(0);
        self.bytes(kind, &terminated)
    }

    pub(crate) fn u8(self, kind: u16, value: u8) -> Self {
        self.bytes(kind, &[value])
    }

    pub(crate) fn u32(self, kind: u16, value: u32) -> Self {
        self.bytes(kind, &value.to_ne_bytes())
    }

    pub(crate) fn u32_be(self, kind: u16, value: u32) -> Self {
        self.bytes(kind, &value.to_be_bytes())
    }

    pub(crate) fn nested(self, kind: u16, inner: Self) -> Self {
        self.bytes(kind | NESTED, &inner.0)
    }

    /// Attributes behind a fixed part of their own (a veth's peer).
    pub(crate) fn nested_behind(self, kind: u16, fixed: &[u8], inner: Self) -> Self {
        let mut value = fixed.to_vec();
        pad(&mut value);
        value.extend(inner.0);
        self.bytes(kind | NESTED, &value)
    }

    pub(crate) fn append(mut self, more: Self) -> Self {
        self.0.extend(more.0);
        self
    }

    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    #[cfg(test)]
    pub(crate) fn as_slice(&self) -> &[u8] {
        &self.0
    }
}

fn pad(bytes: &mut Vec<u8>) {
    bytes.resize(bytes.len().next_multiple_of(4), 0);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_padded_but_count_their_own_length() {
        let row = Attributes::new().text(3, "eth0").u8(9, 7);
        assert_eq!(row.as_slice(), [9, 0, 3, 0, b'e', b't', b'h', b'0', 0, 0, 0, 0, 5, 0, 9, 0, 7, 0, 0, 0]);
    }

    #[test]
    fn a_message_counts_its_header_and_fixed_part() {
        let message = Message::new("test", 16, FLAG_CREATE, &[2], Attributes::new().u32_be(1, 258));
        let mut bytes = Vec::new();
        message.write(&mut bytes, 5, FLAG_ACK);
        let mut expected = vec![28, 0, 0, 0, 16, 0, 5, 4, 5, 0, 0, 0, 0, 0, 0, 0];
        expected.extend([2, 0, 0, 0, 8, 0, 1, 0, 0, 0, 1, 2]);
        assert_eq!(bytes, expected);
    }

    #[test]
    fn nesting_marks_the_kind() {
        let row = Attributes::new().nested(1, Attributes::new().u8(2, 3));
        assert_eq!(row.as_slice(), [12, 0, 1, 0x80, 5, 0, 2, 0, 3, 0, 0, 0]);
    }
}
