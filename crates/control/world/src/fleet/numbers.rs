//! Numbers for names: short, and the same whatever the order in which names became known, so that whoever
//! breaks a tie by number does it the same way after a restart.
//!
//! Must not know: what is named.

use std::collections::BTreeMap;
use std::hash::{BuildHasherDefault, Hasher};

use imbl::GenericHashMap;
use imbl::shared_ptr::DefaultSharedPtr;

use crate::key::KeyBytes;

/// A persistent map by name.
type ByName<V> = GenericHashMap<KeyBytes, V, BuildHasherDefault<AsItIs>, DefaultSharedPtr>;

/// A persistent map by number.
pub(super) type ByNumber<V> = GenericHashMap<u64, V, BuildHasherDefault<AsItIs>, DefaultSharedPtr>;

/// The hash of a number that is one already.
#[derive(Default)]
pub(super) struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = hash(bytes);
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = number;
    }
}

/// Names with their numbers, and how many hold on to each.
#[derive(Clone, Default)]
pub(super) struct Numbers {
    numbers: ByName<(u64, u32)>,
    names: ByNumber<KeyBytes>,
}

impl Numbers {
    pub(super) fn get(&self, name: &KeyBytes) -> Option<u64> {
        self.numbers.get(name).map(|(number, _)| *number)
    }

    /// The number of a name, which is held on to until it is let go as often.
    pub(super) fn hold(&mut self, name: &KeyBytes) -> u64 {
        if let Some((number, holders)) = self.numbers.get_mut(name) {
            *holders += 1;
            return *number;
        }
        let mut number = hash(name.as_slice());
        while self.names.contains_key(&number) {
            number = (number + 1) & NUMBER_MAX;
        }
        self.numbers.insert(name.clone(), (number, 1));
        self.names.insert(number, name.clone());
        number
    }

    pub(super) fn release(&mut self, name: &KeyBytes) {
        let Some((number, holders)) = self.numbers.get_mut(name) else { return };
        *holders = holders.saturating_sub(1);
        if *holders == 0 {
            self.names.remove(number);
            self.numbers.remove(name);
        }
    }

    /// The names that are held, and by how many.
    pub(super) fn held(&self) -> BTreeMap<&KeyBytes, u32> {
        self.numbers.iter().map(|(name, (_, holders))| (name, *holders)).collect()
    }

    pub(super) fn name(&self, number: u64) -> Option<&KeyBytes> {
        self.names.get(&number)
    }
}

/// Numbers leave the sign free, for those who keep them with others that have one.
const NUMBER_MAX: u64 = u64::MAX >> 1;

/// Eight bytes at a step, mixed once more at the end, because names differ in their last bytes.
pub(super) fn hash(bytes: &[u8]) -> u64 {
    const FACTOR: u64 = 0xd6e8_feb8_6659_fd93;
    let step = |hash: u64, word: u64| (hash ^ word).wrapping_mul(FACTOR).rotate_left(29);
    let (words, rest) = bytes.as_chunks::<8>();
    let hash = words.iter().fold(bytes.len() as u64, |hash, word| step(hash, u64::from_le_bytes(*word)));
    let mut mixed = rest.iter().fold(hash, |hash, byte| step(hash, u64::from(*byte)));
    mixed ^= mixed >> 32;
    mixed = mixed.wrapping_mul(FACTOR);
    mixed ^= mixed >> 32;
    mixed & NUMBER_MAX
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_keeps_its_number_as_long_as_somebody_holds_it() {
        let mut numbers = Numbers::default();
        let name = KeyBytes::from_slice(b"web");
        let number = numbers.hold(&name);
        assert_eq!(numbers.hold(&name), number);
        numbers.release(&name);
        assert_eq!(numbers.get(&name), Some(number));
        assert_eq!(numbers.name(number), Some(&name));
        numbers.release(&name);
        assert_eq!((numbers.get(&name), numbers.name(number)), (None, None));
        assert_eq!(numbers.hold(&name), number, "the same after it was gone");
    }
}
