"""Images that go to other regions, images that are archived, pulls that are not remembered."""

import time

import pytest

from expect import refused
from longshore import ACCOUNT, Longshore
from plane import Plane, digest_of


def replicated(ecr, repository, tag, seconds=10):
    """The status of the one destination, when it has ended."""
    for _ in range(seconds * 20):
        statuses = ecr.describe_image_replication_status(repositoryName=repository, imageId={"imageTag": tag})
        status, = statuses["replicationStatuses"]
        if status["status"] != "IN_PROGRESS":
            return status
        time.sleep(0.05)
    pytest.fail("the copy was never made")


def rules(region, account=ACCOUNT, prefix="ap"):
    return {"rules": [{"destinations": [{"region": region, "registryId": account}],
                       "repositoryFilters": [{"filter": prefix, "filterType": "PREFIX_MATCH"}]}]}


def test_an_image_is_copied_to_another_region(server, ecr, app, plane, region):
    registry = ecr.describe_registry()
    assert (registry["registryId"], registry["replicationConfiguration"]) == (ACCOUNT, {"rules": []})
    plane.push(app, "before")
    there = f"{region}-copy"
    ecr.put_replication_configuration(replicationConfiguration=rules(there))
    assert ecr.describe_registry()["replicationConfiguration"] == rules(there)
    digest = plane.push(app, "1.0", b"copied")
    assert replicated(ecr, app, "1.0") == {"region": there, "registryId": ACCOUNT, "status": "COMPLETE"}
    other = server.client("ecr", there)
    found, = other.describe_images(repositoryName=app)["imageDetails"]
    assert (found["imageDigest"], found["imageTags"]) == (digest, ["1.0"])
    pulled = Plane(server.connection, other).ask("GET", f"/v2/{app}/manifests/1.0")
    assert (pulled[0], pulled[1]["docker-content-digest"]) == (200, digest)
    before = ecr.describe_image_replication_status(repositoryName=app, imageId={"imageTag": "before"})
    assert before["replicationStatuses"] == []


def test_another_account_has_to_allow_a_copy(ecr, app, plane, region):
    ecr.put_replication_configuration(replicationConfiguration=rules(region, "000000000042"))
    plane.push(app, "1.0")
    status = replicated(ecr, app, "1.0")
    assert (status["status"], status["failureCode"]) == ("FAILED", "AccessDeniedException")


def test_replication_that_is_refused(ecr, app, region):
    with refused("InvalidParameterException", "itself"):
        ecr.put_replication_configuration(replicationConfiguration=rules(region))
    with refused("ImageNotFoundException"):
        ecr.describe_image_replication_status(repositoryName=app, imageId={"imageTag": "none"})
    with refused("RepositoryNotFoundException"):
        ecr.describe_image_replication_status(repositoryName="gone", imageId={"imageTag": "none"})


def test_an_archived_image_is_not_pulled_until_it_is_restored(ecr, app, plane):
    plane.push(app, "1.0")

    def update(target):
        return ecr.update_image_storage_class(
            repositoryName=app, imageId={"imageTag": "1.0"}, targetStorageClass=target)["imageStatus"]

    assert update("ARCHIVE") == "ARCHIVED"
    status, _, body = plane.ask("GET", f"/v2/{app}/manifests/1.0")
    assert status == 403 and b"UpdateImageStorageClass" in body
    with refused("ImageStorageClassUpdateNotSupportedException", "archived already"):
        update("ARCHIVE")
    assert update("STANDARD") == "ACTIVE"
    assert plane.ask("GET", f"/v2/{app}/manifests/1.0")[0] == 200
    with refused("ImageNotFoundException"):
        ecr.update_image_storage_class(
            repositoryName=app, imageId={"imageTag": "none"}, targetStorageClass="ARCHIVE")


def test_pulls_that_are_not_remembered(ecr):
    role = f"arn:aws:iam::{ACCOUNT}:role/scanner"
    assert ecr.register_pull_time_update_exclusion(principalArn=role)["principalArn"] == role
    with refused("ExclusionAlreadyExistsException", role):
        ecr.register_pull_time_update_exclusion(principalArn=role)
    ecr.register_pull_time_update_exclusion(principalArn=role + "-2")
    first = ecr.list_pull_time_update_exclusions(maxResults=1)
    second = ecr.list_pull_time_update_exclusions(maxResults=1, nextToken=first["nextToken"])
    assert first["pullTimeUpdateExclusions"] + second["pullTimeUpdateExclusions"] == [role, role + "-2"]
    ecr.deregister_pull_time_update_exclusion(principalArn=role)
    with refused("ExclusionNotFoundException", role):
        ecr.deregister_pull_time_update_exclusion(principalArn=role)


def test_an_image_is_sent_to_another_longshore(tmp_path):
    with Longshore(tmp_path / "there") as there:
        setting = f"eu-far-1={tmp_path / 'there' / 'connection.json'}"
        with Longshore(tmp_path / "here", "--replicate-to", setting) as here:
            ecr = here.client("ecr")
            ecr.create_repository(repositoryName="app")
            ecr.put_replication_configuration(replicationConfiguration=rules("eu-far-1"))
            plane = Plane(here.connection, ecr)
            digest = plane.push("app", "1.0", b"x" * 2_000_000)
            assert replicated(ecr, "app", "1.0")["status"] == "COMPLETE"
            far = there.client("ecr", "eu-far-1")
            found, = far.describe_images(repositoryName="app")["imageDetails"]
            assert (found["imageDigest"], found["imageTags"]) == (digest, ["1.0"])
            pulled = Plane(there.connection, far).ask("GET", f"/v2/app/blobs/{digest_of(b'x' * 2_000_000)}")
            assert pulled[2] == b"x" * 2_000_000
            there.process.kill()
            there.process.wait()
            plane.push("app", "2.0", b"while it is away")
            for _ in range(200):
                answer = ecr.describe_image_replication_status(repositoryName="app", imageId={"imageTag": "2.0"})
                status, = answer["replicationStatuses"]
                if "failureCode" in status:
                    break
                time.sleep(0.05)
            assert (status["status"], status["failureCode"]) == ("IN_PROGRESS", "DestinationUnavailable")
            with Longshore(there.data_dir, listen=there.connection["endpoint"].removeprefix("http://")):
                assert replicated(ecr, "app", "2.0", seconds=40)["status"] == "COMPLETE"
