"""An entry's year in the browser, with a moved clock: due, asked, missed twice, shown as unconfirmed, confirmed."""

import datetime as dt
from collections.abc import Iterator

import pytest
import time_machine
from django.core import mail
from playwright.sync_api import Browser, Page, expect, sync_playwright
from pytest_django.live_server_helper import LiveServer

from core.outbox import deliver_waiting
from core.work import registry
from directory.models import Organisation, Post
from tests import factories as make
from tests.directory.checking.conftest import LINK
from tests.e2e.pages import settle

pytestmark = pytest.mark.django_db(transaction=True)
DAY = dt.timedelta(days=1)


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """Starts today, as the browser keeps its own clock and would drop cookies of the past."""
    morning = dt.datetime.now(dt.UTC).replace(hour=11, minute=0)
    with time_machine.travel(morning) as traveller:
        yield traveller


@pytest.fixture
def portal(live_server: LiveServer, clock: time_machine.Traveller) -> str:
    make.lay_ground()
    make.portal()
    return str(live_server.url)


@pytest.fixture
def browser(chromium_path: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Browser]:
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # as in test_story
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=chromium_path, args=["--no-sandbox"])


def next_morning() -> list[str]:
    """What the work process does on a new day; returns the addresses that got a mail."""
    before = len(mail.outbox)
    for job in registry.daily:
        job.turn()
    while deliver_waiting():
        pass
    settle()
    return [message.to[0] for message in mail.outbox[before:]]


def opened(page: Page, number: int) -> None:
    """Opens a link of the last mail, as its reader does; the mail names the portal's own address."""
    found = LINK.findall(str(mail.outbox[-1].body))[number]
    page.goto("/" + found.split("/", 3)[3])


def test_an_entry_that_nobody_confirms_says_so_until_somebody_does(
    browser: Browser, portal: str, clock: time_machine.Traveller
) -> None:
    manager = make.person("manager", ags=make.MAINZ)
    organisation = make.OrganisationFactory(
        name="Beratung am Dom", home_district_id=make.MAINZ, upkeep_email="pflege@example.org"
    )
    make.OfferFactory(organisation=organisation, title="Sprachkurs am Abend")
    due = organisation.next_check_on
    Post.objects.update(next_check_on=due + 365 * DAY)
    reader = browser.new_page(base_url=portal, locale="de-DE", viewport={"width": 360, "height": 740})
    reader.goto(organisation.get_absolute_url())
    expect(reader.get_by_text("nicht bestätigt")).to_have_count(0)

    clock.move_to(dt.datetime.combine(due - DAY, dt.time(11)))
    assert next_morning() == []
    clock.move_to(dt.datetime.combine(due, dt.time(11)))
    assert next_morning() == ["pflege@example.org"]
    assert next_morning() == []
    clock.move_to(dt.datetime.combine(due + 30 * DAY, dt.time(11)))
    assert next_morning() == ["pflege@example.org"]
    reader.goto(organisation.get_absolute_url())
    expect(reader.get_by_text("nicht bestätigt")).to_have_count(0)

    clock.move_to(dt.datetime.combine(due + 60 * DAY, dt.time(11)))
    assert next_morning() == [manager.email]
    reader.goto(organisation.get_absolute_url())
    expect(reader.get_by_text("nicht bestätigt seit")).to_be_visible()
    reader.goto(make.district_page().get_url())
    expect(reader.get_by_text("2 Einträge lange nicht bestätigt")).to_be_visible()
    reader.goto("/angebote/")
    expect(reader.get_by_text("nicht bestätigt seit")).to_be_visible()

    mail.outbox[:] = [message for message in mail.outbox if message.to == ["pflege@example.org"]]
    opened(reader, 0)
    expect(reader.get_by_role("heading", level=1)).to_have_text("Stimmt das alles noch?")
    assert Organisation.objects.get().checked_on is None
    reader.get_by_role("button", name="Alle 2 stimmen noch").click()
    expect(reader.get_by_role("heading", level=1)).to_have_text("Danke, alles ist beantwortet")
    opened(reader, 1)
    expect(reader.get_by_text("durch: die Einrichtung selbst")).to_be_visible()

    settle()
    reader.goto(organisation.get_absolute_url())
    expect(reader.get_by_text("nicht bestätigt")).to_have_count(0)
    expect(reader.get_by_text("durch die Einrichtung selbst")).to_be_visible()
    reader.goto("/angebote/")
    expect(reader.get_by_text("nicht bestätigt seit")).to_have_count(0)
    reader.goto(make.district_page().get_url())
    expect(reader.get_by_text("lange nicht bestätigt")).to_have_count(0)
