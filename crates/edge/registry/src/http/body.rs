//! Bodies that are sent: short ones whole, blobs from their files in parts.
//!
//! A part is read while the one before it is sent: at most two are held.
//!
//! Must not know: what is sent.

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt as _;
use std::pin::Pin;
use std::task::{Context, Poll};

use bytes::Bytes;
use hyper::body::{Frame, SizeHint};
use tokio::task::JoinHandle;

const PART_BYTES: u64 = 256 * 1024;

/// What the registry sends.
pub struct Body(Kind);

enum Kind {
    Whole(Bytes),
    File(Reading),
}

/// A stretch of a file on its way.
struct Reading {
    /// Away while a part is read.
    file: Option<File>,
    at: u64,
    left: u64,
    part: Option<JoinHandle<(File, io::Result<Bytes>)>>,
}

impl Body {
    pub fn whole(bytes: Bytes) -> Self {
        Self(Kind::Whole(bytes))
    }

    /// `left` bytes of the file, from `at` on.
    pub fn file(file: File, at: u64, left: u64) -> Self {
        Self(Kind::File(Reading { file: Some(file), at, left, part: None }))
    }

    pub(super) fn length(&self) -> u64 {
        match &self.0 {
            Kind::Whole(bytes) => bytes.len() as u64,
            Kind::File(reading) => reading.left,
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
        if self.part.is_none() {
            self.ask();
        }
        let Some(part) = &mut self.part else { return Poll::Ready(None) };
        let read = std::task::ready!(Pin::new(part).poll(context));
        self.part = None;
        let (file, bytes) = match read {
            Ok((file, Ok(bytes))) => (file, bytes),
            Ok((_, Err(error))) => return Poll::Ready(Some(Err(error))),
            Err(error) => return Poll::Ready(Some(Err(io::Error::other(error)))),
        };
        self.file = Some(file);
        self.at += bytes.len() as u64;
        self.left = self.left.saturating_sub(bytes.len() as u64);
        if self.left > 0 {
            self.ask();
        }
        Poll::Ready(Some(Ok(Frame::data(bytes))))
    }

    /// Has the next part read.
    fn ask(&mut self) {
        let Some(file) = self.file.take() else { return };
        let (at, length) = (self.at, self.left.min(PART_BYTES));
        self.part = Some(tokio::task::spawn_blocking(move || {
            let read = part(&file, at, usize::try_from(length).unwrap_or(0));
            (file, read)
        }));
    }
}

fn part(file: &File, at: u64, length: usize) -> io::Result<Bytes> {
    let mut buffer = vec![0; length];
    file.read_exact_at(&mut buffer, at)?;
    Ok(buffer.into())
}
