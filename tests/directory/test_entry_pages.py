"""The pages of one organisation and one offer: facts before the prose, places, contacts, who keeps it."""

import datetime as dt

import pytest
from django.test import Client

from accounts.models import Role
from directory.models import Contact, Organisation, Source
from directory.templatetags.directory_tags import dialled
from search import jobs
from tests.factories import (
    ALZEY,
    MAINZ,
    TRIER,
    LocationFactory,
    OfferFactory,
    OrganisationFactory,
    district_page,
    person,
    portal,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation() -> Organisation:
    portal(MAINZ, TRIER, ALZEY)
    made: Organisation = OrganisationFactory(
        name="Treff der Sprachen", home_district_id=MAINZ, phone="06131 12-34", description="Wir helfen weiter."
    )
    LocationFactory(organisation=made, name="Haupthaus", street="Marktstraße 1", directions="Linie 6 bis Markt")
    LocationFactory(organisation=made, name="Außenstelle", street="Hafenweg 9")
    Contact.objects.create(organisation=made, function="Anmeldung", phone="+49 (0)6131 99-0")
    return made


def page_of(entry: object, client: Client | None = None) -> str:
    answer = (client or Client()).get(entry.get_absolute_url())  # type: ignore[attr-defined]
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_an_organisation_shows_all_places_and_contacts_and_where_else_it_works(organisation: Organisation) -> None:
    organisation.districts_served.add(MAINZ, TRIER)
    content = page_of(organisation)
    for told in ("Marktstraße 1", "Hafenweg 9", "Außenstelle", "Linie 6 bis Markt", "Anmeldung", "Stadt Trier"):
        assert told in content, told
    assert content.index("Tätig in") < content.rindex("Wir helfen weiter."), "facts come before the prose"
    assert content.count('href="tel:0613112') == 2
    assert 'href="tel:+496131990"' in content


def test_an_actor_stands_on_the_page_of_each_district_that_it_serves(organisation: Organisation) -> None:
    organisation.districts_served.add(TRIER)
    while jobs.build_waiting() + jobs.deliver_waiting():
        pass
    for ags in (MAINZ, TRIER):
        assert organisation.get_absolute_url() in Client().get(district_page(ags).get_url()).content.decode()
    assert organisation.get_absolute_url() not in Client().get(district_page(ALZEY).get_url()).content.decode()


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("06131 / 12-34", "061311234"),
        ("+49 (0)6131 12340", "+49613112340"),
        ("06131 12 34 Apparat 5", ""),
        ("112", ""),
        ("06131 1234, 0170 12345", ""),
        ("mo–fr 9–12 Uhr", ""),
    ],
)
def test_a_number_is_called_by_one_touch_where_it_is_one(written: str, number: str) -> None:
    assert dialled(written) == number


def test_an_offer_without_a_place_is_at_its_organisation(organisation: Organisation) -> None:
    offer = OfferFactory(organisation=organisation)
    assert page_of(offer).count("Hafenweg 9") == 2, "among the facts, and in the organisation's card"
    online = OfferFactory(organisation=organisation, place="Online, per Video")
    assert page_of(online).count("Hafenweg 9") == 1


def test_an_offer_at_an_open_and_at_a_hidden_place_shows_the_open_one(organisation: Organisation) -> None:
    hidden = LocationFactory(organisation=organisation, street="Geheime Gasse 7", hide_address=True)
    offer = OfferFactory(organisation=organisation)
    offer.locations.set([organisation.locations.all()[0], hidden])
    content = page_of(offer)
    assert "Marktstraße 1" in content
    assert "Geheime Gasse" not in content


def test_when_the_funding_ends_is_told_to_members_alone(organisation: Organisation) -> None:
    offer = OfferFactory(organisation=organisation, funding_ends_on=dt.date(2031, 3, 31), waiting_list="sechs Wochen")
    member = Client()
    member.force_login(person(Role.Kind.MANAGER, ags=TRIER))
    assert "31. März 2031" not in page_of(offer)
    assert "31. März 2031" in page_of(offer, member)
    assert "sechs Wochen" in page_of(offer)


def test_an_entry_of_a_subscribed_source_says_where_it_is_kept(organisation: Organisation) -> None:
    offer = OfferFactory(organisation=organisation)
    source = Source.objects.create(name="Integreat Mainz", district_id=MAINZ, kind=Source.Kind.INTEGREAT)
    type(offer).objects.update(source=source)
    Organisation.objects.update(source=source)
    for entry in (offer, organisation):
        assert "wird in „Integreat Mainz“ gepflegt" in page_of(entry)
    Source.objects.update(kind=Source.Kind.FILE)
    assert "gepflegt" not in page_of(offer)
