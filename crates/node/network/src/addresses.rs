//! The pool of the bridge's addresses. A released address is given out again as late as possible, so that what
//! still knows it (a connection, a name's answer) does not meet a stranger.
//!
//! Invariant: an address is either taken, or in the row of released ones, or still ahead of the round.

use std::collections::{HashSet, VecDeque};
use std::net::Ipv4Addr;

use crate::error::NetworkError;

#[derive(Debug)]
pub(crate) struct AddressPool {
    first: u32,
    size: u32,
    /// Where the round through the range began, and how far it came.
    start: u32,
    passed: u32,
    released: VecDeque<u32>,
    taken: HashSet<u32>,
}

impl AddressPool {
    /// Addresses from `first` to `last`; `newest` was given out last in an earlier life, `taken` are still held.
    pub(crate) fn new(first: Ipv4Addr, last: Ipv4Addr, newest: Option<Ipv4Addr>, taken: &[Ipv4Addr]) -> Self {
        let first = first.to_bits();
        let size = last.to_bits().saturating_sub(first).saturating_add(1);
        let start = newest.map_or(0, |newest| newest.to_bits().wrapping_sub(first).wrapping_add(1));
        let taken = taken.iter().map(|address| address.to_bits()).collect();
        let start = if start < size { start } else { 0 };
        Self { first, size, start, passed: 0, released: VecDeque::new(), taken }
    }

    pub(crate) fn take(&mut self) -> Result<Ipv4Addr, NetworkError> {
        while self.passed < self.size {
            let offset = (u64::from(self.start) + u64::from(self.passed)) % u64::from(self.size);
            let candidate = self.first + u32::try_from(offset).unwrap_or_default();
            self.passed += 1;
            if self.taken.insert(candidate) {
                return Ok(Ipv4Addr::from_bits(candidate));
            }
        }
        let oldest = self.released.pop_front().ok_or(NetworkError::NoFreeAddress)?;
        self.taken.insert(oldest);
        Ok(Ipv4Addr::from_bits(oldest))
    }

    pub(crate) fn release(&mut self, address: Ipv4Addr) {
        let bits = address.to_bits();
        if self.taken.remove(&bits) && self.was_passed(bits) {
            self.released.push_back(bits);
        }
    }

    fn was_passed(&self, bits: u32) -> bool {
        let offset = u64::from(bits.wrapping_sub(self.first));
        let size = u64::from(self.size);
        (offset + size).saturating_sub(u64::from(self.start)) % size < u64::from(self.passed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(last: u8) -> Ipv4Addr {
        Ipv4Addr::new(10, 0, 0, last)
    }

    #[test]
    fn a_released_address_comes_back_last() {
        let mut pool = AddressPool::new(at(2), at(5), None, &[]);
        assert_eq!(pool.take(), Ok(at(2)));
        pool.release(at(2));
        let row: Vec<_> = (0..4).map(|_| pool.take().unwrap()).collect();
        assert_eq!(row, [at(3), at(4), at(5), at(2)]);
        assert_eq!(pool.take(), Err(NetworkError::NoFreeAddress));
    }

    #[test]
    fn a_new_life_goes_on_behind_the_newest() {
        let mut pool = AddressPool::new(at(2), at(5), Some(at(3)), &[at(3), at(4)]);
        assert_eq!(pool.take(), Ok(at(5)));
        pool.release(at(4));
        assert_eq!(pool.take(), Ok(at(2)));
        assert_eq!(pool.take(), Ok(at(4)), "released ahead of the round: met by the round, once");
        assert_eq!(pool.take(), Err(NetworkError::NoFreeAddress));
    }

    proptest! {
        #[test]
        fn no_address_is_held_twice_and_none_is_lost(steps in proptest::collection::vec(0u8..8, 0..200), newest in 1u8..12) {
            let mut pool = AddressPool::new(at(2), at(9), Some(at(newest)), &[at(4)]);
            let mut held = vec![at(4)];
            for step in steps {
                if step < 5 {
                    match pool.take() {
                        Ok(address) => {
                            prop_assert!(!held.contains(&address) && (at(2)..=at(9)).contains(&address));
                            held.push(address);
                        }
                        Err(_) => prop_assert_eq!(held.len(), 8),
                    }
                } else if let Some(address) = held.pop() {
                    pool.release(address);
                }
            }
        }
    }
}
