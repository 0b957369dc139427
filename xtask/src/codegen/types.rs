//! `types.rs` and `enums.rs` of a service: its structures and its enums.
//!
//! Must not know: how a type is joined to its schema; the runtime's macros do.

use std::fmt::Write;

use anyhow::Result;

use super::names;
use super::plan::{Plan, Unique};

pub(super) fn types(plan: &Plan<'_>) -> Result<String> {
    let mut out = String::from("use std::collections::BTreeMap;\n\nuse super::*;\n");
    for (name, planned) in plan.structures() {
        let fields = plan.fields(name)?;
        writeln!(out, "\n#[derive(Clone, Default, PartialEq)]\npub struct {} {{", planned.type_name)?;
        for field in &fields {
            let mut kind = plan.rust_type(&field.reference.shape)?;
            if field.boxed {
                kind = format!("Box<{kind}>");
            }
            if !field.required {
                kind = format!("Option<{kind}>");
            }
            writeln!(out, "pub {}: {kind},", field.rust_name)?;
        }
        out.push_str("}\n");
    }
    out.push_str("\ncrate::structure_members! {\n");
    for (name, planned) in plan.structures() {
        let fields = plan.fields(name)?;
        write!(out, "    {}, schemas::{} {{", planned.type_name, planned.constant)?;
        for (position, field) in fields.iter().enumerate() {
            let separator = if position == 0 { " " } else { ", " };
            write!(out, "{separator}{position}: {}", field.rust_name)?;
        }
        out.push_str(" }\n");
    }
    out.push_str("}\n\ncrate::members::generated_structures! {\n");
    for (_, planned) in plan.structures() {
        writeln!(out, "    {},", planned.type_name)?;
    }
    out.push_str("}\n");
    Ok(out)
}

pub(super) fn enums(plan: &Plan<'_>) -> Result<String> {
    let mut out = String::from("crate::string_enum! {\n");
    for planned in plan.enums() {
        writeln!(out, "    pub enum {} {{", planned.type_name)?;
        // The name of the variant for a value the model does not know.
        let mut variants = Unique::default();
        variants.take("Unknown".to_owned());
        for value in &planned.shape.values {
            let variant = match names::variant(value) {
                name if name == "Unknown" => "UnknownValue".to_owned(),
                name => name,
            };
            writeln!(out, "        {} = {value:?},", variants.take(variant))?;
        }
        out.push_str("    }\n");
    }
    out.push_str("}\n");
    Ok(out)
}
