//! `longshore image`: the images that this machine's node has in its store.
//!
//! They work on the store itself, whether or not the node runs.
//! Must not know: how an image is stored.

use std::io::{IsTerminal, Read, Write};
use std::path::Path;
use std::process::ExitCode;
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::{Context, Result, bail};
use longshore_images::{Credentials, Image, ImageStore, ImportConfig, Options};
use serde_json::{Value, json};

use crate::cli::{DataDir, ImageCommand, Output};
use crate::say::say;
use crate::{edge, paths};

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
    match command {
        ImageCommand::Pull { reference, user, password_stdin, data, output } => {
            let credentials = credentials(user.as_deref(), *password_stdin)?;
            let progress = Progress::new(output.output);
            let (store, tell) = (store(data)?, |received, total| progress.tell(received, total));
            let pulled = store.pull(reference, None, credentials.as_ref(), &tell).await;
            progress.end();
            told(output.output, "pulled", &[pulled?]);
        }
        ImageCommand::Load { file, data, output } => {
            let loaded = store(data)?.load(file).await?;
            told(output.output, "loaded", &loaded);
        }
        ImageCommand::Import { path, reference, command, entry_point, data, output } => {
            let config = ImportConfig {
                cmd: command.clone(),
                entrypoint: entry_point.clone(),
                ..ImportConfig::default()
            };
            let imported = store(data)?.import(path, reference, &config).await?;
            told(output.output, "imported", &[imported]);
        }
        ImageCommand::Ls { data, output } => list(output.output, &store(data)?.list()),
        ImageCommand::Rm { references, data, output } => {
            let store = store(data)?;
            for reference in references {
                store.remove(reference)?;
            }
            match output.output {
                Output::Json => say!("{}", json!({ "removed": references })),
                Output::Text => references.iter().for_each(|reference| say!("removed {reference}")),
            }
        }
    }
    Ok(())
}

fn store(data: &DataDir) -> Result<ImageStore> {
    let dir = paths::images_dir(&data.path());
    open(&dir)
}

fn open(dir: &Path) -> Result<ImageStore> {
    ImageStore::open(dir, Options::default())
        .with_context(|| format!("the images in {} cannot be used; is the directory yours?", dir.display()))
}

/// A password on the command line would be seen by every user of the machine.
fn credentials(user: Option<&str>, password_stdin: bool) -> Result<Option<Credentials>> {
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
    Ok(Some(Credentials {
        user: user.to_owned(),
        password: password.trim_end_matches(['\r', '\n']).to_owned(),
    }))
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

fn told(output: Output, done: &str, images: &[Image]) {
    match output {
        Output::Json => say!("{}", Value::from_iter(images.iter().map(shown))),
        Output::Text => {
            for image in images {
                let names = if image.references.is_empty() {
                    "an image without a name".to_owned()
                } else {
                    image.references.join(", ")
                };
                say!("{done} {names} ({:.1} MB, {})", image.size as f64 / MEGABYTE, short(&image.id));
            }
        }
    }
}

fn list(output: Output, images: &[Image]) {
    if output == Output::Json {
        say!("{}", Value::from_iter(images.iter().map(shown)));
        return;
    }
    let rows: Vec<(String, &Image)> = images
        .iter()
        .flat_map(|image| {
            let unnamed = image.references.is_empty().then(|| ("-".to_owned(), image));
            image.references.iter().map(move |name| (name.clone(), image)).chain(unnamed)
        })
        .collect();
    let width = rows.iter().map(|(name, _)| name.len()).max().unwrap_or_default().max("IMAGE".len());
    say!("{:width$}  {:SHORT_ID$}  {:>10}", "IMAGE", "ID", "MB");
    for (name, image) in rows {
        say!("{name:width$}  {}  {:>10.1}", short(&image.id), image.size as f64 / MEGABYTE);
    }
}

fn shown(image: &Image) -> Value {
    json!({
        "references": image.references,
        "id": image.id,
        "digest": image.digest,
        "sizeBytes": image.size,
        "architecture": image.architecture,
        "os": image.os,
        "layers": image.diff_ids,
        "usedSecondsAgo": edge::now().millis().saturating_sub(image.last_used) / 1000,
    })
}

fn short(id: &str) -> String {
    id.strip_prefix("sha256:").unwrap_or(id).chars().take(SHORT_ID).collect()
}
