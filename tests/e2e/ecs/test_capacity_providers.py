"""Capacity providers: the reserved two, those of Auto Scaling groups, and their place in clusters."""

import pytest

from expect import arn, as_dict, refused, tags

GROUP = "arn:aws:autoscaling:{region}:000000000000:autoScalingGroup:{id}:autoScalingGroupName/quay"
FARGATE_MIX = [{"capacityProvider": "FARGATE", "weight": 1, "base": 2}, {"capacityProvider": "FARGATE_SPOT", "weight": 4}]


def group(region, number=0):
    return GROUP.format(region=region, id=f"00000000-0000-4000-8000-{number:012}")


@pytest.fixture
def create(ecs, region):
    numbers = iter(range(1000))

    def create(name, tags=(), cluster=None, **members):
        members.setdefault("autoScalingGroupArn", group(region, next(numbers)))
        options = {"cluster": cluster} if cluster else {}
        answer = ecs.create_capacity_provider(
            name=name, autoScalingGroupProvider=members, tags=list(tags), **options)
        return answer["capacityProvider"]

    return create


def test_fargate_is_always_there(ecs, region):
    described = ecs.describe_capacity_providers()
    assert [(each["name"], each["status"]) for each in described["capacityProviders"]] == [
        ("FARGATE", "ACTIVE"), ("FARGATE_SPOT", "ACTIVE")]
    assert described["capacityProviders"][0]["capacityProviderArn"] == arn(region, "capacity-provider/FARGATE")
    with refused("ClientException"):
        ecs.delete_capacity_provider(capacityProvider="FARGATE")


def test_a_new_provider_has_every_default(create, region):
    created = create("quay")
    assert created["capacityProviderArn"] == arn(region, "capacity-provider/quay")
    assert (created["status"], created["updateStatus"]) == ("ACTIVE", "CREATE_COMPLETE")
    assert created["tags"] == []
    provider = created["autoScalingGroupProvider"]
    assert provider["managedScaling"] == {
        "status": "DISABLED", "targetCapacity": 100, "minimumScalingStepSize": 1, "maximumScalingStepSize": 10000,
        "instanceWarmupPeriod": 300}
    assert (provider["managedTerminationProtection"], provider["managedDraining"]) == ("DISABLED", "ENABLED")


def test_tags_are_shown_only_when_asked_for(ecs, create, region):
    create("quay", tags=tags(team="harbor"))
    bare, = ecs.describe_capacity_providers(capacityProviders=["quay"])["capacityProviders"]
    assert bare["tags"] == []
    full, = ecs.describe_capacity_providers(
        capacityProviders=[arn(region, "capacity-provider/quay")], include=["TAGS"])["capacityProviders"]
    assert as_dict(full["tags"]) == {"team": "harbor"}


def test_what_is_not_there_is_a_failure_and_twice_is_twice(ecs, region):
    described = ecs.describe_capacity_providers(capacityProviders=["FARGATE", "gone", "FARGATE"])
    assert [each["name"] for each in described["capacityProviders"]] == ["FARGATE", "FARGATE"]
    assert described["failures"] == [{"arn": arn(region, "capacity-provider/gone"), "reason": "MISSING"}]


def test_names_that_are_refused(create):
    for name in ("awsome", "ecs-quay", "Fargate2", "two words", "dot.ted", "x" * 256):
        with refused("ClientException", "The specified capacity provider name is invalid."):
            create(name)


def test_a_name_and_a_group_are_for_one_provider(create, region):
    create("quay")
    with refused("ClientException", "already exists"):
        create("quay")
    with refused("ClientException", "Auto Scaling group ARN is already being used"):
        create("pier", autoScalingGroupArn=group(region, 0))


def test_termination_protection_needs_scaling(create):
    with refused("InvalidParameterException", "managed termination protection"):
        create("quay", managedTerminationProtection="ENABLED")
    scaled = create("pier", managedTerminationProtection="ENABLED", managedScaling={"status": "ENABLED"})
    assert scaled["autoScalingGroupProvider"]["managedScaling"]["status"] == "ENABLED"


def test_a_provider_is_of_one_kind(ecs, create):
    with refused("InvalidParameterException", "exactly one"):
        ecs.create_capacity_provider(name="quay")
    with refused("InvalidParameterException", "autoScalingGroupArn"):
        create("quay", autoScalingGroupArn="arn:aws:s3:::bucket")


def test_updating_keeps_what_is_not_given(ecs, create):
    create("quay", managedScaling={"status": "ENABLED", "targetCapacity": 80})
    updated = ecs.update_capacity_provider(
        name="quay", autoScalingGroupProvider={"managedScaling": {"maximumScalingStepSize": 10}, "managedDraining": "DISABLED"})
    provider = updated["capacityProvider"]["autoScalingGroupProvider"]
    scaling = provider["managedScaling"]
    assert (scaling["status"], scaling["targetCapacity"], scaling["maximumScalingStepSize"]) == ("ENABLED", 80, 10)
    assert provider["managedDraining"] == "DISABLED"
    assert updated["capacityProvider"]["updateStatus"] == "UPDATE_COMPLETE"
    with refused("ClientException"):
        ecs.update_capacity_provider(name="gone", autoScalingGroupProvider={"managedDraining": "DISABLED"})


def test_a_deleted_provider_is_inactive_and_its_name_free(ecs, create, region):
    create("quay")
    deleted = ecs.delete_capacity_provider(capacityProvider=arn(region, "capacity-provider/quay"))["capacityProvider"]
    assert (deleted["status"], deleted["updateStatus"]) == ("INACTIVE", "DELETE_COMPLETE")
    described, = ecs.describe_capacity_providers(capacityProviders=["quay"])["capacityProviders"]
    assert described["status"] == "INACTIVE"
    assert "quay" not in [each["name"] for each in ecs.describe_capacity_providers()["capacityProviders"]]
    assert create("quay")["status"] == "ACTIVE"


def test_a_provider_in_use_stays(ecs, create):
    create("quay")
    ecs.create_cluster(capacityProviders=["quay"])
    with refused("ClientException", "in use"):
        ecs.delete_capacity_provider(capacityProvider="quay")
    ecs.put_cluster_capacity_providers(cluster="default", capacityProviders=[], defaultCapacityProviderStrategy=[])
    assert ecs.delete_capacity_provider(capacityProvider="quay")["capacityProvider"]["status"] == "INACTIVE"


def test_a_cluster_takes_providers_and_a_strategy(ecs):
    ecs.create_cluster()
    cluster = ecs.put_cluster_capacity_providers(
        cluster="default", capacityProviders=["FARGATE", "FARGATE_SPOT"],
        defaultCapacityProviderStrategy=FARGATE_MIX)["cluster"]
    assert cluster["capacityProviders"] == ["FARGATE", "FARGATE_SPOT"]
    assert cluster["attachmentsStatus"] == "UPDATE_COMPLETE"
    strategy = {item["capacityProvider"]: (item["base"], item["weight"]) for item in cluster["defaultCapacityProviderStrategy"]}
    assert strategy == {"FARGATE": (2, 1), "FARGATE_SPOT": (0, 4)}


def test_strategies_that_are_refused(ecs, create):
    ecs.create_cluster()
    create("quay")
    providers = ["FARGATE", "FARGATE_SPOT", "quay"]
    bases = [item | {"base": 1} for item in FARGATE_MIX]
    mixed = [{"capacityProvider": "FARGATE"}, {"capacityProvider": "quay"}]
    for given, strategy, words in [
        (providers, bases, "base"),
        (providers, mixed, "cannot contain a mix"),
        (["FARGATE"], FARGATE_MIX, "cannot contain a capacity provider that is not associated with the cluster"),
        (["gone"], [], "gone"),
    ]:
        with refused("InvalidParameterException", words):
            ecs.put_cluster_capacity_providers(
                cluster="default", capacityProviders=given, defaultCapacityProviderStrategy=strategy)
    with refused("ClusterNotFoundException"):
        ecs.put_cluster_capacity_providers(cluster="gone", capacityProviders=[], defaultCapacityProviderStrategy=[])


def test_a_managed_instances_provider_belongs_to_its_cluster(ecs, region):
    ecs.create_cluster(clusterName="harbor")
    instances = {
        "infrastructureRoleArn": "arn:aws:iam::000000000000:role/infrastructure",
        "instanceLaunchTemplate": {
            "ec2InstanceProfileArn": "arn:aws:iam::000000000000:instance-profile/ecsInstanceRole",
            "networkConfiguration": {"subnets": ["subnet-00000000000000001"]}}}
    with refused("InvalidParameterException", "cluster"):
        ecs.create_capacity_provider(name="quay", managedInstancesProvider=instances)
    created = ecs.create_capacity_provider(name="quay", cluster="harbor", managedInstancesProvider=instances)
    assert created["capacityProvider"]["cluster"] == arn(region, "cluster/harbor")
    listed = ecs.describe_capacity_providers(cluster="harbor")["capacityProviders"]
    assert [each["name"] for each in listed] == ["quay"]
    with refused("ClusterContainsCapacityProviderException"):
        ecs.delete_cluster(cluster="harbor")
    ecs.delete_capacity_provider(capacityProvider="quay")
    ecs.delete_cluster(cluster="harbor")
