"""A district's list on another website, in a browser: one tag, framed from another origin, as high as it is long."""

import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.cache import cache
from playwright.sync_api import Browser, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from regions.models import District
from tests import factories as make

pytestmark = pytest.mark.django_db(transaction=True)
PAGE = """<!doctype html><html lang="de"><meta charset="utf-8"><title>Website des Kreises</title>
<h1>Unser Kreis</h1>{tag}<p>Danach geht es weiter.</p>"""


@pytest.fixture
def slug(live_server: LiveServer) -> str:
    make.lay_ground()
    cache.clear()
    make.portal(make.MAINZ)
    organisation = make.OrganisationFactory(home_district_id=make.MAINZ)
    for number in range(30):
        make.OfferFactory(organisation=organisation, title=f"Sprachtreff {number}", summary="Jeden Dienstag um drei.")
    return District.objects.get(ags=make.MAINZ).slug


@pytest.fixture
def website(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """Another origin: files in a folder, and the address at which they are served."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(tmp_path)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield tmp_path, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def browser(chromium_path: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Browser]:
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=chromium_path, args=["--no-sandbox"])


@pytest.mark.parametrize("width", [1280, 360])
def test_one_tag_shows_the_list_on_another_website(
    live_server: LiveServer, slug: str, website: tuple[Path, str], browser: Browser, width: int
) -> None:
    folder, origin = website
    tag = (
        f'<script src="{live_server.url}/einbetten.js" data-kreis="{slug}" data-suche="1" data-titel="Angebote" async>'
    )
    (folder / "index.html").write_text(PAGE.format(tag=tag + "</script>"))
    context = browser.new_context(viewport={"width": width, "height": 800}, locale="de-DE")
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{origin}/index.html")

    frame = page.frame_locator("iframe[title=Angebote]")
    expect(frame.get_by_role("link", name="Sprachtreff 29")).to_be_attached()
    page.wait_for_function("document.querySelector('iframe').offsetHeight > 1000")
    inside = page.frames[1]
    assert not inside.evaluate("document.documentElement.scrollHeight > window.innerHeight + 1"), "no second scroll bar"
    assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    assert {url.split("/")[2] for url in asked} == {live_server.url.split("/")[2], origin.split("/")[2]}
    assert context.cookies() == []

    page.evaluate("window.postMessage({ portalHeight: 5 }, '*')")  # not from the frame: nobody else sets its height
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert page.evaluate("document.querySelector('iframe').offsetHeight") > 1000

    frame.get_by_role("link", name="Sprachtreff 29").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sprachtreff 29")
    assert page.url.startswith(live_server.url)


def test_the_portals_other_pages_are_not_framed(
    live_server: LiveServer, slug: str, website: tuple[Path, str], browser: Browser
) -> None:
    folder, origin = website
    (folder / "index.html").write_text(PAGE.format(tag=f'<iframe src="{live_server.url}/angebote/"></iframe>'))
    page = browser.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(f"{origin}/index.html")

    assert any("frame-ancestors" in complaint for complaint in complaints)


def test_the_list_can_be_read_by_everybody(live_server: LiveServer, slug: str, browser: Browser) -> None:
    for scheme in ("light", "dark"):
        page = browser.new_page(viewport={"width": 320, "height": 640}, color_scheme=scheme)  # type: ignore[arg-type]
        page.goto(f"{live_server.url}/einbetten/{slug}/?suche=1")
        assert [rule["id"] for rule in Axe().run(page).response["violations"]] == []
        assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
