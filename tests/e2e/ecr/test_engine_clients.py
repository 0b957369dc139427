"""Docker Engine: login, build, push, mount and pull, as its command says it. It takes plain HTTP from 127.0.0.0/8.

Without an engine the tests are skipped, unless LONGSHORE_REQUIRE_DOCKER is set.
"""

import json
import os
import re
import subprocess
import uuid

import pytest

from plane import digest_of
from programs import Program, Skopeo, make_image, manifest, password, require

SCHEMA_2 = "application/vnd.docker.distribution.manifest.v2+json"


class Docker(Program):
    def __init__(self, home, plane):
        # The old builder needs no plugin of the command.
        super().__init__(home, "docker", DOCKER_BUILDKIT="0", DOCKER_CONFIG=str(home / ".docker"))
        self.plane, self.names, self.ids = plane, set(), set()

    def login(self, secret):
        return self("login", "--username", "AWS", "--password-stdin", self.plane.host, input=secret)

    def name(self, image):
        """How the engine calls an image of our registry."""
        name = f"{self.plane.host}/{image}"
        self.names.add(name)
        return name

    def build(self, *images, text="hello\n"):
        """An image of one layer that nobody has; its id."""
        folder = self.home / uuid.uuid4().hex
        folder.mkdir()
        (folder / "hello").write_text(f"{folder.name}\n{text * 1000}")
        (folder / "Dockerfile").write_text("FROM scratch\nCOPY hello /srv/hello\nCMD [\"/srv/hello\"]\n")
        names = [self.name(image) for image in images]
        self("build", "--network", "none", *[word for name in names for word in ("--tag", name)], folder)
        return self.id(images[0])

    def id(self, image):
        id = self("image", "inspect", "--format", "{{.Id}}", self.name(image)).strip()
        self.ids.add(id)
        return id

    def forget(self, *images):
        """So that a pull has to fetch."""
        self("rmi", "--force", *[self.name(image) for image in images])

    def leave_nothing(self):
        """Names first, for an image that a test did not look at; then what has lost its name."""
        for images in (self.names, self.ids):
            if images:
                self("rmi", "--force", *images)


def missing():
    require("docker")
    asked = subprocess.run(["docker", "version"], capture_output=True, text=True, timeout=60)
    return f"Docker Engine does not answer: {asked.stderr.strip()}" if asked.returncode else None


@pytest.fixture
def docker(plane, tmp_path):
    if reason := missing():
        (pytest.fail if os.environ.get("LONGSHORE_REQUIRE_DOCKER") else pytest.skip)(reason)
    docker = Docker(tmp_path, plane)
    yield docker
    docker.leave_nothing()


@pytest.fixture
def logged_in(docker, server, region):
    assert "Login Succeeded" in docker.login(password(server, region, docker.home))
    return docker


def pushed_digest(said):
    return re.search(r"digest: (sha256:[0-9a-f]{64})", said)[1]


def test_docker_pushes_and_pulls(ecr, app, plane, logged_in):
    docker = logged_in
    built = docker.build(f"{app}:1")
    digest = pushed_digest(docker("push", docker.name(f"{app}:1")))
    detail, = ecr.describe_images(repositoryName=app)["imageDetails"]
    assert (detail["imageDigest"], detail["imageTags"]) == (digest, ["1"])
    assert detail["imageManifestMediaType"] == SCHEMA_2
    docker.forget(f"{app}:1")
    assert digest in docker("pull", docker.name(f"{app}:1"))
    assert docker.id(f"{app}:1") == built
    docker.forget(f"{app}:1")
    docker("pull", docker.name(f"{app}@{digest}"))
    assert docker.id(f"{app}@{digest}") == built


def test_docker_sends_a_layer_once_and_mounts_it_elsewhere(ecr, app, plane, logged_in):
    docker = logged_in
    ecr.create_repository(repositoryName="other")
    docker.build(f"{app}:1", f"{app}:2", "other:1")
    first = docker("push", docker.name(f"{app}:1"))
    assert "Pushed" in first
    again = docker("push", docker.name(f"{app}:2"))
    assert "Layer already exists" in again and "Pushed" not in again
    mounted = docker("push", docker.name("other:1"))
    assert f"Mounted from {app}" in mounted and "Pushed" not in mounted
    assert pushed_digest(first) == pushed_digest(again) == pushed_digest(mounted)
    # What is mounted outlives where it came from.
    ecr.delete_repository(repositoryName=app, force=True)
    docker.forget(f"{app}:1", f"{app}:2", "other:1")
    docker("pull", docker.name("other:1"))


def test_docker_pulls_its_platform_of_an_index(ecr, app, plane, logged_in):
    docker = logged_in
    built = docker.build(f"{app}:amd64")
    digest = pushed_digest(docker("push", docker.name(f"{app}:amd64")))
    kind, body = manifest(plane, app, "amd64")
    size = len(plane.ask("GET", f"/v2/{app}/manifests/{digest}")[2])
    listed = {"mediaType": kind, "digest": digest, "size": size}
    architecture = docker("version", "--format", "{{.Server.Arch}}").strip()
    many = {"schemaVersion": 2, "mediaType": "application/vnd.docker.distribution.manifest.list.v2+json",
            "manifests": [listed | {"platform": {"os": "linux", "architecture": architecture}}]}
    status, _, answer, index = plane.put_manifest(app, "many", many)
    assert status == 201, answer
    docker.forget(f"{app}:amd64")
    assert index in docker("pull", docker.name(f"{app}:many"))
    assert docker.id(f"{app}:many") == built
    inspected = json.loads(docker("manifest", "inspect", "--insecure", docker.name(f"{app}:many")))
    assert [entry["digest"] for entry in inspected["manifests"]] == [digest]
    assert body["layers"] and digest_of(plane.ask("GET", f"/v2/{app}/manifests/many")[2]) == index


def test_docker_pulls_what_skopeo_pushed(app, plane, logged_in):
    require("skopeo")
    skopeo = Skopeo(logged_in.home, plane)
    skopeo.copy(make_image(logged_in.home), skopeo.at(f"{app}:oci"))
    logged_in("pull", logged_in.name(f"{app}:oci"))
    assert logged_in.id(f"{app}:oci") == manifest(plane, app, "oci")[1]["config"]["digest"]


def test_docker_is_told_what_is_refused(ecr, app, plane, logged_in):
    docker = logged_in
    ecr.put_image_tag_mutability(repositoryName=app, imageTagMutability="IMMUTABLE")
    docker.build(f"{app}:1")
    docker("push", docker.name(f"{app}:1"))
    docker.build(f"{app}:1", "nowhere:1")
    said = docker.refused("push", docker.name(f"{app}:1"))
    assert "immutable" in said and "'1'" in said, said
    said = docker.refused("push", docker.name("nowhere:1"))
    assert "nowhere" in said and "does not exist" in said, said
    said = docker.refused("pull", f"{plane.host}/{app}:absent")
    assert "absent" in said and "not found" in said.lower(), said


def test_docker_needs_the_password(app, plane, docker):
    said = docker.refused("login", "--username", "AWS", "--password-stdin", plane.host, input="nonsense")
    assert "401" in said or "unauthorized" in said.lower(), said
    docker.build(f"{app}:1")
    said = docker.refused("push", docker.name(f"{app}:1"))
    assert "no basic auth credentials" in said, said
