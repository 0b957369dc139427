"""Containers in their task: started again, checked, and given volumes."""

import json
import pathlib

from machine import container_of, until


def test_an_unhealthy_container_is_shown_and_goes_on(node):
    arn = node.start({"command": ["sleep", "100"], "healthCheck": {
        "command": ["CMD", "test", "-e", "/missing"], "interval": 5, "timeout": 2, "retries": 1}})
    node.running(arn)
    until(lambda: container_of(node.task(arn)).get("healthStatus") == "UNHEALTHY", 30)
    task = node.task(arn)
    assert (task["healthStatus"], task["lastStatus"]) == ("UNHEALTHY", "RUNNING")
    node.stop(arn)


def test_one_that_ends_before_its_restart_attempt_period_is_over_stays_ended(node):
    arn = node.start(
        {"command": ["sleep", "100"]},
        {"name": "helper", "essential": False, "command": ["sh", "-c", "echo ran; exit 4"],
         "restartPolicy": {"enabled": True, "restartAttemptPeriod": 60}})
    helper = until(lambda: [one for one in [container_of(node.task(arn), "helper")] if one["lastStatus"] == "STOPPED"])[0]
    assert helper["exitCode"] == 4
    assert node.logs(arn, "--container", "helper").splitlines() == ["ran"]
    assert node.task(arn)["lastStatus"] == "RUNNING"
    node.stop(arn)


def test_one_that_ends_after_it_is_started_again_and_counted(node):
    arn = node.start({
        "command": ["sh", "-c", "echo run; sleep 61; test -e /again && exec sleep 100; touch /again; exit 5"],
        "restartPolicy": {"enabled": True, "ignoredExitCodes": [0], "restartAttemptPeriod": 60}})
    node.running(arn)
    until(lambda: node.logs(arn).splitlines() == ["run", "run"], 75)
    task = node.task(arn)
    assert task["lastStatus"] == "RUNNING" and "exitCode" not in container_of(task)
    node.stop(arn)


def test_a_volume_of_the_driver_outlives_its_tasks_when_it_is_shared(node):
    volume = {"name": "kept", "dockerVolumeConfiguration": {
        "scope": "shared", "autoprovision": True, "driver": "local", "labels": {"of": "a test"}}}
    mounted = {"mountPoints": [{"sourceVolume": "kept", "containerPath": "/kept"}]}
    node.says("echo first > /kept/file", container=mounted, volumes=[volume])
    assert node.says("cat /kept/file", container=mounted, volumes=[volume]) == "first\n"


def test_a_volume_of_a_task_goes_with_it(node):
    volume = {"name": "scratch", "dockerVolumeConfiguration": {"scope": "task", "driver": "local"}}
    mounted = {"mountPoints": [{"sourceVolume": "scratch", "containerPath": "/scratch"}]}
    script = "ls /scratch | wc -l; echo mine > /scratch/file"
    assert [node.says(script, container=mounted, volumes=[volume]).strip() for _ in range(2)] == ["0", "0"]


def test_a_folder_of_the_machine_and_the_volumes_of_another_container(node, tmp_path):
    (tmp_path / "given").write_text("from the machine\n")
    node.stopped(arn := node.start(
        {"name": "other", "essential": False, "command": ["true"],
         "mountPoints": [{"sourceVolume": "machine", "containerPath": "/machine"}]},
        {"command": ["sh", "-c", "cat /machine/given; echo back > /machine/written"],
         "volumesFrom": [{"sourceContainer": "other"}]},
        volumes=[{"name": "machine", "host": {"sourcePath": str(tmp_path)}}]))
    assert node.logs(arn, "--container", "main").splitlines() == ["from the machine"]
    assert (tmp_path / "written").read_text() == "back\n"


def test_a_terminal_an_init_process_and_shared_memory(node):
    printed = node.says(
        "tty; cat /proc/1/comm; grep /dev/shm /proc/mounts", container={
            "pseudoTerminal": True, "linuxParameters": {"initProcessEnabled": True, "sharedMemorySize": 16}},
        networkMode="bridge")
    assert "/dev/pts/" in printed or "/dev/console" in printed
    assert "size=16384k" in printed
    assert printed.splitlines()[1].strip() != "sh"


def test_what_is_said_of_a_running_container(node):
    arn = node.start({"command": ["sleep", "100"], "cpu": 128, "memory": 64, "memoryReservation": 32})
    container = container_of(node.running(arn))
    assert (container["cpu"], container["memory"], container["memoryReservation"]) == ("128", "64", "32")
    assert container["image"] == node.image and len(container["runtimeId"]) == 64
    kept = json.loads((pathlib.Path(node.data_dir) / "node/containers" / container["runtimeId"] / "launch.json").read_text())
    assert kept["container"]["spec"]["labels"]["com.amazonaws.ecs.task-arn"] == arn
    node.stop(arn)
