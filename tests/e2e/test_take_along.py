"""A practice on paper and in the clipboard, in a real browser: two pages, nothing to press, no script refused."""

import pypdfium2
import pytest

from tests.e2e.conftest import Reader

pytestmark = pytest.mark.django_db


def test_a_printed_practice_has_two_pages_and_nothing_to_press(reader: Reader, addresses: dict[str, str]) -> None:
    with reader() as window:
        page = window.new_page()
        page.goto(addresses["practice"])
        paper = pypdfium2.PdfDocument(page.pdf(format="A4"))

    text = " ".join("\n".join(sheet.get_textpage().get_text_range() for sheet in paper).split())
    assert len(paper) <= 2
    assert "Der erste Anlauf schlief ein" not in text  # only members read it
    assert "Fassung 1 vom" in text
    for pressed in ("Drucken", "Zitat kopieren", "Als PDF", "Suchen"):
        assert pressed not in text


def test_a_citation_is_copied_and_nothing_on_the_page_breaks_its_policy(
    reader: Reader, addresses: dict[str, str]
) -> None:
    with reader(permissions=["clipboard-read", "clipboard-write"]) as window:
        page = window.new_page()
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text))
        page.goto(addresses["practice"])
        page.get_by_role("button", name="Zitat kopieren").click()
        page.get_by_text("Kopiert", exact=True).wait_for()

        copied = page.evaluate("navigator.clipboard.readText()")

    assert copied.startswith("Stadt Mainz: „Dolmetscherpool für Elterngespräche“. Integrationsnetz, Fassung 1 vom")
    assert complaints == []


def test_without_script_the_ways_are_links_and_the_citation_can_be_marked(
    reader: Reader, addresses: dict[str, str]
) -> None:
    with reader(java_script_enabled=False) as window:
        page = window.new_page()
        page.goto(addresses["practice"])
        assert page.get_by_role("link", name="Als PDF").is_visible()
        assert page.get_by_text("Fassung 1 vom").is_visible()
        assert not page.get_by_role("button", name="Drucken").is_visible()
