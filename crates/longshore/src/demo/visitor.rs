//! Asks for the page again and again, at each task in turn, as a load balancer would.
//!
//! A task that is stopped between being listed and being asked does not answer: another one is asked then, and that
//! is counted. Only a request that no task answered within a second or so has failed.
//!
//! Must not know: what is done to the service meanwhile.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::{Context, Result};
use tokio::task::JoinHandle;

use super::service::{self, Place};
use crate::client;
use crate::profile::Connection;

const PORT: u16 = 80;
/// Between two requests.
const PAUSE: Duration = Duration::from_millis(10);
/// How many times it is looked whether a page of some version came.
const ANSWER_LOOKS: usize = 1000;
/// How often the tasks are listed anew for one request that none of them answers.
const LISTED_AGAIN: usize = 50;
/// So many requests are made between two looks at which tasks there are.
const LOOKS: usize = 4;

/// A page that came.
pub(super) struct Page {
    pub(super) task: String,
    pub(super) version: String,
}

#[derive(Debug, Clone, Default)]
pub(super) struct Visits {
    pub(super) requests: usize,
    /// Another task was asked, because the first was stopped just then.
    pub(super) asked_again: usize,
    pub(super) failed: usize,
    /// By the version of the page.
    pub(super) versions: BTreeMap<String, usize>,
}

impl Visits {
    /// A request, answered by the last of so many tasks or by none.
    fn count(&mut self, came: Option<Page>, tries: usize) {
        self.requests += 1;
        self.asked_again += usize::from(tries > 1);
        match came {
            Some(page) => *self.versions.entry(page.version).or_default() += 1,
            None => self.failed += 1,
        }
    }
}

pub(super) async fn page(address: &str, path: &str) -> Result<Page> {
    let answer = client::fetch(&format!("{address}:{PORT}"), path).await?;
    let header = |name: &str| {
        let value = answer.headers().get(name).and_then(|value| value.to_str().ok());
        value.map(str::to_owned).with_context(|| format!("the page of {address} has no {name}"))
    };
    Ok(Page { task: header("x-task")?, version: header("x-version")? })
}

pub(super) struct Visitor {
    visits: Arc<Mutex<Visits>>,
    work: JoinHandle<()>,
}

impl Visitor {
    pub(super) fn start(connection: &Connection) -> Self {
        let visits = Arc::new(Mutex::new(Visits::default()));
        let work = tokio::spawn(visit(connection.clone(), Arc::clone(&visits)));
        Self { visits, work }
    }

    pub(super) fn visits(&self) -> Visits {
        self.visits.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Waits until so many pages of a version came; for a while, as none may come.
    pub(super) async fn until_answered(&self, version: &str, count: usize) {
        for _ in 0..ANSWER_LOOKS {
            if self.visits().versions.get(version).is_some_and(|came| *came >= count) {
                return;
            }
            tokio::time::sleep(PAUSE).await;
        }
    }

    pub(super) fn stop(self) -> Visits {
        self.work.abort();
        self.visits()
    }
}

async fn visit(connection: Connection, visits: Arc<Mutex<Visits>>) {
    let (mut places, mut turn) = (Vec::new(), 0_usize);
    loop {
        if turn.is_multiple_of(LOOKS) {
            places = service::places(&connection).await.unwrap_or(places);
        }
        turn = turn.wrapping_add(1);
        let (mut came, mut tries) = ask(&places, turn).await;
        for _ in 0..LISTED_AGAIN {
            if came.is_some() {
                break;
            }
            // All that were known have been replaced since: whoever balances load learns of that, and so do we.
            tokio::time::sleep(PAUSE).await;
            places = service::places(&connection).await.unwrap_or(places);
            let (again, more) = ask(&places, turn).await;
            (came, tries) = (again, tries + more);
        }
        visits.lock().unwrap_or_else(PoisonError::into_inner).count(came, tries);
        tokio::time::sleep(PAUSE).await;
    }
}

/// Asks one task after the other until one answers; also how many were asked.
async fn ask(places: &[Place], turn: usize) -> (Option<Page>, usize) {
    for (tries, place) in
        places.iter().cycle().skip(turn % places.len().max(1)).take(places.len()).enumerate()
    {
        if let Ok(page) = page(&place.address, "/").await {
            return (Some(page), tries + 1);
        }
    }
    (None, places.len())
}
