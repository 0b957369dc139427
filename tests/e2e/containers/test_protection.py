"""A task protects itself from within its container, and what its service does then."""

import json

import pytest

from machine import Gate, container_of, until
from test_endpoints import start_of
from test_services import describe, service, tasks, wait

# A request written out, for any program can do so: `ask METHOD BODY`.
ASK = """
at=${ECS_AGENT_URI#http://}; host=${at%%/*}; path=/${at#*/}/task-protection/v1/state
ask() {
  printf "$1 $path HTTP/1.1\\r\\nHost: $host\\r\\nContent-Length: ${#2}\\r\\nConnection: close\\r\\n\\r\\n$2" | nc $host 80 | tr -d '\\r'
  echo
}
"""
ON, OFF = '{"ProtectionEnabled":true,"ExpiresInMinutes":5}', '{"ProtectionEnabled":false}'


def answers(text):
    """Status and body of each answer, in turn."""
    parts = text.split("HTTP/1.1 ")[1:]
    return [(int(part[:3]), json.loads(part.split("\n\n", 1)[1])) for part in parts]


@pytest.mark.parametrize("mode", ["bridge", "host", "none", "awsvpc"])
def test_a_task_of_no_service_asks_and_is_told_why_it_has_none(node, mode):
    script = ASK + f"ask GET; ask PUT '{ON}'; ask PUT '{{\"ProtectionEnabled\":\"yes\"}}'"
    asked, set_on, wrong = answers(node.says(script, networkMode=mode, start=start_of(node, mode)))
    for status, body in (asked, set_on):
        assert (status, body["failure"]["Reason"]) == (200, "TASK_NOT_VALID")
    status, body = wrong
    assert (status, body["error"]["Code"]) == (400, "InvalidParameterException")
    assert {asked[1]["failure"]["Arn"], set_on[1]["failure"]["Arn"]} == {body["error"]["Arn"]}


def test_one_that_protects_itself_is_spared_until_it_does_so_no_more(node, service, tmp_path):
    gate = Gate(tmp_path)
    said = tmp_path / "said"
    said.mkdir()
    # The first of them alone.
    script = f"""trap 'exit 0' TERM
        if mkdir /said/taken; then
          ask PUT '{ON}' > /said/part; ask GET >> /said/part; mv /said/part /said/on
          pass
          ask PUT '{OFF}' > /said/off
        fi
        sleep 1000 & wait"""
    container = gate.container(ASK + script)
    container["mountPoints"] += [{"sourceVolume": "said", "containerPath": "/said"}]
    definition = node.define(container, family=service, volumes=[*gate.volumes, {"name": "said", "host": {"sourcePath": str(said)}}],
                             networkMode="bridge")
    node.ecs.create_service(serviceName=service, taskDefinition=definition, desiredCount=3)
    wait(node, "services_stable", service)
    until(lambda: (said / "on").exists())
    (_, enabled), (_, shown) = answers((said / "on").read_text())
    assert enabled == shown and enabled["protection"]["ProtectionEnabled"] is True
    protected = enabled["protection"]["TaskArn"]
    told, = node.ecs.get_task_protection(cluster="default", tasks=[protected])["protectedTasks"]
    assert told["protectionEnabled"] and told["expirationDate"]
    node.ecs.update_service(service=service, desiredCount=0)
    until(lambda: [task["taskArn"] for task in tasks(node, service)] == [protected])
    until(lambda: any("protected" in event["message"] for event in describe(node, service)["events"]))
    task = node.task(protected)
    assert (task["lastStatus"], task["desiredStatus"]) == ("RUNNING", "RUNNING")
    (gate.folder / "open").touch()
    stopped = node.stopped(protected)
    assert stopped["stopCode"] == "ServiceSchedulerInitiated" and container_of(stopped)["exitCode"] == 0
    assert answers((said / "off").read_text())[0][1]["protection"] == {"TaskArn": protected, "ProtectionEnabled": False}
