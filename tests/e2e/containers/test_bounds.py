"""A machine that lacks something: room on its disk, or root."""

import os
import pathlib
import socket
import subprocess
import tempfile
import threading
import time

import pytest

from longshore import clean_environment
from machine import Node, container_of, pids_of, port_apart, told, until

IMAGE = "busybox:e2e"
NOBODY = 65534
DISK_BYTES = 64 * 1024 * 1024


@pytest.fixture
def small_disk(rootfs, tmp_path):
    folder = tmp_path / "disk"
    folder.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK_BYTES}", "tmpfs", folder], check=True)
    yield folder
    subprocess.run(["umount", folder], check=True)


def fill(path):
    """Writes until nothing more fits."""
    with open(path, "wb", buffering=0) as file:
        for size in (1 << 20, 1 << 12, 1):
            try:
                while True:
                    file.write(b"x" * size)
            except OSError:
                pass


def test_a_full_disk_is_told_and_hurts_no_longer_than_it_is_full(rootfs, small_disk, tmp_path):
    # What control writes has a disk of its own: only the node's is full.
    data = tmp_path / "data"
    data.mkdir()
    (data / "node").symlink_to(small_disk)
    with Node(data, rootfs, IMAGE) as node:
        marker = "4731.125"
        before = node.start({"command": ["sleep", marker]})
        node.running(before)
        fill(small_disk / "ballast")
        arn = node.start({"command": ["true"]})
        task = node.stopped(arn)
        assert task["stopCode"] == "TaskFailedToStart", told(task)
        reasons = task["stoppedReason"] + (container_of(task).get("reason") or "")
        assert "No space left on device" in reasons, told(task)
        assert node.task(before)["lastStatus"] == "RUNNING" and len(pids_of(marker)) == 1
        (small_disk / "ballast").unlink()
        assert node.says("echo room again").strip() == "room again"
        assert container_of(node.stop(before))["exitCode"] == 137
        node.leave_nothing()


def test_a_container_that_fills_the_disk_ends_by_itself_and_its_end_is_told(rootfs, small_disk, tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    (data / "node").symlink_to(small_disk)
    with Node(data, rootfs, IMAGE) as node:
        task = node.run({"command": ["sh", "-c", "dd if=/dev/zero of=/tmp/all bs=1M; exit 12"]}, networkMode="bridge")
        assert container_of(task)["exitCode"] == 12, told(task)
        # What it wrote goes a little after the container itself.
        until(lambda: not os.listdir(small_disk / "containers") and not os.listdir(small_disk / "trash"))
        assert node.says("echo room again").strip() == "room again"
        node.leave_nothing()


class Rootless(Node):
    """Started by nobody in particular."""

    def __init__(self, data_dir, rootfs):
        as_nobody = ["setpriv", "--reuid", str(NOBODY), "--regid", str(NOBODY), "--clear-groups"]
        data_dir.mkdir()
        os.chown(data_dir, NOBODY, NOBODY)
        super().__init__(data_dir, rootfs, IMAGE, env=clean_environment(HOME=str(data_dir), XDG_RUNTIME_DIR=""))
        subprocess.run(["chown", "-R", f"{NOBODY}:{NOBODY}", data_dir], check=True)
        self.command = as_nobody + self.command


def test_without_root_it_says_what_it_cannot_and_runs_what_it_can(rootfs):
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o755)
        with Rootless(pathlib.Path(folder) / "data", rootfs) as node:
            warnings = node.warnings()
            for lacking in ("network", "limits", "privileged", "devices"):
                assert any(lacking in text and "root" in text for text in warnings), (lacking, warnings)
            capabilities = {each["name"] for each in node.ecs.describe_container_instances(
                containerInstances=[node.instance])["containerInstances"][0]["attributes"]}
            assert "ecs.capability.task-eni" not in capabilities
            for mode in ("host", "none"):
                assert node.says("id -u", networkMode=mode).strip() == "0", "root, of a namespace of its own"
            task = node.run({"command": ["true"]}, networkMode="bridge")
            assert task["stopCode"] == "TaskFailedToStart", told(task)
            marker = "4732.125"
            arn = node.start({"command": ["sleep", marker]})
            node.running(arn)
            pid, = pids_of(marker)
            assert os.stat(f"/proc/{pid}").st_uid == NOBODY
            assert container_of(node.stop(arn))["exitCode"] == 137
            assert pids_of(marker) == []
            node.leave_nothing()


FLOOD = "yes 0123456789abcdef | head -c 80000000; exit 0"
OUTPUT_BYTES_MAX = 40 * 1024 * 1024
# What has ended waits so long for its target.
DRAIN_SECONDS = 45


def flood_to_nobody(node, mode, port=9):
    options = {"fluentd-address": f"127.0.0.1:{port}", "fluentd-async": "true", "mode": mode}
    return node.start({"command": ["sh", "-c", FLOOD], "logConfiguration": {"logDriver": "fluentd", "options": options}})


def output_bytes(node):
    return sum(file.stat().st_size for file in (node.data_dir / "node/containers").glob("*/*.seg"))


def test_a_flood_to_a_dead_target_stops_no_container_that_does_not_wait_for_it(own_node):
    task = own_node.stopped(flood_to_nobody(own_node, "non-blocking"))
    assert container_of(task)["exitCode"] == 0, told(task)
    assert output_bytes(own_node) < OUTPUT_BYTES_MAX
    until(lambda: not os.listdir(own_node.data_dir / "node/containers"), DRAIN_SECONDS)


def test_a_container_that_waits_for_a_dead_target_waits_within_bounds_and_is_stopped_in_time(own_node):
    port = port_apart()
    arn = flood_to_nobody(own_node, "blocking", port)
    own_node.running(arn)
    seen = until(lambda: (before := output_bytes(own_node), time.sleep(1)) and before > 0 and before == output_bytes(own_node) and before)
    assert seen < OUTPUT_BYTES_MAX
    assert own_node.task(arn)["lastStatus"] == "RUNNING", "it waits"
    assert own_node.says("echo others go on").strip() == "others go on"
    begun = time.monotonic()
    assert container_of(own_node.stop(arn))["exitCode"] in (137, 143)
    assert time.monotonic() - begun < 10
    # Somebody listens at last: nothing was lost.
    with socket.create_server(("127.0.0.1", port)) as target:
        target.settimeout(DRAIN_SECONDS)
        connection, _ = target.accept()
        with connection:
            connection.settimeout(DRAIN_SECONDS)
            received = 0
            while received < seen and (part := connection.recv(1 << 20)):
                received += len(part)
            assert received >= seen
            threading.Thread(target=lambda: all(iter(lambda: connection.recv(1 << 20), b"")), daemon=True).start()
            until(lambda: not os.listdir(own_node.data_dir / "node/containers"), DRAIN_SECONDS)
