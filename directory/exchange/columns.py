"""The table form of a directory, the same for CSV and XLSX, for reading and writing: one thing a row.

The first column says what the row is (ROWS). A list from elsewhere needs no such column: then each row is an
organisation, an offer, or both at once, whichever of the names it fills.
"""

from collections.abc import Iterable
from dataclasses import dataclass, fields

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from directory.exchange.records import (
    ContactRecord,
    LocationRecord,
    OfferRecord,
    OrganisationRecord,
    ScheduleRecord,
)

ROW_KIND = "row"
ROWS: dict[str, str | Promise] = {  # value of the first column, as written into a file
    "organisation": _("Einrichtung"),
    "location": _("Ort"),
    "contact": _("Kontakt"),
    "offer": _("Angebot"),
    "schedule": _("Zeit"),
}
RECORDS = {
    "organisation": OrganisationRecord,
    "location": LocationRecord,
    "contact": ContactRecord,
    "offer": OfferRecord,
    "schedule": ScheduleRecord,
}
NAMES = {kind: frozenset(field.name for field in fields(record)) for kind, record in RECORDS.items()}


# Which field of which record a column fills, where it is not the field of the column's name. A place's name and an
# offer's place in words have columns of their own, because a district's own list has everything in one row.
FIELDS: dict[tuple[str, str], str] = {
    ("location", "location_name"): "name",
    ("location", "name"): "",
    ("offer", "where"): "place",
    ("offer", "place"): "",
    ("organisation", "locations"): "",
}
# To what a row belongs: an organisation's key for places and contacts, an offer's for times.
PARENTS = {"location": "organisation", "contact": "organisation", "schedule": "offer"}


@dataclass(frozen=True, slots=True)
class Column:
    """`name`: as the records' field, see `field_of`; `heading`: its title in a file; `others`: titles in own lists."""

    name: str
    heading: str | Promise
    others: tuple[str, ...] = ()

    @property
    def rows(self) -> tuple[str, ...]:
        """The kinds of rows that fill it; empty: only other people's lists have it, an export does not."""
        return tuple(kind for kind in RECORDS if self.name == PARENTS.get(kind) or self.field_of(kind))

    def field_of(self, kind: str) -> str:
        """The field that it fills in records of a kind; "" if none."""
        name = FIELDS.get((kind, self.name), self.name)
        return name if name in NAMES[kind] else ""


def column(name: str, heading: Promise, others: str) -> Column:
    return Column(name, heading, tuple(others.split(" | ")))


# In the order in which a file has them. `others` are compared without case, accents of spelling and punctuation.
COLUMNS: tuple[Column, ...] = (
    column(ROW_KIND, _("Zeile"), "Datensatzart"),
    # No running number: sorted anew, it would make of each entry another one.
    column("key", _("Schlüssel"), "ID | Id-Nr. | Kennung | Datensatz-ID | uid | key"),
    column("organisation", _("Schlüssel der Einrichtung"), "organization_id | Einrichtungs-ID | Träger-ID"),
    column("offer", _("Schlüssel des Angebots"), "service_id | Angebots-ID"),
    column(
        "name",
        _("Name"),
        "Einrichtung | Name der Einrichtung | Einrichtung / Initiative | Einrichtung oder Initiative | "
        "Bezeichnung | Bezeichnung der Einrichtung | Institution | Organisation | Name der Organisation | "
        "Träger | Trägername | Name des Trägers | Anbieter | Veranstalter | Verein | Vereinsname | "
        "Stelle | Beratungsstelle | Akteur | Initiative | Firma | Einrichtungsname | Name/Träger | "
        "organization",
    ),
    column(
        "title",
        _("Angebot"),
        "Titel | Angebotsname | Name des Angebots | Titel des Angebots | Angebotstitel | Kurs | Kursname | "
        "Projekt | Projektname | Maßnahme | Veranstaltung | Angebot/Projekt | service",
    ),
    column("kind", _("Art"), "Typ | Art der Einrichtung | Einrichtungsart | Einrichtungstyp | Organisationsform"),
    column("need", _("Wobei es hilft"), "Bedarf | Anliegen | Hilft bei"),
    column("summary", _("In einem Satz"), "Kurzbeschreibung | Kurztext | Kurzinfo | Untertitel"),
    column(
        "description",
        _("Beschreibung"),
        "Beschreibung des Angebots | Inhalt | Inhalte | Was wir tun | Aufgaben | Leistungen | Angebote | "
        "Tätigkeit | Tätigkeitsfeld | Info | Informationen | Bemerkung | Bemerkungen | Erläuterung | "
        "Details | Angebotsbeschreibung | description",
    ),
    column(
        "topics",
        _("Themen"),
        "Thema | Kategorie | Kategorien | Rubrik | Bereich | Themenfeld | Themenbereich | Handlungsfeld | "
        "Schlagwort | Schlagworte | category",
    ),
    column("target_groups", _("Zielgruppen"), "Zielgruppe | Für wen | Adressaten | Teilnehmende"),
    column(
        "languages",
        _("Sprachen"),
        "Sprache | Sprachkenntnisse | Beratungssprachen | Beratungssprache | Angebotssprachen | "
        "Fremdsprachen | language",
    ),
    column(
        "email",
        _("Mailadresse"),
        "E-Mail | Email | Mail | E-Mail-Adresse | Emailadresse | Mail-Adresse | E-Mail Adresse | "
        "Kontakt E-Mail | elektronische Post",
    ),
    column(
        "phone",
        _("Telefon"),
        "Tel. | Tel | Telefonnummer | Tel.-Nr. | Telefon-Nr. | Telefonnr | Fon | Rufnummer | "
        "Telefon Festnetz | Kontakt Telefon | Telefon/Fax | phone",
    ),
    column(
        "website",
        _("Website"),
        "Homepage | Internet | Webseite | Web | URL | Internetseite | www | Link | Internetadresse | "
        "Web-Adresse | Webadresse | Internetauftritt",
    ),
    column(
        "opening_hours",
        _("Öffnungszeiten"),
        "Sprechzeiten | Sprechstunden | Bürozeiten | Sprechstunde | Servicezeiten | Geschäftszeiten | Beratungszeiten",
    ),
    column("location_name", _("Name des Ortes"), "Standort | Standortname | Außenstelle | Gebäude"),
    column(
        "street",
        _("Straße und Hausnummer"),
        "Straße | Strasse | Str. | Straße, Nr. | Straße/Hausnummer | Straße Nr. | Straße u. Hausnr. | "
        "Anschrift Straße | Hausanschrift | street",
    ),
    column("house_number", _("Hausnummer"), "Hausnr. | Haus-Nr. | HNr. | Nr. (Haus)"),
    column("postcode", _("Postleitzahl"), "PLZ | Plz. | Postleitzahl (PLZ) | zip | postal_code"),
    column("place", _("Ort"), "Stadt | Gemeinde | Wohnort | Sitz | Ortschaft | Ort/Stadt | city"),
    column("postcode_place", _("PLZ und Ort"), "PLZ/Ort | PLZ Ort | PLZ, Ort | PLZ / Ort"),
    column("address", _("Adresse"), "Anschrift | Postanschrift | Postadresse | Adresse (vollständig) | address"),
    column("hide_address", _("Adresse nicht veröffentlichen"), "Adresse geheim | Anschrift geheim"),
    column("latitude", _("Breite"), "geografische Breite | Breitengrad | lat | latitude"),
    column("longitude", _("Länge"), "geografische Länge | Längengrad | lon | lng | long | longitude"),
    column("directions", _("So kommen Sie hin"), "Anfahrt | Wegbeschreibung | ÖPNV | Haltestelle"),
    column("function", _("Wofür"), "Funktion | Zuständigkeit"),
    column("locations", _("Schlüssel der Orte"), "location_ids"),
    column("where", _("Wo (in Worten)"), "Veranstaltungsort | Angebotsort | Kursort | Treffpunkt"),
    column("times", _("Wann"), "Zeiten | Termine | Kurszeiten | Termin | Uhrzeit | Zeit | Zeitraum | Turnus"),
    column("by_appointment", _("Nach Vereinbarung"), "Terminvereinbarung | nur mit Termin | mit Termin"),
    column("cost", _("Kosten"), "Gebühr | Gebühren | Preis | Teilnahmegebühr | Entgelt | Eigenanteil"),
    column("is_free", _("Kostenfrei"), "kostenlos | gratis | Kostenfreies Angebot | kostenloses Angebot"),
    column("requirements", _("Voraussetzungen"), "Voraussetzung | Teilnahmevoraussetzungen | Zugang | Bedingungen"),
    column("papers", _("Mitzubringen"), "Unterlagen | Papiere | Dokumente | benötigte Unterlagen"),
    column("language_level", _("Deutsch ab Niveau"), "Sprachniveau | Deutschniveau | Niveau | Level | GER"),
    column("needs_referral", _("Nur mit Überweisung"), "Überweisung | Zuweisung | Überweisung nötig"),
    column("is_accessible", _("Barrierefrei"), "rollstuhlgerecht | barrierefreier Zugang | barrierefrei zugänglich"),
    column("accessibility", _("Barrierefreiheit"), "Hinweise zur Barrierefreiheit | Zugänglichkeit"),
    column("waiting_list", _("Warteliste"), "Wartezeit | Wartezeiten"),
    column("contact", _("Anmeldung und Kontakt"), "Anmeldung | Kontakt | Anmeldung bei | Kontaktdaten"),
    column("is_landwide", _("Im ganzen Land"), "landesweit | gilt im ganzen Land | im ganzen Land tätig"),
    column("districts_served", _("Auch tätig in"), "Einzugsgebiet | Einzugsbereich | Kreise | Tätigkeitsgebiet"),
    column("valid_from", _("Gültig ab"), "Beginn | Startdatum | Start | von (Datum) | Kursbeginn | ab"),
    column("valid_until", _("Gültig bis"), "Ende | Enddatum | bis (Datum) | Kursende | Laufzeit bis | befristet bis"),
    column("funding_ends_on", _("Förderung endet am"), "Förderung bis | Förderende | Projektende"),
    column("weekday", _("Wochentag"), "Tag | Wochentage"),
    column("date", _("Datum"), "am"),
    column("opens_at", _("Von"), "von Uhr | Uhrzeit von | Beginn Uhrzeit"),
    column("closes_at", _("Bis"), "bis Uhr | Uhrzeit bis | Ende Uhrzeit"),
    column("note", _("Hinweis"), "Anmerkung zur Zeit"),
)
BY_NAME = {column.name: column for column in COLUMNS}

MISTAKES = (
    "#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A", "#WERT!", "#BEZUG!", "#ZAHL!", "#NV",
)  # fmt: skip
# What a spreadsheet would calculate. Such a text gets an apostrophe before it, and loses it when it is read.
# The words with which it tells mistakes of formulas are no values either; in German or, in XLSX, in English.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "'", *MISTAKES)
SEPARATOR = "; "  # between several values in one cell; a value holds none
YES, NO = "ja", "nein"


def guarded(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) else text


def unguarded(text: str) -> str:
    """Takes back what `guarded` did; other people's apostrophes before letters stay."""
    return text[1:] if text.startswith("'") and text[1:].startswith(FORMULA) else text


Erasing = frozenset[tuple[str, str]]  # (kind of row, field): an empty value there erases what the directory holds
EVERYTHING: Erasing = frozenset((kind, field.name) for kind, record in RECORDS.items() for field in fields(record))


def erasing(columns: Iterable[str]) -> Erasing:
    """Of a table in which the empty cells of these columns (by name) erase."""
    known = [BY_NAME[name] for name in columns if name in BY_NAME]
    return frozenset((kind, field) for column in known for kind in RECORDS if (field := column.field_of(kind)))
