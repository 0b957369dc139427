"""A Longshore that runs containers, as tests use it, and what containers can leave behind on a machine."""

import json
import os
import pathlib
import re
import subprocess
import time
import urllib.request

from longshore import Longshore, clean_environment, run

PATIENCE_SECONDS = 30
LOOK_AGAIN_SECONDS = 0.01


def until(what, seconds=PATIENCE_SECONDS):
    """Asks again and again until the answer is true, and answers it."""
    end = time.monotonic() + seconds
    while True:
        answer = what()
        if answer:
            return answer
        assert time.monotonic() < end, f"not within {seconds} s: {what.__doc__ or what}"
        time.sleep(LOOK_AGAIN_SECONDS)


class Node(Longshore):
    """A running Longshore with its own node in cluster `default`."""

    def __init__(self, data_dir, rootfs, image, *options, **more):
        super().__init__(data_dir, *options, **({"runtime": "embedded"} | more))
        imported = run("image", "import", "--data-dir", data_dir, rootfs, image)
        assert imported.returncode == 0, imported.stderr
        self.image = image

    def __enter__(self):
        super().__enter__()
        self.ecs = self.client("ecs")
        self.instance = until(self.joined)
        return self

    def joined(self):
        arns = self.ecs.list_container_instances()["containerInstanceArns"]
        if not arns:
            return None
        found, = self.ecs.describe_container_instances(containerInstances=arns)["containerInstances"]
        return arns[0] if found["agentConnected"] else None

    def define(self, *containers, **members):
        family = members.pop("family", "task")
        defaults = {"name": "main", "image": self.image, "memory": 64, "stopTimeout": 2}
        containers = [defaults | container for container in containers]
        made = self.ecs.register_task_definition(
            family=family, containerDefinitions=containers, **({"networkMode": "host"} | members))
        return made["taskDefinition"]["taskDefinitionArn"]

    def start(self, *containers, start=None, **members):
        """Starts a task of these containers and answers its ARN."""
        definition = self.define(*containers, **members)
        started = self.ecs.start_task(
            taskDefinition=definition, containerInstances=[self.instance], **start or {})
        assert started["failures"] == [], started["failures"]
        return started["tasks"][0]["taskArn"]

    def task(self, arn):
        found, = self.ecs.describe_tasks(tasks=[arn])["tasks"]
        return found

    def running(self, arn):
        def runs():
            task = self.task(arn)
            assert task["lastStatus"] != "STOPPED", told(task)
            return task if task["lastStatus"] == "RUNNING" else None
        return until(runs)

    def stopped(self, arn, seconds=PATIENCE_SECONDS):
        def stopped():
            task = self.task(arn)
            return task if task["lastStatus"] == "STOPPED" else None
        return until(stopped, seconds)

    def run(self, *containers, **members):
        """Runs a task to its end."""
        return self.stopped(self.start(*containers, **members))

    def stop(self, arn):
        self.ecs.stop_task(task=arn)
        return self.stopped(arn)

    def stop_everything(self):
        for arn in self.ecs.list_tasks(desiredStatus="RUNNING")["taskArns"]:
            self.stop(arn)

    def logs(self, arn, *options):
        read = run("logs", "--data-dir", self.data_dir, arn, *options)
        assert read.returncode == 0, read.stderr
        return read.stdout

    def says(self, script, seconds=PATIENCE_SECONDS, logs=(), **members):
        """Runs a shell script in a container to its end and answers what it printed."""
        container = {"command": ["sh", "-c", script]} | members.pop("container", {})
        arn = self.start(container, **members)
        task = self.stopped(arn, seconds)
        assert container_of(task).get("exitCode") == 0, (told(task), self.logs(arn))
        return self.logs(arn, *logs)


def container_of(task, name="main"):
    found, = [container for container in task["containers"] if container["name"] == name]
    return found


def told(task):
    """What a task says of its end."""
    containers = [(each["name"], each.get("lastStatus"), each.get("exitCode"), each.get("reason")) for each in task["containers"]]
    return {"status": task["lastStatus"], "code": task.get("stopCode"), "reason": task.get("stoppedReason"),
            "containers": containers}


def fetch(url, seconds=5):
    with urllib.request.urlopen(url, timeout=seconds) as answer:
        return answer.read().decode()


def inside(pid, *command, env=None):
    """Runs a program of this machine in the network of a process."""
    return subprocess.run(["nsenter", f"--net=/proc/{pid}/ns/net", *command], capture_output=True, text=True, timeout=60,
                          env=env or clean_environment())


def pids_of(marker):
    """Processes whose command line holds a word that only one test uses."""
    found = []
    for entry in pathlib.Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                line = (entry / "cmdline").read_bytes().decode(errors="replace")
            except OSError:
                continue
            if marker in line and int(entry.name) != os.getpid():
                found.append(int(entry.name))
    return found


class Leftovers:
    """Mounts, cgroups, interfaces, namespaces and rules that bear our mark."""

    def __init__(self, **kinds):
        self.kinds = kinds

    @classmethod
    def now(cls):
        mounts = {line.split()[4] for line in pathlib.Path("/proc/self/mountinfo").read_text().splitlines()}
        cgroups = {str(path) for path in pathlib.Path("/sys/fs/cgroup").glob("**/longshore*/*") if path.is_dir()}
        interfaces = {path.name for path in pathlib.Path("/sys/class/net").iterdir()}
        return cls(mounts=mounts, cgroups=cgroups, interfaces=interfaces)

    def beyond(self, before):
        more = {kind: sorted(found - before.kinds[kind]) for kind, found in self.kinds.items()}
        # The bridge of a node outlives its tasks.
        more["interfaces"] = [name for name in more["interfaces"] if not re.fullmatch(r"ls\w*0", name)]
        return {kind: found for kind, found in more.items() if found}
