//! Connections to log targets: where to, and frames over them.
//!
//! A frame counts as sent when the whole of it is handed over. A connection that failed is dropped, and
//! opened again with the next frame.
//!
//! Must not know: what is in a frame.

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpStream, UdpSocket, UnixDatagram, UnixStream};
use tokio::time::timeout;

use super::options::LogError;
use super::tls::Tls;

const CONNECT_LIMIT: Duration = Duration::from_secs(10);
/// How long a target may take nothing at all before the connection is given up.
const STALL_LIMIT: Duration = Duration::from_secs(30);
/// How much a target that is only written to may say before it is no more listened to.
const JUNK_BYTES_MAX: usize = 4096;

#[derive(Clone)]
pub(super) enum Remote {
    Udp(String),
    Tcp(String),
    Tls(String, Tls),
    Unix(PathBuf),
    /// Any of these, the first that answers.
    Unixgram(Vec<PathBuf>),
}

trait Stream: AsyncRead + AsyncWrite + Send + Sync + Unpin {}
impl<S: AsyncRead + AsyncWrite + Send + Sync + Unpin> Stream for S {}

enum Open {
    Datagrams(Datagrams),
    Stream(Box<dyn Stream>),
}

enum Datagrams {
    Udp(UdpSocket),
    Unix(UnixDatagram),
}

pub(super) struct Connection {
    remote: Remote,
    open: Option<Open>,
}

/// How many frames went, how many are too large to ever go, and why the next one did not.
#[derive(Debug, Default)]
pub(super) struct FramesSent {
    pub(super) count: usize,
    pub(super) refused: u64,
    pub(super) failed: Option<String>,
}

impl Remote {
    /// Reads `scheme://address`. The schemes allowed are the driver's.
    pub(super) fn parse(
        text: &str,
        schemes: &[&str],
        default_port: u16,
        tls: Option<Tls>,
    ) -> Result<Self, LogError> {
        let refused = |why: String| LogError(format!("log address '{text}': {why}"));
        let (scheme, rest) = text.split_once("://").unwrap_or(("tcp", text));
        if !schemes.contains(&scheme) {
            return Err(refused(format!("scheme '{scheme}' is none of {}", schemes.join(", "))));
        }
        if rest.is_empty() {
            return Err(refused("nothing behind the scheme".to_owned()));
        }
        match (scheme, tls) {
            ("unix", _) => Ok(Self::Unix(rest.into())),
            ("unixgram", _) => Ok(Self::Unixgram(vec![rest.into()])),
            ("udp", _) => Ok(Self::Udp(with_port(rest, default_port))),
            ("tcp", _) => Ok(Self::Tcp(with_port(rest, default_port))),
            (_, Some(tls)) => Ok(Self::Tls(with_port(rest, default_port), tls)),
            (_, None) => Err(refused("no TLS here".to_owned())),
        }
    }

    pub(super) fn is_stream(&self) -> bool {
        matches!(self, Self::Tcp(_) | Self::Tls(..) | Self::Unix(_))
    }

    async fn open(&self) -> io::Result<Open> {
        Ok(match self {
            Self::Udp(address) => Open::Datagrams(Datagrams::Udp(udp(address).await?)),
            Self::Tcp(address) => Open::Stream(Box::new(tcp(address).await?)),
            Self::Tls(address, tls) => {
                Open::Stream(Box::new(tls.connect(host(address), tcp(address).await?).await?))
            }
            Self::Unix(path) => Open::Stream(Box::new(UnixStream::connect(path).await?)),
            Self::Unixgram(paths) => Open::Datagrams(Datagrams::Unix(unixgram(paths)?)),
        })
    }
}

impl Connection {
    pub(super) fn new(remote: Remote) -> Self {
        Self { remote, open: None }
    }

    pub(super) async fn send(&mut self, frames: &[Vec<u8>]) -> FramesSent {
        if let Err(error) = self.ready().await {
            return FramesSent { failed: Some(error.to_string()), ..FramesSent::default() };
        }
        let sent = match &mut self.open {
            Some(Open::Stream(stream)) => send_stream(&mut **stream, frames).await,
            Some(Open::Datagrams(socket)) => send_datagrams(socket, frames).await,
            None => FramesSent::default(),
        };
        if sent.failed.is_some() {
            self.open = None;
        }
        sent
    }

    /// Reads some bytes of an answer; nothing at all is an error.
    pub(super) async fn receive(&mut self, into: &mut [u8], limit: Duration) -> io::Result<usize> {
        let Some(Open::Stream(stream)) = &mut self.open else {
            return Err(io::ErrorKind::NotConnected.into());
        };
        match timeout(limit, stream.read(into)).await {
            Ok(Ok(0)) => Err(io::ErrorKind::UnexpectedEof.into()),
            // Of an end without a goodbye TLS says more than users want to know.
            Ok(Err(error)) if error.kind() == io::ErrorKind::UnexpectedEof => Err(error.kind().into()),
            Ok(read) => read,
            Err(_) => Err(io::Error::new(io::ErrorKind::TimedOut, "no answer in time")),
        }
    }

    pub(super) fn close(&mut self) {
        self.open = None;
    }

    /// Opens it where it is not, or where the other side has gone meanwhile.
    async fn ready(&mut self) -> io::Result<()> {
        if let Some(Open::Stream(stream)) = &mut self.open
            && gone(&mut **stream).await
        {
            self.open = None;
        }
        if self.open.is_none() {
            let late = |_| io::Error::new(io::ErrorKind::TimedOut, "no connection in time");
            self.open = Some(timeout(CONNECT_LIMIT, self.remote.open()).await.map_err(late)??);
        }
        Ok(())
    }
}

async fn gone(stream: &mut dyn Stream) -> bool {
    let mut junk = [0_u8; 512];
    for _ in 0..JUNK_BYTES_MAX / junk.len() {
        match timeout(Duration::ZERO, stream.read(&mut junk)).await {
            Ok(Ok(0) | Err(_)) => return true,
            Ok(Ok(_)) => {}
            Err(_) => return false,
        }
    }
    true
}

async fn send_stream(stream: &mut dyn Stream, frames: &[Vec<u8>]) -> FramesSent {
    let all = frames.concat();
    let mut written = 0;
    let mut failed = None;
    while let Some(rest) = all.get(written..).filter(|rest| !rest.is_empty()) {
        match timeout(STALL_LIMIT, stream.write(rest)).await {
            Ok(Ok(0)) => failed = Some("the connection takes no more".to_owned()),
            Ok(Ok(count)) => written += count,
            Ok(Err(error)) => failed = Some(error.to_string()),
            Err(_) => failed = Some(format!("nothing was taken for {} s", STALL_LIMIT.as_secs())),
        }
        if failed.is_some() {
            break;
        }
    }
    if failed.is_none() {
        failed = match timeout(STALL_LIMIT, stream.flush()).await {
            Ok(flushed) => flushed.err().map(|error| error.to_string()),
            Err(_) => Some(format!("nothing was taken for {} s", STALL_LIMIT.as_secs())),
        };
    }
    let mut end = 0;
    let whole = |frame: &&Vec<u8>| {
        end += frame.len();
        end <= written
    };
    FramesSent { count: frames.iter().take_while(whole).count(), refused: 0, failed }
}

impl Datagrams {
    async fn send(&self, frame: &[u8]) -> io::Result<usize> {
        match self {
            Self::Udp(socket) => socket.send(frame).await,
            Self::Unix(socket) => socket.send(frame).await,
        }
    }
}

async fn send_datagrams(socket: &Datagrams, frames: &[Vec<u8>]) -> FramesSent {
    let mut sent = FramesSent::default();
    for frame in frames {
        match timeout(STALL_LIMIT, socket.send(frame)).await {
            Ok(Ok(_)) => {}
            Ok(Err(error)) if is_too_large(&error) => sent.refused += 1,
            Ok(Err(error)) => sent.failed = Some(error.to_string()),
            Err(_) => sent.failed = Some(format!("nothing was taken for {} s", STALL_LIMIT.as_secs())),
        }
        if sent.failed.is_some() {
            return sent;
        }
        sent.count += 1;
    }
    sent
}

/// EMSGSIZE, on Linux and elsewhere.
fn is_too_large(error: &io::Error) -> bool {
    matches!(error.raw_os_error(), Some(90 | 40))
}

async fn udp(address: &str) -> io::Result<UdpSocket> {
    let mut last = io::Error::new(io::ErrorKind::NotFound, format!("no address for {address}"));
    for remote in tokio::net::lookup_host(address).await? {
        let local =
            if remote.is_ipv4() { SocketAddr::from(([0; 4], 0)) } else { SocketAddr::from(([0; 16], 0)) };
        let socket = UdpSocket::bind(local).await?;
        match socket.connect(remote).await {
            Ok(()) => return Ok(socket),
            Err(error) => last = error,
        }
    }
    Err(last)
}

async fn tcp(address: &str) -> io::Result<TcpStream> {
    let stream = TcpStream::connect(address).await?;
    stream.set_nodelay(true)?;
    Ok(stream)
}

fn unixgram(paths: &[PathBuf]) -> io::Result<UnixDatagram> {
    let socket = UnixDatagram::unbound()?;
    let mut last = io::Error::from(io::ErrorKind::NotFound);
    for path in paths {
        match socket.connect(path) {
            Ok(()) => return Ok(socket),
            Err(error) => last = io::Error::new(error.kind(), format!("{}: {error}", path.display())),
        }
    }
    Err(last)
}

fn with_port(address: &str, default: u16) -> String {
    let bare = address.trim_end_matches('/');
    let has_port = bare.rsplit_once(':').is_some_and(|(host, port)| {
        port.parse::<u16>().is_ok() && (!host.contains(':') || host.ends_with(']'))
    });
    match (has_port, bare.contains(':') && !bare.starts_with('[')) {
        (true, _) => bare.to_owned(),
        (false, true) => format!("[{bare}]:{default}"),
        (false, false) => format!("{bare}:{default}"),
    }
}

fn host(address: &str) -> &str {
    let host = address.rsplit_once(':').map_or(address, |(host, _)| host);
    host.trim_start_matches('[').trim_end_matches(']')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_get_a_port_where_they_have_none() {
        for (given, expected) in [
            ("logs", "logs:514"),
            ("logs:1", "logs:1"),
            ("10.0.0.1", "10.0.0.1:514"),
            ("[::1]:5", "[::1]:5"),
            ("[::1]", "[::1]:514"),
            ("::1", "[::1]:514"),
            ("logs:1/", "logs:1"),
        ] {
            assert_eq!(with_port(given, 514), expected);
        }
        assert!(Remote::parse("http://x", &["udp", "tcp"], 1, None).is_err());
        assert!(Remote::parse("udp://", &["udp", "tcp"], 1, None).is_err());
        assert_eq!(host("[::1]:5"), "::1");
    }
}
