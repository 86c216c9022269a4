"""The engines that the pipeline feeds, each with an index of its own, and a turn of the work process's jobs."""

import uuid
from collections.abc import Callable, Iterator

import pytest
from pytest_django import Settings

from search import jobs, marks, service
from search.engines.elasticsearch import ElasticsearchEngine
from search.query import Audience, SearchQuery

ENGINES = ["database", "elasticsearch"]


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest, settings: Settings) -> Iterator[str]:
    """The name of the engine that answers."""
    prefix = f"{settings.SEARCH['INDEX_PREFIX']}-{uuid.uuid4().hex[:8]}"
    url = request.getfixturevalue("elasticsearch_url") if request.param == "elasticsearch" else ""
    settings.SEARCH = {**settings.SEARCH, "ENGINE": request.param, "ELASTICSEARCH_URL": url, "INDEX_PREFIX": prefix}
    yield request.param
    if url:
        ElasticsearchEngine.from_settings(settings.SEARCH).indices.drop_all()


@pytest.fixture
def settle(engine: str) -> Callable[[], None]:
    """What the work process does until nothing is left; afterwards requests may build again."""

    def run() -> None:
        while jobs.build_waiting() + jobs.deliver_waiting():
            pass
        marks.budget().left = marks.SECONDS_AT_ONCE

    return run


@pytest.fixture
def found(engine: str) -> Callable[..., list[str]]:
    """The titles that a visitor's question finds, by words alone."""

    def ask(text: str, audience: Audience = Audience.PUBLIC) -> list[str]:
        results = service.search(SearchQuery(text=text, audience=audience, semantic=False))
        assert results.engine == engine
        assert not results.degraded
        return [hit.title for hit in results.hits]

    return ask
