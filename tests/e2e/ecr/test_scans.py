"""Scans of images: what is in their layers against records that the test writes."""

import gzip
import io
import json
import tarfile
import time

import pytest

from expect import refused
from longshore import Longshore, run
from plane import Plane

PATIENCE_SECONDS = 60

DEBIAN = "ID=debian\nVERSION_ID=\"12\"\n"
STATUS = "Package: libssl3\nStatus: install ok installed\nSource: openssl\nVersion: 3.0.9-1\n\n" \
         "Package: bash\nStatus: install ok installed\nVersion: 5.2.15-2\n"
LOCK = json.dumps({"lockfileVersion": 3, "packages": {"node_modules/lodash": {"version": "4.17.20"}}})
OPENSSL = {
    "id": "DEBIAN-CVE-2099-0001", "upstream": ["CVE-2099-0001"], "modified": "2026-01-01T00:00:00Z",
    "details": "A made-up flaw of a library.", "references": [{"type": "ADVISORY", "url": "https://flaw.example/1"}],
    "severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}],
    "affected": [{"package": {"ecosystem": "Debian:12", "name": "openssl"},
                  "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "3.0.11-1"}]}]}]}
LODASH = [
    {"id": f"GHSA-made-up-{number}", "modified": "2026-01-01T00:00:00Z", "summary": "Another one.",
     "database_specific": {"severity": severity},
     "affected": [{"package": {"ecosystem": "npm", "name": "lodash"},
                   "ranges": [{"type": "SEMVER", "events": [{"introduced": "4.0.0"}, {"fixed": fixed}]}]}]}
    for number, severity, fixed in [(1, "MODERATE", "4.17.21"), (2, "LOW", "4.17.21"), (3, "HIGH", "4.17.20")]]
FILES = {"etc/os-release": DEBIAN, "var/lib/dpkg/status": STATUS, "app/package-lock.json": LOCK}


def layer(files):
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w") as archive:
        for path, text in files.items():
            about = tarfile.TarInfo(path)
            about.size = len(text.encode())
            archive.addfile(about, io.BytesIO(text.encode()))
    return gzip.compress(data.getvalue(), mtime=0)


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    directory = tmp_path_factory.mktemp("osv")
    (directory / "debian").mkdir()
    (directory / "debian" / "one.json").write_text(json.dumps(OPENSSL))
    (directory / "npm.json").write_text(json.dumps(LODASH))
    return directory


@pytest.fixture(scope="module")
def scanning(tmp_path_factory, data):
    with Longshore(tmp_path_factory.mktemp("scanning"), "--vulnerabilities", data) as server:
        yield server


class Registry:
    """A repository with scans, and what is asked of it."""

    def __init__(self, server, region, scan_on_push=True):
        self.ecr = server.client("ecr", region)
        self.plane = Plane(server.connection, self.ecr)
        self.ecr.create_repository(repositoryName="app", imageScanningConfiguration={"scanOnPush": scan_on_push})

    def push(self, tag="1", data=layer(FILES)):
        return self.plane.push("app", tag, data)

    def findings(self, tag="1", **options):
        return self.ecr.describe_image_scan_findings(
            repositoryName="app", imageId={"imageTag": tag}, **options)

    def ended(self, tag="1"):
        """What is said of the scan once it has ended."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            answer = self.findings(tag)
            if answer["imageScanStatus"]["status"] in ("COMPLETE", "FAILED"):
                return answer
            assert time.monotonic() < deadline, answer["imageScanStatus"]
            time.sleep(0.05)

    def start(self, tag="1"):
        return self.ecr.start_image_scan(repositoryName="app", imageId={"imageTag": tag})


@pytest.fixture
def app(scanning, region):
    return Registry(scanning, region)


def attributes(finding):
    return {each["key"]: each["value"] for each in finding["attributes"]}


def test_a_push_is_scanned_and_findings_are_described(app):
    digest = app.push()
    answer = app.ended()
    assert answer["imageScanStatus"]["status"] == "COMPLETE"
    assert answer["imageScanStatus"]["description"] == "The scan was completed successfully."
    assert answer["imageId"] == {"imageDigest": digest, "imageTag": "1"}
    found = answer["imageScanFindings"]
    assert [each["name"] for each in found["findings"]] == ["CVE-2099-0001", "GHSA-made-up-1", "GHSA-made-up-2"]
    assert found["findingSeverityCounts"] == {"CRITICAL": 1, "MEDIUM": 1, "LOW": 1}
    openssl = found["findings"][0]
    assert (openssl["severity"], openssl["uri"]) == ("CRITICAL", "https://flaw.example/1")
    assert openssl["description"] == "A made-up flaw of a library."
    assert attributes(openssl) == {
        "package_name": "libssl3", "package_version": "3.0.9-1", "CVSS3_SCORE": "9.8", "osv_id": "DEBIAN-CVE-2099-0001",
        "CVSS3_VECTOR": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", "fixed_in_version": "3.0.11-1",
        "package_path": "/var/lib/dpkg/status"}
    detail, = app.ecr.describe_images(repositoryName="app")["imageDetails"]
    assert detail["imageScanStatus"]["status"] == "COMPLETE"
    summary = detail["imageScanFindingsSummary"]
    assert summary["findingSeverityCounts"] == found["findingSeverityCounts"]
    for time in ("imageScanCompletedAt", "vulnerabilitySourceUpdatedAt"):
        assert summary[time] == found[time]


def test_findings_come_in_pages(app):
    app.push()
    names = [each["name"] for each in app.ended()["imageScanFindings"]["findings"]]
    pages = app.ecr.get_paginator("describe_image_scan_findings").paginate(
        repositoryName="app", imageId={"imageTag": "1"}, PaginationConfig={"PageSize": 2})
    assert [[each["name"] for each in page["imageScanFindings"]["findings"]] for page in pages] == [names[:2], names[2:]]
    with refused("InvalidParameterException", "nextToken"):
        app.findings(nextToken="nonsense")


def test_a_scan_is_started_by_hand_once_a_day(scanning, region):
    app = Registry(scanning, region, scan_on_push=False)
    digest = app.push()
    with refused("ScanNotFoundException", digest):
        app.ecr.describe_image_scan_findings(repositoryName="app", imageId={"imageDigest": digest})
    started = app.start()
    assert started["imageScanStatus"]["status"] == "IN_PROGRESS" and started["imageId"]["imageDigest"] == digest
    app.ecr.get_waiter("image_scan_complete").wait(
        repositoryName="app", imageId={"imageTag": "1"}, WaiterConfig={"Delay": 1, "MaxAttempts": 30})
    with refused("LimitExceededException"):
        app.start()
    with refused("ImageNotFoundException"):
        app.start("gone")


def test_a_rule_of_the_registry_asks_for_scans(scanning, region):
    app = Registry(scanning, region, scan_on_push=False)
    rule = {"scanFrequency": "SCAN_ON_PUSH", "repositoryFilters": [{"filter": "ap*", "filterType": "WILDCARD"}]}
    app.ecr.put_registry_scanning_configuration(scanType="BASIC", rules=[rule])
    app.push()
    assert app.ended()["imageScanStatus"]["status"] == "COMPLETE"
    with refused("InvalidParameterException", "CONTINUOUS_SCAN"):
        app.ecr.put_registry_scanning_configuration(
            scanType="BASIC", rules=[rule | {"scanFrequency": "CONTINUOUS_SCAN"}])


@pytest.mark.parametrize("content, words", [
    (b"neither a tar nor anything else" * 40, "cannot be read"),
    (layer(FILES)[:-200], "cannot be read"),
    (layer({"bin/static": "elf"}), "UnsupportedImageError: no package was found"),
    (layer(FILES | {"etc/os-release": "ID=unheard-of\nVERSION_ID=1\n"}), "'unheard-of' version '1'"),
    (layer(FILES | {"var/lib/rpm/Packages": "x"}), "not read yet"),
])
def test_what_cannot_be_scanned_fails_in_words(app, content, words):
    app.push(data=content)
    status = app.ended()["imageScanStatus"]
    assert status["status"] == "FAILED" and words in status["description"], status
    assert "imageScanFindings" not in app.findings()
    # What failed may be tried again at once.
    assert app.start()["imageScanStatus"]["status"] == "IN_PROGRESS"


def test_an_index_is_not_scanned(app):
    digest = app.push()
    body = {"schemaVersion": 2, "mediaType": "application/vnd.oci.image.index.v1+json",
            "manifests": [{"mediaType": "application/vnd.oci.image.manifest.v1+json", "digest": digest, "size": 1}]}
    status, _, answer, _ = app.plane.put_manifest("app", "all", body)
    assert status == 201, answer
    with refused("UnsupportedImageTypeException", "index"):
        app.start("all")
    with refused("ScanNotFoundException"):
        app.findings("all")


def test_without_data_scans_fail_and_name_the_option(server, region):
    app = Registry(server, region)
    app.push()
    status = app.ended()["imageScanStatus"]
    assert status["status"] == "FAILED" and "--vulnerabilities" in status["description"]
    detail, = app.ecr.describe_images(repositoryName="app")["imageDetails"]
    assert detail["imageScanStatus"] == status and "imageScanFindingsSummary" not in detail


def test_data_that_changes_is_read_again_and_a_restart_goes_on(tmp_path):
    data = tmp_path / "osv"
    data.mkdir()
    with Longshore(tmp_path / "data", "--vulnerabilities", data) as server:
        app = Registry(server, "us-east-1")
        app.push()
        assert "holds no OSV record" in app.ended()["imageScanStatus"]["description"]
        (data / "npm.json").write_text(json.dumps(LODASH))
        # Whether the scan ends in this process or in the next one, it ends.
        app.start()
        server.kill()
    with Longshore(tmp_path / "data", "--vulnerabilities", data) as server:
        app.ecr = server.client("ecr", "us-east-1")
        assert app.ended()["imageScanFindings"]["findingSeverityCounts"] == {"MEDIUM": 1, "LOW": 1}
        told = run("events", "--data-dir", server.data_dir, "--detail-type", "ECR Image Scan", "--output", "json")
        failed, complete = map(json.loads, told.stdout.splitlines())
        assert (failed["detail"]["scan-status"], complete["detail"]["scan-status"]) == ("FAILED", "COMPLETE")
        assert complete["source"] == "aws.ecr" and complete["detail"]["image-tags"] == ["1"]
        assert complete["detail"]["finding-severity-counts"] == {"MEDIUM": 1, "LOW": 1}


def test_an_image_that_is_deleted_while_it_waits_does_no_harm(app):
    digest = app.push()
    app.ecr.batch_delete_image(repositoryName="app", imageIds=[{"imageDigest": digest}])
    with refused("ImageNotFoundException"):
        app.findings()
    app.push("2", layer(FILES | {"other": "x"}))
    assert app.ended("2")["imageScanStatus"]["status"] == "COMPLETE"
