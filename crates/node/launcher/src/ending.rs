//! The end of a container: what is told about it, and what is cleared away.
//!
//! Must not know: why it ended.

use std::path::Path;

use crate::cgroup::Hierarchies;
use crate::protocol::LaunchRequest;
use crate::records;
use crate::spec::Exit;
use crate::sys;

/// Tries to write `exit.json` on a full disk, a second apart: longer than anybody leaves a disk full.
const WRITES_MAX: u32 = 24 * 3600;

pub(crate) struct Ended {
    pub(crate) code: i32,
    pub(crate) started_at: Option<i64>,
    pub(crate) error: Option<String>,
}

/// Writes `exit.json` and removes the cgroup, in this order: nothing that fails later loses the code.
pub(crate) fn finish(hierarchies: &Hierarchies, request: &LaunchRequest, ended: &Ended) {
    let cgroup = request.spec.cgroup.as_ref();
    let exit = Exit {
        code: ended.code,
        out_of_memory: cgroup.is_some_and(|cgroup| hierarchies.oom_kills(&cgroup.path) > 0),
        started_at: ended.started_at,
        finished_at: sys::now_millis(),
        start_error: ended.error.clone(),
    };
    write(&request.container_dir, &exit);
    if let Some(cgroup) = cgroup {
        // Whoever removes the container tries again.
        let _ = hierarchies.remove(&cgroup.path);
    }
}

fn write(directory: &Path, exit: &Exit) {
    for _ in 0..WRITES_MAX {
        if records::write(directory, records::EXIT_FILE, exit).is_ok() || !directory.exists() {
            return;
        }
        sys::pause(1000);
    }
}
