//! A node's side of the connection: joining with a token, and connecting with what that gave.
//!
//! The key pair is made on the machine and never leaves it. Until it has joined, a machine knows nothing of
//! control but a fingerprint from its token; afterwards it has the authority's certificate.
//!
//! Must not know: what is said behind the first message.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use longshore_link::frame::{PREAMBLE, encode};
use longshore_link::{Certificate, Join, Renew, ToControl, ToNode};
use longshore_services::longshore::join_token::Shown;
use longshore_shapes::Timestamp;
use rcgen::KeyPair;
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::CryptoProvider;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime};
use rustls::{CertificateError, ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme};
use serde_json::{Value, json};
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use tokio_rustls::client::TlsStream;

use super::authority::{SERVER_NAME, fingerprint};
use super::stream::Incoming;
use crate::files;

const DIAL_TIMEOUT: Duration = Duration::from_secs(10);
const ANSWER_TIMEOUT: Duration = Duration::from_secs(20);
const FILE: &str = "node.json";

/// What tells a node that it speaks with its own control.
#[derive(Debug)]
pub(crate) enum Trust {
    /// Of the authority's certificate, from a token.
    Fingerprint(String),
    /// The authority's certificate.
    Authority(CertificateDer<'static>),
}

/// What a machine is known by, and whom it knows. It holds a key, so it is shown without it.
#[derive(Clone)]
pub(crate) struct Identity {
    pub(crate) server: String,
    key_pem: String,
    certificate_pem: String,
    authority_pem: String,
    pub(crate) renew_at: Option<Timestamp>,
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Identity({})", self.server)
    }
}

impl Identity {
    /// The half of the key that control is told.
    pub(crate) fn public_key(&self) -> Vec<u8> {
        KeyPair::from_pem(&self.key_pem).map(|key| key.public_key_raw().to_vec()).unwrap_or_default()
    }

    /// Takes a new certificate for the same key.
    pub(crate) fn renewed(&mut self, certificate: &Certificate) {
        if let Some(pem) = &certificate.certificate {
            self.certificate_pem.clone_from(pem);
            self.renew_at = certificate.renew_at;
        }
    }

    /// Keeps it where only its owner can read it.
    pub(crate) fn write(&self, data_dir: &Path) -> Result<()> {
        let text = json!({
            "server": self.server,
            "key": self.key_pem,
            "certificate": self.certificate_pem,
            "authority": self.authority_pem,
            "renewAtMillis": self.renew_at.map(Timestamp::millis),
        });
        files::write_private(&data_dir.join(FILE), format!("{text:#}\n").as_bytes())
    }

    /// What was kept; none on a machine that has not joined.
    pub(crate) fn read(data_dir: &Path) -> Result<Option<Self>> {
        let file = data_dir.join(FILE);
        let text = match std::fs::read_to_string(&file) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error).with_context(|| format!("cannot read {}", file.display())),
        };
        let damaged = || format!("{} is damaged; delete it and join again", file.display());
        let value: Value = serde_json::from_str(&text).with_context(damaged)?;
        let text =
            |name: &str| value.get(name).and_then(Value::as_str).map(str::to_owned).with_context(damaged);
        let renew_at = value.get("renewAtMillis").and_then(Value::as_i64).map(Timestamp::from_millis);
        Ok(Some(Self {
            server: text("server")?,
            key_pem: text("key")?,
            certificate_pem: text("certificate")?,
            authority_pem: text("authority")?,
            renew_at,
        }))
    }

    /// The machine is no node any more.
    pub(crate) fn remove(data_dir: &Path) -> Result<()> {
        let file = data_dir.join(FILE);
        std::fs::remove_file(&file).with_context(|| format!("cannot remove {}", file.display()))
    }
}

/// How a node reaches control, again and again, with whatever certificate it has by then.
pub(crate) struct Connector {
    identity: Mutex<Identity>,
    data_dir: PathBuf,
}

impl Connector {
    /// The host that control is reached at.
    pub(crate) fn host(&self) -> String {
        let server = self.identity().server.clone();
        server.rsplit_once(':').map_or(server.clone(), |(host, _)| host.to_owned())
    }

    pub(crate) fn new(identity: Identity, data_dir: &Path) -> Self {
        Self { identity: Mutex::new(identity), data_dir: data_dir.to_owned() }
    }

    fn identity(&self) -> Identity {
        self.identity.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) async fn connect(&self) -> Result<TlsStream<TcpStream>> {
        let identity = self.identity();
        connect(&identity.server, &identity).await
    }

    /// What to ask control for a new certificate with, where it is time to.
    pub(crate) fn renewal(&self, now: Timestamp) -> Option<Renew> {
        let identity = self.identity();
        let due = identity.renew_at.is_some_and(|at| at <= now);
        due.then(|| Renew { public_key: Some(identity.public_key().into()) })
    }

    /// Whether the machine has been taken out since: `node leave` removes what it was known by.
    pub(crate) fn has_left(&self) -> bool {
        !self.data_dir.join(FILE).exists()
    }

    /// Keeps the certificate that came; the next connection shows it.
    pub(crate) fn renewed(&self, certificate: &Certificate) -> Result<()> {
        let mut identity = self.identity();
        identity.renewed(certificate);
        identity.write(&self.data_dir)?;
        *self.identity.lock().unwrap_or_else(PoisonError::into_inner) = identity;
        Ok(())
    }
}

/// Becomes a node: shows the token to the control that it names, and gets a certificate.
pub(crate) async fn join(
    server: &str,
    token: &str,
    cluster: Option<&str>,
    machine_name: Option<&str>,
) -> Result<Identity> {
    let shown =
        Shown::parse(token).context("this is no join token; make one with `longshore node token create`")?;
    let key = KeyPair::generate().context("a key could not be made")?;
    let trust = Trust::Fingerprint(shown.fingerprint.to_owned());
    let stream = dial(server, &trust, None).await?;
    let join = Join {
        token: Some(token.trim().to_owned()),
        cluster: cluster.map(str::to_owned),
        public_key: Some(key.public_key_raw().to_vec().into()),
        machine_name: machine_name.map(str::to_owned),
    };
    let certificate = ask(stream, join).await?;
    let whole = |text: Option<String>| text.context("the server's certificate is not whole");
    Ok(Identity {
        server: server.to_owned(),
        key_pem: key.serialize_pem(),
        certificate_pem: whole(certificate.certificate)?,
        authority_pem: whole(certificate.authority)?,
        renew_at: certificate.renew_at,
    })
}

async fn ask(stream: TlsStream<TcpStream>, join: Join) -> Result<Certificate> {
    let (reader, mut writer) = tokio::io::split(stream);
    let said = encode(&ToControl { join: Some(join), ..Default::default() })?;
    writer.write_all(&[PREAMBLE.as_slice(), &said].concat()).await?;
    writer.flush().await?;
    let mut incoming = Incoming::<ToNode, _>::new(reader);
    loop {
        let answer = tokio::time::timeout(ANSWER_TIMEOUT, incoming.next()).await;
        let answer = answer.context("the server does not answer")??;
        match answer.context("the server ended the connection without an answer")? {
            ToNode { certificate: Some(certificate), .. } => return Ok(certificate),
            ToNode { refused: Some(refused), .. } => bail!("{}", refused.message.unwrap_or_default()),
            _ => {}
        }
    }
}

/// Connects as a node that has joined.
pub(crate) async fn connect(server: &str, identity: &Identity) -> Result<TlsStream<TcpStream>> {
    let damaged = "what this node is known by is damaged; join again";
    let authority = CertificateDer::from_pem_slice(identity.authority_pem.as_bytes()).context(damaged)?;
    let certificate = CertificateDer::from_pem_slice(identity.certificate_pem.as_bytes()).context(damaged)?;
    let key = PrivateKeyDer::from_pem_slice(identity.key_pem.as_bytes()).context(damaged)?;
    dial(server, &Trust::Authority(authority), Some((certificate, key))).await
}

pub(crate) async fn dial(
    server: &str,
    trust: &Trust,
    own: Option<(CertificateDer<'static>, PrivateKeyDer<'static>)>,
) -> Result<TlsStream<TcpStream>> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_provider(provider.clone())
        .with_protocol_versions(&[&rustls::version::TLS13])?
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(Verifier::new(trust, provider)?));
    let config = match own {
        Some((certificate, key)) => builder.with_client_auth_cert(vec![certificate], key)?,
        None => builder.with_no_client_auth(),
    };
    let unreachable = || format!("{server} does not answer; is `longshore up --node-listen` running there?");
    let dialled = tokio::time::timeout(DIAL_TIMEOUT, TcpStream::connect(server)).await;
    let stream = dialled.ok().with_context(unreachable)?.with_context(unreachable)?;
    stream.set_nodelay(true)?;
    let connector = TlsConnector::from(Arc::new(config));
    let connecting = connector.connect(ServerName::try_from(SERVER_NAME)?, stream);
    let connected = tokio::time::timeout(DIAL_TIMEOUT, connecting).await.ok().with_context(unreachable)?;
    connected.map_err(|error| explained(error, trust, server))
}

/// A server that is not trusted is the one failure of TLS that has an explanation of its own.
fn explained(error: std::io::Error, trust: &Trust, server: &str) -> anyhow::Error {
    let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<rustls::Error>());
    let untrusted = matches!(inner, Some(rustls::Error::InvalidCertificate(_)));
    let context = match trust {
        Trust::Fingerprint(_) if untrusted => format!("{server} is not the one that the token was made by"),
        Trust::Authority(_) if untrusted => format!("{server} is not the one that this node has joined"),
        _ => format!("no encrypted connection to {server}"),
    };
    anyhow::Error::new(error).context(context)
}

/// Trusts servers that the authority has signed for: the authority itself, or whichever certificate in the
/// server's chain has the fingerprint.
struct Verifier {
    provider: Arc<CryptoProvider>,
    fingerprint: String,
    authority: Option<Arc<WebPkiServerVerifier>>,
}

impl fmt::Debug for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Verifier({})", self.fingerprint)
    }
}

impl Verifier {
    fn new(trust: &Trust, provider: Arc<CryptoProvider>) -> Result<Self> {
        let (fingerprint, authority) = match trust {
            Trust::Fingerprint(fingerprint) => (fingerprint.clone(), None),
            Trust::Authority(der) => (fingerprint(der), Some(verifier_for(der, provider.clone())?)),
        };
        Ok(Self { provider, fingerprint, authority })
    }

    fn of_chain(&self, chain: &[CertificateDer<'_>]) -> Result<Arc<WebPkiServerVerifier>, rustls::Error> {
        if let Some(authority) = &self.authority {
            return Ok(authority.clone());
        }
        let found = chain.iter().find(|der| fingerprint(der) == self.fingerprint);
        let found = found.ok_or(rustls::Error::InvalidCertificate(CertificateError::UnknownIssuer))?;
        verifier_for(found, self.provider.clone())
    }
}

fn verifier_for(
    der: &CertificateDer<'_>,
    provider: Arc<CryptoProvider>,
) -> Result<Arc<WebPkiServerVerifier>, rustls::Error> {
    let mut roots = RootCertStore::empty();
    roots.add(der.clone().into_owned())?;
    let built = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider).build();
    built.map_err(|error| rustls::Error::General(error.to_string()))
}

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        let authority = self.of_chain(intermediates)?;
        authority.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now)
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        rustls::crypto::verify_tls12_signature(message, certificate, signature, algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signature: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        rustls::crypto::verify_tls13_signature(message, certificate, signature, algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}
