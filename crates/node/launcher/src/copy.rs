//! Copies what a container prints into its segments, for as long as it runs.
//!
//! The container never meets a closed pipe. With the policy `Wait` its pipes fill up, and it waits, while there is no
//! room; nothing is lost then.
//!
//! Must not know: what is printed.

use std::os::fd::{BorrowedFd, OwnedFd};

use rustix::event::{PollFd, PollFlags, poll};
use rustix::fs::{OFlags, fcntl_getfl, fcntl_setfl};
use rustix::io::Errno;
use rustix::time::Timespec;

use crate::output::{HEADER_BYTES, Kept, PAYLOAD_BYTES_MAX, Stream, Writer};
use crate::sys;

/// How often it looks whether there is room again.
const ROOM_MILLIS: u64 = 20;
/// How long what is left in the pipes of an ended container waits for room on a full disk.
const DRAIN_TRIES_MAX: u32 = 500;
/// How long somebody else who holds the pipes of an ended container is read from.
const DRAIN_MILLIS: i64 = 1000;

/// One end that is read.
#[derive(Debug)]
pub(crate) struct Source {
    fd: OwnedFd,
    stream: Stream,
}

impl Source {
    pub(crate) fn new(fd: OwnedFd, stream: Stream) -> Self {
        if let Ok(flags) = fcntl_getfl(&fd) {
            // A pipe that blocks would still be read, only later.
            let _ = fcntl_setfl(&fd, flags | OFlags::NONBLOCK);
        }
        Self { fd, stream }
    }
}

#[derive(Debug)]
pub(crate) struct Copier {
    sources: Vec<Source>,
    writer: Writer,
    /// Room for a header, and what was read behind it.
    space: Vec<u8>,
    /// What `space` holds has no room on the disk yet.
    pending: Option<Stream>,
}

/// What came of reading once.
enum Step {
    More,
    Nothing,
    Closed,
}

impl Copier {
    pub(crate) fn new(sources: Vec<Source>, writer: Writer) -> Self {
        let space = Vec::with_capacity(HEADER_BYTES + PAYLOAD_BYTES_MAX);
        Self { sources, writer, space, pending: None }
    }

    /// Copies until another descriptor is readable.
    pub(crate) fn run_until_readable(&mut self, other: BorrowedFd<'_>) {
        loop {
            let waits = self.waits();
            let mut polled = vec![PollFd::from_borrowed_fd(other, PollFlags::IN)];
            if !waits {
                polled.extend(self.sources.iter().map(|source| PollFd::new(&source.fd, PollFlags::IN)));
            }
            let timeout = waits.then(|| millis(ROOM_MILLIS));
            match poll(&mut polled, timeout.as_ref()) {
                Ok(_) | Err(Errno::INTR) => {}
                // Nothing can be waited for: no memory. Try again.
                Err(_) => sys::pause(ROOM_MILLIS),
            }
            let mut ready = polled.iter().map(|one| !one.revents().is_empty());
            if ready.next() == Some(true) {
                return;
            }
            let ready: Vec<bool> = ready.collect();
            drop(polled);
            self.read_those(&ready);
        }
    }

    /// Takes what is left, over the bounds if need be: nobody waits for room any more.
    pub(crate) fn drain(&mut self) {
        let until = sys::now_millis().saturating_add(DRAIN_MILLIS);
        for _ in 0..DRAIN_TRIES_MAX {
            if self.pending.is_none() {
                break;
            }
            self.try_pending();
            sys::pause(ROOM_MILLIS);
        }
        self.drop_pending();
        while !self.sources.is_empty() && sys::now_millis() < until {
            let mut polled: Vec<PollFd<'_>> =
                self.sources.iter().map(|source| PollFd::new(&source.fd, PollFlags::IN)).collect();
            let _ = poll(&mut polled, Some(&millis(ROOM_MILLIS)));
            let ready: Vec<bool> = polled.iter().map(|one| !one.revents().is_empty()).collect();
            drop(polled);
            self.read_those(&ready);
            self.drop_pending();
        }
    }

    fn waits(&mut self) -> bool {
        self.try_pending();
        self.pending.is_some() || self.writer.must_wait()
    }

    fn read_those(&mut self, ready: &[bool]) {
        let mut closed = Vec::new();
        for (index, is_ready) in ready.iter().enumerate() {
            if *is_ready && self.pending.is_none() && matches!(self.read_one(index), Step::Closed) {
                closed.push(index);
            }
        }
        for index in closed.into_iter().rev() {
            self.sources.remove(index);
        }
    }

    fn read_one(&mut self, index: usize) -> Step {
        let Some(source) = self.sources.get(index) else { return Step::Nothing };
        self.space.clear();
        self.space.extend_from_slice(&[0; HEADER_BYTES]);
        match rustix::io::read(&source.fd, rustix::buffer::spare_capacity(&mut self.space)) {
            Ok(0) => Step::Closed,
            Ok(_) => {
                self.pending = Some(source.stream);
                self.try_pending();
                Step::More
            }
            Err(Errno::AGAIN | Errno::INTR) => Step::Nothing,
            // A terminal that nobody has open says so with an error.
            Err(_) => Step::Closed,
        }
    }

    fn try_pending(&mut self) {
        let Some(stream) = self.pending else { return };
        if self.writer.append(stream, sys::now_nanos(), &mut self.space) != Kept::TryAgain {
            self.pending = None;
        }
    }

    fn drop_pending(&mut self) {
        if self.pending.take().is_some() {
            let lost = self.space.len().saturating_sub(HEADER_BYTES);
            self.writer.give_up(u64::try_from(lost).unwrap_or(u64::MAX));
        }
    }
}

fn millis(count: u64) -> Timespec {
    Timespec { tv_sec: 0, tv_nsec: i64::try_from(count).unwrap_or(1).saturating_mul(1_000_000) }
}
