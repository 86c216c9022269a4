"""The search as JSON: the same answers as the page, complete facets, never what is for members."""

import pytest
from django.test import Client

from directory.models import Offer
from regions.models import Postcode
from search import jobs
from tests.factories import (
    ALZEY,
    MAINZ,
    TRIER,
    AnnouncementFactory,
    LocationFactory,
    OfferFactory,
    OrganisationFactory,
    land_page,
    portal,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def filled() -> None:
    portal()
    for number in range(3):
        OfferFactory(title=f"Hebammensprechstunde {number}", organisation=OrganisationFactory(home_district_id=MAINZ))
    AnnouncementFactory(parent=land_page(), title="Hebammensprechstunde intern")
    while jobs.build_waiting() + jobs.deliver_waiting():
        pass


def test_the_answer_has_the_promised_names(client: Client) -> None:
    answer = client.get("/api/v1/search?q=Hebammensprechstunde").json()
    assert set(answer) == {"results", "facets", "total", "engine", "degraded", "took_ms", "instead", "suggestion"}
    assert answer["total"] == 3
    assert answer["facets"]["district"] == [{"value": MAINZ, "label": "Mainz, Stadt", "count": 3}]


def test_what_is_for_members_is_neither_found_nor_counted(client: Client) -> None:
    answer = client.get("/api/v1/search?q=Hebammensprechstunde&kind=announcement").json()
    assert answer["total"] == 0
    assert [value["value"] for value in answer["facets"]["kind"] if value["count"]] == ["offer"]


@pytest.fixture
def places() -> None:
    for code, place, ags, latitude in (
        ("55116", "Mainz", MAINZ, 50.0),
        ("54290", "Trier", TRIER, 49.76),
        ("55999", "Grenzdorf", MAINZ, 50.0),
        ("55999", "Grenzhof", ALZEY, 50.0),
        ("55102", "Neudorf", ALZEY, 49.8),
        ("55101", "Neudorf", MAINZ, 50.0),
        ("55109", "Ohnelage", MAINZ, None),
    ):
        longitude = latitude and 8.2
        Postcode.objects.create(postcode=code, place=place, district_id=ags, latitude=latitude, longitude=longitude)
    offer = Offer.objects.get(title="Hebammensprechstunde 0")
    offer.locations.add(LocationFactory(organisation=offer.organisation, postcode="55116"))
    offer.save()
    while jobs.build_waiting() + jobs.deliver_waiting():
        pass


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize(
    ("asked", "total"),
    [
        ("place=55116", 3),
        ("place=Trier", 0),
        ("place=55116&radius=2", 1),
        ("place=54290&radius=2", 0),
        ("place=55999&radius=5", 1),  # one centre, so there is nothing to ask
        ("place=55999&district=07331", 0),
        ("place=55999&district=07315", 3),
        ("place=", 3),
    ],
)
def test_a_place_and_a_radius_narrow_as_in_the_list(client: Client, asked: str, total: int) -> None:
    assert client.get(f"/api/v1/search?kind=offer&{asked}").json()["total"] == total


@pytest.mark.usefixtures("places")
@pytest.mark.parametrize(
    ("asked", "name", "choices"),
    [
        ("place=55999", "place", [{"district": MAINZ, "place": "55999"}, {"district": ALZEY, "place": "55999"}]),
        (
            "place=Neudorf&radius=5",
            "place",
            [{"place": "55101 Neudorf", "radius": 5}, {"place": "55102 Neudorf", "radius": 5}],
        ),
        ("place=Atlantis", "place", []),
        ("place=55109&radius=5", "radius", []),
        ("radius=5", "radius", []),
        ("place=55116&radius=7", "radius", []),
    ],
)
def test_a_place_that_is_not_one_is_a_problem_that_gives_the_choice(
    client: Client, asked: str, name: str, choices: list[dict[str, object]]
) -> None:
    answer = client.get(f"/api/v1/search?{asked}")
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    told = answer.json()
    assert [error["name"] for error in told["errors"]] == [name]
    given = [{key: value for key, value in choice.items() if key != "name"} for choice in told.get("choices", [])]
    assert sorted(given, key=str) == sorted(choices, key=str)


def test_suggestions_start_with_the_third_letter(client: Client) -> None:
    assert client.get("/api/v1/suggest?q=He").json() == []
    texts = [row["text"] for row in client.get("/api/v1/suggest?q=Heb").json()]
    assert texts == ["Hebammensprechstunde 0", "Hebammensprechstunde 1", "Hebammensprechstunde 2"]


def test_districts_are_told_with_their_keys(client: Client) -> None:
    rows = client.get("/api/v1/districts").json()["districts"]
    assert {"ags": MAINZ, "name": "Stadt Mainz"}.items() <= {row["ags"]: row for row in rows}[MAINZ].items()


def test_the_interface_is_described(client: Client) -> None:
    paths = client.get("/api/openapi.json").json()["paths"]
    assert {"/api/v1/search", "/api/v1/suggest"} <= set(paths)
    assert all(path.startswith("/api/") for path in paths)
