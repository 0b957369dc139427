"""What an agent that speaks the ECS API says of its tasks: it is shown like any node's word."""

import pytest

from expect import refused
from machine import container_of

NAMES = {"cluster": "default"}


@pytest.fixture
def task(node):
    """A task that runs in a network of its own."""
    subnet = node.client("ec2").describe_subnets()["Subnets"][0]["SubnetId"]
    start = {"networkConfiguration": {"awsvpcConfiguration": {"subnets": [subnet]}}}
    arn = node.start({"command": ["sleep", "100"]}, networkMode="awsvpc", start=start)
    yield node.running(arn)
    if node.task(arn)["lastStatus"] != "STOPPED":
        node.stop(arn)


def test_a_task_is_said_to_have_stopped_and_that_is_its_last_word(node, task):
    arn = task["taskArn"]
    told = node.ecs.submit_task_state_change(
        **NAMES, task=arn, status="STOPPED", reason="Task failed to start: no room",
        containers=[{"containerName": "main", "status": "STOPPED", "exitCode": 7, "reason": "said so"}])
    assert told["acknowledgment"] == "ACK"
    shown = node.task(arn)
    assert (shown["lastStatus"], shown["desiredStatus"]) == ("STOPPED", "STOPPED")
    assert (container_of(shown)["exitCode"], container_of(shown)["reason"]) == (7, "said so")
    again = node.ecs.submit_task_state_change(**NAMES, task=arn, status="RUNNING")
    assert again["acknowledgment"] == "ACK" and node.task(arn)["lastStatus"] == "STOPPED"


def test_a_container_is_said_to_have_a_reason(node, task):
    arn = task["taskArn"]
    told = node.ecs.submit_container_state_change(
        **NAMES, task=arn, containerName="main", status="RUNNING", reason="looks odd")
    assert told["acknowledgment"] == "ACK"
    assert container_of(node.task(arn))["reason"] == "looks odd"
    with refused("InvalidParameterException", "status"):
        node.ecs.submit_container_state_change(**NAMES, task=arn, containerName="main", status="DREAMING")


def test_an_attachment_changes_its_status(node, task):
    attachment, = task["attachments"]
    told = node.ecs.submit_attachment_state_changes(
        **NAMES, attachments=[{"attachmentArn": attachment["id"], "status": "DETACHED"}])
    assert told["acknowledgment"] == "ACK"
    assert [one["status"] for one in node.task(task["taskArn"])["attachments"]] == ["DETACHED"]
    with refused("InvalidParameterException", "was not found"):
        node.ecs.submit_attachment_state_changes(
            **NAMES, attachments=[{"attachmentArn": "nowhere", "status": "ATTACHED"}])


def test_an_unknown_task_is_refused(node):
    with refused("InvalidParameterException", "task"):
        node.ecs.submit_task_state_change(**NAMES, task="0" * 32, status="RUNNING")
