//! Queries over TCP: one after the other on each connection, each with its length in front.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::time::{sleep, timeout};

use super::Shared;
use super::message::{answers, failed, is_query};

/// Connections beyond these wait to be accepted.
const MAX_CONNECTIONS: usize = 128;
const MAX_QUERIES_EACH: usize = 1000;
const IDLE: Duration = Duration::from_secs(10);
const ANSWER_WITHIN: Duration = Duration::from_secs(5);
const AFTER_ERROR: Duration = Duration::from_millis(50);

pub(super) async fn serve(listener: TcpListener, shared: Arc<Shared>) {
    let places = Arc::new(Semaphore::new(MAX_CONNECTIONS));
    loop {
        let Ok(place) = Arc::clone(&places).acquire_owned().await else { return };
        match listener.accept().await {
            Ok((stream, _)) => {
                let shared = Arc::clone(&shared);
                tokio::spawn(async move {
                    // It ends as it ends: the other side has gone, was silent, or talks nonsense.
                    let _ = converse(stream, &shared).await;
                    drop(place);
                });
            }
            Err(error) => {
                tracing::debug!(%error, "a connection was not accepted");
                sleep(AFTER_ERROR).await;
            }
        }
    }
}

async fn converse(mut stream: TcpStream, shared: &Shared) -> std::io::Result<()> {
    for _ in 0..MAX_QUERIES_EACH {
        let query = timeout(IDLE, read(&mut stream)).await??;
        if !is_query(&query) {
            return Ok(());
        }
        let answer = match shared.resolver.answer(&query) {
            Some(answer) => Some(answer),
            None => forward(shared, &query).await.or_else(|| failed(&query)),
        };
        let Some(answer) = answer else { return Ok(()) };
        timeout(IDLE, write(&mut stream, &answer)).await??;
    }
    Ok(())
}

async fn forward(shared: &Shared, query: &[u8]) -> Option<Vec<u8>> {
    for upstream in shared.upstreams.current() {
        match timeout(ANSWER_WITHIN, ask(upstream, query)).await {
            Ok(Ok(answer)) if answers(&answer, query) => return Some(answer),
            Ok(Err(error)) => tracing::debug!(%upstream, %error, "a resolver cannot be asked"),
            Ok(Ok(_)) | Err(_) => tracing::debug!(%upstream, "a resolver does not answer"),
        }
        shared.upstreams.failed(upstream);
    }
    None
}

async fn ask(upstream: SocketAddr, query: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut stream = TcpStream::connect(upstream).await?;
    write(&mut stream, query).await?;
    read(&mut stream).await
}

async fn read(stream: &mut TcpStream) -> std::io::Result<Vec<u8>> {
    let length = stream.read_u16().await?;
    let mut message = vec![0; usize::from(length)];
    stream.read_exact(&mut message).await?;
    Ok(message)
}

/// In one piece: length and message in packets of their own would wait for each other.
async fn write(stream: &mut TcpStream, message: &[u8]) -> std::io::Result<()> {
    let length = u16::try_from(message.len()).map_err(|_| std::io::ErrorKind::InvalidData)?;
    let mut bytes = length.to_be_bytes().to_vec();
    bytes.extend(message);
    stream.write_all(&bytes).await
}
