"""Programs that people push and pull with, each with a home of the test's own."""

import gzip
import io
import json
import os
import shutil
import subprocess
import tarfile

import pytest

import longshore
from plane import MANIFEST, digest_of
from readme import AWS

# Of one push or pull of an image of some kilobytes, on a machine that does other things too.
PATIENCE_SECONDS = 120


def require(*names):
    """Skips where a program is missing, unless this machine has to have them all."""
    missing = [name for name in names if shutil.which(name) is None]
    if not missing:
        return
    reason = f"{' and '.join(missing)} not installed"
    (pytest.fail if os.environ.get("LONGSHORE_REQUIRE_ROOT") else pytest.skip)(reason)


def require_root():
    if os.geteuid() != 0:
        reason = "storing images as they are pulled needs root"
        (pytest.fail if os.environ.get("LONGSHORE_REQUIRE_ROOT") else pytest.skip)(reason)


class Program:
    """A command and the options that it always gets."""

    def __init__(self, home, *command, **variables):
        self.home, self.command = home, command
        self.environment = longshore.clean_environment(home, **variables)

    def __call__(self, *arguments, **options):
        """What it prints, errors too: programs differ in where they say what."""
        done = self._run(*arguments, **options)
        assert done.returncode == 0, done.stdout
        return done.stdout

    def refused(self, *arguments, **options):
        """What it prints where it must not succeed."""
        done = self._run(*arguments, **options)
        assert done.returncode != 0, done.stdout
        return done.stdout

    def _run(self, *arguments, **options):
        options = {"cwd": self.home, "env": self.environment, "timeout": PATIENCE_SECONDS} | options
        return subprocess.run(
            [*self.command, *map(str, arguments)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, **options)


class Skopeo(Program):
    def __init__(self, home, plane):
        super().__init__(home, "skopeo")
        self.plane = plane

    def copy(self, source, destination, *options):
        """Between places of which either may be ours."""
        options = list(options)
        for side, place in (("src", source), ("dest", destination)):
            if place.startswith(f"docker://{self.plane.host}/"):
                options += [f"--{side}-tls-verify=false", f"--{side}-creds", f"AWS:{self.plane.password}"]
        return self("copy", *options, source, destination)

    def ours(self, verb, image, *options):
        return self(verb, "--tls-verify=false", "--creds", f"AWS:{self.plane.password}", *options, self.at(image))

    def at(self, image):
        return f"docker://{self.plane.host}/{image}"


def password(server, region, home):
    """What people pipe into `docker login`."""
    environment = longshore.clean_environment(home, **server.variables() | {"AWS_REGION": region, "AWS_DEFAULT_REGION": region})
    return subprocess.run([AWS, "ecr", "get-login-password"], env=environment, capture_output=True, text=True,
                          check=True, timeout=60).stdout.strip()


def make_image(directory, name="layout", text="hello\n", architecture="amd64"):
    """An OCI layout with one image of one small layer."""
    layer = io.BytesIO()
    with tarfile.open(fileobj=layer, mode="w") as archive:
        file = tarfile.TarInfo("srv/hello")
        file.size = len(text) * 1000
        archive.addfile(file, io.BytesIO(text.encode() * 1000))
    config = {"os": "linux", "architecture": architecture, "config": {},
              "rootfs": {"type": "layers", "diff_ids": [digest_of(layer.getvalue())]}}
    write_layout(directory / name, lambda keep: {
        "schemaVersion": 2, "mediaType": MANIFEST,
        "config": keep("application/vnd.oci.image.config.v1+json", json.dumps(config).encode()),
        "layers": [keep("application/vnd.oci.image.layer.v1.tar+gzip", gzip.compress(layer.getvalue(), mtime=0))]})
    return f"oci:{name}:1"


def write_layout(folder, make):
    """An OCI layout that holds what `make` keeps, and names the manifest or index that it answers; its digest."""
    (folder / "blobs" / "sha256").mkdir(parents=True)

    def keep(kind, data):
        digest = digest_of(data)
        (folder / "blobs" / "sha256" / digest.removeprefix("sha256:")).write_bytes(data)
        return {"mediaType": kind, "digest": digest, "size": len(data)}

    body = make(keep)
    top = keep(body["mediaType"], json.dumps(body).encode())
    named = top | {"annotations": {"org.opencontainers.image.ref.name": "1"}}
    (folder / "index.json").write_text(json.dumps({"schemaVersion": 2, "manifests": [named]}))
    (folder / "oci-layout").write_text('{"imageLayoutVersion": "1.0.0"}')
    return top["digest"]


def blobs(layout):
    """The digests of what an OCI layout holds."""
    return {f"sha256:{path.name}" for path in (layout / "blobs" / "sha256").iterdir()}


def manifest(plane, image, reference):
    """A manifest as the registry has it."""
    accept = ("application/vnd.oci.image.manifest.v1+json, application/vnd.oci.image.index.v1+json, "
              "application/vnd.docker.distribution.manifest.v2+json, "
              "application/vnd.docker.distribution.manifest.list.v2+json")
    status, headers, body = plane.ask("GET", f"/v2/{image}/manifests/{reference}", Accept=accept)
    assert status == 200, body
    return headers["content-type"], json.loads(body)
