"""The pinboard: the address says what is on it, the server shows it, whatever the address says."""

from urllib.parse import unquote

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from directory.takealong.pinboard import LONGEST_MAIL, MOST, Pin, parse_pins
from tests.factories import MAINZ, OfferFactory, OrganisationFactory, portal


@given(st.lists(st.text(max_size=30) | st.integers().map(lambda n: f"offer:{n}")))
def test_whatever_an_address_names_only_pins_come_of_it(values: list[str]) -> None:
    pins = parse_pins(values)
    assert len(pins) == len(set(pins)) <= MOST
    assert parse_pins(map(str, pins)) == pins
    assert all(pin.kind in ("offer", "organisation") and pin.pk >= 0 for pin in pins)


def test_pins_keep_their_order_and_come_once() -> None:
    assert parse_pins(["offer:2", "organisation:1", "offer:2", "practice:3", "offer:x"]) == [
        Pin("offer", 2),
        Pin("organisation", 1),
    ]


@pytest.mark.django_db
def test_the_board_shows_what_its_address_names_and_counts_what_is_gone(client: Client) -> None:
    portal(MAINZ)
    offer = OfferFactory(organisation=OrganisationFactory(home_district_id=MAINZ, phone="06131 0000"), title="Nähkurs")

    content = client.get(f"/merkliste/?e=offer:{offer.pk}&e=offer:999999").content.decode()

    assert "Nähkurs" in content
    assert "06131 0000" in content
    assert "1 gemerkter Eintrag ist nicht mehr vorhanden" in content


@pytest.mark.django_db
def test_a_mail_holds_the_entries_and_a_long_one_only_the_way_to_them(client: Client) -> None:
    portal(MAINZ)
    organisation = OrganisationFactory(home_district_id=MAINZ)
    offers = [OfferFactory(organisation=organisation, title=f"Kurs {number}") for number in range(40)]

    def mail(count: int) -> str:
        query = "&".join(f"e=offer:{offer.pk}" for offer in offers[:count])
        content = client.get(f"/merkliste/?{query}").content.decode()
        return unquote(content.split('href="mailto:')[1].split('"')[0])

    assert "Kurs 1\n" in mail(2)
    assert "Kurs 1\n" not in mail(40)
    assert f"e=offer:{offers[39].pk}" in mail(40)
    assert len(mail(2)) < LONGEST_MAIL


@pytest.mark.django_db
def test_a_full_board_asks_no_more_questions_than_a_short_one(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    portal(MAINZ)
    organisation = OrganisationFactory(home_district_id=MAINZ)
    query = "&".join(f"e=offer:{OfferFactory(organisation=organisation).pk}" for _number in range(MOST))
    client.get("/merkliste/")
    with django_assert_max_num_queries(12):
        client.get(f"/merkliste/?{query}")
