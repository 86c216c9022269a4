"""The matrix as it is shown: columns of districts, rows of topics, and what a cell says in figure, word and shade."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from directory.coverage.queries import ALL_TOPICS, LANDWIDE, NOTHING, Tallies, Tally
from directory.coverage.question import Question
from regions.models import District
from regions.names import short_names
from vocabulary.models import Topic

SOME, MANY = 3, 7  # confirmed offers from which a cell is shaded more strongly


class State(StrEnum):
    """How a cell is shaded. The figure in it says the same without colour."""

    NONE = "none"
    UNCONFIRMED = "unconfirmed"
    FEW = "few"
    SOME = "some"
    MANY = "many"


def state_of(tally: Tally) -> State:
    """Nothing entered differs from entered, but nobody has confirmed any of it."""
    if not tally.confirmed:
        return State.UNCONFIRMED if tally.unconfirmed else State.NONE
    if tally.confirmed < SOME:
        return State.FEW
    return State.SOME if tally.confirmed < MANY else State.MANY


@dataclass(frozen=True, slots=True)
class Column:
    """A district, or with the key LANDWIDE the offers that hold everywhere. `begins`: a gap stands before it."""

    ags: str
    name: str
    full_name: str
    begins: bool = False
    is_asked: bool = False
    url: str = ""  # the district against those that are like it; "" where one may not ask for it


@dataclass(frozen=True, slots=True)
class Cell:
    column: Column
    tally: Tally
    state: State
    text: str  # "5"; "(3)" when none of three is confirmed
    words: str  # "5 bestätigt, 2 nicht bestätigt"
    url: str  # what stands behind it; "" where nothing does


@dataclass(frozen=True, slots=True)
class Row:
    """A topic; the row of all offers together has none."""

    topic: Topic | None
    name: str
    cells: tuple[Cell, ...]
    is_lower: bool = False
    is_open: bool = False
    url: str = ""  # opens or closes an upper topic's lower ones

    def with_state(self, *states: State) -> int:
        """In how many districts it stands like that."""
        return sum(cell.state in states for cell in self.cells if cell.column.ags != LANDWIDE)

    @property
    def covered(self) -> int:
        return self.with_state(State.FEW, State.SOME, State.MANY)

    @property
    def unconfirmed(self) -> int:
        return self.with_state(State.UNCONFIRMED)

    @property
    def missing(self) -> int:
        return self.with_state(State.NONE)

    @property
    def highest(self) -> int:
        """For bars: the largest figure of the row, at least 1."""
        return max([1, *(max(cell.tally.confirmed, cell.tally.unconfirmed) for cell in self.cells)])


@dataclass(frozen=True, slots=True)
class Matrix:
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]

    @property
    def districts(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.ags != LANDWIDE)


def columns_of(districts: Sequence[District], question: Question, *, linked: bool) -> tuple[Column, ...]:
    """In the order given, then what holds everywhere. A gap parts cities from counties, or the asked from its like."""
    asked = question.district
    names = short_names(districts)
    columns = []
    before: District | None = None
    for district in districts:
        parted = before is not None and (before == asked if asked else before.kind != district.kind)
        url = question.address(district=district.ags) if linked and district != asked else ""
        columns.append(Column(district.ags, names[district.ags], district.full_name, parted, district == asked, url))
        before = district
    everywhere = _("gilt überall")
    return (*columns, Column(LANDWIDE, everywhere, everywhere, begins=True))


def build(
    question: Question, topics: Sequence[Topic], columns: Sequence[Column], tallies: Tallies, *, all_lower: bool = False
) -> Matrix:
    """`topics`: upper ones, each followed by its lower ones; lower ones are shown below the opened one, or all."""
    rows = [_row(question, None, columns, tallies)]
    rows += [
        _row(question, topic, columns, tallies)
        for topic in topics
        if all_lower or topic.parent_id in (None, question.opened)
    ]
    return Matrix(tuple(columns), tuple(rows))


def _row(question: Question, topic: Topic | None, columns: Sequence[Column], tallies: Tallies) -> Row:
    number = topic.pk if topic else ALL_TOPICS
    cells = tuple(_cell(question, topic, column, tallies.get((column.ags, number), NOTHING)) for column in columns)
    if topic is None:
        return Row(None, _("Alle Themen"), cells)
    is_open = topic.pk == question.opened
    url = "" if topic.parent_id else question.address(topic="" if is_open else topic.slug)
    return Row(topic, topic.name, cells, bool(topic.parent_id), is_open, url)


def _cell(question: Question, topic: Topic | None, column: Column, tally: Tally) -> Cell:
    state = state_of(tally)
    text = f"({tally.unconfirmed})" if state is State.UNCONFIRMED else str(tally.confirmed)
    shown = state is not State.NONE and column.ags != LANDWIDE
    url = question.address("/angebote/", topic=topic.slug if topic else "", district=column.ags) if shown else ""
    return Cell(column, tally, state, text, in_words(tally), url)


def in_words(tally: Tally) -> str:
    parts = []
    if tally.confirmed:
        parts.append(
            ngettext("{number} Angebot bestätigt", "{number} Angebote bestätigt", tally.confirmed).format(
                number=tally.confirmed
            )
        )
    if tally.unconfirmed:
        parts.append(
            ngettext("{number} nicht bestätigt", "{number} nicht bestätigt", tally.unconfirmed).format(
                number=tally.unconfirmed
            )
        )
    return ", ".join(parts) or _("kein Angebot")
