//! How containers' ends come to be known: the engine's events, and a look at everything now and then.
//!
//! Events only say where to look: what is told is what an inspection says, so an event that comes late,
//! twice or never does no harm.
//!
//! Invariant: each end is told once by one driver, and again by the next one, until the container is removed.
//!
//! Must not know: who waits.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bollard::models::{ContainerSummaryStateEnum, EventMessage};
use bollard::query_parameters::EventsOptions;
use futures_util::StreamExt;
use tokio::sync::Notify;

use super::engine::{Engine, LABEL_ID};
use super::facts;
use super::refusal::Refusal;
use crate::container::{ContainerState, Ending, Exited};

/// Between two looks at everything, in case an event got lost.
const SWEEP_EVERY: Duration = Duration::from_secs(30);
const RETRY_MIN: Duration = Duration::from_millis(100);
const RETRY_MAX: Duration = Duration::from_secs(5);

/// Which ends were told, and which wait to be.
#[derive(Debug, Default)]
pub(crate) struct ExitBook {
    pages: Mutex<Pages>,
    more: Notify,
}

#[derive(Debug, Default)]
struct Pages {
    /// By id: when the end happened that was told last.
    told: HashMap<String, i64>,
    waiting: BTreeMap<String, Ending>,
    /// Those that the kernel took memory away from: the engine's own mark can miss it.
    out_of_memory: HashSet<String>,
}

impl ExitBook {
    fn pages(&self) -> MutexGuard<'_, Pages> {
        self.pages.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn record(&self, id: &str, ending: Ending) {
        let mut pages = self.pages();
        if pages.told.insert(id.to_owned(), ending.finished_at) != Some(ending.finished_at) {
            pages.waiting.insert(id.to_owned(), ending);
            self.more.notify_one();
        }
    }

    fn has_told(&self, id: &str) -> bool {
        self.pages().told.contains_key(id)
    }

    /// It runs again: its next end is a new one.
    pub(crate) fn started(&self, id: &str) {
        let mut pages = self.pages();
        pages.told.remove(id);
        pages.out_of_memory.remove(id);
    }

    pub(crate) fn removed(&self, id: &str) {
        self.started(id);
        self.pages().waiting.remove(id);
    }

    pub(crate) fn ran_out_of_memory(&self, id: &str) -> bool {
        self.pages().out_of_memory.contains(id)
    }

    pub(crate) async fn next(&self) -> Exited {
        loop {
            let more = self.more.notified();
            let first = {
                let mut pages = self.pages();
                let first = pages.waiting.pop_first();
                if !pages.waiting.is_empty() {
                    self.more.notify_one();
                }
                first
            };
            if let Some((id, ending)) = first {
                return Exited { id, ending };
            }
            more.await;
        }
    }
}

/// Watches for as long as the driver lives; an engine that goes away is waited for.
pub(crate) async fn watch(engine: std::sync::Arc<Engine>, since: Option<String>) {
    let mut since = since;
    let mut rest = RETRY_MIN;
    loop {
        let began = since.clone();
        if let Err(refusal) = follow(&engine, &mut since).await {
            tracing::debug!(message = refusal.message, "the events of Docker Engine broke off");
        }
        rest = if since == began { (rest * 2).min(RETRY_MAX) } else { RETRY_MIN };
        tokio::time::sleep(rest).await;
    }
}

async fn follow(engine: &Engine, since: &mut Option<String>) -> Result<(), Refusal> {
    let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    let filters = HashMap::from([
        ("type".to_owned(), words(&["container"])),
        ("event".to_owned(), words(&["die", "oom"])),
        ("label".to_owned(), vec![engine.node_label()]),
    ]);
    let options = EventsOptions { since: since.clone(), until: None, filters: Some(filters) };
    let mut events = std::pin::pin!(engine.docker.events(Some(options)));
    let mut sweeps = tokio::time::interval(SWEEP_EVERY);
    loop {
        tokio::select! {
            event = events.next() => match event {
                Some(Ok(event)) => heard(engine, &event, since).await?,
                Some(Err(error)) => return Err(error.into()),
                None => return Ok(()),
            },
            _ = sweeps.tick() => sweep(engine).await?,
        }
    }
}

async fn heard(engine: &Engine, event: &EventMessage, since: &mut Option<String>) -> Result<(), Refusal> {
    if let Some(nanos) = event.time_nano {
        *since = Some(format!("{}.{:09}", nanos.div_euclid(1_000_000_000), nanos.rem_euclid(1_000_000_000)));
    }
    let Some(actor) = &event.actor else { return Ok(()) };
    let Some(id) = actor.attributes.as_ref().and_then(|labels| labels.get(LABEL_ID)) else { return Ok(()) };
    if event.action.as_deref() == Some("oom") {
        engine.exits.pages().out_of_memory.insert(id.clone());
        return Ok(());
    }
    check(engine, id).await
}

/// Looks at everything of ours for ends that are not told.
async fn sweep(engine: &Engine) -> Result<(), Refusal> {
    for container in engine.list(None).await? {
        let Some(id) = container.labels.as_ref().and_then(|labels| labels.get(LABEL_ID)) else { continue };
        let ended = matches!(
            container.state,
            Some(ContainerSummaryStateEnum::EXITED | ContainerSummaryStateEnum::DEAD)
        );
        if ended && !engine.exits.has_told(id) {
            check(engine, id).await?;
        }
    }
    Ok(())
}

async fn check(engine: &Engine, id: &str) -> Result<(), Refusal> {
    let Some(answer) = engine.look(id).await? else { return Ok(()) };
    if let ContainerState::Ended(ending) = facts::state(&answer, engine.exits.ran_out_of_memory(id), false) {
        engine.exits.record(id, ending);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ending(finished_at: i64) -> Ending {
        Ending { exit_code: Some(0), out_of_memory: false, started_at: None, finished_at, error: None }
    }

    #[tokio::test]
    async fn an_end_is_told_once_and_a_second_run_again() {
        let book = ExitBook::default();
        book.record("b", ending(1));
        book.record("a", ending(1));
        book.record("a", ending(1));
        assert_eq!((book.next().await.id, book.next().await.id), ("a".to_owned(), "b".to_owned()));
        book.record("a", ending(1));
        assert!(book.pages().waiting.is_empty());
        book.started("a");
        book.record("a", ending(2));
        assert_eq!(book.next().await.ending.finished_at, 2);
        book.record("b", ending(3));
        book.removed("b");
        assert!(book.pages().waiting.is_empty());
    }
}
