"""What a reader asks for: the one value that the parameters are parsed into and that every engine reads."""

from dataclasses import dataclass, field, replace
from enum import StrEnum

PAGE_SIZE = 20
MAX_PAGE = 500  # 10,000 hits: Elasticsearch's default result window


class Audience(StrEnum):
    """Who may find a document; a member also finds what is public."""

    PUBLIC = "public"
    MEMBERS = "members"

    def may_read(self) -> list[str]:
        """The audiences of the documents that this reader may find."""
        return ["public", "members"] if self is Audience.MEMBERS else ["public"]


class Sort(StrEnum):
    RELEVANCE = "relevance"
    DATE = "date"
    DISTANCE = "distance"  # from SearchQuery.near; without it as DATE


class Facet(StrEnum):
    """What results can be narrowed by; the values are the parameters' names in the address."""

    KIND = "kind"
    DISTRICT = "district"
    TOPIC = "topic"
    TARGET_GROUP = "target_group"
    LANGUAGE = "language"
    RECOMMENDED = "recommended"
    FREE = "free"
    ACCESSIBLE = "accessible"
    TAG = "tag"


YES = "1"  # the one value of a facet that a thing has or has not
SWITCHES = frozenset([Facet.RECOMMENDED, Facet.FREE, Facet.ACCESSIBLE])


@dataclass(frozen=True, slots=True)
class Near:
    """A place that distances are counted from; with a radius it also narrows.

    Within a radius is what has a point there, and what belongs to no district, for that is there for everybody.
    """

    latitude: float  # degrees, WGS84, as the longitude
    longitude: float
    radius_km: int | None = None
    label: str = ""


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """A question, already valid: built in params.py, or by code that lists things without a question (text "")."""

    text: str = ""
    filters: dict[Facet, frozenset[str]] = field(default_factory=dict)  # several values of one facet: any of them
    near: Near | None = None
    audience: Audience = Audience.PUBLIC
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    page_size: int = PAGE_SIZE
    semantic: bool = True
    facets: bool = True  # lists that show no facets save their counting
    extracts: bool = True  # as maps do, which show no text of what is found

    @property
    def usual_sort(self) -> Sort:
        """The order that is not asked for: nearest first in a list around a place, else what fits best."""
        return Sort.DISTANCE if self.near and not self.text else Sort.RELEVANCE

    @property
    def offset(self) -> int:
        return (self.page - 1) * self.page_size

    def without(self, facet: Facet) -> "SearchQuery":
        """The same question with one facet's filter off (how its values are counted)."""
        return replace(self, filters={name: values for name, values in self.filters.items() if name != facet})
