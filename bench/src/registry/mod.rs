//! `registry`: what an image registry does all day, ours beside docker-registry, in turn and by the same client.
//!
//! Raw: layers of random bytes, so that nothing is packed or unpacked, over plain HTTP on this machine. Processor time
//! is the server's. Behind it: the memory that fifty uploads at once take of ours, and pages of many repositories.
//!
//! Must not know: how either registry keeps anything.

mod client;
mod floor;
mod names;
mod peer;

use std::net::SocketAddr;
use std::path::Path;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use self::client::{Client, Image};
use self::floor::Floor;
pub(crate) use self::peer::Peer;
use crate::figures::{figure, median, set};
use crate::process;
use crate::request::{self, Call};
use crate::scratch::Scratch;
use crate::server::Server;
use crate::{clock, load};

const LAYERS: usize = 5;
const LAYER_BYTES: usize = 40 * 1024 * 1024;
const ROUNDS: usize = 5;
/// In a row: one takes few of the ticks in which processor time is counted.
const PULLS: u32 = 5;
const REPOSITORY: &str = "bench/image";
const READS: usize = 2_000;
const READERS: usize = 16;
const UPLOADS: usize = 50;
const UPLOAD_BYTES: usize = 16 * 1024 * 1024;

pub(crate) fn run(part: Option<&str>) -> Result<Value> {
    let part = Part::of(part)?;
    let scratch = Scratch::new("registry")?;
    match part {
        Part::Names => return names::run(),
        Part::Uploads => return uploads(scratch.path()),
        Part::All | Part::Push | Part::Pull => {}
    }
    let mut figures = json!({ "benchmark": "registry", "megabytes": LAYERS * LAYER_BYTES / (1024 * 1024) });
    let (mut ours, mut peers, mut floor) = (Rounds::default(), Rounds::default(), Floor::default());
    for round in 0..ROUNDS {
        eprintln!("registry: round {} of {ROUNDS}", round + 1);
        let image = Image::random(round, LAYERS, LAYER_BYTES);
        let server = Server::longshore(&scratch.path().join(format!("ours-{round}")))?;
        let authorization = prepare(&server)?;
        ours.measure(part, server.id(), &Client::new(server.address, Some(authorization)), &image)?;
        drop(server);
        let peer = Peer::start(&scratch.path().join(format!("peer-{round}")))?;
        peers.measure(part, peer.id(), &Client::new(peer.address, None), &image)?;
        drop(peer);
        floor.measure(scratch.path(), &image)?;
    }
    for (name, rounds) in [("longshore", &ours), ("docker_registry", &peers)] {
        set(&mut figures, name, rounds.figures(part));
    }
    let times =
        |better: fn(&Rounds) -> &Vec<f64>| median(better(&peers).clone()) / median(better(&ours).clone());
    set(&mut figures, "push_times_faster", figure(times(|rounds| &rounds.push_s)));
    set(&mut figures, "push_processor_share", figure(1.0 / times(|rounds| &rounds.push_processor_s)));
    set(&mut figures, "floor", floor.figures());
    set(
        &mut figures,
        "floor_processor_share",
        figure(floor.processor_s() / median(peers.push_processor_s.clone())),
    );
    if part != Part::Push {
        set(&mut figures, "pull_times_faster", figure(times(|rounds| &rounds.pull_s)));
        set(&mut figures, "pull_processor_share", figure(1.0 / times(|rounds| &rounds.pull_processor_s)));
    }
    if part == Part::All {
        set(&mut figures, "manifests_times_faster", figure(1.0 / times(|rounds| &rounds.manifests_per_s)));
        set(&mut figures, "uploads_at_once", uploads(scratch.path())?);
    }
    Ok(figures)
}

/// What is measured: all but the names, or one thing, to look at what it costs. There is no pull without a push.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    All,
    Push,
    Pull,
    Uploads,
    Names,
}

impl Part {
    fn of(name: Option<&str>) -> Result<Self> {
        Ok(match name {
            None => Self::All,
            Some("push") => Self::Push,
            Some("pull") => Self::Pull,
            Some("uploads") => Self::Uploads,
            Some("names") => Self::Names,
            Some(other) => bail!("there is no part '{other}': push, pull, uploads, names"),
        })
    }
}

/// What was measured in each round.
#[derive(Default)]
struct Rounds {
    push_s: Vec<f64>,
    push_processor_s: Vec<f64>,
    pull_s: Vec<f64>,
    pull_processor_s: Vec<f64>,
    manifests_per_s: Vec<f64>,
}

impl Rounds {
    fn measure(&mut self, part: Part, server: u32, client: &Client, image: &Image) -> Result<()> {
        let (seconds, processor) = timed(server, || client.push(REPOSITORY, image))?;
        self.push_s.push(seconds);
        self.push_processor_s.push(processor);
        if part == Part::Push {
            return Ok(());
        }
        let (seconds, processor) =
            timed(server, || (0..PULLS).try_for_each(|_| client.pull(REPOSITORY, image)))?;
        self.pull_s.push(seconds / f64::from(PULLS));
        self.pull_processor_s.push(processor / f64::from(PULLS));
        if part == Part::Pull {
            return Ok(());
        }
        let read = client.head_of("GET", &format!("/v2/{REPOSITORY}/manifests/1"), 0);
        let lists = vec![vec![read]; READERS];
        load::run(client.address, &lists, READS / 10)?;
        self.manifests_per_s.push(load::run(client.address, &lists, READS)?.per_second());
        Ok(())
    }

    fn figures(&self, part: Part) -> Value {
        let of = |values: &Vec<f64>| figure(median(values.clone()));
        let mut figures =
            json!({ "push_s": of(&self.push_s), "push_processor_s": of(&self.push_processor_s) });
        if part != Part::Push {
            set(&mut figures, "pull_s", of(&self.pull_s));
            set(&mut figures, "pull_processor_s", of(&self.pull_processor_s));
        }
        if part == Part::All {
            set(&mut figures, "manifests_per_s", of(&self.manifests_per_s));
        }
        figures
    }
}

/// How long something takes, and how much of the server's processor.
fn timed(server: u32, work: impl FnOnce() -> Result<()>) -> Result<(f64, f64)> {
    let (processor, began) = (process::processor_us(server)?, clock::instant());
    work()?;
    let seconds = began.elapsed().as_secs_f64();
    Ok((seconds, (process::processor_us(server)? - processor) / 1e6))
}

/// A repository, and what a client shows to use it.
fn prepare(server: &Server) -> Result<String> {
    let ask = |operation, input| -> Result<Value> {
        let call = Call::new(operation, input);
        let mut connection = crate::http::Connection::new(server.address);
        let answer = connection.send(&call.signed_for(&request::ECR, &server.signer, server.address)?)?;
        if answer.status != 200 {
            bail!("{operation} was answered {}: {}", answer.status, String::from_utf8_lossy(answer.body));
        }
        Ok(serde_json::from_slice(answer.body)?)
    };
    ask("CreateRepository", json!({ "repositoryName": REPOSITORY }))?;
    let answer = ask("GetAuthorizationToken", json!({}))?;
    let token = answer.pointer("/authorizationData/0/authorizationToken").and_then(Value::as_str);
    Ok(format!("Basic {}", token.context("ECR gave no token")?))
}

/// How much more memory the server has while many uploads are under way than before them.
fn uploads(scratch: &Path) -> Result<Value> {
    let server = Server::longshore(&scratch.join("uploads"))?;
    let client = Client::new(server.address, Some(prepare(&server)?));
    let before = server.memory()?.rss_mb;
    let most = std::thread::scope(|scope| -> Result<f64> {
        let client = &client;
        let threads: Vec<_> = (0..UPLOADS)
            .map(|number| {
                scope.spawn(move || {
                    let image = Image::random(1000 + number, 1, UPLOAD_BYTES);
                    client.push(REPOSITORY, &image)
                })
            })
            .collect();
        let mut most = before;
        while threads.iter().any(|thread| !thread.is_finished()) {
            most = server.memory()?.rss_mb.max(most);
            clock::rest(std::time::Duration::from_millis(20));
        }
        for thread in threads {
            match thread.join() {
                Ok(pushed) => pushed?,
                Err(_) => bail!("an upload's thread failed"),
            }
        }
        Ok(most)
    })?;
    Ok(json!({
        "uploads": UPLOADS,
        "megabytes_each": UPLOAD_BYTES / (1024 * 1024),
        "rss_before_mb": figure(before),
        "rss_most_mb": figure(most),
        "more_mb": figure(most - before),
    }))
}

/// Where something listens that was started on a port that was free a moment ago.
fn wait_for(address: SocketAddr) -> Result<()> {
    let began = clock::instant();
    while std::net::TcpStream::connect(address).is_err() {
        if began.elapsed() > std::time::Duration::from_secs(20) {
            bail!("nothing listens on {address}");
        }
        clock::rest(std::time::Duration::from_millis(5));
    }
    Ok(())
}
