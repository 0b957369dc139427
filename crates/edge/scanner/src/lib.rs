//! Known vulnerabilities of an image: which packages its layers hold, and which records of a directory are about them.
//!
//! Invariants: layers are read as streams and only the files asked for are kept; whatever input holds ends in a report or
//! an error, never in a panic or without a bound; a database of packages that cannot be read ends the scan, because a
//! report that silently lacks it would be believed.
//!
//! Must not know: ECR, repositories, where layers are kept, the clock.

mod error;
mod files;
mod inventory;
mod matching;
mod osv;
mod severity;
mod version;

use std::io::Read;

pub use error::{DataError, ScanError};
pub use matching::{FINDINGS_MAX, Finding};
pub use osv::Vulnerabilities;
pub use severity::Severity;

/// What a scan found.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// The worst first.
    pub findings: Vec<Finding>,
    /// Findings beyond [`FINDINGS_MAX`], which are not among them: the mildest.
    pub left_out: usize,
    /// How many packages were looked at.
    pub packages: usize,
    /// What could not be read, and is therefore not in the report: sentences without an end.
    pub notes: Vec<String>,
}

/// Looks into an image's layers, lowest first, each with a name for messages.
pub fn scan<R: Read>(
    layers: impl IntoIterator<Item = (String, std::io::Result<R>)>,
    known: &Vulnerabilities,
) -> Result<Report, ScanError> {
    let mut overlay = files::Overlay::default();
    for (name, layer) in layers {
        let layer = layer.map_err(|error| ScanError::layer(&name, &error))?;
        overlay.add(layer).map_err(|error| error.of_layer(&name))?;
    }
    let inventory = inventory::read(overlay.into_files())?;
    let matched = matching::findings(&inventory, known)?;
    let mut notes = inventory.notes;
    notes.extend(matched.notes);
    notes.extend(known.note());
    Ok(Report {
        findings: matched.findings,
        left_out: matched.left_out,
        packages: inventory.packages.len(),
        notes,
    })
}

#[cfg(test)]
mod tests;
