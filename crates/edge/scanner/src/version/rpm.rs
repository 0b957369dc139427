//! RPM's order: `[epoch:]version[-release]`, where `~` is before the end and `^` just after it.
//!
//! Must not know: packages.

use std::cmp::Ordering;

use super::{digits, take_digits, take_while};

pub(super) fn compare(left: &str, right: &str) -> Ordering {
    let ((left_epoch, left), (right_epoch, right)) = (epoch(left), epoch(right));
    let ((left, left_release), (right, right_release)) = (release(left), release(right));
    digits(left_epoch, right_epoch).then_with(|| parts(left, right)).then_with(|| {
        match (left_release, right_release) {
            (Some(left), Some(right)) => parts(left, right),
            // Where one says nothing of a release, any will do.
            _ => Ordering::Equal,
        }
    })
}

fn epoch(version: &str) -> (&str, &str) {
    version.split_once(':').unwrap_or(("0", version))
}

fn release(version: &str) -> (&str, Option<&str>) {
    version.rsplit_once('-').map_or((version, None), |(version, release)| (version, Some(release)))
}

fn parts(mut left: &str, mut right: &str) -> Ordering {
    let separates = |c: char| !c.is_ascii_alphanumeric() && c != '~' && c != '^';
    loop {
        take_while(&mut left, separates);
        take_while(&mut right, separates);
        for (mark, at_the_end) in [('~', Ordering::Greater), ('^', Ordering::Less)] {
            match (left.strip_prefix(mark), right.strip_prefix(mark)) {
                (Some(_), Some(_)) | (None, None) => {}
                // A tilde is before anything, a caret only after an end.
                (Some(_), None) if mark == '~' || !right.is_empty() => return Ordering::Less,
                (None, Some(_)) if mark == '~' || !left.is_empty() => return Ordering::Greater,
                (None, Some(_)) => return at_the_end,
                (Some(_), None) => return at_the_end.reverse(),
            }
        }
        let marks = |c: char| c == '~' || c == '^';
        if left.starts_with(marks) && right.starts_with(marks) {
            (left, right) = (left.get(1..).unwrap_or_default(), right.get(1..).unwrap_or_default());
            continue;
        }
        if left.is_empty() || right.is_empty() {
            return left.len().cmp(&right.len());
        }
        let order = segment(&mut left, &mut right);
        if order.is_ne() {
            return order;
        }
    }
}

/// One run of digits or of letters; a number is newer than a word.
fn segment(left: &mut &str, right: &mut &str) -> Ordering {
    let is_number = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
    match (is_number(left), is_number(right)) {
        (true, true) => digits(take_digits(left), take_digits(right)),
        (true, false) => Ordering::Greater,
        (false, true) => Ordering::Less,
        (false, false) => {
            let letter = |c: char| c.is_ascii_alphabetic();
            take_while(left, letter).cmp(take_while(right, letter))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Scheme, assert_ascending, assert_equal};

    #[test]
    fn versions_are_ordered_as_rpm_orders_them() {
        assert_ascending(
            Scheme::Rpm,
            &[
                "1.0~beta1-1",
                "1.0~rc1-1",
                "1.0-1",
                "1.0-1.el9",
                "1.0-2.el9_1.1",
                "1.0^20240101-1",
                "1.0.a-1",
                "1.0.1^git1-1",
                "1.0.2-1",
                "1.2-1",
                "1.10-1",
                "2-1",
                "1:0.1-1",
            ],
        );
        assert_equal(
            Scheme::Rpm,
            &[("1.0-1", "0:1.0-1"), ("1.0", "1.0-7.el9"), ("1.00-1", "1.0-01"), ("1_0", "1.0")],
        );
        assert_ascending(Scheme::Rpm, &["3.0.7-24.el9", "3.0.7-25.el9_3", "3.0.7-27.el9"]);
    }
}
