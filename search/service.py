"""The one place where a question is asked: chooses the engine, and answers from the database when it is away."""

import logging
import time
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Any, Literal

from django.conf import settings
from django.core.signals import setting_changed

from search.breaker import Breaker
from search.engines.base import Engine, EngineUnavailable, QuestionRefused
from search.meant import corrected, may_suggest, meant
from search.query import SearchQuery
from search.results import SearchResults

logger = logging.getLogger(__name__)


def search(query: SearchQuery) -> SearchResults:
    """Answers from the configured engine; while it is away from the database, which the results say (`degraded`)."""
    start = time.perf_counter()
    [results] = search_many([query])
    if query.text:
        results = _as_meant(query, results)
    return replace(results, took_ms=(time.perf_counter() - start) * 1000)


def _as_meant(query: SearchQuery, results: SearchResults) -> SearchResults:
    """Words that nothing has are corrected: searched at once where that is sure, else told as a question."""
    wanted = meant(query) if may_suggest(query) or not results.total else None
    if wanted and wanted.sure and not results.total:
        [instead] = search_many([corrected(query, wanted)])
        if instead.total:
            return replace(instead, instead=wanted.text)
    return replace(results, suggestion=wanted.text) if wanted else results


def search_many(queries: Sequence[SearchQuery]) -> list[SearchResults]:
    """As `search` for the lists of one page, in one round."""
    first, *fallback = engines()
    if not fallback:
        return first.search_many(queries)
    guard = breaker(first.name, "search")
    if guard.allows():
        try:
            results = first.search_many(queries)
        except QuestionRefused as error:  # nobody shall switch Elasticsearch off for all by what he asks
            logger.warning("%s does not take a question: %s", first.name, error)
            guard.succeeded()
        except EngineUnavailable as error:
            guard.failed(error)
        else:
            guard.succeeded()
            return results
    return [replace(results, degraded=True) for results in fallback[0].search_many(queries)]


def engines() -> list[Engine]:
    """The engines that are kept fed, the one that answers first."""
    if settings.SEARCH["ENGINE"] == "elasticsearch":
        return [_elasticsearch(), _database()]
    return [_database()]


def engine(name: str) -> Engine:
    """One of engines() by its name. Raises LookupError for a name that is not configured."""
    for candidate in engines():
        if candidate.name == name:
            return candidate
    raise LookupError(name)


@cache
def breaker(name: str, use: Literal["search", "write"]) -> Breaker:
    """The process's breaker of an engine; an index that is being filled takes rows, but does not answer yet."""
    return Breaker(f"{name} ({use})")


@cache
def _elasticsearch() -> Engine:
    from search.engines.elasticsearch import ElasticsearchEngine

    return ElasticsearchEngine.from_settings(settings.SEARCH)


@cache
def _database() -> Engine:
    from search.engines.database import DatabaseEngine

    return DatabaseEngine()


def forget(*, setting: str, **kwargs: Any) -> None:
    """Tests that set SEARCH anew get new engines."""
    if setting == "SEARCH":
        _elasticsearch.cache_clear()
        breaker.cache_clear()


setting_changed.connect(forget)
