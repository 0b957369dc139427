//! What goes along with a container: whoever carries what it prints to where it belongs.
//!
//! Must not know: any log driver.

use std::collections::BTreeMap;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use longshore_runtime::Driver;
use tokio::sync::oneshot;

use crate::view::TaskView;

pub type Working<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// A container whose output is wanted somewhere.
pub struct LogJob {
    pub task: Arc<TaskView>,
    /// Its place in the task.
    pub container: usize,
    pub runtime_id: String,
    pub runtime_name: String,
    /// What was fetched for its log driver, over the options of its definition.
    pub secret_options: BTreeMap<String, String>,
    pub driver: Arc<dyn Driver>,
}

pub trait ContainerLogs: Send + Sync + 'static {
    /// Carries its output away, from where that had come to. Asked for before each start, and for each
    /// container that is found running; an error keeps a container from starting.
    fn follow(&self, job: LogJob) -> Working<'_, Result<(), String>>;
    /// Waits until all that an ended container has printed is where it belongs, or no longer.
    fn finish<'a>(&'a self, runtime_id: &'a str) -> Working<'a, ()>;
    /// The agent ends; containers go on. Writes down how far everything has come.
    fn pause(&self) -> Working<'_, ()>;
}

/// For machines whose containers' output nobody wants.
pub struct NoLogs;

impl ContainerLogs for NoLogs {
    fn follow(&self, _: LogJob) -> Working<'_, Result<(), String>> {
        Box::pin(std::future::ready(Ok(())))
    }

    fn finish<'a>(&'a self, _: &'a str) -> Working<'a, ()> {
        Box::pin(std::future::ready(()))
    }

    fn pause(&self) -> Working<'_, ()> {
        Box::pin(std::future::ready(()))
    }
}

/// What happens to sandboxes whose containers have no way out of them, for whoever answers inside.
pub enum IsolatedSandbox {
    /// It is there. Of those found at the start, some may not be isolated.
    Opened(String),
    /// It is about to go, and cannot while anything holds on to it: say when nothing does any more.
    Closing { id: String, closed: oneshot::Sender<()> },
}
