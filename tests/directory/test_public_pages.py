"""The public addresses: each answers, says whose it is, and costs few queries whatever it shows."""

import datetime as dt
from collections.abc import Callable
from urllib.parse import quote

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from directory.models import HolderName, Organisation, Post
from search import jobs
from tests.factories import (
    ALZEY,
    MAINZ,
    LocationFactory,
    MaterialFactory,
    OfferFactory,
    OrganisationFactory,
    PracticeFactory,
    association_page,
    district_page,
    portal,
)
from tests.page_queries import most_queries
from vocabulary.models import Language, Topic

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]

Settle = Callable[[], None]


@pytest.fixture
def settle() -> Settle:
    def run() -> None:
        while jobs.build_waiting() + jobs.deliver_waiting():
            pass

    return run


@pytest.fixture(autouse=True)
def filled(settle: Settle) -> None:
    portal()
    topic = Topic.objects.create(slug="sprachmittlung", name="Sprachmittlung")
    Language.objects.create(code="ar", name="Arabisch", own_name="العربية")
    Post.objects.filter(district=MAINZ).update(mailbox="integration@example.org", status=Post.Status.FILLED)
    for _ in range(6):
        practice = PracticeFactory(parent=district_page(MAINZ))
        practice.topics.add(topic)
        practice.save()
        MaterialFactory(parent=association_page("staedtetag"))
        offer = OfferFactory(organisation=OrganisationFactory(home_district_id=MAINZ))
        offer.topics.add(topic)
        offer.languages.add(Language.objects.get())
    settle()


def addresses() -> list[str]:
    practice = district_page(MAINZ).get_children().first()
    material = association_page("staedtetag").get_children().first()
    organisation = Organisation.objects.first()
    assert practice
    assert material
    assert organisation
    offer = organisation.offers.get()
    return [
        "/", "/suche/", "/suche/?q=Sprachtreff", "/kreise/", "/praxis/", "/angebote/", "/einrichtungen/",
        "/bibliothek/",
        "/ansprechstelle/", "/ansprechstelle/?ort=Mainz", "/impressum/", "/staedtetag/", "/land/",
        district_page(MAINZ).get_url(), practice.get_url(), material.get_url(),
        organisation.get_absolute_url(), offer.get_absolute_url(), "/gibt/es/nicht/", "/konto/login/",
    ]  # fmt: skip


def test_every_public_page_answers_within_its_number_of_queries(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    district = district_page(MAINZ)
    named = {district.get_url(): "district", **{page.get_url(): "practice" for page in district.get_children()}}
    for address in addresses():
        client.get(address)  # warm: what is cached for minutes is not the page's cost
        with django_assert_max_num_queries(most_queries(named.get(address, "")), info=address):
            response = client.get(address)
        assert response.status_code == (404 if address == "/gibt/es/nicht/" else 200), address


def test_a_district_without_practices_says_so(client: Client) -> None:
    assert "noch" in client.get(district_page(ALZEY).get_url()).content.decode()


def test_an_old_address_of_an_entry_leads_to_its_name_of_today(client: Client) -> None:
    organisation = Organisation.objects.first()
    assert organisation
    response = client.get(f"/einrichtungen/frueherer-name-{organisation.pk}/")
    assert response.status_code == 301
    assert response["Location"] == organisation.get_absolute_url()


def test_the_address_of_a_shelter_stands_nowhere(client: Client, settle: Settle) -> None:
    shelter = OrganisationFactory(name="Schutzwohnung", home_district_id=MAINZ)
    LocationFactory(organisation=shelter, street="Geheime Gasse 7", place="Mainz", hide_address=True)
    settle()
    for address in (shelter.get_absolute_url(), "/suche/?q=Schutzwohnung", "/api/v1/search?q=Gasse"):
        assert "Geheime Gasse" not in client.get(address).content.decode()


def test_an_offer_that_is_over_leaves_the_lists_but_its_bookmark_says_why(client: Client, settle: Settle) -> None:
    over = OfferFactory(
        title="Nähkurs im Herbst",
        organisation=OrganisationFactory(home_district_id=MAINZ),
        valid_until=timezone.localdate() - dt.timedelta(days=1),
    )
    settle()
    assert "Nähkurs" not in client.get("/angebote/?q=Nähkurs").content.decode().split("<main", 1)[1].split("<ul", 1)[-1]
    assert "endete am" in client.get(over.get_absolute_url()).content.decode()


def test_the_holder_of_a_post_is_named_only_with_a_legal_basis(client: Client) -> None:
    post = Post.objects.get(district=MAINZ)
    post.status = Post.Status.FILLED
    post.save()
    shown = HolderName.objects.create(post=post, name="Name der Person", basis="consent", basis_date="2026-01-01")
    assert "Name der Person" in client.get(district_page(MAINZ).get_url()).content.decode()
    shown.empty()
    shown.save()
    assert "Name der Person" not in client.get(district_page(MAINZ).get_url()).content.decode()


def test_a_place_in_several_districts_asks_back(client: Client) -> None:
    from regions.models import Postcode

    for ags in (MAINZ, ALZEY):
        Postcode.objects.create(postcode="55999", place=f"Ort {ags}", district_id=ags)
    content = client.get("/suche/?q=Sprachtreff&ort=55999").content.decode()
    assert f"district={MAINZ}" in content
    assert f"district={ALZEY}" in content
    content = client.get("/ansprechstelle/?ort=55999").content.decode()
    assert "Stadt Mainz" in content
    assert "Landkreis Alzey-Worms" in content


def test_a_place_narrows_the_search_to_its_district(client: Client) -> None:
    response = client.get("/suche/?q=Sprachtreff&ort=Mainz")
    assert response.status_code == 302
    assert response["Location"] == f"/suche/?q=Sprachtreff&district={MAINZ}"


def test_without_results_the_page_offers_topics_and_the_post_to_ask(client: Client) -> None:
    content = client.get(f"/suche/?q=Xylophonorchester&district={MAINZ}").content.decode()
    assert "Sprachmittlung" in content
    assert "integration@example.org" in content


NASTY = st.one_of(
    st.text(max_size=400),
    st.sampled_from(
        ["\x00", "a\x00b", '"', "'; DROP TABLE", "AND OR NOT", "*:*", "a* NEAR b", "\u202e\u200f", "(", "\\"]
    ),
    st.text(alphabet='"*()^~:+-/\\\x00\u200f', max_size=60),
)


@hypothesis_settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(q=NASTY, name=st.sampled_from(["district", "topic", "page", "sort", "kind", "ort", "tag"]), value=NASTY)
def test_whatever_is_typed_gets_an_answer(client: Client, q: str, name: str, value: str) -> None:
    query = f"q={quote(q, errors='ignore')}&{name}={quote(value, errors='ignore')}"
    for address in (f"/suche/?{query}", f"/api/v1/search?{query}"):
        assert client.get(address).status_code in (200, 302, 400), address
    assert client.get(f"/api/v1/suggest?{query}").status_code in (200, 400)
    assert client.get(f"/ansprechstelle/?ort={quote(q, errors='ignore')}").status_code == 200


@pytest.mark.parametrize("missing", [False, True])
def test_a_district_page_that_is_not_public_is_not_linked(client: Client, missing: bool) -> None:
    page = district_page(MAINZ)
    dead = page.get_url()
    organisation = Organisation.objects.get(pk=Organisation.objects.values("pk")[:1])
    practice = page.get_children().first()
    assert practice
    paths = [
        "/ansprechstelle/?ort=Mainz",
        organisation.get_absolute_url(),
        organisation.offers.get().get_absolute_url(),
    ]
    for path in [*paths, practice.get_url()]:
        assert f'href="{dead}"' in client.get(path).content.decode()

    if missing:
        page.delete()
    else:
        page.unpublish()
        paths.append(practice.get_url())

    for path in paths:
        answer = client.get(path)
        assert answer.status_code == 200
        assert f'href="{dead}"' not in answer.content.decode()
    Post.objects.filter(district=MAINZ).delete()
    answer = client.get("/ansprechstelle/?ort=Mainz")
    assert answer.status_code == 200
    assert f'href="{dead}"' not in answer.content.decode()
