"""Suggestions below the search field in a real browser: by keyboard, by pointer, with a slip, and without script."""

import pytest
from playwright.sync_api import expect

from tests.e2e.conftest import Reader

pytestmark = pytest.mark.django_db


def test_suggestions_come_while_one_types_and_are_chosen_with_the_keyboard(reader: Reader) -> None:
    with reader() as window:
        page = window.new_page()
        page.goto("/")
        field = page.get_by_role("combobox", name="Was suchen Sie?")
        field.press_sequentially("Do")
        expect(page.get_by_role("listbox")).to_have_count(0)
        field.press_sequentially("lmet")
        listed = page.get_by_role("listbox", name="Vorschläge")
        expect(listed).to_be_visible()
        expect(field).to_have_attribute("aria-expanded", "true")
        field.press("ArrowDown")
        chosen = listed.get_by_role("option", selected=True)
        expect(chosen).to_have_count(1)
        expect(field).to_have_attribute("aria-activedescendant", chosen.get_attribute("id") or "none")
        field.press("Escape")
        expect(listed).to_be_hidden()
        expect(field).to_have_value("Dolmet")
        field.press("ArrowDown")
        option = page.get_by_role("option", name="Dolmetscherpool für Elterngespräche")
        expect(option).to_be_visible()
        while option.get_attribute("aria-selected") != "true":
            field.press("ArrowDown")
        field.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Dolmetscherpool für Elterngespräche")


def test_enter_without_a_choice_asks_the_typed_question(reader: Reader) -> None:
    with reader() as window:
        page = window.new_page()
        page.goto("/")
        field = page.get_by_role("combobox", name="Was suchen Sie?")
        field.press_sequentially("Dolmet")
        expect(page.get_by_role("listbox")).to_be_visible()
        field.press("Enter")
        page.wait_for_url("**/suche/?q=Dolmet*")


def test_a_suggestion_is_tapped_on_a_phone_and_nothing_scrolls_sideways(reader: Reader) -> None:
    with reader(360) as window:
        page = window.new_page()
        page.goto("/suche/")
        page.get_by_role("combobox", name="Was suchen Sie?").press_sequentially("dolmet")
        option = page.get_by_role("option", name="Dolmetscherpool für Elterngespräche")
        expect(option).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        option.click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Dolmetscherpool für Elterngespräche")


def test_the_field_is_a_field_without_script(reader: Reader) -> None:
    with reader(java_script_enabled=False) as window:
        page = window.new_page()
        page.goto("/")
        field = page.get_by_role("searchbox", name="Was suchen Sie?")
        field.fill("Dolmetscherpool")
        field.press("Enter")
        page.wait_for_url("**/suche/?q=Dolmetscherpool*")
