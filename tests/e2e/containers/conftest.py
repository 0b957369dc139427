"""Fixtures of tests that run containers: a Longshore with its own node, and an image made from this machine's busybox.

They need root and a static busybox. Without them the tests are skipped, with the reason, unless
LONGSHORE_REQUIRE_ROOT says that this machine has to have both.
"""

import os
import pathlib
import shutil
import subprocess

import pytest

import longshore
from machine import Node

IMAGE = "busybox:e2e"
APPLETS = ("cat", "chmod", "cp", "dd", "echo", "env", "false", "free", "grep", "head", "hostname", "httpd", "id", "ip", "kill",
           "ls", "mkdir", "mount", "nc", "nslookup", "ping", "ps", "pwd", "rm", "seq", "sh", "sleep", "stat", "tail", "test",
           "touch", "tr", "trap", "true", "tty", "ulimit", "uname", "vi", "wc", "wget", "yes")


def _missing():
    if os.geteuid() != 0:
        return "containers with networks and limits need root"
    if shutil.which("busybox") is None:
        return "there is no busybox to make an image from: install busybox-static"
    return None


@pytest.fixture(scope="session")
def rootfs(tmp_path_factory):
    """The files of the image."""
    missing = _missing()
    if missing and os.environ.get("LONGSHORE_REQUIRE_ROOT"):
        pytest.fail(missing)
    if missing:
        pytest.skip(missing)
    root = tmp_path_factory.mktemp("image")
    for folder in ("bin", "etc", "tmp", "www"):
        (root / folder).mkdir()
    shutil.copy(shutil.which("busybox"), root / "bin/busybox")
    for applet in APPLETS:
        (root / "bin" / applet).symlink_to("busybox")
    (root / "etc/passwd").write_text("root:x:0:0:root:/root:/bin/sh\nweb:x:1000:1000:web:/tmp:/bin/sh\n")
    (root / "etc/group").write_text("root:x:0:\nweb:x:1000:\nextra:x:2000:web\n")
    (root / "www/index.html").write_text("hello from a container\n")
    return root


@pytest.fixture(scope="session")
def node(rootfs, tmp_path_factory):
    """One Longshore with a node for all tests; each test stops what it starts.

    Its API answers on every address of the machine, those of the bridge among them. Of the nodes of a machine
    one alone has the endpoint of metadata and credentials: this one, since it is the first.
    """
    with Node(tmp_path_factory.mktemp("node"), rootfs, IMAGE, listen="0.0.0.0:0") as node:
        yield node
        node.leave_nothing()


@pytest.fixture
def own_node(rootfs, tmp_path_factory):
    """One that a test may kill and look into."""
    with Node(tmp_path_factory.mktemp("own-node"), rootfs, IMAGE) as node:
        yield node
        node.leave_nothing()
