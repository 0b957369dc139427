//! The reading of what the kernel answers: messages and attributes out of bytes that may be cut short.
//!
//! Nothing here panics or loops whatever the bytes are: an entry that does not fit ends the walk.

const KIND_MASK: u16 = 0x3fff;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct RawMessage<'a> {
    pub(crate) kind: u16,
    pub(crate) flags: u16,
    pub(crate) sequence: u32,
    pub(crate) body: &'a [u8],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Attribute<'a> {
    pub(crate) kind: u16,
    pub(crate) value: &'a [u8],
}

pub(crate) fn messages(bytes: &[u8]) -> impl Iterator<Item = RawMessage<'_>> {
    let mut rest = bytes;
    std::iter::from_fn(move || {
        let (header, _) = rest.split_first_chunk::<16>()?;
        let [l0, l1, l2, l3, k0, k1, f0, f1, s0, s1, s2, s3, ..] = *header;
        let length = usize::try_from(u32::from_ne_bytes([l0, l1, l2, l3])).ok()?;
        let body = rest.get(16..length)?;
        rest = rest.get(length.next_multiple_of(4)..).unwrap_or_default();
        Some(RawMessage {
            kind: u16::from_ne_bytes([k0, k1]),
            flags: u16::from_ne_bytes([f0, f1]),
            sequence: u32::from_ne_bytes([s0, s1, s2, s3]),
            body,
        })
    })
}

/// The attributes behind a fixed part of `skip` bytes.
pub(crate) fn attributes(bytes: &[u8], skip: usize) -> impl Iterator<Item = Attribute<'_>> {
    let mut rest = bytes.get(skip..).unwrap_or_default();
    std::iter::from_fn(move || {
        let ([l0, l1, k0, k1], _) = rest.split_first_chunk::<4>()?;
        let length = usize::from(u16::from_ne_bytes([*l0, *l1]));
        let value = rest.get(4..length)?;
        rest = rest.get(length.next_multiple_of(4)..).unwrap_or_default();
        Some(Attribute { kind: u16::from_ne_bytes([*k0, *k1]) & KIND_MASK, value })
    })
}

pub(crate) fn find(bytes: &[u8], skip: usize, kind: u16) -> Option<&[u8]> {
    attributes(bytes, skip).find(|attribute| attribute.kind == kind).map(|attribute| attribute.value)
}

impl<'a> Attribute<'a> {
    pub(crate) fn text(&self) -> &'a str {
        let end = self.value.iter().position(|byte| *byte == 0).unwrap_or(self.value.len());
        self.value.get(..end).and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
    }
}

pub(crate) fn u32_native(bytes: &[u8]) -> Option<u32> {
    bytes.first_chunk::<4>().map(|chunk| u32::from_ne_bytes(*chunk))
}

pub(crate) fn u32_be(bytes: &[u8]) -> Option<u32> {
    bytes.first_chunk::<4>().map(|chunk| u32::from_be_bytes(*chunk))
}

pub(crate) fn u64_be(bytes: &[u8]) -> Option<u64> {
    bytes.first_chunk::<8>().map(|chunk| u64::from_be_bytes(*chunk))
}

pub(crate) fn u64_native(bytes: &[u8], at: usize) -> Option<u64> {
    bytes.get(at..)?.first_chunk::<8>().map(|chunk| u64::from_ne_bytes(*chunk))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn attributes_are_walked_until_one_does_not_fit() {
        let bytes = [5, 0, 1, 0x80, 9, 0, 0, 0, 200, 0, 2, 0, 1, 1, 1, 1];
        let found: Vec<_> = attributes(&bytes, 0).collect();
        assert_eq!(found, [Attribute { kind: 1, value: &[9] }]);
    }

    #[test]
    fn lengths_shorter_than_a_header_end_the_walk() {
        assert_eq!(attributes(&[0, 0, 1, 0, 0, 0, 0, 0], 0).count(), 0);
        assert_eq!(messages(&[0; 64]).count(), 0);
    }

    proptest! {
        #[test]
        fn any_bytes_can_be_walked(bytes in proptest::collection::vec(any::<u8>(), 0..256)) {
            prop_assert!(messages(&bytes).count() <= bytes.len() / 16);
            prop_assert!(attributes(&bytes, 0).count() <= bytes.len() / 4);
        }
    }
}
