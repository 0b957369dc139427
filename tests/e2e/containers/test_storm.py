"""Server, agent and launchers are killed in turn every second: nothing is lost or doubled, and what is wanted comes to be."""

import collections
import itertools
import os
import sys
import time

import pytest

from joining import Machine
from machine import container_of, pids_of, told, until
from storm import Diary, Storm, StormyControl, StormyNode

TASKS = 50
KILLS = 30
SETTLE_SECONDS = 120
# A second where nothing else runs on the machine; tests share theirs.
SILENCE_SECONDS = 5
LIVES_ON = "trap 'exit 0' TERM; sleep 100000 & wait # {marker}"
# Of this run alone: others may have the machine too.
MARK = f"storm{os.getpid()}-"
# The shortest there is: a task counts as soon as it was healthy once.
CHECK = {"command": ["CMD", "true"], "interval": 5, "timeout": 5, "retries": 3}
SHORT_TASKS = 200
PER_CALL = 10
SHORT_KILLS = 12


@pytest.fixture
def control(tmp_path):
    with Machine() as machine, StormyControl(tmp_path / "control", machine) as control:
        control.machine = machine
        control.ecs.create_cluster(clusterName="default")
        yield control


@pytest.fixture
def node(control, rootfs, tmp_path):
    (tmp_path / "node").mkdir()
    with StormyNode(control, control.machine, tmp_path / "node", rootfs) as node:
        yield node
        node.leave_nothing()


@pytest.fixture
def diary(tmp_path):
    return Diary(tmp_path)


def define(node, diary, marker, mode="bridge"):
    container = diary.container(LIVES_ON.format(marker=marker)) | {"healthCheck": CHECK}
    return node.define(container, family="storm", volumes=diary.volumes, networkMode=mode)


def service_of(node, name):
    service, = node.ecs.describe_services(services=[name])["services"]
    return service


def is_done(service, definition):
    """Whether the newest deployment has come to its end, and there is no other."""
    only = service["deployments"]
    return (len(only) == 1 and only[0]["taskDefinition"] == definition and only[0]["rolloutState"] == "COMPLETED"
            and service["runningCount"] == service["desiredCount"] and service["pendingCount"] == 0)


def every_task(node, **members):
    arns = []
    for status in ("RUNNING", "STOPPED"):
        token = {}
        while token is not None:
            page = node.ecs.list_tasks(desiredStatus=status, **token, **members)
            arns += page["taskArns"]
            token = {"nextToken": page["nextToken"]} if page.get("nextToken") else None
    parts = [arns[start:start + 100] for start in range(0, len(arns), 100)]
    return [task for part in parts for task in node.ecs.describe_tasks(tasks=part)["tasks"]]


def all_is_told(tasks, diary):
    """Every end has its reason, and whatever ran is a task that control knows."""
    for task in tasks:
        if task["lastStatus"] == "STOPPED":
            container = container_of(task)
            assert task.get("stoppedReason") and task.get("stopCode"), told(task)
            assert "exitCode" in container or container.get("reason") or id_of(task) not in diary.tasks(), told(task)
    unknown = diary.tasks() - {id_of(task) for task in tasks}
    assert not unknown, "containers of no task"


def id_of(task):
    return task["taskArn"].rpartition("/")[2]


def runs_as_told(node, marker, count):
    """As many containers as there are tasks, and those are the wanted ones."""
    containers = os.listdir(node.data_dir / "node/containers")
    return len(pids_of(marker)) == len(containers) == count


def judge(storm):
    assert storm.silences and max(storm.silences) < SILENCE_SECONDS


@pytest.mark.timeout(400)
@pytest.mark.parametrize("minimum, maximum", [(100, 200), (50, 150)])
def test_a_service_rolls_in_a_storm(node, diary, minimum, maximum):
    definition = define(node, diary, f"{MARK}0-")
    node.ecs.create_service(
        serviceName="storm", taskDefinition=definition, desiredCount=TASKS, clientToken="one",
        deploymentConfiguration={"minimumHealthyPercent": minimum, "maximumPercent": maximum,
                                 "deploymentCircuitBreaker": {"enable": False, "rollback": False}})
    until(lambda: is_done(service_of(node, "storm"), definition), SETTLE_SECONDS)
    rolled = 0
    with Storm(node.control, node, KILLS) as storm:
        for revision in itertools.count(1):
            marker = f"{MARK}{revision}-"
            definition = define(node, diary, marker)
            node.ecs.update_service(service="storm", taskDefinition=definition)
            while storm.goes_on() and not is_done(service_of(node, "storm"), definition):
                diary.nothing_ran_twice()
                time.sleep(0.2)
            if not storm.goes_on():
                break
            rolled += 1
    until(lambda: is_done(service_of(node, "storm"), definition), SETTLE_SECONDS)
    print(f"{rolled} rolls came to their end in the storm", file=sys.stderr)
    until(lambda: runs_as_told(node, marker, TASKS))
    tasks = every_task(node)
    running = [task for task in tasks if task["lastStatus"] == "RUNNING"]
    assert {task["taskDefinitionArn"] for task in running} == {definition} and len(running) == TASKS
    until(lambda: {id_of(task) for task in running} <= diary.tasks())
    diary.nothing_ran_twice()
    all_is_told(tasks, diary)
    judge(storm)
    node.ecs.delete_service(service="storm", force=True)
    until(lambda: service_of(node, "storm")["status"] == "INACTIVE", SETTLE_SECONDS)
    until(lambda: runs_as_told(node, MARK, 0))


@pytest.mark.timeout(400)
def test_services_come_and_go_in_a_storm(node, diary):
    """Deleted while their tasks are still being started, and after."""
    with Storm(node.control, node, KILLS) as storm:
        for life in itertools.takewhile(lambda _: storm.goes_on(), itertools.count()):
            name = f"gale-{life}"
            definition = define(node, diary, MARK, mode=("bridge", "host", "none")[life % 3])
            node.ecs.create_service(serviceName=name, taskDefinition=definition, desiredCount=TASKS, clientToken=name)
            enough = TASKS * (life % 4) // 3
            until(lambda: service_of(node, name)["runningCount"] >= enough, SETTLE_SECONDS)
            node.ecs.delete_service(service=name, force=True)
    for life in range(life + 1):
        until(lambda: service_of(node, f"gale-{life}")["status"] == "INACTIVE", SETTLE_SECONDS)
    until(lambda: not os.listdir(node.data_dir / "node/containers"))
    assert not pids_of(MARK)
    tasks = every_task(node)
    assert {task["lastStatus"] for task in tasks} == {"STOPPED"} and len(tasks) >= TASKS
    diary.nothing_ran_twice()
    all_is_told(tasks, diary)
    judge(storm)


def run_task(node, definition, count):
    """Starts so many, once their node is back from its last death: until then control starts none, and says why."""
    for token in until_called():
        started = node.ecs.run_task(taskDefinition=definition, count=count, clientToken=token)
        if not started["failures"]:
            return [task["taskArn"] for task in started["tasks"]]
        assert not started["tasks"] and {each["reason"] for each in started["failures"]} == {"AGENT"}, started
        time.sleep(0.05)


def until_called():
    """New tokens, for as long as it makes sense to try again."""
    end = time.monotonic() + SETTLE_SECONDS
    while time.monotonic() < end:
        yield f"squall-{time.monotonic_ns()}"
    raise AssertionError(f"no call started a task within {SETTLE_SECONDS} s")


@pytest.mark.timeout(400)
def test_tasks_that_end_by_themselves_run_once_in_a_storm(node, diary):
    container = diary.container("sleep 0.$((RANDOM % 10)); exit 7 # squall")
    definitions = [node.define(container, family=f"squall-{mode}", volumes=diary.volumes, networkMode=mode) for mode in ("bridge", "host")]
    arns = []
    with Storm(node.control, node, SHORT_KILLS) as storm:
        for call in range(SHORT_TASKS // PER_CALL):
            arns += run_task(node, definitions[call % 2], PER_CALL)
            time.sleep(SHORT_KILLS * 0.7 * PER_CALL / SHORT_TASKS)
    assert len(set(arns)) == SHORT_TASKS

    def all_ended():
        return all(task["lastStatus"] == "STOPPED" for task in every_task(node))
    until(all_ended, SETTLE_SECONDS)
    tasks = every_task(node)
    assert {task["taskArn"] for task in tasks} == set(arns), "each call was made as often as it took, and counted once"
    diary.nothing_ran_twice()
    all_is_told(tasks, diary)
    ended = collections.Counter("killed" if "launcher" in container_of(task).get("reason", "") else container_of(task).get("exitCode")
                                for task in tasks)
    assert set(ended) <= {7, "killed"} and ended["killed"] <= storm.killed["launcher"], ended
    assert {id_of(task) for task in tasks if container_of(task).get("exitCode") == 7} <= diary.tasks()
    judge(storm)
