"""The connection: short timeouts where a reader waits, and every way to fail made one."""

from collections.abc import Iterator
from contextlib import contextmanager

from elasticsearch import ApiError, Elasticsearch, TransportError

from search.engines.base import EngineUnavailable

READ_SECONDS = 1.5  # a reader waits; afterwards the database answers
WRITE_SECONDS = 30.0  # the work process waits


def connect(urls: str, api_key: str) -> Elasticsearch:
    """A client for one or several nodes, separated by commas. With several, a dead one is skipped once."""
    nodes = [url.strip() for url in urls.split(",") if url.strip()]
    return Elasticsearch(
        nodes,
        api_key=api_key or None,
        request_timeout=READ_SECONDS,
        max_retries=len(nodes) - 1,
        retry_on_timeout=False,
    )


@contextmanager
def unavailable_instead() -> Iterator[None]:
    """Whatever the client or the server complains about becomes EngineUnavailable."""
    try:
        yield
    except (ApiError, TransportError) as error:
        raise EngineUnavailable(f"{type(error).__name__}: {error}") from error
