"""Lists as they really come: each is read rightly, or its sender is told clearly what to do."""

import csv
import io
import zipfile
from collections.abc import Callable

import pytest
from docx import Document
from openpyxl import Workbook

from directory.exchange.rows import Reading
from directory.exchange.sheets import UnreadableError, read_sheets
from directory.exchange.tables_in import read_table
from tests.factories import PDF, picture_bytes

ROWS = [
    ["Einrichtung", "Straße", "PLZ", "Ort", "Telefon", "Sprechzeiten"],
    ["Büro für Übergänge", "Große Bleiche 1", "55116", "Mainz", "06131 / 12-0, Fax -5", "Mo, Di 9–12 Uhr; Do n. V."],
    ["Café „Ankommen“", "Gasse 2", "01067", "Überall", "0171/000 00 (AB)", "nach Absprache\noder am Markttag"],
]


def read(content: bytes) -> Reading:
    return read_table(read_sheets(content))


def text(rows: list[list[str]], sign: str = ";", end: str = "\r\n") -> str:
    file = io.StringIO()
    csv.writer(file, delimiter=sign, lineterminator=end, quoting=csv.QUOTE_ALL if end == "\r" else 0).writerows(rows)
    return file.getvalue()


def workbook(*rows: list[object], title: str = "Liste") -> Workbook:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    return book


def saved(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def changed(content: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """A workbook in which some XML is not as openpyxl would write it."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as after:
        for member in before.namelist():
            part = before.read(member)
            if member == name:
                assert old in part
                part = part.replace(old, new)
            after.writestr(member, part)
    return file.getvalue()


def packed(**parts: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name.replace("__", "/").replace("_", "."), part)
    return file.getvalue()


def names(reading: Reading) -> list[str]:
    return [one.name for one in reading.directory.organisations]


@pytest.mark.parametrize(
    "content",
    {
        "Windows-1252, semicolons": text(ROWS).encode("cp1252"),
        "UTF-8 with BOM": text(ROWS).encode("utf-8-sig"),
        "UTF-8, commas": text(ROWS, ",").encode(),
        "UTF-16 with BOM": text(ROWS).encode("utf-16"),
        "UTF-16 big endian with BOM": b"\xfe\xff" + text(ROWS).encode("utf-16-be"),
        "UTF-16 little endian": text(ROWS).encode("utf-16-le"),
        "UTF-16 big endian": text(ROWS).encode("utf-16-be"),
        "tabs": text(ROWS, "\t").encode(),
        "tabs in UTF-16, as Excel's Unicode text": text(ROWS, "\t").encode("utf-16"),
        "sep": ("sep=;\r\n" + text(ROWS)).encode("cp1252"),
        "sep with commas after semicolons": ("sep=,\n" + text(ROWS, ",")).encode(),
        "Mac": text(ROWS, end="\r").encode(),
        "Mac with sep": ("sep=;\r" + text(ROWS, end="\r")).encode(),
        "title above": ("Liste, Stand: März, alle\r\n\r\n" + text(ROWS)).encode(),
        "empty columns and rows": text(
            [row for pair in (["", row[0], "", *row[1:], "", ""] for row in ROWS) for row in (pair, [""] * 9)]
        ).encode(),
        "XLSX": saved(workbook(*ROWS)),
        "XLSX, headings in row 7": saved(
            workbook(["Adressen der Beratungsstellen"], [], ["Stand: März"], [], ["Name, Ort"], [], *ROWS)
        ),
    }.items(),
    ids=lambda pair: pair[0],
)
def test_the_same_list_in_every_spelling(content: tuple[str, bytes]) -> None:
    reading = read(content[1])
    first, second = reading.directory.organisations
    assert reading.problems == []
    assert (first.name, second.name) == ("Büro für Übergänge", "Café „Ankommen“")
    assert (first.phone, second.phone) == ("06131 / 12-0, Fax -5", "0171/000 00 (AB)")
    assert (first.opening_hours, second.opening_hours) == (ROWS[1][5], ROWS[2][5])
    assert (first.locations[0].street, second.locations[0].postcode) == ("Große Bleiche 1", "01067")


def test_cells_merged_down_count_in_each_row() -> None:
    book = workbook(
        ["Träger", "PLZ", "Angebot"],
        ["AWO", "55116", "Kurs 1"],
        [None, None, "Kurs 2"],
        ["VHS", "54290", "Kurs 3"],
    )
    assert book.active is not None
    book.active.merge_cells("A2:A3")
    book.active.merge_cells("B2:B3")
    reading = read(saved(book))
    assert names(reading) == ["AWO", "VHS"]
    assert [offer.organisation for offer in reading.directory.offers] == ["awo|55116", "awo|55116", "vhs|54290"]
    assert reading.problems == []


def test_names_only_in_the_first_row_of_a_block_count_below() -> None:
    rows = [["Träger", "PLZ", "Angebot"], ["AWO", "55116", "Kurs 1"], ["", "", "Kurs 2"], ["", "", "Kurs 3"]]
    reading = read(text([*rows, ["VHS", "54290", "Kurs 4"]]).encode())
    assert names(reading) == ["AWO", "VHS"]
    assert [offer.organisation for offer in reading.directory.offers] == ["awo|55116"] * 3 + ["vhs|54290"]
    assert [(problem.row, problem.left_out) for problem in reading.problems] == [(3, False)]


def test_cover_and_hidden_sheets_stay_outside_and_several_lists_come_together() -> None:
    book = workbook(["Verein"], ["Diese Liste führt die Stadt."], title="Deckblatt")
    for title, name in (("Nord", "AWO"), ("Süd", "VHS"), ("Alt", "Nicht mehr")):
        sheet = book.create_sheet(title)
        sheet.append(["Einrichtung", "Ort"])
        sheet.append([name, "Mainz"])
    book["Alt"].sheet_state = "hidden"
    assert names(read(saved(book))) == ["AWO", "VHS"]


def test_a_workbook_without_any_list_is_told() -> None:
    book = workbook(["Umsatz", "Jahr"], ["1", "2026"])
    book.create_sheet("Noch eins").append(["Farbe"])
    [problem] = read(saved(book)).problems
    assert "Einrichtung" in str(problem.text)


def test_footers_totals_and_repeated_headings_are_no_organisations() -> None:
    end = [["Stand: März 2026"], ["Summe: 2"], ["Gesamt"], ["Alle Angaben ohne Gewähr"], ["Seite 1 von 3"]]
    reading = read(text([*ROWS, ROWS[0], *end]).encode())
    assert names(reading) == ["Büro für Übergänge", "Café „Ankommen“"]
    assert [problem.left_out for problem in reading.problems] == [False] * 5
    names_like_it = [["Standpunkt e. V.", "", "55116"], ["Gesamtschule Nord", "", "55116"], ["Quelle des Lebens"]]
    assert len(names(read(text([*ROWS, *names_like_it]).encode()))) == 5


def test_a_name_that_stands_alone_may_be_a_heading_and_is_told() -> None:
    reading = read(text([ROWS[0], ["A. Beratung"], *ROWS[1:]]).encode())
    assert [(problem.row, problem.column) for problem in reading.problems] == [(2, "name")]


def test_of_headings_that_stand_twice_the_first_filled_counts() -> None:
    reading = read(b"Einrichtung;Telefon;Telefon\nAWO;;2\nVHS;1;2\n")
    assert [one.phone for one in reading.directory.organisations] == ["2", "1"]
    assert [(problem.row, problem.column) for problem in reading.problems] == [(1, "Telefon")]


def test_headings_with_remarks_in_brackets_and_line_ends_are_known() -> None:
    reading = read(saved(workbook(["Name der\nEinrichtung *", "Telefon (Zentrale)"], ["AWO", "1"])))
    [one] = reading.directory.organisations
    assert (one.name, one.phone) == ("AWO", "1")


def test_results_of_formulas_count_and_their_mistakes_do_not() -> None:
    content = saved(workbook(["Einrichtung", "Telefon", "E-Mail"], ["AWO", "x", "#REF!"], ["VHS", "#N/A", "y"]))
    sheet = "xl/worksheets/sheet1.xml"
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        cell = package.read(sheet).split(b'<c r="B2"')[1].split(b"</c>")[0]
    formula = b' t="str"><f>CONCATENATE("1","2")</f><v>12</v>'
    first, second = read(changed(content, sheet, cell, formula)).directory.organisations
    assert (first.phone, first.email) == ("12", "")
    assert (second.phone, second.email) == ("", "y")


def test_numbers_days_and_line_ends_of_excel_become_texts() -> None:
    book = workbook(["Einrichtung", "PLZ", "Telefon", "Öffnungszeiten"], ["AWO", 1067.0, 613112, "Mo_x000D_\nDi"])
    [one] = read(saved(book)).directory.organisations
    assert (one.locations[0].postcode, one.phone, one.opening_hours) == ("01067", "613112", "Mo\nDi")


def test_of_words_around_a_mail_address_the_address_is_read() -> None:
    reading = read(
        b"Einrichtung;E-Mail\nAWO;E-Mail: awo@example.org\nVHS;mailto:vhs@example.org\n"
        b"DRK;<a@example.org> oder b@example.org\nNB;folgt\n"
    )
    mails = ["awo@example.org", "vhs@example.org", "a@example.org", "folgt"]
    assert [one.email for one in reading.directory.organisations] == mails
    assert [(problem.row, problem.column) for problem in reading.problems] == [(4, "email")]


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16) + b"\x3e\x00\x03\x00\xfe\xff\x09\x00" + bytes(480)


def docx() -> bytes:
    file = io.BytesIO()
    document = Document()
    document.add_paragraph("Einrichtung; Ort")
    document.save(file)
    return file.getvalue()


def bomb() -> bytes:
    return changed(
        saved(workbook(*ROWS)), "xl/worksheets/sheet1.xml", b"<sheetData>", b"<sheetData>" + b" " * 201 * 2**20
    )


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "leer"),
    "blank": (lambda: b" \r\n\r\n", "leer"),
    "only separators": (lambda: b";;;\n;;;\n", "keine ausgefüllten Zeilen"),
    "Excel 97": (lambda: OLE + "Workbook".encode("utf-16-le"), "altes Excel-Format"),
    "with a password": (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "ohne Kennwort"),
    "PDF": (lambda: PDF, "PDF"),
    "image": (picture_bytes, "PNG"),
    "Word": (docx, "keine Excel-Datei"),
    "OpenDocument": (lambda: packed(mimetype=b"application/vnd.oasis", content_xml=b"<x/>"), "OpenDocument"),
    "XLSB": (lambda: packed(xl__workbook_bin=b"x"), "XLSB"),
    "a web page called .xls": (lambda: b"<html><table><tr><td>Einrichtung</td></tr></table>", "Webseite"),
    "cut off": (lambda: saved(workbook(*ROWS))[:2000], "beschädigt"),
    "a formula that nobody calculated": (lambda: saved(workbook(ROWS[0], ["=A1"])), "Zelle A2"),
    "201 columns": (lambda: text([["Einrichtung", *"x" * 200]]).encode(), "mehr als 200 Spalten"),
    "201 columns in XLSX": (lambda: saved(workbook(["Einrichtung", *"x" * 200])), "mehr als 200 Spalten"),
    "50,001 rows": (lambda: b"Einrichtung\n" + b"AWO\n" * 50_000, "zu viele Zeilen"),
    "a zip bomb": (bomb, "ausgepackt zu groß"),
    "more than 20 MB": (lambda: b"x" * (20 * 2**20 + 1), "20 MB"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_can_not_be_read_is_refused_with_advice(kind: str) -> None:
    content, words = REFUSED[kind]
    with pytest.raises(UnreadableError, match=words):
        read_sheets(content())


def test_a_workbook_with_too_many_rows_is_refused() -> None:
    with pytest.raises(UnreadableError, match="zu viele Zeilen"):
        read_sheets(saved(workbook(*[["AWO"]] * 12)), most=10)


def test_200_columns_and_empty_ones_beyond_are_read() -> None:
    assert names(read(text([["Einrichtung", *"x" * 199, "", ""], ["AWO"]]).encode())) == ["AWO"]
