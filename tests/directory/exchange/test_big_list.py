"""A list of 500 rows as districts have it: all that can be read of it is, and the rest is told row by row."""

import io
from collections import defaultdict
from pathlib import Path

import pytest
from django.core.management import call_command

from directory.exchange.rows import Reading
from directory.exchange.sheets import read_sheets
from directory.exchange.tables_in import read_table
from directory.models import Offer, Organisation
from tests.directory.exchange.big_list import as_csv, as_xlsx, big_list
from tests.factories import MAINZ, DistrictFactory

LIST = big_list(500)
FORMS = {"csv": as_csv(LIST), "xlsx": as_xlsx(LIST)}


def read(form: str) -> Reading:
    return read_table(read_sheets(FORMS[form]))


@pytest.mark.parametrize("form", FORMS)
def test_everything_that_can_be_read_is(form: str) -> None:
    directory = read(form).directory
    assert len(directory.organisations) == LIST.organisations
    assert len(directory.offers) == LIST.offers
    assert {one.name for one in directory.organisations if one.name != one.name.strip()} == set()
    one = next(one for one in directory.organisations if one.name.startswith("Kulturverein Nord"))
    assert (one.kind, one.phone, one.opening_hours) == ("club", "06004000014", "")
    mails = {one.email for one in directory.organisations}
    assert all(mail.endswith("@example.org") and " " not in mail for mail in mails - {""})


@pytest.mark.parametrize("form", FORMS)
def test_what_can_not_be_read_is_told_row_by_row(form: str) -> None:
    told: dict[tuple[str, bool], list[int]] = defaultdict(list)
    for problem in read(form).problems:
        told[problem.column, problem.left_out].append(problem.row)
    assert told["name", True] == LIST.nameless
    assert told["postcode", False] == LIST.not_a_postcode
    assert told["valid_from", False] == LIST.not_a_day
    assert len(told["kind", False]) == 1  # "Café", once for all
    # In the workbook the names of blocks are merged cells.
    assert told["name", False] == ([first + 1 for first, _last in LIST.blocks] if form == "csv" else [])
    assert {column for column, _left_out in told} == {"name", "postcode", "valid_from", "kind"}


def test_both_forms_say_the_same() -> None:
    assert read("csv").directory == read("xlsx").directory


@pytest.mark.parametrize("form", FORMS)
def test_it_comes_in_once_however_often_it_is_imported(form: str, db: None, tmp_path: Path) -> None:
    DistrictFactory(ags=MAINZ)
    file = tmp_path / f"liste.{form}"
    file.write_bytes(FORMS[form])
    for told in (f"{LIST.organisations + LIST.offers} neu", "0 neu, 0 geändert"):
        said = io.StringIO()
        call_command("import_directory", str(file), district=MAINZ, leave_out_invalid=True, stdout=said)
        assert told in said.getvalue()
    assert (Organisation.objects.count(), Offer.objects.count()) == (LIST.organisations, LIST.offers)
