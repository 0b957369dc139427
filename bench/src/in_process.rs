//! Our own rooms without the server: requests through wire, handlers and the writer, on any store.
//!
//! Must not know: what is measured.

use std::path::Path;
use std::sync::mpsc::{Receiver, Sender, channel};

use anyhow::{Context, Result, anyhow, bail};
use http::request::Parts;
use longshore_engine::writer::{Job, Keep};
use longshore_engine::{EngineError, Writer};
use longshore_services::registry::Answer;
use longshore_services::{Caller, Handler, Registry, Transaction, registry};
use longshore_shapes::{SERVICES, Structure};
use longshore_store::Store;
use longshore_store::embedded::{EmbeddedStore, Options};
use longshore_wire::Route;
use longshore_world::{Account, Region, Scope, Tx};

use crate::clock;
use crate::request::{ACCOUNT, Call, REGION};

const SEED: u64 = 1;
const NOWHERE: ([u8; 4], u16) = ([127, 0, 0, 1], 1);

pub(crate) struct Rooms {
    pub(crate) writer: Writer,
    registry: Registry,
    caller: Caller,
    told: (Sender<Answer>, Receiver<Answer>),
}

/// A request as the server has it before it is read.
pub(crate) struct Arrived {
    pub(crate) route: Route,
    pub(crate) parts: Parts,
    pub(crate) body: Vec<u8>,
}

impl Rooms {
    pub(crate) fn new(store: Box<dyn Store>) -> Result<Self> {
        let scope = Scope { account: Account::parse(ACCOUNT)?, region: Region::parse(REGION)? };
        let writer = Writer::open(store, SEED)?;
        Ok(Self { writer, registry: registry(), caller: Caller::root(scope), told: channel() })
    }

    /// On the state of a data directory of `longshore up`.
    pub(crate) fn on_disk(data_dir: &Path) -> Result<Self> {
        let store = EmbeddedStore::open(&data_dir.join("state"), Options::default())?;
        Self::new(Box::new(store))
    }

    /// Carries out writes in one batch and hands the answers back in order.
    pub(crate) fn write(&mut self, calls: impl IntoIterator<Item = Call>) -> Result<Vec<Box<dyn Structure>>> {
        let mut jobs = Vec::new();
        for call in calls {
            jobs.push(self.job(&call)?);
        }
        let count = jobs.len();
        let mut jobs = jobs.into_iter().map(|job| Box::new(job) as Box<dyn Job>).peekable();
        // A batch may end early where it has become large.
        for _ in 0..count {
            if jobs.peek().is_none() {
                break;
            }
            self.writer.run_batch(clock::now(), &mut || jobs.next(), &mut |_, _| {});
        }
        if let Some(error) = self.writer.stopped() {
            bail!("the writer stopped: {error}");
        }
        self.told.1.try_iter().take(count).map(|answer| answer.map_err(|error| anyhow!("{error}"))).collect()
    }

    fn job(&self, call: &Call) -> Result<Once> {
        let transaction = transaction(&self.registry, &self.caller, call)?;
        Ok(Once { transaction: Some(transaction), answer: None, tell: self.told.0.clone() })
    }
}

/// What a write becomes once it is read and checked.
pub(crate) fn transaction(registry: &Registry, caller: &Caller, call: &Call) -> Result<Transaction> {
    let arrived = Arrived::new(call)?;
    let handler = registry.get(arrived.route.service, arrived.route.operation.name);
    let Some(Handler::Write(write)) = handler else { bail!("{} is no write", call.operation) };
    let mut fill = |input: &mut dyn Structure| {
        longshore_wire::read_request(&arrived.route, &arrived.parts, &arrived.body, input)
    };
    write(caller, &mut fill).map_err(|error| anyhow!("{error}"))
}

impl Arrived {
    pub(crate) fn new(call: &Call) -> Result<Self> {
        let (parts, body) = call.unsigned(NOWHERE.into())?.into_parts();
        let route = longshore_wire::route(SERVICES, &parts, Some("ecs"), &body);
        let route = route.with_context(|| format!("routing {}", call.operation))?;
        Ok(Self { route, parts, body })
    }
}

struct Once {
    transaction: Option<Transaction>,
    answer: Option<Answer>,
    tell: Sender<Answer>,
}

impl Job for Once {
    fn run(&mut self, tx: &mut Tx<'_>) -> Keep {
        let Some(transaction) = self.transaction.take() else { return Keep::Nothing };
        let answer = transaction(tx);
        let keep = if answer.is_ok() { Keep::Changes } else { Keep::Nothing };
        self.answer = Some(answer);
        keep
    }

    fn answer(self: Box<Self>) {
        if let Some(answer) = self.answer {
            // Whoever does not listen has failed already.
            let _ = self.tell.send(answer);
        }
    }

    /// The writer says why it has stopped.
    fn refuse(self: Box<Self>, _: EngineError) {}
}
