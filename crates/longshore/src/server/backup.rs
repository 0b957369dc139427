//! `/_longshore/backup`: a backup of the running server's state, made while it is sent.
//!
//! Only a key of the installation's own may ask for it, with a signature for the service `longshore`, whatever
//! `--auth` says: it holds every secret.
//!
//! Must not know: what a backup file looks like.

use std::io::{self, Write};

use bytes::Bytes;
use http::request::Parts;
use http::{Response, StatusCode};
use http_body_util::{Either, StreamBody};
use hyper::body::Frame;
use longshore_engine::Engine;
use longshore_services::Caller;
use tokio::sync::mpsc;

use super::dispatch::{Body, plain};
use super::identity::Identity;

pub(crate) const PATH: &str = "/_longshore/backup";
/// The service that a request for a backup is signed for.
pub(crate) const SERVICE: &str = "longshore";
/// How many parts may be made ahead of the client that takes them.
const PARTS_AHEAD: usize = 8;

/// The parts of a backup as they are made. It ends early, and so is seen to be cut, where making it failed.
pub(crate) type Stream = StreamBody<Parted>;

pub(crate) struct Parted(mpsc::Receiver<io::Result<Bytes>>);

/// A body whose parts somebody else makes.
pub(super) fn stream(parts: mpsc::Receiver<io::Result<Bytes>>) -> Stream {
    StreamBody::new(Parted(parts))
}

impl futures_core::Stream for Parted {
    type Item = io::Result<Frame<Bytes>>;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        context: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        self.0.poll_recv(context).map(|part| part.map(|part| part.map(Frame::data)))
    }
}

pub(super) fn answer(engine: &Engine, identity: &Identity, parts: &Parts) -> Response<Body> {
    if let Err(reason) = allowed(engine, identity, parts) {
        let mut refusal = plain("text/plain; charset=utf-8", format!("{reason}\n").into());
        *refusal.status_mut() = StatusCode::FORBIDDEN;
        return refusal;
    }
    let (rows, (sender, receiver)) = (engine.rows(), mpsc::channel(PARTS_AHEAD));
    tokio::task::spawn_blocking(move || {
        let mut out = io::BufWriter::with_capacity(64 * 1024, Sender(sender.clone()));
        let made = rows.backup(&mut out).map_err(io::Error::other).and_then(|_| out.flush());
        if let Err(error) = made {
            tracing::error!(%error, "a backup was cut short");
            // A client that is gone has nothing to be told.
            let _ = sender.blocking_send(Err(error));
        }
    });
    Response::new(Either::Right(Either::Left(stream(receiver))))
}

fn allowed(engine: &Engine, identity: &Identity, parts: &Parts) -> Result<(), String> {
    let caller = identity.of_own_page(&engine.snapshot(), parts).map_err(|error| error.to_string())?;
    // The credentials of a task's role are good for what the task does, not for every secret there is.
    if caller.principal_arn != Caller::root(caller.scope).principal_arn {
        return Err(format!("{} may not have a backup: a root key may", caller.principal_arn));
    }
    Ok(())
}

/// Hands what is written to the connection, and waits where it is slow.
struct Sender(mpsc::Sender<io::Result<Bytes>>);

impl Write for Sender {
    fn write(&mut self, part: &[u8]) -> io::Result<usize> {
        let gone = |_| io::Error::from(io::ErrorKind::BrokenPipe);
        self.0.blocking_send(Ok(Bytes::copy_from_slice(part))).map_err(gone)?;
        Ok(part.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
