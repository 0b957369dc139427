//! `schemas.rs` of a service: one static schema per shape, patterns included.
//!
//! Invariants: what nothing constrains shares the runtime's static; a pattern that the runtime cannot use
//! is left out and reported.

use std::fmt::Write;

use anyhow::{Context, Result, bail};

use super::patterns::{self, Usable};
use super::plan::{Plan, Planned};
use crate::model::{Form, Reference, Shape};

/// A pattern without a place in the schemas, and the shape that has it.
pub(super) struct LeftOut {
    pub(super) shape: String,
    pub(super) pattern: String,
}

pub(super) fn schemas(plan: &Plan<'_>) -> Result<(String, Vec<LeftOut>)> {
    let mut out = String::from(
        "use crate::schema::{self, Kind, Limits, Location, Member, Names, Pattern, Schema, TimestampFormat};\n",
    );
    let mut left_out = Vec::new();
    for (name, planned) in &plan.shapes {
        let shape = planned.shape;
        if let Some(text) = &shape.pattern
            && usable(shape).is_none()
        {
            left_out.push(LeftOut { shape: (*name).to_owned(), pattern: text.clone() });
        }
        if shared(planned).is_some() {
            continue;
        }
        let constant = &planned.constant;
        if let (Some(text), Some(usable)) = (&shape.pattern, usable(shape)) {
            let value = match usable {
                Usable::AsItIs => format!("Pattern::new({text:?})"),
                Usable::Loosened(regex) => format!("Pattern::loosened({text:?}, {regex:?})"),
            };
            writeln!(out, "\nstatic PATTERN_OF_{constant}: Pattern = {value};")?;
        }
        let kind = kind(plan, name, planned)?;
        let limits = limits(shape)?;
        writeln!(
            out,
            "\npub static {constant}: Schema = Schema {{ name: {name:?}, kind: {kind}, limits: {limits} }};"
        )?;
    }
    Ok((out, left_out))
}

/// What the runtime can make of a shape's pattern; nothing where it has none.
fn usable(shape: &Shape) -> Option<Usable> {
    shape.pattern.as_deref().and_then(patterns::usable)
}

/// How a shape's schema is named from within the service.
pub(super) fn target(plan: &Plan<'_>, shape: &str) -> Result<String> {
    let planned = plan.get(shape)?;
    Ok(match shared(planned) {
        Some(constant) => format!("schema::{constant}"),
        None => planned.constant.clone(),
    })
}

/// The runtime's static for a scalar that nothing constrains.
fn shared(planned: &Planned<'_>) -> Option<&'static str> {
    let shape = planned.shape;
    let limited = shape.min.is_some() || shape.max.is_some() || usable(shape).is_some();
    if limited || planned.is_enum() {
        return None;
    }
    Some(match shape.form {
        Form::Structure if shape.document => "DOCUMENT",
        Form::Structure | Form::List | Form::Map => return None,
        Form::String => "TEXT",
        Form::Boolean => "BOOLEAN",
        Form::Integer => "INTEGER",
        Form::Long => "LONG",
        Form::Float => "FLOAT",
        Form::Double => "DOUBLE",
        Form::Blob => "BLOB",
        Form::Timestamp => "TIMESTAMP",
    })
}

fn kind(plan: &Plan<'_>, name: &str, planned: &Planned<'_>) -> Result<String> {
    let shape = planned.shape;
    Ok(match shape.form {
        Form::Structure if shape.document => "Kind::Document".to_owned(),
        Form::Structure => {
            let fields = plan.fields(name)?;
            let members = fields
                .iter()
                .map(|field| member(plan, field.name, field.reference, field.required, field.payload))
                .collect::<Result<Vec<_>>>()?
                .join(", ");
            format!("Kind::Structure {{ members: &[{members}], union: {} }}", shape.union)
        }
        Form::List => format!("Kind::List {{ member: &{} }}", part(plan, "member", &shape.member)?),
        Form::Map => {
            let key = part(plan, "key", &shape.key)?;
            let value = part(plan, "value", &shape.value)?;
            format!("Kind::Map {{ key: &{key}, value: &{value} }}")
        }
        Form::String => {
            let pattern = match usable(shape) {
                Some(_) => format!("Some(&PATTERN_OF_{})", planned.constant),
                None => "None".to_owned(),
            };
            let values = if planned.is_enum() {
                format!("super::{}::VALUES", planned.type_name)
            } else {
                "&[]".to_owned()
            };
            format!("Kind::Text {{ pattern: {pattern}, values: {values} }}")
        }
        Form::Boolean => "Kind::Boolean".to_owned(),
        Form::Integer => "Kind::Integer".to_owned(),
        Form::Long => "Kind::Long".to_owned(),
        Form::Float => "Kind::Float".to_owned(),
        Form::Double => "Kind::Double".to_owned(),
        Form::Blob => "Kind::Blob".to_owned(),
        Form::Timestamp => "Kind::Timestamp".to_owned(),
    })
}

/// The item of a list, the key or value of a map.
fn part(plan: &Plan<'_>, name: &str, reference: &Option<Reference>) -> Result<String> {
    let reference = reference.as_ref().context("a list or map without items")?;
    member(plan, name, reference, true, false)
}

fn member(
    plan: &Plan<'_>,
    name: &str,
    reference: &Reference,
    required: bool,
    payload: bool,
) -> Result<String> {
    let target = target(plan, &reference.shape)?;
    Ok(match names(plan, reference, payload)? {
        Some(names) => format!(
            "Member {{ name: {name:?}, target: &{target}, required: {required}, names: &Names {{ {names}, ..*Names::PLAIN }} }}"
        ),
        None if required => format!("Member::required({name:?}, &{target})"),
        None => format!("Member::optional({name:?}, &{target})"),
    })
}

/// What single protocols call a member, where that is not its name: its own traits, over those of the
/// shape it refers to.
fn names(plan: &Plan<'_>, reference: &Reference, payload: bool) -> Result<Option<String>> {
    let shape = plan.get(&reference.shape)?.shape;
    let mut parts = Vec::new();
    if let Some(location) = location(reference.location.as_deref(), payload)? {
        parts.push(format!("location: Location::{location}"));
    }
    let mut text = |key: &str, value: Option<&String>| {
        if let Some(value) = value {
            parts.push(format!("{key}: Some({value:?})"));
        }
    };
    text("wire", reference.location_name.as_ref().or(shape.location_name.as_ref()));
    text("ec2_query", reference.query_name.as_ref());
    let namespace = reference.xml_namespace.as_ref().or(shape.xml_namespace.as_ref());
    text("xml_namespace", namespace.map(|namespace| &namespace.uri));
    if let Some(format) = reference.timestamp_format.as_ref().or(shape.timestamp_format.as_ref()) {
        parts.push(format!("timestamp: Some(TimestampFormat::{})", timestamp_format(format)?));
    }
    for (key, set) in [
        ("flattened", reference.flattened || shape.flattened),
        ("xml_attribute", reference.xml_attribute),
        ("idempotency_token", reference.idempotency_token),
        ("sensitive", shape.sensitive),
    ] {
        if set {
            parts.push(format!("{key}: true"));
        }
    }
    Ok((!parts.is_empty()).then(|| parts.join(", ")))
}

fn location(location: Option<&str>, payload: bool) -> Result<Option<&'static str>> {
    Ok(match location {
        None if payload => Some("Payload"),
        None => None,
        Some("header") => Some("Header"),
        Some("headers") => Some("Headers"),
        Some("querystring") => Some("QueryString"),
        Some("uri") => Some("Uri"),
        Some("statusCode") => Some("StatusCode"),
        Some(other) => bail!("no protocol of ours knows the location {other}"),
    })
}

fn timestamp_format(format: &str) -> Result<&'static str> {
    Ok(match format {
        "unixTimestamp" => "EpochSeconds",
        "iso8601" => "Iso8601",
        "rfc822" => "HttpDate",
        other => bail!("no protocol of ours knows the timestamp format {other}"),
    })
}

fn limits(shape: &Shape) -> Result<String> {
    if shape.min.is_none() && shape.max.is_none() {
        return Ok("Limits::NONE".to_owned());
    }
    let bound = |number: &Option<serde_json::Number>| -> Result<String> {
        let Some(number) = number else { return Ok("None".to_owned()) };
        let value = number.as_f64().with_context(|| format!("the limit {number} is out of range"))?;
        Ok(format!("Some({value:?})"))
    };
    Ok(format!("Limits {{ min: {}, max: {} }}", bound(&shape.min)?, bound(&shape.max)?))
}
