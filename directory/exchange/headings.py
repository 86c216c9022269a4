"""Which column of a list is what: finds the row of headings below titles and remarks, and guesses from its words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from directory.exchange.cells import folded
from directory.exchange.columns import COLUMNS, ROW_KIND
from directory.exchange.sheets import Sheet

LOOKED_AT = 40  # rows, within which the headings are expected
Mapping = dict[str, str]  # heading → name of a column; "" is left out


@dataclass(frozen=True, slots=True)
class Table:
    """What stands below a row of headings. `names`: of its columns, "" for one that is left out."""

    heading_row: int  # its number, as people count
    names: list[str]
    doubles: list[str]  # headings that stand there more than once
    rows: list[tuple[int, dict[str, str]]]  # (number, what the filled cells say, by the columns' names)


@cache
def _known() -> dict[str, tuple[int, str]]:
    """Folded heading → (how sure, column's name); smaller is surer."""
    known: dict[str, tuple[int, str]] = {}
    for column in COLUMNS:
        for place, heading in enumerate([str(column.heading), *column.others]):
            known.setdefault(folded(heading), (place, column.name))
    return known


def _meant(heading: str) -> tuple[int, str] | None:
    """As in `_known`, also without what stands in brackets: "Telefon (Zentrale)"."""
    known = _known()
    return known.get(folded(heading)) or known.get(folded(re.sub(r"\(.*?\)|\[.*?\]", "", heading)))


def table_of(sheet: Sheet, mapping: Mapping | None = None) -> Table:
    """By the mapping, or as guessed."""
    index, headings = headings_of(sheet, mapping)
    columns = mapping if mapping is not None else guess(headings)
    names = [columns.get(heading, "") for heading in headings]
    doubles = [heading for heading in dict.fromkeys(headings) if columns.get(heading) and headings.count(heading) > 1]
    return Table(sheet.rows[index][0], names, doubles, list(_below(sheet, index, names)))


def _below(sheet: Sheet, index: int, names: list[str]) -> Iterator[tuple[int, dict[str, str]]]:
    headings = sheet.rows[index][1]
    for number, row in sheet.rows[index + 1 :]:
        if row == headings:
            continue  # printed again on top of the next page
        values: dict[str, str] = {}
        for name, text in zip(names, row, strict=False):
            if name and text:
                values.setdefault(name, text)
        yield number, values


def headings_of(sheet: Sheet, mapping: Mapping | None = None) -> tuple[int, list[str]]:
    """(index among the sheet's rows, headings) of the row that names the most columns."""

    def score(row: list[str]) -> int:
        return len({folded(cell) for cell in row if cell and (_meant(cell) or cell in (mapping or {}))})

    candidates = sheet.rows[:LOOKED_AT]
    best = max(range(len(candidates)), key=lambda index: (score(candidates[index][1]), -index))
    return best, candidates[best][1]


def guess(headings: list[str]) -> Mapping:
    """Each column once, the surest heading first."""
    found: Mapping = dict.fromkeys(filter(None, headings), "")
    by_sureness = sorted((*meant, heading) for heading in found if (meant := _meant(heading)))
    for _place, name, heading in by_sureness:
        if name not in found.values():
            found[heading] = name
    _leave_out_people(found, by_sureness)
    if "name" not in found.values() and "title" in found.values() and ROW_KIND not in found.values():
        found = {heading: "name" if name == "title" else name for heading, name in found.items()}
    return found


def _leave_out_people(found: Mapping, candidates: list[tuple[int, str, str]]) -> None:
    """ "Name" beside "Einrichtung" is a person's name: it stays outside."""
    others = [heading for place, name, heading in candidates if name == "name" and place > 0]
    alone = next((heading for place, name, heading in candidates if name == "name" and place == 0), None)
    if alone and others and ROW_KIND not in found.values():
        found[alone] = ""
        found[others[0]] = "name"
