"""Terraform with the AWS provider: apply, a plan that finds nothing to do, update, destroy.

Needs `terraform` on the PATH, and the provider in a file system mirror, so that nothing is downloaded: a
folder named `tf-plugins` in /opt, /usr/local or the home directory, or the one LONGSHORE_TF_PLUGINS names.
"""

import json
import os
import pathlib
import shutil
import subprocess

import pytest

import longshore
from expect import as_dict

TERRAFORM = shutil.which("terraform")
PLACES = [os.environ.get("LONGSHORE_TF_PLUGINS"), "/opt/tf-plugins", "/usr/local/tf-plugins", pathlib.Path.home() / "tf-plugins"]
MIRROR = next((pathlib.Path(place) for place in PLACES if place and pathlib.Path(place).is_dir()), None)
CONFIGURATION = pathlib.Path(__file__).parent / "terraform"

pytestmark = [
    pytest.mark.skipif(not TERRAFORM, reason="there is no terraform on the PATH"),
    pytest.mark.skipif(not MIRROR, reason="there is no folder tf-plugins with the AWS provider; see LONGSHORE_TF_PLUGINS"),
    pytest.mark.timeout(300),
]


@pytest.fixture
def terraform(own_server, tmp_path):
    """Runs terraform in a folder with the configuration."""
    folder = tmp_path / "terraform"
    shutil.copytree(CONFIGURATION, folder)
    settings = folder / "settings.tfrc"
    settings.write_text(
        f'provider_installation {{\n  filesystem_mirror {{\n    path = "{MIRROR}"\n  }}\n}}\n')
    environment = longshore.clean_environment(
        tmp_path, **own_server.variables(), TF_CLI_CONFIG_FILE=str(settings), TF_IN_AUTOMATION="1", CHECKPOINT_DISABLE="1")

    def terraform(*arguments):
        done = subprocess.run(
            [TERRAFORM, *arguments], cwd=folder, env=environment, stdin=subprocess.DEVNULL, capture_output=True,
            text=True, timeout=280)
        assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
        return done.stdout

    terraform("init", "-no-color", "-input=false")
    return terraform


def test_apply_plan_update_destroy(own_server, terraform):
    ecs = own_server.client("ecs")
    terraform("apply", "-no-color", "-input=false", "-auto-approve")
    outputs = {name: output["value"] for name, output in json.loads(terraform("output", "-json")).items()}
    check_outputs(outputs)
    check_made(ecs)
    # The exit code is 2 where there is something to do.
    terraform("plan", "-no-color", "-input=false", "-detailed-exitcode")

    change = ("-var", "insights=disabled", "-var", "target=60", "-var", "image=nginx:1.28", "-var", "stage=live")
    terraform("apply", "-no-color", "-input=false", "-auto-approve", *change)
    check_changed(ecs)
    terraform("plan", "-no-color", "-input=false", "-detailed-exitcode", *change)

    terraform("destroy", "-no-color", "-input=false", "-auto-approve", *change)
    check_gone(ecs)


def check_outputs(outputs):
    assert outputs["account"] == longshore.ACCOUNT
    assert outputs["zones"] == ["us-east-1a", "us-east-1b", "us-east-1c"]
    assert len(outputs["subnets"]) == 3
    assert outputs["cluster_seen"] == outputs["cluster_made"]
    assert outputs["definition_seen"] == outputs["definition_made"]


def check_made(ecs):
    cluster, = ecs.describe_clusters(clusters=["harbor"], include=["SETTINGS", "CONFIGURATIONS", "TAGS"])["clusters"]
    assert cluster["settings"] == [{"name": "containerInsights", "value": "enabled"}]
    assert as_dict(cluster["tags"]) == {"team": "quay", "stage": "test", "extra": "by aws_ecs_tag"}
    assert cluster["configuration"]["executeCommandConfiguration"]["logging"] == "OVERRIDE"
    assert sorted(cluster["capacityProviders"]) == ["FARGATE", "FARGATE_SPOT"]
    families = ecs.list_task_definition_families(status="ACTIVE")["families"]
    assert families == ["agent", "api", "batch", "sidecars", "web"]
    check_services(ecs, revision=1, stage="test")
    settings = ecs.list_account_settings()["settings"]
    assert {setting["name"]: setting["value"] for setting in settings} == {"containerInsights": "enhanced"}


def check_changed(ecs):
    cluster, = ecs.describe_clusters(clusters=["harbor"], include=["SETTINGS", "TAGS"])["clusters"]
    assert cluster["settings"] == [{"name": "containerInsights", "value": "disabled"}]
    assert as_dict(cluster["tags"])["stage"] == "live"
    provider, = ecs.describe_capacity_providers(capacityProviders=["quay"])["capacityProviders"]
    assert provider["autoScalingGroupProvider"]["managedScaling"]["targetCapacity"] == 60
    web = ecs.describe_task_definition(taskDefinition="web")["taskDefinition"]
    assert (web["revision"], web["containerDefinitions"][0]["image"]) == (2, "nginx:1.28")
    assert len(ecs.list_task_definitions(familyPrefix="web")["taskDefinitionArns"]) == 1
    check_services(ecs, revision=2, stage="live")


def check_services(ecs, revision, stage):
    web, spot = ecs.describe_services(cluster="harbor", services=["web", "spot"], include=["TAGS"])["services"]
    assert web["taskDefinition"].endswith(f":task-definition/web:{revision}")
    assert (web["launchType"], web["desiredCount"], web["healthCheckGracePeriodSeconds"]) == ("FARGATE", 2, 30)
    assert len(web["networkConfiguration"]["awsvpcConfiguration"]["subnets"]) == 3
    assert as_dict(web["tags"]) == {"team": "quay", "stage": stage}
    assert spot["capacityProviderStrategy"] == [{"capacityProvider": "FARGATE_SPOT", "weight": 1, "base": 0}]
    api, agent = ecs.describe_services(cluster="bare", services=["api", "agent"])["services"]
    assert api["placementStrategy"] == [{"type": "binpack", "field": "memory"}]
    assert (agent["schedulingStrategy"], agent["desiredCount"]) == ("DAEMON", 0)


def check_gone(ecs):
    assert ecs.list_clusters()["clusterArns"] == []
    assert ecs.list_task_definitions()["taskDefinitionArns"] == []
    providers = ecs.describe_capacity_providers()["capacityProviders"]
    assert [provider["name"] for provider in providers] == ["FARGATE", "FARGATE_SPOT"]
    assert ecs.list_account_settings()["settings"] in ([], [setting_at_rest()])


def setting_at_rest():
    """What the provider leaves behind: it resets a setting where it does not delete it."""
    return {"name": "containerInsights", "value": "disabled", "principalArn": f"arn:aws:iam::{longshore.ACCOUNT}:root",
            "type": "user"}
