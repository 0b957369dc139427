"""Backups of a running server: made by the server, for its own keys only."""

import json

import pytest

import raw
from expect import define
from longshore import Longshore, run

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
