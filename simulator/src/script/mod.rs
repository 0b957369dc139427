//! Scripts: a run that a file tells, and its transcript in the same file.
//!
//! A line is a step; lines that begin with `>` are what came of the step above them, as it was recorded. So a bug of
//! a planner becomes a file that one can read, and a change of behaviour a difference in it.
//!
//! ```text
//! # Two machines, and a service that is rolled.
//! nodes 2 cpu=2048 memory=4096 zone=us-east-1a
//! call RegisterTaskDefinition {"family": "web",
//!   "containerDefinitions": [{"name": "app", "image": "sim/steady", "memory": 128}]}
//! > ok
//! run 10s
//! node 1 cut 2m
//! settle 10m
//! show services
//! ```
//!
//! Must not know: files; whoever runs scripts reads and writes them.

mod play;
mod show;

use serde_json::Value;

pub use self::play::play;

#[derive(Debug, Clone, PartialEq)]
enum Step {
    Seed(u64),
    Nodes {
        count: usize,
        settings: Vec<(String, String)>,
    },
    /// A call, and whether its whole answer is shown.
    Call {
        operation: String,
        input: Value,
        whole: bool,
    },
    Run(i64),
    /// Until everything has settled, for so long at most.
    Settle(i64),
    Node {
        node: usize,
        what: NodeStep,
    },
    Crash,
    /// The clock of control is set forward, or back.
    Clock(i64),
    Show {
        what: String,
        of: Option<String>,
    },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum NodeStep {
    Off,
    OnAfter(i64),
    Die,
    Cut(i64),
    Restart,
    Full,
}

/// A line that is no step, and why.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {problem}")]
pub struct ScriptError {
    pub line: usize,
    pub problem: String,
}

/// The parts of a script: each step with its own lines, without what was recorded of it.
struct Part {
    /// As they are in the file: comments, empty lines, the step itself.
    lines: Vec<String>,
    step: Option<Step>,
}

fn parse(text: &str) -> Result<Vec<Part>, ScriptError> {
    let mut parts: Vec<Part> = Vec::new();
    let mut lines = text.lines().enumerate().filter(|(_, line)| !line.starts_with('>')).peekable();
    while let Some((number, line)) = lines.next() {
        let mut own = vec![line.to_owned()];
        let mut whole = line.trim().to_owned();
        while let Some((_, more)) = lines.next_if(|(_, line)| line.starts_with("  ")) {
            own.push(more.to_owned());
            whole.push(' ');
            whole.push_str(more.trim());
        }
        let step = if whole.is_empty() || whole.starts_with('#') {
            None
        } else {
            Some(step(&whole).map_err(|problem| ScriptError { line: number + 1, problem })?)
        };
        parts.push(Part { lines: own, step });
    }
    Ok(parts)
}

fn step(line: &str) -> Result<Step, String> {
    let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
    let rest = rest.trim();
    match word {
        "seed" => rest.parse().map(Step::Seed).map_err(|_| format!("'{rest}' is no seed")),
        "nodes" => nodes(rest),
        "call" | "ask" => call(rest, word == "ask"),
        "run" => millis(rest).map(Step::Run),
        "settle" => millis(rest).map(Step::Settle),
        "node" => node(rest),
        "crash" => Ok(Step::Crash),
        "clock" => match rest.strip_prefix('-') {
            Some(back) => millis(back).map(|millis| Step::Clock(-millis)),
            None => millis(rest.trim_start_matches('+')).map(Step::Clock),
        },
        "show" => {
            let (what, of) = rest.split_once(' ').unwrap_or((rest, ""));
            let of = Some(of.to_owned()).filter(|of| !of.is_empty());
            Ok(Step::Show { what: what.to_owned(), of })
        }
        _ => Err(format!(
            "'{word}' is no step: seed, nodes, call, ask, run, settle, node, crash, clock and show are"
        )),
    }
}

fn nodes(rest: &str) -> Result<Step, String> {
    let mut words = rest.split_whitespace();
    let count = words.next().and_then(|word| word.parse().ok()).ok_or("nodes needs a number")?;
    let settings = words.map(|word| {
        let (name, value) = word.split_once('=').unwrap_or((word, ""));
        (name.to_owned(), value.to_owned())
    });
    Ok(Step::Nodes { count, settings: settings.collect() })
}

fn call(rest: &str, whole: bool) -> Result<Step, String> {
    let (operation, input) = rest.split_once(' ').unwrap_or((rest, "{}"));
    let input = serde_json::from_str(input).map_err(|error| format!("the input is not JSON: {error}"))?;
    Ok(Step::Call { operation: operation.to_owned(), input, whole })
}

fn node(rest: &str) -> Result<Step, String> {
    let words: Vec<&str> = rest.split_whitespace().collect();
    let (Some(node), Some(what)) = (words.first().and_then(|word| word.parse().ok()), words.get(1)) else {
        return Err("node needs a number, and what happens to it".to_owned());
    };
    let time = || millis(words.get(2).copied().unwrap_or_default());
    let what = match *what {
        "off" => NodeStep::Off,
        "on" => NodeStep::OnAfter(0),
        "reboot" => NodeStep::OnAfter(time()?),
        "die" => NodeStep::Die,
        "cut" => NodeStep::Cut(time()?),
        "restart" => NodeStep::Restart,
        "full" => NodeStep::Full,
        _ => {
            return Err(format!(
                "'{what}' happens to no node: off, on, reboot, die, cut, restart and full do"
            ));
        }
    };
    Ok(Step::Node { node, what })
}

/// `250ms`, `10s`, `5m`, `2h`.
fn millis(text: &str) -> Result<i64, String> {
    const UNITS: &[(&str, i64)] = &[("ms", 1), ("s", 1_000), ("m", 60_000), ("h", 3_600_000)];
    let found = UNITS.iter().find_map(|(unit, millis)| {
        let number: i64 = text.strip_suffix(unit)?.parse().ok()?;
        number.checked_mul(*millis)
    });
    found.ok_or_else(|| format!("'{text}' is no time: 250ms, 10s, 5m and 2h are"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_have_units() {
        assert_eq!(millis("250ms"), Ok(250));
        assert_eq!(millis("10s"), Ok(10_000));
        assert_eq!(millis("2h"), Ok(7_200_000));
        assert!(millis("10").is_err() && millis("s").is_err() && millis("9999999999999999h").is_err());
    }

    #[test]
    fn a_step_goes_on_in_lines_that_are_set_in_and_what_was_recorded_is_passed_over() {
        let parts = parse("# a\ncall X {\"a\":\n  1}\n> ok\nrun 1s\n").unwrap();
        let steps: Vec<_> = parts.into_iter().filter_map(|part| part.step).collect();
        let input = serde_json::json!({"a": 1});
        assert_eq!(steps, [Step::Call { operation: "X".to_owned(), input, whole: false }, Step::Run(1_000)]);
    }

    #[test]
    fn what_is_no_step_is_named_with_its_line() {
        let error = parse("run 1s\nwalk\n").err().unwrap();
        assert_eq!(error.line, 2);
        assert!(error.problem.contains("'walk' is no step"), "{error}");
    }
}
