"""Our own tables come back as they went out: sorted anew, edited by hand, saved by a spreadsheet."""

import csv
import datetime as dt
import io
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from directory.exchange.columns import COLUMNS
from directory.exchange.headings import guess
from directory.exchange.records import (
    ContactRecord,
    Directory,
    LocationRecord,
    OfferRecord,
    OrganisationRecord,
    ScheduleRecord,
)
from directory.exchange.rows import Reading
from directory.exchange.sheets import read_sheets
from directory.exchange.tables_in import read_table
from directory.exchange.tables_out import WRITTEN, csv_lines, headings, rows, write_xlsx
from directory.hsds.export import pairs_of
from tests.directory.records import directories

SMALL = Directory(
    (
        OrganisationRecord(
            key="11111111-aaaa-4aaa-8aaa-000000000001",
            name="Beratungsstelle Nord",
            kind="counselling",
            topics=("arbeit", "wohnen"),
            districts_served=("07211",),
            locations=(LocationRecord(key="place-1", name="Außenstelle", street="Weg 1", postcode="01067", place="X"),),
            contacts=(ContactRecord("Anmeldung", phone="+49 6131 1"),),
        ),
    ),
    (
        OfferRecord(
            key="22222222-aaaa-4aaa-8aaa-000000000002",
            organisation="11111111-aaaa-4aaa-8aaa-000000000001",
            title="Kurs",
            locations=("place-1",),
            valid_until=dt.date(2026, 12, 31),
            schedules=(ScheduleRecord(weekday=2, opens_at=dt.time(9), closes_at=dt.time(10, 30)),),
        ),
    ),
)
ODD = Directory((OrganisationRecord(key="1", name="#N/A", description="'=1+1", phone="'#REF! 1", email="''"),))


def csv_of(directory: Directory) -> bytes:
    return "".join(csv_lines(pairs_of(directory))).encode()


def xlsx_of(directory: Directory) -> bytes:
    file = io.BytesIO()
    write_xlsx(pairs_of(directory), file)
    return file.getvalue()


def table_of(directory: Directory) -> list[list[str]]:
    return [headings(), *rows(pairs_of(directory))]


def read_back(table: list[list[str]]) -> Reading:
    file = io.StringIO()
    csv.writer(file, delimiter=";").writerows(table)
    return read_table(read_sheets(file.getvalue().encode()))


@pytest.mark.parametrize("written", [csv_of, xlsx_of])
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(directories())
@example(SMALL)
@example(ODD)
def test_what_is_written_is_read_as_it_was(written: Callable[[Directory], bytes], directory: Directory) -> None:
    reading = read_table(read_sheets(written(directory)))
    assert reading.directory == directory
    assert reading.problems == []


def test_each_written_heading_names_its_own_column() -> None:
    names = ["row", *(column.name for column in WRITTEN)]
    assert [guess(headings())[heading] for heading in headings()] == names
    assert set(names) <= {column.name for column in COLUMNS}


def test_what_no_file_can_hold_is_left_out_of_it() -> None:
    dirty = Directory((OrganisationRecord(key="1", name="Beratung\x0b\x01 Nord\uffff"),))
    for written in (csv_of, xlsx_of):
        [one] = read_table(read_sheets(written(dirty))).directory.organisations
        assert one.name == "Beratung Nord"


def test_rows_may_stand_in_any_order() -> None:
    first, *others = table_of(SMALL)
    reading = read_back([first, *reversed(others)])
    assert reading.directory == SMALL
    assert reading.problems == []


def edited(changes: dict[tuple[str, str], str], directory: Directory = SMALL) -> Reading:
    """`changes`: (row's kind, heading) → what somebody writes there."""
    first, *others = table_of(directory)
    for (kind, heading), text in changes.items():
        for row in others:
            if row[0] == kind:
                row[first.index(heading)] = text
    return read_back([first, *others])


def test_what_people_and_spreadsheets_make_of_it_is_understood() -> None:
    reading = edited(
        {
            ("Einrichtung", "Art"): "Träger",
            ("Einrichtung", "Themen"): "Wohnen; Arbeit und Beruf",
            ("Einrichtung", "Auch tätig in"): "7211",
            ("Ort", "Postleitzahl"): "1067",
            ("Ort", "Breite"): "49,99",
            ("Ort", "Länge"): "8,27",
            ("Ort", "Barrierefrei"): "x",
            ("Angebot", "Gültig bis"): "1. März 2027",
            ("Zeit", "Wochentag"): "Do.",
            ("Zeit", "Von"): "9 Uhr",
            ("Zeit", "Bis"): "10:30:00",
        }
    )
    assert reading.problems == []
    [organisation], [offer] = reading.directory.organisations, reading.directory.offers
    assert (organisation.kind, organisation.topics) == ("provider", ("Wohnen", "Arbeit und Beruf"))
    [place] = organisation.locations
    assert (place.postcode, place.latitude, place.longitude, place.is_accessible) == ("01067", 49.99, 8.27, True)
    assert offer.valid_until == dt.date(2027, 3, 1)
    assert offer.schedules == (ScheduleRecord(weekday=3, opens_at=dt.time(9), closes_at=dt.time(10, 30)),)


@pytest.mark.parametrize(
    ("changes", "row", "column", "words"),
    [
        ({("Einrichtung", "Name"): ""}, 2, "name", "fehlt der Name"),
        ({("Ort", "Schlüssel der Einrichtung"): "weg"}, 3, "organisation", "„weg“"),
        ({("Kontakt", "Schlüssel der Einrichtung"): ""}, 4, "organisation", "wozu die Zeile gehört"),
        ({("Kontakt", "Wofür"): ""}, 4, "function", "wofür"),
        ({("Angebot", "Angebot"): ""}, 5, "title", "Titel"),
        ({("Angebot", "Zeile"): "Angebt"}, 5, "row", "Möglich sind: Einrichtung, Ort, Kontakt, Angebot, Zeit"),
        ({("Angebot", "Schlüssel der Orte"): "anderswo"}, 5, "locations", "„anderswo“"),
        ({("Angebot", "Gültig bis"): "bald"}, 5, "valid_until", "kein Datum wie 31.12.2026"),
        ({("Zeit", "Wochentag"): ""}, 6, "weekday", "Wochentag oder ein Datum"),
        ({("Zeit", "Bis"): "8"}, 6, "closes_at", "vor dem Anfang"),
        ({("Zeit", "Von"): "früh"}, 6, "opens_at", "keine Uhrzeit"),
        ({("Ort", "Breite"): "49,9"}, 3, "latitude", "gehören zusammen"),
    ],
)
def test_a_mistake_is_told_with_its_row_and_column(
    changes: dict[tuple[str, str], str], row: int, column: str, words: str
) -> None:
    problems = [one for one in edited(changes).problems if (one.row, one.column) == (row, column)]
    assert [words in str(problem.text) for problem in problems] == [True]


CELLS = [
    "", "Einrichtung", "Ort", "Angebot", "Zeit", "x", "ja", "2026-02-30", "25:00", "1e400", "Nan", "-", ";", "place-1",
    "Beratungsstelle Nord", "Kurs", "11111111-aaaa-4aaa-8aaa-000000000001", "99", "'", "Mo",
]  # fmt: skip
SPOILED = st.lists(
    st.tuples(st.integers(0, 5), st.integers(0, len(headings()) - 1), st.sampled_from(CELLS)), max_size=12
)


@settings(max_examples=150, deadline=None)
@given(SPOILED)
def test_whatever_is_written_into_it_each_row_is_taken_or_told(spoiled: list[tuple[int, int, str]]) -> None:
    table = table_of(SMALL)
    for row, column, text in spoiled:
        table[row][column] = text
    reading = read_back(table)
    assert all(str(problem.text) for problem in reading.problems)
    directory = reading.directory
    taken = len(directory.organisations) + len(directory.offers)
    taken += sum(len(one.locations) + len(one.contacts) for one in directory.organisations)
    taken += sum(len(offer.schedules) for offer in directory.offers)
    told = {problem.row for problem in reading.problems if problem.left_out}
    is_own = any(row[0] in ("Einrichtung", "Ort", "Kontakt", "Angebot", "Zeit") for row in table[1:])
    if table[0] == headings() and is_own:
        assert taken + len(told) == sum(any(row) for row in table[1:])


def test_a_key_that_stands_twice_is_told() -> None:
    table = table_of(SMALL)
    reading = read_back([*table, table[1]])
    [problem] = reading.problems
    assert (problem.row, problem.column, problem.left_out) == (7, "key", True)
    assert "Zeile 2" in str(problem.text)
    assert reading.directory == SMALL


def test_added_rows_need_no_keys() -> None:
    first, *others = table_of(SMALL)

    def row(**cells: str) -> list[str]:
        return [cells.get(heading.replace(" ", "_"), "") for heading in first]

    reading = read_back(
        [
            first,
            row(Zeile="Ort", Schlüssel_der_Einrichtung="Neues Haus", Straße_und_Hausnummer="Gasse 2", Ort="Mainz"),
            row(Zeile="Angebot", Schlüssel_der_Einrichtung="Neues Haus", Angebot="Treff",
                Schlüssel_der_Orte="Gasse 2 Mainz"),
            row(Zeile="Zeit", Schlüssel_des_Angebots="Treff", Wochentag="Montag"),
            *others,
            row(Zeile="Einrichtung", Name="Neues Haus", Art="Verein"),
        ]
    )  # fmt: skip
    assert reading.problems == []
    _small, new = reading.directory.organisations
    assert (new.key, new.kind, new.locations[0].street) == ("neues haus", "club", "Gasse 2")
    offer = next(offer for offer in reading.directory.offers if offer.title == "Treff")
    assert (offer.organisation, offer.locations) == (new.key, (new.locations[0].key,))
    assert offer.schedules == (ScheduleRecord(weekday=0),)


def test_a_spreadsheet_may_save_days_times_and_postcodes_as_such() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    first, *others = table_of(SMALL)
    typed = {"Gültig bis": dt.date(2026, 12, 31), "Von": dt.time(9), "Bis": dt.time(10, 30), "Postleitzahl": 1067}
    sheet.append(first)
    for row in others:
        sheet.append([typed.get(heading, text) if text else None for heading, text in zip(first, row, strict=True)])
    file = io.BytesIO()
    book.save(file)
    reading = read_table(read_sheets(file.getvalue()))
    assert reading.directory == SMALL
    assert reading.problems == []


def test_guards_that_a_spreadsheet_kept_come_off() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Zeile", "Schlüssel", "Name", "Telefon"], ["Einrichtung", "1", "Haus", "'+49 6131 1"]):
        sheet.append(row)
    file = io.BytesIO()
    book.save(file)
    [one] = read_table(read_sheets(file.getvalue())).directory.organisations
    assert one.phone == "+49 6131 1"


def test_a_list_with_a_column_of_running_numbers_is_no_export() -> None:
    reading = read_table(read_sheets(b"Zeile;Einrichtung;Ort\n1;AWO;Mainz\n2;VHS;Mainz\n"))
    assert [one.name for one in reading.directory.organisations] == ["AWO", "VHS"]
    assert reading.problems == []
