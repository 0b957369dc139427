"""Services whose tasks an agent brings up that is nothing but calls of the API."""

import time

import pytest

from expect import container, define, refused

DOCKER = {"name": "com.amazonaws.ecs.capability.docker-remote-api.1.18"}


@pytest.fixture(autouse=True)
def cluster(ecs):
    ecs.create_cluster(clusterName="harbor", capacityProviders=["FARGATE", "FARGATE_SPOT"])
    define(ecs, "web", containerDefinitions=[container(cpu=0)])


def register(ecs, *attributes, memory=256):
    attributes = [DOCKER] + [{"name": name, "value": value} for name, value in attributes]
    resources = [{"name": name, "type": "INTEGER", "integerValue": size}
                 for name, size in (("CPU", 1024), ("MEMORY", memory))]
    answer = ecs.register_container_instance(cluster="harbor", totalResources=resources, attributes=attributes)
    return answer["containerInstance"]["containerInstanceArn"]


def create(ecs, **members):
    members = {"serviceName": "api", "taskDefinition": "web"} | members
    return ecs.create_service(cluster="harbor", **members)["service"]


def describe(ecs):
    service, = ecs.describe_services(cluster="harbor", services=["api"])["services"]
    return service


def messages(ecs):
    return [event["message"] for event in describe(ecs)["events"]]


def tasks(ecs, **filters):
    arns = ecs.list_tasks(cluster="harbor", **filters)["taskArns"]
    return ecs.describe_tasks(cluster="harbor", tasks=arns)["tasks"] if arns else []


def until(what):
    end = time.monotonic() + 20
    while not (found := what()):
        assert time.monotonic() < end, what
        time.sleep(0.1)
    return found


def submit(ecs, task, status, **members):
    answer = ecs.submit_task_state_change(cluster="harbor", task=task["taskArn"], status=status, **members)
    assert answer["acknowledgment"] == "ACK"


def test_a_service_as_its_agent_reports_it(ecs):
    instance = register(ecs)
    create(ecs, desiredCount=2)
    until(lambda: describe(ecs)["pendingCount"] == 2)
    for task in tasks(ecs):
        submit(ecs, task, "RUNNING", containers=[{
            "containerName": "app", "runtimeId": "abc", "status": "RUNNING", "imageDigest": "sha256:" + "a" * 64}])
    service = describe(ecs)
    assert (service["runningCount"], service["pendingCount"]) == (2, 0)
    deployment = service["deployments"][0]
    assert (deployment["runningCount"], deployment["rolloutState"]) == (2, "IN_PROGRESS")
    started, = [each for each in messages(ecs) if "has started" in each]
    names = [f"(task {task['taskArn'].rsplit('/')[-1]})" for task in tasks(ecs)]
    assert started in [f"(service api) has started 2 tasks: {' '.join(order)}." for order in (names, names[::-1])]
    shown, = ecs.describe_container_instances(cluster="harbor", containerInstances=[instance])["containerInstances"]
    assert (shown["runningTasksCount"], shown["pendingTasksCount"]) == (2, 0)
    harbor, = ecs.describe_clusters(clusters=["harbor"], include=["STATISTICS"])["clusters"]
    counts = {each["name"]: each["value"] for each in harbor["statistics"]}
    assert (counts["runningEC2TasksCount"], counts["activeEC2ServiceCount"]) == ("2", "1")
    # The image that was found holds for the revision.
    revision = service["currentServiceRevisions"][0]["arn"]
    image = lambda: ecs.describe_service_revisions(serviceRevisionArns=[revision])["serviceRevisions"][0][
        "containerImages"][0]
    until(lambda: image().get("imageDigest") == "sha256:" + "a" * 64)

    gone = tasks(ecs)[0]
    submit(ecs, gone, "STOPPED", executionStoppedAt=time.time(), containers=[
        {"containerName": "app", "status": "STOPPED", "exitCode": 3, "reason": "OutOfMemoryError: Container killed"}])
    ended, = ecs.describe_tasks(cluster="harbor", tasks=[gone["taskArn"]])["tasks"]
    assert (ended["stopCode"], ended["stoppedReason"]) == (
        "EssentialContainerExited", "Essential container in task exited")
    assert (ended["containers"][0]["exitCode"], ended["containers"][0]["reason"][:16]) == (3, "OutOfMemoryError")
    until(lambda: describe(ecs)["pendingCount"] == 1)


def test_an_instance_tells_what_its_tasks_leave(ecs):
    instance = register(ecs)
    seen = lambda: ecs.describe_container_instances(
        cluster="harbor", containerInstances=[instance])["containerInstances"][0]
    version = seen()["version"]
    task, = ecs.run_task(cluster="harbor", taskDefinition="web")["tasks"]
    until(lambda: seen()["version"] == version + 1)
    ecs.stop_task(cluster="harbor", task=task["taskArn"])
    submit(ecs, task, "STOPPED")
    until(lambda: seen()["version"] == version + 2)


def test_what_agents_submit_is_checked(ecs):
    register(ecs)
    task, = ecs.run_task(cluster="harbor", taskDefinition="web")["tasks"]
    with refused("InvalidParameterException", "PENDING, RUNNING or STOPPED"):
        submit(ecs, task, "HAPPY")
    with refused("InvalidParameterException", "was not found"):
        submit(ecs, {"taskArn": "0" * 32}, "RUNNING")
    with refused("InvalidParameterException", "attachment"):
        ecs.submit_attachment_state_changes(
            cluster="harbor", attachments=[{"attachmentArn": "nowhere", "status": "ATTACHED"}])
    answer = ecs.submit_container_state_change(
        cluster="harbor", task=task["taskArn"], containerName="app", status="RUNNING", runtimeId="abc")
    assert answer["acknowledgment"] == "ACK"
    shown, = tasks(ecs)
    assert (shown["lastStatus"], shown["containers"][0]["lastStatus"]) == ("PENDING", "RUNNING")
    assert ecs.discover_poll_endpoint(cluster="harbor")["endpoint"].startswith("http")


def test_tasks_that_are_too_many_leave_the_emptiest_machine(ecs):
    for _ in range(2):
        register(ecs)
    packed = [{"type": "binpack", "field": "memory"}]
    create(ecs, desiredCount=6, placementStrategy=packed)
    until(lambda: describe(ecs)["pendingCount"] == 6)
    before = [task["containerInstanceArn"] for task in tasks(ecs)]
    full, = [each for each in set(before) if before.count(each) == 4]
    ecs.update_service(cluster="harbor", service="api", desiredCount=4)
    until(lambda: len(tasks(ecs)) == 4)
    assert {task["containerInstanceArn"] for task in tasks(ecs)} == {full}


def test_a_daemon_leaves_an_instance_that_is_none_of_its_own_any_more(ecs):
    instance = register(ecs, ("rack", "a"))
    rack = [{"type": "memberOf", "expression": "attribute:rack == a"}]
    create(ecs, schedulingStrategy="DAEMON", placementConstraints=rack)
    task, = until(lambda: tasks(ecs))
    ecs.put_attributes(cluster="harbor", attributes=[
        {"name": "rack", "value": "b", "targetType": "container-instance", "targetId": instance}])
    until(lambda: not tasks(ecs))
    name = task["taskArn"].rsplit("/")[-1]
    assert f"(service api) has daemons on instances that its placement constraints exclude: (task {name})." in (
        messages(ecs))


def test_external_instances_run_external_tasks_alone(ecs):
    outside = register(ecs, ("ecs.capability.external", ""))
    failure, = ecs.run_task(cluster="harbor", taskDefinition="web")["failures"]
    assert (failure["arn"], failure["reason"]) == (outside, "ATTRIBUTE")
    task, = ecs.run_task(cluster="harbor", taskDefinition="web", launchType="EXTERNAL")["tasks"]
    assert (task["containerInstanceArn"], task["launchType"]) == (outside, "EXTERNAL")
    service = create(ecs, desiredCount=1, launchType="EXTERNAL")
    assert (service["launchType"], service["availabilityZoneRebalancing"]) == ("EXTERNAL", "DISABLED")
    until(lambda: describe(ecs)["pendingCount"] == 1)
    with refused("InvalidParameterException", "availabilityZoneRebalancing"):
        create(ecs, serviceName="other", desiredCount=1, launchType="EXTERNAL", availabilityZoneRebalancing="ENABLED")
    define(ecs, "net", networkMode="awsvpc")
    with refused("InvalidParameterException", "EXTERNAL"):
        ecs.run_task(cluster="harbor", taskDefinition="net", launchType="EXTERNAL")


def test_a_drained_machine_interrupts_what_runs_on_spare_capacity(ecs, server, region):
    machine = register(ecs, ("longshore.fargate", ""), ("ecs.capability.task-eni", ""), memory=1024)
    define(ecs, "far", networkMode="awsvpc", requiresCompatibilities=["FARGATE"], cpu="256", memory="512",
           containerDefinitions=[container()])
    subnet = server.client("ec2", region).describe_subnets()["Subnets"][0]["SubnetId"]
    spot, = ecs.run_task(
        cluster="harbor", taskDefinition="far",
        capacityProviderStrategy=[{"capacityProvider": "FARGATE_SPOT", "weight": 1}],
        networkConfiguration={"awsvpcConfiguration": {"subnets": [subnet]}})["tasks"]
    ecs.update_container_instances_state(cluster="harbor", containerInstances=[machine], status="DRAINING")
    shown, = ecs.describe_tasks(cluster="harbor", tasks=[spot["taskArn"]])["tasks"]
    assert (shown["desiredStatus"], shown["stopCode"]) == ("STOPPED", "SpotInterruption")
    assert shown["stoppedReason"] == "Your Spot Task was interrupted."
