"""Images: pushed by the protocol and by the API, listed, described, deleted."""

import json

import pytest

from expect import refused


def failure(answer):
    one, = answer["failures"]
    return one["failureCode"]


def test_a_token_is_good_for_docker(ecr, plane, server):
    data, = ecr.get_authorization_token()["authorizationData"]
    assert data["proxyEndpoint"] == server.connection["endpoint"]
    assert plane.ask("GET", "/v2/")[0] == 200
    status, headers, _ = plane.ask("GET", "/v2/", Authorization="Basic QVdTOm5vbnNlbnNl")
    assert status == 401 and headers["www-authenticate"].startswith("Basic")


def test_an_image_is_described_as_it_was_pushed(ecr, app, plane):
    digest = plane.push(app, "1.0", b"x" * 100)
    detail, = ecr.describe_images(repositoryName=app)["imageDetails"]
    assert (detail["imageDigest"], detail["imageTags"]) == (digest, ["1.0"])
    assert detail["imageSizeInBytes"] == 102
    assert detail["artifactMediaType"] == "application/vnd.oci.image.config.v1+json"
    assert "lastRecordedPullTime" not in detail
    assert plane.ask("GET", f"/v2/{app}/manifests/{digest}")[0] == 200
    image, = ecr.batch_get_image(repositoryName=app, imageIds=[{"imageTag": "1.0"}])["images"]
    assert json.loads(image["imageManifest"])["layers"][0]["size"] == 100


def test_a_moved_tag_leaves_an_untagged_image(ecr, app, plane):
    first, second = plane.push(app, "latest", b"one"), plane.push(app, "latest", b"two")
    ids = ecr.list_images(repositoryName=app)["imageIds"]
    assert ids == [{"imageDigest": second, "imageTag": "latest"}, {"imageDigest": first}]
    for status, expected in [("TAGGED", ids[:1]), ("UNTAGGED", ids[1:]), ("ANY", ids)]:
        assert ecr.list_images(repositoryName=app, filter={"tagStatus": status})["imageIds"] == expected


def test_images_are_listed_in_pages(ecr, app, plane):
    for number in range(4):
        plane.push(app, f"v{number}", b"same" if number < 2 else bytes([number]))
    plane.push(app, "v3", b"another")
    whole = ecr.list_images(repositoryName=app)["imageIds"]
    assert len(whole) == 5
    for size in (1, 2, 3):
        pages = ecr.get_paginator("list_images").paginate(repositoryName=app, PaginationConfig={"PageSize": size})
        assert [each for page in pages for each in page["imageIds"]] == whole
    pages = ecr.get_paginator("describe_images").paginate(repositoryName=app, PaginationConfig={"PageSize": 2})
    assert sum(len(page["imageDetails"]) for page in pages) == 4


def test_put_image_takes_what_the_protocol_takes(ecr, app, plane):
    manifest = json.dumps(plane.manifest(app))
    image = ecr.put_image(repositoryName=app, imageManifest=manifest, imageTag="1.0")["image"]
    assert image["imageId"]["imageTag"] == "1.0"
    with refused("ImageAlreadyExistsException", image["imageId"]["imageDigest"]):
        ecr.put_image(repositoryName=app, imageManifest=manifest, imageTag="1.0")
    ecr.put_image(repositoryName=app, imageManifest=manifest, imageTag="2.0")
    with refused("ImageDigestDoesNotMatchException"):
        ecr.put_image(repositoryName=app, imageManifest=manifest, imageDigest="sha256:" + "0" * 64)
    absent = manifest.replace(json.loads(manifest)["layers"][0]["digest"], "sha256:" + "1" * 64)
    with refused("LayersNotFoundException", "sha256:1111"):
        ecr.put_image(repositoryName=app, imageManifest=absent, imageTag="3.0")
    with refused("InvalidParameterException", "schemaVersion"):
        ecr.put_image(repositoryName=app, imageManifest="{}", imageTag="3.0")


def test_delete_by_tag_and_by_digest(ecr, app, plane):
    digest = plane.push(app, "one")
    plane.push(app, "two")
    answer = ecr.batch_delete_image(repositoryName=app, imageIds=[{"imageTag": "one"}])
    assert answer["imageIds"] == [{"imageDigest": digest, "imageTag": "one"}]
    assert len(ecr.describe_images(repositoryName=app)["imageDetails"]) == 1
    answer = ecr.batch_delete_image(repositoryName=app, imageIds=[{"imageDigest": digest}])
    assert answer["imageIds"] == [{"imageDigest": digest, "imageTag": "two"}]
    assert ecr.describe_images(repositoryName=app)["imageDetails"] == []


def test_what_an_index_lists_is_not_deleted(ecr, app, plane):
    digest = plane.push(app, "1.0")
    index = {"schemaVersion": 2, "mediaType": "application/vnd.oci.image.index.v1+json",
             "manifests": [{"mediaType": "application/vnd.oci.image.manifest.v1+json", "digest": digest, "size": 1}]}
    assert plane.put_manifest(app, "all", index)[0] == 201
    answer = ecr.batch_delete_image(repositoryName=app, imageIds=[{"imageDigest": digest}])
    assert failure(answer) == "ImageReferencedByManifestList"
    ecr.batch_delete_image(repositoryName=app, imageIds=[{"imageTag": "all"}])
    assert ecr.batch_delete_image(repositoryName=app, imageIds=[{"imageDigest": digest}])["failures"] == []


@pytest.mark.parametrize("image, code", [
    ({}, "MissingDigestAndTag"),
    ({"imageTag": "none"}, "ImageNotFound"),
    ({"imageDigest": "sha256:" + "0" * 64}, "ImageNotFound"),
    ({"imageDigest": "nonsense:0"}, "InvalidImageDigest"),
    ({"imageTag": "1.0", "imageDigest": "sha256:" + "0" * 64}, "ImageTagDoesNotMatchDigest"),
])
def test_images_that_are_not_there_are_failures(ecr, app, plane, image, code):
    plane.push(app, "1.0")
    assert failure(ecr.batch_get_image(repositoryName=app, imageIds=[image])) == code
    assert failure(ecr.batch_delete_image(repositoryName=app, imageIds=[image])) == code


def test_describing_what_is_not_there_is_refused(ecr, app):
    with refused("ImageNotFoundException", "imageTag:'none'"):
        ecr.describe_images(repositoryName=app, imageIds=[{"imageTag": "none"}])


def test_layers_are_available_where_they_were_pushed(ecr, app, plane):
    pushed = plane.push_blob(app, b"layer")["digest"]
    absent = "sha256:" + "0" * 64
    answer = ecr.batch_check_layer_availability(repositoryName=app, layerDigests=[pushed, absent, "nonsense"])
    assert [(layer["layerDigest"], layer["layerAvailability"]) for layer in answer["layers"]] == [
        (pushed, "AVAILABLE"), (absent, "UNAVAILABLE")]
    assert answer["failures"][0]["failureCode"] == "InvalidLayerDigest"


def test_referrers_are_listed(ecr, app, plane):
    subject = plane.push(app, "1.0")
    about = plane.manifest(app, b"signature") | {
        "subject": {"mediaType": "application/vnd.oci.image.manifest.v1+json", "digest": subject, "size": 1},
        "artifactType": "application/vnd.example"}
    assert plane.put_manifest(app, "signed", about)[0] == 201
    referrer, = ecr.list_image_referrers(repositoryName=app, subjectId={"imageDigest": subject})["referrers"]
    assert referrer["artifactType"] == "application/vnd.example"


def test_a_lifecycle_policy_ends_images(ecr, app, plane):
    policy = json.dumps({"rules": [{"rulePriority": 1, "action": {"type": "expire"}, "selection": {
        "tagStatus": "untagged", "countType": "imageCountMoreThan", "countNumber": 1}}]})
    with refused("LifecyclePolicyNotFoundException"):
        ecr.get_lifecycle_policy(repositoryName=app)
    pushed = [plane.push(app, "latest", bytes([number])) for number in range(4)]
    ecr.start_lifecycle_policy_preview(repositoryName=app, lifecyclePolicyText=policy)
    ecr.get_waiter("lifecycle_policy_preview_complete").wait(repositoryName=app)
    preview = ecr.get_lifecycle_policy_preview(repositoryName=app)
    assert preview["summary"]["expiringImageTotalCount"] == 2
    assert {each["imageDigest"] for each in preview["previewResults"]} <= set(pushed[:3])
    assert len(ecr.describe_images(repositoryName=app)["imageDetails"]) == 4
    ecr.put_lifecycle_policy(repositoryName=app, lifecyclePolicyText=policy)
    for _ in range(100):
        if "lastEvaluatedAt" in ecr.get_lifecycle_policy(repositoryName=app):
            break
    left = ecr.describe_images(repositoryName=app)["imageDetails"]
    assert len(left) == 2 and pushed[3] in {each["imageDigest"] for each in left}
    assert ecr.delete_lifecycle_policy(repositoryName=app)["lifecyclePolicyText"] == policy
    with refused("InvalidParameterException", "rules[0].selection.tagStatus"):
        ecr.put_lifecycle_policy(repositoryName=app, lifecyclePolicyText=policy.replace("untagged", "nothing"))
