"""Repositories that cache another registry, and templates by which repositories make themselves.

The other registry is a second Longshore that lets anybody in.
"""

import collections
import concurrent.futures
import http.server
import json
import threading
import time

import pytest

from expect import refused
from longshore import Longshore
from plane import MANIFEST, Plane, digest_of

INDEX = "application/vnd.oci.image.index.v1+json"
LIFECYCLE = json.dumps({"rules": [{"rulePriority": 1, "action": {"type": "expire"}, "selection": {
    "tagStatus": "untagged", "countType": "imageCountMoreThan", "countNumber": 1}}]})


class Upstream:
    """A registry elsewhere, with a repository that holds an image."""

    def __init__(self, server):
        self.server = server
        self.ecr = server.client("ecr")
        self.ecr.create_repository(repositoryName="team/app")
        self.plane = Plane(server.connection, self.ecr)
        self.address = server.connection["endpoint"].removeprefix("http://")


@pytest.fixture
def upstream(tmp_path):
    with Longshore(tmp_path / "upstream", "--auth", "off") as server:
        yield Upstream(server)


@pytest.fixture
def rule(ecr, upstream):
    return ecr.create_pull_through_cache_rule(ecrRepositoryPrefix="hub", upstreamRegistryUrl=upstream.address)


def settled(ecr, repository, tag, digest):
    """Waits until the image is entered: what is fetched for a pull is so a moment later."""
    for _ in range(200):
        try:
            detail, = ecr.describe_images(repositoryName=repository, imageIds=[{"imageTag": tag}])["imageDetails"]
            if detail["imageDigest"] == digest:
                return detail
        except (ecr.exceptions.RepositoryNotFoundException, ecr.exceptions.ImageNotFoundException):
            pass
        time.sleep(0.05)
    pytest.fail("the image was never entered")


def test_a_pull_fetches_what_is_not_here(ecr, plane, upstream, rule):
    digest = upstream.plane.push("team/app", "1.0", b"x" * 100_000)
    status, headers, body = plane.ask("GET", "/v2/hub/team/app/manifests/1.0")
    assert (status, headers["docker-content-digest"]) == (200, digest)
    layer = json.loads(body)["layers"][0]["digest"]
    assert plane.ask("GET", f"/v2/hub/team/app/blobs/{layer}")[2] == b"x" * 100_000
    detail = settled(ecr, "hub/team/app", "1.0", digest)
    assert detail["imageSizeInBytes"] == 100_002
    made, = ecr.describe_repositories(repositoryNames=["hub/team/app"])["repositories"]
    assert made["imageTagMutability"] == "MUTABLE"
    assert plane.ask("GET", "/v2/hub/team/app/manifests/none")[0] == 404
    assert plane.ask("GET", "/v2/hub/team/none/manifests/1.0")[0] == 404
    assert plane.ask("GET", f"/v2/hub/team/app/blobs/{digest_of(b'none')}")[0] == 404
    with refused("RepositoryNotFoundException"):
        ecr.describe_repositories(repositoryNames=["hub/team/none"])


def test_what_is_cached_outlives_its_registry(ecr, plane, upstream, rule):
    digest = upstream.plane.push("team/app", "1.0")
    assert plane.ask("GET", "/v2/hub/team/app/manifests/1.0")[0] == 200
    settled(ecr, "hub/team/app", "1.0", digest)
    upstream.server.process.terminate()
    upstream.server.process.wait(20)
    status, headers, body = plane.ask("GET", "/v2/hub/team/app/manifests/1.0")
    assert (status, headers["docker-content-digest"]) == (200, digest)
    for blob in json.loads(body)["layers"]:
        assert plane.ask("GET", f"/v2/hub/team/app/blobs/{blob['digest']}")[0] == 200
    assert plane.ask("GET", "/v2/hub/team/app/manifests/2.0")[0] == 503
    answer = ecr.validate_pull_through_cache_rule(ecrRepositoryPrefix="hub")
    assert answer["isValid"] is False and upstream.address in answer["failure"]


def test_of_an_index_that_is_fetched_which_is_asked_for(ecr, plane, upstream, rule):
    one, two = upstream.plane.push("team/app", "one", b"1"), upstream.plane.push("team/app", "two", b"2")
    entry = {"mediaType": "application/vnd.oci.image.manifest.v1+json", "size": 1}
    index = {"schemaVersion": 2, "mediaType": INDEX,
             "manifests": [entry | {"digest": one}, entry | {"digest": two}]}
    status, _, _, digest = upstream.plane.put_manifest("team/app", "all", index)
    assert status == 201
    assert plane.ask("GET", "/v2/hub/team/app/manifests/all")[1]["content-type"] == INDEX
    settled(ecr, "hub/team/app", "all", digest)
    assert plane.ask("GET", f"/v2/hub/team/app/manifests/{two}")[0] == 200
    for _ in range(200):
        found = {each["imageDigest"] for each in ecr.describe_images(repositoryName="hub/team/app")["imageDetails"]}
        if len(found) == 2:
            break
        time.sleep(0.05)
    assert found == {digest, two}


@pytest.fixture
def scripted():
    """A registry of one image, slow, that counts what it is asked and sends a blob as it is told to."""

    class Scripted(http.server.BaseHTTPRequestHandler):
        layer, sent = b"y" * 3_000_000, None
        asked = collections.Counter()

        def do_GET(self):
            config = b"{}"
            manifest = json.dumps({
                "schemaVersion": 2, "mediaType": MANIFEST,
                "config": {"mediaType": "application/vnd.oci.image.config.v1+json", "digest": digest_of(config),
                           "size": len(config)},
                "layers": [{"mediaType": "application/vnd.oci.image.layer.v1.tar", "digest": digest_of(self.layer),
                            "size": len(self.layer)}]}).encode()
            known = {"manifests/1.0": manifest, f"manifests/{digest_of(manifest)}": manifest,
                     f"blobs/{digest_of(config)}": config, f"blobs/{digest_of(self.layer)}": self.sent or self.layer}
            wanted = self.path.removeprefix("/v2/app/")
            self.asked[f"{self.command} {wanted.partition(':')[0]}"] += 1
            body = known.get(wanted)
            time.sleep(0.2)
            self.send_response(200 if body is not None else 404)
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            if self.command == "GET":
                self.wfile.write(body or b"")

        do_HEAD = do_GET

        def log_message(self, *_):
            pass

    Scripted.asked = collections.Counter()
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Scripted)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    Scripted.address = f"127.0.0.1:{server.server_port}"
    yield Scripted
    server.shutdown()
    server.server_close()


def test_pulls_at_once_fetch_once(ecr, plane, scripted):
    ecr.create_pull_through_cache_rule(ecrRepositoryPrefix="hub", upstreamRegistryUrl=scripted.address)
    layer = digest_of(scripted.layer)

    def pull(_):
        assert plane.ask("GET", "/v2/hub/app/manifests/1.0")[0] == 200
        return plane.ask("GET", f"/v2/hub/app/blobs/{layer}")[2]

    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        assert set(pool.map(pull, range(16))) == {scripted.layer}
    assert scripted.asked["GET manifests/1.0"] == 1
    assert scripted.asked["GET blobs/sha256"] == 2, "the configuration and the layer, each once"


@pytest.mark.parametrize("sent", [b"z" * 3_000_000, b"y" * 2_999_999, b"y" * 3_000_001])
def test_a_blob_that_is_not_what_was_announced_is_not_kept(ecr, plane, scripted, sent):
    scripted.sent = sent
    ecr.create_pull_through_cache_rule(ecrRepositoryPrefix="hub", upstreamRegistryUrl=scripted.address)
    assert plane.ask("GET", "/v2/hub/app/manifests/1.0")[0] == 200
    status, _, body = plane.ask("GET", f"/v2/hub/app/blobs/{digest_of(scripted.layer)}")
    assert status >= 400 and b"errors" in body
    ids = []
    try:
        ids = ecr.list_images(repositoryName="hub/app")["imageIds"]
    except ecr.exceptions.RepositoryNotFoundException:
        pass
    assert ids == []


def test_own_repositories_do_without_the_registry_of_a_rule_for_all(ecr, app, plane):
    ecr.create_pull_through_cache_rule(ecrRepositoryPrefix="ROOT", upstreamRegistryUrl="127.0.0.1:1")
    digest = plane.push(app, "1.0")
    assert plane.ask("HEAD", f"/v2/{app}/blobs/{digest_of(b'none')}")[0] == 404
    assert plane.ask("HEAD", f"/v2/{app}/manifests/2.0")[0] == 404
    assert plane.ask("GET", f"/v2/{app}/manifests/1.0")[1]["docker-content-digest"] == digest
    assert plane.ask("GET", "/v2/other/manifests/1.0")[0] == 503


def test_rules_are_made_described_and_deleted(ecr, upstream, rule):
    assert rule["upstreamRepositoryPrefix"] == "ROOT" and "upstreamRegistry" not in rule
    named = ecr.create_pull_through_cache_rule(
        ecrRepositoryPrefix="docker", upstreamRegistryUrl="registry-1.docker.io")
    assert named["upstreamRegistry"] == "docker-hub"
    pages = ecr.get_paginator("describe_pull_through_cache_rules").paginate(PaginationConfig={"PageSize": 1})
    found = [each["ecrRepositoryPrefix"] for page in pages for each in page["pullThroughCacheRules"]]
    assert found == ["docker", "hub"]
    assert ecr.validate_pull_through_cache_rule(ecrRepositoryPrefix="hub")["isValid"] is True
    with refused("PullThroughCacheRuleAlreadyExistsException", "hub"):
        ecr.create_pull_through_cache_rule(ecrRepositoryPrefix="hub", upstreamRegistryUrl="quay.io")
    with refused("UnsupportedUpstreamRegistryException", "ftp://"):
        ecr.create_pull_through_cache_rule(ecrRepositoryPrefix="new", upstreamRegistryUrl="ftp://quay.io")
    secret = "arn:aws:secretsmanager:us-east-1:000000000000:secret:ecr-pullthroughcache/hub"
    with refused("UnableToAccessSecretException", "Secrets Manager"):
        ecr.create_pull_through_cache_rule(
            ecrRepositoryPrefix="new", upstreamRegistryUrl="quay.io", credentialArn=secret)
    with refused("UnableToAccessSecretException"):
        ecr.update_pull_through_cache_rule(ecrRepositoryPrefix="hub", credentialArn=secret)
    assert ecr.delete_pull_through_cache_rule(ecrRepositoryPrefix="hub")["ecrRepositoryPrefix"] == "hub"
    for call in (ecr.delete_pull_through_cache_rule, ecr.validate_pull_through_cache_rule):
        with refused("PullThroughCacheRuleNotFoundException", "hub"):
            call(ecrRepositoryPrefix="hub")
    with refused("PullThroughCacheRuleNotFoundException", "hub"):
        ecr.describe_pull_through_cache_rules(ecrRepositoryPrefixes=["hub"])


def test_templates_are_made_changed_and_deleted(ecr):
    made = ecr.create_repository_creation_template(
        prefix="hub", appliedFor=["PULL_THROUGH_CACHE"], description="one")["repositoryCreationTemplate"]
    assert (made["imageTagMutability"], made["encryptionConfiguration"]) == ("MUTABLE", {"encryptionType": "AES256"})
    ecr.create_repository_creation_template(prefix="ROOT", appliedFor=["REPLICATION"])
    pages = ecr.get_paginator("describe_repository_creation_templates").paginate(PaginationConfig={"PageSize": 1})
    assert [each["prefix"] for page in pages for each in page["repositoryCreationTemplates"]] == ["ROOT", "hub"]
    changed = ecr.update_repository_creation_template(prefix="hub", description="two")["repositoryCreationTemplate"]
    assert (changed["description"], changed["appliedFor"]) == ("two", ["PULL_THROUGH_CACHE"])
    found = ecr.describe_repository_creation_templates(prefixes=["hub", "gone"])["repositoryCreationTemplates"]
    assert found == [changed]
    with refused("TemplateAlreadyExistsException", "hub"):
        ecr.create_repository_creation_template(prefix="hub", appliedFor=["REPLICATION"])
    with refused("InvalidParameterException", "appliedFor"):
        ecr.create_repository_creation_template(prefix="new", appliedFor=[])
    ecr.delete_repository_creation_template(prefix="hub")
    for call in (ecr.delete_repository_creation_template, ecr.update_repository_creation_template):
        with refused("TemplateNotFoundException", "hub"):
            call(prefix="hub")


def test_a_cached_repository_is_made_by_its_template(ecr, plane, upstream, rule):
    ecr.create_repository_creation_template(
        prefix="hub/team", appliedFor=["PULL_THROUGH_CACHE"], imageTagMutability="IMMUTABLE",
        lifecyclePolicy=LIFECYCLE, resourceTags=[{"Key": "made", "Value": "by template"}])
    digest = upstream.plane.push("team/app", "1.0")
    assert plane.ask("GET", "/v2/hub/team/app/manifests/1.0")[0] == 200
    settled(ecr, "hub/team/app", "1.0", digest)
    made, = ecr.describe_repositories(repositoryNames=["hub/team/app"])["repositories"]
    assert made["imageTagMutability"] == "IMMUTABLE"
    tags = ecr.list_tags_for_resource(resourceArn=made["repositoryArn"])["tags"]
    assert tags == [{"Key": "made", "Value": "by template"}]
    assert ecr.get_lifecycle_policy(repositoryName="hub/team/app")["lifecyclePolicyText"] == LIFECYCLE


def test_a_push_makes_a_repository_where_a_template_says_so(ecr, plane):
    assert plane.ask("POST", "/v2/new/app/blobs/uploads/")[0] == 404
    ecr.create_repository_creation_template(prefix="new", appliedFor=["CREATE_ON_PUSH"])
    digest = plane.push("new/app", "1.0")
    assert ecr.describe_images(repositoryName="new/app")["imageDetails"][0]["imageDigest"] == digest
    assert plane.ask("GET", "/v2/new/other/manifests/1.0")[0] == 404
