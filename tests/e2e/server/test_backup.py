"""Backups of a running server: made by the server, for its own keys only."""

import json

import pytest

import raw
from expect import define
from longshore import Longshore, run
from plane import Plane, digest_of

PAGE = "/_longshore/backup"


@pytest.mark.parametrize("options", [[], ["--tls"], ["--auth", "off"]])
def test_a_running_server_is_backed_up(tmp_path, options):
    old, new, file = tmp_path / "old", tmp_path / "new", tmp_path / "backup"
    with Longshore(old, *options) as server:
        ecs = server.client("ecs")
        for number in range(20):
            define(ecs, f"f{number}")
        made = run("state", "backup", file, "--data-dir", old, "--output", "json")
        assert made.returncode == 0, made.stderr
        assert json.loads(made.stdout)["rows"] > 20
        define(ecs, "after")
        again = run("state", "backup", file, "--data-dir", old)
        assert again.returncode == 1, "a backup is never written over"
    assert file.stat().st_mode & 0o077 == 0, "it holds secret keys"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["backup", "old"], "nothing is left beside it"
    restored = run("state", "restore", file, "--data-dir", new)
    assert restored.returncode == 0, restored.stderr
    with Longshore(new) as server:
        families = server.client("ecs").list_task_definition_families()["families"]
        assert sorted(families) == sorted(f"f{number}" for number in range(20))


def test_strangers_get_no_backup(server):
    status, _, body = server.get(PAGE)
    assert status == 403
    assert "signed" in body


def test_a_signature_for_something_else_is_no_key_to_it(server):
    headers = raw.signed(server, b"", {}, "ecs", path=PAGE, method="GET")
    status, _, _ = raw.send(server, "GET", PAGE, headers=headers)
    assert status == 403


LAYER = bytes(range(256)) * 5000


@pytest.fixture
def pushed(tmp_path):
    """A server with an image, and its manifest's digest."""
    with Longshore(tmp_path / "old") as server:
        ecr = server.client("ecr")
        ecr.create_repository(repositoryName="app")
        yield server, Plane(server.connection, ecr).push("app", "1", LAYER)


def pulled(data_dir):
    """The manifest's digest and the layer that a server over that directory gives out."""
    with Longshore(data_dir) as server:
        plane = Plane(server.connection, server.client("ecr"))
        status, headers, body = plane.ask("GET", "/v2/app/manifests/1")
        assert status == 200
        layer, = json.loads(body)["layers"]
        return headers["docker-content-digest"], plane.ask("GET", f"/v2/app/blobs/{layer['digest']}")


@pytest.mark.parametrize("stopped", [False, True])
def test_a_backup_holds_the_registrys_layers(tmp_path, pushed, stopped):
    server, digest = pushed
    file, new = tmp_path / "backup", tmp_path / "new"
    if stopped:
        assert server.stop() == 0
    made = run("state", "backup", file, "--data-dir", server.data_dir, "--output", "json")
    assert made.returncode == 0, made.stderr
    told = json.loads(made.stdout)
    assert (told["blobs"], told["blobBytes"]) == (2, len(LAYER) + 2)
    assert file.stat().st_mode & 0o077 == 0 and sorted(path.name for path in tmp_path.iterdir()) == ["backup", "old"]
    restored = run("state", "restore", file, "--data-dir", new)
    assert restored.returncode == 0 and "2 layers" in restored.stdout, restored.stderr
    assert sorted(path.name for path in new.iterdir()) == ["registry", "state"], "nothing is left beside them"
    found, (status, _, layer) = pulled(new)
    assert (found, status, digest_of(layer)) == (digest, 200, digest_of(LAYER))
    again = run("state", "restore", file, "--data-dir", new)
    assert again.returncode == 1, "what is there is never written over"


def test_a_backup_without_images_has_none(tmp_path, pushed):
    server, digest = pushed
    file, new = tmp_path / "backup", tmp_path / "new"
    made = run("state", "backup", file, "--without-images", "--data-dir", server.data_dir)
    assert made.returncode == 0 and "layers" not in made.stdout, made.stderr
    assert file.stat().st_size < len(LAYER)
    assert run("state", "restore", file, "--data-dir", new).returncode == 0
    found, (status, _, _) = pulled(new)
    assert (found, status) == (digest, 404)


def test_a_damaged_layer_is_not_restored(tmp_path, pushed):
    server, _ = pushed
    file, new = tmp_path / "backup", tmp_path / "new"
    assert run("state", "backup", file, "--data-dir", server.data_dir).returncode == 0
    whole = file.read_bytes()
    at = whole.index(LAYER[:512]) + 1000
    for damaged in (whole[:at] + b"?" + whole[at + 1:], whole[:at], whole[:-1]):
        file.write_bytes(damaged)
        told = run("state", "restore", file, "--data-dir", new)
        assert told.returncode == 1 and ("damaged" in told.stderr or "truncated" in told.stderr), told.stderr
        assert not (new / "state").exists()
    file.write_bytes(whole)
    assert run("state", "restore", file, "--data-dir", new).returncode == 0
    assert pulled(new)[1][2] == LAYER


def test_a_layer_that_is_lacking_is_told(tmp_path, pushed):
    server, _ = pushed
    blob, = (server.data_dir / "registry" / "blobs").rglob(digest_of(LAYER).removeprefix("sha256:"))
    blob.unlink()
    told = run("state", "backup", tmp_path / "backup", "--data-dir", server.data_dir)
    assert told.returncode == 1 and digest_of(LAYER) in told.stderr and "--without-images" in told.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["old"]
