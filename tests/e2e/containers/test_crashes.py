"""Whatever is killed: the end state is right, nothing runs twice, nothing is left, every exit is told."""

import json
import os
import pathlib
import random
import shutil
import signal
import time

import pytest

from machine import Gate, Node, container_of, pids_of, told, until


IMAGE = "busybox:e2e"


def kill_server(node):
    node.process.send_signal(signal.SIGKILL)
    node.process.wait()
    node.process.stdout.close()


def restarted(node):
    """The same Longshore started again on what is there."""
    node.__enter__()
    return node


def parent_of(pid):
    status = pathlib.Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line.split()[1] for line in status if line.startswith("PPid:")))


def children_of(pid):
    return [int(child) for task in pathlib.Path(f"/proc/{pid}/task").iterdir()
            for child in (task / "children").read_text().split()]


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


def test_an_exit_while_the_server_is_down_is_told_afterwards(own_node, tmp_path):
    gate = Gate(tmp_path)
    arn = own_node.start(gate.container("echo before; pass; echo after; exit 9"), volumes=gate.volumes)
    task = own_node.running(arn)
    kill_server(own_node)
    gate.open(own_node, task)
    restarted(own_node)
    task = own_node.stopped(arn)
    assert container_of(task)["exitCode"] == 9
    until(lambda: own_node.logs(arn).splitlines() == ["before", "after"])


def test_a_killed_launcher_takes_its_container_with_it_and_is_told(own_node):
    marker = "4712.125"
    arn = own_node.start({"command": ["sleep", marker]})
    own_node.running(arn)
    pid, = pids_of(marker)
    os.kill(parent_of(pid), signal.SIGKILL)
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


def test_a_killed_spawner_is_started_again_and_takes_no_container_with_it(own_node):
    marker = "4715.125"
    arn = own_node.start({"command": ["sleep", marker]})
    own_node.running(arn)
    pid, = pids_of(marker)
    spawner, = children_of(own_node.process.pid)
    os.kill(spawner, signal.SIGKILL)
    assert own_node.says("echo still here").strip() == "still here"
    assert pids_of(marker) == [pid]
    assert container_of(own_node.stop(arn))["exitCode"] == 137


def test_all_is_killed_at_once_and_every_end_is_told(own_node):
    markers = [f"4716.{number}25" for number in range(3)]
    arns = [own_node.start({"command": ["sleep", marker]}, networkMode=mode)
            for marker, mode in zip(markers, ("host", "bridge", "none"))]
    for arn in arns:
        own_node.running(arn)
    launchers = [parent_of(pid) for marker in markers for pid in pids_of(marker)]
    spawner, = children_of(own_node.process.pid)
    for pid in [own_node.process.pid, spawner, *launchers]:
        os.kill(pid, signal.SIGKILL)
    kill_server(own_node)
    until(lambda: not any(map(pids_of, markers)))
    restarted(own_node)
    for arn in arns:
        task = own_node.stopped(arn)
        assert "launcher" in (container_of(task).get("reason") or ""), told(task)
        assert task["stopCode"] == "EssentialContainerExited", told(task)
    assert own_node.says("echo on it goes").strip() == "on it goes"


def test_health_is_checked_on_after_a_kill_in_the_middle_of_a_check(own_node):
    marker = "4717.125"
    check = ["CMD-SHELL", f"test -e /tmp/second || {{ touch /tmp/second; sleep {marker}; }}"]
    arn = own_node.start({"command": ["sleep", marker + "1"],
                          "healthCheck": {"command": check, "interval": 5, "timeout": 2, "retries": 3}})
    own_node.running(arn)
    until(lambda: len(pids_of(marker)) > 1)
    kill_server(own_node)
    restarted(own_node)
    until(lambda: own_node.task(arn)["healthStatus"] == "HEALTHY")
    own_node.stop(arn)
    assert pids_of(marker) == []


def test_a_node_whose_folder_was_deleted_begins_anew_and_takes_away_what_was_left(rootfs, tmp_path):
    marker = "4719.125"
    with Node(tmp_path / "data", rootfs, IMAGE) as node:
        for mode in ("host", "bridge", "none"):
            node.running(node.start({"command": ["sleep", marker]}, networkMode=mode))
        kill_server(node)
        shutil.rmtree(node.data_dir)
    with Node(tmp_path / "data", rootfs, IMAGE) as node:
        until(lambda: pids_of(marker) == [])
        for _ in range(20):
            assert node.says("echo anew", networkMode="bridge") == "anew\n"
        assert not any("File exists" in json.dumps(line) for line in node.log_lines()), node.warnings()
        node.leave_nothing()


# What is done with a task, what it runs, and what comes of it however often the server is killed on the way.
LIVES = {
    "runs": ("sleep {marker}", False, None),
    "exits": ("sleep 0.05; exit 7 # {marker}", False, 7),
    "stopped": ("trap 'exit 5' TERM; sleep {marker} & wait", True, 5),
}


@pytest.mark.timeout(300)
@pytest.mark.parametrize("mode", ["host", "bridge"])
def test_killed_at_any_moment_the_end_is_right(own_node, mode):
    seed = random.randrange(1 << 32)
    chance = random.Random(seed)
    for turn in range(12):
        life = chance.choice(list(LIVES))
        script, stops, code = LIVES[life]
        marker = f"4718.{turn:02}5"
        case = f"seed {seed} turn {turn} {life}"
        arn = own_node.start({"command": ["sh", "-c", script.format(marker=marker)], "stopTimeout": 10 if stops else 2}, networkMode=mode)
        if stops:
            own_node.running(arn)
            # Then the shell has set its trap.
            until(lambda: any(line.startswith("sleep") for line in map(command_of, pids_of(marker))))
            own_node.ecs.stop_task(task=arn)
        for _ in range(chance.choice((1, 1, 2))):
            time.sleep(chance.choice((0, 0.001, 0.003, 0.01, 0.03, 0.1)) * chance.random())
            kill_server(own_node)
            restarted(own_node)
        if code is None:
            own_node.running(arn)
            until(lambda: len(pids_of(marker)) == 1)
            own_node.stop(arn)
        else:
            task = own_node.stopped(arn)
            assert container_of(task).get("exitCode") == code, (case, told(task))
        assert pids_of(marker) == [], case


def command_of(pid):
    try:
        return pathlib.Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode()
    except OSError:
        return ""
