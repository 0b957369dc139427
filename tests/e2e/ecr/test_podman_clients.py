"""Podman and Buildah: images built from nothing, with storage of the test's own."""

import json
import pathlib
import re
import tempfile

import pytest

from programs import Program, Skopeo, manifest, password, require, require_root

OCI = "application/vnd.oci.image.manifest.v1+json"
SCHEMA_2 = "application/vnd.docker.distribution.manifest.v2+json"


class Storing(Program):
    """One of the two: they keep images alike, and take the same options where they speak to a registry."""

    def __init__(self, name, home, plane, state, *options):
        store = ["--root", home / "storage", "--runroot", state / "run", "--storage-driver", "vfs"]
        super().__init__(home, *map(str, (name, *store, *options)), REGISTRY_AUTH_FILE=str(home / "auth.json"))
        self.plane = plane

    def login(self, secret):
        return self("login", "--tls-verify=false", "--username", "AWS", "--password-stdin", self.plane.host,
                    input=secret)

    def push(self, image, *options, source=None):
        """The digest of what arrived."""
        note = self.home / "pushed"
        self("push", "--tls-verify=false", "--digestfile", note, *options, source or self.name(image),
             f"docker://{self.name(image)}")
        return note.read_text().strip()

    def pull(self, image):
        """The id of the image that came."""
        return self("pull", "--tls-verify=false", "--quiet", self.name(image)).strip().splitlines()[-1]

    def name(self, image):
        return f"{self.plane.host}/{image}"


@pytest.fixture
def state():
    """Podman takes no long names here."""
    with tempfile.TemporaryDirectory(prefix="store-") as state:
        yield pathlib.Path(state)


@pytest.fixture
def buildah(plane, tmp_path, state):
    require("buildah")
    require_root()
    return Storing("buildah", tmp_path, plane, state)


@pytest.fixture
def podman(plane, tmp_path, state):
    require("podman")
    require_root()
    return Storing("podman", tmp_path, plane, state, "--tmpdir", state / "tmp", "--cgroup-manager", "cgroupfs",
                   "--events-backend", "none")


@pytest.fixture
def secret(server, region, tmp_path):
    return password(server, region, tmp_path)


def build(buildah, image, text="hello\n", arch="amd64"):
    """An image of one layer; its id."""
    (buildah.home / "hello").write_text(text * 1000)
    container = buildah("from", "--arch", arch, "scratch").strip()
    buildah("copy", container, buildah.home / "hello", "/srv/hello")
    built = buildah("commit", "--quiet", "--rm", container, buildah.name(image)).strip()
    return built.splitlines()[-1]


def test_buildah_pushes_and_pulls(ecr, app, plane, buildah, secret):
    assert "Login Succeeded" in buildah.login(secret)
    built = build(buildah, f"{app}:1")
    digest = buildah.push(f"{app}:1")
    detail, = ecr.describe_images(repositoryName=app)["imageDetails"]
    assert (detail["imageDigest"], detail["imageManifestMediaType"]) == (digest, OCI)
    buildah("rmi", "--force", built)
    assert buildah.pull(f"{app}:1") == built
    assert buildah.push(f"{app}:docker", "--format", "v2s2", source=built) != digest
    assert manifest(plane, app, "docker")[0] == SCHEMA_2


def test_buildah_pushes_a_list_with_all_its_images(ecr, app, plane, buildah, secret):
    buildah.login(secret)
    buildah("manifest", "create", "many")
    for arch in ("amd64", "arm64"):
        built = build(buildah, f"{app}:{arch}", f"{arch}\n", arch)
        buildah("manifest", "add", "--arch", arch, "many", f"containers-storage:{built}")
    buildah("manifest", "push", "--all", "--tls-verify=false", "many", f"docker://{buildah.name(f'{app}:many')}")
    _, body = manifest(plane, app, "many")
    assert [entry["platform"]["architecture"] for entry in body["manifests"]] == ["amd64", "arm64"]
    listed = {entry["digest"] for entry in body["manifests"]}
    found = {detail["imageDigest"] for detail in ecr.describe_images(repositoryName=app)["imageDetails"]}
    assert len(listed) == 2 and listed < found


def test_podman_pushes_and_pulls(ecr, app, plane, buildah, podman, secret):
    assert "Login Succeeded" in podman.login(secret)
    built = build(buildah, f"{app}:1")
    digest = podman.push(f"{app}:1")
    detail, = ecr.describe_images(repositoryName=app)["imageDetails"]
    assert detail["imageDigest"] == digest
    podman("rmi", "--force", built)
    assert podman.pull(f"{app}:1") == built
    names = json.loads(podman("image", "inspect", "--format", "{{json .RepoDigests}}", built))
    assert any(name.endswith(f"@{digest}") for name in names)
    podman("rmi", "--force", built)
    assert podman.pull(f"{app}@{digest}") == built


def test_podman_pushes_and_pulls_layers_that_zstd_made(app, plane, buildah, podman, secret):
    podman.login(secret)
    built = build(buildah, f"{app}:zstd")
    podman.push(f"{app}:zstd", "--compression-format", "zstd", "--format", "oci")
    layer, = manifest(plane, app, "zstd")[1]["layers"]
    assert layer["mediaType"] == "application/vnd.oci.image.layer.v1.tar+zstd"
    podman("rmi", "--force", built)
    assert podman.pull(f"{app}:zstd") == built


def test_podman_sends_a_layer_once_and_mounts_it_elsewhere(ecr, app, plane, buildah, podman, secret):
    podman.login(secret)
    ecr.create_repository(repositoryName="other")
    built = build(buildah, f"{app}:1")
    podman.push(f"{app}:1")
    layer, = manifest(plane, app, "1")[1]["layers"]
    # Elsewhere it sends the configuration: that is never mounted.
    for image, sent, mounted in ((f"{app}:2", 0, 0), ("other:1", 1, 1)):
        said = podman("--log-level", "debug", "push", "--tls-verify=false", built, f"docker://{podman.name(image)}")
        assert len(re.findall(r"PATCH http", said)) == sent, said
        assert said.count("mount OK") == mounted, said
        assert manifest(plane, *image.split(":"))[1]["layers"] == [layer]


def test_podman_is_told_what_is_refused(ecr, app, plane, buildah, podman, secret):
    said = podman.refused("login", "--tls-verify=false", "--username", "AWS", "--password-stdin", plane.host,
                          input="nonsense")
    assert "invalid username/password" in said, said
    podman.login(secret)
    ecr.put_image_tag_mutability(repositoryName=app, imageTagMutability="IMMUTABLE")
    build(buildah, f"{app}:1")
    podman.push(f"{app}:1")
    other = build(buildah, "nowhere:1", "other\n")
    said = podman.refused("push", "--tls-verify=false", other, f"docker://{podman.name(f'{app}:1')}")
    assert "immutable" in said and "'1'" in said, said
    said = podman.refused("push", "--tls-verify=false", other, f"docker://{podman.name('nowhere:1')}")
    assert "nowhere" in said and "does not exist" in said, said
    said = podman.refused("pull", "--tls-verify=false", podman.name(f"{app}:absent"))
    assert "manifest unknown" in said, said


def test_what_podman_pushed_is_deleted_by_skopeo(ecr, app, plane, buildah, podman, secret):
    require("skopeo")
    podman.login(secret)
    build(buildah, f"{app}:1")
    podman.push(f"{app}:1")
    Skopeo(podman.home, plane).ours("delete", f"{app}:1")
    assert ecr.list_images(repositoryName=app)["imageIds"] == []
    assert "manifest unknown" in podman.refused("pull", "--tls-verify=false", podman.name(f"{app}:1"))
