//! Queries over UDP: each is passed on from a socket of its own, so that answers cannot be mixed up.
//!
//! Must not know: what a name means.

use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use tokio::net::UdpSocket;
use tokio::sync::Semaphore;
use tokio::time::{sleep, timeout};

use super::Shared;
use super::message::{answers, failed, is_query};

/// Queries beyond these are refused at once.
const MAX_IN_FLIGHT: usize = 512;
const ANSWER_WITHIN: Duration = Duration::from_secs(2);
/// Each upstream is asked so often.
const ROUNDS: usize = 2;
/// Longer answers are asked for over TCP, or announced by the asker, which nobody does beyond this.
const MAX_PACKET: usize = 8192;
const AFTER_ERROR: Duration = Duration::from_millis(50);

pub(super) async fn serve(socket: UdpSocket, shared: Arc<Shared>) {
    let socket = Arc::new(socket);
    let in_flight = Arc::new(Semaphore::new(MAX_IN_FLIGHT));
    let mut buffer = vec![0; MAX_PACKET];
    loop {
        let (length, from) = match socket.recv_from(&mut buffer).await {
            Ok(received) => received,
            Err(error) => {
                tracing::debug!(%error, "a query was not received");
                sleep(AFTER_ERROR).await;
                continue;
            }
        };
        let query = buffer.get(..length).unwrap_or_default();
        if !is_query(query) {
            continue;
        }
        if let Some(answer) = shared.resolver.answer(query) {
            reply(&socket, &answer, from).await;
            continue;
        }
        let Ok(permit) = Arc::clone(&in_flight).try_acquire_owned() else {
            if let Some(answer) = failed(query) {
                reply(&socket, &answer, from).await;
            }
            continue;
        };
        let (socket, shared, query) = (Arc::clone(&socket), Arc::clone(&shared), query.to_vec());
        tokio::spawn(async move {
            if let Some(answer) = forward(&shared, &query).await.or_else(|| failed(&query)) {
                reply(&socket, &answer, from).await;
            }
            drop(permit);
        });
    }
}

/// An asker that has gone does not matter.
async fn reply(socket: &UdpSocket, answer: &[u8], to: SocketAddr) {
    if let Err(error) = socket.send_to(answer, to).await {
        tracing::debug!(%error, %to, "an answer was not sent");
    }
}

async fn forward(shared: &Shared, query: &[u8]) -> Option<Vec<u8>> {
    let upstreams = shared.upstreams.current();
    for upstream in upstreams.iter().cycle().take(upstreams.len() * ROUNDS) {
        match timeout(ANSWER_WITHIN, ask(*upstream, query)).await {
            Ok(Ok(answer)) => return Some(answer),
            Ok(Err(error)) => tracing::debug!(%upstream, %error, "a resolver cannot be asked"),
            Err(_) => tracing::debug!(%upstream, "a resolver does not answer"),
        }
        shared.upstreams.failed(*upstream);
    }
    None
}

async fn ask(upstream: SocketAddr, query: &[u8]) -> std::io::Result<Vec<u8>> {
    let any: SocketAddr = match upstream {
        SocketAddr::V4(_) => (Ipv4Addr::UNSPECIFIED, 0).into(),
        SocketAddr::V6(_) => (Ipv6Addr::UNSPECIFIED, 0).into(),
    };
    let socket = UdpSocket::bind(any).await?;
    socket.connect(upstream).await?;
    socket.send(query).await?;
    let mut buffer = vec![0; MAX_PACKET];
    loop {
        let length = socket.recv(&mut buffer).await?;
        // What is not the answer is passed over, until the time is up.
        if let Some(answer) = buffer.get(..length).filter(|answer| answers(answer, query)) {
            return Ok(answer.to_vec());
        }
    }
}
