"""The list of practices and the ledger as tables, for colleagues who go on in a spreadsheet."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.utils.formats import localize
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from bestpractice.models import Adoption, PracticePage
from bestpractice.sections import SECTIONS, heading_of
from bestpractice.takealong.records import Reader, Record, practice_records, public_practices, use_records
from directory.takealong.spreadsheet import Column, day, keys_of
from search.query import SearchQuery
from vocabulary.queries import target_group_labels, topic_labels

Row = list[str]


def practice_rows(query: SearchQuery, reader: Reader) -> Iterator[Row]:
    """The headings, then what the question finds in its order; sections that only members read are empty for others."""
    columns = _practice_columns(reader)
    yield [str(column.heading) for column in columns]
    for keys in keys_of(query):
        found = {record["id"]: record for record in practice_records(public_practices().filter(pk__in=keys), reader)}
        yield from _rows(columns, (found[key] for key in keys if key in found))


def use_rows(reader: Reader) -> Iterator[Row]:
    """The headings, then each confirmed use of a public practice."""
    columns = _use_columns(reader)
    yield [str(column.heading) for column in columns]
    yield from _rows(columns, use_records(public_practices(), reader))


def _rows(columns: list[Column], records: Iterable[Record]) -> Iterator[Row]:
    for record in records:
        yield [str(column.value(record)) for column in columns]


def _practice_columns(reader: Reader) -> list[Column]:
    topics, groups, status = topic_labels(), target_group_labels(), dict(PracticePage.Status.choices)
    blank = PracticePage()
    return [
        Column(_("Praxisbeispiel"), _of("title")),
        Column(_("Kurz gesagt"), _of("summary")),
        Column(_("Kreis"), _of("district_name")),
        Column(_("Amtlicher Schlüssel"), _of("district")),
        Column(_("Stand"), lambda record: status[record["status"]]),
        Column(_("seit"), lambda record: day(record["since"])),
        Column(_("bis"), lambda record: day(record["until"])),
        Column(_("Personal"), _of("staff")),
        Column(_("Stunden in der Woche"), _figure("staff_hours")),
        Column(_("Stellenanteil"), _figure("staff_fte")),
        Column(_("Einmalige Kosten in Euro"), _figure("cost_once")),
        Column(_("Kosten im Jahr in Euro"), _figure("cost_per_year")),
        Column(_("Ergebnis in Kürze"), _of("key_result")),
        *(Column(heading_of(blank, section.field), _section(section.field)) for section in SECTIONS),
        Column(_("Voraussetzungen"), lambda record: "; ".join(record["requirements"] or [])),
        Column(_("Schritte"), lambda record: "; ".join(_step(step) for step in record["steps"])),
        Column(_("Kennzahlen"), lambda record: "; ".join(_indicator(one) for one in record["indicators"])),
        Column(_("Kontakt"), _of("contact")),
        Column(_("Themen"), lambda record: ", ".join(topics.get(slug, slug) for slug in record["topics"])),
        Column(_("Zielgruppen"), lambda record: ", ".join(groups.get(slug, slug) for slug in record["target_groups"])),
        Column(_("Schlagwörter"), lambda record: ", ".join(record["tags"])),
        Column(_("empfohlen von"), lambda record: ", ".join(record["recommended_by"])),
        Column(_("genutzt in Kreisen"), _figure("used")),
        Column(_("angelehnt an"), _of("adapted_from")),
        Column(_("Fassung"), _figure("edition")),
        Column(_("Fassung vom"), lambda record: day(record["edition_on"])),
        *_ends(reader),
        Column(_("Seite"), _of("url")),
    ]


def _use_columns(reader: Reader) -> list[Column]:
    stages = dict(Adoption.Stage.choices)
    return [
        Column(_("Praxisbeispiel"), _of("practice_title")),
        Column(_("Kommt aus"), _of("from_district_name")),
        Column(_("Genutzt in"), _of("district_name")),
        Column(_("Amtlicher Schlüssel"), _of("district")),
        Column(_("Stand"), lambda record: stages[record["stage"]]),
        Column(_("seit"), lambda record: day(record["since"])),
        Column(_("Was dort anders ist"), _of("adaptation")),
        Column(_("Was es gebracht hat"), _of("outcome")),
        Column(_("Kosten im Jahr in Euro"), _figure("cost_per_year")),
        Column(_("Warum beendet"), _of("stopped_because")),
        Column(
            _("Verlauf"),
            lambda record: "; ".join(f"{stages[step['stage']]} {day(step['on'])}" for step in record["steps"]),
        ),
        *_ends(reader),
        Column(_("Seite"), _of("practice_url")),
    ]


def _ends(reader: Reader) -> list[Column]:
    """What is the same in every row."""
    name = reader.licence.name if reader.licence else gettext("nicht festgelegt: bitte beim Kreis erfragen")
    return [Column(_("Lizenz"), lambda record: name)]


def _of(name: str) -> Callable[[Any], object]:
    return lambda record: record[name] or ""


def _section(field: str) -> Callable[[Any], object]:
    return lambda record: record["sections"][field] or ""


def _figure(name: str) -> Callable[[Any], object]:
    """With a comma, as German spreadsheets read figures."""
    return lambda record: "" if record[name] is None else localize(record[name])


def _step(step: dict[str, str]) -> str:
    named = f"{step['title']} ({step['when']})" if step["when"] else step["title"]
    return ": ".join(filter(None, [named, step["description"]]))


def _indicator(one: dict[str, str]) -> str:
    figure = " → ".join(filter(None, [one["before"], f"{one['value']} {one['unit']}".strip()]))
    return f"{one['name']}: {figure}"
