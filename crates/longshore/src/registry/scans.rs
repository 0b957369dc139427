//! Scans of images: the rows that ask for one are taken one after the other, oldest first, and each gets an end.
//!
//! A scan reads layers and vulnerability data on a thread of its own, beside everything else; what it found is written
//! in one transaction. Nothing is kept of it but the row, so a process that stops in between begins that scan again.
//!
//! Must not know: how a vulnerability is found, what a row must say.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use longshore_engine::{Engine, EngineError, Watch};
use longshore_images::Digest;
use longshore_registry::Store;
use longshore_scanner::{Finding, Report, ScanError, Severity, Vulnerabilities, scan};
use longshore_services::ecr::scan::{self as scans, Outcome};
use longshore_shapes::{Timestamp, ecr};
use longshore_world::records::ecr::{Image, ImageKey};
use longshore_world::{StoredRecord as _, Tx};
use tokio::sync::oneshot;

/// What an attribute's value may have.
const VALUE_CHARS_MAX: usize = 256;

const NO_DATA: &str = "There is no vulnerability data, so nothing could be found. Start Longshore with --vulnerabilities \
                       DIRECTORY, where the directory holds records in the OSV format, and start the scan again.";
const COMPLETE: &str = "The scan was completed successfully.";

/// Carries out scans for as long as it is awaited.
pub(crate) async fn run(engine: Engine, store: Arc<Store>, directory: Option<PathBuf>) {
    let mut scanner = Scanner { store, known: directory.clone().map(Vulnerabilities::of), directory };
    loop {
        let (mut snapshot, watch) = engine.watch();
        while let Some(key) = scans::next(&snapshot) {
            let outcome = match scans::layers(&snapshot, &key) {
                Ok(layers) => scanner.scan(layers).await,
                Err(why) => Outcome::Failed(format!("The image's manifest cannot be read: {why}.")),
            };
            if !finish(&engine, key, outcome).await {
                return;
            }
            snapshot = engine.snapshot();
        }
        if !an_image_changes(watch).await {
            return;
        }
    }
}

/// Waits for a commit that may ask for a scan; false where there will be none.
async fn an_image_changes(mut watch: Watch) -> bool {
    loop {
        match watch.next().await {
            Ok(None) => return false,
            // Some were missed: a new snapshot says what they led to.
            Err(_) => return true,
            Ok(Some(committed)) => {
                if committed.changes.iter().any(|change| change.id.table == Image::TABLE) {
                    return true;
                }
            }
        }
    }
}

/// Writes down how a scan ended; false where the engine takes no more.
async fn finish(engine: &Engine, key: ImageKey, outcome: Outcome) -> bool {
    match write(engine, key.clone(), outcome).await {
        Ok(()) => true,
        Err(EngineError::Closed | EngineError::Commit(_)) => false,
        Err(error) => {
            tracing::warn!(image = key.repository, digest = key.digest, %error, "a scan's report was not written");
            write(engine, key, Outcome::Failed(format!("The report could not be written: {error}.")))
                .await
                .is_ok()
        }
    }
}

async fn write(engine: &Engine, key: ImageKey, outcome: Outcome) -> Result<(), EngineError> {
    let written = engine.transact(move |tx: &mut Tx<'_>| {
        scans::finish(tx, &key, outcome);
        Ok::<(), std::convert::Infallible>(())
    });
    written.await.map(|_| ())
}

struct Scanner {
    store: Arc<Store>,
    /// Away while a scan is under way.
    known: Option<Vulnerabilities>,
    directory: Option<PathBuf>,
}

impl Scanner {
    async fn scan(&mut self, layers: Vec<String>) -> Outcome {
        let Some(known) = self.known.take().or_else(|| self.directory.clone().map(Vulnerabilities::of))
        else {
            return Outcome::Failed(NO_DATA.to_owned());
        };
        let (done, outcome) = oneshot::channel();
        let store = self.store.clone();
        // No thread of the runtime's: that would have to end before the process may.
        let started = std::thread::Builder::new().name("scan".to_owned()).spawn(move || {
            let (known, outcome) = carry_out(known, &store, layers);
            // Where nobody waits any more, the process is stopping.
            let _ = done.send((known, outcome));
        });
        if let Err(error) = started {
            return Outcome::Failed(format!("The scan could not begin: {error}."));
        }
        match outcome.await {
            Ok((known, outcome)) => {
                self.known = Some(known);
                outcome
            }
            Err(_) => Outcome::Failed(
                "The scan failed inside Longshore, which is a bug; its log says where.".to_owned(),
            ),
        }
    }
}

fn carry_out(mut known: Vulnerabilities, store: &Store, layers: Vec<String>) -> (Vulnerabilities, Outcome) {
    let layers = layers.into_iter().map(|digest| {
        let layer = open(store, &digest);
        (digest, layer)
    });
    let report = known.refresh().map_err(ScanError::from).and_then(|()| scan(layers, &known));
    let outcome = match report {
        Ok(report) => complete(report, known.updated_at()),
        Err(error @ ScanError::Unsupported(_)) => Outcome::Failed(error.to_string()),
        Err(error) => Outcome::Failed(format!("The scan failed: {error}.")),
    };
    (known, outcome)
}

fn open(store: &Store, digest: &str) -> std::io::Result<std::fs::File> {
    let digest: Digest = digest.parse().map_err(|()| std::io::Error::other("its digest is none"))?;
    let blob = store.read(&digest).map_err(std::io::Error::other)?;
    let absent = || std::io::Error::other("its bytes are not in this registry; pull or push the image again");
    Ok(blob.ok_or_else(absent)?.file)
}

fn complete(report: Report, updated_at: Option<SystemTime>) -> Outcome {
    let mut description = COMPLETE.to_owned();
    let left_out =
        (report.left_out > 0).then(|| format!("{} milder findings were left out", report.left_out));
    for note in report.notes.into_iter().chain(left_out) {
        description.push_str(&format!(" But {note}."));
    }
    let since = updated_at.and_then(|at| at.duration_since(UNIX_EPOCH).ok());
    let millis = since.and_then(|since| i64::try_from(since.as_millis()).ok());
    Outcome::Complete {
        findings: report.findings.into_iter().map(finding).collect(),
        source_updated_at: millis.map(Timestamp::from_millis),
        description,
    }
}

fn finding(found: Finding) -> ecr::ImageScanFinding {
    let record = (found.record != found.name).then_some(("osv_id", found.record));
    let attributes = [("package_version", found.package_version), ("package_name", found.package_name)]
        .into_iter()
        .chain(found.scores)
        .chain(found.fixed_in.map(|version| ("fixed_in_version", version)))
        .chain([("package_path", found.package_path)])
        .chain(record);
    let attribute = |(key, value): (&str, String)| ecr::Attribute {
        key: key.to_owned(),
        value: Some(value.chars().take(VALUE_CHARS_MAX).collect()),
    };
    ecr::ImageScanFinding {
        name: Some(found.name),
        description: (!found.description.is_empty()).then_some(found.description),
        uri: found.uri,
        severity: Some(severity(found.severity)),
        attributes: Some(attributes.map(attribute).collect()),
    }
}

fn severity(found: Severity) -> ecr::FindingSeverity {
    match found {
        Severity::Critical => ecr::FindingSeverity::Critical,
        Severity::High => ecr::FindingSeverity::High,
        Severity::Medium => ecr::FindingSeverity::Medium,
        Severity::Low => ecr::FindingSeverity::Low,
        Severity::Informational => ecr::FindingSeverity::Informational,
        Severity::Undefined => ecr::FindingSeverity::Undefined,
    }
}
