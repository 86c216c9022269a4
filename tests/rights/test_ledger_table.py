"""Who tells what in the ledger of a district: each line of the table is tried over HTTP."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from bestpractice.models import Adoption, PracticePage, Quiet
from regions.models import Association
from tests.factories import ALZEY, MAINZ, TRIER, DistrictFactory, PracticeFactory, adoption, district_page
from tests.rights.conftest import World, signed_in
from tests.rights.own_district import TABLE as OWN_DISTRICT
from tests.rights.test_rights_table import somebody

# ---------------------------------------------------------------------------------------------------------------------
# The tables. "own": the use of a practice in the own district (Mainz); "foreign": in another (Trier). The operator runs
# the portal and tells nothing for a district.

TELLS = OWN_DISTRICT | {"operator": {"own": False, "foreign": False}}

# Reporting, of a practice of the county: that the city Mainz, that the county next to it uses it.
REPORTS: dict[str, dict[str, bool]] = {
    "visitor":                          {"city": False, "county": False},
    "manager":                          {"city": False, "county": False},
    "deputy, first day":                {"city": False, "county": False},
    "editor of the Städtetag":          {"city": True,  "county": False},
    "editor of the Landkreistag":       {"city": False, "county": True},
    "Land":                             {"city": False, "county": False},
    "operator":                         {"city": False, "county": False},
}  # fmt: skip
# ---------------------------------------------------------------------------------------------------------------------

LEDGER = "/verwaltung/nachnutzungen/"
COUNTY = "07339"
Attempt = Callable[[Client, Adoption], object]


def post(act: str, **values: Any) -> Attempt:
    def attempt(client: Client, row: Adoption) -> object:
        step = row.steps.last()
        return client.post(f"{LEDGER}{row.pk}/", {"act": act, "step": step.pk if step else "", **values})

    return attempt


MOVE = {"move-stage": "running", "move-on": "2025-01-01"}
CORRECT = {"correct-stage": "piloting", "correct-on": "2024-06-01"}
WAYS: dict[str, Attempt] = {
    "carry on": post("move", **MOVE),
    "put right": post("correct", **CORRECT),
    "remove": post("take_back"),
    "describe": post("describe", **{"describe-adaptation": "anders"}),
}


def practice_of(ags: str) -> PracticePage:
    made: PracticePage = PracticeFactory(parent=district_page(ags))
    return made


def state(row: Adoption) -> list[Any]:
    steps = row.steps.values_list("stage", "on", "pk")
    return [*Adoption.objects.filter(pk=row.pk).values("stage", "since", "adaptation", "confirmed_on"), *steps]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("role", TELLS)
def test_the_table_holds_for_what_a_district_told(world: World, role: str, way: str) -> None:
    practice = practice_of(ALZEY)
    for whose, ags in {"own": MAINZ, "foreign": TRIER}.items():
        row = adoption(practice, ags, "planning")
        before = state(row)
        WAYS[way](signed_in(somebody(role)), row)
        assert (state(row) != before) == TELLS[role][whose], whose


@pytest.mark.parametrize("answer", ["confirm", "reject"])
@pytest.mark.parametrize("role", TELLS)
def test_the_table_holds_for_answering_a_report(world: World, role: str, answer: str) -> None:
    practice = practice_of(ALZEY)
    for whose, ags in {"own": MAINZ, "foreign": TRIER}.items():
        row = adoption(practice, ags, "planning", confirmed_on=None)
        before = state(row)
        post(answer)(signed_in(somebody(role)), row)
        assert (state(row) != before) == TELLS[role][whose], whose


@pytest.mark.parametrize("role", TELLS)
def test_the_table_holds_for_adding_a_district(world: World, role: str) -> None:
    practice = practice_of(ALZEY)
    form = {"stage": "running", "on": "2024-01-01"}
    client = signed_in(somebody(role))
    shown = client.get(practice.get_url()).content.decode()
    for district in (MAINZ, TRIER):  # whatever is sent, it is the own one that is added
        client.post(f"{LEDGER}neu/{practice.pk}/", {**form, "district": district})
    added = set(practice.adoptions.values_list("district", flat=True))
    assert added == ({MAINZ} if TELLS[role]["own"] else set())
    assert ("Wir nutzen das auch" in shown) == TELLS[role]["own"]


@pytest.mark.parametrize("role", REPORTS)
def test_the_table_holds_for_reporting(world: World, role: str) -> None:
    Association.objects.get(slug="landkreistag").districts.add(DistrictFactory(ags=COUNTY))
    practice = practice_of(ALZEY)
    client = signed_in(somebody(role))
    for which, ags in {"city": MAINZ, "county": COUNTY}.items():
        client.post(f"{LEDGER}melden/{practice.pk}/", {"district": ags, "stage": "running", "on": "2024-01-01"})
        assert practice.adoptions.filter(district=ags, confirmed_on=None).exists() == REPORTS[role][which], which


@pytest.mark.parametrize("role", TELLS)
def test_the_list_shows_ones_own(world: World, role: str) -> None:
    for title, ags in {"Eigene Nachnutzung": MAINZ, "Fremde Nachnutzung": TRIER}.items():
        adoption(PracticeFactory(parent=district_page(ALZEY), title=title), ags)

    page = signed_in(somebody(role)).get(LEDGER, follow=True).content.decode()

    assert ("Eigene Nachnutzung" in page) == TELLS[role]["own"]
    assert "Fremde Nachnutzung" not in page


@pytest.mark.parametrize("role", TELLS)
def test_messages_are_turned_off_for_the_own_district_alone(world: World, role: str) -> None:
    practice = practice_of(ALZEY)
    for ags in (MAINZ, TRIER):
        adoption(practice, ags)

    signed_in(somebody(role)).post(f"{LEDGER}mitteilungen/{practice.pk}/", {"quiet": "1"})

    assert set(Quiet.objects.values_list("district", flat=True)) == ({MAINZ} if TELLS[role]["own"] else set())


def test_nothing_foreign_or_unpublished_is_adopted_by_its_number(world: World) -> None:
    client = signed_in(somebody("manager"))
    draft = world.bodies[TRIER].draft
    for way in ("neu", "melden", "mitteilungen"):
        answer = client.post(f"{LEDGER}{way}/{draft.pk}/", {"stage": "running", "on": dt.date(2024, 1, 1)}, follow=True)
        assert world.bodies[TRIER].secret not in answer.content.decode()
    assert not Adoption.objects.exists()
