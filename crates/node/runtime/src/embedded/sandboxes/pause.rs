//! Process and message namespaces for the containers of one sandbox: a process of the launcher's that does
//! nothing but hold them, and a file system for /dev/shm where messages are shared.
//!
//! Must not know: networks.

use std::collections::HashSet;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use longshore_launcher::records::{self, Record};
use longshore_launcher::spec::{
    Cgroup, LaunchSpec, Mount, MountKind, Namespace, Namespaces as Launched, Output, Process, Root, Seccomp,
    WhenFull,
};
use rustix::io::Errno;
use rustix::mount::{MountFlags, UnmountFlags};

use super::super::bundle::OpenSandbox;
use super::super::engine::Engine;
use super::super::lifecycle::LAUNCH;
use super::super::processes;
use super::super::state::{failed, write};
use super::{Namespaces, is_shared};
use crate::error::DriverError;
use crate::sandbox::SandboxSpec;

/// Before a sandbox's id, for the cgroup of its pause process.
pub(super) const CGROUP_PREFIX: &str = "sandbox-";
/// Of /dev/shm, as Docker has it.
const SHARED_MEMORY_OPTIONS: &std::ffi::CStr = c"mode=1777,size=64m";
const SIGKILL: i32 = 9;

impl Engine {
    pub(super) fn hold_namespaces(
        &self,
        spec: &SandboxSpec,
        network: &Namespace,
    ) -> Result<Namespaces, DriverError> {
        if !is_shared(spec) {
            return Ok(Namespaces::default());
        }
        if let Some(held) = self.held_namespaces(spec) {
            return Ok(held);
        }
        if spec.share_ipc {
            mount_shared_memory(&self.paths.shared_memory.join(&spec.id))?;
        }
        let directory = self.paths.pauses.join(&spec.id);
        let what =
            |error: std::io::Error| failed("make the namespaces of the sandbox in", &directory, &error);
        std::fs::create_dir_all(directory.join("empty")).map_err(what)?;
        write(&directory.join(LAUNCH), &self.pause_spec(spec, network, &directory)).map_err(what)?;
        self.spawner.launch(&directory).map_err(|error| {
            DriverError::Failed(format!("cannot hold the namespaces of sandbox {}: {error}", spec.id))
        })?;
        let held = self.held_namespaces(spec);
        held.ok_or_else(|| {
            DriverError::Failed(format!("the pause process of sandbox {} has ended at once", spec.id))
        })
    }

    /// Those of a pause process that runs.
    pub(super) fn held_namespaces(&self, spec: &SandboxSpec) -> Option<Namespaces> {
        if !is_shared(spec) {
            return Some(Namespaces::default());
        }
        let Record::Is(record) = records::read_pid(&self.paths.pauses.join(&spec.id)) else { return None };
        processes::open(record.container_pid, record.container_start)?;
        let file = |name: &str| PathBuf::from(format!("/proc/{}/ns/{name}", record.container_pid));
        Some(Namespaces {
            pid: spec.share_pid.then(|| file("pid")),
            ipc: spec.share_ipc.then(|| file("ipc")),
            shared_memory: spec.share_ipc.then(|| self.paths.shared_memory.join(&spec.id)),
        })
    }

    pub(crate) fn still_holds(&self, open: &OpenSandbox) -> bool {
        self.held_namespaces(&open.spec).is_some()
    }

    pub(super) fn release_namespaces(&self, id: &str) -> Result<(), DriverError> {
        let directory = self.paths.pauses.join(id);
        if directory.exists() {
            end_pause(&directory).map_err(|error| failed("end the pause process of", &directory, &error))?;
            if let (Some(hierarchies), Some(cgroup)) = (&self.hierarchies, self.pause_cgroup(id)) {
                let cleared = hierarchies.kill(&cgroup.path).and_then(|()| hierarchies.remove(&cgroup.path));
                cleared.map_err(|error| failed("remove the cgroup", Path::new(&cgroup.path), &error))?;
            }
            self.trash.throw(&directory).map_err(|error| failed("remove", &directory, &error))?;
        }
        unmount_shared_memory(&self.paths.shared_memory.join(id))
    }

    /// What sandboxes that are gone have left.
    pub(super) fn release_all_but(&self, standing: &HashSet<String>) {
        let mut ids: HashSet<String> = self.sandboxes.noted.names().into_iter().collect();
        for directory in [&self.paths.pauses, &self.paths.shared_memory] {
            let Ok(entries) = std::fs::read_dir(directory) else { continue };
            ids.extend(entries.flatten().filter_map(|entry| entry.file_name().into_string().ok()));
        }
        for id in ids.difference(standing) {
            let released = self.release_namespaces(id).and_then(|()| self.sandboxes.strike_out(id));
            if let Err(error) = released {
                tracing::warn!(%error, sandbox = id, "what a sandbox has left cannot be removed");
            }
        }
    }

    fn pause_cgroup(&self, id: &str) -> Option<Cgroup> {
        let root = self.host.cgroup_root.as_ref()?;
        Some(Cgroup { path: format!("{root}/{CGROUP_PREFIX}{id}"), ..Cgroup::default() })
    }

    fn pause_spec(&self, spec: &SandboxSpec, network: &Namespace, directory: &Path) -> LaunchSpec {
        let of = |shared: bool| if shared { Namespace::New } else { Namespace::Host };
        LaunchSpec {
            id: spec.id.clone(),
            process: idle(),
            root: Root::Directory { path: directory.join("empty"), read_only: true },
            mounts: vec![Mount { target: "/proc".into(), kind: MountKind::Proc }],
            namespaces: Launched {
                pid: of(spec.share_pid),
                ipc: of(spec.share_ipc),
                network: network.clone(),
                uts: Namespace::New,
                cgroup: Namespace::New,
                user: None,
            },
            hostname: "pause".to_owned(),
            domainname: None,
            sysctls: Vec::new(),
            devices: Vec::new(),
            masked_paths: Vec::new(),
            read_only_paths: Vec::new(),
            cgroup: self.pause_cgroup(&spec.id),
            output: Output { segment_bytes: 4096, bytes_max: 8192, when_full: WhenFull::DropOldest },
            init: false,
        }
    }
}

/// No program: the launcher's own code holds the namespaces, reaps orphans, and can do nothing else.
fn idle() -> Process {
    Process {
        arguments: Vec::new(),
        environment: Vec::new(),
        working_directory: "/".to_owned(),
        uid: 0,
        gid: 0,
        additional_gids: Vec::new(),
        capabilities: Vec::new(),
        no_new_privileges: true,
        seccomp: Seccomp::Default,
        rlimits: Vec::new(),
        oom_score_adjust: None,
        terminal: false,
        stdin_open: false,
    }
}

/// Waits for its end, so that its namespaces are empty.
fn end_pause(directory: &Path) -> std::io::Result<()> {
    let Record::Is(record) = records::read_pid(directory) else { return Ok(()) };
    let launcher = processes::launcher(&record);
    processes::signal(directory, SIGKILL)?;
    if let Some(launcher) = launcher {
        processes::wait_blocking(&launcher)?;
    }
    Ok(())
}

fn mount_shared_memory(path: &Path) -> Result<(), DriverError> {
    let what = |error: std::io::Error| failed("make the shared memory", path, &error);
    unmount_shared_memory(path)?;
    std::fs::create_dir_all(path).map_err(what)?;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o1777)).map_err(what)?;
    let flags = MountFlags::NOSUID | MountFlags::NODEV | MountFlags::NOEXEC;
    rustix::mount::mount("shm", path, "tmpfs", flags, SHARED_MEMORY_OPTIONS)
        .map_err(|error| what(error.into()))
}

fn unmount_shared_memory(path: &Path) -> Result<(), DriverError> {
    match rustix::mount::unmount(path, UnmountFlags::DETACH | UnmountFlags::NOFOLLOW) {
        // Not there, or not mounted.
        Ok(()) | Err(Errno::NOENT | Errno::INVAL | Errno::PERM) => {}
        Err(error) => return Err(failed("unmount", path, &error.into())),
    }
    match std::fs::remove_dir(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(failed("remove", path, &error)),
        _ => Ok(()),
    }
}
