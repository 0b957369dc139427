"""The AWS CLI: the README's tour as it is printed, and what people and scripts rely on beside it."""

import base64
import json
import subprocess
import time

import pytest

import longshore
import raw
from readme import AWS, Reader, blocks


@pytest.fixture
def aws(server, region, tmp_path):
    """Runs one command; answers its parsed output, or the finished process where it must fail."""
    environment = longshore.clean_environment(tmp_path, **server.variables())
    environment |= {"AWS_REGION": region, "AWS_DEFAULT_REGION": region, "AWS_MAX_ATTEMPTS": "1"}

    def aws(*arguments, exit_code=0):
        done = subprocess.run(
            [AWS, *arguments], capture_output=True, text=True, timeout=60, env=environment, cwd=tmp_path)
        assert done.returncode == exit_code, done.stderr
        if exit_code:
            return done
        return json.loads(done.stdout) if done.stdout.strip() else None

    aws.environment, aws.directory = environment, tmp_path
    return aws


@pytest.fixture
def profiled(tmp_path):
    """A server that has written its profile into a home, and a shell in that home."""
    with Reader(tmp_path) as server:
        yield server


@pytest.mark.timeout(180)
def test_the_readmes_tour(profiled):
    script, *_ = blocks("Five minutes", "sh")
    done = profiled.shell(script)
    assert done.returncode == 0, done.stderr
    ecs = profiled.client("ecs")
    assert ecs.describe_task_definition(taskDefinition="web")["taskDefinition"]["memory"] == "512"
    cluster, = ecs.describe_clusters(clusters=["harbor"])["clusters"]
    assert cluster["capacityProviders"] == ["FARGATE", "FARGATE_SPOT"]
    for console in blocks("Five minutes", "console"):
        command, _, printed = console.removeprefix("$ ").partition("\n")
        refused = profiled.shell(f"export AWS_PROFILE=longshore\n{command}")
        assert refused.returncode != 0
        said, promised = " ".join(refused.stderr.split()), " ".join(printed.split()).removesuffix("...").strip()
        assert promised in said.replace("aws: [ERROR]: ", ""), said


def test_json_in_and_out(aws):
    definition = {"family": "api", "containerDefinitions": [{"name": "app", "image": "busybox", "memory": 64}]}
    (aws.directory / "api.json").write_text(json.dumps(definition))
    made = aws("ecs", "register-task-definition", "--cli-input-json", "file://api.json", "--tags", "key=team,value=quay")
    arn = made["taskDefinition"]["taskDefinitionArn"]
    assert aws("ecs", "list-tags-for-resource", "--resource-arn", arn)["tags"] == [{"key": "team", "value": "quay"}]
    assert aws("ecs", "tag-resource", "--resource-arn", arn, "--tags", "key=stage,value=test") is None
    described = aws("ecs", "describe-task-definition", "--task-definition", "api", "--include", "TAGS")
    assert {tag["key"] for tag in described["tags"]} == {"team", "stage"}
    # As people make the next revision: what is described, without what only an answer has.
    given = ("family", "containerDefinitions", "volumes", "placementConstraints")
    again = {key: described["taskDefinition"][key] for key in given}
    made = aws("ecs", "register-task-definition", "--cli-input-json", json.dumps(again))
    assert made["taskDefinition"]["revision"] == 2
    assert made["taskDefinition"]["containerDefinitions"] == described["taskDefinition"]["containerDefinitions"]


def test_moments_are_seconds_with_a_fraction(aws):
    before = time.time()
    made = aws("ecs", "register-task-definition", "--family", "api", "--container-definitions",
               '[{"name": "app", "image": "busybox", "memory": 64}]')
    # The answer's moments have milliseconds.
    assert before - 0.001 <= made["taskDefinition"]["registeredAt"] <= time.time()


def test_pages(aws):
    for name in "abcde":
        aws("ecs", "create-cluster", "--cluster-name", name)
    first = aws("ecs", "list-clusters", "--max-items", "2", "--page-size", "1")
    assert [arn[-1] for arn in first["clusterArns"]] == ["a", "b"]
    rest = aws("ecs", "list-clusters", "--starting-token", first["NextToken"])
    assert [arn[-1] for arn in rest["clusterArns"]] == ["c", "d", "e"]
    assert "NextToken" not in rest
    assert len(aws("ecs", "list-clusters", "--page-size", "2")["clusterArns"]) == 5
    lone = aws("ecs", "list-clusters", "--no-paginate", "--max-results", "2")
    assert len(lone["clusterArns"]) == 2 and lone["nextToken"]


def test_errors_and_exit_codes(aws):
    refused = aws("ecs", "list-services", "--cluster", "gone", exit_code=255)
    said = "An error occurred (ClusterNotFoundException) when calling the ListServices operation: Cluster not found."
    assert said in refused.stderr
    assert refused.stdout == ""
    refused = aws("ec2", "describe-vpcs", "--vpc-ids", "vpc-1", exit_code=255)
    assert "(InvalidVpcID.NotFound)" in refused.stderr
    assert "NotImplemented" in aws("ecs", "list-daemons", exit_code=255).stderr


def test_waiting(aws):
    aws("ecs", "create-cluster")
    for waiter in ("services-stable", "services-inactive"):
        failed = aws("ecs", "wait", waiter, "--services", "gone", exit_code=255)
        assert "terminal failure" in failed.stderr


def test_queries_and_other_outputs(aws):
    aws("ecs", "create-cluster", "--cluster-name", "harbor")
    assert aws("ecs", "describe-clusters", "--clusters", "harbor", "--query", "clusters[0].status") == "ACTIVE"
    text = subprocess.run(
        [AWS, "ec2", "describe-subnets", "--query", "Subnets[].AvailabilityZone", "--output", "text"],
        capture_output=True, text=True, check=True, env=aws.environment)
    assert len(text.stdout.split()) == 3


def test_a_token_for_kubernetes(aws, server):
    """`aws eks get-token` asks nobody: what it makes is read here as a cluster's authenticator would."""
    token = aws("eks", "get-token", "--cluster-name", "harbor", "--output", "json")["status"]["token"]
    encoded = token.removeprefix("k8s-aws-v1.")
    url = base64.urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4)).decode()
    assert url.startswith(server.endpoint)
    status, _, body = raw.send(server, "GET", url.removeprefix(server.endpoint), headers={"x-k8s-aws-id": "harbor"})
    assert status == 200, body
