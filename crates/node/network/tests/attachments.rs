//! Every kind of attachment and every way to reach it.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use std::net::{Ipv4Addr, SocketAddr, TcpListener};

use common::{
    LINK_LOCAL, MACHINE, OUTSIDE, RESOLVER, ask_both, ask_tcp, ask_udp, bind_both, bridged, in_subnet,
    inside, ip, isolated, on_a_machine, port, serve, serve_tcp, serve_udp, unreachable,
};
use longshore_network::NetworkError;
use longshore_network::request::{PortRequest, Protocol};

const HERE: Ipv4Addr = Ipv4Addr::LOCALHOST;

#[test]
fn a_published_port_is_reached_from_everywhere() {
    on_a_machine(async |machine| {
        let network = machine.start().await;
        let ports = vec![port(7, Protocol::Tcp), port(7, Protocol::Udp)];
        let server = network.attach(&bridged("server", ports)).await.unwrap();
        let sibling = network.attach(&bridged("sibling", Vec::new())).await.unwrap();
        serve(&server.namespace, 7);
        let (tcp, udp) = (server.ports[0].host_port, server.ports[1].host_port);
        let gateway = server.gateway.unwrap();
        let through = |what: &str, host: Ipv4Addr| ask_both(what, (host, tcp), (host, udp));
        assert_eq!(through("the machine over loopback", HERE), gateway);
        assert_eq!(through("the machine over its address", MACHINE), MACHINE);
        assert_eq!(through("the machine over the gateway", gateway), gateway);
        assert_eq!(machine.outside(|| through("another machine", MACHINE)), OUTSIDE);
        let sibling_address = sibling.address.unwrap();
        assert_eq!(inside(&sibling, || through("a sibling", MACHINE)), sibling_address);
        assert_eq!(inside(&sibling, || through("a sibling over the gateway", gateway)), sibling_address);
        assert_eq!(inside(&server, || through("itself", MACHINE)), gateway);
        let address = server.address.unwrap();
        let directly = inside(&sibling, || ask_both("a sibling, directly", (address, 7), (address, 7)));
        assert_eq!(directly, sibling_address);
        assert!(network.shut_down_empty().await.is_ok_and(|done| !done));
        network.keep_only(&[]).await.unwrap();
        assert!(unreachable((MACHINE, tcp)));
        assert!(network.shut_down_empty().await.unwrap());
        assert_eq!(machine.leftovers(), [""; 0]);
    });
}

#[test]
fn what_is_not_published_is_not_reached_from_other_machines() {
    on_a_machine(async |machine| {
        let network = machine.start().await;
        let server = network.attach(&bridged("server", vec![port(7, Protocol::Tcp)])).await.unwrap();
        serve(&server.namespace, 9);
        let address = server.address.unwrap();
        machine.outside(|| {
            ip("route add 172.31.0.0/20 via 198.51.100.1");
            ip("route add 169.254.0.0/16 via 198.51.100.1");
            assert!(unreachable((address, 9)));
        });
        assert!(ask_tcp((address, 9)).is_ok(), "the machine itself");
        let metadata = network.listen_on_host(SocketAddr::from((LINK_LOCAL, 80))).unwrap();
        metadata.set_nonblocking(false).unwrap();
        std::thread::spawn(move || serve_tcp(&metadata));
        assert!(machine.outside(|| unreachable((LINK_LOCAL, 80))));
        assert_eq!(inside(&server, || ask_tcp((LINK_LOCAL, 80))).unwrap(), address.to_string());
        assert_eq!(ask_tcp((LINK_LOCAL, 80)).unwrap(), LINK_LOCAL.to_string());
        drop(network);
    });
}

#[test]
fn a_container_reaches_other_machines_behind_the_machines_address() {
    on_a_machine(async |machine| {
        let network = machine.start().await;
        let task = network.attach(&bridged("a", Vec::new())).await.unwrap();
        let own = network.attach(&in_subnet("b", [10, 7, 1, 5], [10, 7, 1, 1], None)).await.unwrap();
        let (tcp, udp) = machine.outside(|| bind_both(7));
        std::thread::spawn(move || serve_tcp(&tcp));
        std::thread::spawn(move || serve_udp(&udp));
        for attachment in [&task, &own] {
            let seen = inside(attachment, || ask_both("outward", (OUTSIDE, 7), (OUTSIDE, 7)));
            assert_eq!(seen, MACHINE);
        }
    });
}

#[test]
fn tasks_of_subnets_reach_each_other_and_the_machine() {
    on_a_machine(async |machine| {
        let network = machine.start().await;
        let mac_address = [2, 0x42, 10, 7, 1, 5];
        let one =
            network.attach(&in_subnet("a", [10, 7, 1, 5], [10, 7, 1, 1], Some(mac_address))).await.unwrap();
        let same = network.attach(&in_subnet("b", [10, 7, 1, 6], [10, 7, 1, 1], None)).await.unwrap();
        let other = network.attach(&in_subnet("c", [10, 7, 2, 5], [10, 7, 2, 1], None)).await.unwrap();
        let bridge = network.attach(&bridged("d", Vec::new())).await.unwrap();
        assert_eq!(one.mac_address, Some(mac_address));
        assert!(inside(&one, || ip("link show eth0")).contains("02:42:0a:07:01:05"));
        assert!(inside(&one, || ip("addr show eth0")).contains("10.7.1.5/24"));
        let address = one.address.unwrap();
        serve(&one.namespace, 7);
        for from in [&same, &other, &bridge] {
            let seen = inside(from, || ask_both(&from.id, (address, 7), (address, 7)));
            assert_eq!(Some(seen), from.address, "addresses stay as they are on one machine");
        }
        let gateway = Ipv4Addr::new(10, 7, 1, 1);
        assert_eq!(ask_both("the machine", (address, 7), (address, 7)), gateway);
        let metadata = TcpListener::bind((Ipv4Addr::UNSPECIFIED, 80)).unwrap();
        std::thread::spawn(move || serve_tcp(&metadata));
        for target in [gateway, LINK_LOCAL, RESOLVER, MACHINE] {
            assert_eq!(inside(&one, || ask_tcp((target, 80))).unwrap(), address.to_string(), "{target}");
        }
        let taken = network.attach(&in_subnet("e", [10, 7, 1, 6], [10, 7, 1, 1], None)).await;
        let holder = "b".to_owned();
        assert_eq!(taken, Err(NetworkError::AddressTaken { address: [10, 7, 1, 6].into(), holder }));
        network.keep_only(&["c".to_owned()]).await.unwrap();
        network.settled().await.unwrap();
        let addresses = ip("-4 -o addr");
        assert!(!addresses.contains("10.7.1.1/") && addresses.contains("10.7.2.1/"), "{addresses}");
        network.detach("c").await.unwrap();
        assert!(network.shut_down_empty().await.unwrap());
        assert_eq!(machine.leftovers(), [""; 0]);
    });
}

#[test]
fn an_isolated_namespace_has_only_what_listens_inside() {
    on_a_machine(async |machine| {
        let network = machine.start().await;
        let alone = network.attach(&isolated("alone")).await.unwrap();
        assert_eq!((alone.address, alone.gateway, alone.ports.len()), (None, None, 0));
        let links = inside(&alone, || ip("-o link"));
        assert!(links.lines().count() == 1 && links.contains("lo:") && links.contains("UP"), "{links}");
        let address = SocketAddr::from((LINK_LOCAL, 80));
        let listener = network.listen_inside("alone", address).await.unwrap();
        assert!(listener.accept().is_err_and(|error| error.kind() == std::io::ErrorKind::WouldBlock));
        listener.set_nonblocking(false).unwrap();
        std::thread::spawn(move || serve_tcp(&listener));
        assert_eq!(inside(&alone, || ask_tcp(address)).unwrap(), LINK_LOCAL.to_string());
        assert!(unreachable(address), "not on the machine");
        assert_eq!(network.interface_counters("alone").await.unwrap(), []);
        let unknown = network.listen_inside("nobody", address).await;
        assert!(matches!(unknown, Err(NetworkError::NotAttached(_))));
    });
}

#[test]
fn attaching_again_is_the_same_and_asking_for_something_else_is_refused() {
    on_a_machine(async |machine| {
        let network = machine.start().await;
        let request = bridged("a", vec![port(80, Protocol::Tcp)]);
        let first = network.attach(&request).await.unwrap();
        assert_eq!(network.attach(&request).await.unwrap(), first);
        let other = network.attach(&bridged("a", Vec::new())).await;
        assert_eq!(other, Err(NetworkError::AlreadyAttached { id: "a".to_owned() }));
        for id in ["", "../a", "a b"] {
            assert!(
                matches!(network.attach(&isolated(id)).await, Err(NetworkError::InvalidRequest(_))),
                "{id:?}"
            );
        }
        assert_eq!(network.attachments().await.unwrap(), [first]);
        network.detach("a").await.unwrap();
        network.detach("a").await.unwrap();
    });
}

#[test]
fn ranges_and_fixed_ports() {
    on_a_machine(async |machine| {
        let network = machine.start().await;
        let range = PortRequest { container_port: 9000, count: 3, host_port: None, protocol: Protocol::Tcp };
        let fixed =
            PortRequest { container_port: 80, count: 1, host_port: Some(8080), protocol: Protocol::Tcp };
        let server = network.attach(&bridged("a", vec![range, fixed.clone()])).await.unwrap();
        assert_eq!(
            (server.ports[0].host_port, server.ports[1].host_port),
            (40_002, 8080),
            "40001 is reserved"
        );
        serve(&server.namespace, 9002);
        assert!(ask_tcp((MACHINE, 40_004)).is_ok() && unreachable((MACHINE, 40_003)));
        assert!(TcpListener::bind((Ipv4Addr::UNSPECIFIED, 8080)).is_err(), "held against other programs");
        let second = network.attach(&bridged("b", vec![fixed.clone()])).await;
        assert_eq!(second, Err(NetworkError::PortTaken { port: 8080 }));
        let _other = TcpListener::bind((HERE, 8081)).unwrap();
        let third =
            network.attach(&bridged("b", vec![PortRequest { host_port: Some(8081), ..fixed.clone() }])).await;
        assert_eq!(third, Err(NetworkError::PortTaken { port: 8081 }));
        network.detach("a").await.unwrap();
        network.attach(&bridged("b", vec![fixed])).await.unwrap();
    });
}

#[test]
fn flows_of_udp_follow_what_comes_and_goes() {
    on_a_machine(async |machine| {
        let network = machine.start().await;
        let fixed =
            PortRequest { container_port: 7, count: 1, host_port: Some(5353), protocol: Protocol::Udp };
        let sender = machine.outside(|| std::net::UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0)).unwrap());
        let target = SocketAddr::from((MACHINE, 5353));
        sender.send_to(b"too early", target).unwrap();
        for id in ["first", "second"] {
            let server = network.attach(&bridged(id, vec![fixed.clone()])).await.unwrap();
            serve(&server.namespace, 7);
            network.settled().await.unwrap();
            assert_eq!(common::ask_udp_from(&sender, target).unwrap(), OUTSIDE.to_string(), "{id}");
            network.detach(id).await.unwrap();
            network.settled().await.unwrap();
        }
        assert!(ask_udp((MACHINE, 5353)).is_err());
    });
}

#[test]
fn counters_are_seen_from_inside() {
    on_a_machine(async |machine| {
        let network = machine.start().await;
        let server = network.attach(&bridged("a", Vec::new())).await.unwrap();
        serve(&server.namespace, 7);
        ask_udp((server.address.unwrap(), 7)).unwrap();
        let counters = network.interface_counters("a").await.unwrap();
        assert_eq!(counters.len(), 1);
        assert_eq!(counters[0].name, "eth0");
        let statistics = inside(&server, || std::fs::read_to_string("/proc/thread-self/net/dev").unwrap());
        let line = statistics.lines().find(|line| line.contains("eth0")).unwrap();
        let numbers: Vec<u64> = line.split_whitespace().skip(1).map(|word| word.parse().unwrap()).collect();
        assert_eq!((counters[0].rx_bytes, counters[0].rx_packets), (numbers[0], numbers[1]));
        assert_eq!((counters[0].tx_bytes, counters[0].tx_packets), (numbers[8], numbers[9]));
        assert!(counters[0].rx_bytes > 0 && counters[0].tx_bytes > 0);
    });
}
