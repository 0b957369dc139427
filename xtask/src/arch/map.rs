//! The map of the rooms: one entry per crate, from its manifest and the header of its root file.
//!
//! Must not know: the edges between crates, beyond the names it is given.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::workspace::{Package, Workspace};

const FILE: &str = "ARCHITECTURE.md";
const BEGIN: &str = "<!-- rooms:begin -->";
const END: &str = "<!-- rooms:end -->";

/// What a crate says of itself.
pub(super) struct Entry {
    name: String,
    folder: String,
    description: String,
    /// The first sentence of the header.
    purpose: Option<String>,
    must_not_know: Option<String>,
}

pub(super) fn rooms(root: &Path, workspace: &Workspace) -> Result<Vec<Entry>> {
    let mut entries =
        workspace.packages.iter().map(|package| entry(root, package)).collect::<Result<Vec<_>>>()?;
    entries.sort_by(|a, b| a.folder.cmp(&b.folder));
    Ok(entries)
}

fn entry(root: &Path, package: &Package) -> Result<Entry> {
    let named = |name: &str| package.roots.iter().find(|path| path.ends_with(name));
    let file = named("src/lib.rs").or_else(|| named("src/main.rs"));
    let file = file.with_context(|| format!("{} has neither lib.rs nor main.rs", package.name))?;
    let text = fs::read_to_string(root.join(file)).with_context(|| format!("reading {}", file.display()))?;
    let paragraphs = header(&text);
    Ok(Entry {
        name: package.name.clone(),
        folder: package.folder.to_string_lossy().into_owned(),
        description: package.description.clone(),
        purpose: paragraphs.first().map(|paragraph| first_sentence(paragraph)),
        must_not_know: paragraphs
            .iter()
            .find_map(|paragraph| paragraph.strip_prefix("Must not know: "))
            .map(first_sentence),
    })
}

/// The paragraphs of a file's `//!` header, each on one line and without links.
fn header(text: &str) -> Vec<String> {
    let mut paragraphs = vec![String::new()];
    for line in text.lines().map_while(|line| line.strip_prefix("//!")) {
        let line = line.trim();
        if line.is_empty() {
            paragraphs.push(String::new());
        } else if let Some(paragraph) = paragraphs.last_mut() {
            if !paragraph.is_empty() {
                paragraph.push(' ');
            }
            paragraph.push_str(&line.replace("[`", "`").replace("`]", "`"));
        }
    }
    paragraphs.retain(|paragraph| !paragraph.is_empty());
    paragraphs
}

fn first_sentence(paragraph: &str) -> String {
    let sentence = paragraph.split_once(". ").map_or(paragraph, |(sentence, _)| sentence);
    sentence.trim_end_matches('.').to_owned()
}

impl Entry {
    pub(super) fn problems(&self) -> impl Iterator<Item = String> {
        let missing = [
            (self.description.is_empty(), "its manifest has no description"),
            (self.purpose.is_none(), "its root file has no header"),
            (self.must_not_know.is_none(), "its header has no paragraph `Must not know: ...`"),
        ];
        let missing = missing.into_iter().filter(|(missing, _)| *missing);
        missing.map(|(_, problem)| format!("{}: {problem}", self.name))
    }
}

pub(super) fn render(entries: &[Entry], uses: &BTreeMap<&str, &BTreeSet<String>>) -> String {
    let mut out = String::new();
    for entry in entries {
        let Entry { name, folder, description, purpose, must_not_know } = entry;
        // Writing to a String cannot fail.
        let _ = writeln!(out, "- **[{folder}]({folder})** (`{name}`): {description}.");
        if let Some(purpose) = purpose {
            let _ = writeln!(out, "  {purpose}.");
        }
        if let Some(must_not_know) = must_not_know {
            let _ = writeln!(out, "  Must not know: {must_not_know}.");
        }
        let uses = uses.get(name.as_str()).into_iter().flat_map(|uses| uses.iter());
        let uses: Vec<String> = uses.map(|name| format!("`{name}`")).collect();
        let uses = if uses.is_empty() { "nothing of ours".to_owned() } else { uses.join(", ") };
        let _ = writeln!(out, "  May use: {uses}.");
    }
    out
}

/// The file before, between and after the markers.
fn split(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once(BEGIN)?;
    let (between, after) = rest.split_once(END)?;
    Some((before, between, after))
}

/// Why the map in the file is not this one, if it is not.
pub(super) fn stale(root: &Path, map: &str) -> Result<Option<String>> {
    let path = root.join(FILE);
    if !path.is_file() {
        return Ok(Some(format!("there is no {FILE} to hold the map of the rooms")));
    }
    let text = fs::read_to_string(&path).with_context(|| format!("reading {FILE}"))?;
    Ok(match split(&text) {
        None => Some(format!("{FILE} has no lines {BEGIN} and {END} around the map of the rooms")),
        Some((_, between, _)) if between.trim() != map.trim() => {
            Some(format!("the map of the rooms in {FILE} is old: run `cargo xtask arch --write`"))
        }
        Some(_) => None,
    })
}

pub(super) fn write(root: &Path, map: &str) -> Result<()> {
    let text = fs::read_to_string(root.join(FILE)).with_context(|| format!("there is no {FILE}"))?;
    let Some((before, _, after)) = split(&text) else {
        bail!("{FILE} has no lines {BEGIN} and {END} around the map of the rooms");
    };
    let new = format!("{before}{BEGIN}\n{map}{END}{after}");
    fs::write(root.join(FILE), new).with_context(|| format!("writing {FILE}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_header_is_read_by_paragraph() {
        let text = "//! The [`Wall`] holds\n//! the roof. It is old.\n//!\n//! Must not know: rain.\nfn wall() {}\n//! no\n";
        assert_eq!(header(text), ["The `Wall` holds the roof. It is old.", "Must not know: rain."]);
        assert_eq!(first_sentence(&header(text)[0]), "The `Wall` holds the roof");
    }

    #[test]
    fn an_entry_says_what_it_lacks() {
        let entry = Entry {
            name: "wall".to_owned(),
            folder: "house/wall".to_owned(),
            description: "A wall".to_owned(),
            purpose: Some("Holds the roof".to_owned()),
            must_not_know: None,
        };
        assert_eq!(entry.problems().count(), 1);
        let map = render(&[entry], &BTreeMap::new());
        let expected = "- **[house/wall](house/wall)** (`wall`): A wall.\n  Holds the roof.\n  May use: nothing of ours.\n";
        assert_eq!(map, expected);
    }

    #[test]
    fn the_map_stands_between_its_markers() {
        let text = format!("a\n{BEGIN}\nold\n{END}\nb");
        assert_eq!(split(&text), Some(("a\n", "\nold\n", "\nb")));
        assert_eq!(split("a"), None);
    }

    #[test]
    fn a_written_map_is_current_and_the_rest_of_the_file_stays() {
        let root = std::env::temp_dir().join(format!("xtask-map-{}", std::process::id()));
        fs::create_dir_all(&root).unwrap();
        let is_stale = || stale(&root, "- new\n").unwrap();
        assert!(is_stale().unwrap().contains("there is no ARCHITECTURE.md"));
        fs::write(root.join(FILE), "# A\n").unwrap();
        assert!(is_stale().unwrap().contains("has no lines"));
        fs::write(root.join(FILE), format!("# A\n{BEGIN}\n- old\n{END}\n# B\n")).unwrap();
        assert!(is_stale().unwrap().contains("is old"));
        write(&root, "- new\n").unwrap();
        assert_eq!(is_stale(), None);
        let text = fs::read_to_string(root.join(FILE)).unwrap();
        assert_eq!(text, format!("# A\n{BEGIN}\n- new\n{END}\n# B\n"));
        fs::remove_dir_all(&root).unwrap();
    }
}
