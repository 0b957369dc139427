//! `longshore image`: the images that this machine's node has in its store.
//!
//! They work whether or not the node runs.
//! Must not know: how an image is stored, or who carries it out.

use std::io::{IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::{Context, Result, bail};
use serde_json::json;

use crate::cli::{DataDir, ImageCommand, Output};
use crate::images::{self, Request, Shown};
use crate::say::say;

const PASSWORD_BYTES_MAX: u64 = 16 * 1024;
const MEGABYTE: f64 = 1e6;
/// How much more must have come before progress is told again.
const PROGRESS_STEP: u64 = 1_000_000;
/// Of an id, what is enough to tell images apart.
const SHORT_ID: usize = 12;

pub(crate) fn run(command: &ImageCommand) -> Result<ExitCode> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(carry_out(command))?;
    Ok(ExitCode::SUCCESS)
}

async fn carry_out(command: &ImageCommand) -> Result<()> {
    let (request, data, output, done) = request(command)?;
    let removed = match &request {
        Request::Remove { references } => references.clone(),
        _ => Vec::new(),
    };
    let listed = request == Request::List;
    let progress = Progress::new(output);
    let images = images::ask(&data.path(), request, &|received, total| progress.tell(received, total)).await;
    progress.end();
    let images = images?;
    match output {
        Output::Json if removed.is_empty() => say!("{}", json!(images)),
        Output::Json => say!("{}", json!({ "removed": removed })),
        Output::Text if listed => list(&images),
        Output::Text => {
            removed.iter().for_each(|reference| say!("removed {reference}"));
            told(done, &images);
        }
    }
    Ok(())
}

/// What is asked for, of which data directory, how it is to be answered, and the word for what was done.
fn request(command: &ImageCommand) -> Result<(Request, &DataDir, Output, &'static str)> {
    Ok(match command {
        ImageCommand::Pull { reference, user, password_stdin, data, output } => {
            let password = password(user.as_deref(), *password_stdin)?;
            let request = Request::Pull { reference: reference.clone(), user: user.clone(), password };
            (request, data, output.output, "pulled")
        }
        ImageCommand::Load { file, data, output } => {
            (Request::Load { file: absolute(file)? }, data, output.output, "loaded")
        }
        ImageCommand::Import { path, reference, command, entry_point, data, output } => {
            let request = Request::Import {
                path: absolute(path)?,
                reference: reference.clone(),
                command: command.clone(),
                entry_point: entry_point.clone(),
            };
            (request, data, output.output, "imported")
        }
        ImageCommand::Ls { data, output } => (Request::List, data, output.output, ""),
        ImageCommand::Rm { references, data, output } => {
            (Request::Remove { references: references.clone() }, data, output.output, "removed")
        }
    })
}

/// Whoever carries it out may be in another directory.
fn absolute(path: &Path) -> Result<PathBuf> {
    std::path::absolute(path).with_context(|| path.display().to_string())
}

/// A password on the command line would be seen by every user of the machine.
fn password(user: Option<&str>, password_stdin: bool) -> Result<Option<String>> {
    let Some(user) = user else { return Ok(None) };
    if !password_stdin {
        bail!(
            "with --user comes --password-stdin: echo PASSWORD | longshore image pull --user {user} --password-stdin …"
        );
    }
    let mut password = String::new();
    std::io::stdin()
        .take(PASSWORD_BYTES_MAX)
        .read_to_string(&mut password)
        .context("reading the password")?;
    Ok(Some(password.trim_end_matches(['\r', '\n']).to_owned()))
}

/// A line that is written over, where a person looks on.
struct Progress {
    shown: bool,
    last: AtomicU64,
}

impl Progress {
    fn new(output: Output) -> Self {
        let shown = output == Output::Text && std::io::stderr().is_terminal();
        Self { shown, last: AtomicU64::new(0) }
    }

    fn tell(&self, received: u64, total: Option<u64>) {
        let last = self.last.load(Ordering::Relaxed);
        if !self.shown || received < last.saturating_add(PROGRESS_STEP) {
            return;
        }
        self.last.store(received, Ordering::Relaxed);
        let of = total.map_or(String::new(), |total| format!(" of {:.1}", total as f64 / MEGABYTE));
        // A terminal that is gone needs no progress.
        let _ = write!(std::io::stderr(), "\r{:.1}{of} MB   ", received as f64 / MEGABYTE);
    }

    fn end(&self) {
        if self.shown && self.last.load(Ordering::Relaxed) > 0 {
            let _ = write!(std::io::stderr(), "\r                              \r");
        }
    }
}

fn told(done: &str, images: &[Shown]) {
    for image in images {
        let names = if image.references.is_empty() {
            "an image without a name".to_owned()
        } else {
            image.references.join(", ")
        };
        say!("{done} {names} ({:.1} MB, {})", image.size_bytes as f64 / MEGABYTE, short(&image.id));
    }
}

fn list(images: &[Shown]) {
    let rows: Vec<(String, &Shown)> = images
        .iter()
        .flat_map(|image| {
            let unnamed = image.references.is_empty().then(|| ("-".to_owned(), image));
            image.references.iter().map(move |name| (name.clone(), image)).chain(unnamed)
        })
        .collect();
    let width = rows.iter().map(|(name, _)| name.len()).max().unwrap_or_default().max("IMAGE".len());
    say!("{:width$}  {:SHORT_ID$}  {:>10}", "IMAGE", "ID", "MB");
    for (name, image) in rows {
        say!("{name:width$}  {}  {:>10.1}", short(&image.id), image.size_bytes as f64 / MEGABYTE);
    }
}

fn short(id: &str) -> String {
    id.strip_prefix("sha256:").unwrap_or(id).chars().take(SHORT_ID).collect()
}
