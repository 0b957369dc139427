//! The language by tables of what holds and what is refused, and by properties over made-up expressions.

use proptest::prelude::*;

use super::condition::{Order, TextSubject, TextTest};
use super::moment::Moment;
use super::value::{Pattern, Version};
use super::*;

#[derive(Debug)]
struct Machine {
    connected: bool,
    version: Option<&'static str>,
    attributes: &'static [(&'static str, &'static str)],
    id: Option<&'static str>,
    /// 2018-06-18T22:28:28.500Z in the examples.
    registered: Option<Timestamp>,
    tasks: u64,
    groups: &'static [&'static str],
}

impl Subjects for Machine {
    fn agent_connected(&self) -> bool {
        self.connected
    }
    fn agent_version(&self) -> Option<&str> {
        self.version
    }
    fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| *value)
    }
    fn ec2_instance_id(&self) -> Option<&str> {
        self.id
    }
    fn registered_at(&self) -> Option<Timestamp> {
        self.registered
    }
    fn running_tasks_count(&self) -> u64 {
        self.tasks
    }
    fn any_task_group(&self, test: &dyn Fn(&str) -> bool) -> bool {
        self.groups.iter().any(|group| test(group))
    }
}

fn machine() -> Machine {
    Machine {
        connected: true,
        version: Some("1.105.1"),
        attributes: &[
            ("ecs.instance-type", "g2.2xlarge"),
            ("ecs.availability-zone", "us-east-1a"),
            ("stack", "blue green"),
            ("ecs.capability.full-sync", ""),
        ],
        id: Some("i-0abc"),
        registered: Some(Timestamp::from_millis(1_529_360_908_500)),
        tasks: 2,
        groups: &["service:web", "database"],
    }
}

/// Nothing is known of it.
fn blank() -> Machine {
    Machine {
        connected: false,
        version: None,
        attributes: &[],
        id: None,
        registered: None,
        tasks: 0,
        groups: &[],
    }
}

fn holds(text: &str, machine: &Machine) -> bool {
    parse(text).unwrap_or_else(|error| panic!("{text}: {error}")).matches(machine)
}

#[test]
fn expressions_that_hold_and_that_do_not() {
    for (text, expected) in [
        ("attribute:ecs.instance-type =~ g2.* and attribute:ecs.availability-zone != us-east-1d", true),
        ("attribute:ecs.instance-type =~ g2", false),
        ("attribute:ecs.instance-type matches (t2|g2).*", true),
        ("(attribute:ecs.instance-type =~ (t2|t3).*)||attribute:ecs.instance-type =~ [g-h]2\\..*", true),
        ("attribute:ecs.instance-type !~ '(t2|t3)[.].*'", true),
        ("attribute:ecs.instance-type not_matches g2.2xlarge", false),
        ("attribute:ecs.availability-zone in [us-east-1a, us-east-1b]", true),
        ("attribute:ecs.availability-zone in[us-east-1b,'us-east-1a']", true),
        ("attribute:ecs.availability-zone not_in [us-east-1b]", true),
        ("attribute:stack == 'blue green'", true),
        ("attribute:stack==blue", false),
        ("attribute:none == x", false),
        ("attribute:none != x", true),
        ("attribute:none !in [x]", true),
        ("attribute:none exists", false),
        ("attribute:none !exists", true),
        ("attribute:stack exists", true),
        ("attribute:stack not_exists", false),
        ("attribute:ecs.capability.full-sync exists", true),
        ("not(task:group == database)", false),
        ("task:group == service:web && task:group in [database]", true),
        ("task:group =~ service:.*", true),
        ("task:group != service:api", true),
        ("task:group exists", true),
        ("runningTasksCount == 2", true),
        ("runningTasksCount greater_than_equal 3", false),
        ("runningTasksCount < 3", true),
        ("agentVersion < 1.14.5", false),
        ("agentVersion >= 1.105", true),
        ("agentVersion equals 1.105.1.0", true),
        ("agentConnected == true", true),
        ("agentConnected equals False", false),
        ("agentConnected in [true, false]", true),
        ("agentConnected =~ t.*", true),
        ("ec2InstanceId in ['i-0abc', 'i-1def']", true),
        ("ec2InstanceId !~ i-.*", false),
        ("registeredAt < 2018-02-13", false),
        ("registeredAt == 2018-06-18T22:28:28Z", true),
        ("registeredAt == 2018-06-18T22:28:28", true),
        ("registeredAt == 2018-06-19T00:28:28+02:00", true),
        ("registeredAt > 2018-06-18T22:28:28+00:00", false),
        ("registeredAt > 2018-06-18T22:28:28.499Z", true),
        ("registeredAt == 2018-06-18T22:28:28.500000+00:00", true),
        ("registeredAt > 2018-06-18 AND registeredAt less_than 2018-06-19", true),
        ("! agentConnected == true or runningTasksCount != 2 || attribute:stack exists", true),
        ("runningTasksCount == 2 or runningTasksCount == 3 and agentConnected == false", true),
        ("(runningTasksCount == 2 or runningTasksCount == 3) and agentConnected == false", false),
        ("not not agentConnected == true", true),
        ("!!agentConnected == true", true),
    ] {
        assert_eq!(holds(text, &machine()), expected, "{text}");
    }
}

#[test]
fn what_is_not_there_equals_nothing_and_stands_nowhere() {
    for (text, expected) in [
        ("ec2InstanceId == i-0abc", false),
        ("ec2InstanceId != i-0abc", true),
        ("agentVersion == 1.0", false),
        ("agentVersion != 1.0", true),
        ("agentVersion < 99.0", false),
        ("agentVersion >= 0.0", false),
        ("registeredAt <= 2099-01-01", false),
        ("task:group =~ .*", false),
        ("task:group !exists", true),
        ("runningTasksCount == 0", true),
    ] {
        assert_eq!(holds(text, &blank()), expected, "{text}");
    }
}

#[test]
fn an_agent_may_say_more_than_its_version() {
    for (reported, expected) in [
        ("v1.2.3", true),
        ("1.2.3-dev", true),
        ("1.2.3+build.9", true),
        ("dev", false),
        ("", false),
        ("1..3", false),
    ] {
        let machine = Machine { version: Some(reported), ..blank() };
        assert_eq!(holds("agentVersion == 1.2.3", &machine), expected, "{reported}");
    }
}

#[test]
fn errors_name_the_column_and_what_was_expected() {
    for (text, column, expected, found) in [
        ("", 1, "a condition such as", "the end"),
        ("  ", 3, "a condition such as", "the end"),
        ("cpu == 3", 1, "agentConnected, agentVersion", "'cpu'"),
        ("attribute: == 3", 1, "an attribute's name", "'attribute:'"),
        ("attribute:a", 12, "one of ==, !=, in", "the end"),
        ("attribute:a = b", 13, "one of ==, !=, in", "'='"),
        ("attribute:a > 3", 13, "one of ==, !=, in", "'>'"),
        ("attribute:a equal b", 13, "one of ==", "'equal'"),
        ("attribute:a inside [b]", 13, "one of ==", "'inside'"),
        ("runningTasksCount =~ 3", 19, "one of ==, !=, >", "'=~'"),
        ("agentConnected exists", 16, "one of ==, !=, in, !in, =~, !~", "'exists'"),
        ("agentConnected == yes", 19, "true or false", "'yes'"),
        ("agentVersion > new", 16, "a version such as", "'new'"),
        ("agentVersion > 1.2.3.4.5.6.7.8.9", 16, "a version such as", "'1.2.3.4.5.6.7.8.9'"),
        ("registeredAt < yesterday", 16, "a date such as", "'yesterday'"),
        ("registeredAt < 2018-13-01", 16, "a date such as", "'2018-13-01'"),
        ("runningTasksCount < -1", 21, "a number of tasks", "'-1'"),
        ("attribute:a == ", 16, "a value", "the end"),
        ("attribute:a == \"b\"", 16, "a value, bare or in single quotes", "'\"b\"'"),
        ("attribute:a == 'b", 16, "a text that ends with a single quote", "''b'"),
        ("attribute:a in b", 16, "a list such as", "'b'"),
        ("attribute:a in []", 17, "a value", "']'"),
        ("attribute:a in [b", 18, ", or ]", "the end"),
        ("attribute:a in [b c]", 19, ", or ]", "'c]'"),
        ("attribute:a =~ ", 16, "a regular expression", "the end"),
        ("attribute:a == b c", 18, "and, or, or the end", "'c'"),
        ("attribute:a == b)", 17, "and, or, or the end", "')'"),
        ("(attribute:a == b", 18, "and, or, or )", "the end"),
        ("attribute:ä == b", 1, "an attribute's name", "'attribute:ä'"),
        ("attribute:a == 'ä' nor", 20, "and, or, or the end", "'nor'"),
        ("attribute:a == b and", 21, "a condition", "the end"),
    ] {
        let error = parse(text).expect_err(text);
        let SyntaxError::Unexpected { column: at, expected: said, found: seen } = &error else {
            panic!("{text}: {error}");
        };
        assert_eq!((*at, seen.as_str()), (column, found), "{text}: {error}");
        assert!(said.contains(expected), "{text}: {error}");
    }
}

#[test]
fn regular_expressions_that_are_refused() {
    for (text, column) in [
        ("attribute:a =~ '('", 16),
        ("attribute:a =~ a)|(?:b", 16 + 1),
        ("attribute:a =~ 'a)|(?:b'", 16),
        ("attribute:a =~ '(?=a)b'", 16),
        ("attribute:a =~ '(a)\\1'", 16),
        ("attribute:a =~ '(a{1000}){1000}'", 16),
    ] {
        let error = parse(text).expect_err(text);
        match error {
            SyntaxError::Pattern { column: at, .. } | SyntaxError::Unexpected { column: at, .. } => {
                assert_eq!(at, column, "{text}");
            }
            error => panic!("{text}: {error}"),
        }
    }
}

#[test]
fn limits_of_length_and_depth() {
    let long = format!("attribute:a == {}", "b".repeat(EXPRESSION_LENGTH_MAX - 15));
    assert!(parse(&long).is_ok());
    assert_eq!(parse(&format!("{long}b")), Err(SyntaxError::TooLong { length: EXPRESSION_LENGTH_MAX + 1 }));
    let nested = |depth| format!("{}attribute:a exists{}", "(".repeat(depth), ")".repeat(depth));
    assert!(parse(&nested(DEPTH_MAX)).is_ok());
    assert_eq!(parse(&nested(DEPTH_MAX + 1)), Err(SyntaxError::TooDeep { column: DEPTH_MAX + 2 }));
    assert!(matches!(parse(&"!".repeat(EXPRESSION_LENGTH_MAX)), Err(SyntaxError::TooDeep { .. })));
}

#[test]
fn the_canonical_form() {
    for (text, canonical) in [
        ("attribute:a equals 'b'", "attribute:a == b"),
        ("attribute:a == 'it''s'", "attribute:a == 'it''s'"),
        ("attribute:a == ''", "attribute:a == ''"),
        ("attribute:a NOT_IN ['b c',d]", "attribute:a !in ['b c', d]"),
        ("attribute:a matches b|c", "attribute:a =~ 'b|c'"),
        ("!(task:group not_exists)", "not task:group !exists"),
        ("((attribute:a exists))&&(agentConnected == TRUE)", "attribute:a exists and agentConnected == true"),
        ("not (attribute:a exists or attribute:b exists)", "not (attribute:a exists or attribute:b exists)"),
        ("registeredAt greater_than 2018-06-18", "registeredAt > 2018-06-18T00:00:00Z"),
        ("agentVersion less_than_equal 01.2", "agentVersion <= 1.2"),
    ] {
        assert_eq!(parse(text).unwrap().to_string(), canonical);
    }
}

fn orders() -> impl Strategy<Value = Order> {
    use Order::{Equal, Greater, GreaterEqual, Less, LessEqual, NotEqual};
    proptest::sample::select(vec![Equal, NotEqual, Greater, GreaterEqual, Less, LessEqual])
}

fn words() -> impl Strategy<Value = String> {
    prop_oneof!["[a-c]{1,2}", ".{0,6}", "[a-z.:/ ']{0,8}"]
}

fn text_conditions() -> impl Strategy<Value = Condition> {
    let patterns = prop_oneof!["[abc]\\.\\*", "\\(a\\|b\\)", "'x y'", "a{1,3}", "\\[ab\\]\\+"];
    let tests = prop_oneof![
        words().prop_map(TextTest::Equals),
        proptest::collection::vec(words(), 1..3).prop_map(TextTest::In),
        patterns.prop_map(|text| TextTest::Matches(Pattern::compile(&text).unwrap())),
    ];
    let subjects = proptest::sample::select(vec![
        TextSubject::Ec2InstanceId,
        TextSubject::TaskGroup,
        TextSubject::Attribute("stack".to_owned()),
        TextSubject::Attribute("ecs.x/y-z".to_owned()),
    ]);
    prop_oneof![
        (subjects, any::<bool>(), tests).prop_map(|(subject, negated, test)| Condition::Text {
            subject,
            negated,
            test
        }),
        any::<bool>().prop_map(|negated| Condition::Text {
            subject: TextSubject::Attribute("stack".to_owned()),
            negated,
            test: TextTest::Exists
        }),
        (any::<bool>(), any::<bool>()).prop_map(|(negated, value)| Condition::Text {
            subject: TextSubject::AgentConnected,
            negated,
            test: TextTest::Equals(value.to_string())
        }),
    ]
}

fn conditions() -> impl Strategy<Value = Condition> {
    let versions = "[0-9]{1,3}([.][0-9]{1,3}){0,3}".prop_map(|text| Version::parse(&text).unwrap());
    let moments = "20[0-9]{2}-0[1-9]-1[0-9](T1[0-9]:30:00([.][0-9]{3})?Z)?"
        .prop_map(|text| Moment::parse(&text).unwrap());
    prop_oneof![
        3 => text_conditions(),
        1 => (orders(), versions).prop_map(|(order, version)| Condition::AgentVersion { order, version }),
        1 => (orders(), moments).prop_map(|(order, moment)| Condition::RegisteredAt { order, moment }),
        1 => (orders(), 0_u64..5).prop_map(|(order, count)| Condition::RunningTasksCount { order, count }),
    ]
}

fn nodes() -> impl Strategy<Value = Node> {
    conditions().prop_map(Node::Condition).prop_recursive(4, 12, 3, |inner| {
        let several = proptest::collection::vec(inner.clone(), 2..4);
        prop_oneof![
            several.clone().prop_map(Node::Or),
            several.prop_map(Node::And),
            inner.prop_map(|node| Node::Not(Box::new(node))),
        ]
    })
}

fn machines() -> impl Strategy<Value = Machine> {
    let attributes: Vec<&'static [(&'static str, &'static str)]> =
        vec![&[], &[("stack", "a")], &[("stack", ""), ("ecs.x/y-z", "b")]];
    let groups: Vec<&'static [&'static str]> = vec![&[], &["a"], &["b", "c"]];
    let (attributes, groups) = (proptest::sample::select(attributes), proptest::sample::select(groups));
    let versions = proptest::sample::select(vec![None, Some("1.2"), Some("50.1.0"), Some("odd")]);
    let seconds = proptest::option::of(946_684_800_000_i64..4_102_444_800_000);
    (any::<bool>(), versions, attributes, groups, seconds, 0_u64..5).prop_map(
        |(connected, version, attributes, groups, registered, tasks)| Machine {
            registered: registered.map(Timestamp::from_millis),
            ..Machine { connected, version, attributes, groups, tasks, ..blank() }
        },
    )
}

proptest! {
    #[test]
    fn what_is_printed_parses_to_the_same(node in nodes()) {
        let expression = Expression(node);
        let text = expression.to_string();
        prop_assume!(text.chars().count() <= EXPRESSION_LENGTH_MAX);
        prop_assert_eq!(parse(&text), Ok(expression), "{}", text);
    }

    #[test]
    fn any_text_is_an_expression_or_an_error_within_it(text in any_text()) {
        match parse(&text) {
            Ok(expression) => {
                let again = parse(&expression.to_string());
                let same = again == Ok(expression) || matches!(again, Err(SyntaxError::TooLong { .. }));
                prop_assert!(same);
            }
            Err(SyntaxError::Unexpected { column, .. } | SyntaxError::Pattern { column, .. }
                | SyntaxError::TooDeep { column }) => prop_assert!(column <= text.chars().count() + 1),
            Err(SyntaxError::TooLong { length }) => prop_assert!(length > EXPRESSION_LENGTH_MAX),
        }
    }

    #[test]
    fn negation_follows_de_morgan(a in nodes(), b in nodes(), machine in machines()) {
        let not = |node: &Node| Node::Not(Box::new(node.clone()));
        let both = Node::And(vec![a.clone(), b.clone()]);
        let either = Node::Or(vec![a.clone(), b.clone()]);
        let matches = |node: Node| node.matches(&machine);
        prop_assert_eq!(matches(not(&both)), matches(Node::Or(vec![not(&a), not(&b)])));
        prop_assert_eq!(matches(not(&either)), matches(Node::And(vec![not(&a), not(&b)])));
        prop_assert_eq!(matches(not(&not(&a))), matches(a));
    }

    #[test]
    fn a_negated_operator_is_the_negation(condition in conditions(), machine in machines()) {
        let flipped = match condition.clone() {
            Condition::Text { subject, negated, test } => Condition::Text { subject, negated: !negated, test },
            Condition::AgentVersion { version, .. } => {
                let order = |order| Condition::AgentVersion { order, version: version.clone() };
                prop_assert_ne!(order(Order::Equal).matches(&machine), order(Order::NotEqual).matches(&machine));
                return Ok(());
            }
            Condition::RegisteredAt { moment, .. } => {
                let order = |order| Condition::RegisteredAt { order, moment };
                prop_assert_ne!(order(Order::Equal).matches(&machine), order(Order::NotEqual).matches(&machine));
                return Ok(());
            }
            Condition::RunningTasksCount { count, .. } => {
                let order = |order| Condition::RunningTasksCount { order, count };
                prop_assert_ne!(order(Order::Less).matches(&machine), order(Order::GreaterEqual).matches(&machine));
                return Ok(());
            }
        };
        prop_assert_ne!(condition.matches(&machine), flipped.matches(&machine));
    }
}

/// Noise, and noise made of the language's own pieces.
fn any_text() -> impl Strategy<Value = String> {
    let pieces = vec![
        "attribute:a",
        "agentVersion",
        "registeredAt",
        "task:group",
        "agentConnected",
        " ",
        "==",
        "!",
        "=~",
        "!~",
        "in",
        "[",
        "]",
        "(",
        ")",
        "'",
        ",",
        "and",
        "||",
        "not",
        "exists",
        "1.2",
        "true",
        "2018-06-18",
        "\\",
        "é",
        "*",
    ];
    let assembled = proptest::collection::vec(proptest::sample::select(pieces), 0..24);
    prop_oneof![".{0,40}", assembled.prop_map(|pieces| pieces.concat())]
}

#[test]
fn an_expression_says_whether_it_asks_for_attributes_only() {
    let names = |text| super::parse(text).unwrap().only_attributes().map(|names| names.join(" "));
    assert_eq!(names("attribute:a == b and not (attribute:c exists or attribute:a != d)").unwrap(), "a c a");
    assert_eq!(names("attribute:a == b and runningTasksCount > 3"), None);
    assert_eq!(names("not task:group == web"), None);
}
