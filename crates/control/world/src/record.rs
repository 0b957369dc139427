//! Rows: what joins a type to its table, its key, its indexes and its stored form.
//!
//! A stored row is its version (one byte) and its members in CBOR by name. Members can be added freely:
//! an old row lacks them, an old reader skips them. A change that renames or reshapes takes the next
//! version, and [`StoredRecord::migrate`] is where the old form is turned into the new one.
//!
//! Must not know: where rows are kept.

use std::any::Any;
use std::sync::Arc;

use longshore_shapes::{Document, ReadError, Structure, Value, cbor};

use crate::fleet::Fleet;
use crate::key::{KeyBytes, RowKey};

/// The number of a table in the store. Never reused, never changed.
pub type TableId = u16;

/// A row type with a stored form, in memory or not.
pub trait StoredRecord: Structure + Value + Default + Clone + PartialEq {
    type Key: RowKey;
    const TABLE: TableId;
    /// The name in reports and messages: `task-definition`.
    const NAME: &'static str;
    const VERSION: u8 = 1;

    /// Whether a change from `before` to this is one that an event tells of.
    fn tells(&self, _before: Option<&Self>) -> bool {
        false
    }

    /// Turns a row of an older version into the form of the next one.
    fn migrate(from: u8, _old: Document) -> Result<Document, RowError> {
        Err(RowError::Version { found: from, newest: Self::VERSION })
    }

    fn encode(&self) -> Vec<u8> {
        self.encode_into(Vec::new())
    }

    /// The same in the place of what is in a buffer.
    fn encode_into(&self, mut buffer: Vec<u8>) -> Vec<u8> {
        buffer.clear();
        buffer.push(Self::VERSION);
        let mut writer = cbor::CborWriter::new(buffer);
        self.write(self.schema(), &mut writer);
        writer.finish()
    }

    fn decode(bytes: &[u8]) -> Result<Self, RowError> {
        let (version, body) = bytes.split_first().ok_or(RowError::Empty)?;
        if *version == Self::VERSION {
            return Ok(cbor::from_slice(body)?);
        }
        if *version > Self::VERSION {
            return Err(RowError::Version { found: *version, newest: Self::VERSION });
        }
        let mut row = cbor::document_from_slice(body)?;
        for from in *version..Self::VERSION {
            row = Self::migrate(from, row)?;
        }
        Ok(cbor::from_slice(&cbor::document_to_vec(&row))?)
    }
}

/// A row held in memory, with its indexes.
pub trait Record: StoredRecord {
    /// How many indexes the table has; [`Record::indexes`] names them by number.
    const INDEXES: usize = 0;

    /// Where in the bytes of a key its name begins: what tells rows from one another that stand in lists together.
    /// Keys that are equal up to there are of one group.
    fn name_at(_key: &[u8]) -> usize {
        0
    }

    /// The entries of this row, each in the index of that number.
    fn indexes(&self, _key: &Self::Key, _entry: &mut dyn FnMut(usize, KeyBytes)) {}

    /// Whether it is plain that this row has the entries that it had before a change: then none is made.
    fn stands_where(&self, _before: &Self) -> bool {
        false
    }

    /// What else follows from a change: what is left of the machines.
    fn derive(_fleet: &mut Fleet, _key: &KeyBytes, _before: Option<&Self>, _after: Option<&Self>) {}
}

/// A row that only history needs: written in the same commit, read from disk, not held in memory.
/// It is written once and may be deleted, never changed.
pub trait ColdRecord: StoredRecord {}

/// A row that cannot be read back.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RowError {
    #[error("the row is empty")]
    Empty,
    #[error(
        "the row has version {found} and this program knows up to {newest}: start the newer longshore that wrote it"
    )]
    Version { found: u8, newest: u8 },
    #[error("the row's key is not one of its table")]
    Key,
    #[error("there is no table {0}: start the newer longshore that wrote it")]
    Table(TableId),
    #[error(transparent)]
    Form(#[from] ReadError),
}

/// A row of any table, for changes and watches.
pub trait AnyRecord: Any + Send + Sync {
    /// The stored form, in the place of what is in a buffer.
    fn encode_row(&self, buffer: Vec<u8>) -> Vec<u8>;
    /// Whether an event tells of the change from `before` to this.
    fn tells_of(&self, before: Option<&dyn AnyRecord>) -> bool;
    fn as_any(&self) -> &dyn Any;
    fn into_any(self: Arc<Self>) -> Arc<dyn Any + Send + Sync>;
}

impl<R: StoredRecord> AnyRecord for R {
    fn encode_row(&self, buffer: Vec<u8>) -> Vec<u8> {
        self.encode_into(buffer)
    }

    fn tells_of(&self, before: Option<&dyn AnyRecord>) -> bool {
        self.tells(before.and_then(|before| before.as_any().downcast_ref::<R>()))
    }

    fn as_any(&self) -> &dyn Any {
        self
    }

    fn into_any(self: Arc<Self>) -> Arc<dyn Any + Send + Sync> {
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::row_key;
    use longshore_shapes::schema;

    row_key!(OldKey { number: u32 = small_number });
    crate::structure! {
        /// Version 1 had `colour`; version 2 calls it `color`.
        Painted { color: Option<String> => schema::TEXT }
    }

    impl StoredRecord for Painted {
        type Key = OldKey;
        const TABLE: TableId = 901;
        const NAME: &'static str = "painted";
        const VERSION: u8 = 2;

        fn migrate(from: u8, old: Document) -> Result<Document, RowError> {
            match old {
                Document::Map(mut members) if from == 1 => {
                    members.extend(members.clone().remove("colour").map(|value| ("color".to_owned(), value)));
                    Ok(Document::Map(members))
                }
                _ => Err(RowError::Version { found: from, newest: Self::VERSION }),
            }
        }
    }

    #[test]
    fn a_row_of_an_older_version_is_brought_forward() {
        let red = Document::Map([("colour".to_owned(), Document::Text("red".to_owned()))].into());
        let row = [&[1], cbor::document_to_vec(&red).as_slice()].concat();
        assert_eq!(Painted::decode(&row).unwrap().color.as_deref(), Some("red"));
        let older = [&[0], cbor::document_to_vec(&red).as_slice()].concat();
        assert_eq!(Painted::decode(&older), Err(RowError::Version { found: 0, newest: 2 }));
    }

    #[test]
    fn a_damaged_row_is_an_error() {
        let whole = Painted { color: Some("red".to_owned()) }.encode();
        for end in 0..whole.len() {
            assert!(Painted::decode(&whole[..end]).is_err(), "cut at {end}");
        }
        assert!(Painted::decode(&[whole, vec![0]].concat()).is_err(), "something behind it");
    }
}
