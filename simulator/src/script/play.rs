//! A script played: each step is done, and what came of it is written under it.
//!
//! Must not know: how what is shown is found.

use serde_json::Value;

use super::show::Shower;
use super::{NodeStep, Part, ScriptError, Step, parse};
use crate::cluster::{Cluster, Machine, Settings};

/// Plays a script and answers it with what came of it; what it said before of that is passed over.
pub fn play(text: &str) -> Result<String, ScriptError> {
    let parts = parse(text)?;
    let seed = parts.iter().find_map(|part| match part.step {
        Some(Step::Seed(seed)) => Some(seed),
        _ => None,
    });
    let begun = |problem: String| ScriptError { line: 1, problem };
    let settings = Settings { verbose: false, ..Settings::calm(seed.unwrap_or(1)) };
    let mut cluster = Cluster::new(settings).map_err(|error| begun(error.to_string()))?;
    let (mut shower, mut told) = (Shower::default(), String::new());
    for Part { lines, step } in parts {
        for line in lines {
            told.push_str(&line);
            told.push('\n');
        }
        // Behind a problem nothing is played any more, and what was to be played is kept.
        let step = step.filter(|_| cluster.problems().is_empty());
        let Some(step) = step else { continue };
        let mut said = take(&mut cluster, &mut shower, step);
        said.extend(cluster.problems().iter().map(|problem| format!("PROBLEM {problem}")));
        for line in said {
            told.push_str("> ");
            told.push_str(&shower.named(&line));
            told.push('\n');
        }
    }
    Ok(told)
}

fn take(cluster: &mut Cluster, shower: &mut Shower, step: Step) -> Vec<String> {
    match step {
        Step::Seed(_) => {}
        Step::Nodes { count, settings } => add_nodes(cluster, count, &settings),
        Step::Call { operation, input, whole } => return call(cluster, &operation, &input, whole),
        Step::Run(millis) => drop(cluster.run_for(millis)),
        Step::Settle(millis) => {
            let began = cluster.now();
            let settled = cluster.run_until_settled(millis);
            let took = (cluster.now() - began) / 1000;
            let words = if settled { format!("settled after {took}s") } else { "not settled".to_owned() };
            return std::iter::once(words)
                .chain(if settled { Vec::new() } else { cluster.unsettled() })
                .collect();
        }
        Step::Node { node, what } => act_on(cluster, node, what),
        Step::Crash => cluster.crash(),
        Step::Clock(millis) => cluster.jump_clock(millis),
        Step::Show { what, of } => return shower.show(cluster, &what, of.as_deref()),
    }
    Vec::new()
}

fn add_nodes(cluster: &mut Cluster, count: usize, settings: &[(String, String)]) {
    let mut machine = Machine::default();
    let mut name = "default".to_owned();
    for (setting, value) in settings {
        match setting.as_str() {
            "cpu" => machine.cpu = value.parse().unwrap_or(machine.cpu),
            "memory" => machine.memory = value.parse().unwrap_or(machine.memory),
            "zone" => machine.zone.clone_from(value),
            "gpus" => {
                machine.gpus = (0..value.parse().unwrap_or(0)).map(|it: usize| format!("gpu-{it}")).collect()
            }
            "fargate" => machine.fargate = true,
            "cluster" => name.clone_from(value),
            _ => machine.attributes.push((setting.clone(), value.clone())),
        }
    }
    for _ in 0..count {
        cluster.add_node(&name, machine.clone());
    }
    // Until they have connected.
    cluster.run_for(1_000);
}

fn act_on(cluster: &mut Cluster, node: usize, what: NodeStep) {
    match what {
        NodeStep::Off => cluster.power_loss(node, None),
        NodeStep::OnAfter(millis) => {
            cluster.power_loss(node, None);
            cluster.power_on_after(node, millis);
        }
        NodeStep::Die => cluster.die(node),
        NodeStep::Cut(millis) => cluster.cut(node, millis),
        NodeStep::Restart => cluster.restart_agent(node),
        NodeStep::Full => cluster.fill_disk(node),
    }
}

fn call(cluster: &mut Cluster, operation: &str, input: &Value, whole: bool) -> Vec<String> {
    let output = match cluster.call(operation, input) {
        Ok(output) => output,
        Err(problem) => return vec![problem.to_string()],
    };
    if whole {
        let text = serde_json::to_string_pretty(&output).unwrap_or_default();
        return text.lines().map(str::to_owned).collect();
    }
    let failures = output.get("failures").and_then(Value::as_array).into_iter().flatten();
    let text = |failure: &Value, member: &str| {
        failure.get(member).and_then(Value::as_str).unwrap_or_default().to_owned()
    };
    let failures = failures
        .map(|it| format!("failure: {} {} {}", text(it, "reason"), text(it, "arn"), text(it, "detail")));
    std::iter::once("ok".to_owned()).chain(failures.map(|line| line.trim_end().to_owned())).collect()
}
