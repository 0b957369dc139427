//! A forecast in words for whoever reads it, and as data.
//!
//! Must not know: how it was made.

use anyhow::Result;
use longshore_shapes::longshore::{self as api, op};
use longshore_shapes::{Operation, Protocol};
use serde_json::Value;

use crate::say::say;

/// How much of an id tells machines apart for a reader.
const ID_CHARS: usize = 12;

/// As the API answers it.
pub(super) fn as_json(answer: &api::ForecastResponse) -> Result<()> {
    let (service, operation) = (op::Forecast::SERVICE, op::Forecast::SCHEMA);
    let written =
        longshore_wire::protocol::write_output(service, operation, Protocol::AwsJson11, answer, "plan");
    let value: Value = serde_json::from_slice(written.body())?;
    say!("{value:#}");
    Ok(())
}

pub(super) fn tell(answer: &api::ForecastResponse) {
    for line in lines(answer) {
        say!("{line}");
    }
}

fn lines(answer: &api::ForecastResponse) -> Vec<String> {
    let mut lines = vec![format!("{}: {}", answer.verdict, answer.summary)];
    section(&mut lines, "What was asked", answer.answers.iter().flat_map(answered).collect());
    section(&mut lines, "Machines, before -> after (what is free, and how many tasks)", machines(answer));
    let moments = answer
        .timeline
        .iter()
        .map(|it| format!("{:>9.1} s  {}: {}", it.at_millis as f64 / 1000.0, short(&it.about), it.what));
    section(&mut lines, "Timeline", moments.collect());
    let stopped = answer.stopped.iter().map(|it| format!("{} of {}: {}", it.count, it.what, it.reason));
    section(&mut lines, "Tasks that stop", stopped.collect());
    let services = answer.services.iter().map(|it| {
        let other = if it.concerned { "" } else { " (so it was before)" };
        let least = if it.least_running < it.running {
            format!(", never fewer than {}", it.least_running)
        } else {
            String::new()
        };
        format!(
            "{} in {}: {} of {} run{least}; {}{other}",
            it.service, it.cluster, it.running, it.desired, it.state
        )
    });
    section(&mut lines, "Services in the end", services.collect());
    section(&mut lines, "Surge", vec![answer.surge.summary.clone()]);
    section(&mut lines, "Cost of placement", answer.costs.clone());
    section(&mut lines, "Taken for given", answer.assumptions.clone());
    lines
}

/// A heading, and what stands below it; nothing where nothing does.
fn section(lines: &mut Vec<String>, heading: &str, of: Vec<String>) {
    if !of.is_empty() {
        lines.push(String::new());
        lines.push(format!("{heading}:"));
        lines.extend(of.into_iter().map(|line| format!("  {line}")));
    }
}

fn answered(answer: &api::ForecastAnswer) -> Vec<String> {
    let refusals = answer.refusals.iter().map(|refusal| format!("  {refusal}"));
    std::iter::once(format!("{}: {}", answer.what, answer.answer)).chain(refusals).collect()
}

fn machines(answer: &api::ForecastResponse) -> Vec<String> {
    let counts = |sign: char, counts: &[api::ForecastCount]| -> Vec<String> {
        counts.iter().map(|it| format!("{sign}{} {}", it.count, it.what)).collect()
    };
    let line = |it: &api::ForecastMachine| {
        let (before, after) = (&it.before, &it.after);
        let mut changes = counts('+', &it.placed);
        changes.extend(counts('-', &it.ended));
        let status = if it.status == "ACTIVE" { String::new() } else { format!(" {}", it.status) };
        format!(
            "{}{status}: {} -> {} CPU units, {} -> {} MiB, {} -> {} tasks: {}",
            short(&it.container_instance),
            before.cpu,
            after.cpu,
            before.memory,
            after.memory,
            before.tasks,
            after.tasks,
            changes.join(", ")
        )
    };
    answer.machines.iter().map(line).collect()
}

/// An id that is long by its start, and anything else as it is.
fn short(name: &str) -> String {
    let is_id = name.len() == 32 && name.bytes().all(|byte| byte.is_ascii_hexdigit());
    if is_id { name.chars().take(ID_CHARS).collect() } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_reads_as_one_page() {
        let text = |text: &str| text.to_owned();
        let room = |cpu, memory, tasks| api::ForecastRoom { cpu, memory, tasks };
        let count = |what: &str, count| api::ForecastCount { what: text(what), count };
        let answer = api::ForecastResponse {
            verdict: text("STEADY"),
            summary: text("It works."),
            answers: vec![api::ForecastAnswer {
                what: text("UpdateService web"),
                done: true,
                answer: text("done"),
                refusals: Vec::new(),
            }],
            machines: vec![api::ForecastMachine {
                container_instance: "0123456789abcdef0123456789abcdef".to_owned(),
                cluster: text("default"),
                status: text("ACTIVE"),
                before: room(1024, 512, 1),
                after: room(768, 256, 2),
                placed: vec![count("web:2", 2)],
                ended: vec![count("web:1", 1)],
            }],
            timeline: vec![api::ForecastMoment {
                at_millis: 1_540,
                about: text("web"),
                what: text("1 task ended"),
            }],
            surge: api::ForecastSurge { summary: text("No surge."), ..Default::default() },
            ..Default::default()
        };
        let page = "STEADY: It works.\n\nWhat was asked:\n  UpdateService web: done\n\n\
            Machines, before -> after (what is free, and how many tasks):\n  \
            0123456789ab: 1024 -> 768 CPU units, 512 -> 256 MiB, 1 -> 2 tasks: +2 web:2, -1 web:1\n\n\
            Timeline:\n        1.5 s  web: 1 task ended\n\nSurge:\n  No surge.";
        assert_eq!(lines(&answer).join("\n"), page);
    }
}
