//! What takes long: calculations of seconds, one at a time, on a thread that serves nobody else.
//!
//! Must not know: what is calculated.

use std::sync::Arc;
use std::time::Duration;

use longshore_services::registry::{Answer, Work};
use longshore_shapes::ApiError;
use longshore_wire::error as wire_error;
use longshore_world::Snapshot;
use tokio::sync::Semaphore;

use super::dispatch::guarded;

/// How long a caller waits for its turn.
const PATIENCE: Duration = Duration::from_secs(10);

pub(super) struct Slow {
    turns: Arc<Semaphore>,
    patience: Duration,
}

impl Slow {
    pub(super) fn new() -> Self {
        Self { turns: Arc::new(Semaphore::new(1)), patience: PATIENCE }
    }

    pub(super) async fn run(&self, work: Work, snapshot: Arc<Snapshot>) -> Answer {
        let busy = || unavailable("Another calculation is under way. Try again when it is done.");
        let turn = tokio::time::timeout(self.patience, self.turns.clone().acquire_owned()).await;
        let turn = turn.map_err(|_| busy())?.map_err(|_| busy())?;
        // Gone with this future: with a caller that goes away, and with the process that stops.
        let waits = Arc::new(());
        let waiting = Arc::downgrade(&waits);
        let done = tokio::task::spawn_blocking(move || {
            let answer = guarded(|| work(&snapshot, &|| waiting.strong_count() > 0));
            // A caller that has gone away leaves the turn to its calculation, until that has ended.
            drop(turn);
            answer
        });
        let answer = done.await;
        drop(waits);
        answer.map_err(|_| unavailable("The calculation was cut short."))?
    }
}

fn unavailable(message: &str) -> ApiError {
    ApiError::new(&wire_error::SERVICE_UNAVAILABLE, message)
}

#[cfg(test)]
mod tests {
    use longshore_shapes::Structure;
    use longshore_shapes::longshore::ForecastResponse;
    use longshore_world::{NoCold, World};
    use tokio::sync::oneshot;

    use super::*;

    fn snapshot() -> Arc<Snapshot> {
        Arc::new(Snapshot::new(World::default(), Arc::new(NoCold), 0))
    }

    fn done() -> Answer {
        Ok(Box::new(ForecastResponse::default()) as Box<dyn Structure>)
    }

    #[tokio::test]
    async fn one_works_at_a_time_and_who_waits_too_long_is_sent_away() {
        let slow = Arc::new(Slow { patience: Duration::ZERO, ..Slow::new() });
        let (begun, begins) = oneshot::channel();
        let (end, ends) = oneshot::channel::<()>();
        let first: Work = Box::new(move |_, _| {
            begun.send(()).unwrap();
            ends.blocking_recv().unwrap();
            done()
        });
        let running = tokio::spawn({
            let slow = slow.clone();
            async move { slow.run(first, snapshot()).await.is_ok() }
        });
        begins.await.unwrap();
        let refused = slow.run(Box::new(|_, _| done()), snapshot()).await.err().unwrap();
        assert!(refused.message.contains("Try again"), "{}", refused.message);
        end.send(()).unwrap();
        assert!(running.await.unwrap());
    }

    #[tokio::test]
    async fn a_panic_is_answered_and_gives_the_turn_back() {
        let slow = Slow::new();
        let failed = slow.run(Box::new(|_, _| panic!("planted")), snapshot()).await.err().unwrap();
        assert!(failed.message.contains("inside Longshore"), "{}", failed.message);
        assert!(slow.run(Box::new(|_, _| done()), snapshot()).await.is_ok());
    }

    #[tokio::test]
    async fn what_nobody_waits_for_any_more_is_told_so() {
        let slow = Slow::new();
        let (begun, begins) = oneshot::channel();
        let (told, tells) = oneshot::channel();
        let work: Work = Box::new(move |_, go_on| {
            begun.send(()).unwrap();
            while go_on() {
                std::thread::yield_now();
            }
            told.send(()).unwrap();
            done()
        });
        let mut running = Box::pin(slow.run(work, snapshot()));
        tokio::select! {
            _ = &mut running => panic!("it goes on until nobody waits"),
            begun = begins => begun.unwrap(),
        }
        drop(running);
        tells.await.unwrap();
    }
}
