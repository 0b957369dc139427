//! The engine as the rest of the process sees it: submit a transaction, take a snapshot, watch.
//!
//! One thread owns the [`Writer`]. Callers wait in a bounded queue; whatever has queued up while the disk
//! was busy becomes the next batch, so that many writers share one commit and a single one waits for
//! nobody.
//!
//! Must not know: what a transaction is for.

use std::sync::{Arc, Mutex, OnceLock};
use std::thread::JoinHandle;

use arc_swap::ArcSwap;
use longshore_store::Rows;
use longshore_world::{Snapshot, Timestamp, Tx};
use tokio::sync::{broadcast, mpsc, oneshot, watch as latest};

use crate::watch::{Committed, WATCH_BACKLOG, Watch};
use crate::writer::{EngineError, Job, Keep, Writer};

/// How many transactions may wait; more wait at their callers.
const QUEUE_MAX: usize = 4096;
/// How many transactions share one commit at most.
const BATCH_JOBS: usize = 512;

/// What time it is: the one thing the engine asks of the outside.
pub type Clock = Box<dyn Fn() -> Timestamp + Send + Sync>;

/// A handle; copies share one engine.
#[derive(Clone)]
pub struct Engine {
    shared: Arc<Shared>,
}

struct Shared {
    queue: Mutex<Option<mpsc::Sender<Box<dyn Job>>>>,
    snapshot: ArcSwap<Snapshot>,
    committed: broadcast::Sender<Arc<Committed>>,
    failure: OnceLock<EngineError>,
    ended: latest::Sender<bool>,
    thread: Mutex<Option<JoinHandle<()>>>,
    rows: Arc<dyn Rows>,
}

impl Engine {
    /// Starts the writer's thread.
    pub fn start(writer: Writer, clock: Clock) -> std::io::Result<Self> {
        let (queue, jobs) = mpsc::channel(QUEUE_MAX);
        let shared = Arc::new(Shared {
            queue: Mutex::new(Some(queue)),
            snapshot: ArcSwap::from_pointee(writer.snapshot()),
            committed: broadcast::channel(WATCH_BACKLOG).0,
            failure: OnceLock::new(),
            ended: latest::channel(false).0,
            thread: Mutex::new(None),
            rows: writer.rows(),
        });
        let for_thread = shared.clone();
        let thread = std::thread::Builder::new()
            .name("writer".to_owned())
            .spawn(move || write_until_closed(writer, jobs, &for_thread, &clock))?;
        if let Ok(mut slot) = shared.thread.lock() {
            *slot = Some(thread);
        }
        Ok(Self { shared })
    }

    /// The world after the newest durable commit.
    pub fn snapshot(&self) -> Arc<Snapshot> {
        self.shared.snapshot.load_full()
    }

    /// Runs a transaction; answers when it is durable. An `Err` of the transaction itself means that it
    /// changed nothing.
    pub async fn transact<T, E>(
        &self,
        run: impl FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
    ) -> Result<Result<T, E>, EngineError>
    where
        T: Send + 'static,
        E: Send + 'static,
    {
        let (reply, answer) = oneshot::channel();
        let job = Box::new(Pending { run: Some(run), result: None, reply });
        let queue = self.shared.queue.lock().ok().and_then(|queue| queue.clone());
        let queue = queue.ok_or_else(|| self.why_closed())?;
        queue.send(job).await.map_err(|_| self.why_closed())?;
        answer.await.unwrap_or_else(|_| Err(self.why_closed()))
    }

    /// A snapshot, and every commit behind it.
    pub fn watch(&self) -> (Arc<Snapshot>, Watch) {
        // Listening first: a commit in between is heard and left out by its position.
        let receiver = self.shared.committed.subscribe();
        let snapshot = self.snapshot();
        let position = snapshot.position();
        (snapshot, Watch::new(receiver, position))
    }

    /// The durable rows, for backups and cold reads by range.
    pub fn rows(&self) -> Arc<dyn Rows> {
        self.shared.rows.clone()
    }

    /// Waits until the engine has ended, and says why if it was not asked to.
    pub async fn ended(&self) -> Option<EngineError> {
        let mut ended = self.shared.ended.subscribe();
        let _ = ended.wait_for(|ended| *ended).await;
        self.shared.failure.get().cloned()
    }

    /// Takes no more transactions, finishes those that wait, and gives the store back.
    pub async fn close(&self) {
        if let Ok(mut queue) = self.shared.queue.lock() {
            queue.take();
        }
        self.ended().await;
        let thread = self.shared.thread.lock().ok().and_then(|mut thread| thread.take());
        if let Some(thread) = thread {
            let _ = tokio::task::spawn_blocking(move || thread.join()).await;
        }
    }

    fn why_closed(&self) -> EngineError {
        self.shared.failure.get().cloned().unwrap_or(EngineError::Closed)
    }
}

fn write_until_closed(
    mut writer: Writer,
    mut jobs: mpsc::Receiver<Box<dyn Job>>,
    shared: &Shared,
    clock: &Clock,
) {
    while let Some(first) = jobs.blocking_recv() {
        let mut first = Some(first);
        let mut room = BATCH_JOBS;
        let mut next = || {
            room = room.checked_sub(1)?;
            first.take().or_else(|| jobs.try_recv().ok())
        };
        writer.run_batch(clock(), &mut next, &mut |snapshot, committed| {
            shared.snapshot.store(Arc::new(snapshot));
            // Nobody watching is no failure.
            let _ = shared.committed.send(Arc::new(committed));
        });
        if let Some(error) = writer.stopped() {
            let _ = shared.failure.set(error.clone());
            break;
        }
    }
    jobs.close();
    while let Ok(job) = jobs.try_recv() {
        job.refuse(shared.failure.get().cloned().unwrap_or(EngineError::Closed));
    }
    // The store is given back before anyone hears that the engine has ended.
    drop(writer);
    shared.ended.send_replace(true);
}

/// A caller's function, its result, and whom to tell.
struct Pending<F, T, E> {
    run: Option<F>,
    result: Option<Result<T, E>>,
    reply: oneshot::Sender<Result<Result<T, E>, EngineError>>,
}

impl<F, T, E> Job for Pending<F, T, E>
where
    F: FnOnce(&mut Tx<'_>) -> Result<T, E> + Send,
    T: Send,
    E: Send,
{
    fn run(&mut self, tx: &mut Tx<'_>) -> Keep {
        let Some(run) = self.run.take() else { return Keep::Nothing };
        let result = run(tx);
        let keep = if result.is_ok() { Keep::Changes } else { Keep::Nothing };
        self.result = Some(result);
        keep
    }

    fn answer(self: Box<Self>) {
        let result = self.result.ok_or(EngineError::Closed);
        // A caller that went away is told nothing; its change stands.
        let _ = self.reply.send(result);
    }

    fn refuse(self: Box<Self>, error: EngineError) {
        let _ = self.reply.send(Err(error));
    }
}
