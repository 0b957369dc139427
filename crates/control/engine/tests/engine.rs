//! What the engine promises: nothing shown or answered before it is durable, nothing half done, everybody told.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, mpsc};
use std::time::Duration;

use common::{Hands, HookedStore, engine, names, put, text, write};
use longshore_engine::watch::WATCH_BACKLOG;
use longshore_engine::{Engine, EngineError, Lagged, Writer};
use longshore_store::StoreError;
use longshore_store::memory::MemoryStore;
use longshore_world::records::idempotency::IdempotencyToken;
use longshore_world::{Timestamp, Tx};

type Transacted<T, E> = tokio::task::JoinHandle<Result<Result<T, E>, EngineError>>;

/// A store whose commits each wait for a word.
struct Gate {
    entered: mpsc::Receiver<u64>,
    open: mpsc::Sender<()>,
}

impl Gate {
    fn engine() -> (Engine, Gate) {
        let (enter, entered) = mpsc::channel();
        let (open, opened) = mpsc::channel::<()>();
        let store = HookedStore::new(move |number, _| {
            enter.send(number).unwrap();
            opened.recv().unwrap();
            Ok(())
        });
        (engine(store), Gate { entered, open })
    }

    /// Waits until the writer stands in a commit.
    fn wait(&self) -> u64 {
        self.entered.recv().unwrap()
    }

    fn open(&self) {
        self.open.send(()).unwrap();
    }
}

fn spawn<T, E>(
    engine: &Engine,
    run: impl FnOnce(&mut Tx<'_>) -> Result<T, E> + Send + 'static,
) -> Transacted<T, E>
where
    T: Send + 'static,
    E: Send + 'static,
{
    let engine = engine.clone();
    tokio::spawn(async move { engine.transact(run).await })
}

fn spawn_write(engine: &Engine, name: &'static str) -> Transacted<(), ()> {
    spawn(engine, move |tx| {
        put(tx, name, "written");
        Ok(())
    })
}

/// Lets spawned tasks get as far as they can: with one thread, until they wait for the engine.
async fn let_tasks_queue() {
    for _ in 0..100 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_failed_transaction_changes_nothing() {
    let engine = engine(MemoryStore::default());
    write(&engine, "kept", "old").await;
    let failed = engine.transact(|tx| {
        put(tx, "kept", "new");
        put(tx, "other", "new");
        tx.delete::<IdempotencyToken>(&common::key("kept"));
        Err::<(), _>("refused")
    });
    assert_eq!(failed.await.unwrap(), Err("refused"));
    write(&engine, "later", "x").await;
    let snapshot = engine.snapshot();
    assert_eq!(names(&snapshot), ["kept", "later"]);
    assert_eq!(text(&snapshot, "kept").unwrap(), "old");
    assert!(snapshot.problems().is_empty());
}

#[tokio::test]
async fn a_panic_undoes_its_own_transaction_and_no_other() {
    let (engine, gate) = Gate::engine();
    let first = spawn_write(&engine, "first");
    let_tasks_queue().await;
    gate.wait();
    // These three wait while the first is committed, and so share the next commit.
    let before = spawn_write(&engine, "before");
    let_tasks_queue().await;
    let panicking = spawn(&engine, |tx| -> Result<(), ()> {
        put(tx, "half", "done");
        put(tx, "before", "overwritten");
        panic!("on purpose")
    });
    let_tasks_queue().await;
    let after = spawn_write(&engine, "after");
    let_tasks_queue().await;
    gate.open();
    assert_eq!(gate.wait(), 2);
    gate.open();
    first.await.unwrap().unwrap().unwrap();
    let error = panicking.await.unwrap().unwrap_err();
    assert!(matches!(&error, EngineError::Panicked(message) if message == "on purpose"), "{error}");
    before.await.unwrap().unwrap().unwrap();
    after.await.unwrap().unwrap().unwrap();
    let snapshot = engine.snapshot();
    assert_eq!(names(&snapshot), ["after", "before", "first"]);
    assert_eq!(text(&snapshot, "before").unwrap(), "written");
    assert_eq!(snapshot.position(), 2);
    assert!(snapshot.problems().is_empty());
}

#[tokio::test]
async fn nothing_is_shown_or_answered_before_it_is_durable() {
    let (engine, gate) = Gate::engine();
    let (_, mut watch) = engine.watch();
    let writing = spawn_write(&engine, "row");
    let_tasks_queue().await;
    gate.wait();
    let_tasks_queue().await;
    assert!(!writing.is_finished());
    assert!(names(&engine.snapshot()).is_empty());
    assert_eq!(engine.snapshot().position(), 0);
    assert!(tokio::time::timeout(Duration::ZERO, watch.next()).await.is_err());
    gate.open();
    writing.await.unwrap().unwrap().unwrap();
    // Whoever was answered sees its write.
    assert_eq!(names(&engine.snapshot()), ["row"]);
    assert_eq!(watch.next().await.unwrap().unwrap().position, 1);
}

#[tokio::test]
async fn a_transaction_that_changes_nothing_makes_no_commit() {
    let commits = Arc::new(AtomicU64::new(0));
    let engine = engine(counting(&commits, Duration::ZERO));
    write(&engine, "row", "same").await;
    write(&engine, "row", "same").await;
    let read = engine.transact(|tx| Ok::<_, ()>(names(tx))).await;
    assert_eq!(read.unwrap().unwrap(), ["row"]);
    assert_eq!(commits.load(Ordering::SeqCst), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_watch_hears_every_commit_behind_its_snapshot_once_and_in_order() {
    let engine = engine(MemoryStore::default());
    let writers: Vec<_> = (0..4)
        .map(|writer| {
            let engine = engine.clone();
            tokio::spawn(async move {
                for count in 0..100 {
                    write(&engine, &format!("{writer}-{}", count % 7), &count.to_string()).await;
                }
            })
        })
        .collect();
    tokio::task::yield_now().await;
    let watched: Vec<_> = (0..8).map(|_| engine.watch()).collect();
    for writer in writers {
        writer.await.unwrap();
    }
    let end = engine.snapshot();
    for (snapshot, mut watch) in watched {
        let mut rows: BTreeMap<String, String> = names(&snapshot)
            .into_iter()
            .map(|name| (name.clone(), text(&snapshot, &name).unwrap()))
            .collect();
        let mut position = snapshot.position();
        while position < end.position() {
            let committed = watch.next().await.unwrap().unwrap();
            assert_eq!(committed.position, position + 1);
            position = committed.position;
            for change in &committed.changes {
                let row = change.after.clone().unwrap().into_any().downcast::<IdempotencyToken>().unwrap();
                let name = names_of(&change.id.key);
                rows.insert(name, row.fingerprint.clone());
            }
        }
        let wanted = names(&end).into_iter().map(|name| (name.clone(), text(&end, &name).unwrap()));
        assert_eq!(rows, wanted.collect());
    }
    engine.close().await;
}

fn names_of(key: &longshore_world::KeyBytes) -> String {
    use longshore_world::RowKey;
    longshore_world::records::idempotency::IdempotencyKey::parse(key.as_slice()).unwrap().token
}

#[tokio::test]
async fn a_watcher_that_is_too_slow_is_told_and_starts_again() {
    let engine = engine(MemoryStore::default());
    let (_, mut watch) = engine.watch();
    for count in 0..WATCH_BACKLOG + 10 {
        write(&engine, "row", &count.to_string()).await;
    }
    assert_eq!(watch.next().await.err(), Some(Lagged { commits: 10 }));
    let (snapshot, mut watch) = engine.watch();
    write(&engine, "row", "last").await;
    assert_eq!(watch.next().await.unwrap().unwrap().position, snapshot.position() + 1);
}

#[tokio::test]
async fn a_watch_ends_with_its_engine() {
    let engine = engine(MemoryStore::default());
    let (_, mut watch) = engine.watch();
    write(&engine, "row", "x").await;
    engine.close().await;
    assert!(watch.next().await.unwrap().is_some());
    drop(engine);
    assert!(watch.next().await.unwrap().is_none());
}

#[tokio::test]
async fn a_failed_commit_refuses_everyone_and_ends_the_engine() {
    let (enter, entered) = mpsc::channel();
    let (open, opened) = mpsc::channel::<()>();
    let store = HookedStore::new(move |number, _| {
        enter.send(number).unwrap();
        opened.recv().unwrap();
        if number < 2 { Ok(()) } else { Err(StoreError::DiskFull { path: "test".into() }) }
    });
    let engine = engine(store);
    let good = spawn_write(&engine, "good");
    let_tasks_queue().await;
    entered.recv().unwrap();
    let bad: Vec<_> = ["a", "b", "c"].map(|name| spawn_write(&engine, name)).into();
    let reading = spawn(&engine, |tx| Ok::<_, ()>(names(tx)));
    let_tasks_queue().await;
    open.send(()).unwrap();
    open.send(()).unwrap();
    good.await.unwrap().unwrap().unwrap();
    for refused in bad {
        assert!(matches!(refused.await.unwrap(), Err(EngineError::Commit(_))));
    }
    // What read the changes that were never made is refused with them.
    assert!(matches!(reading.await.unwrap(), Err(EngineError::Commit(_))));
    assert!(matches!(engine.ended().await, Some(EngineError::Commit(_))));
    let later = engine.transact(|_| Ok::<(), ()>(())).await;
    assert!(matches!(later, Err(EngineError::Commit(_))));
    assert_eq!(names(&engine.snapshot()), ["good"]);
    engine.close().await;
}

#[tokio::test]
async fn closing_finishes_what_waits_and_takes_no_more() {
    let (engine, gate) = Gate::engine();
    let waiting: Vec<_> = ["a", "b", "c", "d"].map(|name| spawn_write(&engine, name)).into();
    let_tasks_queue().await;
    gate.wait();
    let closing = tokio::spawn({
        let engine = engine.clone();
        async move { engine.close().await }
    });
    let_tasks_queue().await;
    assert!(!closing.is_finished());
    assert!(matches!(engine.transact(|_| Ok::<(), ()>(())).await, Err(EngineError::Closed)));
    gate.open();
    gate.open();
    closing.await.unwrap();
    for written in waiting {
        written.await.unwrap().unwrap().unwrap();
    }
    assert_eq!(names(&engine.snapshot()), ["a", "b", "c", "d"]);
    assert!(engine.ended().await.is_none());
    engine.close().await;
}

/// Counts commits, each of which takes a while.
fn counting(commits: &Arc<AtomicU64>, takes: Duration) -> HookedStore {
    let commits = commits.clone();
    HookedStore::new(move |number, _| {
        commits.store(number, Ordering::SeqCst);
        #[allow(clippy::disallowed_methods, reason = "a slow disk")]
        std::thread::sleep(takes);
        Ok(())
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_writers_share_a_commit() {
    const WRITERS: u64 = 64;
    const WRITES: u64 = 20;
    let commits = Arc::new(AtomicU64::new(0));
    let engine = engine(counting(&commits, Duration::from_millis(5)));
    let writers: Vec<_> = (0..WRITERS)
        .map(|writer| {
            let engine = engine.clone();
            tokio::spawn(async move {
                for count in 0..WRITES {
                    write(&engine, &writer.to_string(), &count.to_string()).await;
                }
            })
        })
        .collect();
    for writer in writers {
        writer.await.unwrap();
    }
    let commits = commits.load(Ordering::SeqCst);
    assert!(commits < WRITERS * WRITES / 4, "{commits} commits");
    assert_eq!(engine.snapshot().position(), commits);
}

#[tokio::test]
async fn large_rows_that_wait_together_do_not_make_a_commit_too_large() {
    let (engine, gate) = Gate::engine();
    let first = spawn_write(&engine, "first");
    let_tasks_queue().await;
    gate.wait();
    let large: Vec<_> = (0..50)
        .map(|number| {
            spawn(&engine, move |tx| {
                put(tx, &number.to_string(), &"x".repeat(1_000_000));
                Ok::<(), ()>(())
            })
        })
        .collect();
    let_tasks_queue().await;
    for _ in 0..52 {
        gate.open();
    }
    first.await.unwrap().unwrap().unwrap();
    for written in large {
        written.await.unwrap().unwrap().unwrap();
    }
    assert_eq!(names(&engine.snapshot()).len(), 51);
}

/// The store refuses such a commit, and a writer whose commit failed is at its end.
#[tokio::test]
async fn a_transaction_too_large_for_a_commit_is_refused_alone() {
    let writer = Writer::open(Box::new(MemoryStore::default()), 7).unwrap();
    let engine = Engine::start(writer, Box::new(|| Timestamp::from_secs(1))).unwrap();
    let huge = engine.transact(|tx| {
        (0..20).for_each(|number| put(tx, &number.to_string(), &"x".repeat(1_000_000)));
        Ok::<(), ()>(())
    });
    assert!(matches!(huge.await, Err(EngineError::TooLarge { rows: 20, .. })));
    let next = engine.transact(|tx| {
        put(tx, "next", "x");
        Ok::<(), ()>(())
    });
    next.await.unwrap().unwrap();
    assert_eq!(names(&engine.snapshot()), ["next"]);
}

#[tokio::test]
async fn time_never_goes_backwards() {
    let hands = Hands::default();
    let writer = Writer::open(Box::new(MemoryStore::default()), 7).unwrap();
    let engine = Engine::start(writer, hands.clock()).unwrap();
    let mut seen = Vec::new();
    for shown in [1000, 2000, 500, 0, 2001, -5] {
        hands.set(shown);
        let now = engine.transact(|tx| Ok::<Timestamp, ()>(tx.now())).await.unwrap().unwrap();
        seen.push(now.millis());
    }
    assert_eq!(seen, [1000, 2000, 2000, 2000, 2001, 2001]);
}

#[tokio::test]
async fn the_same_seed_and_transactions_make_the_same_world() {
    let run = |seed| async move {
        let writer = Writer::open(Box::new(MemoryStore::default()), seed).unwrap();
        let engine = Engine::start(writer, Hands::default().clock()).unwrap();
        for _ in 0..20 {
            let made = engine.transact(|tx| {
                let (name, text) = (tx.new_id(), tx.new_uuid());
                put(tx, &name, &text);
                Ok::<(), ()>(())
            });
            made.await.unwrap().unwrap();
        }
        let snapshot = engine.snapshot();
        let texts = names(&snapshot).into_iter().map(|name| (text(&snapshot, &name).unwrap(), name));
        texts.collect::<Vec<_>>()
    };
    let (one, same, other) = (run(1).await, run(1).await, run(2).await);
    assert_eq!(one, same);
    assert_eq!(one.len(), 20);
    assert!(one.iter().all(|made| !other.contains(made)));
}
