//! Inputs that are wrong on purpose, made from the schemas: what an operation takes, broken in every way.
//!
//! A [`Case`] that is `wrong` breaks what the model says and must be refused; the others are strange, and may
//! be accepted or refused.

pub(crate) mod json;
pub(crate) mod query;

use longshore_shapes::schema::{Kind, Member, Pattern, Schema};

/// How deep shapes are followed.
const DEPTH_MAX: usize = 7;
/// More characters than any member may have.
pub(crate) const TOO_LONG: usize = 100_000;
/// How many of the longest cases one operation gets: each is large.
pub(crate) const TOO_LONG_CASES: usize = 12;
pub(crate) const NESTED_LEVELS: usize = 10_000;

pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) body: Vec<u8>,
    pub(crate) wrong: bool,
}

/// One step from a value to a value inside it.
#[derive(Debug, Clone)]
pub(crate) enum Step {
    Member(&'static Member),
    Item,
    Entry,
}

/// A value somewhere in an input.
#[derive(Clone)]
pub(crate) struct Place {
    pub(crate) steps: Vec<Step>,
    pub(crate) schema: &'static Schema,
    pub(crate) required: bool,
}

/// Every place of an input, each shape within itself once.
pub(crate) fn places(schema: &'static Schema) -> Vec<Place> {
    let mut found = Vec::new();
    walk(Place { steps: Vec::new(), schema, required: true }, &mut Vec::new(), &mut found);
    found
}

fn walk(place: Place, within: &mut Vec<&'static str>, found: &mut Vec<Place>) {
    if within.len() > DEPTH_MAX || within.contains(&place.schema.name) {
        return;
    }
    let step = |step: Step, schema: &'static Schema, required: bool| Place {
        steps: place.steps.iter().cloned().chain([step]).collect(),
        schema,
        required,
    };
    let inside: Vec<Place> = match place.schema.kind {
        Kind::Structure { members, .. } => {
            members.iter().map(|member| step(Step::Member(member), member.target, member.required)).collect()
        }
        Kind::List { member } => vec![step(Step::Item, member.target, false)],
        Kind::Map { value, .. } => vec![step(Step::Entry, value.target, false)],
        _ => Vec::new(),
    };
    if !place.steps.is_empty() {
        found.push(place.clone());
    }
    let compound = !inside.is_empty();
    if compound {
        within.push(place.schema.name);
        inside.into_iter().for_each(|place| walk(place, within, found));
        within.pop();
    }
}

pub(crate) fn shown(steps: &[Step]) -> String {
    let step = |step: &Step| match step {
        Step::Member(member) => member.name.to_owned(),
        Step::Item => "[]".to_owned(),
        Step::Entry => "{}".to_owned(),
    };
    steps.iter().map(step).collect::<Vec<_>>().join(".")
}

/// A text that the schema allows, as far as one can be guessed.
pub(crate) fn valid_text(schema: &Schema) -> String {
    const GUESSES: [&str; 8] = [
        "a",
        "1",
        "aaaaaaaaaaaaaaaaaaaa",
        "arn:aws:ecs:us-east-1:000000000000:cluster/a",
        "i-0123456789abcdef0",
        "10.0.0.0/16",
        "2024-01-01",
        "",
    ];
    let Kind::Text { pattern, values } = schema.kind else { return String::new() };
    if let Some(value) = values.first() {
        return (*value).to_owned();
    }
    let allowed = |text: &&str| {
        schema.limits.allow(text.len() as f64) && pattern.is_none_or(|pattern: &Pattern| pattern.allows(text))
    };
    GUESSES.into_iter().find(allowed).unwrap_or("a").to_owned()
}

/// Whether a text surely breaks what the model says of it.
pub(crate) fn breaks(schema: &Schema, text: &str) -> bool {
    let Kind::Text { pattern, values } = schema.kind else { return false };
    !schema.limits.allow(text.chars().count() as f64)
        || !values.is_empty() && !values.contains(&text)
        || pattern.is_some_and(|pattern: &Pattern| !pattern.allows(text))
}

/// Texts that are seldom what is wanted.
pub(crate) fn strange_texts() -> Vec<(&'static str, String)> {
    vec![
        ("an empty text", String::new()),
        ("a text of no enumeration", "no-such-value".to_owned()),
        ("control characters and emoji", "\u{0}\u{1b}[31m \u{2028}\u{202e}🚢 \"'<&>\\".to_owned()),
        ("a path", "../../../etc/passwd".to_owned()),
        ("half an ARN", "arn:aws:ecs:us-east-1:000000000000:".to_owned()),
        ("colons", ":::::/:/:".to_owned()),
    ]
}
