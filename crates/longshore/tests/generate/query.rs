//! Wrong inputs as the parameters of the Query protocols.

use longshore_shapes::Protocol;
use longshore_shapes::schema::{Kind, Member, Schema};

use super::{
    Case, NESTED_LEVELS, Place, Step, TOO_LONG, TOO_LONG_CASES, breaks, places, shown, strange_texts,
    valid_text,
};

const TOO_MANY: usize = 20_000;

/// Every wrong and strange input of an operation.
pub(crate) fn cases(action: &str, version: &str, input: &'static Schema, protocol: Protocol) -> Vec<Case> {
    let head = format!("Action={action}&Version={version}");
    let required = |except: Option<&str>| -> String {
        let members = input.members().iter().filter(|member| member.required && Some(member.name) != except);
        members.map(|member| format!("&{}={}", name(member, protocol), value_of(member.target))).collect()
    };
    let base = format!("{head}{}", required(None));
    let mut cases = of_the_whole(&head, &base);
    for member in input.members().iter().filter(|member| member.required) {
        let body = format!("{head}{}", required(Some(member.name))).into_bytes();
        cases.push(Case { name: format!("nothing at {}", member.name), body, wrong: true });
    }
    let mut long = 0;
    for place in places(input) {
        let at = path(&place, protocol);
        for (what, value, wrong) in values(&place, &mut long) {
            let name = format!("{what} at {}", shown(&place.steps));
            cases.push(Case { name, body: format!("{base}&{at}={}", encoded(&value)).into_bytes(), wrong });
        }
        for (what, parameter) in [
            ("an index of zero", format!("{at}.0=a")),
            ("a negative index", format!("{at}.-1=a")),
            ("a huge index", format!("{at}.4294967297=a")),
            ("a large index", format!("{at}.999999=a")),
            ("an index that overflows", format!("{at}.99999999999999999999999999=a")),
            ("more behind the name", format!("{at}.member.1.entry.1.key=a")),
            ("dots", format!("{at}....=a&.{at}=b&{at}.=c")),
        ] {
            let body = format!("{base}&{parameter}").into_bytes();
            cases.push(Case { name: format!("{what} at {}", shown(&place.steps)), body, wrong: false });
        }
    }
    cases
}

fn value_of(schema: &'static Schema) -> String {
    match schema.kind {
        Kind::Text { .. } => encoded(&valid_text(schema)),
        _ => "1".to_owned(),
    }
}

/// The dotted name of a place.
fn path(place: &Place, protocol: Protocol) -> String {
    let mut path = String::new();
    for step in &place.steps {
        match step {
            Step::Member(member) if path.is_empty() => path = name(member, protocol),
            Step::Member(member) => path = format!("{path}.{}", name(member, protocol)),
            Step::Item if protocol == Protocol::Ec2Query => path.push_str(".1"),
            Step::Item => path.push_str(".member.1"),
            Step::Entry => path.push_str(".entry.1.value"),
        }
    }
    path
}

fn name(member: &Member, protocol: Protocol) -> String {
    if protocol != Protocol::Ec2Query {
        return member.wire_name().to_owned();
    }
    if let Some(name) = member.names.ec2_query {
        return name.to_owned();
    }
    let mut letters = member.wire_name().chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

fn values(place: &Place, long: &mut usize) -> Vec<(&'static str, String, bool)> {
    let schema = place.schema;
    let mut values: Vec<(&str, String, bool)> = Vec::new();
    match schema.kind {
        Kind::Text { .. } => {
            // The Query protocols may take an empty value for none.
            let strange = strange_texts().into_iter();
            values.extend(strange.map(|(name, text)| {
                let wrong = !text.is_empty() && breaks(schema, &text);
                (name, text, wrong)
            }));
            if *long < TOO_LONG_CASES {
                *long += 1;
                let text = "a".repeat(TOO_LONG);
                let wrong = breaks(schema, &text);
                values.push(("a long text", text, wrong));
            }
        }
        Kind::Integer | Kind::Long | Kind::Float | Kind::Double => {
            values.push(("no number", "no number".to_owned(), true));
            values.push(("two numbers", "1 2".to_owned(), true));
            values.push((
                "a huge number",
                "9".repeat(400),
                matches!(schema.kind, Kind::Integer | Kind::Long),
            ));
            values.push(("NaN", "NaN".to_owned(), matches!(schema.kind, Kind::Integer | Kind::Long)));
            let edges = [schema.limits.min.map(|min| min - 1.0), schema.limits.max.map(|max| max + 1.0)];
            let edges = edges.into_iter().flatten();
            values.extend(edges.map(|number| ("a number at the edge", number.to_string(), true)));
        }
        Kind::Boolean => values.push(("no truth value", "perhaps".to_owned(), true)),
        Kind::Timestamp => values.push(("no moment", "yesterday".to_owned(), true)),
        Kind::Blob => values.push(("no base64", "!!".to_owned(), true)),
        Kind::Structure { .. } | Kind::List { .. } | Kind::Map { .. } | Kind::Document => {
            values.push(("a text", "text".to_owned(), false));
        }
    }
    values
}

fn of_the_whole(head: &str, base: &str) -> Vec<Case> {
    let many: String = (0..TOO_MANY).map(|number| format!("&p{number}=1")).collect();
    let deep = "a.".repeat(NESTED_LEVELS);
    let cases: [(&str, Vec<u8>, bool); 16] = [
        ("what is valid", base.into(), false),
        ("no body", Vec::new(), true),
        ("an unknown parameter", format!("{base}&NoSuchParameter=1").into(), false),
        ("an unknown parameter of 10,000 levels", format!("{base}&{deep}=1").into(), false),
        ("too many parameters", format!("{base}{many}").into(), true),
        ("a parameter twice", format!("{base}&{base}").into(), false),
        ("bad UTF-8", [base.as_bytes(), b"&a=\xff\xfe"].concat(), true),
        ("bad UTF-8, encoded", format!("{base}&a=%ff%fe").into(), true),
        ("half an encoding", format!("{base}&a=%4").into(), true),
        ("no encoding", format!("{base}&a=%zz").into(), true),
        ("no names", format!("{base}&=1&=2&&&").into(), false),
        ("JSON", b"{\"Action\":\"a\"}".to_vec(), true),
        ("binary", (0..=255).collect(), true),
        ("no action", b"Version=1".to_vec(), true),
        ("an unknown action", format!("Action=No{}", head.trim_start_matches("Action=")).into(), true),
        (
            "an unknown version",
            format!("{}&Version=x", head.split('&').next().unwrap_or_default()).into(),
            true,
        ),
    ];
    cases.into_iter().map(|(name, body, wrong)| Case { name: name.to_owned(), body, wrong }).collect()
}

fn encoded(text: &str) -> String {
    let each = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    };
    text.bytes().map(each).collect()
}
