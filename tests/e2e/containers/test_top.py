"""What people see at a terminal: `longshore top`, and the colours of `ps` and `events`."""

import fcntl
import json
import os
import pty
import re
import select
import signal
import struct
import subprocess
import termios
import time

import pytest

import longshore
from machine import PATIENCE_SECONDS, until

FIRST_SCREEN, OTHER_SCREEN = b"\x1b[?1049l", b"\x1b[?1049h"


class Terminal:
    """A terminal of 100 columns and 30 lines, and a command that runs in it."""

    def __init__(self, *arguments, **variables):
        self.ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
        self.process = subprocess.Popen(
            [longshore.BINARY, *map(str, arguments)], stdin=theirs, stdout=theirs, stderr=theirs,
            env=longshore.clean_environment(**{"TERM": "xterm"} | variables))
        os.close(theirs)
        self.shown = b""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()
        os.close(self.ours)

    def until(self, *words):
        """Reads until all of them were shown."""
        end = time.monotonic() + PATIENCE_SECONDS
        while not all(word in self.shown for word in words):
            assert time.monotonic() < end and self.read(1), self.shown.decode()

    def read(self, seconds):
        """Takes in what comes; whether more may come."""
        if not select.select([self.ours], [], [], seconds)[0]:
            return True
        try:
            part = os.read(self.ours, 65536)
        except OSError:
            # That is how a terminal's end is told.
            return False
        self.shown += part
        return bool(part)

    def end(self):
        """The exit code, when all was read."""
        while self.read(PATIENCE_SECONDS):
            pass
        return self.process.wait(PATIENCE_SECONDS)


@pytest.fixture(scope="module")
def busy(node):
    """A task that keeps half a processor or more busy."""
    arn = node.start({"command": ["sh", "-c", "while :; do :; done"]}, family="busy")
    node.running(arn)
    yield arn.rsplit("/", 1)[1]
    node.stop(arn)


def top(node, *options):
    return node.cli("top", "--once", *options)


def seen_task(node, task):
    seen = json.loads(top(node, "--output", "json"))
    return seen, next(row for row in seen["tasks"] if row["task"] == task)


def test_top_tells_what_is_used(node, busy):
    def counted():
        seen, task = seen_task(node, busy)
        return task["cpu"] is not None and (seen, task)

    seen, task = until(counted)
    assert 0 < task["cpu"] <= os.cpu_count() and 0 < task["memoryBytes"] < 1 << 28
    assert (task["status"], task["group"]) == ("RUNNING", "busy")
    instance, = [row for row in seen["instances"] if row["instance"] == task["instance"]]
    assert instance["cpu"] >= task["cpu"] and instance["status"] == "ACTIVE"
    assert 0 < instance["memoryReservedMiB"] < instance["memoryRegisteredMiB"]
    assert seen["clusters"][0]["running"] >= 1 and seen["silent"] == []


def test_top_is_plain_where_no_terminal_is(node, busy):
    lines = top(node).splitlines()
    assert lines[0].startswith("longshore top  ") and "\x1b" not in "".join(lines)
    assert any(line.startswith("INSTANCE") for line in lines)
    assert any(line.startswith(busy) and "RUNNING" in line for line in lines)
    refused = longshore.run("top", "--once", "--data-dir", node.data_dir, "--cluster", "nowhere")
    assert refused.returncode == 1 and "Cluster not found" in refused.stderr


def test_top_draws_over_what_was_there_and_gives_the_screen_back(node, busy):
    with Terminal("top", "--data-dir", node.data_dir) as terminal:
        terminal.until(OTHER_SCREEN, b"TASK", b"\x1b[32mRUNNING")
        # A second view over the first.
        views = terminal.shown.count(b"longshore top")
        while terminal.shown.count(b"longshore top") <= views:
            assert terminal.read(PATIENCE_SECONDS)
        terminal.process.send_signal(signal.SIGINT)
        assert terminal.end() == 0
        assert terminal.shown.endswith(b"\x1b[?25h" + FIRST_SCREEN)


def test_colours_are_for_terminals_that_want_them(node, busy):
    options = ("ps", "--data-dir", node.data_dir)
    with Terminal(*options) as terminal:
        assert terminal.end() == 0
        assert b"\x1b[32mRUNNING" in terminal.shown and b"\x1b[1mTASK" in terminal.shown
        plain = re.sub(r"\x1b\[[0-9]*m", "", terminal.shown.decode())
        assert all(len(line) <= 100 for line in plain.splitlines()), "it fits"
    with Terminal(*options, NO_COLOR="1") as terminal:
        assert terminal.end() == 0
        assert busy.encode() in terminal.shown and b"\x1b" not in terminal.shown
    assert "\x1b" not in node.cli("ps") + node.cli("events") + node.cli("explain", busy)
    with Terminal("events", "--data-dir", node.data_dir) as terminal:
        assert terminal.end() == 0
        assert b"CURSOR" in terminal.shown and b"\x1b[32mRUNNING" in terminal.shown


def test_top_shows_that_a_server_is_away_and_goes_on(tmp_path):
    with longshore.Longshore(tmp_path / "data") as server:
        with Terminal("top", "--data-dir", server.data_dir) as terminal:
            terminal.until(b"longshore top")
            server.stop()
            terminal.until(b"does not answer")
            assert terminal.process.poll() is None
            terminal.process.send_signal(signal.SIGTERM)
            assert terminal.end() == 0
    gone = longshore.run("top", "--data-dir", server.data_dir)
    assert gone.returncode == 1 and "does not answer" in gone.stderr
