//! Wrong inputs as JSON.

use longshore_shapes::schema::{Kind, Schema};
use serde_json::{Map, Value, json};

use super::{
    Case, NESTED_LEVELS, Place, Step, TOO_LONG, TOO_LONG_CASES, breaks, places, shown, strange_texts,
    valid_text,
};

/// Every wrong and strange input of an operation.
pub(crate) fn cases(input: &'static Schema) -> Vec<Case> {
    let base = valid(input);
    let mut cases = of_the_whole(input, &base);
    let mut long = 0;
    for place in places(input) {
        for (name, value, wrong) in values(&place, &mut long) {
            let body = with(input, base.clone(), &place.steps, value).to_string().into_bytes();
            cases.push(Case { name: format!("{name} at {}", shown(&place.steps)), body, wrong });
        }
    }
    cases
}

/// A small input that the schema allows: what is required and nothing else.
pub(crate) fn valid(schema: &'static Schema) -> Value {
    match schema.kind {
        Kind::Structure { members, union } => {
            let chosen =
                members.iter().enumerate().filter(|(at, member)| member.required || union && *at == 0);
            chosen.map(|(_, member)| (member.wire_name().to_owned(), valid(member.target))).collect()
        }
        Kind::List { member } => Value::Array(vec![valid(member.target)]),
        Kind::Map { key, value } => json!({ valid_text(key.target): valid(value.target) }),
        Kind::Text { .. } => Value::String(valid_text(schema)),
        Kind::Boolean => Value::Bool(true),
        Kind::Integer | Kind::Long => json!(schema.limits.min.unwrap_or(1.0) as i64),
        Kind::Float | Kind::Double => json!(schema.limits.min.unwrap_or(1.0)),
        Kind::Timestamp => json!(1_700_000_000),
        Kind::Blob => Value::String("YQ==".to_owned()),
        Kind::Document => json!({}),
    }
}

/// The input with a value at a place, and what must be around it; `None` takes the value away.
fn with(schema: &'static Schema, whole: Value, steps: &[Step], value: Option<Value>) -> Value {
    let Some((step, rest)) = steps.split_first() else { return value.unwrap_or_default() };
    let inside = |schema: &'static Schema, old: Option<Value>| {
        with(schema, old.unwrap_or_else(|| valid(schema)), rest, value.clone())
    };
    let mut entries = whole.as_object().cloned().unwrap_or_default();
    match (step, &schema.kind) {
        (Step::Member(member), _) => {
            let old = entries.remove(member.wire_name());
            if value.is_some() || !rest.is_empty() {
                entries.insert(member.wire_name().to_owned(), inside(member.target, old));
            }
            Value::Object(entries)
        }
        (Step::Item, Kind::List { member }) => Value::Array(vec![inside(
            member.target,
            whole.as_array().and_then(|items| items.first().cloned()),
        )]),
        (Step::Entry, Kind::Map { key, value }) => {
            let old = entries.values().next().cloned();
            Value::Object(Map::from_iter([(valid_text(key.target), inside(value.target, old))]))
        }
        _ => whole,
    }
}

type Named = (&'static str, Option<Value>, bool);

/// What may be put at a place: a name, the value, and whether it is wrong there.
fn values(place: &Place, long: &mut usize) -> Vec<Named> {
    let (schema, limits) = (place.schema, place.schema.limits);
    let in_structure = matches!(place.steps.last(), Some(Step::Member(_)));
    let mut values: Vec<Named> = vec![("null", Some(Value::Null), place.required && in_structure)];
    if place.required {
        values.push(("nothing", None, true));
    }
    let of_type = |values: &mut Vec<Named>, wrong: &[Value]| {
        values.extend(wrong.iter().map(|value| ("another type", Some(value.clone()), true)));
    };
    let (list, map, text) = (json!([[1]]), json!({"x": {"y": 1}}), json!("no value"));
    match schema.kind {
        Kind::Structure { .. } => {
            of_type(&mut values, &[list, text, json!(1)]);
            let mut more = valid(schema);
            more["noSuchMember"] = json!({"a": [1, {"b": null}], "c": "d"});
            values.push(("an unknown member", Some(more), false));
            values.push(("an empty structure", Some(json!({})), schema.members().iter().any(|m| m.required)));
        }
        Kind::List { member } => {
            of_type(&mut values, &[map, text, json!(1)]);
            values.push(("an empty list", Some(json!([])), !limits.allow(0.0)));
            values.push(("a list of null", Some(json!([null, null])), false));
            let many = limits.max.map_or(1000, |max| (max as usize).min(1000) + 1);
            let items = vec![valid(member.target); many];
            values.push(("a long list", Some(Value::Array(items)), !limits.allow(many as f64)));
        }
        Kind::Map { value, .. } => {
            of_type(&mut values, &[list, text, json!(1)]);
            values.push(("an empty map", Some(json!({})), !limits.allow(0.0)));
            values.push(("an empty key", Some(json!({"": valid(value.target)})), false));
        }
        Kind::Text { .. } => {
            of_type(&mut values, &[list, map, json!(1), json!(true)]);
            for (name, text) in strange_texts() {
                let wrong = breaks(schema, &text);
                values.push((name, Some(Value::String(text)), wrong));
            }
            if *long < TOO_LONG_CASES {
                *long += 1;
                let text = "a".repeat(TOO_LONG);
                let wrong = breaks(schema, &text);
                values.push(("a long text", Some(Value::String(text)), wrong));
            }
        }
        Kind::Boolean => of_type(&mut values, &[list, map, text, json!(1)]),
        Kind::Integer | Kind::Long | Kind::Float | Kind::Double => {
            of_type(&mut values, &[list, map, text, json!(true)]);
            values.extend(numbers(schema));
        }
        Kind::Timestamp => {
            of_type(&mut values, &[list, map, text, json!(true)]);
            for number in [json!(-1e300), json!(1e300), json!(i64::MIN), json!(0.1)] {
                values.push(("a strange moment", Some(number), false));
            }
        }
        Kind::Blob => of_type(&mut values, &[list, map, json!("!!"), json!(1)]),
        Kind::Document => values.push(("a list", Some(list), false)),
    }
    values
}

fn numbers(schema: &Schema) -> Vec<Named> {
    let whole = matches!(schema.kind, Kind::Integer | Kind::Long);
    let widest = if matches!(schema.kind, Kind::Integer) { f64::from(i32::MAX) } else { i64::MAX as f64 };
    let number = |number: f64| {
        let wrong = !schema.limits.allow(number) || whole && number.abs() > widest;
        let value = if whole && number.abs() < 1e15 { json!(number as i64) } else { json!(number) };
        ("a number at the edge", Some(value), wrong)
    };
    let edges = [schema.limits.min.map(|min| min - 1.0), schema.limits.max.map(|max| max + 1.0)];
    let mut numbers: Vec<Named> = edges.into_iter().flatten().map(number).collect();
    numbers.extend([-1.0, 0.0, 2_147_483_647.0, -2_147_483_648.0, 2_147_483_648.0, 1e19, -1e300].map(number));
    numbers.push(("a fraction", Some(json!(1.5)), whole));
    numbers
}

/// What is wrong with a body as a whole.
fn of_the_whole(input: &'static Schema, base: &Value) -> Vec<Case> {
    let text = base.to_string();
    let inner = text.trim_start_matches('{').strip_suffix('}').unwrap_or_default();
    let comma = if inner.is_empty() { "" } else { "," };
    let (open, close) = ("[".repeat(NESTED_LEVELS), "]".repeat(NESTED_LEVELS));
    let objects = format!("{}1{}", "{\"a\":".repeat(NESTED_LEVELS), "}".repeat(NESTED_LEVELS));
    let known = input.members().first().map_or("a", |member| member.wire_name());
    let mut cases: Vec<(&str, Vec<u8>, bool)> = vec![
        ("what is valid", text.clone().into(), false),
        ("no body", Vec::new(), false),
        ("an unknown member", format!("{{{inner}{comma}\"noSuchMember\":[1,{{}}]}}").into(), false),
        ("unknown nested lists", format!("{{{inner}{comma}\"u\":{open}{close}}}").into(), true),
        ("unknown nested maps", format!("{{{inner}{comma}\"u\":{objects}}}").into(), true),
        ("known nested lists", format!("{{\"{known}\":{open}{close}}}").into(), true),
        ("known nested maps", format!("{{\"{known}\":{objects}}}").into(), !input.members().is_empty()),
        ("only opened lists", open.into(), true),
        ("only opened maps", "{\"a\":".repeat(NESTED_LEVELS).into(), true),
        ("a member twice", format!("{{{inner}{comma}{inner}}}").into(), false),
        ("an unknown member twice", format!("{{{inner}{comma}\"u\":1,\"u\":2}}").into(), false),
        ("bad UTF-8 in a name", [b"{\"\xff\xfe\":1,", inner.as_bytes(), b"}"].concat(), true),
        ("bad UTF-8 in a text", [b"{\"u\":\"\xc3\x28\"}".as_slice()].concat(), true),
        ("half a surrogate pair", format!("{{{inner}{comma}\"u\":\"\\ud800\"}}").into(), false),
        ("NaN", format!("{{\"{known}\":NaN}}").into(), true),
        ("infinity", format!("{{{inner}{comma}\"u\":-Infinity}}").into(), true),
        ("a huge number", format!("{{\"{known}\":1{}}}", "0".repeat(50_000)).into(), false),
        ("a huge exponent", format!("{{\"{known}\":1e999999999}}").into(), false),
        ("an unknown huge number", format!("{{{inner}{comma}\"u\":1e999999999}}").into(), false),
        ("a trailing comma", format!("{{{inner},}}").into(), true),
        ("more behind the end", format!("{text}{text}").into(), false),
        ("single quotes", b"{'a':1}".to_vec(), true),
        ("no JSON", b"Action=Nothing&Version=1".to_vec(), true),
        ("XML", b"<a/>".to_vec(), true),
        ("binary", (0..=255).collect(), true),
        ("a byte order mark", [b"\xef\xbb\xbf", text.as_bytes()].concat(), false),
        ("a list", b"[]".to_vec(), true),
        ("a number", b"1".to_vec(), true),
        ("a text", b"\"a\"".to_vec(), true),
        ("null", b"null".to_vec(), false),
        ("zeros", vec![0; 64], true),
    ];
    let step = text.len().div_ceil(12).max(1);
    let cuts = (1..text.len()).step_by(step);
    cases.extend(cuts.map(|end| ("cut off", text.as_bytes()[..end].to_vec(), true)));
    cases.into_iter().map(|(name, body, wrong)| Case { name: name.to_owned(), body, wrong }).collect()
}
