"""The README as somebody follows it: its commands, and a shell in a home of the test's own to run them in."""

import pathlib
import re
import shutil
import subprocess
import sys

import longshore

README = pathlib.Path(__file__).parents[2] / "README.md"
AWS = shutil.which("aws", path=pathlib.Path(sys.executable).parent) or shutil.which("aws")
SHELL_SECONDS = 150


def blocks(heading, language):
    """The fenced blocks of that language in a section of the README."""
    section = re.search(rf"^## {heading}.*?(?=^## )", README.read_text(), re.S | re.M)
    assert section, f"the README has no section {heading!r} any more"
    found = re.findall(rf"^```{language}\n(.*?)^```$", section[0], re.S | re.M)
    assert found, f"there is nothing to run in {heading!r}"
    return found


class Reader(longshore.Longshore):
    """A server with its profile in the home of whoever reads, and a shell that finds both."""

    def __init__(self, home, **options):
        self.home = home
        environment = longshore.clean_environment(home)
        environment["PATH"] = f"{pathlib.Path(AWS).parent}:{longshore.BINARY.parent}:{environment['PATH']}"
        environment["LONGSHORE_DATA_DIR"] = str(home / "data")
        super().__init__(home / "data", profile="longshore", env=environment, **options)

    def shell(self, script):
        """Runs a script to its end, or to the first command that fails."""
        return subprocess.run(["bash", "-euo", "pipefail", "-c", script], capture_output=True, text=True,
                              timeout=SHELL_SECONDS, env=self.env, cwd=self.home)
