//! A closed loop of requests over some connections: each sends its next request when it has its answer.
//!
//! Any answer but 200 fails the benchmark. Must not know: what is asked, or of whom.

use std::net::SocketAddr;
use std::sync::Barrier;
use std::time::Duration;

use anyhow::{Result, bail};

use crate::clock;
use crate::http::Connection;

pub(crate) struct Measured {
    pub(crate) latencies: Vec<Duration>,
    pub(crate) took: Duration,
}

impl Measured {
    pub(crate) fn per_second(&self) -> f64 {
        self.latencies.len() as f64 / self.took.as_secs_f64()
    }
}

/// Each connection sends `count` requests, over and over those of its list.
pub(crate) fn run(address: SocketAddr, lists: &[Vec<Vec<u8>>], count: usize) -> Result<Measured> {
    let start = Barrier::new(lists.len() + 1);
    std::thread::scope(|scope| {
        let start = &start;
        let threads: Vec<_> =
            lists.iter().map(|list| scope.spawn(move || send_all(address, list, count, start))).collect();
        start.wait();
        let started = clock::instant();
        let mut latencies = Vec::with_capacity(count * lists.len());
        for thread in threads {
            match thread.join() {
                Ok(sent) => latencies.extend(sent?),
                Err(_) => bail!("a thread of the load client failed"),
            }
        }
        Ok(Measured { latencies, took: started.elapsed() })
    })
}

fn send_all(address: SocketAddr, list: &[Vec<u8>], count: usize, start: &Barrier) -> Result<Vec<Duration>> {
    let mut connection = Connection::new(address);
    let mut latencies = Vec::with_capacity(count);
    start.wait();
    for request in list.iter().cycle().take(count) {
        let sent = clock::instant();
        expect_ok(&mut connection, request)?;
        latencies.push(sent.elapsed());
    }
    Ok(latencies)
}

pub(crate) fn expect_ok(connection: &mut Connection, request: &[u8]) -> Result<()> {
    let answer = connection.send(request)?;
    if answer.status != 200 {
        bail!("a request was answered {}: {}", answer.status, String::from_utf8_lossy(answer.body));
    }
    Ok(())
}

/// Deals calls out to connections.
pub(crate) fn dealt(requests: Vec<Vec<u8>>, connections: usize) -> Vec<Vec<Vec<u8>>> {
    let mut lists = vec![Vec::with_capacity(requests.len() / connections + 1); connections];
    for (number, request) in requests.into_iter().enumerate() {
        if let Some(list) = lists.get_mut(number % connections) {
            list.push(request);
        }
    }
    lists
}
