"""What is served is tested here: an operation that no test calls by name fails this one."""

import json
import pathlib
import re

import pytest
from botocore import xform_name

from longshore import run

SOURCES = "\n".join(path.read_text() for path in pathlib.Path(__file__).parent.glob("*/test_*.py"))
CALLED = set(re.findall(r"\w+", SOURCES))


@pytest.mark.parametrize("service", ["ecs", "ecr", "ec2", "sts"])
def test_every_served_operation_is_called_by_a_test(service):
    listed = json.loads(run("api", "coverage", service, "--output", "json").stdout)["operations"]
    served = [row["operation"] for row in listed if row["served"]]
    assert served
    assert [name for name in served if xform_name(name) not in CALLED] == []
