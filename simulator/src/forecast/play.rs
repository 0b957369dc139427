//! A forecast while it is played: the fork, what was asked of it, and when it is over.
//!
//! It is over when everything concerned is steady, or when nothing has moved for so long that nothing will.
//!
//! Must not know: how tasks are placed, or what a rollout is.

use std::collections::BTreeSet;
use std::sync::Arc;

use longshore_shapes::{ApiError, Timestamp, longshore as api};
use longshore_world::records::container_instance::{ContainerInstance, ContainerInstanceKey};
use longshore_world::records::service::ServiceKey;
use longshore_world::records::task::{Task, TaskKey};
use longshore_world::{Scope, Snapshot};
use serde_json::Value;

use super::cost::{self, Strategies};
use super::machines;
use super::question::{Call, Question};
use super::standing::{self, Standing};
use super::story::Story;
use super::timeline::timeline;
use super::{client, counted, passed};
use crate::cluster::{CallProblem, Cluster, Settings};

const STEADY: &str = "STEADY";
const STALLED: &str = "STALLED";
const FAILED: &str = "FAILED";
const REFUSED: &str = "REFUSED";
const UNFINISHED: &str = "UNFINISHED";
/// What a forecast can come to; the first alone is what one hopes for.
pub const VERDICTS: &[&str] = &[STEADY, STALLED, FAILED, REFUSED, UNFINISHED];

const SEED: u64 = 1;
const LOOK_MILLIS: i64 = 100;
/// Later, looks are further apart.
const SOON_MILLIS: i64 = 120_000;
const LATER_LOOK_MILLIS: i64 = 1_000;
/// For so long nothing must happen before all counts as steady.
const CALM_MILLIS: i64 = 2_000;
/// For so long nothing must happen before what is not steady will never be; more where tasks are slow.
const QUIET_MILLIS: i64 = 5 * 60 * 1000;
/// How much may happen in a forecast.
const EVENTS_MAX: u64 = 5_000_000;
/// How many refusals of one request are told.
const REFUSALS_MAX: usize = 10;

pub(super) struct Play {
    cluster: Cluster,
    scope: Scope,
    question: Question,
    before: Snapshot,
    /// Those that were not steady before anything was changed.
    unsteady_before: BTreeSet<ServiceKey>,
    /// The services that requests are about, by name.
    named: BTreeSet<String>,
    zero: i64,
    story: Story,
    answers: Vec<api::ForecastAnswer>,
    lost: Vec<ContainerInstanceKey>,
    strategies: Strategies,
}

/// How it came to an end.
pub(super) struct End {
    verdict: &'static str,
    why: String,
}

impl Play {
    pub(super) fn begin(
        snapshot: &Snapshot,
        scope: Scope,
        now: Timestamp,
        question: Question,
    ) -> Result<Self, ApiError> {
        let assumed = Some(Arc::new(question.known.assumptions.clone()));
        let settings = Settings { checks: false, watched: true, assumed, ..Settings::calm(SEED) };
        let mut cluster = Cluster::from_world(snapshot, scope, now, settings)
            .map_err(|error| client(format!("The state cannot be forked: {error}.")))?;
        if !cluster.let_nodes_connect() {
            return Err(client("The nodes of the fork did not connect; this is a bug of Longshore."));
        }
        drop(cluster.take_seen());
        let (zero, before) = (cluster.now(), cluster.snapshot().clone());
        let standings = standing::services(&before, scope, Timestamp::from_millis(zero));
        let unsteady = standings.into_iter().filter(|(_, it)| it.lacks.is_some()).map(|(key, _)| key);
        Ok(Self {
            story: Story::begin(&before, scope, zero),
            unsteady_before: unsteady.collect(),
            named: question.calls.iter().filter_map(Call::service).map(str::to_owned).collect(),
            lost: Vec::new(),
            answers: Vec::new(),
            strategies: Strategies::default(),
            cluster,
            scope,
            question,
            before,
            zero,
        })
    }

    /// Makes the change: requests in their order, until one is refused, and then machines that are lost.
    pub(super) fn ask(&mut self) {
        for call in std::mem::take(&mut self.question.calls) {
            if !self.call(&call) {
                return;
            }
        }
        for instance in std::mem::take(&mut self.question.lost) {
            let done = self.cluster.lose(&instance);
            let answer = if done { "its power is gone" } else { "its agent was gone already" };
            self.answers.push(answer_of(
                format!("lose {}", instance.id),
                true,
                answer.to_owned(),
                Vec::new(),
            ));
            self.lost.push(instance);
        }
    }

    fn call(&mut self, call: &Call) -> bool {
        let answer = self.cluster.call(&call.operation, &call.input);
        self.hear();
        let answer = match answer {
            Ok(output) => {
                self.strategies.note(&call.input, &output);
                accepted(call, &output)
            }
            Err(problem) => {
                let refusal = match problem {
                    CallProblem::Refused(code, message) => format!("{code}: {message}"),
                    other => other.to_string(),
                };
                answer_of(call.words(), false, "refused".to_owned(), vec![refusal])
            }
        };
        let done = answer.done;
        self.answers.push(answer);
        done
    }

    fn hear(&mut self) {
        for (at, committed) in self.cluster.take_seen() {
            self.story.note(at, &committed);
        }
    }

    fn elapsed(&self) -> i64 {
        self.cluster.now() - self.zero
    }

    /// Lets time pass until it is over.
    pub(super) fn run(&mut self, go_on: &mut dyn FnMut() -> bool) -> Result<End, ApiError> {
        let quiet = QUIET_MILLIS.max(self.question.known.assumptions.slowest_millis().saturating_mul(3));
        let mut looked_at = None;
        loop {
            let look = if self.elapsed() < SOON_MILLIS { LOOK_MILLIS } else { LATER_LOOK_MILLIS };
            if !self.cluster.run_for(look) {
                let problem = self.cluster.problems().first().cloned().unwrap_or_default();
                return Err(client(format!("The forecast met a bug of Longshore: {problem}.")));
            }
            self.hear();
            self.give_up();
            let silent = self.elapsed() - self.story.last;
            let calm = silent >= CALM_MILLIS && self.lost.is_empty();
            // Nothing has changed since it was looked at.
            if calm && looked_at != Some(self.story.last) {
                looked_at = Some(self.story.last);
                if self.lacks().is_empty() {
                    return Ok(self.end(STEADY, String::new()));
                }
            }
            if silent >= quiet {
                let why = self.lacks().into_iter().next().unwrap_or_default();
                return Ok(self.end(STALLED, why));
            }
            if let Some(why) = self.is_too_much(go_on) {
                return Ok(self.end(UNFINISHED, why));
            }
        }
    }

    fn is_too_much(&self, go_on: &mut dyn FnMut() -> bool) -> Option<String> {
        let lacks = || self.lacks().into_iter().next().unwrap_or_default();
        if self.elapsed() >= self.question.horizon_millis {
            return Some(format!("after {} still: {}", passed(self.elapsed()), lacks()));
        }
        if self.cluster.figures().events > EVENTS_MAX {
            return Some(format!(
                "too much happens to play it to its end; after {}: {}",
                passed(self.elapsed()),
                lacks()
            ));
        }
        (!go_on())
            .then(|| format!("it took too long to play; {} of it were: {}", passed(self.elapsed()), lacks()))
    }

    fn end(&self, verdict: &'static str, why: String) -> End {
        let refused = self.answers.iter().find_map(|answer| {
            let first = answer.refusals.first()?;
            Some(format!("{}: {first}", answer.what))
        });
        if let Some(refused) = refused {
            return End { verdict: REFUSED, why: refused };
        }
        let failure = self.story.failures.iter().find(|(key, _)| self.is_concerned(key));
        match failure {
            Some((_, failure)) => End { verdict: FAILED, why: failure.clone() },
            None => End { verdict, why },
        }
    }

    /// Gives up the machines that are seen to be gone.
    fn give_up(&mut self) {
        if self.lost.is_empty() {
            return;
        }
        let world = self.cluster.snapshot().clone();
        let connected = |row: &Arc<ContainerInstance>| row.instance.agent_connected == Some(true);
        let seen = |key: &ContainerInstanceKey| !world.get::<ContainerInstance>(key).is_some_and(connected);
        let (gone, lost): (Vec<_>, Vec<_>) = std::mem::take(&mut self.lost).into_iter().partition(seen);
        self.lost = lost;
        for instance in gone {
            self.call(&Call::give_up(&instance));
        }
    }

    fn standings(&self) -> Vec<(ServiceKey, Standing)> {
        let now = Timestamp::from_millis(self.cluster.now());
        standing::services(self.cluster.snapshot(), self.scope, now)
    }

    /// Whether the end of a service counts: what was out of order before, and was not asked for, does not.
    fn is_concerned(&self, key: &ServiceKey) -> bool {
        self.named.contains(&key.name) || !self.unsteady_before.contains(key)
    }

    /// What keeps everything from being steady.
    fn lacks(&self) -> Vec<String> {
        let standings = self.standings().into_iter().filter(|(key, _)| self.is_concerned(key));
        let services = standings.filter_map(|(key, it)| Some(format!("service {}: {}", key.name, it.lacks?)));
        let mut lacks: Vec<String> = services.collect();
        let world = self.cluster.snapshot();
        let underway = |key: &&TaskKey| {
            let row = world.get::<Task>(key);
            row.is_some_and(|row| row.is_live() && !row.is_running())
        };
        let loose = self.story.loose.iter().filter(underway).count();
        if loose > 0 {
            lacks.push(format!("{} without a service on the way", counted(loose, "task")));
        }
        lacks
    }

    /// The whole answer.
    pub(super) fn told(self, end: &End) -> api::ForecastResponse {
        let after = self.cluster.snapshot();
        let story = &self.story;
        let refused = self.answers.iter().any(|answer| !answer.refusals.is_empty());
        let steady = (end.verdict == STEADY).then_some(story.last);
        let services = self.standings().into_iter().map(|(key, it)| {
            let number = |count: usize| i32::try_from(count).unwrap_or(i32::MAX);
            let told = api::ForecastService {
                concerned: self.is_concerned(&key),
                least_running: story.least_running(&key),
                steady: it.lacks.is_none(),
                state: it.lacks.unwrap_or_else(|| "steady".to_owned()),
                service: key.name.clone(),
                cluster: key.cluster.clone(),
                desired: number(it.desired),
                running: number(it.running),
            };
            (key, told)
        });
        let stopped = story.stops.iter().map(|((what, reason), count)| api::ForecastStop {
            what: what.clone(),
            count: *count,
            reason: reason.clone(),
        });
        let anything_lost = self.answers.iter().any(|answer| answer.what.starts_with("lose "));
        api::ForecastResponse {
            verdict: end.verdict.to_owned(),
            summary: self.summary(end),
            played_millis: self.elapsed(),
            steady_millis: steady,
            assumptions: self.question.known.words(&story.families, anything_lost),
            machines: machines::machines(&self.before, after, story),
            services: services
                .filter(|(key, it)| story.services.contains(key) || !it.steady)
                .map(|(_, it)| it)
                .collect(),
            timeline: timeline(&story.moments, &story.messages),
            surge: machines::surge(&self.before, self.scope, story, refused),
            stopped: stopped.collect(),
            costs: cost::costs(after, self.scope, story, &self.strategies),
            answers: self.answers,
        }
    }

    fn summary(&self, end: &End) -> String {
        let (last, tasks) = (self.story.last, self.story.last_of_tasks);
        match end.verdict {
            STEADY if last == 0 => "Nothing changes for any task; everything is steady.".to_owned(),
            STEADY => format!(
                "It works: everything is steady after {}; the last task started or stopped after {}.",
                passed(last),
                passed(tasks)
            ),
            FAILED => format!("The deployment fails: {}", end.why),
            REFUSED => format!("It is not done as asked: {}", end.why),
            STALLED => format!("It stalls after {}: {}.", passed(last), end.why.trim_end_matches('.')),
            _ => format!("It does not come to an end: {}.", end.why.trim_end_matches('.')),
        }
    }
}

fn answer_of(what: String, done: bool, answer: String, refusals: Vec<String>) -> api::ForecastAnswer {
    api::ForecastAnswer { what, done, answer, refusals }
}

/// What a request was answered: how many tasks it started, and what had no place.
fn accepted(call: &Call, output: &Value) -> api::ForecastAnswer {
    let list = |name: &str| output.get(name).and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let text =
        |value: &Value, name: &str| value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
    let failures = list("failures").iter().take(REFUSALS_MAX).map(|failure| {
        let (arn, reason, detail) = (text(failure, "arn"), text(failure, "reason"), text(failure, "detail"));
        let id = arn.rsplit('/').next().filter(|id| !id.is_empty());
        let machine = id.map_or_else(String::new, |id| format!("container instance {id}: "));
        let detail = if detail.is_empty() { detail } else { format!(" ({detail})") };
        format!("{machine}{reason}{detail}")
    });
    let refusals: Vec<String> = failures.collect();
    let tasks = list("tasks").len();
    let answer = if tasks > 0 { format!("{} placed", counted(tasks, "task")) } else { "done".to_owned() };
    let answer = if tasks == 0 && !refusals.is_empty() { "no task placed".to_owned() } else { answer };
    answer_of(call.words(), true, answer, refusals)
}
