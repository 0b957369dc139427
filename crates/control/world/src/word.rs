//! Words: texts of which there are few, in many rows. Each is in memory once.
//!
//! Zones, subnets, digests of images: a row that is read or made holds the word that was read or made before. Written, a
//! word is a text like any other.
//!
//! Must not know: what words are for.

use std::cell::RefCell;
use std::collections::HashSet;
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use longshore_shapes::schema::Schema;
use longshore_shapes::{ReadError, Reader, Value, Writer};

/// How many words a thread remembers for joining; then it starts anew.
const KNOWN_MAX: usize = 4096;
/// A longer text than a digest is not expected to come again.
const JOINED_BYTES_MAX: usize = 80;

thread_local! {
    static KNOWN: RefCell<HashSet<Arc<str>>> = RefCell::default();
}

#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Word(Arc<str>);

impl Word {
    /// The word in the place of an equal one that is known.
    pub fn of(text: &str) -> Self {
        if text.len() > JOINED_BYTES_MAX {
            return Self(text.into());
        }
        KNOWN.with_borrow_mut(|known| {
            if let Some(found) = known.get(text) {
                return Self(found.clone());
            }
            if known.len() >= KNOWN_MAX {
                known.clear();
            }
            let word: Arc<str> = text.into();
            known.insert(word.clone());
            Self(word)
        })
    }
}

impl From<&str> for Word {
    fn from(text: &str) -> Self {
        Self::of(text)
    }
}

impl Deref for Word {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self)
    }
}

impl fmt::Debug for Word {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&**self, f)
    }
}

impl Value for Word {
    fn write(&self, schema: &'static Schema, writer: &mut dyn Writer) {
        writer.text(schema, self);
    }

    fn read(&mut self, schema: &'static Schema, reader: &mut dyn Reader) -> Result<(), ReadError> {
        let mut text = String::new();
        text.read(schema, reader)?;
        *self = Self::of(&text);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use longshore_shapes::{cbor, schema};

    crate::structure!(Named { word: Word => schema::TEXT, none: Option<Word> => schema::TEXT });
    crate::structure!(Texts { word: String => schema::TEXT, none: Option<String> => schema::TEXT });

    #[test]
    fn equal_words_are_one_place_in_memory_and_written_as_texts() {
        let named = Named { word: Word::of("us-east-1a"), none: None };
        let written = cbor::to_vec(&named);
        assert_eq!(written, cbor::to_vec(&Texts { word: "us-east-1a".to_owned(), none: None }));
        let read: Named = cbor::from_slice(&written).unwrap();
        assert_eq!(read, named);
        assert!(Arc::ptr_eq(&read.word.0, &named.word.0));
        assert_ne!(Word::of("a"), Word::of("b"));
    }

    #[test]
    fn a_thread_remembers_no_more_than_it_may_and_nothing_long() {
        for number in 0..KNOWN_MAX + 10 {
            assert_eq!(&*Word::of(&number.to_string()), number.to_string());
        }
        let long = "x".repeat(JOINED_BYTES_MAX + 1);
        assert_eq!(&*Word::of(&long), long);
        let (count, has_long) = KNOWN.with_borrow(|known| (known.len(), known.contains(long.as_str())));
        assert!(count <= KNOWN_MAX && !has_long);
    }
}
