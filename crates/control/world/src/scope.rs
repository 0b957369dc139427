//! Whose state it is: an account, and a region in it. Every key of the outside world's data starts here.
//!
//! Must not know: where accounts come from.

use std::fmt;

/// A 12-digit AWS account number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Account(u64);

/// A region's name, `us-east-1`. Small and copied, because every key has one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Region {
    name: [u8; REGION_LENGTH_MAX],
    length: u8,
}

const REGION_LENGTH_MAX: usize = 31;
const ACCOUNT_DIGITS: usize = 12;
const ACCOUNT_MAX: u64 = 999_999_999_999;

/// An account and a region: the namespace of nearly everything.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Scope {
    pub account: Account,
    pub region: Region,
}

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ScopeError {
    #[error("'{0}' is not an account number: it must be 12 digits")]
    Account(String),
    #[error("'{0}' is not a region name: it must be 1 to 31 lowercase letters, digits or hyphens")]
    Region(String),
}

impl Account {
    pub fn parse(digits: &str) -> Result<Self, ScopeError> {
        let refused = || ScopeError::Account(digits.to_owned());
        if digits.len() != ACCOUNT_DIGITS || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(refused());
        }
        digits.parse().map(Self).map_err(|_| refused())
    }

    /// The account of a number below 10^12; larger numbers are held at the end of the range.
    pub const fn from_number(number: u64) -> Self {
        Self(if number > ACCOUNT_MAX { ACCOUNT_MAX } else { number })
    }

    pub const fn number(self) -> u64 {
        self.0
    }
}

impl fmt::Display for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:012}", self.0)
    }
}

impl Region {
    pub fn parse(name: &str) -> Result<Self, ScopeError> {
        let allowed = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if name.is_empty() || name.len() > REGION_LENGTH_MAX || !name.bytes().all(allowed) {
            return Err(ScopeError::Region(name.to_owned()));
        }
        let mut bytes = [0; REGION_LENGTH_MAX];
        bytes.iter_mut().zip(name.bytes()).for_each(|(slot, byte)| *slot = byte);
        #[allow(clippy::cast_possible_truncation, reason = "the length was checked above")]
        Ok(Self { name: bytes, length: name.len() as u8 })
    }

    pub fn as_str(&self) -> &str {
        let bytes = self.name.get(..usize::from(self.length)).unwrap_or_default();
        std::str::from_utf8(bytes).unwrap_or_default()
    }
}

impl fmt::Display for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Region {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accounts_keep_their_leading_zeros() {
        assert_eq!(Account::parse("000000000000").unwrap().to_string(), "000000000000");
        assert_eq!(Account::parse("012345678901").unwrap().to_string(), "012345678901");
    }

    #[test]
    fn what_is_no_account_or_region_is_refused() {
        for bad in ["", "12345678901", "1234567890123", "12345678901x", "１２３４５６７８９０１２"]
        {
            assert!(Account::parse(bad).is_err(), "{bad}");
        }
        for bad in ["", "US-EAST-1", "us east 1", "us-east-1/", &"a".repeat(32)] {
            assert!(Region::parse(bad).is_err(), "{bad}");
        }
        assert_eq!(Region::parse("ap-southeast-2").unwrap().as_str(), "ap-southeast-2");
    }
}
