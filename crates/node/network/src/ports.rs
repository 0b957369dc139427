//! Host ports: which are given out, and the holding of them against other programs.
//!
//! A port is held by a bound socket that does not listen: other programs are told that the port is in use, and
//! nothing is taken from connections, because the rules lead them away before they reach any socket of this
//! machine. After a restart the holds are taken anew; a program that came in between keeps its socket, but the
//! rules still precede it.
//!
//! Invariants: a port of a protocol is given out once; requests of one attachment are granted together or not at all.

use std::collections::{HashMap, HashSet};
use std::net::{Ipv4Addr, SocketAddrV4};
use std::os::fd::OwnedFd;

use rustix::io::Errno;
use rustix::net::{AddressFamily, SocketFlags, SocketType, bind, socket_with, sockopt};

use crate::error::NetworkError;
use crate::request::{PortBinding, PortRequest, Protocol};

/// More ports than these are given out without being held, so that descriptors do not run out.
const MAX_HELD: usize = 4096;
/// Ports of one attachment; each is an element of the rules.
pub(crate) const MAX_PORTS_EACH: u32 = 4096;

/// What stands between a port and other programs.
#[derive(Debug)]
pub(crate) enum Hold<T> {
    Held(T),
    /// Free, but not held.
    Free,
    InUse,
}

pub(crate) trait Holder {
    type Held;
    fn hold(&mut self, protocol: Protocol, port: u16) -> Hold<Self::Held>;
}

/// Holds ports of this machine by binding them on all addresses.
#[derive(Debug)]
pub(crate) struct BoundSockets;

impl Holder for BoundSockets {
    type Held = OwnedFd;

    fn hold(&mut self, protocol: Protocol, port: u16) -> Hold<OwnedFd> {
        match bound(protocol, port, false) {
            Ok(socket) => Hold::Held(socket),
            // What is left of ended connections blocks a first bind, but not this one.
            Err(Errno::ADDRINUSE) if protocol == Protocol::Tcp => match bound(protocol, port, true) {
                Ok(_) => Hold::Free,
                Err(_) => Hold::InUse,
            },
            Err(Errno::ADDRINUSE) => Hold::InUse,
            Err(_) => Hold::Free,
        }
    }
}

fn bound(protocol: Protocol, port: u16, beside_ended: bool) -> Result<OwnedFd, Errno> {
    let kind = match protocol {
        Protocol::Tcp => SocketType::STREAM,
        Protocol::Udp => SocketType::DGRAM,
    };
    let socket = socket_with(AddressFamily::INET, kind, SocketFlags::CLOEXEC, None)?;
    sockopt::set_socket_reuseaddr(&socket, beside_ended)?;
    bind(&socket, &SocketAddrV4::new(Ipv4Addr::UNSPECIFIED, port))?;
    Ok(socket)
}

#[derive(Debug)]
pub(crate) struct PortTable<H: Holder> {
    first: u16,
    last: u16,
    /// Where the next search begins.
    next: u16,
    reserved: HashSet<u16>,
    taken: HashMap<(Protocol, u16), Option<H::Held>>,
    holder: H,
}

impl<H: Holder> PortTable<H> {
    pub(crate) fn new(range: (u16, u16), reserved: &[u16], holder: H) -> Self {
        let (first, last) = (range.0.max(1), range.1);
        let reserved = reserved.iter().copied().collect();
        Self { first, last, next: first, reserved, taken: HashMap::new(), holder }
    }

    /// All that is asked for, or nothing. Fixed ports go first, so that no search takes them.
    pub(crate) fn take(&mut self, requests: &[PortRequest]) -> Result<Vec<PortBinding>, NetworkError> {
        validate(requests)?;
        let mut granted: Vec<Option<PortBinding>> = vec![None; requests.len()];
        for fixed in [true, false] {
            for (request, slot) in requests.iter().zip(granted.iter_mut()) {
                if fixed_port(request).is_some() == fixed {
                    match self.take_one(request) {
                        Ok(binding) => *slot = Some(binding),
                        Err(error) => {
                            self.release(&granted.into_iter().flatten().collect::<Vec<_>>());
                            return Err(error);
                        }
                    }
                }
            }
        }
        Ok(granted.into_iter().flatten().collect())
    }

    pub(crate) fn release(&mut self, bindings: &[PortBinding]) {
        for binding in bindings {
            for port in binding_ports(binding) {
                self.taken.remove(&(binding.protocol, port));
            }
        }
    }

    /// Ports given out in an earlier life; says which of them another program uses now.
    pub(crate) fn adopt(&mut self, bindings: &[PortBinding]) -> Vec<u16> {
        let mut lost = Vec::new();
        for binding in bindings {
            for port in binding_ports(binding) {
                let held = match self.holder.hold(binding.protocol, port) {
                    Hold::Held(held) if self.taken.len() < MAX_HELD => Some(held),
                    Hold::Held(_) | Hold::Free => None,
                    Hold::InUse => {
                        lost.push(port);
                        None
                    }
                };
                self.taken.insert((binding.protocol, port), held);
            }
        }
        lost
    }

    fn take_one(&mut self, request: &PortRequest) -> Result<PortBinding, NetworkError> {
        let host_port = match fixed_port(request) {
            Some(port) => self
                .hold_row(request.protocol, port, request.count)
                .map(|()| port)
                .map_err(|port| NetworkError::PortTaken { port })?,
            None => self.search(request.protocol, request.count)?,
        };
        let PortRequest { container_port, count, protocol, .. } = *request;
        Ok(PortBinding { container_port, count, host_port, protocol })
    }

    /// Upward from where the last search ended, once around.
    fn search(&mut self, protocol: Protocol, count: u16) -> Result<u16, NetworkError> {
        let (first, last) = (u32::from(self.first), u32::from(self.last));
        let none = NetworkError::NoFreePort { count, first: self.first, last: self.last };
        let size = (last + 1).saturating_sub(first);
        if u32::from(count) > size {
            return Err(none);
        }
        let (mut start, mut walked) = (u32::from(self.next), 0);
        while walked < size + u32::from(count) {
            let Some(port) = u16::try_from(start).ok().filter(|_| start + u32::from(count) - 1 <= last)
            else {
                walked += (last + 1).saturating_sub(start).max(1);
                start = first;
                continue;
            };
            match self.hold_row(protocol, port, count) {
                Ok(()) => {
                    self.next =
                        port.checked_add(count).filter(|next| *next <= self.last).unwrap_or(self.first);
                    return Ok(port);
                }
                Err(used) => {
                    walked += u32::from(used) - start + 1;
                    start = u32::from(used) + 1;
                }
            }
        }
        Err(none)
    }

    /// The error is the port that is not free.
    fn hold_row(&mut self, protocol: Protocol, first: u16, count: u16) -> Result<(), u16> {
        let last = first.saturating_add(count.saturating_sub(1));
        for port in first..=last {
            if let Err(used) = self.hold_port(protocol, port) {
                for earlier in first..used {
                    self.taken.remove(&(protocol, earlier));
                }
                return Err(used);
            }
        }
        Ok(())
    }

    fn hold_port(&mut self, protocol: Protocol, port: u16) -> Result<(), u16> {
        if self.reserved.contains(&port) || self.taken.contains_key(&(protocol, port)) {
            return Err(port);
        }
        let held = match self.holder.hold(protocol, port) {
            Hold::Held(held) if self.taken.len() < MAX_HELD => Some(held),
            Hold::Held(_) | Hold::Free => None,
            Hold::InUse => return Err(port),
        };
        self.taken.insert((protocol, port), held);
        Ok(())
    }
}

pub(crate) fn binding_ports(binding: &PortBinding) -> impl Iterator<Item = u16> {
    let last = binding.host_port.saturating_add(binding.count.saturating_sub(1));
    binding.host_port..=last
}

/// Host port 0 is a way to ask for any.
fn fixed_port(request: &PortRequest) -> Option<u16> {
    request.host_port.filter(|port| *port != 0)
}

fn validate(requests: &[PortRequest]) -> Result<(), NetworkError> {
    let total: u32 = requests.iter().map(|request| u32::from(request.count)).sum();
    if total > MAX_PORTS_EACH {
        let text = format!("{total} ports are asked for; at most {MAX_PORTS_EACH} can be published at once");
        return Err(NetworkError::InvalidRequest(text));
    }
    for request in requests {
        let fits = |first: u16| u32::from(first) + u32::from(request.count) <= 65_536;
        let host_fits = fixed_port(request).is_none_or(fits);
        if request.count == 0 || request.container_port == 0 || !fits(request.container_port) || !host_fits {
            let text = format!(
                "{} ports from container port {} (host port {:?}) are not a range of ports",
                request.count, request.container_port, request.host_port
            );
            return Err(NetworkError::InvalidRequest(text));
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
