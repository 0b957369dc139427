//! What reads of tasks and services cost with half a million tasks present, on a real server with its disk.
//!
//! The tasks are those of services that a real scheduler has started on machines without nodes: they stay PENDING.
//!
//! Must not know: how anything is kept.

use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::figures::{figure, quantile_us, set};
use crate::http::Connection;
use crate::machines::{self, CLUSTER, FAMILY};
use crate::request::Call;
use crate::scratch::Scratch;
use crate::server::Server;
use crate::{clock, load};

const MACHINES: usize = 1_000;
const TASKS: usize = 500_000;
/// Services of different sizes; the last one so often that there are as many tasks as there are to be.
const SIZES: &[usize] = &[10, 2_000, 5_000];
const CONNECTIONS: usize = 16;
const DESCRIBED: usize = 100;
const PAGE: usize = 100;
const ALONE: usize = 400;
const TOGETHER: usize = 8_000;
const TIME_MAX: Duration = Duration::from_secs(600);
const LOOK_EVERY: Duration = Duration::from_millis(250);

pub(crate) fn run() -> Result<Value> {
    let scratch = Scratch::new("described")?;
    let server = Server::longshore(scratch.path())?;
    machines::set_up(&server, &machines::made_up(MACHINES), i32::try_from(TASKS.div_ceil(MACHINES) * 2)?)?;
    let mut client = Client { server: &server, connection: Connection::new(server.address) };
    let sizes = sizes();
    let began = clock::instant();
    for (number, size) in sizes.iter().enumerate() {
        client.ask(&create(number, *size))?;
    }
    client.wait_for(&sizes)?;
    let started = began.elapsed().as_secs_f64();
    let arns = client.listed(sizes.len() - 1, DESCRIBED)?;
    let describe = Call::new("DescribeTasks", json!({ "cluster": CLUSTER, "tasks": arns }));
    let mut figures = json!({
        "benchmark": "described",
        "tasks": sizes.iter().sum::<usize>(),
        "services": sizes.len(),
        "scheduler_tasks_per_second": figure(sizes.iter().sum::<usize>() as f64 / started),
        "describe_tasks_100": measured(&server, &describe)?,
        "list_2000_tasks_ms": figure(client.pages_ms(1)?),
    });
    for (number, size) in SIZES.iter().enumerate() {
        let input = json!({ "cluster": CLUSTER, "services": [name(number)] });
        let line = measured(&server, &Call::new("DescribeServices", input))?;
        set(&mut figures, &format!("describe_service_of_{size}"), line);
    }
    Ok(figures)
}

fn sizes() -> Vec<usize> {
    let mut sizes = SIZES.to_vec();
    let last = SIZES.last().copied().unwrap_or(1);
    while sizes.iter().sum::<usize>() < TASKS {
        sizes.push(last);
    }
    sizes
}

fn name(number: usize) -> String {
    format!("service-{number:03}")
}

fn create(number: usize, size: usize) -> Call {
    let input = json!({
        "cluster": CLUSTER, "serviceName": name(number), "taskDefinition": FAMILY, "desiredCount": size,
        "availabilityZoneRebalancing": "DISABLED",
    });
    Call::new("CreateService", input)
}

fn measured(server: &Server, call: &Call) -> Result<Value> {
    let requests = server.signed(std::slice::from_ref(call))?;
    let mut alone = load::run(server.address, std::slice::from_ref(&requests), ALONE)?;
    let before = server.processor_us()?;
    let together = load::run(server.address, &vec![requests; CONNECTIONS], TOGETHER / CONNECTIONS)?;
    let processor_us = (server.processor_us()? - before) / together.latencies.len() as f64;
    Ok(json!({
        "c1_p50_us": figure(quantile_us(&mut alone.latencies, 0.5)),
        "c1_p99_us": figure(quantile_us(&mut alone.latencies, 0.99)),
        "c16_requests_per_second": figure(together.per_second()),
        "processor_us_per_request": figure(processor_us),
    }))
}

struct Client<'s> {
    server: &'s Server,
    connection: Connection,
}

impl Client<'_> {
    fn ask(&mut self, call: &Call) -> Result<Value> {
        let request = call.signed(&self.server.signer, self.server.address)?;
        let answer = self.connection.send(&request)?;
        if answer.status != 200 {
            bail!(
                "{} was answered {}: {}",
                call.operation,
                answer.status,
                String::from_utf8_lossy(answer.body)
            );
        }
        Ok(serde_json::from_slice(answer.body)?)
    }

    /// Waits until every service has all its tasks.
    fn wait_for(&mut self, sizes: &[usize]) -> Result<()> {
        let began = clock::instant();
        for (number, size) in sizes.iter().enumerate() {
            loop {
                let input = json!({ "cluster": CLUSTER, "services": [name(number)] });
                let answer = self.ask(&Call::new("DescribeServices", input))?;
                let pending = answer.pointer("/services/0/pendingCount").and_then(Value::as_u64);
                if pending == Some(*size as u64) {
                    break;
                }
                if began.elapsed() > TIME_MAX {
                    bail!("{} has {pending:?} of {size} tasks after {TIME_MAX:?}", name(number));
                }
                clock::rest(LOOK_EVERY);
            }
        }
        Ok(())
    }

    /// A page of the tasks of a service.
    fn page(
        &mut self,
        service: usize,
        count: usize,
        token: Option<&str>,
    ) -> Result<(Vec<String>, Option<String>)> {
        let mut input = json!({ "cluster": CLUSTER, "serviceName": name(service), "maxResults": count });
        if let Some(token) = token {
            set(&mut input, "nextToken", token.into());
        }
        let answer = self.ask(&Call::new("ListTasks", input))?;
        let arns = answer.get("taskArns").and_then(Value::as_array).context("ListTasks has no taskArns")?;
        let arns = arns.iter().filter_map(Value::as_str).map(str::to_owned).collect();
        Ok((arns, answer.get("nextToken").and_then(Value::as_str).map(str::to_owned)))
    }

    fn listed(&mut self, service: usize, count: usize) -> Result<Vec<String>> {
        Ok(self.page(service, count, None)?.0)
    }

    /// How long it takes to read all pages of the tasks of a service.
    fn pages_ms(&mut self, service: usize) -> Result<f64> {
        let wanted = SIZES.get(service).copied().unwrap_or_default();
        let began = clock::instant();
        let (mut read, mut token) = (0, None);
        for _ in 0..wanted.div_ceil(PAGE) + 1 {
            let (arns, next) = self.page(service, PAGE, token.as_deref())?;
            read += arns.len();
            token = next;
            if token.is_none() {
                break;
            }
        }
        if read != wanted {
            bail!("ListTasks lists {read} of {wanted} tasks");
        }
        Ok(began.elapsed().as_secs_f64() * 1e3)
    }
}
