//! Gathering a structure's members from where the HTTP binding has them.

use std::collections::BTreeMap;

use http::HeaderMap;
use longshore_shapes::read::{EachEntry, EachItem, MemberSink};
use longshore_shapes::schema::Location;
use longshore_shapes::{Document, Kind, Member, ReadContext, ReadError, Reader, Schema, Timestamp};

use super::{Format, has_body_members};
use crate::json::JsonReader;
use crate::scalars::text_reader_methods;
use crate::text;
use crate::xml::{XmlReader, dom};

/// The parts of a request or a response that members may stand in.
pub(crate) struct Message<'m> {
    pub(crate) labels: &'m [(&'static str, String)],
    pub(crate) query: &'m [(String, String)],
    pub(crate) headers: &'m HeaderMap,
    pub(crate) status: u16,
    pub(crate) body: &'m [u8],
    pub(crate) format: Format,
}

/// Reads the top-level structure of a message, and nothing else.
pub(crate) struct BoundReader<'m, 'c> {
    message: &'m Message<'m>,
    context: &'c mut ReadContext,
}

impl<'m, 'c> BoundReader<'m, 'c> {
    pub(crate) fn new(message: &'m Message<'m>, context: &'c mut ReadContext) -> Self {
        Self { message, context }
    }

    /// The texts of a member, `None` where it is absent.
    fn texts(&self, member: &'static Member) -> Option<Texts<'m>> {
        let name = member.wire_name();
        match member.names.location {
            Location::Uri => {
                let (_, value) = self.message.labels.iter().find(|(label, _)| *label == name)?;
                Some(Texts::One(value))
            }
            Location::StatusCode => Some(Texts::Own(self.message.status.to_string())),
            Location::Header => {
                let mut values =
                    self.message.headers.get_all(name).iter().filter_map(|value| value.to_str().ok());
                match member.target.kind {
                    Kind::List { member: item } => {
                        let dates = matches!(item.target.kind, Kind::Timestamp);
                        let joined = values.collect::<Vec<_>>().join(",");
                        let items = split_list(&joined, dates);
                        (!joined.is_empty()).then_some(Texts::Many(items))
                    }
                    _ => values.next().map(Texts::One),
                }
            }
            Location::Headers => self.prefixed(member.names.wire.unwrap_or_default()),
            Location::QueryString => self.in_query(member, name),
            Location::Body | Location::Payload => None,
        }
    }

    /// The headers that share a prefix, by the rest of their names.
    fn prefixed(&self, prefix: &str) -> Option<Texts<'m>> {
        let prefix = prefix.to_ascii_lowercase();
        let mut named = Named::new();
        for (name, value) in self.message.headers {
            if let (Some(key), Ok(value)) = (name.as_str().strip_prefix(&prefix), value.to_str()) {
                named.entry(key.to_owned()).or_default().push(value.to_owned());
            }
        }
        (!named.is_empty()).then_some(Texts::Named(named))
    }

    fn in_query(&self, member: &'static Member, name: &str) -> Option<Texts<'m>> {
        let mut values = self.message.query.iter().filter(|(found, _)| found == name).map(|(_, value)| value);
        match member.target.kind {
            Kind::Map { .. } => {
                let mut named = Named::new();
                for (key, value) in self.message.query {
                    named.entry(key.clone()).or_default().push(value.clone());
                }
                (!named.is_empty()).then_some(Texts::Named(named))
            }
            Kind::List { .. } => {
                let items: Vec<String> = values.cloned().collect();
                (!items.is_empty()).then_some(Texts::Many(items))
            }
            _ => values.next_back().map(|value| Texts::One(value)),
        }
    }

    fn payload(
        &mut self,
        position: usize,
        member: &'static Member,
        sink: &mut MemberSink<'_>,
    ) -> Result<(), ReadError> {
        let body = self.message.body;
        match (is_raw(member.target), self.message.format) {
            (true, _) => sink.member(position, &mut PayloadReader { body, context: self.context }),
            (false, _) if body.is_empty() => Ok(()),
            (false, Format::Json) => {
                let mut reader = JsonReader::new(body, self.context)?;
                sink.member(position, &mut reader)?;
                reader.end()
            }
            (false, Format::Xml) => {
                let root = dom::parse(body)?;
                sink.member(position, &mut XmlReader::new(&root, self.context))
            }
        }
    }

    fn body(&mut self, schema: &'static Schema, sink: &mut MemberSink<'_>) -> Result<(), ReadError> {
        let body = self.message.body;
        if body.is_empty() || !has_body_members(schema) {
            return Ok(());
        }
        match self.message.format {
            Format::Json => {
                let mut reader = JsonReader::new(body, self.context)?;
                reader.structure(schema, sink)?;
                reader.end()
            }
            Format::Xml => {
                let root = dom::parse(body)?;
                XmlReader::new(&root, self.context).structure(schema, sink)
            }
        }
    }

    fn misplaced<T>(&self, expected: &'static str) -> Result<T, ReadError> {
        Err(ReadError::of_type(self.context, expected, "a whole HTTP message"))
    }
}

/// Whether a payload of that kind is the body as it is.
fn is_raw(schema: &Schema) -> bool {
    matches!(schema.kind, Kind::Blob | Kind::Text { .. })
}

/// The items of a header list: separated by commas, in quotes where they hold one. An HTTP date holds one
/// comma without quotes.
fn split_list(text: &str, dates: bool) -> Vec<String> {
    let mut items = vec![String::new()];
    let (mut quoted, mut escaped, mut commas) = (false, false, 0_usize);
    for character in text.chars() {
        let Some(item) = items.last_mut() else { break };
        match character {
            _ if escaped => {
                item.push(character);
                escaped = false;
            }
            '\\' if quoted => escaped = true,
            '"' if quoted || item.trim().is_empty() => quoted = !quoted,
            ',' if !quoted => {
                commas += 1;
                if dates && commas % 2 == 1 {
                    item.push(character);
                } else {
                    items.push(String::new());
                }
            }
            _ => item.push(character),
        }
    }
    items.into_iter().map(|item| item.trim().to_owned()).collect()
}

impl Reader for BoundReader<'_, '_> {
    fn structure(&mut self, schema: &'static Schema, sink: &mut MemberSink<'_>) -> Result<(), ReadError> {
        let mut payload = None;
        for (position, member) in schema.members().iter().enumerate() {
            match member.names.location {
                Location::Body => {}
                Location::Payload => payload = Some((position, member)),
                _ => {
                    if let Some(texts) = self.texts(member) {
                        sink.member(position, &mut TextReader { texts, context: self.context })?;
                    }
                }
            }
        }
        match payload {
            Some((position, member)) => self.payload(position, member, sink),
            None => self.body(schema, sink),
        }
    }

    fn list(&mut self, _: &'static Schema, _: EachItem<'_>) -> Result<(), ReadError> {
        self.misplaced("a List")
    }
    fn map(&mut self, _: &'static Schema, _: EachEntry<'_>) -> Result<(), ReadError> {
        self.misplaced("a Map")
    }
    fn text(&mut self, _: &'static Schema) -> Result<String, ReadError> {
        self.misplaced("a String")
    }
    fn boolean(&mut self, _: &'static Schema) -> Result<bool, ReadError> {
        self.misplaced("a Boolean")
    }
    fn integer(&mut self, _: &'static Schema) -> Result<i32, ReadError> {
        self.misplaced("an Integer")
    }
    fn long(&mut self, _: &'static Schema) -> Result<i64, ReadError> {
        self.misplaced("a Long")
    }
    fn float(&mut self, _: &'static Schema) -> Result<f32, ReadError> {
        self.misplaced("a Float")
    }
    fn double(&mut self, _: &'static Schema) -> Result<f64, ReadError> {
        self.misplaced("a Double")
    }
    fn blob(&mut self, _: &'static Schema) -> Result<Vec<u8>, ReadError> {
        self.misplaced("a Blob")
    }
    fn timestamp(&mut self, _: &'static Schema) -> Result<Timestamp, ReadError> {
        self.misplaced("a Timestamp")
    }
    fn document(&mut self, _: &'static Schema) -> Result<Document, ReadError> {
        self.misplaced("a Document")
    }
    fn take_null(&mut self) -> Result<bool, ReadError> {
        Ok(false)
    }
    fn context(&mut self) -> &mut ReadContext {
        self.context
    }
}

/// What stands in a label, a header or a query string.
enum Texts<'m> {
    One(&'m str),
    Own(String),
    Many(Vec<String>),
    Named(Named),
}

type Named = BTreeMap<String, Vec<String>>;

struct TextReader<'m, 'c> {
    texts: Texts<'m>,
    context: &'c mut ReadContext,
}

impl TextReader<'_, '_> {
    fn value(&self, expected: &'static str) -> Result<&str, ReadError> {
        match &self.texts {
            Texts::One(text) => Ok(text),
            Texts::Own(text) => Ok(text),
            Texts::Many(texts) => Ok(texts.last().map_or("", String::as_str)),
            Texts::Named(_) => Err(ReadError::of_type(self.context, expected, "several values")),
        }
    }
}

impl Reader for TextReader<'_, '_> {
    fn structure(&mut self, _: &'static Schema, _: &mut MemberSink<'_>) -> Result<(), ReadError> {
        Err(ReadError::of_type(self.context, "a Structure", "text"))
    }

    fn list(&mut self, _: &'static Schema, each: EachItem<'_>) -> Result<(), ReadError> {
        let Texts::Many(items) = std::mem::replace(&mut self.texts, Texts::One("")) else {
            return Err(ReadError::of_type(self.context, "a List", "text"));
        };
        items.into_iter().try_for_each(|item| {
            self.texts = Texts::Own(item);
            each(self)
        })
    }

    fn map(&mut self, _: &'static Schema, each: EachEntry<'_>) -> Result<(), ReadError> {
        let Texts::Named(entries) = std::mem::replace(&mut self.texts, Texts::One("")) else {
            return Err(ReadError::of_type(self.context, "a Map", "text"));
        };
        entries.into_iter().try_for_each(|(key, values)| {
            self.texts = Texts::Many(values);
            each(key, self)
        })
    }

    fn text(&mut self, _: &'static Schema) -> Result<String, ReadError> {
        Ok(self.value("a String")?.to_owned())
    }

    fn blob(&mut self, _: &'static Schema) -> Result<Vec<u8>, ReadError> {
        text::blob(self.value("a Blob")?, self.context)
    }

    text_reader_methods!();
}

/// The body as it is, for a payload of bytes or text.
struct PayloadReader<'m, 'c> {
    body: &'m [u8],
    context: &'c mut ReadContext,
}

impl<'m> PayloadReader<'m, '_> {
    fn value(&self, expected: &'static str) -> Result<&'m str, ReadError> {
        std::str::from_utf8(self.body)
            .map_err(|_| ReadError::of_type(self.context, expected, "a body that is not UTF-8"))
    }
}

impl Reader for PayloadReader<'_, '_> {
    fn structure(&mut self, _: &'static Schema, _: &mut MemberSink<'_>) -> Result<(), ReadError> {
        Err(ReadError::of_type(self.context, "a Structure", "bytes"))
    }
    fn list(&mut self, _: &'static Schema, _: EachItem<'_>) -> Result<(), ReadError> {
        Err(ReadError::of_type(self.context, "a List", "bytes"))
    }
    fn map(&mut self, _: &'static Schema, _: EachEntry<'_>) -> Result<(), ReadError> {
        Err(ReadError::of_type(self.context, "a Map", "bytes"))
    }
    fn text(&mut self, _: &'static Schema) -> Result<String, ReadError> {
        Ok(self.value("a String")?.to_owned())
    }
    fn blob(&mut self, _: &'static Schema) -> Result<Vec<u8>, ReadError> {
        Ok(self.body.to_vec())
    }

    text_reader_methods!();
}
