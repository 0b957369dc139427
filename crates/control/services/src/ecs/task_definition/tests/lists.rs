//! Lists: what is in them, page by page in both directions, and whose tokens they take.

use longshore_shapes::ecs::{SortOrder, TaskDefinitionFamilyStatus, TaskDefinitionStatus};

use super::*;
use crate::ecs::task_definition::list::{list_task_definition_families, list_task_definitions};

/// `a:1..12`, `a-b:1..3`, `b:1`, with some of `a` and all of `a-b` INACTIVE and `c:1` about to go.
fn bench() -> Bench {
    let mut bench = Bench::new();
    for (name, revisions) in [("b", 1), ("a", 12), ("a-b", 3), ("c", 1)] {
        for _ in 0..revisions {
            bench.register(Request { family: name.to_owned(), ..bridge() }).unwrap();
        }
    }
    for name in ["a:2", "a:11", "a-b:1", "a-b:2", "a-b:3", "c:1"] {
        bench.deregister(name).unwrap();
    }
    bench.delete(&["c:1"]).unwrap();
    bench
}

fn page(
    bench: &Bench,
    input: ecs::ListTaskDefinitionsRequest,
) -> Result<(Vec<String>, Option<String>), ApiError> {
    let answer = list_task_definitions(&bench.snapshot(), &bench.caller, input)?;
    let names = answer.task_definition_arns.unwrap().into_iter();
    Ok((names.map(|arn| arn.split_once('/').unwrap().1.to_owned()).collect(), answer.next_token))
}

/// Every page of a list, one after the other.
fn walk(bench: &Bench, input: &ecs::ListTaskDefinitionsRequest, size: i32) -> Vec<String> {
    let (mut all, mut next_token) = (Vec::new(), None);
    loop {
        let input = ecs::ListTaskDefinitionsRequest { max_results: Some(size), next_token, ..input.clone() };
        let (names, token) = page(bench, input).unwrap();
        assert!(names.len() <= usize::try_from(size).unwrap());
        all.extend(names);
        next_token = token;
        if next_token.is_none() {
            return all;
        }
    }
}

fn families(
    bench: &Bench,
    status: Option<TaskDefinitionFamilyStatus>,
    prefix: &str,
    size: i32,
) -> Vec<String> {
    let (mut all, mut next_token) = (Vec::new(), None);
    loop {
        let family_prefix = Some(prefix.to_owned());
        let max_results = Some(size);
        let input = ecs::ListTaskDefinitionFamiliesRequest {
            family_prefix,
            status: status.clone(),
            next_token,
            max_results,
        };
        let answer = list_task_definition_families(&bench.snapshot(), &bench.caller, input).unwrap();
        all.extend(answer.families.unwrap());
        next_token = answer.next_token;
        if next_token.is_none() {
            return all;
        }
    }
}

#[test]
fn pages_in_both_directions_are_the_whole_list() {
    let bench = bench();
    let active = ["a:1", "a:3", "a:4", "a:5", "a:6", "a:7", "a:8", "a:9", "a:10", "a:12", "b:1"];
    let input = ecs::ListTaskDefinitionsRequest::default();
    for size in 1..13 {
        assert_eq!(walk(&bench, &input, size), active);
        let backwards = ecs::ListTaskDefinitionsRequest { sort: Some(SortOrder::Desc), ..input.clone() };
        assert!(walk(&bench, &backwards, size).iter().eq(active.iter().rev()));
    }
}

#[test]
fn lists_are_filtered_by_family_and_status() {
    let bench = bench();
    let list = |family: Option<&str>, status| {
        let family_prefix = family.map(str::to_owned);
        walk(&bench, &ecs::ListTaskDefinitionsRequest { family_prefix, status, ..Default::default() }, 2)
    };
    assert_eq!(list(Some("b"), None), ["b:1"]);
    assert_eq!(list(Some("a"), Some(TaskDefinitionStatus::Inactive)), ["a:2", "a:11"]);
    assert_eq!(list(Some("a-"), Some(TaskDefinitionStatus::Inactive)), Vec::<String>::new());
    assert_eq!(list(None, Some(TaskDefinitionStatus::Inactive)), ["a:2", "a:11", "a-b:1", "a-b:2", "a-b:3"]);
    assert_eq!(list(None, Some(TaskDefinitionStatus::DeleteInProgress)), ["c:1"]);
}

#[test]
fn families_are_listed_by_status_and_prefix() {
    use TaskDefinitionFamilyStatus::{Active, All, Inactive};
    let bench = bench();
    for size in 1..6 {
        assert_eq!(families(&bench, None, "", size), ["a", "a-b", "b", "c"]);
        assert_eq!(families(&bench, Some(All), "a", size), ["a", "a-b"]);
        assert_eq!(families(&bench, Some(Active), "", size), ["a", "b"]);
        assert_eq!(families(&bench, Some(Inactive), "", size), ["a-b", "c"]);
        assert_eq!(families(&bench, None, "a-", size), ["a-b"]);
    }
}

#[test]
fn other_tokens_and_sizes_are_refused() {
    let mut bench = bench();
    let input = ecs::ListTaskDefinitionsRequest { max_results: Some(1), ..Default::default() };
    let (_, token) = page(&bench, input.clone()).unwrap();
    let same =
        ecs::ListTaskDefinitionsRequest { next_token: token.clone(), max_results: Some(5), ..input.clone() };
    assert_eq!(page(&bench, same.clone()).unwrap().0.len(), 5);
    let others = [
        ecs::ListTaskDefinitionsRequest { sort: Some(SortOrder::Desc), ..same.clone() },
        ecs::ListTaskDefinitionsRequest { family_prefix: Some("a".to_owned()), ..same.clone() },
        ecs::ListTaskDefinitionsRequest { status: Some(TaskDefinitionStatus::Inactive), ..same.clone() },
        ecs::ListTaskDefinitionsRequest { next_token: Some("x".to_owned()), ..same.clone() },
    ];
    for other in others {
        assert_eq!(page(&bench, other).unwrap_err().code(), "InvalidParameterException");
    }
    let families = ecs::ListTaskDefinitionFamiliesRequest { next_token: token, ..Default::default() };
    let answer = list_task_definition_families(&bench.snapshot(), &bench.caller, families);
    assert_eq!(answer.unwrap_err().code(), "InvalidParameterException");
    for size in [0, 101] {
        let sized = ecs::ListTaskDefinitionsRequest { max_results: Some(size), ..Default::default() };
        assert_eq!(page(&bench, sized).unwrap_err().code(), "InvalidParameterException");
    }
    bench.caller = Caller::root(scope(8));
    assert_eq!(page(&bench, same).unwrap_err().code(), "InvalidParameterException");
}
