//! What a container prints, read from its segment files while it runs and after.
//!
//! One inotify instance serves all readers; where there is none to be had, they look again every few
//! milliseconds.
//!
//! Must not know: lines, log drivers.

use std::collections::HashMap;
use std::io;
use std::mem::MaybeUninit;
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use longshore_launcher::output::{self as segments, Chunk, Position, Reader};
use rustix::fs::inotify::{self, CreateFlags, ReadFlags, WatchFlags};
use rustix::io::Errno;
use tokio::io::unix::AsyncFd;
use tokio::sync::watch;

use super::containers::Phase;
use super::ready::readable;
use crate::error::DriverError;
use crate::output::{Next, OutputChunk, OutputPosition, OutputSource, Stream};

const LOOK_AGAIN: Duration = Duration::from_millis(20);
const EVENT_BYTES: usize = 16 * 1024;

/// Wakes readers when something is written below a directory.
#[derive(Debug)]
pub(crate) struct Watcher {
    shared: Option<Arc<Shared>>,
    worker: Option<tokio::task::AbortHandle>,
}

#[derive(Debug)]
struct Shared {
    inotify: AsyncFd<OwnedFd>,
    /// By watch descriptor; several readers of a directory have one.
    watched: Mutex<HashMap<i32, watch::Sender<()>>>,
}

impl Watcher {
    pub(crate) fn start() -> Self {
        let open = || -> io::Result<Arc<Shared>> {
            let inotify = inotify::init(CreateFlags::NONBLOCK | CreateFlags::CLOEXEC)?;
            Ok(Arc::new(Shared {
                inotify: readable(inotify).map_err(|(_, error)| error)?,
                watched: Mutex::default(),
            }))
        };
        match open() {
            Ok(shared) => {
                let worker = tokio::spawn(wake(Arc::clone(&shared))).abort_handle();
                Self { shared: Some(shared), worker: Some(worker) }
            }
            Err(error) => {
                tracing::warn!(%error, "no inotify instance is left; output is looked for every {LOOK_AGAIN:?}");
                Self { shared: None, worker: None }
            }
        }
    }

    fn watch(&self, directory: &Path) -> Option<Watched> {
        let shared = self.shared.as_ref()?;
        let mut watched = shared.watched();
        let events = WatchFlags::MODIFY | WatchFlags::CREATE;
        let number = inotify::add_watch(shared.inotify.get_ref(), directory, events).ok()?;
        let news = watched.entry(number).or_insert_with(|| watch::channel(()).0).subscribe();
        drop(watched);
        Some(Watched { shared: Arc::clone(shared), number, news: Some(news) })
    }
}

impl Drop for Watcher {
    fn drop(&mut self) {
        if let Some(worker) = &self.worker {
            worker.abort();
        }
    }
}

impl Shared {
    fn watched(&self) -> MutexGuard<'_, HashMap<i32, watch::Sender<()>>> {
        self.watched.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wake_all(&self) {
        for news in self.watched().values() {
            news.send_replace(());
        }
    }

    fn read_events(&self) -> rustix::io::Result<()> {
        let mut buffer = [MaybeUninit::uninit(); EVENT_BYTES];
        let mut reader = inotify::Reader::new(self.inotify.get_ref(), &mut buffer);
        loop {
            let event = reader.next()?;
            let printed =
                || event.file_name().and_then(|name| name.to_str().ok()).is_none_or(segments::is_segment);
            if event.events().contains(ReadFlags::QUEUE_OVERFLOW) {
                self.wake_all();
            } else if !printed() {
                // A file of state, in the same directory.
            } else if let Some(news) = self.watched().get(&event.wd()) {
                news.send_replace(());
            }
        }
    }
}

async fn wake(shared: Arc<Shared>) {
    loop {
        let Ok(mut ready) = shared.inotify.readable().await else { return };
        match shared.read_events() {
            Err(Errno::AGAIN) => ready.clear_ready(),
            // Whatever it is: nobody may wait for what is not told.
            _ => shared.wake_all(),
        }
    }
}

#[derive(Debug)]
struct Watched {
    shared: Arc<Shared>,
    number: i32,
    news: Option<watch::Receiver<()>>,
}

impl Drop for Watched {
    fn drop(&mut self) {
        self.news = None;
        let mut watched = self.shared.watched();
        if watched.get(&self.number).is_some_and(|news| news.receiver_count() == 0) {
            watched.remove(&self.number);
            // It is gone by itself where the directory is.
            let _ = inotify::remove_watch(self.shared.inotify.get_ref(), self.number);
        }
    }
}

pub(crate) struct ContainerOutput {
    reader: Reader,
    directory: PathBuf,
    phase: watch::Receiver<Phase>,
    watched: Option<Watched>,
    /// The container waits until what was read is taken away.
    take_away: bool,
    taken_to: u64,
}

impl ContainerOutput {
    pub(crate) fn new(
        directory: PathBuf,
        from: OutputPosition,
        phase: watch::Receiver<Phase>,
        watcher: &Watcher,
        take_away: bool,
    ) -> Self {
        let position = Position { segment: from.segment, offset: from.offset };
        let watched = watcher.watch(&directory);
        Self { reader: Reader::new(&directory, position), directory, phase, watched, take_away, taken_to: 0 }
    }

    async fn read_on(&mut self) -> Result<Option<OutputChunk>, DriverError> {
        loop {
            // Looked at before reading: what is written before an end is read after it was seen.
            let over = !self.phase.borrow_and_update().may_print();
            match self.reader.next_chunk() {
                Ok(Some(chunk)) => return Ok(Some(told(chunk))),
                Ok(None) if over => return Ok(None),
                Ok(None) => self.wait().await,
                Err(error) => {
                    return Err(super::state::failed("read the output in", &self.directory, &error));
                }
            }
        }
    }

    async fn wait(&mut self) {
        let news = self.watched.as_mut().and_then(|watched| watched.news.as_mut());
        let ended = self.phase.changed();
        match news {
            Some(news) => tokio::select! {
                changed = ended => if changed.is_err() { tokio::time::sleep(LOOK_AGAIN).await },
                _ = news.changed() => {}
            },
            None => drop(tokio::time::timeout(LOOK_AGAIN, ended).await),
        }
    }
}

fn told(chunk: Chunk) -> OutputChunk {
    OutputChunk {
        stream: match chunk.stream {
            segments::Stream::Stdout => Stream::Stdout,
            segments::Stream::Stderr => Stream::Stderr,
        },
        at_nanos: chunk.at_nanos,
        bytes: Bytes::from(chunk.bytes),
        next: OutputPosition { segment: chunk.next.segment, offset: chunk.next.offset },
        dropped_bytes: chunk.dropped_bytes,
    }
}

impl OutputSource for ContainerOutput {
    fn next(&mut self) -> Next<'_> {
        Box::pin(self.read_on())
    }

    /// Without `take_away` the launcher drops the oldest itself, and what is kept can be read again.
    fn done_with(&mut self, before: OutputPosition) {
        if !self.take_away || before.segment <= self.taken_to {
            return;
        }
        let position = Position { segment: before.segment, offset: before.offset };
        match segments::discard_before(&self.directory, position) {
            Ok(()) => self.taken_to = before.segment,
            Err(error) => {
                tracing::warn!(%error, directory = %self.directory.display(), "output that was read cannot be deleted");
            }
        }
    }
}
