"""What works without script, and what script adds to it."""

import pytest

from tests.e2e.conftest import Reader

pytestmark = pytest.mark.django_db


def test_the_menu_opens_on_a_phone_without_script(reader: Reader) -> None:
    with reader(360, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/")
        entry = page.locator("details nav").get_by_role("link", name="Praxisbeispiele")
        assert not entry.is_visible()
        page.get_by_text("Menü").click()
        entry.click()
        assert page.url.endswith("/praxis/")


def test_results_are_narrowed_on_a_phone_without_script(reader: Reader) -> None:
    with reader(360, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/suche/?q=Dolmetscherpool")
        page.get_by_role("link", name="Eingrenzen").click()
        page.get_by_label("Praxisbeispiele").check()
        page.get_by_role("button", name="Treffer zeigen").click()
        assert "kind=practice" in page.url
        assert page.get_by_role("link", name="Dolmetscherpool für Elterngespräche").is_visible()
        assert not page.locator("#filter").is_visible()


def test_a_choice_beside_the_results_is_sent_at_once_and_keeps_the_focus(reader: Reader) -> None:
    with reader() as context:
        page = context.new_page()
        page.goto("/suche/?q=Dolmetscherpool")
        page.get_by_label("Praxisbeispiele").check()
        page.wait_for_url("**kind=practice**")
        page.get_by_text("Gefiltert:").wait_for()
        assert page.evaluate("document.activeElement.value") == "practice"
        page.go_back()
        page.wait_for_url("**/suche/?q=Dolmetscherpool")
        assert not page.get_by_label("Praxisbeispiele").is_checked()


def test_a_phone_has_the_search_in_sight_at_once(reader: Reader) -> None:
    with reader(360) as context:
        page = context.new_page()
        page.goto("/")
        box = page.get_by_role("button", name="Suchen").bounding_box()
        assert box
        assert box["y"] + box["height"] < 800


def test_offers_around_a_place_are_narrowed_on_a_phone_and_seen_on_the_map_without_script(reader: Reader) -> None:
    with reader(360, java_script_enabled=False) as context:
        page = context.new_page()
        page.goto("/angebote/")
        page.get_by_label("Ort oder Postleitzahl").fill("55116")
        page.get_by_label("Umkreis").select_option("10")
        page.get_by_role("button", name="Suchen").click()
        page.get_by_text("10 km um 55116").wait_for()
        page.get_by_role("link", name="Eingrenzen").click()
        page.get_by_label("kostenfrei").check()
        page.get_by_role("button", name="Treffer zeigen").click()
        assert "free=1" in page.url
        assert "umkreis=10" in page.url
        assert page.get_by_text("unter 1\u00a0km").first.is_visible()
        page.get_by_role("link", name="Karte", exact=True).click()
        page.get_by_role("link", name="Ort 1:").click()
        assert page.url.endswith("#ort-1")
        assert page.locator("#ort-1").get_by_role("link").first.is_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")
