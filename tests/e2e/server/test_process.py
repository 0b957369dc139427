"""The process: starting, stopping, being killed, and the commands beside `up`."""

import json
import os
import re
import socket
import subprocess

import pytest

import longshore
from expect import define, register, tags
from longshore import ACCOUNT, Longshore, run


def fill(server):
    ecs = server.client("ecs")
    ecs.create_cluster(clusterName="harbor", tags=tags(team="quay"))
    define(ecs)
    register(ecs, "harbor")
    ecs.put_account_setting_default(name="containerInsights", value="enhanced")


def contents(server):
    """Everything that `fill` made, as it is answered."""
    ecs = server.client("ecs")
    instances = ecs.list_container_instances(cluster="harbor")["containerInstanceArns"]
    answers = [
        ecs.describe_clusters(clusters=["harbor"], include=["TAGS", "SETTINGS"]),
        ecs.describe_task_definition(taskDefinition="web"),
        ecs.describe_container_instances(cluster="harbor", containerInstances=instances),
        ecs.list_account_settings(effectiveSettings=True),
        server.client("ec2").describe_subnets(),
    ]
    for answer in answers:
        del answer["ResponseMetadata"]
    return answers


def test_a_second_one_on_the_same_directory_is_refused(own_server):
    second = run("up", "--data-dir", own_server.data_dir, "--listen", "127.0.0.1:0", "--profile", "none", "--runtime", "none")
    assert second.returncode == 1
    assert str(own_server.process.pid) in second.stderr
    assert own_server.client("sts").get_caller_identity()["Account"] == ACCOUNT


def test_a_port_that_is_taken(own_server, tmp_path):
    address = "%s:%d" % own_server.address
    second = run("up", "--data-dir", tmp_path / "second", "--listen", address, "--profile", "none", "--runtime", "none")
    assert second.returncode == 1
    assert f"cannot listen on {address}" in second.stderr
    assert "--listen" in second.stderr


def test_sigterm_ends_it_well_and_everything_is_there_again(tmp_path):
    with Longshore(tmp_path) as first:
        fill(first)
        before = contents(first)
        assert first.stop() == 0
    with Longshore(tmp_path) as second:
        assert second.connection["accessKeyId"] == first.connection["accessKeyId"]
        assert contents(second) == before


def test_being_killed_loses_nothing_that_was_acknowledged(tmp_path):
    for number in range(3):
        with Longshore(tmp_path) as server:
            ecs = server.client("ecs")
            assert len(ecs.list_clusters()["clusterArns"]) == 5 * number
            for name in "abcde":
                ecs.create_cluster(clusterName=f"{name}{number}")
            server.kill()
    with Longshore(tmp_path) as server:
        assert len(server.client("ecs").list_clusters()["clusterArns"]) == 15


def test_a_join_token_without_a_cluster_is_for_the_default_one_whether_or_not_it_was_there(own_server):
    for _ in range(2):
        made = run("node", "token", "create", "--data-dir", own_server.data_dir, "--output", "json")
        assert made.returncode == 0, made.stderr
        assert json.loads(made.stdout)["joinToken"]["cluster"].rsplit("/")[-1] == "default"
    arn, = own_server.client("ecs").list_clusters()["clusterArns"]
    assert arn.endswith("cluster/default")
    refused = run("node", "token", "create", "--data-dir", own_server.data_dir, "--cluster", "quay")
    assert refused.returncode == 1 and "aws ecs create-cluster --cluster-name quay" in refused.stderr, refused.stderr


def test_a_page_token_survives_a_restart(tmp_path):
    with Longshore(tmp_path) as server:
        ecs = server.client("ecs")
        for name in "abc":
            ecs.create_cluster(clusterName=name)
        token = ecs.list_clusters(maxResults=1)["nextToken"]
    with Longshore(tmp_path) as server:
        assert len(server.client("ecs").list_clusters(nextToken=token)["clusterArns"]) == 2


def test_open_to_all_is_for_this_machine_only(tmp_path):
    refused = run("up", "--data-dir", tmp_path, "--listen", "0.0.0.0:0", "--auth", "off", "--profile", "none", "--runtime", "none")
    assert refused.returncode == 1
    assert "loopback" in refused.stderr


@pytest.mark.parametrize("options, word", [
    (["--account", "12"], "12 digits"),
    (["--region", "US EAST"], "region"),
    (["--listen", "nowhere"], "--listen"),
    (["--colour", "blue"], "--colour"),
])
def test_options_that_make_no_sense(tmp_path, options, word):
    refused = run("up", "--data-dir", tmp_path, "--profile", "none", "--runtime", "none", *options)
    assert refused.returncode in (1, 2)
    assert word in refused.stderr
    assert "panicked" not in refused.stderr


def test_another_account_and_region(tmp_path):
    with Longshore(tmp_path, "--account", "123456789012", "--region", "eu-west-1") as server:
        assert server.client("sts").get_caller_identity()["Account"] == "123456789012"
        created = server.client("ecs").create_cluster()["cluster"]
        assert created["clusterArn"] == "arn:aws:ecs:eu-west-1:123456789012:cluster/default"


def test_the_greeting_for_programs(tmp_path):
    with Longshore(tmp_path, "--output", "json") as server:
        greeting = json.loads(server.greeting)
        assert greeting["endpoint"] == server.endpoint
        assert (greeting["account"], greeting["region"]) == (ACCOUNT, "us-east-1")
        assert greeting["dataDir"] == str(tmp_path)
        assert greeting["profile"] is None


def test_ipv6(tmp_path):
    try:
        with socket.socket(socket.AF_INET6) as probe:
            probe.bind(("::1", 0))
    except OSError:
        pytest.skip("this machine has no IPv6 loopback")
    with Longshore(tmp_path, listen="[::1]:0") as server:
        assert server.endpoint.startswith("http://[::1]:")
        assert server.client("sts").get_caller_identity()["Account"] == ACCOUNT


def test_the_profile_is_written_for_the_aws_cli(tmp_path):
    aws = tmp_path / ".aws"
    aws.mkdir()
    (aws / "config").write_text("[default]\nregion = us-west-2\n")
    with Longshore(tmp_path / "data", profile="longshore", env=longshore.clean_environment(tmp_path)) as server:
        config, credentials = (aws / "config").read_text(), (aws / "credentials").read_text()
        assert config.startswith("[default]\nregion = us-west-2\n")
        assert f"[profile longshore]\nregion = us-east-1\nendpoint_url = {server.endpoint}\n" in config
        assert server.connection["secretAccessKey"] in credentials
        assert (aws / "credentials").stat().st_mode & 0o077 == 0


def test_secrets_are_for_their_owner_only(own_server):
    for path in own_server.data_dir.rglob("*"):
        if path.is_file() and own_server.connection["secretAccessKey"].encode() in path.read_bytes():
            reachable = [part for part in (path, *path.parents) if part.is_relative_to(own_server.data_dir)]
            assert any(part.stat().st_mode & 0o077 == 0 for part in reachable), path


def test_healthz(server):
    status, _, body = server.get("/healthz")
    assert (status, body) == (200, "ok\n")


METRIC = re.compile(r'^(?P<name>[a-z_]+)(?:\{(?P<labels>[^}]*)\})? (?P<value>[0-9.eE+-]+|\+Inf|NaN)$')


def samples(page):
    """Every sample of an OpenMetrics page, by name and labels; fails where a line is none."""
    lines = page.splitlines()
    assert lines[-1] == "# EOF"
    found = {}
    for line in lines[:-1]:
        if line.startswith("#"):
            assert line.split()[1] in ("HELP", "TYPE", "UNIT"), line
            continue
        match = METRIC.match(line)
        assert match, line
        labels = frozenset(re.findall(r'([a-z]+)="([^"]*)"', match["labels"] or ""))
        assert (match["name"], labels) not in found, line
        found[match["name"], labels] = float(match["value"])
    return found


def test_metrics(own_server):
    ecs = own_server.client("ecs")
    ecs.create_cluster()
    ecs.list_clusters()
    ecs.list_clusters()
    status, headers, page = own_server.get("/metrics")
    assert status == 200
    assert headers["content-type"].startswith("application/openmetrics-text")
    found = samples(page)
    listed = frozenset({("service", "ecs"), ("operation", "ListClusters")})
    assert found["longshore_api_requests_total", listed | {("status", "200")}] == 2
    assert found["longshore_api_request_seconds_count", listed] == 2
    assert found["longshore_state_position", frozenset()] >= 1
    rows = {dict(labels)["table"]: value for (name, labels), value in found.items() if name == "longshore_state_rows"}
    assert rows["cluster"] == 1


def test_strangers_make_up_no_metrics(own_server):
    for path in ("/a", "/b?Action=Nonsense", "/c"):
        own_server.get(path)
    names = {dict(labels).get("operation") for _, labels in samples(own_server.get("/metrics")[2])}
    assert not {name for name in names if name and "Nonsense" in name}


def test_every_request_has_a_log_line_with_its_id(own_server):
    answer = own_server.client("ecs").list_clusters()
    id = answer["ResponseMetadata"]["RequestId"]
    line, = [line for line in own_server.log_lines() if line.get("request_id") == id]
    assert (line["service"], line["operation"], line["status"]) == ("ecs", "ListClusters", 200)
    assert line["level"] == "DEBUG"
    assert line["timestamp"]
    assert own_server.connection["secretAccessKey"] not in own_server.log.read_text()


def test_env_in_a_shell(own_server):
    script = f'eval "$({longshore.BINARY} env --data-dir "$1")" && env'
    done = subprocess.run(
        ["sh", "-c", script, "sh", own_server.data_dir], capture_output=True, text=True, check=True,
        env=longshore.clean_environment())
    shell = dict(line.split("=", 1) for line in done.stdout.splitlines() if line.startswith("AWS_"))
    said = own_server.variables()
    assert said.items() <= shell.items()
    assert shell["AWS_ENDPOINT_URL"] == own_server.endpoint
    assert shell["AWS_SECRET_ACCESS_KEY"] == own_server.connection["secretAccessKey"]


def test_env_before_there_is_anything(tmp_path):
    nothing = run("env", "--data-dir", tmp_path / "nothing")
    assert nothing.returncode == 1
    assert "longshore up" in nothing.stderr
    assert nothing.stdout == ""


def test_coverage_counts_what_is_served():
    services = {row["service"]: row for row in json.loads(run("api", "coverage", "--output", "json").stdout)["services"]}
    for name in ("ecs", "ec2", "sts"):
        listed = json.loads(run("api", "coverage", name, "--output", "json").stdout)
        served = [row["operation"] for row in listed["operations"] if row["served"]]
        assert len(served) == services[name]["served"] > 0
        assert len(listed["operations"]) == services[name]["known"] >= len(served)
    assert "CreateCluster" in run("api", "coverage", "ecs").stdout
    unknown = run("api", "coverage", "sqs2")
    assert unknown.returncode == 1
    assert "ecs" in unknown.stderr


def test_backup_and_restore(tmp_path):
    old, new, file = tmp_path / "old", tmp_path / "new", tmp_path / "backup"
    with Longshore(old) as server:
        fill(server)
        before = contents(server)
    checked = run("state", "check", "--data-dir", old, "--output", "json")
    assert checked.returncode == 0, checked.stderr
    report = json.loads(checked.stdout)
    assert report["sound"] is True and report["problems"] == []
    rows = {table["table"]: table["rows"] for table in report["tables"]}
    assert rows["cluster"] == 1
    made = run("state", "backup", file, "--data-dir", old, "--output", "json")
    assert made.returncode == 0, made.stderr
    assert json.loads(made.stdout)["rows"] == sum(rows.values())
    again = run("state", "backup", file, "--data-dir", old)
    assert again.returncode == 1, "a backup is never written over"
    restored = run("state", "restore", file, "--data-dir", new, "--output", "json")
    assert restored.returncode == 0, restored.stderr
    over = run("state", "restore", file, "--data-dir", new)
    assert over.returncode == 1, "a state is never written over"
    with Longshore(new) as server:
        assert contents(server) == before
    assert "is whole" in run("state", "check", "--data-dir", new).stdout


def test_a_backup_is_for_its_owner_only(tmp_path):
    with Longshore(tmp_path / "data"):
        pass
    file = tmp_path / "backup"
    assert run("state", "backup", file, "--data-dir", tmp_path / "data").returncode == 0
    assert file.stat().st_mode & 0o077 == 0, "it holds secret keys"


def test_a_damaged_backup_is_refused(tmp_path):
    with Longshore(tmp_path / "data") as server:
        fill(server)
    file = tmp_path / "backup"
    assert run("state", "backup", file, "--data-dir", tmp_path / "data").returncode == 0
    damaged = bytearray(file.read_bytes())
    damaged[len(damaged) // 2] ^= 1
    file.write_bytes(damaged)
    refused = run("state", "restore", file, "--data-dir", tmp_path / "new")
    assert refused.returncode == 1
    assert "panicked" not in refused.stderr


def test_a_damaged_state_is_found_and_not_served(tmp_path):
    with Longshore(tmp_path) as server:
        fill(server)
    largest = max((path for path in (tmp_path / "state").rglob("*") if path.is_file()), key=os.path.getsize)
    content = bytearray(largest.read_bytes())
    # Somewhere among what was written, whatever the form of the file.
    written = [place for place, byte in enumerate(content) if byte]
    content[written[len(written) // 2]] ^= 0xFF
    largest.write_bytes(content)
    checked = run("state", "check", "--data-dir", tmp_path)
    assert checked.returncode == 1, checked.stdout
    started = run("up", "--data-dir", tmp_path, "--listen", "127.0.0.1:0", "--profile", "none", "--runtime", "none")
    assert started.returncode == 1
    assert "panicked" not in checked.stderr + started.stderr


def test_the_state_of_nothing(tmp_path):
    checked = run("state", "check", "--data-dir", tmp_path / "nothing")
    assert checked.returncode == 1
    assert "nothing" in checked.stderr


def test_help_and_version():
    for arguments in (["--help"], ["up", "--help"], ["state", "check", "--help"]):
        done = run(*arguments)
        assert done.returncode == 0 and done.stdout.strip(), arguments
    assert re.fullmatch(r"longshore \d+\.\d+\.\d+\n", run("--version").stdout)
