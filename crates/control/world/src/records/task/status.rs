//! The statuses of a task, and the one table of who may move it from which to which.
//!
//! A status only moves forward. A node may pass over steps: what it reports is how things stand, not how they
//! came to stand so. Control moves a task along where no node can: before it is placed, and when its
//! node is gone for good.
//!
//! Must not know: tasks.

/// In the order in which a task goes through them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Status {
    Provisioning,
    Pending,
    Activating,
    Running,
    Deactivating,
    Stopping,
    Deprovisioning,
    Stopped,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Who {
    Control,
    Node,
}

use Status::{Activating, Deactivating, Deprovisioning, Pending, Provisioning, Running, Stopped, Stopping};

const NAMES: &[(Status, &str)] = &[
    (Provisioning, "PROVISIONING"),
    (Pending, "PENDING"),
    (Activating, "ACTIVATING"),
    (Running, "RUNNING"),
    (Deactivating, "DEACTIVATING"),
    (Stopping, "STOPPING"),
    (Deprovisioning, "DEPROVISIONING"),
    (Stopped, "STOPPED"),
];

const TRANSITIONS: &[(Status, &[Status], Who)] = &[
    (Provisioning, &[Pending, Stopped], Who::Control),
    (Pending, &[Stopped], Who::Control),
    (Activating, &[Stopped], Who::Control),
    (Running, &[Stopped], Who::Control),
    (Deactivating, &[Stopped], Who::Control),
    (Stopping, &[Stopped], Who::Control),
    (Deprovisioning, &[Stopped], Who::Control),
    (
        Provisioning,
        &[Pending, Activating, Running, Deactivating, Stopping, Deprovisioning, Stopped],
        Who::Node,
    ),
    (Pending, &[Activating, Running, Deactivating, Stopping, Deprovisioning, Stopped], Who::Node),
    (Activating, &[Running, Deactivating, Stopping, Deprovisioning, Stopped], Who::Node),
    (Running, &[Deactivating, Stopping, Deprovisioning, Stopped], Who::Node),
    (Deactivating, &[Stopping, Deprovisioning, Stopped], Who::Node),
    (Stopping, &[Deprovisioning, Stopped], Who::Node),
    (Deprovisioning, &[Stopped], Who::Node),
];

impl Status {
    pub(crate) fn parse(name: &str) -> Option<Self> {
        NAMES.iter().find(|(_, known)| *known == name).map(|(status, _)| *status)
    }

    pub(crate) fn name(self) -> &'static str {
        NAMES.iter().find(|(status, _)| *status == self).map_or("", |(_, name)| name)
    }

    pub(crate) fn may_become(self, to: Status, who: Who) -> bool {
        let of = |(from, _, by): &&(Status, &[Status], Who)| *from == self && *by == who;
        TRANSITIONS.iter().find(of).is_some_and(|(_, allowed, _)| allowed.contains(&to))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_status_has_a_name_of_its_own() {
        for (status, name) in NAMES {
            assert_eq!((Status::parse(name), status.name()), (Some(*status), *name));
        }
        assert_eq!(Status::parse("DELETED"), None);
    }

    #[test]
    fn a_task_only_moves_forward_and_always_can_be_ended() {
        for (from, _) in NAMES {
            for (to, _) in NAMES {
                let by_node = from.may_become(*to, Who::Node);
                // Nothing goes back to PROVISIONING, and a node may pass over any step.
                assert_eq!(by_node, from < to, "{from:?} {to:?}");
                let by_control = from.may_become(*to, Who::Control);
                let expected = from < to && (*to == Stopped || (*from, *to) == (Provisioning, Pending));
                assert_eq!(by_control, expected, "{from:?} {to:?}");
            }
        }
    }
}
