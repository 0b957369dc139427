//! The scheduler of services: looks at one service at a time, decides, and carries the decision out.
//!
//! - [`view`] says what a decision rests on and what it may be;
//! - [`decide`] decides, knowing nothing else;
//! - [`scheduler`] is the planner: [`concerned`] and [`agenda`] say who is looked at when, [`look`] with [`tasks`],
//!   [`places`] and [`orders`] makes the view;
//! - [`carry`] carries a plan out in one transaction: [`starts`] its tasks, [`rollouts`] its deployments,
//!   [`books`] the history of deployments, [`telling`] its events;
//! - [`orphans`] stops the tasks of services that are no more;
//! - [`surroundings`] is the place of load balancers, discovery and alarms.
//!
//! Must not know: requests.

mod agenda;
mod books;
mod carry;
mod concerned;
pub mod decide;
mod look;
mod orders;
mod orphans;
mod places;
mod rollouts;
mod scheduler;
mod starts;
pub mod surroundings;
mod tasks;
mod telling;
#[cfg(test)]
mod tests;
pub mod view;

pub use self::look::threshold;
pub(crate) use self::orders::order_of_revision;
pub use self::places::unbalanced;
pub use self::scheduler::Scheduler;
