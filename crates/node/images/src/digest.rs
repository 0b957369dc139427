//! Digests: `sha256:` and 64 hexadecimal digits, checked once and then trusted.
//!
//! Must not know: what is digested.

use std::fmt;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use ring::digest::{Context, SHA256};

const PREFIX: &str = "sha256:";
const HEX_LENGTH: usize = 64;
/// Characters of a short name: 100 bits, and 127 of them fit the options of an overlay mount.
const SHORT_LENGTH: usize = 20;
const SHORT_ALPHABET: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";

#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest(Box<str>);

impl Digest {
    pub fn of(bytes: &[u8]) -> Self {
        Self::from_bytes(ring::digest::digest(&SHA256, bytes).as_ref())
    }

    /// From the 32 bytes that hashing ends in.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        use fmt::Write as _;
        let mut text = String::with_capacity(PREFIX.len() + HEX_LENGTH);
        text.push_str(PREFIX);
        for byte in bytes {
            // Writing to a string cannot fail.
            let _ = write!(text, "{byte:02x}");
        }
        Self(text.into())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    pub fn hex(&self) -> &str {
        self.0.strip_prefix(PREFIX).unwrap_or_default()
    }

    /// Where a content-addressed store has this blob below its directory: spread by the first two digits.
    pub fn path_below(&self, store: &Path) -> PathBuf {
        let hex = self.hex();
        store.join("blobs").join("sha256").join(hex.get(..2).unwrap_or_default()).join(hex)
    }

    /// A short name for a directory, the same for the same digest.
    pub(crate) fn short_name(&self) -> String {
        let (mut bits, mut held) = (0_u32, 0_u32);
        let mut name = String::with_capacity(SHORT_LENGTH);
        for digit in self.hex().chars().filter_map(|character| character.to_digit(16)) {
            bits = (bits << 4) | digit;
            held += 4;
            if held >= 5 {
                held -= 5;
                let index = (bits >> held) & 31;
                name.extend(SHORT_ALPHABET.get(index as usize).map(|byte| char::from(*byte)));
                bits &= (1 << held) - 1;
            }
            if name.len() == SHORT_LENGTH {
                break;
            }
        }
        name
    }
}

impl FromStr for Digest {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let hex = text.strip_prefix(PREFIX).ok_or(())?;
        let valid =
            hex.len() == HEX_LENGTH && hex.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        if valid { Ok(Self(text.into())) } else { Err(()) }
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl serde::Serialize for Digest {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl<'de> serde::Deserialize<'de> for Digest {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        text.parse().map_err(|()| serde::de::Error::custom("not a sha256 digest"))
    }
}

/// Passes bytes on and knows the digest and the count of those that passed.
pub(crate) struct Hashing<T> {
    inner: T,
    context: Context,
    count: Arc<AtomicU64>,
}

impl<T> Hashing<T> {
    pub(crate) fn new(inner: T) -> Self {
        Self { inner, context: Context::new(&SHA256), count: Arc::default() }
    }

    /// Bytes that have passed, readable from elsewhere.
    pub(crate) fn counter(&self) -> Arc<AtomicU64> {
        Arc::clone(&self.count)
    }

    /// What bytes passed through, their digest and their count.
    pub(crate) fn finish(self) -> (T, Digest, u64) {
        let digest = Digest::from_bytes(self.context.finish().as_ref());
        (self.inner, digest, self.count.load(Ordering::Relaxed))
    }

    fn note(&mut self, bytes: &[u8]) {
        self.context.update(bytes);
        self.count.fetch_add(bytes.len() as u64, Ordering::Relaxed);
    }
}

impl<T: Read> Read for Hashing<T> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.note(buffer.get(..count).unwrap_or_default());
        Ok(count)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digests_are_checked_when_read() {
        let empty = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(Digest::of(b"").as_str(), empty);
        assert_eq!(empty.parse(), Ok(Digest::of(b"")));
        for wrong in [
            "",
            "sha256:",
            "sha512:e3",
            &empty.to_uppercase(),
            &format!("{empty}0"),
            "sha256:../../etc/passwd",
        ] {
            assert_eq!(wrong.parse::<Digest>(), Err(()), "{wrong}");
        }
    }

    #[test]
    fn short_names_spread_over_their_alphabet() {
        let names: std::collections::BTreeSet<_> =
            (0..200_u8).map(|n| Digest::of(&[n]).short_name()).collect();
        assert_eq!(names.len(), 200);
        assert!(names.iter().all(|name| name.len() == SHORT_LENGTH));
        // ffff… is all the last letter, 0000… all the first.
        let digest: Digest = format!("sha256:{}", "f".repeat(64)).parse().unwrap();
        assert_eq!(digest.short_name(), "7".repeat(20));
    }
}
