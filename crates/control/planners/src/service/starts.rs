//! Starts and stops of a service's tasks, as part of carrying a plan out.
//!
//! Must not know: why tasks are started or stopped.

use longshore_shapes::ecs;
use longshore_world::records::container_instance::ContainerInstanceKey;
use longshore_world::records::launch::Order;
use longshore_world::records::task::{self, Task, TaskKey};

use super::carry::{Carrier, WHO};
use super::decide::events;
use super::surroundings::Withdrawal;
use super::view::{DetailType, OnBus};
use super::{orders, places, tasks, telling};
use crate::launch::{self, strategy};
use crate::placement::Refusal;

/// What is told again only then, as long as its cause lasts.
const TOLD_AGAIN_SECS: i64 = 6 * 3600;
/// What the keys begin with under which it is remembered that a lack of room was told.
const UNPLACED: &str = "unplaced: ";

impl Carrier<'_, '_, '_> {
    pub(super) fn start(&mut self, rollout: &str, count: usize, why: &str) {
        let count = self.allowed(count);
        let Some(order) = self.order(rollout).filter(|_| count > 0) else { return };
        let ids = self.launch(rollout, &order, count, why);
        self.not_used(count - ids.len().min(count));
        self.tell_started(rollout, ids);
    }

    pub(super) fn start_in(&mut self, rollout: &str, zone: &str, count: usize, why: &str) {
        let count = self.allowed(count);
        let Some(mut order) = self.order(rollout).filter(|_| count > 0) else { return };
        order.constraints.push(ecs::PlacementConstraint {
            r#type: Some(ecs::PlacementConstraintType::MemberOf),
            expression: Some(format!("{} == {zone}", places::OF_ZONE)),
        });
        let ids = self.launch(rollout, &order, count, why);
        self.not_used(count - ids.len().min(count));
        if !ids.is_empty() {
            self.balancing.push(events::started_in(&self.conduct.key.name, zone, &ids));
        }
    }

    pub(super) fn start_on(&mut self, rollout: &str, instance: &str, why: &str) {
        let Some(order) = self.order(rollout).filter(|_| self.allowed(1) > 0) else { return };
        let cluster = places::cluster_key(&self.conduct.key);
        let instance = ContainerInstanceKey {
            scope: cluster.scope,
            cluster: cluster.name.clone(),
            id: instance.to_owned(),
        };
        match launch::launch_on(self.tx, &cluster, &order, &instance) {
            Ok(task) => {
                let ids = self.note_started(vec![task], rollout, why);
                self.tell_started(rollout, ids);
            }
            Err(refused) => {
                self.not_used(1);
                self.refusal.get_or_insert(Refusal {
                    refused: vec![refused],
                    examined: 1,
                    ..Refusal::default()
                });
            }
        }
    }

    fn tell_started(&mut self, rollout: &str, ids: Vec<String>) {
        if !ids.is_empty() {
            self.started.add(&self.next, rollout, ids);
        }
    }

    /// How many of `count` tasks may be started now.
    fn allowed(&mut self, count: usize) -> usize {
        let taken = self.grown.min(count);
        self.grown -= taken;
        let allowed = (count - taken).min(self.room);
        self.room -= allowed;
        allowed
    }

    /// Starts that found no place leave room for the stops of the same plan, which may be what makes a place.
    fn not_used(&mut self, count: usize) {
        self.room += count;
    }

    fn order(&self, rollout: &str) -> Option<Order> {
        orders::of(self.tx, &self.conduct.key, &self.next, rollout)
    }

    /// Starts tasks, each provider of the strategy getting its share.
    fn launch(&mut self, rollout: &str, order: &Order, count: usize, why: &str) -> Vec<String> {
        let key = &self.conduct.key;
        let cluster = places::cluster_key(key);
        let items = orders::strategy_of(self.tx, key, &self.next, rollout);
        let mut parts = vec![(order.clone(), count)];
        if !items.is_empty() {
            let already = self.by_provider(rollout, &items);
            let shares = strategy::split(&items, &already, count);
            let part = |(item, share): (&ecs::CapacityProviderStrategyItem, usize)| {
                (strategy::for_provider(order, &item.capacity_provider), share)
            };
            parts = items.iter().zip(shares).filter(|(_, share)| *share > 0).map(part).collect();
        }
        let mut tasks = Vec::with_capacity(count);
        for (order, count) in parts {
            let launched = launch::launch(self.tx, &cluster, &order, count);
            tasks.extend(launched.tasks);
            self.refusal = self.refusal.take().or(launched.refusal);
        }
        self.note_started(tasks, rollout, why)
    }

    /// How many tasks of the rollout each provider has.
    fn by_provider(&self, rollout: &str, items: &[ecs::CapacityProviderStrategyItem]) -> Vec<usize> {
        let key = &self.conduct.key;
        let place = task::cluster_prefix(key.scope, &key.cluster, true).text(rollout).finish();
        let mut counts = vec![0; items.len()];
        for (_, _, row) in self.tx.by_index::<Task>(task::BY_STARTER, &place, None) {
            let provider = row.launch.capacity_provider.as_deref();
            let at = items.iter().position(|item| Some(item.capacity_provider.as_str()) == provider);
            if let Some(count) = at.and_then(|at| counts.get_mut(at)) {
                *count += 1;
            }
        }
        counts
    }

    /// Writes the starts down; answers the ids of the tasks.
    fn note_started(&mut self, tasks: Vec<TaskKey>, rollout: &str, why: &str) -> Vec<String> {
        if tasks.is_empty() {
            return Vec::new();
        }
        self.changed = true;
        for key in &tasks {
            let place = self.tx.get::<Task>(key).map(|row| (row.instance.clone(), row.zone.clone()));
            let (instance, zone) = place.unwrap_or_default();
            let what = match (instance, zone) {
                (Some(instance), Some(zone)) => format!("started on {instance} in {zone} for {rollout}"),
                (Some(instance), None) => format!("started on {instance} for {rollout}"),
                _ => format!("started for {rollout}"),
            };
            self.tx.chronicle(key.scope, &key.arn(), WHO, what, Some(why.to_owned()));
        }
        let ids: Vec<String> = tasks.into_iter().map(|key| key.id).collect();
        self.write_down(format!("started {} tasks of {rollout}: {}", ids.len(), events::named(&ids)), why);
        ids
    }

    pub(super) fn stop(&mut self, id: &str, reason: &str, why: &str) {
        let key = self.task_key(id);
        let Some(row) = self.tx.get::<Task>(&key) else { return };
        if !row.is_live() || row.shall_stop || row.withdrawn_at.is_some() {
            self.passed_over = true;
            return;
        }
        let recovered = self.conduct.unwell.contains(id) && tasks::is_well(row);
        if recovered || self.room == 0 || (self.lost > 0 && row.is_running()) {
            self.lost = self.lost.saturating_sub(usize::from(!recovered));
            self.passed_over = true;
            return;
        }
        self.room -= 1;
        self.changed = true;
        let starter = row.launch.started_by.clone().unwrap_or_default();
        self.stopped.add(&self.next, &starter, vec![key.id.clone()]);
        self.tx.chronicle(
            key.scope,
            &key.arn(),
            WHO,
            format!("asked to stop: {reason}"),
            Some(why.to_owned()),
        );
        self.write_down(format!("stopped (task {id})"), why);
        match self.conduct.around.withdraw(self.tx, &key) {
            Withdrawal::Done => self.stop_now(&key, reason),
            Withdrawal::Until(_) => {
                self.withdrawn.add(&self.next, &starter, vec![key.id.clone()]);
                let now = self.tx.now();
                launch::change(self.tx, &key, |row| {
                    row.withdrawn_at = Some(now);
                    row.stopped_reason = Some(task::shortened(reason));
                });
            }
        }
    }

    /// Stops those that nobody is sent to any more.
    pub(super) fn let_go(&mut self) {
        for key in &self.conduct.basis.withdrawn {
            let Some(row) = self.tx.get::<Task>(key).filter(|row| row.is_live() && !row.shall_stop) else {
                continue;
            };
            let reason = row.stopped_reason.clone().unwrap_or_default();
            if self.conduct.around.withdraw(self.tx, key) == Withdrawal::Done {
                self.changed = true;
                self.stop_now(key, &reason);
            }
        }
    }

    fn stop_now(&mut self, key: &TaskKey, reason: &str) {
        launch::stop(self.tx, key, &ecs::TaskStopCode::ServiceSchedulerInitiated, reason);
    }

    /// Remembers what the last placement lacked, and tells it where that is new; forgets it once there is room.
    pub(super) fn placed(&mut self) {
        let Some(refusal) = self.refusal.take() else {
            let started = !self.started.is_empty() || !self.balancing.is_empty();
            if started || self.next.unplaced.is_none() {
                self.next.unplaced = None;
                self.next.unplaced_since = None;
                self.next.told.retain(|key, _| !key.starts_with(UNPLACED));
            }
            return;
        };
        let (now, cause) = (self.tx.now(), telling::cause(&refusal));
        let same = self.next.unplaced.as_deref().is_some_and(|known| known.starts_with(cause));
        let told = format!("{UNPLACED}{cause}");
        let due = self.next.told.get(&told).is_none_or(|at| at.plus_secs(TOLD_AGAIN_SECS) <= now);
        let by_provider = self.next.service.capacity_provider_strategy.iter().flatten().next().is_some();
        let message = telling::unplaced(&self.conduct.key.name, &refusal, by_provider);
        if !same {
            self.next.unplaced = Some(format!("{cause}: {message}"));
            self.next.unplaced_since = self.next.unplaced_since.or(Some(now));
            self.write_down(format!("found no place for a task: {}", telling::account(&refusal)), cause);
        }
        if due {
            self.next.told.insert(told, now);
            self.tell_unplaced(message, &refusal);
        }
    }

    fn tell_unplaced(&mut self, message: String, refusal: &Refusal) {
        let key = &self.conduct.key;
        let id = self.tx.new_uuid();
        self.next.tell(id, self.tx.now(), message);
        let event = OnBus {
            detail_type: DetailType::ServiceAction,
            event_type: "ERROR",
            event_name: "SERVICE_TASK_PLACEMENT_FAILURE",
            reason: Some(telling::cause(refusal).to_owned()),
            rollout: None,
        };
        telling::announce(self.tx, key, &self.next, &event, telling::instances(key, refusal));
    }
}
