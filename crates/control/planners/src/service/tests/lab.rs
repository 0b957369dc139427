//! A world with machines, services and their scheduler, whose nodes are played by the test.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use longshore_shapes::{Shared, ecs};
use longshore_world::records::cluster::{Cluster, ClusterKey};
use longshore_world::records::container_instance::{ContainerInstance, ContainerInstanceKey};
use longshore_world::records::history::{Chapter, Happening, story_prefix};
use longshore_world::records::launch::{Launch, LaunchContainer, Order, Reserved};
use longshore_world::records::service::deployment::{ServiceDeployment, ServiceDeploymentKey};
use longshore_world::records::service::revision::{ServiceRevision, ServiceRevisionKey};
use longshore_world::records::service::{Rollout, Service, ServiceKey};
use longshore_world::records::task::status::{Status, Who};
use longshore_world::records::task::{Task, TaskKey};
use longshore_world::{
    Account, KeyBytes, NoCold, Outcome, Plan, Planner, Region, RowId, Scope, Snapshot, StagedCold, Stamp,
    StoredRecord, Timestamp, Trigger, Tx, World,
};

use crate::service::Scheduler;
use crate::{launch, service::surroundings::Surroundings};

const STARTED_AT: Timestamp = Timestamp::from_secs(1_000_000);
/// More rounds than any script needs before nothing is left to do.
const ROUNDS_MAX: usize = 200;

pub(crate) fn scope() -> Scope {
    Scope { account: Account::from_number(1), region: Region::parse("us-east-1").unwrap() }
}

pub(crate) struct Lab {
    pub(crate) world: World,
    pub(crate) now: Timestamp,
    pub(crate) scheduler: Scheduler,
    random: fastrand::Rng,
    changed: BTreeSet<RowId>,
    full: bool,
    wake_at: Option<Timestamp>,
    commits: u64,
    transactions: u64,
    /// What was written to the bus and the decision log.
    history: BTreeMap<RowId, Vec<u8>>,
    /// Everything that was carried out, one line for each decision.
    pub(crate) log: Vec<String>,
}

impl Lab {
    pub(crate) fn new() -> Self {
        Self::of(Scheduler::default())
    }

    pub(crate) fn around(around: Arc<dyn Surroundings>) -> Self {
        Self::of(Scheduler::new(around))
    }

    fn of(scheduler: Scheduler) -> Self {
        let mut lab = Self {
            world: World::default(),
            now: STARTED_AT,
            scheduler,
            random: fastrand::Rng::with_seed(3),
            changed: BTreeSet::new(),
            full: true,
            wake_at: None,
            commits: 0,
            transactions: 0,
            history: BTreeMap::new(),
            log: Vec::new(),
        };
        lab.change(|tx| {
            let key = ClusterKey { scope: scope(), name: "c".to_owned() };
            tx.put(&key, Cluster { created_at: tx.now(), ..Cluster::default() });
        });
        lab
    }

    /// One transaction.
    pub(crate) fn change<T>(&mut self, run: impl FnOnce(&mut Tx<'_>) -> T) -> T {
        let mut staged = StagedCold::new();
        self.transactions += 1;
        let stamp = Stamp { commit: self.transactions, place: 0 };
        let mut tx =
            Tx::begin(&mut self.world, &NoCold, &mut staged, &mut self.random, self.now).stamped(stamp);
        let result = run(&mut tx);
        let changes = tx.commit();
        for (id, row) in staged {
            self.history.extend(row.map(|row| (id, row.to_vec())));
        }
        self.commits += u64::from(!changes.is_empty());
        self.changed.extend(changes.into_iter().map(|change| change.id));
        result
    }

    pub(crate) fn snapshot(&self) -> Snapshot {
        Snapshot::new(self.world.clone(), Arc::new(NoCold), self.commits)
    }

    /// Asks the scheduler once.
    pub(crate) fn plan(&mut self) -> Plan {
        let changed = std::mem::take(&mut self.changed);
        let trigger = if std::mem::take(&mut self.full) { Trigger::Full } else { Trigger::Changed(changed) };
        let plan = self.scheduler.plan(&self.snapshot(), &trigger, self.now);
        self.wake_at = plan.wake_at;
        plan
    }

    pub(crate) fn carry_out(&mut self, plan: &Plan) -> Vec<Outcome> {
        plan.decisions
            .iter()
            .map(|decision| {
                let outcome = self.change(|tx| decision.apply(tx));
                let again = self.change(|tx| decision.apply(tx));
                assert_eq!(again, Outcome::Stale, "done twice: {decision}");
                self.log.push(decision.to_string());
                outcome
            })
            .collect()
    }

    /// Plans and carries out until nothing is left to be done at this time, give or take what rests.
    pub(crate) fn settle(&mut self) {
        for _ in 0..ROUNDS_MAX {
            let plan = self.plan();
            self.carry_out(&plan);
            assert_eq!(self.world.problems(), Vec::<String>::new());
            if !self.changed.is_empty() {
                continue;
            }
            match self.wake_at {
                Some(at) if at <= self.now.plus_millis(100) => self.now = self.now.max(at),
                _ => return,
            }
        }
        panic!("it never ends: {:#?}", self.log.split_off(self.log.len().saturating_sub(5)));
    }

    /// Lets time pass, with a look at every moment that the scheduler asked for.
    pub(crate) fn pass(&mut self, secs: i64) {
        let end = self.now.plus_secs(secs);
        self.settle();
        for _ in 0..ROUNDS_MAX {
            match self.wake_at {
                Some(at) if at < end => self.now = self.now.max(at),
                _ => break,
            }
            self.settle();
        }
        self.now = self.now.max(end);
        self.settle();
    }

    /// A full pass, as after a restart: whatever was on the agenda is lost.
    pub(crate) fn restart(&mut self) {
        self.scheduler = Scheduler::default();
        self.changed.clear();
        self.full = true;
    }

    pub(crate) fn instance(&mut self, id: &str, cpu: i32) -> ContainerInstanceKey {
        let key = ContainerInstanceKey { scope: scope(), cluster: "c".to_owned(), id: id.to_owned() };
        let resource = |name: &str, value: i32| ecs::Resource {
            name: Some(name.to_owned()),
            r#type: Some("INTEGER".to_owned()),
            integer_value: Some(value),
            ..ecs::Resource::default()
        };
        let attribute = |name: &str, value: &str| ecs::Attribute {
            name: name.to_owned(),
            value: Some(value.to_owned()),
            ..ecs::Attribute::default()
        };
        let resources = vec![resource("CPU", cpu), resource("MEMORY", 1_000_000)];
        let instance = ecs::ContainerInstance {
            status: Some("ACTIVE".to_owned()),
            agent_connected: Some(true),
            registered_resources: Some(resources.clone()),
            remaining_resources: Some(resources),
            attributes: Some(vec![attribute("ecs.availability-zone", "us-east-1a")]),
            version: Some(1),
            ..ecs::ContainerInstance::default()
        };
        self.change(|tx| tx.put(&key, ContainerInstance { instance, ..ContainerInstance::default() }));
        key
    }

    pub(crate) fn drain(&mut self, key: &ContainerInstanceKey) {
        self.change(|tx| {
            tx.update(key, |row: &mut ContainerInstance| {
                row.instance.status = Some("DRAINING".to_owned());
            });
        });
    }

    /// A new service, with its first rollout.
    pub(crate) fn service(
        &mut self,
        name: &str,
        desired: i32,
        edit: impl FnOnce(&mut ecs::Service),
    ) -> ServiceKey {
        let key = ServiceKey { scope: scope(), cluster: "c".to_owned(), name: name.to_owned() };
        let mut service = ecs::Service {
            service_arn: Some(format!("arn:aws:ecs:us-east-1:000000000001:service/c/{name}")),
            service_name: Some(name.to_owned()),
            cluster_arn: Some("arn:aws:ecs:us-east-1:000000000001:cluster/c".to_owned()),
            status: Some("ACTIVE".to_owned()),
            desired_count: Some(desired),
            created_at: Some(self.now),
            scheduling_strategy: Some(ecs::SchedulingStrategy::Replica),
            ..ecs::Service::default()
        };
        edit(&mut service);
        self.change(|tx| tx.put(&key, Service { service, ..Service::default() }));
        self.deploy(&key);
        key
    }

    /// A new revision and its rollout, as UpdateService makes them.
    pub(crate) fn deploy(&mut self, key: &ServiceKey) -> String {
        self.change(|tx| {
            let now = tx.now();
            let number = tx.get::<Service>(key).unwrap().revisions_made + 1;
            let (id, revision, deployment) =
                (format!("ecs-svc/{number}"), format!("r{number}"), format!("d{number}"));
            put_revision(tx, key, &revision, number);
            put_deployment(tx, key, &deployment, &revision, &id);
            tx.update(key, |row: &mut Service| {
                row.revisions_made = number;
                row.service.task_definition = Some(format!("web:{number}"));
                for older in &mut row.rollouts {
                    older.status = "ACTIVE".to_owned();
                }
                let rollout = Rollout {
                    id: id.clone(),
                    revision,
                    service_deployment: deployment,
                    status: "PRIMARY".to_owned(),
                    created_at: now,
                    updated_at: now,
                    rollout_state: Some(ecs::DeploymentRolloutState::InProgress),
                    ..Rollout::default()
                };
                row.rollouts.insert(0, rollout);
            });
            id
        })
    }

    pub(crate) fn edit(&mut self, key: &ServiceKey, edit: impl FnOnce(&mut Service)) {
        self.change(|tx| tx.update(key, edit));
    }

    pub(crate) fn row(&self, key: &ServiceKey) -> &Service {
        self.world.get::<Service>(key).unwrap()
    }

    pub(crate) fn deployment(&self, key: &ServiceKey, id: &str) -> &ecs::ServiceDeployment {
        &self.world.get::<ServiceDeployment>(&deployment_key(key, id)).unwrap().deployment
    }

    pub(crate) fn status_of(&self, key: &ServiceKey, deployment: &str) -> String {
        self.deployment(key, deployment).status.clone().unwrap().to_string()
    }

    pub(crate) fn tasks(&self) -> Vec<(TaskKey, Arc<Task>)> {
        let tasks = self.world.scan::<Task>(&KeyBytes::from_slice(&[]));
        tasks.filter(|(_, row)| row.is_live()).map(|(key, row)| (key, row.clone())).collect()
    }

    /// How many tasks shall run of each rollout.
    pub(crate) fn kept(&self) -> BTreeMap<String, usize> {
        let mut counts = BTreeMap::new();
        for (_, row) in self.tasks().iter().filter(|(_, row)| row.shall_run()) {
            *counts.entry(row.launch.started_by.clone().unwrap_or_default()).or_default() += 1;
        }
        counts
    }

    pub(crate) fn messages(&self, key: &ServiceKey) -> Vec<String> {
        self.row(key).events.iter().rev().filter_map(|event| event.message.clone()).collect()
    }

    pub(crate) fn told(&self, key: &ServiceKey, part: &str) -> usize {
        self.messages(key).iter().filter(|message| message.contains(part)).count()
    }

    /// The order of its newest revision.
    pub(crate) fn order(&self, key: &ServiceKey) -> Order {
        let prefix = longshore_world::records::service::revision::service_prefix(key);
        self.world.scan::<ServiceRevision>(&prefix).next_back().unwrap().1.order.clone()
    }

    /// The kinds and details of the events on the bus that are no row's change.
    pub(crate) fn bus(&self) -> Vec<(String, serde_json::Value)> {
        let rows = self.history.iter().filter(|(id, _)| id.table == Happening::TABLE);
        let events = rows.map(|(_, row)| Happening::decode(row).unwrap());
        events
            .filter_map(|event| Some((event.detail_type?, serde_json::from_str(&event.detail?).unwrap())))
            .collect()
    }

    /// What the story of one thing says.
    pub(crate) fn story(&self, arn: &str) -> Vec<String> {
        let start = story_prefix(scope(), arn);
        let rows =
            self.history.iter().filter(|(id, _)| id.table == Chapter::TABLE && id.key.starts_with(&start));
        rows.map(|(_, row)| Chapter::decode(row).unwrap().what).collect()
    }

    /// Every node does and reports what its tasks shall do.
    pub(crate) fn nodes_work(&mut self) {
        self.nodes_do(|_| true);
    }

    /// The same, where tasks fail to start that are not fit.
    pub(crate) fn nodes_do(&mut self, fit: impl Fn(&Task) -> bool) {
        for (key, row) in self.tasks() {
            let now = self.now;
            let fits = fit(&row);
            self.change(|tx| {
                launch::change(tx, &key, |row| {
                    if row.shall_stop {
                        row.finish(now, Who::Node);
                    } else if !fits {
                        row.desire_stop(now, &ecs::TaskStopCode::TaskFailedToStart, "Task failed to start");
                        row.finish(now, Who::Node);
                    } else if row.status < Status::Running {
                        row.status = Status::Running;
                        row.has_run = true;
                        row.started_at = Some(now);
                    }
                });
            });
        }
        self.now = self.now.plus_millis(1);
    }

    /// Nodes and scheduler go on together for a while.
    pub(crate) fn go_on(&mut self, secs: i64) {
        for _ in 0..secs {
            self.settle();
            self.nodes_work();
            self.pass(1);
        }
    }
}

pub(crate) fn deployment_key(key: &ServiceKey, id: &str) -> ServiceDeploymentKey {
    ServiceDeploymentKey {
        scope: key.scope,
        cluster: key.cluster.clone(),
        service: key.name.clone(),
        id: id.to_owned(),
    }
}

fn put_revision(tx: &mut Tx<'_>, key: &ServiceKey, id: &str, number: i64) {
    let container = LaunchContainer {
        name: "app".to_owned(),
        image: "registry/app:latest".to_owned(),
        cpu: 100,
        ..LaunchContainer::default()
    };
    let launch = Launch {
        family: "web".to_owned(),
        revision: number,
        group: Service::group(&key.name),
        launch_type: Some(ecs::LaunchType::Ec2),
        reserved: Reserved { cpu: 100, memory: 100, ..Reserved::default() },
        containers: vec![container],
        ..Launch::default()
    };
    let revision_key = ServiceRevisionKey {
        scope: key.scope,
        cluster: key.cluster.clone(),
        service: key.name.clone(),
        id: id.to_owned(),
    };
    let arn = format!("arn:aws:ecs:us-east-1:000000000001:service-revision/c/{}/{id}", key.name);
    let revision = ecs::ServiceRevision {
        service_revision_arn: Some(arn),
        task_definition: Some(format!("web:{number}")),
        launch_type: Some(ecs::LaunchType::Ec2),
        ..ecs::ServiceRevision::default()
    };
    let order = Order { launch: Shared::new(launch), ..Order::default() };
    tx.put(&revision_key, ServiceRevision { revision, order, created_at: tx.now() });
}

fn put_deployment(tx: &mut Tx<'_>, key: &ServiceKey, id: &str, revision: &str, rollout: &str) {
    let deployment = ecs::ServiceDeployment {
        status: Some(ecs::ServiceDeploymentStatus::Pending),
        service_deployment_arn: Some(format!("arn:aws:ecs:us-east-1:000000000001:service-deployment/c/{id}")),
        ..ecs::ServiceDeployment::default()
    };
    let row = ServiceDeployment {
        deployment,
        target: revision.to_owned(),
        rollout: rollout.to_owned(),
        created_at: tx.now(),
        ..ServiceDeployment::default()
    };
    tx.put(&deployment_key(key, id), row);
}
