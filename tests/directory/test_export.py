"""A directory leaves as CSV, XLSX or HSDS, whole, guarded, and for nobody but its people."""

import csv
import io
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from directory.exchange.snapshot import snapshot
from directory.hsds.read import read_hsds
from directory.models import Organisation, Schedule
from tests.factories import MAINZ, TRIER, LocationFactory, OfferFactory, OrganisationFactory, portal
from tests.rights.conftest import signed_in
from tests.rights.test_rights_table import somebody

TABLE: dict[str, dict[str, bool]] = {
    "visitor":                 {"own": False, "foreign": False},
    "manager":                 {"own": True,  "foreign": False},
    "deputy, last day":        {"own": True,  "foreign": False},
    "deputy, day after":       {"own": False, "foreign": False},
    "editor of the Städtetag": {"own": False, "foreign": False},
    "Land":                    {"own": False, "foreign": False},
    "operator":                {"own": True,  "foreign": True},
}  # fmt: skip


@pytest.fixture(autouse=True)
def filled(db: None) -> None:
    portal()
    for ags in (MAINZ, TRIER):
        organisation = OrganisationFactory(home_district_id=ags, name=f"=Verein {ags}", phone="+49 6131 1")
        LocationFactory(organisation=organisation)
        LocationFactory(organisation=organisation, street="Verborgen 7", hide_address=True)
        offer = OfferFactory(organisation=organisation)
        Schedule.objects.create(offer=offer, weekday=1)


def of_mainz(path: Path, form: str) -> bytes:
    call_command("export_directory", str(path / "file"), "--district", MAINZ, "--format", form)
    return (path / "file").read_bytes()


def test_a_csv_opens_in_a_spreadsheet_and_calculates_nothing(tmp_path: Path) -> None:
    content = of_mainz(tmp_path, "csv")
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))
    assert [row[0] for row in rows] == ["Zeile", "Einrichtung", "Ort", "Ort", "Angebot", "Zeit"]
    assert {len(row) for row in rows} == {len(rows[0])}
    assert f"'=Verein {MAINZ}" in rows[1]
    assert "'+49 6131 1" in rows[1]
    assert "Verborgen" not in content.decode()
    assert TRIER not in content.decode()


def test_an_xlsx_holds_texts(tmp_path: Path) -> None:
    sheet = load_workbook(io.BytesIO(of_mainz(tmp_path, "xlsx"))).active
    assert sheet is not None
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert f"=Verein {MAINZ}" in [cell.value for cell in cells]
    assert {cell.data_type for cell in cells} == {"s"}


def test_hsds_holds_what_the_district_has(tmp_path: Path) -> None:
    result = read_hsds(of_mainz(tmp_path, "hsds"))
    assert result.directory == snapshot(Organisation.objects.filter(home_district=MAINZ))
    assert result.problems == []


def test_an_unknown_district_is_said_to_be_so() -> None:
    with pytest.raises(CommandError, match="99999"):
        call_command("export_directory", "--district", "99999")


@pytest.mark.parametrize("whose", ["own", "foreign"])
@pytest.mark.parametrize("role", TABLE)
def test_the_admin_gives_it_to_the_people_of_the_district(role: str, whose: str) -> None:
    district = {"own": MAINZ, "foreign": TRIER}[whose]
    answer = signed_in(somebody(role)).get(f"/verwaltung/mitnehmen/?district={district}&format=csv")
    assert (answer.status_code == 200) == TABLE[role][whose]
    if TABLE[role][whose]:
        assert district in b"".join(answer).decode()
