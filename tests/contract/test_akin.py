"""What vectors add: other languages, other words for the same; never beyond what the reader may find."""

import datetime as dt
import os

import pytest

from search import embedding
from search.query import Audience, Facet, SearchQuery
from search.registry import Draft
from search.results import SearchResults
from tests.contract import documents
from tests.contract.conftest import Portal
from tests.contract.documents import MAINZ, TRIER, draft

pytestmark = [
    pytest.mark.every_database,
    pytest.mark.skipif(
        not (embedding.available() or "CI" in os.environ), reason="the extra 'semantic' is not installed"
    ),
]

COURSE = draft("Deutschkurs am Abend", "Hier lernen Erwachsene Deutsch.", districts=(MAINZ,))
DOCTOR = draft("Hausarztpraxis", "Termine für Kranke, auch ohne Versicherung.", districts=(TRIER,))
UKRAINIAN = "Де я можу вивчати німецьку мову?"


def with_vectors(portal: Portal, *drafts: Draft) -> None:
    rows = portal.publish(*drafts)
    documents.embed(*rows)
    for row in rows:
        row.version += 1
        row.save()
    portal.write(*rows)


def ask(portal: Portal, text: str, **fields: object) -> SearchResults:
    return portal.search(text, semantic=True, **fields)


def test_a_question_in_another_language_finds_the_german_page(portal: Portal) -> None:
    with_vectors(portal, COURSE, DOCTOR)
    results = ask(portal, UKRAINIAN)
    assert results.hits[0].title == COURSE.title
    assert results.hits[0].akin
    assert results.total == 0
    assert all(value.count == 0 for values in results.facets.values() for value in values)


def test_what_the_words_find_is_no_akin_hit_and_is_counted(portal: Portal) -> None:
    with_vectors(portal, COURSE, DOCTOR)
    results = ask(portal, "Deutschkurs")
    assert (results.hits[0].title, results.hits[0].akin, results.total) == (COURSE.title, False, 1)
    assert [hit.akin for hit in results.hits[1:]] == [True]


def test_at_most_ten_akin_ones_are_added_and_only_on_the_first_page(portal: Portal) -> None:
    with_vectors(portal, *(draft(f"Lauftreff {n}", "Gemeinsam joggen.") for n in range(12)))
    assert len(ask(portal, "Schwimmbad").hits) == 10
    assert ask(portal, "Schwimmbad", page=2).hits == ()


def test_akin_ones_are_only_what_the_reader_may_find_and_asked_for(portal: Portal) -> None:
    yesterday = dt.date.today() - dt.timedelta(days=2)
    with_vectors(
        portal,
        draft("Deutsch für Mitglieder", audience=Audience.MEMBERS),
        draft("Deutsch bis gestern", valid_until=yesterday),
        COURSE,
        DOCTOR,
    )
    filters = {Facet.DISTRICT: frozenset([TRIER])}
    assert [hit.title for hit in ask(portal, UKRAINIAN, filters=filters).hits] == [DOCTOR.title]
    assert {hit.title for hit in ask(portal, UKRAINIAN).hits} == {COURSE.title, DOCTOR.title}


def test_a_document_without_vectors_is_found_by_its_words(portal: Portal) -> None:
    with_vectors(portal, DOCTOR)
    portal.publish(COURSE)
    assert ask(portal, "Deutschkurs").hits[0].title == COURSE.title


def test_what_is_gone_is_not_akin_either(portal: Portal) -> None:
    with_vectors(portal, COURSE)
    portal.write(documents.tombstone("thing:1"))
    assert ask(portal, UKRAINIAN).hits == ()


def test_without_vectors_asked_for_only_words_count(portal: Portal) -> None:
    with_vectors(portal, COURSE)
    assert portal.engine.search(SearchQuery(text=UKRAINIAN, semantic=False)).hits == ()
