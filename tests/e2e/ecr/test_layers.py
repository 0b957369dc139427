"""Layers, uploaded and fetched by ECR's API."""

import json
import urllib.error
import urllib.request

import pytest

from expect import refused
from plane import digest_of

MIB = 1024 * 1024


def upload(ecr, repository, data, part_bytes=5 * MIB, digest=None):
    """Uploads a layer part by part, as the API is meant to be used."""
    begun = ecr.initiate_layer_upload(repositoryName=repository)
    for first in range(0, len(data), part_bytes):
        part = data[first:first + part_bytes]
        answer = ecr.upload_layer_part(
            repositoryName=repository, uploadId=begun["uploadId"], partFirstByte=first,
            partLastByte=first + len(part) - 1, layerPartBlob=part)
        assert answer["lastByteReceived"] == first + len(part) - 1
    return ecr.complete_layer_upload(
        repositoryName=repository, uploadId=begun["uploadId"], layerDigests=[digest or digest_of(data)])


def test_a_layer_is_uploaded_in_parts_and_fetched_with_nothing_but_its_address(ecr, app):
    data = bytes(range(256)) * (11 * MIB // 256)
    assert ecr.initiate_layer_upload(repositoryName=app)["partSize"] == 10 * MIB
    assert upload(ecr, app, data, 10 * MIB)["layerDigest"] == digest_of(data)
    layer, = ecr.batch_check_layer_availability(repositoryName=app, layerDigests=[digest_of(data)])["layers"]
    assert (layer["layerAvailability"], layer["layerSize"]) == ("AVAILABLE", len(data))
    url = ecr.get_download_url_for_layer(repositoryName=app, layerDigest=digest_of(data))["downloadUrl"]
    with urllib.request.urlopen(url, timeout=30) as answer:
        assert answer.read() == data
    for changed in (url[:-1] + ("A" if url[-1] != "A" else "B"), url.replace(f"/v2/{app}/", "/v2/other/")):
        with pytest.raises(urllib.error.HTTPError) as caught:
            urllib.request.urlopen(changed, timeout=30)
        assert caught.value.code == 403


def test_an_image_whose_layers_came_by_the_api(ecr, app, plane):
    config, layer = b"{}", b"by the api"
    upload(ecr, app, config)
    upload(ecr, app, layer)
    manifest = {"schemaVersion": 2, "mediaType": "application/vnd.oci.image.manifest.v1+json",
                "config": {"mediaType": "application/vnd.oci.image.config.v1+json", "digest": digest_of(config),
                           "size": len(config)},
                "layers": [{"mediaType": "application/vnd.oci.image.layer.v1.tar", "digest": digest_of(layer),
                            "size": len(layer)}]}
    ecr.put_image(repositoryName=app, imageManifest=json.dumps(manifest), imageTag="1.0")
    assert plane.ask("GET", f"/v2/{app}/blobs/{digest_of(layer)}")[2] == layer


def test_parts_that_do_not_follow_say_where_to_go_on(ecr, app):
    begun = ecr.initiate_layer_upload(repositoryName=app)["uploadId"]

    def part(first, last, data):
        return ecr.upload_layer_part(repositoryName=app, uploadId=begun, partFirstByte=first, partLastByte=last,
                                     layerPartBlob=data)

    with refused("InvalidLayerPartException", "next to come is 0"):
        part(1, 3, b"abc")
    part(0, 2, b"abc")
    for first, last, data in [(0, 2, b"abc"), (4, 5, b"de"), (3, 9, b"de")]:
        with refused("InvalidLayerPartException") as caught:
            part(first, last, data)
        answer = caught.value.response
        assert (answer["lastValidByteReceived"], answer["repositoryName"], answer["uploadId"]) == (2, app, begun)
    part(3, 4, b"de")
    with refused("LayerPartTooSmallException"):
        ecr.complete_layer_upload(repositoryName=app, uploadId=begun, layerDigests=[digest_of(b"abcde")])


def test_what_cannot_become_a_layer(ecr, app):
    none = "00000000-0000-0000-0000-000000000000"
    with refused("UploadNotFoundException", none):
        ecr.upload_layer_part(repositoryName=app, uploadId=none, partFirstByte=0, partLastByte=0, layerPartBlob=b"x")
    with refused("UploadNotFoundException", none):
        ecr.complete_layer_upload(repositoryName=app, uploadId=none, layerDigests=[digest_of(b"x")])
    with refused("RepositoryNotFoundException"):
        ecr.initiate_layer_upload(repositoryName="gone")
    begun = ecr.initiate_layer_upload(repositoryName=app)["uploadId"]
    with refused("EmptyUploadException"):
        ecr.complete_layer_upload(repositoryName=app, uploadId=begun, layerDigests=[digest_of(b"")])
    with refused("InvalidLayerException", digest_of(b"abc")):
        upload(ecr, app, b"abc", digest=digest_of(b"other"))
    upload(ecr, app, b"abc")
    with refused("LayerAlreadyExistsException", digest_of(b"abc")):
        upload(ecr, app, b"abc")
    with refused("LayersNotFoundException", digest_of(b"other")):
        ecr.get_download_url_for_layer(repositoryName=app, layerDigest=digest_of(b"other"))
    with refused("InvalidParameterException", "layerDigest"):
        ecr.get_download_url_for_layer(repositoryName=app, layerDigest="md5:00")
