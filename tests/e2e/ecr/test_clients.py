"""skopeo: images copied as they are, converted, listed and deleted."""

import json

import pytest

from longshore import Longshore
from programs import Skopeo, blobs, make_image, manifest, require, write_layout


@pytest.fixture
def skopeo(plane, tmp_path):
    require("skopeo")
    return Skopeo(tmp_path, plane)


def index_of(directory, **layouts):
    """An OCI layout with an index that lists the images of others by their architecture; what it lists."""
    listed = []

    def index(keep):
        for architecture, layout in layouts.items():
            entry, = json.loads((directory / layout / "index.json").read_text())["manifests"]
            for path in (directory / layout / "blobs" / "sha256").iterdir():
                keep("", path.read_bytes())
            listed.append({name: entry[name] for name in ("mediaType", "digest", "size")}
                          | {"platform": {"os": "linux", "architecture": architecture}})
        return {"schemaVersion": 2, "mediaType": "application/vnd.oci.image.index.v1+json", "manifests": listed}

    digest = write_layout(directory / "many", index)
    return "oci:many:1", digest, [entry["digest"] for entry in listed]


def test_skopeo_pushes_and_pulls(ecr, app, plane, skopeo, tmp_path):
    image = make_image(tmp_path)
    skopeo.copy(image, skopeo.at(f"{app}:1"))
    skopeo.copy(skopeo.at(f"{app}:1"), "oci:back:1")
    detail, = ecr.describe_images(repositoryName=app)["imageDetails"]
    assert detail["imageDigest"] in blobs(tmp_path / "back") == blobs(tmp_path / "layout")
    skopeo.copy(image, skopeo.at(f"{app}:docker"), "--format", "v2s2")
    assert manifest(plane, app, "docker")[0] == "application/vnd.docker.distribution.manifest.v2+json"
    assert json.loads(skopeo.ours("list-tags", app))["Tags"] == ["1", "docker"]
    inspected = json.loads(skopeo.ours("inspect", f"{app}:1"))
    assert (inspected["Digest"], inspected["RepoTags"]) == (detail["imageDigest"], ["1", "docker"])
    assert inspected["Layers"] == [layer["digest"] for layer in manifest(plane, app, "1")[1]["layers"]]


def test_skopeo_copies_an_index_with_all_it_lists(ecr, app, plane, skopeo, tmp_path):
    make_image(tmp_path, "one", "one\n")
    make_image(tmp_path, "two", "two\n", "arm64")
    image, digest, listed = index_of(tmp_path, amd64="one", arm64="two")
    skopeo.copy(image, skopeo.at(f"{app}:many"), "--all")
    found = {detail["imageDigest"] for detail in ecr.describe_images(repositoryName=app)["imageDetails"]}
    assert found == {digest, *listed}
    skopeo.copy(skopeo.at(f"{app}:many"), "oci:back:1", "--all")
    assert blobs(tmp_path / "back") == blobs(tmp_path / "many")
    # Of one platform: what another machine would pull.
    alone = Skopeo(tmp_path, plane)
    alone.command += ("--override-arch", "arm64")
    alone.copy(alone.at(f"{app}:many"), "oci:alone:1")
    assert listed[1] in blobs(tmp_path / "alone") and listed[0] not in blobs(tmp_path / "alone")


def test_skopeo_pushes_layers_that_zstd_made(app, plane, skopeo, tmp_path):
    skopeo.copy(make_image(tmp_path), f"dir:{tmp_path}/plain", "--dest-decompress")
    skopeo.copy(f"dir:{tmp_path}/plain", skopeo.at(f"{app}:zstd"), "--format", "oci", "--dest-compress-format", "zstd")
    layer, = manifest(plane, app, "zstd")[1]["layers"]
    assert layer["mediaType"] == "application/vnd.oci.image.layer.v1.tar+zstd"
    status, _, body = plane.ask("GET", f"/v2/{app}/blobs/{layer['digest']}")
    assert (status, body[:4], len(body)) == (200, b"\x28\xb5\x2f\xfd", layer["size"])
    skopeo.copy(skopeo.at(f"{app}:zstd"), "oci:back:1")
    assert layer["digest"] in blobs(tmp_path / "back")


def test_skopeo_sends_no_layer_twice(ecr, app, plane, skopeo, tmp_path):
    image = make_image(tmp_path)
    ecr.create_repository(repositoryName="other")
    skopeo.copy(image, skopeo.at(f"{app}:1"))
    layer, = manifest(plane, app, "1")[1]["layers"]
    said = skopeo("--debug", "copy", "--dest-tls-verify=false", "--dest-creds", f"AWS:{plane.password}", image,
                  skopeo.at(f"{app}:2"))
    assert "already exists" in said and "PATCH" not in said, said
    skopeo.copy(skopeo.at(f"{app}:1"), skopeo.at("other:1"))
    assert plane.ask("HEAD", f"/v2/other/blobs/{layer['digest']}")[0] == 200


def test_skopeo_deletes(ecr, app, plane, skopeo, tmp_path):
    skopeo.copy(make_image(tmp_path), skopeo.at(f"{app}:1"))
    skopeo.ours("delete", f"{app}:1")
    assert ecr.list_images(repositoryName=app)["imageIds"] == []
    said = skopeo.refused("inspect", "--tls-verify=false", "--creds", f"AWS:{plane.password}", skopeo.at(f"{app}:1"))
    assert "manifest unknown" in said


def test_skopeo_pulls_through_a_cache(ecr, app, plane, skopeo, tmp_path):
    with Longshore(tmp_path / "upstream", "--auth", "off") as upstream:
        address = upstream.connection["endpoint"].removeprefix("http://")
        upstream.client("ecr").create_repository(repositoryName="team/app")
        skopeo("copy", "--dest-tls-verify=false", make_image(tmp_path), f"docker://{address}/team/app:1")
        ecr.create_pull_through_cache_rule(ecrRepositoryPrefix="hub", upstreamRegistryUrl=address)
        skopeo.copy(skopeo.at("hub/team/app:1"), "oci:back:1")
    assert blobs(tmp_path / "back") == blobs(tmp_path / "layout"), "what came back is what was pushed"
