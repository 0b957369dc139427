//! History: what has happened, in the order in which it was committed. Cold; read by range.
//!
//! Two tables. [`Happening`] is the bus: changed rows that an event tells of, and events that are no row's
//! change. [`Chapter`] is the decision log: the story of one task, service, deployment or instance.
//!
//! Must not know: who reads either, or what an event looks like outside.

use longshore_shapes::cbor::CborWriter;
use longshore_shapes::write::Writer;
use longshore_shapes::{Blob, Timestamp, schema};

use crate::key::{KeyBytes, KeyWriter};
use crate::record::{ColdRecord, StoredRecord, TableId};
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

impl Happening {
    /// The stored form of the one that tells of a row, made of its parts, in the place of what is in a buffer: most
    /// of history is of this kind.
    pub(crate) fn of_row(
        mut buffer: Vec<u8>,
        at: Timestamp,
        table: TableId,
        key: &KeyBytes,
        row: &[u8],
    ) -> Vec<u8> {
        buffer.clear();
        buffer.push(Self::VERSION);
        let mut writer = CborWriter::new(buffer);
        writer.begin();
        writer.key("at");
        writer.timestamp(&schema::TIMESTAMP, at);
        for name in ["account", "region"] {
            writer.key(name);
            writer.text(&schema::TEXT, "");
        }
        writer.key("table");
        writer.integer(&schema::INTEGER, i32::from(table));
        for (name, bytes) in [("key", key.as_slice()), ("row", row)] {
            writer.key(name);
            writer.blob(&schema::BLOB, bytes);
        }
        writer.key("resources");
        writer.list(&super::TEXTS, &Vec::<String>::new());
        writer.end();
        writer.finish()
    }
}

impl StoredRecord for Chapter {
    type Key = ChapterKey;
    const TABLE: u16 = 9;
    const NAME: &'static str = "chapter";
}

impl ColdRecord for Chapter {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_tells_of_a_row_is_written_as_any_other() {
        let key = KeyBytes::from_slice(b"key");
        for (at, row) in [(1000, b"row".as_slice()), (1001, &[]), (0, &[7; 300])] {
            let at = Timestamp::from_millis(at);
            let (key_bytes, row_bytes) = (b"key".to_vec(), row.to_vec());
            let happening = Happening {
                at,
                table: Some(107),
                key: Some(key_bytes.into()),
                row: Some(row_bytes.into()),
                ..Happening::default()
            };
            assert_eq!(Happening::of_row(vec![1, 2, 3], at, 107, &key, row), happening.encode());
        }
    }
}
