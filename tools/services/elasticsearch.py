"""An Elasticsearch node of one's own, on Java 17 or newer."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tools.services.distribution import elasticsearch_home
from tools.services.places import free_port, temporary_folder, unprivileged_account
from tools.services.server import Server, ServiceError, running

PREFERRED_PORT = 59200
OLDEST_JAVA = 17


def elasticsearch_server(folder: Path, port: int = 0, *, heap: str = "512m") -> Server:
    """A single node on the folder, without sign-in, listening on 127.0.0.1 only.

    Raises ServiceError when Java 17 is missing or Elasticsearch can't be fetched.
    """
    java_home = find_java()
    home = elasticsearch_home()
    port = port or free_port(PREFERRED_PORT)
    account = unprivileged_account()
    for part in (folder, folder / "data", folder / "logs", folder / "tmp", folder / "config"):
        account.owns(part)
    _configure(home, folder, port)
    return Server(
        name="Elasticsearch",
        url=f"http://127.0.0.1:{port}",
        folder=folder,
        # The setting is in the configuration too; on the command line it lets `ps` tell whose process this is.
        command=[str(home / "bin" / "elasticsearch"), f"-Epath.data={folder / 'data'}"],
        answers=lambda: _serves(port),
        environment={
            "ES_JAVA_HOME": str(java_home),
            "ES_JAVA_OPTS": f"-Xms{heap} -Xmx{heap}",
            "ES_PATH_CONF": str(folder / "config"),
            "ES_TMPDIR": str(folder / "tmp"),
        },
    )


@contextmanager
def running_elasticsearch(port: int = 0, *, heap: str = "256m") -> Iterator[Server]:
    """A throw-away node for a test; `server.url` is an ELASTICSEARCH_URL."""
    with temporary_folder() as folder, running(elasticsearch_server(folder, port, heap=heap)) as server:
        yield server


def find_java() -> Path:
    """The home of the newest enough Java. Raises ServiceError when there is none."""
    homes = [Path(os.environ[name]) for name in ("ES_JAVA_HOME", "JAVA_HOME") if os.environ.get(name)]
    if on_path := shutil.which("java"):
        homes.append(Path(on_path).resolve().parents[1])
    for home in homes:
        if (home / "bin" / "java").exists() and _java_version(home) >= OLDEST_JAVA:
            return home
    raise ServiceError(f"Elasticsearch braucht Java {OLDEST_JAVA} oder neuer (Debian: openjdk-17-jre-headless).")


def _java_version(home: Path) -> int:
    said = subprocess.run([str(home / "bin" / "java"), "-version"], capture_output=True, text=True).stderr
    found = re.search(r'version "(\d+)', said)
    return int(found[1]) if found else 0


def _configure(home: Path, folder: Path, port: int) -> None:
    settings = {
        "cluster.name": f"integrationsnetz-{port}",
        "discovery.type": "single-node",
        "network.host": "127.0.0.1",
        "http.port": port,
        "transport.port": free_port(),
        "path.logs": str(folder / "logs"),
        "xpack.security.enabled": False,
        # A developer's nearly full disk must not turn the indices read-only.
        "cluster.routing.allocation.disk.threshold_enabled": False,
    }
    config = folder / "config"
    # JSON is YAML, and quotes every path rightly.
    (config / "elasticsearch.yml").write_text(json.dumps(settings, indent=1))
    shutil.copyfile(home / "config" / "log4j2.properties", config / "log4j2.properties")
    shipped = (home / "config" / "jvm.options").read_text().splitlines()
    kept = [line for line in shipped if "-Xlog:gc" not in line and "HeapDump" not in line]
    (config / "jvm.options").write_text("\n".join(kept) + "\n")


def _serves(port: int) -> bool:
    try:
        health = f"http://127.0.0.1:{port}/_cluster/health"
        with urllib.request.urlopen(health, timeout=5) as answer:  # address is our own
            return bool(json.load(answer)["status"] != "red")
    except (urllib.error.URLError, OSError):
        return False
