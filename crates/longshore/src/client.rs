//! The client side of the binary: signed requests to the server of a data directory.
//!
//! Must not know: what is asked for.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, anyhow, bail};
use bytes::Bytes;
use http::uri::Authority;
use http::{Request, Response, StatusCode, Uri, header};
use http_body_util::{BodyExt, Full, Limited};
use hyper::body::{Body, Incoming};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use longshore_shapes::{Operation, Protocol, ServiceSchema};
use longshore_wire::sigv4::{PayloadHash, Signer};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName};
use serde_json::Value;
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::edge;
use crate::profile::Connection;

/// How long a refusal may be; of a longer one only the status is told.
const REFUSAL_BYTES_MAX: usize = 4096;
/// Of what is answered: a hundred tasks of many containers are more than any request may be.
const ANSWER_BYTES_MAX: usize = 16 * 1024 * 1024;
/// How long a page may take.
const FETCH_MAX: Duration = Duration::from_secs(2);

/// Fetches a page of the server into a file that only its owner may read.
pub(crate) async fn download(connection: &Connection, path: &str, service: &str, file: &Path) -> Result<()> {
    let cannot = || format!("cannot write {}", file.display());
    let mut to = tokio::fs::OpenOptions::new();
    let to = to.write(true).create(true).truncate(true).mode(0o600).open(file).await;
    let mut to = to.with_context(cannot)?;
    let write = async |part: Bytes| to.write_all(&part).await.with_context(cannot);
    parts(connection, path, service, write).await?;
    to.sync_all().await.with_context(cannot)
}

/// Fetches a page of the server part by part, as it comes.
pub(crate) async fn stream(
    connection: &Connection,
    path: &str,
    service: &str,
    take: &mut dyn FnMut(&[u8]),
) -> Result<()> {
    let take = async |part: Bytes| {
        take(&part);
        Ok(())
    };
    parts(connection, path, service, take).await
}

async fn parts(
    connection: &Connection,
    path: &str,
    service: &str,
    mut take: impl AsyncFnMut(Bytes) -> Result<()>,
) -> Result<()> {
    let response = send(connection, Request::get(path).body(Bytes::new())?, service).await?;
    let mut body = accepted(response).await?;
    while let Some(frame) = body.frame().await {
        if let Ok(part) = frame.map_err(cut)?.into_data() {
            take(part).await?;
        }
    }
    Ok(())
}

/// Calls an operation.
pub(crate) async fn call<O: Operation>(connection: &Connection, input: &O::Input) -> Result<O::Output> {
    let protocol = O::SERVICE.protocols.first().copied().unwrap_or(Protocol::AwsJson11);
    let mut request = longshore_wire::client::request::<O>(protocol, &connection.endpoint, input)?;
    let target = request.uri().path_and_query().map_or("/", |target| target.as_str()).parse()?;
    *request.uri_mut() = target;
    let (parts, body) = send(connection, request, O::SERVICE.signing_name).await?.into_parts();
    Ok(longshore_wire::client::response::<O>(protocol, &parts, &whole(body).await?)?)
}

/// Calls an operation of a service that speaks JSON, with what the AWS CLI would take as its input.
pub(crate) async fn call_json(
    connection: &Connection,
    service: &ServiceSchema,
    operation: &str,
    input: &Value,
) -> Result<Value> {
    let request = Request::post("/")
        .header(header::CONTENT_TYPE, "application/x-amz-json-1.1")
        .header("x-amz-target", format!("{}.{operation}", service.target_prefix))
        .body(Bytes::from(input.to_string()))?;
    let response = send(connection, request, service.signing_name).await?;
    let ok = response.status() == StatusCode::OK;
    let answer: Value = serde_json::from_slice(&whole(response.into_body()).await?)?;
    if ok {
        return Ok(answer);
    }
    let text = |names: [&str; 2]| names.iter().find_map(|name| answer.get(name).and_then(Value::as_str));
    let (code, message) = (text(["__type", "code"]), text(["message", "Message"]));
    bail!("{operation}: {} ({})", message.unwrap_or_default(), code.unwrap_or("an error without a name"))
}

/// Sends a request that shows its own credentials, or none; the answer's status and text.
pub(crate) async fn status(connection: &Connection, request: Request<Bytes>) -> Result<(StatusCode, String)> {
    let response = forward(connection, addressed(connection, request)?.map(Full::new)).await?;
    let status = response.status();
    Ok((status, String::from_utf8_lossy(&whole(response.into_body()).await?).into_owned()))
}

/// Asks somebody else's web server for a page.
pub(crate) async fn fetch(authority: &str, path: &str) -> Result<Response<Bytes>> {
    let request = Request::get(path).header(header::HOST, authority).body(Bytes::new())?;
    let asked = async {
        let (parts, body) =
            exchange(TcpStream::connect(authority).await?, request.map(Full::new)).await?.into_parts();
        Ok(Response::from_parts(parts, whole(body).await?))
    };
    tokio::time::timeout(FETCH_MAX, asked).await.with_context(|| format!("{authority} does not answer"))?
}

async fn whole(body: Incoming) -> Result<Bytes> {
    let body = Limited::new(body, ANSWER_BYTES_MAX).collect().await;
    Ok(body.map_err(|error| anyhow!("the answer could not be read: {error}"))?.to_bytes())
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
async fn send(connection: &Connection, request: Request<Bytes>, service: &str) -> Result<Response<Incoming>> {
    let mut request = addressed(connection, request)?;
    Signer::new(&connection.access_key_id, &connection.secret_access_key, &connection.region, service).sign(
        &mut request,
        PayloadHash::Implied,
        edge::now().secs(),
    )?;
    forward(connection, request.map(Full::new)).await
}

fn authority(connection: &Connection) -> Result<Authority> {
    let endpoint: Uri = connection.endpoint.parse().context("the endpoint is no address")?;
    endpoint.authority().cloned().context("the endpoint has no host")
}

/// A request that names the server as its host.
fn addressed(connection: &Connection, mut request: Request<Bytes>) -> Result<Request<Bytes>> {
    request.headers_mut().insert(header::HOST, authority(connection)?.as_str().parse()?);
    Ok(request)
}

/// Sends a request as it is, with the host that it names, to where the connection leads.
pub(crate) async fn forward<B>(connection: &Connection, request: Request<B>) -> Result<Response<Incoming>>
where
    B: Body<Error: Into<Box<dyn std::error::Error + Send + Sync>>, Data: Send> + Send + 'static,
{
    let authority = authority(connection)?;
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

async fn exchange<S, B>(stream: S, request: Request<B>) -> Result<Response<Incoming>>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    B: Body<Error: Into<Box<dyn std::error::Error + Send + Sync>>, Data: Send> + Send + 'static,
{
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await?;
    // Ends with the answer, or with the process.
    tokio::spawn(connection);
    Ok(sender.send_request(request).await?)
}
