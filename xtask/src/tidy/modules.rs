//! Files that no crate root leads to: dead text that looks alive.
//!
//! Must not know: what a module holds.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::scan::{self, Module};
use crate::workspace::Package;

/// The Rust files of a crate that are reached from what Cargo compiles.
pub(super) fn reached(root: &Path, package: &Package) -> BTreeSet<PathBuf> {
    let mut reached = BTreeSet::new();
    let mut pending: Vec<(PathBuf, bool)> = package.roots.iter().map(|path| (path.clone(), true)).collect();
    while let Some((file, is_root)) = pending.pop() {
        if !reached.insert(file.clone()) {
            continue;
        }
        let Ok(text) = fs::read_to_string(root.join(&file)) else { continue };
        for module in scan::modules(&text) {
            let candidates = candidates(&file, is_root, &module);
            pending.extend(
                candidates.into_iter().filter(|path| root.join(path).is_file()).map(|path| (path, false)),
            );
        }
    }
    reached
}

/// Where the file of a module may be.
fn candidates(file: &Path, is_root: bool, module: &Module) -> Vec<PathBuf> {
    let folder = file.parent().unwrap_or(Path::new(""));
    if let Some(path) = &module.path {
        return vec![folder.join(path)];
    }
    let mut folder = folder.to_owned();
    if !is_root && file.file_name().is_some_and(|name| name != "mod.rs") {
        folder.push(file.file_stem().unwrap_or_default());
    }
    folder.extend(&module.within);
    vec![folder.join(format!("{}.rs", module.name)), folder.join(&module.name).join("mod.rs")]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_module_stands_beside_a_root_and_below_any_other_file() {
        let module = Module { within: vec!["b".to_owned()], name: "c".to_owned(), path: None };
        let paths = |file: &str, is_root| candidates(Path::new(file), is_root, &module);
        assert_eq!(paths("x/src/lib.rs", true), [Path::new("x/src/b/c.rs"), Path::new("x/src/b/c/mod.rs")]);
        assert_eq!(paths("x/src/a/mod.rs", false)[0], Path::new("x/src/a/b/c.rs"));
        assert_eq!(paths("x/src/a.rs", false)[0], Path::new("x/src/a/b/c.rs"));
        let placed = Module { path: Some("../d.rs".to_owned()), ..module };
        assert_eq!(candidates(Path::new("x/src/a.rs"), false, &placed), [Path::new("x/src/../d.rs")]);
    }
}
