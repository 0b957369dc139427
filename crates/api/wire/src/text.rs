//! Single values as text: what XML, Query parameters, headers, labels and query strings have in common.

use std::fmt::Write;

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use longshore_shapes::schema::TimestampFormat;
use longshore_shapes::{ReadContext, ReadError, Timestamp};

use crate::timestamp;

/// Written with padding, read with or without.
pub(crate) const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// One scalar on its way into a text.
#[derive(Clone, Copy)]
pub(crate) enum Scalar<'a> {
    Text(&'a str),
    Boolean(bool),
    Whole(i64),
    Float(f32),
    Double(f64),
    Blob(&'a [u8]),
    Timestamp(Timestamp, TimestampFormat),
}

impl Scalar<'_> {
    pub(crate) fn write(self, out: &mut String) {
        // Writing to a String cannot fail.
        let _ = match self {
            Scalar::Text(text) => out.write_str(text),
            Scalar::Boolean(value) => write!(out, "{value}"),
            Scalar::Whole(value) => write!(out, "{value}"),
            Scalar::Float(value) if value.is_finite() => write!(out, "{value:?}"),
            Scalar::Double(value) if value.is_finite() => write!(out, "{value:?}"),
            Scalar::Float(value) => out.write_str(not_finite(f64::from(value))),
            Scalar::Double(value) => out.write_str(not_finite(value)),
            Scalar::Blob(bytes) => {
                BASE64.encode_string(bytes, out);
                Ok(())
            }
            Scalar::Timestamp(value, format) => {
                timestamp::write(out, value, format);
                Ok(())
            }
        };
    }

    pub(crate) fn to_text(self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }
}

fn not_finite(value: f64) -> &'static str {
    match value {
        f64::INFINITY => "Infinity",
        f64::NEG_INFINITY => "-Infinity",
        _ => "NaN",
    }
}

fn mismatch(context: &ReadContext, expected: &'static str, text: &str) -> ReadError {
    ReadError::of_type(context, expected, format!("'{}'", text.chars().take(64).collect::<String>()))
}

pub(crate) fn boolean(text: &str, context: &ReadContext) -> Result<bool, ReadError> {
    match text.trim() {
        "true" | "True" | "TRUE" => Ok(true),
        "false" | "False" | "FALSE" => Ok(false),
        _ => Err(mismatch(context, "a Boolean", text)),
    }
}

pub(crate) fn integer(text: &str, context: &ReadContext) -> Result<i32, ReadError> {
    text.trim().parse().map_err(|_| mismatch(context, "an Integer", text))
}

pub(crate) fn long(text: &str, context: &ReadContext) -> Result<i64, ReadError> {
    text.trim().parse().map_err(|_| mismatch(context, "a Long", text))
}

pub(crate) fn float(text: &str, context: &ReadContext) -> Result<f32, ReadError> {
    let wide = double(text, context)?;
    #[allow(clippy::cast_possible_truncation, reason = "what a float member asks for")]
    let value = wide as f32;
    if value.is_infinite() && wide.is_finite() { Err(mismatch(context, "a Float", text)) } else { Ok(value) }
}

pub(crate) fn double(text: &str, context: &ReadContext) -> Result<f64, ReadError> {
    let trimmed = text.trim();
    match trimmed {
        "NaN" => return Ok(f64::NAN),
        "Infinity" => return Ok(f64::INFINITY),
        "-Infinity" => return Ok(f64::NEG_INFINITY),
        _ => {}
    }
    match trimmed.parse::<f64>() {
        Ok(value) if value.is_finite() => Ok(value),
        _ => Err(mismatch(context, "a Double", text)),
    }
}

pub(crate) fn blob(text: &str, context: &ReadContext) -> Result<Vec<u8>, ReadError> {
    let compact: Vec<u8> = text.bytes().filter(|byte| !byte.is_ascii_whitespace()).collect();
    BASE64.decode(compact).map_err(|_| mismatch(context, "a Blob in base64", text))
}

pub(crate) fn moment(text: &str, context: &ReadContext) -> Result<Timestamp, ReadError> {
    timestamp::parse(text).ok_or_else(|| mismatch(context, "a Timestamp", text))
}
