"""Task definitions: what is filled in, what is refused, how they are named, listed and ended."""

import pytest

from expect import arn, as_dict, container, define, refused, tags
from longshore import ACCOUNT

FARGATE = {"networkMode": "awsvpc", "requiresCompatibilities": ["FARGATE"], "cpu": "256", "memory": "512"}
ROLE = f"arn:aws:iam::{ACCOUNT}:role/execution"


def fargate(ecs, family="web", **members):
    return define(ecs, family, **FARGATE | {"containerDefinitions": [{"name": "app", "image": "nginx:1.27"}]} | members)


def test_a_definition_has_every_default(ecs, region):
    made = define(ecs)
    assert made["taskDefinitionArn"] == arn(region, "task-definition/web:1")
    assert (made["family"], made["revision"], made["status"]) == ("web", 1, "ACTIVE")
    assert made["volumes"] == made["placementConstraints"] == []
    assert made["compatibilities"] == ["EXTERNAL", "EC2"]
    assert "requiresCompatibilities" not in made and "cpu" not in made
    assert made["registeredBy"] == f"arn:aws:iam::{ACCOUNT}:root"
    assert made["registeredAt"]
    app, = made["containerDefinitions"]
    assert app == container() | {
        "cpu": 0, "essential": True, "portMappings": [], "environment": [], "mountPoints": [], "volumesFrom": [],
        "systemControls": []}


def test_what_is_registered_is_what_is_described(ecs, region):
    made = fargate(ecs, tags=tags(team="quay"))
    for name in ("web", "web:1", arn(region, "task-definition/web:1"), arn(region, "task-definition/web")):
        described = ecs.describe_task_definition(taskDefinition=name)
        assert described["taskDefinition"] == made
        assert "tags" not in described
    with_tags = ecs.describe_task_definition(taskDefinition="web", include=["TAGS"])
    assert as_dict(with_tags["tags"]) == {"team": "quay"}


def test_sizes_are_answered_as_plain_numbers(ecs):
    made = fargate(ecs, cpu=".5 vCPU", memory="1 GB")
    assert (made["cpu"], made["memory"]) == ("512", "1024")
    assert made["compatibilities"] == ["EC2", "FARGATE", "MANAGED_INSTANCES"]
    made = define(ecs, "big", cpu="1vcpu", memory="2GB")
    assert (made["cpu"], made["memory"]) == ("1024", "2048")


def test_ports(ecs):
    app = container(portMappings=[{"containerPort": 80}, {"containerPort": 53, "hostPort": 53, "protocol": "udp"}])
    bridge, = define(ecs, containerDefinitions=[app])["containerDefinitions"]
    assert bridge["portMappings"] == [
        {"containerPort": 80, "hostPort": 0, "protocol": "tcp"}, {"containerPort": 53, "hostPort": 53, "protocol": "udp"}]
    awsvpc, = define(ecs, containerDefinitions=[app], networkMode="awsvpc")["containerDefinitions"]
    assert awsvpc["portMappings"][0] == {"containerPort": 80, "hostPort": 80, "protocol": "tcp"}


def test_a_health_check_has_its_defaults(ecs):
    app = container(healthCheck={"command": ["CMD-SHELL", "true"]})
    made, = define(ecs, containerDefinitions=[app])["containerDefinitions"]
    assert made["healthCheck"] == {"command": ["CMD-SHELL", "true"], "interval": 30, "timeout": 5, "retries": 3}


def test_volumes(ecs):
    volumes = [
        {"name": "scratch"},
        {"name": "logs", "host": {"sourcePath": "/var/log"}},
        {"name": "data", "dockerVolumeConfiguration": {"scope": "shared", "autoprovision": True, "driver": "local"}},
        {"name": "nfs", "efsVolumeConfiguration": {"fileSystemId": "fs-0123456789abcdef0", "rootDirectory": "/a"}},
    ]
    app = container(mountPoints=[{"sourceVolume": "data", "containerPath": "/data", "readOnly": True}])
    made = define(ecs, containerDefinitions=[app], volumes=volumes)
    assert [volume["name"] for volume in made["volumes"]] == ["scratch", "logs", "data", "nfs"]
    assert made["volumes"][0]["host"] == {}
    assert made["volumes"][1]["host"] == {"sourcePath": "/var/log"}
    assert made["volumes"][2]["dockerVolumeConfiguration"]["scope"] == "shared"
    assert made["containerDefinitions"][0]["mountPoints"] == app["mountPoints"]


def test_attributes_that_an_instance_must_have(ecs):
    logs = {"logDriver": "awslogs", "options": {"awslogs-group": "g", "awslogs-region": "us-east-1"}}
    made = define(ecs, containerDefinitions=[container(privileged=True, logConfiguration=logs)], taskRoleArn=ROLE)
    names = [attribute["name"] for attribute in made["requiresAttributes"]]
    for name in ("com.amazonaws.ecs.capability.logging-driver.awslogs", "com.amazonaws.ecs.capability.privileged-container",
                 "com.amazonaws.ecs.capability.task-iam-role"):
        assert name in names


# What is given beside or instead of a good container, the error's code, and words of its message.
REFUSED = {
    "no name": ([{"image": "x", "memory": 64}], {}, "Container.name should not be null or empty."),
    "no image": ([{"name": "app", "memory": 64}], {}, "Container.image should not be null or empty."),
    "no memory": ([{"name": "app", "image": "x"}], {},
                  "Invalid setting for container 'app'. At least one of 'memory' or 'memoryReservation' must be specified."),
    "nothing essential": ([container(essential=False)], {}, "At least one container must be marked as essential."),
    "no container": ([], {}, "Container"),
    "eleven containers": ([container(f"c{number}") for number in range(11)], {}, "10"),
    "two of a name": ([container(), container()], {}, "app"),
    "odd cpu": ([container()], {"cpu": "a lot"}, "Invalid 'cpu' setting for task."),
    "fargate on a bridge": ([container()], FARGATE | {"networkMode": "bridge"}, "Fargate only supports network mode 'awsvpc'."),
    "fargate without cpu": ([container()], {"networkMode": "awsvpc", "requiresCompatibilities": ["FARGATE"], "memory": "512"},
                            "Fargate requires that 'cpu' be defined at the task level."),
    "no such size": ([container()], FARGATE | {"memory": "8192"}, "No Fargate configuration exists for given values"),
    "host pid on fargate": ([container()], FARGATE | {"pidMode": "host"}, "pidMode 'host'"),
    "logs without a role": (
        [container(logConfiguration={"logDriver": "awslogs", "options": {
            "awslogs-group": "g", "awslogs-region": "r", "awslogs-stream-prefix": "p"}})], FARGATE,
        "Fargate requires task definition to have execution role ARN to support log driver awslogs."),
    "privileged on fargate": ([container(privileged=True)], FARGATE, "privileged"),
    "ports that differ": ([container(portMappings=[{"containerPort": 80, "hostPort": 8080}])], {"networkMode": "awsvpc"},
                          "When networkMode=awsvpc, the host ports and container ports in port mappings must match."),
    "unknown volume": ([container(mountPoints=[{"sourceVolume": "gone", "containerPath": "/x"}])], {}, "gone"),
    "depends on nobody": ([container(dependsOn=[{"containerName": "gone", "condition": "START"}])], {}, "gone"),
    "depends on itself": ([container(dependsOn=[{"containerName": "app", "condition": "START"}])], {}, ""),
    "memory above the task's": ([container(memory=2048)], {"memory": "1024"}, "memory"),
    "soft above hard": ([container(memoryReservation=128)], {}, "memoryReservation"),
    "port out of range": ([container(portMappings=[{"containerPort": 70000}])], {}, "port"),
    "a health check of nothing": ([container(healthCheck={"command": []})], {}, "health check"),
    "no tags": ([container()], {"tags": []}, "Tags can not be empty."),
    "one of two volumes": ([container()], {"volumes": [{"name": "v"}, {"name": "v"}]}, "v"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_definitions_that_are_refused(ecs, what):
    containers, members, words = REFUSED[what]
    with refused("ClientException", words):
        ecs.register_task_definition(family="web", containerDefinitions=containers, **members)
    assert ecs.list_task_definitions()["taskDefinitionArns"] == []


def test_bad_family_names(ecs):
    for family in ("", "two words", "a:b", "x" * 256):
        with refused("ClientException"):
            define(ecs, family)


def test_enumerations_are_closed(ecs):
    with refused("InvalidParameterException", "networkMode"):
        define(ecs, networkMode="carrier-pigeon")


def test_revisions_count_up_and_are_never_given_again(ecs):
    assert [define(ecs)["revision"] for _ in range(3)] == [1, 2, 3]
    ecs.deregister_task_definition(taskDefinition="web:3")
    ecs.delete_task_definitions(taskDefinitions=["web:3"])
    assert define(ecs)["revision"] == 4
    assert ecs.describe_task_definition(taskDefinition="web")["taskDefinition"]["revision"] == 4


def test_the_family_means_its_latest_active_revision(ecs):
    define(ecs), define(ecs)
    ecs.deregister_task_definition(taskDefinition="web:2")
    assert ecs.describe_task_definition(taskDefinition="web")["taskDefinition"]["revision"] == 1
    ecs.deregister_task_definition(taskDefinition="web:1")
    with refused("ClientException", "Unable to describe task definition."):
        ecs.describe_task_definition(taskDefinition="web")
    inactive = ecs.describe_task_definition(taskDefinition="web:1")["taskDefinition"]
    assert inactive["status"] == "INACTIVE"
    assert inactive["deregisteredAt"] >= inactive["registeredAt"]


def test_deregistering(ecs):
    define(ecs)
    with refused("InvalidParameterException", "Revision is missing."):
        ecs.deregister_task_definition(taskDefinition="web")
    first = ecs.deregister_task_definition(taskDefinition="web:1")["taskDefinition"]
    assert first["status"] == "INACTIVE"
    assert ecs.deregister_task_definition(taskDefinition="web:1")["taskDefinition"] == first
    with refused("ClientException"):
        ecs.deregister_task_definition(taskDefinition="web:2")


@pytest.mark.parametrize("name, code, words", [
    ("gone", "ClientException", "Unable to describe task definition."),
    ("gone:1", "ClientException", "Unable to describe task definition."),
    ("web:foo", "InvalidParameterException", "Invalid revision number. Number: foo"),
    ("web:0", "InvalidParameterException", "Invalid revision number. Number: 0"),
    ("", "InvalidParameterException", ""),
    ("arn:aws:ecs:us-east-1:111111111111:task-definition/web:1", "InvalidParameterException", "Identifier is for 111111111111"),
    ("arn:aws:s3:::bucket", "InvalidParameterException", ""),
])
def test_names_that_lead_nowhere(ecs, name, code, words):
    with refused(code, words):
        ecs.describe_task_definition(taskDefinition=name)


def test_deleting_ends_what_is_inactive(ecs, region):
    define(ecs), define(ecs)
    ecs.deregister_task_definition(taskDefinition="web:1")
    answer = ecs.delete_task_definitions(taskDefinitions=["web:1", "web:2", "gone:1"])
    deleted, = answer["taskDefinitions"]
    assert (deleted["revision"], deleted["status"]) == (1, "DELETE_IN_PROGRESS")
    active, gone = answer["failures"]
    assert active["arn"] == arn(region, "task-definition/web:2")
    assert "still in ACTIVE status" in active["reason"]
    assert gone["arn"] == arn(region, "task-definition/gone:1")
    assert "does not exist" in gone["reason"]
    assert names(ecs.list_task_definitions(status="DELETE_IN_PROGRESS")) == ["web:1"]
    assert names(ecs.list_task_definitions(status="INACTIVE")) == []
    described = ecs.describe_task_definition(taskDefinition="web:1")["taskDefinition"]
    assert described == deleted
    assert described["deleteRequestedAt"] >= described["deregisteredAt"]
    again = ecs.delete_task_definitions(taskDefinitions=["web:1"])
    assert (again["taskDefinitions"], again["failures"]) == ([deleted], [])


def test_deletions_that_are_refused(ecs):
    with refused("InvalidParameterException", "Revision is missing."):
        ecs.delete_task_definitions(taskDefinitions=["web"])
    with refused("InvalidParameterException", "cannot exceed 10"):
        ecs.delete_task_definitions(taskDefinitions=[f"web:{number}" for number in range(1, 12)])
    with refused("InvalidParameterException"):
        ecs.delete_task_definitions(taskDefinitions=[])


@pytest.fixture
def families(ecs):
    for family in ("web", "web-admin", "api", "web"):
        define(ecs, family)
    return ecs


def names(answer):
    return [arn.rpartition("/")[2] for arn in answer["taskDefinitionArns"]]


def test_definitions_are_listed_by_family_then_revision(families):
    for _ in range(9):
        define(families, "web")
    web = [f"web:{number}" for number in range(1, 12)]
    assert names(families.list_task_definitions()) == ["api:1", *web, "web-admin:1"]
    assert names(families.list_task_definitions(familyPrefix="web", sort="DESC")) == web[::-1]


def test_the_prefix_is_an_exact_family_in_one_list_and_a_prefix_in_the_other(families):
    assert names(families.list_task_definitions(familyPrefix="web")) == ["web:1", "web:2"]
    assert names(families.list_task_definitions(familyPrefix="we")) == []
    assert families.list_task_definition_families(familyPrefix="we")["families"] == ["web", "web-admin"]
    assert families.list_task_definition_families(familyPrefix="web-")["families"] == ["web-admin"]


def test_lists_by_status(families):
    families.deregister_task_definition(taskDefinition="web:1")
    families.deregister_task_definition(taskDefinition="api:1")
    assert names(families.list_task_definitions()) == ["web:2", "web-admin:1"]
    assert names(families.list_task_definitions(status="INACTIVE")) == ["api:1", "web:1"]

    def by_status(status):
        return families.list_task_definition_families(status=status)["families"]

    assert by_status("ACTIVE") == ["web", "web-admin"]
    assert by_status("INACTIVE") == ["api"]
    assert by_status("ALL") == families.list_task_definition_families()["families"] == ["api", "web", "web-admin"]


def test_a_definition_too_large_for_ecs(ecs):
    environment = [{"name": f"N{number}", "value": "x" * 1000} for number in range(70)]
    with refused("ClientException", "length"):
        define(ecs, containerDefinitions=[container(environment=environment)])
