//! The registry: which operations are built, and the function behind each.
//!
//! Registration joins an operation's types to its handler; the types are erased behind it, so that the
//! server needs to know no operation. Adding one is a line in its service's `register`.
//!
//! Must not know: any service.

use std::collections::HashMap;
use std::pin::Pin;

use longshore_shapes::{ApiError, Operation, ServiceSchema, Structure};
use longshore_world::{Snapshot, Tx};

use crate::caller::Caller;

/// Fills an input from wherever it comes from.
pub type Fill<'a> = &'a mut dyn FnMut(&mut dyn Structure) -> Result<(), ApiError>;

pub type Answer = Result<Box<dyn Structure>, ApiError>;

/// The second half of a write: runs in the engine's turn.
pub type Transaction = Box<dyn FnOnce(&mut Tx<'_>) -> Answer + Send>;

type ReadHandler = Box<dyn Fn(&Snapshot, &Caller, Fill<'_>) -> Answer + Send + Sync>;
type WriteHandler = Box<dyn Fn(&Caller, Fill<'_>) -> Result<Transaction, ApiError> + Send + Sync>;

/// Asked now and then by what takes long: whether somebody still waits for it.
pub type GoOn<'a> = &'a dyn Fn() -> bool;

/// The second half of a read that takes long: works on a snapshot of its own.
pub type Work = Box<dyn FnOnce(&Snapshot, GoOn<'_>) -> Answer + Send>;

type SlowHandler = Box<dyn Fn(&Caller, Fill<'_>) -> Result<Work, ApiError> + Send + Sync>;

/// What works on files or with other hosts, and perhaps in transactions of its own.
pub type Course = Pin<Box<dyn Future<Output = Answer> + Send>>;

type EdgeHandler = Box<dyn Fn(&Caller, Fill<'_>) -> Result<Course, ApiError> + Send + Sync>;

pub enum Handler {
    Read(ReadHandler),
    Write(WriteHandler),
    /// A read that calculates for seconds: for whoever has a thread to spare.
    Slow(SlowHandler),
    /// What reaches beyond the world. The process alone registers such: nothing here knows how.
    Edge(EdgeHandler),
}

#[derive(Default)]
pub struct Registry {
    handlers: HashMap<(&'static str, &'static str), Handler>,
}

impl Registry {
    pub fn read<O: Operation>(
        &mut self,
        handler: impl Fn(&Snapshot, &Caller, O::Input) -> Result<O::Output, ApiError> + Send + Sync + 'static,
    ) {
        let handler: ReadHandler = Box::new(move |snapshot, caller, fill| {
            let mut input = O::Input::default();
            fill(&mut input)?;
            Ok(Box::new(handler(snapshot, caller, input)?))
        });
        self.add::<O>(Handler::Read(handler));
    }

    pub fn write<O: Operation, T>(
        &mut self,
        handler: impl Fn(&Caller, O::Input) -> Result<T, ApiError> + Send + Sync + 'static,
    ) where
        T: FnOnce(&mut Tx<'_>) -> Result<O::Output, ApiError> + Send + 'static,
    {
        let handler: WriteHandler = Box::new(move |caller, fill| {
            let mut input = O::Input::default();
            fill(&mut input)?;
            let transaction = handler(caller, input)?;
            Ok(Box::new(move |tx: &mut Tx<'_>| -> Answer { Ok(Box::new(transaction(tx)?)) }))
        });
        self.add::<O>(Handler::Write(handler));
    }

    /// A read that calculates for seconds, and must not be in the way of others.
    pub fn slow<O: Operation>(
        &mut self,
        handler: impl Fn(&Snapshot, &Caller, O::Input, GoOn<'_>) -> Result<O::Output, ApiError>
        + Clone
        + Send
        + Sync
        + 'static,
    ) where
        O::Input: Send,
    {
        let handler: SlowHandler = Box::new(move |caller, fill| {
            let mut input = O::Input::default();
            fill(&mut input)?;
            let (handler, caller) = (handler.clone(), caller.clone());
            let work = move |snapshot: &Snapshot, go_on: GoOn<'_>| -> Answer {
                Ok(Box::new(handler(snapshot, &caller, input, go_on)?))
            };
            Ok(Box::new(work))
        });
        self.add::<O>(Handler::Slow(handler));
    }

    /// An operation that reaches beyond the world, as the process knows how to.
    pub fn edge<O: Operation, F>(&mut self, handler: impl Fn(Caller, O::Input) -> F + Send + Sync + 'static)
    where
        F: Future<Output = Result<O::Output, ApiError>> + Send + 'static,
    {
        let handler: EdgeHandler = Box::new(move |caller, fill| {
            let mut input = O::Input::default();
            fill(&mut input)?;
            let course = handler(caller.clone(), input);
            Ok(Box::pin(async move { Ok(Box::new(course.await?) as Box<dyn Structure>) }))
        });
        self.add::<O>(Handler::Edge(handler));
    }

    fn add<O: Operation>(&mut self, handler: Handler) {
        self.handlers.insert((O::SERVICE.name, O::SCHEMA.name), handler);
    }

    pub fn get(&self, service: &ServiceSchema, operation: &'static str) -> Option<&Handler> {
        self.handlers.get(&(service.name, operation))
    }

    /// The names of the built operations of a service, in alphabetical order.
    pub fn served(&self, service: &ServiceSchema) -> Vec<&'static str> {
        let of_service = self.handlers.keys().filter(|(name, _)| *name == service.name);
        let mut names: Vec<_> = of_service.map(|(_, operation)| *operation).collect();
        names.sort_unstable();
        names
    }
}
