"""A whole portal in processes of its own, to be killed: web, work process and those who publish, on one database."""

import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tools.services.places import free_port

ROOT = Path(__file__).resolve().parents[2]


class Portal:
    """Commands and processes with one environment; `folder` holds the data and what each process said."""

    def __init__(self, folder: Path, *, database_url: str = "", elasticsearch_url: str = "") -> None:
        self.folder = folder
        self.environment = os.environ | {
            "VAR_DIR": str(folder),
            "DATABASE_URL": database_url,
            "ELASTICSEARCH_URL": elasticsearch_url,
            "DJANGO_SETTINGS_MODULE": "config.settings.test",
            "SEARCH_SEMANTIC": "0",  # vectors come later anyhow, and take the processors from those who publish
            "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
        }
        self.processes: list[subprocess.Popen[bytes]] = []

    def run(self, *command: str) -> subprocess.CompletedProcess[str]:
        """A manage.py command to its end."""
        return subprocess.run(
            [sys.executable, "manage.py", *command], cwd=ROOT, env=self.environment, capture_output=True, text=True
        )

    def start(self, name: str, *command: str) -> subprocess.Popen[bytes]:
        """A process whose output goes to `<name>.log`."""
        with (self.folder / f"{name}.log").open("ab") as log:
            process = subprocess.Popen(
                [sys.executable, *command], cwd=ROOT, env=self.environment, stdout=log, stderr=log
            )
        self.processes.append(process)
        return process

    def work(self) -> subprocess.Popen[bytes]:
        return self.start("work", "manage.py", "work")

    def publish(self, portion: int, count: int) -> subprocess.Popen[bytes]:
        return self.start(f"publish-{portion}", "tests/faults/publish.py", str(portion), str(count))

    def published(self) -> int:
        """How many publishings are committed by now."""
        return sum(line.isdigit() for log in self.folder.glob("publish-*.log") for line in log.read_text().splitlines())

    def said(self) -> str:
        """All that all processes said."""
        return "\n".join(log.read_text(errors="replace") for log in self.folder.glob("*.log"))

    def serve(self) -> "Web":
        port = free_port()
        self.start("web", "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{port}", "--threads", "4")
        return Web(f"http://127.0.0.1:{port}")

    def end(self) -> None:
        for process in self.processes:
            process.kill()
            process.wait()


class Web:
    """The portal as a visitor meets it."""

    def __init__(self, url: str) -> None:
        self.url = url

    def status(self, path: str) -> int:
        """0 while nobody listens."""
        try:
            with urllib.request.urlopen(self.url + path, timeout=30) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            return 0

    def json(self, path: str) -> Any:
        with urllib.request.urlopen(self.url + path, timeout=30) as answer:
            return json.load(answer)


@contextmanager
def portal(folder: Path, *, publishers: int = 1, **urls: str) -> Iterator[Portal]:
    """A migrated portal with a district's page for each publisher; all its processes end with the test."""
    one = Portal(folder, **urls)
    try:
        made = one.run("migrate", "-v0")
        assert made.returncode == 0, made.stderr
        ground = one.start("ground", "tests/faults/publish.py", "ground", str(publishers))
        assert ground.wait() == 0, one.said()
        yield one
    finally:
        one.end()


def wait_for(condition: Callable[[], bool], seconds: float, what: str) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, what
        time.sleep(0.5)
