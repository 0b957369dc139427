//! The cluster query language: conditions on container instances, in placement constraints and filters.
//!
//! ```text
//! attribute:ecs.instance-type =~ g2.* and not (task:group == database or runningTasksCount > 3)
//! ```
//!
//! An expression is parsed once, with its regular expressions compiled, and asked of many subjects. Words
//! may be bare or in single quotes (a quote inside is written twice); bare regular expressions may hold
//! balanced parentheses. Regular expressions match the whole text; they know neither look-around nor
//! back references, and are refused when they use them.
//!
//! Invariants: a negated operator is true exactly where its positive form is false, also for a subject that
//! is not there; what [`Expression`] prints parses to the same expression.
//!
//! Must not know: container instances, tasks or placement; whoever asks is a [`Subjects`].

mod condition;
mod moment;
mod parser;
#[cfg(test)]
mod tests;
mod value;

use std::fmt;

use longshore_shapes::Timestamp;

use condition::Condition;

/// How many characters an expression may have.
pub const EXPRESSION_LENGTH_MAX: usize = 2000;
/// How deep parentheses and negations may nest.
pub const DEPTH_MAX: usize = 32;

/// What an expression is asked of.
pub trait Subjects {
    fn agent_connected(&self) -> bool;
    fn agent_version(&self) -> Option<&str>;
    /// The value of an attribute; empty for one that has a name only.
    fn attribute(&self, name: &str) -> Option<&str>;
    fn ec2_instance_id(&self) -> Option<&str>;
    fn registered_at(&self) -> Option<Timestamp>;
    fn running_tasks_count(&self) -> u64;
    /// Whether a task is there whose group passes the test.
    fn any_task_group(&self, test: &dyn Fn(&str) -> bool) -> bool;
}

/// Why a text is no expression. Columns count characters from 1.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum SyntaxError {
    #[error("the expression has {length} characters; shorten it to {max} or fewer", max = EXPRESSION_LENGTH_MAX)]
    TooLong { length: usize },
    #[error("column {column}: parentheses and negations nest deeper than {max}", max = DEPTH_MAX)]
    TooDeep { column: usize },
    #[error("column {column}: expected {expected}, found {found}")]
    Unexpected { column: usize, expected: String, found: String },
    #[error("column {column}: the regular expression cannot be used: {reason}")]
    Pattern { column: usize, reason: String },
}

/// A parsed expression.
#[derive(Debug, Clone, PartialEq)]
pub struct Expression(Node);

#[derive(Debug, Clone, PartialEq)]
enum Node {
    Or(Vec<Node>),
    And(Vec<Node>),
    Not(Box<Node>),
    Condition(Condition),
}

/// Reads an expression.
pub fn parse(text: &str) -> Result<Expression, SyntaxError> {
    let length = text.chars().count();
    if length > EXPRESSION_LENGTH_MAX {
        return Err(SyntaxError::TooLong { length });
    }
    parser::Parser::new(text).whole().map(Expression)
}

impl Expression {
    pub fn matches(&self, subjects: &dyn Subjects) -> bool {
        self.0.matches(subjects)
    }

    /// The attributes it asks for; `None` where it asks for anything else, too.
    pub fn only_attributes(&self) -> Option<Vec<&str>> {
        let mut names = Vec::new();
        self.0.asks_only_attributes(&mut names).then_some(names)
    }
}

impl Node {
    fn matches(&self, subjects: &dyn Subjects) -> bool {
        match self {
            Self::Or(nodes) => nodes.iter().any(|node| node.matches(subjects)),
            Self::And(nodes) => nodes.iter().all(|node| node.matches(subjects)),
            Self::Not(node) => !node.matches(subjects),
            Self::Condition(condition) => condition.matches(subjects),
        }
    }

    fn asks_only_attributes<'a>(&'a self, names: &mut Vec<&'a str>) -> bool {
        match self {
            Self::Or(nodes) | Self::And(nodes) => nodes.iter().all(|node| node.asks_only_attributes(names)),
            Self::Not(node) => node.asks_only_attributes(names),
            Self::Condition(condition) => {
                let name = condition.attribute();
                names.extend(name);
                name.is_some()
            }
        }
    }

    /// How tightly the node holds together: what stands inside one that binds tighter needs parentheses.
    fn binding(&self) -> u8 {
        match self {
            Self::Or(_) => 0,
            Self::And(_) => 1,
            Self::Not(_) | Self::Condition(_) => 2,
        }
    }

    fn print_inside(&self, outer: u8, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.binding() <= outer { write!(f, "({self})") } else { write!(f, "{self}") }
    }
}

/// The canonical form: signs for comparisons, words for everything else.
impl fmt::Display for Expression {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl fmt::Display for Node {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (nodes, word) = match self {
            Self::Or(nodes) => (nodes, " or "),
            Self::And(nodes) => (nodes, " and "),
            Self::Not(node) => {
                f.write_str("not ")?;
                return node.print_inside(1, f);
            }
            Self::Condition(condition) => return write!(f, "{condition}"),
        };
        for (position, node) in nodes.iter().enumerate() {
            if position > 0 {
                f.write_str(word)?;
            }
            node.print_inside(self.binding(), f)?;
        }
        Ok(())
    }
}
