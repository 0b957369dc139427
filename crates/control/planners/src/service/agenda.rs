//! Which service is to be looked at when.
//!
//! A service is looked at when something of it changed, when a time has come that its decision named, and now and
//! then. A large one rests after each look in proportion to its size, so that the reports of its tasks are looked
//! at together, and longer where looks find nothing to do; the first change after a quiet while is looked at at once.
//! Of a full pass a part is done at a time, beside what has changed.
//!
//! It can be lost without harm: the next full pass finds everything anew.
//!
//! Must not know: what is decided.

use std::collections::{BTreeMap, BTreeSet};

use longshore_world::Timestamp;
use longshore_world::records::service::ServiceKey;

/// How many tasks of a service make it rest for a millisecond after a look.
const TASKS_PER_MILLI: usize = 250;
/// How long a service rests that waits for room, so that not every task that ends anywhere is looked at alone.
const WAITING_REST_MILLIS: i64 = 20;
/// How often the rest of a service is doubled that is looked at again and again with nothing to do, as while its tasks
/// come up, and how long it becomes at most by that.
const DOUBLINGS_MAX: u32 = 3;
const DOUBLED_MILLIS_MAX: i64 = 200;
/// After so long behind a rest it is a quiet while, and the doubling begins anew.
const QUIET_MILLIS: i64 = 100;

#[derive(Default)]
pub(crate) struct Agenda {
    due: BTreeSet<(Timestamp, ServiceKey)>,
    times: BTreeMap<ServiceKey, Timestamp>,
    /// What is left of a full pass.
    backlog: BTreeSet<ServiceKey>,
    /// Until when those rest that were looked at a moment ago.
    resting: BTreeMap<ServiceKey, Rest>,
}

#[derive(Clone, Copy)]
struct Rest {
    until: Timestamp,
    doublings: u32,
}

impl Agenda {
    /// A full pass begins.
    pub(crate) fn refill(&mut self, services: impl Iterator<Item = ServiceKey>) {
        self.backlog.extend(services);
    }

    /// Something of the service changed.
    pub(crate) fn changed(&mut self, key: ServiceKey, now: Timestamp) {
        let rested = self.resting.get(&key).map_or(now, |rest| rest.until);
        // A clock that was set back is no reason to rest for long.
        let rested = if rested > now.plus_millis(self.longest_rest()) { now } else { rested };
        self.want(key, rested.max(now));
    }

    fn longest_rest(&self) -> i64 {
        rest_millis(100_000, true).max(DOUBLED_MILLIS_MAX)
    }

    /// Looks at the service at that time, or earlier.
    pub(crate) fn want(&mut self, key: ServiceKey, at: Timestamp) {
        match self.times.get(&key).copied() {
            Some(earlier) if earlier <= at => return,
            Some(later) => {
                self.due.remove(&(later, key.clone()));
            }
            None => {}
        }
        self.times.insert(key.clone(), at);
        self.due.insert((at, key));
    }

    /// The next service whose time has come; where there is none, the next one of the full pass.
    pub(crate) fn take(&mut self, now: Timestamp) -> Option<ServiceKey> {
        if self.due.first().is_some_and(|(at, _)| *at <= now) {
            let (_, key) = self.due.pop_first()?;
            self.times.remove(&key);
            self.backlog.remove(&key);
            return Some(key);
        }
        self.take_of_backlog()
    }

    /// The next one of the full pass, whatever else is due.
    pub(crate) fn take_of_backlog(&mut self) -> Option<ServiceKey> {
        let key = self.backlog.pop_first()?;
        if let Some(at) = self.times.remove(&key) {
            self.due.remove(&(at, key.clone()));
        }
        Some(key)
    }

    /// The service was looked at, has so many tasks, and there was something to do or not.
    pub(crate) fn looked(&mut self, key: &ServiceKey, now: Timestamp, tasks: usize, waits: bool, done: bool) {
        let millis = rest_millis(tasks, waits);
        if millis == 0 {
            self.resting.remove(key);
            return;
        }
        let before =
            self.resting.get(key).filter(|rest| !done && now <= rest.until.plus_millis(QUIET_MILLIS));
        let doublings = before.map_or(0, |rest| (rest.doublings + 1).min(DOUBLINGS_MAX));
        let doubled = (rest_millis(tasks, false) << doublings).min(DOUBLED_MILLIS_MAX);
        self.resting.insert(key.clone(), Rest { until: now.plus_millis(millis.max(doubled)), doublings });
    }

    /// The service is no more.
    pub(crate) fn forget(&mut self, key: &ServiceKey) {
        self.resting.remove(key);
    }

    /// When the next look is due.
    pub(crate) fn next_at(&self, now: Timestamp) -> Option<Timestamp> {
        if !self.backlog.is_empty() {
            return Some(now);
        }
        self.due.first().map(|(at, _)| *at)
    }
}

fn rest_millis(tasks: usize, waits: bool) -> i64 {
    let by_size = i64::try_from(tasks / TASKS_PER_MILLI).unwrap_or(i64::MAX);
    if waits { by_size.max(WAITING_REST_MILLIS) } else { by_size }
}

#[cfg(test)]
mod tests {
    use super::*;
    use longshore_world::{Account, Region, Scope};

    fn key(name: &str) -> ServiceKey {
        let scope = Scope { account: Account::from_number(1), region: Region::parse("us-east-1").unwrap() };
        ServiceKey { scope, cluster: "c".to_owned(), name: name.to_owned() }
    }

    fn at(millis: i64) -> Timestamp {
        Timestamp::from_millis(millis)
    }

    #[test]
    fn a_change_is_looked_at_at_once_and_further_ones_after_a_rest_in_proportion_to_the_size() {
        let mut agenda = Agenda::default();
        agenda.changed(key("large"), at(1000));
        assert_eq!(agenda.take(at(1000)), Some(key("large")));
        agenda.looked(&key("large"), at(1000), 5000, false, true);
        agenda.changed(key("large"), at(1001));
        agenda.changed(key("large"), at(1002));
        agenda.changed(key("small"), at(1002));
        assert_eq!(agenda.take(at(1002)), Some(key("small")));
        assert_eq!((agenda.take(at(1019)), agenda.next_at(at(1019))), (None, Some(at(1020))));
        assert_eq!(agenda.take(at(1020)), Some(key("large")));
        assert_eq!((agenda.take(at(1020)), agenda.next_at(at(1020))), (None, None));
    }

    #[test]
    fn the_earliest_wish_stands_and_a_clock_that_goes_back_does_not_hold_a_service_up() {
        let mut agenda = Agenda::default();
        agenda.want(key("a"), at(500));
        agenda.want(key("a"), at(700));
        agenda.want(key("a"), at(300));
        assert_eq!(agenda.next_at(at(0)), Some(at(300)));
        assert_eq!(agenda.take(at(300)), Some(key("a")));
        assert_eq!(agenda.take(at(9000)), None);
        agenda.looked(&key("a"), at(3_600_000), 5000, false, true);
        agenda.changed(key("a"), at(1000));
        assert_eq!(agenda.take(at(1000)), Some(key("a")));
    }

    #[test]
    fn looks_that_find_nothing_to_do_become_rarer_until_one_does_or_a_quiet_while_has_passed() {
        let mut agenda = Agenda::default();
        let rest = |agenda: &mut Agenda, now: i64, tasks: usize, done: bool| {
            agenda.looked(&key("a"), at(now), tasks, false, done);
            agenda.changed(key("a"), at(now));
            let next = agenda.next_at(at(now)).unwrap();
            agenda.take(next);
            next.millis() - now
        };
        let mut now = 1000;
        for (done, expected) in
            [(true, 20), (false, 40), (false, 80), (false, 160), (false, 160), (true, 20), (false, 40)]
        {
            assert_eq!(rest(&mut agenda, now, 5000, done), expected);
            now += expected;
        }
        assert_eq!(rest(&mut agenda, now + 101, 5000, false), 20, "it was quiet");
        assert_eq!(
            [rest(&mut agenda, 9000, 40_000, true), rest(&mut agenda, 9160, 40_000, false)],
            [160, 200]
        );
        assert_eq!([rest(&mut agenda, 9900, 249, true), rest(&mut agenda, 9900, 249, false)], [0, 0]);
    }

    #[test]
    fn a_full_pass_is_done_beside_what_changed() {
        let mut agenda = Agenda::default();
        agenda.refill(["a", "b", "c"].into_iter().map(key));
        agenda.changed(key("c"), at(10));
        assert_eq!(agenda.take(at(10)), Some(key("c")));
        assert_eq!((agenda.take_of_backlog(), agenda.next_at(at(10))), (Some(key("a")), Some(at(10))));
        assert_eq!((agenda.take(at(10)), agenda.take(at(10))), (Some(key("b")), None));
    }
}
