"""What an index knows of its documents but their words, as arrays: audience, dates, facets, points, list order."""

import datetime as dt
import threading
from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from search.geo import Degrees, Point, metres
from search.models import DatabaseIndex, IndexedDocument
from search.query import Audience, Facet, Near

FIELDS = ("list_key", "audience", "valid_from", "valid_until", "facets", "points")
Row = tuple[Any, ...]  # of FIELDS

Ids = NDArray[np.int64]
Mask = NDArray[np.bool_]  # one place for each document, in the order of a list


@dataclass(frozen=True, slots=True)
class FacetColumn:
    """Pairs of a document's place and a value's number."""

    values: tuple[str, ...]
    places: Ids
    numbers: Ids


@dataclass(frozen=True, slots=True)
class PointColumn:
    """Pairs of a document's place and a point, in degrees."""

    places: Ids
    latitudes: Degrees
    longitudes: Degrees


@dataclass(frozen=True, slots=True)
class Columns:
    """The living documents of an index, newest first, then by title."""

    documents: Ids
    audiences: NDArray[np.str_]
    valid_from: Ids  # days since the year 1, see date.toordinal()
    valid_until: Ids
    facets: dict[Facet, FacetColumn]
    points: PointColumn
    _by_id: Ids  # places in ascending order of document ids

    def readable(self, audience: Audience, today: dt.date) -> Mask:
        """What this reader may find today."""
        day = today.toordinal()
        return np.isin(self.audiences, audience.may_read()) & (self.valid_from <= day) & (self.valid_until >= day)

    def having(self, facet: Facet, chosen: Collection[str]) -> Mask:
        """What has one of these values; what belongs to no district is there for every district."""
        column = self.facets[facet]
        numbers = [number for number, value in enumerate(column.values) if value in chosen]
        mask = np.zeros(len(self.documents), dtype=bool)
        mask[column.places[np.isin(column.numbers, numbers)]] = True
        return mask | self.everywhere() if facet is Facet.DISTRICT else mask

    def everywhere(self) -> Mask:
        """What belongs to no district."""
        mask = np.ones(len(self.documents), dtype=bool)
        mask[self.facets[Facet.DISTRICT].places] = False
        return mask

    def metres_from(self, near: Near) -> Degrees:
        """How far each document's nearest point is, infinite where it has none."""
        nearest = np.full(len(self.documents), np.inf)
        column = self.points
        np.minimum.at(
            nearest, column.places, metres((near.latitude, near.longitude), column.latitudes, column.longitudes)
        )
        return nearest

    def counts(self, facet: Facet, among: Mask) -> dict[str, int]:
        """{value: how many of these documents have it}, without zeros."""
        column = self.facets[facet]
        found = np.bincount(column.numbers[among[column.places]], minlength=len(column.values))
        return {value: int(count) for value, count in zip(column.values, found, strict=True) if count}

    def places(self, documents: Ids) -> tuple[Ids, Mask]:
        """The places of documents, and which of the documents are here at all."""
        if not len(self.documents):
            return np.empty(0, np.int64), np.zeros(len(documents), dtype=bool)
        ascending = self.documents[self._by_id]
        nearest = np.minimum(np.searchsorted(ascending, documents), len(ascending) - 1)
        here = ascending[nearest] == documents
        return self._by_id[nearest[here]], here


@dataclass(frozen=True, slots=True)
class Held:
    """The living rows of one index as of a revision, by document, and which documents came with that revision."""

    index: int
    revision: int
    rows: dict[int, Row]
    newest: frozenset[int]


_held = Held(0, -1, {}, frozenset())
_lock = threading.Lock()


def columns_of(index: DatabaseIndex) -> Columns:
    """The columns as of the index's present revision; reads only what was written since the last question."""
    return _columns(index.pk, index.revision)


@lru_cache(maxsize=2)  # a revision is one write's moment in ns: never the same for two contents
def _columns(index: int, revision: int) -> Columns:
    global _held
    with _lock:
        caught_up = _read(index, revision, _held) if _continues(_held, index, revision) else None
        living = IndexedDocument.objects.filter(index=index, alive=True)
        if caught_up is None or len(caught_up.rows) != living.count():
            caught_up = _read(index, revision, Held(index, -1, {}, frozenset()))
        _held = caught_up
    ordered = sorted(caught_up.rows.items(), key=lambda item: (item[1][0], item[0]))
    documents = np.array([document for document, _ in ordered], np.int64)
    rows = [row for _, row in ordered]
    return Columns(
        documents=documents,
        audiences=np.array([row[1] for row in rows], np.str_),
        valid_from=np.array([(row[2] or dt.date.min).toordinal() for row in rows], np.int64),
        valid_until=np.array([(row[3] or dt.date.max).toordinal() for row in rows], np.int64),
        facets={facet: _facet_column([row[4].get(facet, []) for row in rows]) for facet in Facet},
        points=_point_column([row[5] for row in rows]),
        _by_id=np.argsort(documents),
    )


def _continues(held: Held, index: int, revision: int) -> bool:
    """Whether the index has gone on from what is held. A rolled back or restored database has not."""
    if held.index != index or held.revision > revision:
        return False
    kept = IndexedDocument.objects.filter(index=index, document__in=held.newest, revision__gte=held.revision)
    return kept.count() == len(held.newest)


def _read(index: int, revision: int, held: Held) -> Held:
    """What is held and what was written after it."""
    rows = dict(held.rows)
    newest = set()
    written = IndexedDocument.objects.filter(index=index, revision__gt=held.revision)
    for document, alive, own, *row in written.values_list("document_id", "alive", "revision", *FIELDS):
        rows.pop(document, None)
        if alive:
            rows[document] = tuple(row)
        if own == revision:
            newest.add(document)
    return Held(index, revision, rows, frozenset(newest))


def _point_column(points_of: list[list[Point]]) -> PointColumn:
    pairs = [(place, *point) for place, own in enumerate(points_of) for point in own]
    places, latitudes, longitudes = np.array(pairs, np.float64).reshape(-1, 3).T
    return PointColumn(places.astype(np.int64), latitudes, longitudes)


def _facet_column(values_of: list[list[str]]) -> FacetColumn:
    numbers: dict[str, int] = {}
    pairs = [
        (place, numbers.setdefault(value, len(numbers))) for place, own in enumerate(values_of) for value in set(own)
    ]
    places, of_values = np.array(pairs, np.int64).reshape(-1, 2).T
    return FacetColumn(tuple(numbers), places, of_values)
