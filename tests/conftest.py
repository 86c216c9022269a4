"""Fixtures for every test; a fixture that only one app needs stands in that app's own conftest."""

from tests.servers import chromium_path, elasticsearch_url, own_elasticsearch, own_postgres, postgres_url

__all__ = ["chromium_path", "elasticsearch_url", "own_elasticsearch", "own_postgres", "postgres_url"]
