//! What people ask of a machine's images, and who carries it out: the node that has the store open, over a
//! socket of this machine, or else the command itself.
//!
//! A conversation is one request and a few replies, each one line of JSON. Only who may use the socket's
//! file, which is the node's owner, may ask.
//! Must not know: how an image is stored.

use std::io;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use longshore_images::{CollectPolicy, Credentials, Image, ImageError, ImageStore, ImportConfig, Options};
use serde::{Deserialize, Serialize};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{UnixListener, UnixStream};
use tokio::sync::{Semaphore, mpsc};

use crate::{edge, paths};

const REQUEST_BYTES_MAX: u64 = 1024 * 1024;
const REPLY_BYTES_MAX: u64 = 64 * 1024 * 1024;
const REQUEST_TIMEOUT: Duration = Duration::from_secs(10);
const CONVERSATIONS_MAX: usize = 16;
/// Progress that nobody has read yet; more is left out.
const PROGRESS_HELD: usize = 4;
/// How often images that nobody uses are looked for, and which then go.
const COLLECT_EVERY: Duration = Duration::from_secs(30 * 60);
const UNUSED_FOR: Duration = Duration::from_secs(60 * 24 * 60 * 60);
const MINIMUM_AGE: Duration = Duration::from_secs(60 * 60);
const KEEP_BYTES_FREE: u64 = 2 * 1024 * 1024 * 1024;
const COLLECTED_AT_ONCE: usize = 5;

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Request {
    Pull { reference: String, user: Option<String>, password: Option<String> },
    Load { file: PathBuf },
    Import { path: PathBuf, reference: String, command: Vec<String>, entry_point: Vec<String> },
    List,
    Remove { references: Vec<String> },
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
enum Reply {
    Progress { received: u64, total: Option<u64> },
    Done(Vec<Shown>),
    Failed(String),
}

/// An image as it is shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Shown {
    pub(crate) references: Vec<String>,
    pub(crate) id: String,
    pub(crate) digest: Option<String>,
    pub(crate) size_bytes: u64,
    pub(crate) architecture: String,
    pub(crate) os: String,
    pub(crate) layers: Vec<String>,
    pub(crate) used_seconds_ago: i64,
}

impl Shown {
    fn of(image: Image) -> Self {
        Self {
            references: image.references,
            id: image.id,
            digest: image.digest,
            size_bytes: image.size,
            architecture: image.architecture,
            os: image.os,
            layers: image.diff_ids,
            used_seconds_ago: edge::now().millis().saturating_sub(image.last_used) / 1000,
        }
    }
}

type Progress<'a> = &'a (dyn Fn(u64, Option<u64>) + Send + Sync);

/// Carries a request out on the images of a data directory, and answers the images it was about.
pub(crate) async fn ask(data_dir: &Path, request: Request, progress: Progress<'_>) -> Result<Vec<Shown>> {
    let dir = paths::images_dir(data_dir);
    match ImageStore::open(&dir, Options::default()) {
        Ok(store) => carry_out(&store, request, progress).await,
        Err(ImageError::Locked { .. }) => ask_node(&socket(data_dir), &request, progress).await,
        Err(error) => Err(error).with_context(|| format!("the images in {} cannot be used", dir.display())),
    }
}

async fn carry_out(store: &ImageStore, request: Request, progress: Progress<'_>) -> Result<Vec<Shown>> {
    let images = match request {
        Request::Pull { reference, user, password } => {
            let credentials = user.map(|user| Credentials {
                user,
                password: password.unwrap_or_default(),
                endpoint: None,
                certificate: None,
            });
            vec![store.pull(&reference, None, credentials.as_ref(), progress).await?]
        }
        Request::Load { file } => store.load(&file).await?,
        Request::Import { path, reference, command, entry_point } => {
            let config = ImportConfig { cmd: command, entrypoint: entry_point, ..ImportConfig::default() };
            vec![store.import(&path, &reference, &config).await?]
        }
        Request::List => store.list(),
        Request::Remove { references } => {
            let store = store.clone();
            let removed = tokio::task::spawn_blocking(move || {
                references.iter().try_for_each(|reference| store.remove(reference).map(|_| ()))
            });
            removed.await??;
            Vec::new()
        }
    };
    Ok(images.into_iter().map(Shown::of).collect())
}

fn socket(data_dir: &Path) -> PathBuf {
    paths::node_dir(data_dir).join("images.sock")
}

async fn ask_node(socket: &Path, request: &Request, progress: Progress<'_>) -> Result<Vec<Shown>> {
    let stream = UnixStream::connect(socket).await.with_context(|| {
        format!("the images are in use, and whoever uses them does not answer at {}", socket.display())
    })?;
    let (reader, mut writer) = stream.into_split();
    writer.write_all(&line(request)?).await?;
    let mut reader = BufReader::new(reader.take(REPLY_BYTES_MAX));
    let mut text = String::new();
    while reader.read_line(&mut text).await? > 0 {
        match serde_json::from_str(&text).context("the node's answer is not understood")? {
            Reply::Progress { received, total } => progress(received, total),
            Reply::Done(images) => return Ok(images),
            Reply::Failed(message) => bail!(message),
        }
        text.clear();
    }
    bail!("the node ended in the middle of it; try again")
}

fn line(message: &impl Serialize) -> Result<Vec<u8>> {
    let mut line = serde_json::to_vec(message)?;
    line.push(b'\n');
    Ok(line)
}

/// Answers for the store for as long as it is polled.
pub(crate) async fn serve(data_dir: PathBuf, store: ImageStore) {
    let listener = match listen(&socket(&data_dir)) {
        Ok(listener) => listener,
        Err(error) => {
            tracing::warn!("`longshore image` does not work while this node runs: {error:#}");
            return;
        }
    };
    let places = Arc::new(Semaphore::new(CONVERSATIONS_MAX));
    loop {
        let Ok(place) = places.clone().acquire_owned().await else { return };
        let Ok((stream, _)) = listener.accept().await else { continue };
        let store = store.clone();
        tokio::spawn(async move {
            if let Err(error) = converse(stream, &store).await {
                tracing::debug!("a conversation about images ended: {error:#}");
            }
            drop(place);
        });
    }
}

fn listen(socket: &Path) -> Result<UnixListener> {
    match std::fs::remove_file(socket) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
        _ => {}
    }
    let listener =
        UnixListener::bind(socket).with_context(|| format!("listening at {}", socket.display()))?;
    std::fs::set_permissions(socket, std::fs::Permissions::from_mode(0o600))?;
    Ok(listener)
}

async fn converse(stream: UnixStream, store: &ImageStore) -> Result<()> {
    let (reader, mut writer) = stream.into_split();
    let mut text = String::new();
    let mut reader = BufReader::new(reader.take(REQUEST_BYTES_MAX));
    tokio::time::timeout(REQUEST_TIMEOUT, reader.read_line(&mut text)).await??;
    let request = serde_json::from_str(&text).context("a request that is not understood")?;
    let (told, mut progress) = mpsc::channel(PROGRESS_HELD);
    let tell = |received, total| {
        // A slow reader misses some of it.
        let _ = told.try_send(Reply::Progress { received, total });
    };
    let work = carry_out(store, request, &tell);
    tokio::pin!(work);
    let done = loop {
        tokio::select! {
            done = &mut work => break done,
            Some(reply) = progress.recv() => writer.write_all(&line(&reply)?).await?,
        }
    };
    let reply = match done {
        Ok(images) => Reply::Done(images),
        Err(error) => Reply::Failed(format!("{error:#}")),
    };
    writer.write_all(&line(&reply)?).await?;
    Ok(())
}

/// Removes images that nobody has used for long, or sooner where the disk is short, for as long as it is polled.
pub(crate) async fn collect(store: ImageStore) {
    loop {
        tokio::time::sleep(COLLECT_EVERY).await;
        let (store, policy) = (store.clone(), policy());
        let now = edge::now().millis();
        match tokio::task::spawn_blocking(move || store.collect(&policy, now)).await {
            Ok(Ok(collected)) if collected.images.is_empty() => {}
            Ok(Ok(collected)) => {
                tracing::info!(
                    images = collected.images.len(),
                    bytes = collected.bytes,
                    "unused images were removed"
                );
            }
            Ok(Err(error)) => tracing::warn!(%error, "unused images were not removed"),
            Err(error) => tracing::warn!(%error, "unused images were not removed"),
        }
    }
}

/// Whether images that nobody needs yet may come: well before any would have to go for them. A directory that is not
/// made yet will be where the one above it is.
pub(crate) fn has_room_to_spare(images_dir: &Path) -> bool {
    let disk = images_dir.ancestors().find_map(|above| rustix::fs::statvfs(above).ok());
    disk.is_some_and(|disk| disk.f_bavail.saturating_mul(disk.f_frsize) > KEEP_BYTES_FREE.saturating_mul(2))
}

fn policy() -> CollectPolicy {
    CollectPolicy {
        unused_for: UNUSED_FOR,
        keep_bytes_free: KEEP_BYTES_FREE,
        minimum_age: MINIMUM_AGE,
        keep: Vec::new(),
        at_most: COLLECTED_AT_ONCE,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn root_file_system(dir: &Path) -> PathBuf {
        let root = dir.join("rootfs");
        tokio::fs::create_dir_all(root.join("etc")).await.unwrap();
        tokio::fs::write(root.join("etc/motd"), "hello").await.unwrap();
        root
    }

    #[tokio::test]
    async fn a_command_works_on_a_store_that_a_node_has_open() {
        let dir = std::env::temp_dir().join(format!("longshore-images-{}", std::process::id()));
        let root = root_file_system(&dir).await;
        let store = ImageStore::open(&paths::images_dir(&dir), Options::default()).unwrap();
        let serving = tokio::spawn(serve(dir.clone(), store.clone()));
        while !socket(&dir).exists() {
            tokio::task::yield_now().await;
        }
        let import = |path: &Path| Request::Import {
            path: path.to_owned(),
            reference: "hello:1".to_owned(),
            command: vec!["cat".to_owned()],
            entry_point: Vec::new(),
        };
        let imported = ask(&dir, import(&root), &|_, _| {}).await.unwrap();
        assert_eq!(imported[0].references, ["hello:1"]);
        assert_eq!(store.image("hello:1").unwrap().id, imported[0].id);
        let refused = ask(&dir, import(&dir.join("nowhere")), &|_, _| {}).await.unwrap_err();
        assert!(refused.to_string().contains("nowhere"), "{refused:#}");
        let remove = Request::Remove { references: vec!["hello:1".to_owned()] };
        ask(&dir, remove, &|_, _| {}).await.unwrap();
        assert_eq!(ask(&dir, Request::List, &|_, _| {}).await.unwrap(), []);
        serving.abort();
        drop(store);
        std::fs::remove_dir_all(&dir).unwrap();
    }
}
