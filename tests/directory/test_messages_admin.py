"""The district's inbox in the admin: read, answered, passed on, closed, deleted; by the district's people."""

from typing import Any

import pytest
from django.test import Client

from accounts.models import Notice, Role, User
from core.models import OutgoingMail
from directory.messages import delivery
from directory.models import Message, Post
from tests.factories import ALZEY, MAINZ, MessageFactory, OfferFactory, OrganisationFactory, person, portal

INBOX = "/verwaltung/zuschriften/"


@pytest.fixture(autouse=True)
def small_portal(db: None) -> None:
    portal(MAINZ, ALZEY)


@pytest.fixture
def manager() -> User:
    return person(Role.Kind.MANAGER, ags=MAINZ)


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def act(client: Client, message: Message, action: str, **values: Any) -> Any:
    return client.post(f"{INBOX}{message.pk}/", {"action": action, **values}, follow=True)


def test_the_menu_and_the_home_say_how_many_are_open(manager: User) -> None:
    MessageFactory.create_batch(2, district_id=MAINZ, text="Gibt es einen Nähkurs?")
    MessageFactory(district_id=MAINZ).close(by="Stelle")
    MessageFactory(district_id=ALZEY)

    home = as_(manager).get("/verwaltung/").content.decode()

    assert "Zuschriften (2)" in home
    assert "Offene Zuschriften" in home
    assert "Gibt es einen Nähkurs?" in home


def test_the_inbox_has_ones_own_open_ones_and_beside_them_the_closed(manager: User) -> None:
    MessageFactory(district_id=MAINZ, text="Ist offen")
    MessageFactory(district_id=MAINZ, text="Ist fertig").close(by="Stelle")
    MessageFactory(district_id=ALZEY, text="Ist fremd")
    client = as_(manager)

    waiting, closed = (client.get(address).content.decode() for address in (INBOX, f"{INBOX}?erledigt=1"))

    assert [text in waiting for text in ("Ist offen", "Ist fertig", "Ist fremd")] == [True, False, False]
    assert [text in closed for text in ("Ist offen", "Ist fertig", "Ist fremd")] == [False, True, False]
    assert client.get(f"{INBOX}?p=quatsch").status_code == 200


def test_an_answer_goes_by_mail_and_onto_the_page_under_the_functions_name(manager: User) -> None:
    message = MessageFactory(district_id=MAINZ, email="besuch@example.org")

    answer = act(as_(manager), message, "answer", text="Dienstags von 9 bis 12.")

    assert "per Mail unterwegs" in answer.content.decode()
    message.refresh_from_db()
    assert (message.state, message.answer) == ("answered", "Dienstags von 9 bis 12.")
    assert OutgoingMail.objects.get(to="besuch@example.org")
    assert message.steps.last().by == "Integrationsmanagement Stadt Mainz"
    page = Client().get(message.get_absolute_url()).content.decode()
    assert "Dienstags von 9 bis 12." in page
    assert manager.email not in page


def test_an_empty_answer_is_refused_and_a_long_one_not_lost(manager: User) -> None:
    message = MessageFactory(district_id=MAINZ)

    assert 'role="alert"' in act(as_(manager), message, "answer", text=" \x00 ").content.decode()
    page = act(as_(manager), message, "answer", text="Lang" * 1000).content.decode()

    assert "LangLang" in page
    message.refresh_from_db()
    assert message.is_open


def test_it_can_be_closed_without_an_answer(manager: User) -> None:
    message = MessageFactory(district_id=MAINZ, email="besuch@example.org")

    act(as_(manager), message, "close")

    message.refresh_from_db()
    assert message.state == "closed"
    assert not OutgoingMail.objects.exists()
    assert "Ihre Zuschrift ist erledigt." in Client().get(message.get_absolute_url()).content.decode()


def test_passed_on_it_belongs_to_the_other_district(manager: User) -> None:
    there = person(Role.Kind.MANAGER, ags=ALZEY)
    message = MessageFactory(district_id=MAINZ, text="Für Alzey bestimmt")

    act(as_(manager), message, "pass_on", district=ALZEY)

    assert "liegt nicht bei Ihnen" in as_(manager).get(f"{INBOX}{message.pk}/", follow=True).content.decode()
    assert "Für Alzey bestimmt" in as_(there).get(f"{INBOX}{message.pk}/").content.decode()
    assert OutgoingMail.objects.get().to == there.email
    assert message.steps.last().by == "Integrationsmanagement Stadt Mainz"
    assert "Landkreis Alzey-Worms" in Client().get(message.get_absolute_url()).content.decode()


@pytest.mark.parametrize("district", ["", "quatsch", MAINZ])
def test_passing_on_needs_another_district(manager: User, district: str) -> None:
    message = MessageFactory(district_id=MAINZ)

    assert 'role="alert"' in act(as_(manager), message, "pass_on", district=district).content.decode()


def test_spam_is_deleted_at_once(manager: User) -> None:
    message = MessageFactory(district_id=MAINZ)

    act(as_(manager), message, "spam")

    assert not Message.objects.exists()
    assert "liegt nicht bei Ihnen" in as_(manager).get(f"{INBOX}{message.pk}/", follow=True).content.decode()


def test_of_two_who_answer_the_second_is_told_so(manager: User) -> None:
    message = MessageFactory(district_id=MAINZ)
    act(as_(manager), message, "answer", text="Ja.")

    page = act(as_(person(Role.Kind.DEPUTY, ags=MAINZ)), message, "answer", text="Nein.")

    assert "schon erledigt" in page.content.decode()
    message.refresh_from_db()
    assert message.answer == "Ja."


def test_an_unknown_deed_and_opening_change_nothing(manager: User) -> None:
    message = MessageFactory(district_id=MAINZ)

    as_(manager).get(f"{INBOX}{message.pk}/")
    act(as_(manager), message, "quatsch")

    message.refresh_from_db()
    assert message.is_open


def test_a_reported_error_leads_to_the_form_of_its_entry(manager: User) -> None:
    organisation = OrganisationFactory(home_district_id=MAINZ)
    offer = OfferFactory(organisation=organisation)
    post = Post.objects.get(district=MAINZ)
    for entry, name in ((organisation, "organisation"), (offer, "offer"), (post, "post")):
        message = MessageFactory(district_id=MAINZ, kind="error", **{name: entry})
        page = as_(manager).get(f"{INBOX}{message.pk}/").content.decode()
        assert f"/edit/{entry.pk}/" in page

    organisation.delete()
    assert as_(manager).get(f"{INBOX}{Message.objects.earliest('pk').pk}/").status_code == 200


def test_a_suggestion_becomes_an_offer_without_typing_it_again(manager: User) -> None:
    OrganisationFactory(home_district_id=MAINZ)
    message = MessageFactory(
        district_id=MAINZ, kind="suggestion", title="Nähkurs", offered_by="Frauencafé", text="Mittwochs um drei."
    )
    client = as_(manager)
    page = client.get(f"{INBOX}{message.pk}/").content.decode()
    assert f"/verwaltung/angebote/new/?zuschrift={message.pk}" in page

    offer = client.get(f"/verwaltung/angebote/new/?zuschrift={message.pk}").content.decode()
    assert 'value="Nähkurs"' in offer
    assert "Mittwochs um drei." in offer
    organisation = client.get(f"/verwaltung/einrichtungen/new/?zuschrift={message.pk}").content.decode()
    assert 'value="Frauencafé"' in organisation


@pytest.mark.parametrize("number", ["foreign", "0", "quatsch", "9" * 30, "question"])
def test_a_form_tells_nothing_of_what_is_no_own_suggestion(manager: User, number: str) -> None:
    OrganisationFactory(home_district_id=MAINZ)
    foreign = MessageFactory(district_id=ALZEY, kind="suggestion", title="Nähkurs")
    question = MessageFactory(district_id=MAINZ, title="Nähkurs")
    number = {"foreign": str(foreign.pk), "question": str(question.pk)}.get(number, number)

    page = as_(manager).get(f"/verwaltung/angebote/new/?zuschrift={number}")

    assert page.status_code == 200
    assert "Nähkurs" not in page.content.decode()


def test_the_uses_of_an_entry_tell_nothing_of_a_message_in_another_district(manager: User) -> None:
    organisation = OrganisationFactory(home_district_id=MAINZ)
    MessageFactory(district_id=ALZEY, kind="error", organisation=organisation, title="Nur für Alzey")

    for view in ("usage", "delete", "history"):
        page = as_(manager).get(f"/verwaltung/einrichtungen/{view}/{organisation.pk}/", follow=True).content.decode()
        assert "Nur für Alzey" not in page, view


def test_whoever_has_opened_a_message_is_not_told_of_it_again(manager: User) -> None:
    deputy = person(Role.Kind.DEPUTY, ags=MAINZ)
    message = delivery.receive(MessageFactory.build(district_id=MAINZ), None)

    as_(manager).get(f"{INBOX}{message.pk}/")

    assert [notice.user for notice in Notice.objects.filter(read_at=None)] == [deputy]
