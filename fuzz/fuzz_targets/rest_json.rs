//! Any body of any operation in restJson: labels, query string and JSON: a value or an error, never a panic.

#![no_main]

#[path = "support/decode.rs"]
mod decode;

use libfuzzer_sys::fuzz_target;
use longshore_shapes::Protocol;

fuzz_target!(|input: (u16, &[u8])| decode::everything(Protocol::RestJson, input.0, input.1));
