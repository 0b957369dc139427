//! The one thread that owns a machine's networks: it carries commands out one by one, so that nothing needs a lock.
//!
//! What ends goes before what begins: to attach may wait for a namespace to be made, and a machine that is asked for
//! more than it can do would else hold thousands of attachments of tasks that have ended.
//!
//! Invariants: what is remembered exists in the kernel; what is detached is out of rules and routes before it is
//! answered, and out of the kernel a little later. Whatever fails half-way is taken apart again.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::sync::Arc;

use tokio::sync::mpsc::{Receiver, WeakSender};
use tokio::sync::oneshot;

use crate::error::NetworkError;
use crate::links;
use crate::namespaces::{self, INNER_NAME, Names, Pool, Ready, Wire, io};
use crate::netlink::{Message, NETFILTER, ROUTE, Socket};
use crate::nft::Elements;
use crate::plan::{Plan, Pools, elements_of, udp_ports};
use crate::reaper::{Reaper, Remains, Task, group_of};
use crate::records::{Record, Records, validate_id};
use crate::request::{AttachKind, AttachRequest, Attachment, InterfaceCounters, NetworkConfig};
use crate::returned::{self, Returned, Shelf};
use crate::rules::Rules;
use crate::settings::Settings;
use crate::{addresses::AddressPool, conntrack, host, ports};

type Result<T> = std::result::Result<T, NetworkError>;
type Answer<T> = oneshot::Sender<Result<T>>;

/// One unwired namespace waits for so many wired ones.
const WIRED_FOR_ONE_PLAIN: usize = 4;
/// Commands that are looked through for what goes first.
const MAX_IN_LINE: usize = 1024;
/// Each costs the kernel a walk through all flows; what was sent to ports beyond these times out.
const MAX_FLOWS_CUT: usize = 16;

#[derive(Debug)]
pub(crate) enum Command {
    /// The second is the kin of whom it may have a namespace.
    Attach(Box<AttachRequest>, Option<String>, Answer<Attachment>),
    /// The second is the kin that may have its namespace.
    Detach(String, Option<String>, Answer<()>),
    KeepOnly(Vec<String>, Answer<()>),
    List(Answer<Vec<Attachment>>),
    ListenInside(String, SocketAddr, Answer<TcpListener>),
    Counters(String, Answer<Vec<InterfaceCounters>>),
    Settle(oneshot::Sender<()>),
    ShutDownEmpty(Answer<bool>),
    /// Comes every few seconds.
    LookAfterRules,
}

pub(crate) struct Worker {
    settings: Settings,
    files: Records,
    records: BTreeMap<String, Record>,
    sequence: u64,
    bridge: u32,
    route: Socket,
    flows: Socket,
    rules: Rules,
    pools: Pools,
    /// None once shut down.
    ready: Option<ReadyPools>,
    /// What attachments of this life stand on that may come back, by id, with their kin.
    lent: BTreeMap<String, (String, Ready)>,
    shelf: Arc<Shelf>,
    reaper: Reaper,
}

type Line = VecDeque<Command>;

/// The first detachment, unless something before it must not be passed: its own attachment, or what asks about all.
/// Else the first command.
fn next(line: &mut Line) -> Option<Command> {
    for (place, command) in line.iter().enumerate() {
        match command {
            Command::Detach(id, ..) if !begins(line.range(..place), id) => return line.remove(place),
            Command::Attach(..) | Command::Detach(..) | Command::Counters(..) => {}
            _ => break,
        }
    }
    line.pop_front()
}

fn begins<'a>(mut before: impl Iterator<Item = &'a Command>, id: &str) -> bool {
    before.any(|command| matches!(command, Command::Attach(request, ..) if request.id == id))
}

struct ReadyPools {
    wired: Pool,
    plain: Pool,
}

impl Worker {
    pub(crate) fn open(config: NetworkConfig, commands: WeakSender<Command>) -> Result<Self> {
        let settings = Settings::new(config)?;
        let mut route = Socket::open(ROUTE)?;
        host::make_run_dir(&settings.config.run_dir)?;
        let files = Records::open(&settings.config.state_dir, &settings.config.run_dir)?;
        let existing = links::all_links(&mut route)?;
        let records = host::adopt(&files, &settings, &existing)?;
        let remains = host::left_over(&settings, &existing, &records)?;
        let bridge = host::set_up_bridge(&mut route, &settings, &records)?;
        host::allow_forwarding(&files)?;
        let mut rules = Rules::new(settings.rules.clone(), Socket::open(NETFILTER)?.with_large_buffers());
        rules.rebuild(&all_elements(&records, &settings))?;
        let pools = pools(&settings, &records);
        let flows = Socket::open(NETFILTER)?;
        let shelf = Arc::new(Shelf::new(settings.config.ready_namespaces));
        let reaper = Reaper::start(group_of(&settings.config.tag), Arc::clone(&shelf), move || {
            if let Some(commands) = commands.upgrade() {
                // When the queue is full, rules are looked after by what is in it.
                let _ = commands.try_send(Command::LookAfterRules);
            }
        })?;
        for one in remains {
            reaper.give(Task::Remove(one));
        }
        let life = files.count_start(host::newest_life(&settings, &existing))?;
        let ready = Some(ReadyPools::start(&settings, life)?);
        let sequence = records.values().map(|record| record.sequence).max().unwrap_or_default();
        tracing::info!(attachments = records.len(), bridge = settings.bridge, "the network is up");
        let lent = BTreeMap::new();
        Ok(Self {
            settings,
            files,
            records,
            sequence,
            bridge,
            route,
            flows,
            rules,
            pools,
            ready,
            lent,
            shelf,
            reaper,
        })
    }

    /// Until all handles are gone.
    pub(crate) fn run(mut self, mut commands: Receiver<Command>) {
        let mut line = Line::default();
        while let Some(command) = line.pop_front().or_else(|| commands.blocking_recv()) {
            line.push_front(command);
            while line.len() < MAX_IN_LINE
                && let Ok(command) = commands.try_recv()
            {
                line.push_back(command);
            }
            if let Some(command) = next(&mut line) {
                self.carry_out(command);
            }
        }
        self.end_pools();
    }

    fn carry_out(&mut self, command: Command) {
        // Who asked may have stopped waiting; what was done stays done.
        match command {
            Command::Attach(request, kin, answer) => drop(answer.send(self.attach(*request, kin.as_deref()))),
            Command::Detach(id, kin, answer) => drop(answer.send(self.detach(&id, kin))),
            Command::KeepOnly(ids, answer) => drop(answer.send(self.keep_only(ids))),
            Command::List(answer) => {
                let all = self.records.values().map(|record| record.attachment.clone()).collect();
                drop(answer.send(Ok(all)));
            }
            Command::ListenInside(id, address, answer) => drop(answer.send(self.listen_inside(&id, address))),
            Command::Counters(id, answer) => drop(answer.send(self.counters(&id))),
            Command::Settle(answer) => self.reaper.give(Task::Settle(answer)),
            Command::ShutDownEmpty(answer) => drop(answer.send(self.shut_down_empty())),
            Command::LookAfterRules => self.look_after_rules(),
        }
    }

    fn attach(&mut self, request: AttachRequest, kin: Option<&str>) -> Result<Attachment> {
        validate_id(&request.id)?;
        if let Some(record) = self.records.get(&request.id) {
            if record.request == request {
                return Ok(record.attachment.clone());
            }
            return Err(NetworkError::AlreadyAttached { id: request.id });
        }
        if self.ready.is_none() {
            return Err(NetworkError::Closed);
        }
        let plan = self.pools.plan(&request.kind, &self.settings, &self.records)?;
        // An address of a subnet may come with a MAC address, which stays.
        let kin = kin.filter(|_| matches!(request.kind, AttachKind::Bridge { .. }));
        let ready = match self.take_ready(plan.is_some(), kin) {
            Ok(ready) => ready,
            Err(error) => {
                self.release(plan.as_ref());
                return Err(error);
            }
        };
        let mut remains = Remains::of(&ready);
        let built = self.build(request, plan.as_ref(), kin, ready);
        if built.is_err() {
            self.release(plan.as_ref());
            remains.address = plan.as_ref().map(|plan| plan.address);
            if let Some(plan) = &plan {
                self.drop_unused_gateway(plan.gateway);
            }
            self.reaper.give(Task::Remove(remains));
        }
        built
    }

    fn build(
        &mut self,
        request: AttachRequest,
        plan: Option<&Plan>,
        kin: Option<&str>,
        mut ready: Ready,
    ) -> Result<Attachment> {
        let mut attachment = Attachment {
            id: request.id.clone(),
            namespace: ready.path.clone(),
            address: None,
            prefix_length: 0,
            gateway: None,
            mac_address: None,
            ports: Vec::new(),
        };
        if let (Some(plan), Some(wire)) = (plan, ready.wire.clone()) {
            attachment.mac_address = Some(self.wire(plan, &wire, &mut ready.inside)?);
            attachment.address = Some(plan.address);
            attachment.prefix_length = plan.prefix_length;
            attachment.gateway = Some(plan.gateway);
            attachment.ports.clone_from(&plan.ports);
        }
        self.publish(&attachment)?;
        self.sequence += 1;
        let record = Record {
            sequence: self.sequence,
            request,
            attachment: attachment.clone(),
            interface: ready.wire.as_ref().map(|wire| wire.outer.name.clone()),
            index: ready.wire.as_ref().map(|wire| wire.outer.index),
        };
        if let Err(error) = self.files.remember(&record) {
            self.unpublish(&attachment);
            return Err(error);
        }
        self.records.insert(attachment.id.clone(), record);
        if let Some(kin) = kin
            && returned::watch(&mut ready).is_ok()
        {
            self.lent.insert(attachment.id.clone(), (kin.to_owned(), ready));
        }
        Ok(attachment)
    }

    /// Addresses and routes on both sides; the MAC address that came of it.
    fn wire(&mut self, plan: &Plan, wire: &Wire, inside: &mut Socket) -> Result<[u8; 6]> {
        let missing = || NetworkError::Io {
            what: "wire a namespace".to_owned(),
            reason: "a veth has no MAC".to_owned(),
        };
        let outer_mac = wire.outer.mac_address.ok_or_else(missing)?;
        let inner_mac = plan.mac_address.or(wire.inner.mac_address).ok_or_else(missing)?;
        let index = wire.inner.index;
        let mut within: Vec<Message> =
            plan.mac_address.map(|mac| links::set_mac(index, mac)).into_iter().collect();
        within.extend([
            links::add_routed_address(index, plan.address, plan.prefix_length),
            links::add_route(index, plan.gateway, None),
            links::add_default_route(index, plan.gateway),
            links::add_neighbour(index, plan.gateway, outer_mac),
        ]);
        inside.carry_out(&within)?;
        let mut outside = Vec::new();
        if plan.gateway != self.settings.rules.gateway {
            outside.push(links::add_address(self.bridge, plan.gateway, 32));
        }
        outside.extend(host::way(wire.outer.index, plan.address, Some(plan.gateway), inner_mac));
        self.route.carry_out(&outside)?;
        Ok(inner_mac)
    }

    fn publish(&mut self, attachment: &Attachment) -> Result<()> {
        if attachment.address.is_none() {
            return Ok(());
        }
        let more = elements_of(attachment, &self.settings);
        let (records, settings) = (&self.records, &self.settings);
        let all = || {
            let mut all = all_elements(records, settings);
            all.extend(elements_of(attachment, settings));
            all
        };
        self.rules.add(&more, all)?;
        self.forget_early_flows(attachment);
        Ok(())
    }

    /// Flows of UDP sent to the ports before there was anything to lead them to. Done before anybody is told of the
    /// ports, so that no exchange is cut.
    fn forget_early_flows(&mut self, attachment: &Attachment) {
        for port in udp_ports(attachment).into_iter().take(MAX_FLOWS_CUT) {
            if let Err(error) = conntrack::forget_sent_to(&mut self.flows, port) {
                tracing::debug!(port, %error, "earlier flows of UDP stay until they time out");
                return;
            }
        }
    }

    /// Cannot be refused: when the rules cannot be changed now, they are rebuilt at the next occasion.
    fn unpublish(&mut self, attachment: &Attachment) {
        let gone = elements_of(attachment, &self.settings);
        let (records, settings) = (&self.records, &self.settings);
        let all = || {
            let others = records.values().filter(|record| record.attachment.id != attachment.id);
            elements_of_all(others, settings)
        };
        if let Err(error) = self.rules.remove(&gone, all) {
            tracing::warn!(id = attachment.id, %error, "rules of an ended attachment stay for now");
        }
    }

    fn detach(&mut self, id: &str, kin: Option<String>) -> Result<()> {
        let Some(record) = self.records.remove(id) else { return Ok(()) };
        let lent = self.lent.remove(id).filter(|(of, _)| kin.as_ref() == Some(of));
        let attachment = &record.attachment;
        self.unpublish(attachment);
        self.remove_ways(&record);
        self.files.forget(id);
        self.pools.release(attachment.address, &attachment.ports);
        let remains = Remains {
            namespace: Some(attachment.namespace.clone()),
            interface: record.index,
            address: attachment.address.filter(|_| answers_udp_flows(&record)),
        };
        self.reaper.give(match (lent, attachment.address) {
            (Some((kin, ready)), Some(address)) => {
                let prefix_length = attachment.prefix_length;
                Task::GiveBack(Box::new(Returned { kin, ready, address, prefix_length }), remains)
            }
            _ => Task::Remove(remains),
        });
        Ok(())
    }

    fn remove_ways(&mut self, record: &Record) {
        let (Some(index), Some(address)) = (record.index, record.attachment.address) else { return };
        self.change_host(&[links::delete_route(index, address), links::delete_neighbour(index, address)]);
        if let Some(gateway) = record.attachment.gateway {
            self.drop_unused_gateway(gateway);
        }
    }

    /// This machine answers for a subnet's gateway as long as somebody here is in that subnet.
    fn drop_unused_gateway(&mut self, gateway: Ipv4Addr) {
        let used = self.records.values().any(|other| other.attachment.gateway == Some(gateway));
        if !used && gateway != self.settings.rules.gateway {
            self.change_host(&[links::delete_address(self.bridge, gateway, 32)]);
        }
    }

    /// For removals that cannot be refused: what stays is removed with its interface, or at the next start.
    fn change_host(&mut self, changes: &[Message]) {
        if let Err(error) = self.route.carry_out(changes) {
            tracing::warn!(%error, "what belonged to an ended attachment stays for now");
        }
    }

    fn keep_only(&mut self, ids: Vec<String>) -> Result<()> {
        let kept: BTreeSet<String> = ids.into_iter().collect();
        let gone: Vec<_> = self.records.keys().filter(|id| !kept.contains(*id)).cloned().collect();
        gone.iter().try_for_each(|id| self.detach(id, None))
    }

    fn listen_inside(&self, id: &str, address: SocketAddr) -> Result<TcpListener> {
        let record = self.records.get(id).ok_or_else(|| NetworkError::NotAttached(id.to_owned()))?;
        namespaces::inside(&record.attachment.namespace, || {
            if let SocketAddr::V4(address) = address
                && !address.ip().is_loopback()
                && !address.ip().is_unspecified()
            {
                let add = links::add_address(links::LOOPBACK_INDEX, *address.ip(), 32);
                Socket::open(ROUTE)?.carry_out(&[add])?;
            }
            listen(address)
        })
    }

    fn counters(&mut self, id: &str) -> Result<Vec<InterfaceCounters>> {
        let record = self.records.get(id).ok_or_else(|| NetworkError::NotAttached(id.to_owned()))?;
        let Some(name) = &record.interface else { return Ok(Vec::new()) };
        let link = links::link_by_name(&mut self.route, name)?;
        Ok(link.iter().map(|link| links::seen_from_the_other_end(INNER_NAME, &link.counters)).collect())
    }

    fn look_after_rules(&mut self) {
        if self.ready.is_none() {
            return;
        }
        let (records, settings) = (&self.records, &self.settings);
        if let Err(error) = self.rules.look_after(|| all_elements(records, settings)) {
            tracing::warn!(%error, "the rules cannot be looked after");
        }
    }

    fn shut_down_empty(&mut self) -> Result<bool> {
        if !self.records.is_empty() {
            return Ok(false);
        }
        self.end_pools();
        let (sender, settled) = oneshot::channel();
        self.reaper.give(Task::Settle(sender));
        let _ = settled.blocking_recv();
        self.rules.remove_all()?;
        self.route.carry_out(&[links::delete_link(&self.settings.bridge)])?;
        // Empty by now; what somebody else has put there stays.
        let _ = std::fs::remove_dir(&self.settings.config.run_dir);
        self.files.leave();
        Ok(true)
    }

    fn end_pools(&mut self) {
        let Some(ReadyPools { wired, plain }) = self.ready.take() else { return };
        for ready in wired.end().into_iter().chain(plain.end()).chain(self.shelf.close()) {
            self.reaper.give(Task::Remove(Remains::of(&ready)));
        }
    }

    fn take_ready(&self, wired: bool, kin: Option<&str>) -> Result<Ready> {
        if let Some(returned) = kin.and_then(|kin| self.shelf.take(kin)) {
            return Ok(returned);
        }
        let pools = self.ready.as_ref().ok_or(NetworkError::Closed)?;
        if wired { pools.wired.take() } else { pools.plain.take() }
    }

    fn release(&mut self, plan: Option<&Plan>) {
        if let Some(plan) = plan {
            self.pools.release(Some(plan.address), &plan.ports);
        }
    }
}

impl ReadyPools {
    fn start(settings: &Settings, life: u32) -> Result<Self> {
        let names = Arc::new(Names::new(&settings.rules.prefix, life));
        let (folder, count) = (&settings.config.run_dir, settings.config.ready_namespaces);
        let plain = count.div_ceil(WIRED_FOR_ONE_PLAIN);
        Ok(Self {
            wired: Pool::start(folder, Arc::clone(&names), true, count)?,
            plain: Pool::start(folder, names, false, plain)?,
        })
    }
}

fn pools(settings: &Settings, records: &BTreeMap<String, Record>) -> Pools {
    let addresses: Vec<_> = records.values().filter_map(|record| record.attachment.address).collect();
    let in_range =
        |record: &&Record| record.attachment.address.is_some_and(|address| settings.in_range(address));
    let newest = records.values().filter(in_range).max_by_key(|record| record.sequence);
    let newest = newest.and_then(|record| record.attachment.address);
    let addresses = AddressPool::new(settings.first_address(), settings.last_address, newest, &addresses);
    let config = &settings.config;
    let mut ports = ports::PortTable::new(config.dynamic_ports, &config.reserved_ports, ports::BoundSockets);
    for record in records.values() {
        for port in ports.adopt(&record.attachment.ports) {
            tracing::warn!(id = record.request.id, port, "another program uses a host port of an attachment");
        }
    }
    Pools { addresses, ports }
}

fn all_elements(records: &BTreeMap<String, Record>, settings: &Settings) -> Elements {
    elements_of_all(records.values(), settings)
}

fn elements_of_all<'a>(records: impl Iterator<Item = &'a Record>, settings: &Settings) -> Elements {
    records.fold(Elements::default(), |mut all, record| {
        all.extend(elements_of(&record.attachment, settings));
        all
    })
}

/// An address of a subnet may soon belong to another attachment, and so may a published port.
fn answers_udp_flows(record: &Record) -> bool {
    matches!(record.request.kind, AttachKind::Subnet { .. }) || !udp_ports(&record.attachment).is_empty()
}

pub(crate) fn listen(address: SocketAddr) -> Result<TcpListener> {
    let what = format!("listen on {address}");
    let listener = TcpListener::bind(address).map_err(|error| io(&what, &error))?;
    listener.set_nonblocking(true).map_err(|error| io(&what, &error))?;
    Ok(listener)
}

#[cfg(test)]
mod tests;
