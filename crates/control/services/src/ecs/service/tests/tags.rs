//! Tags of services and task sets, and which of them tasks get.

use longshore_shapes::ecs::PropagateTags;

use super::*;

fn tags_of(bench: &mut Bench, arn: &str) -> Vec<ecs::Tag> {
    let input = ecs::ListTagsForResourceRequest { resource_arn: arn.to_owned() };
    bench.call::<op::ListTagsForResource>(input).unwrap().tags.unwrap()
}

#[test]
fn tasks_get_the_tags_that_are_propagated_and_the_managed_ones() {
    let managed = [tag("aws:ecs:clusterName", "default"), tag("aws:ecs:serviceName", "api")];
    for (propagate, enable, expected) in [
        (None, false, vec![]),
        (Some(PropagateTags::None), true, managed.to_vec()),
        (Some(PropagateTags::Service), false, vec![tag("of", "service")]),
        (
            Some(PropagateTags::TaskDefinition),
            true,
            [vec![tag("of", "definition")], managed.to_vec()].concat(),
        ),
    ] {
        let mut bench = Bench::new();
        bench.created(ecs::CreateServiceRequest {
            tags: Some(vec![tag("of", "service")]),
            propagate_tags: propagate,
            enable_ecs_managed_tags: Some(enable),
            ..request()
        });
        assert_eq!(bench.revision("api", 0).order.launch.tags, expected);
    }
}

#[test]
fn tags_of_a_service_change_and_tasks_to_come_get_them() {
    let mut bench = Bench::new();
    let propagate_tags = Some(PropagateTags::Service);
    bench.created(ecs::CreateServiceRequest { propagate_tags, ..request() });
    let service = arn("service/default/api");
    let input =
        ecs::TagResourceRequest { resource_arn: service.clone(), tags: vec![tag("a", "1"), tag("b", "2")] };
    bench.call::<op::TagResource>(input).unwrap();
    let input = ecs::UntagResourceRequest { resource_arn: service.clone(), tag_keys: vec!["a".to_owned()] };
    bench.call::<op::UntagResource>(input).unwrap();
    assert_eq!(tags_of(&mut bench, &service), [tag("b", "2")]);
    assert_eq!(bench.revision("api", 0).order.launch.tags, [tag("b", "2")]);
    let short = ecs::ListTagsForResourceRequest { resource_arn: arn("service/api") };
    assert!(bench.call::<op::ListTagsForResource>(short).is_err());
    bench.delete("api", true).unwrap();
    bench.change("api", |row| row.service.status = text("INACTIVE"));
    let input = ecs::TagResourceRequest { resource_arn: service, tags: vec![tag("c", "3")] };
    assert_eq!(bench.call::<op::TagResource>(input).err().unwrap().schema.name, "ResourceNotFoundException");
}
