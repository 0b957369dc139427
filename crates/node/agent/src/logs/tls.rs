//! TLS to a log target.
//!
//! Must not know: what is sent.

use std::io;
use std::path::Path;
use std::sync::Arc;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName};
use rustls::{ClientConfig, RootCertStore};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

use super::options::LogError;

/// Where systems keep the authorities they trust.
const SYSTEM_AUTHORITIES: [&str; 3] =
    ["/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/cert.pem"];

#[derive(Clone)]
pub(super) struct Tls(Arc<ClientConfig>);

impl Tls {
    /// Trusts the authorities in a file, or the system's; shows a certificate where there is one with its key.
    pub(super) fn new(authorities: Option<&str>, own: Option<(&str, &str)>) -> Result<Self, LogError> {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let builder = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|error| LogError(format!("TLS: {error}")))?
            .with_root_certificates(roots(authorities)?);
        let config = match own {
            None => builder.with_no_client_auth(),
            Some((certificate, key)) => {
                let chain = certificates(certificate)?;
                let private = PrivateKeyDer::from_pem_file(key).map_err(|error| unreadable(key, &error))?;
                let refused = |error| LogError(format!("TLS certificate {certificate}: {error}"));
                builder.with_client_auth_cert(chain, private).map_err(refused)?
            }
        };
        Ok(Self(Arc::new(config)))
    }

    pub(super) async fn connect(&self, host: &str, stream: TcpStream) -> io::Result<TlsStream<TcpStream>> {
        let name = ServerName::try_from(host.to_owned()).map_err(io::Error::other)?;
        TlsConnector::from(Arc::clone(&self.0)).connect(name, stream).await
    }
}

fn roots(file: Option<&str>) -> Result<RootCertStore, LogError> {
    let system = || SYSTEM_AUTHORITIES.into_iter().find(|path| Path::new(path).exists());
    let file = file.or_else(system).ok_or_else(|| {
        LogError("TLS: this machine has no list of authorities: name one in the log options".to_owned())
    })?;
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(certificates(file)?);
    if roots.is_empty() { Err(LogError(format!("TLS: no certificate in {file}"))) } else { Ok(roots) }
}

fn certificates(file: &str) -> Result<Vec<CertificateDer<'static>>, LogError> {
    let all = CertificateDer::pem_file_iter(file).map_err(|error| unreadable(file, &error))?;
    all.collect::<Result<_, _>>().map_err(|error| unreadable(file, &error))
}

fn unreadable(file: &str, error: &rustls::pki_types::pem::Error) -> LogError {
    LogError(format!("TLS: {file} cannot be used: {error}"))
}
