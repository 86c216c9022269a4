"""Our own servers: what they confirmed outlives a kill -9, and servers of others are left alone."""

import json
import os
import subprocess
import sys
import urllib.request

import psycopg
import pytest

from tests.house.sources import ROOT
from tools.services import Server


def test_a_killed_postgres_starts_again_with_what_was_committed(own_postgres: Server) -> None:
    with psycopg.connect(own_postgres.url) as connection:
        connection.execute("CREATE TABLE word AS SELECT 'Grüße' AS text")
    own_postgres.kill()
    assert not own_postgres.is_running()
    own_postgres.start()
    with psycopg.connect(own_postgres.url) as connection:
        assert connection.execute("SELECT text FROM word WHERE text ILIKE 'grÜ%'").fetchall() == [("Grüße",)]


@pytest.mark.timeout(300)
def test_a_killed_elasticsearch_starts_again_with_what_it_confirmed(own_elasticsearch: Server) -> None:
    document = f"{own_elasticsearch.url}/words/_doc/1"
    body = json.dumps({"text": "Grüße"}).encode()
    headers = {"Content-Type": "application/json"}
    urllib.request.urlopen(urllib.request.Request(document, body, headers, method="PUT")).close()
    own_elasticsearch.kill()
    assert not own_elasticsearch.is_running()
    own_elasticsearch.start()
    with urllib.request.urlopen(document) as answer:
        assert json.load(answer)["_source"] == {"text": "Grüße"}


def test_servers_that_the_environment_names_are_left_alone() -> None:
    named = {"DATABASE_URL": "postgres://database.example.org/net", "ELASTICSEARCH_URL": "https://search.example.org"}
    done = subprocess.run(
        [sys.executable, "-m", "tools.services", "start"],
        cwd=ROOT,
        env=os.environ | named,
        capture_output=True,
        text=True,
        timeout=10,
    )
    assert done.returncode == 0, done.stderr
    assert all(url in done.stdout for url in named.values())
    assert "export" not in done.stdout
