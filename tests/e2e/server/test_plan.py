"""`longshore plan`: a running server plays a change forward in a fork of its state, and nothing of it happens."""

import json

import pytest
from botocore.credentials import Credentials

import raw
from expect import container, define, register
from longshore import run

HALF = {"containerDefinitions": [container(cpu=256, memory=2048)]}


@pytest.fixture
def ecs(own_server):
    ecs = own_server.client("ecs")
    ecs.create_cluster(clusterName="default")
    return ecs


def plan(server, *options, code=0):
    answer = run("plan", "--data-dir", server.data_dir, "--output", "json", *options)
    assert answer.returncode == code, answer.stdout + answer.stderr
    return json.loads(answer.stdout)


def update(**members):
    return "--update-service", json.dumps({"service": "web"} | members)


def start_all(ecs):
    """What the agents of the fake machines would say of the tasks that were given to them."""
    for arn in ecs.list_tasks()["taskArns"]:
        ecs.submit_task_state_change(task=arn, status="RUNNING")


def whole_state(ecs):
    """All that a client can see, but for the answers' own data."""
    tasks = sorted(ecs.list_tasks()["taskArns"] + ecs.list_tasks(desiredStatus="STOPPED")["taskArns"])
    instances = sorted(ecs.list_container_instances()["containerInstanceArns"])
    seen = [ecs.list_task_definitions(), ecs.list_services(),
            ecs.describe_container_instances(containerInstances=instances)]
    if tasks:
        seen.append(ecs.describe_tasks(tasks=tasks))
    if ecs.list_services()["serviceArns"]:
        seen.append(ecs.describe_services(services=["web"]))
        seen.append(ecs.list_service_deployments(service="web"))
    for answer in seen:
        del answer["ResponseMetadata"]
    return seen


def test_a_rollout_is_played_forward_and_nothing_of_it_happens(own_server, ecs):
    for _ in range(2):
        register(ecs)
    define(ecs)
    ecs.create_service(serviceName="web", taskDefinition="web", desiredCount=4)
    second = define(ecs, containerDefinitions=[container(memory=128)])["revision"]
    events = run("events", "--data-dir", own_server.data_dir).stdout
    before = whole_state(ecs)

    told = plan(own_server, *update(taskDefinition=f"web:{second}", desiredCount=6), "--start", "2s")

    assert whole_state(ecs) == before
    assert run("events", "--data-dir", own_server.data_dir).stdout.splitlines()[:3] == events.splitlines()[:3]
    assert told["verdict"] == "STEADY", told["summary"]
    assert told["steadyMillis"] > 2000
    service, = told["services"]
    assert (service["service"], service["running"], service["steady"]) == ("web", 6, True)
    assert sum(machine["after"]["tasks"] for machine in told["machines"]) == 6
    for machine in told["machines"]:
        assert {"what": "web:2", "count": 3} in machine["placed"], machine
    assert told["surge"]["held"] and told["surge"]["tasks"] > 0
    assert any("RUNNING" in moment["what"] for moment in told["timeline"])
    assert any("has reached a steady state" in moment["what"] for moment in told["timeline"])
    assert any("starts in 2.0 s (as you say)" in given for given in told["assumptions"])


def test_it_is_told_in_words_too(own_server, ecs):
    register(ecs)
    define(ecs)
    service = json.dumps({"serviceName": "web", "taskDefinition": "web", "desiredCount": 2})
    answer = run("plan", "--data-dir", own_server.data_dir, "--create-service", service)
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.startswith("STEADY: It works: everything is steady after ")
    for words in ("\nWhat was asked:\n  CreateService web: done\n", "2048 -> 2048 CPU units, 4096 -> 3968 MiB, 0 -> 2 tasks: +2 web:1",
                  "web: 2 tasks placed", "\nSurge:\n  No surge", "\nCost of placement:\n  Placement of service web: a spread over zones and machines"):
        assert words in answer.stdout, answer.stdout
    assert ecs.list_services()["serviceArns"] == []


def test_a_plan_that_stalls_says_what_is_lacking_and_ends_with_2(own_server, ecs):
    register(ecs)
    define(ecs, **HALF)
    service = {"serviceName": "web", "taskDefinition": "web", "desiredCount": 3}
    told = plan(own_server, "--create-service", json.dumps(service), code=2)
    assert told["verdict"] == "STALLED"
    assert "1 task found no place" in told["summary"] and "wants 2048 MiB of memory, 0 are left" in told["summary"]
    assert not told["surge"]["held"] and told["surge"]["waitedMillis"] > 0
    told = plan(own_server, "--run-task", json.dumps({"taskDefinition": "web", "count": 3}), code=2)
    assert told["verdict"] == "REFUSED"
    assert told["answers"][0]["answer"] == "2 tasks placed"
    assert "RESOURCE:MEMORY" in told["answers"][0]["refusals"][0]


def test_a_file_of_requests_that_build_on_one_another(own_server, ecs, tmp_path):
    register(ecs)
    file = tmp_path / "plan.json"
    file.write_text(json.dumps([
        {"RegisterTaskDefinition": {"family": "new", "containerDefinitions": [container()]}},
        {"CreateService": {"serviceName": "web", "taskDefinition": "new", "desiredCount": 1}}]))
    told = plan(own_server, file)
    assert [answer["what"] for answer in told["answers"]] == ["RegisterTaskDefinition new", "CreateService web"]
    assert told["machines"][0]["placed"] == [{"what": "new:1", "count": 1}]
    assert ecs.list_task_definitions()["taskDefinitionArns"] == []


def test_a_failing_family_shows_the_breaker(own_server, ecs):
    register(ecs)
    define(ecs)
    breaker = {"deploymentCircuitBreaker": {"enable": True, "rollback": True}}
    ecs.create_service(serviceName="web", taskDefinition="web", desiredCount=1, deploymentConfiguration=breaker)
    start_all(ecs)
    define(ecs, containerDefinitions=[container(memory=128)])
    told = plan(own_server, *update(taskDefinition="web"), "--failing", "web:2", code=2)
    assert told["verdict"] == "FAILED" and "circuit breaker" in told["summary"]
    assert any(stop["what"] == "web:2" for stop in told["stopped"])


def test_machines_that_drain_and_machines_that_are_lost(own_server, ecs):
    first, second = (register(ecs)["containerInstanceArn"] for _ in range(2))
    define(ecs)
    ecs.create_service(serviceName="web", taskDefinition="web", desiredCount=4)
    for option, status in (("--drain", "DRAINING"), ("--lose", "INACTIVE")):
        told = plan(own_server, option, first)
        machines = {machine["containerInstance"]: machine for machine in told["machines"]}
        left = machines[first.rsplit("/")[-1]]
        assert (left["status"], left["after"]["tasks"]) == (status, 0)
        assert machines[second.rsplit("/")[-1]]["after"]["tasks"] == 4
    found = ecs.describe_container_instances(containerInstances=[first, second])["containerInstances"]
    assert [instance["status"] for instance in found] == ["ACTIVE", "ACTIVE"]


def test_what_a_strategy_costs_is_one_sentence(own_server, ecs):
    for _ in range(3):
        register(ecs)
    define(ecs, **HALF)
    service = {"serviceName": "web", "taskDefinition": "web", "desiredCount": 2,
               "placementStrategy": [{"type": "spread", "field": "instanceId"}]}
    told = plan(own_server, "--create-service", json.dumps(service))
    sentence, = told["costs"]
    assert "a spread over instanceId ends with 2 machines in use" in sentence
    assert "it would be 1 machine" in sentence and "it costs 1 machine" in sentence


@pytest.mark.parametrize("text, words", [
    ("{\n  \"RunTask\": {\n  },\n}", "is no JSON: trailing comma at line 4 column 1"),
    ("[{\"RunTask\": {}}, 7]", "request 2: it must be an object with one member"),
    ("{\"ListTasks\": {}}", "request 1: 'ListTasks' is no ECS operation that changes something here"),
    ("{\"UpdateService\": {\"desiredcount\": 1}}",
     "request 1 (UpdateService): there is no member 'desiredcount'; did you mean 'desiredCount'"),
])
def test_a_file_that_cannot_be_meant_is_refused_by_its_place(own_server, tmp_path, text, words):
    file = tmp_path / "plan.json"
    file.write_text(text)
    answer = run("plan", "--data-dir", own_server.data_dir, file)
    assert answer.returncode == 1 and str(file) in answer.stderr and words in answer.stderr, answer.stderr


def test_a_plan_of_nothing_and_of_no_machine_is_refused(own_server, ecs):
    for options, words in (((), "there is nothing to plan"),
                           (("--drain", "i-1"), "no registered container instance 'i-1' in cluster 'default'"),
                           (("--drain", "i-1", "--cluster", "none"), "Cluster not found"),
                           (("--drain", "i-1", "--start", "soon"), "--start: 'soon' is no time"),
                           (("no-such-file",), "cannot read no-such-file")):
        answer = run("plan", "--data-dir", own_server.data_dir, *options)
        assert answer.returncode == 1 and words in answer.stderr, answer.stderr


def test_the_help_says_what_can_be_asked():
    told = run("plan", "--help").stdout
    for words in ("--update-service <JSON>", "--drain <INSTANCE>", "--lose <INSTANCE>", "--failing <FAMILY[:REVISION]>",
                  '{"UpdateService": {"service": "web", "desiredCount": 6}}', "with 2 where not"):
        assert words in told, told
    listed = json.loads(run("api", "coverage", "longshore", "--output", "json").stdout)["operations"]
    assert {"operation": "Forecast", "served": True} in listed


def forecast(server, region, credentials=None, **members):
    """One call of the operation, signed for a region; answers status and body."""
    body = json.dumps(members).encode()
    headers = {"Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": "Longshore.Forecast"}
    headers = raw.signed(server, body, headers, "longshore", region, credentials)
    status, _, answer = raw.send(server, "POST", "/", body, headers)
    return status, json.loads(answer)


def test_a_forecast_is_of_the_callers_own_region_and_for_callers_alone(own_server, ecs):
    register(ecs)
    theirs = own_server.client("ecs", "plan-2")
    theirs.create_cluster(clusterName="default")
    define(theirs)
    service = {"serviceName": "web", "taskDefinition": "web", "desiredCount": 1}
    request = {"operation": "CreateService", "input": json.dumps(service)}
    status, told = forecast(own_server, "plan-2", requests=[request])
    assert (status, told["verdict"], told["machines"]) == (200, "STALLED", [])
    assert "the cluster has no container instances" in told["summary"]
    status, told = forecast(own_server, "plan-2", Credentials("AKIASTRANGER", "x"), requests=[request])
    assert status == 400 and told["__type"].endswith("UnrecognizedClientException"), told
