//! Shapes in CBOR, by member name: the body of rpcv2Cbor and the form of every stored row.
//!
//! By name, so that a member can be added to a record without a migration, and so that a row can be read
//! with no other key than itself. Absent members are not written; unknown ones are skipped. Structures
//! have indefinite length (their members are counted by nobody), lists and maps a definite one; both are
//! read either way. A timestamp is tag 1 over seconds.
//!
//! Must not know: rows, HTTP, or whether the writer was us.

use std::borrow::Cow;
use std::convert::Infallible;
use std::sync::OnceLock;

use minicbor::data::{Tag, Type};
use minicbor::decode::Error as CborError;
use minicbor::{Decoder, Encoder};

use crate::document::Document;
use crate::read::{EachEntry, EachItem, MemberSink, ReadContext, ReadError, Reader};
use crate::schema::{Kind, Schema};
use crate::timestamp::Timestamp;
use crate::value::{Entries, Items, Structure, Value};
use crate::write::{Writer, present_members};

/// Tag 1 of RFC 8949: seconds since the epoch.
const TAG_EPOCH: u64 = 1;
/// How deep a document may nest.
const DOCUMENT_DEPTH_MAX: usize = 32;

/// The CBOR form of a structure.
pub fn to_vec(value: &dyn Structure) -> Vec<u8> {
    let mut writer = CborWriter::new(Vec::with_capacity(256));
    writer.structure(value.schema(), value);
    writer.finish()
}

/// Fills a structure from its CBOR form, without checking the modelled constraints.
pub fn from_slice<T: Structure + Value + Default>(bytes: &[u8]) -> Result<T, ReadError> {
    let mut target = T::default();
    let schema = target.schema();
    let mut reader = CborReader::new(bytes, ReadContext::trusting());
    target.read(schema, &mut reader)?;
    reader.end()?;
    Ok(target)
}

/// Reads CBOR of any shape, as a document.
pub fn document_from_slice(bytes: &[u8]) -> Result<Document, ReadError> {
    let mut reader = CborReader::new(bytes, ReadContext::trusting());
    let document = reader.read_document(0)?;
    reader.end()?;
    Ok(document)
}

/// The CBOR form of a document.
pub fn document_to_vec(document: &Document) -> Vec<u8> {
    let mut writer = CborWriter::new(Vec::with_capacity(256));
    writer.write_document(document);
    writer.finish()
}

/// Writes values behind one another into a buffer.
pub struct CborWriter {
    encoder: Encoder<Vec<u8>>,
}

/// Encoding into a vector cannot fail; the type system knows, and this says so once.
fn written<T>(result: Result<T, minicbor::encode::Error<Infallible>>) {
    debug_assert!(result.is_ok(), "a vector takes every byte");
}

impl CborWriter {
    pub fn new(buffer: Vec<u8>) -> Self {
        Self { encoder: Encoder::new(buffer) }
    }

    pub fn finish(self) -> Vec<u8> {
        self.encoder.into_writer()
    }

    /// A map of unknown length; close it with [`end`](Self::end).
    pub fn begin(&mut self) {
        written(self.encoder.begin_map());
    }

    pub fn key(&mut self, key: &str) {
        written(self.encoder.str(key));
    }

    pub fn end(&mut self) {
        written(self.encoder.end());
    }

    fn member_target(schema: &'static Schema) -> &'static Schema {
        match schema.kind {
            Kind::List { member } => member.target,
            Kind::Map { value, .. } => value.target,
            _ => schema,
        }
    }

    fn write_document(&mut self, value: &Document) {
        match value {
            Document::Null => written(self.encoder.null()),
            Document::Boolean(value) => written(self.encoder.bool(*value)),
            Document::Integer(value) => written(self.encoder.i64(*value)),
            Document::Double(value) => written(self.encoder.f64(*value)),
            Document::Text(value) => written(self.encoder.str(value)),
            Document::List(items) => {
                written(self.encoder.array(items.len() as u64));
                items.iter().for_each(|item| self.write_document(item));
            }
            Document::Map(entries) => {
                written(self.encoder.map(entries.len() as u64));
                for (key, value) in entries {
                    self.key(key);
                    self.write_document(value);
                }
            }
        }
    }
}

impl Writer for CborWriter {
    fn structure(&mut self, schema: &'static Schema, value: &dyn Structure) {
        self.begin();
        present_members(schema, value, &mut |member, value| {
            self.key(member.name);
            value.write(member.target, self);
        });
        self.end();
    }

    fn shared(&mut self, schema: &'static Schema, value: &dyn Structure, stored: &OnceLock<Box<[u8]>>) {
        let bytes = stored.get_or_init(|| {
            let mut writer = Self::new(Vec::with_capacity(512));
            writer.structure(schema, value);
            writer.finish().into()
        });
        self.encoder.writer_mut().extend_from_slice(bytes);
    }

    fn list(&mut self, schema: &'static Schema, items: &dyn Items) {
        let target = Self::member_target(schema);
        written(self.encoder.array(items.len() as u64));
        items.each(&mut |item| item.write(target, self));
    }

    fn map(&mut self, schema: &'static Schema, entries: &dyn Entries) {
        let target = Self::member_target(schema);
        written(self.encoder.map(entries.len() as u64));
        entries.each(&mut |key, value| {
            self.key(key);
            value.write(target, self);
        });
    }

    fn text(&mut self, _: &'static Schema, value: &str) {
        written(self.encoder.str(value));
    }
    fn boolean(&mut self, _: &'static Schema, value: bool) {
        written(self.encoder.bool(value));
    }
    fn integer(&mut self, _: &'static Schema, value: i32) {
        written(self.encoder.i32(value));
    }
    fn long(&mut self, _: &'static Schema, value: i64) {
        written(self.encoder.i64(value));
    }
    fn float(&mut self, _: &'static Schema, value: f32) {
        written(self.encoder.f32(value));
    }
    fn double(&mut self, _: &'static Schema, value: f64) {
        written(self.encoder.f64(value));
    }
    fn blob(&mut self, _: &'static Schema, value: &[u8]) {
        written(self.encoder.bytes(value));
    }
    fn timestamp(&mut self, _: &'static Schema, value: Timestamp) {
        written(self.encoder.tag(Tag::new(TAG_EPOCH)));
        if value.millis() % 1000 == 0 {
            written(self.encoder.i64(value.secs()));
        } else {
            written(self.encoder.f64(value.secs_f64()));
        }
    }
    fn document(&mut self, _: &'static Schema, value: &Document) {
        self.write_document(value);
    }
    fn null(&mut self) {
        written(self.encoder.null());
    }
}

/// Reads one value from a slice.
pub struct CborReader<'b> {
    decoder: Decoder<'b>,
    context: ReadContext,
}

impl<'b> CborReader<'b> {
    pub fn new(bytes: &'b [u8], context: ReadContext) -> Self {
        Self { decoder: Decoder::new(bytes), context }
    }

    /// Fails if anything is left behind the value.
    pub fn end(&self) -> Result<(), ReadError> {
        let left = self.decoder.input().len().saturating_sub(self.decoder.position());
        if left == 0 { Ok(()) } else { Err(self.syntax(format!("{left} bytes behind the value"))) }
    }

    pub fn into_context(self) -> ReadContext {
        self.context
    }

    fn syntax(&self, problem: impl ToString) -> ReadError {
        ReadError::Syntax { offset: self.decoder.position(), problem: problem.to_string() }
    }

    /// Turns a decoder's error into ours: of type where the bytes are fine but another thing.
    fn read<T>(
        &mut self,
        expected: &'static str,
        take: impl FnOnce(&mut Decoder<'b>) -> Result<T, CborError>,
    ) -> Result<T, ReadError> {
        let found = self.decoder.datatype().map_err(|error| self.syntax(error))?;
        match take(&mut self.decoder) {
            Ok(value) => Ok(value),
            Err(error) if error.is_type_mismatch() => {
                Err(ReadError::of_type(&self.context, expected, found.to_string()))
            }
            Err(error) => Err(self.syntax(error)),
        }
    }

    /// Whether another item follows in a collection of `left` items, or of unknown length.
    fn more(&mut self, left: &mut Option<u64>) -> Result<bool, ReadError> {
        match left {
            Some(0) => Ok(false),
            Some(left) => {
                *left -= 1;
                Ok(true)
            }
            None if self.decoder.datatype().map_err(|error| self.syntax(error))? == Type::Break => {
                self.decoder.skip().map_err(|error| self.syntax(error))?;
                Ok(false)
            }
            None => Ok(true),
        }
    }

    /// The name of a member: borrowed, because it is only looked up.
    fn name(&mut self) -> Result<Cow<'b, str>, ReadError> {
        if self.decoder.datatype().map_err(|error| self.syntax(error))? == Type::StringIndef {
            return self.string().map(Cow::Owned);
        }
        self.read("a String", |decoder| decoder.str()).map(Cow::Borrowed)
    }

    fn string(&mut self) -> Result<String, ReadError> {
        if self.decoder.datatype().map_err(|error| self.syntax(error))? != Type::StringIndef {
            return self.read("a String", |decoder| decoder.str().map(str::to_owned));
        }
        let parts = self.read("a String", |decoder| decoder.str_iter()?.collect::<Result<Vec<_>, _>>())?;
        Ok(parts.concat())
    }

    fn number(&mut self, expected: &'static str) -> Result<f64, ReadError> {
        match self.decoder.datatype().map_err(|error| self.syntax(error))? {
            Type::F16 | Type::F32 | Type::F64 => self.read(expected, |decoder| decoder.f64()),
            #[allow(clippy::cast_precision_loss, reason = "what a float member asks for")]
            _ => self.read(expected, |decoder| decoder.i64()).map(|value| value as f64),
        }
    }

    fn read_document(&mut self, depth: usize) -> Result<Document, ReadError> {
        if depth > DOCUMENT_DEPTH_MAX {
            return Err(ReadError::TooDeep { path: self.context.path() });
        }
        let found = self.decoder.datatype().map_err(|error| self.syntax(error))?;
        match found {
            Type::Null | Type::Undefined => self.take_null().map(|_| Document::Null),
            Type::Bool => self.read("a document", |decoder| decoder.bool()).map(Document::Boolean),
            Type::F16 | Type::F32 | Type::F64 => self.number("a document").map(Document::Double),
            Type::String | Type::StringIndef => self.string().map(Document::Text),
            Type::Array | Type::ArrayIndef => {
                let mut left = self.read("a document", |decoder| decoder.array())?;
                let mut items = Vec::new();
                while self.more(&mut left)? {
                    items.push(self.read_document(depth + 1)?);
                }
                Ok(Document::List(items))
            }
            Type::Map | Type::MapIndef => {
                let mut left = self.read("a document", |decoder| decoder.map())?;
                let mut entries = std::collections::BTreeMap::new();
                while self.more(&mut left)? {
                    let key = self.string()?;
                    entries.insert(key, self.read_document(depth + 1)?);
                }
                Ok(Document::Map(entries))
            }
            _ => self.read("a document", |decoder| decoder.i64()).map(Document::Integer),
        }
    }
}

impl Reader for CborReader<'_> {
    fn structure(&mut self, schema: &'static Schema, sink: &mut MemberSink<'_>) -> Result<(), ReadError> {
        let mut left = self.read("a Structure", |decoder| decoder.map())?;
        let mut guess = 0;
        while self.more(&mut left)? {
            let name = self.name()?;
            match schema.member_near(guess, &name) {
                Some(position) => {
                    sink.member(position, self)?;
                    guess = position + 1;
                }
                None => self.decoder.skip().map_err(|error| self.syntax(error))?,
            }
        }
        Ok(())
    }

    fn list(&mut self, _: &'static Schema, each: EachItem<'_>) -> Result<(), ReadError> {
        let mut left = self.read("a List", |decoder| decoder.array())?;
        while self.more(&mut left)? {
            each(self)?;
        }
        Ok(())
    }

    fn map(&mut self, _: &'static Schema, each: EachEntry<'_>) -> Result<(), ReadError> {
        let mut left = self.read("a Map", |decoder| decoder.map())?;
        while self.more(&mut left)? {
            let key = self.string()?;
            each(key, self)?;
        }
        Ok(())
    }

    fn text(&mut self, _: &'static Schema) -> Result<String, ReadError> {
        self.string()
    }

    fn boolean(&mut self, _: &'static Schema) -> Result<bool, ReadError> {
        self.read("a Boolean", |decoder| decoder.bool())
    }

    fn integer(&mut self, _: &'static Schema) -> Result<i32, ReadError> {
        self.read("an Integer", |decoder| decoder.i32())
    }

    fn long(&mut self, _: &'static Schema) -> Result<i64, ReadError> {
        self.read("a Long", |decoder| decoder.i64())
    }

    #[allow(clippy::cast_possible_truncation, reason = "what a float member asks for")]
    fn float(&mut self, _: &'static Schema) -> Result<f32, ReadError> {
        self.number("a Float").map(|value| value as f32)
    }

    fn double(&mut self, _: &'static Schema) -> Result<f64, ReadError> {
        self.number("a Double")
    }

    fn blob(&mut self, _: &'static Schema) -> Result<Vec<u8>, ReadError> {
        if self.decoder.datatype().map_err(|error| self.syntax(error))? != Type::BytesIndef {
            return self.read("a Blob", |decoder| decoder.bytes().map(<[u8]>::to_vec));
        }
        let parts = self.read("a Blob", |decoder| decoder.bytes_iter()?.collect::<Result<Vec<_>, _>>())?;
        Ok(parts.concat())
    }

    fn timestamp(&mut self, _: &'static Schema) -> Result<Timestamp, ReadError> {
        if self.decoder.datatype().map_err(|error| self.syntax(error))? == Type::Tag {
            let tag = self.read("a Timestamp", |decoder| decoder.tag())?;
            if tag.as_u64() != TAG_EPOCH {
                return Err(ReadError::of_type(
                    &self.context,
                    "a Timestamp",
                    format!("tag {}", tag.as_u64()),
                ));
            }
        }
        self.number("a Timestamp").map(Timestamp::from_secs_f64)
    }

    fn document(&mut self, _: &'static Schema) -> Result<Document, ReadError> {
        self.read_document(0)
    }

    fn take_null(&mut self) -> Result<bool, ReadError> {
        let found = self.decoder.datatype().map_err(|error| self.syntax(error))?;
        let null = matches!(found, Type::Null | Type::Undefined);
        if null {
            self.decoder.skip().map_err(|error| self.syntax(error))?;
        }
        Ok(null)
    }

    fn context(&mut self) -> &mut ReadContext {
        &mut self.context
    }
}
