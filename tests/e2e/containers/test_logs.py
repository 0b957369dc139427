"""What containers print, read again with `longshore logs`."""

import json
import subprocess
import time

from longshore import BINARY, clean_environment, run
from machine import until


def test_lines_are_kept_in_order_and_read_after_the_end(node):
    arn = node.start({"command": ["sh", "-c", "for i in $(seq 200); do echo line $i; done; echo error >&2"]})
    node.stopped(arn)
    lines = node.logs(arn).splitlines()
    assert [line for line in lines if line != "error"] == [f"line {number}" for number in range(1, 201)]
    assert "error" in lines
    assert node.logs(arn, "--tail", "2").splitlines() == lines[-2:]


def test_lines_as_json_say_when_and_where(node):
    arn = node.start({"command": ["sh", "-c", "echo out; echo err >&2"]})
    node.stopped(arn)
    lines = [json.loads(line) for line in node.logs(arn, "--output", "json").splitlines()]
    assert sorted((line["container"], line["stream"], line["log"]) for line in lines) == [
        ("main", "stderr", "err"), ("main", "stdout", "out")]


def test_following_shows_lines_as_they_come_and_ends_with_the_task(node):
    arn = node.start({"command": ["sh", "-c", "for i in 1 2 3; do echo tick $i; sleep 0.3; done"]})
    read = subprocess.run([BINARY, "logs", "--data-dir", node.data_dir, "--follow", arn], capture_output=True, text=True,
                          timeout=30, env=clean_environment())
    assert read.stdout.splitlines() == ["tick 1", "tick 2", "tick 3"], read.stderr


def test_following_picks_up_containers_that_start_later(node):
    arn = node.start(
        {"name": "first", "essential": False, "command": ["sh", "-c", "echo early; sleep 0.5"]},
        {"command": ["sh", "-c", "echo late; sleep 0.5; echo last"],
         "dependsOn": [{"containerName": "first", "condition": "SUCCESS"}]})
    read = run("logs", "--data-dir", node.data_dir, "--follow", arn)
    assert (read.returncode, read.stderr) == (0, "")
    assert read.stdout.splitlines() == ["first | early", "main | late", "main | last"]


def test_a_task_that_never_started_says_why_it_has_no_log(node):
    arn = node.start({"image": "127.0.0.1:1/nowhere:1"})
    reason = node.stopped(arn, 90)["stoppedReason"]
    for options in ((), ("--follow",)):
        read = run("logs", "--data-dir", node.data_dir, arn, *options)
        assert read.returncode == 1 and read.stdout == "", read
        assert "no log is kept" in read.stderr and reason in read.stderr, read.stderr


def test_a_container_that_the_task_does_not_have_is_said(node):
    arn = node.start({"command": ["true"]})
    node.stopped(arn)
    read = run("logs", "--data-dir", node.data_dir, arn, "--container", "web")
    assert read.returncode == 1 and "no container web; it has main" in read.stderr, read.stderr


def test_a_dead_target_does_not_stop_a_container_that_does_not_block(node):
    arn = node.start({"command": ["sh", "-c", "for i in $(seq 20000); do echo line $i; done; echo finished"], "logConfiguration": {
        "logDriver": "fluentd", "options": {"fluentd-address": "127.0.0.1:9", "fluentd-async": "true", "mode": "non-blocking", "max-buffer-size": "1m"}}})
    task = node.stopped(arn)
    assert task["containers"][0]["exitCode"] == 0
    assert "finished" in node.logs(arn)
