//! Segments: what is written is read, whatever is torn, dropped or waited for.
//!
//! Must not know: more than the module it tests.

use std::path::PathBuf;

use proptest::prelude::*;

use super::*;
use crate::spec::{Output, WhenFull};

struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("longshore-output-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir(&path).unwrap();
        Self(path)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn policy(bytes_max: u64, when_full: WhenFull) -> Output {
    Output { segment_bytes: 4096, bytes_max, when_full }
}

fn append(writer: &mut Writer, stream: Stream, payload: &[u8]) -> Kept {
    let mut space = vec![0; HEADER_BYTES];
    space.extend_from_slice(payload);
    writer.append(stream, 7, &mut space)
}

fn read_all(reader: &mut Reader) -> (Vec<u8>, u64) {
    let (mut bytes, mut dropped) = (Vec::new(), 0);
    while let Some(chunk) = reader.next_chunk().unwrap() {
        bytes.extend(chunk.bytes);
        dropped += chunk.dropped_bytes;
    }
    (bytes, dropped)
}

#[test]
fn what_is_written_is_read_with_its_stream_and_time() {
    let scratch = Scratch::new("plain");
    let mut writer = Writer::open(scratch.0.clone(), policy(1 << 20, WhenFull::Wait)).unwrap();
    assert_eq!(append(&mut writer, Stream::Stdout, b"out"), Kept::Yes);
    let mut reader = Reader::new(&scratch.0, Position::default());
    let first = reader.next_chunk().unwrap().unwrap();
    assert_eq!((first.stream, first.at_nanos, first.bytes.as_slice()), (Stream::Stdout, 7, &b"out"[..]));
    assert_eq!(reader.next_chunk().unwrap(), None);
    append(&mut writer, Stream::Stderr, b"err");
    let second = reader.next_chunk().unwrap().unwrap();
    assert_eq!(
        (second.stream, second.bytes.as_slice(), second.next.total()),
        (Stream::Stderr, &b"err"[..], 6)
    );
    let mut again = Reader::new(&scratch.0, first.next);
    assert_eq!(again.next_chunk().unwrap(), Some(second));
}

#[test]
fn a_full_writer_waits_until_the_oldest_is_taken_away() {
    let scratch = Scratch::new("wait");
    let mut writer = Writer::open(scratch.0.clone(), policy(16384, WhenFull::Wait)).unwrap();
    let mut written = 0;
    while !writer.must_wait() {
        assert_eq!(append(&mut writer, Stream::Stdout, &[b'x'; 1000]), Kept::Yes);
        written += 1000;
        assert!(written < 40_000);
    }
    let mut reader = Reader::new(&scratch.0, Position::default());
    let (bytes, dropped) = read_all(&mut reader);
    assert_eq!((bytes.len(), dropped), (written, 0));
    assert!(writer.must_wait());
    discard_before(&scratch.0, reader.position()).unwrap();
    assert_eq!(segments(&scratch.0).unwrap().len(), 1);
    assert!(!writer.must_wait());
    append(&mut writer, Stream::Stdout, b"more");
    assert_eq!(read_all(&mut reader), (b"more".to_vec(), 0));
}

#[test]
fn a_second_run_goes_on_behind_the_first_and_its_torn_end() {
    let scratch = Scratch::new("again");
    let mut writer = Writer::open(scratch.0.clone(), policy(1 << 20, WhenFull::Wait)).unwrap();
    append(&mut writer, Stream::Stdout, b"first ");
    drop(writer);
    let path = scratch.0.join(segment_name(0));
    let mut torn = std::fs::read(&path).unwrap();
    torn.extend_from_slice(&header(Stream::Stdout, 1, 100));
    torn.extend_from_slice(b"half");
    std::fs::write(&path, torn).unwrap();
    let mut writer = Writer::open(scratch.0.clone(), policy(1 << 20, WhenFull::Wait)).unwrap();
    append(&mut writer, Stream::Stdout, b"second");
    assert_eq!(read_all(&mut Reader::new(&scratch.0, Position::default())), (b"first second".to_vec(), 0));
}

#[test]
fn who_has_read_a_segment_to_its_end_finds_the_next_one_at_once() {
    let scratch = Scratch::new("behind");
    let writer = || Writer::open(scratch.0.clone(), policy(1 << 20, WhenFull::Wait)).unwrap();
    append(&mut writer(), Stream::Stdout, b"first");
    let read = Reader::new(&scratch.0, Position::default()).next_chunk().unwrap().unwrap();
    append(&mut writer(), Stream::Stdout, b"second");
    let behind = Reader::new(&scratch.0, read.next).next_chunk().unwrap();
    assert_eq!(behind.unwrap().bytes, b"second");
}

#[test]
fn what_the_disk_has_no_room_for_is_counted() {
    let scratch = Scratch::new("gap");
    let mut writer = Writer::open(scratch.0.clone(), policy(1 << 20, WhenFull::DropOldest)).unwrap();
    append(&mut writer, Stream::Stdout, b"kept");
    assert_eq!(writer.give_up(1000), Kept::Dropped);
    append(&mut writer, Stream::Stdout, b"after");
    assert_eq!(read_all(&mut Reader::new(&scratch.0, Position::default())), (b"keptafter".to_vec(), 1000));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn cut_anywhere_a_segment_gives_its_whole_records(
        sizes in prop::collection::vec(1_usize..300, 1..20),
        cut in 0_usize..4000,
    ) {
        let scratch = Scratch::new("cut");
        let mut writer = Writer::open(scratch.0.clone(), policy(1 << 20, WhenFull::Wait)).unwrap();
        let mut ends = Vec::new();
        let (mut file, mut payload) = (0, 0);
        for size in &sizes {
            append(&mut writer, Stream::Stdout, &vec![b'a'; *size]);
            file += HEADER_BYTES + size;
            payload += size;
            if file <= cut.min(4096) {
                ends.push(payload);
            }
        }
        let path = scratch.0.join(segment_name(0));
        let bytes = std::fs::read(&path).unwrap();
        std::fs::write(&path, &bytes[..cut.min(bytes.len())]).unwrap();
        for start in segments(&scratch.0).unwrap().into_iter().skip(1) {
            std::fs::remove_file(scratch.0.join(segment_name(start))).unwrap();
        }
        let (read, dropped) = read_all(&mut Reader::new(&scratch.0, Position::default()));
        prop_assert_eq!((read.len(), dropped), (ends.last().copied().unwrap_or(0), 0));
    }

    #[test]
    fn dropped_and_read_together_are_all_that_was_written(
        steps in prop::collection::vec((1_usize..3000, any::<bool>()), 1..60),
    ) {
        let scratch = Scratch::new("drop");
        let mut writer = Writer::open(scratch.0.clone(), policy(16384, WhenFull::DropOldest)).unwrap();
        let mut reader = Reader::new(&scratch.0, Position::default());
        let (mut written, mut read, mut dropped) = (0, 0, 0);
        for (size, reads) in &steps {
            prop_assert_eq!(append(&mut writer, Stream::Stderr, &vec![b'b'; *size]), Kept::Yes);
            written += size;
            let kept: u64 = segments(&scratch.0).unwrap().iter()
                .map(|start| std::fs::metadata(scratch.0.join(segment_name(*start))).unwrap().len()).sum();
            prop_assert!(kept <= 16384);
            if *reads {
                // A reader that starts again where it was sees the same.
                let position = reader.position();
                reader = Reader::new(&scratch.0, position);
                let (bytes, gap) = read_all(&mut reader);
                read += bytes.len();
                dropped += gap;
            }
        }
        let (bytes, gap) = read_all(&mut reader);
        prop_assert_eq!(read + bytes.len() + usize::try_from(dropped + gap).unwrap(), written);
    }

    #[test]
    fn no_bytes_confuse_the_parser(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        if let Some(record) = parse(&bytes) {
            prop_assert!(record.size() <= bytes.len());
        }
    }
}
