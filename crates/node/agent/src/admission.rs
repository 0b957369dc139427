//! Room on the machine: who has how much, and who waits for it, in the order in which they came.
//!
//! The first that does not fit holds up those behind it, so that a big task is not passed over for ever.
//!
//! Must not know: what a task does with its room.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet, VecDeque};
use std::sync::Arc;

use longshore_runtime::PortProtocol;

use crate::plan::Needs;
use crate::settings::Capacity;

pub(crate) struct Admission {
    capacity: Capacity,
    held: HashMap<Arc<str>, Held>,
    queue: VecDeque<(Arc<str>, Needs)>,
    cpu: u64,
    memory_mib: u64,
    ports: BTreeSet<(u16, PortProtocol)>,
    /// What each waiting task was told last.
    told: BTreeMap<Arc<str>, String>,
}

struct Held {
    needs: Needs,
    gpus: Vec<String>,
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Decision {
    /// There is room, with these graphics processors.
    Admitted(Vec<String>),
    Waits(String),
}

impl Admission {
    pub(crate) fn new(capacity: Capacity) -> Self {
        let ports = capacity.reserved_ports.iter().copied().collect();
        Self {
            capacity,
            held: HashMap::new(),
            queue: VecDeque::new(),
            cpu: 0,
            memory_mib: 0,
            ports,
            told: BTreeMap::new(),
        }
    }

    pub(crate) fn join(&mut self, task: Arc<str>, needs: Needs) {
        if !self.held.contains_key(&task) && !self.queue.iter().any(|(waiting, _)| *waiting == task) {
            self.queue.push_back((task, needs));
        }
    }

    /// A task that was there before the agent was: it has what it has.
    pub(crate) fn hold(&mut self, task: Arc<str>, needs: Needs, gpus: Vec<String>) {
        self.cpu = self.cpu.saturating_add(needs.cpu);
        self.memory_mib = self.memory_mib.saturating_add(needs.memory_mib);
        self.ports.extend(needs.ports.iter().copied());
        self.held.insert(task, Held { needs, gpus });
    }

    /// It waits no longer, and what it had is free.
    pub(crate) fn leave(&mut self, task: &str) {
        self.queue.retain(|(waiting, _)| **waiting != *task);
        self.told.remove(task);
        let Some(held) = self.held.remove(task) else { return };
        self.cpu = self.cpu.saturating_sub(held.needs.cpu);
        self.memory_mib = self.memory_mib.saturating_sub(held.needs.memory_mib);
        for port in &held.needs.ports {
            if !self.capacity.reserved_ports.contains(port) {
                self.ports.remove(port);
            }
        }
    }

    /// Who may start now, and what those who may not are to be told anew.
    pub(crate) fn decide(&mut self) -> Vec<(Arc<str>, Decision)> {
        let mut decisions = Vec::new();
        while let Some((task, needs)) = self.queue.front() {
            if let Some(missing) = self.missing(needs) {
                let (task, missing) = (Arc::clone(task), missing);
                self.tell(task, missing, &mut decisions);
                break;
            }
            let Some((task, needs)) = self.queue.pop_front() else { break };
            self.told.remove(&task);
            let gpus = self.free_gpus().into_iter().take(needs.gpus).collect::<Vec<_>>();
            decisions.push((Arc::clone(&task), Decision::Admitted(gpus.clone())));
            self.hold(task, needs, gpus);
        }
        let behind: Vec<_> = self.queue.iter().skip(1).map(|(task, _)| Arc::clone(task)).collect();
        for (before, task) in behind.into_iter().enumerate() {
            let tasks =
                if before == 0 { "another task".to_owned() } else { format!("{} other tasks", before + 1) };
            self.tell(task, format!("waits behind {tasks} for room on the machine"), &mut decisions);
        }
        decisions
    }

    fn tell(&mut self, task: Arc<str>, what: String, decisions: &mut Vec<(Arc<str>, Decision)>) {
        if self.told.get(&task) != Some(&what) {
            self.told.insert(Arc::clone(&task), what.clone());
            decisions.push((task, Decision::Waits(what)));
        }
    }

    fn missing(&self, needs: &Needs) -> Option<String> {
        let too_much = |wanted: u64, used: u64, all: u64, what: &str| {
            let free = all.saturating_sub(used);
            (wanted > free).then(|| format!("waits for {wanted} {what}: {free} of {all} are free"))
        };
        let port = needs.ports.iter().find(|port| self.ports.contains(port));
        let gpus = self.free_gpus().len();
        too_much(needs.cpu, self.cpu, self.capacity.cpu, "CPU units")
            .or_else(|| {
                too_much(needs.memory_mib, self.memory_mib, self.capacity.memory_mib, "MiB of memory")
            })
            .or_else(|| port.map(|(port, _)| format!("waits for port {port} of the machine, which is taken")))
            .or_else(|| {
                (needs.gpus > gpus).then(|| format!("waits for {} GPUs: {gpus} are free", needs.gpus))
            })
    }

    fn free_gpus(&self) -> Vec<String> {
        let taken: HashSet<&String> = self.held.values().flat_map(|held| &held.gpus).collect();
        self.capacity.gpus.iter().filter(|gpu| !taken.contains(gpu)).cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn needs(cpu: u64, memory_mib: u64, port: u16, gpus: usize) -> Needs {
        let ports = if port == 0 { Vec::new() } else { vec![(port, PortProtocol::Tcp)] };
        Needs { cpu, memory_mib, ports, gpus }
    }

    fn machine() -> Admission {
        Admission::new(Capacity {
            cpu: 1024,
            memory_mib: 1000,
            reserved_ports: vec![(22, PortProtocol::Tcp)],
            gpus: vec!["a".to_owned(), "b".to_owned()],
        })
    }

    fn told(admission: &mut Admission) -> Vec<String> {
        let say = |(task, decision): (Arc<str>, Decision)| match decision {
            Decision::Admitted(gpus) => format!("{task} starts {}", gpus.concat()),
            Decision::Waits(what) => format!("{task} {what}"),
        };
        admission.decide().into_iter().map(say).collect()
    }

    #[test]
    fn each_kind_of_room_is_counted_and_given_back() {
        for (first, second, missing) in [
            (needs(1000, 0, 0, 0), needs(25, 0, 0, 0), "waits for 25 CPU units: 24 of 1024 are free"),
            (needs(0, 600, 0, 0), needs(0, 600, 0, 0), "waits for 600 MiB of memory: 400 of 1000 are free"),
            (needs(0, 0, 80, 0), needs(0, 0, 80, 0), "waits for port 80 of the machine, which is taken"),
            (needs(0, 0, 0, 1), needs(0, 0, 0, 2), "waits for 2 GPUs: 1 are free"),
        ] {
            let mut admission = machine();
            admission.join("one".into(), first);
            admission.join("two".into(), second);
            assert_eq!(told(&mut admission).last().unwrap(), &format!("two {missing}"));
            assert_eq!(told(&mut admission), Vec::<String>::new(), "nothing is told twice");
            admission.leave("one");
            assert!(told(&mut admission).first().unwrap().starts_with("two starts"));
            admission.leave("two");
            assert_eq!((admission.cpu, admission.memory_mib, admission.ports.len()), (0, 0, 1));
        }
    }

    #[test]
    fn the_first_holds_up_those_behind_it_and_leaves_its_place() {
        let mut admission = machine();
        admission.join("runs".into(), needs(1000, 0, 0, 0));
        admission.join("big".into(), needs(500, 0, 0, 0));
        admission.join("small".into(), needs(1, 0, 22, 0));
        assert_eq!(
            told(&mut admission),
            [
                "runs starts ",
                "big waits for 500 CPU units: 24 of 1024 are free",
                "small waits behind another task for room on the machine"
            ]
        );
        admission.leave("big");
        assert_eq!(told(&mut admission), ["small waits for port 22 of the machine, which is taken"]);
    }
}
