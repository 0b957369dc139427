"""The README's task and service, run as they are printed."""

import pytest

import readme
from machine import until


def joined(ecs):
    arns = ecs.list_clusters()["clusterArns"] and ecs.list_container_instances()["containerInstanceArns"]
    return arns and ecs.describe_container_instances(containerInstances=arns)["containerInstances"][0]["agentConnected"]


@pytest.mark.timeout(300)
def test_the_readme_s_task_and_service_run_as_they_are_printed(rootfs, tmp_path):
    with readme.Reader(tmp_path, runtime="embedded") as server:
        ecs = server.client("ecs")
        until(lambda: joined(ecs))
        script, *_ = readme.blocks("Run a task", "sh")
        done = server.shell(f"export AWS_PROFILE=longshore\n{script}")
        assert done.returncode == 0, done.stderr
        said = " ".join(done.stdout.split())
        assert "Hello from " in said and said.endswith('[ "STOPPED", "Essential container in task exited", 0 ]'), said

        script, *_ = readme.blocks("Run a service", "sh")
        done = server.shell(f"export AWS_PROFILE=longshore\n{script}")
        assert done.returncode == 0, done.stderr
        for said in ("has started 3 tasks: ", "has stopped ", "It is ACTIVE and shall have 3 tasks."):
            assert said in done.stdout, done.stdout
