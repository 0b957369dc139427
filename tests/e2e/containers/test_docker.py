"""The same node over Docker Engine. Without one the tests are skipped, unless LONGSHORE_REQUIRE_DOCKER is set."""

import os
import shutil
import subprocess
import uuid

import pytest

from longshore import ACCOUNT
from machine import Node, container_of, until
from test_networks import SERVE, serving
from test_sharing import Registry, packed


# So that what is left can be told from other tests' containers.
FAMILY = f"docker-{uuid.uuid4().hex[:12]}"


def docker(*arguments, **options):
    return subprocess.run(["docker", *arguments], capture_output=True, timeout=60, **options)


def held_by_engine(label, *filters):
    """Ids of containers with a label."""
    options = [word for filter in (f"label={label}", *filters) for word in ("--filter", filter)]
    return docker("ps", "--all", "--quiet", *options).stdout.split()


def missing():
    if shutil.which("docker") is None:
        return "there is no docker command to make an image with"
    asked = docker("version")
    return f"Docker Engine does not answer: {asked.stderr.decode().strip()}" if asked.returncode else None


@pytest.fixture(scope="module")
def image(rootfs, tmp_path_factory):
    """The image in the engine's store, under a name that nobody else has."""
    if reason := missing():
        (pytest.fail if os.environ.get("LONGSHORE_REQUIRE_DOCKER") else pytest.skip)(reason)
    archive = shutil.make_archive(tmp_path_factory.mktemp("archive") / "image", "tar", rootfs)
    name = f"longshore-e2e-{uuid.uuid4().hex[:12]}:1"
    imported = docker("import", archive, name)
    assert imported.returncode == 0, imported.stderr
    yield name
    docker("rmi", "--force", imported.stdout.decode().strip())


@pytest.fixture(scope="module")
def engine(rootfs, image, tmp_path_factory):
    with Node(tmp_path_factory.mktemp("docker-node"), rootfs, image, runtime="docker") as node:
        yield node
        node.stop_everything()
        family = "com.amazonaws.ecs.task-definition-family=" + FAMILY
        until(lambda: not held_by_engine(family))


def test_a_task_runs_to_its_end_and_its_lines_are_kept(engine):
    task = engine.run({"command": ["sh", "-c", "echo out; echo err >&2; exit 3"]}, family=FAMILY)
    assert (task["stopCode"], container_of(task)["exitCode"]) == ("EssentialContainerExited", 3)
    assert sorted(engine.logs(task["taskArn"]).splitlines()) == ["err", "out"]


def test_one_that_is_stopped_gets_sigterm(engine):
    arn = engine.start({"command": ["sh", "-c", "trap 'exit 42' TERM; echo ready; while :; do sleep 0.1; done"],
                        "stopTimeout": 10}, family=FAMILY)
    container = container_of(engine.running(arn))
    assert held_by_engine(f"com.amazonaws.ecs.task-arn={arn}", f"id={container['runtimeId']}", "status=running")
    until(lambda: engine.logs(arn) == "ready\n")
    assert container_of(engine.stop(arn))["exitCode"] == 42


def test_the_engine_s_own_id_is_told_and_is_still_told_after_a_restart(rootfs, image, tmp_path):
    with Node(tmp_path, rootfs, image, runtime="docker") as node:
        arn = node.start({"command": ["sleep", "100"]}, family=FAMILY)
        told = container_of(node.running(arn))["runtimeId"]
        asked = docker("inspect", "--format", "{{.Id}}", told)
        assert asked.stdout.decode().strip() == told, asked.stderr
        assert node.stop() == 0
        node.__enter__()
        assert container_of(node.running(arn))["runtimeId"] == told
        node.stop_everything()
        until(lambda: not held_by_engine(f"com.amazonaws.ecs.task-arn={arn}"))


def test_bridge_answers_on_a_port_of_the_machine(engine):
    arn = engine.start({"command": SERVE, "portMappings": [{"containerPort": 80}]}, networkMode="bridge", family=FAMILY)
    binding, = [each for each in container_of(engine.running(arn))["networkBindings"] if "." in each["bindIP"]]
    assert binding["containerPort"] == 80
    assert serving(engine, f"http://127.0.0.1:{binding['hostPort']}/") == "hello from a container\n"
    engine.stop(arn)


def test_a_program_that_is_not_there_is_told_in_the_words_of_ecs(engine):
    task = engine.run({"command": ["no-such-program"]}, family=FAMILY)
    assert task["stopCode"] == "TaskFailedToStart"
    assert container_of(task)["reason"].startswith("CannotStartContainerError: ")


@pytest.mark.parametrize("options", [(), ("--tls",)], ids=["plain", "tls"])
def test_an_image_of_ecr_comes_from_the_registry_here(rootfs, image, tmp_path, options):
    with Node(tmp_path, rootfs, image, *options, runtime="docker") as node:
        name = f"app-{uuid.uuid4().hex[:12]}"
        registry, ecr = Registry(node, name), f"{ACCOUNT}.dkr.ecr.us-east-1.amazonaws.com/{name}"
        digest = registry.push("1", packed(rootfs), Labels={"of": name})
        try:
            for asked in (f"{ecr}:1", f"{ecr}@{digest}", registry.image("1")):
                task = node.run({"image": asked, "command": ["sh", "-c", "exit 3"]}, family=FAMILY)
                container = container_of(task)
                assert (container.get("exitCode"), container["imageDigest"]) == (3, digest), task
            missing = node.run({"image": f"{ecr}:2"}, family=FAMILY)
            assert "CannotPull" in missing["stoppedReason"], missing
        finally:
            node.stop_everything()
            until(lambda: not held_by_engine(f"com.amazonaws.ecs.task-definition-family={FAMILY}"))
            ids = docker("images", "--quiet", "--no-trunc", "--filter", f"label=of={name}").stdout.decode().split()
            docker("rmi", "--force", *ids)
