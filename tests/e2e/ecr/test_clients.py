"""Programs that people push and pull with."""

import shutil
import subprocess

import pytest

import longshore
from longshore import Longshore


@pytest.fixture
def skopeo(plane, tmp_path):
    if not shutil.which("skopeo") or not shutil.which("umoci"):
        pytest.skip("skopeo and umoci are not installed")

    def run(*arguments):
        done = subprocess.run(["skopeo", *arguments], cwd=tmp_path, capture_output=True, text=True, timeout=120,
                              env=longshore.clean_environment(tmp_path))
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


def make_image(directory):
    """An OCI layout with one small image."""
    (directory / "root").mkdir()
    (directory / "root" / "hello").write_text("hello\n" * 1000)
    for arguments in (["init", "--layout", "layout"], ["new", "--image", "layout:1"],
                      ["insert", "--rootless", "--image", "layout:1", "root", "/srv"]):
        subprocess.run(["umoci", *arguments], cwd=directory, check=True, capture_output=True)
    return "oci:layout:1"


def test_skopeo_pushes_and_pulls(ecr, app, plane, skopeo, tmp_path):
    image = make_image(tmp_path)
    credentials = f"AWS:{plane.password}"
    there = f"docker://{plane.host}/{app}:1"
    skopeo("copy", "--dest-tls-verify=false", "--dest-creds", credentials, image, there)
    skopeo("copy", "--src-tls-verify=false", "--src-creds", credentials, there, "oci:back:1")
    blobs = {path.name for path in (tmp_path / "back" / "blobs" / "sha256").iterdir()}
    detail, = ecr.describe_images(repositoryName=app)["imageDetails"]
    assert detail["imageDigest"].removeprefix("sha256:") in blobs
    skopeo("copy", "--dest-tls-verify=false", "--dest-creds", credentials, "--format", "v2s2", image,
           f"docker://{plane.host}/{app}:docker")
    tags = skopeo("list-tags", "--tls-verify=false", "--creds", credentials, f"docker://{plane.host}/{app}")
    assert '"1"' in tags and '"docker"' in tags


def test_skopeo_pulls_through_a_cache(ecr, app, plane, skopeo, tmp_path):
    with Longshore(tmp_path / "upstream", "--auth", "off") as upstream:
        address = upstream.connection["endpoint"].removeprefix("http://")
        upstream.client("ecr").create_repository(repositoryName="team/app")
        skopeo("copy", "--dest-tls-verify=false", make_image(tmp_path), f"docker://{address}/team/app:1")
        ecr.create_pull_through_cache_rule(ecrRepositoryPrefix="hub", upstreamRegistryUrl=address)
        skopeo("copy", "--src-tls-verify=false", "--src-creds", f"AWS:{plane.password}",
               f"docker://{plane.host}/hub/team/app:1", "oci:back:1")
    folders = [tmp_path / layout / "blobs" / "sha256" for layout in ("layout", "back")]
    names = [{path.name for path in folder.iterdir()} for folder in folders]
    assert names[1] and names[1] <= names[0], "what came back is what was pushed"
