//! Reading shapes from JSON.
//!
//! Members go by their wire name; those that an HTTP binding puts elsewhere are not looked for. Unknown
//! members are passed over, null is absence, the last of a repeated member wins, and types are strict: a
//! number is not a text, and a fraction is not an integer.

use base64::Engine;
use longshore_shapes::read::{EachEntry, EachItem, MemberSink};
use longshore_shapes::schema::Location;
use longshore_shapes::{Document, ReadContext, ReadError, Reader, Schema, Timestamp};

use super::lexer::Lexer;
use crate::limits::DOCUMENT_DEPTH_MAX;
use crate::text::BASE64;
use crate::timestamp;

/// Beyond this a double no longer holds every integer.
const EXACT_INTEGER_MAX: f64 = 9_007_199_254_740_992.0;

pub(crate) struct JsonReader<'b, 'c> {
    lexer: Lexer<'b>,
    context: &'c mut ReadContext,
}

impl<'b, 'c> JsonReader<'b, 'c> {
    pub(crate) fn new(input: &'b [u8], context: &'c mut ReadContext) -> Result<Self, ReadError> {
        Ok(Self { lexer: Lexer::new(input)?, context })
    }

    /// Fails if anything is left behind the value.
    pub(crate) fn end(&mut self) -> Result<(), ReadError> {
        self.lexer.end()
    }

    /// The value of a text, or `None` for any other value; for envelopes that carry no schema.
    pub(crate) fn text_or_skip(&mut self) -> Result<Option<String>, ReadError> {
        if self.lexer.peek() == Some(b'"') {
            return Ok(Some(self.lexer.string()?.into_owned()));
        }
        self.lexer.skip()?;
        Ok(None)
    }

    /// Calls `each` with every key of the object that is next.
    pub(crate) fn entries(
        &mut self,
        each: &mut dyn FnMut(&str, &mut Self) -> Result<(), ReadError>,
    ) -> Result<(), ReadError> {
        self.open(b'{', "a Structure")?;
        let mut first = true;
        while self.lexer.more(&mut first, b'}')? {
            let key = self.lexer.key()?;
            each(&key, self)?;
        }
        Ok(())
    }

    fn open(&mut self, mark: u8, expected: &'static str) -> Result<(), ReadError> {
        if self.lexer.take(mark) { Ok(()) } else { Err(self.mismatch(expected)) }
    }

    fn mismatch(&mut self, expected: &'static str) -> ReadError {
        match self.lexer.peek() {
            None => self.lexer.syntax("the input ends where a value should stand"),
            Some(_) => ReadError::of_type(self.context, expected, self.lexer.found()),
        }
    }

    fn number(&mut self, expected: &'static str) -> Result<&'b str, ReadError> {
        match self.lexer.peek() {
            Some(b'-' | b'0'..=b'9') => self.lexer.number(),
            _ => Err(self.mismatch(expected)),
        }
    }

    fn whole_number(&mut self, expected: &'static str) -> Result<i64, ReadError> {
        let number = self.number(expected)?;
        if let Ok(value) = number.parse::<i64>() {
            return Ok(value);
        }
        let value = number.parse::<f64>().unwrap_or(f64::NAN);
        if value.fract() == 0.0 && value.abs() <= EXACT_INTEGER_MAX {
            #[allow(clippy::cast_possible_truncation, reason = "a whole number within the exact range")]
            return Ok(value as i64);
        }
        Err(ReadError::of_type(self.context, expected, shortened(number)))
    }

    fn real_number(&mut self, expected: &'static str) -> Result<f64, ReadError> {
        if self.lexer.peek() == Some(b'"') {
            let text = self.lexer.string()?;
            return match text.as_ref() {
                "NaN" => Ok(f64::NAN),
                "Infinity" => Ok(f64::INFINITY),
                "-Infinity" => Ok(f64::NEG_INFINITY),
                _ => Err(ReadError::of_type(self.context, expected, "STRING_VALUE")),
            };
        }
        let number = self.number(expected)?;
        match number.parse::<f64>() {
            Ok(value) if value.is_finite() => Ok(value),
            _ => Err(ReadError::of_type(self.context, expected, shortened(number))),
        }
    }

    fn read_document(&mut self, depth: usize) -> Result<Document, ReadError> {
        if depth > DOCUMENT_DEPTH_MAX {
            return Err(ReadError::TooDeep { path: self.context.path() });
        }
        match self.lexer.peek() {
            Some(b'"') => Ok(Document::Text(self.lexer.string()?.into_owned())),
            Some(b'-' | b'0'..=b'9') => {
                let number = self.lexer.number()?;
                if let Ok(value) = number.parse::<i64>() {
                    return Ok(Document::Integer(value));
                }
                match number.parse::<f64>() {
                    Ok(value) if value.is_finite() => Ok(Document::Double(value)),
                    _ => Err(ReadError::of_type(self.context, "a Document", shortened(number))),
                }
            }
            Some(b'{') => {
                let mut entries = std::collections::BTreeMap::new();
                self.entries(&mut |key, reader| {
                    entries.insert(key.to_owned(), reader.read_document(depth + 1)?);
                    Ok(())
                })?;
                Ok(Document::Map(entries))
            }
            Some(b'[') => {
                self.lexer.expect(b'[')?;
                let (mut items, mut first) = (Vec::new(), true);
                while self.lexer.more(&mut first, b']')? {
                    items.push(self.read_document(depth + 1)?);
                }
                Ok(Document::List(items))
            }
            _ if self.lexer.take_word("null") => Ok(Document::Null),
            _ => self.boolean(&longshore_shapes::schema::BOOLEAN).map(Document::Boolean),
        }
    }
}

/// The position of the body member of that wire name; `guess` is looked at first, because members
/// mostly come in the order of the model.
fn position(schema: &'static Schema, name: &str, guess: usize) -> Option<usize> {
    let members = schema.members();
    let named = |member: &longshore_shapes::Member| {
        member.wire_name() == name && member.names.location == Location::Body
    };
    if members.get(guess).is_some_and(named) {
        return Some(guess);
    }
    members.iter().position(named)
}

fn shortened(number: &str) -> String {
    number.chars().take(40).collect()
}

impl Reader for JsonReader<'_, '_> {
    fn structure(&mut self, schema: &'static Schema, sink: &mut MemberSink<'_>) -> Result<(), ReadError> {
        self.open(b'{', "a Structure")?;
        let (mut first, mut guess) = (true, 0);
        while self.lexer.more(&mut first, b'}')? {
            let key = self.lexer.key()?;
            match position(schema, &key, guess) {
                Some(position) => {
                    guess = position + 1;
                    sink.member(position, self)?;
                }
                None => self.lexer.skip()?,
            }
        }
        Ok(())
    }

    fn list(&mut self, _: &'static Schema, each: EachItem<'_>) -> Result<(), ReadError> {
        self.open(b'[', "a List")?;
        let mut first = true;
        while self.lexer.more(&mut first, b']')? {
            each(self)?;
        }
        Ok(())
    }

    fn map(&mut self, _: &'static Schema, each: EachEntry<'_>) -> Result<(), ReadError> {
        self.open(b'{', "a Map")?;
        let mut first = true;
        while self.lexer.more(&mut first, b'}')? {
            let key = self.lexer.key()?.into_owned();
            each(key, self)?;
        }
        Ok(())
    }

    fn text(&mut self, _: &'static Schema) -> Result<String, ReadError> {
        match self.lexer.peek() {
            Some(b'"') => Ok(self.lexer.string()?.into_owned()),
            _ => Err(self.mismatch("a String")),
        }
    }

    fn boolean(&mut self, _: &'static Schema) -> Result<bool, ReadError> {
        if self.lexer.take_word("true") {
            return Ok(true);
        }
        if self.lexer.take_word("false") { Ok(false) } else { Err(self.mismatch("a Boolean")) }
    }

    fn integer(&mut self, _: &'static Schema) -> Result<i32, ReadError> {
        let value = self.whole_number("an Integer")?;
        i32::try_from(value).map_err(|_| ReadError::of_type(self.context, "an Integer", value.to_string()))
    }

    fn long(&mut self, _: &'static Schema) -> Result<i64, ReadError> {
        self.whole_number("a Long")
    }

    fn float(&mut self, _: &'static Schema) -> Result<f32, ReadError> {
        let wide = self.real_number("a Float")?;
        #[allow(clippy::cast_possible_truncation, reason = "what a float member asks for")]
        let value = wide as f32;
        if value.is_infinite() && wide.is_finite() {
            return Err(ReadError::of_type(self.context, "a Float", wide.to_string()));
        }
        Ok(value)
    }

    fn double(&mut self, _: &'static Schema) -> Result<f64, ReadError> {
        self.real_number("a Double")
    }

    fn blob(&mut self, _: &'static Schema) -> Result<Vec<u8>, ReadError> {
        match self.lexer.peek() {
            Some(b'"') => {
                let text = self.lexer.string()?;
                BASE64
                    .decode(text.as_bytes())
                    .map_err(|_| ReadError::of_type(self.context, "a Blob in base64", "STRING_VALUE"))
            }
            _ => Err(self.mismatch("a Blob")),
        }
    }

    fn timestamp(&mut self, _: &'static Schema) -> Result<Timestamp, ReadError> {
        if self.lexer.peek() != Some(b'"') {
            return self.real_number("a Timestamp").map(Timestamp::from_secs_f64);
        }
        let text = self.lexer.string()?;
        timestamp::parse(&text).ok_or_else(|| ReadError::of_type(self.context, "a Timestamp", "STRING_VALUE"))
    }

    fn document(&mut self, _: &'static Schema) -> Result<Document, ReadError> {
        self.read_document(0)
    }

    fn take_null(&mut self) -> Result<bool, ReadError> {
        Ok(self.lexer.peek() == Some(b'n') && self.lexer.take_word("null"))
    }

    fn context(&mut self) -> &mut ReadContext {
        self.context
    }
}
