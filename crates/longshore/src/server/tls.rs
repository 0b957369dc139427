//! HTTPS: a certificate made at first start, and the encrypted side of a connection.
//!
//! The certificate is its own authority; clients are pointed at its file with AWS_CA_BUNDLE.
//!
//! Must not know: what is spoken inside.

use std::net::{IpAddr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result};
use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio::net::TcpStream;
use tokio_rustls::TlsAcceptor;

use crate::files;

const CERTIFICATE: &str = "certificate.pem";
const KEY: &str = "certificate-key.pem";
const HTTP2: &[u8] = b"h2";
const HTTP11: &[u8] = b"http/1.1";
/// How long a handshake may take.
const HANDSHAKE_TIMEOUT: std::time::Duration = std::time::Duration::from_secs(10);

pub(crate) type Acceptor = TlsAcceptor;
pub(crate) type Stream = tokio_rustls::server::TlsStream<TcpStream>;

/// The certificate's file: what clients are told to trust.
pub(crate) fn certificate_file(data_dir: &Path) -> PathBuf {
    data_dir.join("tls").join(CERTIFICATE)
}

/// The certificate, as PEM.
pub(crate) fn certificate(data_dir: &Path) -> Result<String> {
    let file = certificate_file(data_dir);
    std::fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))
}

/// The acceptor for this installation's certificate, which is made where there is none.
pub(crate) fn acceptor(data_dir: &Path, listen: &[SocketAddr]) -> Result<Acceptor> {
    let certificate_file = certificate_file(data_dir);
    let key_file = certificate_file.with_file_name(KEY);
    if !certificate_file.exists() || !key_file.exists() {
        make(&certificate_file, &key_file, listen)?;
    }
    let unusable = || {
        format!("the certificate {} cannot be used; delete it and start again", certificate_file.display())
    };
    // Of one that somebody else has signed, those between follow it.
    let chain = CertificateDer::pem_file_iter(&certificate_file).with_context(unusable)?;
    let chain = chain.collect::<Result<Vec<_>, _>>().with_context(unusable)?;
    let key = PrivateKeyDer::from_pem_file(&key_file).with_context(unusable)?;
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut config = ServerConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .with_context(unusable)?;
    config.alpn_protocols = vec![HTTP2.to_vec(), HTTP11.to_vec()];
    Ok(TlsAcceptor::from(Arc::new(config)))
}

fn make(certificate_file: &Path, key_file: &Path, listen: &[SocketAddr]) -> Result<()> {
    let mut names = vec!["localhost".to_owned(), "127.0.0.1".to_owned(), "::1".to_owned()];
    names.extend(
        listen.iter().map(SocketAddr::ip).filter(|ip| !IpAddr::is_unspecified(ip)).map(|ip| ip.to_string()),
    );
    names.dedup();
    let made = rcgen::generate_simple_self_signed(names).context("a certificate could not be made")?;
    files::write_private(key_file, made.signing_key.serialize_pem().as_bytes())?;
    files::write_private(certificate_file, made.cert.pem().as_bytes())?;
    Ok(())
}

pub(crate) async fn accept(acceptor: &Acceptor, stream: TcpStream) -> std::io::Result<Stream> {
    let _ = stream.set_nodelay(true);
    match tokio::time::timeout(HANDSHAKE_TIMEOUT, acceptor.accept(stream)).await {
        Ok(accepted) => accepted,
        Err(_) => Err(std::io::Error::new(std::io::ErrorKind::TimedOut, "the TLS handshake took too long")),
    }
}
