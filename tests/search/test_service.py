"""Which engine answers, and what readers get while Elasticsearch is away."""

import logging
from collections.abc import Callable

import pytest
import time_machine
from pytest_django import Settings

from core.status import report
from search import service
from search.breaker import FIRST_PAUSE, Breaker
from search.models import Mark
from search.query import SearchQuery
from tests.search.factories import district_page, practice_page

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]

Settle = Callable[[], None]
NOBODY = "http://127.0.0.1:9"  # the port of the discard service: refuses


@pytest.fixture
def away(settings: Settings) -> None:
    settings.SEARCH = {**settings.SEARCH, "ENGINE": "elasticsearch", "ELASTICSEARCH_URL": NOBODY}


def test_the_database_answers_while_elasticsearch_is_away_and_says_so(
    away: None, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING, logger="search"):
        answers = [service.search(SearchQuery(text="Kita")) for _ in range(5)]
    assert {(answer.engine, answer.degraded) for answer in answers} == {("database", True)}
    assert len(caplog.records) == 1


def test_an_outage_does_not_slow_the_answers_that_follow(away: None) -> None:
    service.search(SearchQuery(text="Kita"))
    assert service.search(SearchQuery(text="Kita")).took_ms < 500
    assert service.breaker("elasticsearch", "search").is_open


def test_an_elasticsearch_that_is_still_being_filled_leaves_the_answers_to_the_database(
    engine: str, settle: Settle
) -> None:
    practice_page(district_page())
    assert service.search(SearchQuery(text="Sprachcafé")).degraded is (engine == "elasticsearch")
    settle()
    service.breaker(engine, "search").succeeded()
    results = service.search(SearchQuery(text="Sprachcafé"))
    assert (results.engine, results.degraded, results.total) == (engine, False, 1)


@pytest.mark.parametrize("engine", ["elasticsearch"], indirect=True)
def test_a_question_that_elasticsearch_refuses_does_not_keep_others_from_it(engine: str, settle: Settle) -> None:
    practice_page(district_page())
    settle()
    beyond_the_window = SearchQuery(text="Sprachcafé", page=500, page_size=100)
    assert service.search(beyond_the_window).engine == "database"
    assert service.search(SearchQuery(text="Sprachcafé")).engine == "elasticsearch"


def test_after_a_pause_one_caller_asks_again_and_decides_for_all() -> None:
    breaker = Breaker("elasticsearch")
    breaker.failed(ConnectionError())
    assert not breaker.allows()
    with time_machine.travel(0):
        breaker.until -= FIRST_PAUSE
        assert breaker.allows()
        assert not breaker.allows()
    breaker.succeeded()
    assert breaker.allows()


def test_an_engine_that_is_not_set_up_is_not_known() -> None:
    with pytest.raises(LookupError):
        service.engine("elasticsearch")


def test_readiness_names_the_parts_of_the_search(settle: Settle) -> None:
    practice_page(district_page())
    waiting = Mark.objects.count()
    assert report()["search: marks waiting"].detail == f"{waiting} warten, 0 scheitern"
    settle()
    assert report()["search: marks waiting"].detail == "0 warten, 0 scheitern"
    assert report()["search: rows behind"].detail.endswith(": 0")
