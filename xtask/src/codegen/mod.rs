//! `cargo xtask codegen`: the Rust shapes of `models/`, for the operations that `models/serve.toml` names.
//!
//! Invariants: the same models give the same bytes; nothing but generated files stands in the output
//! folder, so a file that is no longer written is removed.
//!
//! Must not know: what a shape is for.

mod names;
mod operations;
mod patterns;
mod plan;
mod schemas;
#[cfg(test)]
mod tests;
mod types;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use self::plan::Plan;
use crate::model::Model;

const OUTPUT: &str = "crates/api/shapes/src/generated";

/// The lints that names and sizes from a model may break.
const ALLOW: &str = "#![allow(unused_imports, clippy::large_enum_variant, clippy::upper_case_acronyms, \
clippy::enum_variant_names, clippy::doc_markdown, reason = \"names and sizes are the model's\")]\n";

/// One service of `models/serve.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Served {
    /// Operation names, or `*`.
    shapes: Vec<String>,
}

/// Generated files by their path below the output folder.
type Files = BTreeMap<PathBuf, String>;

/// A pattern that the runtime cannot use: service, shape, pattern.
type LeftOut = (String, String, String);

#[derive(Default)]
struct Generated {
    files: Files,
    left_out: Vec<LeftOut>,
    /// What was left out, for whoever runs the generator.
    notes: Vec<String>,
}

/// The generated files that are not what the models give.
pub(crate) fn problems(root: &Path) -> Result<Vec<String>> {
    let output = root.join(OUTPUT);
    let files = generate(root)?.files;
    let stale = stale_files(&output, &files)?;
    let differing = differing_files(&output, &files);
    let problem = |path: &PathBuf| {
        format!("{OUTPUT}/{} is not what models/ gives: run `cargo xtask codegen`", path.display())
    };
    Ok(differing.iter().chain(&stale).map(problem).collect())
}

/// Writes the shapes, and tells what was left out.
pub(crate) fn write(root: &Path) -> Result<()> {
    let Generated { files, notes, .. } = generate(root)?;
    for note in notes {
        eprintln!("note: {note}");
    }
    let output = root.join(OUTPUT);
    let stale = stale_files(&output, &files)?;
    for path in &stale {
        fs::remove_file(output.join(path))?;
    }
    let differing = differing_files(&output, &files);
    for path in &differing {
        let full = output.join(path);
        fs::create_dir_all(full.parent().unwrap_or(&output))?;
        fs::write(&full, files.get(path).map(String::as_str).unwrap_or_default())
            .with_context(|| format!("writing {}", full.display()))?;
    }
    let lines: usize = files.values().map(|text| text.lines().count()).sum();
    println!("codegen: {} files, {lines} lines, {} changed", files.len(), differing.len() + stale.len());
    Ok(())
}

fn differing_files(output: &Path, files: &Files) -> Vec<PathBuf> {
    let differs = |(path, text): &(&PathBuf, &String)| {
        fs::read_to_string(output.join(path)).ok().as_ref() != Some(text)
    };
    files.iter().filter(differs).map(|(path, _)| path.clone()).collect()
}

fn generate(root: &Path) -> Result<Generated> {
    let path = root.join("models/serve.toml");
    let text = fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
    let services: BTreeMap<String, Served> =
        toml::from_str(&text).with_context(|| format!("reading {}", path.display()))?;
    let mut generated = Generated::default();
    for (service, served) in &services {
        let model = model(root, service)?;
        service_files(service, model, &served.shapes, &mut generated)?;
    }
    let index = index(&services, &generated.left_out)?;
    generated.files.insert(PathBuf::from("mod.rs"), index);
    for (path, text) in &mut generated.files {
        *text = formatted(root, text).with_context(|| format!("formatting {}", path.display()))?;
    }
    Ok(generated)
}

fn model(root: &Path, service: &str) -> Result<Model> {
    let path = root.join("models").join(format!("{service}.json"));
    let text = fs::read_to_string(&path)
        .with_context(|| format!("reading {} (run `cargo xtask models import`)", path.display()))?;
    serde_json::from_str(&text).with_context(|| format!("reading {}", path.display()))
}

fn service_files(
    service: &str,
    mut model: Model,
    shaped: &[String],
    generated: &mut Generated,
) -> Result<()> {
    let streams = plan::complete(&mut model)?;
    let plan = Plan::new(service, &model, shaped)?;
    for (shape, member) in streams.iter().filter(|(shape, _)| plan.shapes.contains_key(shape.as_str())) {
        generated.notes.push(format!("{service}: {shape}.{member} is an event stream and is left out"));
    }
    let (schemas, patterns) = schemas::schemas(&plan)?;
    for pattern in patterns {
        let note = format!("{service}: the pattern of {} is left out: {}", pattern.shape, pattern.pattern);
        generated.notes.push(note);
        generated.left_out.push((service.to_owned(), pattern.shape, pattern.pattern));
    }
    let mut bodies = vec![
        ("error.rs", operations::errors(&plan)?),
        ("operations.rs", operations::operations(&plan)?),
        ("schemas.rs", schemas),
        ("types.rs", types::types(&plan)?),
    ];
    let mut module = String::from("pub mod error;\nmod operations;\npub mod schemas;\nmod types;\n\n");
    module.push_str("pub use operations::{SERVICE, op};\npub use types::*;\n");
    module.push_str("#[cfg(test)]\npub(crate) use types::samples;\n");
    if plan.enums().next().is_some() {
        module.push_str("\nmod enums;\npub use enums::*;\n");
        bodies.push(("enums.rs", types::enums(&plan)?));
    }
    bodies.push(("mod.rs", module));
    for (file, body) in bodies {
        let text = format!(
            "//! Generated from `models/{service}.json` by `cargo xtask codegen`; do not edit.\n{ALLOW}\n{body}"
        );
        generated.files.insert(Path::new(service).join(file), text);
    }
    Ok(())
}

fn index(services: &BTreeMap<String, Served>, left_out: &[LeftOut]) -> Result<String> {
    let mut out =
        String::from("//! Generated from `models/serve.toml` by `cargo xtask codegen`; do not edit.\n\n");
    for service in services.keys() {
        writeln!(out, "pub mod {service};")?;
    }
    out.push_str(
        "\n/// Every service that has shapes.\npub static SERVICES: &[&crate::ServiceSchema] = &[\n",
    );
    for service in services.keys() {
        writeln!(out, "&{service}::SERVICE,")?;
    }
    out.push_str("];\n\n/// Modelled patterns that are not checked: service, shape, pattern.\n");
    out.push_str("pub const PATTERNS_LEFT_OUT: &[(&str, &str, &str)] = &[\n");
    for (service, shape, pattern) in left_out {
        writeln!(out, "({service:?}, {shape:?}, {pattern:?}),")?;
    }
    out.push_str("];\n\n/// One empty value of each structure, by service.\n#[cfg(test)]\n");
    out.push_str("pub(crate) fn samples() -> Vec<(&'static str, Vec<Box<dyn crate::Structure>>)> {\nvec![\n");
    for service in services.keys() {
        writeln!(out, "({service:?}, {service}::samples()),")?;
    }
    out.push_str("]\n}\n");
    Ok(out)
}

/// The files in the output folder that nothing writes any more.
fn stale_files(output: &Path, files: &Files) -> Result<Vec<PathBuf>> {
    let mut stale = Vec::new();
    let mut pending = vec![output.to_owned()];
    while let Some(folder) = pending.pop() {
        if !folder.is_dir() {
            continue;
        }
        for entry in fs::read_dir(&folder)? {
            let path = entry?.path();
            if path.is_dir() {
                pending.push(path);
                continue;
            }
            let below = path.strip_prefix(output)?;
            if !files.contains_key(below) {
                stale.push(below.to_owned());
            }
        }
    }
    stale.sort();
    Ok(stale)
}

fn formatted(root: &Path, text: &str) -> Result<String> {
    let mut rustfmt = Command::new("rustfmt")
        .args(["--quiet", "--edition", "2024", "--config-path"])
        .arg(root)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("starting rustfmt")?;
    let mut input = rustfmt.stdin.take().context("rustfmt takes no input")?;
    // rustfmt reads all of its input before it writes, so the pipes cannot block each other.
    input.write_all(text.as_bytes())?;
    drop(input);
    let output = rustfmt.wait_with_output()?;
    if !output.status.success() {
        bail!("rustfmt refused it");
    }
    Ok(String::from_utf8(output.stdout)?)
}
