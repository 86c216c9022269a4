"""Who is asked when: bundled, twice, then the district; and never the same twice."""

import datetime as dt

import pytest
from django.db import transaction

from accounts.models import Notice, Role
from core.models import OutgoingMail
from directory.checking.reminders import remind
from directory.models import NoReminders, Offer, Organisation, Post, Reminder, Source
from directory.models.freshness import CHECK_EVERY
from tests.directory.checking.conftest import DAY, FIRST_DAY, Move, mails
from tests.factories import ALZEY, MAINZ, OfferFactory, OrganisationFactory, person


@pytest.fixture
def organisation() -> Organisation:
    found: Organisation = OrganisationFactory(
        name="Beratung am Dom", home_district_id=MAINZ, upkeep_email="pflege@example.org", next_check_on=FIRST_DAY
    )
    return found


@pytest.mark.every_database
def test_an_actor_gets_one_mail_for_all_its_due_entries(organisation: Organisation) -> None:
    for number in range(3):
        OfferFactory(organisation=organisation, title=f"Kurs {number}", next_check_on=FIRST_DAY - DAY)

    assert remind() == 1

    (mail,) = mails()
    assert mail.to == "pflege@example.org"
    assert mail.subject == "Stimmen diese 4 Einträge noch?"
    assert mail.body.count("/pruefung/") == 6  # four entries, all at once, no more mails
    assert "Beratung am Dom (noch nie geprüft)" in mail.body
    assert Reminder.objects.filter(to="actor", number=1).count() == 4


def test_organisations_that_share_an_address_share_the_mail(organisation: Organisation) -> None:
    OrganisationFactory(
        name="Treff", home_district_id=ALZEY, upkeep_email="Pflege@example.org", next_check_on=FIRST_DAY
    )

    remind()

    (mail,) = mails()
    assert "Beratung am Dom" in mail.body
    assert "Treff" in mail.body


@pytest.mark.every_database
def test_what_was_told_is_not_told_again(organisation: Organisation) -> None:
    person(Role.Kind.MANAGER, ags=MAINZ)
    OrganisationFactory(home_district_id=MAINZ, next_check_on=FIRST_DAY)

    assert remind() == 2
    assert remind() == 0
    assert len(mails()) == 2


@pytest.mark.every_database
def test_a_crash_leaves_neither_mail_nor_note_and_the_next_run_tells(organisation: Organisation) -> None:
    def crash_after_reminding() -> None:
        with transaction.atomic():
            remind()
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        crash_after_reminding()

    assert not Reminder.objects.exists()
    assert not mails()
    assert remind() == 1


@pytest.mark.every_database
def test_whoever_finds_the_note_of_another_run_sends_nothing(
    organisation: Organisation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two runs at once ask the same question before either has answered it; the unique rows let one through."""
    from directory.checking import reminders

    person(Role.Kind.MANAGER, ags=MAINZ)
    OrganisationFactory(home_district_id=MAINZ, next_check_on=FIRST_DAY)
    asked = list(reminders.untold(FIRST_DAY))
    monkeypatch.setattr(reminders, "untold", lambda on: asked)

    assert remind() == 2
    assert remind() == 0
    assert len(mails()) == 2


def test_the_second_mail_comes_after_thirty_days_and_the_district_after_sixty(
    organisation: Organisation, move_to: Move
) -> None:
    manager = person(Role.Kind.MANAGER, ags=MAINZ)
    Post.objects.update(next_check_on=FIRST_DAY + CHECK_EVERY)
    sent: dict[int, list[str]] = {}
    for days in range(100):
        move_to(FIRST_DAY + dt.timedelta(days=days))
        before = OutgoingMail.objects.count()
        if remind():
            sent[days] = [mail.to for mail in mails()[before:]]

    assert sent == {0: ["pflege@example.org"], 30: ["pflege@example.org"], 60: [manager.email]}
    assert "Zweimal nicht bestätigt" in mails()[-1].body
    assert Notice.objects.get(user=manager).text == "Ein Eintrag wurde zweimal nicht bestätigt."


def test_what_falls_due_within_a_week_rides_along(organisation: Organisation, move_to: Move) -> None:
    OfferFactory(organisation=organisation, next_check_on=FIRST_DAY + 7 * DAY)
    OfferFactory(organisation=organisation, title="Später", next_check_on=FIRST_DAY + 8 * DAY)

    remind()
    assert mails()[0].subject == "Stimmen diese 2 Einträge noch?"

    move_to(FIRST_DAY + 7 * DAY)
    assert remind() == 0
    move_to(FIRST_DAY + 8 * DAY)
    assert remind() == 1
    assert "Später" in mails()[1].subject


def test_nothing_rides_alone(organisation: Organisation) -> None:
    Organisation.objects.update(next_check_on=FIRST_DAY + DAY)

    assert remind() == 0


def test_without_an_address_the_people_of_the_district_are_asked_in_one_mail() -> None:
    manager = person(Role.Kind.MANAGER, ags=MAINZ)
    deputy = person(Role.Kind.DEPUTY, ags=MAINZ, valid_from=FIRST_DAY, valid_until=FIRST_DAY)
    person(Role.Kind.MANAGER, ags=ALZEY)
    kept = OrganisationFactory(name="Ohne Adresse", home_district_id=MAINZ, next_check_on=FIRST_DAY)
    OfferFactory(organisation=kept, title="Kurs", next_check_on=FIRST_DAY)
    Post.objects.filter(district=MAINZ).update(next_check_on=FIRST_DAY)

    assert remind() == 2

    assert {mail.to for mail in mails()} == {manager.email, deputy.email}
    assert mails()[0].subject == "3 Einträge zu prüfen"
    assert "Integrationsmanagement Stadt Mainz" in mails()[0].body
    assert not Notice.objects.exists()


def test_who_acts_for_two_districts_gets_one_mail() -> None:
    both = person(Role.Kind.MANAGER, ags=MAINZ)
    Role.objects.create(user=both, kind=Role.Kind.MANAGER, district_id=ALZEY)
    for ags in (MAINZ, ALZEY):
        OrganisationFactory(home_district_id=ags, next_check_on=FIRST_DAY)

    assert remind() == 1
    assert mails()[0].subject == "2 Einträge zu prüfen"


def test_where_nobody_acts_it_waits_for_who_comes(move_to: Move) -> None:
    OrganisationFactory(home_district_id=MAINZ, next_check_on=FIRST_DAY)
    assert remind() == 0
    assert not Reminder.objects.exists()

    person(Role.Kind.MANAGER, ags=MAINZ)
    assert remind() == 1


def test_an_organisation_that_wants_no_mails_leaves_them_to_the_district(organisation: Organisation) -> None:
    manager = person(Role.Kind.MANAGER, ags=MAINZ)
    stopped = NoReminders.objects.create(organisation=organisation, address="pflege@example.org")

    remind()
    assert [mail.to for mail in mails()] == [manager.email]

    stopped.address = "frueher@example.org"  # another address on file had said so
    stopped.save()
    Reminder.objects.all().delete()
    remind()
    assert mails()[-1].to == "pflege@example.org"


def test_a_person_who_wants_no_mails_still_sees_what_was_missed(organisation: Organisation, move_to: Move) -> None:
    manager = person(Role.Kind.MANAGER, ags=MAINZ)
    NoReminders.objects.create(user=manager)
    Post.objects.update(next_check_on=FIRST_DAY + CHECK_EVERY)
    move_to(FIRST_DAY + 60 * DAY)

    assert remind() == 0
    assert Notice.objects.filter(user=manager).count() == 1


def test_an_expired_offer_is_told_once_and_asked_about_no_more(organisation: Organisation, move_to: Move) -> None:
    person(Role.Kind.MANAGER, ags=MAINZ)
    Organisation.objects.update(next_check_on=FIRST_DAY + CHECK_EVERY)
    Post.objects.update(next_check_on=FIRST_DAY + CHECK_EVERY)
    OfferFactory(
        organisation=organisation, title="Sommerkurs", valid_until=FIRST_DAY - DAY, next_check_on=FIRST_DAY - DAY
    )

    for days in range(70):
        move_to(FIRST_DAY + days * DAY)
        remind()

    (mail,) = mails()
    assert "Sommerkurs (bis 1. März 2026)" in mail.body
    assert Reminder.objects.get().reason == "over"


def test_funding_is_told_when_its_end_is_near_and_when_it_has_come(organisation: Organisation, move_to: Move) -> None:
    person(Role.Kind.MANAGER, ags=MAINZ)
    later = FIRST_DAY + CHECK_EVERY
    Organisation.objects.update(next_check_on=later)
    Post.objects.update(next_check_on=later)
    ends = FIRST_DAY + 70 * DAY
    OfferFactory(organisation=organisation, title="Projekt", funding_ends_on=ends, next_check_on=later)

    told = []
    for days in range(90):
        move_to(FIRST_DAY + days * DAY)
        told += [days] * remind()

    assert told == [10, 71]


def test_an_entry_of_a_subscribed_source_is_nobodys_to_check_here(organisation: Organisation) -> None:
    source = Source.objects.create(district_id=MAINZ, name="Gelbe Liste", kind=Source.Kind.CSV)
    Organisation.objects.update(source=source, source_key="1")

    assert remind() == 0


def test_asking_takes_as_many_queries_for_many_as_for_few(
    organisation: Organisation, django_assert_max_num_queries: object
) -> None:
    person(Role.Kind.MANAGER, ags=MAINZ)
    kept = OrganisationFactory(home_district_id=MAINZ, next_check_on=FIRST_DAY)
    Offer.objects.bulk_create(
        Offer(organisation=whose, title=f"Kurs {n}", next_check_on=FIRST_DAY)
        for n in range(150)
        for whose in (kept, organisation)
    )

    with django_assert_max_num_queries(20):  # type: ignore[operator]
        assert remind() == 2
    assert "… und 111 weitere" in OutgoingMail.objects.latest("pk").body
