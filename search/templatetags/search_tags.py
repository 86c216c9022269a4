"""Found things as lists on pages that know no other app: `{% search_rows kind="practice" limit=3 as rows %}`."""

from django import template

from search import service
from search.params import clean_text
from search.query import Facet, SearchQuery, Sort
from search.results import Hit

register = template.Library()

SPREAD_AMONG = 200  # the newest of a kind among which the most used are chosen


@register.simple_tag
def search_rows(*, kind: str, limit: int = 5, sort: str = "date", district: str = "") -> tuple[Hit, ...]:
    """Public things of a kind; `sort`: "date" (newest first) or "spread" (used in most districts first)."""
    filters = {Facet.KIND: frozenset([kind])}
    if district:
        filters[Facet.DISTRICT] = frozenset([district])
    size = SPREAD_AMONG if sort == "spread" else limit
    query = SearchQuery(filters=filters, sort=Sort.DATE, page_size=size, semantic=False, facets=False)
    hits = service.search(query).hits
    return tuple(sorted(hits, key=_spread)[:limit]) if sort == "spread" else hits


@register.simple_tag
def search_for(text: str, limit: int = 5) -> tuple[Hit, ...]:
    """The best public hits for some words, for a page that has nothing else to show."""
    if not text:
        return ()
    query = SearchQuery(text=clean_text(text), page_size=limit, semantic=False, facets=False)
    return service.search(query).hits


def _spread(hit: Hit) -> tuple[int, bool]:
    return (-int(str(hit.facts.get("used", 0))), not hit.facts.get("recommended_by"))
