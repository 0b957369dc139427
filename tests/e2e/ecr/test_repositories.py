"""Repositories: made, described, set, deleted; tags and policies."""

import json

import pytest

from expect import arn, refused


def test_a_new_repository_has_every_default(ecr, region, server):
    made = ecr.create_repository(repositoryName="team/app")["repository"]
    assert made["repositoryArn"] == arn(region, "repository/team/app", service="ecr")
    assert made["repositoryUri"].endswith("/team/app")
    assert (made["imageTagMutability"], made["imageScanningConfiguration"]) == ("MUTABLE", {"scanOnPush": False})
    assert made["encryptionConfiguration"] == {"encryptionType": "AES256"}
    assert ecr.describe_repositories(repositoryNames=["team/app"])["repositories"] == [made]


def test_a_name_is_taken_once_and_free_again(ecr, app):
    with refused("RepositoryAlreadyExistsException", "'app'", "000000000000"):
        ecr.create_repository(repositoryName=app)
    ecr.delete_repository(repositoryName=app)
    with refused("RepositoryNotFoundException", "'app'"):
        ecr.describe_repositories(repositoryNames=[app])
    ecr.create_repository(repositoryName=app)


@pytest.mark.parametrize("name", ["Ab", "a..b", "-a", "a/"])
def test_names_that_are_none(ecr, name):
    with refused("InvalidParameterException", "repositoryName"):
        ecr.create_repository(repositoryName=name)


def test_repositories_are_listed_in_pages(ecr):
    names = [f"app-{number}" for number in range(5)]
    for name in reversed(names):
        ecr.create_repository(repositoryName=name)
    pages = list(ecr.get_paginator("describe_repositories").paginate(PaginationConfig={"PageSize": 2}))
    assert [[each["repositoryName"] for each in page["repositories"]] for page in pages] == [
        names[:2], names[2:4], names[4:]]
    with refused("InvalidParameterException", "nextToken"):
        ecr.describe_repositories(nextToken="nonsense")


def test_a_repository_with_images_goes_only_by_force(ecr, app, plane):
    plane.push(app, "1.0")
    with refused("RepositoryNotEmptyException", "still contains images"):
        ecr.delete_repository(repositoryName=app)
    ecr.delete_repository(repositoryName=app, force=True)
    ecr.create_repository(repositoryName=app)
    assert ecr.list_images(repositoryName=app)["imageIds"] == []


def test_immutable_tags_do_not_move(ecr, app, plane):
    ecr.put_image_tag_mutability(repositoryName=app, imageTagMutability="IMMUTABLE")
    first = plane.push(app, "1.0", b"one")
    status, _, answer, _ = plane.put_manifest(app, "1.0", plane.manifest(app, b"two"))
    assert (status, json.loads(answer)["errors"][0]["code"]) == (400, "TAG_INVALID")
    assert plane.push(app, "1.0", b"one") == first, "the same image again is no change"
    ecr.put_image_tag_mutability(
        repositoryName=app, imageTagMutability="IMMUTABLE_WITH_EXCLUSION",
        imageTagMutabilityExclusionFilters=[{"filterType": "WILDCARD", "filter": "dev-*"}])
    assert plane.push(app, "dev-1", b"one") != plane.push(app, "dev-1", b"two")


def test_exclusions_go_with_their_mutability(ecr, app):
    filters = [{"filterType": "WILDCARD", "filter": "dev-*"}]
    for given in [{"imageTagMutability": "IMMUTABLE", "imageTagMutabilityExclusionFilters": filters},
                  {"imageTagMutability": "IMMUTABLE_WITH_EXCLUSION"}]:
        with refused("InvalidParameterException", "imageTagMutabilityExclusionFilters"):
            ecr.put_image_tag_mutability(repositoryName=app, **given)


def test_tags_of_a_repository(ecr, region):
    made = ecr.create_repository(repositoryName="app", tags=[{"Key": "team", "Value": "harbor"}])["repository"]
    resource = made["repositoryArn"]
    ecr.tag_resource(resourceArn=resource, tags=[{"Key": "team", "Value": "quay"}, {"Key": "stage", "Value": "one"}])
    ecr.untag_resource(resourceArn=resource, tagKeys=["stage"])
    assert ecr.list_tags_for_resource(resourceArn=resource)["tags"] == [{"Key": "team", "Value": "quay"}]
    with refused("RepositoryNotFoundException"):
        ecr.list_tags_for_resource(resourceArn=arn(region, "repository/gone", service="ecr"))


def test_a_policy_is_kept_and_enforced(ecr, app, plane):
    with refused("RepositoryPolicyNotFoundException"):
        ecr.get_repository_policy(repositoryName=app)
    plane.push(app, "1.0")
    text = json.dumps({"Version": "2012-10-17", "Statement": [
        {"Effect": "Deny", "Principal": "*", "Action": ["ecr:PutImage", "ecr:BatchDeleteImage"]}]})
    ecr.set_repository_policy(repositoryName=app, policyText=text)
    assert ecr.get_repository_policy(repositoryName=app)["policyText"] == text
    with refused("AccessDeniedException", "ecr:BatchDeleteImage", "policy denies"):
        ecr.batch_delete_image(repositoryName=app, imageIds=[{"imageTag": "1.0"}])
    status, _, answer = plane.ask("PUT", f"/v2/{app}/manifests/2.0", b"{}")
    assert (status, json.loads(answer)["errors"][0]["code"]) == (403, "DENIED")
    assert plane.ask("GET", f"/v2/{app}/manifests/1.0")[0] == 200
    ecr.delete_repository_policy(repositoryName=app)
    plane.push(app, "2.0")


def test_a_policy_that_cannot_be_read_is_refused(ecr, app):
    for text, word in [("{", "JSON"), ('{"Statement": [{"Effect": "Perhaps"}]}', "Statement[0].Effect")]:
        with refused("InvalidParameterException", "policyText", word):
            ecr.set_repository_policy(repositoryName=app, policyText=text)
    lockout = json.dumps({"Statement": {"Effect": "Deny", "Principal": "*", "Action": "ecr:*"}})
    with refused("InvalidParameterException", "force"):
        ecr.set_repository_policy(repositoryName=app, policyText=lockout)


def test_another_account_needs_a_policy(server, ecr, app, region):
    with refused("RepositoryNotFoundException", "000000000042"):
        ecr.describe_images(registryId="000000000042", repositoryName=app)


def test_settings_of_the_registry(ecr, app):
    assert ecr.get_registry_scanning_configuration()["scanningConfiguration"] == {"scanType": "BASIC", "rules": []}
    rules = [{"scanFrequency": "SCAN_ON_PUSH", "repositoryFilters": [{"filter": "ap*", "filterType": "WILDCARD"}]}]
    ecr.put_registry_scanning_configuration(scanType="BASIC", rules=rules)
    found = ecr.batch_get_repository_scanning_configuration(repositoryNames=[app, "gone"])
    shown, = found["scanningConfigurations"]
    assert (shown["scanOnPush"], shown["appliedScanFilters"]) == (True, rules[0]["repositoryFilters"])
    assert found["failures"][0]["repositoryName"] == "gone"
    with refused("InvalidParameterException", "ENHANCED"):
        ecr.put_registry_scanning_configuration(scanType="ENHANCED", rules=[])
    assert ecr.get_account_setting(name="BLOB_MOUNTING")["value"] == "ENABLED"
    ecr.put_account_setting(name="BLOB_MOUNTING", value="DISABLED")
    assert ecr.get_account_setting(name="BLOB_MOUNTING")["value"] == "DISABLED"


def test_a_policy_of_the_registry(ecr):
    with refused("RegistryPolicyNotFoundException"):
        ecr.get_registry_policy()
    text = json.dumps({"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "ecr:ReplicateImage"}]})
    ecr.put_registry_policy(policyText=text)
    assert ecr.get_registry_policy()["policyText"] == text
    assert ecr.delete_registry_policy()["policyText"] == text
    with refused("InvalidParameterException", "policyText"):
        ecr.put_registry_policy(policyText="{}")


def test_scanning_of_a_repository_is_set(ecr, app):
    ecr.put_image_scanning_configuration(repositoryName=app, imageScanningConfiguration={"scanOnPush": True})
    described, = ecr.describe_repositories(repositoryNames=[app])["repositories"]
    assert described["imageScanningConfiguration"] == {"scanOnPush": True}
    ecr.put_image_scanning_configuration(repositoryName=app, imageScanningConfiguration={})
    described, = ecr.describe_repositories(repositoryNames=[app])["repositories"]
    assert described["imageScanningConfiguration"] == {"scanOnPush": False}
