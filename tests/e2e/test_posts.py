"""A post's people in the browser, with a moved clock: deputies end at midnight, a handover passes everything."""

import datetime as dt
import re
from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from core.models import OutgoingMail
from core.work import registry
from directory.models import Post
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)
DAY = dt.timedelta(days=1)
BERLIN = ZoneInfo("Europe/Berlin")
LINK = re.compile(r"http\S+/konto/einladung/\S+")
NAME = "Gerlinde Beispielfrau"


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """Starts today, as the browser keeps its own clock and would drop cookies of the past."""
    with time_machine.travel(dt.datetime.now(BERLIN).replace(hour=11, minute=0)) as traveller:
        yield traveller


@pytest.fixture
def portal(live_server: LiveServer, clock: time_machine.Traveller) -> str:
    make.lay_ground()
    make.portal()
    Post.objects.filter(district=make.MAINZ).update(status=Post.Status.FILLED)
    return str(live_server.url)


@pytest.fixture
def browser(chromium_path: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Browser]:
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # as in test_story
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=chromium_path, args=["--no-sandbox"])


def window(browser: Browser, portal: str) -> Page:
    return browser.new_page(base_url=portal, locale="de-DE")


def sign_in(browser: Browser, portal: str, email: str) -> Page:
    page = window(browser, portal)
    page.goto("/verwaltung/")
    page.fill("[name=login]", email)
    page.fill("[name=password]", make.PASSWORD)
    page.press("[name=password]", "Enter")
    expect(page.get_by_role("heading", name="Guten Tag")).to_be_visible()
    return page


def accept_invitation(browser: Browser, portal: str, email: str) -> Page:
    """By the link in the mail; who has no role yet is told so."""
    found = LINK.search(OutgoingMail.objects.filter(to=email).latest("pk").body)
    assert found
    page = window(browser, portal)
    page.goto("/" + found[0].split("/", 3)[3])
    for field in ("new_password1", "new_password2"):
        page.fill(f"[name={field}]", make.PASSWORD)
    page.get_by_role("button", name="Passwort setzen und anmelden").click()
    expect(page.get_by_text("Ihr Passwort ist gesetzt.")).to_be_visible()
    return page


def at(clock: time_machine.Traveller, day: dt.date, hour: int, minute: int = 0) -> None:
    clock.move_to(dt.datetime.combine(day, dt.time(hour, minute), tzinfo=BERLIN))


def write_date(page: Page, field: str, day: dt.date) -> None:
    """Without a click into it: the calendar that opens would lie over the button."""
    page.locator(f"[name={field}]").evaluate("(input, day) => { input.value = day }", day.isoformat())


def test_a_deputys_rights_end_at_midnight(browser: Browser, portal: str, clock: time_machine.Traveller) -> None:
    today = timezone.localdate()
    page = sign_in(browser, portal, make.person("manager", ags=make.MAINZ).email)
    page.get_by_role("link", name="Ansprechstelle").first.click()
    page.get_by_role("link", name="Vertretung bestimmen").click()
    page.fill("[name=email]", "vertretung@example.org")
    write_date(page, "first_day", today + DAY)
    write_date(page, "last_day", today + 2 * DAY)
    page.get_by_role("button", name="Vertretung bestimmen").click()
    expect(page.get_by_text("vertretung@example.org").first).to_be_visible()

    deputy = accept_invitation(browser, portal, "vertretung@example.org")
    expect(deputy.get_by_text("haben aber heute keine Rolle")).to_be_visible()
    edit = f"/verwaltung/pages/{make.district_page().pk}/edit/"
    over = deputy.get_by_role("textbox", name="Über uns")
    at(clock, today + DAY, 0)
    deputy.goto(edit)
    expect(over).to_be_visible()
    at(clock, today + 2 * DAY, 23, 59)
    deputy.goto(edit)
    expect(over).to_be_visible()
    visitor = window(browser, portal)
    visitor.goto(make.district_page().get_url())
    expect(visitor.get_by_text("Zurzeit antwortet die Vertretung")).to_be_visible()

    at(clock, today + 3 * DAY, 0)
    over.fill("Nach Mitternacht")
    deputy.locator("footer").get_by_role("button").first.click()
    expect(deputy.get_by_text("Sie haben heute keine Rolle im Portal.")).to_be_visible()
    assert make.district_page().get_latest_revision_as_object().intro == ""
    visitor.reload()
    expect(visitor.get_by_text("Zurzeit antwortet die Vertretung")).to_have_count(0)


def test_after_a_handover_the_predecessor_has_no_access_and_the_successor_everything(
    browser: Browser, portal: str, clock: time_machine.Traveller
) -> None:
    first_day = timezone.localdate() + 7 * DAY
    manager = make.person("manager", ags=make.MAINZ)
    make.PracticeFactory(parent=make.district_page(), title="Halb fertiges Sprachcafé", owner=manager, live=False)
    make.OrganisationFactory(home_district_id=make.MAINZ, name="Beratung am Dom", next_check_on=dt.date(2024, 1, 1))
    page = sign_in(browser, portal, manager.email)
    page.get_by_role("link", name="Ansprechstelle").first.click()
    page.get_by_role("link", name="Namen mit Rechtsgrundlage zeigen").click()
    page.fill("[name=name]", NAME)
    page.select_option("[name=basis]", label="Einwilligung der Person")
    write_date(page, "basis_date", timezone.localdate())
    page.get_by_role("button", name="Namen zeigen").click()
    page.get_by_role("link", name="Stelle übergeben").click()
    page.fill("[name=email]", "nachfolge@example.org")
    write_date(page, "first_day", first_day)
    page.get_by_role("button", name="Weiter").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Das geht über")
    expect(page.locator("dl > div", has_text="Entwürfe")).to_contain_text("1")
    page.get_by_role("button", name="Übergabe planen").click()
    expect(page.get_by_text("nachfolge@example.org übernimmt ab")).to_be_visible()
    successor = accept_invitation(browser, portal, "nachfolge@example.org")
    visitor = window(browser, portal)
    visitor.goto(make.district_page().get_url())
    expect(visitor.get_by_text(NAME)).to_be_visible()

    at(clock, first_day, 0)
    page.reload()
    expect(page.get_by_text("Sie haben heute keine Rolle im Portal.")).to_be_visible()
    at(clock, first_day, 0, 1)
    for job in registry.daily:
        job.turn()
    page.goto("/verwaltung/")
    expect(page.get_by_role("heading", name="Anmelden")).to_be_visible()
    page.fill("[name=login]", manager.email)
    page.fill("[name=password]", make.PASSWORD)
    page.press("[name=password]", "Enter")
    expect(page.get_by_role("heading", name="Guten Tag")).to_have_count(0)

    successor.goto("/verwaltung/")
    expect(successor.get_by_role("link", name="Halb fertiges Sprachcafé")).to_be_visible()
    expect(successor.get_by_text("Beratung am Dom").first).to_be_visible()
    visitor.reload()
    expect(visitor.get_by_text(NAME)).to_have_count(0)
    assert not User.objects.get(pk=manager.pk).is_active
