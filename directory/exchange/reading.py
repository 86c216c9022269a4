"""From a file's bytes to records, whichever form the file has."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from directory.exchange.columns import EVERYTHING, Erasing, erasing
from directory.exchange.headings import Mapping, guess, headings_of
from directory.exchange.problems import Problem
from directory.exchange.records import Directory
from directory.exchange.sheets import Sheet, UnreadableError, is_json, read_sheets
from directory.exchange.tables_in import read_table

SHOWN = 3  # example cells of a column


@dataclass(frozen=True, slots=True)
class Read:
    """`rows`: by a record's key, where it stood; `erasing`: what its empty cells could erase."""

    directory: Directory
    problems: list[Problem] = field(default_factory=list)
    rows: dict[str, int] = field(default_factory=dict)
    erasing: Erasing = EVERYTHING


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of a table: its title, the field it is taken for ("" for none), and some of its cells."""

    text: str
    column: str
    examples: tuple[str, ...]
    filled: int


def read_file(content: bytes, mapping: Mapping | None = None) -> Read:
    """Raises UnreadableError, with a message for the sender."""
    if is_json(content):
        from directory.hsds.read import read_hsds

        result = read_hsds(content)
        return Read(result.directory, result.problems)
    sheets = read_sheets(content)
    reading = read_table(sheets, mapping or None)
    columns = {heading.column for heading in headings(sheets, mapping or {})}
    return Read(reading.directory, reading.problems, reading.rows, erasing(columns))


def headings(sheets: list[Sheet], mapping: Mapping) -> list[Heading]:
    """The columns of all sheets, each title once. `mapping`: what was said about them before; the rest is guessed."""
    found: dict[str, Heading] = {}
    for sheet in sheets:
        index, texts = headings_of(sheet, mapping or None)
        guessed = guess(texts)
        for place, text in enumerate(texts):
            if not text or text in found:
                continue
            cells = [row[place] for _number, row in sheet.rows[index + 1 :] if place < len(row) and row[place]]
            column = mapping.get(text, guessed.get(text, ""))
            found[text] = Heading(text, column, tuple(dict.fromkeys(cells))[:SHOWN], len(cells))
    return list(found.values())


def table_headings(content: bytes, mapping: Mapping) -> list[Heading]:
    """As `headings`. Raises UnreadableError; also when no row has a title."""
    found = headings(read_sheets(content), mapping)
    if not found:
        raise UnreadableError(_("Die Datei hat keine Überschriften über den Spalten."))
    return found
