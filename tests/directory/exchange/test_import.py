"""A district's own list comes in: dirty as it is, as a whole or not at all, and twice without a double."""

import io
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from directory.exchange.sheets import UnreadableError, read_sheets
from directory.exchange.tables_in import read_table
from directory.models import Offer, Organisation, Source
from tests.factories import MAINZ, TRIER, DistrictFactory, LocationFactory, OrganisationFactory
from vocabulary.models import Language, Topic

LIST = """Liste der Beratungsstellen;;;;;;
;;;;;;
Einrichtung;Straße;PLZ;Ort;Tel.;E-Mail;Sprachen
Beratungsverein Mainz e. V. ;Marktstr. 10;55118;Mainz;06131 / 0000-0;info@example.org;Deutsch, Türkisch und Klingonisch
Café Ankommen;;55116;Mainz;keine Ahnung;kaputt@;
;;;;;;
Schutzhaus;Geheim 1;55116;Mainz;;;
"""


@pytest.fixture
def mainz(db: None) -> Any:
    Language.objects.create(code="de", name="Deutsch", own_name="Deutsch")
    Language.objects.create(code="tr", name="Türkisch", own_name="Türkçe")
    return DistrictFactory(ags=MAINZ)


def bring(folder: Path, content: str | bytes, **options: Any) -> str:
    file = folder / "liste.csv"
    file.write_bytes(content.encode("cp1252") if isinstance(content, str) else content)
    said = io.StringIO()
    call_command("import_directory", str(file), district=MAINZ, stdout=said, **options)
    return said.getvalue()


@pytest.mark.every_database
def test_a_windows_list_with_a_title_and_semicolons_comes_in(mainz: Any, tmp_path: Path) -> None:
    said = bring(tmp_path, LIST)

    verein = Organisation.objects.get(name="Beratungsverein Mainz e. V.")
    assert verein.home_district == mainz
    assert [str(place.address) for place in verein.locations.all()] == ["Marktstr. 10, 55118 Mainz"]
    assert verein.phone == "06131 / 0000-0"
    assert {language.code for language in verein.languages.all()} == {"de", "tr"}
    assert Organisation.objects.get(name="Café Ankommen").email == ""
    assert "Klingonisch" in said
    assert "Zeile 5, email" in said
    assert "3 neu, 0 geändert" in said


@pytest.mark.every_database
def test_the_same_list_again_changes_nothing(mainz: Any, tmp_path: Path) -> None:
    bring(tmp_path, LIST)
    Organisation.objects.update(checked_by="die Einrichtung selbst")
    before = list(Organisation.objects.order_by("pk").values())

    said = bring(tmp_path, LIST)

    assert "0 neu, 0 geändert, 3 unverändert" in said
    assert list(Organisation.objects.order_by("pk").values()) == before


def test_a_change_is_told_field_by_field_and_does_not_count_as_checking(mainz: Any, tmp_path: Path) -> None:
    bring(tmp_path, LIST)
    said = bring(tmp_path, LIST.replace("0000-0", "0000-99").replace("Café Ankommen;", "Café Ankommen;"))

    assert "06131 / 0000-0 → 06131 / 0000-99" in said
    assert Organisation.objects.get(phone="06131 / 0000-99").checked_on is None


def test_changed_languages_and_places_are_told_and_counted(mainz: Any, tmp_path: Path) -> None:
    bring(tmp_path, LIST)

    said = bring(tmp_path, LIST.replace("Deutsch, Türkisch und Klingonisch", "Türkisch").replace("str. 10", "str. 12"))

    assert "Sprachen: Deutsch, Türkisch → Türkisch" in said
    assert "Marktstr. 10, 55118 Mainz → Marktstr. 12, 55118 Mainz" in said
    assert "0 neu, 1 geändert, 2 unverändert" in said


def test_what_the_file_leaves_empty_stays(mainz: Any, tmp_path: Path) -> None:
    bring(tmp_path, LIST)
    bring(tmp_path, LIST.replace("06131 / 0000-0", ""))
    assert Organisation.objects.get(name__startswith="Beratungsverein").phone == "06131 / 0000-0"


def test_a_hidden_address_stays_hidden(mainz: Any, tmp_path: Path) -> None:
    bring(tmp_path, LIST)
    shelter = Organisation.objects.get(name="Schutzhaus")
    shelter.locations.update(hide_address=True)

    bring(tmp_path, LIST)

    assert [place.hide_address for place in shelter.locations.all()] == [True]


def test_a_dry_run_leaves_nothing(mainz: Any, tmp_path: Path) -> None:
    said = bring(tmp_path, LIST, dry_run=True)
    assert "Geschähe: 3 neu" in said
    assert not Organisation.objects.exists()
    assert not Source.objects.exists()


@pytest.mark.every_database
def test_an_invalid_row_stops_the_whole_unless_it_is_left_out(mainz: Any, tmp_path: Path) -> None:
    broken = LIST + ";Marktstraße 3;55116;Mainz;;;\n"
    with pytest.raises(CommandError, match="Nichts ist geschehen"):
        bring(tmp_path, broken)
    assert not Organisation.objects.exists()
    bring(tmp_path, broken, leave_out_invalid=True)
    assert Organisation.objects.count() == 3


def test_an_entry_of_another_district_is_never_touched(mainz: Any, tmp_path: Path) -> None:
    other = OrganisationFactory(home_district=DistrictFactory(ags=TRIER), name="Fremdes Haus")
    bring(tmp_path, f"Schlüssel;Einrichtung\n{other.uid};Gekapert\n")
    other.refresh_from_db()
    assert other.name == "Fremdes Haus"
    assert Organisation.objects.get(name="Gekapert").home_district == mainz


def test_an_entry_that_a_subscribed_source_keeps_is_not_touched(mainz: Any, tmp_path: Path) -> None:
    source = Source.objects.create(district=mainz, name="Integreat", kind="integreat")
    kept = OrganisationFactory(home_district=mainz, name="Woanders gepflegt", source=source, source_key="1")
    bring(tmp_path, f"Schlüssel;Einrichtung\n{kept.uid};Gekapert\n")
    kept.refresh_from_db()
    assert kept.name == "Woanders gepflegt"


def test_one_that_is_reached_in_the_same_way_is_suggested_not_merged(mainz: Any, tmp_path: Path) -> None:
    known = OrganisationFactory(home_district=mainz, name="Beratungsverein Mainz", phone="+49 6131 00000")
    LocationFactory(organisation=known)
    said = bring(tmp_path, LIST)
    assert "vielleicht doppelt: „Beratungsverein Mainz e. V.“ und „Beratungsverein Mainz“" in said
    assert Organisation.objects.filter(name__startswith="Beratungsverein").count() == 2


def test_an_organisation_with_several_offers_comes_once(mainz: Any, tmp_path: Path) -> None:
    Topic.objects.create(slug="sprachkurse", name="Sprachkurse")
    table = (
        "Träger;Angebot;Kategorie;Kosten;Beginn;Adresse\n"
        "VHS;Deutsch A1;Sprachkurse;kostenlos;1.9.2026;Karmeliterplatz 1, 55116 Mainz\n"
        "VHS;Deutsch B1;Sprachkurs;20 Euro;46266;Karmeliterplatz 1, 55116 Mainz\n"
    )
    said = bring(tmp_path, table)
    assert Organisation.objects.count() == 1
    first, second = Offer.objects.order_by("title")
    assert (first.is_free, str(first.valid_from)) == (True, "2026-09-01")
    assert (second.is_free, str(second.valid_from)) == (False, "2026-09-01")
    assert [topic.slug for topic in first.topics.all()] == ["sprachkurse"]
    assert [place.street for place in second.locations.all()] == ["Karmeliterplatz 1"]
    assert "„Sprachkurs“ (1-mal)" in said
    assert "sprachkurse" in said


def test_merged_cells_and_a_title_in_xlsx_are_understood() -> None:
    book = Workbook()
    sheet = book.active
    for row in (
        ["Stand: März"],
        [],
        ["Einrichtung", "Angebot", "Telefon"],
        ["AWO", "Kurs 1", 6131123],
        [None, "Kurs 2"],
    ):
        sheet.append(row)
    sheet.merge_cells("A4:A5")
    sheet.merge_cells("A1:C1")
    content = io.BytesIO()
    book.save(content)
    reading = read_table(read_sheets(content.getvalue()))
    assert [offer.title for offer in reading.directory.offers] == ["Kurs 1", "Kurs 2"]
    assert [one.name for one in reading.directory.organisations] == ["AWO"]


def test_a_persons_name_beside_the_organisation_stays_outside() -> None:
    reading = read_table(read_sheets(b"Einrichtung,Name,Telefon\nAWO,Vorname Nachname,1\n"))
    assert "Nachname" not in repr(reading.directory)


@pytest.mark.parametrize("mark", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("sign", [";", ",", "\t"])
def test_every_spelling_of_a_table_is_read(mark: str, sign: str) -> None:
    content = f"Einrichtung{sign}Straße\nBüro für Übergänge{sign}Große Bleiche 1\n".encode(mark)
    (one,) = read_table(read_sheets(content)).directory.organisations
    assert (one.name, one.locations[0].street) == ("Büro für Übergänge", "Große Bleiche 1")


BEGINNINGS = st.sampled_from(
    [b"", b"PK\x03\x04", b"%PDF-1.7\n", b"\xd0\xcf\x11\xe0", b"\xff\xfe", b"Einrichtung;Ort\n", b'Name;"', b"sep=;\n"]
)
RESTS = st.binary(max_size=400) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "surrogatepass"))


def messages(content: bytes) -> list[str]:
    """What its sender is told."""
    try:
        return [str(problem.text) for problem in read_table(read_sheets(content)).problems]
    except UnreadableError as error:
        return [str(error)]


@settings(max_examples=200, deadline=None)
@given(BEGINNINGS, RESTS)
def test_a_broken_file_gives_messages_never_a_traceback(beginning: bytes, rest: bytes) -> None:
    assert all(messages(beginning + rest))


def small_workbook() -> bytes:
    book = Workbook()
    book.active.append(["Einrichtung", "Ort"])
    book.active.append(["AWO", "Mainz"])
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


# Once for all examples: a workbook names the second it was written in, and its length follows that.
WORKBOOK = small_workbook()
BROKEN_BYTES = st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=30)


@settings(max_examples=50, deadline=None)
@given(BROKEN_BYTES)
def test_a_broken_workbook_gives_messages_never_a_traceback(broken: list[tuple[float, int]]) -> None:
    content = bytearray(WORKBOOK)
    for place, byte in broken:
        content[int(place * len(content))] = byte
    assert all(messages(bytes(content)))
