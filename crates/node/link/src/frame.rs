//! Frames: how messages stand in a stream of bytes.
//!
//! Each side opens with [`PREAMBLE`]. Behind it stand frames: four bytes of length, the highest first, and
//! a message in CBOR. A decoder is given bytes as they come and gives messages as they become whole; once
//! it has refused something it refuses everything, because nobody knows where the next frame begins.
//!
//! Must not know: sockets, or which message means what.

use std::marker::PhantomData;

use longshore_shapes::{ReadError, Structure, Value, cbor};

/// What a stream opens with, before the versions in `hello` are looked at: another protocol that finds its
/// way here is refused at once.
pub const PREAMBLE: [u8; 8] = *b"LSLINK\r\n";
/// The longest message. A set of assignments that is longer goes in parts.
pub const FRAME_BYTES_MAX: usize = 16 * 1024 * 1024;
/// What one read from a stream should ask for.
pub const READ_BYTES: usize = 64 * 1024;

const LENGTH_BYTES: usize = 4;
/// A buffer that one long message has made grow is given back.
const BUFFER_KEPT_MAX: usize = 1024 * 1024;

#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FrameError {
    #[error("the other side does not speak as Longshore's nodes do: is this the port for nodes?")]
    Preamble,
    #[error("a message of {bytes} bytes: at most {FRAME_BYTES_MAX} can be sent")]
    TooLong { bytes: usize },
    #[error("a message that cannot be read: {0}")]
    Form(#[from] ReadError),
    #[error("the stream ended within a message")]
    Cut,
}

/// A message as it goes into the stream.
pub fn encode(message: &dyn Structure) -> Result<Vec<u8>, FrameError> {
    let body = cbor::to_vec(message);
    let too_long = || FrameError::TooLong { bytes: body.len() };
    let length = u32::try_from(body.len()).map_err(|_| too_long())?;
    if body.len() > FRAME_BYTES_MAX {
        return Err(too_long());
    }
    let mut frame = Vec::with_capacity(LENGTH_BYTES + body.len());
    frame.extend_from_slice(&length.to_be_bytes());
    frame.extend_from_slice(&body);
    Ok(frame)
}

/// Turns a stream into messages. What is read in but not taken out yet is at most one frame and what one
/// [`push`](Self::push) brought, as long as messages are taken before more is pushed.
pub struct Decoder<M> {
    buffer: Vec<u8>,
    /// Bytes at the front that are done with.
    taken: usize,
    greeted: bool,
    refused: Option<FrameError>,
    message: PhantomData<fn() -> M>,
}

impl<M> Default for Decoder<M> {
    fn default() -> Self {
        Self { buffer: Vec::new(), taken: 0, greeted: false, refused: None, message: PhantomData }
    }
}

impl<M: Structure + Value + Default> Decoder<M> {
    pub fn push(&mut self, bytes: &[u8]) {
        if self.refused.is_some() {
            return;
        }
        if self.taken > 0 {
            self.buffer.drain(..self.taken);
            self.taken = 0;
            self.buffer.shrink_to(BUFFER_KEPT_MAX);
        }
        self.buffer.extend_from_slice(bytes);
    }

    /// The next whole message, if there is one. One whose members are all unknown is an empty message:
    /// a newer side said it, and it is to be passed over.
    pub fn next_message(&mut self) -> Result<Option<M>, FrameError> {
        if let Some(refused) = &self.refused {
            return Err(refused.clone());
        }
        let next = self.take();
        if let Err(error) = &next {
            self.refused = Some(error.clone());
            self.buffer = Vec::new();
            self.taken = 0;
        }
        next
    }

    fn take(&mut self) -> Result<Option<M>, FrameError> {
        if !self.greet()? {
            return Ok(None);
        }
        let left = self.buffer.get(self.taken..).unwrap_or_default();
        let Some((length, rest)) = left.split_first_chunk::<LENGTH_BYTES>() else { return Ok(None) };
        let length = usize::try_from(u32::from_be_bytes(*length)).unwrap_or(usize::MAX);
        if length > FRAME_BYTES_MAX {
            return Err(FrameError::TooLong { bytes: length });
        }
        let Some(body) = rest.get(..length) else { return Ok(None) };
        let message = cbor::from_slice(body)?;
        self.taken += LENGTH_BYTES + length;
        Ok(Some(message))
    }

    /// Takes the preamble; answers whether it has been there. Refuses at the first byte that differs.
    fn greet(&mut self) -> Result<bool, FrameError> {
        if self.greeted {
            return Ok(true);
        }
        let said = self.buffer.get(..PREAMBLE.len()).unwrap_or(&self.buffer);
        if !PREAMBLE.starts_with(said) {
            return Err(FrameError::Preamble);
        }
        self.greeted = said.len() == PREAMBLE.len();
        if self.greeted {
            self.taken = PREAMBLE.len();
        }
        Ok(self.greeted)
    }

    /// The stream has ended: whether it did so between two messages.
    pub fn end(&self) -> Result<(), FrameError> {
        match &self.refused {
            Some(refused) => Err(refused.clone()),
            None if self.taken < self.buffer.len() => Err(FrameError::Cut),
            None => Ok(()),
        }
    }
}
