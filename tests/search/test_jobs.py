"""What the work process does beside rows and indices: vectors, and tidying up."""

from collections.abc import Callable

import pytest
from pytest_django import Settings

from search import embedding, jobs, service
from search.models import Embedding, IndexProgress, SearchDocument
from search.query import SearchQuery
from search.reindex import rebuild_index
from tests.search.factories import district_page, practice_page

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]

Settle = Callable[[], None]


def test_vectors_are_made_after_a_document_is_found_and_reach_its_index(engine: str, settle: Settle) -> None:
    practice = practice_page(district_page(), title="Deutsch lernen für Frauen mit Kindern")
    settle()
    version = SearchDocument.objects.get(key=f"wagtailcore.page:{practice.pk}").version
    question = SearchQuery(text="German lessons for mothers")
    assert service.search(question).hits == ()
    while jobs.embed_waiting():
        pass
    settle()
    assert SearchDocument.objects.get(key=f"wagtailcore.page:{practice.pk}").version > version
    hits = service.search(question).hits
    assert hits[0].title == practice.title
    assert all(hit.akin for hit in hits)


def test_a_text_that_comes_back_has_its_vector_at_once(settle: Settle) -> None:
    practice = practice_page(district_page())
    settle()
    while jobs.embed_waiting():
        pass
    settle()
    practice.save()
    settle()
    assert jobs.embed_waiting() == 0


def test_vectors_of_forgotten_texts_and_progress_of_dropped_indices_are_forgotten(engine: str, settle: Settle) -> None:
    practice_page(district_page())
    settle()
    Embedding.objects.create(text_hash="0" * 64, model=embedding.MODEL, vector=b"")
    dropped = service.engine(engine).live_index()
    rebuild_index(service.engine(engine))
    jobs.forget_unused()
    assert not Embedding.objects.exists()
    assert not IndexProgress.objects.filter(index=dropped).exists()
    assert IndexProgress.objects.filter(index=service.engine(engine).live_index()).exists()


def test_progress_is_kept_while_elasticsearch_is_away(settings: Settings) -> None:
    settings.SEARCH = {**settings.SEARCH, "ENGINE": "elasticsearch", "ELASTICSEARCH_URL": "http://127.0.0.1:9"}
    row = SearchDocument.objects.create(key="a:1", version=1)
    IndexProgress.objects.create(index="away", document=row, version=1)
    jobs.forget_unused()
    assert IndexProgress.objects.exists()
