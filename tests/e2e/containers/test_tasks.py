"""Tasks as processes: how they start, what they are given, how they end and what is said of it."""

import time

import pytest

from machine import container_of, pids_of, told, until


def test_a_task_that_ends_by_itself(node):
    task = node.run({"command": ["sh", "-c", "echo hello; exit 3"]})
    assert (task["stopCode"], task["stoppedReason"]) == (
        "EssentialContainerExited", "Essential container in task exited")
    assert container_of(task)["exitCode"] == 3
    assert container_of(task)["lastStatus"] == "STOPPED"
    assert task["createdAt"] <= task["startedAt"] <= task["executionStoppedAt"] <= task["stoppedAt"]


def test_a_task_that_is_stopped_gets_sigterm_and_says_who_stopped_it(node):
    arn = node.start({"command": ["sh", "-c", "trap 'exit 42' TERM; echo ready; while :; do sleep 0.1; done"]})
    until(lambda: node.running(arn) and node.logs(arn) == "ready\n")
    node.ecs.stop_task(task=arn, reason="enough of it")
    task = node.stopped(arn)
    assert (task["stopCode"], task["stoppedReason"]) == ("UserInitiated", "enough of it")
    assert container_of(task)["exitCode"] == 42


def test_one_that_ignores_sigterm_is_killed_after_its_stop_timeout(node):
    arn = node.start({"command": ["sh", "-c", "trap '' TERM; while :; do sleep 0.1; done"], "stopTimeout": 2})
    node.running(arn)
    asked = time.monotonic()
    assert container_of(node.stop(arn))["exitCode"] == 137
    assert time.monotonic() - asked >= 1.9


def test_memory_beyond_the_limit_ends_the_container_and_is_said(node):
    task = node.run({"command": ["sh", "-c", "a=x; while :; do a=$a$a; done"], "memory": 16})
    assert container_of(task)["exitCode"] == 137
    assert container_of(task)["reason"] == "OutOfMemoryError: Container killed due to memory usage"


def test_a_program_that_is_not_there(node):
    task = node.run({"command": ["no-such-program"]})
    assert task["stopCode"] == "TaskFailedToStart"
    assert container_of(task)["reason"].startswith("CannotStartContainerError: ")
    assert "no-such-program" in container_of(task)["reason"]


def test_an_image_that_is_nowhere(node):
    task = node.stopped(node.start({"image": "127.0.0.1:9/nowhere:1"}), 90)
    assert task["stopCode"] == "TaskFailedToStart"
    assert container_of(task)["reason"].startswith(("CannotPullContainerError: ", "CannotPullImageManifestError: "))


def test_environment_of_definition_override_and_endpoints(node):
    arn = node.start(
        {"command": ["env"], "environment": [{"name": "COLOUR", "value": "red"}, {"name": "KEPT", "value": "1"}]},
        start={"overrides": {"containerOverrides": [
            {"name": "main", "environment": [{"name": "COLOUR", "value": "blue"}, {"name": "NEW", "value": "2"}]}]}})
    node.stopped(arn)
    values = dict(line.split("=", 1) for line in node.logs(arn).splitlines() if "=" in line)
    assert (values["COLOUR"], values["KEPT"], values["NEW"]) == ("blue", "1", "2")
    assert values["ECS_CONTAINER_METADATA_URI_V4"].startswith("http://169.254.170.2/v4/")
    assert values["ECS_AGENT_URI"].startswith("http://169.254.170.2/api/")
    assert values["AWS_EXECUTION_ENV"] == "AWS_ECS_EC2"
    assert values["AWS_REGION"] == values["AWS_DEFAULT_REGION"] == "us-east-1"


def test_command_and_entry_point(node):
    assert node.says("unused", container={"entryPoint": ["echo", "from"], "command": ["the", "entry point"]}) == (
        "from the entry point\n")


def test_user_and_working_directory_and_groups(node):
    printed = node.says("id; pwd", container={"user": "web", "workingDirectory": "/made/here"})
    assert "uid=1000(web) gid=1000(web) groups=1000(web),2000(extra)" in printed
    assert "/made/here" in printed


def test_limits_and_privileges_as_the_container_sees_them(node):
    printed = node.says(
        "ulimit -n; grep CapEff /proc/self/status; (touch /file 2>/dev/null || echo read-only); stat -f -c %T /scratch; cat /proc/sys/net/ipv4/ip_default_ttl",
        networkMode="bridge",
        container={
            "ulimits": [{"name": "nofile", "softLimit": 1000, "hardLimit": 2000}], "readonlyRootFilesystem": True,
            "linuxParameters": {"capabilities": {"drop": ["ALL"], "add": ["KILL"]},
                                "tmpfs": [{"containerPath": "/scratch", "size": 8}]},
            "systemControls": [{"namespace": "net.ipv4.ip_default_ttl", "value": "42"}]})
    assert printed.splitlines()[0] == "1000"
    assert "CapEff:\t0000000000000020" in printed
    assert "read-only" in printed and "tmpfs" in printed and printed.splitlines()[-1] == "42"


def test_containers_start_in_the_order_of_their_dependencies_and_stop_in_reverse(node):
    arn = node.start(
        {"name": "first", "command": ["sh", "-c", "sleep 0.3; echo done > /shared/first"], "essential": False,
         "mountPoints": [{"sourceVolume": "shared", "containerPath": "/shared"}]},
        {"name": "main", "command": ["sh", "-c", "cat /shared/first; sleep 100"],
         "mountPoints": [{"sourceVolume": "shared", "containerPath": "/shared", "readOnly": True}],
         "dependsOn": [{"containerName": "first", "condition": "SUCCESS"}]},
        volumes=[{"name": "shared"}])
    task = node.running(arn)
    assert container_of(task, "first")["exitCode"] == 0
    until(lambda: "done" in node.logs(arn))
    node.stop(arn)


def test_a_dependency_that_fails_ends_the_task_with_the_reason(node):
    task = node.run(
        {"name": "first", "command": ["false"], "essential": False},
        {"name": "main", "command": ["sleep", "100"], "dependsOn": [{"containerName": "first", "condition": "SUCCESS"}]})
    assert container_of(task)["exitCode"] == 143
    assert "dependency graph" in container_of(task)["reason"]


def test_health_is_checked_and_shown(node):
    arn = node.start({"command": ["sh", "-c", "sleep 1; touch /healthy; sleep 100"], "healthCheck": {
        "command": ["CMD-SHELL", "test -e /healthy"], "interval": 5, "timeout": 2, "retries": 3, "startPeriod": 0}})
    node.running(arn)
    until(lambda: container_of(node.task(arn)).get("healthStatus") == "HEALTHY", 30)
    assert node.task(arn)["healthStatus"] == "HEALTHY"
    node.stop(arn)


def test_an_image_pulled_by_nobody_is_used_from_here(node):
    task = node.running(node.start({"command": ["sleep", "100"]}))
    assert container_of(task)["runtimeId"]
    node.stop(task["taskArn"])


def test_a_task_too_large_for_the_machine_is_refused_with_the_resource(node):
    definition = node.define({"memory": 10_000_000})
    answer = node.ecs.start_task(taskDefinition=definition, containerInstances=[node.instance])
    assert answer["tasks"] == []
    assert [failure["reason"] for failure in answer["failures"]] == ["RESOURCE:MEMORY"]


def test_a_fork_bomb_and_a_log_flood_are_contained(node):
    bomb = node.start({"command": ["sh", "-c", "b() { b | b & }; b; sleep 100"], "memory": 64})
    flood = node.start({"command": ["sh", "-c", "yes flood; sleep 100"], "memory": 64, "logConfiguration": {
        "logDriver": "json-file", "options": {"max-size": "1m", "max-file": "2"}}})
    node.running(flood)
    time.sleep(2)
    assert node.says("echo alive") == "alive\n"
    for arn in (bomb, flood):
        if node.task(arn)["lastStatus"] != "STOPPED":
            node.stop(arn)


def test_nothing_of_a_stopped_task_runs_on(node):
    marker = "31337.25"
    arn = node.start({"command": ["sh", "-c", f"sleep {marker} & sleep {marker}"]})
    node.running(arn)
    until(lambda: len(pids_of(marker)) >= 2)
    node.stop(arn)
    assert pids_of(marker) == []
