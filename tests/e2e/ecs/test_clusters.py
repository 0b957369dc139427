"""Clusters: what they are when made, described, listed, changed and deleted."""

import pytest

from expect import arn, as_dict, refused, register, tags
from longshore import ACCOUNT

EVERYTHING = ["ATTACHMENTS", "CONFIGURATIONS", "SETTINGS", "STATISTICS", "TAGS"]
EXEC = {"executeCommandConfiguration": {
    "kmsKeyId": "alias/harbor", "logging": "OVERRIDE",
    "logConfiguration": {"cloudWatchLogGroupName": "/exec", "cloudWatchEncryptionEnabled": True}}}


def test_without_a_name_it_is_default(ecs, region):
    created = ecs.create_cluster()["cluster"]
    assert created["clusterName"] == "default"
    assert created["clusterArn"] == arn(region, "cluster/default")
    described = ecs.describe_clusters()
    assert [cluster["clusterName"] for cluster in described["clusters"]] == ["default"]
    assert described["failures"] == []


def test_a_new_cluster_has_every_default(ecs):
    created = ecs.create_cluster(clusterName="harbor")["cluster"]
    assert created["status"] == "ACTIVE"
    assert created["settings"] == [{"name": "containerInsights", "value": "disabled"}]
    for name in ("registeredContainerInstancesCount", "runningTasksCount", "pendingTasksCount", "activeServicesCount"):
        assert created[name] == 0, name
    for name in ("statistics", "tags", "capacityProviders", "defaultCapacityProviderStrategy"):
        assert created[name] == [], name
    assert "configuration" not in created
    assert "attachments" not in created


def test_a_new_clusters_insights_follow_the_account(ecs):
    ecs.put_account_setting_default(name="containerInsights", value="enhanced")
    created = ecs.create_cluster(clusterName="a")["cluster"]
    assert created["settings"] == [{"name": "containerInsights", "value": "enhanced"}]
    own = ecs.create_cluster(clusterName="b", settings=[{"name": "containerInsights", "value": "disabled"}])
    assert own["cluster"]["settings"] == [{"name": "containerInsights", "value": "disabled"}]


def test_creating_it_again_answers_the_one_there_is(ecs):
    first = ecs.create_cluster(clusterName="harbor", tags=tags(team="quay"))["cluster"]
    again = ecs.create_cluster(
        clusterName="harbor", tags=tags(team="other"), settings=[{"name": "containerInsights", "value": "enabled"}])
    assert again["cluster"] == first


def test_what_is_included_only_when_asked_for(ecs):
    ecs.create_cluster(clusterName="harbor", configuration=EXEC, tags=tags(team="quay"), capacityProviders=["FARGATE"])
    bare, = ecs.describe_clusters(clusters=["harbor"])["clusters"]
    assert bare["tags"] == bare["settings"] == bare["statistics"] == []
    assert "configuration" not in bare and "attachments" not in bare
    assert bare["capacityProviders"] == ["FARGATE"]
    full, = ecs.describe_clusters(clusters=["harbor"], include=EVERYTHING)["clusters"]
    assert as_dict(full["tags"]) == {"team": "quay"}
    assert full["settings"] == [{"name": "containerInsights", "value": "disabled"}]
    assert full["configuration"] == EXEC
    assert full["attachments"] == []
    statistics = {entry["name"]: entry["value"] for entry in full["statistics"]}
    assert statistics["runningFargateTasksCount"] == statistics["activeEC2ServiceCount"] == "0"


def test_describing_takes_names_and_arns_and_repeats_what_is_asked_twice(ecs, region):
    ecs.create_cluster(clusterName="harbor")
    full = arn(region, "cluster/harbor")
    described = ecs.describe_clusters(clusters=["harbor", full, "gone", "harbor", "gone"])
    assert [cluster["clusterArn"] for cluster in described["clusters"]] == [full] * 3
    missing = {"arn": arn(region, "cluster/gone"), "reason": "MISSING"}
    assert described["failures"] == [missing, missing]


def test_an_arn_of_elsewhere_is_refused(ecs, region):
    other_account = arn(region, "cluster/harbor", account="111111111111")
    with refused("InvalidParameterException", f"Identifier is for 111111111111. Your accountId is {ACCOUNT}"):
        ecs.describe_clusters(clusters=[other_account])
    with refused("InvalidParameterException", region):
        ecs.describe_clusters(clusters=[arn("us-west-2", "cluster/harbor")])
    with refused("InvalidParameterException", "Invalid identifier"):
        ecs.describe_clusters(clusters=[arn(region, "service/harbor")])


def test_at_most_a_hundred_are_described(ecs):
    assert len(ecs.describe_clusters(clusters=["x"] * 100)["failures"]) == 100
    with refused("InvalidParameterException", "100"):
        ecs.describe_clusters(clusters=["x"] * 101)


@pytest.mark.parametrize("name", ["", "two words", "dot.ted", "é", "x" * 256])
def test_bad_names(ecs, name):
    with refused("InvalidParameterException"):
        ecs.create_cluster(clusterName=name)


def test_the_longest_name(ecs):
    assert ecs.create_cluster(clusterName="x" * 255)["cluster"]["clusterName"] == "x" * 255


def test_updating_changes_what_is_given_and_keeps_the_rest(ecs):
    ecs.create_cluster(clusterName="harbor", configuration=EXEC)
    updated = ecs.update_cluster(
        cluster="harbor", settings=[{"name": "containerInsights", "value": "enabled"}],
        serviceConnectDefaults={"namespace": "quay"})["cluster"]
    assert updated["settings"] == [{"name": "containerInsights", "value": "enabled"}]
    assert updated["configuration"] == EXEC
    assert "namespace" in updated["serviceConnectDefaults"]
    cleared = ecs.update_cluster(cluster="harbor", serviceConnectDefaults={"namespace": ""})["cluster"]
    assert "serviceConnectDefaults" not in cleared
    assert cleared["settings"] == updated["settings"]


def test_settings_can_be_updated_alone(ecs, region):
    ecs.create_cluster(clusterName="harbor")
    setting = {"name": "containerInsights", "value": "enhanced"}
    updated = ecs.update_cluster_settings(cluster=arn(region, "cluster/harbor"), settings=[setting])
    assert updated["cluster"]["settings"] == [setting]
    with refused("InvalidParameterException", "sometimes"):
        ecs.update_cluster_settings(cluster="harbor", settings=[setting | {"value": "sometimes"}])
    with refused("ClusterNotFoundException", "Cluster not found."):
        ecs.update_cluster_settings(cluster="gone", settings=[setting])


@pytest.mark.parametrize("configuration", [
    {"logging": "OVERRIDE"},
    {"logging": "OVERRIDE", "logConfiguration": {}},
    {"logging": "NONE", "logConfiguration": {"s3BucketName": "b"}},
])
def test_exec_configurations_that_make_no_sense(ecs, configuration):
    with refused("InvalidParameterException", "logConfiguration"):
        ecs.create_cluster(configuration={"executeCommandConfiguration": configuration})


def test_a_deleted_cluster_is_inactive_and_still_described(ecs, region):
    ecs.create_cluster(clusterName="harbor", tags=tags(team="quay"))
    assert ecs.delete_cluster(cluster="harbor")["cluster"]["status"] == "INACTIVE"
    described, = ecs.describe_clusters(clusters=["harbor"])["clusters"]
    assert described["status"] == "INACTIVE"
    assert ecs.list_clusters()["clusterArns"] == []
    assert ecs.delete_cluster(cluster=arn(region, "cluster/harbor"))["cluster"]["status"] == "INACTIVE"
    with refused("InvalidParameterException", "The referenced cluster was inactive."):
        ecs.list_services(cluster="harbor")
    anew = ecs.create_cluster(clusterName="harbor")["cluster"]
    assert anew["status"] == "ACTIVE"
    assert anew["tags"] == []


def test_an_unknown_cluster_cannot_be_deleted(ecs):
    with refused("ClusterNotFoundException", "Cluster not found."):
        ecs.delete_cluster(cluster="gone")


def test_a_cluster_with_instances_cannot_be_deleted(ecs):
    ecs.create_cluster()
    instance = register(ecs)
    described, = ecs.describe_clusters()["clusters"]
    assert described["registeredContainerInstancesCount"] == 1
    with refused("ClusterContainsContainerInstancesException"):
        ecs.delete_cluster(cluster="default")
    ecs.deregister_container_instance(containerInstance=instance["containerInstanceArn"])
    assert ecs.delete_cluster(cluster="default")["cluster"]["status"] == "INACTIVE"


# Each of these means the cluster `default` where it names none.
IMPLICIT_DEFAULT = {
    "describe_container_instances": {"containerInstances": []},
    "describe_services": {"services": []},
    "describe_tasks": {"tasks": []},
    "list_attributes": {"targetType": "container-instance"},
    "list_container_instances": {},
    "list_services": {},
    "list_tasks": {},
    "register_container_instance": {"totalResources": [
        {"name": "CPU", "type": "INTEGER", "integerValue": 1}, {"name": "MEMORY", "type": "INTEGER", "integerValue": 1}]},
    "deregister_container_instance": {"containerInstance": "x"},
    "update_container_agent": {"containerInstance": "x"},
    "update_container_instances_state": {"containerInstances": ["x"], "status": "DRAINING"},
    "put_attributes": {"attributes": [{"name": "a", "targetId": "x", "targetType": "container-instance"}]},
    "delete_attributes": {"attributes": [{"name": "a", "targetId": "x", "targetType": "container-instance"}]},
}


@pytest.mark.parametrize("operation", IMPLICIT_DEFAULT)
def test_the_implicit_default_cluster_must_exist_even_for_an_empty_list(ecs, operation):
    with refused("ClusterNotFoundException", "Cluster not found."):
        getattr(ecs, operation)(**IMPLICIT_DEFAULT[operation])
