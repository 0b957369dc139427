"""RunTask, StopTask, lists and protection, on an instance that was registered by hand: no agent ever comes."""

import pytest

from expect import container, define, refused

RESOURCES = [{"name": name, "type": "INTEGER", "integerValue": size} for name, size in (("CPU", 1024), ("MEMORY", 256))]


@pytest.fixture(autouse=True)
def cluster(ecs):
    ecs.create_cluster(clusterName="harbor")
    define(ecs, "web", containerDefinitions=[container(cpu=256)])


@pytest.fixture
def instance(ecs):
    attributes = [{"name": "com.amazonaws.ecs.capability.docker-remote-api.1.18"}]
    answer = ecs.register_container_instance(cluster="harbor", totalResources=RESOURCES, attributes=attributes)
    return answer["containerInstance"]["containerInstanceArn"]


def run(ecs, count=1, **members):
    return ecs.run_task(cluster="harbor", taskDefinition="web", count=count, **members)


def test_nothing_runs_without_an_instance(ecs):
    with refused("InvalidParameterException", "No Container Instances were found in your cluster."):
        run(ecs)


def test_tasks_are_placed_while_there_is_room(ecs, instance):
    answer = run(ecs, 5, startedBy="me", enableECSManagedTags=True)
    tasks, [failure] = answer["tasks"], answer["failures"]
    assert len(tasks) == 4
    assert {task["containerInstanceArn"] for task in tasks} == {instance}
    assert (failure["arn"], failure["reason"]) == (instance, "RESOURCE:CPU")
    assert "256" in failure["detail"]
    arns = sorted(task["taskArn"] for task in tasks)
    assert sorted(ecs.list_tasks(cluster="harbor", startedBy="me")["taskArns"]) == arns
    [shown] = ecs.describe_clusters(clusters=["harbor"])["clusters"]
    assert (shown["runningTasksCount"], shown["pendingTasksCount"]) == (0, 4)
    stopped = ecs.stop_task(cluster="harbor", task=arns[0], reason="enough")["task"]
    assert (stopped["desiredStatus"], stopped["stoppedReason"]) == ("STOPPED", "enough")
    assert ecs.list_tasks(cluster="harbor", desiredStatus="STOPPED")["taskArns"] == [arns[0]]


def test_a_token_stands_for_one_request(ecs, instance):
    first = run(ecs, clientToken="once")["tasks"]
    assert run(ecs, clientToken="once")["tasks"] == first
    with refused("ConflictException") as caught:
        run(ecs, 2, clientToken="once")
    assert caught.value.response["resourceIds"] == [first[0]["taskArn"]]


def test_only_tasks_of_services_can_be_protected(ecs, instance):
    [task] = run(ecs)["tasks"]
    arn = task["taskArn"]
    for answer in (
        ecs.update_task_protection(cluster="harbor", tasks=[arn], protectionEnabled=True),
        ecs.get_task_protection(cluster="harbor", tasks=[arn]),
    ):
        assert answer["protectedTasks"] == []
        assert [(it["arn"], it["reason"]) for it in answer["failures"]] == [(arn, "TASK_NOT_VALID")]
    with refused("InvalidParameterException", "2880"):
        ecs.update_task_protection(cluster="harbor", tasks=[arn], protectionEnabled=True, expiresInMinutes=2881)
