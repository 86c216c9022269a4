"""The engines under contract, each with an empty index of its own, and one way to put documents in and to ask."""

import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

import pytest
from django.conf import settings

from search import registry
from search.engines.base import Engine
from search.engines.database import DatabaseEngine
from search.models import SearchDocument
from search.query import Facet, SearchQuery
from search.registry import Draft
from search.results import SearchResults
from tests.contract import documents


@dataclass
class Portal:
    """An engine that serves an index, and the rows that were given to it."""

    engine: Engine
    written: int = field(default=0)

    def publish(self, *drafts: Draft, kind: str = "offer") -> list[SearchDocument]:
        """Writes new documents, keyed "thing:1", "thing:2" … in this order."""
        rows = []
        for draft in drafts:
            self.written += 1
            rows.append(documents.row(f"thing:{self.written}", draft, kind=kind))
        self.write(*rows)
        return rows

    def write(self, *rows: SearchDocument) -> None:
        for index in self.engine.targets():
            self.engine.write(index, rows, refresh=True)

    def search(self, text: str = "", **fields: object) -> SearchResults:
        """By words alone, unless told otherwise."""
        return self.engine.search(SearchQuery(text=text, **{"semantic": False, **fields}))  # type: ignore[arg-type]  # fields of any kind

    def titles(self, text: str = "", **fields: object) -> list[str]:
        return [hit.title for hit in self.search(text, **fields).hits]

    def count(self, facet: Facet, text: str = "", **fields: object) -> Mapping[str, int]:
        return {value.value: value.count for value in self.search(text, **fields).facets[facet]}


@pytest.fixture(params=["database", "elasticsearch"])
def portal(request: pytest.FixtureRequest, db: None) -> Iterator[Portal]:
    if request.param == "database":
        yield serving(DatabaseEngine())
        return
    from search.engines.elasticsearch import ElasticsearchEngine

    prefix = f"{settings.SEARCH['INDEX_PREFIX']}-contract-{uuid.uuid4().hex[:8]}"
    url = request.getfixturevalue("elasticsearch_url")
    engine = ElasticsearchEngine.from_settings({**settings.SEARCH, "ELASTICSEARCH_URL": url, "INDEX_PREFIX": prefix})
    yield serving(engine)
    for name in engine.client.indices.get(index=f"{prefix}-*").body:
        engine.client.indices.delete(index=name)


def serving(engine: Engine) -> Portal:
    """The first index goes live empty."""
    for index in engine.targets():
        engine.finish_rebuild(index)
    return Portal(engine)


@pytest.fixture
def synonyms(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Makes these groups of words the portal's curated synonyms."""

    def curate(*groups: tuple[str, ...]) -> None:
        monkeypatch.setattr(registry, "synonym_providers", [lambda: iter(groups)])

    return curate
