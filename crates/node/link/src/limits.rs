//! What neither side may go beyond, so that a slow or broken one costs the other little.
//!
//! Must not know: how either side keeps to it.

/// Messages that wait to be written to a connection. A side whose queue is full closes the connection: the
/// other comes back and is told everything anew, which is shorter than what waited.
pub const QUEUED_MESSAGES_MAX: usize = 1024;
/// Reports that a node sends before the first of them is accepted; it gathers what changes meanwhile.
pub const REPORTS_UNACCEPTED_MAX: usize = 64;
/// Tasks in one report; more go into the next.
pub const TASKS_PER_REPORT_MAX: usize = 500;
/// Tasks that a node tells of in `hello`.
pub const TASKS_PER_HELLO_MAX: usize = 10_000;
/// Bytes of assignments in one message, roughly; the rest follows in the next part.
pub const ASSIGNMENT_BYTES_MAX: usize = 4 * 1024 * 1024;
/// Tasks that one node can be assigned.
pub const ASSIGNMENTS_MAX: usize = 10_000;
/// Questions to one node that are open at the same time.
pub const QUESTIONS_MAX: usize = 64;
/// Bytes of one part of an answer.
pub const ANSWER_PART_BYTES_MAX: usize = 256 * 1024;
/// Parts of an answer that a node may send ahead of a slow reader; it is told as more may follow.
pub const ANSWER_PARTS_HELD_MAX: usize = 64;
/// How long a new connection may take to say `hello`.
pub const HELLO_SECONDS_MAX: u64 = 10;
