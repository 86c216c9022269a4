"""A head of an office without an account reads a draft on a phone by its link, until the district takes it back."""

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from playwright.sync_api import Browser, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from bestpractice.models import PracticePage, PreviewLink
from bestpractice.preview.links import address_of
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def link(live_server: LiveServer) -> PreviewLink:
    """To the draft above a published practice, with a picture that nothing published shows."""
    make.lay_ground()
    make.portal()
    practice: PracticePage = make.PracticeFactory(parent=make.district_page(), title="Lotsen")
    practice.title = "Noch nicht erschienen"
    practice.what_did_not_work = "<p>Der erste Anlauf schlief ein.</p>"
    practice.image = make.picture(make.district_page(), description="Zwei Menschen am Schalter")
    practice.save_revision()
    return PreviewLink.objects.create(practice=practice, for_whom="Amtsleitung")


@pytest.fixture
def browser(chromium_path: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Browser]:
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # as in test_story
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=chromium_path, args=["--no-sandbox"])


def test_a_superior_reads_the_draft_with_its_picture_and_nothing_once_it_is_taken_back(
    link: PreviewLink, live_server: LiveServer, browser: Browser
) -> None:
    address = address_of(link).replace(settings.WAGTAILADMIN_BASE_URL, live_server.url)
    for width in (1280, 360):
        page = browser.new_page(viewport={"width": width, "height": 800})
        page.goto(address)
        expect(page.get_by_role("heading", level=1, name="Noch nicht erschienen")).to_be_visible()
        expect(page.get_by_role("heading", name=re.compile("^Entwurf"))).to_be_visible()
        expect(page.get_by_text("Der erste Anlauf schlief ein.")).to_be_visible()
        picture = page.get_by_role("img", name="Zwei Menschen am Schalter")
        assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 0
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert Axe().run(page).violations_count == 0

    link.revoke()
    answer = page.reload()
    assert answer
    assert answer.status == 410
    expect(page.get_by_role("heading", level=1, name="Dieser Link gilt nicht mehr")).to_be_visible()
    expect(page.get_by_text("Noch nicht erschienen")).to_have_count(0)
    assert Axe().run(page).violations_count == 0
