//! Reading shapes from a tree of XML elements.

use longshore_shapes::read::{EachEntry, EachItem, MemberSink};
use longshore_shapes::schema::Location;
use longshore_shapes::{Kind, ReadContext, ReadError, Reader, Schema};

use super::dom::Element;
use super::member_name;
use crate::scalars::text_reader_methods;
use crate::text;

/// What the reader stands at.
enum Place<'x> {
    Element(&'x Element),
    /// The items of a flattened list or map: elements of one name.
    Flat(Vec<&'x Element>),
    Attribute(&'x str),
}

pub(crate) struct XmlReader<'x, 'c> {
    place: Place<'x>,
    context: &'c mut ReadContext,
}

impl<'x, 'c> XmlReader<'x, 'c> {
    pub(crate) fn new(element: &'x Element, context: &'c mut ReadContext) -> Self {
        Self { place: Place::Element(element), context }
    }

    fn at(
        &mut self,
        place: Place<'x>,
        read: impl FnOnce(&mut Self) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        let before = std::mem::replace(&mut self.place, place);
        let result = read(self);
        self.place = before;
        result
    }

    fn element(&self, expected: &'static str) -> Result<&'x Element, ReadError> {
        match &self.place {
            Place::Element(element) => Ok(element),
            Place::Flat(items) => items.last().copied().ok_or_else(|| self.mismatch(expected)),
            Place::Attribute(_) => Err(self.mismatch(expected)),
        }
    }

    fn mismatch(&self, expected: &'static str) -> ReadError {
        let found = if matches!(self.place, Place::Attribute(_)) { "an attribute" } else { "an element" };
        ReadError::of_type(self.context, expected, found)
    }

    fn value(&self, expected: &'static str) -> Result<&'x str, ReadError> {
        match &self.place {
            Place::Attribute(text) => Ok(text),
            _ => Ok(&self.element(expected)?.text),
        }
    }

    fn items(&self, expected: &'static str) -> Result<Vec<&'x Element>, ReadError> {
        match &self.place {
            Place::Flat(items) => Ok(items.clone()),
            _ => Ok(self.element(expected)?.children.iter().collect()),
        }
    }

    fn attributes(
        &mut self,
        element: &'x Element,
        schema: &'static Schema,
        sink: &mut MemberSink<'_>,
    ) -> Result<(), ReadError> {
        for (position, member) in schema.members().iter().enumerate() {
            if !member.names.xml_attribute {
                continue;
            }
            let found = element.attributes.iter().find(|(name, _)| name == member.wire_name());
            if let Some((_, text)) = found {
                self.at(Place::Attribute(text), |reader| sink.member(position, reader))?;
            }
        }
        Ok(())
    }
}

fn position(schema: &'static Schema, name: &str, guess: usize) -> Option<usize> {
    let members = schema.members();
    let named = |member: &longshore_shapes::Member| {
        member_name(member) == name && member.names.location == Location::Body && !member.names.xml_attribute
    };
    if members.get(guess).is_some_and(named) {
        return Some(guess);
    }
    members.iter().position(named)
}

impl Reader for XmlReader<'_, '_> {
    fn structure(&mut self, schema: &'static Schema, sink: &mut MemberSink<'_>) -> Result<(), ReadError> {
        let element = self.element("a Structure")?;
        if !element.attributes.is_empty() {
            self.attributes(element, schema, sink)?;
        }
        let (mut guess, mut flat_seen) = (0, Vec::new());
        for child in &element.children {
            let Some(position) = position(schema, &child.name, guess) else { continue };
            let flat = schema.members().get(position).is_some_and(|member| member.names.flattened);
            if !flat {
                guess = position + 1;
                self.at(Place::Element(child), |reader| sink.member(position, reader))?;
            } else if !flat_seen.contains(&position) {
                flat_seen.push(position);
                let items = element.children.iter().filter(|other| other.name == child.name).collect();
                self.at(Place::Flat(items), |reader| sink.member(position, reader))?;
            }
        }
        Ok(())
    }

    fn list(&mut self, _: &'static Schema, each: EachItem<'_>) -> Result<(), ReadError> {
        for item in self.items("a List")? {
            self.at(Place::Element(item), |reader| each(reader))?;
        }
        Ok(())
    }

    fn map(&mut self, schema: &'static Schema, each: EachEntry<'_>) -> Result<(), ReadError> {
        let Kind::Map { key, value } = schema.kind else { return Ok(()) };
        for entry in self.items("a Map")? {
            let name = entry.child(key.names.wire.unwrap_or("key"));
            let (Some(name), Some(value)) = (name, entry.child(value.names.wire.unwrap_or("value"))) else {
                return Err(ReadError::of_type(self.context, "a Map", "an entry without a key or a value"));
            };
            self.at(Place::Element(value), |reader| each(name.text.clone(), reader))?;
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
