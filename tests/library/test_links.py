"""Links of materials are looked at politely; two failures on different days make a to-do, recovery takes it away."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accounts.models import Role, User
from core.models import OutgoingMail
from directory.checking.confirm import stop
from library.links import looking
from library.links.checking import check, due, queue_due
from library.links.looking import Finding, look
from library.models import LinkCheck, MaterialPage
from library.tasks import check_link
from library.telling import tell_owners
from tests.directory.subscribed.conftest import Server, server
from tests.factories import (
    ALZEY,
    MAINZ,
    MaterialFactory,
    association_page,
    district_page,
    land_page,
    person,
    portal,
)

__all__ = ["server"]  # the fixture
pytestmark = [pytest.mark.django_db, pytest.mark.every_database]
MONDAY = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
LINK = "https://example.org/"


@pytest.fixture(autouse=True)
def small_portal(db: None) -> None:
    cache.clear()
    portal(MAINZ, ALZEY)


@pytest.fixture
def manager() -> User:
    return person(Role.Kind.MANAGER, ags=MAINZ)


def material(link: str, **values: Any) -> MaterialPage:
    page: MaterialPage = MaterialFactory(parent=values.pop("parent", None) or district_page(), link=link, **values)
    return page


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def check_on(page: MaterialPage, day: dt.datetime) -> LinkCheck:
    with time_machine.travel(day):
        check(page.pk)
    return LinkCheck.objects.get(material=page)


def test_the_head_is_enough_where_a_server_answers_it(server: Server) -> None:
    address = server.says("/leitfaden", "Text")

    assert look(address).finding is Finding.REACHED
    assert server.heads == ["/leitfaden"]
    assert [path for path, _ in server.asked] == ["/robots.txt"]


def test_a_server_that_refuses_the_head_is_asked_for_the_page(server: Server) -> None:
    assert look(server.says("/a", "Text", head=405)).finding is Finding.REACHED
    assert look(server.says("/b", "Text", head=404)).finding is Finding.REACHED


@pytest.mark.parametrize(
    ("status", "finding"),
    [(404, Finding.DEAD), (410, Finding.DEAD), (500, Finding.DEAD), (401, Finding.UNCLEAR), (403, Finding.UNCLEAR),
     (429, Finding.UNCLEAR), (503, Finding.UNCLEAR), (999, Finding.UNCLEAR)],
)  # fmt: skip
def test_only_what_is_gone_or_broken_is_dead(server: Server, status: int, finding: Finding) -> None:
    assert look(server.says("/a", "", status=status)).finding is finding


def test_what_robots_may_not_open_is_not_opened(server: Server) -> None:
    server.says("/robots.txt", "User-agent: *\nDisallow: /intern/")
    address = server.says("/intern/a", "", status=404)

    assert look(address).finding is Finding.UNCLEAR
    assert server.heads == []


@pytest.mark.parametrize("host", ["10.0.0.1", "localhost", "169.254.169.254", "[::1]"])
def test_nothing_inside_a_network_is_asked(host: str) -> None:
    assert look(f"http://{host}/").finding is Finding.UNREACHED


def test_a_redirect_into_a_network_is_not_followed(server: Server, settings: Any) -> None:
    server.says("/a", "", status=302, location="http://10.0.0.1/")
    assert look(f"{server.url}/a").finding is Finding.UNREACHED


def test_a_server_that_hangs_is_left(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(looking, "LONGEST", 0.3)
    server.says("/robots.txt", "User-agent: *", drip=1)

    assert "zu langsam" in look(server.says("/a", "Text")).problem


def test_one_failure_says_nothing_two_on_different_days_do(server: Server) -> None:
    page = material(server.says("/a", "", status=404))

    assert not check_on(page, MONDAY).is_dead
    assert not check_on(page, MONDAY + dt.timedelta(hours=5)).is_dead
    assert check_on(page, MONDAY + DAY).is_dead


def test_a_link_that_works_again_is_fine_at_once(server: Server) -> None:
    page = material(server.says("/a", "", status=404))
    check_on(page, MONDAY)
    check_on(page, MONDAY + DAY)
    server.says("/a", "Text")

    row = check_on(page, MONDAY + 8 * DAY)

    assert (row.failures, row.failing_since, row.problem) == (0, None, "")


def test_a_changed_link_begins_anew(server: Server) -> None:
    page = material(server.says("/a", "", status=404))
    check_on(page, MONDAY)
    check_on(page, MONDAY + DAY)
    page.link = server.says("/b", "", status=404)
    page.save_revision().publish()

    assert "nicht zu erreichen" not in Client().get(page.url).content.decode()
    row = check_on(page, MONDAY + 2 * DAY)
    assert (row.failures, row.address) == (1, page.link)


def test_when_nobody_answers_it_is_our_own_way_out(server: Server) -> None:
    pages = [material(f"http://127.0.0.1:1/{number}") for number in range(5)]
    for day in range(2):
        for page in pages:
            check_on(page, MONDAY + day * DAY)

    assert [LinkCheck.objects.get(material=page).is_dead for page in pages[3:]] == [False, False]


def test_links_are_due_when_new_weekly_and_the_day_after_a_failure(server: Server) -> None:
    fine, failing = material(server.says("/a", "Text")), material(server.says("/b", "", status=404))
    draft = material(server.says("/c", "Text"), live=False)
    for page in (fine, failing):
        check_on(page, MONDAY)
    new = material(server.says("/d", "Text"))

    assert list(due(MONDAY.date())) == [new]
    assert list(due(MONDAY.date() + DAY)) == [failing, new]
    assert list(due(MONDAY.date() + 7 * DAY)) == [fine, failing, new]
    assert draft not in due(MONDAY.date() + 30 * DAY)


def test_links_to_one_host_are_asked_one_after_the_other(server: Server) -> None:
    for number in range(3):
        material(f"https://example.org/{number}")
    material("https://example.com/")

    assert queue_due() == 4
    tasks = DBTaskResult.objects.filter(task_path=check_link.module_path).order_by("run_after")
    times = [task.run_after for task in tasks]
    assert (times[3] - times[0]).total_seconds() == 40
    assert times[1] == times[0]


def test_a_material_deleted_or_taken_down_before_its_turn_is_no_mistake(server: Server) -> None:
    page = material(server.says("/a", "Text"))
    page.unpublish()
    assert check(page.pk) == "gone"
    assert check(0) == "gone"


def dead(**values: Any) -> MaterialPage:
    """A material whose link failed yesterday and today."""
    page = material("https://example.org/weg", **values)
    today = timezone.localdate()
    LinkCheck.objects.create(
        material=page, address=page.link, failures=2, failing_since=today - DAY, checked_on=today, problem="Weg."
    )
    return page


def test_a_dead_link_is_told_on_the_page_and_to_its_owner_only(manager: User) -> None:
    page = dead(title="Verwaister Leitfaden")

    assert "nicht zu erreichen" in Client().get(page.url).content.decode()
    assert "Verwaister Leitfaden" in signed_in(manager).get("/verwaltung/").content.decode()
    stranger = signed_in(person(Role.Kind.MANAGER, ags=ALZEY))
    assert "Verwaister Leitfaden" not in stranger.get("/verwaltung/").content.decode()
    LinkCheck.objects.get().note_answered()
    assert "Verwaister Leitfaden" not in signed_in(manager).get("/verwaltung/").content.decode()


def test_the_owners_people_get_one_mail_about_everything_and_only_once(manager: User) -> None:
    editor = person(Role.Kind.EDITOR, association="staedtetag")
    land = person(Role.Kind.LAND)
    dead(title="Leitfaden A")
    dead(title="Leitfaden B", valid_until=timezone.localdate() - DAY)
    dead(title="Leitfaden C", parent=association_page("staedtetag"))
    dead(title="Leitfaden D", parent=land_page())

    assert tell_owners() == 3
    mails = {mail.to: mail for mail in OutgoingMail.objects.all()}
    assert set(mails) == {manager.email, editor.email, land.email}
    body = mails[manager.email].body
    assert mails[manager.email].subject == "3 Materialien brauchen einen Blick"
    assert body.count("Leitfaden B") == 2
    assert "Leitfaden C" not in body
    assert "Leitfaden D" in mails[land.email].body
    assert "/pruefung/abbestellen/" in body
    assert tell_owners() == 0


def test_whoever_wants_no_mails_has_the_todo_and_no_mail(manager: User) -> None:
    dead(title="Leitfaden A")
    stop(manager, [])

    assert tell_owners() == 0
    assert not OutgoingMail.objects.exists()
    assert "Leitfaden A" in signed_in(manager).get("/verwaltung/").content.decode()


def test_where_nobody_acts_it_waits_for_who_comes() -> None:
    dead(title="Leitfaden A")
    assert tell_owners() == 0

    person(Role.Kind.MANAGER, ags=MAINZ)

    assert tell_owners() == 1


def test_the_end_of_validity_is_told_before_and_after(manager: User) -> None:
    today = timezone.localdate()
    soon = material(LINK, title="Bald", valid_until=today + 20 * DAY)
    later = material(LINK, title="Später", valid_until=today + 60 * DAY)
    over = material(LINK, title="Vorbei", valid_until=today - DAY)

    home = signed_in(manager).get("/verwaltung/").content.decode()
    assert soon.title in home
    assert over.title in home
    assert later.title not in home
    assert "galt bis zum" in Client().get(over.url).content.decode()
    assert "galt bis zum" not in Client().get(soon.url).content.decode()
    assert tell_owners() == 1
    with time_machine.travel(timezone.now() + 25 * DAY):
        assert tell_owners() == 1  # the first is over now
