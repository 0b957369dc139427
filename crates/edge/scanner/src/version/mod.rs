//! Orders of versions: one per family of packages, each as its own tools compare.
//!
//! Invariants: a comparison is total on what it takes; digits have no limit but [`LENGTH_MAX`], so no number overflows.
//!
//! Must not know: packages, records.

mod apk;
mod composer;
mod dpkg;
mod gem;
mod python;
mod rpm;
mod semver;

use std::cmp::Ordering;

/// No version that a tool writes is so long.
const LENGTH_MAX: usize = 512;

/// How versions of a package are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Scheme {
    Apk,
    Composer,
    Dpkg,
    Gem,
    Python,
    Rpm,
    Semver,
}

impl Scheme {
    /// `None` where one of them is not a version of this kind.
    pub(crate) fn compare(self, left: &str, right: &str) -> Option<Ordering> {
        let (left, right) = (left.trim(), right.trim());
        if left.is_empty() || right.is_empty() || left.len() > LENGTH_MAX || right.len() > LENGTH_MAX {
            return None;
        }
        match self {
            Self::Apk => apk::compare(left, right),
            Self::Composer => composer::compare(left, right),
            Self::Dpkg => Some(dpkg::compare(left, right)),
            Self::Gem => gem::compare(left, right),
            Self::Python => python::compare(left, right),
            Self::Rpm => Some(rpm::compare(left, right)),
            Self::Semver => semver::compare(left, right),
        }
    }
}

/// Compares two runs of decimal digits by their value.
fn digits(left: &str, right: &str) -> Ordering {
    let (left, right) = (left.trim_start_matches('0'), right.trim_start_matches('0'));
    left.len().cmp(&right.len()).then_with(|| left.cmp(right))
}

/// Takes the longest beginning whose characters satisfy the test.
fn take_while<'a>(text: &mut &'a str, test: impl Fn(char) -> bool) -> &'a str {
    let end = text.find(|c| !test(c)).unwrap_or(text.len());
    let (taken, rest) = text.split_at(end);
    *text = rest;
    taken
}

fn take_digits<'a>(text: &mut &'a str) -> &'a str {
    take_while(text, |c| c.is_ascii_digit())
}

/// Both orders of each pair of a table in which every version is less than those after it.
#[cfg(test)]
fn assert_ascending(scheme: Scheme, versions: &[&str]) {
    for (at, left) in versions.iter().enumerate() {
        for (other, right) in versions.iter().enumerate() {
            assert_eq!(scheme.compare(left, right), Some(at.cmp(&other)), "{left} and {right}");
        }
    }
}

#[cfg(test)]
fn assert_equal(scheme: Scheme, pairs: &[(&str, &str)]) {
    for (left, right) in pairs {
        assert_eq!(scheme.compare(left, right), Some(Ordering::Equal), "{left} and {right}");
        assert_eq!(scheme.compare(right, left), Some(Ordering::Equal), "{right} and {left}");
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Scheme;

    const SCHEMES: [Scheme; 7] = [
        Scheme::Apk,
        Scheme::Composer,
        Scheme::Dpkg,
        Scheme::Gem,
        Scheme::Python,
        Scheme::Rpm,
        Scheme::Semver,
    ];

    proptest! {
        #[test]
        fn any_order_is_one(texts in prop::array::uniform3("[0-9]{1,2}([.~^_+:!-]?(a|b|rc|dev|p|r|post|[0-9]{1,2})){0,4}|\\PC{0,8}")) {
            let [a, b, c] = &texts;
            for scheme in SCHEMES {
                let order = scheme.compare(a, b);
                prop_assert_eq!(scheme.compare(b, a), order.map(std::cmp::Ordering::reverse), "{:?}: {} and {}", scheme, a, b);
                if let (Some(first), Some(second)) = (order, scheme.compare(b, c))
                    && first == second
                {
                    prop_assert_eq!(scheme.compare(a, c), Some(first), "{:?}: {}, {}, {}", scheme, a, b, c);
                }
            }
        }
    }
}
