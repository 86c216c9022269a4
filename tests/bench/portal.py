"""The portals that are measured: which there are, a database and indices of their own, and what fills them."""

import os
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from elasticsearch import Elasticsearch

ROOT = Path(__file__).resolve().parents[2]
# Encoding the examples' passages takes minutes and always gives the same: it is done once, as for evaluate_search.
CACHE = Path(os.environ.get("VAR_DIR", ROOT / "var")).resolve() / "cache"


@dataclass(frozen=True, slots=True)
class Portal:
    """One way to run the portal; portals that share a database share its content."""

    name: str
    environment: dict[str, str]

    def run(self, action: str) -> str:
        """What `python -m tests.bench ACTION` prints in a process of this portal; raises CalledProcessError."""
        command = [sys.executable, "-m", "tests.bench", action]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, stdout=subprocess.PIPE, text=True, check=True)
        return done.stdout


@contextmanager
def portals(*, postgres: str, elasticsearch: str) -> Iterator[list[Portal]]:
    """The portals that can be had with these servers ("" where there is none), filled; nothing of them stays."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        embedded = _portal("SQLite", folder / "sqlite")
        embedded.run("fill")
        made = [embedded]
        if postgres:
            database_url = stack.enter_context(_own_database(postgres))
            with_database = _portal("PostgreSQL", folder / "postgresql", DATABASE_URL=database_url)
            made.insert(0, with_database)
            if elasticsearch:
                servers = {"DATABASE_URL": database_url, "ELASTICSEARCH_URL": elasticsearch}
                prefix = stack.enter_context(_own_indices(elasticsearch))
                whole = _portal("Elasticsearch", folder / "postgresql", **servers, SEARCH_INDEX_PREFIX=prefix)
                made.insert(0, whole)
            made[0].run("fill")
        yield made


def _portal(name: str, folder: Path, **variables: str) -> Portal:
    CACHE.mkdir(parents=True, exist_ok=True)
    if not folder.exists():
        folder.mkdir()
        (folder / "cache").symlink_to(CACHE)
        (folder / "static").mkdir()  # where static files are looked for
    own = {
        "DATABASE_URL": "",
        "ELASTICSEARCH_URL": "",
        "VAR_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
        "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}",
    }
    return Portal(name, os.environ | own | variables)


@contextmanager
def _own_database(server: str) -> Iterator[str]:
    name = f"bench_{uuid.uuid4().hex[:8]}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield f"{server.rsplit('/', 1)[0]}/{name}"
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


@contextmanager
def _own_indices(server: str) -> Iterator[str]:
    """The prefix of their names."""
    prefix = f"bench-{uuid.uuid4().hex[:8]}"
    try:
        yield prefix
    finally:
        with Elasticsearch(server) as client:
            for index in client.indices.get(index=f"{prefix}-*").body:
                client.indices.delete(index=index)
