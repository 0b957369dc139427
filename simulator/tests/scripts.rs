//! Every script says what it said when it was recorded. `LONGSHORE_RECORD=1` records anew.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::fs;
use std::path::{Path, PathBuf};

use longshore_simulator::script::play;

#[allow(clippy::disallowed_methods, reason = "whether to record is asked of whoever runs the test")]
fn records() -> bool {
    std::env::var_os("LONGSHORE_RECORD").is_some()
}

fn scripts(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(scripts(&path));
        } else if path.extension().is_some_and(|it| it == "script") {
            found.push(path);
        }
    }
    found.sort();
    found
}

#[test]
fn every_script_says_what_was_recorded() {
    let scripts = scripts(&Path::new(env!("CARGO_MANIFEST_DIR")).join("scripts"));
    assert!(!scripts.is_empty());
    let mut different = Vec::new();
    for path in scripts {
        let recorded = fs::read_to_string(&path).unwrap();
        let told = play(&recorded).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        if told != recorded && records() {
            fs::write(&path, &told).unwrap();
        } else if told != recorded {
            let pairs = told.lines().zip(recorded.lines());
            let first = pairs.enumerate().find(|(_, (told, recorded))| told != recorded);
            different.push(format!("{}: {first:?}", path.display()));
        }
    }
    assert!(different.is_empty(), "LONGSHORE_RECORD=1 records anew:\n{}", different.join("\n"));
}
