//! `longshore state`: check, back up and restore what is stored. A backup may be taken while the server runs;
//! it then makes it itself.
//!
//! A backup holds the layers of the registry too, unless they are not wanted or live in a bucket: rows that name layers
//! that nobody has are no backup of a registry.
//!
//! Must not know: what a row means beyond its table's name.

mod archive;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use longshore_store::backup::BackupSummary;
use longshore_store::embedded::{self, EmbeddedStore, Options, Report};
use longshore_store::{Rows, Store, StoreError, TableId};
use longshore_world::World;
use longshore_world::tables::{COLD_TABLES, HOT_TABLES};
use serde_json::json;

use self::archive::Blobs;
use crate::cli::{Output, State};
use crate::registry::collection;
use crate::say::{complain, say};
use crate::server::backup;
use crate::{client, connection, paths};

/// How many problems are told; the rest are counted.
const PROBLEMS_SHOWN: usize = 100;
/// What the registry keeps where its layers are in a bucket: which one.
const BUCKET: &str = "bucket";

pub(crate) fn run(command: &State) -> Result<ExitCode> {
    match command {
        State::Check { data, output } => check(&paths::state_dir(&data.path()), output.output),
        State::Backup { file, without_images, data, output } => {
            let data_dir = data.path();
            let made = back_up(&data_dir, file, !without_images);
            let made = made.with_context(|| {
                format!("no backup of {} was made", paths::state_dir(&data_dir).display())
            })?;
            told(output.output, "backed up", &made, file);
            Ok(ExitCode::SUCCESS)
        }
        State::Restore { file, data, output } => {
            let data_dir = data.path();
            let dir = paths::state_dir(&data_dir);
            let made =
                restore(file, &data_dir).with_context(|| format!("{} was not restored", dir.display()))?;
            told(output.output, "restored", &made, &dir);
            Ok(ExitCode::SUCCESS)
        }
    }
}

/// What a backup holds.
struct Made {
    rows: BackupSummary,
    blobs: Blobs,
}

/// Takes the rows first, then the layers that they name: those never change, and none is removed meanwhile.
fn back_up(data_dir: &Path, file: &Path, with_images: bool) -> Result<Made> {
    if file.exists() {
        bail!("{} is there already", file.display());
    }
    let registry = paths::registry_dir(data_dir);
    let _kept = collection::Kept::hold(&registry)?;
    let (rows, whole) = (beside(file, ".partial"), beside(file, ".images.partial"));
    let taken = take_rows(data_dir, &rows).and_then(|()| {
        let (digests, summary) = archive::named(&rows)?;
        let wanted = with_images && !digests.is_empty() && in_files(&registry);
        let blobs =
            if wanted { archive::write(&registry, &digests, &rows, &whole)? } else { Blobs::default() };
        // A link, unlike a rename, does not replace a file that is there.
        let made = if wanted { &whole } else { &rows };
        std::fs::hard_link(made, file).with_context(|| format!("cannot write {}", file.display()))?;
        Ok(Made { rows: summary, blobs })
    });
    archive::remove(&rows);
    archive::remove(&whole);
    taken
}

/// Whether layers are on this machine. Those in a bucket are kept there, and are not copied.
fn in_files(registry: &Path) -> bool {
    let Ok(bucket) = std::fs::read_to_string(registry.join(BUCKET)) else { return true };
    complain!(
        "The registry's layers are in {}: the backup names them and does not hold them.",
        bucket.trim()
    );
    false
}

/// From the store's files; from the server where one runs on them.
fn take_rows(data_dir: &Path, rows: &Path) -> Result<()> {
    match embedded::backup(&paths::state_dir(data_dir), rows) {
        Err(StoreError::Locked { .. }) => {
            let connection = connection::read(data_dir)?;
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
            runtime.block_on(client::download(&connection, backup::PATH, backup::SERVICE, rows))
        }
        stopped => Ok(stopped.map(|_| ())?),
    }
}

/// Layers first: rows that are there name only what is there too.
fn restore(file: &Path, data_dir: &Path) -> Result<Made> {
    let dir = paths::state_dir(data_dir);
    if !archive::is_archive(file)? {
        return Ok(Made { rows: embedded::restore(file, &dir)?, blobs: Blobs::default() });
    }
    embedded::require_unused(&dir)?;
    std::fs::create_dir_all(data_dir).with_context(|| format!("cannot make {}", data_dir.display()))?;
    let rows = data_dir.join("restore.partial");
    let unpacked = archive::unpack(file, &paths::registry_dir(data_dir), &rows);
    let made = unpacked.and_then(|blobs| Ok(Made { rows: embedded::restore(&rows, &dir)?, blobs }));
    archive::remove(&rows);
    made
}

fn beside(file: &Path, suffix: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

fn told(output: Output, done: &str, made: &Made, place: &Path) {
    let Made { rows: BackupSummary { rows, position, .. }, blobs: Blobs { count, bytes } } = made;
    match output {
        Output::Json => {
            let position = position.0;
            say!(
                "{}",
                json!({"rows": rows, "position": position, "blobs": count, "blobBytes": bytes, "place": place})
            );
        }
        Output::Text => {
            let layers =
                if *count == 0 { String::new() } else { format!(" and {count} layers ({bytes} bytes)") };
            say!("{done} {rows} rows{layers} at position {position}: {}", place.display());
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
