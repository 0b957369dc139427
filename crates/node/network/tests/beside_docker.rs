//! On the real machine, with whatever runs on it (Docker Engine, its firewall): names and addresses of this process
//! only, and all of it gone in the end.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use std::net::Ipv4Addr;
use std::path::PathBuf;

use common::{
    ask_both, bind_both, bridged, in_subnet, inside, ip, missing, port, serve, serve_tcp, serve_udp, within,
};
use longshore_network::Network;
use longshore_network::request::{NetworkConfig, Protocol};
use rustix::thread::UnshareFlags;

struct Place {
    number: u32,
    tag: String,
    folder: PathBuf,
}

impl Place {
    fn new() -> Self {
        let number = std::process::id();
        let tag = format!("x{:03x}", number & 0xfff);
        let folder = std::env::temp_dir().join(format!("lsb-{number}"));
        std::fs::create_dir_all(&folder).unwrap();
        Self { number, tag, folder }
    }

    /// A byte of an address that another process rarely has.
    fn byte(&self) -> u8 {
        u8::try_from(self.number % 250).unwrap()
    }

    fn config(&self) -> NetworkConfig {
        NetworkConfig {
            run_dir: self.folder.join("run"),
            state_dir: self.folder.join("state"),
            tag: self.tag.clone(),
            bridge_range: (Ipv4Addr::new(10, 217, self.byte(), 0), 24),
            dynamic_ports: (20_000, 29_999),
            reserved_ports: Vec::new(),
            ready_namespaces: 1,
            link_local: Ipv4Addr::new(169, 254, self.byte(), 2),
            dns_address: Ipv4Addr::new(169, 254, self.byte(), 3),
        }
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        for entry in std::fs::read_dir(self.folder.join("run")).into_iter().flatten().flatten() {
            let _ = rustix::mount::unmount(entry.path(), rustix::mount::UnmountFlags::DETACH);
        }
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// Another machine: its namespace, which goes with its veth when the file is closed.
#[allow(
    deprecated,
    reason = "deprecated for what it does to descriptor tables, which this flag leaves alone"
)]
fn other_machine(place: &Place) -> std::fs::File {
    let namespace = std::thread::spawn(|| {
        rustix::thread::unshare(UnshareFlags::NEWNET).unwrap();
        std::fs::File::open("/proc/thread-self/ns/net").unwrap()
    });
    let namespace = namespace.join().unwrap();
    let there = format!("/proc/{}/fd/{}", std::process::id(), std::os::fd::AsRawFd::as_raw_fd(&namespace));
    let (tag, byte) = (&place.tag, place.byte());
    ip(&format!("link add up{tag} type veth peer name out0 netns {there}"));
    ip(&format!("addr add 198.18.{byte}.1/24 dev up{tag}"));
    ip(&format!("link set up{tag} up"));
    within(&namespace, || {
        ip(&format!("addr add 198.18.{byte}.2/24 dev out0"));
        ip("link set out0 up");
    });
    namespace
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn everything_is_reached_beside_what_runs_here() {
    if let Some(reason) = missing() {
        println!("skipped: {reason}");
        return;
    }
    let place = Place::new();
    let other = other_machine(&place);
    let (machine, outside) =
        (Ipv4Addr::new(198, 18, place.byte(), 1), Ipv4Addr::new(198, 18, place.byte(), 2));
    let network = Network::start(place.config()).await.unwrap();
    let ports = vec![port(7, Protocol::Tcp), port(7, Protocol::Udp)];
    let server = network.attach(&bridged("server", ports)).await.unwrap();
    let sibling = network.attach(&bridged("sibling", Vec::new())).await.unwrap();
    let [address, gateway] = [5, 1].map(|last| [10, 218, place.byte(), last]);
    let own = network.attach(&in_subnet("own", address, gateway, None)).await.unwrap();
    serve(&server.namespace, 7);
    serve(&own.namespace, 7);
    let (tcp, udp) = within(&other, || bind_both(7));
    std::thread::spawn(move || serve_tcp(&tcp));
    std::thread::spawn(move || serve_udp(&udp));
    let published = (server.ports[0].host_port, server.ports[1].host_port);
    let through = |what: &str, host: Ipv4Addr| ask_both(what, (host, published.0), (host, published.1));
    through("the machine over loopback", Ipv4Addr::LOCALHOST);
    through("the machine over its address", machine);
    assert_eq!(within(&other, || through("another machine", machine)), outside);
    for from in [&server, &sibling, &own] {
        inside(from, || through(&from.id, machine));
        assert_eq!(inside(from, || ask_both(&from.id, (outside, 7), (outside, 7))), machine);
    }
    let task = own.address.unwrap();
    assert_eq!(inside(&sibling, || ask_both("task", (task, 7), (task, 7))), sibling.address.unwrap());
    network.keep_only(&[]).await.unwrap();
    assert!(network.shut_down_empty().await.unwrap());
    ip(&format!("link del up{}", place.tag));
    assert!(!ip("-o link").contains(&format!("ls{}", place.tag)));
    assert!(!ip("route show table all").contains(&format!("ls{}", place.tag)));
}
