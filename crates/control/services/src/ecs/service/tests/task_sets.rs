//! Task sets from their creation to their end.

use longshore_shapes::ecs::{CreateTaskSetRequest, Scale, StabilityStatus};
use longshore_world::records::service::task_set::TaskSet;

use super::*;

type Change = fn(&mut CreateTaskSetRequest);

fn share(value: f64) -> Option<Scale> {
    Some(Scale { value: Some(value), unit: None })
}

fn set() -> CreateTaskSetRequest {
    CreateTaskSetRequest {
        service: "api".to_owned(),
        cluster: "default".to_owned(),
        task_definition: "web:1".to_owned(),
        scale: share(50.0),
        ..Default::default()
    }
}

fn bench() -> Bench {
    let mut bench = Bench::new();
    bench.created(external());
    bench
}

fn made(bench: &mut Bench, input: CreateTaskSetRequest) -> ecs::TaskSet {
    bench.call::<op::CreateTaskSet>(input).unwrap().task_set.unwrap()
}

fn seen(bench: &mut Bench) -> Vec<ecs::TaskSet> {
    bench.describe("api").task_sets.unwrap()
}

fn delete(bench: &mut Bench, id: &str, force: bool) -> Result<ecs::TaskSet, ApiError> {
    let input = ecs::DeleteTaskSetRequest {
        cluster: "default".to_owned(),
        service: "api".to_owned(),
        task_set: id.to_owned(),
        force: Some(force),
    };
    Ok(bench.call::<op::DeleteTaskSet>(input)?.task_set.unwrap())
}

#[test]
fn a_task_set_has_a_share_of_the_services_tasks() {
    let mut bench = bench();
    let made = made(&mut bench, set());
    let id = made.id.clone().unwrap();
    assert_eq!(made.task_set_arn, Some(arn(&format!("task-set/default/api/{id}"))));
    assert_eq!((made.status.as_deref(), made.computed_desired_count), (Some("ACTIVE"), Some(2)));
    assert_eq!(made.stability_status, Some(StabilityStatus::Stabilizing));
    bench.tasks("api", &id, Status::Running, 2);
    let now = seen(&mut bench).remove(0);
    assert_eq!((now.running_count, now.stability_status), (Some(2), Some(StabilityStatus::SteadyState)));
    let order =
        &bench.world.scan::<TaskSet>(&longshore_world::KeyBytes::from_slice(&[])).next().unwrap().1.order;
    assert_eq!((order.launch.group.as_str(), order.launch.family.as_str()), ("service:api", "web"));
    let scale = ecs::UpdateTaskSetRequest {
        cluster: "default".to_owned(),
        service: "api".to_owned(),
        task_set: made.task_set_arn.unwrap(),
        scale: share(100.0).unwrap(),
    };
    let now = bench.call::<op::UpdateTaskSet>(scale).unwrap().task_set.unwrap();
    assert_eq!(
        (now.computed_desired_count, now.stability_status),
        (Some(3), Some(StabilityStatus::Stabilizing))
    );
}

#[test]
fn without_a_scale_it_has_no_tasks() {
    let made = made(&mut bench(), CreateTaskSetRequest { scale: None, ..set() });
    assert_eq!((made.scale.unwrap().value, made.computed_desired_count), (Some(0.0), Some(0)));
}

#[test]
fn what_is_wrong_with_a_task_set_is_said() {
    let mut bench = bench();
    let refused: [(Change, &str, &str); 7] = [
        (|it| it.scale = share(101.0), "InvalidParameterException", "scale.value"),
        (|it| it.scale = share(-0.1), "InvalidParameterException", "scale.value"),
        (|it| it.task_definition = "web:9".to_owned(), "ClientException", "not found"),
        (|it| it.service = "gone".to_owned(), "ServiceNotFoundException", "Service not found."),
        (|it| it.external_id = Some("x".repeat(256)), "InvalidParameterException", "externalId"),
        (
            |it| it.load_balancers = Some(vec![Default::default()]),
            "InvalidParameterException",
            "loadBalancers",
        ),
        (|it| it.client_token = Some("a b".to_owned()), "InvalidParameterException", "clientToken"),
    ];
    for (change, code, words) in refused {
        let mut input = set();
        change(&mut input);
        let error = bench.call::<op::CreateTaskSet>(input).err().unwrap();
        assert_eq!((error.schema.name, error.message.contains(words)), (code, true), "{}", error.message);
    }
    let mut other = Bench::new();
    other.created(request());
    let error = other.call::<op::CreateTaskSet>(set()).err().unwrap();
    assert!(error.message.contains("EXTERNAL"), "{}", error.message);
}

#[test]
fn a_token_makes_a_repeated_request_the_same_set_and_five_are_enough() {
    let mut bench = bench();
    let input = CreateTaskSetRequest { client_token: text("t"), ..set() };
    let (first, again) = (made(&mut bench, input.clone()), made(&mut bench, input.clone()));
    assert_eq!(first.id, again.id);
    let other = CreateTaskSetRequest { scale: None, ..input };
    assert!(bench.call::<op::CreateTaskSet>(other).err().unwrap().message.contains("not idempotent"));
    for _ in 1..5 {
        made(&mut bench, set());
    }
    let error = bench.call::<op::CreateTaskSet>(set()).err().unwrap();
    assert_eq!(error.schema.name, "LimitExceededException");
}

#[test]
fn the_primary_set_is_what_the_service_shows() {
    let mut bench = bench();
    let (old, new) = (
        made(&mut bench, set()),
        made(&mut bench, CreateTaskSetRequest { task_definition: "web:2".to_owned(), ..set() }),
    );
    for (set, definition) in [(&old, "web:1"), (&new, "web:2")] {
        let input = ecs::UpdateServicePrimaryTaskSetRequest {
            cluster: "default".to_owned(),
            service: "api".to_owned(),
            primary_task_set: set.id.clone().unwrap(),
        };
        let primary = bench.call::<op::UpdateServicePrimaryTaskSet>(input).unwrap().task_set.unwrap();
        assert_eq!(primary.status.as_deref(), Some("PRIMARY"));
        let service = bench.describe("api");
        assert_eq!(service.task_definition, Some(arn(&format!("task-definition/{definition}"))));
        let primaries =
            service.task_sets.unwrap().into_iter().filter(|it| it.status.as_deref() == Some("PRIMARY"));
        assert_eq!(primaries.map(|it| it.id).collect::<Vec<_>>(), std::slice::from_ref(&set.id));
    }
}

#[test]
fn a_set_goes_when_its_scale_is_nothing_or_by_force() {
    let mut bench = bench();
    let id = made(&mut bench, set()).id.unwrap();
    assert!(delete(&mut bench, &id, false).err().unwrap().message.contains("above 0"));
    let gone = delete(&mut bench, &id, true).unwrap();
    assert_eq!((gone.status.as_deref(), gone.computed_desired_count), (Some("DRAINING"), Some(0)));
    delete(&mut bench, &id, false).unwrap();
    let zero = made(&mut bench, CreateTaskSetRequest { scale: None, ..set() }).id.unwrap();
    delete(&mut bench, &zero, false).unwrap();
    let error = delete(&mut bench, "ecs-svc/1", true).err().unwrap();
    assert_eq!(error.schema.name, "TaskSetNotFoundException");
}

#[test]
fn sets_are_described_by_name_with_their_tags_and_the_rest_is_missing() {
    let mut bench = bench();
    let made = made(&mut bench, CreateTaskSetRequest { tags: Some(vec![tag("a", "1")]), ..set() });
    let (id, set_arn) = (made.id.unwrap(), made.task_set_arn.unwrap());
    let input = ecs::TagResourceRequest { resource_arn: set_arn.clone(), tags: vec![tag("b", "2")] };
    bench.call::<op::TagResource>(input).unwrap();
    let asked = vec![id.clone(), set_arn, "ecs-svc/1".to_owned()];
    let input = ecs::DescribeTaskSetsRequest {
        cluster: "default".to_owned(),
        service: "api".to_owned(),
        task_sets: Some(asked),
        include: Some(vec![ecs::TaskSetField::Tags]),
    };
    let answer = bench.call::<op::DescribeTaskSets>(input).unwrap();
    let tags: Vec<_> =
        answer.task_sets.unwrap().into_iter().map(|set| (set.id.unwrap(), set.tags.unwrap())).collect();
    let both = vec![tag("a", "1"), tag("b", "2")];
    assert_eq!(tags, [(id.clone(), both.clone()), (id, both)]);
    assert_eq!(answer.failures.unwrap()[0].arn, Some(arn("task-set/default/api/ecs-svc/1")));
}

#[test]
fn deleting_the_service_drains_its_sets() {
    let mut bench = bench();
    made(&mut bench, set());
    bench.delete("api", true).unwrap();
    assert_eq!(seen(&mut bench)[0].status.as_deref(), Some("DRAINING"));
}
