//! A small forwarder of names' queries for containers: it takes them on an address of this machine and hands them
//! to the machine's own resolvers, so that resolvers on loopback work too. Names of our own are answered first, by
//! whoever implements `Resolver`.
//!
//! Nothing is cached and nothing is changed in a packet. Each query over UDP has a socket of its own towards the
//! resolver: answers cannot be mixed up, and its port is as hard to guess as the kernel makes it.
//!
//! Must not know: attachments, rules, what names of our own there are.

mod message;
mod tcp;
mod udp;
mod upstreams;

use std::net::SocketAddr;
use std::sync::Arc;

use tokio::net::{TcpListener, UdpSocket};
use tokio::task::JoinHandle;

use crate::error::NetworkError;
use crate::namespaces::io;
pub use upstreams::Upstreams;

/// Names of our own.
pub trait Resolver: Send + Sync + 'static {
    /// The whole answer to a whole query, or none when the name is not ours. Must not block.
    fn answer(&self, query: &[u8]) -> Option<Vec<u8>>;
}

/// Knows no names.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoNames;

impl Resolver for NoNames {
    fn answer(&self, _query: &[u8]) -> Option<Vec<u8>> {
        None
    }
}

/// What both ways in share.
struct Shared {
    resolver: Arc<dyn Resolver>,
    upstreams: upstreams::Book,
}

/// How many ports are tried where any will do.
const PORTS_TRIED: u32 = 20;

/// Forwards until it is dropped.
#[derive(Debug)]
pub struct Forwarder {
    address: SocketAddr,
    tasks: [JoinHandle<()>; 2],
}

impl Forwarder {
    /// With port 0 one is chosen, the same for UDP and TCP.
    pub async fn start(
        address: SocketAddr,
        upstreams: Upstreams,
        resolver: Arc<dyn Resolver>,
    ) -> Result<Self, NetworkError> {
        let what = format!("listen on {address} for names");
        let (udp, tcp) = listen(address).await.map_err(|error| io(&what, &error))?;
        let address = udp.local_addr().map_err(|error| io(&what, &error))?;
        let shared = Arc::new(Shared { resolver, upstreams: upstreams::Book::new(upstreams, address) });
        let tasks =
            [tokio::spawn(udp::serve(udp, Arc::clone(&shared))), tokio::spawn(tcp::serve(tcp, shared))];
        Ok(Self { address, tasks })
    }

    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }
}

/// Both sockets on one port. One that is chosen for the first may be taken for the second: then another is chosen.
async fn listen(address: SocketAddr) -> std::io::Result<(UdpSocket, TcpListener)> {
    let mut tries = if address.port() == 0 { PORTS_TRIED } else { 1 };
    loop {
        let udp = UdpSocket::bind(address).await?;
        tries -= 1;
        match TcpListener::bind(udp.local_addr()?).await {
            Ok(tcp) => return Ok((udp, tcp)),
            Err(error) if error.kind() == std::io::ErrorKind::AddrInUse && tries > 0 => {}
            Err(error) => return Err(error),
        }
    }
}

impl Drop for Forwarder {
    fn drop(&mut self) {
        for task in &self.tasks {
            task.abort();
        }
    }
}
