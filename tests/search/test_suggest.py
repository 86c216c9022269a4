"""What is suggested while somebody types: as much as the search itself would show, in any case of letters."""

import datetime as dt

import pytest
import time_machine

from regions.models import Postcode
from search import jobs, meant, words_in_use
from search.suggest import suggest
from tests.factories import ALZEY, MAINZ, OfferFactory, OrganisationFactory, portal
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


def test_a_slip_is_forgiven() -> None:
    portal(MAINZ)
    offer("Dolmetschen am Telefon")
    assert suggested("Dolmtsch") == []
    words_in_use.count()
    meant.forget()
    assert suggested("Dolmtsch") == ["Dolmetschen am Telefon"]
    assert suggested("dolmetschen am Telefn") == ["Dolmetschen am Telefon"]


def test_what_several_have_under_one_title_is_suggested_once() -> None:
    portal(MAINZ)
    for _place in range(3):
        offer("Nähstube")
    assert suggested("Näh") == ["Nähstube"]
    assert suggest("Näh")[0]["url"] == "/suche/?q=N%C3%A4hstube&kind=offer"


def test_places_and_postcodes_lead_to_their_district() -> None:
    portal(MAINZ, ALZEY)
    Postcode.objects.create(postcode="55232", place="Alzey", district_id=ALZEY)
    assert next((row["text"], row["kind"], row["url"]) for row in suggest("alze")) == (
        "Alzey (Landkreis Alzey-Worms)",
        "place",
        "/kreise/alzey-worms-landkreis/",
    )
    assert suggest("55232")[0]["text"] == "Alzey (Landkreis Alzey-Worms)"
