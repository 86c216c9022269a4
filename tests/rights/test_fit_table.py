"""Who sees for which district whether a practice fits: each line of the table is tried over HTTP."""

import pytest

from bestpractice.models import PracticePage, Requirement
from tests.factories import MAINZ, TRIER, DistrictFactory, PracticeFactory, adoption, district_page, district_rows
from tests.rights.conftest import World, signed_in
from tests.rights.test_rights_table import somebody

# "own": seen from the own district (Mainz) without asking; "foreign": seen from another (Trier) that was asked for;
# "needs": what a practice needs, which its district keeps to members; "nearby": what runs in districts like one's own.

TABLE: dict[str, set[str]] = {
    "visitor":                      set(),
    "manager":                      {"own", "needs", "nearby"},
    "deputy, first day":            {"own", "needs", "nearby"},
    "deputy, last day":             {"own", "needs", "nearby"},
    "deputy, day before":           set(),
    "deputy, day after":            set(),
    "editor of the Städtetag":      {"foreign", "needs", "nearby"},
    "editor of the Landkreistag":   {"foreign", "needs", "nearby"},
    "Land":                         {"foreign", "needs", "nearby"},
    "operator":                     {"foreign", "needs", "nearby"},
}  # fmt: skip
CARD, NEARBY = "Geht das bei uns?", "/praxis/passt-zu-uns/"
STOPPED = "Es kam niemand mehr."


@pytest.fixture
def practice(world: World) -> PracticePage:
    """From Alzey-Worms, among all districts."""
    for ags in district_rows():
        DistrictFactory(ags=ags)
    made: PracticePage = PracticeFactory(parent=district_page("07331"), title="Dolmetscherpool")
    Requirement.objects.create(practice=made, measure="population_min", bound=80_000, text="Nur für Mitglieder.")
    return made


@pytest.mark.parametrize("role", TABLE)
def test_the_table_of_what_fits_holds(practice: PracticePage, role: str) -> None:
    client = signed_in(somebody(role))
    found = set()
    told = client.get(practice.get_url()).content.decode()
    if CARD in told and "Woher es kommt" in told:
        assert "Ansicht für: Stadt Mainz" in told
        found.add("own")
    if "mindestens 80.000" in told:
        assert "Nur für Mitglieder." in told
        found.add("needs")
    asked = client.get(f"{practice.get_url()}?district={TRIER}").content.decode()
    if f'<option value="{TRIER}" selected>' in asked and "Woher es kommt" in asked:
        found.add("foreign")
    nearby = client.get(NEARBY)
    assert nearby.status_code in (200, 302, 403)
    if nearby.status_code == 200:
        found.add("nearby")
    assert found == TABLE[role]


@pytest.mark.parametrize("address", [NEARBY, "practice"])
@pytest.mark.parametrize("key", [TRIER, "99999", "x'; --", "0" * 300])
def test_another_districts_key_changes_nothing_and_is_told(practice: PracticePage, address: str, key: str) -> None:
    way = practice.get_url() if address == "practice" else address
    told = signed_in(somebody("manager")).get(way, {"district": key}).content.decode()
    assert "Für diesen Kreis können Sie das nicht ansehen." in told
    assert "Ansicht für: Stadt Mainz" in told


def test_a_visitor_who_asks_for_a_district_sees_nothing_of_it(practice: PracticePage) -> None:
    told = signed_in(None).get(f"{practice.get_url()}?district={MAINZ}").content.decode()
    assert CARD not in told
    assert "80.000" not in told


@pytest.mark.parametrize("role", ["visitor", "deputy, day after"])
def test_what_a_district_tells_members_of_a_stop_reaches_no_visitor(practice: PracticePage, role: str) -> None:
    adoption(practice, TRIER, "stopped", because=STOPPED)
    assert STOPPED not in signed_in(somebody(role)).get(practice.get_url()).content.decode()
    assert STOPPED in signed_in(somebody("manager")).get(practice.get_url()).content.decode()
