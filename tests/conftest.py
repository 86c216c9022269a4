"""Fixtures for every test; a fixture that only one app needs stands in that app's own conftest."""

import pytest
from django.core.cache import cache

from search import meant
from tests.servers import chromium_path, elasticsearch_url, own_elasticsearch, own_postgres, postgres_url

__all__ = ["chromium_path", "elasticsearch_url", "own_elasticsearch", "own_postgres", "postgres_url"]


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """What one test's portal was called is not cached for the next one's, nor the words in use there."""
    cache.clear()
    meant.forget()
