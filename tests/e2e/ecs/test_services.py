"""Services by boto3 where no machine runs their tasks: what is answered, and how they come and go."""

import time

import pytest

from expect import arn, as_dict, define, refused, tags

# Waiters look again soon, and long enough for a scheduler that takes a moment.
SOON = {"Delay": 1, "MaxAttempts": 20}


@pytest.fixture(autouse=True)
def cluster(ecs):
    ecs.create_cluster(clusterName="harbor")
    define(ecs)


def create(ecs, name="api", **members):
    members = {"taskDefinition": "web", "desiredCount": 0} | members
    return ecs.create_service(cluster="harbor", serviceName=name, **members)["service"]


def describe(ecs, name="api"):
    service, = ecs.describe_services(cluster="harbor", services=[name], include=["TAGS"])["services"]
    return service


def until(what):
    end = time.monotonic() + 20
    while not what():
        assert time.monotonic() < end, what
        time.sleep(0.1)


def wait(ecs, waiter, name="api"):
    ecs.get_waiter(waiter).wait(cluster="harbor", services=[name], WaiterConfig=SOON)


def test_every_setting_is_echoed(ecs, region):
    made = create(
        ecs, desiredCount=2, availabilityZoneRebalancing="DISABLED", propagateTags="SERVICE", enableECSManagedTags=True,
        healthCheckGracePeriodSeconds=15, tags=tags(team="quay"),
        deploymentConfiguration={
            "minimumHealthyPercent": 50, "maximumPercent": 150,
            "deploymentCircuitBreaker": {"enable": True, "rollback": True,
                                         "thresholdConfiguration": {"type": "COUNT", "value": 5}}},
        placementStrategy=[{"type": "spread", "field": "attribute:ecs.availability-zone"},
                           {"type": "binpack", "field": "MEMORY"}],
        placementConstraints=[{"type": "memberOf", "expression": "attribute:rack == r1"}])
    seen = describe(ecs)
    for service in (made, seen):
        assert service["serviceArn"] == arn(region, "service/harbor/api")
        assert service["taskDefinition"] == arn(region, "task-definition/web:1")
        assert (service["status"], service["desiredCount"], service["launchType"]) == ("ACTIVE", 2, "EC2")
        assert service["availabilityZoneRebalancing"] == "DISABLED"
        assert (service["propagateTags"], service["enableECSManagedTags"]) == ("SERVICE", True)
        assert service["healthCheckGracePeriodSeconds"] == 15
        assert service["deploymentController"] == {"type": "ECS"}
        assert service["schedulingStrategy"] == "REPLICA"
        assert service["placementStrategy"][1] == {"type": "binpack", "field": "memory"}
        assert as_dict(service["tags"]) == {"team": "quay"}
        configuration = service["deploymentConfiguration"]
        assert (configuration["minimumHealthyPercent"], configuration["maximumPercent"]) == (50, 150)
        assert configuration["deploymentCircuitBreaker"]["thresholdConfiguration"] == {"type": "COUNT", "value": 5}
        assert "networkConfiguration" not in service
    assert "tags" not in ecs.describe_services(cluster="harbor", services=["api"])["services"][0]


def test_from_nothing_to_nothing(ecs):
    """Scaled to nothing, a service is stable; deleted, it is gone and its cluster can go."""
    create(ecs)
    wait(ecs, "services_stable")
    until(lambda: describe(ecs)["deployments"][0]["rolloutState"] == "COMPLETED")
    define(ecs)
    ecs.update_service(cluster="harbor", service="api", taskDefinition="web")
    until(lambda: [it["taskDefinition"].rsplit(":")[-1] for it in describe(ecs)["deployments"]] == ["2"])
    ecs.delete_service(cluster="harbor", service="api")
    wait(ecs, "services_inactive")
    assert ecs.list_services(cluster="harbor")["serviceArns"] == []
    assert describe(ecs)["status"] == "INACTIVE"
    ecs.delete_cluster(cluster="harbor")


def test_a_service_without_machines_says_why_it_has_no_tasks(ecs):
    create(ecs, desiredCount=1)
    until(lambda: describe(ecs)["events"])
    words = describe(ecs)["events"][0]["message"]
    assert words.startswith("(service api) was unable to place a task"), words
    assert describe(ecs)["deployments"][0]["rolloutState"] == "IN_PROGRESS"


def test_a_deployment_is_followed_by_its_revisions_and_its_history(ecs):
    first = create(ecs)["currentServiceDeployment"]
    until(lambda: describe(ecs)["deployments"][0]["rolloutState"] == "COMPLETED")
    second = ecs.update_service(cluster="harbor", service="api", forceNewDeployment=True)["service"][
        "currentServiceDeployment"]
    assert first != second
    until(lambda: {each["status"] for each in history(ecs)} == {"SUCCESSFUL"})
    assert [each["serviceDeploymentArn"] for each in history(ecs)] == [second, first]
    deployment, = ecs.describe_service_deployments(serviceDeploymentArns=[second])["serviceDeployments"]
    source, = deployment["sourceServiceRevisions"]
    revisions = ecs.describe_service_revisions(
        serviceRevisionArns=[source["arn"], deployment["targetServiceRevision"]["arn"]])["serviceRevisions"]
    assert [each["containerImages"][0]["image"] for each in revisions] == ["busybox:1.36"] * 2
    with refused("ConflictException"):
        ecs.stop_service_deployment(serviceDeploymentArn=second)


def history(ecs):
    return ecs.list_service_deployments(cluster="harbor", service="api")["serviceDeployments"]


def test_what_watches_a_deployment_and_when_it_succeeds_early(ecs):
    early = {"enable": True, "healthyPercent": 75, "sourceServiceRevisionCleanup": "DEFERRED"}
    alarms = {"alarmNames": ["errors"], "enable": True, "rollback": True}
    made = create(ecs, deploymentConfiguration={
        "minimumHealthyPercent": 50, "earlySuccessCriteria": early, "alarms": alarms, "bakeTimeInMinutes": 0})
    shown = describe(ecs)["deploymentConfiguration"]
    assert (shown["earlySuccessCriteria"], shown["alarms"]) == (early, alarms)
    deployment, = ecs.describe_service_deployments(
        serviceDeploymentArns=[made["currentServiceDeployment"]])["serviceDeployments"]
    assert deployment["alarms"] == {"status": "MONITORING", "alarmNames": ["errors"], "triggeredAlarmNames": []} or (
        deployment["alarms"]["status"] == "MONITORING_COMPLETE")
    assert deployment["deploymentCircuitBreaker"]["status"] == "DISABLED"
    with refused("InvalidParameterException", "healthyPercent"):
        ecs.update_service(cluster="harbor", service="api", deploymentConfiguration={"minimumHealthyPercent": 80})
    for wrong in ({"enable": True}, early | {"healthyPercent": 20}):
        with refused("InvalidParameterException", "earlySuccessCriteria"):
            create(ecs, "other", deploymentConfiguration={"minimumHealthyPercent": 50, "earlySuccessCriteria": wrong})


def test_a_name_and_a_token(ecs):
    made = create(ecs, clientToken="once")
    assert create(ecs, clientToken="once")["createdAt"] == made["createdAt"]
    with refused("InvalidParameterException", "Creation of service was not idempotent."):
        create(ecs)
    with refused("InvalidParameterException", "scaled above 0"):
        create(ecs, "busy", desiredCount=1)
        ecs.delete_service(cluster="harbor", service="busy")


def test_lists_go_by_tens(ecs):
    for number in range(11):
        create(ecs, f"s{number:02}")
    pages = list(ecs.get_paginator("list_services").paginate(cluster="harbor"))
    assert [len(page["serviceArns"]) for page in pages] == [10, 1]
    cluster, = ecs.describe_clusters(clusters=["harbor"])["clusters"]
    assert cluster["activeServicesCount"] == 11
    with refused("ClusterContainsServicesException"):
        ecs.delete_cluster(cluster="harbor")


def test_task_sets(ecs):
    ecs.create_service(cluster="harbor", serviceName="api", desiredCount=4, deploymentController={"type": "EXTERNAL"})
    of = {"cluster": "harbor", "service": "api"}
    made = ecs.create_task_set(**of, taskDefinition="web", scale={"value": 30, "unit": "PERCENT"})["taskSet"]
    assert (made["computedDesiredCount"], made["status"], made["stabilityStatus"]) == (2, "ACTIVE", "STABILIZING")
    ecs.update_service_primary_task_set(**of, primaryTaskSet=made["id"])
    ecs.update_task_set(**of, taskSet=made["taskSetArn"], scale={"value": 0, "unit": "PERCENT"})
    shown, = describe(ecs)["taskSets"]
    assert (shown["status"], shown["computedDesiredCount"]) == ("PRIMARY", 0)
    ecs.delete_task_set(**of, taskSet=made["id"])
    until(lambda: ecs.describe_task_sets(**of)["taskSets"] == [])


def test_what_is_not_built_is_refused_by_name(ecs):
    balancer = {"targetGroupArn": "arn:aws:elasticloadbalancing:us-east-1:000000000000:targetgroup/a/1",
                "containerName": "app", "containerPort": 80}
    for member, value in (
            ("loadBalancers", [balancer]),
            ("serviceConnectConfiguration", {"enabled": True}),
            ("deploymentController", {"type": "CODE_DEPLOY"}),
    ):
        with refused("UnsupportedFeatureException", member):
            create(ecs, **{member: value})
    deployment = create(ecs, "plain")["currentServiceDeployment"]
    with refused("InvalidParameterException", "ecs-pause-1"):
        ecs.continue_service_deployment(serviceDeploymentArn=deployment, hookId="ecs-pause-1")
    with refused("NamespaceNotFoundException", "quay"):
        ecs.list_services_by_namespace(namespace="quay")
    create(ecs, loadBalancers=[], serviceRegistries=[], serviceConnectConfiguration={"enabled": False})
