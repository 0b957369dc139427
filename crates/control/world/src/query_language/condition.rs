//! Conditions: a subject, a comparison, and what to compare with.
//!
//! Must not know: how a condition is written, except to print it.

use std::cmp::Ordering;
use std::fmt;

use super::Subjects;
use super::moment::Moment;
use super::value::{Pattern, Version};

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Condition {
    Text { subject: TextSubject, negated: bool, test: TextTest },
    AgentVersion { order: Order, version: Version },
    RegisteredAt { order: Order, moment: Moment },
    RunningTasksCount { order: Order, count: u64 },
}

/// Subjects whose values are texts: none, one or several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum TextSubject {
    AgentConnected,
    Ec2InstanceId,
    Attribute(String),
    TaskGroup,
}

/// What one of a subject's values must pass.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum TextTest {
    Exists,
    Equals(String),
    In(Vec<String>),
    Matches(Pattern),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Order {
    Equal,
    NotEqual,
    Greater,
    GreaterEqual,
    Less,
    LessEqual,
}

impl Condition {
    /// The attribute that it is about, if it is about one.
    pub(super) fn attribute(&self) -> Option<&str> {
        match self {
            Self::Text { subject: TextSubject::Attribute(name), .. } => Some(name),
            _ => None,
        }
    }

    pub(super) fn matches(&self, subjects: &dyn Subjects) -> bool {
        match self {
            Self::Text { subject, negated, test } => {
                subject.any(subjects, &|value| test.passes(value)) != *negated
            }
            Self::AgentVersion { order, version } => {
                let agent = subjects.agent_version().and_then(Version::reported);
                order.holds(agent.map(|agent| agent.compare(version)))
            }
            Self::RegisteredAt { order, moment } => {
                order.holds(subjects.registered_at().map(|time| moment.place_of(time)))
            }
            Self::RunningTasksCount { order, count } => {
                order.holds(Some(subjects.running_tasks_count().cmp(count)))
            }
        }
    }
}

impl TextSubject {
    /// Whether one of the subject's values passes a test.
    fn any(&self, subjects: &dyn Subjects, test: &dyn Fn(&str) -> bool) -> bool {
        match self {
            Self::AgentConnected => test(if subjects.agent_connected() { "true" } else { "false" }),
            Self::Ec2InstanceId => subjects.ec2_instance_id().is_some_and(test),
            Self::Attribute(name) => subjects.attribute(name).is_some_and(test),
            Self::TaskGroup => subjects.any_task_group(test),
        }
    }
}

impl TextTest {
    fn passes(&self, value: &str) -> bool {
        match self {
            Self::Exists => true,
            Self::Equals(wanted) => value == wanted,
            Self::In(wanted) => wanted.iter().any(|wanted| value == wanted),
            Self::Matches(pattern) => pattern.matches(value),
        }
    }
}

impl Order {
    /// `None` is a subject that is not there: it equals nothing and stands on no side of anything.
    fn holds(self, place: Option<Ordering>) -> bool {
        match self {
            Self::Equal => place == Some(Ordering::Equal),
            Self::NotEqual => place != Some(Ordering::Equal),
            Self::Greater => place.is_some_and(Ordering::is_gt),
            Self::GreaterEqual => place.is_some_and(Ordering::is_ge),
            Self::Less => place.is_some_and(Ordering::is_lt),
            Self::LessEqual => place.is_some_and(Ordering::is_le),
        }
    }

    fn sign(self) -> &'static str {
        match self {
            Self::Equal => "==",
            Self::NotEqual => "!=",
            Self::Greater => ">",
            Self::GreaterEqual => ">=",
            Self::Less => "<",
            Self::LessEqual => "<=",
        }
    }
}

/// Whether a character may stand in a word without quotes.
pub(super) fn is_bare(c: char) -> bool {
    !c.is_whitespace() && !c.is_control() && !"()[],'\"=<>!&|~".contains(c)
}

struct Word<'a>(&'a str);

impl fmt::Display for Word<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.0.is_empty() && self.0.chars().all(is_bare) { f.write_str(self.0) } else { quote(self.0, f) }
    }
}

fn quote(text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    write!(f, "'{}'", text.replace('\'', "''"))
}

impl fmt::Display for TextSubject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AgentConnected => f.write_str("agentConnected"),
            Self::Ec2InstanceId => f.write_str("ec2InstanceId"),
            Self::Attribute(name) => write!(f, "attribute:{name}"),
            Self::TaskGroup => f.write_str("task:group"),
        }
    }
}

impl fmt::Display for Condition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text { subject, negated, test } => {
                write!(f, "{subject} ")?;
                test.print(*negated, f)
            }
            Self::AgentVersion { order, version } => write!(f, "agentVersion {} {version}", order.sign()),
            Self::RegisteredAt { order, moment } => write!(f, "registeredAt {} {moment}", order.sign()),
            Self::RunningTasksCount { order, count } => {
                write!(f, "runningTasksCount {} {count}", order.sign())
            }
        }
    }
}

impl TextTest {
    fn print(&self, negated: bool, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let either = |positive, negative| if negated { negative } else { positive };
        match self {
            Self::Exists => f.write_str(either("exists", "!exists")),
            Self::Equals(value) => write!(f, "{} {}", either("==", "!="), Word(value)),
            Self::In(values) => {
                let values: Vec<String> = values.iter().map(|value| Word(value).to_string()).collect();
                write!(f, "{} [{}]", either("in", "!in"), values.join(", "))
            }
            Self::Matches(pattern) => {
                write!(f, "{} ", either("=~", "!~"))?;
                quote(pattern.text(), f)
            }
        }
    }
}
