"""Pinning in a real browser: it stays there over pages, and leaves by the address alone."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Reader, Served

pytestmark = pytest.mark.django_db


def test_what_is_pinned_in_a_list_is_on_the_board_and_can_be_taken_off(served: Served, reader: Reader) -> None:
    with reader(360) as window:
        page = window.new_page()
        page.goto("/angebote/")
        pin = page.get_by_role("button", name="Merken").first
        pin.click()
        expect(page.get_by_role("button", name="Gemerkt")).to_have_attribute("aria-pressed", "true")

        page.goto("/merkliste/")
        page.wait_for_url("**/merkliste/?e=offer:*")
        expect(page.get_by_role("button", name="Gemerkt")).to_be_visible()
        page.get_by_role("button", name="Gemerkt").click()

        page.goto("/merkliste/")
        expect(page.get_by_text("Noch nichts gemerkt.")).to_be_visible()


def test_a_board_that_was_sent_opens_elsewhere_without_script(served: Served, reader: Reader) -> None:
    with reader(1280) as window:
        page = window.new_page()
        page.goto(served.addresses["offer"])
        pin = page.locator("[data-pin]").get_attribute("data-pin")
    with reader(360, java_script_enabled=False) as window:
        page = window.new_page()
        page.goto(f"/merkliste/?e={pin}")
        expect(page.locator("h2.hit__title")).to_have_count(1)
        expect(page.locator("[data-pin]")).to_be_hidden()
