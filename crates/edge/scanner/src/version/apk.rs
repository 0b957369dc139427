//! Alpine's order: numbers, a letter, suffixes such as `_rc1` or `_p2`, and a build `-r3`.
//!
//! Must not know: packages.

use std::cmp::Ordering;

use super::{digits, take_digits, take_while};

/// Before the version itself, and after it.
const BEFORE: [&str; 4] = ["alpha", "beta", "pre", "rc"];
const AFTER: [&str; 5] = ["cvs", "svn", "git", "hg", "p"];

/// What comes next of a version. A version that goes on with an earlier kind is newer than one that goes on with a later.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Part<'a> {
    Number(&'a str),
    Letter(&'a str),
    /// Less than zero where it is before the version.
    Suffix(i32),
    SuffixNumber(&'a str),
    Build(&'a str),
    End,
}

pub(super) fn compare(left: &str, right: &str) -> Option<Ordering> {
    let (left, right) = (read(left)?, read(right)?);
    let length = left.len().max(right.len());
    let part = |parts: &[Part<'_>], at: usize| parts.get(at).map_or(6, rank);
    for at in 0..length {
        let (one, other) = (left.get(at).unwrap_or(&Part::End), right.get(at).unwrap_or(&Part::End));
        let order = match (one, other) {
            (Part::Number(one), Part::Number(other)) if at > 0 => number(one, other),
            (Part::Number(one), Part::Number(other))
            | (Part::SuffixNumber(one), Part::SuffixNumber(other))
            | (Part::Build(one), Part::Build(other)) => digits(one, other),
            (Part::Letter(one), Part::Letter(other)) => one.cmp(other),
            (Part::Suffix(one), Part::Suffix(other)) => one.cmp(other),
            (Part::Suffix(before), _) if *before < 0 => Ordering::Less,
            (_, Part::Suffix(before)) if *before < 0 => Ordering::Greater,
            _ => part(&right, at).cmp(&part(&left, at)),
        };
        if order.is_ne() {
            return Some(order);
        }
    }
    Some(Ordering::Equal)
}

fn rank(part: &Part<'_>) -> u8 {
    match part {
        Part::Number(_) => 1,
        Part::Letter(_) => 2,
        Part::Suffix(_) => 3,
        Part::SuffixNumber(_) => 4,
        Part::Build(_) => 5,
        Part::End => 6,
    }
}

/// Behind the first dot, a number that begins with zero is a fraction.
fn number(left: &str, right: &str) -> Ordering {
    if left.starts_with('0') || right.starts_with('0') {
        return left.trim_end_matches('0').cmp(right.trim_end_matches('0'));
    }
    digits(left, right)
}

fn read(mut text: &str) -> Option<Vec<Part<'_>>> {
    let mut parts = Vec::new();
    loop {
        let number = take_digits(&mut text);
        if number.is_empty() {
            return None;
        }
        parts.push(Part::Number(number));
        match text.strip_prefix('.') {
            Some(rest) => text = rest,
            None => break,
        }
    }
    if text.starts_with(|c: char| c.is_ascii_lowercase()) {
        let (letter, rest) = text.split_at_checked(1)?;
        parts.push(Part::Letter(letter));
        text = rest;
    }
    while let Some(rest) = text.strip_prefix('_') {
        text = rest;
        let name = take_while(&mut text, |c| c.is_ascii_lowercase());
        parts.push(Part::Suffix(suffix(name)?));
        let number = take_digits(&mut text);
        if !number.is_empty() {
            parts.push(Part::SuffixNumber(number));
        }
    }
    // The hash of a commit says nothing of an order.
    if let Some(rest) = text.strip_prefix('~') {
        text = rest;
        take_while(&mut text, |c| c.is_ascii_hexdigit());
    }
    if let Some(rest) = text.strip_prefix("-r") {
        text = rest;
        parts.push(Part::Build(take_digits(&mut text)));
    }
    text.is_empty().then_some(parts)
}

fn suffix(name: &str) -> Option<i32> {
    let place = |names: &[&str]| {
        names.iter().position(|known| *known == name).and_then(|place| i32::try_from(place).ok())
    };
    place(&BEFORE).map(|place| place - 4).or_else(|| place(&AFTER).map(|place| place + 1))
}

#[cfg(test)]
mod tests {
    use super::super::{Scheme, assert_ascending, assert_equal};

    #[test]
    fn versions_are_ordered_as_apk_orders_them() {
        assert_ascending(
            Scheme::Apk,
            &[
                "1.0_alpha",
                "1.0_alpha1",
                "1.0_beta2",
                "1.0_rc1",
                "1.0",
                "1.0-r0",
                "1.0-r1",
                "1.0-r10",
                "1.0_git2024",
                "1.0_p1-r0",
                "1.0_p2",
                "1.0a",
                "1.0b",
                "1.0.1",
                "1.2.3-r0",
                "1.10",
                "2",
            ],
        );
        assert_ascending(Scheme::Apk, &["3.1.4-r2", "3.1.4-r5", "3.1.5-r0", "3.1.10-r0"]);
        assert_ascending(Scheme::Apk, &["1.01", "1.1"]);
        assert_equal(Scheme::Apk, &[("1.2.3-r0", "1.2.3-r00"), ("1.10_p1", "1.10_p01")]);
        for other in ["", "latest", "1.0_wild", "1.0-5", "1..2"] {
            assert_eq!(Scheme::Apk.compare("1.0", other), None, "{other}");
        }
    }
}
