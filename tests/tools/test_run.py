"""`make run`: a fresh clone becomes a filled portal and starts again as it was; trouble gets one line."""

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from tests.house.sources import ROOT
from tools.services.places import free_port

FIRST_START_SECONDS = 300


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """What git would hand to somebody else, changes that are not committed yet included."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True, text=True
    )
    for name in listed.stdout.splitlines():
        if (ROOT / name).is_file():
            target = tmp_path / "clone" / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, target)
    return tmp_path / "clone"


def bare_environment(**more: str) -> dict[str, str]:
    """The environment of somebody who has just opened a terminal."""
    ours = ("DATABASE_URL", "ELASTICSEARCH_URL", "VAR_DIR", "DJANGO_SETTINGS_MODULE", "VIRTUAL_ENV")
    return {name: value for name, value in os.environ.items() if name not in ours} | more


@contextmanager
def running(clone: Path, port: int) -> Iterator[None]:
    """`make run` in the clone until the home page has answered, and ends it by SIGTERM."""
    began = time.monotonic()
    log = (clone.parent / "run.log").open("w+")
    command = ["make", "run", f"PORT={port}"]
    process = subprocess.Popen(
        command, cwd=clone, env=bare_environment(), stdout=log, stderr=log, start_new_session=True
    )
    try:
        while b"Ansprechstelle" not in answer(f"http://127.0.0.1:{port}/"):
            assert process.poll() is None, (clone.parent / "run.log").read_text()
            assert time.monotonic() - began < FIRST_START_SECONDS, (clone.parent / "run.log").read_text()
            time.sleep(0.2)
        yield
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(30)
        log.close()
        until = time.monotonic() + 30
        while not is_free(port):
            assert time.monotonic() < until, "the portal still listens after SIGTERM"
            time.sleep(0.1)


def answer(url: str) -> bytes:
    """The body of a page, nothing while nobody listens."""
    try:
        with urllib.request.urlopen(url, timeout=30) as page:
            return bytes(page.read())
    except OSError:
        return b""


def content(clone: Path) -> dict[str, list[object]]:
    """What people wrote or keep; what the work process makes of it goes on being made."""
    tables = ("wagtailcore_page", "wagtailcore_revision", "directory_offer", "directory_organisation", "accounts_user")
    with closing(sqlite3.connect(clone / "var" / "db.sqlite3")) as database:
        return {table: database.execute(f"SELECT * FROM {table} ORDER BY id").fetchall() for table in tables}


def is_free(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


@pytest.mark.timeout(600)
def test_a_fresh_clone_becomes_a_portal_and_starts_again_without_changing_anything(clone: Path) -> None:
    """How long each start takes stands in the README; here it only must come to an end."""
    port = free_port()
    with running(clone, port):
        found = answer(f"http://127.0.0.1:{port}/api/v1/search?q=Sprachkurs")
        assert b'"total":0' not in found.replace(b" ", b"")
    before = content(clone)
    with running(clone, port):
        assert answer(f"http://127.0.0.1:{port}/kreise/")
    assert content(clone) == before
    said = (clone.parent / "run.log").read_text()
    assert f"http://localhost:{port}/" in said
    assert "Beispielinhalte" not in said
    assert "@example.org" in said


def test_a_taken_port_gets_one_clear_line() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        command = [sys.executable, "-m", "tools.portal"]
        done = subprocess.run(command, cwd=ROOT, env=bare_environment(PORT=str(port)), capture_output=True, text=True)
    assert done.returncode == 1
    assert done.stderr.splitlines() == [f"Port {port} ist belegt. Etwa: make run PORT={port + 1}"]


def test_an_old_python_gets_one_clear_line() -> None:
    pretended = "import sys; sys.version_info = (3, 9, 18); import tools"
    done = subprocess.run([sys.executable, "-c", pretended], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "3.9" in done.stderr
