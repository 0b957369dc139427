//! Writing: what a protocol implements to turn any value into bytes.
//!
//! Must not know: any protocol; the one writer here is the `Debug` form of shapes.

use std::fmt;
use std::sync::OnceLock;

use crate::document::Document;
use crate::schema::{Kind, Schema};
use crate::timestamp::Timestamp;
use crate::value::{Entries, Items, Structure};

/// One protocol's way to write a value. Infallible: a typed value always has a written form, and the
/// target is memory.
pub trait Writer {
    fn structure(&mut self, schema: &'static Schema, value: &dyn Structure);
    /// A structure that many values hold, with a place to keep its written form in, for the one protocol that rows
    /// are stored in.
    fn shared(&mut self, schema: &'static Schema, value: &dyn Structure, _stored: &OnceLock<Box<[u8]>>) {
        self.structure(schema, value);
    }
    fn list(&mut self, schema: &'static Schema, items: &dyn Items);
    fn map(&mut self, schema: &'static Schema, entries: &dyn Entries);
    fn text(&mut self, schema: &'static Schema, value: &str);
    fn boolean(&mut self, schema: &'static Schema, value: bool);
    fn integer(&mut self, schema: &'static Schema, value: i32);
    fn long(&mut self, schema: &'static Schema, value: i64);
    fn float(&mut self, schema: &'static Schema, value: f32);
    fn double(&mut self, schema: &'static Schema, value: f64);
    fn blob(&mut self, schema: &'static Schema, value: &[u8]);
    fn timestamp(&mut self, schema: &'static Schema, value: Timestamp);
    fn document(&mut self, schema: &'static Schema, value: &Document);
    /// An absent value where something must stand (a null in a sparse list or map).
    fn null(&mut self);
}

/// The members of a structure that are there, each with its description.
pub fn present_members(
    schema: &'static Schema,
    value: &dyn Structure,
    each: &mut dyn FnMut(&'static crate::schema::Member, &dyn crate::value::Value),
) {
    let members = schema.members();
    value.write_members(&mut |position, value| {
        if let Some(member) = members.get(position)
            && !value.is_absent()
        {
            each(member, value);
        }
    });
}

/// The `Debug` form of a structure: its name and the members that are there.
pub fn debug(value: &dyn Structure, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut text = DebugWriter(String::new());
    text.structure(value.schema(), value);
    f.write_str(&text.0)
}

struct DebugWriter(String);

impl DebugWriter {
    fn push(&mut self, value: impl fmt::Debug) {
        use fmt::Write;
        // Writing to a String cannot fail.
        let _ = write!(self.0, "{value:?}");
    }
}

impl Writer for DebugWriter {
    fn structure(&mut self, schema: &'static Schema, value: &dyn Structure) {
        self.0.push_str(schema.name);
        self.0.push_str(" { ");
        present_members(schema, value, &mut |member, value| {
            self.0.push_str(member.name);
            self.0.push_str(": ");
            if member.names.sensitive {
                self.0.push_str("***");
            } else {
                value.write(member.target, self);
            }
            self.0.push_str(", ");
        });
        self.0.push('}');
    }

    fn list(&mut self, schema: &'static Schema, items: &dyn Items) {
        let Kind::List { member } = schema.kind else { return };
        self.0.push('[');
        items.each(&mut |item| {
            item.write(member.target, self);
            self.0.push_str(", ");
        });
        self.0.push(']');
    }

    fn map(&mut self, schema: &'static Schema, entries: &dyn Entries) {
        let Kind::Map { value: member, .. } = schema.kind else { return };
        self.0.push('{');
        entries.each(&mut |key, value| {
            self.push(key);
            self.0.push_str(": ");
            if member.names.sensitive {
                self.0.push_str("***");
            } else {
                value.write(member.target, self);
            }
            self.0.push_str(", ");
        });
        self.0.push('}');
    }

    fn text(&mut self, _: &'static Schema, value: &str) {
        self.push(value);
    }
    fn boolean(&mut self, _: &'static Schema, value: bool) {
        self.push(value);
    }
    fn integer(&mut self, _: &'static Schema, value: i32) {
        self.push(value);
    }
    fn long(&mut self, _: &'static Schema, value: i64) {
        self.push(value);
    }
    fn float(&mut self, _: &'static Schema, value: f32) {
        self.push(value);
    }
    fn double(&mut self, _: &'static Schema, value: f64) {
        self.push(value);
    }
    fn blob(&mut self, _: &'static Schema, value: &[u8]) {
        self.push(value);
    }
    fn timestamp(&mut self, _: &'static Schema, value: Timestamp) {
        self.push(value);
    }
    fn document(&mut self, _: &'static Schema, value: &Document) {
        self.push(value);
    }
    fn null(&mut self) {
        self.0.push_str("null");
    }
}
