//! Host ports: tables and properties of the allocator.
//!
//! Must not know: more than the module it tests.

use proptest::prelude::*;

use super::*;

/// Other programs' ports.
#[derive(Debug, Default)]
struct Others(HashSet<(Protocol, u16)>);

impl Holder for Others {
    type Held = ();
    fn hold(&mut self, protocol: Protocol, port: u16) -> Hold<()> {
        if self.0.contains(&(protocol, port)) { Hold::InUse } else { Hold::Held(()) }
    }
}

fn table(others: &[u16]) -> PortTable<Others> {
    let others = others.iter().map(|port| (Protocol::Tcp, *port)).collect();
    PortTable::new((100, 109), &[103], Others(others))
}

fn ask(count: u16, host_port: Option<u16>) -> PortRequest {
    PortRequest { container_port: 80, count, host_port, protocol: Protocol::Tcp }
}

fn first(table: &mut PortTable<Others>, count: u16, host_port: Option<u16>) -> Result<u16, NetworkError> {
    table.take(&[ask(count, host_port)]).map(|granted| granted[0].host_port)
}

#[test]
fn the_search_goes_upward_skips_and_wraps() {
    let mut table = table(&[101]);
    let ports: Vec<_> = (0..8).map(|_| first(&mut table, 1, None).unwrap()).collect();
    assert_eq!(ports, [100, 102, 104, 105, 106, 107, 108, 109]);
    assert_eq!(first(&mut table, 1, None), Err(NetworkError::NoFreePort { count: 1, first: 100, last: 109 }));
    table.release(&[PortBinding { container_port: 80, count: 1, host_port: 105, protocol: Protocol::Tcp }]);
    assert_eq!(first(&mut table, 1, None), Ok(105));
}

#[test]
fn ranges_are_neighbours_and_do_not_cross_the_end() {
    let mut table = table(&[]);
    assert_eq!(first(&mut table, 4, None), Ok(104));
    assert_eq!(first(&mut table, 3, None), Ok(100));
    assert_eq!(first(&mut table, 2, None), Ok(108));
    assert!(first(&mut table, 1, None).is_err());
}

#[test]
fn a_range_over_the_place_where_the_search_began_is_found() {
    let mut table = PortTable::new((1, 4), &[], Others::default());
    assert_eq!(first(&mut table, 1, None), Ok(1));
    assert_eq!(first(&mut table, 1, None), Ok(2));
    table.release(&[PortBinding { container_port: 80, count: 2, host_port: 1, protocol: Protocol::Tcp }]);
    assert_eq!(first(&mut table, 4, None), Ok(1));
}

#[test]
fn a_fixed_port_in_use_is_named_and_nothing_is_kept() {
    let mut table = table(&[443]);
    let both = [ask(1, Some(80)), ask(1, Some(443))];
    assert_eq!(table.take(&both), Err(NetworkError::PortTaken { port: 443 }));
    assert_eq!(first(&mut table, 1, Some(80)), Ok(80));
    assert_eq!(first(&mut table, 1, Some(80)), Err(NetworkError::PortTaken { port: 80 }));
    assert_eq!(first(&mut table, 1, Some(103)), Err(NetworkError::PortTaken { port: 103 }));
}

#[test]
fn a_search_does_not_take_what_the_same_request_fixes() {
    let mut table = table(&[]);
    let granted = table.take(&[ask(1, None), ask(1, Some(100))]).unwrap();
    assert_eq!((granted[0].host_port, granted[1].host_port), (101, 100));
}

#[test]
fn nonsense_is_refused() {
    for request in [ask(0, None), ask(2, Some(65_535)), PortRequest { container_port: 0, ..ask(1, None) }] {
        assert!(matches!(table(&[]).take(&[request]), Err(NetworkError::InvalidRequest(_))));
    }
    assert!(matches!(table(&[]).take(&[ask(5000, None)]), Err(NetworkError::InvalidRequest(_))));
    assert!(matches!(table(&[]).take(&[ask(11, None)]), Err(NetworkError::NoFreePort { .. })));
}

#[test]
fn adopted_ports_are_taken_and_lost_ones_told() {
    let mut table = table(&[101]);
    let old = PortBinding { container_port: 80, count: 2, host_port: 100, protocol: Protocol::Tcp };
    assert_eq!(table.adopt(&[old]), [101]);
    assert_eq!(first(&mut table, 1, None), Ok(102));
}

#[test]
fn a_listening_program_is_seen_and_a_held_port_cannot_be_bound() {
    let listener = std::net::TcpListener::bind((Ipv4Addr::UNSPECIFIED, 0)).unwrap();
    let port = listener.local_addr().unwrap().port();
    assert!(matches!(BoundSockets.hold(Protocol::Tcp, port), Hold::InUse));
    drop(listener);
    let hold = BoundSockets.hold(Protocol::Tcp, port);
    if matches!(hold, Hold::Held(_)) {
        assert!(std::net::TcpListener::bind((Ipv4Addr::UNSPECIFIED, port)).is_err());
    }
}

proptest! {
    #[test]
    fn no_port_is_given_out_twice_and_the_full_range_is_usable(
        steps in proptest::collection::vec((1u16..4, proptest::option::of(98u16..112), any::<bool>()), 0..60),
        others in proptest::collection::hash_set(100u16..110, 0..4),
    ) {
        let others: Vec<u16> = others.into_iter().collect();
        let mut table = table(&others);
        let mut held: Vec<PortBinding> = Vec::new();
        for (count, host_port, release) in steps {
            if release && !held.is_empty() {
                let binding = held.swap_remove(usize::from(count) % held.len());
                table.release(&[binding]);
                continue;
            }
            let used: HashSet<u16> = held.iter().flat_map(binding_ports).chain(others.clone()).chain([103]).collect();
            let free = |first: u16| (first..first + count).all(|port| !used.contains(&port));
            match table.take(&[ask(count, host_port)]) {
                Ok(granted) => {
                    prop_assert!(free(granted[0].host_port));
                    if host_port.is_none() {
                        prop_assert!(granted[0].host_port >= 100 && granted[0].host_port + count <= 110);
                    }
                    held.extend(granted);
                }
                Err(_) => match host_port {
                    Some(port) => prop_assert!(!free(port)),
                    None => prop_assert!(!(100..=110 - count).any(free)),
                },
            }
        }
    }
}
