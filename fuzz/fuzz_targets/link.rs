//! Any bytes as a stream of messages, in any pieces: a message, a wait or an error, and what was read can be
//! written again.

#![no_main]

use libfuzzer_sys::fuzz_target;
use longshore_link::frame::{PREAMBLE, encode};
use longshore_link::{Decoder, ToControl, ToNode};
use longshore_shapes::{Structure, Value};

fn read<M: Structure + Value + Default + PartialEq>(pieces: &[Vec<u8>]) {
    let mut decoder = Decoder::<M>::default();
    decoder.push(&PREAMBLE);
    for piece in pieces {
        decoder.push(piece);
        while let Ok(Some(message)) = decoder.next_message() {
            let mut again = Decoder::<M>::default();
            again.push(&PREAMBLE);
            again.push(&encode(&message).expect("what was short enough is"));
            drop(again.next_message().expect("what was written can be read"));
        }
    }
}

fuzz_target!(|pieces: Vec<Vec<u8>>| {
    read::<ToControl>(&pieces);
    read::<ToNode>(&pieces);
});
