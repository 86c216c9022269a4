"""From an address to a SearchQuery and back. Whatever is typed becomes a valid question; nothing here raises."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict

from search import registry
from search.query import MAX_PAGE, Audience, Facet, Near, SearchQuery, Sort

MAX_TEXT = 300  # characters; longer questions are cut, not refused
MAX_VALUES = 50  # per facet


def parse(
    params: QueryDict, audience: Audience, fixed: Mapping[Facet, str] | None = None, near: Near | None = None
) -> SearchQuery:
    """The question that an address asks. `fixed` filters and the place belong to the page, not to the reader."""
    params = renewed(params) or params
    filters = {facet: _values(params.getlist(facet.value)) for facet in Facet}
    filters.update({facet: frozenset([value]) for facet, value in (fixed or {}).items()})
    query = SearchQuery(
        text=clean_text(params.get("q", "")),
        filters={facet: values for facet, values in filters.items() if values},
        near=near,
        audience=audience,
        page=_page(params.get("page", "")),
    )
    return replace(query, sort=_sort(params.get("sort", ""), query))


def renewed(params: QueryDict) -> QueryDict | None:
    """The parameters with what former values are called now; None where there is none, which asks nothing or little."""
    changed: QueryDict | None = None
    for facet, provider in registry.former.items():
        values = _values(params.getlist(facet.value))
        now = provider(values) if values else {}
        if now:
            changed = changed or params.copy()
            changed.setlist(facet.value, sorted({now.get(value, value) for value in values}))
    return changed


def _sort(raw: str, query: SearchQuery) -> Sort:
    """Nothing can be sorted by its distance from nowhere."""
    possible = {Sort.RELEVANCE, Sort.DATE, Sort.DISTANCE} if query.near else {Sort.RELEVANCE, Sort.DATE}
    return Sort(raw) if raw in possible else query.usual_sort


def clean_text(text: str) -> str:
    """One line without control characters (NUL ends a query on PostgreSQL), cut to MAX_TEXT characters."""
    printable = "".join(char if char.isprintable() else " " for char in text)
    return " ".join(printable.split())[:MAX_TEXT]


def _values(raw: Iterable[str]) -> frozenset[str]:
    """Several values stand in several parameters or behind commas."""
    values = [clean_text(value)[:100] for part in raw for value in part.split(",")]
    return frozenset([value for value in values if value][:MAX_VALUES])


def _page(raw: str) -> int:
    if not (raw.isascii() and raw.isdigit() and len(raw) < 6):
        return 1
    return min(max(int(raw), 1), MAX_PAGE)


@dataclass(frozen=True, slots=True)
class Address:
    """Where a question lives: its path, and what the page itself fixes or carries along (the typed place)."""

    path: str
    fixed: frozenset[Facet] = frozenset()
    carried: tuple[tuple[str, str], ...] = ()
    hidden: frozenset[Facet] = frozenset()  # without a box beside the results
    view: str = ""  # how the page shows what is found; "" is a list

    @property
    def kept(self) -> tuple[tuple[str, str], ...]:
        """What every form of the page sends along."""
        return (*self.carried, ("ansicht", self.view)) if self.view else self.carried

    def elsewhere(self) -> "Address":
        """The same page without the place that it carries along."""
        return Address(self.path, self.fixed - {Facet.DISTRICT}, hidden=self.hidden, view=self.view)

    def of(self, query: SearchQuery, *, page: int = 1) -> str:
        """The address that asks this question."""
        pairs: list[tuple[str, str]] = [("q", query.text)] if query.text else []
        pairs += self.kept
        for facet in Facet:
            if facet not in self.fixed:
                pairs += [(facet.value, value) for value in sorted(query.filters.get(facet, frozenset()))]
        if query.sort is not query.usual_sort:
            pairs.append(("sort", query.sort.value))
        if page > 1:
            pairs.append(("page", str(page)))
        return f"{self.path}?{urlencode(pairs)}" if pairs else self.path
