"""Whatever runs is killed in turn, and started again at once, while a test goes on; what containers write of themselves meanwhile.

Server and agent are processes of their own. Calls are made again until somebody answers: the server may be down.
"""

import collections
import itertools
import json
import os
import pathlib
import random
import signal
import sys
import threading
import time

import botocore.config
import botocore.exceptions

from joining import Control, Joined
from machine import port_apart, until

EVERY_SECONDS = 1
CALL_SECONDS = 60
NO_ANSWER = (botocore.exceptions.HTTPClientError, botocore.exceptions.ConnectionError)


class Patient:
    """A client whose calls are made again while nobody answers."""

    def __init__(self, client):
        self.client = client

    def __getattr__(self, name):
        found = getattr(self.client, name)
        return (lambda **members: self.call(found, members)) if callable(found) and name[0].islower() else found

    @staticmethod
    def call(operation, members):
        end = time.monotonic() + CALL_SECONDS
        while True:
            try:
                return operation(**members)
            except NO_ANSWER:
                assert time.monotonic() < end, f"nobody answers within {CALL_SECONDS} s"
                time.sleep(0.02)


class StormyControl(Control):
    """Control that comes back where it was."""

    def __init__(self, data_dir, machine):
        super().__init__(data_dir, machine, listen=f"127.0.0.1:{port_apart()}")

    def __enter__(self):
        super().__enter__()
        short = botocore.config.Config(connect_timeout=1, read_timeout=10)
        self.asked = self.client("ecs", config=short)
        self.ecs = Patient(self.asked)
        return self


class StormyNode(Joined):
    """A node whose agent may be killed, and its launchers."""

    def launcher(self, chance):
        """One of them as a descriptor, so that none but it is killed; none where there is none."""
        records = list((self.data_dir / "node/containers").glob("*/pid.json"))
        chance.shuffle(records)
        for record in records:
            try:
                pid, start = (json.loads(record.read_text())[name] for name in ("launcher_pid", "launcher_start"))
                descriptor = os.pidfd_open(pid)
            except OSError:
                continue
            if start_time(pid) == start:
                return descriptor
            os.close(descriptor)
        return None

    def kill_a_launcher(self, chance):
        descriptor = self.launcher(chance)
        if descriptor is not None:
            signal.pidfd_send_signal(descriptor, signal.SIGKILL)
            os.close(descriptor)
        return descriptor is not None

    def leave_nothing(self):
        for arn in self.ecs.list_services()["serviceArns"]:
            self.ecs.delete_service(service=arn, force=True)
        super().leave_nothing()

    def come_back(self):
        self.end()
        self.begin("run")


def start_time(pid):
    try:
        return int(pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[19])
    except OSError:
        return None


class Storm:
    """Kills server, agent and one launcher in turn, one each second, from a thread of its own."""

    def __init__(self, control, node, kills):
        self.control, self.node, self.kills = control, node, kills
        self.seed = random.randrange(1 << 32)
        self.chance = random.Random(self.seed)
        self.killed, self.silences = collections.Counter(), []
        self.thread, self.failure = threading.Thread(target=self.blow), None

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, kind, *_):
        if kind is not None:
            self.kills = 0
        self.thread.join()
        print(f"storm of seed {self.seed}: killed {dict(self.killed)}; silent for", sorted(round(each, 3) for each in self.silences),
              file=sys.stderr)
        if self.failure is not None and kind is None:
            raise self.failure

    def goes_on(self):
        return self.thread.is_alive()

    def blow(self):
        try:
            for number, victim in zip(itertools.count(), itertools.cycle((self.server, self.agent, self.launcher))):
                if number >= self.kills:
                    return
                due = time.monotonic() + EVERY_SECONDS * self.chance.uniform(0.7, 1.3)
                victim()
                time.sleep(max(0, due - time.monotonic()))
        except BaseException as failure:
            self.failure = failure

    def server(self):
        self.killed["server"] += 1
        begun = time.monotonic()
        self.control.kill_and_say_nothing()
        self.control.__enter__()
        until(self.answers)
        self.silences.append(time.monotonic() - begun)

    def answers(self):
        try:
            return self.control.asked.list_clusters()["clusterArns"]
        except NO_ANSWER:
            return None

    def agent(self):
        self.killed["agent"] += 1
        self.node.come_back()

    def launcher(self):
        self.killed["launcher"] += self.node.kill_a_launcher(self.chance)


class Diary:
    """A file of the machine to which each container writes that it has begun, and of which task it is."""

    def __init__(self, folder):
        self.folder = folder / "diary"
        self.folder.mkdir()
        self.file = self.folder / "lines"
        self.file.touch()
        self.volumes = [{"name": "diary", "host": {"sourcePath": str(self.folder)}}]

    def container(self, script):
        """One that writes itself down, and then runs the script."""
        write = ('echo "began $ECS_CONTAINER_METADATA_URI_V4 $ECS_CONTAINER_METADATA_URI_V4" >> /diary/lines; '
                 'until task=$(wget -q -O- $ECS_CONTAINER_METADATA_URI_V4/task | grep -o \'"TaskARN":"[^"]*\'); '
                 'do sleep 0.3; done; echo "is ${task##*/} $ECS_CONTAINER_METADATA_URI_V4" >> /diary/lines; ')
        return {"command": ["sh", "-c", write + script], "memory": 16, "cpu": 0,
                "mountPoints": [{"sourceVolume": "diary", "containerPath": "/diary"}]}

    def lines(self, kind):
        return [line.split()[1:] for line in self.file.read_text().splitlines() if line.startswith(kind + " ")]

    def nothing_ran_twice(self):
        """Neither a container nor a task."""
        for kind in ("began", "is"):
            counted = collections.Counter(name for name, _ in self.lines(kind))
            assert not [name for name, times in counted.items() if times > 1], counted.most_common(3)

    def tasks(self):
        """The ids of those that have found out who they are."""
        return {name for name, _ in self.lines("is")}
