"""The interfaces keep what `/api/openapi.json` promises of them, whatever valid or invalid question they are asked."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from functools import reduce
from operator import getitem
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from drf_spectacular.generators import SchemaGenerator
from hypothesis import given, settings
from rest_framework.throttling import AnonRateThrottle
from schemathesis import Case, GenerationMode
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.specs.openapi.checks import positive_data_acceptance

from bestpractice.models import Adoption, Indicator, PracticeStep
from config.wsgi import application
from directory.models import Contact, Offer, Schedule
from regions.models import Postcode
from search import jobs
from tests.factories import (
    MAINZ,
    TRIER,
    LocationFactory,
    OfferFactory,
    OrganisationFactory,
    PracticeFactory,
    district_page,
    portal,
)
from vocabulary.models import Language, TargetGroup, Topic

pytestmark = pytest.mark.django_db

# Told by the code, so that every worker of a run collects the same tests; what is served is asked for below.
PATHS = sorted(SchemaGenerator().get_schema(request=None, public=True)["paths"])
# Questions made up by chance seldom find anything.
FINDING: dict[str, tuple[dict[str, str], ...]] = {
    "/api/v1/search": ({"q": "Sprachtreff"}, {"kind": "offer"}, {"place": "55116"}, {"place": "55116", "radius": "5"}),
    "/api/v1/practices": ({"per_page": "1"}, {"page": "2"}),
    "/api/v1/suggest": ({"q": "Sprach"},),
    "/api/hsds/v3/organizations": ({"full": "true"}, {"full_service": "true"}),
    "/api/hsds/v3/organizations/{id}": ({"full_service": "true"},),
    "/api/hsds/v3/services": ({"full": "true"}, {"minimal": "true"}, {"format": "ndjson"}),
    "/api/hsds/v3/service_at_locations": ({"full": "true"}, {"postcode": "55116", "proximity": "9000"}),
}


@pytest.fixture
def offer() -> Offer:
    """One with all that an interface can tell."""
    portal(MAINZ)
    organisation = OrganisationFactory(home_district_id=MAINZ, email="a@example.org", website="https://example.org")
    Contact.objects.create(organisation=organisation, function="Anmeldung", email="b@example.org", phone="06131 2")
    Postcode.objects.create(postcode="55116", place="Mainz", district_id=MAINZ, latitude=50.0, longitude=8.2)
    place = LocationFactory(organisation=organisation, latitude=50.0, longitude=8.2, accessibility="Rampe")
    made: Offer = OfferFactory(organisation=organisation, need="Ich will reden", cost="5 Euro", papers="Ausweis")
    made.locations.add(place, LocationFactory(organisation=organisation, hide_address=True))
    made.topics.add(Topic.objects.create(slug="sprache", name="Sprache"))
    made.target_groups.add(TargetGroup.objects.create(slug="frauen", name="Frauen"))
    made.languages.add(Language.objects.create(code="uk", name="Ukrainisch"))
    Schedule.objects.create(offer=made, weekday=1, opens_at=dt.time(9, 30), closes_at=dt.time(11))
    made.confirm(by="Stelle")
    practice = PracticeFactory(
        parent=district_page(MAINZ), staff_hours=7.5, steps=[PracticeStep(title="Fragen")],
        indicators=[Indicator(name="Wartezeit", value="3")],
    )  # fmt: skip
    portal(TRIER)
    Adoption.objects.create(
        practice=practice, district_id=TRIER, stage="running", since="2026-01-01", confirmed_on="2026-01-01"
    )
    while jobs.build_waiting() + jobs.deliver_waiting():
        pass
    return made


@pytest.fixture
def description(offer: Offer, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """As it is served; nobody asks as often as the tests do."""
    monkeypatch.setattr(AnonRateThrottle, "THROTTLE_RATES", {"anon": None})
    described: dict[str, Any] = Client().get("/api/openapi.json").json()
    for content in described["components"]["schemas"].values():
        if content["type"] == "object":
            content["additionalProperties"] = False  # what is told without being promised is an error, too
    return described


@pytest.mark.parametrize("path", PATHS)
def test_every_question_is_answered_as_described(path: str, description: dict[str, Any]) -> None:
    ask_anything(path, description)


def test_every_public_address_is_described(description: dict[str, Any]) -> None:
    assert sorted(description["paths"]) == PATHS
    assert {"/api/v1/search", "/api/hsds/v3/services", "/api/hsds/v3/services/{id}"} <= set(PATHS)


@pytest.mark.parametrize(
    ("path", "breach"),
    [
        ("/api/v1/search", "paths /api/v1/search get responses 400"),
        ("/api/hsds/v3/services/{id}", "components schemas Schedule properties byday"),
        ("/api/hsds/v3/organizations", "components schemas Organization properties website"),
    ],
)
def test_a_broken_promise_is_found(path: str, breach: str, description: dict[str, Any]) -> None:
    """What holds for all addresses would say little if nothing could fail."""
    *way, promise = breach.split()
    del reduce(getitem, way, description)[promise]
    with pytest.raises((FailureGroup, Failure)):
        ask_anything(path, description)


def ask_anything(path: str, description: dict[str, Any]) -> None:
    """Raises a Failure for a failure of the server and for a status, media type or content beyond the description."""
    schema = schemathesis.openapi.from_dict(description)
    schema.app = application
    operation = schema[path]["GET"]
    questions = operation.as_strategy()
    if operation.query:  # any text may be asked for as an id, so that there only right questions exist
        questions |= operation.as_strategy(generation_mode=GenerationMode.NEGATIVE)
    known = {"id": an_id_of(path.removesuffix("/{id}"))} if path.endswith("/{id}") else {}

    @given(question=questions)
    @settings(max_examples=30, deadline=None, database=None, derandomize=True)
    def is_kept(question: Case) -> None:
        # What a description cannot say: which places there are, and that a distance needs a place.
        elsewhere = {"place", "radius", "postcode", "proximity"} & set(question.query)
        question.call_and_validate(excluded_checks=[positive_data_acceptance] if elsewhere else [])

    with one_transaction():
        for query in ({}, *FINDING.get(path, ())):
            operation.Case(path_parameters=known, query=query).call_and_validate()
        is_kept()


def an_id_of(path: str) -> str:
    return str(Client().get(path).json()["contents"][0]["id"])


@contextmanager
def one_transaction() -> Iterator[None]:
    """As Django's own client has it: the end of a request does not end the test's connection."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)
