//! Ends that have not been told yet: at most one for each container, the newest.
//!
//! Must not know: how an end is noticed.

use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::Notify;

use crate::container::Exited;

#[derive(Debug, Default)]
pub(crate) struct Exits {
    untold: Mutex<VecDeque<Exited>>,
    news: Notify,
}

impl Exits {
    pub(crate) fn push(&self, exited: Exited) {
        let mut untold = self.untold();
        untold.retain(|other| other.id != exited.id);
        untold.push_back(exited);
        drop(untold);
        self.news.notify_one();
    }

    /// The container is gone, and what there was to tell with it.
    pub(crate) fn forget(&self, id: &str) {
        self.untold().retain(|other| other.id != id);
    }

    pub(crate) async fn next(&self) -> Exited {
        loop {
            let news = self.news.notified();
            if let Some(exited) = self.take() {
                return exited;
            }
            news.await;
        }
    }

    fn take(&self) -> Option<Exited> {
        let mut untold = self.untold();
        let exited = untold.pop_front()?;
        if !untold.is_empty() {
            self.news.notify_one();
        }
        Some(exited)
    }

    fn untold(&self) -> MutexGuard<'_, VecDeque<Exited>> {
        self.untold.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::container::Ending;

    fn exited(id: &str, code: i32) -> Exited {
        let ending = Ending {
            exit_code: Some(code),
            out_of_memory: false,
            started_at: None,
            finished_at: 0,
            error: None,
        };
        Exited { id: id.to_owned(), ending }
    }

    #[tokio::test]
    async fn each_container_has_one_end_to_tell_and_none_when_it_is_gone() {
        let exits = Exits::default();
        exits.push(exited("a", 1));
        exits.push(exited("b", 2));
        exits.push(exited("a", 3));
        exits.push(exited("c", 4));
        exits.forget("c");
        assert_eq!(exits.next().await, exited("b", 2));
        assert_eq!(exits.next().await, exited("a", 3));
        let waiting = async { exits.next().await };
        let late = async { exits.push(exited("d", 5)) };
        assert_eq!(tokio::join!(waiting, late).0, exited("d", 5));
    }
}
