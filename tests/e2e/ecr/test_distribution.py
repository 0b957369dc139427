"""The cases that any registry of the OCI distribution specification has to hold: pull, push, content discovery, content
management; what beside them clients rely on: ranges, conditions, error envelopes.
"""

import hashlib
import json

import pytest

from plane import MANIFEST, digest_of

INDEX = "application/vnd.oci.image.index.v1+json"
CONFIG = "application/vnd.oci.image.config.v1+json"
OCTETS = "application/octet-stream"
ABSENT = digest_of(b"never pushed")


def refusal(answer):
    """Status and code of an error in the specification's envelope."""
    status, headers, body = answer
    assert headers["content-type"] == "application/json"
    error, *more = json.loads(body)["errors"]
    assert error["message"] and not more
    return status, error["code"]


@pytest.fixture
def upload(app, plane):
    """Begins an upload; where it goes on."""
    def upload():
        status, headers, _ = plane.ask("POST", f"/v2/{app}/blobs/uploads/")
        assert status == 202 and headers["range"] == "0-0" and headers["docker-upload-uuid"]
        return headers["location"]

    return upload


# Pull

@pytest.mark.parametrize("path, code", [
    (f"blobs/{ABSENT}", "BLOB_UNKNOWN"), (f"manifests/{ABSENT}", "MANIFEST_UNKNOWN"),
    ("manifests/absent", "MANIFEST_UNKNOWN")])
def test_what_is_not_there(app, plane, path, code):
    status, headers, body = plane.ask("HEAD", f"/v2/{app}/{path}")
    assert (status, body) == (404, b"") and int(headers["content-length"]) > 0
    assert refusal(plane.ask("GET", f"/v2/{app}/{path}")) == (404, code)


def test_a_blob_and_a_manifest_are_pulled(app, plane):
    layer = plane.push_blob(app, b"layer")
    digest = plane.push(app, "1.0")
    for path, length in ((f"blobs/{layer['digest']}", 5), ("manifests/1.0", None), (f"manifests/{digest}", None)):
        status, head, body = plane.ask("HEAD", f"/v2/{app}/{path}")
        assert (status, body) == (200, b"")
        status, got, body = plane.ask("GET", f"/v2/{app}/{path}")
        assert (status, got["content-length"]) == (200, head["content-length"]) and len(body) == (length or len(body))
        assert got["docker-content-digest"] == head["docker-content-digest"] == digest_of(body)


@pytest.mark.parametrize("range, status, part", [
    ("bytes=2-4", 206, b"234"), ("bytes=7-", 206, b"789"), ("bytes=-2", 206, b"89"), ("bytes=8-99", 206, b"89"),
    ("bytes=10-", 416, b""), ("bytes=0-1,4-5", 200, b"0123456789"), ("lines=1-2", 200, b"0123456789")])
def test_a_range_of_a_blob(app, plane, range, status, part):
    path = f"/v2/{app}/blobs/{plane.push_blob(app, b'0123456789')['digest']}"
    got, headers, body = plane.ask("GET", path, Range=range)
    assert (got, body) == (status, part)
    if status == 206:
        first = b"0123456789".index(part)
        assert headers["content-range"] == f"bytes {first}-{first + len(part) - 1}/10"
        assert plane.ask("HEAD", path, Range=range)[1]["content-length"] == str(len(part))
    if status == 416:
        assert headers["content-range"] == "bytes */10"


def test_what_a_client_has_is_not_sent_again(app, plane):
    digest = plane.push(app, "1.0")
    layer = plane.push_blob(app, b"layer")["digest"]
    for path, tag in ((f"manifests/1.0", digest), (f"manifests/{digest}", digest), (f"blobs/{layer}", layer)):
        assert plane.ask("GET", f"/v2/{app}/{path}")[1]["etag"] == f'"{tag}"'
        for given in (f'"{tag}"', f'W/"{tag}"', f'"other", "{tag}"'):
            assert plane.ask("GET", f"/v2/{app}/{path}", If_None_Match=given)[::2] == (304, b""), given
        assert plane.ask("GET", f"/v2/{app}/{path}", If_None_Match='"other"')[0] == 200


# Push

def test_a_blob_by_one_request(app, plane):
    status, headers, _ = plane.ask("POST", f"/v2/{app}/blobs/uploads/?digest={digest_of(b'one')}", b"one",
                                   Content_Type=OCTETS)
    assert status == 201 and headers["docker-content-digest"] == digest_of(b"one")
    assert plane.ask("GET", headers["location"])[2] == b"one"


def test_a_blob_by_two_requests(app, plane, upload):
    status, headers, _ = plane.ask("PUT", f"{upload()}?digest={digest_of(b'two')}", b"two", Content_Type=OCTETS)
    assert status == 201 and plane.ask("GET", headers["location"])[2] == b"two"


def test_a_blob_in_a_stream(app, plane, upload):
    where = upload()
    status, headers, _ = plane.ask("PATCH", where, iter([b"a ", b"stream"]), Content_Type=OCTETS)
    assert (status, headers["range"]) == (202, "0-7")
    status, headers, _ = plane.ask("PUT", f"{headers['location']}?digest={digest_of(b'a stream')}")
    assert status == 201 and plane.ask("GET", headers["location"])[2] == b"a stream"


def test_a_blob_of_no_bytes(app, plane, upload):
    status, headers, _ = plane.ask("PUT", f"{upload()}?digest={digest_of(b'')}")
    assert status == 201 and plane.ask("GET", headers["location"])[::2] == (200, b"")


def test_chunks_follow_each_other(app, plane, upload):
    where = upload()

    def chunk(method, range, body, query=""):
        return plane.ask(method, where + query, body, Content_Range=range, Content_Type=OCTETS)

    assert chunk("PATCH", "3-5", b"def")[0] == 416, "the first begins at 0"
    assert plane.ask("GET", where)[0] == 204
    status, headers, _ = chunk("PATCH", "0-2", b"abc")
    assert (status, headers["range"]) == (202, "0-2")
    status, headers, _ = chunk("PATCH", "0-2", b"abc")
    assert (status, headers["range"], headers["location"]) == (416, "0-2", where), "twice the same"
    assert chunk("PATCH", "4-6", b"efg")[0] == 416, "a gap"
    assert chunk("PATCH", "3-9", b"def")[0] == 416, "fewer bytes than it says"
    assert refusal(chunk("PATCH", "x", b"def")) == (400, "BLOB_UPLOAD_INVALID")
    status, headers, body = plane.ask("GET", where)
    assert (status, headers["range"], body) == (204, "0-2", b"")
    assert chunk("PATCH", "3-5", b"def")[0] == 202
    digest = digest_of(b"abcdefgh")
    assert chunk("PUT", "7-8", b"gh", f"?digest={digest}")[0] == 416, "the last one follows too"
    assert chunk("PUT", "6-7", b"gh", f"?digest={digest}")[0] == 201
    assert plane.ask("GET", f"/v2/{app}/blobs/{digest}")[2] == b"abcdefgh"
    assert refusal(plane.ask("GET", where)) == (404, "BLOB_UPLOAD_UNKNOWN")


def test_an_upload_that_is_given_up(app, plane, upload):
    where = upload()
    assert plane.ask("DELETE", where)[0] == 204
    for method in ("GET", "PATCH", "PUT", "DELETE"):
        assert refusal(plane.ask(method, f"{where}?digest={ABSENT}")) == (404, "BLOB_UPLOAD_UNKNOWN"), method


def test_bytes_that_are_not_what_was_said(app, plane, upload):
    assert refusal(plane.ask("PUT", f"{upload()}?digest={ABSENT}", b"other")) == (400, "DIGEST_INVALID")
    assert refusal(plane.ask("POST", f"/v2/{app}/blobs/uploads/?digest={ABSENT}", b"other")) == (400, "DIGEST_INVALID")
    assert refusal(plane.ask("PUT", upload(), b"other")) == (400, "DIGEST_INVALID"), "no digest at all"
    assert plane.ask("HEAD", f"/v2/{app}/blobs/{digest_of(b'other')}")[0] == 404


@pytest.mark.parametrize("digest", [
    "sha512:" + hashlib.sha512(b"x").hexdigest(), "md5:d41d8cd98f00b204e9800998ecf8427e", "sha256:abc", "sha256:" + "A" * 64])
def test_digests_that_are_not_taken(app, plane, upload, digest):
    for answer in (plane.ask("GET", f"/v2/{app}/blobs/{digest}"), plane.ask("GET", f"/v2/{app}/referrers/{digest}"),
                   plane.ask("PUT", f"{upload()}?digest={digest}", b"x"),
                   plane.ask("PUT", f"/v2/{app}/manifests/{digest}", b"{}", Content_Type=MANIFEST)):
        assert refusal(answer) == (400, "DIGEST_INVALID")


def test_a_blob_is_mounted(ecr, app, plane):
    ecr.create_repository(repositoryName="other")
    digest = plane.push_blob("other", b"shared")["digest"]
    where = f"/v2/{app}/blobs/uploads/"
    # Without a repository to take it from, or where it is not, the client is asked to push.
    for query in (f"mount={digest}", f"mount={digest}&from=nowhere", f"mount={ABSENT}&from=other"):
        status, headers, _ = plane.ask("POST", f"{where}?{query}")
        assert status == 202 and headers["location"].startswith(where), query
        assert plane.ask("HEAD", f"/v2/{app}/blobs/{digest}")[0] == 404
    status, headers, _ = plane.ask("POST", f"{where}?mount={digest}&from=other")
    assert (status, headers["location"]) == (201, f"/v2/{app}/blobs/{digest}")
    assert plane.ask("GET", headers["location"])[2] == b"shared"


def test_a_manifest_under_tags_and_its_digest(app, plane):
    manifest = plane.manifest(app)
    for reference in ("tag-0", "tag_1.2", "A" * 128, digest_of(json.dumps(manifest).encode())):
        status, headers, _, digest = plane.put_manifest(app, reference, manifest)
        assert (status, headers["docker-content-digest"]) == (201, digest)
        assert digest_of(plane.ask("GET", headers["location"])[2]) == digest
    # ECR's longest tag has 300 characters; the specification's 128.
    for reference in ("-tag", "A" * 301, "a%20b"):
        status, headers, answer, _ = plane.put_manifest(app, reference, manifest)
        assert refusal((status, headers, answer)) == (400, "MANIFEST_INVALID") and b"tag" in answer, reference


def test_a_manifest_without_layers(app, plane):
    manifest = plane.manifest(app) | {"layers": []}
    assert plane.put_manifest(app, "empty", manifest)[0] == 201
    assert plane.ask("GET", f"/v2/{app}/manifests/empty")[0] == 200


def test_manifests_that_are_refused(app, plane):
    manifest = plane.manifest(app)
    layer = {"mediaType": "application/vnd.oci.image.layer.v1.tar", "digest": ABSENT, "size": 5}
    path = f"/v2/{app}/manifests/bad"
    answer = plane.ask("PUT", path, json.dumps(manifest | {"layers": [layer]}).encode(), Content_Type=MANIFEST)
    assert refusal(answer)[1] in ("MANIFEST_BLOB_UNKNOWN", "BLOB_UNKNOWN")
    for body in (b"", b"{", b"[]", b"{}", b"blablabla"):
        assert refusal(plane.ask("PUT", path, body, Content_Type=MANIFEST)) == (400, "MANIFEST_INVALID"), body
    assert refusal(plane.ask("GET", path)) == (404, "MANIFEST_UNKNOWN")
    answer = plane.ask("PUT", f"/v2/{app}/manifests/{ABSENT}", json.dumps(manifest).encode(), Content_Type=MANIFEST)
    assert refusal(answer) == (400, "DIGEST_INVALID")


# Content discovery

def test_tags_in_order_and_in_pages(app, plane):
    manifest = plane.manifest(app)
    names = ["test0", "TEST1", "1.0", "test2", "_x"]
    for name in names:
        assert plane.put_manifest(app, name, manifest)[0] == 201
    status, _, body = plane.ask("GET", f"/v2/{app}/tags/list")
    every = json.loads(body)["tags"]
    assert status == 200 and json.loads(body)["name"] == app and sorted(names) == every
    pages, path = [], f"/v2/{app}/tags/list?n=2"
    while path:
        _, headers, body = plane.ask("GET", path)
        pages.append(json.loads(body)["tags"])
        path = headers.get("link", "").partition(">")[0].removeprefix("<")
    assert [len(page) for page in pages] == [2, 2, 1] and sum(pages, []) == every

    def tags(query):
        return json.loads(plane.ask("GET", f"/v2/{app}/tags/list?{query}")[2])["tags"]

    assert tags(f"last={every[1]}") == tags(f"n=9&last={every[1]}") == every[2:]
    assert tags("last=between") == [name for name in every if name > "between"]
    assert tags("n=0") == tags("last=zzz") == []


def test_referrers_of_a_manifest(app, plane):
    subject = {"mediaType": MANIFEST, "digest": plane.push(app, "1.0"), "size": 2}
    empty = plane.push_blob(app, b"{}")
    by_config = plane.manifest(app, b"signature") | {"subject": subject}
    by_config["config"] = empty | {"mediaType": "application/vnd.example.signature"}
    by_type = plane.manifest(app, b"bill") | {"subject": subject, "artifactType": "application/vnd.example.bill",
                                             "annotations": {"made": "by hand"}}
    of_index = {"schemaVersion": 2, "mediaType": INDEX, "manifests": [], "subject": subject,
                "artifactType": "application/vnd.example.index"}
    digests = {}
    for manifest in (by_config, by_type, of_index):
        digest = digest_of(json.dumps(manifest).encode())
        status, headers, answer, _ = plane.put_manifest(app, digest, manifest)
        assert (status, headers["oci-subject"]) == (201, subject["digest"]), answer
        digests[manifest.get("artifactType", "application/vnd.example.signature")] = digest

    def referrers(query="", of=subject["digest"]):
        status, headers, body = plane.ask("GET", f"/v2/{app}/referrers/{of}{query}")
        assert (status, headers["content-type"]) == (200, INDEX)
        found = json.loads(body)["manifests"]
        return headers, {entry["artifactType"]: entry for entry in found}

    headers, found = referrers()
    assert {kind: entry["digest"] for kind, entry in found.items()} == digests and "oci-filters-applied" not in headers
    assert found["application/vnd.example.bill"]["annotations"] == {"made": "by hand"}
    assert found["application/vnd.example.index"]["mediaType"] == INDEX
    headers, found = referrers("?artifactType=application/vnd.example.bill")
    assert headers["oci-filters-applied"] == "artifactType" and list(found) == ["application/vnd.example.bill"]
    assert referrers(of=ABSENT)[1] == {}
    assert plane.ask("DELETE", f"/v2/{app}/manifests/{digests['application/vnd.example.bill']}")[0] == 202
    assert set(referrers()[1]) == {"application/vnd.example.signature", "application/vnd.example.index"}


def test_a_referrer_may_come_before_its_subject(app, plane):
    manifest = plane.manifest(app)
    subject = digest_of(json.dumps(manifest).encode())
    early = plane.manifest(app, b"early") | {
        "subject": {"mediaType": MANIFEST, "digest": subject, "size": 2}, "artifactType": "application/vnd.example"}
    assert plane.put_manifest(app, "early", early)[0] == 201
    assert plane.put_manifest(app, "1.0", manifest)[0] == 201
    listed, = json.loads(plane.ask("GET", f"/v2/{app}/referrers/{subject}")[2])["manifests"]
    assert listed["digest"] == digest_of(json.dumps(early).encode())


# Content management

def test_tags_manifests_and_blobs_are_deleted(app, plane):
    digest = plane.push(app, "1.0")
    assert plane.push(app, "2.0") == digest
    layer = digest_of(b"layer")
    assert plane.ask("DELETE", f"/v2/{app}/manifests/1.0")[0] == 202
    assert plane.ask("HEAD", f"/v2/{app}/manifests/1.0")[0] == 404
    assert plane.ask("HEAD", f"/v2/{app}/manifests/{digest}")[0] == 200
    assert json.loads(plane.ask("GET", f"/v2/{app}/tags/list")[2])["tags"] == ["2.0"]
    assert plane.ask("DELETE", f"/v2/{app}/manifests/{digest}")[0] == 202
    assert plane.ask("GET", f"/v2/{app}/manifests/2.0")[0] == 404
    assert json.loads(plane.ask("GET", f"/v2/{app}/tags/list")[2])["tags"] == []
    assert plane.ask("DELETE", f"/v2/{app}/blobs/{layer}")[0] == 202
    assert plane.ask("HEAD", f"/v2/{app}/blobs/{layer}")[0] == 404
    for path, code in ((f"manifests/{digest}", "MANIFEST_UNKNOWN"), ("manifests/1.0", "MANIFEST_UNKNOWN"),
                       (f"blobs/{layer}", "BLOB_UNKNOWN")):
        assert refusal(plane.ask("DELETE", f"/v2/{app}/{path}")) == (404, code)


# What is said to those who may not, or ask for what is none

def test_errors_name_their_kind(ecr, app, plane):
    for method, path in (("GET", "manifests/1"), ("GET", f"blobs/{ABSENT}"), ("POST", "blobs/uploads/"),
                         ("GET", "tags/list"), ("GET", f"referrers/{ABSENT}"), ("DELETE", "manifests/1")):
        assert refusal(plane.ask(method, f"/v2/nowhere/{path}")) == (404, "NAME_UNKNOWN"), path
        assert refusal(plane.ask(method, f"/v2/NO_NAME/{path}")) == (400, "NAME_INVALID"), path
        status, headers, body = plane.ask(method, f"/v2/{app}/{path}", Authorization="Basic QVdTOm5vbnNlbnNl")
        assert (status, json.loads(body)["errors"][0]["code"]) == (401, "UNAUTHORIZED")
        assert headers["www-authenticate"].startswith("Basic realm=")
    assert refusal(plane.ask("GET", f"/v2/{app}/tags/list?n=x"))[1] == "UNSUPPORTED"
    assert refusal(plane.ask("POST", f"/v2/{app}/manifests/1"))[1] == "UNSUPPORTED"
    for path in ("/v2", "/v2/"):
        status, headers, _ = plane.ask("GET", path)
        assert (status, headers["docker-distribution-api-version"]) == (200, "registry/2.0")
