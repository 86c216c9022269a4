"""Where everything stands in the picture of the matrix. Units are pixels at its natural size."""

from dataclasses import dataclass

from directory.coverage.matrix import Cell, Column, Matrix, Row

MARGIN = 24
TITLE = 92  # room for title, filters and legend
HEADS = 176  # room for the districts' names, which stand upright
LABELS = 264  # room for the topics' names
STEP, SIZE, GAP = 30, 27, 14  # from cell to cell, a cell, and before a column that begins a group
FOOT = 56


@dataclass(frozen=True, slots=True)
class PlacedColumn:
    column: Column
    x: int  # its left edge
    middle: float
    foot: int  # where the name begins, upwards


@dataclass(frozen=True, slots=True)
class PlacedCell:
    cell: Cell
    x: int
    y: int
    middle: float


@dataclass(frozen=True, slots=True)
class PlacedRow:
    row: Row
    x: int
    baseline: float
    cells: tuple[PlacedCell, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    width: int
    height: int
    size: int
    columns: tuple[PlacedColumn, ...]
    rows: tuple[PlacedRow, ...]


def draw(matrix: Matrix) -> Drawing:
    top = TITLE + HEADS
    x = MARGIN + LABELS
    columns = []
    for column in matrix.columns:
        x += GAP if column.begins else 0
        columns.append(PlacedColumn(column, x, x + SIZE / 2, top - 8))
        x += STEP
    rows = [_place(row, columns, top + number * STEP) for number, row in enumerate(matrix.rows)]
    return Drawing(max(x + MARGIN, 760), top + len(rows) * STEP + FOOT, SIZE, tuple(columns), tuple(rows))


def _place(row: Row, columns: list[PlacedColumn], y: int) -> PlacedRow:
    cells = tuple(PlacedCell(cell, at.x, y, at.middle) for cell, at in zip(row.cells, columns, strict=True))
    return PlacedRow(row, MARGIN + (16 if row.is_lower else 0), y + SIZE / 2, cells)
