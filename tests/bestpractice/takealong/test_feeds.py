"""Feeds of practices: of all, of a topic, of a district; what is public, last changed first."""

import datetime as dt
from xml.etree import ElementTree

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from wagtail.models import PageViewRestriction

from tests.factories import MAINZ, TRIER, PracticeFactory, TopicFactory, district_page, portal

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def districts() -> None:
    portal()


def titles(client: Client, question: str = "") -> list[str | None]:
    tree = ElementTree.fromstring(client.get(f"/praxis/feed.atom{question}").content)
    return [entry.findtext(f"{ATOM}title") for entry in tree.iter(f"{ATOM}entry")]


def test_a_feed_can_follow_everything_a_topic_or_a_district(client: Client) -> None:
    upper = TopicFactory(slug="sprache")
    lower = TopicFactory(slug="dolmetschen", parent=upper)
    for day, (title, ags, topics) in enumerate(
        [("Erstes", MAINZ, [upper]), ("Zweites", TRIER, [lower, upper]), ("Drittes", MAINZ, [])]
    ):
        with time_machine.travel(dt.datetime(2026, 1, 1 + day, tzinfo=dt.UTC), tick=False):
            PracticeFactory(parent=district_page(ags), title=title, topics=topics)

    assert titles(client) == ["Drittes", "Zweites", "Erstes"]
    assert titles(client, "?topic=sprache") == ["Zweites", "Erstes"]
    assert titles(client, "?topic=dolmetschen") == ["Zweites"]
    assert titles(client, f"?district={MAINZ}") == ["Drittes", "Erstes"]
    assert titles(client, f"?district={MAINZ}&topic=sprache") == ["Erstes"]


@pytest.mark.parametrize("question", ["?topic=gibt-es-nicht", "?district=99999", "?topic=%00", "?district=%00"])
def test_a_topic_or_district_that_there_is_not_has_no_feed(client: Client, question: str) -> None:
    answer = client.get(f"/praxis/feed.rss{question}")
    assert answer.status_code == 404
    assert "gibt es nicht" in answer.content.decode()


def test_an_entry_keeps_its_id_and_says_when_it_changed(client: Client) -> None:
    with time_machine.travel("2026-01-01 09:00+01:00", tick=False):
        practice = PracticeFactory(parent=district_page(), title="A & <b>")
    with time_machine.travel("2026-02-01 09:00+01:00", tick=False):
        practice.slug, practice.summary = "neu", "Jetzt <kürzer>."
        practice.save_revision().publish()

    tree = ElementTree.fromstring(client.get("/praxis/feed.atom").content)
    (entry,) = tree.iter(f"{ATOM}entry")

    assert entry.findtext(f"{ATOM}id") == f"http://localhost:8000/praxis/{practice.pk}/"
    assert entry.findtext(f"{ATOM}title") == "A & <b>"
    assert entry.findtext(f"{ATOM}summary") == "Jetzt &lt;kürzer&gt;."
    assert entry.findtext(f"{ATOM}published") == "2026-01-01T08:00:00+00:00"
    assert entry.findtext(f"{ATOM}updated") == "2026-02-01T08:00:00+00:00"
    rss = ElementTree.fromstring(client.get("/praxis/feed.rss").content)
    assert rss.findtext("channel/item/guid") == f"http://localhost:8000/praxis/{practice.pk}/"
    assert rss.findtext("channel/language") == "de"


def test_drafts_and_what_is_withheld_are_in_no_feed(client: Client) -> None:
    PracticeFactory(parent=district_page(), title="Entwurf", live=False)
    withheld = PracticeFactory(parent=district_page(), title="Verschlossen")
    PageViewRestriction.objects.create(page=withheld, restriction_type="login")
    gone = PracticeFactory(parent=district_page(), title="Zurückgezogen")
    gone.unpublish()
    assert titles(client) == []


def test_a_reader_that_knows_the_feed_gets_no_second_copy(client: Client) -> None:
    PracticeFactory(parent=district_page())
    first = client.get("/praxis/feed.atom")

    assert client.get("/praxis/feed.atom", headers={"If-None-Match": first["ETag"]}).status_code == 304
    PracticeFactory(parent=district_page())
    assert client.get("/praxis/feed.atom", headers={"If-None-Match": first["ETag"]}).status_code == 200


def test_control_characters_break_no_feed(client: Client) -> None:
    PracticeFactory(parent=district_page(), title="Vor\x0bher", summary="Mit \x08 Fehler")
    assert titles(client) == ["Vorher"]


def test_a_feed_asks_the_same_number_of_questions_for_few_and_for_many(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _number in range(12):
        PracticeFactory(parent=district_page(), topics=[TopicFactory()])
    client.get("/praxis/feed.atom")
    with django_assert_max_num_queries(6):
        assert len(titles(client)) == 12


@pytest.mark.parametrize(
    ("page", "feed"),
    [
        ("/praxis/", "/praxis/feed.atom"),
        ("/praxis/?topic=sprache&q=Kita", "/praxis/feed.atom?topic=sprache"),
        ("/kreise/mainz-stadt/", f"/praxis/feed.atom?district={MAINZ}"),
    ],
)
def test_pages_lead_to_their_feed(client: Client, page: str, feed: str) -> None:
    TopicFactory(slug="sprache")
    content = client.get(page).content.decode()
    assert f'type="application/atom+xml" href="{feed}"' in content
    assert client.get(feed).status_code == 200
