"""The first five minutes: `longshore demo`, as somebody new types it, and `longshore ps`."""

import json
import os
import signal
import subprocess

from longshore import BINARY, clean_environment, run
from machine import Leftovers, container_of, until

DEMO_SECONDS = 90


def demo(data_dir, *options):
    done = run("demo", "--data-dir", data_dir, *options, timeout=DEMO_SECONDS)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_demo_shows_all_that_it_promises_and_leaves_nothing(tmp_path):
    told = json.loads(demo(tmp_path / "data", "--output", "json"))
    assert told["failed"] == 0 and told["requests"] > 0
    assert told["answeredByVersion"]["2"] >= 3
    assert told["tasks"] == 7, "three, one that replaced the lost one, and three of the new version"
    assert told["fargateDollars"] > 0 and told["replacedAfterSeconds"] > 0
    assert [step["step"].split()[0] for step in told["steps"]][-1] == "Everything"
    assert not (tmp_path / "data").exists()
    assert until(lambda: Leftovers(tmp_path / "data").found() == {})


def test_each_step_of_the_demo_is_an_aws_command(tmp_path):
    text = demo(tmp_path / "data")
    commands = [line.strip() for line in text.splitlines() if line.strip().startswith("$ aws")]
    for command in ("create-repository", "register-task-definition", "create-cluster", "create-service",
                    "describe-tasks", "update-service", "delete-service"):
        assert any(f" {command} " in line for line in commands), (command, text)
    assert "tasks [########################] 3/3" in text
    assert "Essential container in task exited (exit code 1)" in text
    assert "its layer is there already" in text


def test_a_demo_that_is_kept_can_be_looked_at_until_it_is_ended(tmp_path):
    data = tmp_path / "data"
    command = [BINARY, "demo", "--keep", "--data-dir", data]
    process = subprocess.Popen(command, env=clean_environment(), stdout=subprocess.PIPE, text=True)
    try:
        until(lambda: "Ctrl-C ends it" in process.stdout.readline(), DEMO_SECONDS)
        listed = run("ps", "--data-dir", data)
        lines = listed.stdout.splitlines()
        assert lines[0].split()[:3] == ["TASK", "CLUSTER", "GROUP"], listed
        assert len(lines) == 4 and all(" RUNNING " in line and "172.31." in line for line in lines[1:]), lines
        tasks = json.loads(run("ps", "--data-dir", data, "--output", "json").stdout)["tasks"]
        assert {container_of(task, "web")["lastStatus"] for task in tasks} == {"RUNNING"}
        both = run("ps", "--all", "--cluster", "longshore-demo", "--data-dir", data).stdout
        assert "STOPPED (exit 1)" in both
    finally:
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=DEMO_SECONDS)
    assert process.returncode == 0
    assert not os.path.exists(data)
    assert until(lambda: Leftovers(data).found() == {})


def test_shells_are_told_what_there_is_to_complete():
    for shell in ("bash", "zsh", "fish"):
        script = run("completion", shell)
        assert script.returncode == 0 and "demo" in script.stdout and "explain" in script.stdout
    assert subprocess.run(["bash", "-n"], input=run("completion", "bash").stdout, text=True).returncode == 0
