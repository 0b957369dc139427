"""Requests written by hand, for what no SDK would send: signed by botocore, sent as they are."""

import http.client
import json

from botocore.auth import SigV4Auth, SigV4QueryAuth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

IDENTITY = b"Action=GetCallerIdentity&Version=2011-06-15"
FORM = {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8"}


def keys(connection):
    return Credentials(connection["accessKeyId"], connection["secretAccessKey"])


def signed(server, body=IDENTITY, headers=FORM, service="sts", region="us-east-1", credentials=None, path="/",
           method="POST"):
    """The headers of a signed request."""
    request = AWSRequest(method, server.endpoint + path, headers=dict(headers), data=body)
    SigV4Auth(credentials or keys(server.connection), service, region).add_auth(request)
    return dict(request.headers.items())


def presigned(server, query="Action=GetCallerIdentity&Version=2011-06-15", expires=60, headers=(), credentials=None):
    """A URL that holds its signature, and the headers that must go with it."""
    request = AWSRequest("GET", f"{server.endpoint}/?{query}", headers=dict(headers))
    SigV4QueryAuth(credentials or keys(server.connection), "sts", "us-east-1", expires=expires).add_auth(request)
    return request.url.removeprefix(server.endpoint)


def ecs_headers(operation):
    return {"Content-Type": "application/x-amz-json-1.1", "X-Amz-Target": f"AmazonEC2ContainerServiceV20141113.{operation}"}


def send(server, method, path, body=None, headers=()):
    """Sends one request on a connection of its own; answers status, headers and body."""
    connection = http.client.HTTPConnection(*server.address, timeout=30)
    try:
        connection.request(method, path, body, dict(headers))
        response = connection.getresponse()
        return response.status, dict(response.getheaders()), response.read().decode()
    finally:
        connection.close()


def ecs_call(server, operation, members=None, body=None, headers=(), **options):
    """One signed call of ECS; answers status and the parsed answer."""
    body = json.dumps(members or {}).encode() if body is None else body
    headers = signed(server, body, ecs_headers(operation) | dict(headers), "ecs", **options)
    status, _, answer = send(server, "POST", "/", body, headers)
    return status, json.loads(answer)
