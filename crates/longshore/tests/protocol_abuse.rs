//! What no client of AWS would send: broken HTTP, bombs, and requests within requests. Each gets an answer or a
//! closed connection, and the server stays up for everybody else.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use std::io::Write;
use std::time::Duration;

use common::http1::Answer;
use common::{Caller, Directory, Server, sleep};
use flate2::Compression;
use flate2::write::GzEncoder;
use http::Request;
use longshore_wire::limits;

const TARGET: &str = "AmazonEC2ContainerServiceV20141113.ListClusters";
const HEAD: &str = "Host: localhost\r\nContent-Type: application/x-amz-json-1.1\r\n";

/// One server for all of it: whatever one request broke, the next would find.
struct Abused {
    server: Server,
    _dir: Directory,
}

impl Abused {
    fn start() -> Self {
        let dir = Directory::new("abuse");
        Self { server: Server::start(dir.path()), _dir: dir }
    }

    /// Sends bytes on a connection of their own; `None` if the server closed it without an answer.
    fn answer_to(&mut self, name: &str, bytes: &[u8]) -> Option<Answer> {
        let answer = match self.server.client().exchange(bytes) {
            Ok(answer) => Some(answer),
            Err(error) if is_closed(&error) => None,
            Err(error) => panic!("{name}: {error}"),
        };
        if let Some(answer) = &answer {
            assert!(answer.status < 500 || answer.status == 505, "{name}: {answer:?}");
        }
        self.is_well(name);
        answer
    }

    fn is_well(&mut self, name: &str) {
        let healthy = self.server.client().exchange(b"GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n").unwrap();
        assert_eq!(healthy.text(), "ok\n", "after {name}");
        assert!(!self.server.log().contains("panic"), "after {name}: {}", self.server.log());
    }

    fn refused(&mut self, name: &str, bytes: &[u8], status: u16) -> Answer {
        let answer = self.answer_to(name, bytes).unwrap_or_else(|| panic!("{name} got no answer"));
        assert_eq!(answer.status, status, "{name}: {answer:?}");
        answer
    }

    /// Signs and sends; the answer must be an error of the protocol with that code.
    fn refused_with(&mut self, name: &str, mut request: Request<Vec<u8>>, status: u16, code: &str) {
        let mut caller = self.server.caller();
        caller.sign(&mut request, "ecs");
        let answer = caller.client.send(&request).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(answer.status, status, "{name}: {answer:?}");
        has_code(name, &answer, code);
        self.is_well(name);
    }
}

fn is_closed(error: &std::io::Error) -> bool {
    use std::io::ErrorKind::{BrokenPipe, ConnectionAborted, ConnectionReset, UnexpectedEof};
    matches!(error.kind(), BrokenPipe | ConnectionAborted | ConnectionReset | UnexpectedEof)
}

/// The answer is an error in JSON, with that code and a message.
fn has_code(name: &str, answer: &Answer, code: &str) {
    let body: serde_json::Value =
        serde_json::from_slice(&answer.body).unwrap_or_else(|_| panic!("{name}: {answer:?}"));
    // What is not known to be of a service is answered as REST is, with the code in a header.
    let found = body["__type"].as_str().or(answer.header("x-amzn-errortype"));
    assert_eq!(found, Some(code), "{name}: {answer:?}");
    assert!(body["message"].as_str().is_some_and(|message| !message.is_empty()), "{name}: {answer:?}");
    assert!(answer.header("x-amzn-requestid").is_some(), "{name}: {answer:?}");
}

fn list_clusters(caller: &Caller, body: Vec<u8>) -> Request<Vec<u8>> {
    let request = Request::post(format!("{}/", caller.endpoint));
    let request = request.header("content-type", "application/x-amz-json-1.1").header("x-amz-target", TARGET);
    request.body(body).unwrap()
}

fn gzip(body: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(body).unwrap();
    encoder.finish().unwrap()
}

fn post(more: &str, body: &[u8]) -> Vec<u8> {
    [format!("POST / HTTP/1.1\r\n{HEAD}X-Amz-Target: {TARGET}\r\n{more}\r\n").as_bytes(), body].concat()
}

#[test]
fn heads_that_are_too_large_or_no_heads_at_all() {
    let mut abused = Abused::start();
    let name = "one large header";
    abused.refused(name, &post(&format!("X-A: {}\r\n", "a".repeat(300_000)), b""), 431);
    let many: String = (0..500).map(|number| format!("X-{number}: a\r\n")).collect();
    abused.refused("many headers", &post(&many, b""), 431);
    let name = "a long path";
    let long = format!("GET /{} HTTP/1.1\r\nHost: a\r\n\r\n", "a".repeat(300_000));
    assert!(matches!(abused.refused_early(name, long.as_bytes()), 414 | 431));
    let broken: [(&str, &[u8]); 14] = [
        ("no HTTP", b"hello\r\n\r\n"),
        ("no version", b"GET /\r\n\r\n"),
        ("a version to come", b"GET / HTTP/9.9\r\nHost: a\r\n\r\n"),
        ("zeros", &[0; 64]),
        ("TLS", b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03abcdefgh\r\n\r\n"),
        ("a header without a colon", b"GET / HTTP/1.1\r\nHost a\r\n\r\n"),
        ("a space before the colon", b"GET / HTTP/1.1\r\nHost : a\r\n\r\n"),
        ("a folded header", b"GET / HTTP/1.1\r\nHost: a\r\n b\r\n\r\n"),
        ("a zero in a header", b"GET / HTTP/1.1\r\nHost: a\0b\r\n\r\n"),
        ("a zero in the path", b"GET /\0 HTTP/1.1\r\nHost: a\r\n\r\n"),
        ("an odd method", b"G{T / HTTP/1.1\r\nHost: a\r\n\r\n"),
        ("a length that is no number", b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: ten\r\n\r\n"),
        ("a negative length", b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n"),
        (
            "a length beyond all numbers",
            b"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999999\r\n\r\n",
        ),
    ];
    for (name, bytes) in broken {
        if let Some(answer) = abused.answer_to(name, bytes) {
            assert!((400..500).contains(&answer.status) || answer.status == 505, "{name}: {answer:?}");
        }
    }
    assert!(abused.server.stop().success());
}

impl Abused {
    fn refused_early(&mut self, name: &str, bytes: &[u8]) -> u16 {
        self.answer_to(name, bytes).map_or(431, |answer| answer.status)
    }
}

#[test]
fn bodies_that_are_too_large_or_not_what_they_say() {
    let mut abused = Abused::start();
    let caller = abused.server.caller();
    let too_large = "RequestEntityTooLargeException";
    let large = list_clusters(&caller, vec![b' '; 2 * 1024 * 1024]);
    abused.refused_with("2 MiB", large, 413, too_large);
    let just_above = list_clusters(&caller, vec![b' '; limits::BODY_BYTES_MAX + 1]);
    abused.refused_with("one byte too many", just_above, 413, too_large);
    let encoded = |body: Vec<u8>, encoding: &'static str| {
        let mut request = list_clusters(&caller, body);
        request.headers_mut().insert("content-encoding", http::HeaderValue::from_static(encoding));
        request
    };
    let bomb = encoded(gzip(&vec![0; 64 * 1024 * 1024]), "gzip");
    abused.refused_with("a bomb", bomb, 413, too_large);
    let nested = encoded(gzip(&gzip(b"{}")), "gzip");
    abused.refused_with("gzip within gzip", nested, 400, "SerializationException");
    for (name, body) in [("no gzip", b"{}".to_vec()), ("half of gzip", gzip(b"{}{}")[..12].to_vec())] {
        let mut request = encoded(body, "gzip");
        let mut caller = abused.server.caller();
        caller.sign(&mut request, "ecs");
        let answer = caller.client.send(&request).unwrap();
        assert_eq!(answer.status, 400, "{name}: {answer:?}");
        abused.is_well(name);
    }
    let other = encoded(b"{}".to_vec(), "br");
    abused.refused_with("another encoding", other, 415, "UnsupportedMediaTypeException");
    let chunks: [(&str, &[u8]); 5] = [
        ("a size that is no number", b"ZZZ\r\n{}\r\n0\r\n\r\n"),
        ("a size beyond all numbers", b"fffffffffffffffffff\r\n{}\r\n0\r\n\r\n"),
        ("a chunk that is longer than it says", b"1\r\n{}{}{}\r\n0\r\n\r\n"),
        ("a negative size", b"-1\r\n{}\r\n0\r\n\r\n"),
        ("a trailer that is none", b"2\r\n{}\r\n0\r\nhello\0\r\n\r\n"),
    ];
    for (name, body) in chunks {
        if let Some(answer) = abused.answer_to(name, &post("Transfer-Encoding: chunked\r\n", body)) {
            assert!((400..500).contains(&answer.status), "{name}: {answer:?}");
        }
    }
    assert!(abused.server.stop().success());
}

#[test]
fn slow_and_broken_off_bodies_hold_up_nobody() {
    let mut abused = Abused::start();
    let mut caller = abused.server.caller();
    let mut request = list_clusters(&caller, b"{\"maxResults\": 10}".to_vec());
    caller.sign(&mut request, "ecs");
    let mut head = String::from("POST / HTTP/1.1\r\nContent-Length: 18\r\n");
    for (name, value) in request.headers() {
        head.push_str(&format!("{name}: {}\r\n", value.to_str().unwrap()));
    }
    caller.client.write(format!("{head}\r\n").as_bytes()).unwrap();
    for byte in request.body() {
        caller.client.write(&[*byte]).unwrap();
        sleep(Duration::from_millis(5));
    }
    let answer = caller.client.read_answer().unwrap();
    assert_eq!(answer.status, 200, "{answer:?}");
    for _ in 0..50 {
        let mut client = abused.server.client();
        client.write(format!("{head}\r\n{{\"max").as_bytes()).unwrap();
        client.close();
    }
    // A client that promises more than it sends, and one that waits to be asked for its body.
    let mut idle = abused.server.client();
    idle.write(&post("Content-Length: 1000\r\n", b"{")).unwrap();
    let waiting = post("Expect: 100-continue\r\nContent-Length: 2\r\n", b"{}");
    let answer = abused.refused("expecting", &waiting, 400);
    has_code("expecting", &answer, "MissingAuthenticationTokenException");
    abused.is_well("slow bodies");
}

/// Requests whose end two readers could see at two places: refused, or the connection ends with them, so that
/// what is behind is never taken for a request of its own.
#[test]
fn a_request_within_a_request_is_never_answered() {
    let mut abused = Abused::start();
    let smuggled = "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n";
    let shapes: [(&str, String, String); 7] = [
        ("two lengths", "Content-Length: 2\r\nContent-Length: 40\r\n".into(), format!("{{}}{smuggled}")),
        ("a list of lengths", "Content-Length: 2, 40\r\n".into(), format!("{{}}{smuggled}")),
        (
            "a length and chunks",
            "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n".into(),
            format!("0\r\n\r\n{smuggled}"),
        ),
        (
            "chunks and a length",
            "Transfer-Encoding: chunked\r\nContent-Length: 100\r\n".into(),
            format!("0\r\n\r\n{smuggled}"),
        ),
        ("an unknown coding", "Transfer-Encoding: xchunked\r\n".into(), format!("0\r\n\r\n{smuggled}")),
        (
            "chunks not last",
            "Transfer-Encoding: chunked, identity\r\n".into(),
            format!("0\r\n\r\n{smuggled}"),
        ),
        ("a length with a sign", "Content-Length: +2\r\n".into(), format!("{{}}{smuggled}")),
    ];
    for (name, headers, body) in shapes {
        let mut client = abused.server.client();
        client.write(&post(&headers, body.as_bytes())).unwrap();
        match client.read_answer() {
            Ok(answer) => assert!((400..500).contains(&answer.status), "{name}: {answer:?}"),
            Err(error) => assert!(is_closed(&error), "{name}: {error}"),
        }
        match client.read_answer() {
            Ok(answer) => panic!("{name}: the inner request was answered: {answer:?}"),
            Err(error) => assert!(is_closed(&error), "{name}: {error}"),
        }
        abused.is_well(name);
    }
    assert!(abused.server.stop().success());
}

#[test]
fn requests_for_nothing_we_know() {
    let mut abused = Abused::start();
    let unknown = "UnknownOperationException";
    for target in
        ["AmazonEC2ContainerServiceV20141113.NoSuch", "NoService.ListClusters", "", ".", "a", "\u{7f}."]
    {
        let bytes =
            format!("POST / HTTP/1.1\r\n{HEAD}X-Amz-Target: {target}\r\nContent-Length: 2\r\n\r\n{{}}");
        if let Some(answer) = abused.answer_to(target, bytes.as_bytes()) {
            assert!((400..500).contains(&answer.status), "{target:?}: {answer:?}");
        }
    }
    let get = |target: &str, version: &str| format!("GET {target} HTTP/{version}\r\nHost: a\r\n\r\n");
    let answer = abused.refused("GET on /", get("/", "1.1").as_bytes(), 404);
    has_code("GET on /", &answer, unknown);
    let answer = abused.refused("HTTP/1.0", get("/no/such/path", "1.0").as_bytes(), 404);
    has_code("HTTP/1.0", &answer, unknown);
    for target in [
        "/%",
        "/%ff%fe",
        "//",
        "/../..",
        "/?",
        "/?Action=NoSuch&Version=2016-11-15",
        "/service/a/operation/b",
    ] {
        let answer = abused.answer_to(target, get(target, "1.1").as_bytes()).unwrap();
        assert!((400..500).contains(&answer.status), "{target}: {answer:?}");
        assert!(!answer.body.is_empty(), "{target}: {answer:?}");
    }
    for method in ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"] {
        let bytes = format!("{method} / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
        let answer = abused.answer_to(method, bytes.as_bytes()).unwrap();
        assert!((400..500).contains(&answer.status), "{method}: {answer:?}");
    }
    let unsigned = post("Content-Length: 2\r\n", b"{}");
    let answer = abused.answer_to("no signature", &unsigned).unwrap();
    assert!(matches!(answer.status, 400 | 403), "{answer:?}");
    assert!(abused.server.stop().success());
}
