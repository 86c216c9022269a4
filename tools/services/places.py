"""Where the servers' programs and data lie, and who runs them: never root."""

from __future__ import annotations

import hashlib
import os
import pwd
import shutil
import socket
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]

IS_ROOT = os.geteuid() == 0


def cache_folder() -> Path:
    """The folder for downloads, outside the clone. Root's is not in its home, which no other user may enter."""
    if configured := os.environ.get("XDG_CACHE_HOME"):
        base = Path(configured)
    else:
        base = Path("/var/cache") if IS_ROOT else Path.home() / ".cache"
    folder = base / "integrationsnetz"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def services_folder() -> Path:
    """Where `make services` keeps the data of this clone's servers."""
    clone = hashlib.sha256(str(REPOSITORY).encode()).hexdigest()[:12]
    return cache_folder() / "services" / clone


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """A folder for a throw-away server; pytest's `tmp_path` will not do, only its owner may enter it."""
    folder = Path(tempfile.mkdtemp(prefix="integrationsnetz-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@dataclass(frozen=True, slots=True)
class Account:
    """The user a server runs as, in subprocess's words; None is the caller."""

    user: int | None = None
    group: int | None = None
    extra_groups: tuple[int, ...] | None = None

    def owns(self, folder: Path) -> Path:
        """Make the folder if it is missing, and hand it to this user."""
        folder.mkdir(parents=True, exist_ok=True)
        if self.user is not None and self.group is not None:
            os.chown(folder, self.user, self.group)
        return folder


def unprivileged_account() -> Account:
    """The caller, or `nobody` when the caller is root: both servers refuse to run as root."""
    if not IS_ROOT:
        return Account()
    nobody = pwd.getpwnam("nobody")
    return Account(nobody.pw_uid, nobody.pw_gid, ())


def others_may_enter(folder: Path) -> bool:
    """Whether a user other than the owner reaches the folder."""
    return all(step.stat().st_mode & 0o001 for step in [folder, *folder.parents])


def free_port(preferred: int = 0) -> int:
    """A TCP port that nobody listens on: the preferred one if it can be had."""
    for port in (preferred, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    raise OSError("no free TCP port")
