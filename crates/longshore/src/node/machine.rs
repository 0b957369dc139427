//! A look at the machine that a node is on.
//!
//! Must not know: what is made of it.

use std::fs;
use std::net::{IpAddr, Ipv4Addr, UdpSocket};

use super::registration::Machine;

/// What is taken where the system does not say: enough for a few small tasks.
const MEMORY_MIB_UNKNOWN: u64 = 1024;

pub(crate) fn look() -> Machine {
    Machine {
        processors: std::thread::available_parallelism().map_or(1, std::num::NonZero::get),
        memory_mib: memory_mib().unwrap_or(MEMORY_MIB_UNKNOWN),
        architecture: std::env::consts::ARCH,
        system: system(),
    }
}

/// All memory, as `/proc/meminfo` has it.
fn memory_mib() -> Option<u64> {
    let text = fs::read_to_string("/proc/meminfo").ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("MemTotal:"))?;
    let kilobytes: u64 = line.trim().trim_end_matches("kB").trim().parse().ok()?;
    Some(kilobytes / 1024)
}

/// `debian-12`: what the system calls itself, in a form that attributes can have.
fn system() -> Option<String> {
    let text = fs::read_to_string("/etc/os-release").ok()?;
    let member = |name: &str| {
        let line = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix('='))?;
        Some(line.trim_matches('"')).filter(|value| !value.is_empty())
    };
    Some([member("ID"), member("VERSION_ID")].into_iter().flatten().collect::<Vec<_>>().join("-"))
        .filter(|system| !system.is_empty())
}

/// Somewhere beyond this machine: only the way there is looked at, nothing is sent.
const FAR: (Ipv4Addr, u16) = (Ipv4Addr::new(192, 0, 2, 1), 9);

/// The address by which this machine goes out, if it does.
pub(crate) fn address() -> Option<Ipv4Addr> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).ok()?;
    socket.connect(FAR).ok()?;
    match socket.local_addr().ok()?.ip() {
        IpAddr::V4(address) if !address.is_loopback() && !address.is_unspecified() => Some(address),
        _ => None,
    }
}

/// The machine's name, for logs that carry one.
pub(crate) fn hostname() -> String {
    rustix::system::uname().nodename().to_string_lossy().into_owned()
}
