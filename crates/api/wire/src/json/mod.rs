//! JSON, driven by schemas.
//!
//! Written here and not taken from a library, because a value must be pulled by the type that wants it,
//! with its path known when it is refused, and without a tree of the whole input in between.

mod lexer;
mod read;
#[cfg(test)]
mod tests;
mod write;

pub(crate) use read::JsonReader;
pub(crate) use write::JsonWriter;
