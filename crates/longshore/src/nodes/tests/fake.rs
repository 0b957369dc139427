//! A node that says what it is told to, and keeps what it hears.

use std::collections::BTreeMap;

use longshore_link::frame::{PREAMBLE, encode};
use longshore_link::{
    Assignment, Gather, Hello, NEWEST_VERSION, OLDEST_VERSION, Refused, Report, TaskReport, ToControl,
    ToNode, Welcome,
};
use longshore_shapes::ecs::{Attribute, RegisterContainerInstanceRequest, Resource};
use tokio::io::{AsyncRead, AsyncWrite, AsyncWriteExt, ReadHalf, WriteHalf};

use super::PATIENCE;
use crate::nodes::stream::Incoming;

pub(super) trait Stream: AsyncRead + AsyncWrite + Send + Unpin {}
impl<S: AsyncRead + AsyncWrite + Send + Unpin> Stream for S {}

pub(super) struct FakeNode {
    incoming: Incoming<ToNode, ReadHalf<Box<dyn Stream>>>,
    writer: WriteHalf<Box<dyn Stream>>,
    gather: Gather,
    /// What it shall run, by ARN.
    pub(super) assigned: BTreeMap<String, Assignment>,
    pub(super) generation: i64,
    pub(super) credentials: Vec<longshore_link::RoleCredentials>,
    greeted: bool,
}

impl FakeNode {
    pub(super) fn new(stream: impl Stream + 'static) -> Self {
        let (reader, writer) = tokio::io::split(Box::new(stream) as Box<dyn Stream>);
        Self {
            incoming: Incoming::new(reader),
            writer,
            gather: Gather::default(),
            assigned: BTreeMap::new(),
            generation: 0,
            credentials: Vec::new(),
            greeted: false,
        }
    }

    pub(super) async fn raw(&mut self, bytes: &[u8]) {
        // The other side may be gone already.
        let _ = self.writer.write_all(bytes).await;
        let _ = self.writer.flush().await;
    }

    pub(super) async fn say(&mut self, message: ToControl) {
        if !std::mem::replace(&mut self.greeted, true) {
            self.raw(&PREAMBLE).await;
        }
        self.raw(&encode(&message).unwrap()).await;
    }

    pub(super) async fn next(&mut self) -> Option<ToNode> {
        tokio::time::timeout(PATIENCE, self.incoming.next()).await.expect("control says something").unwrap()
    }

    /// Says hello; answers the welcome, and has the full set of assignments then.
    pub(super) async fn hello(&mut self, hello: Hello) -> Result<Welcome, Refused> {
        self.say(ToControl { hello: Some(hello), ..Default::default() }).await;
        let message = self.next().await.expect("an answer");
        match (message.welcome, message.refused) {
            (Some(welcome), _) => {
                self.assignments().await;
                Ok(welcome)
            }
            (_, refused) => Err(refused.expect("welcome or refused")),
        }
    }

    /// The next message that is of interest; assignments and credentials before it are taken in.
    pub(super) async fn until<T>(&mut self, mut of: impl FnMut(&mut ToNode) -> Option<T>) -> T {
        loop {
            let mut message = self.next().await.expect("the connection is open");
            if let Some(found) = of(&mut message) {
                return found;
            }
            self.take(message);
        }
    }

    fn take(&mut self, message: ToNode) -> bool {
        self.credentials.extend(message.credentials.and_then(|it| it.roles).unwrap_or_default());
        let Some(whole) = message.assignments.and_then(|part| self.gather.take(part)) else { return false };
        let generation = whole.generation.unwrap();
        assert!(generation > self.generation, "{generation} after {}", self.generation);
        self.generation = generation;
        if whole.full == Some(true) {
            self.assigned.clear();
        }
        for task in whole.tasks.unwrap_or_default() {
            self.assigned.insert(task.task_arn.clone().unwrap(), task);
        }
        for arn in whole.forget.unwrap_or_default() {
            self.assigned.remove(&arn);
        }
        true
    }

    /// Waits for assignments and takes them in.
    pub(super) async fn assignments(&mut self) {
        loop {
            let message = self.next().await.expect("the connection is open");
            if self.take(message) {
                return;
            }
        }
    }

    /// What is desired of its tasks, in the order of their ARNs.
    pub(super) fn desired(&self) -> Vec<&str> {
        self.assigned.values().map(|task| task.desired_status.as_deref().unwrap()).collect()
    }

    /// Reports, and waits until that is accepted.
    pub(super) async fn report(&mut self, number: i64, tasks: Vec<TaskReport>) {
        self.say_report(number, tasks).await;
        self.accepted(number).await;
    }

    pub(super) async fn say_report(&mut self, number: i64, tasks: Vec<TaskReport>) {
        let report = Some(Report { number: Some(number), tasks: Some(tasks) });
        self.say(ToControl { report, ..Default::default() }).await;
    }

    pub(super) async fn accepted(&mut self, number: i64) {
        self.until(|message| message.accepted.take().filter(|accepted| accepted.number >= Some(number)))
            .await;
    }

    /// Reads to the end of the connection; what it was refused with, if it was.
    pub(super) async fn end(&mut self) -> Option<Refused> {
        let mut refused = None;
        while let Ok(Ok(Some(message))) = tokio::time::timeout(PATIENCE, self.incoming.next()).await {
            refused = message.refused.clone().or(refused);
            self.take(message);
        }
        refused
    }
}

pub(super) fn hello() -> Hello {
    let integer = |name: &str, value| Resource {
        name: Some(name.to_owned()),
        r#type: Some("INTEGER".to_owned()),
        integer_value: Some(value),
        ..Default::default()
    };
    let names = ["com.amazonaws.ecs.capability.task-iam-role", "rack"];
    let attributes = names.map(|name| Attribute { name: name.to_owned(), ..Default::default() });
    let registration = RegisterContainerInstanceRequest {
        total_resources: Some(vec![integer("CPU", 4096), integer("MEMORY", 8192)]),
        attributes: Some(attributes.to_vec()),
        ..Default::default()
    };
    Hello {
        newest_version: Some(NEWEST_VERSION),
        oldest_version: Some(OLDEST_VERSION),
        program_version: Some("0.1.0".to_owned()),
        runtime: Some("embedded".to_owned()),
        runtime_version: Some("1".to_owned()),
        registration: Some(registration),
        ..Default::default()
    }
}

pub(super) fn report(arn: &str, revision: i64, status: &str) -> TaskReport {
    TaskReport {
        task_arn: Some(arn.to_owned()),
        revision: Some(revision),
        status: Some(status.to_owned()),
        ..Default::default()
    }
}
