"""From counts to what a reader sees beside the results: labelled, in order, with the chosen values always there."""

from collections.abc import Mapping

from search import registry
from search.query import Facet, SearchQuery
from search.results import FacetValue

Counts = Mapping[Facet, Mapping[str, int]]


def facet_values(query: SearchQuery, counts: Counts) -> dict[Facet, tuple[FacetValue, ...]]:
    """Every facet with its values: labelled ones in their provider's order, then the others, most frequent first.

    A chosen value that nothing has any more is kept with 0, so that it can be taken off.
    """
    return {facet: _values(facet, query.filters.get(facet, frozenset()), counts.get(facet, {})) for facet in Facet}


def _values(facet: Facet, chosen: frozenset[str], counts: Mapping[str, int]) -> tuple[FacetValue, ...]:
    labels = _labels(facet)
    order = {value: place for place, value in enumerate(labels)}
    shown = {**dict.fromkeys(chosen, 0), **counts}
    ordered = sorted(shown, key=lambda value: (order.get(value, len(order)), -shown[value], value))
    return tuple(FacetValue(value, labels.get(value, value), shown[value], value in chosen) for value in ordered)


def _labels(facet: Facet) -> dict[str, str]:
    if facet is Facet.KIND:
        kinds = sorted(registry.kinds.values(), key=lambda kind: kind.order)
        return {kind.key: str(kind.label_plural) for kind in kinds}
    return registry.labels[facet]() if facet in registry.labels else {}
