//! Putting a structure's members where the HTTP binding has them.

use http::header::{CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use longshore_shapes::schema::{Kind, Location, TimestampFormat};
use longshore_shapes::value::{Entries, Items, Structure};
use longshore_shapes::write::present_members;
use longshore_shapes::{Document, Member, Schema, Timestamp, Value, Writer};

use super::{Format, TextWriter, has_body_members};
use crate::json::JsonWriter;
use crate::query::form;
use crate::xml::XmlWriter;

/// A structure, taken apart by location.
#[derive(Default)]
pub(crate) struct Bound {
    pub(crate) labels: Vec<(&'static str, String)>,
    /// Percent encoded, without a question mark.
    pub(crate) query: String,
    pub(crate) headers: HeaderMap,
    pub(crate) status: Option<u16>,
    pub(crate) body: Vec<u8>,
}

/// Takes a structure apart. `namespace` is that of an XML body.
pub(crate) fn partition(value: &dyn Structure, format: Format, namespace: &'static str) -> Bound {
    let mut bound = Bound::default();
    let schema = value.schema();
    let mut payload = false;
    present_members(schema, value, &mut |member, value| match member.names.location {
        Location::Body => {}
        Location::Payload => payload = true,
        Location::Uri => {
            bound.labels.push((member.wire_name(), text_of(member, value, TimestampFormat::Iso8601)))
        }
        Location::QueryString => bound.add_query(member, value),
        Location::Header => bound.add_header(member, value),
        Location::Headers => bound.add_headers(member, value),
        Location::StatusCode => bound.status = text_of(member, value, TimestampFormat::Iso8601).parse().ok(),
    });
    if payload {
        present_members(schema, value, &mut |member, value| {
            if member.names.location == Location::Payload {
                bound.add_payload(member, value, format, namespace);
            }
        });
    } else if has_body_members(schema) {
        bound.add_body(schema, value, format, namespace);
    }
    bound
}

fn texts_of(
    member: &'static Member,
    value: &dyn Value,
    format: TimestampFormat,
) -> Vec<(Option<String>, String)> {
    let mut writer = TextWriter::new(member.names.timestamp.unwrap_or(format));
    value.write(member.target, &mut writer);
    writer.into_texts()
}

fn text_of(member: &'static Member, value: &dyn Value, format: TimestampFormat) -> String {
    texts_of(member, value, format).into_iter().next().map(|(_, text)| text).unwrap_or_default()
}

impl Bound {
    fn add_query(&mut self, member: &'static Member, value: &dyn Value) {
        for (key, text) in texts_of(member, value, TimestampFormat::Iso8601) {
            if !self.query.is_empty() {
                self.query.push('&');
            }
            form::encode(&mut self.query, key.as_deref().unwrap_or(member.wire_name()), "");
            self.query.push('=');
            form::encode(&mut self.query, &text, "");
        }
    }

    fn insert(&mut self, name: &str, value: &str) {
        let (name, value) = (HeaderName::from_bytes(name.as_bytes()), HeaderValue::from_str(value));
        if let (Ok(name), Ok(value)) = (name, value) {
            self.headers.insert(name, value);
        }
    }

    fn add_header(&mut self, member: &'static Member, value: &dyn Value) {
        let list = matches!(member.target.kind, Kind::List { .. });
        let texts = texts_of(member, value, TimestampFormat::HttpDate);
        if texts.is_empty() {
            return;
        }
        let dates = matches!(member.target.kind, Kind::List { member } if matches!(member.target.kind, Kind::Timestamp));
        let quoted: Vec<String> =
            texts.into_iter().map(|(_, text)| if list && !dates { quoted(text) } else { text }).collect();
        self.insert(member.wire_name(), &quoted.join(","));
    }

    fn add_headers(&mut self, member: &'static Member, value: &dyn Value) {
        let prefix = member.names.wire.unwrap_or_default();
        for (key, text) in texts_of(member, value, TimestampFormat::HttpDate) {
            self.insert(&format!("{prefix}{}", key.unwrap_or_default()), &text);
        }
    }

    fn content_type(&mut self, content_type: &'static str) {
        self.headers.entry(CONTENT_TYPE).or_insert(HeaderValue::from_static(content_type));
    }

    fn add_body(
        &mut self,
        schema: &'static Schema,
        value: &dyn Structure,
        format: Format,
        namespace: &'static str,
    ) {
        match format {
            Format::Json => {
                let mut writer = JsonWriter::new();
                writer.structure(schema, value);
                self.content_type("application/json");
                self.body = writer.finish();
            }
            Format::Xml => {
                let mut writer = XmlWriter::new();
                writer.declaration();
                writer.root(schema.name, namespace, value);
                self.content_type("text/xml");
                self.body = writer.finish();
            }
        }
    }

    fn add_payload(
        &mut self,
        member: &'static Member,
        value: &dyn Value,
        format: Format,
        namespace: &'static str,
    ) {
        let mut writer = PayloadWriter { member, format, namespace, bound: self };
        value.write(member.target, &mut writer);
    }
}

/// A text with a comma or a quote stands in quotes.
fn quoted(text: String) -> String {
    if text.contains([',', '"']) {
        format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
    } else {
        text
    }
}

/// Writes the one member that is the whole body: bytes and texts as they are, structures in the format.
struct PayloadWriter<'b> {
    member: &'static Member,
    format: Format,
    namespace: &'static str,
    bound: &'b mut Bound,
}

impl Writer for PayloadWriter<'_> {
    fn structure(&mut self, schema: &'static Schema, value: &dyn Structure) {
        match self.format {
            Format::Json => self.bound.add_body(schema, value, self.format, self.namespace),
            Format::Xml => {
                let mut writer = XmlWriter::new();
                writer.declaration();
                writer.root(self.member.names.wire.unwrap_or(schema.name), self.namespace, value);
                self.bound.content_type("text/xml");
                self.bound.body = writer.finish();
            }
        }
    }

    fn text(&mut self, _: &'static Schema, value: &str) {
        self.bound.content_type("text/plain");
        self.bound.body = value.as_bytes().to_vec();
    }

    fn blob(&mut self, _: &'static Schema, value: &[u8]) {
        self.bound.content_type("application/octet-stream");
        self.bound.body = value.to_vec();
    }

    fn document(&mut self, schema: &'static Schema, value: &Document) {
        let mut writer = JsonWriter::new();
        writer.document(schema, value);
        self.bound.content_type("application/json");
        self.bound.body = writer.finish();
    }

    // The models have no other payloads.
    fn list(&mut self, _: &'static Schema, _: &dyn Items) {}
    fn map(&mut self, _: &'static Schema, _: &dyn Entries) {}
    fn boolean(&mut self, _: &'static Schema, _: bool) {}
    fn integer(&mut self, _: &'static Schema, _: i32) {}
    fn long(&mut self, _: &'static Schema, _: i64) {}
    fn float(&mut self, _: &'static Schema, _: f32) {}
    fn double(&mut self, _: &'static Schema, _: f64) {}
    fn timestamp(&mut self, _: &'static Schema, _: Timestamp) {}
    fn null(&mut self) {}
}
