"""The linters of `make check`, so that the suite fails where they do."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.house.sources import ROOT

PROGRAMS = Path(sys.executable).parent


@pytest.mark.timeout(900)
@pytest.mark.parametrize(
    "command",
    [
        ["ruff", "check", "."],
        ["ruff", "format", "--check", "."],
        ["djlint", "--lint", "--quiet", "templates"],
        ["lint-imports", "--no-cache"],
        ["mypy"],
    ],
    ids=lambda command: " ".join(command[:2]),
)
def test_a_linter_finds_nothing(command: list[str]) -> None:
    environment = os.environ | {"PYTHONPATH": f"{ROOT / 'site'}{os.pathsep}{ROOT}"}
    done = subprocess.run(
        [str(PROGRAMS / command[0]), *command[1:]], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
