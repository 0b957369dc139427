"""Layers in a bucket: pushed, pulled by a Longshore whose disk is empty, damaged, cut off by a crash."""

import http.client
import os
import shutil
import threading
import time

import boto3
import pytest
from moto.server import ThreadedMotoServer

from longshore import Longshore, clean_environment, run
from plane import Plane, digest_of
from programs import Skopeo, blobs, make_image, require

PATIENCE_SECONDS = 60
KEYS = {"AWS_ACCESS_KEY_ID": "store", "AWS_SECRET_ACCESS_KEY": "secret"}


class Bucket:
    """One bucket of an S3 of the test's own."""

    def __init__(self):
        self.server = ThreadedMotoServer("127.0.0.1", 0, verbose=False)
        self.server.start()
        _, port = self.server.get_host_and_port()
        self.endpoint = f"http://127.0.0.1:{port}"
        self.s3 = boto3.client("s3", endpoint_url=self.endpoint, region_name="us-east-1", aws_access_key_id="store",
                               aws_secret_access_key="secret")
        self.s3.create_bucket(Bucket="images")

    def options(self, address="s3://images/team"):
        return ["--registry-store", address, "--registry-store-endpoint", self.endpoint]

    def longshore(self, data_dir, *options):
        return Longshore(data_dir, *self.options(), *options, env=clean_environment(**KEYS))

    def keys(self):
        return {entry["Key"]: entry["Size"] for entry in self.s3.list_objects_v2(Bucket="images").get("Contents", [])}

    def uploads(self):
        return self.s3.list_multipart_uploads(Bucket="images").get("Uploads", [])

    def break_off(self):
        """What the server has is there when it starts again."""
        self.server.stop()

    def mend(self):
        port = int(self.endpoint.rpartition(":")[2])
        self.server = ThreadedMotoServer("127.0.0.1", port, verbose=False)
        self.server.start()


@pytest.fixture
def bucket():
    bucket = Bucket()
    yield bucket
    for key in bucket.keys():
        bucket.s3.delete_object(Bucket="images", Key=key)
    bucket.s3.delete_bucket(Bucket="images")
    bucket.server.stop()


def key_of(digest):
    digits = digest.removeprefix("sha256:")
    return f"team/blobs/sha256/{digits[:2]}/{digits}"


def forget_locally(server):
    shutil.rmtree(server.data_dir / "registry" / "blobs")


def plane_of(server):
    return Plane(server.connection, server.client("ecr"))


def at_the_log(server, words):
    return any(words in str(line) for line in server.log_lines() if line["level"] in ("WARN", "ERROR"))


def test_what_skopeo_pushed_comes_back_to_an_empty_disk(bucket, tmp_path):
    require("skopeo", "umoci")
    with bucket.longshore(tmp_path / "data") as server:
        server.client("ecr").create_repository(repositoryName="app")
        skopeo = Skopeo(tmp_path, plane_of(server))
        skopeo.copy(make_image(tmp_path), skopeo.at("app:1"))
        assert server.warnings() == []
    pushed = blobs(tmp_path / "layout")
    # The manifest is a row; the rest are objects.
    kept = {digest for digest in pushed if key_of(digest) in bucket.keys()}
    assert len(kept) == len(pushed) - 1
    forget_locally(server)
    with bucket.longshore(tmp_path / "data") as server:
        skopeo = Skopeo(tmp_path, plane_of(server))
        skopeo.copy(skopeo.at("app:1"), "oci:back:1")
        assert server.warnings() == []
    assert kept <= blobs(tmp_path / "back") <= pushed
    for digest in kept:
        name = digest.removeprefix("sha256:")
        assert (tmp_path / "back/blobs/sha256" / name).read_bytes() == (tmp_path / "layout/blobs/sha256" / name).read_bytes()


def test_ranges_and_sizes_of_what_is_not_here(bucket, tmp_path):
    data = os.urandom(3_000_000)
    path = f"/v2/app/blobs/{digest_of(data)}"
    with bucket.longshore(tmp_path) as server:
        server.client("ecr").create_repository(repositoryName="app")
        plane_of(server).push_blob("app", data)
    forget_locally(server)
    with bucket.longshore(tmp_path) as server:
        plane = plane_of(server)
        status, headers, _ = plane.ask("HEAD", path)
        assert (status, int(headers["content-length"])) == (200, len(data))
        assert not list((tmp_path / "registry/blobs/sha256").glob("*/*")), "its size costs no fetch"
        status, headers, part = plane.ask("GET", path, Range="bytes=1000000-1999999")
        assert (status, part) == (206, data[1_000_000:2_000_000])
        assert headers["content-range"] == f"bytes 1000000-1999999/{len(data)}"
        assert plane.ask("GET", path)[2] == data


def test_a_crash_in_the_middle_of_a_push(bucket, tmp_path):
    data = os.urandom(150_000_000)
    with bucket.longshore(tmp_path) as server:
        server.client("ecr").create_repository(repositoryName="app")
        plane = plane_of(server)
        pushing = threading.Thread(target=lambda: pytest.raises((OSError, http.client.HTTPException), plane.push_blob, "app", data))
        pushing.start()
        until = time.monotonic() + PATIENCE_SECONDS
        while not bucket.uploads():
            assert time.monotonic() < until
        server.kill()
        pushing.join()
    assert key_of(digest_of(data)) not in bucket.keys() and bucket.uploads()
    with bucket.longshore(tmp_path) as server:
        plane = plane_of(server)
        assert not bucket.uploads(), "what was begun is not left to be paid for"
        assert plane.ask("HEAD", f"/v2/app/blobs/{digest_of(data)}")[0] == 404
        plane.push_blob("app", data)
        assert bucket.keys()[key_of(digest_of(data))] == len(data)


def test_a_damaged_object_is_not_served_and_a_push_mends_it(bucket, tmp_path):
    data = os.urandom(1_000_000)
    path = f"/v2/app/blobs/{digest_of(data)}"
    with bucket.longshore(tmp_path) as server:
        server.client("ecr").create_repository(repositoryName="app")
        plane_of(server).push_blob("app", data)
    forget_locally(server)
    bucket.s3.put_object(Bucket="images", Key=key_of(digest_of(data)), Body=os.urandom(len(data)))
    with bucket.longshore(tmp_path) as server:
        plane = plane_of(server)
        with pytest.raises(http.client.IncompleteRead):
            plane.ask("GET", path)
        assert at_the_log(server, "that are not it; they were thrown away. Push an image")
        assert plane.ask("HEAD", path)[0] == 404, "so that a client sends it again"
        plane.push_blob("app", data)
        assert plane.ask("GET", path)[2] == data


def test_a_store_that_is_away_refuses_in_words_and_loses_nothing(bucket, tmp_path):
    data = os.urandom(1_000_000)
    with bucket.longshore(tmp_path) as server:
        server.client("ecr").create_repository(repositoryName="app")
        plane = plane_of(server)
        _, headers, _ = plane.ask("POST", "/v2/app/blobs/uploads/")
        place = headers["location"]
        assert plane.ask("PATCH", place, data)[0] == 202
        bucket.break_off()
        status, _, body = plane.ask("PUT", f"{place}?digest={digest_of(data)}")
        assert (status, b"see its log" in body) == (503, True), body
        assert at_the_log(server, f"the bucket 'images' at {bucket.endpoint} cannot be reached")
        bucket.mend()
        assert plane.ask("PUT", f"{place}?digest={digest_of(data)}")[0] == 201
        assert bucket.keys()[key_of(digest_of(data))] == len(data)


def test_layers_of_files_move_into_the_bucket(bucket, tmp_path):
    data = os.urandom(100_000)
    with Longshore(tmp_path) as server:
        server.client("ecr").create_repository(repositoryName="app")
        plane_of(server).push_blob("app", data)
    with bucket.longshore(tmp_path) as server:
        assert bucket.keys()[key_of(digest_of(data))] == len(data)
    forget_locally(server)
    with bucket.longshore(tmp_path) as server:
        assert plane_of(server).ask("GET", f"/v2/app/blobs/{digest_of(data)}")[2] == data
    refused = run("up", "--data-dir", tmp_path, "--listen", "127.0.0.1:0", "--profile", "none", "--runtime", "none")
    assert refused.returncode != 0 and "start with --registry-store s3://images/team" in refused.stderr


@pytest.mark.parametrize("address, words", [
    ("s3://absent", "the bucket 'absent' at {endpoint} does not exist. Create it"),
    ("s3://images/theirs", "holds the registry of another installation"),
    ("images", "is not s3://BUCKET"),
])
def test_a_bucket_that_cannot_be_used_is_told_at_the_start(bucket, tmp_path, address, words):
    bucket.s3.put_object(Bucket="images", Key="theirs/longshore", Body=b"another")
    refused = run("up", "--data-dir", tmp_path, "--listen", "127.0.0.1:0", "--profile", "none", "--runtime", "none",
                  *bucket.options(address), env=clean_environment(**KEYS))
    assert refused.returncode != 0 and words.format(endpoint=bucket.endpoint) in refused.stderr


def test_keys_of_the_store_have_to_be_there(bucket, tmp_path):
    arguments = ["up", "--data-dir", tmp_path, "--listen", "127.0.0.1:0", "--profile", "none", "--runtime", "none",
                 *bucket.options()]
    refused = run(*arguments, env=clean_environment(tmp_path))
    assert refused.returncode != 0 and "set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY" in refused.stderr
    with Longshore(tmp_path) as server:
        ours = server.variables()
    refused = run(*arguments, env=clean_environment(tmp_path, **{name: ours[name] for name in KEYS}))
    assert refused.returncode != 0 and "is a key of this Longshore" in refused.stderr
