"""Who may look at the coverage: the table, tried for the page, the picture and the file."""

import pytest

from accounts.models import User
from regions.models import District
from search.models import SearchDocument
from tests.factories import ALZEY, MAINZ, TRIER, DistrictFactory, district_rows
from tests.rights.conftest import World, signed_in
from tests.rights.test_rights_table import somebody

ALL, OWN, FOREIGN = "all districts", "own against comparable", "foreign against comparable"

TABLE: dict[str, set[str]] = {
    "visitor":                      set(),
    "manager":                      {OWN},
    "deputy, first day":            {OWN},
    "deputy, last day":             {OWN},
    "deputy, day before":           set(),
    "deputy, day after":            set(),
    "editor of the Städtetag":      {ALL, OWN, FOREIGN},
    "editor of the Landkreistag":   {ALL, OWN, FOREIGN},
    "Land":                         {ALL, OWN, FOREIGN},
    "operator":                     {ALL, OWN, FOREIGN},
}  # fmt: skip
WAYS = ("/abdeckung/", "/abdeckung/abdeckung.svg", "/abdeckung/abdeckung.csv")
NAMES = {ags: row["name"].split(" ")[0] for ags, row in district_rows().items()}


@pytest.fixture(autouse=True)
def all_districts(world: World) -> None:
    for ags in district_rows():
        DistrictFactory(ags=ags)


def seen(person: User | None, address: str) -> str:
    """What is told, "" when it is refused: visitors are sent to sign in, others are told that it is not for them."""
    answer = signed_in(person).get(address)
    if answer.status_code == 200:
        return str(answer.content.decode("utf-8-sig"))
    assert answer.status_code == (403 if person else 302)
    assert person or answer["Location"].startswith("/konto/login/")
    return ""


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("role", TABLE)
def test_the_table_of_the_coverage_holds(role: str, way: str) -> None:
    person = somebody(role)
    found = set()
    told = seen(person, way)
    if told and all(name in told for name in NAMES.values()):
        found.add(ALL)
    if seen(person, f"{way}?district={MAINZ}"):
        found.add(OWN)
    if seen(person, f"{way}?district={TRIER}"):
        found.add(FOREIGN)
    assert found == TABLE[role]


@pytest.mark.parametrize("way", WAYS)
def test_a_district_sees_only_itself_and_those_that_are_like_it(way: str) -> None:
    told = seen(somebody("manager"), way)
    assert "Stadt Mainz" in told
    assert "Ludwigshafen" in told
    assert "Alzey" not in told
    assert "Westerwaldkreis" not in told


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("key", ["07339", "99999", "x", ALZEY])
def test_nobody_asks_for_a_foreign_district_by_its_key(way: str, key: str) -> None:
    assert signed_in(somebody("manager")).get(f"{way}?district={key}").status_code == 403


def test_nothing_of_the_coverage_can_be_found_by_the_search() -> None:
    assert not SearchDocument.objects.filter(url__startswith="/abdeckung").exists()


@pytest.mark.parametrize("role", ["visitor", "manager", "deputy, day after", "editor of the Städtetag", "operator"])
def test_a_district_page_leads_there_only_those_who_may(world: World, role: str) -> None:
    told = signed_in(somebody(role)).get(world.bodies[MAINZ].page.get_url()).content.decode()
    assert ("/abdeckung/" in told) == (OWN in TABLE[role])
    foreign = signed_in(somebody(role)).get(world.bodies[TRIER].page.get_url()).content.decode()
    assert ("/abdeckung/" in foreign) == (FOREIGN in TABLE[role])
    assert District.objects.count() == 36
