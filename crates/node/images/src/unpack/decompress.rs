//! Finds out how a layer is compressed from its first bytes, whatever it is said to be, and undoes it.
//!
//! Invariants: what comes out stays below a limit, and in proportion to what went in.
//! Must not know: what is in a layer.

use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::bufread::MultiGzDecoder;

use super::too_large;
use crate::error::ImageError;

const BUFFER_BYTES: usize = 256 * 1024;
/// No honest layer is so much larger than its archive, once it is large at all.
const RATIO_MAX: u64 = 500;
const RATIO_FROM: u64 = 1 << 30;
/// Of zstd, as the format advises: 128 MiB.
const WINDOW_LOG_MAX: u32 = 27;
const HEAD_BYTES: usize = 6;

pub(crate) struct Decoder<R: Read> {
    form: Form<R>,
    went_in: Arc<AtomicU64>,
    came_out: u64,
    limit: u64,
}

/// What has been looked at already, and then the rest.
type Whole<R> = BufReader<io::Chain<io::Cursor<Vec<u8>>, R>>;

enum Form<R: Read> {
    Plain(Whole<R>),
    Gzip(Box<MultiGzDecoder<Whole<R>>>),
    Zstd(zstd::stream::read::Decoder<'static, Whole<R>>),
}

impl<R: Read> Decoder<R> {
    /// `went_in` counts the bytes read from the source.
    pub(crate) fn new(mut source: R, went_in: Arc<AtomicU64>, limit: u64) -> io::Result<Self> {
        let mut head = Vec::with_capacity(HEAD_BYTES);
        (&mut source).take(HEAD_BYTES as u64).read_to_end(&mut head)?;
        let form = match head.as_slice() {
            [0x1f, 0x8b, ..] => Form::Gzip(Box::new(MultiGzDecoder::new(whole(head, source)))),
            [0x28, 0xb5, 0x2f, 0xfd, ..] | [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] => {
                let mut decoder = zstd::stream::read::Decoder::with_buffer(whole(head, source))?;
                decoder.window_log_max(WINDOW_LOG_MAX)?;
                Form::Zstd(decoder)
            }
            [0xfd, b'7', b'z', b'X', b'Z', ..] => return Err(unsupported("xz")),
            [b'B', b'Z', b'h', ..] => return Err(unsupported("bzip2")),
            _ => Form::Plain(whole(head, source)),
        };
        Ok(Self { form, went_in, came_out: 0, limit })
    }

    /// What comes out is what goes in.
    pub(crate) fn is_plain(&self) -> bool {
        matches!(self.form, Form::Plain(_))
    }

    /// Reads what is after the end of the compressed stream, so that all of the source has passed.
    pub(crate) fn finish(self) -> io::Result<R> {
        let mut rest = match self.form {
            Form::Plain(rest) => rest,
            Form::Gzip(decoder) => decoder.into_inner(),
            Form::Zstd(decoder) => decoder.finish(),
        };
        loop {
            let count = rest.fill_buf()?.len();
            if count == 0 {
                return Ok(rest.into_inner().into_inner().1);
            }
            rest.consume(count);
        }
    }
}

fn whole<R: Read>(head: Vec<u8>, source: R) -> Whole<R> {
    BufReader::with_capacity(BUFFER_BYTES, io::Cursor::new(head).chain(source))
}

fn unsupported(name: &'static str) -> io::Error {
    io::Error::other(ImageError::Invalid {
        reference: String::new(),
        what: "a layer",
        reason: format!("it is compressed with {name}, which is not supported: use gzip or zstd"),
    })
}

impl<R: Read> Read for Decoder<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = match &mut self.form {
            Form::Plain(source) => source.read(buffer),
            Form::Gzip(source) => source.read(buffer),
            Form::Zstd(source) => source.read(buffer),
        }?;
        self.came_out += count as u64;
        if self.came_out > self.limit {
            return Err(too_large("an unpacked layer", self.limit));
        }
        let went_in = self.went_in.load(Ordering::Relaxed).max(1);
        if self.came_out > RATIO_FROM && self.came_out / went_in > RATIO_MAX {
            return Err(io::Error::other(ImageError::UnsafeLayer {
                reference: String::new(),
                path: String::new(),
                reason: format!("it unpacks to more than {RATIO_MAX} times its size"),
            }));
        }
        Ok(count)
    }
}
