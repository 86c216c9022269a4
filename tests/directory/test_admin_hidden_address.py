"""Whoever hides an address in the admin is told where its street still stands; nothing is lost meanwhile."""

import datetime as dt

import pytest
import time_machine
from django.test import Client

from accounts.models import Role
from directory.models import Offer, Organisation, Proposal
from directory.upkeep.jobs import forget_old_changes
from tests.admin_forms import NO_ROWS
from tests.factories import MAINZ, OfferFactory, OrganisationFactory, person, portal

pytestmark = pytest.mark.django_db
HIDDEN = {"locations-0-street": "Zufluchtsgasse 77", "locations-0-place": "Mainz", "locations-0-hide_address": "on"}
ROWS = {"locations-TOTAL_FORMS": "1", "locations-0-ORDER": "1", **HIDDEN}
CONTACT = {"contacts-TOTAL_FORMS": "1", "contacts-0-ORDER": "1", "contacts-0-function": "Tür in der Zufluchtsgasse 77"}


@pytest.fixture
def shelter() -> Organisation:
    portal(MAINZ)
    made: Organisation = OrganisationFactory(name="Schutzwohnung", home_district_id=MAINZ)
    return made


def save(shelter: Organisation, **changes: object) -> str:
    client = Client()
    client.force_login(person(Role.Kind.MANAGER, ags=MAINZ))
    sent = {"name": "Schutzwohnung", "kind": "counselling", **NO_ROWS, **ROWS, **changes}
    return client.post(f"/verwaltung/einrichtungen/edit/{shelter.pk}/", sent, follow=True).content.decode()


def test_a_hidden_address_is_saved_where_nothing_tells_it(shelter: Organisation) -> None:
    save(shelter)
    assert shelter.locations.get().hide_address


@pytest.mark.parametrize("texts", [{"description": "Klingeln in der Zufluchtsgasse 77."}, CONTACT])
def test_a_text_of_the_organisation_may_not_name_the_hidden_street(
    shelter: Organisation, texts: dict[str, object]
) -> None:
    content = save(shelter, **texts)
    assert "die nicht veröffentlicht wird" in content
    assert not shelter.locations.exists()
    assert "Zufluchtsgasse 77" in content, "what was typed is still there"


def test_an_address_is_hidden_only_when_no_offer_names_it(shelter: Organisation) -> None:
    offer: Offer = OfferFactory(organisation=shelter, title="Aufnahme", place="Zufluchtsg. 77, Zufluchtsgasse 77")
    assert "im Angebot „Aufnahme“" in save(shelter)
    assert not shelter.locations.exists()
    offer.place = ""
    offer.save()
    save(shelter)
    assert shelter.locations.get().hide_address


def test_what_an_actor_changed_is_forgotten_a_year_later_but_not_while_it_waits(shelter: Organisation) -> None:
    for state in (Proposal.State.LIVE, Proposal.State.WAITING):
        Proposal.objects.create(organisation=shelter, values={}, state=state)
    refused = Proposal.objects.create(organisation=shelter, values={}, state=Proposal.State.WAITING)
    refused.decide(Proposal.State.REFUSED, "Integrationsmanagement", "Die Telefonnummer fehlt.")
    assert forget_old_changes() == 0
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(days=366)):
        assert forget_old_changes() == 2
        assert forget_old_changes() == 0
    assert Proposal.objects.get().state == Proposal.State.WAITING
