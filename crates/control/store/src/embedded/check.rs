//! Reads everything a stopped store holds and reports what is wrong with it.
//!
//! First the quick checks that every start makes, which change no file; only a sound store goes on: a commit
//! that was under way is cut off, as a start would, and every row is read twice, in order and by key, so that
//! every block of every table file in use is checked against its checksum. No background work runs.

use std::collections::BTreeMap;
use std::path::Path;

use super::engine::{Background, Engine};
use super::layout::{Found, Layout, ROWS};
use super::rows::EmbeddedRows;
use super::{Options, compare, inspect_files};
use crate::api::{Fence, Position, Rows, TableId};
use crate::error::StoreError;
use crate::ring::Ring;

/// Rows of one table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct TableCount {
    pub rows: u64,
    /// Keys and values.
    pub bytes: u64,
}

/// What a check found.
#[derive(Debug, Default)]
pub struct Report {
    pub position: Position,
    pub epoch: Fence,
    pub tables: BTreeMap<TableId, TableCount>,
    /// A commit that was under way when the process died lay at the end of the journal. It was never
    /// acknowledged, and is removed now.
    pub unfinished_commit: bool,
    /// The first thing wrong, if any; what comes after it was not looked at.
    pub problem: Option<StoreError>,
}

impl Report {
    pub fn is_sound(&self) -> bool {
        self.problem.is_none()
    }
}

/// Checks a stopped store. An error says that the check could not be made; what is wrong with the store is
/// in the report.
pub fn check(dir: &Path) -> Result<Report, StoreError> {
    let layout = Layout::new(dir);
    let mut report = Report::default();
    match layout.inspect() {
        Ok(Found::Store) => {}
        Ok(Found::Empty | Found::Interrupted) => return Err(StoreError::NotAStore { dir: dir.to_owned() }),
        Err(problem @ (StoreError::Missing { .. } | StoreError::HalfRestored { .. })) => {
            report.problem = Some(problem);
            return Ok(report);
        }
        Err(other) => return Err(other),
    }
    let lock = layout.lock()?;
    if let Err(problem) = check_store(&layout, lock, &mut report) {
        report.problem = Some(problem);
    }
    Ok(report)
}

fn check_store(layout: &Layout, lock: std::fs::File, report: &mut Report) -> Result<(), StoreError> {
    let options = Options::default();
    let before = inspect_files(layout)?;
    report.unfinished_commit = before.journals.torn.is_some();
    before.journals.cut_torn_end()?;
    let engine = Engine::open(&layout.path(ROWS), options.sizes(), Background::Off)?;
    let meta = compare(layout, &before, &engine)?;
    report.position = meta.position;
    report.epoch = meta.epoch;
    let rows = EmbeddedRows { engine, ring: Ring::new(meta.position, options.ring).into(), _lock: lock };
    count(&rows, report)
}

fn count(rows: &EmbeddedRows, report: &mut Report) -> Result<(), StoreError> {
    let tables = &mut report.tables;
    rows.visit_all(&rows.engine.snapshot(), &mut |table, key, value| {
        let count = tables.entry(table).or_default();
        count.rows += 1;
        count.bytes += (key.len() + value.len()) as u64;
        match rows.get(table, key)?.as_deref() == Some(value) {
            true => Ok(()),
            false => Err(StoreError::corrupt(
                &rows.engine.path,
                format!("a row of table {table} is found in order but not by its key"),
            )),
        }
    })
}
