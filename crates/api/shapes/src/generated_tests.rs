//! Every generated shape, walked: what the models say and what the types do must agree.

use std::collections::{BTreeMap, BTreeSet};

use crate::document::Document;
use crate::generated::samples;
use crate::read::{EachEntry, EachItem, MemberSink, ReadContext, ReadError, Reader};
use crate::schema::{Kind, Schema};
use crate::timestamp::Timestamp;
use crate::value::{Entries, Items, Structure};
use crate::write::Writer;
use crate::{PATTERNS_LEFT_OUT, SERVICES};

/// How deep a sample is filled; shapes that hold themselves go no further.
const FILL_DEPTH: usize = 12;

/// Reads a value into every place, and refuses a type that asks for another kind than its schema has.
struct Filler {
    context: ReadContext,
    depth: usize,
}

impl Filler {
    fn new() -> Self {
        Self { context: ReadContext::trusting(), depth: 0 }
    }

    fn deeper(&mut self, mut step: impl FnMut(&mut Self) -> Result<(), ReadError>) -> Result<(), ReadError> {
        if self.depth == FILL_DEPTH {
            return Ok(());
        }
        self.depth += 1;
        let done = step(self);
        self.depth -= 1;
        done
    }
}

macro_rules! fill {
    ($($method:ident($type:ty) for $kind:pat => $value:expr;)*) => {$(
        fn $method(&mut self, schema: &'static Schema) -> Result<$type, ReadError> {
            assert!(matches!(schema.kind, $kind), "{} is read as {}", schema.name, stringify!($method));
            Ok($value)
        }
    )*};
}

impl Reader for Filler {
    fn structure(&mut self, schema: &'static Schema, sink: &mut MemberSink<'_>) -> Result<(), ReadError> {
        assert!(matches!(schema.kind, Kind::Structure { .. }), "{} is read as a structure", schema.name);
        self.deeper(|filler| {
            (0..schema.members().len()).try_for_each(|position| sink.member(position, filler))
        })
    }

    fn list(&mut self, _: &'static Schema, each: EachItem<'_>) -> Result<(), ReadError> {
        self.deeper(|filler| each(filler))
    }

    fn map(&mut self, _: &'static Schema, each: EachEntry<'_>) -> Result<(), ReadError> {
        self.deeper(|filler| each("key".to_owned(), filler))
    }

    fill! {
        text(String) for Kind::Text { .. } => "text".to_owned();
        boolean(bool) for Kind::Boolean => true;
        integer(i32) for Kind::Integer => 1;
        long(i64) for Kind::Long => 2;
        float(f32) for Kind::Float => 0.5;
        double(f64) for Kind::Double => 0.25;
        blob(Vec<u8>) for Kind::Blob => vec![7];
        timestamp(Timestamp) for Kind::Timestamp => Timestamp::from_secs(60);
        document(Document) for Kind::Document => Document::Boolean(true);
    }

    fn take_null(&mut self) -> Result<bool, ReadError> {
        Ok(false)
    }

    fn context(&mut self) -> &mut ReadContext {
        &mut self.context
    }
}

/// Refuses a type that writes another kind than its schema has; counts what it is handed.
#[derive(Default)]
struct Checker {
    values: usize,
}

macro_rules! check {
    ($($method:ident($type:ty) for $kind:pat,)*) => {$(
        fn $method(&mut self, schema: &'static Schema, _: $type) {
            assert!(matches!(schema.kind, $kind), "{} is written as {}", schema.name, stringify!($method));
            self.values += 1;
        }
    )*};
}

impl Writer for Checker {
    fn structure(&mut self, schema: &'static Schema, value: &dyn Structure) {
        assert!(
            std::ptr::eq(schema, value.schema()),
            "{} stands in for {}",
            value.schema().name,
            schema.name
        );
        crate::write::present_members(schema, value, &mut |member, value| value.write(member.target, self));
    }

    fn list(&mut self, schema: &'static Schema, items: &dyn Items) {
        let Kind::List { member } = schema.kind else { panic!("{} is written as a list", schema.name) };
        items.each(&mut |item| item.write(member.target, self));
    }

    fn map(&mut self, schema: &'static Schema, entries: &dyn Entries) {
        let Kind::Map { value: member, .. } = schema.kind else {
            panic!("{} is written as a map", schema.name)
        };
        entries.each(&mut |_, value| value.write(member.target, self));
    }

    check! {
        text(&str) for Kind::Text { .. },
        boolean(bool) for Kind::Boolean,
        integer(i32) for Kind::Integer,
        long(i64) for Kind::Long,
        float(f32) for Kind::Float,
        double(f64) for Kind::Double,
        blob(&[u8]) for Kind::Blob,
        timestamp(Timestamp) for Kind::Timestamp,
        document(&Document) for Kind::Document,
    }

    fn null(&mut self) {}
}

/// A sample with a value in every place.
fn filled(mut sample: Box<dyn Structure>) -> Box<dyn Structure> {
    let schema = sample.schema();
    crate::value::read_structure(&mut *sample, schema, &mut Filler::new()).unwrap();
    sample
}

/// Every schema that a sample or an operation leads to, by service and address.
fn schemas() -> Vec<(&'static str, &'static Schema)> {
    let mut found = Vec::new();
    for (service, samples) in samples() {
        let mut seen = BTreeSet::new();
        let mut pending: Vec<&'static Schema> = samples.iter().map(|sample| sample.schema()).collect();
        while let Some(schema) = pending.pop() {
            if !seen.insert(std::ptr::from_ref(schema).addr()) {
                continue;
            }
            found.push((service, schema));
            match schema.kind {
                Kind::Structure { members, .. } => pending.extend(members.iter().map(|member| member.target)),
                Kind::List { member } => pending.push(member.target),
                Kind::Map { key, value } => pending.extend([key.target, value.target]),
                _ => {}
            }
        }
    }
    found
}

#[test]
fn members_are_visited_once_each_in_the_order_of_the_schema() {
    for (service, samples) in samples() {
        for sample in samples {
            let mut visited = Vec::new();
            sample.write_members(&mut |position, _| visited.push(position));
            let expected: Vec<usize> = (0..sample.schema().members().len()).collect();
            assert_eq!(visited, expected, "{service} {}", sample.schema().name);
        }
    }
}

#[test]
fn every_member_reads_and_writes_the_kind_its_schema_says() {
    for (_, samples) in samples() {
        for sample in samples {
            let sample = filled(sample);
            let mut checker = Checker::default();
            checker.structure(sample.schema(), &*sample);
            let mut absent = 0;
            sample.write_members(&mut |_, value| absent += usize::from(value.is_absent()));
            assert_eq!(absent, 0, "{} has members that reading does not fill", sample.schema().name);
            assert!(checker.values > 0 || sample.schema().members().is_empty(), "{}", sample.schema().name);
        }
    }
}

#[test]
fn every_structure_survives_a_row() {
    for (service, samples) in samples() {
        let again = self::samples().into_iter().find(|(name, _)| *name == service).unwrap().1;
        for (sample, mut copy) in samples.into_iter().zip(again) {
            let bytes = crate::cbor::to_vec(&*filled(sample));
            let mut reader = crate::cbor::CborReader::new(&bytes, ReadContext::trusting());
            let schema = copy.schema();
            crate::value::read_structure(&mut *copy, schema, &mut reader).unwrap();
            reader.end().unwrap();
            assert_eq!(crate::cbor::to_vec(&*copy), bytes, "{service} {}", copy.schema().name);
        }
    }
}

#[test]
fn limits_and_patterns_can_be_met() {
    for (service, schema) in schemas() {
        if let (Some(min), Some(max)) = (schema.limits.min, schema.limits.max) {
            assert!(min <= max, "{service} {}", schema.name);
        }
        if let Kind::Text { pattern: Some(pattern), .. } = schema.kind {
            let compiled = regex_lite::Regex::new(&format!("^(?:{})$", pattern.regex));
            assert!(compiled.is_ok(), "{service} {}: {}", schema.name, pattern.regex);
        }
        if let Kind::Text { values, .. } = schema.kind {
            let unique: BTreeSet<_> = values.iter().collect();
            assert_eq!(unique.len(), values.len(), "{service} {}", schema.name);
        }
    }
    for (service, shape, pattern) in PATTERNS_LEFT_OUT {
        let compiled = regex_lite::Regex::new(&format!("^(?:{pattern})$"));
        assert!(compiled.is_err(), "{service} {shape}: this pattern can be checked after all");
    }
}

#[test]
fn names_are_unique() {
    let mut by_name = BTreeMap::new();
    for (service, schema) in schemas() {
        let names: BTreeSet<&str> = schema.members().iter().map(|member| member.name).collect();
        assert_eq!(names.len(), schema.members().len(), "{service} {}", schema.name);
        let wire: BTreeSet<_> =
            schema.members().iter().map(|member| (member.names.location as u8, member.wire_name())).collect();
        assert_eq!(wire.len(), schema.members().len(), "{service} {}: names on the wire", schema.name);
        // Scalars without limits share the runtime's statics, under one name for all.
        let other = by_name.insert((service, schema.name), std::ptr::from_ref(schema));
        assert!(other.is_none(), "{service} has two shapes {}", schema.name);
    }
}

#[test]
fn services_and_operations_can_be_looked_up() {
    let services: BTreeSet<&str> = SERVICES.iter().map(|service| service.name).collect();
    assert_eq!(services.len(), SERVICES.len());
    for service in SERVICES {
        assert!(!service.protocols.is_empty(), "{}", service.name);
        assert!(service.operations.is_sorted_by(|a, b| a.name < b.name), "{}", service.name);
        for operation in service.operations {
            let Some(schema) = operation.schema else { continue };
            assert_eq!((schema.name, schema.http_path), (operation.name, operation.http_path));
            let has = |schema: &Schema, name: &str| schema.member(name).is_some();
            if let Some(pagination) = schema.pagination {
                assert!(has(schema.input, pagination.input_token), "{}", operation.name);
            }
            for label in labels(schema.http_path) {
                let bound = schema.input.members().iter().any(|member| member.wire_name() == label);
                assert!(bound, "{}: nothing fills {{{label}}}", operation.name);
            }
        }
    }
}

fn labels(path: &str) -> impl Iterator<Item = &str> {
    path.split('{').skip(1).filter_map(|part| part.split('}').next()).map(|label| label.trim_end_matches('+'))
}

#[test]
fn the_facts_of_single_services_are_in_their_place() {
    use crate::{cloudwatch, ecs, elbv2, route53, scheduler, sts};
    assert_eq!(elbv2::SERVICE.signing_name, "elasticloadbalancing");
    assert_eq!(cloudwatch::SERVICE.signing_name, "monitoring");
    assert!(cloudwatch::SERVICE.query_compatible);
    assert_eq!(ecs::SERVICE.target_prefix, "AmazonEC2ContainerServiceV20141113");
    assert_eq!(sts::error::IDP_REJECTED_CLAIM_EXCEPTION.query_code(), "IDPRejectedClaim");
    assert_eq!(sts::error::IDP_REJECTED_CLAIM_EXCEPTION.status, 403);
    assert_eq!(ecs::error::SERVER_EXCEPTION.status, 500);
    assert!(ecs::error::CONFLICT_EXCEPTION.shape.is_some());
    assert!(ecs::error::CLUSTER_NOT_FOUND_EXCEPTION.shape.is_none());
    let (_, token) = ecs::schemas::CREATE_SERVICE_REQUEST.member("clientToken").unwrap();
    assert!(!token.required);
    let (_, name) = scheduler::schemas::CREATE_SCHEDULE_INPUT.member("Name").unwrap();
    assert_eq!(name.names.location, crate::schema::Location::Uri);
    let Kind::List { member } = route53::schemas::CHANGES.kind else { panic!("changes are a list") };
    assert_eq!(member.wire_name(), "Change");
}

#[test]
fn an_enum_keeps_what_it_does_not_know() {
    use crate::ecs::LaunchType;
    assert_eq!(LaunchType::from("FARGATE"), LaunchType::Fargate);
    assert_eq!(LaunchType::from("SPACESHIP").as_str(), "SPACESHIP");
    for value in LaunchType::VALUES {
        assert_eq!(LaunchType::from(*value).as_str(), *value);
    }
    assert_eq!(crate::ecs::HealthStatus::from("UNKNOWN"), crate::ecs::HealthStatus::UnknownValue);
}

#[test]
fn a_pattern_refuses_what_surely_breaks_it() {
    let Kind::Text { pattern: Some(pattern), .. } = crate::ecs::schemas::TAG_KEY.kind else {
        panic!("tag keys have a pattern")
    };
    for (key, allowed) in [("team/a b=1", true), ("größe", true), ("", true), ("a<b", false), ("a#", false)]
    {
        assert_eq!(pattern.allows(key), allowed, "{key}");
    }
    assert!(pattern.text.contains("\\p{L}"), "messages show the model's own pattern");
}

#[test]
fn secrets_are_not_shown() {
    let credentials = crate::sts::Credentials {
        access_key_id: "shown".to_owned(),
        secret_access_key: "hidden".to_owned(),
        ..Default::default()
    };
    let text = format!("{credentials:?}");
    assert!(text.contains("shown") && !text.contains("hidden"), "{text}");
}
