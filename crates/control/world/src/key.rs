//! Keys: names as bytes whose byte order is the order in which AWS lists them.
//!
//! A text ends with a zero byte, which never stands inside one (the two lowest bytes are escaped); numbers are
//! big-endian. So a prefix of parts is a prefix of bytes, and `a` sorts before `ab`.
//!
//! Must not know: which tables there are.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

use longshore_shapes::Timestamp;

use crate::scope::{Account, Region, Scope};

/// An encoded key; cheap to copy, because rows, indexes and changes share it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KeyBytes(Arc<[u8]>);

/// How many bytes an account takes at the start of a key.
pub(crate) const ACCOUNT_BYTES: usize = 5;
const TEXT_END: u8 = 0x00;
/// Stands before a byte that is not above this one, which is then written one higher.
const ESCAPE: u8 = 0x01;

/// A typed key: what names a row.
pub trait RowKey: Sized + Clone {
    fn write(&self, key: &mut KeyWriter);
    fn read(key: &mut KeyReader<'_>) -> Option<Self>;

    fn bytes(&self) -> KeyBytes {
        let mut writer = KeyWriter::new();
        self.write(&mut writer);
        writer.finish()
    }

    /// The typed form of stored bytes; `None` where they are no such key.
    fn parse(bytes: &[u8]) -> Option<Self> {
        let mut reader = KeyReader(bytes);
        let key = Self::read(&mut reader)?;
        reader.0.is_empty().then_some(key)
    }
}

impl KeyBytes {
    pub fn from_slice(bytes: &[u8]) -> Self {
        Self(bytes.into())
    }

    pub fn as_slice(&self) -> &[u8] {
        &self.0
    }

    pub fn starts_with(&self, prefix: &KeyBytes) -> bool {
        self.0.starts_with(&prefix.0)
    }

    /// The first key behind all keys that start with this one; `None` where there is none.
    pub fn after_prefix(&self) -> Option<KeyBytes> {
        let last = self.0.iter().rposition(|byte| *byte != u8::MAX)?;
        let mut bytes = self.0.get(..=last)?.to_vec();
        *bytes.last_mut()? += 1;
        Some(Self(bytes.into()))
    }
}

impl fmt::Debug for KeyBytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.escape_ascii())
    }
}

impl Borrow<[u8]> for KeyBytes {
    fn borrow(&self) -> &[u8] {
        &self.0
    }
}

impl From<KeyBytes> for Arc<[u8]> {
    fn from(key: KeyBytes) -> Self {
        key.0
    }
}

/// Where the bytes of a key stand behind so many texts that follow one another from a place on; at its end where
/// there are not so many.
pub fn behind_texts(key: &[u8], from: usize, texts: usize) -> usize {
    let ends = key.iter().enumerate().skip(from).filter(|(_, byte)| **byte == TEXT_END);
    ends.map(|(place, _)| place + 1).nth(texts.saturating_sub(1)).unwrap_or(key.len())
}

/// Puts a key together, part by part.
pub struct KeyWriter {
    short: [u8; SHORT_BYTES],
    len: usize,
    /// All of it, once it is longer than that.
    long: Vec<u8>,
}

/// Nearly all keys fit in so much, and need no memory of their own while they grow.
const SHORT_BYTES: usize = 120;

impl Default for KeyWriter {
    fn default() -> Self {
        Self::new()
    }
}

impl KeyWriter {
    pub fn new() -> Self {
        Self { short: [0; SHORT_BYTES], len: 0, long: Vec::new() }
    }

    fn bytes(&self) -> &[u8] {
        if self.long.is_empty() { self.short.get(..self.len).unwrap_or_default() } else { &self.long }
    }

    fn push(&mut self, more: &[u8]) -> &mut Self {
        if self.long.is_empty()
            && let Some(room) = self.short.get_mut(self.len..self.len + more.len())
        {
            room.copy_from_slice(more);
            self.len += more.len();
            return self;
        }
        if self.long.is_empty() {
            self.long = self.bytes().to_vec();
        }
        self.long.extend_from_slice(more);
        self
    }

    pub fn text(&mut self, text: &str) -> &mut Self {
        self.text_start(text).push(&[TEXT_END])
    }

    /// The start of a text: for the prefix of a range, never for a whole key.
    pub fn text_start(&mut self, text: &str) -> &mut Self {
        if text.bytes().all(|byte| byte > ESCAPE) {
            return self.push(text.as_bytes());
        }
        for byte in text.bytes() {
            if byte <= ESCAPE {
                self.push(&[ESCAPE, byte + 1]);
            } else {
                self.push(&[byte]);
            }
        }
        self
    }

    pub fn byte(&mut self, byte: u8) -> &mut Self {
        self.push(&[byte])
    }

    pub fn number(&mut self, number: u64) -> &mut Self {
        self.push(&number.to_be_bytes())
    }

    /// Four bytes: a task definition's revision.
    pub fn small_number(&mut self, number: u32) -> &mut Self {
        self.push(&number.to_be_bytes())
    }

    pub fn account(&mut self, account: Account) -> &mut Self {
        let [_, _, _, rest @ ..] = account.number().to_be_bytes();
        self.push(&rest)
    }

    pub fn scope(&mut self, scope: Scope) -> &mut Self {
        self.account(scope.account).text(scope.region.as_str())
    }

    /// The key; what is left is an empty writer.
    pub fn finish(&mut self) -> KeyBytes {
        let key = KeyBytes(self.bytes().into());
        self.len = 0;
        self.long.clear();
        key
    }
}

/// The start of an index that is in the order of time. No moment of ours lies before 1970.
pub fn moment(at: Timestamp) -> KeyWriter {
    let mut key = KeyWriter::new();
    key.number(at.millis().unsigned_abs());
    key
}

/// Takes a key apart; every method answers `None` at the first part that is not there.
pub struct KeyReader<'b>(&'b [u8]);

impl<'b> KeyReader<'b> {
    pub fn new(bytes: &'b [u8]) -> Self {
        Self(bytes)
    }

    pub fn text(&mut self) -> Option<String> {
        if let Some(text) = self.plain_text() {
            return Some(text.to_owned());
        }
        let mut text = Vec::new();
        loop {
            match self.byte()? {
                TEXT_END => return String::from_utf8(text).ok(),
                ESCAPE => text.push(self.byte()?.checked_sub(1).filter(|byte| *byte <= ESCAPE)?),
                byte => text.push(byte),
            }
        }
    }

    /// A text without escaped bytes, as nearly all are: it stands in the key as it is.
    fn plain_text(&mut self) -> Option<&'b str> {
        let end = self.0.iter().position(|byte| *byte <= ESCAPE)?;
        let (text, rest) = self.0.split_at_checked(end)?;
        let (&TEXT_END, rest) = rest.split_first()? else { return None };
        let text = std::str::from_utf8(text).ok()?;
        self.0 = rest;
        Some(text)
    }

    pub fn byte(&mut self) -> Option<u8> {
        let (byte, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*byte)
    }

    pub fn number(&mut self) -> Option<u64> {
        let (number, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(u64::from_be_bytes(*number))
    }

    pub fn small_number(&mut self) -> Option<u32> {
        let (number, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(u32::from_be_bytes(*number))
    }

    pub fn account(&mut self) -> Option<Account> {
        let ([a, b, c, d, e], rest) = self.0.split_first_chunk::<5>()?;
        self.0 = rest;
        let number = u64::from_be_bytes([0, 0, 0, *a, *b, *c, *d, *e]);
        // Five bytes hold more than twelve digits do.
        Some(Account::from_number(number)).filter(|account| account.number() == number)
    }

    pub fn scope(&mut self) -> Option<Scope> {
        let account = self.account()?;
        // A region's name has no byte that is escaped.
        let region = Region::parse(self.plain_text()?).ok()?;
        Some(Scope { account, region })
    }
}

/// Declares a typed key as a tuple of parts, in the order in which rows are listed.
#[macro_export]
macro_rules! row_key {
    ($(#[$attribute:meta])* $name:ident { $($part:ident: $type:ty = $method:ident),+ $(,)? }) => {
        $(#[$attribute])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[allow(unreachable_pub, reason = "a key is as visible as the module it is declared in")]
        pub struct $name { $(pub $part: $type),+ }

        impl $crate::key::RowKey for $name {
            fn write(&self, key: &mut $crate::key::KeyWriter) {
                $(key.$method($crate::key::Part::part(&self.$part));)+
            }
            fn read(key: &mut $crate::key::KeyReader<'_>) -> Option<Self> {
                Some(Self { $($part: key.$method()?),+ })
            }
        }
    };
}

/// How a key's part is handed to the writer: texts by reference, numbers by value.
pub trait Part {
    type Given<'a>
    where
        Self: 'a;
    fn part(&self) -> Self::Given<'_>;
}

impl Part for String {
    type Given<'a> = &'a str;
    fn part(&self) -> &str {
        self
    }
}

macro_rules! copied_parts {
    ($($type:ty),+) => {$(
        impl Part for $type {
            type Given<'a> = $type;
            fn part(&self) -> $type {
                *self
            }
        }
    )+};
}
copied_parts!(u8, u32, u64, Scope, Account);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    row_key!(Sample { scope: Scope = scope, name: String = text, revision: u32 = small_number });

    fn sample(name: &str, revision: u32) -> Sample {
        let scope = Scope { account: Account::from_number(7), region: Region::parse("eu-west-1").unwrap() };
        Sample { scope, name: name.to_owned(), revision }
    }

    proptest! {
        #[test]
        fn bytes_sort_as_the_parts_do(a in "(.|\u{0}|\u{1}){0,6}", b in "(.|\u{0}|\u{1}){0,6}", m: u32, n: u32) {
            let (left, right) = (sample(&a, m), sample(&b, n));
            let by_parts = a.as_bytes().cmp(b.as_bytes()).then(m.cmp(&n));
            prop_assert_eq!(left.bytes().cmp(&right.bytes()), by_parts);
        }

        #[test]
        fn a_key_reads_back(name in "(.|\u{0}|\u{1}){0,8}", revision: u32) {
            let key = sample(&name, revision);
            prop_assert_eq!(Sample::parse(key.bytes().as_slice()), Some(key));
        }

        #[test]
        fn any_bytes_are_a_key_or_none(bytes in proptest::collection::vec(any::<u8>(), 0..40)) {
            if let Some(key) = Sample::parse(&bytes) {
                prop_assert_eq!(key.bytes(), KeyBytes::from_slice(&bytes));
            }
        }
    }

    #[test]
    fn a_key_of_any_length_is_its_parts() {
        for length in [0, 1, 110, 111, 112, 120, 121, 500] {
            let key = sample(&"x".repeat(length), 7);
            let parts = [b"\0\0\0\0\x07eu-west-1\0", "x".repeat(length).as_bytes(), b"\0\0\0\0\x07"].concat();
            assert_eq!(key.bytes(), KeyBytes::from_slice(&parts), "{length}");
            assert_eq!(Sample::parse(&parts), Some(key));
        }
    }

    #[test]
    fn where_texts_end() {
        let key = sample("web", 0);
        let bytes = key.bytes();
        assert_eq!(behind_texts(bytes.as_slice(), ACCOUNT_BYTES, 1), 15);
        assert_eq!(behind_texts(bytes.as_slice(), ACCOUNT_BYTES, 2), 19);
        assert_eq!(behind_texts(b"no end", 0, 1), 6);
    }

    /// A zero byte that ends a text was once taken for an escaped one when the next part began with 0xff.
    #[test]
    fn a_large_number_behind_a_text_is_not_part_of_it() {
        let key = sample("", 0xff00_0000);
        assert_eq!(Sample::parse(key.bytes().as_slice()), Some(key));
    }

    /// Such a number was once held at the end of the range, and the key written back was another one.
    #[test]
    fn an_account_of_more_than_twelve_digits_is_none() {
        assert_eq!(KeyReader::new(b"\xff\x64\x6c\x6c\x60").account(), None);
    }

    #[test]
    fn the_end_of_a_prefix() {
        assert_eq!(KeyBytes::from_slice(b"ab").after_prefix(), Some(KeyBytes::from_slice(b"ac")));
        assert_eq!(KeyBytes::from_slice(b"a\xff\xff").after_prefix(), Some(KeyBytes::from_slice(b"b")));
        assert_eq!(KeyBytes::from_slice(b"\xff").after_prefix(), None);
    }
}
