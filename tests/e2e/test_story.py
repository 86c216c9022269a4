"""The main job, in a browser on Elasticsearch: one district publishes, another finds; a refusal reaches the author."""

import re
import uuid
from collections.abc import Iterator

import pytest
from django.core import mail
from django.core.management import call_command
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from bestpractice.models import PracticePage
from core.outbox import deliver_waiting
from search import jobs, service
from search.engines.elasticsearch import ElasticsearchEngine
from tests import factories as make
from vocabulary.models import SynonymGroup, Topic

pytestmark = pytest.mark.django_db(transaction=True)
SOON = 5_000  # ms; how fast it really is stands in `make bench`


@pytest.fixture
def portal(settings: Settings, elasticsearch_url: str, live_server: LiveServer) -> Iterator[str]:
    """A portal with two people, its address; its search is an Elasticsearch index of its own."""
    prefix = f"{settings.SEARCH['INDEX_PREFIX']}-{uuid.uuid4().hex[:8]}"
    settings.SEARCH = {
        **settings.SEARCH, "ENGINE": "elasticsearch", "ELASTICSEARCH_URL": elasticsearch_url, "INDEX_PREFIX": prefix,
    }  # fmt: skip
    make.lay_ground()
    make.portal()
    Topic.objects.create(slug="sprachmittlung", name="Sprachmittlung")
    call_command("reindex", "--rows", verbosity=0)
    while jobs.build_waiting() + jobs.deliver_waiting():
        pass
    yield live_server.url
    client = ElasticsearchEngine.from_settings(settings.SEARCH).client
    for index in client.indices.get(index=f"{prefix}-*").body:
        client.indices.delete(index=index)


@pytest.fixture
def browser(chromium_path: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Browser]:
    """Playwright's own event loop runs in the test's thread, where the test also asks the database."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=chromium_path, args=["--no-sandbox"])


def sign_in(browser: Browser, portal: str, email: str) -> Page:
    page = browser.new_page(base_url=portal, locale="de-DE")
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/verwaltung/")
    page.fill("[name=login]", email)
    page.fill("[name=password]", make.PASSWORD)
    page.press("[name=password]", "Enter")
    expect(page.get_by_role("heading", name="Guten Tag")).to_be_visible()
    return page


asked: list[str] = []


@pytest.fixture(autouse=True)
def nothing_from_elsewhere(portal: str) -> Iterator[None]:
    """The admin, too, loads nothing from another host."""
    asked.clear()
    yield
    own = (portal, "data:", "blob:")
    assert [url for url in asked if not url.startswith(own)] == []


def write(page: Page, field: str, text: str) -> None:
    page.locator(f"[data-contentpath={field}] [contenteditable=true]").click()
    page.keyboard.type(text)
    expect(page.locator(f"[name={field}]")).to_have_value(
        re.compile(re.escape(text.strip()))
    )  # it writes after a pause


def on_from(page: Page, screen: str) -> None:
    """To the next screen of the form."""
    page.get_by_role("tabpanel", name=screen).locator("[data-next]").click()


def test_what_one_district_publishes_another_finds(browser: Browser, portal: str) -> None:
    manager = make.person("manager", ags=make.MAINZ)
    page = sign_in(browser, portal, manager.email)
    page.get_by_role("link", name="Neues Praxisbeispiel").click()
    page.fill("#id_title", "Dolmetscherpool für Elterngespräche")
    write(page, "starting_point", "Elterngespräche fielen aus.")
    on_from(page, "Worum es geht")
    write(page, "what_we_did", "Ehrenamtliche wurden zu Sprachmittlern geschult.")
    write(page, "what_it_took", "Eine halbe Stelle.")
    on_from(page, "Was Sie tun")
    page.fill("#id_contact", "integration@example.org")
    page.get_by_label("Sprachmittlung").check()
    page.get_by_role("button", name="Veröffentlichen").first.click()
    expect(page.locator(".messages")).to_contain_text("Dolmetscherpool")

    visitor = browser.new_page(base_url=portal, locale="de-DE")
    visitor.goto("/")
    visitor.get_by_label("Was suchen Sie?").fill("geschulte Sprachmittler")
    visitor.get_by_role("button", name="Suchen").click()
    hit = visitor.get_by_role("link", name="Dolmetscherpool für Elterngespräche")
    expect(hit).to_be_visible(timeout=SOON)
    visitor.goto(f"/suche/?q=Dolmetscher&district={make.MAINZ}&topic=sprachmittlung")
    expect(hit).to_be_visible()
    visitor.goto(f"/suche/?q=Dolmetscher&district={make.TRIER}&topic=sprachmittlung")
    expect(hit).to_have_count(0)
    visitor.goto("/suche/?q=Dolmetscher&kind=practice")
    hit.click()
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Dolmetscherpool für Elterngespräche")
    assert service.engines()[0].name == "elasticsearch"


def test_a_refusal_with_its_reason_reaches_the_author(browser: Browser, portal: str) -> None:
    manager = make.person("manager", ags=make.MAINZ)
    editor = make.person("editor", association="staedtetag")
    practice = make.PracticeFactory(parent=make.district_page(make.MAINZ), title="Sprachcafé am Markt", owner=manager)
    page = sign_in(browser, portal, editor.email)
    page.get_by_role("link", name="Sprachcafé am Markt").first.click()
    expect(page.get_by_text("Wir haben die Stellen an einen Tisch geholt.")).to_be_visible()
    page.locator("#abschnitt-what_it_took summary").click()
    page.get_by_label("Anmerkung zu Was es gebraucht hat").fill("Bitte im Jahr, auch ungefähr.")
    page.get_by_label("Was fehlt noch?").fill("Was hat es gekostet?")
    page.get_by_role("button", name="Noch nicht empfehlen").click()
    expect(page.locator(".messages")).to_be_visible()

    author = sign_in(browser, portal, manager.email)
    expect(author.get_by_text("Was hat es gekostet?")).to_be_visible()
    while deliver_waiting():
        pass
    assert ["Was hat es gekostet?" in message.body for message in mail.outbox if message.to == [manager.email]] == [
        True
    ]

    author.goto(f"/verwaltung/pages/{practice.pk}/edit/")
    author.get_by_role("tab", name="Was Sie tun").click()
    expect(author.get_by_text("Bitte im Jahr, auch ungefähr.")).to_be_visible()
    write(author, "what_it_took", " Im Jahr 4.000 Euro.")
    author.get_by_role("button", name="Veröffentlichen").first.click()
    expect(author.locator(".messages")).to_be_visible()
    page.goto("/verwaltung/begutachtung/")
    page.get_by_role("link", name="Sprachcafé am Markt").click()
    expect(page.locator(".review__changes ins")).to_contain_text("4.000 Euro")
    expect(page.get_by_text("Abschnitt seither geändert")).to_be_visible()
    page.get_by_role("button", name="Empfehlen", exact=True).click()
    page.get_by_role("button", name="Trotzdem empfehlen").click()
    expect(page.locator(".messages")).to_be_visible()

    visitor = browser.new_page(base_url=portal, locale="de-DE")
    visitor.goto("/suche/?q=Sprachcafé")
    expect(visitor.get_by_text("empfohlen").first).to_be_visible(timeout=SOON)


def used(browser: Browser, portal: str, count: str, stage: str = "") -> None:
    """What every visitor reads of the use, on the practice's own page."""
    visitor = browser.new_page(base_url=portal, locale="de-DE")
    visitor.goto("/suche/?q=Dolmetscherpool&kind=practice")
    visitor.get_by_role("link", name="Dolmetscherpool", exact=True).click()
    expect(visitor.get_by_role("heading", name=count)).to_be_visible()
    if stage:
        expect(visitor.locator("#nachnutzungen")).to_contain_text(stage)
    visitor.close()


def tell(page: Page, stage: str, **texts: str) -> None:
    page.get_by_label(stage).first.check()
    for label, text in texts.items():
        page.get_by_label(label.replace("_", " ")).first.fill(text)
    page.get_by_role("button", name="Eintragen").click()
    expect(page.locator(".messages")).to_be_visible()


def publish_with_lessons(author: Page) -> PracticePage:
    """From the Kurzmeldung into the full form, as far as the seal asks for it."""
    author.get_by_role("link", name="Neues Praxisbeispiel").click()
    author.fill("#id_title", "Dolmetscherpool")
    write(author, "starting_point", "Elterngespräche fielen aus.")
    on_from(author, "Worum es geht")
    write(author, "what_we_did", "Eine Stelle nimmt alle Anfragen an.")
    write(author, "what_it_took", "Eine halbe Stelle.")
    on_from(author, "Was Sie tun")
    author.fill("#id_contact", "integration@example.org")
    author.get_by_role("button", name="Ausführlich weiterschreiben").click()
    expect(author.get_by_role("tab", name="Ziele und Weg")).to_have_attribute("aria-selected", "true")
    expect(author.locator("[role=tabpanel]:not([hidden]) :focus")).to_have_count(1)
    author.get_by_role("tab", name="Erfahrungen").click()
    write(author, "what_did_not_work", "Ohne Schulung schlief es ein.")
    write(author, "conditions", "Jemand geht ans Telefon.")
    author.get_by_role("button", name="Veröffentlichen").first.click()
    expect(author.locator(".messages")).to_contain_text("Dolmetscherpool")
    return PracticePage.objects.get()


def change(author: Page, practice: PracticePage, field: str, text: str) -> None:
    author.goto(f"/verwaltung/pages/{practice.pk}/edit/")
    author.get_by_role("tab", name="Was Sie tun").click()
    write(author, field, text)
    author.get_by_role("button", name="Veröffentlichen").first.click()
    expect(author.locator(".messages")).to_be_visible()


def refuse(judge: Page, reason: str) -> None:
    judge.get_by_role("link", name="Dolmetscherpool").first.click()
    judge.get_by_label("Was fehlt noch?").fill(reason)
    judge.get_by_role("button", name="Noch nicht empfehlen").click()
    expect(judge.locator(".messages")).to_be_visible()


def recommend(judge: Page, *, new: str) -> None:
    """`new`: what the review must show as added since the refusal."""
    judge.goto("/verwaltung/begutachtung/")
    judge.get_by_role("link", name="Dolmetscherpool").click()
    expect(judge.locator("ins").first).to_contain_text(new)
    judge.get_by_role("button", name="Empfehlen", exact=True).click()
    judge.get_by_role("button", name="Trotzdem empfehlen").click()
    expect(judge.locator(".messages")).to_be_visible()


def test_a_practice_is_refused_improved_recommended_adopted_changed_and_given_up(browser: Browser, portal: str) -> None:
    SynonymGroup.objects.create(words="Dolmetscher, Übersetzungshilfe")
    mainz, trier = make.person("manager", ags=make.MAINZ), make.person("manager", ags=make.TRIER)
    author = sign_in(browser, portal, mainz.email)
    practice = publish_with_lessons(author)

    judge = sign_in(browser, portal, make.person("editor", association="staedtetag").email)
    refuse(judge, "Was hat es gekostet?")
    author.goto("/verwaltung/")
    expect(author.get_by_text("Was hat es gekostet?").first).to_be_visible()
    change(author, practice, "what_it_took", " Im Jahr 4.000 Euro.")
    recommend(judge, new="4.000 Euro")
    used(browser, portal, "Noch nirgends nachgenutzt")

    adopter = sign_in(browser, portal, trier.email)
    adopter.goto("/suche/?q=Übersetzungshilfe&kind=practice")
    adopter.get_by_role("link", name="Dolmetscherpool", exact=True).click()
    expect(adopter.get_by_text("empfohlen:")).to_be_visible()
    expect(adopter.get_by_text("Ohne Schulung schlief es ein.")).to_be_visible()
    adopter.get_by_role("link", name="Wir nutzen das auch").click()
    tell(adopter, "Es läuft bei uns", Was_machen_Sie_anders="Nur an Grundschulen.")
    used(browser, portal, "In 1 von 36 genutzt", "Nur an Grundschulen.")
    author.goto("/verwaltung/")
    expect(author.get_by_text("Neue Nachnutzung von „Dolmetscherpool“").first).to_be_visible()

    change(author, practice, "what_we_did", " Anfragen kommen jetzt online.")
    adopter.goto("/verwaltung/")
    adopter.get_by_role("link", name="hat „Dolmetscherpool“ geändert").first.click()
    expect(adopter.locator("ins").first).to_contain_text("Anfragen kommen jetzt online.")

    adopter.get_by_role("link", name="Stand ändern oder ergänzen").click()
    tell(adopter, "Wir haben wieder aufgehört", Warum_haben_Sie_aufgehört="Die Stelle ist weggefallen.")
    used(browser, portal, "Noch nirgends nachgenutzt", "beendet")
    visitor = browser.new_page(base_url=portal, locale="de-DE")
    visitor.goto(f"/praxis/{practice.pk}/")
    assert "Die Stelle ist weggefallen." not in visitor.content()
    assert "Ohne Schulung schlief es ein." not in visitor.content()
    author.goto(f"/praxis/{practice.pk}/")
    expect(author.get_by_text("Die Stelle ist weggefallen.").first).to_be_visible()
