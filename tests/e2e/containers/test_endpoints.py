"""What a task can ask its machine: metadata and statistics, in every network mode."""

import json
import os

import pytest

from longshore import ACCOUNT
from machine import Node, until

ASK = "wget -q -O- $ECS_CONTAINER_METADATA_URI_V4{path}"


def start_of(node, mode):
    if mode != "awsvpc":
        return {}
    subnet = node.client("ec2").describe_subnets()["Subnets"][0]["SubnetId"]
    return {"networkConfiguration": {"awsvpcConfiguration": {"subnets": [subnet]}}}


@pytest.mark.parametrize("mode", ["host", "none", "bridge", "awsvpc"])
def test_metadata_is_reached_from_every_network(node, mode):
    # A container asks sooner than its start is noted, if it does not wait.
    printed = node.says("sleep 0.5; " + ASK.format(path="/task"), networkMode=mode, start=start_of(node, mode))
    task = json.loads(printed)
    assert task["TaskARN"].startswith(f"arn:aws:ecs:us-east-1:{ACCOUNT}:task/default/")
    assert (task["Family"], task["DesiredStatus"], task["LaunchType"]) == ("task", "RUNNING", "EC2")
    container, = [each for each in task["Containers"] if each["Name"] == "main"]
    assert container["KnownStatus"] == "RUNNING" and container["Networks"][0]["NetworkMode"] == mode


def test_the_container_s_own_metadata_and_statistics(node):
    printed = node.says(
        f"{ASK.format(path='')}; echo; sleep 6; {ASK.format(path='/stats')}; echo; wget -q -O- $ECS_CONTAINER_METADATA_URI",
        networkMode="bridge", container={"dockerLabels": {"team": "quay"}, "portMappings": [{"containerPort": 80}],
                                        "logConfiguration": {"logDriver": "json-file"}})
    own, stats, third = map(json.loads, printed.splitlines())
    assert own["Labels"]["team"] == "quay" and own["Labels"]["com.amazonaws.ecs.container-name"] == "main"
    assert own["Ports"][0]["ContainerPort"] == 80 and own["Limits"] == {"CPU": 2, "Memory": 64}
    assert own["Networks"][0]["IPv4Addresses"]
    assert stats["memory_stats"]["usage"] > 0 and stats["cpu_stats"]["cpu_usage"]["total_usage"] > 0
    assert "LogDriver" in own and "LogDriver" not in third


def test_another_container_s_id_is_not_to_be_guessed(node):
    printed = node.says("wget -q -O- http://169.254.170.2/v4/00000000-0000-0000-0000-000000000000 2>&1 || echo refused")
    assert "404 Not Found" in printed and printed.endswith("refused\n")


def test_a_container_finds_its_metadata_file_where_the_node_gives_one(rootfs, tmp_path):
    script = """
        until grep -q READY $ECS_CONTAINER_METADATA_FILE; do sleep 0.05; done
        cat $ECS_CONTAINER_METADATA_FILE; touch ${ECS_CONTAINER_METADATA_FILE%/*}/mine 2>/dev/null || echo; echo $ECS_CONTAINER_METADATA_FILE
    """
    with Node(tmp_path, rootfs, "busybox:e2e", "--container-metadata") as node:
        printed = node.says(script, networkMode="bridge", container={"user": "web", "portMappings": [{"containerPort": 80}]})
        said, path = printed.splitlines()
        said = json.loads(said)
        assert said["MetadataFileStatus"] == "READY" and said["ContainerName"] == "main"
        assert said["Cluster"] == "default" and said["ContainerInstanceARN"] == node.instance
        assert said["TaskARN"].startswith("arn:aws:ecs:") and said["TaskDefinitionFamily"] == "task"
        assert said["PortMappings"][0]["ContainerPort"] == 80 and said["PortMappings"][0]["HostPort"]
        assert path.startswith("/opt/ecs/metadata/")
        until(lambda: not os.listdir(tmp_path / "node/metadata"))
        node.leave_nothing()


def test_without_being_told_to_a_node_gives_no_metadata_file(node):
    assert node.says("echo [$ECS_CONTAINER_METADATA_FILE]") == "[]\n"
