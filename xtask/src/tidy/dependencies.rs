//! Dependencies that are declared and not used: by the workspace for its crates, or by a crate.
//!
//! Must not know: which dependencies are good ones.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

use super::{Source, scan};
use crate::workspace::Workspace;

pub(super) fn problems(root: &Path, workspace: &Workspace, sources: &[Source]) -> Result<Vec<String>> {
    let text = fs::read_to_string(root.join("Cargo.toml")).context("reading Cargo.toml")?;
    let manifest: toml::Table = toml::from_str(&text).context("reading Cargo.toml")?;
    let declared = manifest
        .get("workspace")
        .and_then(|workspace| workspace.get("dependencies"))
        .and_then(toml::Value::as_table);
    let used: BTreeSet<&str> = workspace
        .packages
        .iter()
        .flat_map(|package| &package.dependencies)
        .map(|used| used.name.as_str())
        .collect();
    let mut problems = Vec::new();
    for name in declared.into_iter().flat_map(toml::Table::keys).filter(|name| !used.contains(name.as_str()))
    {
        problems.push(format!("Cargo.toml: no crate depends on {name}"));
    }
    for package in &workspace.packages {
        let own: Vec<&Source> =
            sources.iter().filter(|source| source.path.starts_with(&package.folder)).collect();
        for dependency in &package.dependencies {
            let word = dependency.name.replace('-', "_");
            if !own.iter().any(|source| scan::has_word(&source.code, &word)) {
                let folder = package.folder.display();
                problems.push(format!("{folder}/Cargo.toml: no file there names {}", dependency.name));
            }
        }
    }
    Ok(problems)
}
