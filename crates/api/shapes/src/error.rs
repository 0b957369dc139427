//! The modelled API error: what a handler answers when it cannot do what was asked.
//!
//! Must not know: any envelope; the wire turns a code into the header, JSON or XML of its protocol.

use std::fmt;

use crate::schema::Schema;
use crate::value::Structure;

/// What the model says of an error.
#[derive(Debug)]
pub struct ErrorSchema {
    /// The shape's name: the code of the JSON and CBOR protocols.
    pub name: &'static str,
    /// The code of the Query protocols, where it is another one.
    pub query_code: Option<&'static str>,
    pub status: u16,
    pub fault: Fault,
    pub shape: Option<&'static Schema>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fault {
    Client,
    Server,
}

impl ErrorSchema {
    /// An error that the models leave out because every service has it.
    pub const fn common(name: &'static str, status: u16) -> Self {
        let fault = if status >= 500 { Fault::Server } else { Fault::Client };
        Self { name, query_code: None, status, fault, shape: None }
    }

    pub fn query_code(&self) -> &'static str {
        self.query_code.unwrap_or(self.name)
    }
}

/// An error with its message, on its way to a caller.
pub struct ApiError {
    pub schema: &'static ErrorSchema,
    pub message: String,
    /// The error's members beyond its message, where it has any.
    pub details: Option<Box<dyn Structure>>,
}

impl ApiError {
    pub fn new(schema: &'static ErrorSchema, message: impl Into<String>) -> Self {
        Self { schema, message: message.into(), details: None }
    }

    #[must_use]
    pub fn with_details(mut self, details: impl Structure) -> Self {
        self.details = Some(Box::new(details));
        self
    }

    pub fn code(&self) -> &'static str {
        self.schema.name
    }
}

impl fmt::Debug for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ApiError({self})")
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.code(), self.message)
    }
}

impl std::error::Error for ApiError {}
