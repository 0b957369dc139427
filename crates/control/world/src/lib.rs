//! The world: everything control knows, in memory, as typed tables with declared indexes.
//!
//! In reading order:
//! - [`scope`] names whose state it is, [`key`] turns names into bytes whose order is the order of lists;
//! - [`record`] joins a row type to its table, its key, its indexes and its stored form;
//! - [`table`] holds rows on persistent maps, so that a snapshot is a handful of reference counts;
//! - [`tables`] lists every table once, and [`records`] the rows, one file per noun;
//! - [`transaction`] is the only way to change anything, [`snapshot`] the only way to look;
//! - [`fleet`] is what tasks leave of the machines, kept current with every change;
//! - [`plan`] is the form of every controller's decision;
//! - [`query_language`] is the language of conditions on container instances.
//!
//! Invariants: an index agrees with its rows after every transaction, failed ones included; a transaction
//! applies wholly or not at all; a snapshot never changes.
//!
//! Must not know: any wire protocol, the disk, the clock, or where randomness comes from.

pub mod check;
pub mod fleet;
pub mod key;
pub mod plan;
pub mod query_language;
pub mod record;
pub mod records;
pub mod scope;
pub mod snapshot;
pub mod table;
pub mod tables;
pub mod transaction;
pub mod word;

pub use key::{KeyBytes, RowKey};
/// The moment type of every record, for the crates that have no business with shapes.
pub use longshore_shapes::Timestamp;
/// Declares a record.
pub(crate) use longshore_shapes::structure;
pub use plan::{Decision, Outcome, Plan, Planner, Trigger};
pub use record::{ColdRecord, Record, RowError, StoredRecord, TableId};
pub use scope::{Account, Region, Scope};
pub use snapshot::{Cold, ColdError, NoCold, Snapshot};
pub use tables::{RowId, World};
pub use transaction::{Change, StagedCold, Stamp, StoredRow, Tx};
pub use word::Word;
