//! A blob that is sent while it comes: what is there is read and handed on, and then more is waited for.
//!
//! Invariants: at most two pieces are held; a blob that does not come whole, or is not what it should be, breaks the answer
//! off before its end.
//!
//! Must not know: where it comes from.

use std::io;
use std::task::{Context, Poll};

use bytes::Bytes;
use hyper::body::Frame;
use tokio::sync::mpsc;

use crate::store::Follow;

const PIECES_AHEAD: usize = 1;

/// What is sent of it.
pub(super) struct Following {
    pieces: mpsc::Receiver<io::Result<Bytes>>,
    pub(super) left: u64,
}

impl Following {
    /// `left` bytes, from `at` on.
    pub(super) fn new(mut follow: Follow, mut at: u64, left: u64) -> Self {
        let (hand_over, pieces) = mpsc::channel(PIECES_AHEAD);
        let end = at.saturating_add(left);
        tokio::spawn(async move {
            while at < end {
                let piece = follow.read(at, end - at).await;
                at += piece.as_ref().map_or(end, |piece| piece.len() as u64);
                // Who asked may be gone.
                if hand_over.send(piece).await.is_err() {
                    return;
                }
            }
        });
        Self { pieces, left }
    }

    pub(super) fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        if self.left == 0 {
            return Poll::Ready(None);
        }
        let piece = std::task::ready!(self.pieces.poll_recv(context));
        let piece = piece.unwrap_or_else(|| Err(io::ErrorKind::Interrupted.into()));
        if let Ok(piece) = &piece {
            self.left = self.left.saturating_sub(piece.len() as u64);
        }
        Poll::Ready(Some(piece.map(Frame::data)))
    }
}
