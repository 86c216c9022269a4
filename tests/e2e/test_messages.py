"""A visitor with a phone reports an error, the district answers in the admin, the visitor reads the answer."""

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.core.cache import cache
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from core.models import OutgoingMail
from directory.models import Organisation
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)
PHONE = {"width": 360, "height": 740}


@pytest.fixture
def organisation(live_server: LiveServer) -> Organisation:
    make.lay_ground()
    cache.clear()
    make.portal(make.MAINZ)
    found: Organisation = make.OrganisationFactory(name="Beratungsstelle am Markt", home_district_id=make.MAINZ)
    return found


@pytest.fixture
def browser(chromium_path: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Browser]:
    """Playwright's own event loop runs in the test's thread, where the test also asks the database."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=chromium_path, args=["--no-sandbox"])


def fits(page: Page) -> bool:
    """Nothing has to be scrolled sideways."""
    return not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


def report(page: Page, organisation: Organisation) -> None:
    page.goto(organisation.get_absolute_url())
    page.get_by_role("link", name="Fehler melden").first.click()
    page.get_by_label("Die Zeiten stimmen nicht").check()
    page.get_by_label("Was wäre richtig?").fill("Dienstags ist zu.")
    page.get_by_label("Ihre Mailadresse").fill("besuch@example.org")
    assert fits(page)
    with time_machine.travel(dt.datetime.now(dt.UTC) + dt.timedelta(minutes=1)):
        page.get_by_role("button", name="Fehler melden").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Ihre Zuschrift ist angekommen.")
    assert fits(page)


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_an_error_is_reported_answered_and_the_answer_read(
    live_server: LiveServer, browser: Browser, organisation: Organisation, script: bool
) -> None:
    manager = make.person("manager", ags=make.MAINZ)
    phone = browser.new_context(base_url=live_server.url, viewport=PHONE, locale="de-DE", java_script_enabled=script)  # type: ignore[arg-type]
    visitor = phone.new_page()
    report(visitor, organisation)
    status = visitor.url
    assert visitor.get_by_role("link", name=status).is_visible()
    assert phone.cookies() == []
    assert not OutgoingMail.objects.filter(to="besuch@example.org").exists()

    office = browser.new_page(base_url=live_server.url, locale="de-DE")
    office.goto("/verwaltung/")
    office.fill("[name=login]", manager.email)
    office.fill("[name=password]", make.PASSWORD)
    office.press("[name=password]", "Enter")
    office.get_by_role("link", name="Fehler gemeldet: Beratungsstelle am Markt").click()
    expect(office.get_by_text("Dienstags ist zu.")).to_be_visible()
    office.get_by_label("Ihre Antwort").fill("Danke, wir haben die Zeiten berichtigt.")
    office.get_by_role("button", name="Antwort senden").click()
    expect(office.locator(".messages")).to_contain_text("per Mail unterwegs")

    visitor.goto(status)
    expect(visitor.get_by_text("Danke, wir haben die Zeiten berichtigt.")).to_be_visible()
    assert fits(visitor)
    assert OutgoingMail.objects.filter(to="besuch@example.org").count() == 1

    visitor.get_by_role("button", name="Jetzt löschen").click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Ihre Zuschrift ist gelöscht.")


def test_a_machine_that_fills_in_every_field_is_told_and_loses_nothing(
    live_server: LiveServer, browser: Browser, organisation: Organisation
) -> None:
    page = browser.new_page(base_url=live_server.url, viewport=PHONE, locale="de-DE")  # type: ignore[arg-type]
    page.goto(f"/zuschriften/frage/?district={make.MAINZ}")
    page.get_by_label("Ihre Frage").fill("Wann ist geöffnet?")
    hidden = page.locator("[name=homepage]")
    box = hidden.bounding_box()
    assert (
        box is None
        or box["width"] * box["height"] == 0
        or page.evaluate("(box) => document.elementFromPoint(box.x + 5, box.y + 5)?.name !== 'homepage'", box)
    )
    hidden.fill("https://example.org", force=True)
    page.get_by_role("button", name="Frage abschicken").click()

    expect(page.get_by_role("alert")).to_contain_text("Noch nicht abgeschickt")
    expect(page.get_by_label("Ihre Frage")).to_have_value("Wann ist geöffnet?")
    expect(hidden).to_have_value("")
