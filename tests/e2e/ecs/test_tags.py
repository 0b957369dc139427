"""Tags on everything that has them."""

import pytest

from expect import arn, as_dict, define, refused, register, tags

GROUP = "arn:aws:autoscaling:us-east-1:000000000000:autoScalingGroup:1:autoScalingGroupName/quay"


def of_cluster(ecs, tags):
    return ecs.create_cluster(clusterName="harbor", tags=tags)["cluster"]["clusterArn"]


def of_capacity_provider(ecs, tags):
    provider = ecs.create_capacity_provider(
        name="quay", autoScalingGroupProvider={"autoScalingGroupArn": GROUP}, tags=tags)
    return provider["capacityProvider"]["capacityProviderArn"]


def of_task_definition(ecs, tags):
    return define(ecs, tags=tags)["taskDefinitionArn"]


def of_container_instance(ecs, tags):
    ecs.create_cluster()
    return register(ecs, tags=tags)["containerInstanceArn"]


@pytest.fixture(params=[of_cluster, of_capacity_provider, of_task_definition, of_container_instance])
def make(request, ecs):
    return lambda **values: request.param(ecs, tags(**values))


def listed(ecs, resource):
    return as_dict(ecs.list_tags_for_resource(resourceArn=resource)["tags"])


def test_tags_are_made_listed_added_replaced_and_taken_away(ecs, make):
    resource = make(team="quay", stage="test")
    assert listed(ecs, resource) == {"team": "quay", "stage": "test"}
    ecs.tag_resource(resourceArn=resource, tags=tags(stage="live", cost="7"))
    assert listed(ecs, resource) == {"team": "quay", "stage": "live", "cost": "7"}
    ecs.untag_resource(resourceArn=resource, tagKeys=["stage", "never-there"])
    assert listed(ecs, resource) == {"team": "quay", "cost": "7"}


def test_a_resource_has_at_most_fifty(ecs, make):
    resource = make(**{f"k{number}": "v" for number in range(50)})
    with refused("LimitExceededException", "50"):
        ecs.tag_resource(resourceArn=resource, tags=tags(more="v"))
    ecs.tag_resource(resourceArn=resource, tags=tags(k1="new"))
    assert listed(ecs, resource)["k1"] == "new"


@pytest.mark.parametrize("bad", [
    tags(**{"aws:own": "x"}), tags(**{"AWS:own": "x"}), tags(**{"k" * 129: "x"}),
    tags(key="x" * 257), tags(**{"a<b": "x"}), [*tags(a="1"), *tags(a="2")],
    tags(**{f"k{number}": "v" for number in range(51)}),
])
def test_bad_tags(ecs, bad):
    with refused("InvalidParameterException"):
        ecs.create_cluster(tags=bad)
    ecs.create_cluster()
    resource = ecs.list_clusters()["clusterArns"][0]
    with refused("InvalidParameterException"):
        ecs.tag_resource(resourceArn=resource, tags=bad)


def test_letters_of_any_language_are_fine(ecs):
    resource = of_cluster(ecs, tags(**{"größe": "大きい 1+1=2 @/._:-"}))
    assert listed(ecs, resource) == {"größe": "大きい 1+1=2 @/._:-"}


def test_resources_that_are_not_there(ecs, region):
    for name in ("cluster/gone", "capacity-provider/gone", "task-definition/gone:1", "container-instance/gone/1",
                 "service/default/gone", "task/default/gone"):
        resource = arn(region, name)
        with refused("ResourceNotFoundException"):
            ecs.tag_resource(resourceArn=resource, tags=tags(a="b"))
        with refused("ResourceNotFoundException"):
            ecs.untag_resource(resourceArn=resource, tagKeys=["a"])
        with refused("InvalidParameterException"):
            ecs.list_tags_for_resource(resourceArn=resource)


def test_arns_that_are_refused(ecs, region):
    with refused("InvalidParameterException", "Long arn format must be used"):
        ecs.tag_resource(resourceArn=arn(region, "service/web"), tags=tags(a="b"))
    for resource in ("web", "arn:aws:s3:::bucket", arn(region, "cluster/a/b"), arn(region, "task-definition/web"),
                     arn(region, "cluster/harbor", account="111111111111")):
        with refused("InvalidParameterException"):
            ecs.list_tags_for_resource(resourceArn=resource)
