//! Made-up values for a schema, the same ones every time.

use std::collections::BTreeMap;

use longshore_shapes::{Blob, Kind, Schema, Timestamp};

use super::dynamic::{Dynamic, DynamicStructure};

/// How much of a shape is there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fullness {
    /// Every member, two items in each list.
    Full,
    /// Every member, nothing in any list or map.
    EmptyLists,
    /// Only the required members.
    Required,
}

pub const ALL: [Fullness; 3] = [Fullness::Full, Fullness::EmptyLists, Fullness::Required];

/// Shapes may hold themselves; so deep they are followed.
const DEPTH_MAX: usize = 12;

pub fn structure(schema: &'static Schema, fullness: Fullness) -> DynamicStructure {
    let mut filler = Filler { fullness, number: 0 };
    filler.structure(schema, 0)
}

struct Filler {
    fullness: Fullness,
    number: i32,
}

impl Filler {
    fn structure(&mut self, schema: &'static Schema, depth: usize) -> DynamicStructure {
        let mut value = DynamicStructure::new(schema);
        let union = matches!(schema.kind, Kind::Structure { union: true, .. });
        let only = usize::try_from(self.number).unwrap_or_default() % schema.members().len().max(1);
        for (position, member) in schema.members().iter().enumerate() {
            let chosen =
                if union { position == only } else { self.fullness != Fullness::Required || member.required };
            if chosen {
                value.set(position, self.value(member.target, depth + 1));
            }
        }
        value
    }

    fn value(&mut self, schema: &'static Schema, depth: usize) -> Dynamic {
        self.number += 1;
        let number = self.number;
        if depth > DEPTH_MAX
            && matches!(schema.kind, Kind::Structure { .. } | Kind::List { .. } | Kind::Map { .. })
        {
            return Dynamic::Absent;
        }
        let items = if self.fullness == Fullness::EmptyLists { 0 } else { 2 };
        match schema.kind {
            Kind::Structure { .. } => Dynamic::Structure(self.structure(schema, depth)),
            Kind::List { member } => {
                let items = (0..items).map(|_| self.value(member.target, depth + 1));
                Dynamic::List(items.filter(|item| *item != Dynamic::Absent).collect())
            }
            Kind::Map { key, value } => {
                let mut entries = BTreeMap::new();
                for _ in 0..items {
                    let Dynamic::Text(key) = self.value(key.target, depth + 1) else { continue };
                    let value = self.value(value.target, depth + 1);
                    if value != Dynamic::Absent {
                        entries.insert(key, value);
                    }
                }
                Dynamic::Map(entries)
            }
            Kind::Text { values, .. } => Dynamic::Text(text(values, number)),
            Kind::Boolean => Dynamic::Boolean(number % 2 == 0),
            Kind::Integer => Dynamic::Integer(number - 3),
            Kind::Long => Dynamic::Long(i64::from(number) * 10_000_000_000),
            Kind::Float => Dynamic::Float(number as f32 + 0.25),
            Kind::Double => Dynamic::Double(f64::from(number) / 3.0),
            Kind::Blob => Dynamic::Blob(Blob::from(vec![0xff, 0, b'a'])),
            Kind::Timestamp => {
                Dynamic::Timestamp(Timestamp::from_millis(1_700_000_000_000 + i64::from(number) * 250))
            }
            // The CBOR of the oracle has no documents.
            Kind::Document => Dynamic::Absent,
        }
    }
}

fn text(values: &[&str], number: i32) -> String {
    let at = usize::try_from(number).unwrap_or_default() % values.len().max(1);
    match values.get(at) {
        Some(value) => (*value).to_owned(),
        None => format!("t{number} <&\"'/+%>"),
    }
}
