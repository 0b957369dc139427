//! A server that is killed again and again while clients write: every acknowledged write is there afterwards,
//! and nothing is half there.
//!
//! Each writer owns its objects and keeps a model of them: what was acknowledged last, and what the request
//! that got no answer would make of it. After each kill the state must be sound, every object must be one of
//! the two, and the lists must agree with the descriptions.
//!
//! LONGSHORE_KILLS sets how often the server is killed, LONGSHORE_SEED what is written and when it is killed.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::Duration;

use common::{Caller, Directory, Refused, Server, setting, sleep};
use longshore_shapes::ecs::{self, TaskDefinitionStatus, op};

const WRITERS: usize = 4;
const CLUSTERS: usize = 6;
const FAMILIES: usize = 3;
const KILLS: u64 = 15;
/// The longest time that the writers have before a kill.
const MILLIS_MAX: u64 = 250;
/// A setting for each writer, with two values.
const SETTINGS: [(&str, [&str; 2]); WRITERS] = [
    ("awsvpcTrunking", ["enabled", "disabled"]),
    ("containerInsights", ["enabled", "disabled"]),
    ("fargateFIPSMode", ["enabled", "disabled"]),
    ("defaultLogDriverMode", ["blocking", "non-blocking"]),
];

type Tags = BTreeMap<String, String>;

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Name {
    Cluster(String),
    Family(String),
    Setting(&'static str),
}

/// What is known of an object: all that a client can see of it.
#[derive(Debug, Clone, PartialEq, Eq)]
enum State {
    Absent,
    Cluster {
        active: bool,
        tags: Tags,
    },
    /// For each revision whether it is active, and its image.
    Family(Vec<(bool, String)>),
    Setting(String),
}

/// The objects of one writer.
struct Model {
    acknowledged: BTreeMap<Name, State>,
    /// The object of the request that got no answer, and what it would make of it.
    possible: Option<(Name, State)>,
    /// The objects that were written since they were last compared.
    touched: BTreeSet<Name>,
}

struct Writer {
    number: usize,
    model: Model,
    random: fastrand::Rng,
    written: u64,
}

impl Writer {
    fn new(number: usize, seed: u64) -> Self {
        let clusters = (0..CLUSTERS).map(|count| Name::Cluster(format!("w{number}-c{count}")));
        let families = (0..FAMILIES).map(|count| Name::Family(format!("w{number}-f{count}")));
        let names = clusters.chain(families).chain([Name::Setting(SETTINGS[number].0)]);
        let acknowledged = names.map(|name| (name, State::Absent)).collect();
        let model = Model { acknowledged, possible: None, touched: BTreeSet::new() };
        let random = fastrand::Rng::with_seed(seed ^ ((number as u64) << 32));
        Self { number, model, random, written: 0 }
    }

    /// Writes until a request gets no answer.
    fn write_until_cut_off(&mut self, caller: &mut Caller) {
        loop {
            let at = self.random.usize(..self.model.acknowledged.len());
            let (name, before) = self.model.acknowledged.iter().nth(at).unwrap();
            let (name, before) = (name.clone(), before.clone());
            let (after, done) = self.write_one(caller, &name, before);
            self.model.touched.insert(name.clone());
            match done {
                Ok(()) => {
                    self.model.acknowledged.insert(name, after);
                    self.written += 1;
                }
                Err(Refused::NoAnswer(_)) => {
                    self.model.possible = Some((name, after));
                    return;
                }
                Err(error) => panic!("{name:?} to {after:?}: {error:?}"),
            }
        }
    }

    /// Chooses a change of the object and asks for it; answers with what the object is then.
    fn write_one(&mut self, caller: &mut Caller, name: &Name, before: State) -> (State, Result<(), Refused>) {
        match (name, before) {
            (Name::Cluster(name), State::Cluster { active: true, tags }) => match self.random.u8(..3) {
                0 => self.delete_cluster(caller, name, tags),
                1 => self.tag(caller, name, tags),
                _ => self.untag(caller, name, tags),
            },
            (Name::Cluster(name), _) => self.create_cluster(caller, name),
            (Name::Family(name), State::Family(revisions)) if self.random.bool() => {
                self.deregister(caller, name, revisions)
            }
            (Name::Family(name), State::Family(revisions)) => self.register(caller, name, revisions),
            (Name::Family(name), _) => self.register(caller, name, Vec::new()),
            (Name::Setting(name), _) => self.put_setting(caller, name),
        }
    }

    fn create_cluster(&mut self, caller: &mut Caller, name: &str) -> (State, Result<(), Refused>) {
        let tags = self.some_tags();
        let input = ecs::CreateClusterRequest {
            cluster_name: Some(name.to_owned()),
            tags: Some(tag_list(&tags)),
            ..Default::default()
        };
        (State::Cluster { active: true, tags }, caller.call::<op::CreateCluster>(&input).map(drop))
    }

    fn delete_cluster(&self, caller: &mut Caller, name: &str, tags: Tags) -> (State, Result<(), Refused>) {
        let input = ecs::DeleteClusterRequest { cluster: name.to_owned() };
        (State::Cluster { active: false, tags }, caller.call::<op::DeleteCluster>(&input).map(drop))
    }

    fn tag(&mut self, caller: &mut Caller, name: &str, mut tags: Tags) -> (State, Result<(), Refused>) {
        let added = self.some_tags();
        let input =
            ecs::TagResourceRequest { resource_arn: cluster_arn(caller, name), tags: tag_list(&added) };
        tags.extend(added);
        (State::Cluster { active: true, tags }, caller.call::<op::TagResource>(&input).map(drop))
    }

    fn untag(&mut self, caller: &mut Caller, name: &str, mut tags: Tags) -> (State, Result<(), Refused>) {
        let keys: Vec<String> = self.some_tags().into_keys().chain(["never".to_owned()]).collect();
        keys.iter().for_each(|key| drop(tags.remove(key)));
        let input = ecs::UntagResourceRequest { resource_arn: cluster_arn(caller, name), tag_keys: keys };
        (State::Cluster { active: true, tags }, caller.call::<op::UntagResource>(&input).map(drop))
    }

    fn some_tags(&mut self) -> Tags {
        let count = self.random.usize(1..4);
        let mut tag = || (format!("k{}", self.random.u8(..5)), format!("v{}", self.random.u16(..)));
        (0..count).map(|_| tag()).collect()
    }

    fn register(
        &mut self,
        caller: &mut Caller,
        name: &str,
        mut revisions: Vec<(bool, String)>,
    ) -> (State, Result<(), Refused>) {
        let image = format!("example/{}:{}", self.number, self.random.u32(..));
        let container = ecs::ContainerDefinition {
            name: Some("main".to_owned()),
            image: Some(image.clone()),
            memory: Some(64),
            ..Default::default()
        };
        let input = ecs::RegisterTaskDefinitionRequest {
            family: name.to_owned(),
            container_definitions: vec![container],
            ..Default::default()
        };
        revisions.push((true, image));
        (State::Family(revisions), caller.call::<op::RegisterTaskDefinition>(&input).map(drop))
    }

    fn deregister(
        &mut self,
        caller: &mut Caller,
        name: &str,
        mut revisions: Vec<(bool, String)>,
    ) -> (State, Result<(), Refused>) {
        let at = self.random.usize(..revisions.len());
        revisions[at].0 = false;
        let input = ecs::DeregisterTaskDefinitionRequest { task_definition: format!("{name}:{}", at + 1) };
        (State::Family(revisions), caller.call::<op::DeregisterTaskDefinition>(&input).map(drop))
    }

    fn put_setting(&mut self, caller: &mut Caller, name: &str) -> (State, Result<(), Refused>) {
        let value = SETTINGS[self.number].1[self.random.usize(..2)].to_owned();
        let input = ecs::PutAccountSettingDefaultRequest { name: name.into(), value: value.clone() };
        (State::Setting(value), caller.call::<op::PutAccountSettingDefault>(&input).map(drop))
    }
}

fn cluster_arn(caller: &Caller, name: &str) -> String {
    format!("arn:aws:ecs:{}:000000000000:cluster/{name}", caller.keys.region)
}

fn tag_list(tags: &Tags) -> Vec<ecs::Tag> {
    tags.iter().map(|(key, value)| ecs::Tag { key: Some(key.clone()), value: Some(value.clone()) }).collect()
}

fn tags_of(tags: Option<Vec<ecs::Tag>>) -> Tags {
    let pair = |tag: ecs::Tag| (tag.key.unwrap(), tag.value.unwrap_or_default());
    tags.unwrap_or_default().into_iter().map(pair).collect()
}

impl Model {
    /// Takes what is there for what was acknowledged, where it is one of the two it may be.
    fn compare(&mut self, caller: &mut Caller, everything: bool) {
        let possible = self.possible.take();
        let touched = std::mem::take(&mut self.touched);
        for (name, acknowledged) in &mut self.acknowledged {
            if !everything && !touched.contains(name) {
                continue;
            }
            let perhaps = possible.as_ref().filter(|(possible, _)| possible == name).map(|(_, state)| state);
            let found = observe(caller, name, acknowledged);
            assert!(
                found == *acknowledged || Some(&found) == perhaps,
                "{name:?}\n  was acknowledged as {acknowledged:?}\n  could be {perhaps:?}\n  and is {found:?}"
            );
            *acknowledged = found;
        }
    }
}

fn observe(caller: &mut Caller, name: &Name, known: &State) -> State {
    match name {
        Name::Cluster(name) => observe_cluster(caller, name),
        Name::Family(name) => {
            let known = if let State::Family(revisions) = known { revisions.len() } else { 0 };
            observe_family(caller, name, known)
        }
        Name::Setting(name) => observe_setting(caller, name),
    }
}

fn observe_cluster(caller: &mut Caller, name: &str) -> State {
    let input = ecs::DescribeClustersRequest {
        clusters: Some(vec![name.to_owned()]),
        include: Some(vec![ecs::ClusterField::Tags]),
    };
    let found = caller.call::<op::DescribeClusters>(&input).unwrap().clusters.unwrap_or_default();
    let Some(cluster) = found.into_iter().next() else { return State::Absent };
    let (active, tags) = (cluster.status.as_deref() == Some("ACTIVE"), tags_of(cluster.tags));
    if active {
        let input = ecs::ListTagsForResourceRequest { resource_arn: cluster.cluster_arn.unwrap() };
        let listed = caller.call::<op::ListTagsForResource>(&input).unwrap();
        assert_eq!(tags_of(listed.tags), tags, "the tags of {name}");
    }
    State::Cluster { active, tags }
}

/// Every revision that is known, and the next.
fn observe_family(caller: &mut Caller, name: &str, known: usize) -> State {
    let mut revisions = Vec::new();
    for revision in 1..=known + 1 {
        let input = ecs::DescribeTaskDefinitionRequest {
            task_definition: format!("{name}:{revision}"),
            ..Default::default()
        };
        match caller.call::<op::DescribeTaskDefinition>(&input) {
            Ok(found) => {
                let found = found.task_definition.unwrap();
                let image = found.container_definitions.unwrap()[0].image.clone().unwrap();
                revisions.push((found.status == Some(TaskDefinitionStatus::Active), image));
            }
            Err(Refused::Error { status: 400, .. }) => break,
            Err(error) => panic!("{name}:{revision}: {error:?}"),
        }
    }
    if revisions.is_empty() { State::Absent } else { State::Family(revisions) }
}

fn observe_setting(caller: &mut Caller, name: &str) -> State {
    let input = ecs::ListAccountSettingsRequest { name: Some(name.into()), ..Default::default() };
    let found = caller.call::<op::ListAccountSettings>(&input).unwrap().settings.unwrap_or_default();
    let value = found.into_iter().next().and_then(|setting| setting.value);
    value.map_or(State::Absent, State::Setting)
}

/// The lists hold what the descriptions say, and nothing else.
fn compare_lists(caller: &mut Caller, writers: &[Writer]) {
    let states = || writers.iter().flat_map(|writer| &writer.model.acknowledged);
    let active = states().filter_map(|(name, state)| match (name, state) {
        (Name::Cluster(name), State::Cluster { active: true, .. }) => Some(cluster_arn(caller, name)),
        _ => None,
    });
    let active: Vec<String> = active.collect();
    assert_eq!(list_clusters(caller), active, "ListClusters");
    for status in [TaskDefinitionStatus::Active, TaskDefinitionStatus::Inactive] {
        let mut wanted = BTreeSet::new();
        for (name, state) in states() {
            let (Name::Family(name), State::Family(revisions)) = (name, state) else { continue };
            let of_status = |(_, (active, _)): &(usize, &(bool, String))| {
                *active == (status == TaskDefinitionStatus::Active)
            };
            let numbers = revisions.iter().enumerate().filter(of_status).map(|(at, _)| at + 1);
            wanted.extend(numbers.map(|number| format!("{name}:{number}")));
        }
        assert_eq!(list_task_definitions(caller, status.clone()), wanted, "ListTaskDefinitions {status}");
    }
}

fn list_clusters(caller: &mut Caller) -> Vec<String> {
    let (mut found, mut next_token) = (Vec::new(), None);
    loop {
        let input = ecs::ListClustersRequest { next_token, max_results: Some(7) };
        let page = caller.call::<op::ListClusters>(&input).unwrap();
        found.extend(page.cluster_arns.unwrap_or_default());
        next_token = page.next_token;
        if next_token.is_none() {
            return found;
        }
    }
}

fn list_task_definitions(caller: &mut Caller, status: TaskDefinitionStatus) -> BTreeSet<String> {
    let (mut found, mut next_token) = (BTreeSet::new(), None);
    loop {
        let input = ecs::ListTaskDefinitionsRequest {
            status: Some(status.clone()),
            next_token,
            ..Default::default()
        };
        let page = caller.call::<op::ListTaskDefinitions>(&input).unwrap();
        let arns = page.task_definition_arns.unwrap_or_default();
        found.extend(arns.into_iter().map(|arn| arn.rsplit('/').next().unwrap().to_owned()));
        next_token = page.next_token;
        if next_token.is_none() {
            return found;
        }
    }
}

/// Lets the writers write until the server is killed under them.
fn write_and_kill(server: Server, writers: &mut [Writer], after: Duration) {
    std::thread::scope(|scope| {
        for writer in writers {
            let mut caller = server.caller();
            scope.spawn(move || writer.write_until_cut_off(&mut caller));
        }
        sleep(after);
        server.kill();
    });
}

/// Kills a server that has perhaps not finished starting.
fn kill_while_starting(dir: &Path, after: Duration) {
    let mut child = common::spawn(dir, &[]);
    sleep(after);
    child.kill().unwrap();
    child.wait().unwrap();
}

fn check_is_sound(dir: &Path) -> bool {
    let report = common::check(dir);
    assert_eq!(report["sound"], true, "{report:#}");
    report["unfinishedCommit"] == true
}

#[test]
fn every_acknowledged_write_outlives_a_kill() {
    let (kills, seed) = (setting("LONGSHORE_KILLS", KILLS), setting("LONGSHORE_SEED", 1));
    println!(
        "replay with LONGSHORE_SEED={seed} LONGSHORE_KILLS={kills} cargo test -p longshore --test kill_loop"
    );
    let dir = Directory::new("kill");
    let mut random = fastrand::Rng::with_seed(seed);
    let mut writers: Vec<Writer> = (0..WRITERS).map(|number| Writer::new(number, seed)).collect();
    let (mut unfinished, mut while_starting) = (0, 0);
    for _ in 0..kills {
        if random.u8(..4) == 0 {
            kill_while_starting(dir.path(), Duration::from_millis(random.u64(..60)));
            while_starting += 1;
        } else {
            let after = Duration::from_millis(random.u64(..MILLIS_MAX));
            write_and_kill(Server::start(dir.path()), &mut writers, after);
        }
        unfinished += u64::from(check_is_sound(dir.path()));
        let server = Server::start(dir.path());
        let mut caller = server.caller();
        writers.iter_mut().for_each(|writer| writer.model.compare(&mut caller, false));
        compare_lists(&mut caller, &writers);
        assert!(!server.log().contains("panic"), "{}", server.log());
    }
    let server = Server::start(dir.path());
    writers.iter_mut().for_each(|writer| writer.model.compare(&mut server.caller(), true));
    let written: u64 = writers.iter().map(|writer| writer.written).sum();
    println!(
        "{kills} kills, {while_starting} of them while starting; {written} writes acknowledged; {unfinished} unfinished commits"
    );
    assert!(written > kills, "hardly anything was written: {written}");
    assert!(server.stop().success());
}
