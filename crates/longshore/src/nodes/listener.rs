//! Where nodes of other machines connect: TLS with certificates on both sides, but for those that join.
//!
//! Must not know: what is said inside.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use rustls::server::{ParsedCertificate, WebPkiClientVerifier};
use rustls::{RootCertStore, ServerConfig};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio_rustls::TlsAcceptor;

use super::authority::{Authority, fingerprint};
use super::{CONNECTIONS_MAX, Nodes, Peer};

const HANDSHAKE_TIMEOUT: Duration = Duration::from_secs(10);
/// How long to rest when a connection cannot be taken, as when file descriptors have run out.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

pub(crate) struct NodeListener {
    socket: TcpListener,
    acceptor: TlsAcceptor,
}

impl NodeListener {
    pub(crate) async fn bind(address: SocketAddr, authority: &Authority) -> Result<Self> {
        let socket = TcpListener::bind(address).await;
        let socket = socket.with_context(|| {
            format!("cannot listen for nodes on {address}; choose another address with --node-listen")
        })?;
        Ok(Self { socket, acceptor: TlsAcceptor::from(Arc::new(config(authority)?)) })
    }

    pub(crate) fn address(&self) -> Result<SocketAddr> {
        Ok(self.socket.local_addr()?)
    }

    /// Takes connections for as long as it is polled.
    pub(crate) async fn serve(self, nodes: Nodes) {
        if let Ok(address) = self.address() {
            tracing::info!(%address, "machines can join here with `longshore node join`");
        }
        let places = Arc::new(Semaphore::new(CONNECTIONS_MAX));
        loop {
            let Ok(place) = places.clone().acquire_owned().await else { return };
            let (stream, address) = match self.socket.accept().await {
                Ok(accepted) => accepted,
                Err(error) => {
                    tracing::warn!(%error, "a node's connection could not be taken");
                    tokio::time::sleep(ACCEPT_PAUSE).await;
                    continue;
                }
            };
            let (acceptor, nodes) = (self.acceptor.clone(), nodes.clone());
            tokio::spawn(async move {
                if let Err(error) = converse(&acceptor, stream, &nodes).await {
                    tracing::debug!(%address, "a node's connection did not begin: {error:#}");
                }
                drop(place);
            });
        }
    }
}

fn config(authority: &Authority) -> Result<ServerConfig> {
    let mut roots = RootCertStore::empty();
    roots.add(authority.certificate()?)?;
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider.clone())
        .allow_unauthenticated()
        .build()?;
    let (chain, key) = authority.server()?;
    let config = ServerConfig::builder_with_provider(provider)
        .with_protocol_versions(&[&rustls::version::TLS13])?
        .with_client_cert_verifier(verifier)
        .with_single_cert(chain, key)?;
    Ok(config)
}

async fn converse(acceptor: &TlsAcceptor, stream: TcpStream, nodes: &Nodes) -> Result<()> {
    // A message waits for nothing: starts are measured in milliseconds.
    stream.set_nodelay(true)?;
    let accepted = tokio::time::timeout(HANDSHAKE_TIMEOUT, acceptor.accept(stream));
    let stream = accepted.await.context("the TLS handshake took too long")??;
    let shown = stream.get_ref().1.peer_certificates().and_then(|chain| chain.first());
    let peer = match shown {
        None => Peer::Stranger,
        Some(certificate) => {
            let key = ParsedCertificate::try_from(certificate)?.subject_public_key_info();
            Peer::Joined(fingerprint(&key))
        }
    };
    nodes.serve(stream, peer).await;
    Ok(())
}
