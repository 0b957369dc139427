//! What is known of a shape, as static data.
//!
//! A [`Schema`] says what a value looks like and which constraints the model puts on it; a [`Member`]
//! says how a structure, list or map holds such a value, with every name that any protocol has for it.
//! The names that most shapes do not have are kept in [`Names`], so that the common member stays small.
//!
//! Must not know: how any protocol uses these facts.

use std::sync::OnceLock;

use regex_lite::Regex;

/// A shape: its name in the model, its form, and the limits the model sets.
#[derive(Debug)]
pub struct Schema {
    pub name: &'static str,
    pub kind: Kind,
    pub limits: Limits,
}

#[derive(Debug)]
pub enum Kind {
    Structure { members: &'static [Member], union: bool },
    List { member: &'static Member },
    Map { key: &'static Member, value: &'static Member },
    Text { pattern: Option<&'static Pattern>, values: &'static [&'static str] },
    Boolean,
    Integer,
    Long,
    Float,
    Double,
    Blob,
    Timestamp,
    Document,
}

/// Bounds of a length (text, blob, list, map) or of a number, both inclusive.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Limits {
    pub min: Option<f64>,
    pub max: Option<f64>,
}

impl Limits {
    pub const NONE: Limits = Limits { min: None, max: None };

    pub fn allow(&self, size: f64) -> bool {
        self.min.is_none_or(|min| size >= min) && self.max.is_none_or(|max| size <= max)
    }
}

/// A modelled regular expression: the whole text must match. Compiled when first needed.
#[derive(Debug)]
pub struct Pattern {
    /// As the model has it: what messages show.
    pub text: &'static str,
    /// What is matched: the same, or a looser expression that our engine can compile.
    pub regex: &'static str,
    compiled: OnceLock<Option<Regex>>,
}

impl Pattern {
    pub const fn new(text: &'static str) -> Self {
        Self::loosened(text, text)
    }

    /// A pattern whose Unicode classes stand in `regex` as their ASCII part and all that is not ASCII.
    pub const fn loosened(text: &'static str, regex: &'static str) -> Self {
        Self { text, regex, compiled: OnceLock::new() }
    }

    /// False only when the text surely breaks the pattern. A pattern that our engine cannot compile
    /// (look-around) refuses nothing; `cargo xtask codegen` leaves those out and lists them.
    pub fn allows(&self, text: &str) -> bool {
        let compiled = self.compiled.get_or_init(|| Regex::new(&format!("^(?:{})$", self.regex)).ok());
        compiled.as_ref().is_none_or(|regex| regex.is_match(text))
    }
}

/// A place for a value: a member of a structure, the item of a list, the key or value of a map.
#[derive(Debug)]
pub struct Member {
    /// The member's name in the model: what JSON and CBOR call it, and what error messages name.
    pub name: &'static str,
    pub target: &'static Schema,
    pub required: bool,
    pub names: &'static Names,
}

/// What single protocols need to know of a member beyond its name.
#[derive(Debug)]
pub struct Names {
    pub location: Location,
    /// `locationName`: the name in XML and Query, of a header, of a query parameter or of a URI label.
    pub wire: Option<&'static str>,
    /// ec2Query's own name for the member.
    pub ec2_query: Option<&'static str>,
    /// An XML list or map without an element of its own around its items.
    pub flattened: bool,
    pub xml_attribute: bool,
    pub xml_namespace: Option<&'static str>,
    pub timestamp: Option<TimestampFormat>,
    /// A caller that leaves it out gets a random one from the SDK; repeating it repeats nothing.
    pub idempotency_token: bool,
    /// Never to be shown: not in logs, not in messages.
    pub sensitive: bool,
}

impl Names {
    /// A member that every protocol calls by its model name.
    pub const PLAIN: &'static Names = &Names {
        location: Location::Body,
        wire: None,
        ec2_query: None,
        flattened: false,
        xml_attribute: false,
        xml_namespace: None,
        timestamp: None,
        idempotency_token: false,
        sensitive: false,
    };
}

/// Where the HTTP-bound protocols (restJson, restXml) put a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Location {
    Body,
    /// The member is the whole body.
    Payload,
    Header,
    /// A map of headers that share a prefix.
    Headers,
    QueryString,
    Uri,
    StatusCode,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TimestampFormat {
    EpochSeconds,
    Iso8601,
    HttpDate,
}

impl Schema {
    /// The members of a structure; none for every other kind.
    pub fn members(&self) -> &'static [Member] {
        match self.kind {
            Kind::Structure { members, .. } => members,
            _ => &[],
        }
    }

    /// The member of that model name, with its position.
    pub fn member(&self, name: &str) -> Option<(usize, &'static Member)> {
        self.members().iter().enumerate().find(|(_, member)| member.name == name)
    }

    /// The position of the member of that model name. `guess` is looked at first, and what follows it next:
    /// whoever writes members writes them in this order, and leaves the absent ones out.
    pub fn member_near(&self, guess: usize, name: &str) -> Option<usize> {
        let named = |member: &Member| member.name == name;
        let (before, behind) = self.members().split_at(guess.min(self.members().len()));
        let found = behind.iter().position(named).map(|place| before.len() + place);
        found.or_else(|| before.iter().position(named))
    }
}

impl Member {
    /// A member that may be absent, and has no name but its model name.
    pub const fn optional(name: &'static str, target: &'static Schema) -> Self {
        Self { name, target, required: false, names: Names::PLAIN }
    }

    /// A member that must be there, and has no name but its model name.
    pub const fn required(name: &'static str, target: &'static Schema) -> Self {
        Self { name, target, required: true, names: Names::PLAIN }
    }

    /// `locationName` where there is one, else the model name.
    pub fn wire_name(&self) -> &'static str {
        self.names.wire.unwrap_or(self.name)
    }
}

macro_rules! scalar {
    ($($constant:ident = $name:literal, $kind:expr;)*) => {
        $(pub static $constant: Schema = Schema { name: $name, kind: $kind, limits: Limits::NONE };)*
    };
}

scalar! {
    TEXT = "String", Kind::Text { pattern: None, values: &[] };
    BOOLEAN = "Boolean", Kind::Boolean;
    INTEGER = "Integer", Kind::Integer;
    LONG = "Long", Kind::Long;
    FLOAT = "Float", Kind::Float;
    DOUBLE = "Double", Kind::Double;
    BLOB = "Blob", Kind::Blob;
    TIMESTAMP = "Timestamp", Kind::Timestamp;
    DOCUMENT = "Document", Kind::Document;
}

#[cfg(test)]
mod tests {
    use crate::ecs::schemas::TASK_DEFINITION;

    #[test]
    fn a_member_is_found_whatever_the_guess() {
        let members = TASK_DEFINITION.members();
        for guess in 0..=members.len() + 1 {
            for (position, member) in members.iter().enumerate() {
                assert_eq!(TASK_DEFINITION.member_near(guess, member.name), Some(position), "{guess}");
            }
            assert_eq!(TASK_DEFINITION.member_near(guess, "no such member"), None);
        }
    }
}
