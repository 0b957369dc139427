//! Other machines that have an image, which are asked for its layers before its registry is.
//!
//! Invariants: a layer comes from one of them whole or not at all, and is digested like a registry's; whatever they do
//! costs time, and that is bounded. Who has failed is left alone for a while.
//! Must not know: who names them.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use crate::digest::Digest;
use crate::error::ImageError;
use crate::options::Timeouts;
use crate::registry::{Patience, Registry};

/// Of those that are named, so many are asked for one layer.
const ASKED_MAX: usize = 4;
/// How long one that has failed is left alone, and of how many that is remembered.
const ASIDE_FOR: Duration = Duration::from_secs(60);
const ASIDE_MAX: usize = 1024;
/// What one has to send while it may be silent, or the next is asked.
const PATIENCE: Patience = Patience { pace: 1 << 20, resumes: 3 };

/// Another machine that has an image and gives layers of it to who shows a pass.
#[derive(Clone, PartialEq, Eq)]
pub struct Peer {
    /// `host:port`.
    pub address: String,
    /// The digest of the certificate that it shows.
    pub certificate: Digest,
    pub pass: String,
}

impl std::fmt::Debug for Peer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Peer").field("address", &self.address).finish_non_exhaustive()
    }
}

/// The name of an image, by the digest of its manifest, where a peer is asked for layers of it.
pub(crate) fn name(image: &Digest) -> String {
    format!("images/{}", image.hex())
}

pub(crate) struct Peers {
    pub(crate) registry: Registry,
    /// Until when, by their certificates.
    aside: Mutex<HashMap<Digest, Instant>>,
}

impl Peers {
    /// With the patience that a registry gets, but no more than a peer is worth.
    pub(crate) fn new(patience: &Timeouts) -> Self {
        let timeouts = Timeouts {
            connect: patience.connect.min(Duration::from_secs(2)),
            answer: patience.answer.min(Duration::from_secs(3)),
            stall: patience.stall.min(Duration::from_secs(5)),
            retries: 0,
            first_wait: patience.first_wait.min(Duration::from_millis(100)),
        };
        Self { registry: Registry::of_peers(timeouts, PATIENCE), aside: Mutex::default() }
    }

    fn aside(&self) -> MutexGuard<'_, HashMap<Digest, Instant>> {
        self.aside.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Those that may be asked for a layer; for different layers others come first.
    pub(crate) fn in_turn<'a>(&self, peers: &'a [Peer], layer: &Digest) -> Vec<&'a Peer> {
        let (aside, now) = (self.aside(), Instant::now());
        let is_aside = |peer: &&Peer| aside.get(&peer.certificate).is_some_and(|until| *until > now);
        let mut asked: Vec<_> = peers.iter().filter(|peer| !is_aside(peer)).collect();
        if !asked.is_empty() {
            let turn: usize = layer.hex().bytes().map(usize::from).sum();
            let first = turn % asked.len();
            asked.rotate_left(first);
        }
        asked.truncate(ASKED_MAX);
        asked
    }

    /// One that only lacks a layer can be asked for others.
    pub(crate) fn failed(&self, peer: &Peer, error: &ImageError) {
        match error {
            // What lies on its disk is not what it was, which its owner would want to know.
            ImageError::DigestMismatch { .. } => {
                tracing::warn!(peer = peer.address, %error, "a layer did not come from a peer");
            }
            _ => tracing::debug!(peer = peer.address, %error, "a layer did not come from a peer"),
        }
        if matches!(error, ImageError::NotFound { .. }) {
            return;
        }
        let (mut aside, now) = (self.aside(), Instant::now());
        aside.retain(|_, until| *until > now);
        if aside.len() < ASIDE_MAX {
            aside.insert(peer.certificate.clone(), now + ASIDE_FOR);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn peer(number: u8) -> Peer {
        let address = format!("127.0.0.1:{number}");
        Peer { address, certificate: Digest::of(&[number]), pass: "pass".to_owned() }
    }

    #[test]
    fn peers_take_turns_and_who_failed_is_left_alone() {
        let peers = Peers::new(&Timeouts::default());
        let all: Vec<_> = (0..6).map(peer).collect();
        let firsts: std::collections::BTreeSet<_> =
            (0..100_u8).map(|layer| peers.in_turn(&all, &Digest::of(&[layer]))[0].address.clone()).collect();
        assert_eq!(firsts.len(), all.len());
        let layer = Digest::of(b"layer");
        assert_eq!(peers.in_turn(&all, &layer).len(), ASKED_MAX);
        peers.failed(&all[0], &crate::store::missing("it lacks that"));
        for bad in &all[1..] {
            peers.failed(bad, &ImageError::unavailable("it is dead"));
        }
        assert_eq!(peers.in_turn(&all, &layer), [&all[0]]);
        assert!(peers.in_turn(&[], &layer).is_empty());
        assert!(!format!("{:?}", all[0]).contains("pass"));
    }
}
