//! What conditions compare with: versions and regular expressions.
//!
//! Must not know: the syntax around them.

use std::cmp::Ordering;
use std::fmt;

use regex_lite::{Regex, RegexBuilder};

const VERSION_PARTS_MAX: usize = 8;
/// A part of that many digits fits a `u64`.
const VERSION_PART_DIGITS_MAX: usize = 18;
/// Bounds the memory of one compiled regular expression, and with it the time of a match.
const PATTERN_SIZE_MAX: usize = 64 * 1024;
const PATTERN_DEPTH_MAX: u32 = 64;

/// `1.105.1`: numbers between dots, the missing ones of a shorter version being 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Version(Vec<u64>);

impl Version {
    pub(super) fn parse(text: &str) -> Option<Self> {
        let parts = text.split('.').map(|part| {
            let plain =
                part.len() <= VERSION_PART_DIGITS_MAX && part.bytes().all(|byte| byte.is_ascii_digit());
            part.parse().ok().filter(|_| plain)
        });
        parts.collect::<Option<Vec<u64>>>().filter(|parts| parts.len() <= VERSION_PARTS_MAX).map(Self)
    }

    /// An agent's own word for its version: `v1.2.3-dev` counts as `1.2.3`.
    pub(super) fn reported(text: &str) -> Option<Self> {
        let text = text.strip_prefix('v').unwrap_or(text);
        let suffix = |c: char| !c.is_ascii_digit() && c != '.';
        Self::parse(text.split(suffix).next().unwrap_or_default())
    }

    pub(super) fn compare(&self, other: &Self) -> Ordering {
        let part = |version: &Self, place| version.0.get(place).copied().unwrap_or_default();
        let places = 0..VERSION_PARTS_MAX;
        places.clone().map(|place| part(self, place)).cmp(places.map(|place| part(other, place)))
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts: Vec<String> = self.0.iter().map(u64::to_string).collect();
        f.write_str(&parts.join("."))
    }
}

/// A regular expression that must match a whole text.
#[derive(Debug, Clone)]
pub(super) struct Pattern {
    text: String,
    whole: Regex,
}

impl Pattern {
    pub(super) fn compile(text: &str) -> Result<Self, String> {
        // By itself first: `a)|(?:b` is nothing, and would be two halves of something in the frame.
        build(text)?;
        Ok(Self { text: text.to_owned(), whole: build(&format!(r"\A(?:{text})\z"))? })
    }

    pub(super) fn matches(&self, text: &str) -> bool {
        self.whole.is_match(text)
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

fn build(text: &str) -> Result<Regex, String> {
    let mut builder = RegexBuilder::new(text);
    builder.size_limit(PATTERN_SIZE_MAX).nest_limit(PATTERN_DEPTH_MAX);
    builder.build().map_err(|error| error.to_string())
}
