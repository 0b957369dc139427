//! What a container asks its machine by HTTP: its metadata, its credentials, the agent's API. And what the
//! machine's owner asks: introspection.
//!
//! The random ids in the paths are the only authentication, so they appear in no log. An answer is worked
//! out from one view of a task and never waits for a container. Whatever a client does costs a bounded
//! amount: of connections, of time, of bytes, of requests.
//!
//! Must not know: how tasks run, or how packets find this endpoint.

mod agent_api;
mod answer;
mod container;
mod credentials;
pub(crate) mod file;
mod introspection;
mod limiter;
mod route;
mod server;
mod stats;
mod task;
#[cfg(test)]
mod tests;

pub use introspection::NodeFacts;
pub use server::Endpoint;
