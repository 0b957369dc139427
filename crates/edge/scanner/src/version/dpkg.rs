//! Debian's order: `[epoch:]upstream[-revision]`, where `~` is before the end of a part.
//!
//! Must not know: packages.

use std::cmp::Ordering;

use super::{digits, take_digits, take_while};

pub(super) fn compare(left: &str, right: &str) -> Ordering {
    let ((left_epoch, left), (right_epoch, right)) = (epoch(left), epoch(right));
    let ((left_upstream, left_revision), (right_upstream, right_revision)) =
        (revision(left), revision(right));
    digits(left_epoch, right_epoch)
        .then_with(|| parts(left_upstream, right_upstream))
        .then_with(|| parts(left_revision, right_revision))
}

fn epoch(version: &str) -> (&str, &str) {
    version.split_once(':').unwrap_or(("0", version))
}

fn revision(version: &str) -> (&str, &str) {
    version.rsplit_once('-').unwrap_or((version, "0"))
}

/// Runs of other characters and runs of digits, in turns.
fn parts(mut left: &str, mut right: &str) -> Ordering {
    while !left.is_empty() || !right.is_empty() {
        let words =
            (take_while(&mut left, |c| !c.is_ascii_digit()), take_while(&mut right, |c| !c.is_ascii_digit()));
        let numbers = (take_digits(&mut left), take_digits(&mut right));
        let order = text(words.0, words.1).then_with(|| digits(numbers.0, numbers.1));
        if order.is_ne() {
            return order;
        }
    }
    Ordering::Equal
}

fn text(left: &str, right: &str) -> Ordering {
    let length = left.len().max(right.len());
    let weights = |text: &str| -> Vec<i32> {
        text.bytes().map(weight).chain(std::iter::repeat(0)).take(length).collect()
    };
    weights(left).cmp(&weights(right))
}

/// A tilde is before the end, letters before all else.
fn weight(byte: u8) -> i32 {
    match byte {
        b'~' => -1,
        letter if letter.is_ascii_alphabetic() => i32::from(letter),
        other => i32::from(other) + 256,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Scheme, assert_ascending, assert_equal};

    #[test]
    fn versions_are_ordered_as_dpkg_orders_them() {
        assert_ascending(
            Scheme::Dpkg,
            &[
                "1.0~~",
                "1.0~~a",
                "1.0~rc1-1",
                "1.0~rc1-2",
                "1.0",
                "1.0-0+deb12u1",
                "1.0-1",
                "1.0-1+b1",
                "1.0-1.1",
                "1.0a-1",
                "1.0+git1-1",
                "1.0.1-1",
                "1.2-1",
                "1.10-1",
                "2:0.1-1",
                "2:0.1-1ubuntu0.22.04.1",
            ],
        );
        assert_ascending(Scheme::Dpkg, &["7.88.1-10+deb12u4", "7.88.1-10+deb12u5", "7.88.1-10+deb12u12"]);
        assert_equal(
            Scheme::Dpkg,
            &[("0:1.0", "1.0"), ("1.00-1", "1.0-01"), ("1.0-0", "1.0"), ("00:2", "2")],
        );
    }
}
