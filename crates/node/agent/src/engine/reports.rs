//! What control is to be told: the last report of each task, and which of them it has not been told yet.
//!
//! Reports of one task do not queue up: the last one says everything.
//!
//! Must not know: how a report travels.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use longshore_link::TaskReport;
use tokio::sync::Notify;

#[derive(Default)]
pub struct Reports {
    book: Mutex<Book>,
    news: Notify,
}

#[derive(Default)]
struct Book {
    latest: BTreeMap<Arc<str>, TaskReport>,
    untold: BTreeSet<Arc<str>>,
}

impl Reports {
    fn book(&self) -> MutexGuard<'_, Book> {
        self.book.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn put(&self, task: &Arc<str>, report: TaskReport) {
        let mut book = self.book();
        book.latest.insert(Arc::clone(task), report);
        book.untold.insert(Arc::clone(task));
        drop(book);
        self.news.notify_one();
    }

    /// Control knows of its end.
    pub(super) fn forget(&self, task: &str) {
        let mut book = self.book();
        book.latest.remove(task);
        book.untold.remove(task);
    }

    /// Everything, for `hello`: nothing is untold then.
    pub fn all(&self) -> Vec<TaskReport> {
        let mut book = self.book();
        book.untold.clear();
        book.latest.values().cloned().collect()
    }

    /// What has not been told, at most so much of it.
    pub fn take(&self, most: usize) -> Vec<TaskReport> {
        let mut book = self.book();
        let mut taken = Vec::new();
        while taken.len() < most {
            let Some(task) = book.untold.pop_first() else { break };
            taken.extend(book.latest.get(&task).cloned());
        }
        taken
    }

    /// Waits until there is something to tell. Only one may wait.
    pub async fn wait(&self) {
        loop {
            let news = self.news.notified();
            if !self.book().untold.is_empty() {
                return;
            }
            news.await;
        }
    }

    pub fn of(&self, task_arn: &str) -> Option<TaskReport> {
        self.book().latest.get(task_arn).cloned()
    }
}
