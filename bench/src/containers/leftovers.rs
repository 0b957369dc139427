//! What tasks can leave behind on a machine: mounts, cgroups, interfaces, namespaces, processes, files.
//!
//! Counted is what carries the tag of one node, whoever else works on the machine. A node that runs nothing keeps
//! things of its own (a bridge, namespaces that are ready, its cgroup): what tasks left is what there is beyond that.
//!
//! Must not know: how a container is started.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use super::node::Node;
use super::probe::Probe;
use crate::{clock, process};

const DEPTH_MAX: usize = 8;
const CGROUPS: &str = "/sys/fs/cgroup";
const LOOK_AGAIN: Duration = Duration::from_millis(100);
/// So many looks that see the same, and nothing is being made or removed any more.
const SAME_LOOKS: usize = 15;
const SETTLE_LIMIT: Duration = Duration::from_secs(120);
/// Of a node's directory, what has entries for tasks alone.
const OF_TASKS: &[&str] = &["containers", "pauses", "trash", "nursery", "tasks/tasks", "images/holds"];

/// Where things of one node are.
pub(crate) struct Places {
    /// Part of the path of its mounts, cgroups and namespaces, and of the names of its interfaces.
    tag: String,
    run_dir: PathBuf,
    node_dir: PathBuf,
    server: u32,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Leftovers {
    mounts: usize,
    cgroups: usize,
    interfaces: usize,
    namespaces: usize,
    processes: usize,
    files: usize,
}

impl Places {
    /// Runs one task and ends it, so that all that a node makes once is there, and its tag is known.
    pub(crate) fn of(node: &mut Node, probe: &mut Probe, mode: &str, data_dir: &Path) -> Result<Self> {
        let script = format!("{}; exec sleep 1000", Probe::command());
        let request = node.start_request(mode, probe.dir(), &script)?;
        let task = node.send_start(&request)?;
        probe.wait(1, SETTLE_LIMIT)?;
        let server = node.server.id();
        let all = process::descendants_named(server, "")?;
        let tag =
            all.into_iter().find_map(tag_of).context("no process of the server is in a cgroup of ours")?;
        node.stop(&[task])?;
        let run_dir = Path::new("/run/longshore").join(&tag);
        Ok(Self { tag, run_dir, node_dir: data_dir.join("node"), server })
    }

    /// When nothing changes any more.
    pub(crate) fn settled(&self) -> Result<Leftovers> {
        let (began, mut last, mut same) = (clock::instant(), self.look()?, 0);
        while same < SAME_LOOKS {
            if began.elapsed() > SETTLE_LIMIT {
                bail!("the node goes on making and removing things: {last:?}");
            }
            clock::rest(LOOK_AGAIN);
            let now = self.look()?;
            same = if now == last { same + 1 } else { 0 };
            last = now;
        }
        Ok(last)
    }

    fn look(&self) -> Result<Leftovers> {
        let mounts = fs::read_to_string("/proc/self/mountinfo").context("reading the mounts")?;
        let ours = [self.run_dir.to_string_lossy(), self.node_dir.to_string_lossy()];
        let interfaces = fs::read_dir("/sys/class/net").context("listing interfaces")?.flatten();
        let prefix = format!("ls{}", self.tag);
        let of_tasks = OF_TASKS.iter().map(|name| self.node_dir.join(name));
        Ok(Leftovers {
            mounts: mounts.lines().filter(|line| ours.iter().any(|path| line.contains(&**path))).count(),
            cgroups: self.cgroups(),
            interfaces: interfaces
                .filter(|entry| entry.file_name().to_string_lossy().starts_with(&prefix))
                .count(),
            namespaces: entries(&self.run_dir.join("netns"), 0, |_| true),
            processes: process::descendants_named(self.server, "")?.len(),
            files: of_tasks
                .chain([self.run_dir.join("attachments")])
                .map(|folder| entries(&folder, DEPTH_MAX, |is_dir| !is_dir))
                .sum(),
        })
    }

    /// Below the node's own, in every hierarchy.
    fn cgroups(&self) -> usize {
        let roots = fs::read_dir(CGROUPS).into_iter().flatten().flatten().map(|entry| entry.path());
        let own = |root: PathBuf| root.join("longshore").join(&self.tag);
        let all = roots.chain([PathBuf::from(CGROUPS)]).map(own);
        all.map(|own| entries(&own, DEPTH_MAX, |is_dir| is_dir)).sum()
    }
}

impl Leftovers {
    /// How much more there is now than there was.
    pub(crate) fn beyond(&self, before: &Self) -> Value {
        let more = |of: fn(&Self) -> usize| of(self).saturating_sub(of(before));
        json!({
            "mounts": more(|all| all.mounts),
            "cgroups": more(|all| all.cgroups),
            "interfaces": more(|all| all.interfaces),
            "namespaces": more(|all| all.namespaces),
            "processes": more(|all| all.processes),
            "files": more(|all| all.files),
        })
    }
}

/// Of the node that a process runs for, by its cgroup.
fn tag_of(pid: u32) -> Option<String> {
    let cgroups = fs::read_to_string(format!("/proc/{pid}/cgroup")).ok()?;
    let (_, below) = cgroups.lines().find_map(|line| line.split_once("/longshore/"))?;
    below.split('/').next().map(str::to_owned)
}

/// How many entries of a kind there are in a directory; none if there is no such directory.
fn entries(dir: &Path, depth: usize, counts: fn(bool) -> bool) -> usize {
    let Ok(entries_here) = fs::read_dir(dir) else { return 0 };
    let count = |entry: fs::DirEntry| {
        let is_dir = entry.file_type().is_ok_and(|kind| kind.is_dir());
        let below = if is_dir && depth > 0 { entries(&entry.path(), depth - 1, counts) } else { 0 };
        usize::from(counts(is_dir)) + below
    };
    entries_here.filter_map(Result::ok).map(count).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_more_than_before_is_left_over() {
        let root = std::env::temp_dir().join(format!("longshore-bench-leftovers-{}", std::process::id()));
        let places = Places {
            tag: "no-node-has-this-tag".to_owned(),
            run_dir: root.join("run"),
            node_dir: root.join("node"),
            server: std::process::id(),
        };
        fs::create_dir_all(root.join("node/containers")).unwrap();
        let before = places.look().unwrap();
        fs::create_dir_all(root.join("run/netns")).unwrap();
        fs::write(root.join("run/netns/a"), "").unwrap();
        fs::create_dir_all(root.join("node/containers/one/upper")).unwrap();
        fs::write(root.join("node/containers/one/exit.json"), "{}").unwrap();
        let beyond = places.look().unwrap().beyond(&before);
        fs::remove_dir_all(&root).unwrap();
        assert_eq!((&beyond["namespaces"], &beyond["files"]), (&json!(1), &json!(1)));
        assert_eq!(beyond["cgroups"], json!(0));
    }
}
