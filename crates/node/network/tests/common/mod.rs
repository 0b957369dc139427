//! A machine of its own for each test: a network namespace that plays the machine, with one more beside it that
//! plays another machine of its network. What tests see is exact, and nothing of theirs reaches the real one.

#![allow(dead_code)]

use std::fs::File;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream, UdpSocket};
use std::os::fd::{AsFd, AsRawFd};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use longshore_network::Network;
use longshore_network::request::{
    AttachKind, AttachRequest, Attachment, NetworkConfig, PortRequest, Protocol,
};
use rustix::thread::{LinkNameSpaceType, UnshareFlags, move_into_link_name_space};

pub(crate) const MACHINE: Ipv4Addr = Ipv4Addr::new(198, 51, 100, 1);
pub(crate) const OUTSIDE: Ipv4Addr = Ipv4Addr::new(198, 51, 100, 2);
pub(crate) const LINK_LOCAL: Ipv4Addr = Ipv4Addr::new(169, 254, 170, 2);
pub(crate) const RESOLVER: Ipv4Addr = Ipv4Addr::new(169, 254, 169, 253);
const ANSWER_WITHIN: Duration = Duration::from_secs(3);

const SILENCE: Duration = Duration::from_millis(400);

static MACHINES: AtomicU32 = AtomicU32::new(0);

pub(crate) struct Machine {
    pub(crate) folder: PathBuf,
    pub(crate) outside: File,
    pub(crate) itself: File,
}

/// Why tests like these cannot run here.
pub(crate) fn missing() -> Option<&'static str> {
    if !rustix::process::geteuid().is_root() {
        return Some("not root");
    }
    if Command::new("ip").arg("-V").output().is_err() {
        return Some("no program ip");
    }
    None
}

/// Runs a test on a machine of its own; says why not where it cannot.
pub(crate) fn on_a_machine<F: Future<Output = ()>>(test: impl FnOnce(Machine) -> F + Send + 'static) {
    if let Some(reason) = missing() {
        println!("skipped: {reason}");
        return;
    }
    let folder = std::env::temp_dir().join(format!(
        "lsn-{}-{}",
        std::process::id(),
        MACHINES.fetch_add(1, Ordering::Relaxed)
    ));
    let of_machine = folder.clone();
    let thread = std::thread::spawn(move || {
        let machine = Machine::new(of_machine);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(test(machine));
    });
    let outcome = thread.join();
    for entry in std::fs::read_dir(folder.join("run")).into_iter().flatten().flatten() {
        let _ = rustix::mount::unmount(entry.path(), rustix::mount::UnmountFlags::DETACH);
    }
    std::fs::remove_dir_all(folder).unwrap();
    if let Err(panic) = outcome {
        std::panic::resume_unwind(panic);
    }
}

impl Machine {
    fn new(folder: PathBuf) -> Self {
        std::fs::create_dir_all(&folder).unwrap();
        let outside = own_namespace();
        ip("link set lo up");
        let itself = own_namespace();
        ip("link set lo up");
        let there = format!("/proc/{}/fd/{}", std::process::id(), outside.as_raw_fd());
        ip(&format!("link add up0 type veth peer name out0 netns {there}"));
        ip("addr add 198.51.100.1/24 dev up0");
        ip("link set up0 up");
        let machine = Self { folder, outside, itself };
        machine.outside(|| {
            ip("addr add 198.51.100.2/24 dev out0");
            ip("link set out0 up");
        });
        machine
    }

    pub(crate) fn config(&self) -> NetworkConfig {
        NetworkConfig {
            run_dir: self.folder.join("run"),
            state_dir: self.folder.join("state"),
            tag: "t1".to_owned(),
            bridge_range: (Ipv4Addr::new(172, 31, 0, 0), 20),
            dynamic_ports: (40_000, 41_999),
            reserved_ports: vec![40_001],
            ready_namespaces: 4,
            link_local: LINK_LOCAL,
            dns_address: RESOLVER,
        }
    }

    pub(crate) async fn start(&self) -> Network {
        Network::start(self.config()).await.unwrap()
    }

    pub(crate) fn outside<T: Send>(&self, work: impl FnOnce() -> T + Send) -> T {
        within(&self.outside, work)
    }

    /// What of ours is left on this machine, apart from what stays for good.
    pub(crate) fn leftovers(&self) -> Vec<String> {
        let links = ip("-o link");
        let mut found: Vec<String> =
            links.lines().filter(|line| line.contains(": ls")).map(str::to_owned).collect();
        found.extend(
            ip("route show table all").lines().filter(|line| line.contains(" ls")).map(str::to_owned),
        );
        let mounts = std::fs::read_to_string("/proc/self/mounts").unwrap();
        let folder = self.folder.to_str().unwrap();
        found.extend(mounts.lines().filter(|line| line.contains(folder)).map(str::to_owned));
        for entry in std::fs::read_dir(self.folder.join("run")).into_iter().flatten().flatten() {
            found.push(entry.path().display().to_string());
        }
        for entry in std::fs::read_dir(self.folder.join("attachments")).into_iter().flatten().flatten() {
            found.push(entry.path().display().to_string());
        }
        found
    }
}

#[allow(
    deprecated,
    reason = "deprecated for what it does to descriptor tables, which this flag leaves alone"
)]
fn own_namespace() -> File {
    rustix::thread::unshare(UnshareFlags::NEWNET).unwrap();
    File::open("/proc/thread-self/ns/net").unwrap()
}

pub(crate) fn within<T: Send>(namespace: &File, work: impl FnOnce() -> T + Send) -> T {
    std::thread::scope(|scope| {
        let thread = scope.spawn(|| {
            move_into_link_name_space(namespace.as_fd(), Some(LinkNameSpaceType::Network)).unwrap();
            work()
        });
        thread.join().unwrap()
    })
}

pub(crate) fn inside<T: Send>(attachment: &Attachment, work: impl FnOnce() -> T + Send) -> T {
    within(&File::open(&attachment.namespace).unwrap(), work)
}

pub(crate) fn ip(arguments: &str) -> String {
    run("ip", arguments)
}

pub(crate) fn run(program: &str, arguments: &str) -> String {
    let output = Command::new(program).args(arguments.split_whitespace()).output().unwrap();
    assert!(output.status.success(), "{program} {arguments}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// Serves echoes on a port inside an attachment, over TCP and UDP, until the test ends; TCP's begin with the
/// address of who asks.
pub(crate) fn serve(namespace: &Path, port: u16) {
    let (tcp, udp) = within(&File::open(namespace).unwrap(), || bind_both(port));
    std::thread::spawn(move || serve_tcp(&tcp));
    std::thread::spawn(move || serve_udp(&udp));
}

pub(crate) fn bind_both(port: u16) -> (TcpListener, UdpSocket) {
    (
        TcpListener::bind((Ipv4Addr::UNSPECIFIED, port)).unwrap(),
        UdpSocket::bind((Ipv4Addr::UNSPECIFIED, port)).unwrap(),
    )
}

pub(crate) fn serve_tcp(listener: &TcpListener) {
    for stream in listener.incoming() {
        let Ok(mut stream) = stream else { return };
        let from = stream.peer_addr().unwrap().ip().to_string();
        let _ = stream.write_all(from.as_bytes());
    }
}

pub(crate) fn serve_udp(socket: &UdpSocket) {
    let mut buffer = [0; 64];
    while let Ok((_, from)) = socket.recv_from(&mut buffer) {
        let _ = socket.send_to(from.ip().to_string().as_bytes(), from);
    }
}

/// That nothing answers there; silence is waited for only shortly.
pub(crate) fn unreachable(address: impl Into<SocketAddr>) -> bool {
    TcpStream::connect_timeout(&address.into(), SILENCE).is_err()
}

/// Who the server says asked it.
pub(crate) fn ask_tcp(address: impl Into<SocketAddr>) -> Result<String, std::io::Error> {
    let mut stream = TcpStream::connect_timeout(&address.into(), ANSWER_WITHIN)?;
    stream.set_read_timeout(Some(ANSWER_WITHIN))?;
    let mut text = String::new();
    stream.read_to_string(&mut text)?;
    Ok(text)
}

pub(crate) fn ask_udp(address: impl Into<SocketAddr>) -> Result<String, std::io::Error> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0))?;
    ask_udp_from(&socket, address.into())
}

pub(crate) fn ask_udp_from(socket: &UdpSocket, address: SocketAddr) -> Result<String, std::io::Error> {
    socket.set_read_timeout(Some(ANSWER_WITHIN))?;
    socket.connect(address)?;
    socket.send(b"?")?;
    let mut buffer = [0; 64];
    let length = socket.recv(&mut buffer)?;
    Ok(String::from_utf8_lossy(&buffer[..length]).into_owned())
}

/// Both kinds, which must agree about who asked.
pub(crate) fn ask_both(what: &str, tcp: (Ipv4Addr, u16), udp: (Ipv4Addr, u16)) -> Ipv4Addr {
    let over_tcp = ask_tcp(tcp).unwrap_or_else(|error| panic!("{what}, tcp: {error}"));
    let over_udp = ask_udp(udp).unwrap_or_else(|error| panic!("{what}, udp: {error}"));
    assert_eq!(over_tcp, over_udp, "{what}");
    over_tcp.parse().unwrap()
}

pub(crate) fn port(container_port: u16, protocol: Protocol) -> PortRequest {
    PortRequest { container_port, count: 1, host_port: None, protocol }
}

pub(crate) fn bridged(id: &str, ports: Vec<PortRequest>) -> AttachRequest {
    AttachRequest { id: id.to_owned(), kind: AttachKind::Bridge { ports } }
}

pub(crate) fn isolated(id: &str) -> AttachRequest {
    AttachRequest { id: id.to_owned(), kind: AttachKind::Isolated }
}

pub(crate) fn in_subnet(
    id: &str,
    address: [u8; 4],
    gateway: [u8; 4],
    mac_address: Option<[u8; 6]>,
) -> AttachRequest {
    let kind = AttachKind::Subnet {
        subnet: "subnet-1".to_owned(),
        address: address.into(),
        prefix_length: 24,
        gateway: gateway.into(),
        mac_address,
        security_groups: vec!["sg-1".to_owned()],
    };
    AttachRequest { id: id.to_owned(), kind }
}
