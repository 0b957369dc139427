//! Turns answers by call number into a program of the kernel's packet filter machine.
//!
//! The program searches by halves. A list that is walked from its start would be several times as long, and the
//! kernel, which tries every call number when a filter is installed, would take half a millisecond for it: a
//! fifth of what the whole start of a container takes.
//!
//! Must not know: which calls there are.

use std::collections::BTreeMap;
use std::ops::Range;

use libc::sock_filter;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    Allow,
    /// EPERM.
    Refuse,
    /// ENOSYS.
    NotThere,
    AllowIf(Test),
}

/// Of the low half of the first argument: the calls that are tested take no more than that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Test {
    IsNot(u32),
    IsOneOf(&'static [u32]),
    HasNoneOf(u32),
}

const LOAD: u16 = 0x20;
const AND: u16 = 0x54;
const JUMP: u16 = 0x05;
const JUMP_IF_EQUAL: u16 = 0x15;
const JUMP_IF_AT_LEAST: u16 = 0x35;
const RETURN: u16 = 0x06;

const NUMBER_OFFSET: u32 = 0;
const ARCHITECTURE_OFFSET: u32 = 4;
const FIRST_ARGUMENT_OFFSET: u32 = 16;

#[cfg(target_arch = "x86_64")]
pub(super) const ARCHITECTURE: u32 = 0xc000_003e;
#[cfg(target_arch = "aarch64")]
pub(super) const ARCHITECTURE: u32 = 0xc000_00b7;

const KILL_PROCESS: u32 = 0x8000_0000;
pub(super) const ALLOW: u32 = 0x7fff_0000;
pub(super) const EPERM: u32 = 0x0005_0000 | libc::EPERM.cast_unsigned();
pub(super) const ENOSYS: u32 = 0x0005_0000 | libc::ENOSYS.cast_unsigned();

const fn one(code: u16, value: u32) -> sock_filter {
    sock_filter { code, jt: 0, jf: 0, k: value }
}

const fn branch(code: u16, value: u32, if_true: u8, if_false: u8) -> sock_filter {
    sock_filter { code, jt: if_true, jf: if_false, k: value }
}

/// Every call that has no answer is refused, or, behind all that have one, not there if it is among the `newer`; a
/// process of another architecture is killed.
pub(super) fn assemble(answers: &BTreeMap<i64, Answer>, newer: Range<u32>) -> Vec<sock_filter> {
    let mut program = vec![
        one(LOAD, ARCHITECTURE_OFFSET),
        branch(JUMP_IF_EQUAL, ARCHITECTURE, 1, 0),
        one(RETURN, KILL_PROCESS),
        one(LOAD, NUMBER_OFFSET),
    ];
    search(&ranges(answers, newer), &mut program);
    program
}

/// Where the answer changes, from call 0 on.
fn ranges(answers: &BTreeMap<i64, Answer>, newer: Range<u32>) -> Vec<(u32, Answer)> {
    let mut ranges = vec![(0, Answer::Refuse)];
    let mut next = 0;
    let mut change = |at: u32, answer: Answer| {
        if let Some(last) = ranges.last_mut().filter(|(start, _)| *start == at) {
            last.1 = answer;
        } else if ranges.last().is_some_and(|(_, before)| *before != answer) {
            ranges.push((at, answer));
        }
    };
    for (number, answer) in answers {
        let Ok(number) = u32::try_from(*number) else { continue };
        if number > next {
            change(next, Answer::Refuse);
        }
        change(number, *answer);
        next = number.saturating_add(1);
    }
    change(next, Answer::Refuse);
    if next <= newer.end {
        change(next.max(newer.start), Answer::NotThere);
        change(newer.end, Answer::Refuse);
    }
    ranges
}

/// Appends code that finds the range of the loaded number.
fn search(ranges: &[(u32, Answer)], program: &mut Vec<sock_filter>) {
    let (low, high) = ranges.split_at(ranges.len() / 2);
    let (Some((start, _)), false) = (high.first(), low.is_empty()) else {
        program.extend(ranges.first().map(|(_, answer)| give(*answer)).unwrap_or_default());
        return;
    };
    let mut below = Vec::new();
    search(low, &mut below);
    match u8::try_from(below.len()) {
        Ok(length) => program.push(branch(JUMP_IF_AT_LEAST, *start, length, 0)),
        Err(_) => {
            let length = u32::try_from(below.len()).unwrap_or(u32::MAX);
            program.extend([branch(JUMP_IF_AT_LEAST, *start, 0, 1), one(JUMP, length)]);
        }
    }
    program.extend(below);
    search(high, program);
}

fn give(answer: Answer) -> Vec<sock_filter> {
    match answer {
        Answer::Allow => vec![one(RETURN, ALLOW)],
        Answer::Refuse => vec![one(RETURN, EPERM)],
        Answer::NotThere => vec![one(RETURN, ENOSYS)],
        Answer::AllowIf(test) => {
            let mut code = vec![one(LOAD, FIRST_ARGUMENT_OFFSET)];
            code.extend(tested(test));
            code
        }
    }
}

fn tested(test: Test) -> Vec<sock_filter> {
    match test {
        Test::IsNot(value) => {
            vec![branch(JUMP_IF_EQUAL, value, 0, 1), one(RETURN, EPERM), one(RETURN, ALLOW)]
        }
        Test::HasNoneOf(bits) => {
            vec![one(AND, bits), branch(JUMP_IF_EQUAL, 0, 1, 0), one(RETURN, EPERM), one(RETURN, ALLOW)]
        }
        Test::IsOneOf(values) => {
            let allowed =
                values.iter().flat_map(|value| [branch(JUMP_IF_EQUAL, *value, 0, 1), one(RETURN, ALLOW)]);
            allowed.chain([one(RETURN, EPERM)]).collect()
        }
    }
}
