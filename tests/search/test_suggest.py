"""What is suggested while somebody types: as much as the search itself would show, in any case of letters."""

import datetime as dt

import pytest
import time_machine

from search import jobs
from search.suggest import suggest
from tests.factories import MAINZ, OfferFactory, OrganisationFactory, portal
from vocabulary.models import Topic

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]


def offer(title: str, **values: object) -> None:
    OfferFactory(title=title, organisation=OrganisationFactory(home_district_id=MAINZ), **values)


def suggested(typed: str) -> list[str]:
    while jobs.build_waiting() + jobs.deliver_waiting():
        pass
    return [row["text"] for row in suggest(typed)]


@pytest.mark.parametrize("typed", ["Übe", "übe", "ÜBE"])
def test_the_case_of_an_umlaut_does_not_matter(typed: str) -> None:
    portal(MAINZ)
    Topic.objects.create(slug="uebergang", name="Schule und Übergang")
    offer("Überblick für Neue")
    offer("Hilfe beim Übersetzen")
    offer("Vorübergehend")
    assert suggested(typed) == ["Schule und Übergang", "Hilfe beim Übersetzen", "Überblick für Neue"]


def test_signs_of_an_expression_are_signs() -> None:
    portal(MAINZ)
    offer("Treff (offen)")
    assert suggested("(off") == ["Treff (offen)"]
    assert suggested("T.e") == suggested("***") == suggested("[a-") == []


def test_what_is_over_or_not_yet_valid_is_not_suggested() -> None:
    portal(MAINZ)
    day = dt.date(2026, 6, 15)
    offer("Kochkurs heute", valid_from=day, valid_until=day)
    offer("Kochkurs morgen", valid_from=day + dt.timedelta(1))
    offer("Kochkurs gestern", valid_until=day - dt.timedelta(1))
    with time_machine.travel("2026-06-14 22:30 +0000", tick=False):  # half past midnight in Berlin
        assert suggested("Kochkurs") == ["Kochkurs heute"]
