//! As much of MessagePack as the forward protocol takes.
//!
//! Must not know: what is said in it.

pub(super) fn array(length: u8, into: &mut Vec<u8>) {
    into.push(0x90 | (length & 0x0f));
}

pub(super) fn map(length: usize, into: &mut Vec<u8>) {
    match u16::try_from(length) {
        Ok(small) if small < 16 => into.push(0x80 | small.to_be_bytes()[1]),
        Ok(length) => sized(0xde, &length.to_be_bytes(), into),
        Err(_) => sized(0xdf, &u32::try_from(length).unwrap_or(u32::MAX).to_be_bytes(), into),
    }
}

/// Text by its kind; what is inside need not be UTF-8.
pub(super) fn text(bytes: &[u8], into: &mut Vec<u8>) {
    match (u8::try_from(bytes.len()), u16::try_from(bytes.len())) {
        (Ok(length), _) if length < 32 => into.push(0xa0 | length),
        (Ok(length), _) => sized(0xd9, &[length], into),
        (_, Ok(length)) => sized(0xda, &length.to_be_bytes(), into),
        _ => sized(0xdb, &u32::try_from(bytes.len()).unwrap_or(u32::MAX).to_be_bytes(), into),
    }
    into.extend_from_slice(bytes);
}

/// Whole seconds, as an integer.
pub(super) fn seconds(seconds: u32, into: &mut Vec<u8>) {
    sized(0xce, &seconds.to_be_bytes(), into);
}

/// The forward protocol's own kind of time: seconds and nanoseconds.
pub(super) fn event_time(seconds: u32, nanos: u32, into: &mut Vec<u8>) {
    into.extend_from_slice(&[0xd7, 0x00]);
    into.extend_from_slice(&seconds.to_be_bytes());
    into.extend_from_slice(&nanos.to_be_bytes());
}

fn sized(kind: u8, length: &[u8], into: &mut Vec<u8>) {
    into.push(kind);
    into.extend_from_slice(length);
}

/// The value of one text member of a map of texts; `None` while it is not whole, or is something else.
pub(super) fn text_member<'a>(bytes: &'a [u8], name: &str) -> Option<&'a str> {
    let (first, mut rest) = bytes.split_first()?;
    if first & 0xf0 != 0x80 {
        return None;
    }
    for _ in 0..first & 0x0f {
        let (key, behind) = read_text(rest)?;
        let (value, behind) = read_text(behind)?;
        if key == name {
            return Some(value);
        }
        rest = behind;
    }
    None
}

fn read_text(bytes: &[u8]) -> Option<(&str, &[u8])> {
    let (kind, rest) = bytes.split_first()?;
    let (length, rest) = match kind {
        0xa0..=0xbf => (usize::from(kind & 0x1f), rest),
        0xd9 => rest.split_first().map(|(length, rest)| (usize::from(*length), rest))?,
        0xda => {
            let (length, rest) = rest.split_first_chunk::<2>()?;
            (usize::from(u16::from_be_bytes(*length)), rest)
        }
        _ => return None,
    };
    let (text, rest) = rest.split_at_checked(length)?;
    Some((std::str::from_utf8(text).ok()?, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_take_the_shortest_form() {
        let head = |write: &dyn Fn(&mut Vec<u8>), length: usize| {
            let mut bytes = Vec::new();
            write(&mut bytes);
            bytes.truncate(length);
            bytes
        };
        for (length, expected) in [
            (0, &[0xa0][..]),
            (31, &[0xbf]),
            (32, &[0xd9, 32]),
            (255, &[0xd9, 255]),
            (256, &[0xda, 1, 0]),
            (65_536, &[0xdb, 0, 1, 0, 0]),
        ] {
            assert_eq!(head(&|into| text(&vec![0; length], into), expected.len()), expected, "{length}");
        }
        for (length, expected) in [(3, &[0x83][..]), (16, &[0xde, 0, 16]), (65_536, &[0xdf, 0, 1, 0, 0])] {
            assert_eq!(head(&|into| map(length, into), expected.len()), expected, "{length}");
        }
    }

    #[test]
    fn members_are_found_and_torn_ones_are_not() {
        let mut bytes = Vec::new();
        map(2, &mut bytes);
        for one in ["other", "x", "ack", "id-1"] {
            text(one.as_bytes(), &mut bytes);
        }
        assert_eq!(text_member(&bytes, "ack"), Some("id-1"));
        assert_eq!(text_member(&bytes, "none"), None);
        for cut in 0..bytes.len() {
            assert_eq!(text_member(&bytes[..cut], "ack"), None, "cut at {cut}");
        }
    }
}
