//! Writing shapes as JSON, as AWS's services do: absent members are left out, empty lists and maps are
//! written, moments are epoch seconds, blobs are base64, and what JSON has no number for is a text.

use std::fmt::Write;

use base64::Engine;
use longshore_shapes::schema::{Kind, Location, TimestampFormat};
use longshore_shapes::value::{Entries, Items, Structure};
use longshore_shapes::write::present_members;
use longshore_shapes::{Document, Member, Schema, Timestamp, Value, Writer};

use crate::text::BASE64;
use crate::timestamp;

pub(crate) struct JsonWriter {
    out: String,
    /// How the member being written wants its moment.
    format: TimestampFormat,
}

impl JsonWriter {
    pub(crate) fn new() -> Self {
        Self { out: String::with_capacity(512), format: TimestampFormat::EpochSeconds }
    }

    pub(crate) fn finish(self) -> Vec<u8> {
        self.out.into_bytes()
    }

    pub(crate) fn open(&mut self) {
        self.out.push('{');
    }

    pub(crate) fn close(&mut self) {
        self.out.push('}');
    }

    /// The key of another entry of the object that is open.
    pub(crate) fn key(&mut self, key: &str) {
        if !self.out.ends_with('{') {
            self.out.push(',');
        }
        self.string(key);
        self.out.push(':');
    }

    /// Another entry of the object that is open: a member of a structure.
    pub(crate) fn member(&mut self, member: &'static Member, value: &dyn Value) {
        if !self.out.ends_with('{') {
            self.out.push(',');
        }
        // A model's names need no escapes.
        self.out.push('"');
        self.out.push_str(member.wire_name());
        self.out.push_str("\":");
        self.format = member.names.timestamp.unwrap_or(TimestampFormat::EpochSeconds);
        value.write(member.target, self);
    }

    pub(crate) fn string(&mut self, text: &str) {
        self.out.push('"');
        let mut rest = text;
        while let Some(at) = rest.bytes().position(|byte| matches!(byte, b'"' | b'\\' | 0..=0x1f)) {
            let (plain, special) = rest.split_at(at);
            self.out.push_str(plain);
            let mut characters = special.chars();
            self.escape(characters.next().unwrap_or_default());
            rest = characters.as_str();
        }
        self.out.push_str(rest);
        self.out.push('"');
    }

    fn escape(&mut self, character: char) {
        match character {
            '"' => self.out.push_str("\\\""),
            '\\' => self.out.push_str("\\\\"),
            '\n' => self.out.push_str("\\n"),
            '\r' => self.out.push_str("\\r"),
            '\t' => self.out.push_str("\\t"),
            other => self.push(format_args!("\\u{:04x}", u32::from(other))),
        }
    }

    fn push(&mut self, value: std::fmt::Arguments<'_>) {
        // Writing to a String cannot fail.
        let _ = self.out.write_fmt(value);
    }

    fn real(&mut self, value: f64, shortest: std::fmt::Arguments<'_>) {
        match value {
            _ if value.is_nan() => self.out.push_str("\"NaN\""),
            f64::INFINITY => self.out.push_str("\"Infinity\""),
            f64::NEG_INFINITY => self.out.push_str("\"-Infinity\""),
            _ => self.push(shortest),
        }
    }

    fn write_document(&mut self, value: &Document) {
        match value {
            Document::Null => self.out.push_str("null"),
            Document::Boolean(value) => self.push(format_args!("{value}")),
            Document::Integer(value) => self.push(format_args!("{value}")),
            Document::Double(value) => self.real(*value, format_args!("{value:?}")),
            Document::Text(value) => self.string(value),
            Document::List(items) => {
                self.out.push('[');
                for (index, item) in items.iter().enumerate() {
                    if index > 0 {
                        self.out.push(',');
                    }
                    self.write_document(item);
                }
                self.out.push(']');
            }
            Document::Map(entries) => {
                self.open();
                for (key, value) in entries {
                    self.key(key);
                    self.write_document(value);
                }
                self.close();
            }
        }
    }
}

impl Writer for JsonWriter {
    fn structure(&mut self, schema: &'static Schema, value: &dyn Structure) {
        self.open();
        present_members(schema, value, &mut |member, value| {
            if member.names.location == Location::Body {
                self.member(member, value);
            }
        });
        self.close();
    }

    fn list(&mut self, schema: &'static Schema, items: &dyn Items) {
        let Kind::List { member } = schema.kind else { return self.null() };
        self.out.push('[');
        let mut first = true;
        let format = self.format;
        items.each(&mut |item| {
            if !std::mem::take(&mut first) {
                self.out.push(',');
            }
            self.format = member.names.timestamp.unwrap_or(format);
            item.write(member.target, self);
        });
        self.out.push(']');
    }

    fn map(&mut self, schema: &'static Schema, entries: &dyn Entries) {
        let Kind::Map { value: member, .. } = schema.kind else { return self.null() };
        self.open();
        let format = self.format;
        let mut first = true;
        entries.each(&mut |key, value| {
            if !std::mem::take(&mut first) {
                self.out.push(',');
            }
            self.string(key);
            self.out.push(':');
            self.format = member.names.timestamp.unwrap_or(format);
            value.write(member.target, self);
        });
        self.close();
    }

    fn text(&mut self, _: &'static Schema, value: &str) {
        self.string(value);
    }

    fn boolean(&mut self, _: &'static Schema, value: bool) {
        self.out.push_str(if value { "true" } else { "false" });
    }

    fn integer(&mut self, _: &'static Schema, value: i32) {
        self.push(format_args!("{value}"));
    }

    fn long(&mut self, _: &'static Schema, value: i64) {
        self.push(format_args!("{value}"));
    }

    fn float(&mut self, _: &'static Schema, value: f32) {
        self.real(f64::from(value), format_args!("{value:?}"));
    }

    fn double(&mut self, _: &'static Schema, value: f64) {
        self.real(value, format_args!("{value:?}"));
    }

    fn blob(&mut self, _: &'static Schema, value: &[u8]) {
        self.out.push('"');
        BASE64.encode_string(value, &mut self.out);
        self.out.push('"');
    }

    fn timestamp(&mut self, _: &'static Schema, value: Timestamp) {
        if self.format == TimestampFormat::EpochSeconds {
            timestamp::write(&mut self.out, value, self.format);
        } else {
            self.out.push('"');
            timestamp::write(&mut self.out, value, self.format);
            self.out.push('"');
        }
    }

    fn document(&mut self, _: &'static Schema, value: &Document) {
        self.write_document(value);
    }

    fn null(&mut self) {
        self.out.push_str("null");
    }
}
