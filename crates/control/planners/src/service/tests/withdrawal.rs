//! Tasks that others lead to are taken out of reach before they are stopped.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use longshore_world::records::task::TaskKey;
use longshore_world::{Timestamp, Tx};

use super::lab::Lab;
use crate::service::surroundings::{Surroundings, Withdrawal};

/// Lets connections end until it is told that they have.
#[derive(Default)]
struct Slow(AtomicBool);

impl Surroundings for Slow {
    fn withdraw(&self, tx: &mut Tx<'_>, _: &TaskKey) -> Withdrawal {
        let until: Timestamp = tx.now().plus_secs(30);
        if self.0.load(Ordering::SeqCst) { Withdrawal::Done } else { Withdrawal::Until(until) }
    }
}

#[test]
fn a_task_is_stopped_only_when_nobody_is_sent_to_it_any_more() {
    let slow = Arc::new(Slow::default());
    let mut lab = Lab::around(slow.clone());
    lab.instance("i-1", 10_000);
    let key = lab.service("web", 2, |_| {});
    lab.go_on(60);
    lab.edit(&key, |row| row.service.desired_count = Some(1));
    lab.settle();
    let withdrawn = |lab: &Lab| lab.tasks().iter().filter(|(_, task)| task.withdrawn_at.is_some()).count();
    let kept = |lab: &Lab| lab.tasks().iter().filter(|(_, task)| task.shall_run()).count();
    assert_eq!((withdrawn(&lab), kept(&lab)), (1, 2));
    lab.go_on(20);
    assert_eq!((withdrawn(&lab), kept(&lab)), (1, 2), "one is on its way out, and no other follows it");
    slow.0.store(true, Ordering::SeqCst);
    lab.pass(2);
    assert_eq!(kept(&lab), 1);
    let (_, task) = lab.tasks().into_iter().find(|(_, task)| task.shall_stop).unwrap();
    assert!(
        task.stopped_reason.as_deref().unwrap().starts_with("Scaling activity"),
        "{:?}",
        task.stopped_reason
    );
}
