"""A Longshore of a test's own: started on a free port, reached by real clients, stopped at the end.

Tests that share a server are kept apart by regions (see `region` in conftest.py): nothing is shared between
two regions of an account, so a region that nobody has used is an empty installation.
"""

import http.client
import json
import os
import pathlib
import signal
import subprocess
import urllib.parse

import boto3
import botocore.config

BINARY = pathlib.Path(os.environ.get("LONGSHORE_BIN", ""))
ACCOUNT = "000000000000"
STOP_SECONDS = 20
# Variables that would lead a client, or the server, away from what the test says.
FOREIGN_VARIABLES = ("AWS_", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy",
                     "LONGSHORE_DATA_DIR", "XDG_DATA_HOME", "TF_")

_session = boto3.Session(aws_access_key_id="unused", aws_secret_access_key="unused", region_name="us-east-1")


def clean_environment(home=None, **more):
    """The environment without anything that points elsewhere, and with a home of the test's own."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(FOREIGN_VARIABLES)}
    if home is not None:
        kept["HOME"] = str(home)
    return kept | {"AWS_EC2_METADATA_DISABLED": "true", "AWS_PAGER": ""} | more


def run(*arguments, **options):
    """Runs the binary to its end, and answers what it said."""
    options = {"capture_output": True, "text": True, "timeout": 60, "env": clean_environment()} | options
    return subprocess.run([BINARY, *map(str, arguments)], **options)


def logs(data_dir, arn, *options):
    """What `longshore logs` prints of a task; nothing before its containers have begun."""
    read = run("logs", "--data-dir", data_dir, arn, *options)
    if any(f"the task is {status}" in read.stderr for status in ("PROVISIONING", "PENDING", "ACTIVATING")):
        return ""
    assert read.returncode == 0, read.stderr
    return read.stdout


def client(service, connection, region=None, **options):
    """A boto3 client that tries once, so that a test sees the first answer."""
    config = options.pop("config", botocore.config.Config())
    config = botocore.config.Config(retries={"total_max_attempts": 1}).merge(config)
    keys = {"aws_access_key_id": connection["accessKeyId"], "aws_secret_access_key": connection["secretAccessKey"]}
    if connection.get("caBundle"):
        keys["verify"] = connection["caBundle"]
    return _session.client(
        service, endpoint_url=connection["endpoint"], region_name=region or connection["region"], config=config,
        **keys | options)


class Longshore:
    """A running server. Use it as a context."""

    def __init__(self, data_dir, *options, listen="127.0.0.1:0", profile="none", runtime="none", env=None):
        self.data_dir = pathlib.Path(data_dir)
        self.data_dir.mkdir(parents=True, exist_ok=True)
        self.log = self.data_dir / "server.log"
        self.command = [BINARY, "up", "--data-dir", self.data_dir, "--listen", listen, "--profile", profile,
                        "--runtime", runtime, "--log-format", "json", "--log-level", "debug", *options]
        self.env = env or clean_environment()

    def __enter__(self):
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                list(map(str, self.command)), stdout=subprocess.PIPE, stderr=log, stdin=subprocess.DEVNULL,
                env=self.env)
        # The greeting comes when the server answers; a server that could not start ends its output.
        self.greeting = self.process.stdout.readline()
        if not self.greeting:
            self.process.wait()
            raise AssertionError(f"Longshore did not start:\n{self.log.read_text()}")
        self.connection = json.loads((self.data_dir / "connection.json").read_text())
        return self

    def __exit__(self, *_):
        if self.process.poll() is None:
            assert self.stop() == 0

    def stop(self):
        """Ends it as a service manager does, and answers its exit code."""
        self.process.send_signal(signal.SIGTERM)
        try:
            return self.process.wait(STOP_SECONDS)
        finally:
            self.kill()

    def kill(self):
        self.process.kill()
        self.process.wait()
        self.process.stdout.close()

    @property
    def endpoint(self):
        return self.connection["endpoint"]

    @property
    def address(self):
        """Host and port."""
        parts = urllib.parse.urlsplit(self.endpoint)
        return parts.hostname, parts.port

    def client(self, service, region=None, **options):
        return client(service, self.connection, region, **options)

    def get(self, path):
        """An unsigned GET of one of the server's own pages."""
        connection = http.client.HTTPConnection(*self.address, timeout=30)
        try:
            connection.request("GET", path)
            response = connection.getresponse()
            return response.status, dict(response.getheaders()), response.read().decode()
        finally:
            connection.close()

    def log_lines(self):
        # The last one may not be written to its end yet.
        lines = self.log.read_text().splitlines(keepends=True)
        return [json.loads(line) for line in lines if line.endswith("\n")]

    def warnings(self):
        return [line["message"] for line in self.log_lines() if line["level"] in ("WARN", "ERROR")]

    def variables(self):
        """What points a client at this server, as `longshore env` says it."""
        answer = run("env", "--data-dir", self.data_dir, "--output", "json")
        assert answer.returncode == 0, answer.stderr
        return json.loads(answer.stdout)
