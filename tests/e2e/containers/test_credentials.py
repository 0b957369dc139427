"""Credentials of a task's roles, fetched by the AWS CLI as a program in the container's network would."""

import json
import pathlib
import shutil
import sys
import urllib.request

import pytest
from botocore.credentials import Credentials

import raw
from longshore import ACCOUNT, clean_environment
from machine import inside, pids_of, until
from test_endpoints import start_of

AWS = shutil.which("aws", path=pathlib.Path(sys.executable).parent) or shutil.which("aws")
ROLE = f"arn:aws:iam::{ACCOUNT}:role/ships/harbor-master"
EXECUTION_ROLE = f"arn:aws:iam::{ACCOUNT}:role/starter"
URI = "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI"


def program(node, mode, marker, **members):
    """A task with a role, and the process in its container."""
    arn = node.start({"command": ["sleep", marker]}, networkMode=mode, start=start_of(node, mode), **members)
    node.running(arn)
    return arn, until(lambda: [pid for pid in pids_of(marker) if comm(pid) == "sleep"])[0]


def comm(pid):
    return pathlib.Path(f"/proc/{pid}/comm").read_text().strip()


def environment_of(pid):
    text = pathlib.Path(f"/proc/{pid}/environ").read_bytes().decode()
    return dict(line.split("=", 1) for line in text.split("\0") if "=" in line)


def machine_seen_by(pid, mode):
    """The address that the way out of a container's network goes through."""
    if mode == "host":
        return "127.0.0.1"
    routes = inside(pid, "ip", "-4", "route", "show", "default").stdout.split()
    return routes[routes.index("via") + 1]


@pytest.mark.parametrize("mode", ["host", "bridge", "awsvpc"])
def test_the_aws_cli_speaks_as_the_task_s_role(node, mode, tmp_path):
    arn, pid = program(node, mode, f"3131.{len(mode)}", taskRoleArn=ROLE)
    given = environment_of(pid)
    _, port = node.address
    environment = clean_environment(tmp_path) | {
        URI: given[URI], "AWS_DEFAULT_REGION": given["AWS_DEFAULT_REGION"], "AWS_MAX_ATTEMPTS": "1",
        "AWS_ENDPOINT_URL": f"http://{machine_seen_by(pid, mode)}:{port}"}
    asked = inside(pid, AWS, "sts", "get-caller-identity", env=environment)
    assert asked.returncode == 0, asked.stderr
    assert json.loads(asked.stdout)["Arn"] == (
        f"arn:aws:sts::{ACCOUNT}:assumed-role/harbor-master/{arn.rpartition('/')[2]}")
    listed = inside(pid, AWS, "ecs", "list-tasks", env=environment)
    assert json.loads(listed.stdout)["taskArns"] == [arn], listed.stderr
    node.stop(arn)


def test_they_are_served_inside_a_task_without_network_too(node):
    printed = node.says(f"wget -q -O- http://169.254.170.2${URI}", networkMode="none", taskRoleArn=ROLE)
    keys = json.loads(printed)
    assert keys["RoleArn"] == ROLE and keys["AccessKeyId"].startswith("ASIA")
    assert set(keys) == {"RoleArn", "AccessKeyId", "SecretAccessKey", "Token", "Expiration"}


def test_keys_end_with_their_task(node):
    arn, pid = program(node, "bridge", "3131.1", taskRoleArn=ROLE, executionRoleArn=EXECUTION_ROLE)
    path = environment_of(pid)[URI]
    other, other_pid = program(node, "bridge", "3131.2")
    assert URI not in environment_of(other_pid)
    fetched = inside(other_pid, "busybox", "wget", "-q", "-O-", f"http://169.254.170.2{path}")
    keys = json.loads(fetched.stdout)
    sts = node.client("sts", aws_access_key_id=keys["AccessKeyId"], aws_secret_access_key=keys["SecretAccessKey"],
                           aws_session_token=keys["Token"])
    assert sts.get_caller_identity()["Account"] == ACCOUNT
    node.stop(arn)
    with pytest.raises(sts.exceptions.ClientError, match="InvalidClientTokenId"):
        sts.get_caller_identity()

    def forgotten():
        answer = inside(other_pid, "busybox", "wget", "-q", "-O-", f"http://169.254.170.2{path}")
        return answer.returncode != 0 and "400" in answer.stderr
    until(forgotten)
    node.stop(other)


def test_a_task_s_role_gets_no_backup(node):
    arn, pid = program(node, "host", "3232.1", taskRoleArn=ROLE)
    with urllib.request.urlopen("http://169.254.170.2" + environment_of(pid)[URI], timeout=10) as answer:
        given = json.load(answer)
    keys = Credentials(given["AccessKeyId"], given["SecretAccessKey"], given["Token"])
    page = "/_longshore/backup"
    headers = raw.signed(node, b"", {}, "longshore", credentials=keys, path=page, method="GET")
    status, _, body = raw.send(node, "GET", page, headers=headers)
    assert status == 403 and "harbor-master" in body and "root key" in body
    node.stop(arn)
