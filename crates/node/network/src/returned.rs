//! Namespaces that come back from attachments that have ended, for others of the same kin: making and removing one
//! is most of what a short task costs the kernel.
//!
//! Invariants: given away again is only what nobody can tell from a new one, and only to the kin of whoever had it
//! (who may have kept a file of its /proc open): no socket is left in it, not even one that the kernel keeps for
//! late packets; not a packet ever passed its interfaces, so that nothing remembers one; no change of its links,
//! addresses, neighbours, routes or rules was told since it was handed out. What cannot be seen (settings below
//! /proc/sys) is the asker's to vouch for: nothing ran in it that had the right. Anything in doubt is removed.
//!
//! Must not know: who had it, or why it ended.

use std::collections::VecDeque;
use std::fs;
use std::fs::File;
use std::net::Ipv4Addr;
use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::error::NetworkError;
use crate::links;
use crate::namespaces::{self, INNER_NAME, Ready, io};

const SOCKETS: &str = "/proc/thread-self/net/sockstat";
const INTERFACES: &str = "/proc/thread-self/net/dev";
/// Lines that name the columns.
const HEADINGS: usize = 2;
const LOOPBACK: &str = "lo";

/// What an attachment that has ended was made of.
#[derive(Debug)]
pub(crate) struct Returned {
    pub(crate) kin: String,
    pub(crate) ready: Ready,
    pub(crate) address: Ipv4Addr,
    pub(crate) prefix_length: u8,
}

/// Those that can be given away again, the oldest first.
#[derive(Debug)]
pub(crate) struct Shelf {
    room: usize,
    row: Mutex<Row>,
}

#[derive(Debug, Default)]
struct Row {
    ready: VecDeque<(String, Ready)>,
    closed: bool,
}

impl Shelf {
    pub(crate) fn new(room: usize) -> Self {
        Self { room, row: Mutex::default() }
    }

    fn row(&self) -> MutexGuard<'_, Row> {
        self.row.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The newest of that kin.
    pub(crate) fn take(&self, kin: &str) -> Option<Ready> {
        let mut row = self.row();
        let place = row.ready.iter().rposition(|(of, _)| of == kin)?;
        row.ready.remove(place).map(|(_, ready)| ready)
    }

    /// What there is no room for.
    pub(crate) fn put(&self, kin: String, ready: Ready) -> Option<Ready> {
        let mut row = self.row();
        if row.closed {
            return Some(ready);
        }
        row.ready.push_back((kin, ready));
        if row.ready.len() > self.room { row.ready.pop_front().map(|(_, oldest)| oldest) } else { None }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.row().ready.is_empty()
    }

    /// What was there.
    pub(crate) fn empty(&self) -> Vec<Ready> {
        self.row().ready.drain(..).map(|(_, ready)| ready).collect()
    }

    /// Takes nothing any more.
    pub(crate) fn close(&self) -> Vec<Ready> {
        self.row().closed = true;
        self.empty()
    }
}

/// Lets changes be told from now on: those of the attachment itself are done.
pub(crate) fn watch(ready: &mut Ready) -> Result<(), NetworkError> {
    ready.inside.hear_changes()
}

/// Looks for traces of use, and takes the address away. On a thread of its own, which is at home before and after.
pub(crate) fn is_as_new(returned: &mut Returned, home: &File) -> Result<bool, NetworkError> {
    let Some(wire) = &returned.ready.wire else { return Ok(false) };
    if !returned.ready.inside.heard_nothing() {
        return Ok(false);
    }
    let namespace =
        File::open(&returned.ready.path).map_err(|error| io("open a returned namespace", &error))?;
    namespaces::enter(&namespace)?;
    let (sockets, interfaces) = (fs::read_to_string(SOCKETS), fs::read_to_string(INTERFACES));
    namespaces::enter(home)?;
    let unread = |error| io("look into a returned namespace", &error);
    if !only_our_socket(&sockets.map_err(unread)?) || !never_used(&interfaces.map_err(unread)?) {
        return Ok(false);
    }
    returned.ready.inside.hear_no_more()?;
    // Its routes and neighbours go with the interface's only address.
    let gone = links::delete_address(wire.inner.index, returned.address, returned.prefix_length);
    returned.ready.inside.carry_out(&[gone])?;
    Ok(true)
}

/// `used` counts sockets of every family, those of ended processes too; `tw` those that only wait for late packets.
fn only_our_socket(sockstat: &str) -> bool {
    let number = |line: &str, word: &str| {
        let mut words = sockstat.lines().find_map(|found| found.strip_prefix(line))?.split_whitespace();
        words.find(|found| *found == word)?;
        words.next()?.parse::<u64>().ok()
    };
    number("sockets:", "used") == Some(1)
        && number("TCP:", "tw") == Some(0)
        && number("FRAG:", "inuse") == Some(0)
}

/// Loopback and the wire are there, nothing else is, and all that is counted of them is zero.
fn never_used(interfaces: &str) -> bool {
    let mut names = Vec::new();
    for line in interfaces.lines().skip(HEADINGS) {
        let Some((name, counters)) = line.split_once(':') else { return false };
        if counters.split_whitespace().any(|counter| counter != "0") {
            return false;
        }
        names.push(name.trim());
    }
    names.sort_unstable();
    names == [INNER_NAME, LOOPBACK]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_counts_that_say_that_nothing_is_left() {
        let counts = |used: u32, tw: u32, fragments: u32| {
            format!(
                "sockets: used {used}\nTCP: inuse 0 orphan 0 tw {tw} alloc 1 mem 0\nUDP: inuse 0 mem 0\n\
                 FRAG: inuse {fragments} memory 0\n"
            )
        };
        assert!(only_our_socket(&counts(1, 0, 0)));
        for text in [counts(2, 0, 0), counts(0, 0, 0), counts(1, 1, 0), counts(1, 0, 1), String::new()] {
            assert!(!only_our_socket(&text), "{text}");
        }
    }

    #[test]
    fn one_packet_or_one_more_interface_is_a_trace() {
        let heading = "Inter-| Receive | Transmit\n face |bytes packets|bytes packets\n";
        let table = [
            ("    lo:       0       0    0\n  eth0:       0       0    0\n", true),
            ("  eth0:       0       0    0\n    lo:       0       0    0\n", true),
            ("    lo:      84       1    0\n  eth0:       0       0    0\n", false),
            ("    lo:       0       0    0\n  eth0:       0       0    0\n  dum0:   0  0 0\n", false),
            ("    lo:       0       0    0\n", false),
            ("garbage\n", false),
        ];
        for (lines, wanted) in table {
            assert_eq!(never_used(&format!("{heading}{lines}")), wanted, "{lines}");
        }
    }
}
