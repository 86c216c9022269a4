"""The furnished portal, served to a real browser. It is furnished once for all tests of a file, which only read it."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, Protocol

import pytest
from django.core.cache import cache
from django.core.management.color import no_style
from django.db import connection
from playwright.sync_api import Browser, BrowserContext, sync_playwright
from pytest_django import DjangoDbBlocker
from pytest_django.live_server_helper import LiveServer

from tests.e2e.pages import furnish
from tests.factories import lay_ground

KEPT = {"django_content_type", "auth_permission", "django_migrations"}


class Reader(Protocol):
    """Opens a browser window as a reader has it; width in CSS pixels, all else as Playwright names it."""

    def __call__(self, width: int = 1280, **options: Any) -> Any: ...


@dataclass(frozen=True, slots=True)
class Served:
    """The portal as it can be reached: {what: address} of every public page."""

    url: str
    addresses: dict[str, str]


@pytest.fixture(scope="module")
def served(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Served]:
    """Tests that use it are marked django_db; afterwards the database is as empty as before.

    Kinds of content and permissions stay: made anew they would get other numbers, which Django has in its memory.
    """
    with django_db_blocker.unblock():
        lay_ground()
        cache.clear()  # labels of districts that another test had
        addresses = furnish()
        server = LiveServer("localhost")
        yield Served(server.url, addresses)
        server.stop()
        tables = set(connection.introspection.django_table_names(only_existing=True)) - KEPT
        connection.ops.execute_sql_flush(connection.ops.sql_flush(no_style(), sorted(tables), reset_sequences=True))
        lay_ground()
        cache.clear()


@pytest.fixture
def addresses(served: Served) -> dict[str, str]:
    return served.addresses


@pytest.fixture
def reader(served: Served, chromium_path: str) -> Iterator[Reader]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_path, args=["--no-sandbox"])

        def window(width: int = 1280, **options: Any) -> Any:
            return opened(browser, base_url=served.url, viewport={"width": width, "height": 800}, **options)

        yield window
        browser.close()


@contextmanager
def opened(browser: Browser, **options: Any) -> Iterator[BrowserContext]:
    context = browser.new_context(locale="de-DE", **options)
    yield context
    context.close()
