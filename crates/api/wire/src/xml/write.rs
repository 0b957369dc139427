//! Writing shapes as XML elements.

use longshore_shapes::schema::{Kind, Location, TimestampFormat};
use longshore_shapes::value::{Entries, Items, Structure, Value};
use longshore_shapes::write::present_members;
use longshore_shapes::{Member, Schema, Writer};

use super::member_name;
use crate::http_binding::TextWriter;
use crate::scalars::text_writer_methods;
use crate::text::Scalar;

pub(crate) struct XmlWriter {
    out: String,
    /// The element that the next value is written as.
    name: &'static str,
    namespace: Option<&'static str>,
    flat: bool,
    format: TimestampFormat,
}

impl XmlWriter {
    pub(crate) fn new() -> Self {
        let out = String::with_capacity(512);
        Self { out, name: "", namespace: None, flat: false, format: TimestampFormat::Iso8601 }
    }

    pub(crate) fn finish(self) -> Vec<u8> {
        self.out.into_bytes()
    }

    pub(crate) fn declaration(&mut self) {
        self.out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    }

    /// An element around what `write` writes; an empty namespace is none.
    pub(crate) fn element(&mut self, name: &[&str], namespace: &str, write: impl FnOnce(&mut Self)) {
        self.out.push('<');
        self.out.extend(name.iter().copied());
        self.namespace_attribute(namespace);
        self.out.push('>');
        write(self);
        self.out.push_str("</");
        self.out.extend(name.iter().copied());
        self.out.push('>');
    }

    pub(crate) fn text_element(&mut self, name: &str, text: &str) {
        self.element(&[name], "", |writer| escape(&mut writer.out, text, false));
    }

    fn namespace_attribute(&mut self, namespace: &str) {
        if !namespace.is_empty() {
            self.out.push_str(" xmlns=\"");
            escape(&mut self.out, namespace, true);
            self.out.push('"');
        }
    }

    /// The members of a structure, without an element around them.
    pub(crate) fn members(&mut self, schema: &'static Schema, value: &dyn Structure) {
        present_members(schema, value, &mut |member, value| {
            if member.names.location == Location::Body && !member.names.xml_attribute {
                self.member(member, value);
            }
        });
    }

    pub(crate) fn member(&mut self, member: &'static Member, value: &dyn Value) {
        self.name = member_name(member);
        self.namespace = member.names.xml_namespace;
        self.flat = member.names.flattened;
        self.format = member.names.timestamp.unwrap_or(TimestampFormat::Iso8601);
        value.write(member.target, self);
    }

    /// A structure as the element of that name.
    pub(crate) fn root(&mut self, name: &'static str, namespace: &'static str, value: &dyn Structure) {
        self.name = name;
        self.namespace = Some(namespace);
        self.structure(value.schema(), value);
    }

    fn scalar(&mut self, value: Scalar<'_>) {
        let (name, namespace) = (self.name, self.namespace.take().unwrap_or_default());
        self.element(&[name], namespace, |writer| match value {
            Scalar::Text(text) => escape(&mut writer.out, text, false),
            other => other.write(&mut writer.out),
        });
    }

    fn attributes(&mut self, schema: &'static Schema, value: &dyn Structure) {
        if !schema.members().iter().any(|member| member.names.xml_attribute) {
            return;
        }
        present_members(schema, value, &mut |member, value| {
            if member.names.xml_attribute {
                let mut text = TextWriter::new(TimestampFormat::Iso8601);
                value.write(member.target, &mut text);
                self.out.push(' ');
                self.out.push_str(member.wire_name());
                self.out.push_str("=\"");
                escape(&mut self.out, &text.into_text(), true);
                self.out.push('"');
            }
        });
    }
}

/// Appends text with what XML would take for something else escaped. What XML 1.0 cannot hold at all
/// becomes a replacement character.
fn escape(out: &mut String, text: &str, attribute: bool) {
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\r' => out.push_str("&#xD;"),
            '"' if attribute => out.push_str("&quot;"),
            '\n' if attribute => out.push_str("&#xA;"),
            '\t' if attribute => out.push_str("&#x9;"),
            '\n' | '\t' => out.push(character),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push(char::REPLACEMENT_CHARACTER),
            plain => out.push(plain),
        }
    }
}

impl Writer for XmlWriter {
    fn structure(&mut self, schema: &'static Schema, value: &dyn Structure) {
        let (name, namespace) = (self.name, self.namespace.take().unwrap_or_default());
        self.out.push('<');
        self.out.push_str(name);
        self.namespace_attribute(namespace);
        self.attributes(schema, value);
        self.out.push('>');
        self.members(schema, value);
        self.out.push_str("</");
        self.out.push_str(name);
        self.out.push('>');
    }

    fn list(&mut self, schema: &'static Schema, items: &dyn Items) {
        let Kind::List { member } = schema.kind else { return };
        let (name, namespace, format) = (self.name, self.namespace.take(), self.format);
        let item_name = if self.flat { name } else { member.names.wire.unwrap_or("member") };
        let write = |writer: &mut Self| {
            items.each(&mut |item| {
                writer.name = item_name;
                writer.namespace = member.names.xml_namespace;
                writer.flat = member.names.flattened;
                writer.format = member.names.timestamp.unwrap_or(format);
                item.write(member.target, writer);
            });
        };
        if self.flat { write(self) } else { self.element(&[name], namespace.unwrap_or_default(), write) }
    }

    fn map(&mut self, schema: &'static Schema, entries: &dyn Entries) {
        let Kind::Map { key, value: member } = schema.kind else { return };
        let (name, namespace, format) = (self.name, self.namespace.take(), self.format);
        let entry_name = if self.flat { name } else { "entry" };
        let write = |writer: &mut Self| {
            entries.each(&mut |text, value| {
                writer.element(&[entry_name], "", |writer| {
                    writer.text_element(key.names.wire.unwrap_or("key"), text);
                    writer.name = member.names.wire.unwrap_or("value");
                    writer.namespace = member.names.xml_namespace;
                    writer.flat = member.names.flattened;
                    writer.format = member.names.timestamp.unwrap_or(format);
                    value.write(member.target, writer);
                });
            });
        };
        if self.flat { write(self) } else { self.element(&[name], namespace.unwrap_or_default(), write) }
    }

    text_writer_methods!();
}
