//! One conversation with control, from hello to its end.
//!
//! Must not know: how the connection came to be, or whether there will be another.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use longshore_link::limits::{
    ANSWER_PARTS_HELD_MAX, HELLO_SECONDS_MAX, QUESTIONS_MAX, QUEUED_MESSAGES_MAX, REPORTS_UNACCEPTED_MAX,
    TASKS_PER_REPORT_MAX,
};
use longshore_link::liveness::HEARTBEAT_SECONDS;
use longshore_link::{
    Accepted, Answer, Gather, Heartbeat, Liveness, NEWEST_VERSION, OLDEST_VERSION, Pulse, Question, Report,
    ToControl, ToNode,
};
use tokio::io::split;
use tokio::sync::{Semaphore, mpsc, watch};
use tokio::task::{AbortHandle, JoinSet};
use tokio::time::{Instant, sleep, sleep_until};

use super::stream::{Incoming, StreamError, write};
use super::{Command, End, Parts, Session, Wire};
use crate::engine::Reports;

/// Between two reports: a task that begins and ends meanwhile is told of once, and what many do is told together.
/// The first of a time is told at once.
const REPORT_PAUSE: Duration = Duration::from_millis(20);

struct Talk<'a> {
    session: &'a Session,
    out: mpsc::Sender<ToControl>,
    said: &'a watch::Sender<bool>,
    gather: Gather,
    liveness: Liveness,
    began: Instant,
    welcomed: bool,
    /// The number of the last report, and the highest that control has written down.
    reported: i64,
    written_down: i64,
    /// Before it, nothing more is reported.
    report_from: Instant,
    heartbeats: i64,
    answering: JoinSet<()>,
    questions: HashMap<i64, (AbortHandle, Arc<Semaphore>)>,
}

pub(super) async fn talk(
    session: &Session,
    wire: Box<dyn Wire>,
    orders: &mut mpsc::Receiver<Command>,
    said: &watch::Sender<bool>,
) -> Result<End, StreamError> {
    let (reader, writer) = split(wire);
    let (out, messages) = mpsc::channel(QUEUED_MESSAGES_MAX);
    let mut writing = JoinSet::new();
    writing.spawn(write(writer, messages));
    let mut talk = Talk {
        session,
        out,
        said,
        gather: Gather::default(),
        liveness: Liveness::new(HEARTBEAT_SECONDS, 0),
        began: Instant::now(),
        welcomed: false,
        reported: 0,
        written_down: 0,
        report_from: Instant::now(),
        heartbeats: 0,
        answering: JoinSet::new(),
        questions: HashMap::new(),
    };
    talk.greet()?;
    let end = talk.attend(Incoming::new(reader), orders, &mut writing).await;
    drop(talk);
    if matches!(end, Ok(End::Closed)) {
        // What was said last is written yet.
        while writing.join_next().await.is_some() {}
    }
    end
}

impl Talk<'_> {
    fn greet(&mut self) -> Result<(), StreamError> {
        let agent = &self.session.agent;
        let mut hello = self.session.duties.hello();
        hello.newest_version = Some(NEWEST_VERSION);
        hello.oldest_version = Some(OLDEST_VERSION);
        hello.generation = Some(*agent.accepted().borrow());
        hello.tasks = Some(agent.reports().all());
        self.say(ToControl { hello: Some(hello), ..ToControl::default() })
    }

    fn say(&mut self, message: ToControl) -> Result<(), StreamError> {
        self.out.try_send(message).map_err(|_| StreamError::Stuck)?;
        self.liveness.spoken(self.now());
        Ok(())
    }

    fn now(&self) -> u64 {
        u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX)
    }

    async fn attend<R: tokio::io::AsyncRead + Unpin>(
        &mut self,
        mut incoming: Incoming<ToNode, R>,
        orders: &mut mpsc::Receiver<Command>,
        writing: &mut JoinSet<Result<(), StreamError>>,
    ) -> Result<End, StreamError> {
        let reports = Arc::clone(self.session.agent.reports());
        let mut accepted = self.session.agent.accepted();
        loop {
            let pulse = self.pulse()?;
            let room = i64::try_from(REPORTS_UNACCEPTED_MAX).unwrap_or(i64::MAX);
            let may_report = self.welcomed && self.reported - self.written_down < room;
            tokio::select! {
                message = incoming.next() => match message? {
                    Some(message) => {
                        self.liveness.heard(self.now());
                        if let Some(end) = self.take(message)? {
                            return Ok(end);
                        }
                    }
                    None => return Ok(End::Lost),
                },
                () = due(&reports, self.report_from), if may_report => {
                    self.reported += 1;
                    self.report_from = Instant::now() + REPORT_PAUSE;
                    let tasks = Some(reports.take(TASKS_PER_REPORT_MAX));
                    let report = Report { number: Some(self.reported), tasks };
                    self.say(ToControl { report: Some(report), ..ToControl::default() })?;
                }
                changed = accepted.changed(), if self.welcomed => {
                    if changed.is_err() {
                        return Ok(End::Closed);
                    }
                    let generation = Some(*accepted.borrow_and_update());
                    let accepted = Some(Accepted { generation });
                    self.say(ToControl { accepted, ..ToControl::default() })?;
                }
                order = orders.recv(), if self.welcomed => match order {
                    Some(Command::Say(message)) => self.say(*message)?,
                    Some(Command::Close) | None => return Ok(End::Closed),
                },
                Some(written) = writing.join_next() => {
                    written.map_err(std::io::Error::other)??;
                    return Ok(End::Lost);
                }
                Some(_) = self.answering.join_next() => {
                    self.questions.retain(|_, (answering, _)| !answering.is_finished());
                }
                () = sleep(pulse) => {}
            }
        }
    }

    /// Says something where it is time to; how long nothing has to be said then.
    fn pulse(&mut self) -> Result<Duration, StreamError> {
        let now = self.now();
        if !self.welcomed && now > HELLO_SECONDS_MAX * 1000 {
            return Err(StreamError::Silent);
        }
        match self.liveness.pulse(now) {
            Pulse::Wait(millis) if self.welcomed => Ok(Duration::from_millis(millis)),
            Pulse::Wait(millis) => Ok(Duration::from_millis(millis.min(1000))),
            Pulse::Dead => Err(StreamError::Silent),
            Pulse::Speak => {
                self.heartbeats += 1;
                let heartbeat = Some(Heartbeat { number: Some(self.heartbeats) });
                self.say(ToControl { heartbeat, ..ToControl::default() })?;
                Ok(Duration::ZERO)
            }
        }
    }

    fn take(&mut self, message: ToNode) -> Result<Option<End>, StreamError> {
        if let Some(refused) = message.refused {
            return Ok(Some(End::Refused(refused)));
        }
        if let Some(welcome) = message.welcome {
            self.welcomed = true;
            let seconds = welcome.heartbeat_seconds.and_then(|seconds| u64::try_from(seconds).ok());
            let mut liveness = Liveness::new(seconds.unwrap_or(HEARTBEAT_SECONDS), self.now());
            liveness.heard(self.now());
            self.liveness = liveness;
            self.session.duties.welcomed(&welcome);
            self.said.send_replace(true);
        }
        if let Some(credentials) = message.credentials {
            self.session.duties.credentials(credentials.roles.unwrap_or_default());
        }
        if let Some(assignments) = message.assignments.and_then(|part| self.gather.take(part)) {
            self.session.agent.assign(assignments);
        }
        if let Some(accepted) = message.accepted {
            self.written_down = self.written_down.max(accepted.number.unwrap_or_default());
        }
        if let Some(certificate) = message.certificate {
            self.session.duties.certificate(certificate);
        }
        if let Some(answer) = message.protection {
            self.session.duties.protection(answer);
        }
        if let Some(answer) = message.registry {
            self.session.duties.registry(answer);
        }
        if let Some(wanted) = message.pre_pull {
            self.session.duties.pre_pull(wanted.images.unwrap_or_default());
        }
        if let Some(question) = message.question {
            self.question(question)?;
        }
        Ok(None)
    }

    fn question(&mut self, question: Question) -> Result<(), StreamError> {
        let number = question.number.unwrap_or_default();
        if question.cancel == Some(true) {
            if let Some((answering, _)) = self.questions.remove(&number) {
                answering.abort();
            }
            return Ok(());
        }
        if let Some(more) = question.more {
            if let Some((_, allowed)) = self.questions.get(&number) {
                let more = usize::try_from(more).unwrap_or_default().min(ANSWER_PARTS_HELD_MAX);
                allowed.add_permits(
                    more.min(Semaphore::MAX_PERMITS.saturating_sub(allowed.available_permits())),
                );
            }
            return Ok(());
        }
        if self.questions.len() >= QUESTIONS_MAX {
            return self.refuse(number, "too many questions are open at this node");
        }
        let allowed = Arc::new(Semaphore::new(ANSWER_PARTS_HELD_MAX));
        let parts = Parts { number, out: self.out.clone(), allowed: Arc::clone(&allowed) };
        let duties = &self.session.duties;
        let answer = match (question.logs, question.usage) {
            (Some(logs), _) => duties.answer(logs, parts),
            (None, Some(true)) => duties.usage(parts),
            (None, _) => {
                return self
                    .refuse(number, "this node does not know what was asked: it is of an older version");
            }
        };
        let answering = self.answering.spawn(answer);
        if let Some((before, _)) = self.questions.insert(number, (answering, allowed)) {
            before.abort();
        }
        Ok(())
    }

    fn refuse(&mut self, number: i64, error: &str) -> Result<(), StreamError> {
        let (question, error) = (Some(number), Some(error.to_owned()));
        let answer = Some(Answer { question, error, last: Some(true), ..Answer::default() });
        self.say(ToControl { answer, ..ToControl::default() })
    }
}

/// Waits until there is something to report, and until it is time to.
async fn due(reports: &Reports, from: Instant) {
    sleep_until(from).await;
    reports.wait().await;
}
