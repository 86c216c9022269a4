"""The coverage as a file that a German Excel opens: UTF-8 with its mark, semicolons, a line per topic and district."""

import csv
import io
from collections.abc import Iterator

from django.utils.translation import gettext as _

from directory.coverage.matrix import Cell, Matrix, Row, State

FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet would calculate instead of show


def write(matrix: Matrix) -> bytes:
    """The mark at the beginning tells Excel that it is UTF-8."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(
        [_("Thema"), _("Unterthema"), _("Schlüssel"), _("Kreis"), _("bestätigt"), _("nicht bestätigt"), _("Stand")]
    )
    writer.writerows([harmless(value) for value in line] for line in _lines(matrix))
    return text.getvalue().encode("utf-8-sig")


def _lines(matrix: Matrix) -> Iterator[list[str]]:
    upper = ""
    for row in matrix.rows:
        upper = upper if row.is_lower else row.name
        for cell in row.cells:
            yield _line(upper, row, cell)


def _line(upper: str, row: Row, cell: Cell) -> list[str]:
    column, tally = cell.column, cell.tally
    lower = row.name if row.is_lower else ""
    return [upper, lower, column.ags, column.full_name, str(tally.confirmed), str(tally.unconfirmed), _stand(cell)]


def _stand(cell: Cell) -> str:
    if cell.state is State.NONE:
        return _("kein Angebot")
    return _("nicht gepflegt") if cell.state is State.UNCONFIRMED else _("Angebot vorhanden")


def harmless(value: str) -> str:
    """With an apostrophe before what a spreadsheet would take for a formula."""
    return f"'{value}" if value.startswith(FORMULA) else value
