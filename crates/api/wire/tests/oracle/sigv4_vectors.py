#!/usr/bin/env python3
"""Writes sigv4_vectors.json: requests as botocore signs them and puts them on the wire.

Run it by hand after adding a case; needs botocore. The output depends on the cases below only:
    python3 sigv4_vectors.py > sigv4_vectors.json
"""

import datetime
import io
import json
import sys
from types import SimpleNamespace
from urllib.parse import urlsplit

from botocore import auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials
from botocore.httpchecksum import AwsChunkedWrapper, Crc32Checksum

NOW = datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=datetime.timezone.utc)
SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
TOKEN = "IQoJb3JpZ2luX2VjEXAMPLE//////////wEaCXVzLWVhc3QtMSJHMEUCIQ+/=="
JSON_11 = "application/x-amz-json-1.1"
FORM = "application/x-www-form-urlencoded; charset=utf-8"

auth.get_current_datetime = lambda *_, **__: NOW


def vector(name, method="POST", url="https://ecs.us-east-1.amazonaws.com/", headers=(), body=b"", params=None,
           service="ecs", region="us-east-1", token=None, signer=auth.SigV4Auth, expires=None, context=None):
    credentials = Credentials("AKIDEXAMPLE", SECRET, token)
    request = AWSRequest(method=method, url=url, data=body, headers=dict(headers), params=params)
    request.context.update(context or {})
    options = {} if expires is None else {"expires": expires}
    signer(credentials, service, region, **options).add_auth(request)
    sent = request.prepare()
    split = urlsplit(sent.url)
    wire = [["Host", auth._host_from_url(sent.url)]]
    for key, value in sent.headers.items():
        wire.append([key, value.decode() if isinstance(value, bytes) else str(value)])
    target = (split.path or "/") + ("?" + split.query if split.query else "")
    sent_body = (context or {}).get("wire_body", sent.body or b"")
    if isinstance(sent_body, str):
        sent_body = sent_body.encode()
    return {"name": name, "method": method, "target": target, "headers": wire, "body_hex": sent_body.hex(),
            "service": service, "region": region, "token": token, "presigned": expires is not None,
            "payload_hex": (body if isinstance(body, bytes) else body.encode()).hex()}


def json_calls():
    for name, operation, body in [
        ("list clusters", "ListClusters", b"{}"),
        ("run task", "RunTask", b'{"cluster":"default","taskDefinition":"web:3","count":2}'),
        ("unicode body", "CreateCluster", '{"clusterName":"gr\u00fc\u00df-\u1234"}'.encode()),
        ("a kilobyte", "RegisterTaskDefinition", b'{"family":"' + b"x" * 1000 + b'"}'),
        ("binary body", "Any", bytes(range(256))),
    ]:
        target = {"X-Amz-Target": "AmazonEC2ContainerServiceV20141113." + operation, "Content-Type": JSON_11}
        yield vector(name, headers=target, body=body)
        yield vector(name + ", with a token", headers=target, body=body, token=TOKEN)
    target = {"X-Amz-Target": "Logs_20140328.PutLogEvents", "Content-Type": JSON_11}
    yield vector("another service and region", url="https://logs.eu-central-1.amazonaws.com/", headers=target,
                 body=b"{}", service="logs", region="eu-central-1")
    yield vector("a port", url="http://localhost:4566/", headers=target, body=b"{}")
    yield vector("the default port", url="http://localhost:80/", headers=target, body=b"{}")
    yield vector("an ipv6 host", url="http://[::1]:4566/", headers=target, body=b"{}")
    yield vector("a capital host", url="https://ECS.Example.COM/", headers=target, body=b"{}")
    yield vector("a Date header", headers={"Date": "yesterday", **target}, body=b"{}")
    yield vector("unsigned companions", body=b"{}", headers={
        "User-Agent": "aws-cli/2", "X-Amzn-Trace-Id": "Root=1", "Expect": "100-continue", **target})
    yield vector("header spaces", body=b"{}", headers={"X-Note": "  a   b\tc  ", "X-Empty": "", **target})
    yield vector("sdk headers", body=b"{}", headers={
        "amz-sdk-invocation-id": "0b5e", "amz-sdk-request": "attempt=1", "X-Amz-User-Agent": "x/1", **target})
    yield vector("unsigned payload", body=b'{"any":1}', headers=target,
                 context={"payload_signing_enabled": False})
    yield vector("a stated hash", body=b"{}", headers={
        "X-Amz-Content-SHA256": "44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a", **target})


def query_calls():
    url = "https://iam.amazonaws.com/"
    for name, body in [
        ("list users", "Action=ListUsers&Version=2010-05-08"),
        ("reserved characters", "Action=GetUser&UserName=a%2Bb%3Dc%40d&Version=2010-05-08"),
        ("an empty body", ""),
    ]:
        yield vector("form: " + name, url=url, headers={"Content-Type": FORM}, body=body, service="iam")
    for name, params in [
        ("plain", {"Action": "ListUsers", "Version": "2010-05-08"}),
        ("space", {"a": "x y"}),
        ("reserved", {"a": "+/=&?#%", "b:c": "d;e,f"}),
        ("unreserved", {"a": "-_.~AZaz09"}),
        ("unicode", {"\u1234": "\u00fc", "a": "\U0001f600"}),
        ("an empty value", {"a": "", "b": "c"}),
        ("case order", {"b": "1", "B": "2", "a": "3", "A": "4", "a-b": "5", "a.b": "6"}),
        ("stars and quotes", {"a": "*'()!\"<>[]{}|\\^`"}),
        ("a line end", {"a": "one\ntwo\r\nthree\tfour"}),
    ]:
        yield vector("params: " + name, method="GET", url=url, params=params, service="iam")
    for name, query in [
        ("repeated names", "a=2&a=1&a=10&a="),
        ("no values", "acl&b&c="),
        ("an equals sign in the value", "a=b%3Dc&a=b%3Db"),
        ("a prefix of another", "foo=1&foo-bar=2&foo.bar=3&fo=4"),
    ]:
        yield vector("query: " + name, method="GET", url=url + "?" + query, service="iam")


def paths():
    for name, path in [
        ("plain", "/v1/clusters"), ("a trailing slash", "/v1/clusters/"), ("none", ""), ("dots", "/a/./b/../c"),
        ("above the root", "/../../a"), ("double slashes", "//a///b//"), ("a space", "/a%20b"),
        ("an arn", "/tags/arn%3Aaws%3Aecs%3Aus-east-1%3A123456789012%3Acluster%2Fdefault"),
        ("unicode", "/caf%C3%A9/%E1%88%B4"), ("reserved", "/a:b@c$d,e;f=g+h!i*j'k(l)"), ("tilde", "/~a/-_."),
        ("lowercase escapes", "/a%2fb%c3%a9"), ("a percent sign", "/100%25"),
    ]:
        yield vector("path: " + name, method="GET", url="https://example.com" + path, service="execute-api")


def s3():
    url = "https://examplebucket.s3.amazonaws.com"
    kept = {"service": "s3", "signer": auth.S3SigV4Auth}
    config = SimpleNamespace(s3={"payload_signing_enabled": False})
    for name, path in [
        ("plain", "/key"), ("a space", "/a%20b"), ("dots", "/a/../b/./c"), ("double slashes", "//a//"),
        ("unicode", "/caf%C3%A9"), ("plus and equals", "/a%2Bb%3Dc"), ("tilde", "/~key"),
    ]:
        yield vector("s3 path: " + name, method="GET", url=url + path, **kept)
    yield vector("s3 put", method="PUT", url=url + "/key", body=b"Welcome", **kept)
    yield vector("s3 put with a token", method="PUT", url=url + "/key", body=b"Welcome", token=TOKEN, **kept)
    yield vector("s3 unsigned payload", method="PUT", url=url + "/key", body=b"Welcome",
                 context={"client_config": config}, **kept)
    yield vector("s3 subresource", method="GET", url=url + "/?lifecycle", **kept)
    for name, data, size in [("short", b"Welcome", 64), ("several chunks", b"abc" * 1000, 1024), ("empty", b"", 64)]:
        wrapper = AwsChunkedWrapper(io.BytesIO(data), Crc32Checksum, "x-amz-checksum-crc32", chunk_size=size)
        headers = {"Content-Encoding": "aws-chunked", "X-Amz-Trailer": "x-amz-checksum-crc32",
                   "X-Amz-Decoded-Content-Length": str(len(data)), "Transfer-Encoding": "chunked"}
        yield vector("s3 unsigned trailer: " + name, method="PUT", url=url + "/key", body=data, headers=headers,
                     context={"checksum": {"request_algorithm": {"in": "trailer"}}, "wire_body": wrapper.read()},
                     **kept)


def presigned():
    for name, options in [
        ("plain", {"method": "GET", "url": "https://ecs.us-east-1.amazonaws.com/"}),
        ("one second", {"method": "GET", "expires": 1}),
        ("a week", {"method": "GET", "expires": 604800}),
        ("a token", {"method": "GET", "token": TOKEN}),
        ("sts", {"method": "GET", "service": "sts", "token": TOKEN, "headers": {"x-k8s-aws-id": "blue"},
                 "url": "https://sts.amazonaws.com/?Action=GetCallerIdentity&Version=2011-06-15"}),
        ("other parameters", {"method": "GET", "url": "https://example.com/a%20b?z=%2B&a=1%202&empty="}),
        ("a form", {"method": "POST", "body": {"Action": "ListUsers", "Name": "a b"}, "service": "iam"}),
    ]:
        options = {"expires": 900, "signer": auth.SigV4QueryAuth, **options}
        body = options.pop("body", b"")
        if isinstance(body, dict):
            options["headers"] = {"Content-Type": FORM}
            body = json.dumps(body).encode()
            made = vector("presigned: " + name, body=body, **options)
            made["payload_hex"] = ""
            yield made
        else:
            yield vector("presigned: " + name, body=body, **options)
    for name, path in [("plain", "/key"), ("odd path", "/a//b/../c%20d"), ("subresource", "/?acl")]:
        yield vector("s3 presigned: " + name, method="GET", url="https://examplebucket.s3.amazonaws.com" + path,
                     service="s3", signer=auth.S3SigV4QueryAuth, expires=86400)


def main():
    vectors = [*json_calls(), *query_calls(), *paths(), *s3(), *presigned()]
    document = {"access_key_id": "AKIDEXAMPLE", "secret_access_key": SECRET, "now": int(NOW.timestamp()),
                "vectors": vectors}
    json.dump(document, sys.stdout, indent=1)
    sys.stdout.write("\n")


main()
