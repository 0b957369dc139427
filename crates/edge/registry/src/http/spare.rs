//! Buffers that files are read into, used again when what they held was sent.
//!
//! A fresh one costs clearing it and the kernel's work for its pages, about what sending it costs.
//!
//! Must not know: what is read into them.

use std::sync::{Mutex, PoisonError};

use bytes::Bytes;

/// What a buffer holds.
pub(super) const BUFFER_BYTES: usize = 256 * 1024;
/// Buffers that are kept while nobody uses them.
const SPARE_MAX: usize = 8;

static SPARE: Spare = Spare::new();

struct Spare(Mutex<Vec<Box<[u8]>>>);

impl Spare {
    const fn new() -> Self {
        Self(Mutex::new(Vec::new()))
    }

    fn take(&self) -> Box<[u8]> {
        let spare = self.0.lock().unwrap_or_else(PoisonError::into_inner).pop();
        spare.unwrap_or_else(|| vec![0; BUFFER_BYTES].into())
    }

    fn give(&self, buffer: Box<[u8]>) {
        let mut spare = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if spare.len() < SPARE_MAX {
            spare.push(buffer);
        }
    }
}

/// A buffer; dropped, it is there for the next.
pub(super) struct Buffer {
    of: &'static Spare,
    bytes: Box<[u8]>,
    length: usize,
}

impl Buffer {
    pub(super) fn take() -> Self {
        Self::of(&SPARE)
    }

    fn of(of: &'static Spare) -> Self {
        Self { of, bytes: of.take(), length: 0 }
    }

    /// All of it, to be read into; what it holds is left over from others.
    pub(super) fn space(&mut self) -> &mut [u8] {
        &mut self.bytes
    }

    /// Its first bytes; it comes back when they are dropped.
    pub(super) fn filled(mut self, length: usize) -> Bytes {
        self.length = length;
        Bytes::from_owner(self)
    }
}

impl AsRef<[u8]> for Buffer {
    fn as_ref(&self) -> &[u8] {
        self.bytes.get(..self.length).unwrap_or_default()
    }
}

impl Drop for Buffer {
    fn drop(&mut self) {
        self.of.give(std::mem::take(&mut self.bytes));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spare_of(of: &Spare) -> usize {
        of.0.lock().unwrap().len()
    }

    #[test]
    fn a_buffer_comes_back_when_the_last_of_its_bytes_was_sent() {
        static OWN: Spare = Spare::new();
        let mut buffer = Buffer::of(&OWN);
        buffer.space()[..3].copy_from_slice(b"one");
        let bytes = buffer.filled(3);
        let rest = bytes.slice(1..);
        drop(bytes);
        assert_eq!((&rest[..], spare_of(&OWN)), (&b"ne"[..], 0));
        drop(rest);
        assert_eq!(spare_of(&OWN), 1);
        // The next takes that one, and shows nothing of what it held.
        let next = Buffer::of(&OWN).filled(0);
        assert_eq!((next.len(), spare_of(&OWN)), (0, 0));
    }

    #[test]
    fn no_more_than_a_few_are_kept() {
        static OWN: Spare = Spare::new();
        let many: Vec<Buffer> = (0..2 * SPARE_MAX).map(|_| Buffer::of(&OWN)).collect();
        drop(many);
        assert_eq!(spare_of(&OWN), SPARE_MAX);
    }
}
