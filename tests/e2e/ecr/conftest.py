"""What tests of ECR share: a client, a registry, a repository."""

import pytest

from plane import Plane


@pytest.fixture
def ecr(server, region):
    return server.client("ecr", region)


@pytest.fixture
def plane(server, ecr):
    return Plane(server.connection, ecr)


@pytest.fixture
def app(ecr):
    """A repository that is there."""
    ecr.create_repository(repositoryName="app")
    return "app"
