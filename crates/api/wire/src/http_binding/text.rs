//! Values as text in a header, a label or a query string: one, several, or named ones.

use longshore_shapes::schema::{Kind, TimestampFormat};
use longshore_shapes::value::{Entries, Items, Structure};
use longshore_shapes::{Schema, Writer};

use crate::scalars::text_writer_methods;
use crate::text::Scalar;

/// Takes down a scalar, the items of a list, or the entries of a map.
pub(crate) struct TextWriter {
    format: TimestampFormat,
    key: Option<String>,
    texts: Vec<(Option<String>, String)>,
}

impl TextWriter {
    pub(crate) fn new(format: TimestampFormat) -> Self {
        Self { format, key: None, texts: Vec::new() }
    }

    /// The text of a scalar.
    pub(crate) fn into_text(self) -> String {
        self.texts.into_iter().next().map(|(_, text)| text).unwrap_or_default()
    }

    /// All texts; those of a map with their keys.
    pub(crate) fn into_texts(self) -> Vec<(Option<String>, String)> {
        self.texts
    }

    fn scalar(&mut self, value: Scalar<'_>) {
        self.texts.push((self.key.clone(), value.to_text()));
    }
}

impl Writer for TextWriter {
    fn structure(&mut self, _: &'static Schema, _: &dyn Structure) {}

    fn list(&mut self, schema: &'static Schema, items: &dyn Items) {
        let Kind::List { member } = schema.kind else { return };
        items.each(&mut |item| item.write(member.target, self));
    }

    fn map(&mut self, schema: &'static Schema, entries: &dyn Entries) {
        let Kind::Map { value: member, .. } = schema.kind else { return };
        entries.each(&mut |key, value| {
            self.key = Some(key.to_owned());
            value.write(member.target, self);
        });
        self.key = None;
    }

    text_writer_methods!();
}
