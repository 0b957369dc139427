//! The last commits, in memory, for followers.
//!
//! Invariants: the kept commits are consecutive and end at the ring's position; count and bytes are bounded.
//! Must not know where the rows are kept.

use std::collections::VecDeque;
use std::sync::Arc;

use crate::api::{Commit, Position, Write};
use crate::error::StoreError;

/// How many commits followers can still ask for.
#[derive(Clone, Copy, Debug)]
pub struct RingLimits {
    pub commits: usize,
    pub bytes: usize,
}

impl Default for RingLimits {
    fn default() -> Self {
        RingLimits { commits: 4096, bytes: 4 * 1024 * 1024 }
    }
}

/// What a kept change costs beside its bytes.
const WRITE_OVERHEAD: usize = 64;

#[derive(Debug)]
pub(crate) struct Ring {
    limits: RingLimits,
    commits: VecDeque<Commit>,
    bytes: usize,
    position: Position,
}

impl Ring {
    pub(crate) fn new(position: Position, limits: RingLimits) -> Ring {
        Ring { limits, commits: VecDeque::new(), bytes: 0, position }
    }

    /// Keeps its position alone, as one that was just opened.
    #[cfg(feature = "faults")]
    pub(crate) fn forget(&mut self) {
        self.commits.clear();
        self.bytes = 0;
    }

    pub(crate) fn position(&self) -> Position {
        self.position
    }

    pub(crate) fn push(&mut self, position: Position, writes: &[Write]) {
        self.bytes += cost(writes);
        self.commits.push_back(Commit { position, writes: Arc::from(writes) });
        self.position = position;
        while self.commits.len() > self.limits.commits || self.bytes > self.limits.bytes {
            let Some(oldest) = self.commits.pop_front() else { break };
            self.bytes -= cost(&oldest.writes);
        }
    }

    pub(crate) fn follow(&self, from: Position, limit: usize) -> Result<Vec<Commit>, StoreError> {
        if from > self.position {
            return Err(StoreError::Ahead { asked: from, position: self.position });
        }
        let oldest =
            self.commits.front().map_or(self.position.0, |commit| commit.position.0.saturating_sub(1));
        let Some(skip) = from.0.checked_sub(oldest) else {
            return Err(StoreError::TooOld { oldest: Position(oldest) });
        };
        let skip = usize::try_from(skip).unwrap_or(usize::MAX);
        Ok(self.commits.iter().skip(skip).take(limit).cloned().collect())
    }
}

fn cost(writes: &[Write]) -> usize {
    writes.iter().map(|write| write.size() + WRITE_OVERHEAD).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_bound_the_ring_too() {
        let mut ring = Ring::new(Position(10), RingLimits { commits: 100, bytes: 1000 });
        let write =
            |size| [Write::Put { table: 0, key: Arc::from(&b"k"[..]), value: Arc::from(vec![0; size]) }];
        for position in 11..=20 {
            ring.push(Position(position), &write(235));
        }
        assert_eq!(ring.follow(Position(17), 9).unwrap().len(), 3, "three commits of 300 bytes fit");
        assert!(matches!(ring.follow(Position(16), 9), Err(StoreError::TooOld { oldest: Position(17) })));
        ring.push(Position(21), &write(5000));
        assert!(matches!(ring.follow(Position(20), 9), Err(StoreError::TooOld { oldest: Position(21) })));
        assert_eq!(ring.follow(Position(21), 9).unwrap(), []);
    }
}
