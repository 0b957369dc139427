//! Control without threads: the writer, the planners and the handlers, driven one step at a time.
//!
//! Transactions wait in a queue while the disk is busy and share a commit, as they do in the process. A commit that
//! fails ends it; it opens again what the disk holds.
//!
//! Must not know: nodes, or what is to happen when.

use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, Sender, channel};

use http::request::Parts;
use longshore_engine::writer::{Job, Keep};
use longshore_engine::{Committed, Controllers, EngineError, OpenError, Writer};
use longshore_services::ecs::container_instance::Connected;
use longshore_services::registry::Answer;
use longshore_services::{Caller, Handler, Registry, Transaction};
use longshore_shapes::{ApiError, OperationName, Protocol, SERVICES, ServiceSchema, Structure, Timestamp};
use longshore_wire::Route;
use longshore_wire::protocol::write_output;
use longshore_world::{Decision, Outcome, Plan, Planner, Scope, Snapshot, Tx};
use serde_json::Value;

use crate::chance::Chance;
use crate::disk::Disk;
use crate::node::NodeId;
use crate::sabotage::{self, FlowBug, Sabotage};

/// What every request was made to.
const ENDPOINT: &str = "http://simulated";
/// How many transactions share a commit, as in the process.
const BATCH_JOBS: usize = 256;
/// How much the decisions that share a transaction may weigh, as in the process.
const WEIGHT_PER_TRANSACTION: usize = 1000;

/// For whom a transaction is run.
#[derive(Debug)]
pub(crate) enum Then {
    Nothing,
    /// A call of a user, by its number.
    Call {
        number: u64,
        operation: &'static OperationName,
    },
    Connected {
        node: NodeId,
        connection: u64,
    },
    Reported {
        connection: u64,
        hello: bool,
    },
    Decided,
}

/// What a transaction found.
pub(crate) enum Found {
    Nothing,
    Answer(Answer),
    Connected(Result<Connected, ApiError>),
    /// Tasks that the node may forget; an error where it has connected anew.
    Over(Result<Vec<String>, ()>),
    Decided,
}

pub(crate) struct Told {
    pub(crate) then: Then,
    pub(crate) result: Result<Found, EngineError>,
}

pub(crate) type Run = Box<dyn FnOnce(&mut Tx<'_>) -> (Keep, Found) + Send>;

struct Pending {
    run: Option<Run>,
    found: Found,
    then: Then,
    told: Sender<Told>,
    sabotage: (Sabotage, u64),
}

impl Job for Pending {
    fn run(&mut self, tx: &mut Tx<'_>) -> Keep {
        let Some(run) = self.run.take() else { return Keep::Nothing };
        let (keep, found) = run(tx);
        self.found = found;
        if keep == Keep::Changes {
            sabotage::spoil(self.sabotage.0, tx, self.sabotage.1);
        }
        keep
    }

    fn answer(self: Box<Self>) {
        drop(self.told.send(Told { then: self.then, result: Ok(self.found) }));
    }

    fn refuse(self: Box<Self>, error: EngineError) {
        drop(self.told.send(Told { then: self.then, result: Err(error) }));
    }
}

pub(crate) struct Control {
    pub(crate) disk: Disk,
    /// None while it is down.
    writer: Option<Writer>,
    controllers: Controllers,
    registry: Registry,
    pub(crate) caller: Caller,
    pub(crate) snapshot: Snapshot,
    queue: VecDeque<Box<dyn Job>>,
    told: (Sender<Told>, Receiver<Told>),
    /// Parts of plans that are being carried out.
    pub(crate) carrying: usize,
    /// Parts of plans that wait, for a planner that is slow.
    held: Vec<Run>,
    sabotage: Sabotage,
    pub(crate) transactions: u64,
}

/// Why a call has no answer.
#[derive(Debug, thiserror::Error)]
pub enum CallProblem {
    #[error("{0}: {1}")]
    Refused(&'static str, String),
    #[error("there is no operation {0}, or it is not built")]
    Unknown(String),
    #[error("control is down")]
    Down,
}

pub(crate) fn planners(sabotage: Sabotage) -> Vec<Box<dyn Planner>> {
    let mut planners = longshore_planners::planners(&longshore_planners::Settings::default());
    if sabotage.flows(FlowBug::NeverContent) {
        planners.push(Box::new(NeverContent));
    }
    planners
}

impl Control {
    pub(crate) fn open(disk: Disk, scope: Scope, seed: u64, sabotage: Sabotage) -> Result<Self, OpenError> {
        let writer = Writer::open(Box::new(disk.clone()), seed)?;
        Ok(Self::with(writer, disk, scope, sabotage))
    }

    /// On a writer that is open already.
    pub(crate) fn with(writer: Writer, disk: Disk, scope: Scope, sabotage: Sabotage) -> Self {
        Self {
            disk,
            snapshot: writer.snapshot(),
            writer: Some(writer),
            controllers: Controllers::new(planners(sabotage)),
            registry: longshore_services::registry(),
            caller: Caller { endpoint: ENDPOINT.to_owned(), ..Caller::root(scope) },
            queue: VecDeque::new(),
            told: channel(),
            carrying: 0,
            held: Vec::new(),
            sabotage,
            transactions: 0,
        }
    }

    pub(crate) fn is_up(&self) -> bool {
        self.writer.is_some()
    }

    /// It ends at once; whatever waited is lost.
    pub(crate) fn end(&mut self) {
        self.writer = None;
        self.queue.clear();
        self.carrying = 0;
        self.held.clear();
        while self.told.1.try_recv().is_ok() {}
    }

    pub(crate) fn reopen(&mut self, seed: u64) -> Result<(), OpenError> {
        let writer = Writer::open(Box::new(self.disk.clone()), seed)?;
        self.snapshot = writer.snapshot();
        self.writer = Some(writer);
        self.controllers = Controllers::new(planners(self.sabotage));
        Ok(())
    }

    pub(crate) fn is_idle(&self) -> bool {
        self.queue.is_empty()
    }

    /// Puts a transaction into the queue.
    pub(crate) fn submit(&mut self, then: Then, run: Run) {
        self.transactions += 1;
        let sabotage = (self.sabotage, self.transactions);
        let told = self.told.0.clone();
        self.queue.push_back(Box::new(Pending {
            run: Some(run),
            found: Found::Nothing,
            then,
            told,
            sabotage,
        }));
    }

    pub(crate) fn submit_plain(&mut self, run: impl FnOnce(&mut Tx<'_>) + Send + 'static) {
        let run = move |tx: &mut Tx<'_>| {
            run(tx);
            (Keep::Changes, Found::Nothing)
        };
        self.submit(Then::Nothing, Box::new(run));
    }

    /// Makes one batch of what waits durable. Answers what it changed, and what it found for whom.
    pub(crate) fn flush(&mut self, now: Timestamp) -> (Option<Committed>, Vec<Told>) {
        let Some(writer) = &mut self.writer else { return (None, Vec::new()) };
        let (queue, snapshot) = (&mut self.queue, &mut self.snapshot);
        let mut room = BATCH_JOBS;
        let mut next = || {
            room = room.checked_sub(1)?;
            queue.pop_front()
        };
        let mut shown = None;
        writer.run_batch(now, &mut next, &mut |new, committed| {
            *snapshot = new;
            shown = Some(committed);
        });
        if let Some(committed) = &shown {
            self.controllers.note(committed);
        }
        (shown, self.told.1.try_iter().collect())
    }

    pub(crate) fn has_failed(&self) -> bool {
        self.writer.as_ref().is_some_and(|writer| writer.stopped().is_some())
    }

    /// When a planner is due; now where one has something to look at.
    pub(crate) fn next_due(&self, now: Timestamp) -> Option<Timestamp> {
        self.controllers.next_due(now)
    }

    /// The same without full passes.
    pub(crate) fn next_wake(&self, now: Timestamp) -> Option<Timestamp> {
        self.controllers.next_wake(now)
    }

    /// Puts what waits into another order.
    pub(crate) fn shuffle(&mut self, chance: &mut Chance) {
        chance.shuffle(self.queue.make_contiguous());
    }

    /// What planners have decided a while ago is carried out now.
    pub(crate) fn carry_held(&mut self) {
        for run in std::mem::take(&mut self.held) {
            self.submit(Then::Decided, run);
        }
    }

    /// Asks the planners that are due, and puts what they decide into the queue, or holds it.
    pub(crate) fn plan(&mut self, now: Timestamp, hold: bool, log: &mut dyn FnMut(&'static str, &Plan)) {
        for (name, plan) in self.controllers.plan(&self.snapshot, now) {
            log(name, &plan);
            if self.sabotage.flows(FlowBug::DropsDecisions) {
                continue;
            }
            let mut decisions = plan.decisions.into_iter().peekable();
            while decisions.peek().is_some() {
                let mut weight = 0;
                let mut fits = |decision: &dyn Decision| {
                    weight += decision.weight();
                    weight <= WEIGHT_PER_TRANSACTION
                };
                let mut part: Vec<_> = decisions.next().into_iter().collect();
                while let Some(more) = decisions.next_if(|decision| fits(&**decision)) {
                    part.push(more);
                }
                self.carrying += 1;
                let run: Run = Box::new(move |tx| carry_out(tx, &part));
                if hold { self.held.push(run) } else { self.submit(Then::Decided, run) }
            }
        }
    }

    /// Every operation that is built.
    pub(crate) fn operations(&self) -> Vec<&'static OperationName> {
        let all = SERVICES.iter().flat_map(|service| service.operations.iter().map(move |it| (service, it)));
        all.filter(|(service, it)| self.registry.get(service, it.name).is_some()).map(|(_, it)| it).collect()
    }

    pub(crate) fn operation(&self, name: &str) -> Option<(&'static ServiceSchema, &'static OperationName)> {
        SERVICES.iter().find_map(|service| {
            let operation = service.operations.iter().find(|operation| operation.name == name)?;
            self.registry.get(service, operation.name).map(|_| (*service, operation))
        })
    }

    /// A call as a client makes it. A read is answered at once, a write when it is durable.
    pub(crate) fn call(
        &mut self,
        number: u64,
        name: &str,
        input: &Value,
    ) -> Result<Option<Value>, CallProblem> {
        if self.writer.is_none() {
            return Err(CallProblem::Down);
        }
        let unknown = || CallProblem::Unknown(name.to_owned());
        let (service, operation) = self.operation(name).ok_or_else(unknown)?;
        let handler = self.registry.get(service, operation.name).ok_or_else(unknown)?;
        let body = input.to_string();
        let protocol = Protocol::AwsJson11;
        let route = Route { service, operation, protocol, labels: Vec::new() };
        let parts = empty_parts();
        let mut fill =
            |input: &mut dyn Structure| longshore_wire::read_request(&route, &parts, body.as_bytes(), input);
        match handler {
            Handler::Read(read) => {
                let output = read(&self.snapshot, &self.caller, &mut fill).map_err(refused)?;
                Ok(Some(as_json(operation, &*output)))
            }
            Handler::Write(write) => {
                let transaction = write(&self.caller, &mut fill).map_err(refused)?;
                self.submit(Then::Call { number, operation }, answering(transaction));
                Ok(None)
            }
            Handler::Slow(slow) => {
                let work = slow(&self.caller, &mut fill).map_err(refused)?;
                let output = work(&self.snapshot, &|| true).map_err(refused)?;
                Ok(Some(as_json(operation, &*output)))
            }
            // Only a process registers such.
            Handler::Edge(_) => Err(unknown()),
        }
    }
}

fn answering(transaction: Transaction) -> Run {
    Box::new(move |tx| {
        let answer = transaction(tx);
        let keep = if answer.is_ok() { Keep::Changes } else { Keep::Nothing };
        (keep, Found::Answer(answer))
    })
}

fn carry_out(tx: &mut Tx<'_>, part: &[Box<dyn Decision>]) -> (Keep, Found) {
    for decision in part {
        decision.apply(tx);
    }
    (Keep::Changes, Found::Decided)
}

fn empty_parts() -> Parts {
    http::Request::new(()).into_parts().0
}

pub(crate) fn refused(error: ApiError) -> CallProblem {
    CallProblem::Refused(error.code(), error.message)
}

pub(crate) fn as_json(operation: &'static OperationName, output: &dyn Structure) -> Value {
    let service =
        SERVICES.iter().find(|service| service.operations.iter().any(|it| std::ptr::eq(it, operation)));
    let Some((service, schema)) = service.zip(operation.schema) else { return Value::Null };
    let answer = write_output(service, schema, Protocol::AwsJson11, output, "simulated");
    serde_json::from_slice(answer.body()).unwrap_or(Value::Null)
}

/// A planted planner that always finds something to do.
struct NeverContent;

struct Again;

impl std::fmt::Display for Again {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("say it once more")
    }
}

impl Decision for Again {
    fn apply(&self, tx: &mut Tx<'_>) -> Outcome {
        tx.announce(longshore_world::records::history::Happening::default());
        Outcome::Done
    }
}

impl Planner for NeverContent {
    fn name(&self) -> &'static str {
        "never content"
    }

    fn tables(&self) -> &'static [longshore_world::TableId] {
        &[]
    }

    fn plan(&self, _: &Snapshot, _: &longshore_world::Trigger, _: Timestamp) -> Plan {
        Plan { decisions: vec![Box::new(Again)], wake_at: None }
    }
}
