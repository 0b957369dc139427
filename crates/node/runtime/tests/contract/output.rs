//! What a container prints: all of it, in order, from any position on, until it is too much.

use std::sync::Arc;
use std::time::Duration;

use longshore_runtime::{OutputChunk, OutputPolicy, OutputPosition, Stream};

use super::World;

async fn chunks(w: &World, id: &str, from: OutputPosition) -> Vec<OutputChunk> {
    let mut source = w.driver.output(id, from).await.unwrap();
    let mut chunks = Vec::new();
    while let Some(chunk) = source.next().await.unwrap() {
        chunks.push(chunk);
    }
    chunks
}

fn bytes(chunks: &[OutputChunk]) -> Vec<u8> {
    chunks.iter().flat_map(|chunk| chunk.bytes.to_vec()).collect()
}

pub(crate) async fn streams_are_told_apart_and_kept_in_order(w: Arc<World>) {
    let script = "for n in 1 2 3 4 5; do echo out $n; sleep 0.02; echo err $n >&2; sleep 0.02; done";
    let sandbox = w.none().await;
    let spec = w.script(&sandbox, script);
    w.start(&spec).await;
    w.end(&spec.id).await;
    let chunks = chunks(&w, &spec.id, OutputPosition::default()).await;
    let text: String = String::from_utf8(bytes(&chunks)).unwrap();
    let expected: String = (1..=5).map(|n| format!("out {n}\nerr {n}\n")).collect();
    assert_eq!(text, expected);
    for chunk in &chunks {
        let stream = if chunk.bytes.starts_with(b"err") { Stream::Stderr } else { Stream::Stdout };
        assert_eq!(chunk.stream, stream);
    }
    assert!(
        chunks.windows(2).all(|pair| pair[0].next < pair[1].next && pair[0].at_nanos <= pair[1].at_nanos)
    );
    let began = spec_start(&w, &spec.id).await;
    assert!(
        chunks[0].at_nanos / 1_000_000 >= began - 1000 && chunks[0].at_nanos / 1_000_000 < began + 60_000
    );
}

async fn spec_start(w: &World, id: &str) -> i64 {
    w.end(id).await.started_at.unwrap()
}

pub(crate) async fn much_output_comes_whole(w: Arc<World>) {
    let ran = w.sh("seq 1 300000", |_| {}).await;
    let mut expected = 0_u32;
    for line in ran.good().lines() {
        expected += 1;
        assert_eq!(line, expected.to_string());
    }
    assert_eq!(expected, 300_000);
    let long = w.sh("head -c 100000 /dev/zero | tr '\\0' x; echo", |_| {}).await;
    assert_eq!(long.good().len(), 100_000, "one long line");
}

pub(crate) async fn no_newline_at_the_end(w: Arc<World>) {
    let ran = w.sh("printf 'a\\nb'; printf c >&2", |_| {}).await;
    assert_eq!((ran.stdout.as_str(), ran.stderr.as_str()), ("a\nb", "c"));
}

pub(crate) async fn bytes_are_kept(w: Arc<World>) {
    let sandbox = w.none().await;
    let spec = w.script(&sandbox, "printf '\\377\\000\\001\\303(\\033[1m\\r\\n\\n\\n end'");
    w.start(&spec).await;
    w.end(&spec.id).await;
    let (stdout, _) = w.printed(&spec.id).await;
    assert_eq!(stdout, b"\xff\x00\x01\xc3(\x1b[1m\r\n\n\n end");
}

pub(crate) async fn goes_on_at_any_position(w: Arc<World>) {
    let sandbox = w.none().await;
    let spec = w.script(&sandbox, "for n in 1 2 3; do echo a $n; echo b $n >&2; done; printf tail");
    w.start(&spec).await;
    w.end(&spec.id).await;
    let whole = chunks(&w, &spec.id, OutputPosition::default()).await;
    assert_eq!(bytes(&whole).len(), 28);
    for (index, chunk) in whole.iter().enumerate() {
        let rest = chunks(&w, &spec.id, chunk.next).await;
        assert_eq!(bytes(&rest), bytes(&whole[index + 1..]), "behind chunk {index}");
        let again = w.fixture.again().await;
        let mut source = again.output(&spec.id, chunk.next).await.unwrap();
        let first = source.next().await.unwrap();
        assert_eq!(first.map(|chunk| chunk.at_nanos), rest.first().map(|chunk| chunk.at_nanos));
    }
}

pub(crate) async fn follows_while_it_prints(w: Arc<World>) {
    let sandbox = w.none().await;
    let spec = w.script(&sandbox, "echo first; while ! test -e /go; do sleep 0.05; done; echo second");
    w.driver.create(&spec).await.unwrap();
    // Read from before it starts to after it ends.
    let mut source = w.driver.output(&spec.id, OutputPosition::default()).await.unwrap();
    w.driver.start(&spec.id).await.unwrap();
    let first = source.next().await.unwrap().unwrap();
    assert_eq!(&first.bytes[..], b"first\n");
    source.done_with(first.next);
    let waits = tokio::time::timeout(Duration::from_millis(200), source.next()).await;
    assert!(waits.is_err(), "nothing more is there: {waits:?}");
    let touch = longshore_runtime::ExecSpec {
        command: vec!["touch".to_owned(), "/go".to_owned()],
        output_bytes_max: 1000,
        ..Default::default()
    };
    w.driver.exec(&spec.id, &touch).await.unwrap();
    assert_eq!(&source.next().await.unwrap().unwrap().bytes[..], b"second\n");
    assert_eq!(source.next().await.unwrap(), None);
    assert_eq!(source.next().await.unwrap(), None, "and so it stays");
}

pub(crate) async fn nothing_printed_is_an_end(w: Arc<World>) {
    let ran = w.sh("true", |_| {}).await;
    assert_eq!((ran.stdout.as_str(), ran.stderr.as_str()), ("", ""));
}

pub(crate) async fn two_readers(w: Arc<World>) {
    let sandbox = w.none().await;
    let spec = w.script(&sandbox, "seq 1 1000");
    w.start(&spec).await;
    let from = OutputPosition::default();
    let (one, two) = tokio::join!(chunks(&w, &spec.id, from), chunks(&w, &spec.id, from));
    assert_eq!(bytes(&one), bytes(&two));
    assert_eq!(bytes(&one).len(), 3893);
}

pub(crate) async fn the_oldest_is_dropped(w: Arc<World>) {
    let sandbox = w.none().await;
    let mut spec = w.script(&sandbox, "seq 1 1000000; echo end");
    spec.output = OutputPolicy { bytes_max: 1 << 20, wait_when_full: false };
    w.start(&spec).await;
    w.end(&spec.id).await;
    let (stdout, _) = w.printed(&spec.id).await;
    assert!(stdout.ends_with(b"\nend\n"));
    assert!(stdout.len() < 3 << 20, "{} bytes are kept of a bound of one MiB", stdout.len());
}

pub(crate) async fn unknown_container_has_none(w: Arc<World>) {
    let answer = w.driver.output(&w.id(), OutputPosition::default()).await;
    let error = answer.err().expect("no such container");
    assert!(matches!(error, longshore_runtime::DriverError::NoSuchContainer(_)), "{error:?}");
}
