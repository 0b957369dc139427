//! From what is asked for to what the launcher is told: every decision about a container is made here.
//!
//! Pure: the image's and the machine's facts come in, a [`LaunchSpec`] goes out.
//!
//! Must not know: files, processes, or time.

pub(crate) mod capabilities;
pub(crate) mod check;
pub(crate) mod command;
pub(crate) mod files;
pub(crate) mod mounts;
#[cfg(test)]
mod tests;

use std::path::PathBuf;

use longshore_launcher::defaults;
use longshore_launcher::spec::{
    Cgroup, Device, LaunchSpec, Namespace, Namespaces, Output, Process, Rlimit, Root, Seccomp, UserMapping,
    WhenFull,
};

use super::accounts::Account;
use crate::container::{ContainerSpec, Limits, NamespaceMode, OutputPolicy, ParentCgroup};
use crate::error::DriverError;
use crate::image::ImageFacts;
use crate::sandbox::{Sandbox, SandboxNetwork, SandboxSpec};

const CPU_PERIOD_MICROS: u64 = 100_000;
const CPU_SHARES: (u64, u64) = (2, 262_144);
/// A container's output is kept in about as many segments, the oldest of which is dropped first.
const SEGMENTS: u64 = 8;
const SEGMENT_BYTES: (u64, u64) = (64 * 1024, 4 * 1024 * 1024);
/// With more, the names of all might be more than one mount takes.
const LAYERS_WITH_SCAFFOLD_MAX: usize = 64;
/// How many of an id's letters make a host name.
const ID_LETTERS: usize = 12;

/// What the machine is, as far as containers are concerned.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Host {
    pub(crate) hostname: String,
    /// The user that becomes root inside, where the driver was not started as root.
    pub(crate) rootless: Option<(u32, u32)>,
    /// A bit for each capability that can be given.
    pub(crate) capabilities: u64,
    /// Limits for those that nobody sets: name, soft, hard; within what this process may give.
    pub(crate) ulimits: Vec<(String, u64, u64)>,
    /// Set where this process is better protected than a container shall be.
    pub(crate) oom_score_adjust: Option<i32>,
    /// Below which all containers are, in every hierarchy; none where there are no cgroups to use.
    pub(crate) cgroup_root: Option<String>,
    /// Where containers with a network of their own find a resolver.
    pub(crate) forwarder: Option<std::net::Ipv4Addr>,
    /// Bits that files made by this process do not get.
    pub(crate) umask: u32,
}

/// A sandbox that is open, and what can be joined of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct OpenSandbox {
    pub(crate) spec: SandboxSpec,
    pub(crate) facts: Sandbox,
    pub(crate) network: Namespace,
    pub(crate) pid: Option<PathBuf>,
    pub(crate) ipc: Option<PathBuf>,
    pub(crate) shared_memory: Option<PathBuf>,
}

/// Where the container's own things are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) directory: PathBuf,
    pub(crate) layers_root: PathBuf,
    /// The uppermost first.
    pub(crate) layers: Vec<String>,
    /// A directory that has every place something is mounted at in each container.
    pub(crate) scaffold: PathBuf,
}

/// A path of the machine to appear in the container.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Bind {
    pub(crate) source: PathBuf,
    pub(crate) target: String,
    pub(crate) read_only: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Security {
    pub(crate) no_new_privileges: bool,
    pub(crate) seccomp: bool,
}

pub(crate) struct Ingredients<'a> {
    pub(crate) spec: &'a ContainerSpec,
    pub(crate) image: &'a ImageFacts,
    pub(crate) account: &'a Account,
    pub(crate) sandbox: &'a OpenSandbox,
    pub(crate) place: &'a Place,
    /// What the files of [`mounts::ETC_FILES`] say.
    pub(crate) etc: &'a [String; 3],
    pub(crate) binds: &'a [Bind],
    pub(crate) devices: Vec<Device>,
    pub(crate) security: Security,
    pub(crate) host: &'a Host,
}

pub(crate) fn launch_spec(from: &Ingredients<'_>) -> Result<LaunchSpec, DriverError> {
    let spec = from.spec;
    let hidden = |paths: Vec<String>| if spec.privileged { Vec::new() } else { paths };
    Ok(LaunchSpec {
        id: spec.id.clone(),
        process: process(from)?,
        root: root(from),
        mounts: mounts::mounts(from),
        namespaces: namespaces(from),
        hostname: hostname(spec, &from.sandbox.spec, from.host),
        domainname: spec.domainname.clone().filter(|domain| !domain.is_empty()),
        sysctls: spec.sysctls.clone(),
        devices: from.devices.clone(),
        masked_paths: hidden(defaults::masked_paths()),
        read_only_paths: hidden(defaults::read_only_paths()),
        cgroup: from.host.cgroup_root.as_ref().map(|root| cgroup(spec, root)),
        output: output(spec.output),
        init: spec.init,
    })
}

fn process(from: &Ingredients<'_>) -> Result<Process, DriverError> {
    let spec = from.spec;
    let arguments = command::arguments(spec, from.image);
    if arguments.is_empty() {
        let image = &spec.image;
        return Err(DriverError::InvalidSpec(format!(
            "no command specified: neither the container nor the image {image} says what to run"
        )));
    }
    let name = hostname(spec, &from.sandbox.spec, from.host);
    let account = match from.host.rootless {
        // One user is all there is.
        Some(_) if (from.account.uid, from.account.gid) != (0, 0) => return Err(one_user_only(from.account)),
        Some(_) => Account { additional_gids: Vec::new(), ..from.account.clone() },
        None => from.account.clone(),
    };
    Ok(Process {
        arguments,
        environment: command::environment(spec, from.image, &name, &account.home),
        working_directory: working_directory(spec, from.image),
        uid: account.uid,
        gid: account.gid,
        additional_gids: account.additional_gids,
        capabilities: capabilities::capabilities(spec, from.host.capabilities)?,
        no_new_privileges: from.security.no_new_privileges,
        seccomp: if from.security.seccomp { Seccomp::Default } else { Seccomp::Unconfined },
        rlimits: rlimits(spec, from.host),
        oom_score_adjust: from.host.oom_score_adjust,
        terminal: spec.terminal,
        stdin_open: spec.interactive,
    })
}

fn one_user_only(account: &Account) -> DriverError {
    let Account { uid, gid, .. } = account;
    DriverError::Unsupported(format!(
        "no user but root inside a container ({uid}:{gid} is asked for): not started as root"
    ))
}

fn working_directory(spec: &ContainerSpec, image: &ImageFacts) -> String {
    let given = spec.working_directory.iter().chain([&image.working_directory]);
    given.into_iter().find(|path| !path.is_empty()).map_or_else(|| "/".to_owned(), Clone::clone)
}

/// The container's own; else that of what it shares its network with; else the machine's, or the id's beginning.
pub(crate) fn hostname(spec: &ContainerSpec, sandbox: &SandboxSpec, host: &Host) -> String {
    let given = [&spec.hostname, &sandbox.hostname].into_iter().flatten().find(|name| !name.is_empty());
    match given {
        Some(name) => name.clone(),
        None if sandbox.network == SandboxNetwork::Host => host.hostname.clone(),
        None => spec.id.chars().take(ID_LETTERS).collect(),
    }
}

/// What is asked for, and the machine's defaults for the rest.
fn rlimits(spec: &ContainerSpec, host: &Host) -> Vec<Rlimit> {
    let asked = spec.ulimits.iter().map(|ulimit| (ulimit.name.clone(), ulimit.soft, ulimit.hard));
    let unasked = |name: &str| !spec.ulimits.iter().any(|ulimit| ulimit.name == name);
    let default = host.ulimits.iter().filter(|(name, ..)| unasked(name)).cloned();
    asked.chain(default).map(|(name, soft, hard)| Rlimit { name, soft, hard }).collect()
}

fn root(from: &Ingredients<'_>) -> Root {
    Root::Overlay {
        layers_root: from.place.layers_root.clone(),
        layers: layers(from.place),
        upper: from.place.directory.join("upper"),
        work: from.place.directory.join("work"),
        read_only: from.spec.read_only_root,
    }
}

/// Below those of the image is one that shows only where the image has nothing: what is mounted there would have to
/// be made in each container otherwise.
fn layers(place: &Place) -> Vec<String> {
    let mut layers = place.layers.clone();
    let fits = |path: &&str| !path.contains([':', ',', '\\', '"']) && layers.len() < LAYERS_WITH_SCAFFOLD_MAX;
    let scaffold = place.scaffold.to_str().filter(fits).map(str::to_owned);
    layers.extend(scaffold);
    layers
}

fn namespaces(from: &Ingredients<'_>) -> Namespaces {
    let (pid, ipc) = shared_namespaces(from.spec.pid, from.spec.ipc, from.sandbox);
    let user = from.host.rootless.map(|(outside_uid, outside_gid)| UserMapping { outside_uid, outside_gid });
    Namespaces {
        pid,
        ipc,
        network: from.sandbox.network.clone(),
        uts: Namespace::New,
        cgroup: Namespace::New,
        user,
    }
}

/// Those of processes and of messages.
pub(crate) fn shared_namespaces(
    pid: NamespaceMode,
    ipc: NamespaceMode,
    sandbox: &OpenSandbox,
) -> (Namespace, Namespace) {
    let of = |mode, shared: &Option<PathBuf>| match (mode, shared) {
        (NamespaceMode::Host, _) => Namespace::Host,
        (NamespaceMode::Sandbox, Some(path)) => Namespace::Join(path.clone()),
        _ => Namespace::New,
    };
    (of(pid, &sandbox.pid), of(ipc, &sandbox.ipc))
}

/// Where the containers of one task are, and what they may have together.
pub(crate) fn parent(parent: &ParentCgroup, root: &str) -> Cgroup {
    Cgroup {
        path: format!("{root}/{}", parent.name),
        memory_limit: parent.memory,
        cpu_shares: parent.cpu_shares.map(|shares| shares.clamp(CPU_SHARES.0, CPU_SHARES.1)),
        cpu_quota_micros: parent.cpu_quota,
        cpu_period_micros: parent.cpu_quota.map(|_| CPU_PERIOD_MICROS),
        pids_max: parent.pids,
        all_devices: true,
        ..Cgroup::default()
    }
}

/// The container's place in every hierarchy.
pub(crate) fn cgroup_path(parent: Option<&ParentCgroup>, id: &str, root: &str) -> String {
    match parent {
        Some(parent) => format!("{root}/{}/{id}", parent.name),
        None => format!("{root}/{id}"),
    }
}

fn cgroup(spec: &ContainerSpec, root: &str) -> Cgroup {
    let Limits { memory, memory_reservation, memory_and_swap, swappiness, cpu_shares, pids } = spec.limits;
    Cgroup {
        path: cgroup_path(spec.parent_cgroup.as_ref(), &spec.id, root),
        memory_limit: memory,
        memory_reservation,
        // As Docker has it: as much of swap again.
        memory_and_swap: memory_and_swap.or_else(|| memory.map(|memory| memory.saturating_mul(2))),
        swappiness,
        cpu_shares: cpu_shares.map(|shares| shares.clamp(CPU_SHARES.0, CPU_SHARES.1)),
        cpu_quota_micros: None,
        cpu_period_micros: None,
        pids_max: pids,
        all_devices: spec.privileged,
    }
}

fn output(policy: OutputPolicy) -> Output {
    Output {
        segment_bytes: (policy.bytes_max / SEGMENTS).clamp(SEGMENT_BYTES.0, SEGMENT_BYTES.1),
        bytes_max: policy.bytes_max.max(2 * SEGMENT_BYTES.0),
        when_full: if policy.wait_when_full { WhenFull::Wait } else { WhenFull::DropOldest },
    }
}
