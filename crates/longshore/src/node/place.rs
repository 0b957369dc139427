//! The place of a node on its machine: a mark of its own in the names of interfaces and cgroups, and a range
//! of addresses for its bridge that nobody else there uses.
//!
//! Several nodes can live on one machine, each with a data directory of its own.
//! Must not know: what is done in that place.

use std::net::Ipv4Addr;
use std::path::Path;

use ring::digest::{SHA256, digest};

const TAG_LETTERS: usize = 4;
const ALPHABET: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
/// Where bridges get their addresses: 256 ranges of a /20, in places that few networks use.
const RANGES_FROM: [Ipv4Addr; 2] = [Ipv4Addr::new(10, 213, 0, 0), Ipv4Addr::new(172, 29, 0, 0)];
const RANGES_EACH: u32 = 16;
const RANGE_PREFIX: u8 = 20;

/// Four letters from the path of the data directory.
pub(crate) fn tag(data_dir: &Path) -> String {
    let hash = digest(&SHA256, data_dir.as_os_str().as_encoded_bytes());
    let letters = hash.as_ref().iter().take(TAG_LETTERS);
    letters.filter_map(|byte| ALPHABET.get(usize::from(byte % 32)).copied().map(char::from)).collect()
}

/// A network that the machine has a route to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Route {
    pub(crate) network: u32,
    pub(crate) mask: u32,
}

/// The routes of `/proc/net/route`, but for the default one and those of that interface.
pub(crate) fn routes(text: &str, except: &str) -> Vec<Route> {
    let route = |line: &str| {
        let fields: Vec<&str> = line.split_whitespace().collect();
        // The kernel prints addresses as they lie in memory.
        let address = |field: &str| u32::from_str_radix(field, 16).ok().map(u32::from_le);
        let (interface, network, mask) =
            (fields.first()?, address(fields.get(1)?)?, address(fields.get(7)?)?);
        let (network, mask) = (u32::from_be(network), u32::from_be(mask));
        (mask != 0 && *interface != except).then_some(Route { network, mask })
    };
    text.lines().skip(1).filter_map(route).collect()
}

/// The first range from a place on, by the tag so that two nodes seldom want the same, that no route is in.
pub(crate) fn bridge_range(tag: &str, taken: &[Route]) -> Option<(Ipv4Addr, u8)> {
    let mask = u32::MAX << (32 - RANGE_PREFIX);
    let ranges: Vec<u32> = RANGES_FROM
        .iter()
        .flat_map(|from| {
            (0..RANGES_EACH).map(move |number| u32::from(*from) + (number << (32 - RANGE_PREFIX)))
        })
        .collect();
    let first = tag.bytes().map(usize::from).sum::<usize>() % ranges.len();
    let free = |range: &&u32| {
        !taken.iter().any(|route| {
            let both = route.mask & mask;
            route.network & both == **range & both
        })
    };
    ranges
        .iter()
        .cycle()
        .skip(first)
        .take(ranges.len())
        .find(free)
        .map(|range| (Ipv4Addr::from(*range), RANGE_PREFIX))
}

/// A range as it is written down: `10.213.16.0/20`.
pub(crate) fn parse_range(text: &str) -> Option<(Ipv4Addr, u8)> {
    let (address, prefix) = text.trim().split_once('/')?;
    let prefix = prefix.parse().ok().filter(|prefix| (8..=30).contains(prefix))?;
    Some((address.parse().ok()?, prefix))
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROUTES: &str = "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n\
        eth0\t00000000\t010011AC\t0003\t0\t0\t0\t00000000\t0\t0\t0\n\
        docker0\t000011AC\t00000000\t0001\t0\t0\t0\t0000FFFF\t0\t0\t0\n\
        lsabcd0\t0000D50A\t00000000\t0001\t0\t0\t0\t00F0FFFF\t0\t0\t0\n";

    #[test]
    fn routes_are_read_as_the_kernel_prints_them() {
        let all = routes(ROUTES, "");
        assert_eq!(all.len(), 2, "{all:?}");
        assert_eq!(Ipv4Addr::from(all[0].network), Ipv4Addr::new(172, 17, 0, 0));
        assert_eq!(Ipv4Addr::from(all[1].mask), Ipv4Addr::new(255, 255, 240, 0));
        assert_eq!(routes(ROUTES, "lsabcd0").len(), 1);
        assert_eq!(routes("nonsense\nmore of it\n", ""), []);
    }

    #[test]
    fn a_range_is_free_and_there_are_many() {
        let mut taken = Vec::new();
        for _ in 0..32 {
            let (address, prefix) = bridge_range("abcd", &taken).unwrap();
            assert_eq!(prefix, 20);
            assert!(taken.iter().all(|route: &Route| route.network != u32::from(address)));
            taken.push(Route { network: u32::from(address), mask: 0xffff_f000 });
        }
        assert_eq!(bridge_range("abcd", &taken), None);
        let private = [Route { network: u32::from(Ipv4Addr::new(10, 0, 0, 0)), mask: 0xff00_0000 }];
        assert_eq!(bridge_range("abcd", &private).unwrap().0.octets()[0], 172);
    }

    #[test]
    fn tags_are_short_and_differ() {
        let (one, two) = (tag(Path::new("/one")), tag(Path::new("/two")));
        assert_ne!(one, two);
        assert!(one.len() == TAG_LETTERS && one.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    }
}
