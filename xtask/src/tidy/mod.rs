//! `cargo xtask tidy`: tidiness as a test. What a reviewer would have to remember, checked.
//!
//! Must not know: what any code does.

mod dependencies;
mod documents;
mod modules;
mod ratchet;
mod scan;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::workspace::Workspace;

const FILE_LINES_MAX: usize = 600;
const FUNCTION_LINES_MAX: usize = 70;
/// A header says something: this many letters at least.
const HEADER_LETTERS_MIN: usize = 20;
const FILE_BYTES_MAX: u64 = 1024 * 1024;
const FORBIDDEN_MACROS: &[&str] = &["todo", "unimplemented", "dbg"];

/// A Rust file written by hand, as it is and with comments and strings blanked.
struct Source {
    path: PathBuf,
    text: String,
    code: String,
}

/// Every untidiness, in words.
pub(crate) fn problems(root: &Path) -> Result<Vec<String>> {
    let files = files(root)?;
    let sources = sources(root, &files)?;
    let workspace = Workspace::load(root)?;
    let mut problems = Vec::new();
    for source in &sources {
        source_problems(source, &mut problems);
    }
    problems.extend(lengths(root, &sources)?);
    problems.extend(large_files(root, &files)?);
    problems.extend(dead_files(root, &workspace, &files));
    problems.extend(dependencies::problems(root, &workspace, &sources)?);
    problems.extend(documents::problems(root, &files)?);
    Ok(problems)
}

/// The files that are tracked, or would be: neither ignored nor gone.
fn files(root: &Path) -> Result<Vec<PathBuf>> {
    let output = Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard", "-z"])
        .current_dir(root)
        .output()
        .context("starting git ls-files")?;
    if !output.status.success() {
        bail!("git ls-files: {}", String::from_utf8_lossy(&output.stderr).trim());
    }
    let text = String::from_utf8(output.stdout).context("a file name is not UTF-8")?;
    let paths: BTreeSet<PathBuf> = text.split_terminator('\0').map(PathBuf::from).collect();
    Ok(paths.into_iter().filter(|path| root.join(path).is_file()).collect())
}

fn is_rust(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "rs")
}

fn is_generated(path: &Path) -> bool {
    path.components().any(|part| part.as_os_str() == "generated")
}

fn sources(root: &Path, files: &[PathBuf]) -> Result<Vec<Source>> {
    let written = files.iter().filter(|path| is_rust(path) && !is_generated(path));
    written
        .map(|path| {
            let text =
                fs::read_to_string(root.join(path)).with_context(|| format!("reading {}", path.display()))?;
            let code = scan::code(&text);
            Ok(Source { path: path.clone(), text, code })
        })
        .collect()
}

fn source_problems(source: &Source, problems: &mut Vec<String>) {
    let path = source.path.display();
    let header: String = source.text.lines().map_while(|line| line.strip_prefix("//!")).collect();
    if header.trim().chars().count() < HEADER_LETTERS_MIN {
        problems.push(format!("{path}: does not open with a `//!` header that says what it is for"));
    }
    for name in FORBIDDEN_MACROS {
        for line in scan::macro_calls(&source.code, name) {
            problems.push(format!("{path}:{line}: {name}! is for the work bench"));
        }
    }
    for line in scan::without_reason(&source.code, "#[allow(") {
        problems.push(format!("{path}:{line}: #[allow] without a reason"));
    }
    // The tests of a crate allow what clippy's own exception for tests does not reach.
    let is_test = source.path.components().any(|part| part.as_os_str() == "tests");
    if !is_test {
        for line in scan::without_reason(&source.code, "#![allow(") {
            problems.push(format!("{path}:{line}: #![allow] without a reason"));
        }
    }
}

fn lengths(root: &Path, sources: &[Source]) -> Result<Vec<String>> {
    let exceptions = ratchet::read(root)?;
    let mut files = BTreeMap::new();
    let mut functions: BTreeMap<String, usize> = BTreeMap::new();
    for source in sources {
        let path = source.path.to_string_lossy().into_owned();
        for function in scan::functions(&source.code) {
            // Of two functions with one name the longer counts.
            let longest = functions.entry(format!("{path}:{}", function.name)).or_default();
            *longest = function.lines.max(*longest);
        }
        files.insert(path, source.text.lines().count());
    }
    let mut problems = ratchet::problems("a file", FILE_LINES_MAX, &files, &exceptions.files);
    problems.extend(ratchet::problems("a function", FUNCTION_LINES_MAX, &functions, &exceptions.functions));
    Ok(problems)
}

fn large_files(root: &Path, files: &[PathBuf]) -> Result<Vec<String>> {
    let mut problems = Vec::new();
    for path in files.iter().filter(|path| !path.starts_with("models")) {
        let bytes = fs::metadata(root.join(path))?.len();
        if bytes > FILE_BYTES_MAX {
            problems.push(format!("{}: {bytes} bytes are too many for the repository", path.display()));
        }
    }
    Ok(problems)
}

fn dead_files(root: &Path, workspace: &Workspace, files: &[PathBuf]) -> Vec<String> {
    let mut problems = Vec::new();
    for package in &workspace.packages {
        let reached = modules::reached(root, package);
        let own = files.iter().filter(|path| path.starts_with(&package.folder) && is_rust(path));
        for path in own.filter(|path| !reached.contains(*path)) {
            problems.push(format!("{}: no root of {} leads to this file", path.display(), package.name));
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems_of(path: &str, text: &str) -> Vec<String> {
        let source = Source { path: path.into(), text: text.to_owned(), code: scan::code(text) };
        let mut problems = Vec::new();
        source_problems(&source, &mut problems);
        problems
    }

    #[test]
    fn a_tidy_file_has_no_problems() {
        let text =
            "//! A file that says what it is for.\n\n#[allow(dead_code, reason = \"why\")]\nfn a() {}\n";
        assert_eq!(problems_of("a/src/a.rs", text), Vec::<String>::new());
    }

    #[test]
    fn untidy_files_are_told_of_line_by_line() {
        let text = "//! Short\nfn a() {\n    todo!()\n}\n#[allow(dead_code)]\nfn b() {}\n";
        let problems = problems_of("a/src/a.rs", text);
        assert_eq!(problems.len(), 3, "{problems:?}");
        assert!(problems[1].starts_with("a/src/a.rs:3: todo!"), "{problems:?}");
        assert!(problems[2].starts_with("a/src/a.rs:5: #[allow]"), "{problems:?}");
    }

    #[test]
    fn integration_tests_may_allow_for_the_whole_file() {
        let text = "//! Tests of something or other.\n#![allow(clippy::unwrap_used)]\n";
        assert_eq!(problems_of("a/tests/a.rs", text).len(), 0);
        assert_eq!(problems_of("a/src/a.rs", text).len(), 1);
    }
}
