//! What is said to the person at the terminal.
//!
//! A reader that went away, or a full disk under the log, is no reason to fail: what cannot be said is not
//! said. The standard macros panic there.
//!
//! Must not know: what is said.

use std::fmt::Arguments;
use std::io::Write;

/// A line on standard output.
macro_rules! say {
    () => { $crate::say::to(&mut std::io::stdout(), format_args!("")) };
    ($($text:tt)*) => { $crate::say::to(&mut std::io::stdout(), format_args!($($text)*)) };
}

/// A line on standard error.
macro_rules! complain {
    ($($text:tt)*) => { $crate::say::to(&mut std::io::stderr(), format_args!($($text)*)) };
}

pub(crate) use {complain, say};

/// As it is, without an end of line: what moves on a terminal.
pub(crate) fn raw(text: &str) {
    let mut out = std::io::stdout();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

pub(crate) fn to(stream: &mut dyn Write, line: Arguments<'_>) {
    let _ = stream.write_fmt(format_args!("{line}\n")).and_then(|()| stream.flush());
}
