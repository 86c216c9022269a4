"""From document ids to hits, read from the rows: what an engine holds may be older than what may be shown."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from search.geo import nearest_km
from search.models import SearchDocument
from search.query import Audience, Facet, Near, SearchQuery
from search.results import Extract, Hit


@dataclass(frozen=True, slots=True)
class Scored:
    """A document that an engine found."""

    document: int
    score: float
    akin: bool = False


Page = tuple[SearchQuery, Sequence[Scored]]


def load_hits(pages: Sequence[Page]) -> list[tuple[Hit, ...]]:
    """The hits of each page in the order given, all read at once.

    Without those that are gone or closed to the reader since the engine saw them.
    """
    ids = {scored.document for _, found in pages for scored in found}
    rows = SearchDocument.objects.defer("terms").filter(alive=True).in_bulk(ids) if ids else {}
    return [
        tuple(
            _hit(row, scored, query.near)
            for scored in found
            if (row := rows.get(scored.document)) and row.audience in query.audience.may_read()
        )
        for query, found in pages
    ]


def hits_by_key(keys: Iterable[str]) -> dict[str, Hit]:
    """What everybody may find of these things, by their keys; for pages that name things one by one."""
    public = Audience.PUBLIC.may_read()
    rows = SearchDocument.objects.defer("terms").filter(alive=True, key__in=list(keys), audience__in=public)
    return {row.key: _hit(row, Scored(row.pk, 0.0), None) for row in rows}


def _hit(row: SearchDocument, scored: Scored, near: Near | None) -> Hit:
    facets: dict[str, list[str]] = row.facets
    date: dt.date | None = row.date
    points = tuple((latitude, longitude) for latitude, longitude in row.points)
    return Hit(
        key=row.key,
        kind=row.kind,
        url=row.url,
        title=row.title,
        summary=row.summary,
        owner=row.owner,
        districts=tuple(facets.get(Facet.DISTRICT, ())),
        topics=tuple(facets.get(Facet.TOPIC, ())),
        target_groups=tuple(facets.get(Facet.TARGET_GROUP, ())),
        languages=tuple(facets.get(Facet.LANGUAGE, ())),
        date=date,
        facts=row.facts,
        score=scored.score,
        points=points,
        distance_km=nearest_km((near.latitude, near.longitude), points) if near else None,
        akin=scored.akin,
    )


def with_extracts(hits: tuple[Hit, ...], extracts: dict[str, tuple[Extract, ...]]) -> tuple[Hit, ...]:
    """`extracts`: by the hit's key."""
    return tuple(replace(hit, extracts=extracts.get(hit.key, ())) for hit in hits)
