"""A second machine: a network namespace as the host, joined with a token over mutual TLS, cut off, and left."""

import json
import os
import pathlib
import subprocess
import time

import pytest

from longshore import BINARY, clean_environment, run
from machine import container_of, pids_of, told, until


def ip(*arguments):
    subprocess.run(["ip", *arguments], check=True, capture_output=True, text=True)


class Machine:
    """A host of the test's own, linked to this one by a cable that can be pulled."""

    def __init__(self, number):
        self.name = f"lse2e{os.getpid() % 10000}x{number}"
        self.here, self.there = f"10.254.{number}.1", f"10.254.{number}.2"
        self.cable = f"lx{os.getpid() % 10000}{number}"

    def __enter__(self):
        ip("netns", "add", self.name)
        ip("link", "add", self.cable, "type", "veth", "peer", "name", "eth0", "netns", self.name)
        ip("addr", "add", f"{self.here}/24", "dev", self.cable)
        ip("link", "set", self.cable, "up")
        ip("-n", self.name, "addr", "add", f"{self.there}/24", "dev", "eth0")
        ip("-n", self.name, "link", "set", "eth0", "up")
        ip("-n", self.name, "link", "set", "lo", "up")
        return self

    def __exit__(self, *_):
        ip("netns", "del", self.name)

    def pull_the_cable(self):
        ip("link", "set", self.cable, "down")

    def plug_it_in(self):
        ip("link", "set", self.cable, "up")

    def start(self, *command, log):
        return subprocess.Popen(["ip", "netns", "exec", self.name, *map(str, command)], stdout=log, stderr=log,
                                stdin=subprocess.DEVNULL, env=clean_environment())
