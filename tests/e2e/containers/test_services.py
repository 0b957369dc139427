"""Services on a real node: their tasks come, are replaced, and go, as the waiters of clients see it."""

import json
import time

import pytest

from longshore import run
from machine import until

SOON = {"Delay": 1, "MaxAttempts": 90}
# With a check of its own, a task counts as healthy at once, and not after it has run for a while.
FOREVER = {"command": ["sh", "-c", "trap 'exit 0' TERM; while :; do sleep 0.05; done"],
           "healthCheck": {"command": ["CMD", "true"], "interval": 5}}


@pytest.fixture
def service(node):
    """The name of a service that is gone after the test, its tasks with it."""
    name = f"s{time.monotonic_ns()}"
    yield name
    services = node.ecs.describe_services(services=[name])["services"]
    if services and services[0]["status"] == "ACTIVE":
        node.ecs.delete_service(service=name, force=True)
    if services:
        wait(node, "services_inactive", name)


def wait(node, waiter, name):
    node.ecs.get_waiter(waiter).wait(services=[name], WaiterConfig=SOON)


def describe(node, name):
    service, = node.ecs.describe_services(services=[name])["services"]
    return service


def tasks(node, name, **members):
    arns = node.ecs.list_tasks(serviceName=name, **members)["taskArns"]
    return node.ecs.describe_tasks(tasks=arns, include=["TAGS"])["tasks"] if arns else []


def create(node, name, count, **members):
    definition = node.define(FOREVER, family=name)
    node.ecs.create_service(serviceName=name, taskDefinition=definition, desiredCount=count, **members)
    wait(node, "services_stable", name)
    return definition


def test_a_service_comes_rolls_and_goes(node, service):
    first = create(node, service, 3, enableECSManagedTags=True)
    running = tasks(node, service)
    assert len(running) == 3
    deployment, = describe(node, service)["deployments"]
    for task in running:
        assert (task["group"], task["startedBy"], task["lastStatus"]) == (
            f"service:{service}", deployment["id"], "RUNNING")
        assert {"key": "aws:ecs:serviceName", "value": service} in task["tags"]
    second = node.define(FOREVER, family=service)
    node.ecs.update_service(service=service, taskDefinition=second)
    wait(node, "services_stable", service)
    assert {task["taskDefinitionArn"] for task in tasks(node, service)} == {second} != {first}
    until(lambda: describe(node, service)["deployments"][0]["rolloutState"] == "COMPLETED")
    node.ecs.update_service(service=service, desiredCount=0)
    node.ecs.delete_service(service=service)
    wait(node, "services_inactive", service)
    until(lambda: tasks(node, service) == [])


def test_a_machine_is_drained_and_taken_back(own_node):
    def drain(*options):
        done = run("node", "drain", own_node.instance, "--data-dir", own_node.data_dir, *options)
        assert done.returncode == 0, done.stderr
        return done

    create(own_node, "web", 2, deploymentConfiguration={"minimumHealthyPercent": 0, "maximumPercent": 100})
    assert "with 0 tasks" in drain("--wait").stdout
    assert tasks(own_node, "web") == []
    definition = own_node.define(FOREVER)
    refused = own_node.ecs.run_task(taskDefinition=definition)
    assert refused["tasks"] == [] and refused["failures"], refused
    assert json.loads(drain("--undo", "--output", "json").stdout)["status"] == "ACTIVE"
    wait(own_node, "services_stable", "web")
    assert len(tasks(own_node, "web")) == 2
    own_node.ecs.delete_service(service="web", force=True)
    wait(own_node, "services_inactive", "web")
    missing = run("node", "drain", "0" * 32, "--data-dir", own_node.data_dir)
    assert missing.returncode != 0 and "list-container-instances" in missing.stderr


def test_a_task_that_is_killed_is_replaced(node, service):
    create(node, service, 2)
    before = {task["taskArn"] for task in tasks(node, service)}
    node.ecs.stop_task(task=min(before))
    until(lambda: len({task["taskArn"] for task in tasks(node, service)} - before) == 1)
    wait(node, "services_stable", service)


def test_a_deployment_that_cannot_start_rolls_back(node, service):
    breaker = {"enable": True, "rollback": True, "thresholdConfiguration": {"type": "COUNT", "value": 1}}
    good = create(node, service, 1, deploymentConfiguration={"deploymentCircuitBreaker": breaker})
    until(lambda: describe(node, service)["deployments"][0]["rolloutState"] == "COMPLETED")
    bad = node.define({"command": ["no-such-program"]}, family=service)
    node.ecs.update_service(service=service, taskDefinition=bad)

    def rolled_back():
        newest, *_ = node.ecs.list_service_deployments(service=service)["serviceDeployments"]
        return newest["status"] == "ROLLBACK_SUCCESSFUL"
    until(rolled_back, 120)
    wait(node, "services_stable", service)
    assert {task["taskDefinitionArn"] for task in tasks(node, service)} == {good}


def test_a_daemon_runs_once_on_each_instance(node, service):
    definition = node.define(FOREVER, family=service)
    node.ecs.create_service(serviceName=service, taskDefinition=definition, schedulingStrategy="DAEMON")
    until(lambda: describe(node, service)["runningCount"] == 1)
    assert describe(node, service)["desiredCount"] == 1
    wait(node, "services_stable", service)
