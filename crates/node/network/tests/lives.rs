//! Restarts, crowds, and other programs' rules: what is kept, what is made anew, and that nothing is left over.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::net::{Ipv4Addr, TcpListener};
use std::process::Command;

use common::{
    LINK_LOCAL, MACHINE, OUTSIDE, RESOLVER, ask_both, ask_tcp, bind_both, bridged, in_subnet, inside, ip,
    isolated, on_a_machine, port, run, serve, serve_tcp, serve_udp, unreachable,
};
use longshore_network::NetworkError;
use longshore_network::request::{Attachment, PortRequest, Protocol};

const CROWD: u8 = 200;

#[test]
fn a_restart_keeps_what_is_attached_and_removes_the_rest() {
    on_a_machine(async |machine| {
        let network = machine.start().await;
        let requests = [
            bridged("server", vec![port(7, Protocol::Tcp), port(7, Protocol::Udp)]),
            in_subnet("subnet", [10, 7, 1, 5], [10, 7, 1, 1], None),
            isolated("alone"),
            bridged("vanished", vec![port(8, Protocol::Tcp)]),
        ];
        let mut before = Vec::new();
        for request in &requests {
            before.push(network.attach(request).await.unwrap());
        }
        serve(&before[0].namespace, 7);
        drop(network);
        rustix::mount::unmount(&before[3].namespace, rustix::mount::UnmountFlags::DETACH).unwrap();
        fs::write(machine.folder.join("run/stray"), "").unwrap();
        fs::write(machine.folder.join("attachments/torn.json"), "{\"sequence\":").unwrap();
        ip("link add lst1-stray type veth peer name stray");
        ip("addr add 10.99.0.1/32 dev lst10");
        ip("addr del 10.7.1.1/32 dev lst10");
        // What looks like another node's stays.
        ip("link add lst12-other type veth peer name other");

        let network = machine.start().await;
        network.settled().await.unwrap();
        before.truncate(3);
        let by_id = |mut all: Vec<Attachment>| {
            all.sort_by(|one, other| one.id.cmp(&other.id));
            all
        };
        assert_eq!(by_id(network.attachments().await.unwrap()), by_id(before.clone()));
        assert_eq!(network.attach(&requests[0]).await.unwrap(), before[0]);
        let (tcp, udp) = (before[0].ports[0].host_port, before[0].ports[1].host_port);
        ask_both("loopback", (Ipv4Addr::LOCALHOST, tcp), (Ipv4Addr::LOCALHOST, udp));
        assert_eq!(machine.outside(|| ask_both("outside", (MACHINE, tcp), (MACHINE, udp))), OUTSIDE);
        assert!(ask_both("subnet", (MACHINE, tcp), (MACHINE, udp)) == MACHINE);
        assert!(inside(&before[1], || ask_tcp((MACHINE, tcp))).is_ok());
        assert!(TcpListener::bind((MACHINE, tcp)).is_err(), "held again");
        let links = ip("-o link");
        assert!(!links.contains("lst1-stray") && links.contains("lst12-other"), "{links}");
        let addresses = ip("-4 -o addr show lst10");
        assert!(!addresses.contains("10.99.0.1") && addresses.contains("10.7.1.1/32"), "{addresses}");
        let next = network.attach(&bridged("next", Vec::new())).await.unwrap();
        assert_ne!(next.address, before[0].address);
        network.keep_only(&[]).await.unwrap();
        assert!(network.shut_down_empty().await.unwrap());
        ip("link del lst12-other");
        assert_eq!(machine.leftovers(), [""; 0]);
    });
}

#[test]
fn a_start_whose_state_was_deleted_meets_no_name_of_the_lives_before() {
    on_a_machine(async |machine| {
        let network = machine.start().await;
        let mut before = BTreeSet::new();
        for number in 0..6 {
            let kept = network.attach(&bridged(&format!("old{number}"), Vec::new())).await.unwrap();
            before.insert(kept.namespace);
        }
        drop(network);
        fs::remove_dir_all(machine.folder.join("state")).unwrap();
        fs::remove_dir_all(machine.folder.join("attachments")).unwrap();

        let network = machine.start().await;
        for number in 0..12 {
            let made = network.attach(&bridged(&format!("new{number}"), Vec::new())).await.unwrap();
            assert!(!before.contains(&made.namespace), "{} again", made.namespace.display());
        }
        network.settled().await.unwrap();
        assert!(before.iter().all(|path| !path.exists()), "what the life before had is removed");
        network.keep_only(&[]).await.unwrap();
        assert!(network.shut_down_empty().await.unwrap());
        assert!(!machine.folder.join("run").exists(), "the folder goes with the node");
        assert_eq!(machine.leftovers(), [""; 0]);
    });
}

#[test]
fn a_released_address_waits_for_its_turn() {
    on_a_machine(async |machine| {
        let mut config = machine.config();
        config.bridge_range = (Ipv4Addr::new(172, 31, 0, 0), 29);
        let network = longshore_network::Network::start(config).await.unwrap();
        let mut seen = Vec::new();
        for turn in 0..7 {
            let id = format!("a{turn}");
            seen.push(network.attach(&bridged(&id, Vec::new())).await.unwrap().address.unwrap().octets()[3]);
            network.detach(&id).await.unwrap();
        }
        assert_eq!(seen, [2, 3, 4, 5, 6, 2, 3]);
        for turn in 0..5 {
            network.attach(&bridged(&format!("b{turn}"), Vec::new())).await.unwrap();
        }
        let fixed = PortRequest { host_port: Some(8080), ..port(80, Protocol::Tcp) };
        let full = network.attach(&bridged("c", vec![fixed.clone()])).await;
        assert_eq!(full, Err(NetworkError::NoFreeAddress));
        network.detach("b0").await.unwrap();
        // The refused one gave its port back.
        network.attach(&bridged("c", vec![fixed])).await.unwrap();
    });
}

#[test]
fn a_crowd_comes_and_goes_without_a_trace() {
    on_a_machine(async |machine| {
        let network = machine.start().await;
        let request = |number: u8| match number % 4 {
            0 => in_subnet(&format!("t{number}"), [10, 7, 1, number + 2], [10, 7, 1, 1], None),
            1 => isolated(&format!("t{number}")),
            _ => bridged(&format!("t{number}"), vec![port(7, Protocol::Tcp), port(7, Protocol::Udp)]),
        };
        let tasks: Vec<_> = (0..CROWD)
            .map(|number| {
                let (network, request) = (network.clone(), request(number));
                tokio::spawn(async move { network.attach(&request).await.unwrap() })
            })
            .collect();
        let mut all = Vec::new();
        for task in tasks {
            all.push(task.await.unwrap());
        }
        let addresses: BTreeSet<_> = all.iter().filter_map(|one| one.address).collect();
        let ports: BTreeSet<_> = all.iter().flat_map(|one| &one.ports).map(|one| one.host_port).collect();
        assert_eq!((addresses.len(), ports.len()), (150, 200));
        for one in all.iter().filter(|one| !one.ports.is_empty()).take(5) {
            serve(&one.namespace, 7);
            let (tcp, udp) = (one.ports[0].host_port, one.ports[1].host_port);
            machine.outside(|| ask_both(&one.id, (MACHINE, tcp), (MACHINE, udp)));
        }
        let detached = all.iter().map(|one| network.detach(&one.id));
        for one in detached {
            one.await.unwrap();
        }
        network.settled().await.unwrap();
        assert!(network.shut_down_empty().await.unwrap());
        assert_eq!(machine.leftovers(), [""; 0]);
    });
}

/// The rules that Docker Engine begins with, by the program it uses.
fn like_docker(iptables: &str) {
    for rule in ["-P FORWARD DROP", "-N DOCKER-USER", "-A DOCKER-USER -j RETURN", "-I FORWARD -j DOCKER-USER"]
    {
        run(iptables, rule);
    }
}

#[test]
fn docker_engines_rules_do_not_stand_in_the_way() {
    on_a_machine(async |machine| {
        if Command::new("iptables-nft").arg("-V").output().is_err() {
            println!("skipped: no program iptables-nft");
            return;
        }
        let network = machine.start().await;
        let ports = vec![port(7, Protocol::Tcp), port(7, Protocol::Udp)];
        let first = network.attach(&bridged("first", ports.clone())).await.unwrap();
        serve(&first.namespace, 7);
        let (tcp, udp) = machine.outside(|| bind_both(7));
        std::thread::spawn(move || serve_tcp(&tcp));
        std::thread::spawn(move || serve_udp(&udp));
        let check = || {
            let (tcp, udp) = (first.ports[0].host_port, first.ports[1].host_port);
            machine.outside(|| ask_both("inward", (MACHINE, tcp), (MACHINE, udp)));
            inside(&first, || ask_both("outward", (OUTSIDE, 7), (OUTSIDE, 7)));
            inside(&first, || ask_both("to itself", (MACHINE, tcp), (MACHINE, udp)));
        };
        check();
        like_docker("iptables-nft");
        network.attach(&isolated("unwired")).await.unwrap();
        network.attach(&bridged("second", ports)).await.unwrap();
        check();
        let rules = run("iptables-nft", "-S DOCKER-USER");
        let ours = ["-A DOCKER-USER -i lst1-+ -j ACCEPT", "-A DOCKER-USER -o lst1-+ -j ACCEPT"];
        for rule in ours {
            assert_eq!(rules.lines().filter(|line| *line == rule).count(), 1, "{rules}");
        }
        run("iptables-nft", "-F DOCKER-USER");
        network.detach("second").await.unwrap();
        network.attach(&bridged("third", Vec::new())).await.unwrap();
        check();
        network.keep_only(&[]).await.unwrap();
        assert!(network.shut_down_empty().await.unwrap());
        assert!(!run("iptables-nft", "-S").contains("lst1"));
        assert_eq!(machine.leftovers(), [""; 0]);
    });
}

#[test]
fn a_firewall_that_drops_by_policy_does_not_stand_in_the_way() {
    on_a_machine(async |machine| {
        if Command::new("iptables-nft").arg("-V").output().is_err() {
            println!("skipped: no program iptables-nft");
            return;
        }
        for rule in ["-P FORWARD DROP", "-P INPUT DROP", "-A INPUT -i lo -j ACCEPT"] {
            run("iptables-nft", rule);
        }
        run("iptables-nft", "-A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT");
        let network = machine.start().await;
        let ports = vec![port(7, Protocol::Tcp), port(7, Protocol::Udp)];
        let server = network.attach(&bridged("server", ports)).await.unwrap();
        serve(&server.namespace, 7);
        let (tcp, udp) = (server.ports[0].host_port, server.ports[1].host_port);
        machine.outside(|| ask_both("inward", (MACHINE, tcp), (MACHINE, udp)));
        inside(&server, || ask_both("to itself", (MACHINE, tcp), (MACHINE, udp)));
        let (tcp, _) = bind_both(80);
        std::thread::spawn(move || serve_tcp(&tcp));
        for address in [LINK_LOCAL, RESOLVER] {
            assert!(inside(&server, || ask_tcp((address, 80))).is_ok(), "{address}");
        }
        assert!(inside(&server, || unreachable((MACHINE, 80))), "nothing else is opened");
        network.keep_only(&[]).await.unwrap();
        assert!(network.shut_down_empty().await.unwrap());
        assert!(!run("iptables-nft", "-S").contains("lst1"));
    });
}

#[test]
fn without_rights_the_missing_one_is_named() {
    on_a_machine(async |machine| {
        let mut config = machine.config();
        config.run_dir = std::env::temp_dir().join(format!("lsn-{}-nobody/run", std::process::id()));
        config.state_dir = config.run_dir.join("../state");
        let folder = config.run_dir.parent().unwrap().to_owned();
        let nobody = std::thread::spawn(move || {
            let id = rustix::process::Uid::from_raw(65_534);
            rustix::thread::set_thread_res_uid(id, id, id).unwrap();
            let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
            runtime.block_on(longshore_network::Network::start(config)).map(|_| ())
        });
        let refused = nobody.join().unwrap().unwrap_err();
        fs::remove_dir_all(folder).unwrap();
        let missing = matches!(refused, NetworkError::NotPermitted { missing: "CAP_NET_ADMIN", .. });
        assert!(missing && refused.to_string().contains("root"), "{refused}");
    });
}

/// So many are there at a time, while others come and go.
const PRESENT: u32 = 50;
const PASSING: u32 = 400;

#[test]
fn hundreds_that_come_and_go_leave_nothing() {
    on_a_machine(async |machine| {
        let mut config = machine.config();
        config.ready_namespaces = 16;
        let network = longshore_network::Network::start(config).await.unwrap();
        for number in 0..PASSING {
            let ports = vec![port(7, Protocol::Tcp), port(7, Protocol::Udp)];
            network.attach(&bridged(&format!("t{number}"), ports)).await.unwrap();
            if let Some(old) = number.checked_sub(PRESENT) {
                network.detach(&format!("t{old}")).await.unwrap();
            }
        }
        assert_eq!(network.attachments().await.unwrap().len(), usize::try_from(PRESENT).unwrap());
        network.keep_only(&[]).await.unwrap();
        network.settled().await.unwrap();
        assert!(network.shut_down_empty().await.unwrap());
        assert_eq!(machine.leftovers(), [""; 0]);
    });
}
