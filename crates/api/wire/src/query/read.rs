//! Reading an input from Query parameters.
//!
//! The parameters are sorted by the segments of their names, so that the values under one name are one
//! slice, and a member is read by narrowing the slice: no tree is built, and an index costs nothing
//! however high it is. Gaps in a numbering are passed over; order is by number.

use std::borrow::Cow;

use longshore_shapes::read::{EachEntry, EachItem, MemberSink};
use longshore_shapes::{Kind, ReadContext, ReadError, Reader, Schema};

use super::dialect::Dialect;
use super::form;
use crate::limits::{LIST_INDEX_MAX, PARAMETERS_MAX};
use crate::scalars::text_reader_methods;
use crate::text;

type Parameter = (String, String);

/// The parameters of a request, sorted; the last of a repeated one is the last in its slice.
pub(crate) struct Parameters(Vec<Parameter>);

impl Parameters {
    /// From a form body and a query string; where both name a parameter, the body counts.
    pub(crate) fn parse(body: &[u8], query: &str) -> Result<Self, ReadError> {
        let form = std::str::from_utf8(body).map_err(|error| ReadError::Syntax {
            offset: error.valid_up_to(),
            problem: "not UTF-8".to_owned(),
        })?;
        let mut parameters = form::parse(query)?;
        parameters.extend(form::parse(form)?);
        if parameters.len() > PARAMETERS_MAX {
            return Err(ReadError::TooMany { limit: PARAMETERS_MAX });
        }
        parameters.sort_by(|(one, _), (other, _)| one.split('.').cmp(other.split('.')));
        Ok(Self(parameters))
    }
}

/// The parameters under one name.
#[derive(Clone, Copy)]
struct Place<'p> {
    parameters: &'p [Parameter],
    /// The length of the name they share.
    name: usize,
}

impl<'p> Place<'p> {
    /// What follows the shared name; `None` for the value of the name itself.
    fn next_segment(&self, parameter: &'p Parameter) -> Option<&'p str> {
        let rest = parameter.0.get(self.name..)?;
        let rest = if self.name == 0 { rest } else { rest.strip_prefix('.')? };
        rest.split('.').next()
    }

    /// The places one segment further, in order of their names.
    fn children(self) -> impl Iterator<Item = (&'p str, Place<'p>)> {
        let chunks =
            self.parameters.chunk_by(move |one, other| self.next_segment(one) == self.next_segment(other));
        chunks.filter_map(move |parameters| {
            let segment = self.next_segment(parameters.first()?)?;
            let name = self.name + usize::from(self.name > 0) + segment.len();
            Some((segment, Place { parameters, name }))
        })
    }

    fn value(&self) -> Option<&'p str> {
        let named = self.parameters.iter().take_while(|(name, _)| name.len() == self.name);
        named.last().map(|(_, value)| value.as_str())
    }
}

pub(crate) struct QueryReader<'p, 'c> {
    place: Place<'p>,
    dialect: Dialect,
    context: &'c mut ReadContext,
}

impl<'p, 'c> QueryReader<'p, 'c> {
    pub(crate) fn new(parameters: &'p Parameters, dialect: Dialect, context: &'c mut ReadContext) -> Self {
        let place = Place { parameters: &parameters.0, name: 0 };
        Self { place, dialect, context }
    }

    /// Reads with the reader at another place.
    fn at(
        &mut self,
        place: Place<'p>,
        read: impl FnOnce(&mut Self) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        let before = std::mem::replace(&mut self.place, place);
        let result = read(self);
        self.place = before;
        result
    }

    fn value(&self, expected: &'static str) -> Result<&'p str, ReadError> {
        let value = self.place.value();
        value.ok_or_else(|| ReadError::of_type(self.context, expected, "a name with more segments"))
    }

    /// The numbered places of a list or map, in order. They stand right here, or one segment (`container`)
    /// further; both are taken, because older clients differ.
    fn numbered(&self, container: &str, expected: &'static str) -> Result<Vec<Place<'p>>, ReadError> {
        let mut items = Vec::new();
        for (segment, place) in self.place.children() {
            if segment == container {
                for (segment, place) in place.children() {
                    items.push((self.number(segment, expected)?, place));
                }
            } else {
                items.push((self.number(segment, expected)?, place));
            }
        }
        items.sort_by_key(|(number, _)| *number);
        Ok(items.into_iter().map(|(_, place)| place).collect())
    }

    fn number(&self, segment: &str, expected: &'static str) -> Result<u32, ReadError> {
        match segment.parse::<u32>() {
            Ok(number) if number <= LIST_INDEX_MAX => Ok(number),
            _ => {
                let shown: String = segment.chars().take(64).collect();
                Err(ReadError::of_type(self.context, expected, format!("the index '{shown}'")))
            }
        }
    }

    fn position(&self, schema: &'static Schema, segment: &str, guess: usize) -> Option<usize> {
        let members = schema.members();
        let named = |member: &longshore_shapes::Member| self.dialect.member(member) == Cow::Borrowed(segment);
        if members.get(guess).is_some_and(named) {
            return Some(guess);
        }
        members.iter().position(named)
    }
}

impl Reader for QueryReader<'_, '_> {
    fn structure(&mut self, schema: &'static Schema, sink: &mut MemberSink<'_>) -> Result<(), ReadError> {
        let mut guess = 0;
        for (segment, place) in self.place.children() {
            let Some(position) = self.position(schema, segment, guess) else { continue };
            guess = position + 1;
            self.at(place, |reader| sink.member(position, reader))?;
        }
        Ok(())
    }

    fn list(&mut self, schema: &'static Schema, each: EachItem<'_>) -> Result<(), ReadError> {
        let Kind::List { member } = schema.kind else { return Ok(()) };
        for place in self.numbered(member.names.wire.unwrap_or("member"), "a List")? {
            self.at(place, |reader| each(reader))?;
        }
        Ok(())
    }

    fn map(&mut self, schema: &'static Schema, each: EachEntry<'_>) -> Result<(), ReadError> {
        let Kind::Map { key, value: member } = schema.kind else { return Ok(()) };
        let key_name = key.names.wire.unwrap_or("key");
        let value_name = member.names.wire.unwrap_or("value");
        for entry in self.numbered("entry", "a Map")? {
            let child = |name| entry.children().find(|(segment, _)| *segment == name).map(|(_, place)| place);
            let found = (child(key_name).and_then(|place| place.value()), child(value_name));
            let (Some(key), Some(place)) = found else {
                return Err(ReadError::of_type(self.context, "a Map", "an entry without a key or a value"));
            };
            self.at(place, |reader| each(key.to_owned(), reader))?;
        }
        Ok(())
    }

    fn text(&mut self, _: &'static Schema) -> Result<String, ReadError> {
        Ok(self.value("a String")?.to_owned())
    }

    fn blob(&mut self, _: &'static Schema) -> Result<Vec<u8>, ReadError> {
        text::blob(self.value("a Blob")?, self.context)
    }

    text_reader_methods!();
}
