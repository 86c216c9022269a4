"""What the lists of offers and organisations show, around a place, and that showing more costs no more queries."""

from collections.abc import Callable, Iterable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from directory.documents import OfferSource
from directory.models import Location, Offer
from regions.models import Postcode
from search import jobs, marks
from search.registry import Draft
from tests.contract import documents
from tests.factories import ALZEY, MAINZ, TRIER, OfferFactory, OrganisationFactory, portal

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]

CATHEDRAL = (49.99889, 8.27389)  # Mainz
ARMSHEIM = (49.8086, 8.0686)  # Alzey-Worms, 26 km from it
PORTA = (49.75972, 6.64401)  # Trier

Settle = Callable[[], None]


@pytest.fixture
def settle() -> Settle:
    def run() -> None:
        marks.budget().left = marks.SECONDS_AT_ONCE
        while jobs.build_waiting() + jobs.deliver_waiting():
            pass

    return run


@pytest.fixture(autouse=True)
def ground() -> None:
    portal()
    for code, place, ags, (latitude, longitude) in (
        ("55116", "Mainz", MAINZ, CATHEDRAL),
        ("54290", "Trier", TRIER, PORTA),
        ("55288", "Armsheim", ALZEY, ARMSHEIM),
        ("55999", "Grenzdorf", MAINZ, CATHEDRAL),
        ("55999", "Grenzhof", ALZEY, CATHEDRAL),
        ("55101", "Neudorf", MAINZ, CATHEDRAL),
        ("55102", "Neudorf", ALZEY, ARMSHEIM),
    ):
        Postcode.objects.create(postcode=code, place=place, district_id=ags, latitude=latitude, longitude=longitude)


def offer_at(ags: str, postcode: str, title: str, *, hide_address: bool = False, **values: object) -> Offer:
    organisation = OrganisationFactory(home_district_id=ags)
    Location.objects.create(organisation=organisation, postcode=postcode, hide_address=hide_address)
    return OfferFactory(organisation=organisation, title=title, **values)


@pytest.fixture
def filled(settle: Settle) -> None:
    offer_at(MAINZ, "55116", "Treff am Dom", is_free=True, times="dienstags 15 Uhr")
    offer_at(ALZEY, "55288", "Treff in Armsheim", is_accessible=True)
    offer_at(TRIER, "54290", "Treff an der Porta", is_free=True)
    offer_at(MAINZ, "55116", "Treff im Schutzhaus", hide_address=True)
    OfferFactory(organisation=OrganisationFactory(home_district_id=TRIER), title="Telefon für alle", is_landwide=True)
    settle()


def publish_rows(pks: Iterable[int]) -> None:
    """As the builder would, without analysing 200 texts one by one."""
    for pk in pks:
        documents.row(f"directory.offer:{pk}", draft_of(pk))
    while jobs.deliver_waiting():
        pass


def draft_of(pk: int) -> Draft:
    found = OfferSource().draft(pk)
    assert found
    return found


def titles(client: Client, address: str) -> list[str]:
    answer = client.get(address)
    assert answer.status_code == 200
    return [hit.title for hit in answer.context["results"].hits]


@pytest.mark.usefixtures("filled")
def test_a_place_narrows_to_its_district_with_what_is_there_for_all(client: Client) -> None:
    found = titles(client, "/angebote/?ort=Mainz")
    assert found[0] == "Treff am Dom"
    assert set(found) == {"Treff am Dom", "Treff im Schutzhaus", "Telefon für alle"}


@pytest.mark.usefixtures("filled")
def test_a_radius_reaches_over_the_districts_boundary_nearest_first(client: Client) -> None:
    assert titles(client, "/angebote/?ort=55116&umkreis=50") == [
        "Treff am Dom",
        "Treff in Armsheim",
        "Telefon für alle",
    ]
    assert titles(client, "/angebote/?ort=55116&umkreis=10") == ["Treff am Dom", "Telefon für alle"]
    content = client.get("/angebote/?ort=55116&umkreis=50").content.decode()
    assert "unter 1\u00a0km" in content
    assert "26\u00a0km" in content
    assert "50 km um 55116" in content


@pytest.mark.usefixtures("filled")
def test_a_shelter_is_in_no_radius(client: Client) -> None:
    for radius in (2, 50):
        assert "Treff im Schutzhaus" not in titles(client, f"/angebote/?ort=55116&umkreis={radius}")
    assert "55116" not in client.get("/angebote/?q=Schutzhaus").content.decode()


@pytest.mark.usefixtures("filled")
def test_organisations_have_a_radius_as_well(client: Client) -> None:
    assert len(titles(client, "/einrichtungen/?ort=Trier&umkreis=5")) == 1


@pytest.mark.usefixtures("filled")
def test_free_and_accessible_are_single_boxes_where_the_list_is_about_entries(client: Client) -> None:
    assert titles(client, "/angebote/?free=1") == ["Treff am Dom", "Treff an der Porta"]
    assert titles(client, "/angebote/?accessible=1") == ["Treff in Armsheim"]
    for address, shown in (("/angebote/", True), ("/suche/?q=Treff&kind=offer", True), ("/suche/?q=Treff", False)):
        assert ('name="free"' in client.get(address).content.decode()) is shown, address


@pytest.mark.usefixtures("filled")
def test_a_postcode_in_two_districts_asks_back_and_takes_the_answer(client: Client) -> None:
    answer = client.get("/angebote/?ort=55999&free=1")
    choices = {choice["label"]: choice["url"] for choice in answer.context["place_choices"]}
    assert set(choices) == {"Stadt Mainz", "Landkreis Alzey-Worms"}
    assert "free=1" in choices["Stadt Mainz"]
    assert "Treff am Dom" in titles(client, choices["Stadt Mainz"])
    assert client.get(choices["Stadt Mainz"]).context["place_choices"] == []


@pytest.mark.usefixtures("filled")
def test_around_a_postcode_in_two_districts_there_is_nothing_to_ask(client: Client) -> None:
    answer = client.get("/angebote/?ort=55999&umkreis=2")
    assert answer.context["place_choices"] == []
    assert "Treff am Dom" in [hit.title for hit in answer.context["results"].hits]


@pytest.mark.usefixtures("filled")
def test_around_a_name_of_two_places_only_the_reader_can_choose(client: Client) -> None:
    answer = client.get("/angebote/?ort=Neudorf&umkreis=2")
    choices = {choice["label"]: choice["url"] for choice in answer.context["place_choices"]}
    assert titles(client, choices["Landkreis Alzey-Worms"]) == ["Treff in Armsheim", "Telefon für alle"]


@pytest.mark.usefixtures("filled")
def test_an_unknown_place_says_so_and_keeps_everything_else(client: Client) -> None:
    answer = client.get("/angebote/?q=Treff&ort=Atlantis&umkreis=10&free=1")
    content = answer.content.decode()
    assert "„Atlantis“ kennen wir nicht" in content
    assert 'value="Atlantis"' in content
    assert 'value="Treff"' in content
    assert '<option value="10" selected>' in content
    assert answer.context["results"].total == 2


@pytest.mark.usefixtures("filled")
def test_the_place_is_taken_back_by_its_chip(client: Client) -> None:
    answer = client.get("/angebote/?ort=55116&umkreis=10&free=1&sort=distance")
    assert answer.context["chips"][0] == {"label": "10 km um 55116", "url": "/angebote/?free=1"}
    assert answer.context["chips"][1]["url"] == "/angebote/?ort=55116&umkreis=10"


@pytest.mark.usefixtures("filled")
def test_the_general_search_finds_around_a_place_too(client: Client) -> None:
    assert "Treff am Dom" in titles(client, "/suche/?q=Treff&ort=55116&umkreis=5")
    assert "Treff an der Porta" not in titles(client, "/suche/?q=Treff&ort=55116&umkreis=5")


@pytest.mark.usefixtures("filled")
def test_the_map_ties_each_dot_to_what_is_there_and_names_what_has_no_place(client: Client) -> None:
    answer = client.get("/angebote/?ansicht=karte")
    content = answer.content.decode()
    drawn = answer.context["map"]
    assert sorted(hit.title for dot in drawn.dots for hit in dot.hits) == [
        "Treff am Dom",
        "Treff an der Porta",
        "Treff in Armsheim",
    ]
    assert {hit.title for hit in drawn.elsewhere} == {"Treff im Schutzhaus", "Telefon für alle"}
    for dot in drawn.dots:
        assert f'href="#ort-{dot.number}"' in content
        assert f'id="ort-{dot.number}"' in content
    assert "<image" not in content


@pytest.mark.usefixtures("filled")
def test_the_map_shows_the_radius_or_the_district_that_is_asked_for(client: Client) -> None:
    whole = client.get("/angebote/?ansicht=karte").context["map"]
    around = client.get("/angebote/?ansicht=karte&ort=55116&umkreis=10").context["map"]
    district = client.get("/angebote/?ansicht=karte&district=07315").context["map"]
    assert around.width < whole.width / 4
    assert around.circle
    assert whole.circle is district.circle is None
    assert district.width < whole.width / 4
    assert [hit.title for dot in around.dots for hit in dot.hits] == ["Treff am Dom"]


@pytest.mark.usefixtures("filled")
def test_what_is_at_the_same_place_shares_a_dot(client: Client, settle: Settle) -> None:
    offer_at(MAINZ, "55116", "Nähstube am Dom")
    settle()
    [dot] = client.get("/angebote/?ansicht=karte&ort=Mainz").context["map"].dots
    assert {hit.title for hit in dot.hits} == {"Treff am Dom", "Nähstube am Dom"}


@pytest.mark.usefixtures("filled")
def test_narrowing_keeps_the_map(client: Client) -> None:
    content = client.get("/angebote/?ansicht=karte&ort=55116&umkreis=10").content.decode()
    assert content.count('<input type="hidden" name="ansicht" value="karte">') == 2
    assert 'href="/angebote/?ort=55116&amp;umkreis=10"' in content  # back to the list


@pytest.mark.usefixtures("filled")
def test_extracts_that_the_map_does_not_show_are_not_made(client: Client) -> None:
    offer = Offer.objects.get(title="Treff am Dom")
    offer.summary = "Ein Treff für alle, die Deutsch üben."
    offer.save()
    marks.budget().left = marks.SECONDS_AT_ONCE
    while jobs.build_waiting() + jobs.deliver_waiting():
        pass
    shown = {view: client.get(f"/angebote/?q=Treff&ansicht={view}").context["results"].hits for view in ("", "karte")}
    assert any(hit.extracts for hit in shown[""])
    assert {hit.key for hit in shown["karte"]} == {hit.key for hit in shown[""]}
    assert not any(hit.extracts for hit in shown["karte"])


def queries_of(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)


@pytest.mark.parametrize("address", ["/angebote/?free=1", "/angebote/?ort=55116&umkreis=5", "/angebote/?ansicht=karte"])
def test_200_offers_take_as_many_queries_as_20(client: Client, address: str) -> None:
    organisation = OrganisationFactory(home_district_id=MAINZ)
    Location.objects.create(organisation=organisation, postcode="55116")
    counts = []
    for number in (20, 180):
        for _ in range(number):
            OfferFactory(organisation=organisation, is_free=True)
        publish_rows(Offer.objects.values_list("pk", flat=True))
        counts.append(queries_of(client, address))
    assert counts[0] == counts[1]
