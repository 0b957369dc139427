//! Copies images to where their registry's rules send them: to other registries of this installation as rows, to those
//! of another Longshore over the network.
//!
//! Invariants: few are sent at once; one that is under way is not begun again; what is sent has a time limit.
//!
//! Must not know: what a rule says, or what a copy is made of.

mod push;

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use longshore_engine::{Engine, Watch};
use longshore_registry::Store;
use longshore_services::ecr::replication::{self, Obstacle, Outgoing};
use longshore_world::records::ecr::{Replication, ReplicationKey};
use longshore_world::{Region, StoredRecord as _, Tx};
use tokio::sync::Semaphore;

use self::push::Peer;
use crate::{connection, edge};

/// How many are copied before what has become due meanwhile is looked for.
const AT_ONCE_MAX: usize = 100;
/// How many are sent elsewhere at once, and how long one may take.
const SENT_AT_ONCE_MAX: usize = 4;
const SENDING_MAX: Duration = Duration::from_secs(50 * 60);
/// How long one that is sent is left alone: longer than it may take.
const SENDING_SECS: i64 = 60 * 60;
/// How long to rest at most: the clock may be set.
const REST_MAX: Duration = Duration::from_secs(60);
const TOO_SLOW: Obstacle = Obstacle::Passing("DestinationTooSlow");

/// Regions whose registries are another Longshore's.
#[derive(Default)]
pub(crate) struct Elsewhere(HashMap<Region, Arc<Peer>>);

impl Elsewhere {
    /// From `REGION=FILE`, where the file is the other's connection.json.
    pub(crate) fn read(given: &[String]) -> Result<Self> {
        let mut peers = HashMap::new();
        for text in given {
            let (region, file) = text
                .split_once('=')
                .with_context(|| format!("--replicate-to '{text}' is not REGION=FILE"))?;
            let region = Region::parse(region).context("--replicate-to")?;
            let connection = connection::read_file(Path::new(file)).context("--replicate-to")?;
            if connection.endpoint.starts_with("https:") && connection.ca_bundle.is_none() {
                bail!("--replicate-to: {file} names no caBundle to trust {} by", connection.endpoint);
            }
            let connection = crate::profile::Connection { region: region.to_string(), ..connection };
            peers.insert(region, Arc::new(Peer::new(connection)));
        }
        Ok(Self(peers))
    }
}

/// What sends images elsewhere.
struct Sender {
    engine: Engine,
    store: Arc<Store>,
    places: Arc<Semaphore>,
}

/// Copies for as long as it is awaited.
pub(super) async fn run(engine: Engine, store: Arc<Store>, elsewhere: Elsewhere) {
    let sender = Sender { engine, store, places: Arc::new(Semaphore::new(SENT_AT_ONCE_MAX)) };
    loop {
        let (snapshot, mut watch) = sender.engine.watch();
        let (due, next_at) = replication::due(&snapshot, edge::now(), AT_ONCE_MAX);
        drop(snapshot);
        if due.is_empty() {
            let wait = next_at.map_or(i64::MAX, |at| at.millis().saturating_sub(edge::now().millis()));
            let rest = Duration::from_millis(u64::try_from(wait).unwrap_or(0)).min(REST_MAX);
            tokio::select! {
                () = tokio::time::sleep(rest) => {}
                open = ordered(&mut watch) => if !open { return },
            }
            continue;
        }
        for key in due {
            match elsewhere.0.get(&key.to.region) {
                Some(peer) => sender.send(Arc::clone(peer), key).await,
                None => sender.transact(move |tx| replication::carry_out(tx, &key)).await.unwrap_or_default(),
            }
        }
    }
}

impl Sender {
    /// What the transaction answers; nothing where the engine does not take any more.
    async fn transact<T: Send + 'static>(
        &self,
        run: impl FnOnce(&mut Tx<'_>) -> T + Send + 'static,
    ) -> Option<T> {
        let done = self.engine.transact(move |tx: &mut Tx<'_>| Ok::<_, std::convert::Infallible>(run(tx)));
        match done.await {
            Ok(done) => Some(done.unwrap_or_else(|never| match never {})),
            Err(error) => {
                tracing::warn!(%error, "what came of a replication could not be written");
                tokio::time::sleep(REST_MAX).await;
                None
            }
        }
    }

    /// Sends an image by a task of its own, when there is a place for one more.
    async fn send(&self, peer: Arc<Peer>, key: ReplicationKey) {
        let Ok(place) = self.places.clone().acquire_owned().await else { return };
        let wanted = key.clone();
        let begun = self.transact(move |tx| {
            let until = tx.now().plus_secs(SENDING_SECS);
            replication::begin(tx, &wanted, until)
        });
        let Some(outgoing) = begun.await.flatten() else { return };
        let sender =
            Self { engine: self.engine.clone(), store: self.store.clone(), places: self.places.clone() };
        tokio::spawn(async move {
            sender.deliver(&peer, key, outgoing).await;
            drop(place);
        });
    }

    async fn deliver(&self, peer: &Peer, key: ReplicationKey, outgoing: Outgoing) {
        let sending = tokio::time::timeout(SENDING_MAX, peer.push(&self.store, &key, &outgoing)).await;
        let done = sending.unwrap_or_else(|_| Err(push::Failure::of(TOO_SLOW, "it took too long")));
        if let Err(failure) = &done {
            let (repository, region, reason) = (&key.repository, key.to.region, &failure.reason);
            tracing::warn!(repository, %region, reason, "an image could not be sent to its destination");
        }
        let done = done.map_err(|failure| failure.obstacle);
        self.transact(move |tx| replication::note(tx, &key, outgoing.ordered_at, done)).await;
    }
}

/// Waits until an image is to be copied; whether the engine still runs.
async fn ordered(watch: &mut Watch) -> bool {
    loop {
        match watch.next().await {
            Ok(None) => return false,
            Ok(Some(commit)) if commit.changes.iter().any(|change| change.id.table == Replication::TABLE) => {
                return true;
            }
            Ok(Some(_)) => {}
            // What was missed may have been one.
            Err(_) => return true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_a_region_is_has_to_be_said_in_full() {
        assert!(Elsewhere::read(&[]).unwrap().0.is_empty());
        for bad in ["eu-west-1", "EU=/dev/null", "eu-west-1=/nowhere", "eu-west-1=/dev/null"] {
            assert!(Elsewhere::read(&[bad.to_owned()]).is_err(), "{bad}");
        }
    }
}
