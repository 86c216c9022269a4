"""The same for a narrow screen: one line each for the topics, or for the districts of one topic."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from directory.coverage.answer import Coverage
from directory.coverage.matrix import Cell, Row, State
from directory.coverage.queries import LANDWIDE


@dataclass(frozen=True, slots=True)
class Bar:
    """`width` in percent of the longest; `note`: what it is to be seen against."""

    name: str
    url: str
    cell: Cell
    width: int
    note: str = ""
    is_lower: bool = False


def of_districts(row: Row) -> list[Bar]:
    """How one topic stands in each district."""
    return [_bar(cell.column.full_name, cell.url, cell, row.highest) for cell in row.cells]


def of_topics(coverage: Coverage) -> list[Bar]:
    """How each topic stands in the asked district, against those that are like it."""
    rows = [row for row in coverage.matrix.rows if row.topic]
    highest = max([1, *(_size(row.cells[0]) for row in rows)])
    return [
        _bar(row.name, row.cells[0].url, row.cells[0], highest, note=_elsewhere(row.cells[1:]), is_lower=row.is_lower)
        for row in rows
    ]


def _bar(name: str, url: str, cell: Cell, highest: int, *, note: str = "", is_lower: bool = False) -> Bar:
    return Bar(name, url, cell, round(100 * _size(cell) / highest), note, is_lower)


def _size(cell: Cell) -> int:
    return cell.tally.unconfirmed if cell.state is State.UNCONFIRMED else cell.tally.confirmed


def _elsewhere(cells: Sequence[Cell]) -> str:
    figures = [cell.tally.confirmed for cell in cells if cell.column.ags != LANDWIDE]
    if not figures:
        return ""
    low, high = min(figures), max(figures)
    if low == high:
        return _("ähnliche Kreise: je {number}").format(number=low)
    return _("ähnliche Kreise: {low} bis {high}").format(low=low, high=high)
