//! The statuses of tasks and containers, and the one table of who may move a task from which to which.
//!
//! A status only moves forward. A node may pass over steps: what it reports is how things stand, not how they
//! came to stand so. Control moves a task along where no node can: before it is placed, and when its
//! node is gone for good.
//!
//! Must not know: tasks.

use longshore_shapes::schema::Schema;
use longshore_shapes::{ReadError, Reader, Value, Writer};

/// A closed set of words: one byte in memory, a text everywhere else.
macro_rules! words {
    ($(#[$attribute:meta])* $name:ident { $first:ident = $first_text:literal $(, $variant:ident = $text:literal)* $(,)? }) => {
        $(#[$attribute])*
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            #[default]
            $first,
            $($variant),*
        }

        impl $name {
            pub const ALL: &'static [Self] = &[Self::$first $(, Self::$variant)*];

            pub fn name(self) -> &'static str {
                match self {
                    Self::$first => $first_text,
                    $(Self::$variant => $text),*
                }
            }

            pub fn parse(name: &str) -> Option<Self> {
                Self::ALL.iter().find(|known| known.name() == name).copied()
            }
        }

        impl Value for $name {
            fn write(&self, schema: &'static Schema, writer: &mut dyn Writer) {
                writer.text(schema, self.name());
            }

            fn read(&mut self, schema: &'static Schema, reader: &mut dyn Reader) -> Result<(), ReadError> {
                let text = reader.text(schema)?;
                *self = Self::parse(&text).ok_or(ReadError::Model { shape: schema.name, expected: stringify!($name) })?;
                Ok(())
            }
        }
    };
}

words! {
    /// In the order in which a task goes through them.
    Status {
        Provisioning = "PROVISIONING",
        Pending = "PENDING",
        Activating = "ACTIVATING",
        Running = "RUNNING",
        Deactivating = "DEACTIVATING",
        Stopping = "STOPPING",
        Deprovisioning = "DEPROVISIONING",
        Stopped = "STOPPED",
    }
}

words! {
    /// In the order in which a container goes through them.
    ContainerStatus { Pending = "PENDING", Running = "RUNNING", Stopped = "STOPPED" }
}

words! {
    /// The worst comes last.
    Health { Healthy = "HEALTHY", Unknown = "UNKNOWN", Unhealthy = "UNHEALTHY" }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Who {
    Control,
    Node,
}

use Status::{Activating, Deactivating, Deprovisioning, Pending, Provisioning, Running, Stopped, Stopping};

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
    pub fn may_become(self, to: Status, who: Who) -> bool {
        let of = |(from, _, by): &&(Status, &[Status], Who)| *from == self && *by == who;
        TRANSITIONS.iter().find(of).is_some_and(|(_, allowed, _)| allowed.contains(&to))
    }

    /// On its way to RUNNING.
    pub fn is_starting(self) -> bool {
        self < Running
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_status_has_a_name_of_its_own() {
        for status in Status::ALL {
            assert_eq!(Status::parse(status.name()), Some(*status));
        }
        assert_eq!(Status::parse("DELETED"), None);
    }

    #[test]
    fn a_task_only_moves_forward_and_always_can_be_ended() {
        for from in Status::ALL {
            for to in Status::ALL {
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
