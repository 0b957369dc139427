//! What was detached is taken apart here, on a thread of its own: interfaces in groups (the kernel waits once for
//! all of them), then the namespaces' files, then flows. What was given back is looked at first, and kept if it is
//! as new.
//!
//! Must not know: attachments' requests, rules.

use std::fs::File;
use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread::JoinHandle;
use std::time::Duration;

use tokio::sync::oneshot;

use crate::error::NetworkError;
use crate::namespaces::{self, Ready, io};
use crate::netlink::{NETFILTER, ROUTE, Socket};
use crate::returned::{self, Returned, Shelf};
use crate::{conntrack, links};

/// More than this makes those who detach wait.
const MAX_WAITING: usize = 1024;
const MAX_AT_ONCE: usize = 64;
const GATHER: Duration = Duration::from_millis(5);
/// How long what was given back is kept while nothing else comes back: who comes after a task that was short comes
/// soon, or not at all.
const KEEP: Duration = Duration::from_secs(1);
/// How often the rules are looked after when nothing else happens.
const LOOK_EVERY: Duration = Duration::from_secs(5);

#[derive(Debug)]
pub(crate) enum Task {
    Remove(Remains),
    /// Kept if nothing is left in it, else removed; flows that lead to it go in any case.
    GiveBack(Box<Returned>, Remains),
    /// Answered when all that was asked before is done.
    Settle(oneshot::Sender<()>),
}

/// What is left of an attachment.
#[derive(Debug, Default)]
pub(crate) struct Remains {
    pub(crate) namespace: Option<PathBuf>,
    pub(crate) interface: Option<u32>,
    /// Set when flows of UDP may lead to it.
    pub(crate) address: Option<Ipv4Addr>,
}

impl Remains {
    pub(crate) fn of(ready: &Ready) -> Self {
        let interface = ready.wire.as_ref().map(|wire| wire.outer.index);
        Self { namespace: Some(ready.path.clone()), interface, address: None }
    }
}

#[derive(Debug)]
pub(crate) struct Reaper {
    tasks: Option<SyncSender<Task>>,
    thread: Option<JoinHandle<()>>,
}

impl Reaper {
    /// `look` is called every few seconds.
    pub(crate) fn start(
        group: u32,
        shelf: Arc<Shelf>,
        look: impl Fn() + Send + 'static,
    ) -> Result<Self, NetworkError> {
        let (sender, tasks) = sync_channel(MAX_WAITING);
        let (route, flows) = (Socket::open(ROUTE)?, Socket::open(NETFILTER)?);
        // New threads are in the same namespace.
        let work = Work { route, flows, group, shelf, home: namespaces::home()? };
        let thread = std::thread::Builder::new()
            .name("network-reaper".to_owned())
            .spawn(move || work.run(&tasks, &look))
            .map_err(|error| io("start the reaper", &error))?;
        Ok(Self { tasks: Some(sender), thread: Some(thread) })
    }

    pub(crate) fn give(&self, task: Task) {
        if let Some(tasks) = &self.tasks {
            let _ = tasks.send(task);
        }
    }
}

impl Drop for Reaper {
    fn drop(&mut self) {
        self.tasks = None;
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// The group in which interfaces wait for their end; told apart by tag, because groups span the machine.
pub(crate) fn group_of(tag: &str) -> u32 {
    tag.bytes().fold(0x4c53_0000u32, |sum, byte| sum.wrapping_mul(31).wrapping_add(u32::from(byte)))
        | 0x4000_0000
}

/// Waits a moment for more: many go together at little more than the price of one, and whoever was just answered
/// is not disturbed.
fn gather(first: Task, tasks: &Receiver<Task>) -> Vec<Task> {
    let mut gathered = vec![first];
    while gathered.len() < MAX_AT_ONCE && !matches!(gathered.last(), Some(Task::Settle(_))) {
        match tasks.recv_timeout(GATHER) {
            Ok(task) => gathered.push(task),
            Err(_) => break,
        }
    }
    gathered
}

struct Work {
    route: Socket,
    flows: Socket,
    group: u32,
    shelf: Arc<Shelf>,
    home: File,
}

impl Work {
    fn run(mut self, tasks: &Receiver<Task>, look: &impl Fn()) {
        loop {
            let kept = !self.shelf.is_empty();
            let first = match tasks.recv_timeout(if kept { KEEP } else { LOOK_EVERY }) {
                Ok(task) => task,
                Err(RecvTimeoutError::Timeout) if kept => {
                    let unwanted = self.shelf.empty();
                    self.remove(&unwanted.iter().map(Remains::of).collect::<Vec<_>>());
                    continue;
                }
                Err(RecvTimeoutError::Timeout) => {
                    look();
                    continue;
                }
                Err(RecvTimeoutError::Disconnected) => return,
            };
            self.carry_out(gather(first, tasks));
        }
    }

    fn carry_out(&mut self, tasks: Vec<Task>) {
        let (mut remains, mut waiting) = (Vec::new(), Vec::new());
        for task in tasks {
            match task {
                Task::Remove(one) => remains.push(one),
                Task::GiveBack(returned, one) => remains.extend(self.look_at(*returned, one)),
                Task::Settle(answer) => waiting.push(answer),
            }
        }
        self.remove(&remains);
        for answer in waiting {
            let _ = answer.send(());
        }
    }

    fn remove(&mut self, remains: &[Remains]) {
        self.remove_interfaces(remains);
        for one in remains {
            if let Some(path) = &one.namespace {
                namespaces::remove_file(path);
            }
        }
        self.forget_flows(remains);
    }

    /// What is left to be removed.
    fn look_at(&self, mut returned: Returned, remains: Remains) -> Vec<Remains> {
        let as_new = returned::is_as_new(&mut returned, &self.home).unwrap_or_else(|error| {
            tracing::debug!(%error, "a returned namespace is removed");
            false
        });
        let flows = Remains { address: remains.address, ..Remains::default() };
        match as_new {
            false => vec![remains],
            true => match self.shelf.put(returned.kin, returned.ready) {
                None => vec![flows],
                Some(no_room) => vec![Remains::of(&no_room), flows],
            },
        }
    }

    fn remove_interfaces(&mut self, remains: &[Remains]) {
        let interfaces = remains.iter().filter_map(|one| one.interface);
        let mut requests: Vec<_> = interfaces.map(|index| links::put_into_group(index, self.group)).collect();
        if requests.is_empty() {
            return;
        }
        requests.push(links::delete_group(self.group));
        if let Err(error) = self.route.carry_out(&requests) {
            tracing::warn!(%error, "interfaces of ended attachments cannot be removed");
        }
    }

    fn forget_flows(&mut self, remains: &[Remains]) {
        let addresses = remains.iter().filter_map(|one| one.address);
        let mut outcome = Ok(());
        for address in addresses {
            outcome = outcome.and(conntrack::forget_answered_by(&mut self.flows, address));
        }
        if let Err(error) = outcome {
            tracing::debug!(%error, "flows of UDP stay until they time out");
        }
    }
}
