//! How long a value is as JSON, without writing it: what ECS limits a definition by.
//!
//! Must not know: which value, or which limit.

use longshore_shapes::value::{Entries, Items, Structure};
use longshore_shapes::write::{Writer, present_members};
use longshore_shapes::{Document, Kind, Schema, Timestamp};

/// The length in bytes of the value's JSON, without spaces.
pub(in crate::ecs) fn json_length(value: &dyn Structure) -> usize {
    let mut length = Length(0);
    length.structure(value.schema(), value);
    length.0
}

struct Length(usize);

impl Length {
    /// Brackets around items with commas between them.
    fn brackets(&mut self, items: usize) {
        self.0 += 2 + items.saturating_sub(1);
    }

    fn quoted(&mut self, text: &str) {
        let escaped = |c: char| match c {
            '"' | '\\' | '\n' | '\r' | '\t' => 2,
            c if c.is_control() && c.is_ascii() => 6,
            c => c.len_utf8(),
        };
        self.0 += 2 + text.chars().map(escaped).sum::<usize>();
    }

    fn display(&mut self, value: impl std::fmt::Display) {
        self.0 += value.to_string().len();
    }

    fn any(&mut self, value: &Document) {
        match value {
            Document::Null => self.null(),
            Document::Boolean(value) => self.display(value),
            Document::Integer(value) => self.display(value),
            Document::Double(value) => self.display(value),
            Document::Text(text) => self.quoted(text),
            Document::List(items) => {
                items.iter().for_each(|item| self.any(item));
                self.brackets(items.len());
            }
            Document::Map(entries) => {
                for (key, value) in entries {
                    self.quoted(key);
                    self.0 += 1;
                    self.any(value);
                }
                self.brackets(entries.len());
            }
        }
    }
}

impl Writer for Length {
    fn structure(&mut self, schema: &'static Schema, value: &dyn Structure) {
        let mut members = 0;
        present_members(schema, value, &mut |member, value| {
            members += 1;
            self.quoted(member.name);
            self.0 += 1;
            value.write(member.target, self);
        });
        self.brackets(members);
    }

    fn list(&mut self, schema: &'static Schema, items: &dyn Items) {
        let Kind::List { member } = schema.kind else { return };
        items.each(&mut |item| item.write(member.target, self));
        self.brackets(items.len());
    }

    fn map(&mut self, schema: &'static Schema, entries: &dyn Entries) {
        let Kind::Map { value: member, .. } = schema.kind else { return };
        entries.each(&mut |key, value| {
            self.quoted(key);
            self.0 += 1;
            value.write(member.target, self);
        });
        self.brackets(entries.len());
    }

    fn text(&mut self, _: &'static Schema, value: &str) {
        self.quoted(value);
    }
    fn boolean(&mut self, _: &'static Schema, value: bool) {
        self.display(value);
    }
    fn integer(&mut self, _: &'static Schema, value: i32) {
        self.display(value);
    }
    fn long(&mut self, _: &'static Schema, value: i64) {
        self.display(value);
    }
    fn float(&mut self, _: &'static Schema, value: f32) {
        self.display(value);
    }
    fn double(&mut self, _: &'static Schema, value: f64) {
        self.display(value);
    }
    fn blob(&mut self, _: &'static Schema, value: &[u8]) {
        self.0 += 2 + value.len().div_ceil(3) * 4;
    }
    fn timestamp(&mut self, _: &'static Schema, value: Timestamp) {
        self.display(value.secs_f64());
    }
    fn document(&mut self, _: &'static Schema, value: &Document) {
        self.any(value);
    }
    fn null(&mut self) {
        self.0 += "null".len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use longshore_shapes::ecs::{ContainerDefinition, KeyValuePair};

    #[test]
    fn the_length_is_that_of_the_json() {
        let pair = KeyValuePair { name: Some("A".into()), value: Some("say \"hé\"\n".into()) };
        let container = ContainerDefinition {
            name: Some("web".into()),
            cpu: Some(10),
            essential: Some(true),
            environment: Some(vec![pair.clone(), pair]),
            links: Some(Vec::new()),
            docker_labels: Some([("k".to_owned(), "v".to_owned())].into()),
            ..ContainerDefinition::default()
        };
        let pair = r#"{"name":"A","value":"say \"hé\"\n"}"#;
        let start = r#"{"name":"web","cpu":10,"links":[],"essential":true"#;
        let json = format!(r#"{start},"environment":[{pair},{pair}],"dockerLabels":{{"k":"v"}}}}"#);
        assert_eq!(json_length(&container), json.len());
    }
}
