"""Whatever is killed: the end state is right, nothing runs twice, nothing is left, every exit is told."""

import os
import signal
import time

import pytest

from machine import container_of, pids_of, told, until


def kill_server(node):
    node.process.send_signal(signal.SIGKILL)
    node.process.wait()
    node.process.stdout.close()


def restarted(node):
    """The same Longshore started again on what is there."""
    node.__enter__()
    return node


def test_containers_outlive_the_server_and_are_taken_back(own_node):
    marker = "4711.125"
    arn = own_node.start({"command": ["sleep", marker]})
    before = own_node.running(arn)
    pid, = pids_of(marker)
    kill_server(own_node)
    assert pids_of(marker) == [pid]
    restarted(own_node)
    after = own_node.running(arn)
    assert container_of(after)["runtimeId"] == container_of(before)["runtimeId"]
    assert pids_of(marker) == [pid]
    task = own_node.stop(arn)
    assert (task["stopCode"], container_of(task)["exitCode"]) == ("UserInitiated", 137)


def test_an_exit_while_the_server_is_down_is_told_afterwards(own_node):
    arn = own_node.start({"command": ["sh", "-c", "echo before; sleep 1; echo after; exit 9"]})
    own_node.running(arn)
    kill_server(own_node)
    time.sleep(1.5)
    restarted(own_node)
    task = own_node.stopped(arn)
    assert container_of(task)["exitCode"] == 9
    until(lambda: own_node.logs(arn).splitlines() == ["before", "after"])


def test_a_killed_launcher_takes_its_container_with_it_and_is_told(own_node):
    marker = "4712.125"
    arn = own_node.start({"command": ["sleep", marker]})
    own_node.running(arn)
    pid, = pids_of(marker)
    parent = int(next(line.split()[1] for line in open(f"/proc/{pid}/status") if line.startswith("PPid:")))
    os.kill(parent, signal.SIGKILL)
    task = own_node.stopped(arn)
    assert "launcher" in (container_of(task).get("reason") or ""), told(task)
    assert pids_of(marker) == []


@pytest.mark.parametrize("after_seconds", [0, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1])
def test_killed_in_the_middle_of_a_start_the_task_ends_up_running_once(own_node, after_seconds):
    marker = f"4713.{int(after_seconds * 1000):03}5"
    arn = own_node.start({"command": ["sleep", marker]}, networkMode="bridge")
    time.sleep(after_seconds)
    kill_server(own_node)
    restarted(own_node)
    own_node.running(arn)
    until(lambda: len(pids_of(marker)) == 1)
    time.sleep(0.2)
    assert len(pids_of(marker)) == 1
    own_node.stop(arn)
    assert pids_of(marker) == []


def test_killed_in_the_middle_of_a_stop_the_task_ends_stopped(own_node):
    marker = "4714.125"
    arn = own_node.start({"command": ["sh", "-c", f"trap '' TERM; sleep {marker}"], "stopTimeout": 2})
    own_node.running(arn)
    own_node.ecs.stop_task(task=arn)
    time.sleep(0.2)
    kill_server(own_node)
    restarted(own_node)
    own_node.stopped(arn)
    assert pids_of(marker) == []
