"""The to-dos of a district: why an entry waits, and how it stops waiting."""

import pytest
from django.test import Client

from accounts.models import Role, User
from directory.checking import todos
from directory.checking.reminders import remind
from directory.models import Offer, Organisation, Source, Verification
from directory.models.freshness import CHECK_EVERY, Way
from tests.directory.checking.conftest import DAY, FIRST_DAY, Move
from tests.factories import ALZEY, MAINZ, OfferFactory, OrganisationFactory, person

LIST = "/verwaltung/pruefen/"
LATER = FIRST_DAY + CHECK_EVERY


@pytest.fixture
def organisation() -> Organisation:
    found: Organisation = OrganisationFactory(name="Beratung am Dom", home_district_id=MAINZ, next_check_on=LATER)
    return found


@pytest.fixture
def manager() -> User:
    return person(Role.Kind.MANAGER, ags=MAINZ)


def waiting(manager: User) -> list[tuple[str, str]]:
    """As a new request sees them: (entry, reason)."""
    again = User.objects.get(pk=manager.pk)
    found = [(str(todo.entry), todo.reason) for todo in todos.first(again, 99)]
    assert todos.count(again) == len(found)
    return found


def test_an_offer_that_ended_waits_until_somebody_has_looked(
    organisation: Organisation, manager: User, move_to: Move
) -> None:
    offer: Offer = OfferFactory(organisation=organisation, title="Sommerkurs", valid_until=FIRST_DAY)
    assert waiting(manager) == []
    move_to(FIRST_DAY + DAY)
    assert waiting(manager) == [("Sommerkurs", "over")]

    offer.confirm(by="Integrationsmanagement Stadt Mainz")

    assert waiting(manager) == []


def test_an_offer_that_was_prolonged_waits_no_more(organisation: Organisation, manager: User) -> None:
    offer: Offer = OfferFactory(organisation=organisation, valid_until=FIRST_DAY - DAY)
    offer.valid_until = FIRST_DAY + DAY
    offer.save()

    assert waiting(manager) == []


def test_funding_waits_when_it_ends_soon_and_again_when_it_has_ended(
    organisation: Organisation, manager: User, move_to: Move
) -> None:
    offer: Offer = OfferFactory(
        organisation=organisation, title="Projekt", funding_ends_on=FIRST_DAY + 61 * DAY, next_check_on=LATER
    )
    offer.confirm(by="Integrationsmanagement Stadt Mainz")
    assert waiting(manager) == []
    move_to(FIRST_DAY + DAY)
    assert waiting(manager) == [("Projekt", "funding")]
    offer.confirm(by="Integrationsmanagement Stadt Mainz")
    assert waiting(manager) == []
    move_to(FIRST_DAY + 61 * DAY)
    assert waiting(manager) == []
    move_to(FIRST_DAY + 62 * DAY)
    assert waiting(manager) == [("Projekt", "funding")]


def test_what_is_said_to_be_gone_waits_for_the_district(organisation: Organisation, manager: User) -> None:
    organisation.report_gone(by="die Einrichtung selbst", way=Way.MAIL)
    assert waiting(manager) == [("Beratung am Dom", "gone")]

    organisation.confirm(by="Integrationsmanagement Stadt Mainz")

    assert waiting(manager) == []


def test_what_a_subscribed_source_keeps_does_not_wait(organisation: Organisation, manager: User) -> None:
    source = Source.objects.create(district_id=MAINZ, name="Gelbe Liste", kind=Source.Kind.HSDS)
    Organisation.objects.update(source=source, source_key="1", next_check_on=FIRST_DAY - 99 * DAY)

    assert waiting(manager) == []
    assert Organisation.objects.get().unconfirmed_since is None


def test_the_list_says_that_the_actor_was_asked_and_what_was_missed(
    organisation: Organisation, manager: User, move_to: Move
) -> None:
    Organisation.objects.update(next_check_on=FIRST_DAY, upkeep_email="pflege@example.org")
    remind()
    client = Client()
    client.force_login(manager)
    page = client.get(LIST).content.decode()
    assert "Einrichtung am 2. März gefragt" in page
    assert "Zweimal nicht bestätigt" not in page

    move_to(FIRST_DAY + 60 * DAY)
    client.force_login(manager)

    assert "Zweimal nicht bestätigt" in client.get(LIST).content.decode()


def test_many_todos_come_in_pages_of_fifty(manager: User) -> None:
    kept = OrganisationFactory(home_district_id=MAINZ)
    Offer.objects.bulk_create(
        Offer(organisation=kept, title=f"Kurs {n:03}", next_check_on=FIRST_DAY) for n in range(120)
    )
    client = Client()
    client.force_login(manager)

    first, last = (client.get(f"{LIST}?p={number}").content.decode() for number in (1, 3))
    assert "Kurs 049" in first
    assert "Kurs 050" not in first
    assert "Kurs 119" in last
    assert "Seite 3 von 3" in last
    assert client.get(f"{LIST}?p=quark").status_code == 200


def test_the_button_leads_back_to_the_list(organisation: Organisation, manager: User) -> None:
    client = Client()
    client.force_login(manager)

    answer = client.post(f"{LIST}organisation/{organisation.pk}/", {"next": LIST})

    assert answer.headers["Location"] == LIST


def test_a_person_switches_the_mails_off_and_on(manager: User) -> None:
    OrganisationFactory(home_district_id=MAINZ, next_check_on=FIRST_DAY)
    client = Client()
    client.force_login(manager)

    assert "Wieder Mails bekommen" in client.post(f"{LIST}mails/", follow=True).content.decode()
    assert remind() == 0
    assert "Keine Mails mehr" in client.post(f"{LIST}mails/", follow=True).content.decode()
    OrganisationFactory(home_district_id=MAINZ, next_check_on=FIRST_DAY)
    assert remind() == 1
    assert client.get(f"{LIST}mails/").status_code == 405


# Saving is not checking -----------------------------------------------------------------------------------------------


def edit(manager: User, offer: Offer, **sent: str) -> str:
    client = Client()
    client.force_login(manager)
    form = {"organisation": str(offer.organisation_id), "title": "Neuer Titel", **sent}
    form |= {f"schedules-{name}_FORMS": "0" for name in ("TOTAL", "INITIAL")}
    return client.post(f"/verwaltung/angebote/edit/{offer.pk}/", form, follow=True).content.decode()


def test_the_second_button_saves_and_checks(organisation: Organisation, manager: User) -> None:
    offer: Offer = OfferFactory(organisation=organisation, next_check_on=FIRST_DAY)

    page = edit(manager, offer, **{"action-confirm": "1"})

    offer.refresh_from_db()
    assert "gespeichert und als geprüft vermerkt" in page
    assert (offer.title, offer.checked_on) == ("Neuer Titel", FIRST_DAY)
    assert Verification.objects.get().by == "Integrationsmanagement Stadt Mainz"


@pytest.mark.parametrize("sent", [{}, {"action-edit": "1"}, {"action-confirm": ""}])
def test_the_first_button_only_saves(organisation: Organisation, manager: User, sent: dict[str, str]) -> None:
    offer: Offer = OfferFactory(organisation=organisation, next_check_on=FIRST_DAY)

    edit(manager, offer, **sent)

    offer.refresh_from_db()
    assert (offer.title, offer.checked_on, offer.next_check_on) == ("Neuer Titel", None, FIRST_DAY)
    assert not Verification.objects.exists()


def test_what_could_not_be_saved_is_not_checked(organisation: Organisation, manager: User) -> None:
    offer: Offer = OfferFactory(organisation=organisation, next_check_on=FIRST_DAY)

    edit(manager, offer, title="", **{"action-confirm": "1"})

    assert not Verification.objects.exists()


def test_a_foreign_entry_is_neither_saved_nor_checked(organisation: Organisation) -> None:
    offer: Offer = OfferFactory(organisation=organisation, title="Kurs", next_check_on=FIRST_DAY)

    edit(person(Role.Kind.MANAGER, ags=ALZEY), offer, **{"action-confirm": "1"})

    offer.refresh_from_db()
    assert (offer.title, offer.checked_on) == ("Kurs", None)
    assert not Verification.objects.exists()
