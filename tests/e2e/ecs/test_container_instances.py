"""Container instances and their attributes, with a test in the agent's place."""

import json

import pytest

from expect import INSTANCE_RESOURCES, arn, as_dict, refused, register, tags

DOCUMENT = json.dumps({
    "instanceId": "i-0123456789abcdef0", "availabilityZone": "us-east-1a", "instanceType": "c6i.large",
    "imageId": "ami-0123456789abcdef0"})


@pytest.fixture(autouse=True)
def cluster(ecs):
    ecs.create_cluster()


def id_of(instance):
    return instance["containerInstanceArn"].rpartition("/")[2]


def attributes(instance):
    return {attribute["name"]: attribute.get("value") for attribute in instance["attributes"]}


def named(name, target, value=None):
    attribute = {"name": name, "targetType": "container-instance", "targetId": target}
    return attribute | ({"value": value} if value else {})


def test_a_registered_instance(ecs, region):
    made = register(
        ecs, instanceIdentityDocument=DOCUMENT, versionInfo={"agentVersion": "1.99.0", "dockerVersion": "27.0"},
        attributes=[{"name": "com.amazonaws.ecs.capability.privileged-container"}, {"name": "stack", "value": "blue"}],
        tags=tags(team="quay"))
    assert made["containerInstanceArn"] == arn(region, f"container-instance/default/{id_of(made)}")
    assert len(id_of(made)) == 32
    assert (made["status"], made["agentConnected"], made["ec2InstanceId"]) == ("ACTIVE", True, "i-0123456789abcdef0")
    assert made["runningTasksCount"] == made["pendingTasksCount"] == 0
    assert as_dict(made["tags"]) == {"team": "quay"}
    assert attributes(made) == {
        "com.amazonaws.ecs.capability.privileged-container": None, "ecs.ami-id": "ami-0123456789abcdef0",
        "ecs.availability-zone": "us-east-1a", "ecs.instance-type": "c6i.large", "stack": "blue"}
    registered = {resource["name"]: resource for resource in made["registeredResources"]}
    assert registered["CPU"]["integerValue"] == 2048
    assert registered["PORTS"]["stringSetValue"] == ["22", "2375"]
    assert registered["PORTS_UDP"]["stringSetValue"] == []
    assert made["remainingResources"] == made["registeredResources"]


def test_what_is_described(ecs, region):
    made = register(ecs, tags=tags(team="quay"))
    full, id = made["containerInstanceArn"], id_of(made)
    described = ecs.describe_container_instances(containerInstances=[id, full, id, "gone"])
    assert [each["containerInstanceArn"] for each in described["containerInstances"]] == [full] * 3
    assert described["containerInstances"][0]["tags"] == []
    assert "healthStatus" not in described["containerInstances"][0]
    assert described["failures"] == [{"arn": arn(region, "container-instance/default/gone"), "reason": "MISSING"}]
    asked, = ecs.describe_container_instances(
        containerInstances=[id], include=["TAGS", "CONTAINER_INSTANCE_HEALTH"])["containerInstances"]
    assert as_dict(asked["tags"]) == {"team": "quay"}
    assert asked["healthStatus"]["overallStatus"]


def test_how_many_may_be_described(ecs):
    with refused("InvalidParameterException", "Container Instances cannot be empty."):
        ecs.describe_container_instances(containerInstances=[])
    with refused("InvalidParameterException", "100"):
        ecs.describe_container_instances(containerInstances=["x"] * 101)
    with refused("InvalidParameterException", "10"):
        ecs.update_container_instances_state(containerInstances=["x"] * 11, status="DRAINING")


def test_registering_again_keeps_what_is_the_users(ecs):
    made = register(ecs, attributes=[{"name": "stack", "value": "blue"}], tags=tags(team="quay"))
    ecs.put_attributes(attributes=[named("rack", made["containerInstanceArn"], "7")])
    ecs.update_container_instances_state(containerInstances=[id_of(made)], status="DRAINING")
    more = [resource | ({"integerValue": 8192} if resource["name"] == "MEMORY" else {}) for resource in INSTANCE_RESOURCES]
    again = register(ecs, containerInstanceArn=made["containerInstanceArn"], totalResources=more)
    assert again["containerInstanceArn"] == made["containerInstanceArn"]
    assert (again["status"], again["registeredAt"]) == ("DRAINING", made["registeredAt"])
    assert attributes(again) == {"stack": "blue", "rack": "7"}
    assert as_dict(again["tags"]) == {"team": "quay"}
    memory, = [resource for resource in again["registeredResources"] if resource["name"] == "MEMORY"]
    assert memory["integerValue"] == 8192
    assert again["version"] > made["version"]
    assert len(ecs.list_container_instances()["containerInstanceArns"]) == 1


def test_registrations_that_are_refused(ecs):
    for resources in ([], INSTANCE_RESOURCES[:1], [*INSTANCE_RESOURCES, INSTANCE_RESOURCES[0]]):
        with refused("InvalidParameterException", "totalResources"):
            register(ecs, totalResources=resources)
    with refused("InvalidParameterException", "instanceIdentityDocument"):
        register(ecs, instanceIdentityDocument="not json")
    with refused("ClientException", "not registered"):
        register(ecs, containerInstanceArn="gone")
    assert ecs.list_container_instances()["containerInstanceArns"] == []


def test_draining_and_back(ecs, region):
    made = register(ecs)
    answer = ecs.update_container_instances_state(containerInstances=[id_of(made), "gone"], status="DRAINING")
    assert [each["status"] for each in answer["containerInstances"]] == ["DRAINING"]
    assert answer["failures"] == [{"arn": arn(region, "container-instance/default/gone"), "reason": "MISSING"}]

    def listed(**filters):
        return ecs.list_container_instances(**filters)["containerInstanceArns"]

    assert listed(status="ACTIVE") == []
    assert listed(status="DRAINING") == listed() == [made["containerInstanceArn"]]
    ecs.update_container_instances_state(containerInstances=[made["containerInstanceArn"]], status="ACTIVE")
    assert listed(status="ACTIVE") == [made["containerInstanceArn"]]
    with refused("InvalidParameterException", "[ACTIVE,DRAINING]"):
        ecs.update_container_instances_state(containerInstances=[id_of(made)], status="DEREGISTERING")


def test_a_deregistered_instance_is_described_and_not_listed(ecs):
    made = register(ecs)
    gone = ecs.deregister_container_instance(containerInstance=id_of(made), force=True)["containerInstance"]
    assert gone["status"] == "INACTIVE"
    assert ecs.list_container_instances()["containerInstanceArns"] == []
    described, = ecs.describe_container_instances(containerInstances=[id_of(made)])["containerInstances"]
    assert described["status"] == "INACTIVE"
    with refused("ClientException", "not registered"):
        ecs.deregister_container_instance(containerInstance=id_of(made))
    with refused("ClientException", "not found"):
        ecs.deregister_container_instance(containerInstance="gone")


def test_there_is_no_newer_agent(ecs):
    made = register(ecs, versionInfo={"agentVersion": "1.99.0"})
    with refused("NoUpdateAvailableException"):
        ecs.update_container_agent(containerInstance=id_of(made))
    silent = register(ecs)
    with refused("MissingVersionException"):
        ecs.update_container_agent(containerInstance=id_of(silent))


def test_the_agent_is_sent_back_to_where_it_asked(server, ecs):
    answer = ecs.discover_poll_endpoint()
    for name in ("endpoint", "telemetryEndpoint", "serviceConnectEndpoint"):
        assert answer[name].startswith(f"{server.endpoint}/")


@pytest.mark.parametrize("expression, expected", [
    ("agentConnected == true", {"blue", "green"}),
    ("attribute:stack == blue", {"blue"}),
    ("attribute:stack in [blue, green] and not (attribute:stack == blue)", {"green"}),
    ("attribute:rack exists", {"green"}),
    ("attribute:rack !exists", {"blue"}),
    ("agentVersion >= 1.50.0", {"green"}),
    ("runningTasksCount > 0", set()),
])
def test_filters(ecs, expression, expected):
    made = {
        "blue": register(ecs, attributes=[{"name": "stack", "value": "blue"}], versionInfo={"agentVersion": "1.9.0"}),
        "green": register(ecs, attributes=[{"name": "stack", "value": "green"}, {"name": "rack", "value": "7"}],
                          versionInfo={"agentVersion": "1.99.0"}),
    }
    found = ecs.list_container_instances(filter=expression)["containerInstanceArns"]
    assert {name for name, each in made.items() if each["containerInstanceArn"] in found} == expected


def test_a_filter_that_cannot_be_read(ecs):
    with refused("InvalidParameterException", "filter"):
        ecs.list_container_instances(filter="attribute:stack ==")


def test_attributes_are_put_listed_and_deleted(ecs):
    made = register(ecs)
    full = made["containerInstanceArn"]
    put = ecs.put_attributes(attributes=[named("rack", full, "7"), named("spare", id_of(made))])["attributes"]
    assert [attribute["name"] for attribute in put] == ["rack", "spare"]
    assert put[0]["targetId"] == full

    def listed(**filters):
        found = ecs.list_attributes(targetType="container-instance", **filters)["attributes"]
        return [(attribute["name"], attribute.get("value")) for attribute in found]

    assert listed() == [("rack", "7"), ("spare", None)]
    ecs.put_attributes(attributes=[named("rack", full, "8")])
    assert listed(attributeName="rack") == listed(attributeName="rack", attributeValue="8") == [("rack", "8")]
    assert listed(attributeName="rack", attributeValue="7") == []
    deleted = ecs.delete_attributes(attributes=[named("rack", full, "other"), named("spare", full)])["attributes"]
    assert [attribute["name"] for attribute in deleted] == ["spare"]
    assert listed() == [("rack", "8")]
    with refused("InvalidParameterException", "attributeName"):
        ecs.list_attributes(targetType="container-instance", attributeValue="8")


def test_attributes_that_are_refused(ecs):
    made = register(ecs, instanceIdentityDocument=DOCUMENT)
    full = made["containerInstanceArn"]
    with refused("InvalidParameterException", "attributes can not be empty"):
        ecs.put_attributes(attributes=[])
    with refused("InvalidParameterException", "targetType must be container-instance"):
        ecs.put_attributes(attributes=[{"name": "rack", "targetId": id_of(made)}])
    with refused("TargetNotFoundException"):
        ecs.put_attributes(attributes=[named("rack", "gone")])
    with refused("TargetNotFoundException"):
        ecs.delete_attributes(attributes=[named("rack", "gone")])
    with refused("InvalidParameterException", "ecs.instance-type"):
        ecs.put_attributes(attributes=[named("ecs.instance-type", full, "x")])
    for name, value in (("two words", "x"), ("rack", " x"), ("x" * 129, "x")):
        with refused("InvalidParameterException"):
            ecs.put_attributes(attributes=[named(name, full, value)])
    for number in range(10):
        ecs.put_attributes(attributes=[named(f"a{number}", full)])
    with refused("AttributeLimitExceededException"):
        ecs.put_attributes(attributes=[named("eleventh", full)])
