//! Request ids: one for each request, in the form AWS gives them, in every answer and log line.
//!
//! Must not know: what a request is for.

use std::sync::atomic::{AtomicU64, Ordering};

/// Ids that are unique within a process by counting and between processes by a random start.
pub(crate) struct RequestIds {
    start: u64,
    next: AtomicU64,
}

impl RequestIds {
    pub(crate) fn new(start: u64) -> Self {
        Self { start, next: AtomicU64::new(0) }
    }

    pub(crate) fn next(&self) -> String {
        let count = self.next.fetch_add(1, Ordering::Relaxed);
        let (high, low) = (self.start >> 32, self.start & 0xffff_ffff);
        format!(
            "{high:08x}-{:04x}-4{:03x}-8{:03x}-{low:08x}{:04x}",
            (count >> 40) & 0xffff,
            (count >> 28) & 0xfff,
            (count >> 16) & 0xfff,
            count & 0xffff
        )
    }
}

#[cfg(test)]
mod tests {
    use super::RequestIds;
    use std::collections::HashSet;

    #[test]
    fn ids_are_uuids_and_differ() {
        let ids = RequestIds::new(0x1234_5678_9abc_def0);
        let made: HashSet<String> = (0..70_000).map(|_| ids.next()).collect();
        assert_eq!(made.len(), 70_000);
        assert!(made.iter().all(|id| id.len() == 36 && id.matches('-').count() == 4));
    }
}
