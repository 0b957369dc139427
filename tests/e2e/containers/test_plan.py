"""A plan of a change to a real node, and then the change itself: what was said comes true."""

import json

from machine import until
from test_services import FOREVER, create, describe, service, tasks, wait  # noqa: F401


def plan(node, *options):
    return json.loads(node.cli("plan", "--output", "json", *options))


def test_what_a_plan_says_of_a_real_node_comes_true(node, service):  # noqa: F811
    create(node, service, 2)
    second = node.define(FOREVER | {"memory": 96}, family=service)
    change = {"service": service, "taskDefinition": second, "desiredCount": 3}
    before = {task["taskArn"] for task in tasks(node, service)}
    told = plan(node, "--update-service", json.dumps(change))
    assert {task["taskArn"] for task in tasks(node, service)} == before
    assert describe(node, service)["desiredCount"] == 2
    assert told["verdict"] == "STEADY", told["summary"]
    assert any("the median of 2 starts" in given for given in told["assumptions"]), told["assumptions"]
    machine, = told["machines"]
    name = second.rsplit("/")[-1]
    assert {"what": name, "count": 3} in machine["placed"]

    node.ecs.update_service(**change)
    wait(node, "services_stable", service)
    until(lambda: len(describe(node, service)["deployments"]) == 1)
    assert {task["taskDefinitionArn"] for task in tasks(node, service)} == {second}
    instance, = node.ecs.describe_container_instances(containerInstances=[node.instance])["containerInstances"]
    left = {resource["name"]: resource.get("integerValue") for resource in instance["remainingResources"]}
    assert (left["CPU"], left["MEMORY"]) == (machine["after"]["cpu"], machine["after"]["memory"])
