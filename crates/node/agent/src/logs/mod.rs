//! What containers print: from their output to where their definitions say, and a copy for `longshore logs`.
//!
//! A [`LogTarget`] is a checked log configuration. A [`ContainerLog`] is a container's place on disk: its
//! position, and the bounded copy that is kept whatever the driver is (`none` keeps nothing). A [`LogPump`]
//! carries lines from one to the other until the container has ended and all is delivered.
//!
//! Invariants: a position is passed only when its lines have arrived, or are counted as lost and told; a
//! target that is dead, slow or hanging is tried again for as long as the container lives; memory for each
//! container is bounded.
//!
//! Must not know: tasks' states, or how a container's output is kept until it is read.

mod awslogs;
mod connection;
mod facts;
mod fluentd;
mod gelf;
mod journald;
mod keep;
mod line;
mod msgpack;
mod multiline;
mod node;
mod options;
mod position;
mod pump;
mod queue;
mod read;
mod reading;
mod sending;
mod sink;
mod syslog;
mod target;
#[cfg(test)]
mod tests;
mod tls;

pub use awslogs::{KeptOnNode, LogEvent, LogSink, LogStream, SinkAnswer, SinkError};
pub use facts::LogFacts;
pub use node::NodeLogs;
pub use options::LogError;
pub use pump::{ContainerLog, LogOutcome, LogPump};
pub use read::{LogLine, LogReadError, LogReader, LogsAsked, read, remove};
pub use target::LogTarget;
