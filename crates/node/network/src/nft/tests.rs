//! The encoding byte by byte, and what the kernel says it understood, read back.

use std::net::Ipv4Addr;

use rustix::thread::UnshareFlags;

use super::batch::{FIXED, message};
use super::expression::{Rule, Verdict, mask_of};
use super::table::{
    Elements, Ruleset, add_elements, port_element, rebuild, remove_elements, remove_table, table_exists,
};
use crate::netlink::{Attributes, NETFILTER, Socket, attributes, find};
use crate::request::Protocol;
use crate::rules::Rules;

const GET_RULES: u16 = 7;
const GET_ELEMENTS: u16 = 13;

fn ruleset() -> Ruleset {
    Ruleset {
        table: "longshoret".to_owned(),
        prefix: "lst-".to_owned(),
        network: Ipv4Addr::new(172, 31, 0, 0),
        prefix_length: 20,
        gateway: Ipv4Addr::new(172, 31, 0, 1),
        link_local: [Ipv4Addr::new(169, 254, 170, 2), Ipv4Addr::new(169, 254, 169, 253)],
    }
}

/// On a thread in a namespace of its own; not where that is not allowed.
#[allow(
    deprecated,
    reason = "deprecated for what it does to descriptor tables, which this flag leaves alone"
)]
fn in_own_namespace(test: impl FnOnce(Socket) + Send) {
    std::thread::scope(|scope| {
        let thread = scope.spawn(|| match rustix::thread::unshare(UnshareFlags::NEWNET) {
            Ok(()) => test(Socket::open(NETFILTER).unwrap().with_large_buffers()),
            Err(reason) => println!("skipped: no namespace of its own: {reason}"),
        });
        thread.join().unwrap();
    });
}

/// Each rule as its chain and the names of its expressions.
fn rules_in(socket: &mut Socket) -> Vec<String> {
    let request = message("list rules", GET_RULES, 0, Attributes::new().text(1, &ruleset().table));
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap().trim_end_matches('\0').to_owned();
    let described = socket.dump(&request).unwrap().into_iter().map(|reply| {
        let chain = text(find(&reply.body, FIXED, 2).unwrap());
        let expressions = find(&reply.body, FIXED, 4).unwrap();
        let names = attributes(expressions, 0).map(|one| text(find(one.value, 0, 1).unwrap()));
        format!("{chain}: {}", names.collect::<Vec<_>>().join(" "))
    });
    described.collect()
}

/// Keys and values of a set.
fn elements_in(socket: &mut Socket, set: &str) -> Vec<(Vec<u8>, Option<Vec<u8>>)> {
    let place = Attributes::new().text(1, &ruleset().table).text(2, set);
    let replies = socket.dump(&message("list elements", GET_ELEMENTS, 0, place)).unwrap();
    let mut all = Vec::new();
    for reply in &replies {
        for element in attributes(find(&reply.body, FIXED, 3).unwrap_or_default(), 0) {
            let part = |kind| Some(find(find(element.value, 0, kind)?, 0, 1)?.to_vec());
            all.push((part(1).unwrap(), part(2)));
        }
    }
    all.sort();
    all
}

fn some_elements() -> Elements {
    Elements {
        ports: vec![
            (Protocol::Tcp, 8080, Ipv4Addr::new(172, 31, 0, 2), 80),
            (Protocol::Udp, 53, Ipv4Addr::new(172, 31, 0, 3), 5353),
        ],
        hairpins: vec![Ipv4Addr::new(172, 31, 0, 2)],
        subnet_addresses: vec![Ipv4Addr::new(10, 7, 1, 5)],
    }
}

#[test]
fn a_rule_is_encoded_as_the_kernel_reads_it() {
    let rule = Rule::new().input_begins("ls").verdict(Verdict::Drop);
    let meta = [
        &[36, 0, 1, 0x80, 9, 0, 1, 0][..],
        b"meta\0\0\0\0",
        &[20, 0, 2, 0x80, 8, 0, 1, 0, 0, 0, 0, 1, 8, 0, 2, 0, 0, 0, 0, 6],
    ];
    let compare = [
        &[44, 0, 1, 0x80, 8, 0, 1, 0][..],
        b"cmp\0",
        &[32, 0, 2, 0x80, 8, 0, 1, 0, 0, 0, 0, 1, 8, 0, 2, 0, 0, 0, 0, 0, 12, 0, 3, 0x80, 6, 0, 1, 0],
        b"ls\0\0",
    ];
    let verdict = [
        &[48, 0, 1, 0x80, 14, 0, 1, 0][..],
        b"immediate\0\0\0",
        &[28, 0, 2, 0x80, 8, 0, 1, 0, 0, 0, 0, 0, 16, 0, 2, 0x80, 12, 0, 2, 0x80, 8, 0, 1, 0, 0, 0, 0, 0],
    ];
    let expected: Vec<u8> = [meta.concat(), compare.concat(), verdict.concat()].concat();
    assert_eq!(rule.into_attributes().as_slice(), expected);
}

#[test]
fn a_port_is_encoded_in_whole_registers() {
    let element = port_element((Protocol::Tcp, 8080, Ipv4Addr::new(172, 31, 0, 2), 80), true);
    let expected = [
        [16, 0, 1, 0x80, 12, 0, 1, 0, 6, 0, 0, 0, 0x1f, 0x90, 0, 0],
        [16, 0, 2, 0x80, 12, 0, 1, 0, 172, 31, 0, 2, 0, 80, 0, 0],
    ];
    assert_eq!(element.as_slice(), expected.concat());
}

#[test]
fn masks() {
    assert_eq!([0, 1, 20, 32].map(mask_of), [0, 0x8000_0000, 0xffff_f000, u32::MAX]);
}

#[test]
fn the_kernel_understood_every_rule() {
    in_own_namespace(|mut socket| {
        rebuild(&mut socket, &ruleset(), &Elements::default()).unwrap();
        let mut found = rules_in(&mut socket);
        found.sort();
        let published = "meta payload lookup nat";
        let mut expected = vec![
            "guard: meta cmp payload bitwise cmp immediate".to_owned(),
            "guard: meta cmp payload bitwise cmp immediate".to_owned(),
            "inbound: payload cmp meta cmp meta cmp immediate".to_owned(),
            "inbound: payload cmp meta cmp meta cmp immediate".to_owned(),
            "passing: ct bitwise cmp immediate".to_owned(),
            "passing: meta cmp meta cmp payload bitwise cmp ct bitwise cmp immediate".to_owned(),
            "passing: meta cmp immediate".to_owned(),
            "passing: meta cmp immediate".to_owned(),
            "leaving: meta cmp payload bitwise cmp immediate nat".to_owned(),
            "leaving: payload lookup immediate nat".to_owned(),
            "leaving: payload bitwise cmp meta cmp masq".to_owned(),
            "leaving: payload lookup meta cmp masq".to_owned(),
        ];
        for chain in ["published", "published_here"] {
            expected.extend(vec![format!("{chain}: payload cmp immediate"); 2]);
            expected.push(format!("{chain}: fib cmp {published}"));
        }
        expected.sort();
        assert_eq!(found, expected);
    });
}

#[test]
fn elements_come_and_go_and_a_rebuild_leaves_no_others() {
    in_own_namespace(|mut socket| {
        let elements = some_elements();
        rebuild(&mut socket, &ruleset(), &Elements::default()).unwrap();
        add_elements(&mut socket, &ruleset(), &elements).unwrap();
        let udp = (vec![17, 0, 0, 0, 0, 53, 0, 0], Some(vec![172, 31, 0, 3, 0x14, 0xe9, 0, 0]));
        let tcp = (vec![6, 0, 0, 0, 0x1f, 0x90, 0, 0], Some(vec![172, 31, 0, 2, 0, 80, 0, 0]));
        assert_eq!(elements_in(&mut socket, "ports"), [tcp, udp]);
        assert_eq!(elements_in(&mut socket, "hairpins"), [(vec![172, 31, 0, 2, 172, 31, 0, 2], None)]);
        assert_eq!(elements_in(&mut socket, "subnet_addresses"), [(vec![10, 7, 1, 5], None)]);
        remove_elements(&mut socket, &ruleset(), &elements).unwrap();
        assert_eq!(elements_in(&mut socket, "ports"), []);
        assert!(remove_elements(&mut socket, &ruleset(), &elements).is_err(), "all or nothing");
        add_elements(&mut socket, &ruleset(), &elements).unwrap();
        rebuild(&mut socket, &ruleset(), &Elements::default()).unwrap();
        assert_eq!(elements_in(&mut socket, "hairpins"), []);
        remove_table(&mut socket, &ruleset()).unwrap();
        assert!(!table_exists(&mut socket, &ruleset()).unwrap());
        remove_table(&mut socket, &ruleset()).unwrap();
    });
}

#[test]
fn more_elements_than_one_message_holds() {
    in_own_namespace(|mut socket| {
        let address = Ipv4Addr::new(172, 31, 0, 2);
        let ports = (1..=20_000).map(|port| (Protocol::Tcp, port, address, port)).collect();
        let elements = Elements { ports, ..Elements::default() };
        rebuild(&mut socket, &ruleset(), &elements).unwrap();
        assert_eq!(elements_in(&mut socket, "ports").len(), 20_000);
    });
}

#[test]
fn a_table_that_others_removed_is_built_anew() {
    in_own_namespace(|mut socket| {
        let mut rules = Rules::new(ruleset(), Socket::open(NETFILTER).unwrap());
        rules.rebuild(&Elements::default()).unwrap();
        rules.add(&some_elements(), some_elements).unwrap();
        remove_table(&mut socket, &ruleset()).unwrap();
        rules.look_after(some_elements).unwrap();
        assert_eq!(elements_in(&mut socket, "ports").len(), 2);
        remove_table(&mut socket, &ruleset()).unwrap();
        rules.remove(&some_elements(), Elements::default).unwrap();
        assert!(table_exists(&mut socket, &ruleset()).unwrap());
        assert_eq!(elements_in(&mut socket, "ports"), []);
    });
}
