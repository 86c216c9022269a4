"""The servers and the browser that tests run against: real ones, found or started here.

How the suite meets its databases:
- `make test` starts one throw-away PostgreSQL and one Elasticsearch, names them in TEST_DATABASE_URL and
  TEST_ELASTICSEARCH_URL, and runs every test on PostgreSQL, two at a time. Then it runs the tests marked
  `every_database` once more on SQLite.
- `pytest tests/search` alone runs on the database that DATABASE_URL names, else on SQLite; what needs a server that
  no variable names starts its own, which takes Elasticsearch ten seconds (`make services` and exporting
  TEST_ELASTICSEARCH_URL spares them).
- Workers share the servers: pytest-django gives each its own database, `config.settings.test` its own index prefix.
- A server or browser that can't be had skips the test with its reason; with CI set it fails it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path
from typing import NoReturn

import pytest
from playwright.sync_api import sync_playwright

from tools.services import Server, ServiceError, running_elasticsearch, running_postgres


@pytest.fixture(scope="session")
def postgres_url(request: pytest.FixtureRequest) -> str:
    """DATABASE_URL of a PostgreSQL in which a test may create databases."""
    return os.environ.get("TEST_DATABASE_URL") or started(running_postgres, request).url


@pytest.fixture(scope="session")
def elasticsearch_url(request: pytest.FixtureRequest) -> str:
    """ELASTICSEARCH_URL of a node that other workers use too: keep to your index prefix, and never stop it."""
    return os.environ.get("TEST_ELASTICSEARCH_URL") or started(running_elasticsearch, request).url


@pytest.fixture
def own_postgres(request: pytest.FixtureRequest) -> Server:
    """A PostgreSQL of this test's own, to kill and to start again."""
    return started(running_postgres, request)


@pytest.fixture
def own_elasticsearch(request: pytest.FixtureRequest) -> Server:
    """A node of this test's own, to kill and to start again."""
    return started(running_elasticsearch, request)


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The program to give to Playwright as `executable_path`, with `args=["--no-sandbox"]` when root."""
    for name in ("chromium", "chromium-browser", "google-chrome"):
        if found := shutil.which(name):
            return found
    with sync_playwright() as playwright:
        bundled = playwright.chromium.executable_path
    if Path(bundled).exists():
        return bundled
    unavailable("Chromium is missing: install Debian's package, or run `playwright install chromium`")


def unavailable(reason: str) -> NoReturn:
    """Skip the test for want of a real part, or fail it where all parts have to be there."""
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def started(make: Callable[[], AbstractContextManager[Server]], request: pytest.FixtureRequest) -> Server:
    """A server that lives as long as the fixture which asks for it."""
    stack = ExitStack()
    request.addfinalizer(stack.close)
    try:
        return stack.enter_context(make())
    except ServiceError as error:
        unavailable(str(error))
