//! Who listens on an address of this machine, for messages that say why somebody else cannot.
//!
//! Answers nothing rather than something doubtful: a process of another user is seen by root alone.
//!
//! Must not know: what the address is for.

use std::fs;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::Path;

/// The kernel's word for a socket that listens.
const LISTENS: &str = "0A";
/// Where sockets of this network namespace are listed. One that listens on every address of both kinds is in the second.
const SOCKETS: [&str; 2] = ["/proc/thread-self/net/tcp", "/proc/thread-self/net/tcp6"];
/// More processes and descriptors than these are not looked through.
const LOOKED_AT_MAX: usize = 1 << 20;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Holder {
    pub pid: u32,
    /// Its program, as `ps` shows it.
    pub name: String,
}

/// The process that listens on an address, or on its port at every address.
pub fn holder(address: SocketAddr) -> Option<Holder> {
    let IpAddr::V4(wanted) = address.ip() else { return None };
    let tables = SOCKETS.iter().filter_map(|table| fs::read_to_string(table).ok());
    let sockets: Vec<String> = tables
        .flat_map(|table| sockets(&table, wanted, address.port()))
        .map(|inode| format!("socket:[{inode}]"))
        .collect();
    if sockets.is_empty() {
        return None;
    }
    let processes = fs::read_dir("/proc").ok()?.flatten();
    let pids = processes.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    let pid = pids.take(LOOKED_AT_MAX).find(|pid| has_one_open(*pid, &sockets))?;
    let name = fs::read_to_string(format!("/proc/{pid}/comm")).unwrap_or_default();
    Some(Holder { pid, name: name.trim_end().to_owned() })
}

fn has_one_open(pid: u32, sockets: &[String]) -> bool {
    let Ok(descriptors) = fs::read_dir(Path::new("/proc").join(pid.to_string()).join("fd")) else {
        return false;
    };
    let links = descriptors.flatten().filter_map(|entry| fs::read_link(entry.path()).ok());
    links.take(LOOKED_AT_MAX).any(|link| sockets.iter().any(|socket| link.as_os_str() == socket.as_str()))
}

/// The numbers of the sockets of a table that listen there.
fn sockets(table: &str, address: Ipv4Addr, port: u16) -> Vec<String> {
    let listens = |line: &str| {
        let words: Vec<&str> = line.split_whitespace().collect();
        let (local, state, inode) = (*words.get(1)?, *words.get(3)?, *words.get(9)?);
        let (at, on) = local.split_once(':')?;
        let here = at.bytes().all(|digit| digit == b'0') || at == written(address);
        (here && state == LISTENS && u16::from_str_radix(on, 16).ok()? == port).then(|| inode.to_owned())
    };
    table.lines().filter_map(listens).collect()
}

/// As the kernel writes it: the bytes as they lie in memory, read as one number.
fn written(address: Ipv4Addr) -> String {
    format!("{:08X}", u32::from_ne_bytes(address.octets()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_that_count() {
        let own = written(Ipv4Addr::new(169, 254, 170, 2));
        let line = |local: &str, state: &str, inode: u32| {
            format!(
                "   0: {local} 00000000:0000 {state} 00000000:00000000 00:00000000 00000000     0        0 {inode} 1 0\n"
            )
        };
        let table = [
            "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode\n".to_owned(),
            line(&format!("{own}:0050"), "0A", 1),
            line(&format!("{own}:0051"), "0A", 2),
            line(&format!("{own}:0050"), "01", 3),
            line("00000000:0050", "0A", 4),
            line(&format!("{}:0050", written(Ipv4Addr::LOCALHOST)), "0A", 5),
            line("00000000000000000000000000000000:0050", "0A", 6),
            "garbage 1:2\n".to_owned(),
        ]
        .concat();
        assert_eq!(sockets(&table, Ipv4Addr::new(169, 254, 170, 2), 80), ["1", "4", "6"]);
    }

    #[test]
    fn the_process_is_found() {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let found = holder(listener.local_addr().unwrap()).unwrap();
        assert_eq!(found.pid, std::process::id());
        assert!(!found.name.is_empty());
        // Nobody listens on port 1.
        assert_eq!(holder("127.0.0.1:1".parse().unwrap()), None);
    }
}
