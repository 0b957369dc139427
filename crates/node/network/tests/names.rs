//! The forwarder of names' queries, with resolvers that answer, lie, are silent or are not there.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;

use longshore_network::dns::{Forwarder, NoNames, Resolver, Upstreams};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream, UdpSocket};

const QUERY: &[u8] = b"\x12\x34\x01\x00\0\x01\0\0\0\0\0\0\x03www\x02ab\0\0\x01\0\x01";
const RCODE: u8 = 0x0f;

fn answer_to(query: &[u8], data: &[u8]) -> Vec<u8> {
    let mut answer = query.to_vec();
    answer[2] |= 0x80;
    answer.extend(data);
    answer
}

/// What a resolver sends back for a query.
async fn upstream(replies: impl Fn(&[u8]) -> Vec<Vec<u8>> + Send + 'static) -> SocketAddr {
    let socket = UdpSocket::bind("127.0.0.1:0").await.unwrap();
    let address = socket.local_addr().unwrap();
    tokio::spawn(async move {
        let mut buffer = [0; 1024];
        while let Ok((length, from)) = socket.recv_from(&mut buffer).await {
            for reply in replies(&buffer[..length]) {
                socket.send_to(&reply, from).await.unwrap();
            }
        }
    });
    address
}

async fn forwarder(upstreams: Vec<SocketAddr>, resolver: impl Resolver) -> Forwarder {
    let any = "127.0.0.1:0".parse().unwrap();
    Forwarder::start(any, Upstreams::Fixed(upstreams), Arc::new(resolver)).await.unwrap()
}

async fn ask(forwarder: &Forwarder, packets: &[&[u8]]) -> Vec<u8> {
    let socket = UdpSocket::bind("127.0.0.1:0").await.unwrap();
    for packet in packets {
        socket.send_to(packet, forwarder.address()).await.unwrap();
    }
    let mut buffer = [0; 1024];
    let length = socket.recv(&mut buffer).await.unwrap();
    buffer[..length].to_vec()
}

/// Nobody listens there: refused at once. A port that was just given back would not do: the next socket that asks
/// for any may be given it, the forwarder's own among them.
const ABSENT: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 1);

#[tokio::test]
async fn an_answer_comes_back_as_it_was() {
    let upstream = upstream(|query| vec![answer_to(query, b"data")]).await;
    let forwarder = forwarder(vec![upstream], NoNames).await;
    assert_eq!(ask(&forwarder, &[QUERY]).await, answer_to(QUERY, b"data"));
}

#[tokio::test]
async fn the_next_resolver_is_asked_when_one_is_not_there() {
    let good = upstream(|query| vec![answer_to(query, b"")]).await;
    let forwarder = forwarder(vec![ABSENT, good], NoNames).await;
    for _ in 0..3 {
        assert_eq!(ask(&forwarder, &[QUERY]).await, answer_to(QUERY, b""));
    }
}

#[tokio::test]
async fn garbage_from_either_side_is_passed_over() {
    let upstream = upstream(|query| {
        let mut other_number = answer_to(query, b"");
        other_number[0] ^= 1;
        let mut other_name = answer_to(query, b"");
        other_name[13] = b'x';
        let cut = answer_to(query, b"")[..20].to_vec();
        vec![
            Vec::new(),
            vec![0xff; 40],
            query.to_vec(),
            cut,
            other_number,
            other_name,
            answer_to(query, b"right"),
        ]
    })
    .await;
    let forwarder = forwarder(vec![upstream], NoNames).await;
    let mut compressed = QUERY.to_vec();
    compressed[12] = 0xc0;
    let packets = [b"".as_slice(), b"\0", &[0xff; 512], &QUERY[..15], &compressed, QUERY];
    assert_eq!(ask(&forwarder, &packets).await, answer_to(QUERY, b"right"));
}

#[tokio::test]
async fn without_a_resolver_the_failure_is_told() {
    for upstreams in [Vec::new(), vec![ABSENT]] {
        let forwarder = forwarder(upstreams, NoNames).await;
        let answer = ask(&forwarder, &[QUERY]).await;
        assert_eq!((answer[3] & RCODE, &answer[..2], &answer[12..]), (2, &QUERY[..2], &QUERY[12..]));
    }
}

struct Ours;

impl Resolver for Ours {
    fn answer(&self, query: &[u8]) -> Option<Vec<u8>> {
        query.windows(3).any(|window| window == b"our").then(|| answer_to(query, b"ours"))
    }
}

#[tokio::test]
async fn names_of_our_own_come_first() {
    let upstream = upstream(|query| vec![answer_to(query, b"theirs")]).await;
    let forwarder = forwarder(vec![upstream], Ours).await;
    let ours = b"\x12\x34\x01\x00\0\x01\0\0\0\0\0\0\x03our\x02ab\0\0\x01\0\x01";
    assert_eq!(ask(&forwarder, &[ours]).await, answer_to(ours, b"ours"));
    assert_eq!(ask(&forwarder, &[QUERY]).await, answer_to(QUERY, b"theirs"));
}

async fn send_framed(stream: &mut TcpStream, message: &[u8]) {
    stream.write_u16(message.len().try_into().unwrap()).await.unwrap();
    stream.write_all(message).await.unwrap();
}

async fn read_framed(stream: &mut TcpStream) -> Vec<u8> {
    let mut message = vec![0; stream.read_u16().await.unwrap().into()];
    stream.read_exact(&mut message).await.unwrap();
    message
}

#[tokio::test]
async fn queries_over_tcp_are_answered_on_one_connection() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let upstream = listener.local_addr().unwrap();
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let query = read_framed(&mut stream).await;
        send_framed(&mut stream, &answer_to(&query, &[7; 5000])).await;
        drop(stream);
        // Afterwards whoever comes is sent away.
        while let Ok((stream, _)) = listener.accept().await {
            drop(stream);
        }
    });
    let forwarder = forwarder(vec![upstream], Ours).await;
    let mut stream = TcpStream::connect(forwarder.address()).await.unwrap();
    send_framed(&mut stream, QUERY).await;
    assert_eq!(read_framed(&mut stream).await, answer_to(QUERY, &[7; 5000]));
    send_framed(&mut stream, QUERY).await;
    assert_eq!(read_framed(&mut stream).await[3] & RCODE, 2);
    send_framed(&mut stream, b"garbage").await;
    assert!(stream.read_u16().await.is_err(), "closed");
}
