"""Every public page, as readers have it before them: wide, narrow, dark, magnified; judged by axe and by measure."""

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.e2e.conftest import Reader

pytestmark = pytest.mark.django_db

WINDOWS: dict[str, dict[str, Any]] = {
    "desk": {"width": 1280},
    "desk in the dark": {"width": 1280, "color_scheme": "dark"},
    "desk at 200 %": {"width": 640, "device_scale_factor": 2},
    "phone": {"width": 360},
    "narrow phone in the dark": {"width": 320, "color_scheme": "dark"},
}
NOT_FOUND = {"no such page": 404, "unknown link": 404, "superseded link": 410}


@pytest.mark.parametrize("window", WINDOWS.values(), ids=WINDOWS.keys())
def test_every_page_can_be_read_by_everybody(window: dict[str, Any], reader: Reader, addresses: dict[str, str]) -> None:
    found: list[str] = []
    with reader(**window) as context:
        page = context.new_page()
        for name, address in addresses.items():
            answer = page.goto(address)
            if answer is None or answer.status != NOT_FOUND.get(name, 200):
                found.append(f"{name}: {answer and answer.status}")
            found += [f"{name} ({address}): {fault}" for fault in faults(page)]
    assert not found, "\n".join(found)


def faults(page: Page) -> list[str]:
    """What is wrong with the page as it stands."""
    found = [f"{rule['id']}: {rule['nodes'][0]['html']}" for rule in Axe().run(page).response["violations"]]
    if (count := page.locator("h1").count()) != 1:
        found.append(f"{count} first-level headings")
    if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
        found.append("has to be scrolled sideways")
    page.keyboard.press("Tab")
    if page.evaluate("document.activeElement.getAttribute('href')") != "#inhalt":
        found.append("the first stop of the keyboard is not the skip link")
    return found


def test_no_page_asks_another_host_or_breaks_the_security_policy(reader: Reader, addresses: dict[str, str]) -> None:
    elsewhere: list[str] = []
    complaints: list[str] = []
    with reader() as context:
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        for address in addresses.values():
            page.goto(address)
            here = page.evaluate("location.origin")
            loaded = page.evaluate("performance.getEntriesByType('resource').map((entry) => entry.name)")
            elsewhere += [url for url in loaded if not url.startswith((here, "data:"))]
    assert not elsewhere
    assert [text for text in complaints if not any(str(status) in text for status in NOT_FOUND.values())] == []


def test_the_skip_link_leads_to_the_content(reader: Reader) -> None:
    with reader() as context:
        page = context.new_page()
        page.goto("/praxis/")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        page.wait_for_url("**#inhalt")
        assert page.evaluate("document.activeElement.id") == "inhalt"


def test_focus_is_seen_on_every_stop_of_the_keyboard(reader: Reader) -> None:
    """Links, fields and buttons get an outline, a district of the map a thick line; a field's frame stands for it."""
    seen = """() => {
        const element = document.activeElement, frame = element.closest(".search-form");
        const outline = (node) => getComputedStyle(node).outlineStyle !== "none";
        const district = element.querySelector(".map__district");
        const ringed = district && getComputedStyle(district).strokeWidth === "4px";
        return outline(element) || (frame && outline(frame)) || ringed;
    }"""
    with reader() as context:
        page = context.new_page()
        page.goto("/")
        page.keyboard.press("Tab")
        stops = 0
        while page.evaluate("document.activeElement !== document.body"):
            assert page.evaluate(seen), page.evaluate("document.activeElement.outerHTML.slice(0, 120)")
            page.keyboard.press("Tab")
            stops += 1
        assert stops > 36  # every district of the map was one of them
