//! Samples from a driver that only counts.

use std::sync::atomic::{AtomicUsize, Ordering};

use longshore_runtime::*;
use tokio::time::timeout;

use super::*;
use crate::unasked::{unasked, unasked_methods};

/// A driver that only counts.
struct Counter {
    facts: DriverFacts,
    asked: AtomicUsize,
    at_once: AtomicUsize,
    most_at_once: AtomicUsize,
}

impl Counter {
    fn new() -> Arc<Self> {
        let facts = crate::unasked::facts();
        let [asked, at_once, most_at_once] = [0; 3].map(AtomicUsize::new);
        Arc::new(Self { facts, asked, at_once, most_at_once })
    }
}

impl Driver for Counter {
    fn facts(&self) -> &DriverFacts {
        &self.facts
    }
    fn stats<'a>(&'a self, id: &'a str) -> Pending<'a, ContainerStats> {
        Box::pin(async move {
            let now = self.at_once.fetch_add(1, Ordering::Relaxed) + 1;
            self.most_at_once.fetch_max(now, Ordering::Relaxed);
            tokio::task::yield_now().await;
            self.at_once.fetch_sub(1, Ordering::Relaxed);
            if id == "hangs" {
                std::future::pending::<()>().await;
            }
            if id == "gone" {
                return Err(DriverError::NoSuchContainer("gone".to_owned()));
            }
            let count = self.asked.fetch_add(1, Ordering::Relaxed) as u64 + 1;
            Ok(ContainerStats { cpu_total_nanos: count * 10, memory_bytes: 100, ..Default::default() })
        })
    }
    fn inspect<'a>(&'a self, _: &'a str) -> Pending<'a, Option<ContainerFacts>> {
        unasked()
    }
    fn output<'a>(&'a self, _: &'a str, _: OutputPosition) -> Pending<'a, Box<dyn OutputSource>> {
        unasked()
    }
    unasked_methods!();
}

fn ids(count: usize) -> Vec<String> {
    (0..count).map(|number| format!("c{number}")).collect()
}

#[tokio::test(start_paused = true)]
async fn two_samples_are_kept_of_what_runs_and_totals_of_all() {
    let counter = Counter::new();
    let samples = Samples::default();
    round(&*counter, &samples, &ids(1)).await;
    assert_eq!(samples.samples("c0").map(|(last, before)| (last.cpu_total_nanos, before)), Some((10, None)));
    round(&*counter, &samples, &[ids(1), vec!["gone".to_owned(), "hangs".to_owned()]].concat()).await;
    let (last, before) = samples.samples("c0").unwrap();
    assert_eq!((last.cpu_total_nanos, before.unwrap().cpu_total_nanos), (20, 10));
    let expected = Totals {
        containers: 1,
        memory_bytes: 100,
        cpu_nanos: 20,
        samples: 2,
        failures: 2,
        ..Totals::default()
    };
    assert_eq!(samples.totals(), expected);
    samples.put("c0", ContainerStats { cpu_total_nanos: 5, ..ContainerStats::default() });
    assert_eq!(samples.totals().cpu_nanos, 25, "one that counts anew");
    round(&*counter, &samples, &[]).await;
    assert_eq!((samples.samples("c0"), samples.totals().cpu_nanos), (None, 25));
    round(&*counter, &samples, &ids(100)).await;
    assert_eq!(counter.most_at_once.load(Ordering::Relaxed), SAMPLES_AT_ONCE);
}

#[tokio::test(start_paused = true)]
async fn rounds_come_every_few_seconds() {
    let counter = Counter::new();
    let samples = Arc::new(Samples::default());
    let sampling = sample(Arc::<Counter>::clone(&counter), Arc::clone(&samples), || ids(2), 7);
    let _ = timeout(Duration::from_secs(52), sampling).await;
    let rounds = counter.asked.load(Ordering::Relaxed) / 2;
    assert!((10..=12).contains(&rounds), "{rounds} rounds");
}
