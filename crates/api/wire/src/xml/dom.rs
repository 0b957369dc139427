//! An XML document as a tree of elements: small, bounded, and without what protocols do not use.
//!
//! Document types are refused, so that there are no entities but the five of XML itself; names lose
//! their prefixes. Depth and the number of nodes are bounded.

use longshore_shapes::ReadError;
use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::limits::{XML_DEPTH_MAX, XML_NODES_MAX};

#[derive(Debug, Default)]
pub struct Element {
    pub name: String,
    /// With their names as written, prefix included; namespaces are left out.
    pub attributes: Vec<(String, String)>,
    pub children: Vec<Element>,
    /// The text that stands right in it.
    pub text: String,
}

impl Element {
    pub fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().rev().find(|child| child.name == name)
    }

    /// The first element of that name, at any depth.
    pub fn find(&self, name: &str) -> Option<&Element> {
        if self.name == name {
            return Some(self);
        }
        self.children.iter().find_map(|child| child.find(name))
    }

    /// The text of an element that is there and holds any.
    pub fn text_of(&self, name: &str) -> Option<String> {
        self.child(name).map(|child| child.text.trim().to_owned())
    }
}

/// The root element.
pub fn parse(input: &[u8]) -> Result<Element, ReadError> {
    let text = std::str::from_utf8(input).map_err(|error| ReadError::Syntax {
        offset: error.valid_up_to(),
        problem: "not UTF-8".to_owned(),
    })?;
    let mut builder = Builder { reader: Reader::from_str(text), open: Vec::new(), root: None, nodes: 0 };
    while builder.step()? {}
    match builder.root {
        Some(root) => Ok(root),
        None => Err(syntax(input.len(), "there is no element")),
    }
}

fn syntax(offset: usize, problem: impl Into<String>) -> ReadError {
    ReadError::Syntax { offset, problem: problem.into() }
}

struct Builder<'x> {
    reader: Reader<&'x [u8]>,
    /// The elements that have not ended, the innermost last.
    open: Vec<Element>,
    root: Option<Element>,
    nodes: usize,
}

impl Builder<'_> {
    fn fail(&self, problem: impl Into<String>) -> ReadError {
        syntax(usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX), problem)
    }

    fn step(&mut self) -> Result<bool, ReadError> {
        let event = self.reader.read_event().map_err(|error| self.fail(error.to_string()))?;
        match event {
            Event::Start(start) => self.start(&start)?,
            Event::Empty(start) => {
                self.start(&start)?;
                self.end()?;
            }
            Event::End(_) => self.end()?,
            Event::Text(text) => self.text(&text.xml10_content())?,
            Event::CData(text) => self.text(&text.xml10_content())?,
            Event::GeneralRef(reference) => self.reference(&reference)?,
            Event::DocType(_) => return Err(self.fail("a document type is not allowed")),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            Event::Eof if self.open.is_empty() => return Ok(false),
            Event::Eof => return Err(self.fail("an element has no end")),
        }
        Ok(true)
    }

    fn count(&mut self) -> Result<(), ReadError> {
        self.nodes += 1;
        if self.nodes > XML_NODES_MAX { Err(ReadError::TooMany { limit: XML_NODES_MAX }) } else { Ok(()) }
    }

    fn start(&mut self, start: &BytesStart<'_>) -> Result<(), ReadError> {
        self.count()?;
        if self.open.len() >= XML_DEPTH_MAX {
            return Err(self.fail(format!("elements nest deeper than {XML_DEPTH_MAX} levels")));
        }
        if self.root.is_some() {
            return Err(self.fail("there is more than one root element"));
        }
        let name = start.local_name().as_ref().to_owned();
        let mut element = Element { name, ..Element::default() };
        // The library's check for repeated attributes takes quadratic time; here the first one counts.
        for attribute in start.attributes().with_checks(false) {
            self.count()?;
            let attribute = attribute.map_err(|error| self.fail(error.to_string()))?;
            let name: &str = attribute.key.as_ref();
            if name != "xmlns" && !name.starts_with("xmlns:") {
                let value = attribute
                    .normalized_value(XmlVersion::Implicit1_0)
                    .map_err(|error| self.fail(error.to_string()))?;
                element.attributes.push((name.to_owned(), value.into_owned()));
            }
        }
        self.open.push(element);
        Ok(())
    }

    fn end(&mut self) -> Result<(), ReadError> {
        let Some(element) = self.open.pop() else {
            return Err(self.fail("an element ends that did not begin"));
        };
        match self.open.last_mut() {
            Some(parent) => parent.children.push(element),
            None => self.root = Some(element),
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), ReadError> {
        match self.open.last_mut() {
            Some(element) => element.text.push_str(text),
            None if text.trim().is_empty() => {}
            None => return Err(self.fail("text stands outside the root element")),
        }
        Ok(())
    }

    fn reference(&mut self, reference: &BytesRef<'_>) -> Result<(), ReadError> {
        if let Some(character) = reference.resolve_char_ref().map_err(|error| self.fail(error.to_string()))? {
            return self.text(character.encode_utf8(&mut [0; 4]));
        }
        match reference.xml10_content().as_ref() {
            "lt" => self.text("<"),
            "gt" => self.text(">"),
            "amp" => self.text("&"),
            "apos" => self.text("'"),
            "quot" => self.text("\""),
            _ => Err(self.fail("an unknown entity is referred to")),
        }
    }
}
