//! A value that many rows hold in common: kept once in memory, and written out with each of them.
//!
//! Rows stay whole by themselves, on disk and in what watchers see, while a thousand tasks that were started
//! together cost the memory of one description, and the work of writing it out once. What is read back is joined
//! again with an equal value that was read or made not long before.
//!
//! Must not know: what is shared.

use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hasher};
use std::ops::Deref;
use std::sync::{Arc, OnceLock, Weak};

use crate::cbor;
use crate::read::{ReadError, Reader};
use crate::schema::Schema;
use crate::value::{Structure, Value};
use crate::write::Writer;

/// How many different values a thread remembers for joining; then it starts anew.
const KNOWN_MAX: usize = 65_536;

/// From so many holders on the written form is kept: a single row has its value before and after a change.
const HOLDERS_MIN: usize = 4;

/// A counted reference to a value that never changes.
pub struct Shared<T>(Arc<Held<T>>);

struct Held<T> {
    value: T,
    /// Its form in a stored row.
    stored: OnceLock<Box<[u8]>>,
}

impl<T> Shared<T> {
    pub fn new(value: T) -> Self {
        Self(Arc::new(Held { value, stored: OnceLock::new() }))
    }

    /// The value in the place of an equal one that was made or read not long before.
    pub fn joined(value: T) -> Self
    where
        T: Structure + Value + PartialEq,
    {
        joined(value)
    }

    /// Whether both are one place in memory.
    pub fn same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T> From<T> for Shared<T> {
    fn from(value: T) -> Self {
        Self::new(value)
    }
}

impl<T: Default> Default for Shared<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

impl<T: PartialEq> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        self.same(other) || self.0.value == other.0.value
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0.value
    }
}

impl<T: Structure + Value + Default + PartialEq> Value for Shared<T> {
    fn write(&self, schema: &'static Schema, writer: &mut dyn Writer) {
        if Arc::strong_count(&self.0) >= HOLDERS_MIN {
            writer.shared(schema, &self.0.value, &self.0.stored);
        } else {
            self.0.value.write(schema, writer);
        }
    }

    fn read(&mut self, schema: &'static Schema, reader: &mut dyn Reader) -> Result<(), ReadError> {
        let mut value = T::default();
        value.read(schema, reader)?;
        *self = joined(value);
        Ok(())
    }
}

type Known = HashMap<u64, Weak<dyn std::any::Any + Send + Sync>>;

thread_local! {
    static KNOWN: RefCell<Known> = RefCell::default();
}

/// The value in the place of an equal one that is known, or in a place of its own from now on.
fn joined<T: Structure + Value + PartialEq>(value: T) -> Shared<T> {
    let mut hasher = DefaultHasher::new();
    hasher.write(&cbor::to_vec(&value));
    let hash = hasher.finish();
    KNOWN.with_borrow_mut(|known| {
        let found = known.get(&hash).and_then(Weak::upgrade).and_then(|it| it.downcast::<Held<T>>().ok());
        if let Some(found) = found.filter(|found| found.value == value) {
            return Shared(found);
        }
        if known.len() >= KNOWN_MAX {
            known.clear();
        }
        let shared = Shared::new(value);
        let any: Arc<dyn std::any::Any + Send + Sync> = shared.0.clone();
        known.insert(hash, Arc::downgrade(&any));
        shared
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema;

    crate::structure!(Common { name: String => schema::TEXT });
    crate::structure!(Row { common: Shared<Common> => *Common::SCHEMA, own: i32 => schema::INTEGER });

    #[test]
    fn what_is_equal_is_read_into_one_place_and_what_differs_is_not() {
        let row = |name: &str, own| Row { common: Shared::new(Common { name: name.to_owned() }), own };
        let rows = [row("a", 1), row("a", 2), row("b", 1)];
        let read: Vec<Row> = rows.iter().map(|row| cbor::from_slice(&cbor::to_vec(row)).unwrap()).collect();
        assert!(read.iter().zip(&rows).all(|(read, row)| read == row));
        assert_eq!(Row::SCHEMA.members().len(), 2);
        assert!(read[0].common.same(&read[1].common));
        assert!(!read[0].common.same(&read[2].common));
    }

    #[test]
    fn what_many_hold_is_written_as_what_one_holds() {
        let common = || Shared::new(Common { name: "a".to_owned() });
        let one = cbor::to_vec(&Row { common: common(), own: 1 });
        let many = vec![common(); 9];
        for common in &many {
            assert_eq!(cbor::to_vec(&Row { common: common.clone(), own: 1 }), one);
        }
        assert!(many[0].0.stored.get().is_some());
    }
}
