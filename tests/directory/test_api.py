"""The search as JSON: the same answers as the page, complete facets, never what is for members."""

import pytest
from django.test import Client

from search import jobs
from tests.factories import MAINZ, AnnouncementFactory, OfferFactory, OrganisationFactory, land_page, portal

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
    assert set(answer) == {"results", "facets", "total", "engine", "degraded", "took_ms"}
    assert answer["total"] == 3
    assert answer["facets"]["district"] == [{"value": MAINZ, "label": "Mainz, Stadt", "count": 3}]


def test_what_is_for_members_is_neither_found_nor_counted(client: Client) -> None:
    answer = client.get("/api/v1/search?q=Hebammensprechstunde&kind=announcement").json()
    assert answer["total"] == 0
    assert [value["value"] for value in answer["facets"]["kind"] if value["count"]] == ["offer"]


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
