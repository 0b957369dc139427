//! The API against moto's server: same client, same machine, same run, in alternating rounds.
//!
//! Each round starts a fresh server of each kind, fills it alike, and measures every operation at one
//! connection (latency) and at sixteen (throughput and processor time). Reads come first, so that writes do
//! not lengthen the lists that they read.
//! Must not know: how either server works.

use anyhow::{Result, bail};
use serde_json::{Map, Value, json};

use crate::figures::{figure, median, quantile_us};
use crate::request::{Call, task_definition};
use crate::scratch::Scratch;
use crate::server::Server;
use crate::{disk, load, moto};

const ROUNDS: usize = 3;
const CONNECTIONS: usize = 16;
const CLUSTERS: usize = 100;
const FAMILIES: usize = 50;
/// Different requests of one operation that are sent over and over.
const RING: usize = 64;

struct Case {
    name: &'static str,
    /// The call of that number; numbers never repeat for those that must differ.
    call: fn(usize) -> Call,
    /// Whether every request must be another one.
    distinct: bool,
    /// Requests at one connection and at sixteen together.
    ours: (usize, usize),
    moto: (usize, usize),
}

const CASES: &[Case] = &[
    Case { name: "ListClusters", call: list, distinct: false, ours: (4_000, 40_000), moto: (300, 800) },
    Case { name: "DescribeClusters", call: one, distinct: false, ours: (4_000, 40_000), moto: (300, 800) },
    Case {
        name: "DescribeClusters×100", call: all, distinct: false, ours: (1_000, 8_000), moto: (100, 200)
    },
    Case {
        name: "DescribeTaskDefinition",
        call: describe,
        distinct: false,
        ours: (4_000, 40_000),
        moto: (300, 800),
    },
    Case {
        name: "RegisterTaskDefinition",
        call: register,
        distinct: false,
        ours: (2_000, 24_000),
        moto: (300, 800),
    },
    Case { name: "CreateCluster", call: create, distinct: true, ours: (2_000, 24_000), moto: (300, 800) },
];

fn list(_: usize) -> Call {
    Call::new("ListClusters", json!({}))
}

fn one(number: usize) -> Call {
    Call::new("DescribeClusters", json!({ "clusters": [cluster(number % CLUSTERS)] }))
}

fn all(_: usize) -> Call {
    let names: Vec<_> = (0..CLUSTERS).map(cluster).collect();
    Call::new("DescribeClusters", json!({ "clusters": names }))
}

fn describe(number: usize) -> Call {
    Call::new("DescribeTaskDefinition", json!({ "taskDefinition": family(number % FAMILIES) }))
}

fn register(number: usize) -> Call {
    Call::new("RegisterTaskDefinition", task_definition(&family(number % FAMILIES)))
}

fn create(number: usize) -> Call {
    Call::new("CreateCluster", json!({ "clusterName": format!("made-{number:06}") }))
}

fn cluster(number: usize) -> String {
    format!("cluster-{number:03}")
}

fn family(number: usize) -> String {
    format!("family-{number:03}")
}

type Pick = fn(&Figures) -> f64;

/// One server's figures in one round.
#[derive(Clone, Copy)]
struct Figures {
    p50_us: f64,
    p99_us: f64,
    per_second: f64,
    processor_us: f64,
}

/// Measures all operations, or the one that is named.
pub(crate) fn run(only: Option<&str>) -> Result<Value> {
    let cases: Vec<_> = CASES.iter().filter(|case| only.is_none_or(|name| name == case.name)).collect();
    if cases.is_empty() {
        bail!(
            "the operations measured are {}",
            CASES.iter().map(|case| case.name).collect::<Vec<_>>().join(", ")
        );
    }
    let scratch = Scratch::new("api")?;
    let with_moto = moto::is_there();
    let (mut ours, mut theirs, mut fdatasync) = (Vec::new(), Vec::new(), Vec::new());
    for round in 1..=ROUNDS {
        fdatasync.push(disk::fdatasync_p50_us(&scratch)?);
        eprintln!("api: round {round} of {ROUNDS}: longshore");
        let data_dir = scratch.path().join(format!("round-{round}"));
        ours.push(measure_all(&Server::longshore(&data_dir)?, &cases, |case| case.ours)?);
        if with_moto {
            eprintln!("api: round {round} of {ROUNDS}: moto");
            theirs.push(measure_all(&Server::moto()?, &cases, |case| case.moto)?);
        }
    }
    let operations: Vec<_> =
        cases.iter().enumerate().map(|(place, case)| compared(case, place, &ours, &theirs)).collect();
    Ok(json!({
        "benchmark": "api",
        "rounds": ROUNDS,
        "connections": CONNECTIONS,
        "fdatasync_p50_us": figure(median(fdatasync)),
        "operations": operations,
    }))
}

fn measure_all(
    server: &Server,
    cases: &[&Case],
    counts: fn(&Case) -> (usize, usize),
) -> Result<Vec<Figures>> {
    fill(server)?;
    cases.iter().map(|case| measure(server, case, counts(case))).collect()
}

fn fill(server: &Server) -> Result<()> {
    let clusters =
        (0..CLUSTERS).map(|number| Call::new("CreateCluster", json!({ "clusterName": cluster(number) })));
    let families = (0..FAMILIES).map(register);
    let calls = server.signed(&clusters.chain(families).collect::<Vec<_>>())?;
    let count = calls.len();
    load::run(server.address, &[calls], count)?;
    Ok(())
}

fn measure(server: &Server, case: &Case, (alone, together): (usize, usize)) -> Result<Figures> {
    let calls = |from: usize, count: usize| {
        let count = if case.distinct { count } else { RING };
        server.signed(&(from..from + count).map(case.call).collect::<Vec<_>>())
    };
    let mut single = load::run(server.address, &[calls(0, alone)?], alone)?;
    let lists = load::dealt(calls(alone, together)?, CONNECTIONS);
    let before = server.processor_us()?;
    let many = load::run(server.address, &lists, together / CONNECTIONS)?;
    let processor_us = (server.processor_us()? - before) / many.latencies.len() as f64;
    Ok(Figures {
        p50_us: quantile_us(&mut single.latencies, 0.5),
        p99_us: quantile_us(&mut single.latencies, 0.99),
        per_second: many.per_second(),
        processor_us,
    })
}

fn compared(case: &Case, place: usize, ours: &[Vec<Figures>], theirs: &[Vec<Figures>]) -> Value {
    let of = |rounds: &[Vec<Figures>], pick: Pick| {
        median(rounds.iter().filter_map(|round| round.get(place)).map(pick))
    };
    let mut line = Map::new();
    let mut put = |name: String, value: f64| line.insert(name, figure(value));
    let picks: [(&str, Pick); 4] = [
        ("c1_p50_us", |figures| figures.p50_us),
        ("c1_p99_us", |figures| figures.p99_us),
        ("c16_requests_per_second", |figures| figures.per_second),
        ("processor_us_per_request", |figures| figures.processor_us),
    ];
    for (name, pick) in picks {
        let (our, their) = (of(ours, pick), of(theirs, pick));
        put(format!("longshore_{name}"), our);
        put(format!("moto_{name}"), their);
        let better = if name.ends_with("per_second") { our / their } else { their / our };
        put(format!("times_better_{name}"), better);
    }
    line.insert("operation".to_owned(), case.name.into());
    Value::Object(line)
}
