//! Collecting the registry's unused blobs, now and then; and keeping them while a backup reads them.
//!
//! Both take a lock on one file, so a backup may be made by another process than the server.
//!
//! Must not know: what using a blob means.

use std::fs::File;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context as _, Result};
use longshore_services::ecr::plane;
use rustix::fs::{FlockOperation, flock};

use super::Images;
use crate::edge;

/// How often unused blobs are looked for, how old one must be, and how long an upload may rest.
const COLLECT_EVERY: Duration = Duration::from_secs(10 * 60);
const GRACE: Duration = Duration::from_secs(60 * 60);
const UPLOAD_IDLE: Duration = Duration::from_secs(24 * 60 * 60);
const LOCK: &str = "collecting";

/// While it is held, by any process, nothing is collected.
pub(crate) struct Kept {
    _lock: Option<File>,
}

impl Kept {
    /// Waits for a collection that is under way. Where there is no registry there is nothing to keep.
    pub(crate) fn hold(registry: &Path) -> Result<Self> {
        if !registry.exists() {
            return Ok(Self { _lock: None });
        }
        let lock = open(registry)?;
        rustix::io::retry_on_intr(|| flock(&lock, FlockOperation::LockShared))
            .with_context(|| format!("cannot lock {}", registry.display()))?;
        Ok(Self { _lock: Some(lock) })
    }
}

fn open(registry: &Path) -> Result<File> {
    let path = registry.join(LOCK);
    let file = File::options().create(true).truncate(false).write(true).open(&path);
    file.with_context(|| format!("cannot write {}", path.display()))
}

/// The right to collect; none while a backup is made.
fn turn(registry: &Path) -> Result<Option<File>> {
    let lock = open(registry)?;
    Ok(flock(&lock, FlockOperation::NonBlockingLockExclusive).is_ok().then_some(lock))
}

/// Removes what nobody uses, now and then.
pub(super) async fn run(registry: &Images) {
    loop {
        tokio::time::sleep(COLLECT_EVERY).await;
        let (store, engine) = (registry.store().clone(), registry.catalog().engine.clone());
        let directory = registry.catalog().directory.clone();
        let collecting = tokio::task::spawn_blocking(move || -> Result<_> {
            let Some(_turn) = turn(&directory)? else { return Ok(None) };
            let snapshot = || engine.snapshot();
            let collected = store.collect(edge::system_time(), GRACE, UPLOAD_IDLE, &|digest| {
                plane::is_used(&snapshot(), digest.as_str())
            })?;
            Ok(Some(collected))
        });
        match collecting.await {
            Ok(Ok(None)) => tracing::debug!("a backup is made: the registry's unused blobs stay until later"),
            Ok(Ok(collected)) => tracing::debug!(?collected, "the registry's unused blobs were collected"),
            Ok(Err(error)) => tracing::warn!("the registry's unused blobs could not be collected: {error:#}"),
            Err(error) => tracing::error!(%error, "collecting the registry's blobs failed"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_collected_while_a_backup_is_made() {
        let folder = std::env::temp_dir().join(format!("longshore-collection-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let (one, other) = (Kept::hold(&folder).unwrap(), Kept::hold(&folder).unwrap());
        assert!(turn(&folder).unwrap().is_none());
        drop(one);
        assert!(turn(&folder).unwrap().is_none());
        drop(other);
        assert!(turn(&folder).unwrap().is_some());
        std::fs::remove_dir_all(&folder).unwrap();
        assert!(Kept::hold(&folder).unwrap()._lock.is_none(), "no registry, nothing to keep");
    }
}
