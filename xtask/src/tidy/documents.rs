//! The documents: the ones a visitor looks for are there, and links between files lead somewhere.
//!
//! Must not know: links that leave the repository.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

const EXPECTED: &[&str] = &["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"];

pub(super) fn problems(root: &Path, files: &[PathBuf]) -> Result<Vec<String>> {
    let mut problems: Vec<String> = EXPECTED
        .iter()
        .filter(|name| !root.join(name).is_file())
        .map(|name| format!("there is no {name}"))
        .collect();
    for file in files.iter().filter(|file| file.extension().is_some_and(|extension| extension == "md")) {
        let text =
            fs::read_to_string(root.join(file)).with_context(|| format!("reading {}", file.display()))?;
        let folder = root.join(file.parent().unwrap_or(Path::new("")));
        for (line, target) in links(&text) {
            if !folder.join(&target).exists() {
                problems.push(format!("{}:{line}: the link to {target} leads nowhere", file.display()));
            }
        }
    }
    Ok(problems)
}

/// The files that a document links to, with the line of each link.
fn links(text: &str) -> Vec<(usize, String)> {
    let mut links = Vec::new();
    let mut fenced = false;
    for (number, line) in text.lines().enumerate() {
        if line.trim_start().starts_with("```") {
            fenced = !fenced;
        }
        if fenced {
            continue;
        }
        for part in line.split("](").skip(1) {
            let target = part.split([')', ' ']).next().unwrap_or_default();
            let path = target.split('#').next().unwrap_or_default();
            if !path.is_empty() && !target.contains("://") && !target.starts_with("mailto:") {
                links.push((number + 1, path.to_owned()));
            }
        }
    }
    links
}

#[cfg(test)]
mod tests {
    use super::links;

    #[test]
    fn only_links_to_files_are_followed() {
        let text =
            "[a](b.md) and [c](d/e.md#f \"title\")\n[g](https://h) [i](#j)\n```\n[k](l)\n```\n![m](n.png)";
        let expected = [(1, "b.md"), (1, "d/e.md"), (6, "n.png")];
        assert_eq!(links(text), expected.map(|(line, target)| (line, target.to_owned())));
    }
}
