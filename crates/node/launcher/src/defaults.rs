//! What a container gets that nobody said anything about: the same that Docker gives.
//!
//! Must not know: who asks.

use crate::spec::{Mount, MountKind};

/// What every container may do, unless it is told to drop it.
#[must_use]
pub fn capabilities() -> Vec<String> {
    [
        "CAP_CHOWN",
        "CAP_DAC_OVERRIDE",
        "CAP_FSETID",
        "CAP_FOWNER",
        "CAP_MKNOD",
        "CAP_NET_RAW",
        "CAP_SETGID",
        "CAP_SETUID",
        "CAP_SETFCAP",
        "CAP_SETPCAP",
        "CAP_NET_BIND_SERVICE",
        "CAP_SYS_CHROOT",
        "CAP_KILL",
        "CAP_AUDIT_WRITE",
    ]
    .map(str::to_owned)
    .to_vec()
}

/// Hidden from a container that is not privileged; those that are not there are skipped.
#[must_use]
pub fn masked_paths() -> Vec<String> {
    [
        "/proc/asound",
        "/proc/acpi",
        "/proc/interrupts",
        "/proc/kcore",
        "/proc/keys",
        "/proc/latency_stats",
        "/proc/timer_list",
        "/proc/timer_stats",
        "/proc/sched_debug",
        "/proc/scsi",
        "/sys/firmware",
        "/sys/devices/virtual/powercap",
    ]
    .map(str::to_owned)
    .to_vec()
}

/// Not to be written by a container that is not privileged.
#[must_use]
pub fn read_only_paths() -> Vec<String> {
    ["/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger"].map(str::to_owned).to_vec()
}

/// The kernel's file systems, in the order in which they are mounted. A tmpfs at /dev is filled with the usual
/// nodes and links when it is mounted. Without `shared_memory_bytes` there is no /dev/shm.
#[must_use]
pub fn mounts(shared_memory_bytes: Option<u64>, privileged: bool) -> Vec<Mount> {
    let mount = |target: &str, kind| Mount { target: target.to_owned(), kind };
    let words = |list: &[&str]| list.iter().map(|word| (*word).to_owned()).collect();
    let read_only = !privileged;
    let mut mounts = vec![
        mount("/proc", MountKind::Proc),
        mount(
            "/dev",
            MountKind::Tmpfs { size: Some(64 << 20), mode: Some(0o755), options: words(&["exec", "dev"]) },
        ),
        mount("/dev/pts", MountKind::DevPts),
        mount("/sys", MountKind::Sysfs { read_only }),
        mount("/sys/fs/cgroup", MountKind::Cgroup { read_only }),
        mount("/dev/mqueue", MountKind::Mqueue),
    ];
    if let Some(size) = shared_memory_bytes {
        let kind = MountKind::Tmpfs { size: Some(size), mode: Some(0o1777), options: Vec::new() };
        mounts.push(mount("/dev/shm", kind));
    }
    mounts
}
