//! Checks of the engine's own small files, which the engine itself does not make.
//!
//! The engine takes a missing folder for one that never was, and removes data that its catalogue does not
//! name. So before it runs: its version, its catalogue (`keyspaces/0`, written once at creation, compared
//! by checksum) and the list of table files of our keyspace (`current` names the list and its checksum)
//! must be as they were written.
//!
//! Must know: the layout of the engine's folders, format 3. Must not know rows.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use xxhash_rust::xxh3::xxh3_128;

use crate::codec::{Fields, checksum};
use crate::error::StoreError;

/// What the engine writes in its `version` file.
const ENGINE_FORMAT: &[u8] = b"FJL\x03";
const CATALOGUE: &str = "0";
/// The number the engine gives to the only keyspace ever made.
const KEYSPACE: &str = "1";
const CURRENT: &str = "current";

fn folder(rows: &Path, keyspace: &str) -> PathBuf {
    rows.join("keyspaces").join(keyspace)
}

/// The checksum of the engine's catalogue: the list of its table files, and the tables. The engine may tidy
/// older lists away, so those do not count.
pub(super) fn fingerprint(rows: &Path) -> Result<u64, StoreError> {
    let catalogue = folder(rows, CATALOGUE);
    let mut files = vec![catalogue.join(CURRENT), check_table_list(&catalogue)?];
    collect(&catalogue.join("tables"), &mut files)?;
    files.sort();
    let mut all = Vec::new();
    for path in &files {
        all.extend_from_slice(path.strip_prefix(rows).unwrap_or(path).as_os_str().as_encoded_bytes());
        all.push(0);
        all.extend_from_slice(&checksum(&read(path)?).to_le_bytes());
    }
    Ok(checksum(&all))
}

fn collect(dir: &Path, files: &mut Vec<PathBuf>) -> Result<(), StoreError> {
    for entry in fs::read_dir(dir).map_err(|e| missing_or(dir, e))? {
        files.push(entry.map_err(|e| StoreError::io("list the directory", dir, e))?.path());
    }
    Ok(())
}

/// Checks everything that is quick to check; reads only.
pub(super) fn check(rows: &Path, catalogue: u64) -> Result<(), StoreError> {
    let version = rows.join("version");
    let found = read(&version)?;
    if found != ENGINE_FORMAT {
        let shown = |bytes: &[u8]| bytes.escape_ascii().to_string();
        let (found, wanted) = (shown(&found), shown(ENGINE_FORMAT));
        return Err(StoreError::Format { path: version, found, wanted });
    }
    if fingerprint(rows)? != catalogue {
        let path = folder(rows, CATALOGUE);
        return Err(StoreError::corrupt(&path, "the engine's catalogue is not the one that was made"));
    }
    check_table_list(&folder(rows, KEYSPACE))?;
    Ok(())
}

/// The list of table files that `current` names, once its checksum is right.
fn check_table_list(keyspace: &Path) -> Result<PathBuf, StoreError> {
    let current = keyspace.join(CURRENT);
    let bytes = read(&current)?;
    let mut fields = Fields(&bytes);
    let (Some(number), Some(sum), Some(0), true) =
        (fields.u64(), fields.array().map(u128::from_le_bytes), fields.u8(), fields.0.is_empty())
    else {
        return Err(StoreError::corrupt(&current, "it does not name a list of tables"));
    };
    let list = keyspace.join(format!("v{number}"));
    match xxh3_128(&read(&list)?) == sum {
        true => Ok(list),
        false => Err(StoreError::corrupt(&list, "its checksum is not the one in `current`")),
    }
}

fn read(path: &Path) -> Result<Vec<u8>, StoreError> {
    fs::read(path).map_err(|e| missing_or(path, e))
}

fn missing_or(path: &Path, error: std::io::Error) -> StoreError {
    match error.kind() {
        ErrorKind::NotFound => StoreError::Missing { path: path.to_owned() },
        _ => StoreError::io("read", path, error),
    }
}
