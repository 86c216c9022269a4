"""A district's offers on its own website: which they are, that any site may frame them, and that nobody is tracked."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import Role
from regions.models import District
from tests.factories import ALZEY, MAINZ, OfferFactory, OrganisationFactory, person, portal
from vocabulary.models import Topic


@pytest.fixture(autouse=True)
def small_portal(db: None) -> None:
    portal(MAINZ, ALZEY)


@pytest.fixture
def language() -> Topic:
    """A topic of the second tier."""
    parent = Topic.objects.create(slug="sprache", name="Sprache", order=1)
    return Topic.objects.create(slug="sprachkurse", name="Sprachkurse", parent=parent)


def address(ags: str = MAINZ, query: str = "") -> str:
    return f"/einbetten/{District.objects.get(ags=ags).slug}/{query}"


def shown(ags: str = MAINZ, query: str = "") -> str:
    answer = Client().get(address(ags, query))
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_list_has_the_districts_offers_that_are_not_over_by_topic(language: Topic) -> None:
    here = OrganisationFactory(home_district_id=MAINZ)
    OfferFactory(organisation=here, title="Abendkurs").topics.add(language)
    OfferFactory(organisation=here, title="Ohne Thema")
    OfferFactory(organisation=here, title="Vorbei", valid_until=dt.date(2024, 1, 1))
    OfferFactory(organisation=OrganisationFactory(home_district_id=ALZEY), title="Anderswo")
    guest = OrganisationFactory(home_district_id=ALZEY)
    guest.districts_served.add(MAINZ)
    OfferFactory(organisation=guest, title="Zu Gast")

    page = shown()

    order = [page.index(text) for text in ("Sprache</h2>", "Abendkurs", "Weitere Angebote", "Ohne Thema", "Zu Gast")]
    assert order == sorted(order)
    assert "Vorbei" not in page
    assert "Anderswo" not in page


@pytest.mark.parametrize("slug", ["sprache", "sprachkurse"])
def test_it_can_be_narrowed_to_a_topic_of_either_tier(language: Topic, slug: str) -> None:
    here = OrganisationFactory(home_district_id=MAINZ)
    OfferFactory(organisation=here, title="Abendkurs").topics.add(language)
    OfferFactory(organisation=here, title="Ohne Thema")

    page = shown(query=f"?thema={slug}")

    assert "Abendkurs" in page
    assert "Ohne Thema" not in page


def test_a_topic_that_is_not_there_hides_nothing(language: Topic) -> None:
    OfferFactory(organisation=OrganisationFactory(home_district_id=MAINZ), title="Abendkurs")

    for slug in ("quatsch", "%00", "ä" * 200):
        assert "Abendkurs" in shown(query=f"?thema={slug}")


def test_the_search_field_is_shown_when_it_is_wanted_and_whatever_is_typed_is_answered() -> None:
    assert 'type="search"' not in shown()
    assert 'type="search"' in shown(query="?suche=1")
    for words in ("Deutsch", "\u202e", "a" * 5000, "<script>"):
        assert "0 Angebote zu" in shown(query=f"?suche=1&q={words}")


def test_a_district_without_offers_says_so_and_one_that_is_none_is_not_found() -> None:
    assert "noch kein Angebot eingetragen" in shown()
    assert Client().get("/einbetten/entenhausen/").status_code == 404


def test_only_the_embedded_list_may_be_framed_by_other_sites() -> None:
    embedded, elsewhere = Client().get(address()), Client().get("/angebote/")

    assert "frame-ancestors *" in embedded.headers["Content-Security-Policy"]
    assert "default-src 'none'" in embedded.headers["Content-Security-Policy"]
    assert "X-Frame-Options" not in embedded.headers
    assert "frame-ancestors 'self'" in elsewhere.headers["Content-Security-Policy"]
    assert elsewhere.headers["X-Frame-Options"] == "SAMEORIGIN"


@pytest.mark.parametrize("signed_in", [False, True])
def test_nothing_of_it_sets_a_cookie_or_knows_who_reads(signed_in: bool) -> None:
    client = Client()
    manager = person(Role.Kind.MANAGER, ags=MAINZ)
    if signed_in:
        client.force_login(manager)

    for path in (address(), address(query="?suche=1&q=Deutsch"), "/einbetten.js"):
        answer = client.get(path)
        assert not answer.cookies, path
        assert manager.email not in answer.content.decode()


def test_every_link_leaves_the_frame() -> None:
    OfferFactory(organisation=OrganisationFactory(home_district_id=MAINZ), title="Abendkurs")

    page = shown()

    assert page.count("<a ") == page.count('target="_top"')


def test_the_number_of_queries_does_not_grow_with_the_offers(language: Topic) -> None:
    here = OrganisationFactory(home_district_id=MAINZ)
    shown()  # what the portal is called is remembered from now on
    counts = []
    for number in (2, 20):
        for _ in range(number):
            OfferFactory(organisation=here).topics.add(language)
        with CaptureQueriesContext(connection) as queries:
            shown()
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_manager_finds_the_tag_for_the_own_district_only() -> None:
    Topic.objects.create(slug="sprache", name="Sprache")
    client = Client()
    client.force_login(person(Role.Kind.MANAGER, ags=MAINZ))

    page = client.get("/verwaltung/einbetten/?topic=sprache&search=on").content.decode()

    slug = District.objects.get(ags=MAINZ).slug
    assert f"data-kreis=&quot;{slug}&quot; data-thema=&quot;sprache&quot; data-suche=&quot;1&quot;" in page
    assert "/einbetten.js" in page
    assert "Auf Ihrer Website" in client.get("/verwaltung/").content.decode()
    foreign = client.get(f"/verwaltung/einbetten/?district={ALZEY}").content.decode()
    assert "data-kreis" not in foreign


@pytest.mark.parametrize("kind", [Role.Kind.EDITOR, Role.Kind.LAND])
def test_who_keeps_no_district_gets_no_tag(kind: Role.Kind) -> None:
    client = Client()
    client.force_login(person(kind, association="staedtetag" if kind == Role.Kind.EDITOR else ""))

    assert client.get("/verwaltung/einbetten/").status_code == 302
