//! Percent-encoding, hex and path normalisation: the small change of the canonical form.
//!
//! Invariants: total functions over any bytes; a `%` that starts no valid escape stands for itself.
//!
//! Must not know: requests.

use std::borrow::Cow;

use ring::digest;

const fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

const fn hex_digit(value: u8, ten: u8) -> u8 {
    match value & 0x0f {
        digit @ 0..=9 => b'0' + digit,
        digit => ten + (digit - 10),
    }
}

const fn hex_value(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        b'A'..=b'F' => Some(digit - b'A' + 10),
        _ => None,
    }
}

fn push_escape(out: &mut Vec<u8>, byte: u8) {
    out.extend([b'%', hex_digit(byte >> 4, b'A'), hex_digit(byte, b'A')]);
}

/// Everything but the unreserved characters as `%XX`.
pub(super) fn push_encoded(out: &mut Vec<u8>, bytes: &[u8]) {
    for &byte in bytes {
        if is_unreserved(byte) { out.push(byte) } else { push_escape(out, byte) }
    }
}

pub(super) fn encoded(text: &str) -> String {
    let mut out = Vec::with_capacity(text.len() + 16);
    push_encoded(&mut out, text.as_bytes());
    String::from_utf8_lossy(&out).into_owned()
}

/// The path a second time encoded: its own escapes are text now.
pub(super) fn push_path_twice(out: &mut Vec<u8>, path: &[u8]) {
    for &byte in path {
        if byte == b'/' || is_unreserved(byte) { out.push(byte) } else { push_escape(out, byte) }
    }
}

/// The path once encoded, however the client chose to escape it. An escaped slash stays escaped: it is part of
/// a name, not a separator.
pub(super) fn push_path_once(out: &mut Vec<u8>, path: &[u8]) {
    let mut rest = path;
    while let Some((byte, escaped, tail)) = next_byte(rest) {
        if is_unreserved(byte) || (byte == b'/' && !escaped) {
            out.push(byte)
        } else {
            push_escape(out, byte)
        }
        rest = tail;
    }
}

/// The next byte behind an escape or not, whether it was one, and what follows.
fn next_byte(input: &[u8]) -> Option<(u8, bool, &[u8])> {
    if let [b'%', high, low, tail @ ..] = input
        && let (Some(high), Some(low)) = (hex_value(*high), hex_value(*low))
    {
        return Some((high << 4 | low, true, tail));
    }
    input.split_first().map(|(byte, tail)| (*byte, false, tail))
}

/// A query name or value as meant: escapes resolved and `+` read as a space, as form decoding does.
pub(super) fn decoded(input: &[u8]) -> Cow<'_, [u8]> {
    if !input.iter().any(|byte| matches!(byte, b'%' | b'+')) {
        return Cow::Borrowed(input);
    }
    let mut out = Vec::with_capacity(input.len());
    let mut rest = input;
    while let Some((byte, escaped, tail)) = next_byte(rest) {
        out.push(if byte == b'+' && !escaped { b' ' } else { byte });
        rest = tail;
    }
    Cow::Owned(out)
}

/// The pieces of a query string that say something, name and value still escaped.
pub(super) fn query_pairs(query: &str) -> impl Iterator<Item = (&[u8], &[u8])> {
    query
        .split('&')
        .filter(|piece| !piece.is_empty())
        .map(|piece| piece.split_once('=').unwrap_or((piece, "")))
        .map(|(name, value)| (name.as_bytes(), value.as_bytes()))
}

/// Removes dot segments and empty segments; a trailing slash of the input stays, as botocore has it.
pub(super) fn normalized_path(path: &str) -> Cow<'_, str> {
    if path.is_empty() {
        return Cow::Borrowed("/");
    }
    if !path.contains("//") && !path.contains("/.") {
        return Cow::Borrowed(path);
    }
    let mut kept: Vec<&str> = Vec::new();
    for segment in path.split('/') {
        match segment {
            "" | "." => {}
            ".." => {
                kept.pop();
            }
            name => kept.push(name),
        }
    }
    let end = if path.ends_with('/') && !kept.is_empty() { "/" } else { "" };
    Cow::Owned(format!("/{}{end}", kept.join("/")))
}

pub(super) fn hex(bytes: &[u8]) -> String {
    bytes
        .iter()
        .flat_map(|byte| [hex_digit(byte >> 4, b'a'), hex_digit(*byte, b'a')])
        .map(char::from)
        .collect()
}

/// A SHA-256 or an HMAC from 64 lowercase hex digits; capitals are refused, so that a signature has one form.
pub(super) fn parse_hex32(text: &[u8]) -> Option<[u8; 32]> {
    if text.len() != 64 || text.iter().any(u8::is_ascii_uppercase) {
        return None;
    }
    let mut out = [0; 32];
    for (slot, pair) in out.iter_mut().zip(text.chunks_exact(2)) {
        let [high, low] = pair else { return None };
        *slot = hex_value(*high)? << 4 | hex_value(*low)?;
    }
    Some(out)
}

pub(super) fn sha256_hex(bytes: &[u8]) -> String {
    hex(digest::digest(&digest::SHA256, bytes).as_ref())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(push: fn(&mut Vec<u8>, &[u8]), input: &str) -> String {
        let mut out = Vec::new();
        push(&mut out, input.as_bytes());
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn paths_are_encoded_once_or_twice() {
        for (input, once, twice) in [
            ("/", "/", "/"),
            ("/a b", "/a%20b", "/a%20b"),
            ("/a%20b", "/a%20b", "/a%2520b"),
            ("/a%2fb", "/a%2Fb", "/a%252fb"),
            ("/~%7e", "/~~", "/~%257e"),
            ("/ሴ", "/%E1%88%B4", "/%E1%88%B4"),
            ("/100%", "/100%25", "/100%25"),
            ("/%zz*", "/%25zz%2A", "/%25zz%2A"),
        ] {
            assert_eq!(text(push_path_once, input), once, "{input} once");
            assert_eq!(text(push_path_twice, input), twice, "{input} twice");
        }
    }

    #[test]
    fn paths_are_normalised() {
        for (input, want) in [
            ("", "/"),
            ("/", "/"),
            ("//", "/"),
            ("/a//b/", "/a/b/"),
            ("/a/./b", "/a/b"),
            ("/a/../../b", "/b"),
            ("/a/..", "/"),
            ("/a/../", "/"),
            ("/.hidden", "/.hidden"),
            ("/a/...", "/a/..."),
        ] {
            assert_eq!(normalized_path(input), want, "{input}");
        }
    }

    #[test]
    fn query_text_is_decoded() {
        for (input, want) in
            [("a+b", "a b"), ("a%2Bb", "a+b"), ("%e1%88%b4", "ሴ"), ("5%", "5%"), ("%4", "%4")]
        {
            assert_eq!(decoded(input.as_bytes()).as_ref(), want.as_bytes(), "{input}");
        }
    }

    #[test]
    fn hex_has_one_form() {
        let bytes: [u8; 32] = std::array::from_fn(|index| u8::try_from(index * 7).unwrap());
        assert_eq!(parse_hex32(hex(&bytes).as_bytes()), Some(bytes));
        assert_eq!(parse_hex32(hex(&bytes).to_uppercase().as_bytes()), None);
        assert_eq!(parse_hex32(b"00"), None);
        assert_eq!(parse_hex32("é0".repeat(32).as_bytes()), None);
    }
}
