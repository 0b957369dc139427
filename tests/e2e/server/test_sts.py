"""STS: who the caller is."""

import re

import pytest

import raw
from expect import refused
from longshore import ACCOUNT

ROOT = f"arn:aws:iam::{ACCOUNT}:root"


def test_the_root_of_the_account_asks(server):
    identity = server.client("sts").get_caller_identity()
    assert (identity["Account"], identity["Arn"], identity["UserId"]) == (ACCOUNT, ROOT, ACCOUNT)
    assert re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", identity["ResponseMetadata"]["RequestId"])


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_presigned_url_says_who_signed_it(server, method):
    url = server.client("sts").generate_presigned_url("get_caller_identity", ExpiresIn=60, HttpMethod=method)
    status, headers, body = raw.send(server, method, url.removeprefix(server.endpoint))
    assert status == 200, body
    assert headers["content-type"].startswith("text/xml")
    assert f"<Arn>{ROOT}</Arn>" in body


def test_a_token_for_kubernetes_works(server):
    """As `aws eks get-token` makes it: presigned, with a signed header that names the cluster."""
    header = {"x-k8s-aws-id": "harbor"}
    path = raw.presigned(server, headers=header)
    status, _, body = raw.send(server, "GET", path, headers=header)
    assert status == 200, body
    status, _, body = raw.send(server, "GET", path, headers={"x-k8s-aws-id": "another"})
    assert status == 403
    assert "<Code>SignatureDoesNotMatch</Code>" in body


def test_what_is_not_built_says_so(server):
    with refused("NotImplemented", "AssumeRole", status=501):
        server.client("sts").assume_role(RoleArn=f"arn:aws:iam::{ACCOUNT}:role/x", RoleSessionName="test")
