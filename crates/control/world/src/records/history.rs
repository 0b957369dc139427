//! History: what has happened, in the order in which it was committed. Cold; read by range.
//!
//! Two tables. [`Happening`] is the bus: changed rows that an event tells of, and events that are no row's
//! change. [`Chapter`] is the decision log: the story of one task, service, deployment or instance.
//!
//! Must not know: who reads either, or what an event looks like outside.

use longshore_shapes::{Blob, Timestamp, schema};

use crate::key::{KeyBytes, KeyWriter};
use crate::record::{ColdRecord, StoredRecord};
use crate::scope::Scope;
use crate::{row_key, structure};

row_key!(
    /// When it was committed: the commit, and the place within it.
    HappeningKey { commit: u64 = number, place: u32 = small_number }
);

row_key!(
    /// Whose story, and where in it. `subject` is the ARN of what it is about.
    ChapterKey { scope: Scope = scope, subject: String = text, commit: u64 = number, place: u32 = small_number }
);

structure! {
    Happening {
        at: Timestamp => schema::TIMESTAMP,
        account: String => schema::TEXT,
        region: String => schema::TEXT,
        /// The row that changed: its table, its key, and how it is now; none where it went away.
        table: Option<i32> => schema::INTEGER,
        key: Option<Blob> => schema::BLOB,
        row: Option<Blob> => schema::BLOB,
        /// Or an event of a kind of its own: its detail-type, the ARNs it is about, its detail as JSON.
        detail_type: Option<String> => schema::TEXT,
        resources: Vec<String> => super::TEXTS,
        detail: Option<String> => schema::TEXT,
    }
}

structure! {
    Chapter {
        at: Timestamp => schema::TIMESTAMP,
        /// Who decided or saw it: a planner, a node, a user.
        who: String => schema::TEXT,
        /// What was done or seen, in plain words.
        what: String => schema::TEXT,
        /// On what grounds.
        why: Option<String> => schema::TEXT,
    }
}

/// The start of the keys of one subject's story.
pub fn story_prefix(scope: Scope, subject: &str) -> KeyBytes {
    KeyWriter::new().scope(scope).text(subject).finish()
}

impl StoredRecord for Happening {
    type Key = HappeningKey;
    const TABLE: u16 = 8;
    const NAME: &'static str = "happening";
}

impl ColdRecord for Happening {}

impl StoredRecord for Chapter {
    type Key = ChapterKey;
    const TABLE: u16 = 9;
    const NAME: &'static str = "chapter";
}

impl ColdRecord for Chapter {}
