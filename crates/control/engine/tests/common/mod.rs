//! What the engine's tests share: a store with a hook before each commit, and rows that are easy to make.
#![allow(dead_code, reason = "every test file uses its part of this")]

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use longshore_engine::{Clock, Engine, Writer};
use longshore_store::memory::MemoryStore;
use longshore_store::{Batch, Fence, Position, Rows, Store, StoreError};
use longshore_world::records::idempotency::{IdempotencyKey, IdempotencyToken};
use longshore_world::{Account, KeyBytes, Region, Scope, Timestamp, Tx, World};

/// Called before each commit, with its number from 1 on; an error makes the commit fail.
pub(crate) type Hook = Box<dyn FnMut(u64, &Batch) -> Result<(), StoreError> + Send>;

/// A store in memory that calls a hook before each commit.
pub(crate) struct HookedStore {
    inner: MemoryStore,
    commits: u64,
    hook: Hook,
}

impl HookedStore {
    pub(crate) fn new(hook: impl FnMut(u64, &Batch) -> Result<(), StoreError> + Send + 'static) -> Self {
        Self { inner: MemoryStore::default(), commits: 0, hook: Box::new(hook) }
    }
}

impl Store for HookedStore {
    fn acquire(&mut self) -> Result<Fence, StoreError> {
        self.inner.acquire()
    }

    fn commit(&mut self, fence: Fence, batch: &Batch) -> Result<Position, StoreError> {
        self.commits += 1;
        (self.hook)(self.commits, batch)?;
        self.inner.commit(fence, batch)
    }

    fn reader(&self) -> Arc<dyn Rows> {
        self.inner.reader()
    }

    fn position(&self) -> Position {
        self.inner.position()
    }
}

/// A clock that shows what it is told.
#[derive(Clone, Default)]
pub(crate) struct Hands(Arc<AtomicI64>);

impl Hands {
    pub(crate) fn set(&self, millis: i64) {
        self.0.store(millis, Ordering::SeqCst);
    }

    pub(crate) fn clock(&self) -> Clock {
        let hands = self.0.clone();
        Box::new(move || Timestamp::from_millis(hands.load(Ordering::SeqCst)))
    }
}

pub(crate) fn engine(store: impl Store + 'static) -> Engine {
    let writer = Writer::open(Box::new(store), 7).unwrap();
    Engine::start(writer, Hands::default().clock()).unwrap()
}

pub(crate) fn scope() -> Scope {
    Scope { account: Account::from_number(1), region: Region::parse("us-east-1").unwrap() }
}

pub(crate) fn key(name: &str) -> IdempotencyKey {
    IdempotencyKey { scope: scope(), operation: "Test".to_owned(), token: name.to_owned() }
}

/// Puts a row of that name with that text in it.
pub(crate) fn put(tx: &mut Tx<'_>, name: &str, text: &str) {
    let row = IdempotencyToken {
        fingerprint: text.to_owned(),
        expires_at: tx.now(),
        ..IdempotencyToken::default()
    };
    tx.put(&key(name), row);
}

pub(crate) fn text(world: &World, name: &str) -> Option<String> {
    world.get::<IdempotencyToken>(&key(name)).map(|row| row.fingerprint.clone())
}

pub(crate) fn names(world: &World) -> Vec<String> {
    world.scan::<IdempotencyToken>(&KeyBytes::from_slice(&[])).map(|(key, _)| key.token).collect()
}

/// Writes one row, and waits until it is durable.
pub(crate) async fn write(engine: &Engine, name: &str, text: &str) {
    let (name, text) = (name.to_owned(), text.to_owned());
    let done = engine.transact(move |tx| {
        put(tx, &name, &text);
        Ok::<(), ()>(())
    });
    done.await.unwrap().unwrap();
}
