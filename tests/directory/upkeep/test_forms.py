"""An actor's forms: what they change, what they leave alone, and what becomes of a change."""

import pytest
from django.test import Client

from accounts.models import Notice, User
from core.models import OutgoingMail
from directory.models import Location, Offer, Organisation, Post, Proposal, Source
from directory.upkeep.links import token_for
from tests.directory.upkeep.conftest import change, filled, form_address
from tests.factories import MAINZ, LocationFactory, OfferFactory, OrganisationFactory
from vocabulary.models import Language

pytestmark = pytest.mark.django_db
State = Proposal.State


@pytest.mark.parametrize("way", ["eintrag/", "angebot/{pk}/", "angebot/neu/"])
def test_each_form_has_at_most_twelve_fields(client: Client, organisation: Organisation, way: str) -> None:
    offer = OfferFactory(organisation=organisation)
    page = client.get(f"/pflege/{token_for(organisation)}/{way.format(pk=offer.pk)}")
    assert len(page.context["form"].visible_fields()) <= 12


def test_a_change_counts_at_once_and_is_kept_as_it_was_and_is(client: Client, organisation: Organisation) -> None:
    change(client, form_address(organisation), phone="06131 1111", languages=[Language.objects.get().pk])

    organisation.refresh_from_db()
    assert organisation.phone == "06131 1111"
    assert [language.code for language in organisation.languages.all()] == ["ar"]
    proposal = Proposal.objects.get()
    assert proposal.state == State.LIVE
    assert proposal.values == {"phone": ["06131 0000", "06131 1111"], "languages": [[], ["ar"]]}


def test_changing_is_not_checking(client: Client, organisation: Organisation) -> None:
    before = organisation.next_check_on
    change(client, form_address(organisation), phone="06131 1111")
    organisation.refresh_from_db()
    assert (organisation.checked_on, organisation.next_check_on) == (None, before)


def test_a_new_address_takes_the_old_coordinates_away(client: Client, organisation: Organisation) -> None:
    change(client, form_address(organisation), street="Neue Gasse 2")
    location = organisation.locations.get()
    assert (location.street, location.latitude, location.place) == ("Neue Gasse 2", None, "Mainz")


def test_of_several_places_the_others_stay_as_they_are(client: Client, organisation: Organisation) -> None:
    other = LocationFactory(organisation=organisation, street="Nordweg 3", directions="Linie 6", sort_order=1)
    address = f"{form_address(organisation)}?ort={other.pk}"
    change(client, address, street="Nordweg 4")
    assert list(organisation.locations.values_list("street", "directions")) == [
        ("Marktstraße 1", ""),
        ("Nordweg 4", "Linie 6"),
    ]


def test_nothing_changed_leaves_no_trace(client: Client, organisation: Organisation) -> None:
    address = form_address(organisation)
    response = client.post(address, filled(client, address), follow=True)
    assert "wurde nichts geändert" in response.content.decode()
    assert not Proposal.objects.exists()


def test_a_form_that_was_opened_yesterday_overwrites_only_what_was_typed(
    client: Client, organisation: Organisation
) -> None:
    address = form_address(organisation)
    yesterday = filled(client, address, phone="06131 2222")
    Organisation.objects.update(description="Vom Kreis verbessert.")

    client.post(address, yesterday)

    organisation.refresh_from_db()
    assert (organisation.phone, organisation.description) == ("06131 2222", "Vom Kreis verbessert.")


def test_what_somebody_else_changed_meanwhile_is_shown_before_it_is_overwritten(
    client: Client, organisation: Organisation
) -> None:
    address = form_address(organisation)
    sent = filled(client, address, phone="06131 2222")
    Organisation.objects.update(phone="06131 3333")

    answer = client.post(address, sent)
    content = answer.content.decode()
    assert "So steht es jetzt" in content
    assert "06131 3333" in content
    organisation.refresh_from_db()
    assert organisation.phone == "06131 3333"

    client.post(address, {**sent, "opened": answer.context["opened"]})
    organisation.refresh_from_db()
    assert organisation.phone == "06131 2222"


def test_where_the_district_wants_to_look_first_nothing_changes_before(
    client: Client, organisation: Organisation, manager: User
) -> None:
    Post.objects.update(changes_need_a_look=True)
    change(client, form_address(organisation), phone="06131 1111")

    organisation.refresh_from_db()
    assert organisation.phone == "06131 0000"
    assert Notice.objects.filter(user=manager, text__contains="Beratung am Dom").exists()
    client.force_login(manager)
    assert "06131 1111" in client.get("/verwaltung/aenderungen/").content.decode()

    client.post("/verwaltung/aenderungen/", {"proposal": Proposal.objects.get().pk, "act": "take"})
    organisation.refresh_from_db()
    assert organisation.phone == "06131 1111"
    assert Proposal.objects.get().decided_by == "Integrationsmanagement Stadt Mainz"


def test_a_refusal_needs_a_reason_and_the_actor_gets_it(
    client: Client, organisation: Organisation, manager: User
) -> None:
    Post.objects.update(changes_need_a_look=True)
    change(client, form_address(organisation), phone="06131 1111")
    client.force_login(manager)
    sent = {"proposal": Proposal.objects.get().pk, "act": "refuse"}

    client.post("/verwaltung/aenderungen/", sent)
    assert Proposal.objects.get().state == State.WAITING
    client.post("/verwaltung/aenderungen/", {**sent, "reason": "Die Nummer ist privat."})

    assert Proposal.objects.get().state == State.REFUSED
    mail = OutgoingMail.objects.get(to="pflege@example.org")
    assert "Die Nummer ist privat." in mail.body
    organisation.refresh_from_db()
    assert organisation.phone == "06131 0000"


def test_a_change_is_taken_back_except_for_what_changed_again(
    client: Client, organisation: Organisation, manager: User
) -> None:
    change(client, form_address(organisation), phone="06131 1111", description="Falsch.")
    Organisation.objects.update(description="Schon berichtigt.")
    client.force_login(manager)

    sent = {"proposal": Proposal.objects.get().pk, "act": "undo"}
    content = client.post("/verwaltung/aenderungen/?entschieden=1", sent, follow=True).content.decode()

    organisation.refresh_from_db()
    assert (organisation.phone, organisation.description) == ("06131 0000", "Schon berichtigt.")
    assert "Was wir tun" in content
    again = client.post("/verwaltung/aenderungen/?entschieden=1", sent, follow=True).content.decode()
    assert "schon entschieden" in again


def test_an_offer_that_does_not_take_place_any_more_leaves_the_lists_and_stays(
    client: Client, organisation: Organisation
) -> None:
    offer = OfferFactory(organisation=organisation)
    client.post(form_address(organisation, offer), {"act": "end"})
    offer.refresh_from_db()
    assert offer.is_over()


def test_a_new_offer_waits_for_the_district(client: Client, organisation: Organisation, manager: User) -> None:
    address = f"/pflege/{token_for(organisation)}/angebot/neu/"
    client.post(address, {"title": "Nähkurs", "is_free": "on", "times": "Mo 9 Uhr"})
    assert not Offer.objects.exists()

    client.force_login(manager)
    client.post("/verwaltung/aenderungen/", {"proposal": Proposal.objects.get().pk, "act": "take"})

    offer = Offer.objects.get()
    assert (offer.title, offer.is_free, offer.organisation) == ("Nähkurs", True, organisation)
    assert list(offer.locations.all()) == list(organisation.locations.all())


def test_a_hidden_street_may_not_stand_in_a_text(client: Client, organisation: Organisation) -> None:
    Location.objects.update(hide_address=True)
    offer = OfferFactory(organisation=organisation)

    refused = client.post(form_address(organisation, offer), {"title": "Treff", "place": "in der Marktstr. 1, hinten"})

    assert "nicht veröffentlicht" in str(refused.context["form"].errors)
    offer.refresh_from_db()
    assert offer.place == ""
    OfferFactory(organisation=OrganisationFactory(home_district_id=MAINZ), place="Marktstraße 1")


def test_an_address_is_hidden_only_when_no_offer_tells_it(client: Client, organisation: Organisation) -> None:
    OfferFactory(organisation=organisation, place="Marktstraße 1")
    address = form_address(organisation)
    refused = client.post(address, filled(client, address, hide_address="on"))
    assert "Bitte dort zuerst ändern" in str(refused.context["form"].errors)
    assert not organisation.locations.get().hide_address


def test_what_a_subscribed_source_brings_is_only_shown(
    client: Client, organisation: Organisation, manager: User
) -> None:
    source = Source.objects.create(district_id=MAINZ, name="Gelbe Liste", kind="csv", address="https://example.org/")
    Organisation.objects.update(source=source)

    page = client.get(f"/pflege/{token_for(organisation)}/")
    assert "Gelbe Liste" in page.content.decode()
    assert "Eintrag ändern" not in client.get(organisation.get_absolute_url()).content.decode()
    client.force_login(manager)
    answer = client.get(f"/verwaltung/einrichtungen/edit/{organisation.pk}/", follow=True)
    assert "Gelbe Liste" in answer.content.decode()
    assert answer.redirect_chain
    client.post(f"/verwaltung/einrichtungen/delete/{organisation.pk}/")
    assert Organisation.objects.exists()
