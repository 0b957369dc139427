//! One layer, from a stream of its compressed archive to a directory: hashed, decompressed, hashed again and unpacked
//! as it comes.
//!
//! Invariants: a layer is committed only if both digests are what was announced.
//! Must not know: where the stream comes from.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::sync::Arc;

use bytes::{Buf, Bytes};
use tokio::sync::mpsc;

use crate::digest::{Digest, Hashing};
use crate::error::{ImageError, Result};
use crate::registry::{Sink, mismatch};
use crate::store::{Inner, Temp};
use crate::unpack::{Decoder, Unpacker};

/// Pieces between the network and the disk, per layer.
const QUEUE: usize = 8;
/// What a compressed layer is called until it has its place.
pub(crate) const KEPT: &str = "blob";

/// What is known of a layer before it is here.
#[derive(Debug, Default, Clone)]
pub(crate) struct Announced {
    /// Of the compressed archive.
    pub(crate) digest: Option<Digest>,
    /// Of the archive itself.
    pub(crate) diff_id: Option<Digest>,
}

/// A compressed layer that is to stay if it is what was announced.
pub(crate) struct Kept {
    /// Has it as `blob`.
    pub(crate) temp: Temp,
    /// Where what is read is to be written; none where it is there already.
    pub(crate) copy: Option<File>,
}

/// A layer that was checked and is not in its place yet.
pub(crate) struct Unpacked {
    temp: Temp,
    pub(crate) diff_id: Digest,
    bytes: u64,
}

impl Inner {
    /// Unpacks and checks a layer. Blocks.
    pub(crate) fn unpack(&self, source: impl Read, announced: &Announced) -> Result<Unpacked> {
        let kept = self.kept_blob(announced)?;
        self.unpack_keeping(source, announced, kept)
    }

    pub(crate) fn unpack_keeping(
        &self,
        source: impl Read,
        announced: &Announced,
        kept: Option<Kept>,
    ) -> Result<Unpacked> {
        let temp = self.disk.temp()?;
        let copy = kept.as_ref().and_then(|kept| kept.copy.as_ref());
        let mut hashing = Hashing::new(Keeping { source, kept: copy });
        let unpacked = self.unpack_into(&temp, &mut hashing);
        let unpacked = match unpacked {
            Err(error @ ImageError::Invalid { .. }) => {
                // An archive that cannot be read is most often one that was damaged on its way.
                io::copy(&mut hashing, &mut io::sink())
                    .map_err(|error| ImageError::of_layer(error, &temp.path))?;
                Err(error)
            }
            other => other,
        };
        let went_on = matches!(&unpacked, Ok(_) | Err(ImageError::Invalid { .. }));
        let (_, digest, _) = hashing.finish();
        match &announced.digest {
            Some(expected) if went_on && *expected != digest => return Err(mismatch(expected, &digest)),
            _ => {}
        }
        let (diff_id, bytes) = unpacked?;
        let diff_id = diff_id.unwrap_or_else(|| digest.clone());
        match &announced.diff_id {
            Some(expected) if *expected != diff_id => return Err(mismatch(expected, &diff_id)),
            _ => {}
        }
        if let Some(kept) = kept {
            let place = self.disk.blob(&digest);
            fs::rename(kept.temp.path.join(KEPT), &place)
                .map_err(|error| ImageError::io("keeping", &place, &error))?;
        }
        Ok(Unpacked { temp, diff_id, bytes })
    }

    pub(crate) fn kept_blob(&self, announced: &Announced) -> Result<Option<Kept>> {
        if !self.options.keep_blobs || announced.digest.is_none() {
            return Ok(None);
        }
        let temp = self.disk.temp()?;
        let path = temp.path.join(KEPT);
        let file = File::create(&path).map_err(|error| ImageError::io("writing", &path, &error))?;
        Ok(Some(Kept { temp, copy: Some(file) }))
    }

    /// The digest of the archive, none where that is the source's too, and the bytes of the files in it.
    fn unpack_into(&self, temp: &Temp, source: &mut Hashing<impl Read>) -> Result<(Option<Digest>, u64)> {
        let limits = &self.options.limits;
        let failed = |error: io::Error| ImageError::of_layer(error, &temp.path);
        set_mode(&temp.path).map_err(failed)?;
        let counter = source.counter();
        let decoder = Decoder::new(source, counter, limits.unpacked_bytes).map_err(failed)?;
        let unpacker = Unpacker::new(&temp.path, limits, self.rootless).map_err(failed)?;
        if decoder.is_plain() {
            let (mut decoder, bytes) = unpacker.unpack(decoder).map_err(failed)?;
            io::copy(&mut decoder, &mut io::sink()).map_err(failed)?;
            decoder.finish().map_err(failed)?;
            return Ok((None, bytes));
        }
        let (mut archive, bytes) = unpacker.unpack(Hashing::new(decoder)).map_err(failed)?;
        // The digest is of all there is, also after the archive's end.
        io::copy(&mut archive, &mut io::sink()).map_err(failed)?;
        let (decoder, diff_id, _) = archive.finish();
        decoder.finish().map_err(failed)?;
        Ok((Some(diff_id), bytes))
    }

    pub(crate) fn commit(&self, unpacked: Unpacked) -> Result<()> {
        self.layers.commit(unpacked.temp, &unpacked.diff_id, unpacked.bytes)
    }

    /// A way into a layer that is unpacked aside.
    pub(crate) fn unpack_aside(
        self: &Arc<Self>,
        announced: Announced,
    ) -> (Pipe, tokio::task::JoinHandle<Result<()>>) {
        let (sender, receiver) = mpsc::channel(QUEUE);
        let inner = Arc::clone(self);
        let job = tokio::task::spawn_blocking(move || {
            let source = Pieces { receiver, current: Bytes::new(), ended: false };
            inner.unpack(source, &announced).and_then(|unpacked| inner.commit(unpacked))
        });
        (Pipe { sender }, job)
    }
}

/// The root of a layer, where its archive says nothing of it.
fn set_mode(root: &std::path::Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(root, fs::Permissions::from_mode(0o755))
}

/// Writes what is read to a file too.
struct Keeping<'a, R> {
    source: R,
    kept: Option<&'a File>,
}

impl<R: Read> Read for Keeping<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.source.read(buffer)?;
        if let Some(kept) = &mut self.kept {
            kept.write_all(buffer.get(..count).unwrap_or_default())?;
        }
        Ok(count)
    }
}

enum Piece {
    Bytes(Bytes),
    End,
    Failed(ImageError),
}

/// The network's end.
pub(crate) struct Pipe {
    sender: mpsc::Sender<Piece>,
}

impl Pipe {
    /// Says how it ended; without this, the layer is given up.
    pub(crate) async fn end(self, result: Result<()>) {
        let last = match result {
            Ok(()) => Piece::End,
            Err(error) => Piece::Failed(error),
        };
        // Whoever does not listen any more has failed already.
        let _ = self.sender.send(last).await;
    }
}

impl Sink for Pipe {
    async fn take(&mut self, piece: Bytes) -> bool {
        self.sender.send(Piece::Bytes(piece)).await.is_ok()
    }
}

/// The disk's end.
struct Pieces {
    receiver: mpsc::Receiver<Piece>,
    current: Bytes,
    ended: bool,
}

impl Read for Pieces {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.current.is_empty() && !self.ended {
            match self.receiver.blocking_recv() {
                Some(Piece::Bytes(bytes)) => self.current = bytes,
                Some(Piece::End) => self.ended = true,
                Some(Piece::Failed(error)) => return Err(io::Error::other(error)),
                None => return Err(io::Error::other(ImageError::unavailable("the pull was given up"))),
            }
        }
        let count = self.current.len().min(buffer.len());
        self.current.copy_to_slice(buffer.get_mut(..count).unwrap_or_default());
        Ok(count)
    }
}
