"""Who may send an actor its link and decide on its changes, and how far the link reaches: each line tried over HTTP."""

import pytest
from django.test import Client

from accounts.models import Role
from core.models import OutgoingMail
from directory.models import Organisation, Proposal
from directory.upkeep.links import token_for
from tests.factories import MAINZ, TRIER, OfferFactory, OrganisationFactory, person
from tests.rights.conftest import World, signed_in
from tests.rights.own_district import TABLE
from tests.rights.test_rights_table import somebody


def actor(ags: str) -> Organisation:
    found: Organisation = OrganisationFactory(home_district_id=ags, upkeep_email=f"pflege-{ags}@example.org")
    return found


@pytest.mark.parametrize("role", TABLE)
def test_the_table_holds_for_inviting_an_actor(world: World, role: str) -> None:
    for whose, ags in {"own": MAINZ, "foreign": TRIER}.items():
        organisation = actor(ags)
        signed_in(somebody(role)).post(f"/verwaltung/einrichtungen/link/{organisation.pk}/")
        assert OutgoingMail.objects.filter(to=organisation.keeper).exists() == TABLE[role][whose], whose


@pytest.mark.parametrize("act", ["take", "refuse", "undo"])
@pytest.mark.parametrize("role", TABLE)
def test_the_table_holds_for_deciding_on_a_change(world: World, role: str, act: str) -> None:
    for whose, ags in {"own": MAINZ, "foreign": TRIER}.items():
        state = "live" if act == "undo" else "waiting"
        values = {"phone": ["", "06131 1111"]}
        proposal = Proposal.objects.create(organisation=actor(ags), values=values, state=state)
        sent = {"proposal": proposal.pk, "act": act, "reason": "Darum."}
        client = signed_in(somebody(role))
        shown = client.get("/verwaltung/aenderungen/?entschieden=1")
        client.post("/verwaltung/aenderungen/", sent)
        proposal.refresh_from_db()
        assert (proposal.state != state) == TABLE[role][whose], whose
        assert (proposal.organisation.name in shown.content.decode()) == TABLE[role][whose], whose


def test_the_link_opens_its_own_entry_and_offers_and_nothing_else(world: World) -> None:
    own, foreign = actor(MAINZ), actor(MAINZ)
    own_offer, foreign_offer = OfferFactory(organisation=own), OfferFactory(organisation=foreign)
    way = f"/pflege/{token_for(own)}/"
    client = Client()

    assert client.get(f"{way}angebot/{own_offer.pk}/").status_code == 200
    assert client.get(f"{way}angebot/{foreign_offer.pk}/").status_code == 404
    client.post(f"{way}angebot/{foreign_offer.pk}/", {"title": "Geändert"})
    client.post(f"{way}angebot/{foreign_offer.pk}/", {"act": "end"})
    client.post(f"{way}eintrag/", {"name": "Geändert", "id": foreign.pk, "pk": foreign.pk, "organisation": foreign.pk})
    client.post(f"{way}angebot/{own_offer.pk}/", {"title": "Geändert", "organisation": foreign.pk})

    for thing in (own, foreign, own_offer, foreign_offer):
        thing.refresh_from_db()
    assert (own.name, own_offer.title, own_offer.organisation) == ("Geändert", "Geändert", own)
    assert "Geändert" not in (foreign.name, foreign_offer.title)
    assert not foreign_offer.is_over()
    assert client.get("/verwaltung/").status_code == 302


def test_the_form_of_an_entry_leads_to_its_actors_link_and_that_of_an_offer_does_not(world: World) -> None:
    client = signed_in(person(Role.Kind.MANAGER, ags=MAINZ))
    organisation = OrganisationFactory(home_district_id=MAINZ)
    offer = OfferFactory(organisation=organisation)
    way = f"/verwaltung/einrichtungen/link/{organisation.pk}/"
    assert way in client.get(f"/verwaltung/einrichtungen/edit/{organisation.pk}/").content.decode()
    assert "/einrichtungen/link/" not in client.get(f"/verwaltung/angebote/edit/{offer.pk}/").content.decode()
