//! A session with a control that is made up, over a pipe.

use std::io;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use longshore_link::{
    Certificate, Hello, LogsQuestion, Question, Refused, ReportAccepted, RoleCredentials, ToControl, ToNode,
    Welcome,
};
use tokio::io::{DuplexStream, ReadHalf, WriteHalf, duplex, split};
use tokio::sync::mpsc;

use super::stream::{Incoming, write};
use super::{Connect, Duties, Parts, Session, Wire};
use crate::company::Working;
use crate::engine::tests::{Place, set, status, task};

struct Pipes(mpsc::Sender<DuplexStream>);

impl Connect for Pipes {
    fn connect(&self) -> Working<'_, io::Result<Box<dyn Wire>>> {
        Box::pin(async {
            let (ours, theirs) = duplex(1024);
            self.0.send(theirs).await.map_err(io::Error::other)?;
            Ok(Box::new(ours) as Box<dyn Wire>)
        })
    }
}

#[derive(Default)]
struct Told(Mutex<Vec<String>>);

impl Told {
    fn note(&self, what: impl Into<String>) {
        self.0.lock().unwrap().push(what.into());
    }
}

impl Duties for Told {
    fn hello(&self) -> Hello {
        Hello { cluster: Some("demo".to_owned()), ..Hello::default() }
    }
    fn welcomed(&self, welcome: &Welcome) {
        self.note(format!("welcomed to {}", welcome.cluster.as_deref().unwrap()));
    }
    fn credentials(&self, roles: Vec<RoleCredentials>) {
        self.note(format!("{} roles", roles.len()));
    }
    fn protection(&self, _: longshore_link::ProtectionAnswer) {}
    fn registry(&self, _: longshore_link::RegistryAnswer) {}

    fn certificate(&self, _: Certificate) {
        self.note("a certificate");
    }
    fn refused(&self, refused: &Refused) -> bool {
        self.note(format!("refused: {}", refused.code.as_deref().unwrap()));
        false
    }
    fn answer(&self, _: LogsQuestion, parts: Parts) -> Working<'static, ()> {
        Box::pin(async move {
            for part in ["one", "two"] {
                parts.send(part.to_owned()).await;
            }
            parts.end(None).await;
        })
    }
    fn usage(&self, parts: Parts) -> Working<'static, ()> {
        Box::pin(parts.end(Some("nothing is counted".to_owned())))
    }
}

struct Control {
    incoming: Incoming<ToControl, ReadHalf<DuplexStream>>,
    out: mpsc::Sender<ToNode>,
}

impl Control {
    fn new(pipe: DuplexStream) -> Self {
        let (reader, writer): (_, WriteHalf<_>) = split(pipe);
        let (out, messages) = mpsc::channel(16);
        tokio::spawn(write(writer, messages));
        Self { incoming: Incoming::new(reader), out }
    }

    async fn say(&self, message: ToNode) {
        self.out.send(message).await.unwrap();
    }

    async fn hear<T>(&mut self, wanted: impl Fn(ToControl) -> Option<T>) -> T {
        loop {
            let message = self.incoming.next().await.unwrap().expect("it goes on");
            if let Some(found) = wanted(message) {
                return found;
            }
        }
    }

    async fn welcome(&self) {
        let welcome =
            Welcome { cluster: Some("demo".to_owned()), heartbeat_seconds: Some(1), ..Default::default() };
        self.say(ToNode { welcome: Some(welcome), ..Default::default() }).await;
    }
}

#[tokio::test]
async fn a_node_says_hello_takes_assignments_reports_and_comes_back() {
    let place = Place::new();
    let agent = place.agent().await;
    let (pipes, mut opened) = mpsc::channel(1);
    let told = Arc::new(Told::default());
    let (connect, duties) = (Arc::new(Pipes(pipes)), Arc::clone(&told) as Arc<dyn Duties>);
    let session = Session { agent: agent.clone(), connect, duties, seed: 1 }.start();

    let mut control = Control::new(opened.recv().await.unwrap());
    let hello = control.hear(|message| message.hello).await;
    assert_eq!(
        (hello.cluster.as_deref(), hello.generation, hello.tasks),
        (Some("demo"), Some(0), Some(Vec::new()))
    );
    control.welcome().await;
    let assignments = Some(set(3, true, vec![task("t/1", "app", 0)]));
    control.say(ToNode { assignments, ..Default::default() }).await;
    let running = |message: ToControl| {
        let report = message.report?;
        let done = report.tasks?.iter().any(|task| task.status.as_deref() == Some("RUNNING"));
        done.then_some(report.number.unwrap())
    };
    let number = control.hear(running).await;
    control
        .say(ToNode { accepted: Some(ReportAccepted { number: Some(number) }), ..Default::default() })
        .await;
    control.hear(|message| message.heartbeat).await;

    let question = Question { number: Some(8), logs: Some(LogsQuestion::default()), ..Default::default() };
    control.say(ToNode { question: Some(question), ..Default::default() }).await;
    let mut parts = Vec::new();
    while parts.len() < 3 {
        let answer = control.hear(|message| message.answer).await;
        parts.push((answer.question.unwrap(), answer.part, answer.last));
    }
    assert_eq!(parts[1], (8, Some("two".to_owned()), None));
    assert_eq!(parts[2], (8, None, Some(true)));
    for (number, usage, error) in [(9, Some(true), "nothing is counted"), (10, None, "older version")] {
        let question = Question { number: Some(number), usage, ..Default::default() };
        control.say(ToNode { question: Some(question), ..Default::default() }).await;
        let answer = control.hear(|message| message.answer).await;
        assert_eq!((answer.question, answer.last), (Some(number), Some(true)));
        assert!(answer.error.unwrap().contains(error));
    }

    drop(control);
    let mut control = Control::new(opened.recv().await.unwrap());
    let hello = control.hear(|message| message.hello).await;
    assert_eq!(hello.generation, Some(3));
    assert_eq!(hello.tasks.unwrap()[0].status.as_deref(), Some("RUNNING"));
    control.welcome().await;
    session.connected().wait_for(|connected| *connected).await.unwrap();
    let refused = Refused { code: Some("InactiveInstance".to_owned()), message: None };
    control.say(ToNode { refused: Some(refused), ..Default::default() }).await;
    assert_eq!(opened.recv().await.map(|_| ()), None, "it does not come back");
    let told = told.0.lock().unwrap().clone();
    assert_eq!(told, ["welcomed to demo", "welcomed to demo", "refused: InactiveInstance"]);
    status(&agent, "t/1", "RUNNING").await;
    tokio::time::timeout(Duration::from_secs(5), session.close()).await.unwrap();
}
