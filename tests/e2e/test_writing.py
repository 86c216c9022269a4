"""Writing a practice in a browser: a Kurzmeldung from the first key to publishing without a mouse, and growing it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from bestpractice.models import PracticePage
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)
TABS = 40  # keys at most from one place of the form to the next


@pytest.fixture
def browser(chromium_path: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Browser]:
    """Playwright's own event loop runs in the test's thread, where the test also asks the database."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=chromium_path, args=["--no-sandbox"])


@pytest.fixture
def page(browser: Browser, live_server: LiveServer) -> Page:
    """The form for a new practice, with a manager before it."""
    make.lay_ground()
    make.portal()
    manager = make.person("manager", ags=make.MAINZ)
    page = browser.new_page(base_url=live_server.url, locale="de-DE")
    page.goto("/verwaltung/")
    page.fill("[name=login]", manager.email)
    page.fill("[name=password]", make.PASSWORD)
    page.press("[name=password]", "Enter")
    page.get_by_role("link", name="Neues Praxisbeispiel").click()
    expect(page.get_by_role("tab")).to_have_count(3)
    return page


def tab_to(page: Page, selector: str) -> None:
    """By keys alone."""
    for _key in range(TABS):
        if page.evaluate("one => document.activeElement.matches(one)", selector):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{selector} is not reached by the tabulator key")


def rich(field: str) -> str:
    return f"[data-contentpath={field}] [contenteditable=true]"


def on(page: Page, begins_with: str) -> None:
    """To the next screen, where the first field is ready to be written in."""
    tab_to(page, "[data-next]")
    page.keyboard.press("Enter")
    expect(page.locator(begins_with)).to_be_focused()


def test_a_kurzmeldung_is_written_and_published_by_keyboard(page: Page) -> None:
    page.focus("#id_title")
    page.keyboard.type("Dolmetscherpool")
    tab_to(page, rich("starting_point"))
    page.keyboard.type("Jede Schule suchte selbst.")
    on(page, rich("what_we_did"))
    page.keyboard.type("Eine Stelle nimmt Anfragen an.")
    tab_to(page, rich("what_it_took"))
    page.keyboard.type("Eine halbe Stelle.")
    on(page, "#id_contact")
    page.keyboard.type("Ansprechstelle Mainz")
    tab_to(page, "[name=action-publish]")
    page.keyboard.press("Enter")

    expect(page.locator(".messages")).to_contain_text("Dolmetscherpool")
    practice = PracticePage.objects.get()
    assert practice.live
    assert "Eine Stelle nimmt Anfragen an." in practice.what_we_did


def test_the_full_form_opens_with_all_that_was_written_and_what_is_missing_leads_to_its_field(page: Page) -> None:
    page.fill("#id_title", "Dolmetscherpool")
    for screen in ("Worum es geht", "Was Sie tun"):
        page.get_by_role("tabpanel", name=screen).locator("[data-next]").click()
    page.get_by_role("button", name="Ausführlich weiterschreiben").click()

    expect(page.get_by_role("tab")).to_have_count(8)
    expect(page.get_by_role("tab", name="Ziele und Weg")).to_have_attribute("aria-selected", "true")
    assert page.input_value("#id_title") == "Dolmetscherpool"

    page.get_by_role("button", name="Weitere Aktionen").or_(
        page.locator("[data-w-dropdown-target=toggle]")
    ).last.click()
    page.get_by_role("button", name="Entwurf speichern").click()
    page.get_by_role("link", name="Was es braucht, damit es trägt.").click()
    expect(page.get_by_role("tab", name="Erfahrungen")).to_have_attribute("aria-selected", "true")
    expect(page.locator(rich("conditions"))).to_be_focused()
