//! The node's end of its connection to control: kept up for as long as the agent lives.
//!
//! Every connection begins anew: the node says who it is and all it sees, control says all it wants. Between
//! two connections nothing queues up, because the last report of a task says everything.
//!
//! Must not know: sockets, certificates, or what an answer is made of.

mod stream;
mod talk;
#[cfg(test)]
mod tests;

use std::io;
use std::sync::Arc;
use std::time::Duration;

use longshore_link::{
    Answer, Certificate, Hello, LogsQuestion, PrePull, ProtectionAnswer, Refused, RegistryAnswer,
    RoleCredentials, ToControl, Welcome,
};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::{Semaphore, mpsc, watch};
use tokio::time::sleep;

pub use stream::{Incoming, StreamError};

use crate::company::Working;
use crate::engine::AgentHandle;

const BACKOFF_FIRST: Duration = Duration::from_millis(250);
const BACKOFF_LAST: Duration = Duration::from_secs(30);
const COMMANDS_MAX: usize = 16;

/// A stream of bytes to control and back.
pub trait Wire: AsyncRead + AsyncWrite + Send + Unpin {}

impl<T: AsyncRead + AsyncWrite + Send + Unpin> Wire for T {}

/// How control is reached.
pub trait Connect: Send + Sync + 'static {
    fn connect(&self) -> Working<'_, io::Result<Box<dyn Wire>>>;
}

/// What the rest of the node does with what control says, beside assignments.
pub trait Duties: Send + Sync + 'static {
    /// Who the node is and what it has; its tasks and its generation are filled in.
    fn hello(&self) -> Hello;
    fn welcomed(&self, welcome: &Welcome);
    /// Before the assignments that name them.
    fn credentials(&self, roles: Vec<RoleCredentials>);
    fn certificate(&self, certificate: Certificate);
    /// What a task asked of its protection.
    fn protection(&self, answer: ProtectionAnswer);
    /// How a task's image is pulled from control's registry.
    fn registry(&self, answer: RegistryAnswer);
    /// Images that control would have here before a task needs them.
    fn pre_pull(&self, _images: Vec<PrePull>) {}
    /// Control will not talk to this node. False: it is not tried again.
    fn refused(&self, refused: &Refused) -> bool;
    /// Answers a question, in parts. Dropped where nobody wants the answer any more.
    fn answer(&self, question: LogsQuestion, parts: Parts) -> Working<'static, ()>;
    /// Tells what the tasks that run use of the machine, in parts, and is dropped alike.
    fn usage(&self, parts: Parts) -> Working<'static, ()>;
}

/// Where the parts of one answer go.
pub struct Parts {
    number: i64,
    out: mpsc::Sender<ToControl>,
    allowed: Arc<Semaphore>,
}

impl Parts {
    /// Sends a part of at most `longshore_link::limits::ANSWER_PART_BYTES_MAX` bytes, when control has room
    /// for it. False: nobody listens.
    pub async fn send(&self, part: String) -> bool {
        let Ok(permit) = self.allowed.acquire().await else { return false };
        permit.forget();
        let answer = Answer { question: Some(self.number), part: Some(part), ..Answer::default() };
        self.out.send(ToControl { answer: Some(answer), ..ToControl::default() }).await.is_ok()
    }

    /// The answer is whole, or cannot be.
    pub async fn end(self, error: Option<String>) {
        let answer = Answer { question: Some(self.number), error, last: Some(true), ..Answer::default() };
        // A connection that is gone wants no end.
        let _ = self.out.send(ToControl { answer: Some(answer), ..ToControl::default() }).await;
    }
}

enum Command {
    Say(Box<ToControl>),
    Close,
}

/// Speaks to a session that is kept up.
#[derive(Clone)]
pub struct SessionHandle {
    commands: mpsc::Sender<Command>,
    connected: watch::Receiver<bool>,
}

impl SessionHandle {
    /// Says something on the connection as soon as there is one: that the node leaves, that it wants a new
    /// certificate.
    pub async fn say(&self, message: ToControl) {
        let _ = self.commands.send(Command::Say(Box::new(message))).await;
    }

    /// Ends the connection for good. Tasks go on.
    pub async fn close(&self) {
        let _ = self.commands.send(Command::Close).await;
    }

    /// Whether control has welcomed the node and listens.
    pub fn connected(&self) -> watch::Receiver<bool> {
        self.connected.clone()
    }
}

pub struct Session {
    pub agent: AgentHandle,
    pub connect: Arc<dyn Connect>,
    pub duties: Arc<dyn Duties>,
    /// So that many nodes do not come back at once.
    pub seed: u64,
}

/// How a conversation ended.
enum End {
    /// Control closed it, or it broke.
    Lost,
    Refused(Refused),
    Closed,
}

impl Session {
    /// Keeps a connection up until it is closed, or control refuses the node for good.
    pub fn start(self) -> SessionHandle {
        let (commands, orders) = mpsc::channel(COMMANDS_MAX);
        let (said, connected) = watch::channel(false);
        tokio::spawn(self.run(orders, said));
        SessionHandle { commands, connected }
    }

    async fn run(self, mut orders: mpsc::Receiver<Command>, said: watch::Sender<bool>) {
        let mut random = fastrand::Rng::with_seed(self.seed);
        let mut backoff = BACKOFF_FIRST;
        loop {
            let end = match self.connect.connect().await {
                Ok(wire) => talk::talk(&self, wire, &mut orders, &said).await,
                Err(error) => {
                    tracing::warn!(%error, "control is not reached");
                    Ok(End::Lost)
                }
            };
            if said.send_replace(false) {
                backoff = BACKOFF_FIRST;
            }
            match end {
                Ok(End::Closed) => return,
                Ok(End::Refused(refused)) => {
                    let (code, message) = (refused.code.as_deref(), refused.message.as_deref());
                    tracing::warn!(code, message, "control refuses this node");
                    if !self.duties.refused(&refused) {
                        return;
                    }
                }
                Ok(End::Lost) => {}
                Err(error) => tracing::warn!(%error, "the connection to control is lost"),
            }
            let pause = backoff.mul_f64(0.5 + random.f64() / 2.0);
            backoff = backoff.saturating_mul(2).min(BACKOFF_LAST);
            if closed_during(pause, &mut orders).await {
                return;
            }
        }
    }
}

/// Waits; what is to be said meanwhile has nobody to be said to.
async fn closed_during(pause: Duration, orders: &mut mpsc::Receiver<Command>) -> bool {
    let pause = sleep(pause);
    tokio::pin!(pause);
    loop {
        tokio::select! {
            () = &mut pause => return false,
            order = orders.recv() => match order {
                Some(Command::Say(_)) => {}
                Some(Command::Close) | None => return true,
            }
        }
    }
}
