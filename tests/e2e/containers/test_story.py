"""What Longshore says of what it did: the story of a task, a service and an instance, and the bus of events."""

import json

from machine import until


def explained(node, resource, *options):
    return json.loads(node.cli("explain", resource, "--output", "json", *options))


def events(node, *options):
    return [json.loads(line) for line in node.cli("events", "--output", "json", *options).splitlines()]


def test_the_story_of_a_task_from_its_placement_to_its_end(node):
    task = node.run({"command": ["sh", "-c", "exit 7"]})
    story = explained(node, task["taskArn"])
    assert story["kind"] == "task"
    assert "Essential container in task exited" in story["summary"]
    told = [chapter["what"] for chapter in story["chapters"]]
    assert told.index("RUNNING") < told.index("STOPPED")
    assert any("main: exit code 7" in (chapter["why"] or "") for chapter in story["chapters"])
    assert [chapter["at"] for chapter in story["chapters"]] == sorted(chapter["at"] for chapter in story["chapters"])


def test_the_story_of_a_service_says_on_what_grounds(node):
    definition = node.define({"command": ["sh", "-c", "trap 'exit 0' TERM; while :; do sleep 0.1; done"]})
    node.ecs.create_service(serviceName="told", taskDefinition=definition, desiredCount=2)
    try:
        def counted():
            return node.ecs.describe_services(services=["told"])["services"][0]["runningCount"] == 2
        until(counted)
        story = explained(node, "told")
        assert story["kind"] == "service"
        started = [chapter for chapter in story["chapters"] if chapter["what"].startswith("started 2 tasks")]
        assert len(started) == 1 and "0 of 2 tasks" in started[0]["why"]
    finally:
        node.ecs.delete_service(service="told", force=True)
        until(lambda: node.ecs.describe_services(services=["told"])["services"][0]["status"] == "INACTIVE")


def test_what_cannot_be_placed_is_told_with_what_every_machine_lacked(node):
    definition = node.define({"command": ["true"], "memory": 1024 * 1024})
    answer = node.ecs.run_task(taskDefinition=definition)
    assert [failure["reason"] for failure in answer["failures"]] == ["RESOURCE:MEMORY"]
    assert not answer["tasks"]
    assert "1048576" in answer["failures"][0]["detail"]


def test_the_bus_tells_of_every_status_of_a_task_in_order(node):
    task = node.run({"command": ["true"]})
    of_task = [event for event in events(node, "--detail-type", "ECS Task State Change")
               if event["resources"] == [task["taskArn"]]]
    statuses = [event["detail"]["lastStatus"] for event in of_task]
    assert statuses[0] == "PENDING" and statuses[-1] == "STOPPED"
    versions = [event["detail"]["version"] for event in of_task]
    assert versions == sorted(set(versions)), "each change has a version of its own"
    last = of_task[-1]
    assert (last["source"], last["version"]) == ("aws.ecs", "0")
    assert last["detail"]["stopCode"] == "EssentialContainerExited"
    assert last["detail"]["containers"][0]["exitCode"] == 0
    assert last["detail"]["stoppedAt"].endswith("Z")
    assert len({event["id"] for event in of_task}) == len(of_task)


def test_a_cursor_goes_on_where_it_ended(node):
    def lines(*options):
        return node.cli("events", *options).splitlines()
    before = lines()[-1].split()[0]
    node.run({"command": ["true"]})
    behind = lines("--after", before)
    assert behind and all(line.split()[0] != before for line in behind)
    assert lines()[-len(behind):] == behind
