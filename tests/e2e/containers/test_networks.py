"""Networks of tasks: host, none, bridge with ports of the machine, and an address of their own."""

import socket

import pytest

from machine import container_of, fetch, port_apart, until

SERVE = ["httpd", "-f", "-p", "80", "-h", "/www"]


def serving(node, url):
    def answers():
        try:
            return fetch(url)
        except OSError:
            return None
    return until(answers)


def test_none_has_loopback_alone(node):
    printed = node.says("ip -o link | wc -l; ip -o addr", networkMode="none")
    assert printed.splitlines()[0] == "1"
    assert "127.0.0.1" in printed


def test_host_is_the_machine_s(node):
    printed = node.says("hostname")
    assert printed.strip() == socket.gethostname()


def test_bridge_answers_on_a_dynamic_port_of_the_machine(node):
    arn = node.start({"command": SERVE, "portMappings": [{"containerPort": 80}]}, networkMode="bridge")
    binding, = container_of(node.running(arn))["networkBindings"]
    assert (binding["containerPort"], binding["protocol"], binding["bindIP"]) == (80, "tcp", "0.0.0.0")
    assert serving(node, f"http://127.0.0.1:{binding['hostPort']}/") == "hello from a container\n"
    node.stop(arn)
    with pytest.raises(OSError):
        fetch(f"http://127.0.0.1:{binding['hostPort']}/", 1)


def test_a_fixed_port_is_held_until_the_task_has_stopped(node):
    port = port_apart()
    definition = node.define({"command": SERVE, "portMappings": [{"containerPort": 80, "hostPort": port}]},
                             networkMode="bridge")
    first = node.ecs.start_task(taskDefinition=definition, containerInstances=[node.instance])
    second = node.ecs.start_task(taskDefinition=definition, containerInstances=[node.instance])
    assert [failure["reason"] for failure in second["failures"]] == ["RESOURCE:PORTS"]
    arn = first["tasks"][0]["taskArn"]
    node.running(arn)
    assert serving(node, f"http://127.0.0.1:{port}/") == "hello from a container\n"
    node.stop(arn)
    third = node.ecs.start_task(taskDefinition=definition, containerInstances=[node.instance])
    assert third["failures"] == []
    node.stop(third["tasks"][0]["taskArn"])


def test_awsvpc_gives_a_task_an_address_that_its_containers_share(node):
    subnet = node.client("ec2").describe_subnets()["Subnets"][0]["SubnetId"]
    arn = node.start(
        {"name": "web", "command": SERVE},
        {"name": "main", "command": ["sh", "-c", "until wget -q -O- http://127.0.0.1/; do sleep 0.1; done; ip -o addr; sleep 100"]},
        networkMode="awsvpc", start={"networkConfiguration": {"awsvpcConfiguration": {"subnets": [subnet]}}})
    task = node.running(arn)
    details = {detail["name"]: detail["value"] for detail in task["attachments"][0]["details"]}
    address = details["privateIPv4Address"]
    assert details["subnetId"] == subnet
    assert container_of(task)["networkInterfaces"][0]["privateIpv4Address"] == address
    assert serving(node, f"http://{address}/") == "hello from a container\n"
    until(lambda: "hello from a container" in node.logs(arn, "--container", "main"))
    until(lambda: address in node.logs(arn, "--container", "main"))
    node.stop(arn)


def test_tasks_reach_each_other(node):
    subnet = node.client("ec2").describe_subnets()["Subnets"][0]["SubnetId"]
    start = {"networkConfiguration": {"awsvpcConfiguration": {"subnets": [subnet]}}}
    server = node.start({"command": SERVE}, networkMode="awsvpc", start=start)
    details = node.running(server)["attachments"][0]["details"]
    address = next(detail["value"] for detail in details if detail["name"] == "privateIPv4Address")
    ask = f"until wget -q -O- http://{address}/; do sleep 0.1; done"
    assert "hello" in node.says(ask, networkMode="awsvpc", start=start)
    assert "hello" in node.says(ask, networkMode="bridge")
    assert "hello" in node.says(ask, networkMode="host")
    node.stop(server)


def test_hosts_and_resolver_files(node):
    printed = node.says(
        "cat /etc/hosts /etc/resolv.conf; hostname", networkMode="bridge",
        container={"hostname": "box", "extraHosts": [{"hostname": "db", "ipAddress": "10.1.2.3"}],
                   "dnsServers": ["10.9.9.9"], "dnsSearchDomains": ["shop.internal"]})
    assert "10.1.2.3\tdb" in printed and "nameserver 10.9.9.9" in printed and "search shop.internal" in printed
    assert printed.splitlines()[-1] == "box"


def test_linked_containers_know_each_other_by_name(node):
    printed = node.stopped(node.start(
        {"name": "web", "command": SERVE, "essential": False, "portMappings": [{"containerPort": 80}],
         "environment": [{"name": "FLAG", "value": "blue"}]},
        {"name": "main", "command": ["sh", "-c", "until wget -q -O- http://page/; do sleep 0.1; done; "
                                     "wget -q -O- http://$PAGE_PORT_80_TCP_ADDR:$PAGE_PORT_80_TCP_PORT/ && env"], "links": ["web:page"]},
        networkMode="bridge"))
    said = node.logs(printed["taskArn"], "--container", "main")
    assert said.count("hello") == 2 and "PAGE_ENV_FLAG=blue" in said, said
