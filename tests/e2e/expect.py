"""What tests say often: a call that must be refused, a cluster's ARN, a definition that is always taken."""

import contextlib

import botocore.exceptions
import pytest

from longshore import ACCOUNT


@contextlib.contextmanager
def refused(code, *words, status=400):
    """The call inside must end in that error, with those words in its message."""
    with pytest.raises(botocore.exceptions.ClientError) as caught:
        yield caught
    answer = caught.value.response
    assert answer["Error"]["Code"] == code, answer["Error"]
    assert answer["ResponseMetadata"]["HTTPStatusCode"] == status
    for word in words:
        assert word in answer["Error"]["Message"]


def arn(region, resource, service="ecs", account=ACCOUNT):
    return f"arn:aws:{service}:{region}:{account}:{resource}"


def tags(**values):
    return [{"key": key, "value": value} for key, value in values.items()]


def as_dict(tags):
    return {tag["key"]: tag["value"] for tag in tags}


def container(name="app", **members):
    return {"name": name, "image": "busybox:1.36", "memory": 64} | members


def define(ecs, family="web", **members):
    """Registers a definition of one container, or of what is given, and answers it."""
    members = {"containerDefinitions": [container()]} | members
    return ecs.register_task_definition(family=family, **members)["taskDefinition"]


INSTANCE_RESOURCES = [
    {"name": "CPU", "type": "INTEGER", "integerValue": 2048},
    {"name": "MEMORY", "type": "INTEGER", "integerValue": 4096},
    {"name": "PORTS", "type": "STRINGSET", "stringSetValue": ["22", "2375"]},
]


def register(ecs, cluster="default", **members):
    """Registers a container instance, as its agent would."""
    members = {"cluster": cluster, "totalResources": INSTANCE_RESOURCES} | members
    return ecs.register_container_instance(**members)["containerInstance"]
