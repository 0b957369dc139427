//! Shapes as the detail of an event: JSON with the model's names, and moments as texts.
//!
//! Not the JSON of requests and answers, where a moment is a number; so it has a writer of its own.
//!
//! Must not know: which events there are.

use longshore_shapes::schema::Kind;
use longshore_shapes::value::{Entries, Items};
use longshore_shapes::write::present_members;
use longshore_shapes::{Document, Schema, Structure, Timestamp, Writer};
use serde_json::{Map, Value};

const DAY_SECS: i64 = 24 * 60 * 60;

/// A structure as JSON.
pub(super) fn json(value: &dyn Structure) -> Value {
    let mut writer = JsonValue(Value::Null);
    writer.structure(value.schema(), value);
    writer.0
}

/// `2026-11-21T15:04:05.678Z`.
pub fn moment(at: Timestamp) -> String {
    let (days, rest) = (at.secs().div_euclid(DAY_SECS), at.secs().rem_euclid(DAY_SECS));
    let (year, month, day) = date(days);
    let (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60);
    let millis = at.millis().rem_euclid(1000);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{millis:03}Z")
}

/// The same to the second, as the envelope of an event has it.
pub fn second(at: Timestamp) -> String {
    let text = moment(at);
    text.split_once('.').map_or(text.clone(), |(whole, _)| format!("{whole}Z"))
}

/// The civil date of a day counted from 1970, by years that begin in March, so that the leap day is the last.
fn date(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let (era, day_of_era) = (days.div_euclid(146_097), days.rem_euclid(146_097));
    let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day_of_year - (153 * shifted + 2) / 5 + 1)
}

struct JsonValue(Value);

impl JsonValue {
    fn of(schema: &'static Schema, value: &dyn longshore_shapes::Value) -> Value {
        let mut writer = JsonValue(Value::Null);
        value.write(schema, &mut writer);
        writer.0
    }
}

impl Writer for JsonValue {
    fn structure(&mut self, schema: &'static Schema, value: &dyn Structure) {
        let mut members = Map::new();
        present_members(schema, value, &mut |member, value| {
            members.insert(member.name.to_owned(), Self::of(member.target, value));
        });
        self.0 = Value::Object(members);
    }

    fn list(&mut self, schema: &'static Schema, items: &dyn Items) {
        let Kind::List { member } = schema.kind else { return };
        let mut list = Vec::with_capacity(items.len());
        items.each(&mut |item| list.push(Self::of(member.target, item)));
        self.0 = Value::Array(list);
    }

    fn map(&mut self, schema: &'static Schema, entries: &dyn Entries) {
        let Kind::Map { value: member, .. } = schema.kind else { return };
        let mut map = Map::new();
        entries.each(&mut |key, value| {
            map.insert(key.to_owned(), Self::of(member.target, value));
        });
        self.0 = Value::Object(map);
    }

    fn text(&mut self, _: &'static Schema, value: &str) {
        self.0 = value.into();
    }

    fn boolean(&mut self, _: &'static Schema, value: bool) {
        self.0 = value.into();
    }

    fn integer(&mut self, _: &'static Schema, value: i32) {
        self.0 = value.into();
    }

    fn long(&mut self, _: &'static Schema, value: i64) {
        self.0 = value.into();
    }

    fn float(&mut self, _: &'static Schema, value: f32) {
        self.0 = f64::from(value).into();
    }

    fn double(&mut self, _: &'static Schema, value: f64) {
        self.0 = value.into();
    }

    fn blob(&mut self, _: &'static Schema, value: &[u8]) {
        use base64::Engine as _;
        self.0 = base64::engine::general_purpose::STANDARD.encode(value).into();
    }

    fn timestamp(&mut self, _: &'static Schema, value: Timestamp) {
        self.0 = moment(value).into();
    }

    fn document(&mut self, _: &'static Schema, value: &Document) {
        self.0 = document(value);
    }

    fn null(&mut self) {
        self.0 = Value::Null;
    }
}

fn document(value: &Document) -> Value {
    match value {
        Document::Null => Value::Null,
        Document::Boolean(value) => (*value).into(),
        Document::Integer(value) => (*value).into(),
        Document::Double(value) => (*value).into(),
        Document::Text(value) => value.as_str().into(),
        Document::List(items) => items.iter().map(document).collect(),
        Document::Map(entries) => {
            Value::Object(entries.iter().map(|(key, value)| (key.clone(), document(value))).collect())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use longshore_shapes::ecs;

    #[test]
    fn moments_are_texts_to_the_millisecond() {
        for (millis, expected) in [
            (0, "1970-01-01T00:00:00.000Z"),
            (951_782_399_999, "2000-02-28T23:59:59.999Z"),
            (951_782_400_000, "2000-02-29T00:00:00.000Z"),
            (1_709_251_200_500, "2024-03-01T00:00:00.500Z"),
            (4_102_444_799_001, "2099-12-31T23:59:59.001Z"),
        ] {
            assert_eq!(moment(Timestamp::from_millis(millis)), expected);
        }
        assert_eq!(second(Timestamp::from_millis(1_500)), "1970-01-01T00:00:01Z");
    }

    #[test]
    fn members_have_the_names_of_the_model_and_absent_ones_are_not_there() {
        let container = ecs::Container { exit_code: Some(0), name: Some("web".into()), ..Default::default() };
        let task = ecs::Task {
            containers: Some(vec![container]),
            created_at: Some(Timestamp::from_secs(1)),
            ..Default::default()
        };
        let expected = serde_json::json!({
            "containers": [{"exitCode": 0, "name": "web"}],
            "createdAt": "1970-01-01T00:00:01.000Z",
        });
        assert_eq!(json(&task), expected);
    }
}
