//! Any body of any operation in restXml: labels, query string and XML: a value or an error, never a panic.

#![no_main]

#[path = "support/decode.rs"]
mod decode;

use libfuzzer_sys::fuzz_target;
use longshore_shapes::Protocol;

fuzz_target!(|input: (u16, &[u8])| decode::everything(Protocol::RestXml, input.0, input.1));
