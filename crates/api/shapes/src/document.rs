//! A value without a shape of its own: what the models call a document type.
//!
//! Must not know: any protocol.

use std::collections::BTreeMap;

#[derive(Debug, Clone, Default, PartialEq)]
pub enum Document {
    #[default]
    Null,
    Boolean(bool),
    Integer(i64),
    Double(f64),
    Text(String),
    List(Vec<Document>),
    Map(BTreeMap<String, Document>),
}
