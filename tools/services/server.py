"""One server process on its own folder and port: started, killed, started again on the same data, stopped."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tools.services.places import unprivileged_account

START_SECONDS = 120
STOP_SECONDS = 30


class ServiceError(Exception):
    """A server that can't be had here; the message is one sentence for the person at the terminal."""


@dataclass
class Server:
    """A server that listens on 127.0.0.1 only. Its folder holds data, log and process id."""

    name: str
    url: str
    folder: Path
    command: list[str]
    answers: Callable[[], bool]
    stop_signal: signal.Signals = signal.SIGTERM
    environment: dict[str, str] = field(default_factory=dict)
    _child: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def log(self) -> Path:
        """What the server printed."""
        return self.folder / "server.log"

    def launch(self) -> None:
        """Start the process if it does not run, without waiting for it."""
        if self.is_running():
            return
        account = unprivileged_account()
        with self.log.open("ab") as log:
            self._child = subprocess.Popen(
                self.command,
                cwd=self.folder,
                env=plain_environment(self.folder) | self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                user=account.user,
                group=account.group,
                extra_groups=account.extra_groups,
            )
        self._pid_file.write_text(str(self._child.pid))

    def wait(self) -> None:
        """Return when the server answers. Raises ServiceError with the end of its log when it does not."""
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self.is_running():
            if self.answers():
                return
            time.sleep(0.1)
        said = "\n".join(self.log.read_text(errors="replace").splitlines()[-15:])
        self.kill()
        raise ServiceError(f"{self.name} antwortet nicht unter {self.url}:\n{said}")

    def start(self) -> None:
        """Start the server and return when it answers."""
        self.launch()
        self.wait()

    def stop(self) -> None:
        """Ask the server to close its files and end; kill it if it takes longer than STOP_SECONDS."""
        if pid := self._running_pid():
            os.kill(pid, self.stop_signal)
            if not self._ends_within(STOP_SECONDS):
                self.kill()
        self._pid_file.unlink(missing_ok=True)

    def kill(self) -> None:
        """`kill -9` on the server and all its children, as a power cut would."""
        if pid := self._running_pid():
            os.killpg(pid, signal.SIGKILL)
            self._ends_within(STOP_SECONDS)
        self._pid_file.unlink(missing_ok=True)

    def is_running(self) -> bool:
        """Whether the process lives; says nothing on whether it answers yet."""
        return self._running_pid() is not None

    @property
    def _pid_file(self) -> Path:
        return self.folder / "pid"

    def _running_pid(self) -> int | None:
        if self._child and self._child.poll() is not None:
            return None
        if not self._pid_file.exists():
            return None
        pid = int(self._pid_file.read_text())
        # A process id is given to other programs after a restart of the machine: only ours names our folder.
        listed = subprocess.run(["ps", "-ww", "-o", "args=", "-p", str(pid)], capture_output=True, text=True)
        return pid if str(self.folder) in listed.stdout else None

    def _ends_within(self, seconds: float) -> bool:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if not self.is_running():
                return True
            time.sleep(0.05)
        return False


@contextmanager
def running(server: Server) -> Iterator[Server]:
    """The server, answering; killed at the end whatever happened, as nothing it holds is kept."""
    try:
        server.start()
        yield server
    finally:
        server.kill()


def plain_environment(home: Path) -> dict[str, str]:
    """An environment without the caller's settings, which would reach into the server (PG*, ES_*, JAVA_*)."""
    return {"PATH": os.environ.get("PATH", os.defpath), "HOME": str(home), "LC_ALL": "C.UTF-8"}
