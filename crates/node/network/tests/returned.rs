//! Namespaces that are given back: which go to another attachment, and what keeps one from it.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use std::any::Any;
use std::collections::BTreeSet;
use std::io::Read;
use std::net::{Ipv4Addr, TcpListener, TcpStream, UdpSocket};
use std::os::linux::net::SocketAddrExt;
use std::os::unix::net::{SocketAddr, UnixListener};

use common::{
    MACHINE, OUTSIDE, ask_both, bridged, in_subnet, inside, ip, isolated, on_a_machine, port, serve,
};
use longshore_network::request::Protocol;

const KIN: &str = "web:1";

#[test]
fn what_shows_no_trace_goes_to_the_next_of_the_kin_and_works_there() {
    on_a_machine(async |machine| {
        let network = machine.start().await;
        let ports = vec![port(7, Protocol::Tcp), port(7, Protocol::Udp)];
        let (mut namespaces, mut addresses) = (BTreeSet::new(), BTreeSet::new());
        for turn in 0..4 {
            let id = format!("turn{turn}");
            let made = network.attach_of_kin(&bridged(&id, ports.clone()), KIN).await.unwrap();
            namespaces.insert(made.namespace);
            addresses.insert(format!("{} ", made.address.unwrap()));
            network.give_back(&id, KIN).await.unwrap();
            network.settled().await.unwrap();
        }
        assert_eq!((namespaces.len(), addresses.len()), (1, 4), "one namespace, and an address for each");
        let namespace = namespaces.pop_first().unwrap();
        let routes = ip("route show table all") + &ip("neigh");
        assert!(!addresses.iter().any(|address| routes.contains(address)), "{routes}");

        let stranger = network.attach_of_kin(&bridged("stranger", Vec::new()), "web:2").await.unwrap();
        let plain = network.attach(&bridged("plain", Vec::new())).await.unwrap();
        assert!(stranger.namespace != namespace && plain.namespace != namespace);
        let last = network.attach_of_kin(&bridged("last", ports), KIN).await.unwrap();
        assert_eq!(last.namespace, namespace);
        let shown =
            inside(&last, || ip("-4 -o addr show eth0").replace('/', " ") + &ip("neigh") + &ip("route"));
        assert!(shown.contains(&last.address.unwrap().to_string()), "{shown}");
        assert!(!addresses.iter().any(|address| shown.contains(address)), "{shown}");
        assert!(network.interface_counters("last").await.unwrap().iter().all(|one| one.rx_bytes == 0));
        serve(&last.namespace, 7);
        let (tcp, udp) = (last.ports[0].host_port, last.ports[1].host_port);
        assert_eq!(machine.outside(|| ask_both("inward", (MACHINE, tcp), (MACHINE, udp))), OUTSIDE);
        inside(&last, || ask_both("to itself", (MACHINE, tcp), (MACHINE, udp)));
        network.keep_only(&[]).await.unwrap();
        assert!(network.shut_down_empty().await.unwrap());
        assert_eq!(machine.leftovers(), [""; 0]);
    });
}

type Left = Box<dyn Any + Send>;
/// What is left, by name.
type Trace = (&'static str, fn() -> Left);

fn nothing() -> Left {
    Box::new(())
}

fn listens() -> Left {
    Box::new(TcpListener::bind((Ipv4Addr::UNSPECIFIED, 7)).unwrap())
}

fn is_bound() -> Left {
    Box::new(UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 7)).unwrap())
}

fn listens_by_name() -> Left {
    let name = SocketAddr::from_abstract_name(b"left").unwrap();
    Box::new(UnixListener::bind_addr(&name).unwrap())
}

/// Closed first, this end waits for late packets, without a process.
fn waits_for_late_packets() -> Left {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 7)).unwrap();
    let mut first = TcpStream::connect((Ipv4Addr::LOCALHOST, 7)).unwrap();
    let (second, _) = listener.accept().unwrap();
    first.shutdown(std::net::Shutdown::Write).unwrap();
    drop(second);
    let _ = first.read(&mut [0]);
    nothing()
}

fn spoke_to_itself() -> Left {
    let socket = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    socket.send_to(b"?", socket.local_addr().unwrap()).unwrap();
    nothing()
}

fn spoke_to_the_machine() -> Left {
    UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).unwrap().send_to(b"?", (MACHINE, 9)).unwrap();
    nothing()
}

fn changed(commands: &[&str]) -> Left {
    commands.iter().for_each(|command| drop(ip(command)));
    nothing()
}

fn forwards_otherwise() -> Left {
    let setting = "/proc/sys/net/ipv4/conf/eth0/forwarding";
    let now = std::fs::read_to_string(setting).unwrap();
    std::fs::write(setting, if now.trim() == "1" { "0" } else { "1" }).unwrap();
    nothing()
}

#[test]
fn whatever_shows_a_trace_goes_to_nobody() {
    let traces: [Trace; 14] = [
        ("a listening socket", listens),
        ("a bound socket", is_bound),
        ("a name to listen at", listens_by_name),
        ("a connection that ended", waits_for_late_packets),
        ("a packet on loopback", spoke_to_itself),
        ("a packet on the wire", spoke_to_the_machine),
        ("another address", || changed(&["addr add 10.9.9.9/32 dev eth0"])),
        ("an address on loopback", || changed(&["addr add 10.9.9.9/32 dev lo"])),
        ("an address that went again", || {
            changed(&["addr add 10.9.9.9/32 dev eth0", "addr del 10.9.9.9/32 dev eth0"])
        }),
        ("another link", || changed(&["link add extra type veth peer name extra2"])),
        ("a link that is down", || changed(&["link set eth0 down"])),
        ("a route", || changed(&["route add unreachable 192.0.2.0/24"])),
        ("a rule", || changed(&["rule add to 192.0.2.0/24 lookup 7"])),
        ("a setting of an interface", forwards_otherwise),
    ];
    on_a_machine(async move |machine| {
        let network = machine.start().await;
        for (number, (what, leave)) in traces.into_iter().enumerate() {
            let (id, next) = (format!("a{number}"), format!("b{number}"));
            let first = network.attach_of_kin(&bridged(&id, Vec::new()), KIN).await.unwrap();
            let left = inside(&first, leave);
            network.give_back(&id, KIN).await.unwrap();
            network.settled().await.unwrap();
            let second = network.attach_of_kin(&bridged(&next, Vec::new()), KIN).await.unwrap();
            assert_ne!(first.namespace, second.namespace, "{what}");
            assert!(!first.namespace.exists(), "{what}: it is removed");
            drop(left);
            network.detach(&next).await.unwrap();
        }
    });
}

#[test]
fn what_was_not_given_back_or_is_of_another_kind_goes_to_nobody() {
    on_a_machine(async |machine| {
        let network = machine.start().await;
        let subnet = in_subnet("s", [10, 7, 1, 5], [10, 7, 1, 1], Some([2, 0, 0, 0, 0, 1]));
        for (request, kin_then) in [(bridged("b", Vec::new()), "other"), (subnet, KIN), (isolated("i"), KIN)]
        {
            let first = network.attach_of_kin(&request, KIN).await.unwrap();
            network.give_back(&request.id, kin_then).await.unwrap();
            network.settled().await.unwrap();
            assert!(!first.namespace.exists(), "{}", request.id);
        }
        let first = network.attach_of_kin(&bridged("detached", Vec::new()), KIN).await.unwrap();
        network.detach("detached").await.unwrap();
        let second = network.attach_of_kin(&bridged("kept", Vec::new()), KIN).await.unwrap();
        drop(network);
        let network = machine.start().await;
        network.give_back("kept", KIN).await.unwrap();
        network.settled().await.unwrap();
        assert!(!first.namespace.exists() && !second.namespace.exists(), "a new life did not watch it");
        assert!(network.shut_down_empty().await.unwrap());
        assert_eq!(machine.leftovers(), [""; 0]);
    });
}
