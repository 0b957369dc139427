//! RunTask, ten tasks a call, through HTTP on a real server with its disk, beside moto's server.
//!
//! The machines are registered and have no node, so that nothing but control is measured: placement, rows with
//! their indexes and history, the commit, the answer.
//!
//! Must not know: how either server works.

use anyhow::{Result, bail};
use serde_json::{Value, json};

use crate::figures::{figure, median, quantile_us, set};
use crate::http::Connection;
use crate::machines::{self, CLUSTER, FAMILY};
use crate::request::Call;
use crate::scratch::Scratch;
use crate::server::Server;
use crate::{disk, load, moto};

const ROUNDS: usize = 3;
const COUNT: usize = 10;
const CONNECTIONS: usize = 16;
const MACHINES: usize = 100;
/// Calls at one connection and at sixteen together.
const OURS: (usize, usize) = (1_000, 8_000);
const MOTOS: (usize, usize) = (50, 160);

struct Figures {
    p50_us: f64,
    p99_us: f64,
    tasks_per_second: f64,
    processor_us_per_task: f64,
}

pub(crate) fn run() -> Result<Value> {
    let scratch = Scratch::new("run-task")?;
    let (mut ours, mut theirs, mut fdatasync) = (Vec::new(), Vec::new(), Vec::new());
    for round in 1..=ROUNDS {
        fdatasync.push(disk::fdatasync_p50_us(&scratch)?);
        eprintln!("run-task-durable: round {round} of {ROUNDS}");
        let data_dir = scratch.path().join(format!("round-{round}"));
        ours.push(measured(&Server::longshore(&data_dir)?, &machines::made_up(MACHINES), OURS)?);
        if moto::is_there() {
            let server = Server::moto()?;
            theirs.push(measured(&server, &machines::of_moto(&server, MACHINES)?, MOTOS)?);
        }
    }
    let mut figures = json!({
        "benchmark": "run-task-durable",
        "tasks_per_call": COUNT,
        "machines": MACHINES,
        "fdatasync_p50_us": figure(median(fdatasync)),
    });
    for (place, connections) in [1, CONNECTIONS].into_iter().enumerate() {
        set(&mut figures, &format!("c{connections}"), compared(place, &ours, &theirs));
    }
    Ok(figures)
}

fn measured(server: &Server, machines: &[String], (alone, together): (usize, usize)) -> Result<[Figures; 2]> {
    let tasks = (alone + together) * COUNT;
    machines::set_up(server, machines, i32::try_from(tasks.div_ceil(MACHINES) * 2)?)?;
    let call = server.signed(&[Call::new("RunTask", request())])?;
    let first = call.first().map(Vec::as_slice).unwrap_or_default();
    let answer = Connection::new(server.address).send(first)?.body.to_vec();
    let answer: Value = serde_json::from_slice(&answer)?;
    if answer.get("tasks").and_then(Value::as_array).map(Vec::len) != Some(COUNT) {
        bail!("RunTask did not start {COUNT} tasks: {answer}");
    }
    let one = measure(server, std::slice::from_ref(&call), alone)?;
    Ok([one, measure(server, &vec![call; CONNECTIONS], together / CONNECTIONS)?])
}

fn measure(server: &Server, lists: &[Vec<Vec<u8>>], each: usize) -> Result<Figures> {
    let before = server.processor_us()?;
    let mut done = load::run(server.address, lists, each)?;
    let tasks = (done.latencies.len() * COUNT) as f64;
    Ok(Figures {
        tasks_per_second: done.per_second() * COUNT as f64,
        processor_us_per_task: (server.processor_us()? - before) / tasks,
        p50_us: quantile_us(&mut done.latencies, 0.5),
        p99_us: quantile_us(&mut done.latencies, 0.99),
    })
}

fn request() -> Value {
    json!({ "cluster": CLUSTER, "taskDefinition": FAMILY, "count": COUNT, "launchType": "EC2" })
}

type Pick = fn(&Figures) -> f64;

fn compared(place: usize, ours: &[[Figures; 2]], theirs: &[[Figures; 2]]) -> Value {
    let of = |rounds: &[[Figures; 2]], pick: Pick| {
        median(rounds.iter().filter_map(|round| round.get(place)).map(pick))
    };
    let picks: [(&str, Pick); 4] = [
        ("tasks_per_second", |figures| figures.tasks_per_second),
        ("p50_us", |figures| figures.p50_us),
        ("p99_us", |figures| figures.p99_us),
        ("processor_us_per_task", |figures| figures.processor_us_per_task),
    ];
    let mut line = json!({});
    for (name, pick) in picks {
        let (our, their) = (of(ours, pick), of(theirs, pick));
        set(&mut line, &format!("longshore_{name}"), figure(our));
        set(&mut line, &format!("moto_{name}"), figure(their));
        let better = if name == "tasks_per_second" { our / their } else { their / our };
        set(&mut line, &format!("times_better_{name}"), figure(better));
    }
    line
}
