//! The handle to a machine's networks.
//!
//! Must not know: how anything is done; that is the worker's.

use std::net::{SocketAddr, TcpListener};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;

use tokio::sync::mpsc::{Sender, channel};
use tokio::sync::oneshot;

use crate::error::NetworkError;
use crate::namespaces::io;
use crate::request::{AttachRequest, Attachment, InterfaceCounters, NetworkConfig};
use crate::worker::{Command, Worker, listen};

type Result<T> = std::result::Result<T, NetworkError>;

/// More commands than these make those who ask wait.
const MAX_WAITING: usize = 1024;

/// Cheap to clone. All calls are carried out in turn by one thread of its own, which ends with the last handle;
/// attachments stay, and are found again by the next start.
#[derive(Clone, Debug)]
pub struct Network {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    commands: Option<Sender<Command>>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl Drop for Shared {
    fn drop(&mut self) {
        self.commands = None;
        let thread = self.thread.lock().ok().and_then(|mut thread| thread.take());
        // Takes the namespaces apart that waited ready: some milliseconds.
        if let Some(thread) = thread {
            let _ = thread.join();
        }
    }
}

impl Network {
    /// Makes bridge, addresses and rules; finds remembered attachments again; removes what belongs to none.
    pub async fn start(config: NetworkConfig) -> Result<Self> {
        let (commands, receiver) = channel(MAX_WAITING);
        let (answer, started) = oneshot::channel();
        let weak = commands.downgrade();
        let thread = std::thread::Builder::new()
            .name("network".to_owned())
            .spawn(move || match Worker::open(config, weak) {
                Ok(worker) => {
                    if answer.send(Ok(())).is_ok() {
                        worker.run(receiver);
                    }
                }
                Err(error) => drop(answer.send(Err(error))),
            })
            .map_err(|error| io("start the network's thread", &error))?;
        started.await.unwrap_or(Err(NetworkError::Closed))?;
        Ok(Self { shared: Arc::new(Shared { commands: Some(commands), thread: Mutex::new(Some(thread)) }) })
    }

    /// The same request again gets the same attachment.
    pub async fn attach(&self, request: &AttachRequest) -> Result<Attachment> {
        self.ask(|answer| Command::Attach(Box::new(request.clone()), None, answer)).await
    }

    /// The same, perhaps with a namespace that one of the same kin gave back.
    pub async fn attach_of_kin(&self, request: &AttachRequest, kin: &str) -> Result<Attachment> {
        self.ask(|answer| Command::Attach(Box::new(request.clone()), Some(kin.to_owned()), answer)).await
    }

    /// Out of rules and routes when answered; interfaces and namespace go a little later (see `settled`).
    /// What is not attached counts as detached.
    pub async fn detach(&self, id: &str) -> Result<()> {
        self.ask(|answer| Command::Detach(id.to_owned(), None, answer)).await
    }

    /// Detaches what nothing runs in any more, and nothing ever did that had the right to change it. If it was
    /// attached as of that kin and shows no trace of use, its namespace may go to another one of the same kin.
    pub async fn give_back(&self, id: &str, kin: &str) -> Result<()> {
        self.ask(|answer| Command::Detach(id.to_owned(), Some(kin.to_owned()), answer)).await
    }

    pub async fn attachments(&self) -> Result<Vec<Attachment>> {
        self.ask(Command::List).await
    }

    /// Detaches all others.
    pub async fn keep_only(&self, ids: &[String]) -> Result<()> {
        self.ask(|answer| Command::KeepOnly(ids.to_vec(), answer)).await
    }

    /// A listener inside an attachment's namespace, not blocking; an address missing there is put on its loopback.
    pub async fn listen_inside(&self, id: &str, address: SocketAddr) -> Result<TcpListener> {
        self.ask(|answer| Command::ListenInside(id.to_owned(), address, answer)).await
    }

    /// A listener on an address of this machine (the metadata endpoint's), not blocking.
    pub fn listen_on_host(&self, address: SocketAddr) -> Result<TcpListener> {
        listen(address)
    }

    /// Of every interface but loopback; none for isolated attachments.
    pub async fn interface_counters(&self, id: &str) -> Result<Vec<InterfaceCounters>> {
        self.ask(|answer| Command::Counters(id.to_owned(), answer)).await
    }

    /// Waits until everything that was detached is gone from the kernel.
    pub async fn settled(&self) -> Result<()> {
        let (answer, settled) = oneshot::channel();
        self.send(Command::Settle(answer)).await?;
        settled.await.map_err(|_| NetworkError::Closed)
    }

    /// Removes bridge and rules when nothing is attached, and says whether it did; nothing can be attached after.
    pub async fn shut_down_empty(&self) -> Result<bool> {
        self.ask(Command::ShutDownEmpty).await
    }

    async fn ask<T>(&self, command: impl FnOnce(oneshot::Sender<Result<T>>) -> Command) -> Result<T> {
        let (answer, outcome) = oneshot::channel();
        self.send(command(answer)).await?;
        outcome.await.unwrap_or(Err(NetworkError::Closed))
    }

    async fn send(&self, command: Command) -> Result<()> {
        let commands = self.shared.commands.as_ref().ok_or(NetworkError::Closed)?;
        commands.send(command).await.map_err(|_| NetworkError::Closed)
    }
}
