"""A district's list as it grew over the years, of any length: the same for the same number of rows, and nobody real.

`python -m tests.directory.exchange.big_list 20000 [xlsx] > FILE` writes one.
"""

import csv
import datetime as dt
import io
import sys
from dataclasses import dataclass, field
from functools import cache

from openpyxl import Workbook

from tests.house.sources import ROOT

POSTCODES = ROOT.parent / "shared" / "data" / "postcodes_rlp.csv"
TITLE = [["Wegweiser Integration: Adressen und Angebote"], ["Stand: November 2026, ohne Gewähr"], [], []]
FOOTER = [[], ["Stand: 02.11.2026"], ["Alle Angaben ohne Gewähr"]]
HEADINGS = [
    "Lfd. Nr.", "Einrichtung / Initiative", "Art der Einrichtung", "Straße / Hausnummer", "PLZ", "Ort",
    "Telefon (Zentrale)", "E-Mail", "Homepage", "Sprechzeiten", "Sprachen", "Themenfeld", "Angebot", "Zielgruppe",
    "Kosten", "Kursbeginn", "rollstuhlgerecht", "Bemerkungen", "Ansprechstelle", "",
]  # fmt: skip
TYPED = {HEADINGS.index(heading) for heading in ("Lfd. Nr.", "PLZ", "Kursbeginn")}
PAGE = 120  # rows, after which the headings are printed again

KINDS = [
    ("Beratungsstelle", "Beratungsstelle"), ("Migrationsfachdienst", "Beratungsstelle"), ("Treffpunkt", "Verein"),
    ("Sprachschule", "Schule"), ("Kulturverein", "Verein"), ("Kita", "Kita"),
    ("Initiative", "Ehrenamtliche Initiative"),
    ("Bürgerhaus", "Träger"), ("Bildungswerk", "Träger"), ("Jugendzentrum", ""), ("Begegnungscafé", "Café"),
]  # fmt: skip
WORDS = [
    "Nord", "Süd", "am Markt", "an der Brücke", "Rheinufer", "Mühlental", "Altstadt", "Sonnenhang", "„Ankommen“",
    "Weitblick", "Drei Linden", "West", "am Bahnhof",
]  # fmt: skip
STREETS = ["Hauptstr.", "Bahnhofstraße", "Kirchweg", "Am Sportplatz", "Große  Gasse", "Schulstr.", "Mühlweg"]
PHONES = ["0{}/0000-{}", "+49 {} 0000{}", "(0{}) 00 00 {}", "Tel. 0{} - 0000{} (AB), Fax -9", "0{}0000{}"]
HOURS = [
    "Mo–Do 9–12 Uhr, Do auch 14–17 Uhr", "Di+Do 9.00-16.00", "nach Vereinbarung", "Mo, Mi; Fr 8.30–12\nund n. V.", "",
    "werktags außer Mi, in den Ferien geschlossen",
]  # fmt: skip
LANGUAGES = ["Deutsch, Arabisch und Türkisch", "dt., engl.", "Deutsch; Ukrainisch; Russisch", "Farsi/Dari", "", "alle"]
TOPICS = ["Sprachkurse", "Arbeit & Ausbildung", "Wohnen; Familie", "Beratung, Aufenthalt", ""]
OFFERS = ["Sprachtreff", "Deutschkurs B1", "Hausaufgabenhilfe", "Asylverfahrensberatung", "Nähwerkstatt", "Elterncafé"]
COSTS = ["kostenlos", "20 €", "", "auf Anfrage", "keine"]
DAYS = ["1.9.2026", "01.10.26", "2026-11-02", "15. Januar 2027", "46266", "", "laufend"]


@dataclass
class BigList:
    """`rows`: below the headings. The rest says what is to be read out of them; rows as people count."""

    rows: list[list[str]] = field(default_factory=list)
    blocks: list[tuple[int, int]] = field(default_factory=list)  # first and last row of an organisation with offers
    organisations: int = 0
    offers: int = 0
    nameless: list[int] = field(default_factory=list)
    not_a_postcode: list[int] = field(default_factory=list)
    not_a_day: list[int] = field(default_factory=list)


@cache
def places() -> list[tuple[str, str]]:
    with POSTCODES.open(encoding="utf-8", newline="") as file:
        return [(row["postcode"], row["place"]) for row in csv.DictReader(file)]


def big_list(count: int) -> BigList:
    """`count` rows, of which each tenth organisation fills up to four with its offers and each 50th names nobody."""
    made = BigList()
    number = 0
    while len(made.rows) < count:
        here = len(made.rows) + len(TITLE) + 2
        if number and number % PAGE == 0:
            made.rows.append(HEADINGS)
            here += 1
        if len(made.rows) < count:
            _organisation(made, number, here, count)
        number += 1
    return made


def _organisation(made: BigList, number: int, here: int, count: int) -> None:
    row = _row(number)
    if number % 50 == 49:
        row[1] = row[12] = ""
        made.nameless.append(here)
        made.rows.append(row)
        return
    if number % 70 == 69:
        row[4] = "551"
        made.not_a_postcode.append(here)
    made.organisations += 1
    first = here
    offers = min(1 + number % 4, count - len(made.rows)) if number % 10 == 0 else 1
    for turn in range(offers):
        if number % 3 or offers > 1:
            row[12] = f"{OFFERS[(number + turn) % len(OFFERS)]} {number}"
            made.offers += 1
            if row[15] == "laufend":
                made.not_a_day.append(here)
        made.rows.append(row)
        here += 1
        row = [*[""] * 12, "", *_row(number + turn + 1)[13:16], *[""] * 4]
    if offers > 1:
        made.blocks.append((first, here - 1))


def _row(number: int) -> list[str]:
    sort, kind = KINDS[number % len(KINDS)]
    word = WORDS[number // len(KINDS) % len(WORDS)]
    postcode, place = places()[number * 7919 % len(places())]
    blank = "\u00a0" if number % 6 == 5 else " " * (number % 3)  # also unbreakable ones
    mail = f"stelle{number}@example.org" if number % 9 else f"E-Mail: stelle{number}@example.org"
    return [
        str(number + 1), f"{sort} {word} {place}{blank}", kind, f"{STREETS[number % 7]} {number % 90 + 1}", postcode,
        place.upper() if number % 13 == 0 else place, PHONES[number % 5].format(6000 + number % 900, number % 89 + 10),
        mail if number % 4 else "", f"www.stelle{number}.example.org" if number % 3 else "", HOURS[number % 6],
        LANGUAGES[number % 6], TOPICS[number % 5], "", "Familien, Frauen" if number % 2 else "",
        COSTS[number % 5], DAYS[number % 7], ["x", "", "nein", "ja"][number % 4],
        "Bitte klingeln;\n2. Stock" if number % 8 == 0 else "", "Sekretariat", "",
    ]  # fmt: skip


def as_csv(made: BigList) -> bytes:
    """As Excel saves it in Germany."""
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=";").writerows([*TITLE, HEADINGS, *made.rows, *FOOTER])
    return file.getvalue().encode("cp1252", "replace")


def as_xlsx(made: BigList) -> bytes:
    """With a cover, merged cells, numbers for postcodes and real days."""
    book = Workbook()
    cover = book.active
    assert cover is not None
    cover.append(["Wegweiser"])
    sheet = book.create_sheet("Adressen")
    for row in (*TITLE, HEADINGS, *made.rows, *FOOTER):
        sheet.append([_typed(text) if place in TYPED else text or None for place, text in enumerate(row)])
    sheet.merge_cells("A1:T1")
    for first, last in made.blocks:
        sheet.merge_cells(f"B{first}:B{last}")
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _typed(text: str) -> object:
    if text.isdecimal():
        return int(text)
    return dt.date.fromisoformat(text) if text.startswith("2026-") else text or None


if __name__ == "__main__":
    wanted = big_list(int(sys.argv[1]))
    sys.stdout.buffer.write(as_xlsx(wanted) if "xlsx" in sys.argv[2:] else as_csv(wanted))
