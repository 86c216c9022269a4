"""The HSDS interface: valid by the standard's own schemas, pages, conditions, refusals, and only public things."""

import datetime as dt
import json
import uuid
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from directory.models import Contact, Offer, Schedule
from regions.models import Postcode
from tests.directory.hsds.schemas import errors_of
from tests.factories import ALZEY, MAINZ, TRIER, DistrictFactory, LocationFactory, OfferFactory, OrganisationFactory
from vocabulary.models import Language, TargetGroup, Topic

pytestmark = [pytest.mark.django_db, pytest.mark.every_database]

API = "/api/hsds/v3/"


def ask(path: str, **headers: str) -> Any:
    return Client().get(f"{API}{path}", headers=headers)


@pytest.fixture
def offer() -> Offer:
    """One with all that can be told of it."""
    organisation = OrganisationFactory(
        home_district=DistrictFactory(ags=MAINZ), phone="06131 1", email="a@example.org", website="https://example.org",
        description="Wir beraten.", opening_hours="Mo 9–12", upkeep_email="geheim@example.org",
    )  # fmt: skip
    organisation.districts_served.add(DistrictFactory(ags=TRIER))
    Contact.objects.create(organisation=organisation, function="Anmeldung", email="b@example.org", phone="06131 2")
    place = LocationFactory(
        organisation=organisation, name="Haupthaus", latitude=50.0, longitude=8.2, directions="Bus 6",
        accessibility="Rampe", is_accessible=True, opening_hours="Di 9",
    )  # fmt: skip
    shelter = LocationFactory(
        organisation=organisation, name="Schutz", street="Verborgen 7", latitude=49.1, longitude=7.7, hide_address=True
    )
    made = OfferFactory(
        organisation=organisation, title="Sprachcafé", summary="Reden", need="Ich will reden", cost="nichts",
        is_free=True, papers="Ausweis", requirements="keine", contact="Anrufen", waiting_list="zwei Wochen",
        language_level="A1", valid_from=dt.date(2026, 1, 1), funding_ends_on=dt.date(2030, 1, 1), times="abends",
    )  # fmt: skip
    made.locations.add(place, shelter)
    made.topics.add(Topic.objects.create(slug="sprache", name="Sprache"))
    made.target_groups.add(TargetGroup.objects.create(slug="frauen", name="Frauen"))
    made.languages.add(Language.objects.create(code="uk", name="Ukrainisch"))
    Schedule.objects.create(offer=made, weekday=1, opens_at=dt.time(9, 30), closes_at=dt.time(11))
    Schedule.objects.create(offer=made, date=dt.date(2026, 12, 1), note="Fest")
    made.confirm(by="Stelle")
    return made


def test_each_thing_is_valid_by_the_standard(offer: Offer) -> None:
    for path, kind in (("organizations", "organization"), ("services", "service")):
        [brief] = ask(path).json()["contents"]
        assert errors_of(brief, f"{kind}_list") == []
        full = ask(f"{path}/{brief['id']}").json()
        assert errors_of(full, kind) == []
        assert ask(f"{path}?full=true").json()["contents"][0].keys() == full.keys()
    briefs = ask("service_at_locations").json()["contents"]
    assert len(briefs) == 2
    for brief in briefs:
        assert errors_of(brief, "service_at_location_list") == []
        full = ask(f"service_at_locations/{brief['id']}").json()
        assert full["id"] == brief["id"]
        assert errors_of(full, "service_at_location") == []
    nested = ask(f"organizations/{offer.organisation.uid}?full_service=true").json()
    assert errors_of(nested, "organization") == []
    assert errors_of(nested["services"][0], "service") == []
    for path, kind in (("taxonomies", "taxonomy"), ("taxonomy_terms", "taxonomy_term")):
        contents = ask(path).json()["contents"]
        assert contents
        for item in contents:
            assert errors_of(item, kind) == []
        assert ask(f"{path}/{contents[0]['id']}").json() == contents[0]
    assert ask("").json()["version"] == "3.0"


def test_what_is_wrong_is_told_by_the_schemas_of_the_tests() -> None:
    assert errors_of({"id": "x", "name": "y", "status": "open"}, "service") != []


def test_a_service_is_told_in_the_words_of_the_standard(offer: Offer) -> None:
    service = ask(f"services/{offer.uid}").json()
    assert service["schedules"][0] | {"id": ""} == {
        "id": "", "service_id": str(offer.uid), "freq": "WEEKLY", "interval": 1, "byday": "TU", "opens_at": "09:30",
        "closes_at": "11:00",
    }  # fmt: skip
    assert service["assured_date"] == timezone.localdate().isoformat()
    assert [area["extent"] for area in service["service_areas"]] == [MAINZ, TRIER]
    assert {attribute["taxonomy_term"]["code"] for attribute in service["attributes"]} >= {
        "topic:sprache", "target_group:frauen", "detail:need", "detail:language_level",
    }  # fmt: skip


def test_nothing_leads_to_a_shelter_and_no_inner_address_is_told(offer: Offer) -> None:
    everything = [
        ask(path).content.decode()
        for path in ("organizations?full_service=true", "services?full=true", "service_at_locations?full=true")
    ]
    for text in everything:
        assert "Haupthaus" in text
        for secret in ("Verborgen", "49.1", "geheim@"):
            assert secret not in text


def test_what_is_over_or_to_come_is_not_listed_and_answers_as_inactive() -> None:
    today = timezone.localdate()
    over = OfferFactory(valid_until=today - dt.timedelta(days=1))
    to_come = OfferFactory(valid_from=today + dt.timedelta(days=1))
    last_day = OfferFactory(valid_until=today)
    assert [item["id"] for item in ask("services").json()["contents"]] == [str(last_day.uid)]
    for offer in (over, to_come):
        assert ask(f"services/{offer.uid}").json()["status"] == "inactive"
        assert ask(f"organizations/{offer.organisation.uid}").json().get("services", []) == []


def test_pages_hold_each_service_once_and_cost_always_as_much() -> None:
    organisation = OrganisationFactory()
    places = [LocationFactory(organisation=organisation) for _number in range(2)]
    Offer.objects.bulk_create(Offer(organisation=organisation, title=f"Kurs {n % 7}") for n in range(5000))
    through = Offer.locations.through
    first = Offer.objects.order_by("pk")[:60]
    through.objects.bulk_create(through(offer=offer, location=places[n % 2]) for n, offer in enumerate(first))
    ids: list[str] = []
    costs = set()
    for number in range(1, 11):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page = ask(f"services?per_page=500&page={number}").json()
        costs.add(len(queries))
        ids += [item["id"] for item in page["contents"]]
        assert (page["total_items"], page["total_pages"], page["size"]) == (5000, 10, 500)
        assert (page["first_page"], page["last_page"], page["empty"]) == (number == 1, number == 10, False)
    assert len(set(ids)) == len(ids) == 5000
    with CaptureQueriesContext(connection) as queries:
        ask("services?per_page=1")
    assert max(costs) <= len(queries) + 1  # a page without any place asks for none
    assert ask("services?page=12&per_page=500").json()["empty"]
    assert len(ask("services?minimal=true").json()["contents"]) == 5000


def test_a_stream_holds_everything_line_by_line() -> None:
    for _number in range(3):
        OfferFactory()
    answer = ask("services?format=ndjson&per_page=1")
    lines = b"".join(answer.streaming_content).decode().splitlines()
    assert answer["Content-Type"] == "application/x-ndjson"
    assert [json.loads(line)["id"] for line in lines] == [item["id"] for item in ask("services").json()["contents"]]


def ids(path: str) -> set[str]:
    return {item["id"] for item in ask(path).json()["contents"]}


def test_parameters_narrow_the_list(offer: Offer) -> None:
    other = OfferFactory(organisation=OrganisationFactory(home_district=DistrictFactory(ags=TRIER)), title="Andere")
    own, foreign = str(offer.uid), str(other.uid)
    assert ids("services") == {own, foreign}
    assert ids(f"services?district={MAINZ}") == {own}
    assert ids(f"services?district={TRIER}") == {own, foreign}
    assert ids("services?district=99999") == set()
    assert ids(f"services?organization_id={offer.organisation.uid}") == {own}
    assert ids("services?search=sprachcafé+reden") == {own}
    assert ids(f"services?taxonomy_term_id={uuid.uuid4()}") == set()
    terms = {item["code"]: item["id"] for item in ask("taxonomy_terms?per_page=500").json()["contents"]}
    for code in ("topic:sprache", "target_group:frauen", "language:uk", "kind:counselling", f"district:{MAINZ}",
                 "detail:need", "detail:funding_ends_on"):  # fmt: skip
        assert own in ids(f"services?taxonomy_term_id={terms[code]}"), code
    assert foreign not in ids(f"services?taxonomy_term_id={terms['detail:need']}")
    for taxonomy in ask("taxonomies").json()["contents"]:
        assert own in ids(f"services?taxonomy_id={taxonomy['id']}"), taxonomy["name"]
    later = timezone.now() + dt.timedelta(minutes=1)
    assert ids(f"services?modified_after={later:%Y-%m-%dT%H:%M:%SZ}") == set()
    assert ids("services?modified_after=2020-01-01") == {own, foreign}
    assert ids(f"organizations?district={MAINZ}") == {str(offer.organisation.uid)}


def test_places_are_found_around_a_postcode_and_a_shelter_never_is(offer: Offer) -> None:
    Postcode.objects.create(postcode="55116", place="Mainz", district_id=MAINZ, latitude=50.0, longitude=8.2)
    Postcode.objects.create(postcode="67000", place="Am Schutz", district_id=TRIER, latitude=49.1, longitude=7.7)
    DistrictFactory(ags=ALZEY)
    Postcode.objects.create(postcode="55288", place="Armsheim", district_id=ALZEY, latitude=49.81, longitude=8.07)
    shown = {item["location"].get("name"): item["id"] for item in ask("service_at_locations").json()["contents"]}
    house, shelter = shown["Haupthaus"], shown["Schutz"]
    at = "service_at_locations?postcode="
    assert ids(f"{at}55116&proximity=10") == {house}
    assert ids(f"{at}55288&proximity=20000") == set()
    assert ids(f"{at}55288&proximity=30000") == {house}
    assert ids(f"{at}67000&proximity=1000") == set()
    assert shelter not in ids(f"{at}67000&proximity=1000000")
    assert ids(f"{at}55116") == ids(f"{at}67000") == {house, shelter}  # by the districts that are served
    assert ids(f"{at}55288") == ids(f"{at}99999") == ids(f"{at}99999&proximity=5") == set()
    for question, name in (
        ("proximity=5", "proximity"),
        ("postcode=551", "postcode"),
        ("postcode=55116&proximity=0", "proximity"),
    ):
        answer = ask(f"service_at_locations?{question}")
        assert answer.status_code == 400
        assert [error["name"] for error in answer.json()["errors"]] == [name]


@pytest.mark.parametrize("path", ["services", "organizations", "service_at_locations", "taxonomies", "taxonomy_terms"])
def test_who_has_it_already_is_told_so(offer: Offer, path: str) -> None:
    for address in (path, f"{path}/{ask(path).json()['contents'][0]['id']}"):
        first = ask(address)
        assert first.status_code == 200
        again = ask(address, if_none_match=first["ETag"])
        assert (again.status_code, again.content) == (304, b"")
        assert again["Access-Control-Allow-Origin"] == "*"
    if path not in ("taxonomies", "taxonomy_terms"):
        assert ask(address, if_modified_since=first["Last-Modified"]).status_code == 304


def test_whatever_changes_is_sent_anew(offer: Offer) -> None:
    address = f"services/{offer.uid}"
    with time_machine.travel(timezone.now() + dt.timedelta(hours=1), tick=False) as clock:
        for change in (
            lambda: offer.locations.first().delete(),
            lambda: Topic.objects.filter(slug="sprache").first().delete(),
            lambda: offer.organisation.save(),
            lambda: offer.confirm(by="Stelle"),
            lambda: Offer.objects.filter(pk=offer.pk).update(valid_until=timezone.localdate() - dt.timedelta(days=1)),
        ):
            before = ask(address)
            clock.shift(dt.timedelta(days=1))
            change()
            after = ask(address, if_none_match=before["ETag"])
            assert (after.status_code, after["ETag"] != before["ETag"]) == (200, True)
            assert ask(address, if_modified_since=before["Last-Modified"]).status_code == 200


@pytest.mark.parametrize("kind", ["organizations", "services", "service_at_locations", "taxonomies", "taxonomy_terms"])
@pytest.mark.parametrize("key", ["17", "nichts", "%00", "a b", str(uuid.UUID(int=7)), "../x", "1/2"])
def test_a_wrong_id_is_a_problem(kind: str, key: str) -> None:
    answer = ask(f"{kind}/{key}")
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")
    assert answer.json()["status"] == 404


@pytest.mark.parametrize(
    "question",
    ["page=0", "page=x", "page=", "page=99999999999999999999", "per_page=501", "full=vielleicht", "format=xml",
     "district=Mainz", "modified_after=gestern", "organization_id=7", "taxonomy_term_id=x"],
)  # fmt: skip
def test_a_wrong_parameter_is_a_problem_that_names_it(question: str) -> None:
    answer = ask(f"services?{question}")
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert [error["name"] for error in answer.json()["errors"]] == [question.partition("=")[0]]


def test_nobody_writes_here() -> None:
    for method in ("post", "put", "patch", "delete"):
        answer = getattr(Client(), method)(f"{API}services")
        assert (answer.status_code, answer["Content-Type"]) == (405, "application/problem+json")
        assert answer["Allow"] == "GET, HEAD, OPTIONS"
    assert Client().head(f"{API}services").status_code == 200


def test_every_website_may_read(offer: Offer) -> None:
    for answer in (
        ask("services", origin="https://example.org"),
        ask("services/7"),
        Client().options(f"{API}services"),
    ):
        assert answer["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Origin" not in Client().get("/api/v1/districts")
