//! The order of semantic versions, as npm and Cargo have it; what is missing of three numbers is zero.
//!
//! Must not know: packages.

use std::cmp::Ordering;

use super::digits;

struct Version<'a> {
    numbers: Vec<&'a str>,
    before: Option<&'a str>,
}

pub(super) fn compare(left: &str, right: &str) -> Option<Ordering> {
    let (left, right) = (read(left)?, read(right)?);
    let length = left.numbers.len().max(right.numbers.len());
    let number =
        |version: &Version<'_>, at: usize| version.numbers.get(at).copied().unwrap_or("0").to_owned();
    let numbers = (0..length).map(|at| digits(&number(&left, at), &number(&right, at)));
    let order = numbers.fold(Ordering::Equal, Ordering::then);
    Some(order.then_with(|| match (left.before, right.before) {
        (None, None) => Ordering::Equal,
        (None, Some(_)) => Ordering::Greater,
        (Some(_), None) => Ordering::Less,
        (Some(left), Some(right)) => words(left, right),
    }))
}

fn read(text: &str) -> Option<Version<'_>> {
    let text = text.strip_prefix(['v', 'V', '=']).unwrap_or(text);
    let text = text.split('+').next().unwrap_or(text);
    let (numbers, before) =
        text.split_once('-').map_or((text, None), |(numbers, rest)| (numbers, Some(rest)));
    let numbers: Vec<&str> = numbers.split('.').collect();
    let all = numbers.iter().all(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()));
    all.then_some(Version { numbers, before })
}

fn words(left: &str, right: &str) -> Ordering {
    let (mut left, mut right) = (left.split('.'), right.split('.'));
    loop {
        let order = match (left.next(), right.next()) {
            (None, None) => return Ordering::Equal,
            (None, Some(_)) => Ordering::Less,
            (Some(_), None) => Ordering::Greater,
            (Some(left), Some(right)) => word(left, right),
        };
        if order.is_ne() {
            return order;
        }
    }
}

fn word(left: &str, right: &str) -> Ordering {
    let is_number = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_digit());
    match (is_number(left), is_number(right)) {
        (true, true) => digits(left, right),
        (true, false) => Ordering::Less,
        (false, true) => Ordering::Greater,
        (false, false) => left.cmp(right),
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Scheme, assert_ascending, assert_equal};

    #[test]
    fn versions_are_ordered_as_semver_orders_them() {
        assert_ascending(
            Scheme::Semver,
            &[
                "0.0.0-0",
                "0.1",
                "1.0.0-1",
                "1.0.0-alpha",
                "1.0.0-alpha.1",
                "1.0.0-alpha.beta",
                "1.0.0-beta.2",
                "1.0.0-beta.11",
                "1.0.0-rc.1",
                "1.0.0",
                "1.2.0",
                "1.10.0",
                "10.0.0",
                "99999999999999999999999.0.0",
            ],
        );
        assert_equal(Scheme::Semver, &[("v1.2.3", "1.2.3"), ("1.2", "1.2.0"), ("1.0.0+a", "1.0.0+b")]);
        for other in ["", "x", "1.x", "1..0", "latest"] {
            assert_eq!(Scheme::Semver.compare("1.0.0", other), None, "{other}");
        }
    }
}
