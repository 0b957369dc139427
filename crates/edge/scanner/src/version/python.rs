//! Python's order: epoch, numbers, then before, after and under development, as its packaging rules define them.
//!
//! Must not know: packages.

use std::cmp::Ordering;

use super::{digits, take_digits, take_while};

#[derive(Default)]
struct Version {
    epoch: String,
    numbers: Vec<String>,
    /// `a`, `b` or `rc`, and its number.
    before: Option<(u8, String)>,
    after: Option<String>,
    dev: Option<String>,
    local: Vec<String>,
}

pub(super) fn compare(left: &str, right: &str) -> Option<Ordering> {
    let (left, right) = (read(left)?, read(right)?);
    let length = left.numbers.len().max(right.numbers.len());
    let numbers = (0..length).map(|at| {
        let number = |version: &Version| version.numbers.get(at).cloned().unwrap_or_default();
        digits(&number(&left), &number(&right))
    });
    Some(
        digits(&left.epoch, &right.epoch)
            .then_with(|| numbers.fold(Ordering::Equal, Ordering::then))
            .then_with(|| place(&left).cmp(&place(&right)))
            .then_with(|| optional(left.before.as_ref().map(second), right.before.as_ref().map(second)))
            .then_with(|| optional(left.after.as_deref(), right.after.as_deref()))
            // Under development is before not.
            .then_with(|| match (&left.dev, &right.dev) {
                (Some(left), Some(right)) => digits(left, right),
                (left, right) => right.is_some().cmp(&left.is_some()),
            })
            .then_with(|| local(&left.local, &right.local)),
    )
}

fn second(before: &(u8, String)) -> &str {
    &before.1
}

/// Development of a release is before its alphas, and the release after its candidates.
fn place(version: &Version) -> u8 {
    match (&version.before, &version.after, &version.dev) {
        (Some((kind, _)), _, _) => 1 + kind,
        (None, None, Some(_)) => 0,
        (None, _, _) => 10,
    }
}

fn optional(left: Option<&str>, right: Option<&str>) -> Ordering {
    match (left, right) {
        (Some(left), Some(right)) => digits(left, right),
        (left, right) => left.is_some().cmp(&right.is_some()),
    }
}

fn local(left: &[String], right: &[String]) -> Ordering {
    let is_number = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    let order = left.iter().zip(right).map(|(left, right)| match (is_number(left), is_number(right)) {
        (true, true) => digits(left, right),
        (false, false) => left.cmp(right),
        (left, right) => left.cmp(&right),
    });
    order.fold(Ordering::Equal, Ordering::then).then(left.len().cmp(&right.len()))
}

fn read(text: &str) -> Option<Version> {
    let text = text.to_ascii_lowercase();
    let mut text = text.strip_prefix('v').unwrap_or(&text);
    let mut version = Version::default();
    if let Some((epoch, rest)) = text.split_once('!') {
        if epoch.is_empty() || !epoch.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        version.epoch = epoch.to_owned();
        text = rest;
    }
    if let Some((rest, local)) = text.split_once('+') {
        version.local = local.split(['.', '-', '_']).map(str::to_owned).collect();
        text = rest;
    }
    loop {
        let number = take_digits(&mut text);
        if number.is_empty() {
            return None;
        }
        version.numbers.push(number.to_owned());
        match text.strip_prefix('.').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit())) {
            Some(rest) => text = rest,
            None => break,
        }
    }
    while !text.is_empty() {
        text = mark(text, &mut version)?;
    }
    Some(version)
}

/// Takes one of `a1`, `.post2`, `-3`, `.dev4`, in any of their spellings.
fn mark<'a>(text: &'a str, version: &mut Version) -> Option<&'a str> {
    let mut rest = text;
    let separator = take_while(&mut rest, |c| matches!(c, '.' | '-' | '_'));
    if separator.len() > 1 {
        return None;
    }
    let name = take_while(&mut rest, |c| c.is_ascii_lowercase());
    if !name.is_empty() {
        rest = rest.strip_prefix(['.', '-', '_']).unwrap_or(rest);
    }
    let number = take_digits(&mut rest).to_owned();
    match name {
        "a" | "alpha" => version.before = Some((0, number)),
        "b" | "beta" => version.before = Some((1, number)),
        "c" | "rc" | "pre" | "preview" => version.before = Some((2, number)),
        "post" | "rev" | "r" => version.after = Some(number),
        "dev" => version.dev = Some(number),
        "" if separator == "-" && !number.is_empty() => version.after = Some(number),
        _ => return None,
    }
    Some(rest)
}

#[cfg(test)]
mod tests {
    use super::super::{Scheme, assert_ascending, assert_equal};

    #[test]
    fn versions_are_ordered_as_python_orders_them() {
        assert_ascending(
            Scheme::Python,
            &[
                "1.0.dev1",
                "1.0a1.dev1",
                "1.0a1",
                "1.0a2",
                "1.0a12",
                "1.0b1",
                "1.0rc1",
                "1.0rc2.post1",
                "1.0",
                "1.0+abc",
                "1.0+abc.5",
                "1.0+5",
                "1.0.post1.dev3",
                "1.0.post1",
                "1.0.post2",
                "1.0.1",
                "1.2",
                "1.10",
                "2024.1",
                "1!0.1",
            ],
        );
        assert_equal(
            Scheme::Python,
            &[
                ("1.0", "v1.0.0"),
                ("1.0-alpha.1", "1.0a1"),
                ("1.0-1", "1.0.post1"),
                ("1.0c1", "1.0rc1"),
                ("1.0preview2", "1.0rc2"),
                ("1.0.DEV", "1.0dev0"),
                ("0!1", "1"),
                ("1.0rev3", "1.0.post3"),
            ],
        );
        for other in ["", "latest", "1.0-", "1.0.x", "1..2", "==1.0", "x!1"] {
            assert_eq!(Scheme::Python.compare("1.0", other), None, "{other}");
        }
    }
}
