//! Reading: what a protocol implements to fill any value, and what is checked while it does.
//!
//! A [`Reader`] stands at one value of the input and is pulled by the type that wants it. The
//! [`ReadContext`] travels along: it knows the path (for messages), counts against the limits, and
//! collects every broken constraint, so that a caller hears of all of them at once.
//!
//! Invariants: depth and the number of values are bounded here, for every protocol; a null member is an
//! absent member; the last of a repeated member wins.
//!
//! Must not know: any protocol.

use std::fmt;

use crate::document::Document;
use crate::schema::{Kind, Member, Schema};
use crate::timestamp::Timestamp;
use crate::value::Structure;

/// How deep structures, lists and maps may nest. The deepest modelled shape is under 20.
pub const DEPTH_MAX: usize = 64;
/// How much memory the items of lists and maps may take in all: a short text can name many large items.
pub const MEMORY_MAX: usize = 32 * 1024 * 1024;
/// The same for what a server of ours, or the disk, answered.
const MEMORY_MAX_TRUSTED: usize = 8 * MEMORY_MAX;
/// How many broken constraints are told of at once.
const VIOLATIONS_MAX: usize = 20;
/// How much of a refused value a message repeats.
const VALUE_SHOWN_MAX: usize = 256;

/// One protocol's way to read a value.
pub trait Reader {
    /// Hands every member that is there to the sink, by position; skips unknown ones.
    fn structure(&mut self, schema: &'static Schema, sink: &mut MemberSink<'_>) -> Result<(), ReadError>;
    /// Calls `each` once per item, standing at it.
    fn list(&mut self, schema: &'static Schema, each: EachItem<'_>) -> Result<(), ReadError>;
    fn map(&mut self, schema: &'static Schema, each: EachEntry<'_>) -> Result<(), ReadError>;
    fn text(&mut self, schema: &'static Schema) -> Result<String, ReadError>;
    fn boolean(&mut self, schema: &'static Schema) -> Result<bool, ReadError>;
    fn integer(&mut self, schema: &'static Schema) -> Result<i32, ReadError>;
    fn long(&mut self, schema: &'static Schema) -> Result<i64, ReadError>;
    fn float(&mut self, schema: &'static Schema) -> Result<f32, ReadError>;
    fn double(&mut self, schema: &'static Schema) -> Result<f64, ReadError>;
    fn blob(&mut self, schema: &'static Schema) -> Result<Vec<u8>, ReadError>;
    fn timestamp(&mut self, schema: &'static Schema) -> Result<Timestamp, ReadError>;
    fn document(&mut self, schema: &'static Schema) -> Result<Document, ReadError>;
    /// Consumes a null if the reader stands at one.
    fn take_null(&mut self) -> Result<bool, ReadError>;
    fn context(&mut self) -> &mut ReadContext;
}

pub type EachItem<'a> = &'a mut dyn FnMut(&mut dyn Reader) -> Result<(), ReadError>;
pub type EachEntry<'a> = &'a mut dyn FnMut(String, &mut dyn Reader) -> Result<(), ReadError>;

/// Where a protocol puts the members of the structure it reads.
pub struct MemberSink<'a> {
    target: &'a mut dyn Structure,
    schema: &'static Schema,
    seen: u128,
}

impl<'a> MemberSink<'a> {
    pub fn new(target: &'a mut dyn Structure, schema: &'static Schema) -> Self {
        Self { target, schema, seen: 0 }
    }

    /// The reader stands at the value of the member at `position`.
    pub fn member(&mut self, position: usize, reader: &mut dyn Reader) -> Result<(), ReadError> {
        if reader.take_null()? {
            return Ok(());
        }
        let Some(member) = self.schema.members().get(position) else { return Ok(()) };
        reader.context().push_name(member.name);
        let hidden = std::mem::replace(&mut reader.context().hidden, member.names.sensitive);
        reader.context().hidden |= hidden;
        let read = self.target.read_member(position, member.target, reader);
        reader.context().hidden = hidden;
        reader.context().pop();
        read?;
        self.seen |= 1_u128.checked_shl(u32::try_from(position).unwrap_or(u32::MAX)).unwrap_or(0);
        Ok(())
    }

    /// A set of the positions that were read.
    pub fn finish(self) -> u128 {
        self.seen
    }
}

/// What travels along while one input is read.
#[derive(Debug)]
pub struct ReadContext {
    path: Vec<Segment>,
    depth: usize,
    memory_left: usize,
    constraints: bool,
    /// Within a sensitive member, whose value no message repeats.
    hidden: bool,
    violations: Vec<Violation>,
    violations_left_out: usize,
}

#[derive(Debug, Clone)]
enum Segment {
    Name(&'static str),
    Index(usize),
    Key(Box<str>),
}

/// A value that the model does not allow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// Where it stands, `containerDefinitions.1.member.name`.
    pub path: String,
    /// The value, shortened; `None` where a required member is absent.
    pub value: Option<String>,
    pub constraint: Constraint,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Constraint {
    Required,
    LengthAtLeast(u64),
    LengthAtMost(u64),
    AtLeast(String),
    AtMost(String),
    Pattern(&'static str),
    OneOf(&'static [&'static str]),
}

impl ReadContext {
    /// For what comes from outside: the modelled constraints are checked.
    pub fn checking() -> Self {
        Self {
            path: Vec::new(),
            depth: 0,
            memory_left: MEMORY_MAX,
            constraints: true,
            hidden: false,
            violations: Vec::new(),
            violations_left_out: 0,
        }
    }

    /// For what we wrote ourselves (rows) and for what a server answered: the form is checked, the
    /// modelled constraints are not.
    pub fn trusting() -> Self {
        Self { constraints: false, memory_left: MEMORY_MAX_TRUSTED, ..Self::checking() }
    }

    pub fn violations(&self) -> &[Violation] {
        &self.violations
    }

    /// How many broken constraints there were in all, the ones not kept included.
    pub fn violation_count(&self) -> usize {
        self.violations.len() + self.violations_left_out
    }

    pub(crate) fn enter(&mut self) -> Result<(), ReadError> {
        self.depth += 1;
        if self.depth > DEPTH_MAX { Err(ReadError::TooDeep { path: self.path() }) } else { Ok(()) }
    }

    pub(crate) fn leave(&mut self) {
        self.depth -= 1;
    }

    fn push_name(&mut self, name: &'static str) {
        self.path.push(Segment::Name(name));
    }

    pub(crate) fn push_index(&mut self, index: usize) {
        self.path.push(Segment::Index(index));
    }

    pub(crate) fn push_key(&mut self, key: &str) {
        self.path.push(Segment::Key(shown(key).into()));
    }

    /// Makes room for an item of that type.
    pub(crate) fn charge<T>(&mut self) -> Result<(), ReadError> {
        let left = self.memory_left.checked_sub(size_of::<T>().max(1));
        self.memory_left = left.ok_or_else(|| ReadError::TooMuch { path: self.path() })?;
        Ok(())
    }

    pub(crate) fn pop(&mut self) {
        self.path.pop();
    }

    /// The path of the value the reader stands at, as AWS writes it: items count from one.
    pub fn path(&self) -> String {
        let mut path = String::new();
        for segment in &self.path {
            if !path.is_empty() {
                path.push('.');
            }
            match segment {
                Segment::Name(name) => path.push_str(name),
                Segment::Index(index) => {
                    path.push_str(&(index + 1).to_string());
                    path.push_str(".member");
                }
                Segment::Key(key) => path.push_str(key),
            }
        }
        path
    }

    fn note(&mut self, value: Option<String>, constraint: Constraint) {
        let path = self.path();
        self.note_at(path, value, constraint);
    }

    fn note_at(&mut self, path: String, value: Option<String>, constraint: Constraint) {
        let value = value.map(|value| if self.hidden { "***".to_owned() } else { value });
        if self.violations.len() >= VIOLATIONS_MAX {
            self.violations_left_out += 1;
        } else {
            self.violations.push(Violation { path, value, constraint });
        }
    }

    pub(crate) fn note_missing(&mut self, schema: &'static Schema, seen: u128) {
        if !self.constraints {
            return;
        }
        for (position, member) in schema.members().iter().enumerate() {
            if member.required && (seen >> position) & 1 == 0 {
                let path = self.member_path(member);
                self.note_at(path, None, Constraint::Required);
            }
        }
    }

    fn member_path(&self, member: &Member) -> String {
        let parent = self.path();
        if parent.is_empty() { member.name.to_owned() } else { format!("{parent}.{}", member.name) }
    }

    pub fn check_text(&mut self, schema: &'static Schema, value: &str) {
        if !self.constraints {
            return;
        }
        if schema.limits.min.is_some() || schema.limits.max.is_some() {
            self.check_length(schema, value.chars().count(), || shown(value));
        }
        let Kind::Text { pattern, values } = schema.kind else { return };
        if !values.is_empty() && !values.contains(&value) {
            self.note(Some(shown(value)), Constraint::OneOf(values));
        }
        if let Some(pattern) = pattern
            && !pattern.allows(value)
        {
            self.note(Some(shown(value)), Constraint::Pattern(pattern.text));
        }
    }

    /// The length of a list, a map or a blob.
    pub(crate) fn check_size(&mut self, schema: &'static Schema, size: usize) {
        if self.constraints {
            self.check_length(schema, size, || format!("[{size} items]"));
        }
    }

    fn check_length(&mut self, schema: &'static Schema, length: usize, value: impl Fn() -> String) {
        let length = length as f64;
        if let Some(min) = schema.limits.min
            && length < min
        {
            self.note(Some(value()), Constraint::LengthAtLeast(whole(min)));
        }
        if let Some(max) = schema.limits.max
            && length > max
        {
            self.note(Some(value()), Constraint::LengthAtMost(whole(max)));
        }
    }

    pub(crate) fn check_number(&mut self, schema: &'static Schema, value: f64) {
        if !self.constraints {
            return;
        }
        if let Some(min) = schema.limits.min
            && value < min
        {
            self.note(Some(value.to_string()), Constraint::AtLeast(min.to_string()));
        }
        if let Some(max) = schema.limits.max
            && value > max
        {
            self.note(Some(value.to_string()), Constraint::AtMost(max.to_string()));
        }
    }
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "modelled lengths are small")]
fn whole(length: f64) -> u64 {
    length as u64
}

fn shown(value: &str) -> String {
    match value.char_indices().nth(VALUE_SHOWN_MAX) {
        Some((end, _)) => format!("{}...", value.get(..end).unwrap_or_default()),
        None => value.to_owned(),
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.value {
            Some(value) => write!(f, "Value '{value}' at '{}'", self.path)?,
            None => write!(f, "Value null at '{}'", self.path)?,
        }
        write!(f, " failed to satisfy constraint: Member must {}", self.constraint)
    }
}

impl fmt::Display for Constraint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Constraint::Required => f.write_str("not be null"),
            Constraint::LengthAtLeast(min) => write!(f, "have length greater than or equal to {min}"),
            Constraint::LengthAtMost(max) => write!(f, "have length less than or equal to {max}"),
            Constraint::AtLeast(min) => write!(f, "have value greater than or equal to {min}"),
            Constraint::AtMost(max) => write!(f, "have value less than or equal to {max}"),
            Constraint::Pattern(pattern) => write!(f, "satisfy regular expression pattern: {pattern}"),
            Constraint::OneOf(values) => {
                write!(f, "satisfy enum value set: [{}]", values.join(", "))
            }
        }
    }
}

/// An input whose form cannot be read at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    #[error("the input is not well formed at byte {offset}: {problem}")]
    Syntax { offset: usize, problem: String },
    #[error("{found} can not be converted to {expected} at '{path}'")]
    Type { path: String, expected: &'static str, found: String },
    #[error("the input nests deeper than {DEPTH_MAX} levels at '{path}'")]
    TooDeep { path: String },
    #[error("the input holds more than {limit} values")]
    TooMany { limit: usize },
    #[error("the input has too many items at '{path}'")]
    TooMuch { path: String },
    #[error("the shape {shape} is not {expected}: the model and the types disagree")]
    Model { shape: &'static str, expected: &'static str },
}

impl ReadError {
    pub(crate) fn model(schema: &'static Schema, expected: &'static str) -> Self {
        Self::Model { shape: schema.name, expected }
    }

    /// A value of another type than the schema asks for.
    pub fn of_type(context: &ReadContext, expected: &'static str, found: impl Into<String>) -> Self {
        Self::Type { path: context.path(), expected, found: found.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cbor::{CborReader, to_vec};
    use crate::schema::{Limits, Names};
    use crate::value::Value;

    static SHORT: Schema = Schema {
        name: "Short",
        kind: Kind::Text { pattern: None, values: &[] },
        limits: Limits { min: None, max: Some(2.0) },
    };
    static SECRET: Names = Names { sensitive: true, ..*Names::PLAIN };
    static LOGIN: Schema = Schema {
        name: "Login",
        kind: Kind::Structure {
            members: &[
                Member { name: "user", target: &SHORT, required: true, names: Names::PLAIN },
                Member { name: "password", target: &SHORT, required: false, names: &SECRET },
            ],
            union: false,
        },
        limits: Limits::NONE,
    };

    #[derive(Default, Clone, PartialEq)]
    struct Login {
        user: Option<String>,
        password: Option<String>,
    }
    crate::structure_members! { Login, LOGIN { 0: user, 1: password } }
    crate::structure_value!(Login);

    fn violations(login: &Login) -> Vec<String> {
        let bytes = to_vec(login);
        let mut reader = CborReader::new(&bytes, ReadContext::checking());
        Login::default().read(&LOGIN, &mut reader).unwrap();
        reader.into_context().violations().iter().map(ToString::to_string).collect()
    }

    #[test]
    fn every_broken_constraint_is_told_and_no_secret() {
        let login = Login { user: Some("anna".to_owned()), password: Some("hush".to_owned()) };
        let too_long = "failed to satisfy constraint: Member must have length less than or equal to 2";
        assert_eq!(
            violations(&login),
            [format!("Value 'anna' at 'user' {too_long}"), format!("Value '***' at 'password' {too_long}")]
        );
        let nobody = "Value null at 'user' failed to satisfy constraint: Member must not be null";
        assert_eq!(violations(&Login::default()), [nobody]);
    }
}
