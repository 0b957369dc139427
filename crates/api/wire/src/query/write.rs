//! Writing an input as Query parameters.

use longshore_shapes::schema::{Kind, TimestampFormat};
use longshore_shapes::value::{Entries, Items, Structure};
use longshore_shapes::write::present_members;
use longshore_shapes::{Schema, Writer};

use super::dialect::Dialect;
use super::form;
use crate::scalars::text_writer_methods;
use crate::text::Scalar;

pub(crate) struct QueryWriter {
    out: String,
    /// The name of the value that is written next.
    name: String,
    dialect: Dialect,
    flat: bool,
    format: TimestampFormat,
}

impl QueryWriter {
    pub(crate) fn new(dialect: Dialect) -> Self {
        let format = TimestampFormat::Iso8601;
        Self {
            out: String::with_capacity(256),
            name: String::with_capacity(64),
            dialect,
            flat: false,
            format,
        }
    }

    pub(crate) fn finish(self) -> Vec<u8> {
        self.out.into_bytes()
    }

    pub(crate) fn parameter(&mut self, name: &str, value: &str) {
        self.within(name, |writer| writer.scalar(Scalar::Text(value)));
    }

    fn scalar(&mut self, value: Scalar<'_>) {
        if !self.out.is_empty() {
            self.out.push('&');
        }
        form::encode(&mut self.out, &self.name, "");
        self.out.push('=');
        match value {
            Scalar::Text(text) => form::encode(&mut self.out, text, ""),
            other => form::encode(&mut self.out, &other.to_text(), ""),
        }
    }

    /// Writes under a longer name.
    fn within(&mut self, segment: &str, write: impl FnOnce(&mut Self)) {
        let before = self.name.len();
        if before > 0 {
            self.name.push('.');
        }
        self.name.push_str(segment);
        write(self);
        self.name.truncate(before);
    }

    /// awsQuery tells an empty value from an absent one by a parameter without a value; ec2Query cannot.
    fn empty(&mut self) {
        if self.dialect == Dialect::Aws && !self.name.is_empty() {
            self.null();
        }
    }
}

impl Writer for QueryWriter {
    fn structure(&mut self, schema: &'static Schema, value: &dyn Structure) {
        let before = self.out.len();
        present_members(schema, value, &mut |member, value| {
            self.flat = member.names.flattened;
            self.format = member.names.timestamp.unwrap_or(TimestampFormat::Iso8601);
            let name = self.dialect.member(member);
            self.within(&name, |writer| value.write(member.target, writer));
        });
        if self.out.len() == before {
            self.empty();
        }
    }

    fn list(&mut self, schema: &'static Schema, items: &dyn Items) {
        let Kind::List { member } = schema.kind else { return };
        if items.is_empty() {
            return self.empty();
        }
        let (flat, format) = (self.flat || self.dialect == Dialect::Ec2, self.format);
        let write = |writer: &mut Self| {
            let mut number = 0;
            items.each(&mut |item| {
                number += 1;
                writer.flat = member.names.flattened;
                writer.format = member.names.timestamp.unwrap_or(format);
                writer.within(&number.to_string(), |writer| item.write(member.target, writer));
            });
        };
        if flat { write(self) } else { self.within(member.names.wire.unwrap_or("member"), write) }
    }

    fn map(&mut self, schema: &'static Schema, entries: &dyn Entries) {
        let Kind::Map { key, value: member } = schema.kind else { return };
        if entries.is_empty() {
            return self.empty();
        }
        let (flat, format) = (self.flat, self.format);
        let write = |writer: &mut Self| {
            let mut number = 0;
            entries.each(&mut |name, value| {
                number += 1;
                writer.flat = member.names.flattened;
                writer.format = member.names.timestamp.unwrap_or(format);
                writer.within(&number.to_string(), |writer| {
                    writer.parameter(key.names.wire.unwrap_or("key"), name);
                    writer.within(member.names.wire.unwrap_or("value"), |writer| {
                        value.write(member.target, writer)
                    });
                });
            });
        };
        if flat { write(self) } else { self.within("entry", write) }
    }

    text_writer_methods!();
}
