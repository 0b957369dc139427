"""Another machine, as tests use it: a network namespace as the host, on a cable that can be pulled; control; a node that joins."""

import itertools
import json
import os
import pathlib
import signal
import subprocess
import sys
import time

import longshore
from longshore import BINARY, Longshore, clean_environment, run
from machine import Leftovers, Node, until

IMAGE = "busybox:e2e"
NODE_PORT = 7443
IMAGE = "busybox:e2e"
NODE_PORT = 7443
_numbers = itertools.count(os.getpid() % 100)


def ip(*arguments):
    subprocess.run(["ip", *arguments], check=True, capture_output=True, text=True)


class Machine:
    """A host of the test's own, linked to this one by a cable that can be pulled."""

    def __init__(self):
        number = next(_numbers)
        self.name = f"lse2e{os.getpid() % 10000}x{number}"
        self.here, self.there = f"10.254.{number}.1", f"10.254.{number}.2"
        self.cable = f"lx{os.getpid() % 10000}{number}"

    def __enter__(self):
        ip("netns", "add", self.name)
        try:
            ip("link", "add", self.cable, "type", "veth", "peer", "name", "eth0", "netns", self.name)
            ip("addr", "add", f"{self.here}/24", "dev", self.cable)
            ip("link", "set", self.cable, "up")
            ip("-n", self.name, "addr", "add", f"{self.there}/24", "dev", "eth0")
            ip("-n", self.name, "link", "set", "eth0", "up")
            ip("-n", self.name, "link", "set", "lo", "up")
        except BaseException:
            self.__exit__()
            raise
        self.own_interfaces = self.interfaces()
        return self

    def __exit__(self, *_):
        ip("netns", "del", self.name)

    def pull_the_cable(self):
        ip("link", "set", self.cable, "down")

    def plug_it_in(self):
        ip("link", "set", self.cable, "up")

    def run(self, *command, cwd=None, path=""):
        return subprocess.run(self.inside(command), capture_output=True, text=True, timeout=60, cwd=cwd,
                              env=clean_environment(PYTHONPATH=path))

    def start(self, *command, log):
        return subprocess.Popen(self.inside(command), stdout=log, stderr=log, stdin=subprocess.DEVNULL,
                                env=clean_environment())

    def inside(self, command):
        # Its own network, but this machine's mounts: `ip netns exec` would hide the cgroups.
        return ["nsenter", f"--net=/run/netns/{self.name}", *map(str, command)]

    def interfaces(self):
        listed = json.loads(self.run("ip", "-j", "link").stdout)
        return sorted(link["ifname"] for link in listed)


class Control(Longshore):
    """Control alone, which nodes join."""

    def __init__(self, data_dir, machine, *options, **more):
        super().__init__(data_dir, "--node-listen", f"{machine.here}:{NODE_PORT}", *options, **more)
        self.server = f"{machine.here}:{NODE_PORT}"

    def __enter__(self):
        super().__enter__()
        self.ecs = self.client("ecs")
        return self

    def kill_and_say_nothing(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.process.stdout.close()

    def token(self, *options):
        made = run("node", "token", "create", "--data-dir", self.data_dir, *options)
        assert made.returncode == 0, made.stderr
        return made.stdout.strip()

    def nodes(self):
        listed = run("node", "ls", "--data-dir", self.data_dir, "--output", "json")
        assert listed.returncode == 0, listed.stderr
        return json.loads(listed.stdout)["nodes"]


class Joined(Node):
    """The node of another machine. What it is asked goes to its control."""

    def __init__(self, control, machine, data_dir, rootfs):
        self.control, self.machine, self.data_dir, self.image = control, machine, data_dir, IMAGE
        self.log = data_dir / "node.log"
        imported = run("image", "import", "--data-dir", data_dir, rootfs, IMAGE)
        assert imported.returncode == 0, imported.stderr

    ecs = property(lambda self: self.control.ecs)

    def __enter__(self):
        self.begin("join", "--server", self.control.server, "--token", self.control.token(),
                   "--attributes", "rack=r1,ssd")
        try:
            self.instance = until(self.joined)
        except BaseException:
            self.end()
            raise
        return self

    def __exit__(self, *_):
        self.end()

    def begin(self, *command):
        with open(self.log, "ab") as log:
            self.process = self.machine.start(
                BINARY, "node", *command, "--data-dir", self.data_dir, log=log)

    def end(self, how=signal.SIGKILL):
        if self.process.poll() is None:
            self.process.send_signal(how)
        return self.process.wait(20)

    def connected(self):
        return self.described()["agentConnected"]

    def described(self):
        found, = self.ecs.describe_container_instances(containerInstances=[self.instance])["containerInstances"]
        return found

    def kept_logs(self, arn):
        return longshore.logs(self.control.data_dir, arn).splitlines()

    def leave_nothing(self):
        if self.process.poll() is None:
            for arn in self.ecs.list_tasks(desiredStatus="RUNNING")["taskArns"]:
                self.stop(arn)
            until(lambda: not os.listdir(self.data_dir / "node/containers"))
            assert self.end(signal.SIGTERM) == 0
        left = Leftovers(self.data_dir)
        end = time.monotonic() + 5
        while left.found() and time.monotonic() < end:
            time.sleep(0.1)
        assert left.found() == {}
        assert self.machine.interfaces() == self.machine.own_interfaces
        tables = self.machine.run(sys.executable, "-c", "import machine; print(machine.tables())", cwd=pathlib.Path(__file__).parent,
                                  path=str(pathlib.Path(longshore.__file__).parent))
        assert tables.stdout == "set()\n", tables.stderr
