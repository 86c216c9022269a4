"""What every engine answers with."""

import datetime as dt
from dataclasses import dataclass, field

from search.geo import Point
from search.query import Facet


@dataclass(frozen=True, slots=True)
class Extract:
    """A piece of a hit's text; `pieces` are (text, is marked) in reading order; `page` of a long document or None."""

    pieces: tuple[tuple[str, bool], ...]
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Hit:
    """One found document, ready to be shown without asking the database for the thing itself."""

    key: str
    kind: str
    url: str
    title: str
    summary: str
    owner: str  # who it belongs to, in words: "Stadt Mainz", "Landkreistag"
    districts: tuple[str, ...]
    topics: tuple[str, ...]
    target_groups: tuple[str, ...]
    languages: tuple[str, ...]
    date: dt.date | None
    facts: dict[str, object]  # what a kind adds to its card (recommended, adoption, checked on …), see registry
    extracts: tuple[Extract, ...] = ()
    score: float = 0.0
    points: tuple[Point, ...] = ()
    distance_km: float | None = None  # from SearchQuery.near to the nearest of its points
    akin: bool = False  # found by meaning only: shown as "sinnverwandt", not counted in `total`


@dataclass(frozen=True, slots=True)
class FacetValue:
    value: str
    label: str
    count: int
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class SearchResults:
    """Answer to one SearchQuery. `total` and the facets count the match set (audience ∧ filters ∧ words)."""

    hits: tuple[Hit, ...] = ()
    total: int = 0
    facets: dict[Facet, tuple[FacetValue, ...]] = field(default_factory=dict)
    engine: str = ""
    degraded: bool = False  # the fallback answered
    took_ms: float = 0.0
    instead: str = ""  # the question that was answered, because the typed one found nothing
    suggestion: str = ""  # what may have been meant, where some of the typed words are in no document
