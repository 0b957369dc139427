"""A Longshore that runs containers, as tests use it, and what containers can leave behind on a machine."""

import hashlib
import json
import os
import pathlib
import socket
import struct
import subprocess
import time
import urllib.request

import longshore
from longshore import Longshore, clean_environment, run

PATIENCE_SECONDS = 30
# What the kernel calls it; Python has no name for it.
NETLINK_NETFILTER = 12
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


def port_apart():
    """A port that nobody listens on, and that the kernel gives to nobody who asks for any."""
    for port in range(20000 + os.getpid() % 9000, 30000):
        with socket.socket() as probe:
            try:
                probe.bind(("", port))
                return port
            except OSError:
                pass
    raise AssertionError("there is no free port below 30000")


class Gate:
    """A folder of the machine that a container looks into, so that it goes on when the test says so and not before."""

    def __init__(self, folder):
        self.folder = folder / "gate"
        self.folder.mkdir()
        self.volumes = [{"name": "gate", "host": {"sourcePath": str(self.folder)}}]

    def container(self, script):
        """One that runs the script, in which `pass` waits until the gate is open."""
        waits = "while ! test -e /gate/open; do sleep 0.05; done"
        return {"command": ["sh", "-c", script.replace("pass", waits)],
                "mountPoints": [{"sourceVolume": "gate", "containerPath": "/gate", "readOnly": True}]}

    def open(self, node, task):
        """Lets the container go on, and waits for its end: on the machine, whoever knows of it."""
        (self.folder / "open").touch()
        container, = task["containers"]
        end = node.data_dir / "node/containers" / container["runtimeId"] / "exit.json"
        until(end.exists)


class Node(Longshore):
    """A running Longshore with its own node in cluster `default`."""

    def __init__(self, data_dir, rootfs, image, *options, **more):
        super().__init__(data_dir, *options, **({"runtime": "embedded"} | more))
        if "docker" not in more.values():
            imported = run("image", "import", "--data-dir", data_dir, rootfs, image)
            assert imported.returncode == 0, imported.stderr
        self.image = image

    def __enter__(self):
        super().__enter__()
        self.ecs = self.client("ecs")
        try:
            self.instance = until(self.joined)
        except BaseException:
            self.kill()
            raise
        return self

    def joined(self):
        try:
            arns = self.ecs.list_container_instances()["containerInstanceArns"]
        except self.ecs.exceptions.ClusterNotFoundException:
            return None
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

    def stop(self, arn=None):
        """Stops a task; without one, the server."""
        if arn is None:
            return super().stop()
        self.ecs.stop_task(task=arn)
        return self.stopped(arn)

    def stop_everything(self):
        for arn in self.ecs.list_tasks(desiredStatus="RUNNING")["taskArns"]:
            self.stop(arn)

    def leave_nothing(self):
        """Stops what runs, ends the server, and looks for what is left."""
        if self.process.poll() is None:
            self.stop_everything()
            until(lambda: not os.listdir(self.data_dir / "node/containers"))
            assert self.stop() == 0
        left = Leftovers(self.data_dir)
        # Namespaces that waited ready go a little later.
        found = left.found()
        end = time.monotonic() + 3
        while found and time.monotonic() < end:
            time.sleep(0.1)
            found = left.found()
        assert found == {}

    def cli(self, command, *arguments):
        """Runs a command of `longshore` against this one and answers what it printed."""
        done = run(command, "--data-dir", self.data_dir, *arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def logs(self, arn, *options):
        return longshore.logs(self.data_dir, arn, *options)

    def code_of(self, script):
        """Runs a shell script in a container to its end and answers its exit code."""
        task = self.run({"command": ["sh", "-c", script]})
        return container_of(task).get("exitCode")

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


def tables():
    """The names of all nft tables, as the kernel lists them."""
    get_table, request_dump, names = 10 << 8 | 1, 0x301, set()
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, NETLINK_NETFILTER) as netlink:
        netlink.sendall(struct.pack("=IHHII4x", 20, get_table, request_dump, 1, 0))
        while True:
            answer, offset = netlink.recv(1 << 16), 0
            while offset < len(answer):
                length, kind = struct.unpack_from("=IH", answer, offset)
                if kind in (2, 3):
                    return names
                size, _ = struct.unpack_from("=HH", answer, offset + 20)
                names.add(answer[offset + 24:offset + 20 + size].rstrip(b"\0").decode())
                offset += length + 3 & ~3


class Leftovers:
    """What bears the mark of one node: mounts, cgroups, interfaces, rules, processes."""

    def __init__(self, data_dir):
        self.data_dir = str(data_dir)
        letters = "abcdefghijklmnopqrstuvwxyz234567"
        self.tag = "".join(letters[byte % 32] for byte in hashlib.sha256(self.data_dir.encode()).digest()[:4])

    def found(self):
        """By kind; empty where the node has left nothing."""
        run_dir = pathlib.Path("/run/longshore") / self.tag
        places = (self.data_dir, f"{run_dir}/")
        mounts = {line.split()[4] for line in pathlib.Path("/proc/self/mountinfo").read_text().splitlines()}
        interfaces = (path.name for path in pathlib.Path("/sys/class/net").iterdir())
        found = {
            "folders": [str(run_dir)] if run_dir.exists() else [],
            "mounts": [mount for mount in mounts if mount.startswith(places)],
            "cgroups": self.cgroups(),
            "interfaces": [name for name in interfaces if name.startswith(f"ls{self.tag}")],
            "tables": [name for name in tables() if name == f"longshore{self.tag}"],
            "processes": [pid for pid in map(int, filter(str.isdigit, os.listdir("/proc"))) if self.is_ours(pid)],
        }
        return {kind: sorted(things) for kind, things in found.items() if things}

    def cgroups(self):
        while True:
            try:
                return [str(path) for path in pathlib.Path("/sys/fs/cgroup").glob(f"**/longshore/{self.tag}")]
            except FileNotFoundError:
                # Another's went while it was looked into.
                pass

    def is_ours(self, pid):
        """A process with something of the node's folder open, as its working directory or in its mounts."""
        try:
            links = [f"/proc/{pid}/cwd", *(f"/proc/{pid}/fd/{fd}" for fd in os.listdir(f"/proc/{pid}/fd"))]
            targets = [os.readlink(link) for link in links]
        except OSError:
            return False
        return pid != os.getpid() and any(target.startswith(self.data_dir + "/node") for target in targets)
