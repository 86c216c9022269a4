"""One step hands a post over: rights at midnight, drafts and to-dos on the day, the old account closed."""

import datetime as dt

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from accounts.models import Notice, Role, User
from core.models import OutgoingMail
from core.work import registry
from directory.models import Handover, HolderName, Post
from directory.posts import handover, names
from tests import factories as make
from tests.directory.posts.conftest import as_
from tests.factories import ALZEY, MAINZ, PASSWORD, district_page

pytestmark = pytest.mark.django_db

BERLIN = dt.timezone(dt.timedelta(hours=1))
TODAY, FIRST = dt.date(2027, 2, 10), dt.date(2027, 3, 1)


def at(day: dt.date, hour: int = 12) -> time_machine.travel:
    return time_machine.travel(dt.datetime.combine(day, dt.time(hour), tzinfo=BERLIN), tick=False)


def address(post: Post, *parts: str) -> str:
    return "/".join(["/verwaltung/ansprechstelle", str(post.pk), "uebergabe", *parts, ""])


def hand_over(client: Client, post: Post, **sent: str) -> None:
    client.post(address(post), {"confirm": "1", **sent})


def daily_jobs() -> None:
    for job in registry.daily:
        job.turn()


def may_work(user: User) -> bool:
    return (
        as_(User.objects.get(pk=user.pk)).get(f"/verwaltung/pages/{district_page(MAINZ).pk}/edit/").status_code == 200
    )


@pytest.fixture
def successor(post: Post) -> User:
    return make.UserFactory(email="nachfolge@example.org")


def test_before_anything_happens_it_shows_what_will_pass(post: Post, manager: User) -> None:
    make.PracticeFactory(parent=district_page(MAINZ), owner=manager, live=False)
    make.OrganisationFactory(home_district_id=MAINZ, next_check_on=dt.date(2020, 1, 1))
    Notice.objects.create(user=manager, text="Eine Begründung")
    sent = {"email": "neu@example.org", "first_day": (timezone.localdate() + dt.timedelta(days=5)).isoformat()}

    answer = as_(manager).post(address(post), sent)

    shown = dict(answer.context["items"])
    assert shown["Einträge, die zu prüfen sind"] == 1
    assert shown["Entwürfe"] == 1
    assert shown["Ungelesene Nachrichten"] == 1
    page = answer.content.decode()
    assert "neu@example.org übernimmt ab" in page
    assert "wird geschlossen und überall abgemeldet" in page
    assert not Handover.objects.exists()
    assert not User.objects.filter(email="neu@example.org").exists()


def test_rights_pass_at_midnight_even_while_the_work_process_stands_still(
    post: Post, manager: User, successor: User
) -> None:
    with at(TODAY):
        hand_over(as_(manager), post, email=successor.email, first_day=FIRST.isoformat())
    midnight = dt.datetime.combine(FIRST, dt.time(), tzinfo=BERLIN)
    seen = []
    for moment in (midnight - dt.timedelta(seconds=1), midnight):
        with time_machine.travel(moment, tick=False):
            seen.append((may_work(manager), may_work(successor)))
    assert seen == [(True, False), (False, True)]


def test_on_its_day_everything_passes_by_itself_and_only_once(post: Post, manager: User, successor: User) -> None:
    home = district_page(MAINZ)
    draft = make.PracticeFactory(parent=home, owner=manager, live=False)
    draft.locked, draft.locked_by = True, manager
    draft.save()
    revision = draft.save_revision(user=manager)
    notice = Notice.objects.create(user=manager, text="Eine Begründung")
    names.show_name(post, "Gerlinde Beispielfrau", person=None, basis="consent", basis_date=TODAY, note="", by=manager)
    browser = Client()
    browser.login(email=manager.email, password=PASSWORD)
    with at(TODAY):
        hand_over(as_(manager), post, email=successor.email, first_day=FIRST.isoformat())
        daily_jobs()
        assert Handover.objects.get().status == Handover.Status.PLANNED

    with at(FIRST, hour=1):
        daily_jobs()
        daily_jobs()
        assert handover.take_due() == 0

        row = Handover.objects.get()
        draft.refresh_from_db()
        notice.refresh_from_db()
        manager.refresh_from_db()
        revision.refresh_from_db()
        assert row.status == Handover.Status.DONE
        assert {"name": "Entwürfe", "count": 1} in row.passed_on
        assert (draft.owner, draft.locked_by, notice.user) == (successor, successor, successor)
        assert revision.user == manager  # what was written keeps its author
        assert not manager.is_active
        assert not browser.get("/").wsgi_request.user.is_authenticated
        assert not [s for s in Session.objects.all() if s.get_decoded().get("_auth_user_id") == str(manager.pk)]
        assert HolderName.objects.get().name == ""
        told = Notice.objects.filter(user=successor, text__contains="ist an Sie übergegangen")
        assert told.count() == 1
        content = as_(successor).get("/verwaltung/").content.decode()
        assert draft.title in content


def test_both_get_mails_when_it_is_planned(post: Post, manager: User) -> None:
    with at(TODAY):
        hand_over(as_(manager), post, email="neu@example.org", first_day=FIRST.isoformat())
    assert "/konto/einladung/" in OutgoingMail.objects.get(to="neu@example.org").body
    assert "geht am 1. März 2027 an Ihre Nachfolge über" in OutgoingMail.objects.get(to=manager.email).body


def test_a_handover_for_today_takes_effect_at_once(post: Post, manager: User, successor: User) -> None:
    with at(TODAY):
        client = as_(manager)
        answer = client.post(address(post), {"confirm": "1", "email": successor.email, "first_day": TODAY.isoformat()})
        assert answer["Location"] == "/"
        assert (may_work(manager), may_work(successor)) == (False, True)
        assert client.get("/verwaltung/").status_code == 302


def test_a_cancelled_handover_leaves_everything_as_it_was(post: Post, manager: User, successor: User) -> None:
    role = manager.roles.get()
    role.valid_until = dt.date(2028, 12, 31)
    role.save()
    with at(TODAY):
        hand_over(as_(manager), post, email=successor.email, first_day=FIRST.isoformat())
        assert manager.roles.get().valid_until == dt.date(2027, 2, 28)
        as_(manager).post(address(post, "absagen"))
        assert manager.roles.get().valid_until == dt.date(2028, 12, 31)
        assert not successor.roles.exists()
        hand_over(as_(manager), post, email=successor.email, first_day=FIRST.isoformat())  # another may be planned
    assert sorted(Handover.objects.values_list("status", flat=True)) == ["cancelled", "planned"]
    with at(FIRST, hour=1):
        assert handover.take_due() == 1


def test_one_that_has_taken_effect_is_not_cancelled(post: Post, manager: User, successor: User, operator: User) -> None:
    with at(TODAY):
        hand_over(as_(manager), post, email=successor.email, first_day=FIRST.isoformat())
    with at(FIRST):
        with pytest.raises(ValueError, match="schon vollzogen"):
            handover.cancel(Handover.objects.get(), operator)
        answer = as_(operator).post(address(post, "absagen"), follow=True)
        assert "schon vollzogen" in answer.content.decode()


def test_who_has_another_role_keeps_the_account_and_the_notices(post: Post, manager: User, successor: User) -> None:
    Role.objects.create(user=manager, kind=Role.Kind.MANAGER, district_id=ALZEY)
    notice = Notice.objects.create(user=manager, text="Aus Alzey")
    with at(TODAY):
        page = as_(manager).post(address(post), {"email": successor.email, "first_day": TODAY.isoformat()})
        assert "behält das Konto wegen anderer Rollen" in page.content.decode()
        hand_over(as_(manager), post, email=successor.email, first_day=TODAY.isoformat())
        assert not may_work(manager)
        assert as_(manager).get(f"/verwaltung/pages/{district_page(ALZEY).pk}/edit/").status_code == 200
    manager.refresh_from_db()
    notice.refresh_from_db()
    assert manager.is_active
    assert notice.user == manager


def test_a_deputyship_of_the_predecessor_for_the_same_post_ends_too(post: Post, manager: User, successor: User) -> None:
    make.RoleFactory(
        user=manager, kind="deputy", district_id=MAINZ, valid_from=FIRST, valid_until=FIRST + dt.timedelta(days=30)
    )
    with at(TODAY):
        hand_over(as_(manager), post, email=successor.email, first_day=FIRST.isoformat())
    with at(FIRST):
        assert not may_work(manager)


def test_the_operator_hands_over_for_a_manager_who_has_left(post: Post, operator: User, successor: User) -> None:
    left = make.person(Role.Kind.MANAGER, ags=MAINZ, valid_until=TODAY - dt.timedelta(days=40))
    draft = make.PracticeFactory(parent=district_page(MAINZ), owner=left, live=False)
    Post.objects.filter(pk=post.pk).update(status=Post.Status.VACANT, meanwhile="Bürgerbüro")
    with at(TODAY):
        client = as_(operator)
        assert left.email in client.get(address(post)).content.decode()
        hand_over(client, post, predecessor=str(left.pk), email=successor.email, first_day=TODAY.isoformat(), person="")
        assert may_work(successor)
    draft.refresh_from_db()
    post.refresh_from_db()
    left.refresh_from_db()
    assert draft.owner == successor
    assert (post.status, post.meanwhile) == (Post.Status.FILLED, "")
    assert not left.is_active


def test_the_operator_fills_a_post_that_nobody_held(post: Post, operator: User, successor: User) -> None:
    with at(TODAY):
        hand_over(as_(operator), post, email=successor.email, first_day=TODAY.isoformat())
        assert may_work(successor)
    assert Handover.objects.get().predecessor is None


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ({"email": "neu@example.org", "first_day": "2020-01-01"}, "Bitte wählen Sie heute oder einen späteren Tag."),
        ({"first_day": "2099-01-01"}, "Bitte geben Sie an, wer es sein soll."),
        ({"email": "weg@example.org", "first_day": "2099-01-01"}, "Dieses Konto ist stillgelegt."),
        ({"email": "SELBST@example.org", "first_day": "2099-01-01"}, "Diese Person hat die Stelle schon."),
        ({"email": "neu@example.org", "first_day": "irgendwann"}, "gültiges Datum"),
    ],
)
def test_what_does_not_fit_is_said_in_words(post: Post, manager: User, sent: dict[str, str], said: str) -> None:
    make.UserFactory(email="weg@example.org", is_active=False)
    User.objects.filter(pk=manager.pk).update(email="selbst@example.org")
    page = as_(manager).post(address(post), {"confirm": "1", **sent}).content.decode()
    assert said in page
    assert sent["first_day"] in page
    assert not Handover.objects.exists()


def test_a_second_handover_waits_until_the_first_is_called_off(post: Post, manager: User, successor: User) -> None:
    other = make.UserFactory()
    with at(TODAY):
        handover.plan(post, manager, successor, FIRST, manager)
        with pytest.raises(ValidationError, match="schon geplant"):
            handover.plan(post, manager, other, FIRST, manager)
    assert not other.roles.exists()
