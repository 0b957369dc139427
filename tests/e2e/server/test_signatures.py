"""Who is refused, and in which words, by services that speak JSON and services that speak XML."""

import datetime
import json
import re
import xml.etree.ElementTree

import botocore.auth
import pytest
from botocore.credentials import Credentials

import raw
from expect import refused

NEVER_ISSUED = "AKIAAAAAAAAAAAAAAAAA"
BAD_KEYS = {
    # Key id, secret and session token, where the server's own are not taken; the errors in JSON, and in XML.
    "an unknown key": ({"aws_access_key_id": NEVER_ISSUED}, "UnrecognizedClientException", "InvalidClientTokenId"),
    "a wrong secret": ({"aws_secret_access_key": "wrong"}, "InvalidSignatureException", "SignatureDoesNotMatch"),
    "a token nobody gave": ({"aws_session_token": "token"}, "UnrecognizedClientException", "InvalidClientTokenId"),
}


@pytest.mark.parametrize("what", BAD_KEYS)
def test_bad_keys(server, what):
    options, in_json, in_xml = BAD_KEYS[what]
    with refused(in_json):
        server.client("ecs", **options).list_clusters()
    with refused(in_xml, status=403):
        server.client("sts", **options).get_caller_identity()


def test_without_a_signature(server):
    status, headers, body = raw.send(server, "POST", "/", b"{}", raw.ecs_headers("ListClusters"))
    assert status == 400
    assert json.loads(body)["__type"].endswith("MissingAuthenticationTokenException")
    assert headers["x-amzn-requestid"]
    status, _, body = raw.send(server, "POST", "/", raw.IDENTITY, raw.FORM)
    assert status == 403
    document = xml.etree.ElementTree.fromstring(re.sub(' xmlns="[^"]*"', "", body))
    assert document.findtext("Error/Code") == "MissingAuthenticationToken"
    assert document.findtext("RequestId")


@pytest.fixture
def clock(monkeypatch):
    """Lets requests be signed at another time."""

    def set(**ago):
        moment = datetime.datetime.now(datetime.timezone.utc) - datetime.timedelta(**ago)
        monkeypatch.setattr(botocore.auth, "get_current_datetime", lambda: moment)

    return set


def test_an_old_signature(server, clock):
    clock(hours=1)
    with refused("InvalidSignatureException", "expired"):
        server.client("ecs").list_clusters()
    with refused("RequestExpired", "expired"):
        server.client("sts").get_caller_identity()


def test_a_signature_of_the_future(server, clock):
    clock(hours=-1)
    with refused("InvalidSignatureException", "not yet current"):
        server.client("ecs").list_clusters()
    with refused("SignatureDoesNotMatch", "not yet current", status=403):
        server.client("sts").get_caller_identity()


def test_a_clock_that_is_a_little_off_is_fine(server, clock):
    for minutes in (4, -4):
        clock(minutes=minutes)
        server.client("ecs").list_clusters()


def test_an_expired_presigned_url(server, clock):
    clock(minutes=2)
    path = raw.presigned(server, expires=60)
    status, _, body = raw.send(server, "GET", path)
    assert status == 400
    assert "<Code>RequestExpired</Code>" in body
    status, _, _ = raw.send(server, "GET", raw.presigned(server, expires=600))
    assert status == 200


def test_a_body_that_was_changed(server):
    headers = raw.signed(server, b'{"clusters": ["a"]}', raw.ecs_headers("DescribeClusters"), "ecs")
    status, _, body = raw.send(server, "POST", "/", b'{"clusters": ["b"]}', headers)
    assert (status, json.loads(body)["__type"].rpartition("#")[2]) == (400, "InvalidSignatureException")


def test_a_signature_for_another_service(server):
    headers = raw.signed(server, b"{}", raw.ecs_headers("ListClusters"), service="sts")
    status, _, _ = raw.send(server, "POST", "/", b"{}", headers)
    assert 400 <= status < 500


@pytest.mark.parametrize("authorization", ["", "Bearer x", "AWS4-HMAC-SHA256", "AWS4-HMAC-SHA256 Credential=x"])
def test_an_authorization_that_cannot_be_read(server, authorization):
    headers = raw.ecs_headers("ListClusters") | {"Authorization": authorization, "X-Amz-Date": "20260101T000000Z"}
    status, _, body = raw.send(server, "POST", "/", b"{}", headers)
    assert status == 400
    assert json.loads(body)["__type"].rpartition("#")[2] in (
        "IncompleteSignatureException", "MissingAuthenticationTokenException")


def test_a_mismatch_says_what_was_computed(server):
    wrong = Credentials(server.connection["accessKeyId"], "wrong")
    status, answer = raw.ecs_call(server, "ListClusters", credentials=wrong)
    assert status == 400
    message = answer.get("message") or answer["Message"]
    assert "AWS4-HMAC-SHA256" in message
    assert server.connection["secretAccessKey"] not in message
