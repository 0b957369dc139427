//! RPM's database in SQLite: one row for each package, which holds its header.
//!
//! Must not know: which release it is of.

mod header;
mod sqlite;

use super::Named;

const TABLE: &str = "Packages";
/// The column that holds the header; the one before is the row's number.
const COLUMN: usize = 1;
/// Keys of a repository are listed as packages too.
const KEY: &str = "gpg-pubkey";

/// Each with what it was built from.
pub(super) fn packages(bytes: &[u8]) -> Result<Vec<(Named, Option<Named>)>, String> {
    let mut found = Vec::new();
    sqlite::Database::open(bytes)?.each_row(TABLE, COLUMN, |value| {
        let package = header::package(value).ok_or("a package's header is damaged")?;
        if package.0.name != KEY {
            found.push(package);
        }
        Ok(())
    })?;
    Ok(found)
}

#[cfg(test)]
mod tests;
