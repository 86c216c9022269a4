"""What a page of results shows around its hits: facets, chips, sorting, paging, comparison of districts."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from search import registry
from search.params import Address
from search.query import MAX_PAGE, SWITCHES, Facet, SearchQuery, Sort
from search.results import FacetValue, SearchResults

FACET_LABELS: dict[Facet, str | Promise] = {
    Facet.KIND: _("Art"),
    Facet.DISTRICT: _("Kreis"),
    Facet.TOPIC: _("Thema"),
    Facet.TARGET_GROUP: _("Zielgruppe"),
    Facet.LANGUAGE: _("Sprache"),
    Facet.RECOMMENDED: _("Empfehlung"),
    Facet.FREE: _("Kosten"),
    Facet.ACCESSIBLE: _("Zugang"),
    Facet.TAG: _("Schlagwort"),
}
SORT_LABELS: dict[Sort, str | Promise] = {
    Sort.RELEVANCE: _("Passung"),
    Sort.DISTANCE: _("Entfernung"),
    Sort.DATE: _("Datum"),
}
OPEN_VALUES = 6  # of a facet's values stand open, the others are one click away
AROUND = 2  # pages shown on each side of the current one


@dataclass(frozen=True, slots=True)
class FacetBox:
    """One facet beside the results; chosen and frequent values first, `more` of them folded."""

    name: str
    label: str | Promise
    values: Sequence[FacetValue]
    more: int


def listing_context(query: SearchQuery, results: SearchResults, address: Address) -> dict[str, Any]:
    """The context of templates/search/_results.html; see there for the names."""
    return {
        "query_text": query.text,
        "results": results,
        "meant_url": address.of(replace(query, text=results.instead or results.suggestion)),
        "action": address.path,
        "facets": [_box(facet, results) for facet in Facet if facet not in address.fixed | address.hidden | SWITCHES],
        "switches": [
            box for facet in Facet if facet in SWITCHES - address.hidden and (box := _box(facet, results)).values
        ],
        "carried": address.kept,
        "chips": _chips(query, results, address),
        "reset_url": address.elsewhere().of(SearchQuery(text=query.text)),
        "sorts": _sorts(query, address),
        "by_district": _by_district(query, results, address.elsewhere()),
        "district_count": _district_count(query, results),
        **_paging(query, results, address),
    }


def _sorts(query: SearchQuery, address: Address) -> list[dict[str, Any]]:
    """Only orders that differ: none by distance without a place, none by fit around one without words."""
    useless = Sort.RELEVANCE if query.usual_sort is Sort.DISTANCE else None if query.near else Sort.DISTANCE
    return [
        {
            "label": label,
            "value": sort.value,
            "url": address.of(replace(query, sort=sort)),
            "current": query.sort is sort,
            "usual": query.usual_sort is sort,
        }
        for sort, label in SORT_LABELS.items()
        if sort is not useless
    ]


def _box(facet: Facet, results: SearchResults) -> FacetBox:
    values = [value for value in results.facets.get(facet, ()) if value.count or value.chosen]
    if facet is not Facet.KIND:  # kinds keep their order; elsewhere what is frequent comes first
        values.sort(key=lambda value: (not value.chosen, -value.count))
    return FacetBox(facet.value, FACET_LABELS[facet], values, max(len(values) - OPEN_VALUES, 0))


def _chips(query: SearchQuery, results: SearchResults, address: Address) -> list[dict[str, str]]:
    chips = []
    for facet, chosen in query.filters.items():
        if facet in address.fixed:
            continue
        labels = {value.value: value.label for value in results.facets.get(facet, ())}
        for value in sorted(chosen):
            rest = {**query.filters, facet: chosen - {value}}
            fewer = replace(query, filters={name: values for name, values in rest.items() if values})
            chips.append({"label": labels.get(value, value), "url": address.of(fewer)})
    return chips


def _district_count(query: SearchQuery, results: SearchResults) -> int:
    """In how many districts the hits are: of those asked for, as the facet also counts what others would bring."""
    asked = query.filters.get(Facet.DISTRICT, frozenset())
    values = results.facets.get(Facet.DISTRICT, ())
    return sum(value.count > 0 and (not asked or value.value in asked) for value in values)


def _by_district(query: SearchQuery, results: SearchResults, address: Address) -> list[dict[str, Any]]:
    rows = [
        {
            "ags": value.value,
            "name": value.label,
            "count": value.count,
            "url": address.of(
                replace(without_place(query), filters={**query.filters, Facet.DISTRICT: frozenset([value.value])})
            ),
        }
        for value in results.facets.get(Facet.DISTRICT, ())
        if value.count
    ]
    return sorted(rows, key=lambda row: -int(str(row["count"])))


def without_place(query: SearchQuery) -> SearchQuery:
    """The same question wherever it is; nothing is sorted by its distance then."""
    elsewhere = replace(query, near=None)
    return replace(elsewhere, sort=elsewhere.usual_sort) if query.sort is Sort.DISTANCE else elsewhere


def _paging(query: SearchQuery, results: SearchResults, address: Address) -> dict[str, Any]:
    last = min(max(ceil(results.total / query.page_size), 1), MAX_PAGE)
    shown = [n for n in range(1, last + 1) if n in (1, last) or abs(n - query.page) <= AROUND]
    pages: list[dict[str, Any]] = []
    for number in shown:
        if pages and pages[-1]["number"] and number - pages[-1]["number"] > 1:
            pages.append({"number": None})
        pages.append({"number": number, "url": address.of(query, page=number), "current": number == query.page})
    return {
        "pages": pages,
        "previous_url": address.of(query, page=query.page - 1) if 1 < query.page <= last else "",
        "next_url": address.of(query, page=query.page + 1) if query.page < last else "",
    }


def topic_links(path: str, limit: int = 12) -> list[dict[str, str]]:
    """Topics to go on with when nothing was found."""
    provider = registry.labels.get(Facet.TOPIC)
    labels = list(provider().items())[:limit] if provider else []
    return [{"label": label, "url": f"{path}?topic={slug}"} for slug, label in labels]
