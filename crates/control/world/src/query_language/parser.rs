//! The parser: one pass over the text, where each position says what may stand there.
//!
//! There are no tokens: a word after `=~` is read by other rules than a word after `==`, so the parser
//! asks for what it wants.
//!
//! Must not know: what an expression is asked of.

use super::condition::{Condition, Order, TextSubject, TextTest, is_bare};
use super::moment::Moment;
use super::value::{Pattern, Version};
use super::{DEPTH_MAX, Node, SyntaxError};

const ATTRIBUTE_NAME_LENGTH_MAX: usize = 128;
/// How much of an unexpected text a message repeats.
const FOUND_SHOWN_MAX: usize = 24;
const CONDITION: &str = "a condition such as attribute:stack == prod";
const SUBJECTS: &str = "agentConnected, agentVersion, attribute:<name>, ec2InstanceId, registeredAt, \
    runningTasksCount or task:group";

pub(super) struct Parser<'t> {
    text: &'t str,
    /// In bytes; always at the start of a character.
    position: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Operator {
    Order(Order),
    Exists { negated: bool },
    In { negated: bool },
    Matches { negated: bool },
}

enum Subject {
    Text(TextSubject),
    AgentVersion,
    RegisteredAt,
    RunningTasksCount,
}

/// Longer signs before the shorter ones they start with.
const SIGNS: &[(&str, Operator)] = &[
    ("==", Operator::Order(Order::Equal)),
    ("!=", Operator::Order(Order::NotEqual)),
    (">=", Operator::Order(Order::GreaterEqual)),
    ("<=", Operator::Order(Order::LessEqual)),
    ("=~", Operator::Matches { negated: false }),
    ("!~", Operator::Matches { negated: true }),
    (">", Operator::Order(Order::Greater)),
    ("<", Operator::Order(Order::Less)),
];

const WORDS: &[(&str, Operator)] = &[
    ("equals", Operator::Order(Order::Equal)),
    ("not_equals", Operator::Order(Order::NotEqual)),
    ("greater_than", Operator::Order(Order::Greater)),
    ("greater_than_equal", Operator::Order(Order::GreaterEqual)),
    ("less_than", Operator::Order(Order::Less)),
    ("less_than_equal", Operator::Order(Order::LessEqual)),
    ("exists", Operator::Exists { negated: false }),
    ("!exists", Operator::Exists { negated: true }),
    ("not_exists", Operator::Exists { negated: true }),
    ("in", Operator::In { negated: false }),
    ("!in", Operator::In { negated: true }),
    ("not_in", Operator::In { negated: true }),
    ("matches", Operator::Matches { negated: false }),
    ("not_matches", Operator::Matches { negated: true }),
];

impl Subject {
    fn allows(&self, operator: Operator) -> bool {
        match self {
            Self::Text(subject) => match operator {
                Operator::Order(order) => matches!(order, Order::Equal | Order::NotEqual),
                Operator::Exists { .. } => {
                    matches!(subject, TextSubject::Attribute(_) | TextSubject::TaskGroup)
                }
                Operator::In { .. } | Operator::Matches { .. } => true,
            },
            _ => matches!(operator, Operator::Order(_)),
        }
    }

    /// The operators that may follow, for messages.
    fn operators(&self) -> &'static str {
        match self {
            Self::Text(TextSubject::Attribute(_) | TextSubject::TaskGroup) => {
                "one of ==, !=, in, !in, =~, !~, exists, !exists"
            }
            Self::Text(_) => "one of ==, !=, in, !in, =~, !~",
            _ => "one of ==, !=, >, >=, <, <=",
        }
    }
}

impl<'t> Parser<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, position: 0 }
    }

    pub(super) fn whole(mut self) -> Result<Node, SyntaxError> {
        let node = self.either(0)?;
        self.skip_space();
        if self.rest().is_empty() { Ok(node) } else { Err(self.expected("and, or, or the end")) }
    }

    fn either(&mut self, depth: usize) -> Result<Node, SyntaxError> {
        let mut nodes = vec![self.both(depth)?];
        while self.take_sign("||") || self.take_word("or") {
            nodes.push(self.both(depth)?);
        }
        Ok(joined(nodes, Node::Or))
    }

    fn both(&mut self, depth: usize) -> Result<Node, SyntaxError> {
        let mut nodes = vec![self.negation(depth)?];
        while self.take_sign("&&") || self.take_word("and") {
            nodes.push(self.negation(depth)?);
        }
        Ok(joined(nodes, Node::And))
    }

    fn negation(&mut self, depth: usize) -> Result<Node, SyntaxError> {
        self.skip_space();
        if depth > DEPTH_MAX {
            return Err(SyntaxError::TooDeep { column: self.column() });
        }
        if self.take_sign("!") || self.take_word("not") {
            return Ok(Node::Not(Box::new(self.negation(depth + 1)?)));
        }
        if self.take_sign("(") {
            let node = self.either(depth + 1)?;
            return if self.take_sign(")") { Ok(node) } else { Err(self.expected("and, or, or )")) };
        }
        self.condition().map(Node::Condition)
    }

    fn condition(&mut self) -> Result<Condition, SyntaxError> {
        let subject = self.subject()?;
        let operator = self.operator(&subject)?;
        let subject = match (subject, operator) {
            (Subject::Text(subject), _) => subject,
            (subject, Operator::Order(order)) => return self.comparison(&subject, order),
            (subject, _) => return Err(self.expected(subject.operators())),
        };
        let (negated, test) = match operator {
            Operator::Order(order) => {
                (order == Order::NotEqual, TextTest::Equals(self.text_value(&subject)?))
            }
            Operator::Exists { negated } => (negated, TextTest::Exists),
            Operator::In { negated } => (negated, TextTest::In(self.list(&subject)?)),
            Operator::Matches { negated } => (negated, TextTest::Matches(self.pattern()?)),
        };
        Ok(Condition::Text { subject, negated, test })
    }

    fn subject(&mut self) -> Result<Subject, SyntaxError> {
        self.skip_space();
        let word = taken_while(self.rest(), is_name);
        let subject = match word {
            "" => return Err(self.expected(CONDITION)),
            "agentConnected" => Subject::Text(TextSubject::AgentConnected),
            "agentVersion" => Subject::AgentVersion,
            "ec2InstanceId" => Subject::Text(TextSubject::Ec2InstanceId),
            "registeredAt" => Subject::RegisteredAt,
            "runningTasksCount" => Subject::RunningTasksCount,
            "task:group" => Subject::Text(TextSubject::TaskGroup),
            word => match word.strip_prefix("attribute:") {
                Some(name) if is_attribute_name(name) => {
                    Subject::Text(TextSubject::Attribute(name.to_owned()))
                }
                Some(_) => {
                    return Err(self.expected("an attribute's name of 1 to 128 characters after attribute:"));
                }
                None => return Err(self.expected(SUBJECTS)),
            },
        };
        self.position += word.len();
        Ok(subject)
    }

    fn operator(&mut self, subject: &Subject) -> Result<Operator, SyntaxError> {
        self.skip_space();
        let start = self.position;
        let sign = SIGNS.iter().find(|(sign, _)| self.take_sign(sign));
        let operator = sign.or_else(|| WORDS.iter().find(|(word, _)| self.take_word(word)));
        match operator {
            Some((_, operator)) if subject.allows(*operator) => Ok(*operator),
            _ => {
                self.position = start;
                Err(self.expected(subject.operators()))
            }
        }
    }

    fn comparison(&mut self, subject: &Subject, order: Order) -> Result<Condition, SyntaxError> {
        self.skip_space();
        let start = self.position;
        let word = self.value("a value")?;
        let condition = match subject {
            Subject::AgentVersion => {
                Version::parse(&word).map(|version| Condition::AgentVersion { order, version })
            }
            Subject::RegisteredAt => {
                Moment::parse(&word).map(|moment| Condition::RegisteredAt { order, moment })
            }
            _ => word.parse().ok().map(|count| Condition::RunningTasksCount { order, count }),
        };
        condition.ok_or_else(|| {
            self.position = start;
            self.expected(match subject {
                Subject::AgentVersion => "a version such as 1.105.1",
                Subject::RegisteredAt => "a date such as 2026-01-31 or 2026-01-31T08:30:00Z",
                _ => "a number of tasks",
            })
        })
    }

    fn text_value(&mut self, subject: &TextSubject) -> Result<String, SyntaxError> {
        self.skip_space();
        let start = self.position;
        let value = self.value("a value, bare or in single quotes")?;
        if *subject != TextSubject::AgentConnected {
            return Ok(value);
        }
        let value = value.to_ascii_lowercase();
        if value == "true" || value == "false" {
            return Ok(value);
        }
        self.position = start;
        Err(self.expected("true or false"))
    }

    fn list(&mut self, subject: &TextSubject) -> Result<Vec<String>, SyntaxError> {
        if !self.take_sign("[") {
            return Err(self.expected("a list such as [a, b]"));
        }
        let mut values = vec![self.text_value(subject)?];
        while self.take_sign(",") {
            values.push(self.text_value(subject)?);
        }
        if self.take_sign("]") { Ok(values) } else { Err(self.expected(", or ]")) }
    }

    fn pattern(&mut self) -> Result<Pattern, SyntaxError> {
        self.skip_space();
        let column = self.column();
        let text = if self.rest().starts_with('\'') {
            self.quoted()?
        } else {
            let text = bare_pattern(self.rest());
            self.position += text.len();
            text.to_owned()
        };
        if text.is_empty() {
            return Err(self.expected("a regular expression, bare or in single quotes"));
        }
        Pattern::compile(&text).map_err(|reason| SyntaxError::Pattern { column, reason })
    }

    fn value(&mut self, expected: &str) -> Result<String, SyntaxError> {
        self.skip_space();
        if self.rest().starts_with('\'') {
            return self.quoted();
        }
        let word = taken_while(self.rest(), is_bare);
        if word.is_empty() {
            return Err(self.expected(expected));
        }
        self.position += word.len();
        Ok(word.to_owned())
    }

    fn quoted(&mut self) -> Result<String, SyntaxError> {
        let start = self.position;
        let mut value = String::new();
        let mut chars = self.rest().char_indices().skip(1).peekable();
        while let Some((offset, c)) = chars.next() {
            if c != '\'' {
                value.push(c);
            } else if chars.next_if(|(_, c)| *c == '\'').is_some() {
                value.push('\'');
            } else {
                self.position = start + offset + 1;
                return Ok(value);
            }
        }
        Err(self.expected("a text that ends with a single quote"))
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.position..).unwrap_or_default()
    }

    fn skip_space(&mut self) {
        let rest = self.rest();
        self.position += rest.len() - rest.trim_start().len();
    }

    fn take_sign(&mut self, sign: &str) -> bool {
        self.skip_space();
        let there = self.rest().starts_with(sign);
        if there {
            self.position += sign.len();
        }
        there
    }

    /// Takes a word in any case, if it ends where the word does.
    fn take_word(&mut self, word: &str) -> bool {
        self.skip_space();
        let rest = self.rest();
        let there = rest.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
            && !rest.get(word.len()..).unwrap_or_default().starts_with(is_name);
        if there {
            self.position += word.len();
        }
        there
    }

    fn column(&self) -> usize {
        self.text.get(..self.position).unwrap_or_default().chars().count() + 1
    }

    fn expected(&mut self, expected: &str) -> SyntaxError {
        self.skip_space();
        let word: String =
            self.rest().chars().take_while(|c| !c.is_whitespace()).take(FOUND_SHOWN_MAX).collect();
        let found = if word.is_empty() { "the end".to_owned() } else { format!("'{word}'") };
        SyntaxError::Unexpected { column: self.column(), expected: expected.to_owned(), found }
    }
}

/// The one node there is, or all of them joined.
fn joined(nodes: Vec<Node>, join: fn(Vec<Node>) -> Node) -> Node {
    <[Node; 1]>::try_from(nodes).map_or_else(join, |[node]| node)
}

fn taken_while(text: &str, allowed: impl Fn(char) -> bool) -> &str {
    let end = text.find(|c| !allowed(c)).unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

/// What subjects and words are made of: the characters of attribute names, and the colon before them.
fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || "_-/\\.:".contains(c)
}

fn is_attribute_name(name: &str) -> bool {
    !name.is_empty() && name.len() <= ATTRIBUTE_NAME_LENGTH_MAX && !name.contains(':')
}

/// A regular expression without quotes ends at a space, and outside its own brackets at a closing
/// parenthesis, `&&` or `||`.
fn bare_pattern(text: &str) -> &str {
    let (mut depth, mut class, mut escaped) = (0_usize, false, false);
    for (offset, c) in text.char_indices() {
        let rest = text.get(offset..).unwrap_or_default();
        let outside = depth == 0 && !class && !escaped;
        let ends = outside && (c == ')' || rest.starts_with("&&") || rest.starts_with("||"));
        if c.is_whitespace() || ends {
            return text.get(..offset).unwrap_or_default();
        }
        if escaped {
            escaped = false;
            continue;
        }
        match c {
            '\\' => escaped = true,
            '[' => class = true,
            ']' => class = false,
            '(' if !class => depth += 1,
            ')' if !class => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    text
}
