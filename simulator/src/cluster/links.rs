//! What lies between control and nodes: connections that are slow, late, cut and lost, and control's end of each.
//!
//! A connection carries messages in order; what is lost is lost with the connection. A report may come twice, as
//! over an API that retries.
//!
//! Must not know: what control decides.

use longshore_engine::writer::Keep;
use longshore_link::liveness::{HEARTBEAT_SECONDS, INTERVALS_MISSED_MAX};
use longshore_link::{Assignments, Hello, Refused, TaskReport, ToControl, ToNode, Welcome};
use longshore_services::ecs::container_instance::{self, Connected};
use longshore_services::ecs::task::assignment;
use longshore_services::ecs::task::report::{Origin, Taken, apply_report};
use longshore_services::longshore::join_token::Redeemed;
use longshore_services::longshore::node;
use longshore_shapes::ecs::RegisterContainerInstanceRequest;
use longshore_shapes::{ApiError, Timestamp};
use longshore_world::records::container_instance::{ContainerInstance, ContainerInstanceKey};
use longshore_world::{Change, KeyBytes, RowKey, Tx};

use super::{Cluster, Due};
use crate::control::{Found, Then};
use crate::node::{Node, NodeId};

/// After how long each side takes the other for dead.
#[allow(clippy::cast_possible_wrap, reason = "a few seconds")]
pub(super) const SILENCE_MILLIS: i64 = (HEARTBEAT_SECONDS * INTERVALS_MISSED_MAX * 1000) as i64;

/// The key that a machine shows.
pub(super) fn fingerprint(node: NodeId) -> String {
    format!("machine-{node}")
}

/// A machine joins with its first connection.
fn join(tx: &mut Tx<'_>, key: &str, redeemed: Redeemed) {
    if node::place_of(tx, key).is_none() {
        node::admit(tx, key, redeemed, None, Timestamp::from_millis(i64::MAX));
    }
}

pub(super) struct Connection {
    pub(super) node: NodeId,
    /// Nothing gets through any more, and neither side knows.
    pub(super) dead: bool,
    to_control_until: i64,
    to_node_until: i64,
    /// The highest generation that the node said it has taken.
    generation: i64,
    hello: Option<Hello>,
}

/// Control's end of a connection.
pub(super) struct Session {
    connected: Connected,
    place: KeyBytes,
    generation: i64,
    /// Everything was said once: changes follow.
    begun: bool,
}

impl Cluster {
    pub(super) fn connect(&mut self, id: NodeId) {
        let now = self.agenda.now();
        let cut = self.cut_until.get(&id).is_some_and(|until| *until > now);
        let up = self.control.is_up();
        let Some(node) = self.nodes.get(id).filter(|node| node.powered && node.connection.is_none()) else {
            return;
        };
        if cut || !up {
            return self.with_node(id, |node, _, actions| node.retry(actions));
        }
        self.connections_made += 1;
        let number = self.connections_made;
        let hello = node.hello(now);
        let connection = Connection {
            node: id,
            dead: false,
            to_control_until: now,
            to_node_until: now,
            generation: hello.generation.unwrap_or_default(),
            hello: None,
        };
        self.connections.insert(number, connection);
        self.with_node(id, |node, _, _| node.connected(number));
        self.say_to_control(number, ToControl { hello: Some(hello), ..Default::default() });
    }

    fn latency(&mut self) -> i64 {
        if self.settings.assumed.is_some() {
            return 1;
        }
        if self.chance.once_in(200) { self.chance.within(5..=2_000) } else { self.chance.within(0..=4) }
    }

    pub(super) fn say_to_control(&mut self, connection: u64, message: ToControl) {
        let wait = self.latency();
        let Some(open) = self.connections.get_mut(&connection).filter(|it| !it.dead) else { return };
        open.to_control_until = open.to_control_until.max(self.agenda.now() + wait);
        let at = open.to_control_until;
        if message.report.is_some() && self.settings.weather.repeats > 0 {
            self.perhaps_repeat(connection, &message);
        }
        self.agenda.at(at, Due::ToControl { connection, message: Box::new(message) });
    }

    /// The same report once more, late and behind others.
    fn perhaps_repeat(&mut self, connection: u64, message: &ToControl) {
        if !self.healed && self.chance.percent(self.settings.weather.repeats) {
            self.figures.repeats += 1;
            let wait = self.chance.within(0..=30_000);
            self.agenda.after(wait, Due::ToControl { connection, message: Box::new(message.clone()) });
        }
    }

    fn say_to_node(&mut self, connection: u64, message: ToNode) {
        let wait = self.latency();
        let Some(open) = self.connections.get_mut(&connection).filter(|it| !it.dead) else { return };
        open.to_node_until = open.to_node_until.max(self.agenda.now() + wait);
        let at = open.to_node_until;
        self.agenda.at(at, Due::ToNode { connection, message: Box::new(message) });
    }

    pub(super) fn node_hears(&mut self, connection: u64, message: ToNode) {
        let Some(open) = self.connections.get(&connection).filter(|it| !it.dead) else { return };
        let id = open.node;
        let listening = self.nodes.get(id).is_some_and(|it| it.powered && it.connection == Some(connection));
        if listening {
            let refused = message.refused.is_some();
            self.with_node(id, |node, now, actions| node.hear(message, now, actions));
            if refused {
                self.connections.remove(&connection);
            }
        }
    }

    pub(super) fn control_hears(&mut self, connection: u64, message: ToControl) {
        if !self.control.is_up() || self.connections.get(&connection).is_none_or(|it| it.dead) {
            return;
        }
        if let Some(hello) = message.hello {
            self.register(connection, hello);
        }
        if let Some(report) = message.report
            && let Some(session) = self.sessions.get(&connection)
        {
            let connected = session.connected.clone();
            self.write_reports(connection, connected, report.tasks.unwrap_or_default(), false);
        }
    }

    fn register(&mut self, connection: u64, hello: Hello) {
        let Some(node) = self.connections.get(&connection).map(|open| open.node) else { return };
        let Some(registration) = self.registration(node, &hello) else {
            self.log(|_| format!("node {node} is refused: it is another one than it was"));
            return self.refuse(connection, "Denied");
        };
        if let Some(open) = self.connections.get_mut(&connection) {
            open.hello = Some(hello);
        }
        let then = Then::Connected { node, connection };
        let (scope, key) = (self.scope, fingerprint(node));
        match container_instance::connect(scope, registration.clone()) {
            Ok(connect) => {
                let run = move |tx: &mut Tx<'_>| {
                    let connected = connect(tx);
                    if let Ok(Connected { instance, .. }) = &connected {
                        join(tx, &key, Redeemed { scope, cluster: instance.cluster.clone() });
                        node::set_instance(tx, &key, instance);
                    }
                    let keep = if connected.is_ok() { Keep::Changes } else { Keep::Nothing };
                    (keep, Found::Connected(connected))
                };
                self.submit_run(then, Box::new(run));
            }
            Err(error) => self.node_registered(node, connection, Err(error)),
        }
    }

    /// What RegisterContainerInstance is given for a node, by the rules of the process: a node that has joined is what
    /// it has been, whatever it says. So a registration whose answer was lost makes no second instance.
    fn registration(&self, id: NodeId, hello: &Hello) -> Option<RegisterContainerInstanceRequest> {
        let mut registration = hello.registration.clone().unwrap_or_default();
        registration.cluster.clone_from(&hello.cluster);
        if self.nodes.get(id).is_some_and(Node::is_of_a_fork) {
            registration.container_instance_arn.clone_from(&hello.container_instance_arn);
            return Some(registration);
        }
        let world = &self.control.snapshot;
        let known = node::place_of(world, &fingerprint(id)).and_then(|(_, instance)| instance);
        let registered = known.as_ref().is_some_and(|key| container_instance::is_registered(world, key));
        let said = hello.container_instance_arn.clone();
        registration.container_instance_arn = match (known.as_ref().map(container_instance::arn_of), said) {
            (Some(known), Some(said)) if known != said => return None,
            (Some(_), None) if !registered => None,
            // One of a world that was forked is what it was there.
            (None, Some(said)) if self.nodes.get(id).is_some_and(|node| node.adopted) => Some(said),
            (None, Some(_)) => return None,
            (known, _) => known,
        };
        Some(registration)
    }

    pub(super) fn node_registered(
        &mut self,
        node: NodeId,
        connection: u64,
        connected: Result<Connected, ApiError>,
    ) {
        let connected = match connected {
            Ok(connected) => connected,
            Err(error) => {
                let inactive = error.message.contains("not registered");
                let code = if inactive { "InactiveInstance" } else { "Other" };
                self.log(|_| format!("node {node} is refused: {}", error.message));
                return self.refuse(connection, code);
            }
        };
        let place = connected.instance.bytes();
        // The newest session of an instance is the one that counts.
        if let Some(older) = self.places.get(&place).copied() {
            self.end_session(older);
            self.refuse(older, "Other");
        }
        self.log(|_| format!("node {node} is container instance {}", connected.instance.id));
        let Some(hello) = self.connections.get_mut(&connection).and_then(|it| it.hello.take()) else {
            // The connection was lost meanwhile.
            return self.submit(Then::Nothing, move |tx| container_instance::disconnect(tx, &connected));
        };
        self.places.insert(place.clone(), connection);
        let session = Session { connected: connected.clone(), place, generation: 0, begun: false };
        self.sessions.insert(connection, session);
        self.write_reports(connection, connected, hello.tasks.unwrap_or_default(), true);
    }

    fn write_reports(&mut self, connection: u64, connected: Connected, tasks: Vec<TaskReport>, hello: bool) {
        let run = move |tx: &mut Tx<'_>| {
            let row = tx.get::<ContainerInstance>(&connected.instance);
            if row.is_none_or(|row| row.connection != connected.connection) {
                return (Keep::Nothing, Found::Over(Err(())));
            }
            let origin = if hello { Origin::Hello } else { Origin::Change };
            let over = tasks
                .iter()
                .filter(|report| apply_report(tx, &connected.instance, report, origin) == Taken::Over);
            let over = over.filter_map(|report| report.task_arn.clone()).collect();
            (Keep::Changes, Found::Over(Ok(over)))
        };
        self.submit_run(Then::Reported { connection, hello }, Box::new(run));
    }

    pub(super) fn report_written(&mut self, connection: u64, hello: bool, over: Result<Vec<String>, ()>) {
        let Ok(over) = over else {
            self.end_session(connection);
            return self.refuse(connection, "Other");
        };
        if hello {
            self.welcome(connection, over);
        } else if !over.is_empty() {
            self.assign(connection, Assignments { forget: Some(over), ..Default::default() });
        }
    }

    /// Says everything that the node shall run.
    fn welcome(&mut self, connection: u64, over: Vec<String>) {
        let said = self.connections.get(&connection).map_or(0, |open| open.generation);
        let position = i64::try_from(self.control.snapshot.position()).unwrap_or_default();
        let Some(session) = self.sessions.get_mut(&connection) else { return };
        session.generation = said.max(position);
        session.begun = true;
        let instance = session.connected.instance.clone();
        let welcome = Welcome {
            version: Some(1),
            container_instance_arn: Some(container_instance::arn_of(&instance)),
            cluster: Some(instance.cluster.clone()),
            ..Default::default()
        };
        self.say_to_node(connection, ToNode { welcome: Some(welcome), ..Default::default() });
        match assignment::assignments(&self.control.snapshot, &instance) {
            Ok(all) => self.assign(connection, Assignments { forget: Some(over), ..all }),
            Err(error) => self.problems.push(format!("assignments could not be made: {error}")),
        }
        if !container_instance::is_registered(&self.control.snapshot, &instance) {
            self.end_instance(connection);
        }
    }

    fn assign(&mut self, connection: u64, assignments: Assignments) {
        let Some(session) = self.sessions.get_mut(&connection) else { return };
        session.generation += 1;
        let generation = Some(session.generation);
        let assignments = Some(Assignments { generation, ..assignments });
        self.say_to_node(connection, ToNode { assignments, ..Default::default() });
    }

    /// What a commit changed for the instance at that place.
    pub(super) fn tell_session(&mut self, place: &KeyBytes, changes: &[Change]) {
        let Some(connection) = self.places.get(place).copied() else { return };
        let Some(session) = self.sessions.get(&connection).filter(|session| session.begun) else { return };
        let instance = session.connected.instance.clone();
        match assignment::changed(&self.control.snapshot, &instance, changes) {
            Ok(Some(delta)) => self.assign(connection, delta),
            Ok(None) => {}
            Err(error) => self.problems.push(format!("assignments could not be made: {error}")),
        }
        if !container_instance::is_registered(&self.control.snapshot, &instance) {
            self.end_instance(connection);
        }
    }

    fn end_instance(&mut self, connection: u64) {
        self.assign(connection, Assignments { full: Some(true), ..Default::default() });
        self.drop_session(connection);
        self.refuse(connection, "InactiveInstance");
    }

    fn refuse(&mut self, connection: u64, code: &str) {
        let refused = Some(Refused { code: Some(code.to_owned()), message: None });
        self.say_to_node(connection, ToNode { refused, ..Default::default() });
    }

    fn drop_session(&mut self, connection: u64) -> Option<Session> {
        let session = self.sessions.remove(&connection)?;
        if self.places.get(&session.place) == Some(&connection) {
            self.places.remove(&session.place);
        }
        Some(session)
    }

    /// Control writes that the agent is gone.
    pub(super) fn end_session(&mut self, connection: u64) {
        if let Some(session) = self.drop_session(connection)
            && self.control.is_up()
        {
            let connected = session.connected;
            self.submit(Then::Nothing, move |tx| container_instance::disconnect(tx, &connected));
        }
    }

    /// The node ends a connection that it believes in, and comes back.
    pub(super) fn hang_up(&mut self, id: NodeId, connection: u64) {
        self.connections.remove(&connection);
        self.end_session(connection);
        let believes = self.nodes.get(id).is_some_and(|node| node.connection == Some(connection));
        if believes {
            self.with_node(id, |node, _, actions| node.hang_up(actions));
        }
    }

    pub(super) fn fall_silent(&mut self, connection: u64) {
        let Some(open) = self.connections.get(&connection) else { return self.end_session(connection) };
        self.hang_up(open.node, connection);
    }

    /// Control is gone, and with it its end of every connection.
    pub(super) fn lose_all_connections(&mut self) {
        self.sessions.clear();
        self.places.clear();
        for (connection, open) in std::mem::take(&mut self.connections) {
            let wait = self.chance.within(0..=500);
            self.agenda.after(wait, Due::HangUp { node: open.node, connection });
        }
    }

    /// Nothing gets through to a node for a while. Short cuts delay, long ones end connections.
    pub(crate) fn cut(&mut self, id: NodeId, millis: i64) {
        let until = self.agenda.now().saturating_add(millis);
        self.cut_until.insert(id, until);
        let mut silent = Vec::new();
        for (number, open) in self.connections.iter_mut().filter(|(_, open)| open.node == id) {
            if millis < SILENCE_MILLIS {
                open.to_control_until = open.to_control_until.max(until);
                open.to_node_until = open.to_node_until.max(until);
            } else {
                open.dead = true;
                silent.push(*number);
            }
        }
        for connection in silent {
            self.agenda.after(SILENCE_MILLIS, Due::Silence { connection });
        }
    }

    /// The node that serves an instance now.
    pub(crate) fn node_of(&self, instance: &ContainerInstanceKey) -> Option<NodeId> {
        let connection = self.places.get(&instance.bytes())?;
        self.connections.get(connection).map(|open| open.node)
    }
}
