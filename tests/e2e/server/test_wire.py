"""The wire: connections, encodings and protocols as real clients use them."""

import concurrent.futures
import contextlib
import gzip
import http.client
import json
import shutil
import socket
import ssl
import subprocess

import botocore.config
import botocore.exceptions
import h2.config
import h2.connection
import h2.events
import pytest

import longshore
import raw


@contextlib.contextmanager
def one_connection(server):
    connection = http.client.HTTPConnection(*server.address, timeout=30)
    connection.connect()
    try:
        yield connection
    finally:
        connection.close()


def test_one_connection_serves_many_requests(server):
    with one_connection(server) as connection:
        port = connection.sock.getsockname()
        for _ in range(20):
            connection.request("POST", "/", raw.IDENTITY, raw.signed(server))
            response = connection.getresponse()
            assert response.status == 200
            assert b"GetCallerIdentityResponse" in response.read()
            assert connection.sock.getsockname() == port


def test_a_refused_request_leaves_the_connection_open(server):
    with one_connection(server) as connection:
        for body, expected in ((b"{", 400), (b'{"clusters": 7}', 400), (b"{}", 200)):
            headers = raw.signed(server, body, raw.ecs_headers("DescribeClusters"), "ecs")
            connection.request("POST", "/", body, headers)
            response = connection.getresponse()
            assert (response.status, response.read()[:1]) == (expected, b"{")


def test_a_body_is_sent_when_the_server_says_so(server):
    body = b"{}"
    headers = raw.signed(server, body, raw.ecs_headers("ListClusters"), "ecs") | {
        "Expect": "100-continue", "Content-Length": str(len(body)), "Host": "%s:%d" % server.address}
    with socket.create_connection(server.address, timeout=30) as stream, stream.makefile("rb") as answer:
        head = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        stream.sendall(f"POST / HTTP/1.1\r\n{head}\r\n".encode())
        assert answer.readline().startswith(b"HTTP/1.1 100")
        assert answer.readline() == b"\r\n"
        stream.sendall(body)
        assert answer.readline().startswith(b"HTTP/1.1 200")


def test_a_chunked_body(server):
    body = json.dumps({"clusters": ["a" * 5000]}).encode()
    headers = raw.signed(server, body, raw.ecs_headers("DescribeClusters"), "ecs")
    with one_connection(server) as connection:
        parts = iter([body[:100], body[100:]])
        connection.request("POST", "/", parts, headers, encode_chunked=True)
        response = connection.getresponse()
        assert response.status == 200
        assert json.load(response)["failures"]


def test_a_compressed_body(server):
    plain = json.dumps({"clusters": ["harbor"] * 100}).encode()
    status, answer = raw.ecs_call(
        server, "DescribeClusters", body=gzip.compress(plain), headers={"Content-Encoding": "gzip"})
    assert status == 200
    assert len(answer["failures"]) == 100
    status, _ = raw.ecs_call(server, "DescribeClusters", body=b"not gzip", headers={"Content-Encoding": "gzip"})
    assert status == 400
    status, _ = raw.ecs_call(server, "DescribeClusters", body=plain, headers={"Content-Encoding": "br"})
    assert status == 415


def test_a_compressed_body_that_grows_too_large(server):
    body = gzip.compress(b" " * (64 * 1024 * 1024))
    status, answer = raw.ecs_call(server, "ListClusters", body=body, headers={"Content-Encoding": "gzip"})
    assert status == 413, answer


def test_a_body_that_is_too_large(server):
    body = b" " * (1024 * 1024 + 1)
    headers = raw.signed(server, body, raw.ecs_headers("ListClusters"), "ecs")
    # The server may answer and hang up before everything is sent.
    with contextlib.suppress(BrokenPipeError, ConnectionResetError):
        status, _, _ = raw.send(server, "POST", "/", body, headers)
        assert status == 413


@pytest.mark.parametrize("body", [b"", b"[", b"[]", b"null", b"7", b'{"clusters": {}}', b'{"include": [1]}', b"\xff\xfe"])
def test_bodies_that_cannot_be_read_are_the_clients_fault(server, body):
    status, answer = raw.ecs_call(server, "DescribeClusters", body=body)
    assert status in (200, 400), answer
    if status == 400:
        assert answer["__type"]


def test_members_that_are_not_known_are_passed_over(server):
    status, answer = raw.ecs_call(server, "DescribeClusters", {"clusters": ["x"], "novelty": {"deep": [1, {}]}})
    assert status == 200
    assert len(answer["failures"]) == 1


def test_operations_that_do_not_exist(server):
    status, answer = raw.ecs_call(server, "LaunchRocket")
    assert (status, answer["__type"].rpartition("#")[2]) == (404, "UnknownOperationException")
    body = b"Action=LaunchRocket&Version=2011-06-15"
    status, _, answer = raw.send(server, "POST", "/", body, raw.signed(server, body))
    assert status in (400, 404)
    assert "<Code>InvalidAction</Code>" in answer


def test_a_browser_gets_an_error_and_no_page(server):
    status, headers, _ = server.get("/")
    assert 400 <= status < 500
    assert "html" not in headers.get("content-type", "")


def test_every_error_has_a_request_id(server, ecs):
    with pytest.raises(botocore.exceptions.ClientError) as caught:
        ecs.delete_cluster(cluster="gone")
    assert len(caught.value.response["ResponseMetadata"]["RequestId"]) == 36


def test_http2_without_encryption(server):
    """The package speaks HTTP/2 from the first byte, as an SDK told to would."""
    body = raw.IDENTITY
    headers = {name.lower(): value for name, value in raw.signed(server).items()}
    authority = "%s:%d" % server.address
    with socket.create_connection(server.address, timeout=30) as stream:
        speaker = h2.connection.H2Connection(h2.config.H2Configuration(header_encoding="utf-8"))
        speaker.initiate_connection()
        # Two requests at once on one connection.
        for number in (1, 3):
            speaker.send_headers(number, [
                (":method", "POST"), (":scheme", "http"), (":path", "/"), (":authority", authority), *headers.items()])
            speaker.send_data(number, body, end_stream=True)
        stream.sendall(speaker.data_to_send())
        answers = {1: [None, b""], 3: [None, b""]}
        ended = set()
        while len(ended) < 2:
            received = stream.recv(65536)
            assert received, "the server hung up"
            for event in speaker.receive_data(received):
                if isinstance(event, h2.events.ResponseReceived):
                    answers[event.stream_id][0] = dict(event.headers)[":status"]
                elif isinstance(event, h2.events.DataReceived):
                    answers[event.stream_id][1] += event.data
                elif isinstance(event, h2.events.StreamEnded):
                    ended.add(event.stream_id)
            stream.sendall(speaker.data_to_send())
    for status, answer in answers.values():
        assert status == "200"
        assert b"GetCallerIdentityResponse" in answer


def curl_speaks_http2():
    curl = shutil.which("curl")
    return curl and "HTTP2" in subprocess.run([curl, "--version"], capture_output=True, text=True).stdout


@pytest.mark.skipif(not curl_speaks_http2(), reason="there is no curl with HTTP/2 on the PATH")
def test_curl_speaks_http2(server):
    command = ["curl", "--silent", "--http2-prior-knowledge", "--noproxy", "*", "--write-out", "%{http_version} %{http_code}",
               f"{server.endpoint}/healthz"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=30)
    assert done.stdout == "ok\n2 200", done.stderr


@pytest.fixture(scope="module")
def encrypted(tmp_path_factory):
    with longshore.Longshore(tmp_path_factory.mktemp("tls"), "--tls") as server:
        yield server


def test_https_with_the_servers_own_certificate(encrypted, monkeypatch):
    assert encrypted.endpoint.startswith("https://127.0.0.1:")
    assert encrypted.client("sts").get_caller_identity()["Account"] == longshore.ACCOUNT
    # As a shell after `eval "$(longshore env)"` has it.
    variables = encrypted.variables()
    assert variables["AWS_CA_BUNDLE"] == encrypted.connection["caBundle"]
    monkeypatch.setenv("AWS_CA_BUNDLE", variables["AWS_CA_BUNDLE"])
    assert encrypted.client("ecs", verify=None).list_clusters()["clusterArns"] == []


def test_https_is_refused_by_who_does_not_trust_it(encrypted):
    with pytest.raises(botocore.exceptions.SSLError):
        encrypted.client("sts", verify=True).get_caller_identity()


def test_https_offers_http2(encrypted):
    context = ssl.create_default_context(cafile=encrypted.connection["caBundle"])
    context.set_alpn_protocols(["h2", "http/1.1"])
    with socket.create_connection(encrypted.address, timeout=30) as stream:
        with context.wrap_socket(stream, server_hostname="127.0.0.1") as secure:
            assert secure.selected_alpn_protocol() == "h2"
            assert secure.version() in ("TLSv1.2", "TLSv1.3")


def test_plain_http_to_an_encrypted_port_harms_nobody(encrypted):
    with contextlib.suppress(http.client.HTTPException, OSError):
        encrypted.get("/healthz")
    assert encrypted.client("sts").get_caller_identity()


def test_a_client_that_hangs_up_harms_nobody(server):
    for part in (b"", b"POST / HT", b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"):
        with socket.create_connection(server.address, timeout=30) as stream:
            stream.sendall(part)
    assert server.get("/healthz")[0] == 200


def test_many_at_once(server):
    """More requests under way than botocore keeps connections for."""
    sts = server.client("sts", config=botocore.config.Config(max_pool_connections=32))
    with concurrent.futures.ThreadPoolExecutor(32) as pool:
        answers = list(pool.map(lambda _: sts.get_caller_identity()["Account"], range(200)))
    assert answers == [longshore.ACCOUNT] * 200
