//! What joins a Rust type to its schema.
//!
//! [`Value`] is anything that can be written and read; [`Structure`] is what generated shapes and stored
//! records implement. Absence is `None`, and only absence: an empty list is a value, because AWS gives it
//! a meaning of its own (an empty list clears, an absent one keeps).
//!
//! Must not know: any protocol.

use std::collections::BTreeMap;
use std::sync::Arc;

use bytes::Bytes;

use crate::document::Document;
use crate::read::{MemberSink, ReadError, Reader};
use crate::schema::{Kind, Schema};
use crate::timestamp::Timestamp;
use crate::write::Writer;

pub type Blob = Bytes;

/// A value that a protocol can write from, and read into, the place a schema describes.
pub trait Value {
    fn write(&self, schema: &'static Schema, writer: &mut dyn Writer);

    /// Replaces `self` by what the reader holds.
    fn read(&mut self, schema: &'static Schema, reader: &mut dyn Reader) -> Result<(), ReadError>;

    fn is_absent(&self) -> bool {
        false
    }
}

/// What [`Structure::write_members`] hands each member to: its position in the schema, and its value.
pub type MemberVisitor<'a> = &'a mut dyn FnMut(usize, &dyn Value);

/// A type with named members. Positions are those of its schema.
pub trait Structure: std::any::Any + Send + Sync {
    fn schema(&self) -> &'static Schema;

    fn write_members(&self, visit: MemberVisitor<'_>);

    fn read_member(
        &mut self,
        position: usize,
        schema: &'static Schema,
        reader: &mut dyn Reader,
    ) -> Result<(), ReadError>;
}

/// Implements [`Value`] for types that implement [`Structure`]; a blanket implementation would forbid
/// the ones for lists and options.
#[macro_export]
macro_rules! structure_value {
    ($($name:ty),* $(,)?) => {$(
        impl $crate::value::Value for $name {
            fn write(&self, schema: &'static $crate::schema::Schema, writer: &mut dyn $crate::write::Writer) {
                writer.structure(schema, self);
            }
            fn read(
                &mut self,
                schema: &'static $crate::schema::Schema,
                reader: &mut dyn $crate::read::Reader,
            ) -> Result<(), $crate::read::ReadError> {
                $crate::value::read_structure(self, schema, reader)
            }
        }
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                $crate::write::debug(self, f)
            }
        }
    )*};
}

/// Reads every member the reader holds, then notes the required ones that were not there.
pub fn read_structure(
    target: &mut dyn Structure,
    schema: &'static Schema,
    reader: &mut dyn Reader,
) -> Result<(), ReadError> {
    reader.context().enter()?;
    let mut sink = MemberSink::new(target, schema);
    reader.structure(schema, &mut sink)?;
    let seen = sink.finish();
    reader.context().note_missing(schema, seen);
    reader.context().leave();
    Ok(())
}

impl<T: Value + Default> Value for Option<T> {
    fn write(&self, schema: &'static Schema, writer: &mut dyn Writer) {
        match self {
            Some(value) => value.write(schema, writer),
            None => writer.null(),
        }
    }

    fn read(&mut self, schema: &'static Schema, reader: &mut dyn Reader) -> Result<(), ReadError> {
        if reader.take_null()? {
            *self = None;
            return Ok(());
        }
        let mut value = T::default();
        value.read(schema, reader)?;
        *self = Some(value);
        Ok(())
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }
}

/// A structure that many others hold.
impl<T: Value + Default> Value for Arc<T> {
    fn write(&self, schema: &'static Schema, writer: &mut dyn Writer) {
        (**self).write(schema, writer);
    }

    fn read(&mut self, schema: &'static Schema, reader: &mut dyn Reader) -> Result<(), ReadError> {
        let mut value = T::default();
        value.read(schema, reader)?;
        *self = Self::new(value);
        Ok(())
    }
}

/// A structure that holds itself, by way of its members.
impl<T: Value> Value for Box<T> {
    fn write(&self, schema: &'static Schema, writer: &mut dyn Writer) {
        (**self).write(schema, writer);
    }

    fn read(&mut self, schema: &'static Schema, reader: &mut dyn Reader) -> Result<(), ReadError> {
        (**self).read(schema, reader)
    }

    fn is_absent(&self) -> bool {
        (**self).is_absent()
    }
}

/// The items of a list, without their type.
pub trait Items {
    fn len(&self) -> usize;
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
    fn each(&self, visit: &mut dyn FnMut(&dyn Value));
}

impl<T: Value> Items for Vec<T> {
    fn len(&self) -> usize {
        Vec::len(self)
    }

    fn each(&self, visit: &mut dyn FnMut(&dyn Value)) {
        for item in self {
            visit(item);
        }
    }
}

impl<T: Value + Default> Value for Vec<T> {
    fn write(&self, schema: &'static Schema, writer: &mut dyn Writer) {
        writer.list(schema, self);
    }

    fn read(&mut self, schema: &'static Schema, reader: &mut dyn Reader) -> Result<(), ReadError> {
        let Kind::List { member } = schema.kind else { return Err(ReadError::model(schema, "a list")) };
        self.clear();
        reader.context().enter()?;
        reader.list(schema, &mut |reader| {
            reader.context().charge::<T>()?;
            reader.context().push_index(self.len());
            let mut item = T::default();
            let read = item.read(member.target, reader);
            reader.context().pop();
            read?;
            self.push(item);
            Ok(())
        })?;
        reader.context().leave();
        reader.context().check_size(schema, self.len());
        Ok(())
    }
}

/// The entries of a map, without their type.
pub trait Entries {
    fn len(&self) -> usize;
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
    fn each(&self, visit: &mut dyn FnMut(&str, &dyn Value));
}

impl<T: Value> Entries for BTreeMap<String, T> {
    fn len(&self) -> usize {
        BTreeMap::len(self)
    }

    fn each(&self, visit: &mut dyn FnMut(&str, &dyn Value)) {
        for (key, value) in self {
            visit(key, value);
        }
    }
}

impl<T: Value + Default> Value for BTreeMap<String, T> {
    fn write(&self, schema: &'static Schema, writer: &mut dyn Writer) {
        writer.map(schema, self);
    }

    fn read(&mut self, schema: &'static Schema, reader: &mut dyn Reader) -> Result<(), ReadError> {
        let Kind::Map { key, value } = schema.kind else { return Err(ReadError::model(schema, "a map")) };
        self.clear();
        reader.context().enter()?;
        reader.map(schema, &mut |name, reader| {
            reader.context().charge::<(String, T)>()?;
            reader.context().push_key(&name);
            reader.context().check_text(key.target, &name);
            let mut item = T::default();
            let read = item.read(value.target, reader);
            reader.context().pop();
            read?;
            self.insert(name, item);
            Ok(())
        })?;
        reader.context().leave();
        reader.context().check_size(schema, self.len());
        Ok(())
    }
}

impl Value for String {
    fn write(&self, schema: &'static Schema, writer: &mut dyn Writer) {
        writer.text(schema, self);
    }

    fn read(&mut self, schema: &'static Schema, reader: &mut dyn Reader) -> Result<(), ReadError> {
        *self = reader.text(schema)?;
        reader.context().check_text(schema, self);
        Ok(())
    }
}

impl Value for Blob {
    fn write(&self, schema: &'static Schema, writer: &mut dyn Writer) {
        writer.blob(schema, self);
    }

    fn read(&mut self, schema: &'static Schema, reader: &mut dyn Reader) -> Result<(), ReadError> {
        *self = reader.blob(schema)?.into();
        reader.context().check_size(schema, self.len());
        Ok(())
    }
}

macro_rules! scalar_value {
    ($($type:ty, $method:ident $(, |$reader:ident, $schema:ident, $value:ident| $check:expr)?;)*) => {$(
        impl Value for $type {
            fn write(&self, schema: &'static Schema, writer: &mut dyn Writer) {
                writer.$method(schema, *self);
            }

            fn read(&mut self, schema: &'static Schema, reader: &mut dyn Reader) -> Result<(), ReadError> {
                *self = reader.$method(schema)?;
                $(
                    let ($reader, $schema, $value) = (reader, schema, *self);
                    $check;
                )?
                Ok(())
            }
        }
    )*};
}

scalar_value! {
    bool, boolean;
    i32, integer, |reader, schema, value| reader.context().check_number(schema, f64::from(value));
    i64, long, |reader, schema, value| reader.context().check_number(schema, value as f64);
    f32, float, |reader, schema, value| reader.context().check_number(schema, f64::from(value));
    f64, double, |reader, schema, value| reader.context().check_number(schema, value);
    Timestamp, timestamp;
}

impl Value for Document {
    fn write(&self, schema: &'static Schema, writer: &mut dyn Writer) {
        writer.document(schema, self);
    }

    fn read(&mut self, schema: &'static Schema, reader: &mut dyn Reader) -> Result<(), ReadError> {
        *self = reader.document(schema)?;
        Ok(())
    }
}
