//! Composer's order: numbers, then how finished a version is: dev, alpha, beta, RC, released, patch.
//!
//! Must not know: packages.

use std::cmp::Ordering;

use super::{digits, take_digits, take_while};

const RELEASED: u8 = 4;

struct Version<'a> {
    numbers: Vec<&'a str>,
    stage: u8,
    stage_number: &'a str,
    /// On the way to what the rest says.
    dev: bool,
}

pub(super) fn compare(left: &str, right: &str) -> Option<Ordering> {
    let (lower_left, lower_right) = (left.to_ascii_lowercase(), right.to_ascii_lowercase());
    let (left, right) = (read(&lower_left)?, read(&lower_right)?);
    let length = left.numbers.len().max(right.numbers.len());
    let numbers = (0..length).map(|at| {
        let number = |version: &Version<'_>| version.numbers.get(at).copied().unwrap_or("0").to_owned();
        digits(&number(&left), &number(&right))
    });
    let order = numbers.fold(Ordering::Equal, Ordering::then);
    Some(
        order
            .then_with(|| left.stage.cmp(&right.stage))
            .then_with(|| digits(left.stage_number, right.stage_number))
            .then_with(|| right.dev.cmp(&left.dev)),
    )
}

fn read(text: &str) -> Option<Version<'_>> {
    let text = text.strip_prefix('v').unwrap_or(text);
    let mut text = text.split(['+', '#']).next().unwrap_or(text);
    let mut numbers = Vec::new();
    loop {
        let number = take_digits(&mut text);
        if number.is_empty() {
            return None;
        }
        numbers.push(number);
        match text.strip_prefix('.').filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit())) {
            Some(rest) => text = rest,
            None => break,
        }
    }
    let mut version = Version { numbers, stage: RELEASED, stage_number: "0", dev: false };
    while !text.is_empty() {
        take_while(&mut text, |c| matches!(c, '-' | '.' | '_'));
        let name = take_while(&mut text, |c| c.is_ascii_lowercase());
        take_while(&mut text, |c| matches!(c, '-' | '.'));
        let number = take_digits(&mut text);
        match name {
            "dev" if text.is_empty() => version.dev = true,
            _ => {
                version.stage = stage(name)?;
                version.stage_number = if number.is_empty() { "0" } else { number };
            }
        }
    }
    Some(version)
}

fn stage(name: &str) -> Option<u8> {
    Some(match name {
        "a" | "alpha" => 1,
        "b" | "beta" => 2,
        "rc" => 3,
        "stable" => RELEASED,
        "p" | "pl" | "patch" => 5,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::super::{Scheme, assert_ascending, assert_equal};

    #[test]
    fn versions_are_ordered_as_composer_orders_them() {
        assert_ascending(
            Scheme::Composer,
            &[
                "1.0.0-alpha1",
                "1.0.0-beta1",
                "1.0.0-beta10",
                "1.0.0-RC1-dev",
                "1.0.0-RC1",
                "1.0.0-dev",
                "1.0.0",
                "1.0.0-patch1",
                "1.0.0-pl2",
                "1.0.1",
                "v1.2.0",
                "1.10.0.1",
                "2.0",
            ],
        );
        assert_equal(
            Scheme::Composer,
            &[("v1.0", "1.0.0.0"), ("1.0.0-b2", "1.0.0beta2"), ("1.0-rc.1", "1.0RC1")],
        );
        for other in ["dev-main", "1.0-odd3", "1.0 || 2", ""] {
            assert_eq!(Scheme::Composer.compare("1.0", other), None, "{other}");
        }
    }
}
