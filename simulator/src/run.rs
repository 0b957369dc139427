//! One seed, from an empty installation over weather and a random user to peace.
//!
//! Must not know: how often it is played, or how fast.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use serde_json::json;

use crate::chance::Chance;
use crate::cluster::{Cluster, Fault, Figures, Machine, Settings, Weather};
use crate::sabotage::Sabotage;
use crate::user::CLUSTERS;

const ZONES: &[&str] = &["us-east-1a", "us-east-1b", "us-east-1c"];

/// What is played. The same plan gives the same run.
#[derive(Debug, Clone)]
pub struct Plan {
    pub seed: u64,
    /// Virtual hours before peace.
    pub hours: f64,
    /// How many machines; the seed decides where none is said.
    pub nodes: Option<usize>,
    /// Between two calls of the user, typically; the seed decides where none is said.
    pub user_millis: Option<i64>,
    pub weather: Option<Weather>,
    /// Days of a cluster as most are: long, with little that happens.
    pub quiet: bool,
    pub sabotage: Sabotage,
    pub failing_commit: Option<(u64, Fault)>,
    pub verbose: bool,
}

impl Plan {
    pub fn of_seed(seed: u64) -> Self {
        Self {
            seed,
            hours: 1.0,
            nodes: None,
            user_millis: None,
            weather: None,
            quiet: false,
            sabotage: Sabotage::None,
            failing_commit: None,
            verbose: false,
        }
    }

    /// What plays it again.
    pub fn command(&self) -> String {
        let mut command = format!(
            "cargo run -p longshore-simulator --release -- --seed {} --hours {} --verbose",
            self.seed, self.hours
        );
        if let Some(nodes) = self.nodes {
            command.push_str(&format!(" --nodes {nodes}"));
        }
        if let Some(millis) = self.user_millis {
            command.push_str(&format!(" --user-millis {millis}"));
        }
        if self.quiet {
            command.push_str(" --quiet");
        }
        match self.weather {
            Some(Weather::STORM) => command.push_str(" --storm"),
            Some(Weather::CALM) => command.push_str(" --calm"),
            _ => {}
        }
        command
    }
}

/// A run that found nothing.
#[derive(Debug, Clone, PartialEq)]
pub struct Passed {
    pub figures: Figures,
    /// How often each operation was called, and how often without an error.
    pub called: BTreeMap<&'static str, (u64, u64)>,
    pub hours: f64,
    pub clusters: usize,
    /// From the last fault until everything had settled.
    pub settled_millis: i64,
}

/// A run that found something.
#[derive(Debug, Clone, thiserror::Error)]
#[error("seed {seed} after {elapsed_millis} ms: {}\nagain: {again}", problems.join("\n  "))]
pub struct Failed {
    pub seed: u64,
    pub elapsed_millis: i64,
    pub problems: Vec<String>,
    pub again: String,
    /// Where a transcript was kept.
    pub transcript: Vec<String>,
}

/// Plays a seed.
pub fn play(plan: &Plan) -> Result<Passed, Box<Failed>> {
    let mut kept = None;
    let played = catch_unwind(AssertUnwindSafe(|| {
        let cluster = kept.insert(prepare(plan)?);
        Ok::<_, String>(run(cluster, plan))
    }));
    let (passed, problems) = match played {
        Ok(Ok(passed)) => (passed, Vec::new()),
        Ok(Err(problem)) => (None, vec![problem]),
        Err(panic) => (None, vec![format!("something panicked: {}", message(&*panic))]),
    };
    let Some(cluster) = kept else { return Err(failed(plan, 0, problems, Vec::new())) };
    if let Some(passed) = passed {
        return Ok(passed);
    }
    let problems = problems.into_iter().chain(cluster.problems().iter().cloned()).collect();
    let transcript = cluster.transcript().cloned().collect();
    Err(failed(plan, cluster.elapsed_millis(), problems, transcript))
}

fn failed(plan: &Plan, elapsed_millis: i64, problems: Vec<String>, transcript: Vec<String>) -> Box<Failed> {
    Box::new(Failed { seed: plan.seed, elapsed_millis, problems, again: plan.command(), transcript })
}

fn message(panic: &(dyn std::any::Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
    text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default()
}

fn prepare(plan: &Plan) -> Result<Cluster, String> {
    let mut chance = Chance::new(plan.seed ^ 0x5eed);
    let settings = settings(plan, &mut chance);
    let (clusters, quiet) = (settings.clusters, settings.quiet);
    let mut cluster =
        Cluster::new(settings).map_err(|error| format!("the cluster does not begin: {error}"))?;
    for name in CLUSTERS.iter().take(clusters) {
        // A commit that fails or a control that is down: it is asked again.
        let created = (0..100).any(|_| {
            let answer = cluster.call("CreateCluster", &json!({"clusterName": name}));
            answer.is_ok() || !cluster.run_for(500)
        });
        if !created || !cluster.problems().is_empty() {
            return Err(format!("cluster {name} could not be made: {:?}", cluster.problems()));
        }
    }
    let nodes = plan.nodes.unwrap_or_else(|| if quiet { clusters * 2 } else { 1 + chance.below(12) });
    for number in 0..nodes {
        let place = match quiet {
            true => number % clusters,
            false => usize::from(number > 3 && chance.percent(15)),
        };
        let name = CLUSTERS.get(place).copied().unwrap_or("default");
        cluster.add_node(name, machine(&mut chance, number));
    }
    Ok(cluster)
}

fn settings(plan: &Plan, chance: &mut Chance) -> Settings {
    let clusters = if plan.quiet { 1 + chance.below(CLUSTERS.len()) } else { 2 };
    // What happens in a cluster happens in as many of them.
    let each = |hours: &[i64]| -> Vec<i64> {
        let share = i64::try_from(clusters).unwrap_or(1);
        hours.iter().map(|hours| hours * 3_600_000 / share).collect()
    };
    let faults = if plan.quiet { each(&[24, 48, 96]) } else { vec![5_000, 20_000, 60_000, 300_000] };
    let weather = Weather::of(chance, &faults);
    let paces = if plan.quiet { each(&[6, 12, 24]) } else { vec![1_000, 5_000, 20_000, 60_000] };
    let user_millis = plan.user_millis.or_else(|| chance.pick(&paces).copied());
    Settings {
        seed: plan.seed,
        weather: plan.weather.unwrap_or(weather),
        user_millis,
        clusters,
        quiet: plan.quiet,
        sabotage: plan.sabotage,
        verbose: plan.verbose,
        checks: true,
        failing_commit: plan.failing_commit,
        assumed: None,
        watched: false,
    }
}

fn machine(chance: &mut Chance, number: usize) -> Machine {
    let sizes = [(1024, 1024), (2048, 4096), (4096, 8192)];
    let (cpu, memory) = chance.pick(&sizes).copied().unwrap_or((2048, 4096));
    let gpus = if chance.percent(10) { 2 } else { 0 };
    let zones = ZONES.get(..1 + number % ZONES.len()).unwrap_or(ZONES);
    Machine {
        cpu,
        memory,
        gpus: (0..gpus).map(|gpu| format!("gpu-{gpu}")).collect(),
        zone: chance.pick(zones).map_or("us-east-1a", |zone| zone).to_owned(),
        architecture: "x86_64",
        fargate: chance.percent(25),
        attributes: vec![("rack".to_owned(), format!("r{}", number % 3))],
    }
}

#[allow(clippy::cast_possible_truncation, reason = "hours of a run are few")]
fn run(cluster: &mut Cluster, plan: &Plan) -> Option<Passed> {
    let until = (plan.hours * 3_600_000.0) as i64;
    // Now and then everything is looked at, at a time that no planner chose.
    let part = (until / 8).max(1_000);
    while cluster.elapsed_millis() < until {
        if !cluster.run_for(part.min(until - cluster.elapsed_millis())) {
            return None;
        }
        cluster.check_everything();
    }
    let settled_millis = cluster.settle()?;
    let hours = cluster.elapsed_millis() as f64 / 3_600_000.0;
    let (figures, called) = (cluster.figures(), cluster.called().clone());
    Some(Passed { figures, called, hours, clusters: cluster.clusters(), settled_millis })
}
