//! What a machine lacks for a task: as a failure's reason, in plain words, and in those of a service's event.
//!
//! Must not know: how it was found.

use std::fmt;

/// What an instance lacks for a task.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lack {
    Cpu {
        wanted: i32,
        left: i32,
    },
    Memory {
        wanted: i32,
        left: i32,
    },
    Ports(Vec<i32>),
    PortsUdp(Vec<i32>),
    Gpu {
        wanted: usize,
        left: usize,
    },
    /// No address left in the subnets.
    Address,
    /// Its zone is in none of the subnets.
    Location,
    Agent,
    /// Its status, which is not ACTIVE.
    Status(String),
    Attribute(String),
    /// It is an external instance, and the task is not of that launch type.
    External,
    /// The expression that it does not fulfil.
    Constraint(String),
    /// A task of the group is there already.
    Distinct,
    Missing,
    /// There is no instance at all.
    NoInstances,
    /// No machine serves FARGATE, or none has room.
    Fargate,
}

impl Lack {
    /// The reason of a failure, in the words of ECS.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Cpu { .. } => "RESOURCE:CPU",
            Self::Memory { .. } => "RESOURCE:MEMORY",
            Self::Ports(_) => "RESOURCE:PORTS",
            Self::PortsUdp(_) => "RESOURCE:PORTS_UDP",
            Self::Gpu { .. } => "RESOURCE:GPU",
            Self::Address => "RESOURCE:ENI",
            Self::Location => "LOCATION",
            Self::Agent => "AGENT",
            Self::Status(_) => "INACTIVE",
            Self::Attribute(_) | Self::External => "ATTRIBUTE",
            Self::Constraint(_) => "MemberOf placement constraint unsatisfied.",
            Self::Distinct => "DistinctInstance placement constraint unsatisfied.",
            Self::Missing => "MISSING",
            Self::NoInstances => "No Container Instances were found in your cluster.",
            Self::Fargate => "RESOURCE:FARGATE",
        }
    }

    /// What an event of a service says of the closest match, behind its name.
    pub(super) fn in_event(&self) -> String {
        match self {
            Self::Cpu { .. } => "has insufficient CPU units available.".to_owned(),
            Self::Memory { .. } => "has insufficient memory available.".to_owned(),
            Self::Ports(_) | Self::PortsUdp(_) => "is already using a port required by your task.".to_owned(),
            Self::Attribute(_) | Self::External => {
                "is missing an attribute required by your task.".to_owned()
            }
            Self::Agent => "doesn't have the agent connected.".to_owned(),
            other => format!("encountered error \"{}\".", other.code()),
        }
    }
}

struct List<'a>(&'a [i32]);

impl fmt::Display for List<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, port) in self.0.iter().enumerate() {
            write!(f, "{}{port}", if place > 0 { ", " } else { "" })?;
        }
        Ok(())
    }
}

/// How much was missing, in plain words.
impl fmt::Display for Lack {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cpu { wanted, left } => write!(f, "wants {wanted} CPU units, {left} are left"),
            Self::Memory { wanted, left } => write!(f, "wants {wanted} MiB of memory, {left} are left"),
            Self::Ports(ports) => write!(f, "wants TCP host ports that are in use: {}", List(ports)),
            Self::PortsUdp(ports) => write!(f, "wants UDP host ports that are in use: {}", List(ports)),
            Self::Gpu { wanted, left } => write!(f, "wants {wanted} GPUs, {left} are left"),
            Self::Address => f.write_str("no address is left in the subnets of its zone"),
            Self::Location => f.write_str("its zone is in none of the task's subnets"),
            Self::Agent => f.write_str("its agent is not connected"),
            Self::Status(status) => write!(f, "its status is {status}, not ACTIVE"),
            Self::Attribute(name) => write!(f, "it lacks the attribute {name}, which the task requires"),
            Self::External => {
                f.write_str("it is an external instance, which runs only tasks of the launch type EXTERNAL")
            }
            Self::Constraint(expression) => write!(f, "it does not fulfil the constraint: {expression}"),
            Self::Distinct => f.write_str("a task of the same group is there already"),
            Self::Missing => f.write_str("there is no such container instance in the cluster"),
            Self::NoInstances => f.write_str("the cluster has no container instances; register one"),
            Self::Fargate => {
                f.write_str("no machine that serves FARGATE has room in the zones of the task's subnets")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_lack_says_what_and_how_much() {
        let cpu = Lack::Cpu { wanted: 512, left: 128 };
        assert_eq!(cpu.to_string(), "wants 512 CPU units, 128 are left");
        assert_eq!(cpu.code(), "RESOURCE:CPU");
        assert_eq!(cpu.in_event(), "has insufficient CPU units available.");
        let ports = Lack::Ports(vec![80, 443]);
        assert_eq!(ports.to_string(), "wants TCP host ports that are in use: 80, 443");
        assert_eq!(ports.in_event(), "is already using a port required by your task.");
    }

    /// As a failure's reason, and behind the instance in an event.
    #[test]
    fn every_lack_in_the_words_of_ecs() {
        let encountered = |code: &str| format!("encountered error \"{code}\".");
        let (port, attribute) = (
            "is already using a port required by your task.",
            "is missing an attribute required by your task.",
        );
        for (lack, code, event) in [
            (
                Lack::Cpu { wanted: 2, left: 1 },
                "RESOURCE:CPU",
                "has insufficient CPU units available.".to_owned(),
            ),
            (
                Lack::Memory { wanted: 2, left: 1 },
                "RESOURCE:MEMORY",
                "has insufficient memory available.".to_owned(),
            ),
            (Lack::Ports(vec![80]), "RESOURCE:PORTS", port.to_owned()),
            (Lack::PortsUdp(vec![53]), "RESOURCE:PORTS_UDP", port.to_owned()),
            (Lack::Gpu { wanted: 1, left: 0 }, "RESOURCE:GPU", encountered("RESOURCE:GPU")),
            (Lack::Address, "RESOURCE:ENI", encountered("RESOURCE:ENI")),
            (Lack::Location, "LOCATION", encountered("LOCATION")),
            (Lack::Agent, "AGENT", "doesn't have the agent connected.".to_owned()),
            (Lack::Status("DRAINING".to_owned()), "INACTIVE", encountered("INACTIVE")),
            (Lack::Attribute("a".to_owned()), "ATTRIBUTE", attribute.to_owned()),
            (Lack::External, "ATTRIBUTE", attribute.to_owned()),
            (
                Lack::Constraint("x".to_owned()),
                "MemberOf placement constraint unsatisfied.",
                encountered("MemberOf placement constraint unsatisfied."),
            ),
            (
                Lack::Distinct,
                "DistinctInstance placement constraint unsatisfied.",
                encountered("DistinctInstance placement constraint unsatisfied."),
            ),
        ] {
            assert_eq!((lack.code(), lack.in_event()), (code, event));
        }
    }
}
