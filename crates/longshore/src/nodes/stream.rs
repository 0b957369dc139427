//! Messages over a stream of bytes, as a node has them, but for frames that are encoded before they are queued:
//! a queue then knows how much it holds.
//!
//! Must not know: what a message says.

use std::io;

pub(crate) use longshore_agent::session::{Incoming, StreamError};
use longshore_link::frame::PREAMBLE;
use tokio::io::{AsyncWrite, AsyncWriteExt};
use tokio::sync::mpsc;

/// Writes frames in order until there will be no more; waits for more before it flushes.
pub(crate) async fn write_frames<W: AsyncWrite + Unpin>(
    mut writer: W,
    mut frames: mpsc::Receiver<Vec<u8>>,
) -> io::Result<()> {
    writer.write_all(&PREAMBLE).await?;
    writer.flush().await?;
    while let Some(frame) = frames.recv().await {
        writer.write_all(&frame).await?;
        while let Ok(frame) = frames.try_recv() {
            writer.write_all(&frame).await?;
        }
        writer.flush().await?;
    }
    writer.shutdown().await
}
