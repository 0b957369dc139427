"""Images from the registry of a Longshore: with TLS, whose certificate no system trusts; and before a task needs them."""

import json

from joining import Control, Joined, Machine
from longshore import ACCOUNT, run
from machine import Node, container_of, until
from test_sharing import Registry, packed

ECR = f"{ACCOUNT}.dkr.ecr.us-east-1.amazonaws.com"


def pulls_of(node, registry, rootfs):
    """A task of an image by each of its names runs, and says the digest that was pushed."""
    digest = registry.push("1", packed(rootfs))
    for image in (f"{ECR}/app:1", registry.image("1"), f"{ECR}/app@{digest}"):
        task = node.run({"image": image, "command": ["sh", "-c", "exit 3"]})
        container = container_of(task)
        assert (container.get("exitCode"), container["imageDigest"]) == (3, digest), task


def test_the_own_node_pulls_from_a_registry_with_tls(rootfs, tmp_path):
    with Node(tmp_path, rootfs, "busybox:e2e", "--tls") as node:
        assert node.endpoint.startswith("https://")
        pulls_of(node, Registry(node), rootfs)
        node.leave_nothing()


def test_a_joined_node_pulls_from_a_registry_with_tls_by_a_name_its_certificate_has_not(rootfs, tmp_path):
    with Machine() as machine, Control(tmp_path / "control", machine, "--tls", listen="0.0.0.0:0") as control:
        (tmp_path / "node").mkdir()
        with Joined(control, machine, tmp_path / "node", rootfs) as node:
            pulls_of(node, Registry(control), rootfs)


def images_on(node):
    """The names of the images on a machine."""
    listed = run("image", "ls", "--data-dir", node.data_dir, "--output", "json")
    assert listed.returncode == 0, listed.stderr
    return {name for image in json.loads(listed.stdout) for name in image["references"]}


def test_an_image_is_there_before_any_task_of_a_registered_definition(rootfs, tmp_path):
    with Node(tmp_path, rootfs, "busybox:e2e", "--pre-pull", "definitions") as node:
        registry = Registry(node)
        registry.push("1", packed(rootfs))
        image = f"{ECR}/app:1"
        node.define({"image": image}, {"image": registry.image("none"), "name": "side"})
        until(lambda: image in images_on(node))
        story = until(lambda: "tasks will" in (told := node.cli("explain", node.instance)) and told)
        assert f"has pulled {image}" in story and "task definition task:1 was registered" in story
        assert f"has not pulled {registry.image('none')}: tasks will" in story
        assert node.ecs.list_tasks()["taskArns"] == []
        pulls = [line for line in node.log_lines() if "/blobs/" in line.get("path", "")]
        assert container_of(node.run({"image": image, "command": ["sh", "-c", "exit 3"]}))["exitCode"] == 3
        assert [line for line in node.log_lines() if "/blobs/" in line.get("path", "")] == pulls
        # One whose image is here already moves nothing and is answered all the same.
        node.define({"image": image})
        until(lambda: f"has {image} already" in node.cli("explain", node.instance))
        node.leave_nothing()


def test_a_service_that_changes_has_its_image_on_every_machine_that_could_run_it(rootfs, tmp_path):
    with Machine() as machine, Control(tmp_path / "control", machine, "--pre-pull", "services", listen="0.0.0.0:0") as control:
        (tmp_path / "node").mkdir()
        with Joined(control, machine, tmp_path / "node", rootfs) as node:
            registry = Registry(control)
            registry.push("1", packed(rootfs))
            definition = node.define({"image": f"{ECR}/app:1", "command": ["sleep", "100"]})
            assert f"{ECR}/app:1" not in images_on(node), "a definition alone brings nothing up"
            control.ecs.create_service(serviceName="web", taskDefinition=definition, desiredCount=0)
            until(lambda: f"{ECR}/app:1" in images_on(node))
            assert control.ecs.list_tasks()["taskArns"] == []
            told = run("explain", "--data-dir", control.data_dir, node.instance)
            assert "service web was created" in told.stdout, told.stderr


def test_without_being_told_to_nothing_is_pulled_before_a_task_needs_it(own_node):
    registry = Registry(own_node)
    image = registry.image("1")
    own_node.define({"image": image})
    # What would have been decided comes before what this does.
    own_node.run({"command": ["true"]})
    assert "app:" not in own_node.cli("explain", own_node.instance)
