//! Filters of system calls, compiled once for each set of capabilities.
//!
//! Must not know: containers.

mod assemble;
mod profile;

use std::collections::BTreeMap;
use std::io;

use crate::capabilities::CapabilitySet;
use crate::sys;

/// More sets than any node has in use at once; behind it one is thrown away, and compiled again when it is due.
const FILTERS_MAX: usize = 32;

#[derive(Debug, Clone)]
pub(crate) struct Filter(Vec<libc::sock_filter>);

impl Filter {
    pub(crate) fn compile(set: CapabilitySet) -> Self {
        Self(assemble::assemble(&profile::answers(set), profile::NEWER))
    }

    pub(crate) fn install(&self) -> io::Result<()> {
        sys::install_filter(&self.0)
    }
}

#[derive(Debug, Default)]
pub(crate) struct Filters(BTreeMap<CapabilitySet, Filter>);

impl Filters {
    pub(crate) fn prepare(&mut self, set: CapabilitySet) {
        if self.0.contains_key(&set) {
            return;
        }
        while self.0.len() >= FILTERS_MAX {
            self.0.pop_first();
        }
        self.0.insert(set, Filter::compile(set));
    }

    pub(crate) fn get(&self, set: CapabilitySet) -> Option<&Filter> {
        self.0.get(&set)
    }
}

#[cfg(test)]
mod tests;
