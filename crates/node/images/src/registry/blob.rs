//! A large blob, as a stream that goes on where it broke off.
//!
//! Must not know: what becomes of the bytes.

use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use tokio::time::Instant;

use super::connect::Answer;
use super::{Endpoint, Failure, Repository, WAIT_MAX};
use crate::digest::Digest;
use crate::error::{ImageError, Result};

/// Takes the pieces of a blob in order.
pub trait Sink: Send {
    /// `false` if no more is wanted.
    fn take(&mut self, piece: Bytes) -> impl Future<Output = bool> + Send;
}

/// How much came in how much waiting.
struct Pace {
    waited: Duration,
    bytes: u64,
    /// At least so much has to come in the time in which one piece has to, or it is given up as stalled.
    least: u64,
}

impl Pace {
    /// Whether it is worth going on. Time in which the disk was waited for does not count.
    fn note(&mut self, waited: Duration, bytes: u64, stall: Duration) -> bool {
        self.waited += waited;
        self.bytes += bytes;
        if self.waited < stall {
            return true;
        }
        self.waited = Duration::ZERO;
        std::mem::take(&mut self.bytes) >= self.least
    }
}

/// How far a blob has come.
struct Course<'a, S> {
    sink: &'a mut S,
    digest: &'a Digest,
    size: u64,
    received: u64,
    unwanted: bool,
}

impl Repository<'_> {
    /// Streams a blob of a known size into a sink, which checks the digest. Ends early if the sink wants no more.
    pub(crate) async fn stream(&self, digest: &Digest, size: u64, sink: &mut impl Sink) -> Result<()> {
        let mut course = Course { sink, digest, size, received: 0, unwanted: false };
        let mut last = ImageError::unavailable("there is nobody to ask");
        for endpoint in &self.endpoints {
            match self.stream_from(endpoint, &mut course).await {
                Ok(()) => return Ok(()),
                Err(error) => last = error,
            }
        }
        Err(last)
    }

    /// Goes on as long as something comes, and a few times while nothing does.
    async fn stream_from(&self, endpoint: &Endpoint<'_>, course: &mut Course<'_, impl Sink>) -> Result<()> {
        let timeouts = &self.registry.timeouts;
        let (mut in_vain, mut wait) = (0, timeouts.first_wait);
        let most = self.registry.patience.resumes;
        for _ in 0..=most {
            let before = course.received;
            let failure = match self.stream_once(endpoint, course).await {
                Ok(()) => return Ok(()),
                Err(failure) => failure,
            };
            if course.received > before {
                (in_vain, wait) = (0, timeouts.first_wait);
            } else {
                in_vain += 1;
            }
            if !failure.error.is_retryable() || in_vain > timeouts.retries {
                return Err(failure.error);
            }
            tokio::time::sleep(failure.wait.unwrap_or(wait).min(WAIT_MAX)).await;
            wait = wait.saturating_mul(2);
        }
        Err(ImageError::unavailable(format!("a layer broke off {most} times")))
    }

    async fn stream_once(
        &self,
        endpoint: &Endpoint<'_>,
        course: &mut Course<'_, impl Sink>,
    ) -> std::result::Result<(), Failure> {
        let mut headers = HeaderMap::new();
        if course.received > 0 {
            let range = format!("bytes={}-", course.received);
            headers.insert(header::RANGE, HeaderValue::try_from(range).map_err(ImageError::unavailable)?);
        }
        let mut answer =
            self.ask(endpoint, &Method::GET, &self.path("blobs", course.digest.as_str()), &headers).await?;
        let mut skip = skip(&answer, course.received)?;
        let stall = self.registry.timeouts.stall;
        let mut pace = Pace { waited: Duration::ZERO, bytes: 0, least: self.registry.patience.pace };
        loop {
            let asked = Instant::now();
            let Some(mut piece) = self.registry.connections.piece(&mut answer).await? else { break };
            if !pace.note(asked.elapsed(), piece.len() as u64, stall) {
                return Err(ImageError::unavailable("a layer comes in a trickle").into());
            }
            let known = usize::try_from(skip).unwrap_or(usize::MAX).min(piece.len());
            skip -= known as u64;
            let _ = piece.split_to(known);
            if !piece.is_empty() && !course.take(piece).await? {
                return Ok(());
            }
        }
        self.registry.connections.done(answer);
        if course.received < course.size {
            let (received, size) = (course.received, course.size);
            return Err(
                ImageError::unavailable(format!("a layer ended after {received} of {size} bytes")).into()
            );
        }
        Ok(())
    }
}

/// Bytes of an answer that have come before: all of them where the range was not heeded.
fn skip(answer: &Answer, received: u64) -> Result<u64> {
    if answer.head.status != StatusCode::PARTIAL_CONTENT {
        return Ok(received);
    }
    let range = answer.head.headers.get(header::CONTENT_RANGE).and_then(|value| value.to_str().ok());
    let start = range.and_then(|text| text.strip_prefix("bytes ")?.split_once('-')?.0.parse::<u64>().ok());
    start
        .and_then(|start| received.checked_sub(start))
        .ok_or_else(|| ImageError::unavailable("it answers with another range than was asked for"))
}

impl<S: Sink> Course<'_, S> {
    async fn take(&mut self, piece: Bytes) -> Result<bool> {
        self.received += piece.len() as u64;
        if self.received > self.size {
            return Err(ImageError::DigestMismatch {
                reference: String::new(),
                expected: self.digest.to_string(),
                actual: format!("another: more than the {} bytes announced", self.size),
            });
        }
        self.unwanted = !self.sink.take(piece).await;
        Ok(!self.unwanted)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trickle_is_told_from_a_slow_line() {
        let (stall, second) = (Duration::from_secs(30), Duration::from_secs(1));
        let lasts = |bytes| {
            let mut pace = Pace { waited: Duration::ZERO, bytes: 0, least: 16 * 1024 };
            (0..120).all(|_| pace.note(second, bytes, stall))
        };
        assert!(lasts(1000) && !lasts(1));
    }
}
