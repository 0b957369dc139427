"""Services and tasks that are not there: everything asked for is missing, as AWS says it."""

import botocore.exceptions
import pytest

from expect import arn, refused

TASK = "0123456789abcdef0123456789abcdef"
# Waiters look again at once, and give up soon.
IMPATIENT = {"Delay": 0, "MaxAttempts": 3}


@pytest.fixture(autouse=True)
def cluster(ecs):
    ecs.create_cluster(clusterName="harbor")


def test_an_unknown_service_name_fails_with_the_short_arn(ecs, region):
    full = arn(region, "service/harbor/api")
    described = ecs.describe_services(cluster="harbor", services=["api", full, "api"])
    assert described["services"] == []
    short = {"arn": arn(region, "service/api"), "reason": "MISSING"}
    assert described["failures"] == [short, {"arn": full, "reason": "MISSING"}, short]


def test_an_unknown_task_fails_with_its_arn(ecs, region):
    described = ecs.describe_tasks(cluster="harbor", tasks=[TASK, TASK])
    assert described["tasks"] == []
    missing = {"arn": arn(region, f"task/harbor/{TASK}"), "reason": "MISSING"}
    assert described["failures"] == [missing, missing]


def test_how_many_may_be_described(ecs):
    for describe, noun, most in ((ecs.describe_services, "services", 10), (ecs.describe_tasks, "tasks", 100)):
        assert len(describe(cluster="harbor", **{noun: ["x"] * most})["failures"]) == most
        with refused("InvalidParameterException", str(most)):
            describe(cluster="harbor", **{noun: ["x"] * (most + 1)})
        with refused("InvalidParameterException", f"{noun.capitalize()} cannot be empty."):
            describe(cluster="harbor", **{noun: []})


def test_lists_are_empty(ecs):
    assert ecs.list_services(cluster="harbor")["serviceArns"] == []
    assert ecs.list_tasks(cluster="harbor")["taskArns"] == []
    with refused("ServiceNotFoundException"):
        ecs.list_tasks(cluster="harbor", serviceName="gone")


@pytest.mark.parametrize("waiter", ["services_stable", "services_inactive"])
def test_waiting_for_a_service_that_is_missing_fails_at_once(ecs, waiter):
    with pytest.raises(botocore.exceptions.WaiterError, match="MISSING") as caught:
        ecs.get_waiter(waiter).wait(cluster="harbor", services=["gone"], WaiterConfig=IMPATIENT)
    assert "terminal failure" in str(caught.value)


def test_waiting_for_a_task_that_is_missing(ecs):
    with pytest.raises(botocore.exceptions.WaiterError, match="terminal failure"):
        ecs.get_waiter("tasks_running").wait(cluster="harbor", tasks=[TASK], WaiterConfig=IMPATIENT)
    with pytest.raises(botocore.exceptions.WaiterError, match="Max attempts exceeded"):
        ecs.get_waiter("tasks_stopped").wait(cluster="harbor", tasks=[TASK], WaiterConfig=IMPATIENT)


def test_what_is_not_built_says_so(ecs):
    with refused("NotImplemented", "ListDaemons", status=501):
        ecs.list_daemons()
