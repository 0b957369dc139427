//! `longshore state`: check, back up and restore what is stored. A backup may be taken while the server runs;
//! it then makes it itself.
//!
//! Must not know: what a row means beyond its table's name.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use longshore_store::backup::BackupSummary;
use longshore_store::embedded::{self, EmbeddedStore, Options, Report};
use longshore_store::{Rows, Store, StoreError, TableId};
use longshore_world::World;
use longshore_world::tables::{COLD_TABLES, HOT_TABLES};
use serde_json::json;

use crate::cli::{Output, State};
use crate::say::say;
use crate::server::backup;
use crate::{client, connection, paths};

/// How many problems are told; the rest are counted.
const PROBLEMS_SHOWN: usize = 100;

pub(crate) fn run(command: &State) -> Result<ExitCode> {
    match command {
        State::Check { data, output } => check(&paths::state_dir(&data.path()), output.output),
        State::Backup { file, data, output } => {
            let dir = paths::state_dir(&data.path());
            let summary = match embedded::backup(&dir, file) {
                Err(StoreError::Locked { .. }) => download(&data.path(), file),
                stopped => stopped.map_err(anyhow::Error::from),
            };
            let summary = summary.with_context(|| format!("no backup of {} was made", dir.display()))?;
            told(output.output, "backed up", &summary, file);
            Ok(ExitCode::SUCCESS)
        }
        State::Restore { file, data, output } => {
            let dir = paths::state_dir(&data.path());
            let summary = embedded::restore(file, &dir)
                .with_context(|| format!("{} was not restored", dir.display()))?;
            told(output.output, "restored", &summary, &dir);
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// Asks the running server for a backup, and believes it only when it is whole.
fn download(data_dir: &Path, file: &Path) -> Result<BackupSummary> {
    let connection = connection::read(data_dir)?;
    let mut partial = file.as_os_str().to_owned();
    partial.push(".partial");
    let partial = PathBuf::from(partial);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let fetched = runtime.block_on(client::download(&connection, backup::PATH, backup::SERVICE, &partial));
    let taken = fetched.and_then(|()| Ok(longshore_store::backup::verify(&partial)?)).and_then(|summary| {
        // A link, unlike a rename, does not replace a file that is there.
        std::fs::hard_link(&partial, file).with_context(|| format!("cannot write {}", file.display()))?;
        Ok(summary)
    });
    let _ = std::fs::remove_file(&partial);
    taken
}

fn told(output: Output, done: &str, summary: &BackupSummary, place: &Path) {
    match output {
        Output::Json => {
            let (rows, position) = (summary.rows, summary.position.0);
            say!("{}", json!({"rows": rows, "position": position, "place": place}));
        }
        Output::Text => {
            say!("{done} {} rows at position {}: {}", summary.rows, summary.position, place.display());
        }
    }
}

fn check(dir: &Path, output: Output) -> Result<ExitCode> {
    let report = embedded::check(dir).with_context(|| format!("{} was not checked", dir.display()))?;
    let mut problems = Problems::default();
    match &report.problem {
        Some(problem) => problems.add(problem.to_string()),
        // Opening takes the writer's role, so it is left alone where the files are not sound.
        None => check_rows(&*EmbeddedStore::open(dir, Options::default())?.reader(), &mut problems)?,
    }
    print(dir, &report, &problems, output);
    Ok(if problems.list.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

#[derive(Default)]
struct Problems {
    list: Vec<String>,
    left_out: usize,
}

impl Problems {
    fn add(&mut self, problem: String) {
        if self.list.len() < PROBLEMS_SHOWN {
            self.list.push(problem);
        } else {
            self.left_out += 1;
        }
    }
}

/// Reads every row as what it should be, and asks the world what is wrong with it.
fn check_rows(rows: &dyn Rows, problems: &mut Problems) -> Result<()> {
    let mut world = World::default();
    for table in HOT_TABLES {
        rows.scan(*table, &mut |key, bytes| {
            if let Err(error) = world.load(*table, key, bytes) {
                problems.add(unreadable(*table, key, &error));
            }
            Ok(())
        })?;
    }
    for table in COLD_TABLES {
        rows.scan(*table, &mut |key, bytes| {
            if let Err(error) = World::check_cold(*table, key, bytes) {
                problems.add(unreadable(*table, key, &error));
            }
            Ok(())
        })?;
    }
    world.problems().into_iter().for_each(|problem| problems.add(problem));
    Ok(())
}

fn unreadable(table: TableId, key: &[u8], error: &longshore_world::RowError) -> String {
    format!("{} {}: {error}", name(table), key.escape_ascii())
}

fn name(table: TableId) -> String {
    World::table_name(table).map_or_else(|| format!("table {table}"), str::to_owned)
}

fn print(dir: &Path, report: &Report, problems: &Problems, output: Output) {
    if output == Output::Json {
        let tables: Vec<_> = report
            .tables
            .iter()
            .map(|(table, count)| json!({"table": name(*table), "rows": count.rows, "bytes": count.bytes}))
            .collect();
        let sound = problems.list.is_empty();
        say!(
            "{}",
            json!({
                "sound": sound,
                "position": report.position.0,
                "unfinishedCommit": report.unfinished_commit,
                "tables": tables,
                "problems": problems.list,
                "problemsLeftOut": problems.left_out,
            })
        );
        return;
    }
    for (table, count) in &report.tables {
        say!("{:<28} {:>10} rows {:>14} bytes", name(*table), count.rows, count.bytes);
    }
    if report.unfinished_commit {
        say!("A commit that was under way at the end, and never acknowledged, was removed.");
    }
    for problem in &problems.list {
        say!("problem: {problem}");
    }
    if problems.left_out > 0 {
        say!("... and {} more", problems.left_out);
    }
    if problems.list.is_empty() {
        say!("The state in {} is whole, up to change {}.", dir.display(), report.position);
    } else {
        say!(
            "Next: restore a backup into a new directory with `longshore state restore FILE --data-dir DIR`."
        );
    }
}
