//! Bodies that are sent: short ones whole, blobs from their files in parts.
//!
//! What of a file is in memory is read when it is to be sent, on the thread that sends: that never waits, and costs less
//! than asking another thread to. The rest is read by threads that may wait, a part while the one before it is sent. At
//! most two parts are held.
//!
//! Must not know: what is sent.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt as _;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use bytes::Bytes;
use hyper::body::{Frame, SizeHint};
use tokio::task::JoinHandle;

use super::following::Following;
use super::spare::{BUFFER_BYTES, Buffer};
use crate::store::Follow;

/// What the registry sends.
pub struct Body(Kind);

enum Kind {
    Whole(Bytes),
    File(Reading),
    Following(Following),
}

/// A stretch of a file on its way.
struct Reading {
    file: Arc<File>,
    at: u64,
    left: u64,
    /// A part that a thread reads.
    part: Option<JoinHandle<io::Result<Bytes>>>,
}

impl Body {
    pub fn whole(bytes: Bytes) -> Self {
        Self(Kind::Whole(bytes))
    }

    /// `left` bytes of the file, from `at` on.
    pub fn file(file: File, at: u64, left: u64) -> Self {
        Self(Kind::File(Reading { file: Arc::new(file), at, left, part: None }))
    }

    /// `left` bytes of a blob that is on its way here, from `at` on.
    pub(super) fn following(follow: Follow, at: u64, left: u64) -> Self {
        Self(Kind::Following(Following::new(follow, at, left)))
    }

    pub(super) fn length(&self) -> u64 {
        match &self.0 {
            Kind::Whole(bytes) => bytes.len() as u64,
            Kind::File(reading) => reading.left,
            Kind::Following(following) => following.left,
        }
    }
}

impl hyper::body::Body for Body {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        match &mut self.0 {
            Kind::Whole(bytes) if bytes.is_empty() => Poll::Ready(None),
            Kind::Whole(bytes) => Poll::Ready(Some(Ok(Frame::data(std::mem::take(bytes))))),
            Kind::File(reading) => reading.poll(context),
            Kind::Following(following) => following.poll(context),
        }
    }

    fn is_end_stream(&self) -> bool {
        self.length() == 0
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.length())
    }
}

impl Reading {
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        if self.left == 0 {
            return Poll::Ready(None);
        }
        let mut part = match self.part.take() {
            Some(part) => part,
            None => match in_memory(&self.file, self.at, self.next_bytes()) {
                Some(bytes) => return self.send(bytes),
                None => self.ask(),
            },
        };
        let Poll::Ready(read) = Pin::new(&mut part).poll(context) else {
            self.part = Some(part);
            return Poll::Pending;
        };
        let bytes = match read {
            Ok(Ok(bytes)) => bytes,
            Ok(Err(error)) => return Poll::Ready(Some(Err(error))),
            Err(error) => return Poll::Ready(Some(Err(io::Error::other(error)))),
        };
        let sent = self.send(bytes);
        if self.left > 0 {
            self.part = Some(self.ask());
        }
        sent
    }

    fn send(&mut self, bytes: Bytes) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        self.at += bytes.len() as u64;
        self.left = self.left.saturating_sub(bytes.len() as u64);
        Poll::Ready(Some(Ok(Frame::data(bytes))))
    }

    fn next_bytes(&self) -> usize {
        usize::try_from(self.left).unwrap_or(usize::MAX).min(BUFFER_BYTES)
    }

    /// Has the next part read.
    fn ask(&self) -> JoinHandle<io::Result<Bytes>> {
        let (file, at, length) = (Arc::clone(&self.file), self.at, self.next_bytes());
        tokio::task::spawn_blocking(move || from_disk(&file, at, length))
    }
}

/// What comes next of a file, as far as it is in memory; none where the disk has to be asked, or nobody knows.
#[cfg(target_os = "linux")]
fn in_memory(file: &File, at: u64, length: usize) -> Option<Bytes> {
    let mut buffer = Buffer::take();
    let space = io::IoSliceMut::new(buffer.space().get_mut(..length)?);
    let read = rustix::io::preadv2(file, &mut [space], at, rustix::io::ReadWriteFlags::NOWAIT);
    read.ok().filter(|count| *count > 0).map(|count| buffer.filled(count))
}

#[cfg(not(target_os = "linux"))]
fn in_memory(_file: &File, _at: u64, _length: usize) -> Option<Bytes> {
    None
}

fn from_disk(file: &File, at: u64, length: usize) -> io::Result<Bytes> {
    let mut buffer = Buffer::take();
    file.read_exact_at(buffer.space().get_mut(..length).unwrap_or_default(), at)?;
    Ok(buffer.filled(length))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_in_memory_is_what_is_on_disk() {
        let path = std::env::temp_dir().join(format!("longshore-body-{}", std::process::id()));
        let whole: Vec<u8> = (0..=250_u8).cycle().take(2 * BUFFER_BYTES).collect();
        std::fs::write(&path, &whole).unwrap();
        let file = File::open(&path).unwrap();
        for (at, length) in [(0, 1), (7, 1000), (BUFFER_BYTES - 1, BUFFER_BYTES), (whole.len() - 3, 3)] {
            let wanted = &whole[at..at + length];
            assert_eq!(from_disk(&file, at as u64, length).unwrap(), wanted, "{at}");
            // As much as there is, from its beginning.
            let cached = in_memory(&file, at as u64, length);
            assert!(cached.is_none_or(|bytes| !bytes.is_empty() && wanted.starts_with(&bytes)), "{at}");
        }
        assert!(in_memory(&file, whole.len() as u64, 1).is_none());
        assert!(from_disk(&file, whole.len() as u64, 1).is_err());
        std::fs::remove_file(&path).unwrap();
    }
}
