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


class Facet(StrEnum):
    """What results can be narrowed by; the values are the parameters' names in the address."""

    KIND = "kind"
    DISTRICT = "district"
    TOPIC = "topic"
    TARGET_GROUP = "target_group"
    LANGUAGE = "language"
    TAG = "tag"


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """A question, already valid: built in params.py, or by code that lists things without a question (text "")."""

    text: str = ""
    filters: dict[Facet, frozenset[str]] = field(default_factory=dict)  # several values of one facet: any of them
    audience: Audience = Audience.PUBLIC
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    page_size: int = PAGE_SIZE
    semantic: bool = True
    facets: bool = True  # lists that show no facets save their counting

    @property
    def offset(self) -> int:
        return (self.page - 1) * self.page_size

    def without(self, facet: Facet) -> "SearchQuery":
        """The same question with one facet's filter off (how its values are counted)."""
        return replace(self, filters={name: values for name, values in self.filters.items() if name != facet})
