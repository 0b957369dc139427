"""Fixtures: one signed server for the whole run, and a region of its own for every test."""

import itertools
import os

import pytest

import longshore

_regions = itertools.count(1)


def pytest_configure(config):
    for name in list(os.environ):
        if name.startswith(longshore.FOREIGN_VARIABLES):
            del os.environ[name]
    # The home of whoever runs the tests is none of ours.
    os.environ |= {"AWS_EC2_METADATA_DISABLED": "true", "AWS_CONFIG_FILE": "/dev/null",
                   "AWS_SHARED_CREDENTIALS_FILE": "/dev/null"}
    if not os.access(longshore.BINARY, os.X_OK) or not longshore.BINARY.is_file():
        raise pytest.UsageError("LONGSHORE_BIN must name the built binary; `cargo xtask test` does all of this")


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    with longshore.Longshore(tmp_path_factory.mktemp("longshore")) as server:
        yield server


@pytest.fixture(scope="session")
def open_server(tmp_path_factory):
    """One that asks for no credentials."""
    with longshore.Longshore(tmp_path_factory.mktemp("open"), "--auth", "off") as server:
        yield server


@pytest.fixture
def region():
    """A region that no other test uses: an empty installation."""
    return f"test-{next(_regions)}"


@pytest.fixture
def ecs(server, region):
    return server.client("ecs", region)


@pytest.fixture
def own_server(tmp_path):
    """One that the test may stop, kill and look into."""
    with longshore.Longshore(tmp_path / "data") as server:
        yield server
