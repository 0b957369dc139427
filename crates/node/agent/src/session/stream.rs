//! Messages over a stream of bytes: one task that reads them, one that writes them.
//!
//! Must not know: what a message says.

use std::io;

use longshore_link::frame::{PREAMBLE, READ_BYTES, encode};
use longshore_link::{Decoder, FrameError};
use longshore_shapes::{Structure, Value};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::sync::mpsc;

#[derive(Debug, thiserror::Error)]
pub enum StreamError {
    #[error(transparent)]
    Frame(#[from] FrameError),
    #[error("the other side went away without a word, as when its process or its machine dies")]
    Gone,
    #[error("the connection broke: {0}")]
    Broken(io::Error),
    #[error("nothing was heard of control for too long")]
    Silent,
    #[error("control reads nothing")]
    Stuck,
}

/// What TLS says of an end without a goodbye is written for those who program with it.
impl From<io::Error> for StreamError {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::UnexpectedEof { Self::Gone } else { Self::Broken(error) }
    }
}

/// The reading half.
pub struct Incoming<M, R> {
    reader: R,
    decoder: Decoder<M>,
    buffer: Vec<u8>,
}

impl<M: Structure + Value + Default, R: AsyncRead + Unpin> Incoming<M, R> {
    pub fn new(reader: R) -> Self {
        Self { reader, decoder: Decoder::default(), buffer: vec![0; READ_BYTES] }
    }

    /// The next message; none at the end of the stream. Nothing is lost where it is not waited for.
    pub async fn next(&mut self) -> Result<Option<M>, StreamError> {
        loop {
            if let Some(message) = self.decoder.next_message()? {
                return Ok(Some(message));
            }
            match self.reader.read(&mut self.buffer).await? {
                0 => return Ok(self.decoder.end().map(|()| None)?),
                read => self.decoder.push(self.buffer.get(..read).unwrap_or_default()),
            }
        }
    }
}

/// Writes messages in order until there will be no more; waits for more before it flushes.
pub(super) async fn write<M: Structure, W: AsyncWrite + Unpin>(
    mut writer: W,
    mut messages: mpsc::Receiver<M>,
) -> Result<(), StreamError> {
    writer.write_all(&PREAMBLE).await?;
    writer.flush().await?;
    while let Some(message) = messages.recv().await {
        writer.write_all(&encode(&message)?).await?;
        while let Ok(message) = messages.try_recv() {
            writer.write_all(&encode(&message)?).await?;
        }
        writer.flush().await?;
    }
    Ok(writer.shutdown().await?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_end_without_a_goodbye_is_told_without_the_manual_of_the_tls_library() {
        let text = "peer closed connection without sending TLS close_notify: https://docs.rs/rustls";
        let error = StreamError::from(io::Error::new(io::ErrorKind::UnexpectedEof, text));
        assert!(matches!(error, StreamError::Gone) && !error.to_string().contains("http"), "{error}");
        let error = StreamError::from(io::Error::from(io::ErrorKind::ConnectionReset));
        assert!(error.to_string().starts_with("the connection broke: "), "{error}");
    }
}
