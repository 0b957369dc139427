//! The client side of the binary: signed requests to the server of a data directory.
//!
//! Must not know: what is asked for.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context, Result, anyhow, bail};
use bytes::Bytes;
use http::{Request, Response, StatusCode, Uri, header};
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::Incoming;
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use longshore_shapes::{Operation, Protocol};
use longshore_wire::sigv4::{PayloadHash, Signer};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::edge;
use crate::profile::Connection;

/// How long a refusal may be; of a longer one only the status is told.
const REFUSAL_BYTES_MAX: usize = 4096;

/// Fetches a page of the server into a file that only its owner may read.
pub(crate) async fn download(connection: &Connection, path: &str, service: &str, file: &Path) -> Result<()> {
    let response = send(connection, Request::get(path).body(Bytes::new())?, service).await?;
    let cannot = || format!("cannot write {}", file.display());
    let mut to = tokio::fs::OpenOptions::new();
    let mut to =
        to.write(true).create(true).truncate(true).mode(0o600).open(file).await.with_context(cannot)?;
    let mut body = accepted(response).await?;
    while let Some(frame) = body.frame().await {
        if let Ok(part) = frame.map_err(cut)?.into_data() {
            to.write_all(&part).await.with_context(cannot)?;
        }
    }
    to.sync_all().await.with_context(cannot)
}

/// Fetches a page of the server part by part, as it comes.
pub(crate) async fn stream(
    connection: &Connection,
    path: &str,
    service: &str,
    take: &mut dyn FnMut(&[u8]),
) -> Result<()> {
    let response = send(connection, Request::get(path).body(Bytes::new())?, service).await?;
    let mut body = accepted(response).await?;
    while let Some(frame) = body.frame().await {
        if let Ok(part) = frame.map_err(cut)?.into_data() {
            take(&part);
        }
    }
    Ok(())
}

/// Calls an operation.
pub(crate) async fn call<O: Operation>(connection: &Connection, input: &O::Input) -> Result<O::Output> {
    let protocol = Protocol::AwsJson11;
    let mut request = longshore_wire::client::request::<O>(protocol, &connection.endpoint, input)?;
    let target = request.uri().path_and_query().map_or("/", |target| target.as_str()).parse()?;
    *request.uri_mut() = target;
    let (parts, body) = send(connection, request, O::SERVICE.signing_name).await?.into_parts();
    let body = Limited::new(body, longshore_wire::limits::BODY_BYTES_MAX).collect().await;
    let body = body.map_err(|error| anyhow!("the answer could not be read: {error}"))?.to_bytes();
    Ok(longshore_wire::client::response::<O>(protocol, &parts, &body)?)
}

/// An answer that was cut. What TLS says of that is written for those who program with it.
fn cut(error: hyper::Error) -> anyhow::Error {
    let cause = std::error::Error::source(&error).and_then(|cause| cause.downcast_ref::<std::io::Error>());
    let gone = error.is_incomplete_message()
        || cause.is_some_and(|cause| cause.kind() == std::io::ErrorKind::UnexpectedEof);
    let told = "the answer ended early";
    if gone { anyhow!("{told}: the server went away") } else { anyhow::Error::new(error).context(told) }
}

async fn accepted(response: Response<Incoming>) -> Result<Incoming> {
    let (status, body) = (response.status(), response.into_body());
    if status == StatusCode::OK {
        return Ok(body);
    }
    let text = Limited::new(body, REFUSAL_BYTES_MAX).collect().await;
    let text = text.map(|text| text.to_bytes()).unwrap_or_default();
    bail!("the server answered {status}: {}", String::from_utf8_lossy(&text).trim_end())
}

/// Signs a request and sends it.
async fn send(
    connection: &Connection,
    mut request: Request<Bytes>,
    service: &str,
) -> Result<Response<Incoming>> {
    let endpoint: Uri = connection.endpoint.parse().context("the endpoint is no address")?;
    let authority = endpoint.authority().context("the endpoint has no host")?.clone();
    request.headers_mut().insert(header::HOST, authority.as_str().parse()?);
    Signer::new(&connection.access_key_id, &connection.secret_access_key, &connection.region, service).sign(
        &mut request,
        PayloadHash::Implied,
        edge::now().secs(),
    )?;
    let unreachable = || format!("{} does not answer; is `longshore up` running?", connection.endpoint);
    let stream = TcpStream::connect(authority.as_str()).await.with_context(unreachable)?;
    match &connection.ca_bundle {
        None => exchange(stream, request).await,
        Some(bundle) => exchange(encrypted(stream, authority.host(), bundle).await?, request).await,
    }
}

async fn encrypted(
    stream: TcpStream,
    host: &str,
    ca_bundle: &Path,
) -> Result<tokio_rustls::client::TlsStream<TcpStream>> {
    let mut roots = rustls::RootCertStore::empty();
    let certificate = CertificateDer::from_pem_file(ca_bundle);
    roots.add(certificate.with_context(|| format!("cannot read {}", ca_bundle.display()))?)?;
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()?
        .with_root_certificates(roots)
        .with_no_client_auth();
    let name = ServerName::try_from(host.trim_matches(['[', ']']).to_owned())?;
    Ok(tokio_rustls::TlsConnector::from(Arc::new(config)).connect(name, stream).await?)
}

async fn exchange<S>(stream: S, request: Request<Bytes>) -> Result<Response<Incoming>>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
    // Ends with the answer, or with the process.
    tokio::spawn(connection);
    Ok(sender.send_request(request.map(Full::new)).await?)
}
