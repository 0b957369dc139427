"""A second machine: a network namespace as the host, joined with a token over mutual TLS, cut off, and left."""

import json
import time

import pytest

from joining import IMAGE, Control, Joined, Machine
from longshore import BINARY, run
from machine import Gate, Node, container_of, pids_of, told, until

# Three heartbeats of ten seconds each, and some more.
CUT_OFF_SECONDS = 45
# A node that finds nobody comes back within half a minute, and dials for ten seconds.
BACK_SECONDS = 60


@pytest.fixture
def machine(rootfs):
    with Machine() as machine:
        yield machine


@pytest.fixture
def control(machine, tmp_path):
    with Control(tmp_path / "control", machine) as control:
        control.ecs.create_cluster(clusterName="default")
        yield control


@pytest.fixture
def joined(control, machine, rootfs, tmp_path):
    (tmp_path / "node").mkdir()
    with Joined(control, machine, tmp_path / "node", rootfs) as joined:
        yield joined
        joined.leave_nothing()


def test_a_machine_joins_runs_tasks_and_leaves(control, joined):
    instance = joined.described()
    attributes = {each["name"]: each.get("value") for each in instance["attributes"]}
    assert attributes["rack"] == "r1" and "ssd" in attributes and "ecs.capability.task-eni" in attributes
    assert instance["status"] == "ACTIVE" and instance["runningTasksCount"] == 0
    for mode in ("host", "none"):
        task = joined.run({"command": ["sh", "-c", "echo hello from afar; exit 3"]}, networkMode=mode)
        assert container_of(task)["exitCode"] == 3
        assert task["containerInstanceArn"] == joined.instance
        until(lambda: joined.kept_logs(task["taskArn"]) == ["hello from afar"])
    arn = joined.start({"command": ["httpd", "-f", "-h", "/www"], "portMappings": [{"containerPort": 80, "hostPort": 8099}]},
                       networkMode="bridge")
    joined.running(arn)
    got = until(lambda: joined.machine.run("busybox", "wget", "-qO-", f"http://{joined.machine.there}:8099/").stdout)
    assert got == "hello from a container\n"
    left = joined.machine.run(BINARY, "node", "leave", "--data-dir", joined.data_dir)
    assert left.returncode == 0, left.stderr
    assert "This machine has left" in left.stdout
    task = joined.task(arn)
    assert (task["lastStatus"], task["stopCode"]) == ("STOPPED", "UserInitiated"), told(task)
    assert joined.ecs.list_container_instances()["containerInstanceArns"] == []
    assert control.nodes() == []
    # Nobody has told the process, but it finds out that its machine is a node no more.
    assert joined.process.wait(20) == 0
    again = joined.machine.run(BINARY, "node", "run", "--data-dir", joined.data_dir)
    assert again.returncode != 0 and "has not joined" in again.stderr


def test_control_dies_and_the_node_goes_on(control, joined, tmp_path):
    marker = "4721.125"
    stays = joined.start({"command": ["sleep", marker]})
    gate = Gate(tmp_path)
    ends = joined.start(gate.container("echo one; pass; echo two; exit 4"), volumes=gate.volumes)
    joined.running(stays)
    task = joined.running(ends)
    pid, = pids_of(marker)
    control.kill_and_say_nothing()
    gate.open(joined, task)
    assert pids_of(marker) == [pid]
    control.__enter__()
    assert container_of(joined.stopped(ends, BACK_SECONDS))["exitCode"] == 4
    until(joined.connected, BACK_SECONDS)
    assert joined.kept_logs(ends) == ["one", "two"]
    assert joined.task(stays)["lastStatus"] == "RUNNING" and pids_of(marker) == [pid]
    assert container_of(joined.stop(stays))["exitCode"] == 137
    assert joined.code_of("exit 6") == 6


def test_the_node_dies_and_its_containers_go_on(control, joined, tmp_path):
    marker = "4722.125"
    stays = joined.start({"command": ["sleep", marker]}, networkMode="bridge")
    gate = Gate(tmp_path)
    ends = joined.start(gate.container("pass; exit 4"), volumes=gate.volumes)
    stopped_meanwhile = joined.start({"command": ["sleep", marker + "9"]})
    for arn in (stays, ends, stopped_meanwhile):
        joined.running(arn)
    other, = pids_of(marker + "9")
    pid, = set(pids_of(marker)) - {other}
    joined.end()
    until(lambda: not joined.connected())
    refused = joined.ecs.start_task(taskDefinition="task", containerInstances=[joined.instance])
    assert (refused["tasks"], refused["failures"][0]["reason"]) == ([], "AGENT")
    joined.ecs.stop_task(task=stopped_meanwhile)
    gate.open(joined, joined.task(ends))
    assert sorted(pids_of(marker)) == sorted([pid, other])
    joined.begin("run")
    assert container_of(joined.stopped(ends))["exitCode"] == 4
    task = joined.stopped(stopped_meanwhile)
    assert (task["stopCode"], container_of(task)["exitCode"]) == ("UserInitiated", 137)
    until(joined.connected)
    assert joined.running(stays)["taskArn"] == stays and pids_of(marker) == [pid]
    assert len(joined.ecs.list_container_instances()["containerInstanceArns"]) == 1


@pytest.mark.timeout(300)
def test_a_machine_that_is_cut_off_goes_on_and_what_both_know_is_merged(control, joined, tmp_path):
    marker = "4723.125"
    stays = joined.start({"command": ["sleep", marker]})
    stopped = joined.start({"command": ["sleep", marker + "1"]})
    gate = Gate(tmp_path)
    ends = joined.start(gate.container("echo cut; pass; echo off; exit 8"), volumes=gate.volumes)
    for arn in (stays, stopped, ends):
        joined.running(arn)
    joined.machine.pull_the_cable()
    assert joined.connected()
    gate.open(joined, joined.task(ends))
    until(lambda: not joined.connected(), CUT_OFF_SECONDS)
    assert len(pids_of(marker)) == 2
    assert joined.task(ends)["lastStatus"] == "RUNNING", "nobody could tell"
    joined.ecs.stop_task(task=stopped, reason="while it was away")
    assert joined.task(stopped)["lastStatus"] != "STOPPED"
    joined.machine.plug_it_in()
    until(joined.connected, BACK_SECONDS)
    task = joined.stopped(ends)
    assert container_of(task)["exitCode"] == 8, told(task)
    assert joined.kept_logs(ends) == ["cut", "off"]
    task = joined.stopped(stopped)
    assert (task["stopCode"], task["stoppedReason"]) == ("UserInitiated", "while it was away")
    assert joined.task(stays)["lastStatus"] == "RUNNING" and len(pids_of(marker)) == 1


def test_an_instance_that_drains_takes_nothing_more_and_one_that_is_deregistered_by_force_ends(control, joined):
    marker = "4724.125"
    arn = joined.start({"command": ["sleep", marker]})
    joined.running(arn)
    drained = joined.ecs.update_container_instances_state(containerInstances=[joined.instance], status="DRAINING")
    assert drained["containerInstances"][0]["status"] == "DRAINING"
    assert joined.task(arn)["lastStatus"] == "RUNNING", "a task that was started by hand goes on"
    with pytest.raises(joined.ecs.exceptions.InvalidParameterException):
        joined.ecs.deregister_container_instance(containerInstance=joined.instance)
    joined.ecs.deregister_container_instance(containerInstance=joined.instance, force=True)
    until(lambda: pids_of(marker) == [])
    # The machine is a node still: it becomes another instance.
    gone, joined.instance = joined.instance, None
    joined.instance = until(joined.joined)
    assert joined.instance != gone
    assert joined.code_of("exit 2") == 2


def test_who_is_not_to_come_in_does_not(control, machine, rootfs, tmp_path):
    def joins(token, *options, folder=tmp_path / "turned-away"):
        made = machine.run(BINARY, "node", "join", "--server", control.server, "--token", token, "--data-dir", folder, *options)
        assert made.returncode != 0, made.stdout
        assert not (folder / "node.json").exists()
        return made.stderr

    control.ecs.create_cluster(clusterName="one")
    control.ecs.create_cluster(clusterName="two")
    assert "no join token" in joins("garbage")
    token = control.token("--cluster", "one")
    assert "cluster" in joins(token, "--cluster", "two")
    # A letter in the middle of its secret.
    wrong = token[:-4] + ("aaaa" if token[-4:] != "aaaa" else "bbbb")
    assert "token" in joins(wrong)
    removed = json.loads(control.token("--output", "json"))
    assert run("node", "token", "rm", removed["joinToken"]["tokenId"], "--data-dir", control.data_dir).returncode == 0
    assert "token" in joins(removed["token"])
    assert control.nodes() == []


@pytest.mark.timeout(180)
def test_a_token_is_used_once_and_a_removed_node_is_turned_away(control, joined, machine, tmp_path):
    used = control.token("--uses", "1")
    (tmp_path / "other").mkdir()
    with open(tmp_path / "other.log", "ab") as log:
        other = machine.start(BINARY, "node", "join", "--server", control.server, "--token", used, "--runtime", "none",
                              "--data-dir", tmp_path / "other", log=log)
        assert other.wait(20) != 0, "it has joined, and has nothing to run containers with"
    again = machine.run(BINARY, "node", "join", "--server", control.server, "--token", used, "--data-dir", tmp_path / "third")
    assert again.returncode != 0 and "used" in again.stderr
    mine, = [node for node in control.nodes() if node["containerInstanceArn"] == joined.instance]
    marker = "4725.125"
    arn = joined.start({"command": ["sleep", marker]})
    joined.running(arn)
    assert run("node", "rm", mine["nodeId"], "--data-dir", control.data_dir).returncode == 0
    until(lambda: not joined.connected())
    until(lambda: "not known here any more" in joined.log.read_text())
    time.sleep(1)
    assert not joined.connected(), "its certificate is worth nothing now"
    assert len(pids_of(marker)) == 1, "nobody has said that its tasks shall end"
    left = machine.run(BINARY, "node", "leave", "--data-dir", joined.data_dir)
    assert left.returncode == 0 and "knows this machine no more" in left.stdout, left.stderr
    # It finds out when it tries to come back.
    assert joined.process.wait(BACK_SECONDS) == 0
    assert pids_of(marker) == [], "a machine that has left runs nothing"
    joined.ecs.deregister_container_instance(containerInstance=joined.instance, force=True)


class Beside(Node):
    """One of several on a machine of the test's own."""

    def __init__(self, machine, data_dir, rootfs):
        data_dir.mkdir()
        super().__init__(data_dir, rootfs, IMAGE, listen=f"{machine.there}:0")
        self.command = machine.inside(self.command)


METADATA = "while true; do wget -qO- $ECS_CONTAINER_METADATA_URI_V4 > /dev/null && echo ok || echo no; sleep 0.2; done"


def test_of_two_nodes_on_one_machine_both_run_tasks_and_one_says_what_it_lacks(machine, rootfs, tmp_path):
    with Beside(machine, tmp_path / "first", rootfs) as first:
        asks = first.start({"command": ["sh", "-c", METADATA]}, networkMode="bridge")
        until(lambda: "ok" in first.logs(asks))
        with Beside(machine, tmp_path / "second", rootfs) as second:
            named = f"Process {first.process.pid} (longshore)"
            until(lambda: any("no metadata" in text and named in text for text in second.warnings()))
            assert second.says("echo runs", networkMode="bridge").strip() == "runs"
            seen = len(first.logs(asks).splitlines())
            until(lambda: len(first.logs(asks).splitlines()) > seen + 3)
            second.leave_nothing()
        seen = len(first.logs(asks).splitlines())
        until(lambda: len(first.logs(asks).splitlines()) > seen + 3)
        assert set(first.logs(asks).splitlines()) == {"ok"}, "the other one takes nothing away"
        first.leave_nothing()
    assert machine.interfaces() == machine.own_interfaces
