//! RubyGems' order: segments of digits and of letters; a letter makes a version one before its release.
//!
//! Must not know: packages.

use std::cmp::Ordering;

use super::{digits, take_digits, take_while};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Segment<'a> {
    Word(&'a str),
    Number(&'a str),
}

pub(super) fn compare(left: &str, right: &str) -> Option<Ordering> {
    let (left, right) = (read(left)?, read(right)?);
    let zero = Segment::Number("0");
    let pairs = (0..left.len().max(right.len()))
        .map(|at| (left.get(at).unwrap_or(&zero), right.get(at).unwrap_or(&zero)));
    let order = pairs.map(|pair| match pair {
        (Segment::Number(left), Segment::Number(right)) => digits(left, right),
        (Segment::Word(left), Segment::Word(right)) => left.cmp(right),
        (Segment::Word(_), Segment::Number(_)) => Ordering::Less,
        (Segment::Number(_), Segment::Word(_)) => Ordering::Greater,
    });
    Some(order.fold(Ordering::Equal, Ordering::then))
}

fn read(mut text: &str) -> Option<Vec<Segment<'_>>> {
    let mut numbers = Vec::new();
    let mut words = Vec::new();
    while !text.is_empty() {
        let number = take_digits(&mut text);
        let word = take_while(&mut text, |c| c.is_ascii_alphabetic());
        if !number.is_empty() {
            if words.is_empty() { &mut numbers } else { &mut words }.push(Segment::Number(number));
        }
        if !word.is_empty() {
            words.push(Segment::Word(word));
        }
        if let Some(rest) = text.strip_prefix('-') {
            words.push(Segment::Word("pre"));
            text = rest;
        } else if let Some(rest) = text.strip_prefix('.') {
            text = rest;
        } else if number.is_empty() && word.is_empty() {
            return None;
        }
    }
    // Zeros at the end of either part say nothing.
    for part in [&mut numbers, &mut words] {
        while matches!(part.last(), Some(Segment::Number(number)) if number.bytes().all(|b| b == b'0')) {
            part.pop();
        }
    }
    numbers.append(&mut words);
    Some(numbers)
}

#[cfg(test)]
mod tests {
    use super::super::{Scheme, assert_ascending, assert_equal};

    #[test]
    fn versions_are_ordered_as_rubygems_orders_them() {
        assert_ascending(
            Scheme::Gem,
            &[
                "1.a",
                "1.0.b1",
                "1.0.b2",
                "1.0.rc1",
                "1",
                "1.0.1",
                "1.2.3-4",
                "1.2.3",
                "1.2.10",
                "1.10",
                "2.0.0.pre",
                "2",
            ],
        );
        assert_equal(Scheme::Gem, &[("1.0", "1"), ("1.0.a", "1.a"), ("1.2.3-1", "1.2.3.pre.1")]);
        assert_eq!(Scheme::Gem.compare("1.0", ">= 1"), None);
    }
}
