"""Who learns of what: the source of each use and stage, the adopters of each change; both can turn it off."""

import datetime as dt

import pytest
from django.core import mail
from django.test import Client

from accounts.models import Notice, Role, User
from bestpractice.ledger import acts
from bestpractice.ledger.acts import Account, Word
from bestpractice.models import PracticePage, Quiet
from core.models import OutgoingMail
from regions.models import District
from tests.factories import ALZEY, MAINZ, TRIER, PracticeFactory, adoption, district_page, person, portal

LEDGER = "/verwaltung/nachnutzungen/"
DAY = dt.date(2026, 1, 10)


@pytest.fixture(autouse=True)
def small_portal(db: None) -> None:
    portal(MAINZ, TRIER, ALZEY)


@pytest.fixture
def mainz() -> User:
    return person(Role.Kind.MANAGER, ags=MAINZ)


@pytest.fixture
def trier() -> User:
    return person(Role.Kind.MANAGER, ags=TRIER)


@pytest.fixture
def practice(mainz: User) -> PracticePage:
    made: PracticePage = PracticeFactory(parent=district_page(), title="Dolmetscherpool")
    return made


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def texts(user: User) -> list[str]:
    return list(Notice.objects.filter(user=user).order_by("pk").values_list("text", flat=True))


def publish(practice: PracticePage, by: User | None = None, **changes: str) -> None:
    page = PracticePage.objects.get(pk=practice.pk)
    for name, value in changes.items():
        setattr(page, name, value)
    page.save_revision(user=by).publish()


def test_the_source_learns_of_each_use_and_stage_in_the_portal_and_by_mail(
    practice: PracticePage, mainz: User, trier: User
) -> None:
    district = District.objects.get(ags=TRIER)
    row = acts.adopt(practice, district, Word("piloting", DAY), Account("Nur Schulen"), trier)
    acts.move_on(row, Word("stopped", DAY, "Kein Geld"), trier)
    acts.describe(row, Account("Nur eine Schule"), trier)
    acts.take_back(row.steps.last(), trier)

    assert texts(mainz) == [
        "Neue Nachnutzung von „Dolmetscherpool“: Stadt Trier, erprobt seit 10. Januar 2026.",
        "Neuer Stand bei „Dolmetscherpool“: Stadt Trier, beendet seit 10. Januar 2026.",
        "Neuer Stand bei „Dolmetscherpool“: Stadt Trier, erprobt seit 10. Januar 2026.",
    ]
    assert OutgoingMail.objects.filter(to=mainz.email, body__contains="Nur Schulen").exists()
    assert OutgoingMail.objects.filter(to=mainz.email, body__contains="Kein Geld").exists()
    assert texts(trier) == []


def test_the_adopter_is_asked_about_a_report_and_the_reporter_gets_the_answer(
    practice: PracticePage, mainz: User, trier: User
) -> None:
    editor = person(Role.Kind.EDITOR, association="staedtetag")
    district = District.objects.get(ags=TRIER)
    acts.drop_report(acts.report(practice, district, Word("running", DAY), editor), trier)
    acts.confirm(acts.report(practice, district, Word("running", DAY), editor), trier)

    assert len(texts(trier)) == 2
    assert "Stimmt das?" in texts(trier)[0]
    assert ["nicht bestätigt" in text for text in texts(editor)] == [True, False]
    assert len(texts(mainz)) == 1


def test_adopters_learn_what_changed_when_it_is_published(practice: PracticePage, mainz: User, trier: User) -> None:
    alzey = person(Role.Kind.MANAGER, ags=ALZEY)
    adoption(practice, TRIER, "interested")
    adoption(practice, ALZEY, "stopped")

    page = PracticePage.objects.get(pk=practice.pk)
    page.what_it_took = "<p>Ein Entwurf, den niemand kennt.</p>"
    page.save_revision(user=mainz)
    assert texts(trier) == []
    publish(practice, mainz, what_it_took="<p>Drei Abende im Monat.</p>")

    assert texts(trier) == ["Stadt Mainz hat „Dolmetscherpool“ geändert, das Sie nutzen."]
    notice, letter = Notice.objects.get(user=trier), OutgoingMail.objects.get(to=trier.email)
    assert "Drei" in letter.body
    assert notice.url in letter.body
    shown = as_(trier).get(notice.url).content.decode()
    assert "<del>" in shown
    assert "Drei" in shown
    assert "Entwurf, den niemand kennt" not in shown + letter.body
    assert texts(alzey) == texts(mainz) == []


def test_who_changed_it_is_not_told_and_nobody_is_told_of_nothing(
    practice: PracticePage, mainz: User, trier: User
) -> None:
    adoption(practice, TRIER)

    publish(practice, mainz)
    publish(practice, mainz, what_it_took="<p>Zwei  Abende im Monat.</p>")
    publish(practice, trier, what_it_took="<p>Vier Abende im Monat.</p>")

    assert texts(trier) == []


def test_a_practice_that_was_away_for_a_while_tells_what_is_new(
    practice: PracticePage, mainz: User, trier: User
) -> None:
    adoption(practice, TRIER)
    practice.unpublish()
    publish(practice, mainz, what_it_took="<p>Drei Abende im Monat.</p>")

    assert len(texts(trier)) == 1


def test_both_sides_turn_it_off_and_on_again(practice: PracticePage, mainz: User, trier: User) -> None:
    row = adoption(practice, TRIER, "planning")
    for user in (mainz, trier):
        as_(user).post(f"{LEDGER}mitteilungen/{practice.pk}/", {"quiet": "1"})
    acts.move_on(row, Word("running", DAY), trier)
    publish(practice, mainz, what_it_took="<p>Drei Abende im Monat.</p>")
    assert texts(mainz) == texts(trier) == []

    for user in (mainz, trier):
        as_(user).post(f"{LEDGER}mitteilungen/{practice.pk}/", {"quiet": "0"})
    acts.move_on(row, Word("stopped", DAY, "Kein Geld"), trier)
    acts.move_on(row, Word("running", DAY), trier)
    publish(practice, mainz, what_it_took="<p>Vier Abende im Monat.</p>")
    assert (len(texts(mainz)), len(texts(trier))) == (2, 1)
    assert not Quiet.objects.exists()


def test_only_published_versions_are_compared_for_others(practice: PracticePage, mainz: User, trier: User) -> None:
    page = PracticePage.objects.get(pk=practice.pk)
    page.what_it_took = "<p>Ein Entwurf, den niemand kennt.</p>"
    draft = page.save_revision(user=mainz)

    answer = as_(trier).get(f"{LEDGER}fassung/{draft.pk}/", follow=True).content.decode()

    assert "Diese Fassung gibt es nicht" in answer
    assert "Entwurf, den niemand kennt" not in answer
    assert "Fassung vom" in as_(trier).get(f"{LEDGER}fassung/{practice.live_revision_id}/").content.decode()
    assert Client().get(f"{LEDGER}fassung/{practice.live_revision_id}/").status_code == 302
    assert not mail.outbox
