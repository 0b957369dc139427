//! The ratchet of `xtask/tidy.toml`: what is too long today may shrink and may not grow.
//!
//! Must not know: how a length is measured.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use serde::Deserialize;

/// What is longer than its limit today, by file, and by file and function as `file:function`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Exceptions {
    #[serde(default)]
    pub(super) files: BTreeMap<String, usize>,
    #[serde(default)]
    pub(super) functions: BTreeMap<String, usize>,
}

pub(super) fn read(root: &Path) -> Result<Exceptions> {
    let text = fs::read_to_string(root.join("xtask/tidy.toml")).context("reading xtask/tidy.toml")?;
    toml::from_str(&text).context("reading xtask/tidy.toml")
}

/// Every length that is over its limit without leave, and every leave that is needed no more.
pub(super) fn problems(
    kind: &str,
    limit: usize,
    lengths: &BTreeMap<String, usize>,
    exceptions: &BTreeMap<String, usize>,
) -> Vec<String> {
    let mut problems = Vec::new();
    for (name, &length) in lengths {
        match exceptions.get(name) {
            None if length > limit => {
                problems.push(format!("{name}: {kind} of {length} lines, more than {limit}: split it"));
            }
            Some(&before) if length > before => {
                problems.push(format!("{name}: {kind} grew from {before} to {length} lines: split it"));
            }
            Some(_) if length <= limit => {
                problems.push(format!("{name}: within the limit now: take it out of xtask/tidy.toml"));
            }
            Some(&before) if length < before => {
                problems.push(format!("{name}: shrank to {length} lines: write that into xtask/tidy.toml"));
            }
            _ => {}
        }
    }
    for name in exceptions.keys().filter(|name| !lengths.contains_key(*name)) {
        problems.push(format!("{name}: there is none: take it out of xtask/tidy.toml"));
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(entries: &[(&str, usize)]) -> BTreeMap<String, usize> {
        entries.iter().map(|(name, length)| ((*name).to_owned(), *length)).collect()
    }

    #[test]
    fn the_ratchet_turns_one_way() {
        for (length, exception, word) in [
            (70, None, None),
            (71, None, Some("split it")),
            (90, Some(90), None),
            (91, Some(90), Some("grew from 90 to 91")),
            (80, Some(90), Some("shrank to 80")),
            (70, Some(90), Some("within the limit")),
        ] {
            let exceptions = exception.map(|before| map(&[("a", before)])).unwrap_or_default();
            let problems = problems("a function", 70, &map(&[("a", length)]), &exceptions);
            assert_eq!(problems.len(), usize::from(word.is_some()), "{problems:?}");
            assert!(word.is_none_or(|word| problems[0].contains(word)), "{problems:?}");
        }
        assert_eq!(problems("a file", 70, &map(&[]), &map(&[("b", 90)])).len(), 1);
    }
}
