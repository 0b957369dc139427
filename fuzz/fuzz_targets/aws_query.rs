//! Any body of any operation in the parameters of awsQuery, and its XML answers: a value or an error, never a panic.

#![no_main]

#[path = "support/decode.rs"]
mod decode;

use libfuzzer_sys::fuzz_target;
use longshore_shapes::Protocol;

fuzz_target!(|input: (u16, &[u8])| decode::everything(Protocol::AwsQuery, input.0, input.1));
