//! Enums of the models: text with known values, open to the ones a newer client may send.
//!
//! Invariants: text and back gives the same text; a value that the model knows is never `Unknown`.
//!
//! Must not know: any one enum.

/// Enums whose variants stand for texts. `Unknown` holds any other text, which reading notes as a broken
/// constraint where constraints are checked.
#[macro_export]
macro_rules! string_enum {
    ($(pub enum $name:ident { $($variant:ident = $text:literal),* $(,)? })*) => {$(
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($variant,)*
            Unknown(Box<str>),
        }

        impl $name {
            pub const VALUES: &'static [&'static str] = &[$($text),*];

            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)*
                    Self::Unknown(text) => text,
                }
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                match text {
                    $($text => Self::$variant,)*
                    _ => Self::Unknown(text.into()),
                }
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                Self::from(text.as_str())
            }
        }

        impl Default for $name {
            fn default() -> Self {
                Self::Unknown(Box::default())
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl $crate::value::Value for $name {
            fn write(&self, schema: &'static $crate::schema::Schema, writer: &mut dyn $crate::write::Writer) {
                writer.text(schema, self.as_str());
            }

            fn read(
                &mut self,
                schema: &'static $crate::schema::Schema,
                reader: &mut dyn $crate::read::Reader,
            ) -> Result<(), $crate::read::ReadError> {
                let text = reader.text(schema)?;
                reader.context().check_text(schema, &text);
                *self = Self::from(text.as_str());
                Ok(())
            }
        }
    )*};
}
