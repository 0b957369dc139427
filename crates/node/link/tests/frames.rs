//! The decoder against everything a stream may bring.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use longshore_link::frame::{FRAME_BYTES_MAX, PREAMBLE, encode};
use longshore_link::{
    ContainerReport, Decoder, FrameError, Heartbeat, Hello, Report, TaskReport, ToControl, ToNode, Welcome,
};
use longshore_shapes::{Timestamp, cbor, schema, structure};
use proptest::prelude::*;

fn stream(messages: &[ToControl]) -> Vec<u8> {
    let frames = messages.iter().map(|message| encode(message).unwrap());
    std::iter::once(PREAMBLE.to_vec()).chain(frames).flatten().collect()
}

/// All messages of a stream that comes in pieces of these sizes, and how it ended.
fn decode(bytes: &[u8], sizes: &[usize]) -> (Vec<ToControl>, Result<(), FrameError>) {
    let (mut decoder, mut messages) = (Decoder::<ToControl>::default(), Vec::new());
    let mut sizes = sizes.iter().cycle();
    let mut rest = bytes;
    while !rest.is_empty() {
        let (piece, left) = rest.split_at((*sizes.next().unwrap()).clamp(1, rest.len()));
        decoder.push(piece);
        rest = left;
        loop {
            match decoder.next_message() {
                Ok(Some(message)) => messages.push(message),
                Ok(None) => break,
                Err(error) => return (messages, Err(error)),
            }
        }
    }
    (messages, decoder.end())
}

fn heartbeat(number: i64) -> ToControl {
    ToControl { heartbeat: Some(Heartbeat { number: Some(number) }), ..Default::default() }
}

fn task_report() -> impl Strategy<Value = TaskReport> {
    let container = ("[a-z]{0,9}", proptest::option::of(any::<i32>()), proptest::option::of(".{0,30}"))
        .prop_map(|(name, exit_code, reason)| ContainerReport {
            name: Some(name),
            exit_code,
            reason,
            ..Default::default()
        });
    let containers = proptest::option::of(proptest::collection::vec(container, 0..4));
    (".{0,40}", any::<i64>(), 0_i64..4_000_000_000_000, containers).prop_map(
        |(arn, revision, at, containers)| TaskReport {
            task_arn: Some(arn),
            revision: Some(revision),
            started_at: Some(Timestamp::from_millis(at)),
            containers,
            ..Default::default()
        },
    )
}

fn message() -> impl Strategy<Value = ToControl> {
    let reports = proptest::collection::vec(task_report(), 0..4);
    (any::<i64>(), reports, 0..3).prop_map(|(number, tasks, kind)| match kind {
        0 => heartbeat(number),
        1 => ToControl {
            report: Some(Report { number: Some(number), tasks: Some(tasks) }),
            ..Default::default()
        },
        _ => ToControl {
            hello: Some(Hello { generation: Some(number), tasks: Some(tasks), ..Default::default() }),
            ..Default::default()
        },
    })
}

proptest! {
    #[test]
    fn what_was_said_is_heard_in_whatever_pieces(
        messages in proptest::collection::vec(message(), 0..6),
        sizes in proptest::collection::vec(1_usize..200, 1..5),
    ) {
        let (heard, end) = decode(&stream(&messages), &sizes);
        prop_assert_eq!(heard, messages);
        prop_assert_eq!(end, Ok(()));
    }

    #[test]
    fn a_cut_stream_gives_the_whole_messages_before_the_cut(
        messages in proptest::collection::vec(message(), 1..4), cut in any::<prop::sample::Index>(),
    ) {
        let whole = stream(&messages);
        let cut = cut.index(whole.len());
        let (heard, end) = decode(&whole[..cut], &[4096]);
        prop_assert!(messages.starts_with(&heard));
        let at_a_boundary = stream(&heard).len() == cut;
        prop_assert_eq!(end.is_ok(), at_a_boundary || cut == 0, "{:?}", end);
    }

    #[test]
    fn garbage_is_an_error_or_a_wait_and_never_more(
        garbage in proptest::collection::vec(any::<u8>(), 0..300), greeted in any::<bool>(),
    ) {
        let bytes = if greeted { [&PREAMBLE, garbage.as_slice()].concat() } else { garbage };
        let (_, _) = decode(&bytes, &[7]);
    }

    #[test]
    fn a_changed_byte_never_panics(messages in proptest::collection::vec(message(), 1..4),
        at in any::<prop::sample::Index>(), value in any::<u8>()) {
        let mut bytes = stream(&messages);
        let at = at.index(bytes.len());
        bytes[at] = value;
        let (_, _) = decode(&bytes, &[50]);
    }
}

#[test]
fn another_protocol_is_refused_at_its_first_byte_that_differs() {
    for other in [&b"G"[..], b"LSLINK\n", b"\x16\x03\x01", b"LSLINK\r\r"] {
        let mut decoder = Decoder::<ToNode>::default();
        decoder.push(other);
        assert_eq!(decoder.next_message(), Err(FrameError::Preamble), "{other:?}");
    }
}

#[test]
fn a_message_too_long_is_refused_before_it_is_read_and_before_it_is_sent() {
    let mut decoder = Decoder::<ToNode>::default();
    decoder.push(&PREAMBLE);
    let bytes = FRAME_BYTES_MAX + 1;
    decoder.push(&u32::try_from(bytes).unwrap().to_be_bytes());
    assert_eq!(decoder.next_message(), Err(FrameError::TooLong { bytes }));
    let long = Welcome { region: Some("r".repeat(bytes)), ..Default::default() };
    let sent = encode(&ToNode { welcome: Some(long), ..Default::default() });
    assert!(matches!(sent, Err(FrameError::TooLong { .. })));
}

#[test]
fn once_refused_everything_is_refused() {
    let mut decoder = Decoder::<ToControl>::default();
    decoder.push(&PREAMBLE);
    decoder.push(&[0, 0, 0, 1, 0xff]);
    let refused = decoder.next_message().unwrap_err();
    decoder.push(&encode(&heartbeat(1)).unwrap());
    assert_eq!(decoder.next_message().unwrap_err(), refused);
    assert_eq!(decoder.end().unwrap_err(), refused);
}

#[test]
fn what_a_newer_side_adds_is_skipped() {
    structure!(NewHeartbeat { number: Option<i64> => schema::LONG, mood: Option<String> => schema::TEXT });
    structure!(NewToControl { song: Option<String> => schema::TEXT, heartbeat: Option<NewHeartbeat> => *NewHeartbeat::SCHEMA });
    let said = NewHeartbeat { number: Some(3), mood: Some("fine".to_owned()) };
    let known = NewToControl { song: Some("la".to_owned()), heartbeat: Some(said) };
    let unknown = NewToControl { song: Some("la".to_owned()), heartbeat: None };
    let mut decoder = Decoder::<ToControl>::default();
    decoder.push(&[PREAMBLE.to_vec(), encode(&known).unwrap(), encode(&unknown).unwrap()].concat());
    assert_eq!(decoder.next_message().unwrap(), Some(heartbeat(3)));
    assert_eq!(
        decoder.next_message().unwrap(),
        Some(ToControl::default()),
        "an empty message, to be passed over"
    );
    assert_eq!(decoder.next_message().unwrap(), None);
}

#[test]
fn a_small_body_cannot_claim_a_large_list() {
    // A definite list of 2^60 reports in a few bytes.
    let mut body = cbor::to_vec(&Report::default());
    body = [b"\xa1\x66report\xa1\x65tasks\x9b\x10\0\0\0\0\0\0\0".as_slice(), &body].concat();
    let mut decoder = Decoder::<ToControl>::default();
    decoder.push(&PREAMBLE);
    decoder.push(&u32::try_from(body.len()).unwrap().to_be_bytes());
    decoder.push(&body);
    assert!(matches!(decoder.next_message(), Err(FrameError::Form(_))));
}
