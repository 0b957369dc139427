//! Logs of tasks that are gone: kept for a time, and as long as they do not take too much room.
//!
//! Must not know: what is in a log.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

use super::agent::Clock;
use super::views::Views;
use crate::settings::KeptLogs;
use crate::view::Tasks;

const SWEEP_EVERY: Duration = Duration::from_secs(600);
/// A task's folder of logs has a folder for each container, and files in those.
const DEEP_MAX: usize = 4;

pub(super) async fn keep(kept: KeptLogs, views: Arc<Views>, clock: Clock) {
    loop {
        tokio::time::sleep(SWEEP_EVERY).await;
        let arns = views.all().into_iter().filter_map(|task| task.assignment.task_arn.clone());
        let live: HashSet<String> =
            arns.map(|arn| arn.rsplit('/').next().unwrap_or_default().to_owned()).collect();
        let (kept, now) = (kept.clone(), clock());
        let swept = tokio::task::spawn_blocking(move || sweep(&kept, &live, now)).await;
        if let Ok(Err(error)) = swept {
            tracing::warn!(%error, "old logs stay");
        }
    }
}

/// Removes what is too old, and then the oldest until the rest has room; what is live is not touched.
fn sweep(kept: &KeptLogs, live: &HashSet<String>, now: i64) -> io::Result<()> {
    let mut folders = Vec::new();
    for entry in fs::read_dir(&kept.folder)? {
        let entry = entry?;
        let (bytes, written_at) = measure(&entry.path(), 0)?;
        let is_live = live.contains(entry.file_name().to_string_lossy().as_ref());
        folders.push((written_at, bytes, is_live, entry.path()));
    }
    folders.sort();
    let mut bytes_left: u64 = folders.iter().map(|(_, bytes, ..)| bytes).sum();
    let age = i64::try_from(kept.age.as_millis()).unwrap_or(i64::MAX);
    for (written_at, bytes, is_live, path) in folders {
        let old = now.saturating_sub(written_at) > age;
        if !is_live && (old || bytes_left > kept.bytes_max) {
            fs::remove_dir_all(&path)?;
            bytes_left = bytes_left.saturating_sub(bytes);
        }
    }
    Ok(())
}

/// The bytes of all files, and when the last of them was written.
fn measure(path: &Path, depth: usize) -> io::Result<(u64, i64)> {
    let facts = fs::symlink_metadata(path)?;
    let since = facts.modified()?.duration_since(UNIX_EPOCH).unwrap_or_default();
    let written_at = i64::try_from(since.as_millis()).unwrap_or(i64::MAX);
    if !facts.is_dir() || depth >= DEEP_MAX {
        return Ok((facts.len(), written_at));
    }
    let (mut bytes, mut last) = (0, written_at);
    for entry in fs::read_dir(path)? {
        let (more, at) = measure(&entry?.path(), depth + 1)?;
        bytes += more;
        last = last.max(at);
    }
    Ok((bytes, last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_old_and_the_too_many_go_and_the_live_stay() {
        let folder = std::env::temp_dir().join(format!("longshore-agent-retention-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        let names = || {
            let mut names: Vec<_> = fs::read_dir(&folder)
                .unwrap()
                .map(|e| e.unwrap().file_name().into_string().unwrap())
                .collect();
            names.sort();
            names.concat()
        };
        for name in ["a", "b", "c"] {
            fs::create_dir_all(folder.join(name).join("app")).unwrap();
            fs::write(folder.join(name).join("app/0"), [0; 100]).unwrap();
        }
        let written = measure(&folder, 0).unwrap().1;
        let kept = |bytes_max| KeptLogs { folder: folder.clone(), age: Duration::from_secs(60), bytes_max };
        let live = HashSet::from(["b".to_owned()]);
        sweep(&kept(1000), &live, written).unwrap();
        assert_eq!(names(), "abc");
        sweep(&kept(200), &live, written).unwrap();
        assert_eq!(names().len(), 2);
        sweep(&kept(1000), &live, written + 61_000).unwrap();
        assert_eq!(names(), "b");
        fs::remove_dir_all(&folder).unwrap();
    }
}
