//! Host ports for a sandbox, found before its container exists, by trying to listen on them.
//!
//! Where the engine is on another machine this says nothing about that machine's ports; the engine then
//! refuses at the start what is taken.
//!
//! Must not know: Docker.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::ErrorKind;
use std::net::{Ipv4Addr, TcpListener, UdpSocket};

use crate::error::DriverError;
use crate::sandbox::{PortBinding, PortProtocol, PortRequest};

pub(crate) const DYNAMIC_FIRST: u16 = 49_153;
/// The last port that there is, so that what lies beyond it cannot be said.
pub(crate) const DYNAMIC_LAST: u16 = u16::MAX;

/// Ports that sandboxes hold, whether anything listens on them yet or not.
pub(crate) type Held = BTreeSet<(PortProtocol, u16)>;

pub(crate) fn held_by(bindings: &[PortBinding]) -> impl Iterator<Item = (PortProtocol, u16)> + '_ {
    bindings.iter().flat_map(|binding| {
        (0..binding.count).map(move |step| (binding.protocol, binding.host_port.saturating_add(step)))
    })
}

/// Finds a port, or neighbouring ones, for each request; `is_free` asks the machine. `from` is where to begin
/// in the dynamic range, so that a port is not given again at once.
pub(crate) fn choose(
    requests: &[PortRequest],
    held: &Held,
    from: u16,
    is_free: &dyn Fn(PortProtocol, u16) -> bool,
) -> Result<Vec<PortBinding>, DriverError> {
    let mut held = held.clone();
    let mut bindings = Vec::with_capacity(requests.len());
    for request in requests {
        let count = request.count.max(1);
        if request.container_port.checked_add(count - 1).is_none() {
            return Err(DriverError::InvalidSpec(format!(
                "{count} ports from {} on are more than there are",
                request.container_port
            )));
        }
        let free = |port: u16| {
            (0..count).all(|step| {
                port.checked_add(step).is_some_and(|port| {
                    !held.contains(&(request.protocol, port)) && is_free(request.protocol, port)
                })
            })
        };
        let host_port = match request.host_port.filter(|port| *port != 0) {
            Some(port) if free(port) => port,
            Some(port) => return Err(DriverError::Network(format!("host port {port} is already in use"))),
            None => dynamic(from, count).find(|port| free(*port)).ok_or_else(|| {
                DriverError::Network(format!(
                    "no {count} free host ports side by side in {DYNAMIC_FIRST}-{DYNAMIC_LAST}"
                ))
            })?,
        };
        let binding = PortBinding {
            container_port: request.container_port,
            host_port,
            count,
            protocol: request.protocol,
        };
        held.extend(held_by(std::slice::from_ref(&binding)));
        bindings.push(binding);
    }
    Ok(bindings)
}

/// Where a node begins to look: nodes that share a machine begin in different places, so that they seldom
/// choose the same port before either listens.
pub(crate) fn beginning(node: &str) -> u16 {
    let mut hasher = DefaultHasher::new();
    node.hash(&mut hasher);
    let room = u64::from(DYNAMIC_LAST - DYNAMIC_FIRST);
    u16::try_from(hasher.finish() % room).map_or(DYNAMIC_FIRST, |step| DYNAMIC_FIRST + step)
}

/// The dynamic range once around, without starts whose last neighbour lies beyond it.
fn dynamic(from: u16, count: u16) -> impl Iterator<Item = u16> {
    let from = from.clamp(DYNAMIC_FIRST, DYNAMIC_LAST);
    (from..=DYNAMIC_LAST).chain(DYNAMIC_FIRST..from).filter(move |port| port.checked_add(count - 1).is_some())
}

/// Whether nothing on this machine listens there. Not being allowed to try is no answer, so it counts as free.
pub(crate) fn is_free(protocol: PortProtocol, port: u16) -> bool {
    let place = (Ipv4Addr::UNSPECIFIED, port);
    let tried = match protocol {
        PortProtocol::Tcp => TcpListener::bind(place).map(drop),
        PortProtocol::Udp => UdpSocket::bind(place).map(drop),
    };
    !matches!(tried, Err(error) if error.kind() == ErrorKind::AddrInUse)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(host_port: Option<u16>, count: u16) -> PortRequest {
        PortRequest { container_port: 80, count, host_port, protocol: PortProtocol::Tcp }
    }

    #[test]
    fn ranges_are_neighbours_and_wrap_around() {
        let taken = |_, port: u16| port != 49_155;
        let chosen = choose(&[request(None, 3), request(None, 1)], &Held::new(), 49_153, &taken).unwrap();
        assert_eq!((chosen[0].host_port, chosen[1].host_port), (49_156, 49_153));
        let last = choose(&[request(None, 2)], &Held::new(), DYNAMIC_LAST, &|_, _| true).unwrap();
        assert_eq!(last[0].host_port, DYNAMIC_FIRST, "65535 has no neighbour");
    }

    #[test]
    fn what_is_held_is_not_given_again() {
        let held: Held = [(PortProtocol::Tcp, 8080)].into();
        let all = |_, _| true;
        assert!(matches!(choose(&[request(Some(8080), 1)], &held, 0, &all), Err(DriverError::Network(_))));
        assert!(matches!(choose(&[request(Some(8079), 2)], &held, 0, &all), Err(DriverError::Network(_))));
        assert!(choose(&[request(Some(8081), 1)], &held, 0, &all).is_ok());
        assert!(choose(&[request(None, 1)], &Held::new(), 0, &|_, _| false).is_err());
    }

    #[test]
    fn a_listener_is_seen() {
        let listener = TcpListener::bind((Ipv4Addr::UNSPECIFIED, 0)).unwrap();
        assert!(!is_free(PortProtocol::Tcp, listener.local_addr().unwrap().port()));
    }
}
