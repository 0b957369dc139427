//! Revisions through their lives, and how they are named.

use std::collections::BTreeMap;

use longshore_shapes::ecs::{Tag, TaskDefinitionField, TaskDefinitionStatus};
use longshore_world::records::task_definition::{
    Family, FamilyKey, TaskDefinition, TaskDefinitionBody, TaskDefinitionKey,
};
use proptest::prelude::*;

use super::*;
use crate::ecs::task_definition::identifier::{Reference, arn_of, parse, resolve};
use crate::ecs::task_definition::revision::REVISIONS_MAX;

fn family(name: &str) -> Request {
    Request { family: name.to_owned(), ..bridge() }
}

fn reference(family: &str, revision: Option<u32>) -> Reference {
    Reference { family: family.to_owned(), revision }
}

#[test]
fn names_are_read() {
    let arn = "arn:aws:ecs:eu-west-1:000000000007:task-definition/web";
    assert_eq!(parse(scope(7), "web").unwrap(), reference("web", None));
    assert_eq!(parse(scope(7), "web:3").unwrap(), reference("web", Some(3)));
    assert_eq!(parse(scope(7), arn).unwrap(), reference("web", None));
    assert_eq!(parse(scope(7), &format!("{arn}:12")).unwrap(), reference("web", Some(12)));
    let refused = [
        ("", "TaskDefinition can not be blank."),
        ("web:foo", "Invalid revision number. Number: foo"),
        ("web:0", "Invalid revision number. Number: 0"),
        ("web:+1", "Invalid revision number. Number: +1"),
        ("web:", "Invalid revision number. Number: "),
        ("web:4294967296", "Invalid revision number. Number: 4294967296"),
        (
            "arn:aws:ecs:eu-west-1:000000000008:task-definition/web",
            "Identifier is for 000000000008. Your accountId is 000000000007",
        ),
        (
            "arn:aws:ecs:us-east-1:000000000007:task-definition/web",
            "Identifier is for us-east-1. Your region is eu-west-1",
        ),
        (
            "arn:aws:ecs:eu-west-1:000000000007:cluster/web",
            "Invalid identifier: 'arn:aws:ecs:eu-west-1:000000000007:cluster/web' is not the ARN of a task \
             definition.",
        ),
        ("arn:aws:s3:::web", "Invalid identifier: 'arn:aws:s3:::web' is not the ARN of a task definition."),
    ];
    for (text, message) in refused {
        let error = parse(scope(7), text).unwrap_err();
        assert_eq!((error.code(), error.message.as_str()), ("InvalidParameterException", message), "{text}");
    }
}

#[test]
fn a_revision_lives_and_is_described() {
    let mut bench = Bench::new();
    let tag = Tag { key: Some("team".to_owned()), value: Some("a".to_owned()) };
    let answer = bench.register(Request { tags: Some(vec![tag.clone()]), ..family("web") }).unwrap();
    assert_eq!(answer.tags, Some(vec![tag.clone()]));
    let first = answer.task_definition.unwrap();
    let arn = "arn:aws:ecs:eu-west-1:000000000007:task-definition/web:1";
    assert_eq!((first.task_definition_arn.as_deref(), first.revision), (Some(arn), Some(1)));
    assert_eq!(first.registered_by.as_deref(), Some("arn:aws:iam::000000000007:root"));
    assert_eq!(first.registered_at, Some(Timestamp::from_secs(1001)));
    assert_eq!(bench.describe(arn).unwrap(), first);
    assert_eq!(bench.register(family("web")).unwrap().tags, None);
    assert_eq!(bench.describe("web").unwrap().revision, Some(2));

    let gone = bench.deregister("web:1").unwrap();
    assert_eq!(
        (gone.status, gone.deregistered_at),
        (Some(TaskDefinitionStatus::Inactive), Some(Timestamp::from_secs(1003)))
    );
    let again = bench.deregister("web:1").unwrap();
    assert_eq!(again.deregistered_at, Some(Timestamp::from_secs(1003)));
    bench.deregister("web:2").unwrap();
    assert_eq!(bench.describe("web").unwrap_err().message, "Unable to describe task definition.");
    assert_eq!(bench.describe("web:1").unwrap().status, Some(TaskDefinitionStatus::Inactive));

    let deleted = bench.delete(&["web:1"]).unwrap().task_definitions.unwrap();
    assert_eq!(deleted[0].delete_requested_at, Some(Timestamp::from_secs(1006)));
    assert_eq!(bench.describe("web:1").unwrap().status, Some(TaskDefinitionStatus::DeleteInProgress));
    assert_eq!(bench.register(family("web")).unwrap().task_definition.unwrap().revision, Some(3));

    let include = Some(vec![TaskDefinitionField::Tags]);
    let input = ecs::DescribeTaskDefinitionRequest { task_definition: "web:1".to_owned(), include };
    let answer =
        crate::ecs::task_definition::describe_task_definition(&bench.snapshot(), &bench.caller, input);
    assert_eq!(answer.unwrap().tags, Some(vec![tag]));
}

#[test]
fn what_is_refused() {
    let mut bench = Bench::new();
    bench.register(family("web")).unwrap();
    let said = |error: ApiError| format!("{}: {}", error.code(), error.message);
    assert_eq!(said(bench.deregister("web").unwrap_err()), "InvalidParameterException: Revision is missing.");
    assert_eq!(said(bench.delete(&["web"]).unwrap_err()), "InvalidParameterException: Revision is missing.");
    assert!(
        said(bench.deregister("web:2").unwrap_err())
            .starts_with("ClientException: The specified task definition does not exist.")
    );
    assert_eq!(
        said(bench.describe("x").unwrap_err()),
        "ClientException: Unable to describe task definition."
    );
    assert_eq!(
        said(bench.delete(&["web:1"; 11]).unwrap_err()),
        "InvalidParameterException: Size of TaskDefinition references list cannot exceed 10"
    );
    let empty = bench.register(Request { tags: Some(vec![]), ..family("web") });
    assert_eq!(said(empty.unwrap_err()), "ClientException: Tags can not be empty.");

    let answer = bench.delete(&["web:1", "web:9"]).unwrap();
    assert_eq!(answer.task_definitions, Some(vec![]));
    let failures = answer.failures.unwrap();
    let arns: Vec<_> = failures.iter().map(|failure| failure.arn.as_deref().unwrap()).collect();
    let prefix = "arn:aws:ecs:eu-west-1:000000000007:task-definition";
    assert_eq!(arns, [format!("{prefix}/web:1"), format!("{prefix}/web:9")]);
    assert!(failures[0].reason.as_deref().unwrap().contains("still in ACTIVE status"));
    assert!(failures[1].reason.as_deref().unwrap().contains("does not exist"));
}

#[test]
fn a_family_runs_out_of_revisions() {
    let mut bench = Bench::new();
    let key = FamilyKey { scope: scope(7), family: "web".to_owned() };
    let put = |latest| {
        let key = key.clone();
        Ok(move |tx: &mut Tx<'_>| {
            tx.put(&key, Family { latest, ..Family::default() });
            Ok(())
        })
    };
    bench.write(put(REVISIONS_MAX - 1)).unwrap();
    assert_eq!(bench.register(family("web")).unwrap().task_definition.unwrap().revision, Some(1_000_000));
    assert_eq!(bench.register(family("web")).unwrap_err().code(), "LimitExceededException");
}

/// What a client or the retention of deleted revisions may do next.
#[derive(Debug, Clone, Copy)]
enum Step {
    Register,
    Deregister(u32),
    Delete(u32),
    Purge(u32),
}

fn steps() -> impl Strategy<Value = Vec<(usize, Step)>> {
    let step = prop_oneof![
        3 => Just(Step::Register),
        2 => (1..6_u32).prop_map(Step::Deregister),
        2 => (1..6_u32).prop_map(Step::Delete),
        1 => (1..6_u32).prop_map(Step::Purge),
    ];
    proptest::collection::vec((0..3_usize, step), 0..60)
}

fn purge(bench: &mut Bench, key: TaskDefinitionKey) {
    let transaction = move |tx: &mut Tx<'_>| {
        tx.delete::<TaskDefinition>(&key);
        tx.delete_cold::<TaskDefinitionBody>(&key);
        let family = FamilyKey { scope: key.scope, family: key.family };
        tx.update(&family, |row: &mut Family| row.deleting -= 1);
        Ok(())
    };
    bench.write(Ok(transaction)).unwrap();
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn families_count_their_revisions_through_any_life(steps in steps()) {
        use TaskDefinitionStatus::{Active, DeleteInProgress, Inactive};
        let (mut bench, names) = (Bench::new(), ["a", "b", "c"]);
        let mut model: BTreeMap<(&str, u32), TaskDefinitionStatus> = BTreeMap::new();
        let mut latest: BTreeMap<&str, u32> = BTreeMap::new();
        for (family_number, step) in steps {
            let name = names[family_number];
            let key = |revision| TaskDefinitionKey { scope: scope(7), family: name.to_owned(), revision };
            match step {
                Step::Register => {
                    let next = latest.entry(name).or_default();
                    *next += 1;
                    let answer = bench.register(family(name)).unwrap().task_definition.unwrap();
                    prop_assert_eq!(answer.task_definition_arn, Some(arn_of(&key(*next))));
                    model.insert((name, *next), Active);
                }
                Step::Deregister(revision) => {
                    let answer = bench.deregister(&format!("{name}:{revision}"));
                    let known = model.get_mut(&(name, revision));
                    prop_assert_eq!(answer.is_ok(), known.is_some());
                    let active = known.filter(|status| **status == Active);
                    active.into_iter().for_each(|status| *status = Inactive);
                }
                Step::Delete(revision) => {
                    let answer = bench.delete(&[&format!("{name}:{revision}")]).unwrap();
                    let known = model.get_mut(&(name, revision)).filter(|status| **status != Active);
                    prop_assert_eq!(answer.task_definitions.unwrap().len(), known.iter().count());
                    known.into_iter().for_each(|status| *status = DeleteInProgress);
                }
                Step::Purge(revision) => {
                    if model.get(&(name, revision)) == Some(&DeleteInProgress) {
                        purge(&mut bench, key(revision));
                        model.remove(&(name, revision));
                    }
                }
            }
            prop_assert_eq!(bench.world.problems(), Vec::<String>::new());
            let active = model.iter().filter(|((family, _), status)| *family == name && **status == Active);
            let newest = active.map(|((_, revision), _)| *revision).max();
            prop_assert_eq!(resolve(&bench.world, scope(7), &reference(name, None)), newest.map(key));
        }
        for ((name, revision), status) in model {
            let described = bench.describe(&format!("{name}:{revision}")).unwrap();
            prop_assert_eq!(described.status, Some(status));
            prop_assert_eq!(described.revision, i32::try_from(revision).ok());
        }
    }
}
