//! What is told of tasks that users start.

use longshore_shapes::ecs::{PlacementStrategy, PlacementStrategyType};
use longshore_world::records::history::{Chapter, story_prefix};

use super::*;

/// Who, what and why, without the id of the instance.
fn told(bench: &Bench, task: &ecs::Task) -> (String, String, String) {
    let arn = task.task_arn.as_ref().unwrap();
    let prefix = story_prefix(scope(), arn);
    let mut chapters = bench.snapshot().cold_range::<Chapter>(&prefix, None, 10).unwrap();
    assert_eq!(chapters.len(), 1, "told once");
    let (_, chapter) = chapters.remove(0);
    let id = bench.row(arn).instance.unwrap();
    (chapter.who, chapter.what.replace(&id, "X"), chapter.why.unwrap())
}

fn strategy(kind: PlacementStrategyType, field: Option<&str>) -> PlacementStrategy {
    PlacementStrategy { r#type: Some(kind), field: field.map(str::to_owned) }
}

#[test]
fn run_task_tells_by_which_rule_and_what_is_left() {
    let mut bench = Bench::new();
    let mut input = machine();
    input.attributes.as_mut().unwrap().push(Attribute {
        name: "ecs.availability-zone".to_owned(),
        value: Some("us-east-1a".to_owned()),
        ..Default::default()
    });
    bench.call::<op::RegisterContainerInstance>(input).unwrap();
    bench.register(super::lists::small("s"));
    let binpack = || strategy(PlacementStrategyType::Binpack, Some("memory"));
    let spread = || strategy(PlacementStrategyType::Spread, Some("attribute:ecs.availability-zone"));
    let random = || strategy(PlacementStrategyType::Random, None);
    // Each task of `s` takes 1 CPU unit and 6 MiB.
    let cases = [
        (None, vec![], ("user", "room in the cluster; left there: 2047 CPU units, 4090 MiB")),
        (
            Some("deploy-7"),
            vec![binpack()],
            ("deploy-7", "room in the cluster; binpack memory; left there: 2046 CPU units, 4084 MiB"),
        ),
        (
            None,
            vec![spread(), random()],
            (
                "user",
                "room in the cluster; spread attribute:ecs.availability-zone, then random; \
                 left there: 2045 CPU units, 4078 MiB",
            ),
        ),
    ];
    for (started_by, strategies, (who, why)) in cases {
        let input = ecs::RunTaskRequest {
            task_definition: "s".to_owned(),
            started_by: started_by.map(str::to_owned),
            placement_strategy: Some(strategies),
            ..Default::default()
        };
        let task = bench.run_task(input).unwrap().tasks.unwrap().remove(0);
        let what = "placed on container instance X in zone us-east-1a";
        assert_eq!(told(&bench, &task), (who.to_owned(), what.to_owned(), why.to_owned()));
    }
}

#[test]
fn start_task_tells_that_the_place_was_asked_for() {
    let mut bench = Bench::new();
    let instance = bench.instance();
    for (started_by, who) in [(None, "user"), (Some("me"), "me")] {
        bench.register(super::lists::small("s"));
        let input = ecs::StartTaskRequest {
            task_definition: "s".to_owned(),
            started_by: started_by.map(str::to_owned),
            ..request(&instance)
        };
        let task = bench.start(input).unwrap().tasks.unwrap().remove(0);
        let (told_who, what, why) = told(&bench, &task);
        assert_eq!((told_who.as_str(), what.as_str()), (who, "placed on container instance X"));
        assert!(why.starts_with("the request names the instance; left there: "), "{why}");
    }
}
