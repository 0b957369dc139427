//! A session: one connection of one node that has said hello.
//!
//! One loop waits for whatever comes first: a commit that changes what the node shall run, a message, a
//! question of somebody, a time. Reports take a way of their own beside it, so that a start never waits for
//! the disk that a report waits for.
//!
//! Must not know: how the connection came to be.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use longshore_engine::{Committed, Lagged, Watch};
use longshore_link::{
    Assignments, Credentials, Heartbeat, Hello, ImagePeer, Leaving, Liveness, PrePulls, Pulse,
    RegistryAnswer, RegistryQuestion, Report, RoleCredentials, ToControl, ToNode, Welcome, gather, limits,
};
use longshore_services::ecr::plane;
use longshore_services::ecs::container_instance::{self, Connected};
use longshore_services::ecs::pre_pull;
use longshore_services::ecs::task::assignment::{self, assignments};
use longshore_services::ecs::task::report::Origin;
use longshore_services::ecs::task::{self, live_on, renewal_due, stop_orphans_of};
use longshore_services::longshore::node;
use longshore_shapes::ecs::TaskStopCode;
use longshore_world::records::container_instance::{ContainerInstance, ContainerInstanceKey};
use longshore_world::records::task::{Task, TaskKey};
use longshore_world::{Snapshot, StoredRecord, Tx};
use tokio::io::AsyncRead;
use tokio::sync::{Notify, mpsc};
use tokio::task::JoinSet;

use super::answers::{Ask, Open};
use super::outbox::{DENIED, INACTIVE, OTHER, Outbox};
use super::reports::{self, Over};
use super::sharing::{self, Offer};
use super::stream::{Incoming, StreamError};
use super::{Peer, RegistryAt, Shared, first};
use crate::edge;

/// How often it is looked at which credentials are due to be renewed.
const CREDENTIALS_EVERY: Duration = Duration::from_secs(60);
/// Messages that are read ahead of what is done about them; beyond it the node has to wait.
const READ_AHEAD: usize = 64;
const LEFT: &str = "The node leaves the cluster";

pub(super) struct Session {
    shared: Arc<Shared>,
    connected: Connected,
    /// Of a node that has joined: its key.
    fingerprint: Option<String>,
    out: Outbox,
    /// The generation of what was said last.
    generation: i64,
    open: Open,
    questions: mpsc::Receiver<Ask>,
    superseded: Arc<Notify>,
    watch: Watch,
    began: Instant,
    liveness: Liveness,
    heartbeats: i64,
}

/// Begins the session of a node that is registered: welcomes it, writes what it says of its tasks, and sends
/// everything that it shall run.
pub(super) async fn begin(
    shared: &Arc<Shared>,
    out: Outbox,
    connected: Connected,
    hello: Hello,
    version: i32,
    peer: &Peer,
) -> Result<Session> {
    let (questions, superseded) = shared.begin(&connected, hello.image_sharing.as_ref().and_then(Offer::of));
    let begun = async {
        out.say(&ToNode { welcome: Some(welcome(shared, &connected, version)), ..Default::default() })?;
        let tasks = hello.tasks.unwrap_or_default();
        let over = reports::write(&shared.engine, &connected, tasks, Origin::Hello).await?;
        let (snapshot, watch) = shared.engine.watch();
        let mut session = Session {
            shared: shared.clone(),
            connected: connected.clone(),
            fingerprint: match peer {
                Peer::Joined(fingerprint) => Some(fingerprint.clone()),
                _ => None,
            },
            out,
            // Above what the node has taken, also where control has gone back to a backup.
            generation: hello.generation.unwrap_or(0),
            open: Open::default(),
            questions,
            superseded,
            watch,
            began: edge::instant(),
            liveness: Liveness::new(shared.heartbeat_seconds, 0),
            heartbeats: 0,
        };
        session.say_everything(&snapshot, over)?;
        Ok(session)
    };
    let begun = begun.await;
    if begun.is_err() {
        shared.end(connected.clone()).await;
    }
    begun
}

fn welcome(shared: &Shared, connected: &Connected, version: i32) -> Welcome {
    let instance = &connected.instance;
    let snapshot = shared.engine.snapshot();
    let row = snapshot.get::<ContainerInstance>(instance);
    let mut attributes = row.iter().flat_map(|row| row.instance.attributes.iter().flatten());
    let zone = attributes.find(|attribute| attribute.name == "ecs.availability-zone");
    Welcome {
        version: Some(version),
        container_instance_arn: Some(container_instance::arn_of(instance)),
        cluster: Some(instance.cluster.clone()),
        cluster_arn: Some(first::cluster_arn(instance)),
        region: Some(instance.scope.region.to_string()),
        account: Some(instance.scope.account.to_string()),
        availability_zone: zone.and_then(|zone| zone.value.clone()),
        heartbeat_seconds: i32::try_from(shared.heartbeat_seconds).ok(),
    }
}

/// What the reader has for the loop.
enum Event {
    Message(Box<ToControl>),
    Ended(Option<StreamError>),
}

/// Whether the session goes on.
#[derive(PartialEq, Eq)]
enum Next {
    GoOn,
    End,
}

impl Session {
    /// Runs until one side ends it; then the instance is shown as disconnected.
    pub(super) async fn run<R>(mut self, incoming: Incoming<ToControl, R>) -> Result<()>
    where
        R: AsyncRead + Unpin + Send + 'static,
    {
        let (instance, peer) = (self.connected.instance.clone(), self.fingerprint.clone());
        tracing::info!(cluster = instance.cluster, id = instance.id, peer, "a node is connected");
        let ran = self.attend(incoming).await;
        self.shared.end(self.connected.clone()).await;
        ran.with_context(|| format!("container instance {} is disconnected", instance.id))
    }

    async fn attend<R>(&mut self, incoming: Incoming<ToControl, R>) -> Result<()>
    where
        R: AsyncRead + Unpin + Send + 'static,
    {
        let heard = Arc::new(AtomicU64::new(0));
        let (reports, to_write) = mpsc::channel(limits::REPORTS_UNACCEPTED_MAX);
        let (events, mut read) = mpsc::channel(READ_AHEAD);
        let (over, mut ended) = mpsc::channel(READ_AHEAD);
        // Both end with the session, whatever they are doing.
        let mut beside = JoinSet::new();
        beside.spawn(listen(incoming, reports, events, heard.clone(), self.began));
        let mut writing = JoinSet::new();
        let (engine, connected, out) = (self.shared.engine.clone(), self.connected.clone(), self.out.clone());
        writing.spawn(reports::take(engine, connected, to_write, out, over));
        let mut credentials = tokio::time::interval(CREDENTIALS_EVERY);
        let engine = self.shared.engine.clone();
        let mut closed = std::pin::pin!(engine.ended());
        loop {
            let pulse = self.pulse(&heard)?;
            let next = tokio::select! {
                committed = self.watch.next() => self.committed(committed)?,
                event = read.recv() => self.event(event).await?,
                Some(over) = ended.recv() => {
                    self.say_assignments(Assignments { forget: Some(over), ..Default::default() })?;
                    Next::GoOn
                }
                Some(ask) = self.questions.recv() => self.ask(ask)?,
                Some(written) = writing.join_next() => {
                    self.out.refuse(OTHER, "The reports of this node are not taken any more.");
                    written??;
                    Next::End
                }
                () = self.superseded.notified() => {
                    self.out.refuse(OTHER, "This node has connected anew.");
                    Next::End
                }
                _ = &mut closed => Next::End,
                _ = credentials.tick() => self.renew_credentials().await?,
                () = tokio::time::sleep(pulse) => Next::GoOn,
            };
            if next == Next::End {
                return Ok(());
            }
        }
    }

    fn now(&self) -> u64 {
        millis_since(self.began)
    }

    /// Says something where it is time to; how long nothing has to be said then.
    fn pulse(&mut self, heard: &AtomicU64) -> Result<Duration> {
        let now = self.now();
        self.liveness.heard(heard.load(Ordering::Relaxed));
        if self.liveness.pulse(now) == Pulse::Speak {
            self.heartbeats += 1;
            self.say(&ToNode {
                heartbeat: Some(Heartbeat { number: Some(self.heartbeats) }),
                ..Default::default()
            })?;
        }
        match self.liveness.pulse(now) {
            Pulse::Wait(millis) => Ok(Duration::from_millis(millis)),
            Pulse::Speak => Ok(Duration::ZERO),
            Pulse::Dead => bail!("nothing was heard of the node for too long"),
        }
    }

    fn say(&mut self, message: &ToNode) -> Result<()> {
        self.out.say(message)?;
        self.liveness.spoken(self.now());
        Ok(())
    }

    /// Sends assignments under the next generation, in as many parts as they need.
    fn say_assignments(&mut self, assignments: Assignments) -> Result<()> {
        self.generation += 1;
        let whole = Assignments { generation: Some(self.generation), ..assignments };
        for part in gather::parts(whole) {
            self.say(&ToNode { assignments: Some(part), ..Default::default() })?;
        }
        Ok(())
    }

    /// Everything that the node shall run, and what it may forget.
    fn say_everything(&mut self, snapshot: &Snapshot, over: Over) -> Result<()> {
        self.generation = self.generation.max(i64::try_from(snapshot.position()).unwrap_or(0));
        let all = assignments(snapshot, &self.connected.instance)?;
        self.say_credentials_of(snapshot, &all)?;
        self.say_assignments(Assignments { forget: Some(over), ..all })?;
        self.say_pre_pulls(snapshot)
    }

    /// The credentials of the tasks that are about to be assigned, before they are.
    fn say_credentials_of(&mut self, snapshot: &Snapshot, of: &Assignments) -> Result<()> {
        let mut roles = Vec::new();
        for assignment in of.tasks.iter().flatten() {
            let key = assignment.task_arn.as_deref().and_then(task::key_of_arn);
            let Some(key) = key.filter(|_| assignment.definition.is_some()) else { continue };
            let Some(row) = snapshot.get::<Task>(&key) else { continue };
            roles.extend(task::current_credentials(snapshot, &key, row));
        }
        self.say_credentials(roles)
    }

    /// Images that the node is to have before a task needs them. Those it knows of already it passes over.
    fn say_pre_pulls(&mut self, snapshot: &Snapshot) -> Result<()> {
        let images = pre_pull::wanted(snapshot, &self.connected.instance);
        if images.is_empty() {
            return Ok(());
        }
        self.say(&ToNode { pre_pull: Some(PrePulls { images: Some(images) }), ..Default::default() })
    }

    fn say_credentials(&mut self, roles: Vec<RoleCredentials>) -> Result<()> {
        if roles.is_empty() {
            return Ok(());
        }
        self.say(&ToNode { credentials: Some(Credentials { roles: Some(roles) }), ..Default::default() })
    }

    /// A commit, and whatever else has been committed by now.
    fn committed(&mut self, first: Result<Option<Arc<Committed>>, Lagged>) -> Result<Next> {
        let Ok(Some(first)) = first else {
            return if first.is_err() { self.start_over() } else { Ok(Next::End) };
        };
        let mut commits = vec![first];
        loop {
            match self.watch.ready() {
                Ok(Some(committed)) => commits.push(committed),
                Ok(None) => break,
                Err(Lagged { .. }) => return self.start_over(),
            }
        }
        let instance = &self.connected.instance;
        let (mut changes, mut is_about_nodes, mut wants_images) = (Vec::new(), false, false);
        for committed in &commits {
            let page = self.shared.feed.page(committed);
            changes.extend(page.changes(committed, &instance.id));
            is_about_nodes |= page.is_about_nodes;
            wants_images |= page.wants_images(&instance.id);
        }
        if wants_images {
            self.say_pre_pulls(&self.shared.engine.snapshot())?;
        }
        let instance = &self.connected.instance;
        if !changes.is_empty() {
            let snapshot = self.shared.engine.snapshot();
            if let Some(delta) = assignment::changed(&snapshot, instance, changes)? {
                self.say_credentials_of(&snapshot, &delta)?;
                self.say_assignments(delta)?;
            }
        }
        if is_about_nodes {
            return self.check();
        }
        Ok(Next::GoOn)
    }

    /// Commits were missed: everything is said anew.
    fn start_over(&mut self) -> Result<Next> {
        let (snapshot, watch) = self.shared.engine.watch();
        self.watch = watch;
        self.say_everything(&snapshot, Over::new())?;
        self.check()
    }

    /// Ends the session of an instance or a node that is none any more.
    fn check(&mut self) -> Result<Next> {
        let snapshot = self.shared.engine.snapshot();
        if !container_instance::is_registered(&snapshot, &self.connected.instance) {
            self.say_assignments(Assignments { full: Some(true), ..Default::default() })?;
            self.out.refuse(INACTIVE, "The container instance is not registered any more.");
            return Ok(Next::End);
        }
        let known = |fingerprint: &String| node::place_of(&snapshot, fingerprint).is_some();
        if !self.fingerprint.as_ref().is_none_or(known) {
            self.out.refuse(DENIED, "This node is not known here any more.");
            return Ok(Next::End);
        }
        Ok(Next::GoOn)
    }

    async fn event(&mut self, event: Option<Event>) -> Result<Next> {
        let message = match event {
            Some(Event::Message(message)) => *message,
            Some(Event::Ended(Some(error))) => return Err(error.into()),
            Some(Event::Ended(None)) | None => return Ok(Next::End),
        };
        if let Some(answer) = message.answer
            && let Some(question) = self.open.answer(answer)
        {
            self.say(&ToNode { question: Some(question), ..Default::default() })?;
        }
        if let Some(leaving) = message.leaving {
            start_leaving(&self.shared, &self.connected.instance, &leaving).await?;
            let (shared, instance) = (self.shared.clone(), self.connected.instance.clone());
            // Its end is a commit, which this session hears of like any other.
            tokio::spawn(async move { until_left(&shared, &instance).await });
        }
        if let Some(renew) = message.renew {
            self.renew(renew.public_key.as_deref().unwrap_or_default()).await?;
        }
        if let Some(question) = message.protection {
            let instance = self.connected.instance.clone();
            let answer = self.shared.engine.transact(move |tx: &mut Tx<'_>| {
                Ok::<_, std::convert::Infallible>(task::protection::answer(tx, &instance, &question))
            });
            let protection = answer.await?.unwrap_or_else(|never| match never {});
            self.say(&ToNode { protection: Some(protection), ..Default::default() })?;
        }
        if let Some(pulled) = message.pre_pulled {
            let instance = self.connected.instance.clone();
            let written = self.shared.engine.transact(move |tx: &mut Tx<'_>| {
                pre_pull::answered(tx, &instance, &pulled);
                Ok::<(), std::convert::Infallible>(())
            });
            written.await?.unwrap_or_else(|never| match never {});
        }
        if let Some(question) = message.registry {
            let registry = Some(self.registry(&question));
            self.say(&ToNode { registry, ..Default::default() })?;
        }
        // `accepted` needs nothing: a node that has not taken something says so in its next hello.
        Ok(Next::GoOn)
    }

    /// How a task of this node pulls an image, if it is one of the registry's here.
    fn registry(&self, question: &RegistryQuestion) -> RegistryAnswer {
        let nothing = RegistryAnswer { number: question.number, ..Default::default() };
        let snapshot = self.shared.engine.snapshot();
        let key = question.task_arn.as_deref().and_then(task::key_of_arn);
        let found = key.and_then(|key| snapshot.get::<Task>(&key).map(|row| (key, row)));
        let Some(at) = self.shared.registry.get() else { return nothing };
        let Some((key, row)) = found else { return self.registry_before_tasks(&snapshot, at, question) };
        if row.instance_key(&key).as_ref() != Some(&self.connected.instance) {
            return nothing;
        }
        let nothing = RegistryAnswer { peers: self.peers(&snapshot, &key, row), ..nothing };
        let image = question.image.as_deref().unwrap_or_default();
        match plane::repository_of(&snapshot, key.scope, image, &at.ports) {
            None => nothing,
            Some(repository) => RegistryAnswer {
                endpoint: Some(at.endpoint.clone()),
                certificate: at.certificate.clone(),
                user: Some(plane::USER.to_owned()),
                password: Some(plane::pull_password(&snapshot, &key, row, &repository, edge::now())),
                ..nothing
            },
        }
    }

    /// The same for an image that this node was asked to pull before a task needs it.
    fn registry_before_tasks(
        &self,
        snapshot: &Snapshot,
        at: &RegistryAt,
        question: &RegistryQuestion,
    ) -> RegistryAnswer {
        let definition = question.task_arn.as_deref().unwrap_or_default();
        let image = question.image.as_deref().unwrap_or_default();
        let instance = &self.connected.instance;
        let password = pre_pull::password(snapshot, instance, definition, image, &at.ports, edge::now());
        let ours = password.is_some();
        RegistryAnswer {
            number: question.number,
            endpoint: ours.then(|| at.endpoint.clone()),
            certificate: at.certificate.clone().filter(|_| ours),
            user: ours.then(|| plane::USER.to_owned()),
            password,
            ..Default::default()
        }
    }

    /// Other nodes that have what a task runs, where this one shares too.
    fn peers(&self, snapshot: &Snapshot, key: &TaskKey, row: &Task) -> Option<Vec<ImagePeer>> {
        self.shared.sharing(&self.connected.instance)?;
        let seed = edge::random_bytes().map(u64::from_le_bytes).ok()?;
        let shares = |instance: &ContainerInstanceKey| self.shared.sharing(instance).is_some();
        let holders = sharing::holders(snapshot, key, row, shares, seed);
        let offers = holders.iter().filter_map(|instance| self.shared.sharing(instance));
        Some(offers.map(|offer| offer.peer(edge::now())).collect())
    }

    fn ask(&mut self, ask: Ask) -> Result<Next> {
        if let Some(question) = self.open.take(ask) {
            self.say(&ToNode { question: Some(question), ..Default::default() })?;
        }
        Ok(Next::GoOn)
    }

    /// A new certificate for a node that has one.
    async fn renew(&mut self, public_key: &[u8]) -> Result<()> {
        let (Some(authority), Some(old)) = (&self.shared.authority, self.fingerprint.clone()) else {
            return Ok(());
        };
        let issued = authority.issue(public_key)?;
        let (new, expires_at) = (issued.fingerprint.clone(), issued.expires_at);
        let renewed = self.shared.engine.transact(move |tx: &mut Tx<'_>| {
            Ok::<bool, std::convert::Infallible>(node::renew(tx, &old, &new, expires_at))
        });
        if renewed.await?.unwrap_or_else(|never| match never {}) {
            self.fingerprint = Some(issued.fingerprint);
            self.say(&ToNode { certificate: Some(issued.certificate), ..Default::default() })?;
        }
        Ok(())
    }

    /// Issues new credentials of the roles of tasks whose old ones end soon.
    async fn renew_credentials(&mut self) -> Result<Next> {
        let (snapshot, now) = (self.shared.engine.snapshot(), edge::now());
        let due = live_on(&snapshot, &self.connected.instance);
        let due = due.filter(|(_, row)| renewal_due(row).is_some_and(|due| due <= now));
        let wanted: Vec<TaskKey> = due.map(|(key, _)| key).collect();
        if wanted.is_empty() {
            return Ok(Next::GoOn);
        }
        let issued = self.shared.engine.transact(move |tx: &mut Tx<'_>| {
            let issue = |key: &TaskKey| task::issue_credentials(tx, key);
            Ok::<Vec<_>, std::convert::Infallible>(wanted.iter().flat_map(issue).collect())
        });
        let roles = issued.await?.unwrap_or_else(|never| match never {});
        self.say_credentials(roles)?;
        Ok(Next::GoOn)
    }
}

fn millis_since(began: Instant) -> u64 {
    u64::try_from(edge::instant().duration_since(began).as_millis()).unwrap_or(u64::MAX)
}

/// Reads until the stream ends: reports to where they are written, everything else to the session. Where one
/// of both is busy, the node waits.
async fn listen<R: AsyncRead + Unpin>(
    mut incoming: Incoming<ToControl, R>,
    reports: mpsc::Sender<Report>,
    events: mpsc::Sender<Event>,
    heard: Arc<AtomicU64>,
    began: Instant,
) {
    loop {
        let mut message = match incoming.next().await {
            Ok(Some(message)) => message,
            ended => {
                // A session that is gone has no use for it.
                let _ = events.send(Event::Ended(ended.err())).await;
                return;
            }
        };
        heard.store(millis_since(began), Ordering::Relaxed);
        if let Some(report) = message.report.take()
            && reports.send(report).await.is_err()
        {
            return;
        }
        if message != ToControl::default() && events.send(Event::Message(Box::new(message))).await.is_err() {
            return;
        }
    }
}

/// Nothing more is placed on the instance, and what it runs is asked to stop.
pub(super) async fn start_leaving(
    shared: &Shared,
    instance: &ContainerInstanceKey,
    leaving: &Leaving,
) -> Result<()> {
    let (instance, force) = (instance.clone(), leaving.force == Some(true));
    let reason = leaving.reason.clone().unwrap_or_else(|| LEFT.to_owned());
    let started = shared.engine.transact(move |tx: &mut Tx<'_>| {
        container_instance::start_leaving(tx, &instance, &reason);
        if force {
            stop_orphans_of(tx, &instance, &TaskStopCode::UserInitiated, &reason);
        }
        Ok::<(), std::convert::Infallible>(())
    });
    started.await?.unwrap_or_else(|never| match never {});
    Ok(())
}

/// Waits until nothing is left on an instance, and deregisters it.
pub(super) async fn until_left(shared: &Shared, instance: &ContainerInstanceKey) -> Result<()> {
    let (_, mut watch) = shared.engine.watch();
    loop {
        let own = instance.clone();
        let left = shared.engine.transact(move |tx: &mut Tx<'_>| {
            Ok::<bool, std::convert::Infallible>(container_instance::deregister_when_empty(tx, &own))
        });
        if left.await?.unwrap_or_else(|never| match never {}) {
            return Ok(());
        }
        // Only a change of a task can make it empty.
        loop {
            let heard = tokio::select! {
                heard = watch.next() => heard,
                _ = shared.engine.ended() => bail!("the server is stopping"),
            };
            match heard {
                Ok(Some(committed)) if !committed.changes.iter().any(|it| it.id.table == Task::TABLE) => {}
                Ok(Some(_)) | Err(Lagged { .. }) => break,
                Ok(None) => bail!("the server is stopping"),
            }
        }
    }
}
