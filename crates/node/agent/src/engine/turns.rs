//! Turns at the driver: so many at once, and of those who wait the oldest task first.
//!
//! Were turns given in the order in which they are asked for, a machine that is asked for more than it can do would
//! take one step of every task, then the next step of every task: all of them hold an address, a namespace and a
//! folder, which makes each further step dearer, and none comes to its end.
//!
//! Must not know: what a turn is used for.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::oneshot;

#[derive(Debug)]
pub(super) struct Turns {
    line: Mutex<Line>,
}

#[derive(Debug)]
struct Line {
    free: usize,
    asked: u64,
    /// By when the task came, then by when it asked.
    waiting: BTreeMap<(i64, u64), oneshot::Sender<Turn>>,
}

/// Held for as long as the step takes.
#[derive(Debug)]
pub(super) struct Turn {
    of: Option<Arc<Turns>>,
}

impl Turns {
    pub(super) fn new(at_once: usize) -> Arc<Self> {
        Arc::new(Self { line: Mutex::new(Line { free: at_once, asked: 0, waiting: BTreeMap::new() }) })
    }

    fn line(&self) -> MutexGuard<'_, Line> {
        self.line.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for a turn; whoever goes away meanwhile is passed over.
    pub(super) async fn take(self: &Arc<Self>, came_at: i64) -> Turn {
        let given = {
            let mut line = self.line();
            if line.free > 0 {
                line.free -= 1;
                return Turn { of: Some(Arc::clone(self)) };
            }
            let (giver, given) = oneshot::channel();
            line.asked += 1;
            let place = (came_at, line.asked);
            line.waiting.insert(place, giver);
            given
        };
        // Who waits holds the line, so nobody drops the other half without a turn in it.
        given.await.unwrap_or(Turn { of: None })
    }

    fn give_back(self: Arc<Self>) {
        let mut turn = Turn { of: Some(self) };
        // Nobody takes the turn of one who went away: it goes to the next. A loop, for all may have gone.
        while let Some(turns) = turn.of.take() {
            let mut line = turns.line();
            let Some((_, next)) = line.waiting.pop_first() else {
                line.free += 1;
                return;
            };
            drop(line);
            match next.send(Turn { of: Some(turns) }) {
                Ok(()) => return,
                Err(untaken) => turn = untaken,
            }
        }
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        if let Some(turns) = self.of.take() {
            turns.give_back();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::task::yield_now;

    #[tokio::test]
    async fn the_oldest_task_is_next_and_who_went_away_is_passed_over() {
        let turns = Turns::new(1);
        let first = turns.take(0).await;
        let told = Arc::new(Mutex::new(Vec::new()));
        let mut waiting = Vec::new();
        for came_at in [30, 10, 20, 10] {
            let (turns, told) = (Arc::clone(&turns), Arc::clone(&told));
            waiting.push(tokio::spawn(async move {
                let turn = turns.take(came_at).await;
                told.lock().unwrap().push(came_at);
                drop(turn);
            }));
            yield_now().await;
        }
        waiting.remove(2).abort();
        yield_now().await;
        assert!(told.lock().unwrap().is_empty(), "there is one turn, and it is held");
        drop(first);
        for one in waiting {
            one.await.unwrap();
        }
        assert_eq!(*told.lock().unwrap(), [10, 10, 30]);
        let (_all, line) = (turns.take(0).await, turns.line());
        assert_eq!((line.free, line.waiting.len()), (0, 0), "no turn was lost, and none was made");
    }
}
