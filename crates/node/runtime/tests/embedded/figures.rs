//! Figures for people: how long a container takes from being asked for to its first byte. Not run by itself:
//! `cargo test --release --test embedded figures -- --ignored --nocapture`.

use std::time::Instant;

use longshore_runtime::{NamespaceMode, OutputPosition, SandboxNetwork};

use crate::contract::World;
use crate::fixture::embedded;

const ROUNDS: usize = 60;

struct Figures {
    create: f64,
    start: f64,
    first_byte: f64,
    with_sandbox: f64,
}

async fn one(w: &World, network: SandboxNetwork) -> Figures {
    let millis = |since: Instant| since.elapsed().as_secs_f64() * 1000.0;
    let opened = Instant::now();
    let sandbox = w.open(&w.sandbox(network)).await.id;
    let mut spec = w.script(&sandbox, "");
    spec.command = Some(vec!["echo".to_owned(), "x".to_owned()]);
    spec.ipc = NamespaceMode::Private;
    spec.limits.memory = Some(64 << 20);
    spec.limits.cpu_shares = Some(128);
    let asked = Instant::now();
    w.driver.create(&spec).await.unwrap();
    let create = millis(asked);
    let starting = Instant::now();
    w.driver.start(&spec.id).await.unwrap();
    let start = millis(starting);
    let mut source = w.driver.output(&spec.id, OutputPosition::default()).await.unwrap();
    let chunk = source.next().await.unwrap().unwrap();
    let (first_byte, with_sandbox) = (millis(asked), millis(opened));
    assert_eq!(&chunk.bytes[..], b"x\n");
    w.end(&spec.id).await;
    w.driver.remove(&spec.id).await.unwrap();
    w.driver.close_sandbox(&sandbox).await.unwrap();
    Figures { create, start, first_byte, with_sandbox }
}

fn median(figures: &[Figures], of: fn(&Figures) -> f64) -> f64 {
    let mut all: Vec<f64> = figures.iter().map(of).collect();
    all.sort_by(f64::total_cmp);
    all[all.len() / 2]
}

#[test]
#[ignore = "prints figures"]
fn figures() {
    crate::contract::run_case("figures", embedded, |w| async move {
        for name in ["host", "none", "bridge", "task"] {
            let mut all = Vec::new();
            for round in 0..ROUNDS {
                let host = u8::try_from(round % 200 + 5).unwrap();
                let network = match name {
                    "host" => SandboxNetwork::Host,
                    "none" => SandboxNetwork::None,
                    "bridge" => SandboxNetwork::Bridge { ports: vec![] },
                    _ => SandboxNetwork::Task(w.task_network(77, host)),
                };
                all.push(one(&w, network).await);
            }
            println!(
                "{name}: create {:.2} ms, start {:.2} ms, create to first byte {:.2} ms, sandbox to first byte {:.2} ms",
                median(&all, |figures| figures.create),
                median(&all, |figures| figures.start),
                median(&all, |figures| figures.first_byte),
                median(&all, |figures| figures.with_sandbox),
            );
        }
    });
}
