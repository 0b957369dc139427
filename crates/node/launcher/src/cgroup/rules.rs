//! Which devices a container may use: the usual ones, and those that it is given.
//!
//! Must not know: how a rule is put into force.

use std::fmt;
use std::io;

use rustix::fs::{FileType, major, minor, stat};

use crate::spec::Device;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rule {
    pub(super) block: bool,
    /// None: all.
    pub(super) major: Option<u32>,
    pub(super) minor: Option<u32>,
    pub(super) access: Access,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Access {
    read: bool,
    write: bool,
    make: bool,
}

const ALL: Access = Access { read: true, write: true, make: true };
const MAKE: Access = Access { read: false, write: false, make: true };

const fn character(major: u32, minor: Option<u32>) -> Rule {
    Rule { block: false, major: Some(major), minor, access: ALL }
}

/// Any node may be made, but only these be used: null, zero, full, random, urandom, tty, console, ptmx, terminals.
const USUAL: [Rule; 11] = [
    Rule { block: false, major: None, minor: None, access: MAKE },
    Rule { block: true, major: None, minor: None, access: MAKE },
    character(1, Some(3)),
    character(1, Some(5)),
    character(1, Some(7)),
    character(1, Some(8)),
    character(1, Some(9)),
    character(5, Some(0)),
    character(5, Some(1)),
    character(5, Some(2)),
    character(136, None),
];

pub(super) fn rules_for(devices: &[Device]) -> io::Result<Vec<Rule>> {
    let mut rules = USUAL.to_vec();
    for device in devices {
        let facts = stat(&device.path_on_host).map_err(|error| {
            let error = io::Error::from(error);
            io::Error::new(error.kind(), format!("the device {}: {error}", device.path_on_host.display()))
        })?;
        rules.push(Rule {
            block: FileType::from_raw_mode(facts.st_mode).is_block_device(),
            major: Some(major(facts.st_rdev)),
            minor: Some(minor(facts.st_rdev)),
            access: Access {
                read: device.access.contains('r'),
                write: device.access.contains('w'),
                make: device.access.contains('m'),
            },
        });
    }
    Ok(rules)
}

/// As version 1 takes it: `c 136:* rwm`.
impl fmt::Display for Rule {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = |number: Option<u32>| number.map_or_else(|| "*".to_owned(), |number| number.to_string());
        let kind = if self.block { 'b' } else { 'c' };
        write!(out, "{kind} {}:{} ", number(self.major), number(self.minor))?;
        let letters = [(self.access.read, "r"), (self.access.write, "w"), (self.access.make, "m")];
        letters.into_iter().filter(|(has, _)| *has).try_for_each(|(_, letter)| out.write_str(letter))
    }
}

const LOAD_WORD: u8 = 0x61;
const AND_NUMBER: u8 = 0x57;
const SHIFT_RIGHT_NUMBER: u8 = 0x77;
const COPY_REGISTER: u8 = 0xbf;
const COPY_NUMBER: u8 = 0xb7;
const JUMP_UNLESS_NUMBER: u8 = 0x55;
const JUMP_UNLESS_REGISTER: u8 = 0x5d;
const EXIT: u8 = 0x95;

/// One instruction of the kernel's machine for small programs.
fn instruction(code: u8, to: u8, from: u8, jump: i16, number: i32) -> u64 {
    let [low, high] = jump.to_le_bytes();
    let [first, second, third, fourth] = number.to_le_bytes();
    u64::from_ne_bytes([code, registers(to, from), low, high, first, second, third, fourth])
}

const fn registers(to: u8, from: u8) -> u8 {
    if cfg!(target_endian = "little") { from << 4 | to } else { to << 4 | from }
}

/// The rules as a program, asked for each use of a device: its argument has the kind and the access in one word
/// (low and high half), then major and minor; it answers 1 for yes.
pub(super) fn device_program(rules: &[Rule]) -> Vec<u64> {
    let mut program = vec![
        instruction(LOAD_WORD, 2, 1, 0, 0),
        instruction(COPY_REGISTER, 3, 2, 0, 0),
        instruction(AND_NUMBER, 2, 0, 0, 0xffff),
        instruction(SHIFT_RIGHT_NUMBER, 3, 0, 0, 16),
        instruction(LOAD_WORD, 4, 1, 4, 0),
        instruction(LOAD_WORD, 5, 1, 8, 0),
    ];
    rules.iter().for_each(|rule| program.extend(rule_program(rule)));
    program.extend([instruction(COPY_NUMBER, 0, 0, 0, 0), instruction(EXIT, 0, 0, 0, 0)]);
    program
}

/// Answers yes, or jumps behind itself.
fn rule_program(rule: &Rule) -> Vec<u64> {
    let mut tests: Vec<(u8, u8, u8, i32)> = vec![(JUMP_UNLESS_NUMBER, 2, 0, if rule.block { 1 } else { 2 })];
    let Access { read, write, make } = rule.access;
    let mask = i32::from(make) | i32::from(read) << 1 | i32::from(write) << 2;
    tests.push((COPY_REGISTER, 1, 3, 0));
    tests.push((AND_NUMBER, 1, 0, mask));
    tests.push((JUMP_UNLESS_REGISTER, 1, 3, 0));
    tests.extend(rule.major.map(|number| (JUMP_UNLESS_NUMBER, 4, 0, number.cast_signed())));
    tests.extend(rule.minor.map(|number| (JUMP_UNLESS_NUMBER, 5, 0, number.cast_signed())));
    let total = tests.len() + 2;
    let mut program = Vec::with_capacity(total);
    for (index, (code, to, from, number)) in tests.into_iter().enumerate() {
        let jumps = matches!(code, JUMP_UNLESS_NUMBER | JUMP_UNLESS_REGISTER);
        let behind = i16::try_from(total - index - 1).unwrap_or(0);
        program.push(instruction(code, to, from, if jumps { behind } else { 0 }, number));
    }
    program.extend([instruction(COPY_NUMBER, 0, 0, 0, 1), instruction(EXIT, 0, 0, 0, 0)]);
    program
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_read_as_version_1_takes_them() {
        let words: Vec<String> = USUAL.iter().map(ToString::to_string).collect();
        assert_eq!(words[0], "c *:* m");
        assert_eq!(words[2], "c 1:3 rwm");
        assert_eq!(words[10], "c 136:* rwm");
    }

    #[test]
    fn the_kernel_takes_the_program() {
        match crate::sys::load_device_program(&device_program(&USUAL)) {
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => println!("needs root: {error}"),
            Err(error) => panic!("{error}"),
        }
    }

    #[test]
    fn no_jump_leaves_the_program() {
        let program = device_program(&USUAL);
        for (index, code) in program.iter().enumerate() {
            let bytes = code.to_ne_bytes();
            let jump = i16::from_le_bytes([bytes[2], bytes[3]]);
            if matches!(bytes[0], JUMP_UNLESS_NUMBER | JUMP_UNLESS_REGISTER) {
                assert!(index + 1 + usize::try_from(jump).unwrap() < program.len());
            }
        }
        assert_eq!(program.last(), Some(&instruction(EXIT, 0, 0, 0, 0)));
    }
}
