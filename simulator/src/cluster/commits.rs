//! Commits: waiting transactions made durable, and what follows from them.
//!
//! The order is the one of the process: sessions hear of what changed, planners note it, then whoever waits is
//! answered.
//!
//! Must not know: what was changed.

use std::collections::BTreeMap;

use longshore_engine::{Committed, EngineError};
use longshore_world::records::container_instance::ContainerInstance;
use longshore_world::records::task::{Task, TaskKey};
use longshore_world::{Change, KeyBytes, RowKey, StoredRecord};

use super::{Cluster, Due, FULL_PASS_MILLIS, PLAN_PAUSE_MILLIS};
use crate::check::Moment;
use crate::control::{Found, Then, Told, as_json, refused};
use crate::sabotage::{self, FlowBug};

/// How old a decision can be when it is carried out, where planners are slow.
const SLOW_MILLIS_MAX: i64 = 20_000;

impl Cluster {
    pub(super) fn flush(&mut self) {
        self.flush_planned = false;
        if !self.control.is_up() {
            return;
        }
        if self.agenda.now() < self.shuffled_until {
            self.control.shuffle(&mut self.chance);
        }
        let before = self.control.snapshot.clone();
        let (committed, told) = self.control.flush(self.control_now());
        if self.control.has_failed() {
            self.log(|_| "a commit failed".to_owned());
            return self.crash();
        }
        if let Some(committed) = &committed {
            self.log(|_| format!("commit {} of {} changes", committed.position, committed.changes.len()));
            let moment = Moment { committed, before: &before, after: &self.control.snapshot };
            self.checks.committed(&moment, &mut self.problems);
            self.tell_sessions(committed);
        }
        if let Some(committed) = committed.filter(|_| self.settings.watched) {
            self.seen.push((self.agenda.now(), committed));
        }
        for told in told {
            self.tell(told);
        }
        if !self.control.is_idle() {
            self.plan_flush();
        }
        self.arrange();
    }

    fn tell(&mut self, Told { then, result }: Told) {
        let found = match result {
            Ok(found) => found,
            Err(EngineError::Panicked(message)) => {
                return self.problems.push(format!("a transaction panicked: {message}"));
            }
            Err(error) => return self.problems.push(format!("a transaction was refused: {error}")),
        };
        match (then, found) {
            (Then::Call { number, operation }, Found::Answer(answer)) => {
                let answer = answer.map(|output| as_json(operation, &*output)).map_err(refused);
                self.answered(number, answer);
            }
            (Then::Connected { node, connection }, Found::Connected(connected)) => {
                self.node_registered(node, connection, connected);
            }
            (Then::Reported { connection, hello, .. }, Found::Over(over)) => {
                self.report_written(connection, hello, over);
            }
            (Then::Decided, _) => self.control.carrying = self.control.carrying.saturating_sub(1),
            _ => {}
        }
    }

    /// Each session hears of the tasks of its instance, and of the end of the instance.
    fn tell_sessions(&mut self, committed: &Committed) {
        let mut of: BTreeMap<KeyBytes, Vec<Change>> = BTreeMap::new();
        let dropping = self.settings.sabotage.flows(FlowBug::DropsStops);
        for change in &committed.changes {
            if change.id.table == ContainerInstance::TABLE {
                of.entry(change.id.key.clone()).or_default();
            }
            if change.id.table != Task::TABLE || (dropping && sabotage::is_stop(change)) {
                continue;
            }
            let Some(key) = TaskKey::parse(change.id.key.as_slice()) else { continue };
            let row = |row: &Option<std::sync::Arc<dyn longshore_world::record::AnyRecord>>| {
                let row = row.as_ref()?.as_any().downcast_ref::<Task>()?;
                Some((row.instance_key(&key)?.bytes(), row.assigned, row.is_live()))
            };
            let (before, after) = (row(&change.before), row(&change.after));
            // What a node has told of itself is no news to it.
            if before == after {
                continue;
            }
            for (instance, ..) in before.into_iter().chain(after) {
                let changes = of.entry(instance).or_default();
                if changes.last().is_none_or(|last| last.id != change.id) {
                    changes.push(change.clone());
                }
            }
        }
        for (instance, changes) in of {
            self.tell_session(&instance, &changes);
        }
    }

    // ---- planners -----------------------------------------------------------------------------------

    /// Sees to it that planners are asked when the next of them is due.
    pub(super) fn arrange(&mut self) {
        if !self.control.is_up() || self.control.carrying > 0 {
            return;
        }
        let now = self.control_now();
        let wait = match self.is_content() {
            // Nothing has changed since they had nothing to decide: but for time, a full pass finds nothing new.
            true => {
                let wake = self.control.next_wake(now);
                let wait = wake.map_or(FULL_PASS_MILLIS, |wake| wake.millis() - now.millis());
                wait.min(FULL_PASS_MILLIS)
            }
            false => {
                let Some(due) = self.control.next_due(now) else { return };
                due.millis() - now.millis()
            }
        };
        let wait = wait.max(PLAN_PAUSE_MILLIS);
        let at = self.agenda.now().saturating_add(wait);
        if self.plan_at.is_none_or(|planned| planned > at || planned < self.agenda.now()) {
            self.plan_at = Some(at);
            self.agenda.at(at, Due::Plan);
        }
    }

    pub(super) fn plan(&mut self) {
        // One that was put down for later, and overtaken.
        if self.plan_at != Some(self.agenda.now()) {
            return;
        }
        self.plan_at = None;
        if !self.control.is_up() || self.control.carrying > 0 {
            return;
        }
        let (mut lines, mut content) = (Vec::new(), true);
        let verbose = self.settings.verbose;
        let (now, control_now) = (self.agenda.now(), self.control_now());
        let (checks, problems) = (&mut self.checks, &mut self.problems);
        let slow = now < self.slow_until;
        self.control.plan(control_now, slow, &mut |planner, plan| {
            if !plan.decisions.is_empty() {
                content = false;
                checks.decided(now, plan, problems);
            }
            if verbose && !plan.decisions.is_empty() {
                lines.push(format!("{planner} decides:\n{plan}"));
            }
        });
        for line in lines {
            self.log(|_| line);
        }
        self.content_at = content.then(|| self.control.snapshot.position());
        if self.control.carrying > 0 && slow {
            let wait = self.chance.within(0..=SLOW_MILLIS_MAX);
            self.agenda.after(wait, Due::Carry);
        } else if self.control.carrying > 0 {
            self.plan_flush();
        }
        self.arrange();
    }

    /// Planners have looked at the world as it is, and had nothing to decide.
    fn is_content(&self) -> bool {
        self.settings.quiet && self.content_at == Some(self.control.snapshot.position())
    }

    pub(super) fn carry(&mut self) {
        if self.control.is_up() {
            self.control.carry_held();
            self.plan_flush();
        }
    }

    // ---- crashes ------------------------------------------------------------------------------------

    /// Control ends at once, and comes back after a while.
    pub(crate) fn crash(&mut self) {
        self.figures.crashes += 1;
        self.log(|_| "control is gone".to_owned());
        self.control.end();
        (self.flush_planned, self.plan_at, self.content_at) = (false, None, None);
        self.lose_all_connections();
        let lost = self.control.disk.crash(self.chance.number());
        self.problems.extend(lost);
        if let Some(user) = &mut self.user {
            user.forget_asked();
        }
        let wait = self.chance.within(50..=8_000);
        self.agenda.after(wait, Due::Reopen);
    }

    pub(super) fn reopen(&mut self) {
        if self.control.is_up() {
            return;
        }
        let before = self.control.snapshot.clone();
        let seed = self.chance.number();
        if let Err(error) = self.control.reopen(seed) {
            // The disk may fail while the writer's role is taken.
            let broken = matches!(
                error,
                longshore_engine::OpenError::Broken(_) | longshore_engine::OpenError::Row { .. }
            );
            if broken {
                return self.problems.push(format!("control does not open what it wrote: {error}"));
            }
            let lost = self.control.disk.crash(self.chance.number());
            self.problems.extend(lost);
            return self.agenda.after(1_000, Due::Reopen);
        }
        self.log(|_| "control is back".to_owned());
        // Nobody is served before control has noted that nobody is connected.
        self.shuffled_until = 0;
        self.checks.reopened(&before, &self.control.snapshot, &mut self.problems);
        self.submit(Then::Nothing, longshore_services::ecs::container_instance::disconnect_all);
        self.arrange();
    }
}
