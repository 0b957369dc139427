"""Layers that no registry sends: those that lie on this machine, that another image has brought, that another node gives."""

import io
import json
import os
import signal
import tarfile

import pytest

from joining import Control, Joined, Machine
from longshore import Longshore
from machine import Leftovers, container_of, until
from plane import MANIFEST, Plane, digest_of

READ_HERE = "a layer was read where it lies on this machine"


def packed(rootfs):
    """The files of an image as one layer."""
    target = io.BytesIO()
    with tarfile.open(fileobj=target, mode="w") as archive:
        archive.add(rootfs, arcname=".")
    return target.getvalue()


class Registry:
    """The registry of a Longshore, with one repository."""

    def __init__(self, server, name="app"):
        ecr = server.client("ecr")
        ecr.create_repository(repositoryName=name)
        self.plane, self.name = Plane(server.connection, ecr), name

    def push(self, tag, *layers, **config):
        described = [self.plane.push_blob(self.name, layer) for layer in layers]
        made = {"architecture": os.uname().machine.replace("x86_64", "amd64").replace("aarch64", "arm64"), "os": "linux",
                "config": config, "rootfs": {"type": "layers", "diff_ids": [digest_of(layer) for layer in layers]}}
        config = self.plane.push_blob(self.name, json.dumps(made).encode())
        config |= {"mediaType": "application/vnd.oci.image.config.v1+json"}
        manifest = {"schemaVersion": 2, "mediaType": MANIFEST, "config": config, "layers": described}
        status, _, answer, digest = self.plane.put_manifest(self.name, tag, manifest)
        assert status == 201, answer
        return digest

    def image(self, tag):
        return f"{self.plane.host}/{self.name}:{tag}"


@pytest.fixture
def registry(own_node):
    return Registry(own_node)


def read_here(node):
    return [line["digest"] for line in node.log_lines() if line["message"] == READ_HERE]


def test_a_node_reads_layers_of_its_own_registry_where_they_lie_and_each_once(own_node, registry, rootfs):
    base, more = packed(rootfs), packed(rootfs / "www")
    registry.push("1", base)
    registry.push("2", base, more)
    registry.push("3", base, more, Env=["ANOTHER=configuration"])
    for tag, new in (("1", [base]), ("2", [more]), ("3", [])):
        seen = len(read_here(own_node))
        task = own_node.run({"image": registry.image(tag), "command": ["sh", "-c", "exit 3"]})
        assert container_of(task)["exitCode"] == 3, task
        assert read_here(own_node)[seen:] == [digest_of(layer) for layer in new]
    sent = [line for line in own_node.log_lines() if line["message"] == "a layer came from its registry"]
    # A second node of this machine has other things to warn of.
    assert (sent, [line for line in own_node.warnings() if "layer" in line]) == ([], [])


def test_layers_of_a_cached_repository_come_to_the_cache_and_are_read_there(own_node, registry, rootfs, tmp_path):
    base = packed(rootfs)
    with Longshore(tmp_path / "upstream", "--auth", "off") as upstream:
        Registry(upstream).push("1", base)
        own_node.client("ecr").create_pull_through_cache_rule(
            ecrRepositoryPrefix="hub", upstreamRegistryUrl=upstream.connection["endpoint"].removeprefix("http://"))
        task = own_node.run({"image": f"{registry.plane.host}/hub/app:1", "command": ["sh", "-c", "exit 3"]})
    assert container_of(task)["exitCode"] == 3, task
    assert read_here(own_node) == [digest_of(base)]


class Sharing(Joined):
    """One of several nodes of a machine that give each other layers."""

    def begin(self, *command):
        super().begin(*command, "--share-images", f"{self.machine.there}:0", "--log-format", "json", "--log-level", "debug")

    def joined(self):
        place = self.data_dir / "node/instance.json"
        self.instance = json.loads(place.read_text())["containerInstanceArn"] if place.exists() else None
        return self.instance if self.instance and self.connected() else None

    def log_lines(self):
        """Among what else it says."""
        return [json.loads(line) for line in self.log.read_text().splitlines() if line.startswith("{") and line.endswith("}")]

    def from_peers(self):
        return [line["digest"] for line in self.log_lines() if line["message"] == "a layer came from a peer"]

    def refused_peers(self):
        return [line["error"] for line in self.log_lines() if line["message"] == "a layer did not come from a peer"]


@pytest.fixture
def pair(rootfs, tmp_path):
    with Machine() as machine, Control(tmp_path / "control", machine, listen="0.0.0.0:0") as control:
        control.ecs.create_cluster(clusterName="default")
        for name in ("first", "second"):
            (tmp_path / name).mkdir()
        with Sharing(control, machine, tmp_path / "first", rootfs) as first, \
                Sharing(control, machine, tmp_path / "second", rootfs) as second:
            yield control, first, second
            for node in (first, second):
                node.stop_everything()
            for node in (first, second):
                until(lambda: not os.listdir(node.data_dir / "node/containers"))
                assert node.end(signal.SIGTERM) == 0
                assert Leftovers(node.data_dir).found() == {}


def test_a_node_takes_layers_from_another_that_runs_the_image(pair, rootfs):
    control, first, second = pair
    registry, base, more = Registry(control), packed(rootfs), packed(rootfs / "www")
    registry.push("1", base, more)
    definition = first.define({"image": registry.image("1"), "command": ["sleep", "4731.125"]})

    def start(node):
        started = node.ecs.start_task(taskDefinition=definition, containerInstances=[node.instance])
        assert started["failures"] == [], started["failures"]
        return node.running(started["tasks"][0]["taskArn"])

    start(first)
    assert first.from_peers() == [], "nobody has it yet"
    start(second)
    assert sorted(second.from_peers()) == sorted(map(digest_of, (base, more)))
    assert (first.refused_peers(), second.refused_peers()) == ([], [])


def test_a_node_that_has_nothing_right_to_give_is_passed_over(pair, rootfs):
    control, first, second = pair
    registry, base = Registry(control), packed(rootfs)
    registry.push("1", base)
    definition = first.define({"image": registry.image("1"), "command": ["sleep", "4732.125"]})
    for node in (first, second):
        started = node.ecs.start_task(taskDefinition=definition, containerInstances=[node.instance])
        assert node.running(started["tasks"][0]["taskArn"])
        kept = node.data_dir / "node/images/blobs/sha256" / digest_of(base).partition(":")[2]
        assert kept.read_bytes() == base
        kept.write_bytes(base[:-1] + b"x")
    wrong, = second.refused_peers()
    assert "digest" in wrong and second.from_peers() == []


def test_the_node_beside_the_registry_keeps_no_second_copy_of_what_it_gives(rootfs, tmp_path):
    with Machine() as machine:
        (tmp_path / "node").mkdir()
        control = Control(tmp_path / "control", machine, listen="0.0.0.0:0", runtime="embedded")
        control.command += ["--share-images", f"{machine.here}:0"]
        with control, Sharing(control, machine, tmp_path / "node", rootfs) as joined:
            registry, base = Registry(control), packed(rootfs)
            registry.push("1", base)
            definition = joined.define({"image": registry.image("1"), "command": ["sleep", "4733.125"]})
            place = control.data_dir / "node/instance.json"
            own = until(lambda: place.exists() and json.loads(place.read_text())["containerInstanceArn"])
            for instance in (own, joined.instance):
                started = control.ecs.start_task(taskDefinition=definition, containerInstances=[instance])
                assert joined.running(started["tasks"][0]["taskArn"])
            assert read_here(control) == joined.from_peers() == [digest_of(base)]
            digits = digest_of(base).partition(":")[2]
            kept = control.data_dir / "node/images/blobs/sha256" / digits
            assert os.path.samefile(kept, control.data_dir / "registry/blobs/sha256" / digits[:2] / digits)
            joined.stop_everything()
            for node in (control, joined):
                until(lambda: not os.listdir(node.data_dir / "node/containers"))
            assert joined.end(signal.SIGTERM) == 0
