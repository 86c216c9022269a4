"""The mailed links: opening one shows, only the POST acts, once, for this entry alone."""

import re
from typing import Any

import pytest
from django.test import Client

from accounts.models import Notice, Role
from directory.checking.reminders import remind
from directory.models import NoReminders, Offer, Organisation, Verification
from directory.models.freshness import CHECK_EVERY
from tests.directory.checking.conftest import DAY, FIRST_DAY, Move, links, mails
from tests.factories import ALZEY, MAINZ, OfferFactory, OrganisationFactory, person


@pytest.fixture
def organisation() -> Organisation:
    found: Organisation = OrganisationFactory(
        name="Beratung am Dom", home_district_id=MAINZ, upkeep_email="pflege@example.org", next_check_on=FIRST_DAY
    )
    return found


@pytest.fixture
def link(organisation: Organisation) -> str:
    """To the organisation alone."""
    remind()
    return links(mails()[0])[0]


@pytest.fixture
def bundle(organisation: Organisation) -> list[str]:
    """All at once, the organisation, the offer, no more mails."""
    OfferFactory(organisation=organisation, title="Sprachkurs", next_check_on=FIRST_DAY)
    remind()
    return links(mails()[0])


@pytest.mark.every_database
def test_only_the_post_confirms(client: Client, organisation: Organisation, link: str) -> None:
    shown = client.get(link).content.decode()
    assert "Stimmt das noch?" in shown
    assert "Beratung am Dom" in shown

    client.post(link, {"act": "confirm"})

    organisation.refresh_from_db()
    assert (organisation.checked_on, organisation.checked_by) == (FIRST_DAY, "die Einrichtung selbst")
    assert organisation.next_check_on == FIRST_DAY + CHECK_EVERY
    check = Verification.objects.get()
    assert (check.organisation, check.way, check.round, check.is_true) == (organisation, "mail", FIRST_DAY, True)


def test_a_scanner_that_opens_every_link_changes_nothing(
    client: Client, organisation: Organisation, bundle: list[str]
) -> None:
    for _ in range(2):
        for address in bundle:
            assert client.get(address).status_code == 200
            assert client.head(address).status_code == 200
            assert client.get(address, headers={"purpose": "prefetch", "sec-purpose": "prefetch"}).status_code == 200
            assert client.options(address).status_code == 405
            assert client.get(f"{address}?act=confirm").status_code == 200

    organisation.refresh_from_db()
    assert organisation.checked_on is None
    assert not Verification.objects.exists()
    assert not NoReminders.objects.exists()
    assert len(mails()) == 1


def test_a_post_that_names_no_act_changes_nothing(client: Client, bundle: list[str]) -> None:
    client.post(bundle[1], {"act": "something else"})
    client.post(bundle[3])

    assert not Verification.objects.exists()
    assert not NoReminders.objects.exists()


def test_a_used_link_says_who_confirmed_when(client: Client, organisation: Organisation, link: str) -> None:
    answer = client.post(link, {"act": "confirm"}, follow=True)

    assert answer.status_code == 200
    assert "Bestätigt am 2. März 2026 um 10:00 Uhr, durch: die Einrichtung selbst" in answer.content.decode()
    assert "Stimmt noch" not in answer.content.decode()


def test_a_link_says_so_when_the_district_was_faster(client: Client, organisation: Organisation, link: str) -> None:
    organisation.confirm(by="Integrationsmanagement Stadt Mainz")

    assert "durch: Integrationsmanagement Stadt Mainz" in client.get(link).content.decode()
    client.post(link, {"act": "confirm"})
    assert Verification.objects.count() == 1


@pytest.mark.every_database
def test_a_link_confirms_once(client: Client, organisation: Organisation, link: str, move_to: Move) -> None:
    client.post(link, {"act": "confirm"})
    move_to(FIRST_DAY + DAY)
    client.post(link, {"act": "confirm"})
    client.post(link, {"act": "gone"})

    organisation.refresh_from_db()
    assert organisation.checked_on == FIRST_DAY
    assert Verification.objects.count() == 1


def test_a_link_for_one_entry_acts_on_no_other(client: Client, bundle: list[str]) -> None:
    client.post(bundle[2], {"act": "confirm"})

    assert Offer.objects.get().checked_on == FIRST_DAY
    assert Organisation.objects.get().checked_on is None


@pytest.mark.parametrize("change", [lambda t: t[:-1], lambda t: t + "x", lambda t: "x", lambda t: t.replace(":", "")])
def test_a_link_that_is_not_ours_is_not_found(client: Client, bundle: list[str], change: object) -> None:
    for address in bundle:
        before, token = address.rstrip("/").rsplit("/", 1)
        for method in (client.get, client.post):
            answer = method(f"{before}/{change(token)}/", {"act": "confirm"})  # type: ignore[operator]
            assert answer.status_code == 404
            assert "Diesen Link kennen wir nicht" in answer.content.decode()


def test_a_link_for_one_purpose_serves_no_other(client: Client, bundle: list[str]) -> None:
    all_, one, _offer, stop = (address.rstrip("/").rsplit("/", 1)[1] for address in bundle)

    for way, tokens in {"": (all_, stop), "mail/": (one, stop), "abbestellen/": (all_, one)}.items():
        for token in tokens:
            assert client.get(f"/pruefung/{way}{token}/").status_code == 404


def test_a_link_to_a_deleted_entry_is_not_found(client: Client, organisation: Organisation, link: str) -> None:
    organisation.delete()

    assert client.get(link).status_code == 404


def test_an_old_link_offers_a_new_one_to_the_address_on_file(
    client: Client, organisation: Organisation, link: str, move_to: Move
) -> None:
    move_to(FIRST_DAY + 121 * DAY)
    answer = client.get(link)
    assert answer.status_code == 410
    assert "Neuen Link schicken" in answer.content.decode()
    assert "pflege@example.org" not in answer.content.decode()
    client.post(link, {"act": "confirm"})
    assert not Verification.objects.exists()

    assert "Unterwegs" in client.post(link, {"act": "renew"}).content.decode()
    client.post(link, {"act": "renew"})

    assert [mail.to for mail in mails()] == ["pflege@example.org"] * 2
    client.post(links(mails()[1])[0], {"act": "confirm"})
    assert Verification.objects.count() == 1


def test_a_new_address_on_file_ends_the_links_to_the_old_one(
    client: Client, organisation: Organisation, bundle: list[str]
) -> None:
    organisation.upkeep_email = "neu@example.org"
    organisation.save()
    all_, one, _offer, stop = bundle

    assert client.get(one).status_code == 410
    client.post(one, {"act": "confirm"})
    assert client.post(all_).status_code == 404
    assert client.post(stop).status_code == 404
    assert not Verification.objects.exists()
    client.post(one, {"act": "renew"})
    assert mails()[-1].to == "neu@example.org"


def test_all_of_a_mail_are_confirmed_with_one_click(client: Client, bundle: list[str]) -> None:
    later = OfferFactory(organisation=Organisation.objects.get(), next_check_on=FIRST_DAY)
    shown = client.get(bundle[0]).content.decode()
    assert "Alle 2 stimmen noch" in shown
    assert "Sprachkurs" in shown

    answer = client.post(bundle[0], follow=True)

    assert "Danke, alles ist beantwortet" in answer.content.decode()
    assert Verification.objects.count() == 2
    assert Organisation.objects.get().checked_on == FIRST_DAY
    later.refresh_from_db()
    assert later.checked_on is None  # was not in the mail
    client.post(bundle[0])
    assert Verification.objects.count() == 2


def test_the_page_of_all_takes_as_many_queries_for_many_as_for_few(
    client: Client, organisation: Organisation, django_assert_max_num_queries: Any
) -> None:
    organisation.locations.create(street="Domplatz 1", place="Mainz")
    for _ in range(30):
        offer = OfferFactory(organisation=organisation, next_check_on=FIRST_DAY)
        offer.schedules.create(weekday=1)
    remind()

    with django_assert_max_num_queries(40):
        assert "Alle 31 stimmen noch" in client.get(links(mails()[0])[0]).content.decode()


def test_the_page_of_all_leads_to_each_entry_alone(client: Client, bundle: list[str]) -> None:
    for path in re.findall(r'class="checking__alone"><a href="([^"]+)"', client.get(bundle[0]).content.decode()):
        assert "Gibt es nicht mehr" in client.get(path).content.decode()
        client.post(path, {"act": "gone"})

    assert Verification.objects.filter(is_true=False).count() == 2


def test_what_is_answered_already_is_left_out_of_all(client: Client, bundle: list[str]) -> None:
    client.post(bundle[2], {"act": "gone"})

    client.post(bundle[0])

    assert Offer.objects.get().checked_on is None
    assert Organisation.objects.get().checked_on == FIRST_DAY


def test_gone_tells_the_district_and_deletes_nothing(client: Client, bundle: list[str], move_to: Move) -> None:
    manager = person(Role.Kind.MANAGER, ags=MAINZ)
    person(Role.Kind.MANAGER, ags=ALZEY)

    answer = client.post(bundle[2], {"act": "gone"}, follow=True)

    assert "gibt es nicht mehr" in answer.content.decode()
    assert Offer.objects.get().checked_on is None
    assert Notice.objects.get().user == manager
    assert mails()[-1].to == manager.email
    move_to(FIRST_DAY + 30 * DAY)
    remind()
    assert "Sprachkurs" not in mails()[-1].body + mails()[-1].subject


def test_an_actor_ends_the_mails_and_takes_them_up_again(
    client: Client, organisation: Organisation, bundle: list[str], move_to: Move
) -> None:
    stop = bundle[-1]
    assert "Keine Erinnerungen mehr?" in client.get(stop).content.decode()

    client.post(stop, {"act": "stop"})
    client.post(stop, {"act": "stop"})
    assert NoReminders.objects.get().organisation == organisation
    move_to(FIRST_DAY + 30 * DAY)
    assert remind() == 0

    assert "Wieder erinnern" in client.get(stop).content.decode()
    client.post(stop, {"act": "resume"})
    assert remind() == 1


def test_a_person_ends_the_mails_by_the_link_in_them(client: Client) -> None:
    manager = person(Role.Kind.MANAGER, ags=MAINZ)
    OrganisationFactory(home_district_id=MAINZ, next_check_on=FIRST_DAY)
    remind()

    client.post(links(mails()[0])[-1], {"act": "stop"})

    assert NoReminders.objects.get().user == manager
    OrganisationFactory(home_district_id=MAINZ, next_check_on=FIRST_DAY)
    assert remind() == 0


def test_an_open_link_leads_to_the_form_that_changes_the_entry_and_an_answered_one_does_not(
    client: Client, bundle: list[str]
) -> None:
    for address in bundle[1:3]:
        assert "Etwas ändern" in client.get(address).content.decode()
        assert "/pflege/" not in client.post(address, {"act": "confirm"}, follow=True).content.decode()


def test_a_hidden_address_stays_hidden_behind_the_link(client: Client, organisation: Organisation, link: str) -> None:
    organisation.locations.create(street="Geheimweg 1", place="Mainz", hide_address=True)

    assert "Geheimweg" not in client.get(link).content.decode()
